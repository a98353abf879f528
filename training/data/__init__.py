"""Real posts: reading, ordering, splitting, vocabulary (systems.md §7, data.md)."""
