"""What is said of something found in minutes."""

from __future__ import annotations

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _
from villagedesk.records.topics import MinuteHit


def about(hit: MinuteHit) -> str:
    """ "Decision, Committee meeting, 3 Nov 2026": what it is, and where it stands."""
    kinds = {
        "decision": _("Decision"), "action": _("Action"), "question": _("Question"),
        "declaration": _("Interest declared"), "election": _("Election"), "agenda_item": _("Agenda"),
    }  # fmt: skip
    return ", ".join(filter(None, (kinds.get(hit.kind, ""), hit.meeting, show_date_short(hit.on_date))))
