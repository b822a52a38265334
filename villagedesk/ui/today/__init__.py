"""The place that the window opens at."""
