"""Series of meetings in the window."""
