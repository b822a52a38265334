"""Duties that have come near become actions, when a day begins or the group is opened."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.services import duties
from villagedesk.ui.bus import Bus


def raise_duties(bus: Bus) -> None:
    """Look whether any is near, and make actions of those, as one change."""
    today = bus.today()

    def raise_due(is_any: bool) -> None:
        if is_any and not bus.desk.read_only:
            bus.do(bus, _("Raise what comes back"), duties.raise_due)

    bus.read(bus, lambda session: duties.is_any_due(session, today), raise_due)
