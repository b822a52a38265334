"""Two cards that may be one."""
