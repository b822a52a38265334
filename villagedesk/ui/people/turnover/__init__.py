"""Handing on what somebody had promised, and bodies that are followed by others."""
