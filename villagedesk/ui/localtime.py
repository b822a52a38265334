"""An instant as the clocks show it where the group lives."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from villagedesk.core.clock import ZONE

_ZONE = ZoneInfo(ZONE)


def local(at: datetime) -> datetime:
    """The same instant with the group's own date and time of day."""
    return at.astimezone(_ZONE)
