"""What the minutes screen shows, read at once and off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind
from villagedesk.records.agendas import Matter
from villagedesk.records.meetings import MinutesPage
from villagedesk.records.people import Choice
from villagedesk.records.questions import QuestionRow
from villagedesk.services import drafts, elections, group, matters, minutes, people, questions, series, voting
from villagedesk.services.desk import Session
from villagedesk.ui.meetings.minutes.draft import BLOCK, LINE
from villagedesk.ui.meetings.minutes.entry import Entry
from villagedesk.ui.meetings.minutes.reading import Typed, from_draft
from villagedesk.ui.meetings.words import local_time


@dataclass(frozen=True, slots=True)
class Names:
    """Everybody and every body that a line may name."""

    people: list[Choice]
    bodies: list[Choice]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the screen shows, read at once; `names` only when they were asked for.

    `questions` by key, and the line of each election by its key, are what is edited of those records.
    """

    page: MinutesPage
    expected: list[Choice]
    group: str
    names: Names | None
    draft: drafts.KeptDraft | None
    block_drafts: dict[str, drafts.KeptDraft]
    rules: voting.Rules
    questions: dict[str, QuestionRow]
    elections: dict[str, str]
    matters: tuple[Matter, ...]


def load(session: Session, meeting_id: str, today: date, *, with_names: bool) -> Loaded | None:
    """What the screen shows of a meeting; None when it has no minutes (any more)."""
    page = minutes.page(session, meeting_id)
    if page is None or page.meeting.binned:
        return None
    kept = drafts.listed(session)
    return Loaded(
        page,
        series.expected(session, meeting_id),
        group.card(session).name,
        Names(people.choices(session), people.organization_choices(session)) if with_names else None,
        next((draft for draft in kept if (draft.form, draft.row) == (LINE, meeting_id)), None),
        {draft.row: draft for draft in kept if draft.form == BLOCK},
        voting.rules_of(session, meeting_id),
        {row.id: row for row in questions.rows(session, _records(page, BlockKind.QUESTION))},
        {key: elections.line(session, key) for key in _records(page, BlockKind.ELECTION)},
        _arising(session, page, today),
    )


def _arising(session: Session, page: MinutesPage, today: date) -> tuple[Matter, ...]:
    """What arises from before, where the agenda has an item for it."""
    if not any(matters.is_under(item.title) for item in page.meeting.items):
        return ()
    return matters.arising(session, page.meeting.id, today).listed


def _records(page: MinutesPage, kind: BlockKind) -> list[str]:
    return [block.record_id for block in page.blocks if block.kind is kind and block.record_id]


def start_at(loaded: Loaded, place: str = "") -> str | None:
    """The item to begin with: of the block or item `place`, where the draft was typed, the last minuted, the first."""
    items = [item.id for item in loaded.page.meeting.items]
    of_block = next((block.item_id for block in loaded.page.blocks if block.id == place), place)
    if of_block in items:
        return of_block
    minuted = [block.item_id for block in loaded.page.blocks if block.item_id in items]
    typed_at = loaded.draft.value.get("item") if loaded.draft else None
    return typed_at if typed_at in items else minuted[-1] if minuted else items[0] if items else None


def offer_line(entry: Entry, draft: drafts.KeptDraft | None) -> None:
    """Put what was typed and not kept into the line again, and what was aside back there."""
    entry.aside.start(draft.value.get("aside", ()) if draft else ())
    if draft and draft.value.get("text"):
        at = local_time(draft.at).strftime("%H:%M")
        notice = _("You were typing this at {time} and it was not kept. Enter keeps it.").format(time=at)
        entry.show_typed(from_draft(draft.value), notice)
    else:
        entry.show_typed(Typed())
