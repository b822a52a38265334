"""Writes what is made for somebody else: a pack, a letter, a register."""

from __future__ import annotations

from pathlib import Path

from villagedesk.store import files


def save(path: Path, data: bytes) -> None:
    """Write a file whole or not at all. Unavailable when the place can't be written."""
    files.write(path, data)
