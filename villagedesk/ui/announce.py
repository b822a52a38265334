"""Saying aloud, through a screen reader, what others see appear."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(widget: QWidget, message: str) -> None:
    """Have `message` read out once the screen reader is done with what it is saying."""
    QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, message))
