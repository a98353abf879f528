"""What makes the shipped folders one catalogue (docs/formats.md)."""
