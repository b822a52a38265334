"""What a line typed into the minutes means, and how it is kept."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from villagedesk.core import quickline
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import BlockKind, Outcome
from villagedesk.records.meetings import DecisionDraft
from villagedesk.services import actions, meetings, minutes, owners
from villagedesk.services.desk import Session, Work

PREFIXES = {"a:": BlockKind.ACTION, "d:": BlockKind.DECISION, "i:": BlockKind.DECLARATION}
_BULLETS = ("- ", "* ")
_LONGEST_NAME = 5  # words
_STAYS = re.compile(r"[,;.]?\s+(?:and\s+)?(left|leaves|stayed|stays)(?:\s+(?:in\s+)?the\s+(?:room|meeting))?\.?$", re.I)


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it stands in the box: `refused` are the understandings that were taken back, as (kind, words).

    `chosen` are the people who were chosen of several, as (words, person's id).
    """

    text: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    refused: tuple[tuple[str, str], ...] = ()
    outcome: Outcome = Outcome.AGREED
    stays: bool | None = None
    chosen: tuple[tuple[str, str], ...] = ()

    def as_draft(self) -> dict[str, Any]:
        """As plain values, for a draft."""
        return asdict(self)


def from_draft(value: dict[str, Any]) -> Typed:
    """The line that `as_draft` was made of."""
    return Typed(
        text=value.get("text", ""),
        kind=BlockKind(value.get("kind", BlockKind.PARAGRAPH)),
        refused=tuple((kind, words) for kind, words in value.get("refused", ())),
        outcome=Outcome(value.get("outcome", Outcome.AGREED)),
        stays=value.get("stays"),
        chosen=tuple((words, person_id) for words, person_id in value.get("chosen", ())),
    )


@dataclass(frozen=True, slots=True)
class Interest:
    """Who declared what, and whether they stayed in the room."""

    name: str
    person_id: str | None
    interest: str
    stays: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood: an action's parts, or a declaration."""

    action: actions.Understood | None = None
    interest: Interest | None = None


def read(session: Session, typed: Typed, day: date) -> Reading:
    """What the line means, its dates counted from `day`."""
    if typed.kind is BlockKind.ACTION:
        return Reading(action=_action(session, typed, day))
    if typed.kind is BlockKind.DECLARATION:
        return Reading(interest=_interest(session, typed, day))
    return Reading()


def _action(session: Session, typed: Typed, day: date) -> actions.Understood:
    line = quickline.read(typed.text, day)
    for part in line.parts:
        if (part.kind.value, part.words) in typed.refused:
            line = line.without(part)
    return actions.understand(session, line, day, dict(typed.chosen))


def _interest(session: Session, typed: Typed, day: date) -> Interest:
    text, stays = one_line(typed.text), True
    if found := _STAYS.search(text):
        text, stays = text[: found.start()], found[1].casefold().startswith("stay")
    if typed.stays is not None:
        stays = typed.stays
    name, separator, interest = text.partition(":")
    if not separator:
        words = text.split(" ")
        for count in range(min(_LONGEST_NAME, len(words)), 0, -1):
            owner = owners.find(session, " ".join(words[:count]).rstrip(","), day)
            if owner and owner.person_id:
                return Interest(owner.name, owner.person_id, " ".join(words[count:]), stays)
        name, _separator, interest = text.partition(",")
    owner = owners.find(session, name, day)
    if owner and owner.person_id:
        return Interest(owner.name, owner.person_id, one_line(interest), stays)
    return Interest(one_line(name) if interest else "", None, one_line(interest), stays)


def keep(work: Work, minutes_id: str, item_id: str | None, typed: Typed, day: date) -> str:
    """Keep a line at the end of its item, which counts as come to; the new block. Refused as its service says."""
    if item_id:
        meetings.open_item(work, item_id)
    if typed.kind is BlockKind.ACTION:
        draft = _action(work.session, typed, day).draft
        return minutes.add_action(work, minutes_id, item_id, draft)[0]
    if typed.kind is BlockKind.DECISION:
        return minutes.add_decision(work, minutes_id, item_id, DecisionDraft(typed.text, typed.outcome))[0]
    if typed.kind is BlockKind.DECLARATION:
        said = _interest(work.session, typed, day)
        if not said.name:
            raise Refused(_("Say who it is, then a colon, then the interest."), "name")
        return minutes.add_declaration(
            work, minutes_id, item_id, said.name, said.interest, person_id=said.person_id, stays=said.stays
        )[0]
    text = typed.text.strip()
    if text.startswith(_BULLETS):
        return minutes.add_block(work, minutes_id, item_id, text[2:], kind=BlockKind.BULLET)
    return minutes.add_block(work, minutes_id, item_id, text)
