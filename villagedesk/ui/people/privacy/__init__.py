"""Data protection on a card, erasure, and the yearly review."""
