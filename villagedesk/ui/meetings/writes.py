"""Where an agenda that is typed is kept: with a meeting, or as the standing agenda of a series."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from villagedesk.records.meetings import ItemDraft
from villagedesk.services import agendas, meetings
from villagedesk.services.desk import Work


@dataclass(frozen=True, slots=True)
class Writes:
    """The four changes of an agenda: an item is added to its owner, changed in some fields, moved, removed.

    `drafts` is what words that are being typed are kept under.
    """

    add: Callable[[Work, str, ItemDraft], str]
    edit: Callable[[Work, str, Mapping[str, Any]], None]
    move: Callable[[Work, str, int], None]
    remove: Callable[[Work, str], None]
    drafts: str


OF_MEETING = Writes(
    partial(meetings.add_item, before_usual_end=True), agendas.change_item, meetings.move_item, meetings.remove_item,
    "item",
)  # fmt: skip
OF_SERIES = Writes(
    agendas.add_standing, agendas.change_standing, agendas.move_standing, agendas.remove_standing, "standing_item"
)
