"""Find in all minutes, with what was found marked, and a topic's whole story over the years."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, select, text
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.text import file_stem, one_line
from villagedesk.core.words import ActionStatus, MinutesState
from villagedesk.models import AgendaItem, Decision, Election, Meeting, MinuteBlock, Minutes, Organization, Person
from villagedesk.records.actions import ActionRow
from villagedesk.records.questions import QuestionRow, QuestionState
from villagedesk.records.topics import FindQuery, MinuteHit, Piece, Pieces, Story, StoryEntry, StoryKind
from villagedesk.services import actions, ballots, decisions, electionregister, group, questions, versions
from villagedesk.services.decisionregister import votes_words
from villagedesk.services.redact import Sight, sight
from villagedesk.services.search import NEWEST, SETTLED
from villagedesk.services.versions import FALLEN
from villagedesk.store.search import match_words

MOST = 500
"""How many are listed at most, the latest of all."""
MOST_TOLD = 400
"""How many entries a story has at most, the latest of all."""
_END = re.compile(r"(?<=[^\s.,:;!?])\n+(?=\S)")
_FROM, _TO = "\x02", "\x03"  # around what was found; no text that was typed has them

# Every part of the question is answered from an index: which rows have the words by FTS5, which are of these meetings
# and the latest by searchable_by_day, so that a letter that is in 80,000 paragraphs costs no more than a rare word.
_WITH_WORDS = "+s.n IN (SELECT rowid FROM searchable_index WHERE searchable_index MATCH :query)"
_OF_MEETINGS = (
    "s.meeting_id IN (SELECT m.id FROM meeting m WHERE m.binned_at IS NULL "
    "AND (:series IS NULL OR m.series_id = :series) AND (:start IS NULL OR m.on_date >= :start) "
    "AND (:end IS NULL OR m.on_date <= :end) AND (:person IS NULL OR EXISTS (SELECT 1 FROM attendance a "
    "WHERE a.meeting_id = m.id AND a.person_id = :person AND a.presence IN ('present', 'in_attendance'))))"
)
_INDEXED = "searchable s INDEXED BY searchable_by_day"
_IDS = text(
    f"SELECT s.n FROM {_INDEXED} WHERE {_OF_MEETINGS} AND {_WITH_WORDS} AND (:earlier OR {NEWEST}) "
    "ORDER BY s.on_date DESC, s.meeting_id DESC, s.n LIMIT :limit"
)
_COUNT = text(f"SELECT count(*) FROM {_INDEXED} WHERE {_OF_MEETINGS} AND {_WITH_WORDS} AND (:earlier OR {NEWEST})")
_HITS = text(
    "SELECT s.n, s.kind, s.id, s.on_date, s.meeting_id, m.title AS meeting, "
    "highlight(searchable_index, 0, :from, :to) AS title, "
    "snippet(searchable_index, 1, :from, :to, '...', 40) AS body "
    "FROM searchable_index JOIN searchable s ON s.n = searchable_index.rowid JOIN meeting m ON m.id = s.meeting_id "
    "WHERE searchable_index MATCH :query AND searchable_index.rowid IN (SELECT value FROM json_each(:ids))"
)
_TOLD = (
    "FROM searchable s WHERE s.n IN (SELECT rowid FROM searchable_index WHERE searchable_index MATCH :query) "
    "AND s.kind IN ('decision', 'election', 'action', 'question', 'minute_block') AND "
)
_UNDER = (  # what was decided, agreed and asked in an item whose title has the words
    "SELECT '{kind}' AS kind, r.id, r.{day} AS on_date FROM {kind} r JOIN searchable i ON i.kind = 'agenda_item' "
    "AND i.id = r.item_id WHERE r.binned_at IS NULL AND i.n IN (SELECT rowid FROM searchable_index "
    "WHERE searchable_index MATCH :title){stands}"
)
_UNDER_ITEMS = " UNION ".join(
    _UNDER.format(kind=kind, day=day, stands=f" AND r.id NOT IN {FALLEN[kind]}" if kind in FALLEN else "")
    for kind, day in (
        ("decision", "decided_on"), ("election", "held_on"), ("action", "raised_on"), ("question", "asked_on")
    )
)  # fmt: skip
_STORY = f"SELECT s.kind, s.id, s.on_date {_TOLD}{NEWEST} UNION {_UNDER_ITEMS}"
_STORY_FOR_OTHERS = f"SELECT s.kind, s.id, s.on_date {_TOLD}{SETTLED} UNION {_UNDER_ITEMS}"
_SEEN = "IN (SELECT value FROM json_each(:marks))"
_MAY_SEE = " OR ".join((  # the record, the item it is of, and what was minuted in a meeting also that
    *(
        f"(kind = '{kind}' AND id IN (SELECT r.id FROM {kind} r LEFT JOIN agenda_item i ON i.id = r.item_id "
        f"WHERE r.audience {_SEEN} AND (i.id IS NULL OR i.audience {_SEEN})))"
        for kind in ("decision", "election", "action", "question")
    ),
    "(kind = 'minute_block' AND id IN (SELECT r.id FROM minute_block r JOIN minutes s ON s.id = r.minutes_id "
    "JOIN meeting m ON m.id = s.meeting_id LEFT JOIN agenda_item i ON i.id = r.item_id "
    f"WHERE m.audience {_SEEN} AND (i.id IS NULL OR i.audience {_SEEN}) "
    f"AND (r.audience IS NULL OR r.audience {_SEEN})))",
))  # fmt: skip


def ids(session: Session, query: FindQuery) -> list[str]:
    """What has every word, each as a beginning, the latest meeting first; at most `MOST`. Nothing without a word."""
    words = match_words(query.words)
    found = session.scalars(_IDS, _asked(query, words) | {"limit": MOST}) if words else ()
    return [str(n) for n in found]


def count(session: Session, query: FindQuery) -> int:
    """How many there are in all."""
    words = match_words(query.words)
    return (session.scalar(_COUNT, _asked(query, words)) or 0) if words else 0


def hits(session: Session, words: str, keys: Sequence[str]) -> list[MinuteHit]:
    """What was found under these keys, in any order, with the words marked."""
    asked = {"query": match_words(words), "ids": json.dumps([int(key) for key in keys]), "from": _FROM, "to": _TO}
    found = session.execute(_HITS, asked).all()
    said = _came_of_items(session, [row.id for row in found if row.kind == "agenda_item" and not row.body])
    return [
        MinuteHit(
            str(row.n), row.kind, row.id, date.fromisoformat(row.on_date), row.meeting_id, row.meeting,
            pieces(row.title), pieces(row.body or said.get(row.id, "")),
        )
        for row in found
    ]  # fmt: skip


def _came_of_items(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """What was decided under agenda items without a note; where nothing was, the first words of their minutes."""
    block = MinuteBlock.text
    minuted = (
        select(MinuteBlock.item_id, block)
        .join(Minutes, Minutes.id == MinuteBlock.minutes_id)
        .where(MinuteBlock.item_id.in_(keys), block != "", versions.is_latest())
        .order_by(MinuteBlock.position.desc(), MinuteBlock.id.desc())
    )
    decided = (
        select(Decision).where(Decision.item_id.in_(keys), versions.stands()).order_by(Decision.number, Decision.id)
    )
    said = {item_id: words for item_id, words in session.execute(minuted) if item_id}
    lines: dict[str, list[str]] = {}
    for row in session.scalars(decided):
        words = decisions.outcome_words()[row.outcome]
        lines.setdefault(row.item_id or "", []).append(f"{words}: {row.text}")
    return said | {item_id: "\n".join(each) for item_id, each in lines.items()}


def pieces(marked: str) -> Pieces:
    """A text with marks around what was found, in pieces and on one line; a line without a full stop gets one."""
    made: list[Piece] = []
    for number, part in enumerate(_END.sub(". ", marked).replace("\n", " ").split(_FROM)):
        found, _mark, rest = part.partition(_TO) if number else ("", "", part)
        made += [Piece(found, True)] * bool(found) + [Piece(rest)] * bool(rest)
    return tuple(made)


def _asked(query: FindQuery, words: str) -> dict[str, Any]:
    return {
        "query": words, "series": query.series_id or None, "person": query.person_id or None,
        "start": query.start.isoformat() if query.start else None,
        "end": query.end.isoformat() if query.end else None, "earlier": query.earlier,
    }  # fmt: skip


# a topic's story


def story(session: Session, words: str, today: date, audience: Audience | None = None) -> Story:
    """Every decision, election, action, question and paragraph of minutes on the words, the oldest first.

    On the words is what has every one of them, and what was decided, agreed or asked in an item whose title has. For an
    `audience` what it may see of it; without one everything, as on the group's own screens.
    """
    own, query, seen = group.card(session), match_words(words), sight(session, audience)
    for_whom = own.audience_names[audience] if audience else ""
    if not query:
        return Story(words, own.name, today, (), 0, for_whom)
    asked = {"query": query, "title": f"title : ({query})"}
    entries = _STORY_FOR_OTHERS if seen.view else _STORY
    total = whole = session.scalar(text(f"SELECT count(*) FROM ({entries})"), asked) or 0
    if seen.view:
        entries = f"SELECT * FROM ({entries}) WHERE {_MAY_SEE}"
        asked["marks"] = json.dumps([mark for mark in Audience if seen.sees(mark)])
        total = session.scalar(text(f"SELECT count(*) FROM ({entries})"), asked) or 0
    latest = text(f"{entries} ORDER BY on_date DESC, kind, id DESC LIMIT :limit")
    found: dict[str, list[str]] = {}
    for kind, key, _day in session.execute(latest, asked | {"limit": MOST_TOLD}):
        found.setdefault(kind, []).append(key)
    told = [
        *_decisions(session, found.get(StoryKind.DECISION, ()), seen),
        *_elections(session, found.get(StoryKind.ELECTION, ()), seen),
        *_actions(session, found.get(StoryKind.ACTION, ()), today, seen),
        *_questions(session, found.get(StoryKind.QUESTION, ()), seen),
        *_paragraphs(session, found.get(StoryKind.MINUTES, ()), seen),
    ]
    told.sort(key=lambda entry: (entry.on_date, entry.meeting_id or "", _ORDER.index(entry.kind), entry.number))
    return Story(one_line(words), own.name, today, tuple(told), total, for_whom, whole - total)


_ORDER = (StoryKind.MINUTES, StoryKind.QUESTION, StoryKind.DECISION, StoryKind.ELECTION, StoryKind.ACTION)


def pdf(told: Story) -> bytes:
    """The story on paper."""
    from villagedesk.packs.topic import build_pdf

    return build_pdf(told)


def file_name(told: Story) -> str:
    """What its file is offered to be called."""
    return f"{file_stem(_('{topic}, the whole story').format(topic=told.words))}.pdf"


def _decisions(session: Session, keys: Sequence[str], seen: Sight) -> list[StoryEntry]:
    found = session.execute(
        select(Decision, Meeting.title, Meeting.binned_at, AgendaItem.title, Person.name)
        .outerjoin(Meeting, and_(Meeting.id == Decision.meeting_id, *_of(seen, Meeting)))
        .outerjoin(AgendaItem, AgendaItem.id == Decision.item_id)
        .outerjoin(
            Person,
            and_(Person.id == Decision.proposer_id, *seen.of_people(Person)),
        )
        .where(Decision.id.in_(keys)),
        execution_options={"binned": True},
    )
    return [
        StoryEntry(
            row.id, StoryKind.DECISION, row.decided_on, row.number, row.text,
            _("Proposed by {name}").format(name=proposer) if proposer else "",
            decisions.result(row.outcome, ", ".join(filter(None, (row.how, votes_words(row))))), False,
            row.meeting_id, _source(meeting, item), binned_at is not None,
        )
        for row, meeting, binned_at, item, proposer in found
    ]  # fmt: skip


def _elections(session: Session, keys: Sequence[str], seen: Sight) -> list[StoryEntry]:
    found = session.execute(
        select(Election, Meeting.title, Meeting.binned_at, AgendaItem.title)
        .outerjoin(Meeting, and_(Meeting.id == Election.meeting_id, *_of(seen, Meeting)))
        .outerjoin(AgendaItem, AgendaItem.id == Election.item_id)
        .where(Election.id.in_(keys)),
        execution_options={"binned": True},
    ).all()
    name, stood = electionregister.named(session, keys, seen), ballots.stood_in(session, keys)
    entries = []
    for row, meeting, binned_at, item in found:
        said, more = ballots.told(stood.get(row.id, []), row.how, name)
        entries.append(
            StoryEntry(
                row.id, StoryKind.ELECTION, row.held_on, "", f"{row.label}: {said}", more, "", False, row.meeting_id,
                _source(meeting, item), binned_at is not None,
            )
        )  # fmt: skip
    return entries


def _of(seen: Sight, model: Any) -> list[ColumnElement[bool]]:
    """That the reader may know of it; what is in the bin is named to the committee only."""
    return [*seen.of(model.audience), *([] if seen.is_ours else [model.binned_at.is_(None)])]


def _known(session: Session, seen: Sight, model: Any, keys: Iterable[str | None]) -> set[str]:
    """Which of these records the reader may know of."""
    where = seen.of_people(Person) if model is Person else _of(seen, model)
    found = select(model.id).where(model.id.in_({key for key in keys if key}), *where)
    return set(session.scalars(found, execution_options={"binned": seen.is_ours}))


def _actions(session: Session, keys: Sequence[str], today: date, seen: Sight) -> list[StoryEntry]:
    rows = list(actions.rows(session, keys))
    people = _known(session, seen, Person, (row.owner_id for row in rows))
    bodies = _known(session, seen, Organization, (row.organization_id for row in rows))
    meetings = _known(session, seen, Meeting, (row.meeting_id for row in rows))
    return [
        StoryEntry(
            row.id, StoryKind.ACTION, row.raised_on, row.number, row.text,
            row.owner if (row.owner_id in people if row.owner_id else row.organization_id in bodies) else "",
            _came_of(row, today), row.status in (ActionStatus.OPEN, ActionStatus.WAITING), row.meeting_id,
            row.source if row.meeting_id in meetings else "",
        )
        for row in rows
    ]  # fmt: skip


def _came_of(row: ActionRow, today: date) -> str:
    if row.status is ActionStatus.DONE:
        return _("Done {date}").format(date=show_date(row.done_on)) if row.done_on else _("Done")
    if row.status is ActionStatus.DROPPED:
        return _("Dropped")
    if row.due_on is None:
        return _("Not done yet")
    day = show_date(row.due_on)
    return (_("Late, was due {date}") if row.due_on < today else _("To be done by {date}")).format(date=day)


def _questions(session: Session, keys: Sequence[str], seen: Sight) -> list[StoryEntry]:
    rows = list(questions.rows(session, keys))
    meetings = _known(session, seen, Meeting, (row.meeting_id for row in rows))
    return [
        StoryEntry(
            row.id, StoryKind.QUESTION, row.asked_on, row.number, row.text, row.body_name, _answer(row),
            row.state in (QuestionState.WAITING, QuestionState.REVIEW), row.meeting_id,
            row.meeting if row.meeting_id in meetings else "",
        )
        for row in rows
    ]  # fmt: skip


def _answer(row: QuestionRow) -> str:
    if row.state is QuestionState.ANSWERED and row.answered_on:
        said = _("Answered {date}").format(date=show_date(row.answered_on))
        return f"{said}: {one_line(row.answer)}" if row.answer else said
    return questions.state_words()[row.state]


def _paragraphs(session: Session, keys: Sequence[str], seen: Sight) -> list[StoryEntry]:
    found = session.execute(
        select(MinuteBlock.id, MinuteBlock.text, Meeting.id.label("meeting_id"), Meeting.on_date, Meeting.title,
               AgendaItem.title.label("item"), Minutes.state)
        .join(Minutes, Minutes.id == MinuteBlock.minutes_id)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == MinuteBlock.item_id)
        .where(MinuteBlock.id.in_(keys))
    )  # fmt: skip
    return [
        StoryEntry(
            row.id, StoryKind.MINUTES, row.on_date, "", row.text,
            "" if seen.is_ours or row.state in _SETTLED else _("Draft minutes"), "", False, row.meeting_id,
            _source(row.title, row.item),
        )
        for row in found
    ]  # fmt: skip


_SETTLED = (MinutesState.APPROVED, MinutesState.PUBLISHED)


def _source(meeting: str | None, item: str | None) -> str:
    return ", ".join(filter(None, (meeting, item)))
