"""Builders of the encoders that ship with the app."""
