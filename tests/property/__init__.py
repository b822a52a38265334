"""Tests of what is below the window."""
