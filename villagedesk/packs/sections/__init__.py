"""One pure function per section of a pack: content in, blocks out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from villagedesk.core.i18n import _
from villagedesk.packs.blocks import Block
from villagedesk.packs.sections import actions, agenda, cover, decisions, evidence, goals, minutes, people
from villagedesk.records.packs import PackContent


@dataclass(frozen=True, slots=True)
class Section:
    """`name` is for people who choose sections; `blocks` gives one level 1 heading, then what is under it.

    Goals and evidence leave themselves out where the meeting serves none.
    """

    name: Callable[[], str]
    blocks: Callable[[PackContent], list[Block]]


#: By the names that PackContent.sections has.
SECTIONS: dict[str, Section] = {
    "agenda": Section(lambda: _("Agenda"), agenda.blocks),
    "minutes": Section(lambda: _("Minutes of the last meeting"), minutes.blocks),
    "decisions": Section(lambda: _("Decisions"), decisions.blocks),
    "actions": Section(lambda: _("Actions and promises"), actions.blocks),
    "goals": Section(lambda: _("Our shared goals"), goals.blocks),
    "evidence": Section(lambda: _("What we can show"), evidence.blocks),
    "people": Section(lambda: _("Who is who"), people.blocks),
}


def pack_blocks(content: PackContent) -> list[Block]:
    """The whole pack: the cover, then the sections that were chosen. KeyError for a section that does not exist."""
    return cover.blocks(content) + [block for name in content.sections for block in SECTIONS[name].blocks(content)]
