"""The place of the action log."""
