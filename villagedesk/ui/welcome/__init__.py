"""The first screen, the first run, and what is said when a group does not open."""
