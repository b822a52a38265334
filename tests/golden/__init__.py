"""Outputs that were looked at and found good. VILLAGEDESK_REWRITE_GOLDEN=1 writes them anew, to be reviewed again."""

from __future__ import annotations

import os
from pathlib import Path


def assert_golden(name: str, text: str) -> None:
    """`text` is what the file of that name holds."""
    path = Path(__file__).with_name(name)
    if os.environ.get("VILLAGEDESK_REWRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")
