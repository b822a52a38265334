"""Every mention of somebody in free text, with what is proposed for it: replaced, kept with a reason, or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Table, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.core.mentions import Mention, Sort, Sought, sentences
from villagedesk.core.progress import Report, silent
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import MinutesState, Role
from villagedesk.models import (
    AgendaItem,
    Attachment,
    Attendance,
    Attended,
    Candidate,
    Declaration,
    Election,
    Membership,
    MinuteBlock,
    MinutedName,
    Minutes,
    MinutesComment,
    MinutesCorrection,
    MinutesReader,
    Paper,
    Participant,
    Person,
)
from villagedesk.records.consent import Fate, MentionRow
from villagedesk.services import tablewords, traces
from villagedesk.services.posts import own_body

GOVERNING = (Role.TRUSTEE, Role.CHAIR, Role.SECRETARY, Role.TREASURER, Role.COMMITTEE)
_MOST_SNIPPET = 320
_NAMED_BESIDE = {"name": "person_id", "from_name": "from_person_id", "to_name": "to_person_id", "address": "person_id"}
_ON_RECORD = ("attendance", "attended", "candidate", "declaration", "minuted_name")
Rows = set[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A mention, and what is needed to carry out what is chosen for it."""

    row: MentionRow
    table: Table
    values: dict[str, Any]
    text: str
    mentions: tuple[Mention, ...]


@dataclass
class Looking:
    """What is known while somebody's mentions are looked for; `going` are rows that go with the person anyway."""

    session: Session
    person_id: str
    sought: Sought
    going: Rows
    linked: Rows = field(default_factory=set)
    approved: Rows = field(default_factory=set)
    alike: Sought = field(default_factory=Sought)
    surnames: frozenset[str] = frozenset()
    namesake: bool = False
    governed: bool = False

    @classmethod
    def for_person(cls, session: Session, person_id: str, sought: Sought, going: Rows) -> Looking:
        """Read what the proposals depend on."""
        person = session.get_one(Person, person_id, execution_options={"binned": True})
        own = fold(person.name)
        others = session.execute(
            select(Person.name).where(Person.id != person_id), execution_options={"binned": True}
        ).scalars()
        folded = [fold(name) for name in others]
        parts, alike = set(own.split()), Sought()
        for name in folded:
            if name != own and parts & set(name.split()):
                alike.add_name("", name)
        return cls(
            session=session,
            person_id=person_id,
            sought=sought,
            going=going,
            linked=_linked(session, person_id),
            approved=_approved(session),
            alike=alike,
            surnames=frozenset(name.split()[-1] for name in folded if name),
            namesake=own in folded,
            governed=_governed(session, person_id),
        )

    def in_rows(self) -> Iterator[Found]:
        """The mentions in every column of free text of every table, the bin's rows too."""
        for table, columns in traces.text_columns():
            for key, *stored in self.session.connection().execute(select(table.c.id, *columns).order_by(table.c.id)):
                texts = [
                    traces.said(table.name, column.name, text) if text else ""
                    for column, text in zip(columns, stored, strict=True)
                ]
                if not self.sought.may_be_in("\n".join(texts)) or (table.name, key) in self.going:
                    continue
                values = traces.row(self.session, table.name, key) or {}
                for column, text in zip(columns, texts, strict=True):
                    if text:
                        yield from self._in_text(table, column.name, values, text)

    def in_documents(self, report: Report = silent) -> Iterator[MentionRow]:
        """The documents that mention the person, and those of theirs that could not be read."""
        papers = set(self.session.scalars(select(Paper.document_id)))
        theirs = self._attached()
        for key, name, text in traces.documents(self.session, report):
            if ("document", key) in self.going:
                continue
            if text is None:
                if key in theirs:
                    why = _("It holds no words that could be read: look at it yourself")
                    yield _document(key, name, "", (), Fate.KEEP, why)
                continue
            found = self._theirs(text, is_theirs=key in theirs)
            if found:
                snippet, spans = _snippet(text, found)
                is_paper = key in papers
                why = _("A paper that was before a meeting") if is_paper else ""
                fate = Fate.KEEP if is_paper else Fate.DELETE
                yield _document(key, name, snippet, spans, fate, why)

    def _in_text(self, table: Table, column: str, values: dict[str, Any], text: str) -> Iterator[Found]:
        if self._is_anothers(table.name, column, values):
            return
        is_theirs = (table.name, values["id"]) in self.linked
        found = self._theirs(text, is_theirs=is_theirs)
        for is_sure in (True, False):
            some = tuple(mention for mention in found if (mention.sort <= Sort.DETAIL) is is_sure)
            if some:
                yield Found(self._row(table, column, values, text, some, is_theirs), table, values, text, some)

    def _is_anothers(self, table: str, column: str, values: dict[str, Any]) -> bool:
        """Whether this is the name of somebody else who is called alike."""
        if table in ("person", "other_name") and column in ("name", "sort_name"):
            return True
        beside = values.get(_NAMED_BESIDE.get(column, ""))
        return beside is not None and beside != self.person_id

    def _theirs(self, text: str, *, is_theirs: bool) -> list[Mention]:
        """The mentions in a text that may be of the person.

        A forename alone only in what refers to them; a part of a name not where it is in another's whole name.
        """
        found = [mention for mention in self.sought.find(text) if mention.sort is not Sort.FORENAME or is_theirs]
        if all(mention.sort <= Sort.DETAIL for mention in found):
            return found
        others = [mention for mention in self.alike.find(text) if mention.sort is Sort.NAME]
        return [
            mention
            for mention in found
            if mention.sort <= Sort.DETAIL
            or not any(other.start < mention.end and mention.start < other.end for other in others)
        ]

    def _row(
        self, table: Table, column: str, values: dict[str, Any], text: str, some: tuple[Mention, ...], is_theirs: bool
    ) -> MentionRow:
        is_sure = some[0].sort <= Sort.DETAIL
        snippet, spans = _snippet(text, list(some))
        fate, reason = self._proposal(table.name, values["id"], text, some, is_theirs)
        return MentionRow(
            id="/".join((table.name, values["id"], column, "sure" if is_sure else "part")),
            table=table.name,
            row_id=values["id"],
            column=column,
            where=tablewords.place_of(self.session, table.name, values),
            snippet=snippet,
            spans=spans,
            is_sure=is_sure,
            fate=fate,
            reason=reason,
        )

    def _proposal(
        self, table: str, key: str, text: str, some: tuple[Mention, ...], is_theirs: bool
    ) -> tuple[Fate, str]:
        if not is_theirs and self.namesake and some[0].sort is not Sort.DETAIL:
            return Fate.KEEP, _("May be the other person of this name")
        if some[0].sort > Sort.DETAIL and not is_theirs:
            last = text[some[0].start : some[0].end].split()[-1:]
            if last and fold(last[0]) in self.surnames:
                return Fate.KEEP, _("May be somebody else with this surname")
        if (table, key) in self.approved and self.governed and is_theirs and table in _ON_RECORD:
            return Fate.KEEP, _("Approved minutes must show who of the committee or trustees was there")
        return (Fate.DELETE if table == "identifier" else Fate.REPLACE), ""

    def _attached(self) -> set[str]:
        """The documents kept with what the person took part in."""
        columns = {
            "interaction": Attachment.interaction_id, "question": Attachment.question_id,
            "response": Attachment.response_id, "action": Attachment.action_id,
        }  # fmt: skip
        keys = {name: [key for table, key in self.linked if table == name] for name in columns}
        wanted = or_(*(column.in_(keys[name]) for name, column in columns.items()))
        return set(self.session.scalars(select(Attachment.document_id).where(wanted)))


def _linked(session: Session, person_id: str) -> Rows:
    """The rows that refer to the person, their comments on minutes, and the entries of the log they took part in."""
    rows = set(traces.linked(session, person_id))
    talked = session.scalars(select(Participant.interaction_id).where(Participant.person_id == person_id))
    said = select(MinutesComment.id).join(MinutesReader, MinutesReader.id == MinutesComment.reader_id)
    commented = session.scalars(said.where(MinutesReader.person_id == person_id))
    return rows | {("interaction", key) for key in talked} | {("minutes_comment", key) for key in commented}


def _approved(session: Session) -> Rows:
    """The rows that are a part of approved minutes."""
    wanted = or_(Minutes.state == MinutesState.APPROVED, Minutes.sha256 != "")
    rows: Rows = set()
    for minutes_id, meeting_id in session.execute(select(Minutes.id, Minutes.meeting_id).where(wanted)):
        rows |= parts_of_minutes(session, minutes_id, meeting_id)
    return rows


def parts_of_minutes(session: Session, minutes_id: str, meeting_id: str) -> Rows:
    """Every row whose words minutes show: blocks and their records, attendance, candidates, agenda items."""
    rows: Rows = {("meeting", meeting_id), ("minutes", minutes_id)}
    blocks = select(MinuteBlock.__table__).where(MinuteBlock.minutes_id == minutes_id)
    for block in session.connection().execute(blocks).mappings():
        rows.add(("minute_block", block["id"]))
        for record in ("action", "decision", "declaration", "election", "question"):
            if key := block[f"{record}_id"]:
                rows.add((record, key))
    for kept in (MinutesCorrection, Attended, MinutedName):
        rows |= {
            (kept.__tablename__, key) for key in session.scalars(select(kept.id).where(kept.minutes_id == minutes_id))
        }
    for model in (Attendance, Declaration, AgendaItem):
        rows |= {
            (model.__tablename__, key)
            for key in session.scalars(select(model.id).where(model.meeting_id == meeting_id))
        }
    stood = select(Candidate.id).join(Election, Election.id == Candidate.election_id)
    return rows | {("candidate", key) for key in session.scalars(stood.where(Election.meeting_id == meeting_id))}


def _governed(session: Session, person_id: str) -> bool:
    """Whether somebody is or was a trustee or on the committee of the group."""
    held = select(func.count(Membership.id)).where(
        Membership.person_id == person_id,
        Membership.organization_id == own_body(session),
        Membership.role.in_(GOVERNING),
    )
    return bool(session.scalar(held))


def _document(
    key: str, name: str, snippet: str, spans: tuple[tuple[int, int], ...], fate: Fate, reason: str
) -> MentionRow:
    where = _("Document, {name}").format(name=name)
    return MentionRow(f"content/{key}", "content", key, "", where, snippet, spans, bool(spans), fate, reason)


def _snippet(text: str, mentions: list[Mention]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentences of the first mentions on one line, and where in it the mentions are."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = 0
    for start, end in sentences(text):
        inside = [mention for mention in mentions if start <= mention.start < end]
        if not inside or length > _MOST_SNIPPET:
            continue
        begin = max(start, inside[0].start - _MOST_SNIPPET // 2)
        stop = min(end, max(inside[0].end + _MOST_SNIPPET // 2, begin))
        at = begin
        for mention in inside:
            if mention.start >= stop:
                break
            parts.append(_flat(text[at : mention.start]))
            length += len(parts[-1])
            named = one_line(text[mention.start : mention.end])
            spans.append((length, length + len(named)))
            parts.append(named)
            length += len(named)
            at = mention.end
        parts.append(_flat(text[at : max(at, stop)]) + " ")
        length += len(parts[-1])
    return "".join(parts).rstrip(), tuple(spans)


def _flat(text: str) -> str:
    return "".join(" " if char.isspace() else char for char in text)
