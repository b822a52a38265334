"""The items that most agendas have, to start from, and which of them others hang on."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.core.words import ItemKind, MeetingKind
from villagedesk.records.meetings import ItemDraft


def usual_items(kind: MeetingKind = MeetingKind.COMMITTEE) -> tuple[ItemDraft, ...]:
    """The items that most agendas of a kind have, to start from; the first four and the last are every agenda's."""
    is_agm, own = kind is MeetingKind.AGM, tuple[ItemDraft, ...]()
    before = _("Minutes of the last annual general meeting") if is_agm else _("Minutes of the last meeting")
    if is_agm:
        own = (
            ItemDraft(_("Chair's report"), ItemKind.INFORMATION, minutes=15),
            ItemDraft(_("Accounts"), ItemKind.DECISION, minutes=10),
            ItemDraft(_("Election of the committee"), ItemKind.DECISION, minutes=20),
        )
    return (
        ItemDraft(_("Welcome and apologies"), ItemKind.INFORMATION, minutes=5),
        ItemDraft(_("Declarations of interest"), ItemKind.INFORMATION, minutes=5),
        ItemDraft(before, ItemKind.DECISION, minutes=5),
        ItemDraft(_("Matters arising"), ItemKind.DISCUSSION, minutes=15),
        *own,
        ItemDraft(_("Any other business"), ItemKind.DISCUSSION, minutes=10),
    )


def is_for_interests(title: str) -> bool:
    """Whether an item of that title is where interests in other items are declared."""
    return fold(title).startswith(fold(usual_items()[1].title))
