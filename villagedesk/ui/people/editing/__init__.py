"""Cards typed into: those that are there, and new ones."""
