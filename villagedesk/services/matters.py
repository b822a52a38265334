"""Matters arising: what a meeting has to come back to, found by itself, each with the reason why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, and_, false, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import narrowest
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold, shorten
from villagedesk.core.words import ActionStatus, ItemKind, MeetingKind, MeetingStatus, Outcome, Side
from villagedesk.models import (
    Action,
    AgendaItem,
    Decision,
    LeftOut,
    Meeting,
    Membership,
    MinuteBlock,
    Organization,
    ParkedItem,
    Person,
    Question,
)
from villagedesk.records.agendas import Comeback, Matter, MatterKind, Matters
from villagedesk.records.meetings import ItemDraft, MinutesPage
from villagedesk.records.questions import AnswerDraft
from villagedesk.services import actionsteps, agendas, meetings, minutes, usualitems, versions
from villagedesk.services import questions as questions_
from villagedesk.services.actionsteps import OPEN
from villagedesk.services.posts import current
from villagedesk.services.redact import View
from villagedesk.store.writer import Work

_MOST = 40  # of each kind
_LONGEST = 160  # characters of a title
_ARISING = 3  # which of the usual items
_DEFERRED_FOR = timedelta(days=400)


def arising(session: Session, meeting_id: str, today: date) -> Matters:
    """What arises for a meeting: of its series, or of its kind with the same body, and what is open with that body.

    Unkept commitments and what is late first; what is on the agenda already is not there. Those left out come last.
    A day that is still ahead `today` has not been missed, however far off the meeting is.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."))
    finder = _Finder(session, meeting, today)
    found = [*finder.actions(), *finder.questions(), *finder.deferred(), *finder.parked()]
    order = list(MatterKind)
    found.sort(key=lambda matter: (matter.left_out, not matter.is_late, order.index(matter.kind)))
    return Matters(tuple(found), finder.more, _item(session, meeting_id))


def add_item(work: Work, meeting_id: str) -> str:
    """Put the item that matters come up under onto an agenda, before what is decided there; its key."""
    key = _item(work.session, meeting_id)
    if key is None:
        key = meetings.add_item(work, meeting_id, usualitems.usual_items()[_ARISING])
        first = select(AgendaItem.title).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position)
        usual = [fold(item.title) for item in usualitems.usual_items(MeetingKind.AGM)[:_ARISING]]
        usual += [fold(item.title) for item in usualitems.usual_items()[:_ARISING]]
        begun = [fold(title) in usual for title in work.session.scalars(first)]
        meetings.move_item(work, key, begun.index(False) + 1)
    return key


def _item(session: Session, meeting_id: str) -> str | None:
    """The item of an agenda that matters come up under: "Matters arising", whatever else it is called behind that."""
    items = select(AgendaItem.id, AgendaItem.title).where(AgendaItem.meeting_id == meeting_id)
    found = session.execute(items.order_by(AgendaItem.position)).all()
    return next((key for key, title in found if is_under(title)), None)


def leave_out(work: Work, meeting_id: str, kind: MatterKind, matter_id: str) -> None:
    """A matter is not to come up at this meeting; later ones propose it again."""
    if _left_out(work, meeting_id, kind, matter_id) is None:
        work.session.add(LeftOut(id=work.new_id(), meeting_id=meeting_id, about=kind.table, about_id=matter_id))


def put_back(work: Work, meeting_id: str, kind: MatterKind, matter_id: str) -> None:
    """A matter is to come up after all."""
    if row := _left_out(work, meeting_id, kind, matter_id):
        work.session.delete(row)


def make_item(work: Work, meeting_id: str, kind: MatterKind, matter_id: str) -> str:
    """Make a matter an item of its own; the item's key. It is for no wider audience than the matter.

    Its note names nobody and no meeting: they may be for fewer than the item is.
    """
    if kind is MatterKind.PARKED:
        return agendas.take_up(work, matter_id, meeting_id)
    matter = next((each for each in arising(work.session, meeting_id, work.today).listed if each.id == matter_id), None)
    meeting = work.session.get(Meeting, meeting_id)
    row: Any = work.session.get(_MODELS[kind], matter_id)
    if matter is None or meeting is None or row is None:
        raise Refused(_("That matter no longer arises."))
    audience = narrowest(row.audience, meeting.audience)
    what = ItemKind.DECISION if kind is MatterKind.DECISION else ItemKind.DISCUSSION
    leave_out(work, meeting_id, kind, matter_id)
    draft = ItemDraft(shorten(matter.text, _LONGEST), what, note=matter.note, audience=audience)
    return meetings.add_item(work, meeting_id, draft, before_usual_end=True)


def is_under(title: str) -> bool:
    """Whether an item of that title is where what arises comes up."""
    return fold(title).startswith(fold(usualitems.usual_items()[_ARISING].title))


def lead(matter: Matter) -> str:
    """With what begins what minutes say of a matter: "2026/10/3 Mend the bench: "."""
    number = matter.number if matter.kind is not MatterKind.PARKED else ""
    words = " ".join(filter(None, (number, shorten(matter.text.rstrip(". "), _LONGEST))))
    return f"{words} " if words.endswith(("?", "!")) else f"{words}: "


def minute(work: Work, page: MinutesPage, item_id: str, matter: Matter, how: Comeback) -> str:
    """Write under an item what became of a matter, and bring it into that state; the block.

    What is done is done, answered or no longer parked as of the meeting's day; what is carried forward arises again.
    """
    if how is Comeback.DONE:
        _settle(work, matter, min(page.meeting.on_date, work.today), page.meeting.id)
    elif matter.kind in (MatterKind.ACTION, MatterKind.COMMITMENT):
        actionsteps.carry(work, matter.id, page.meeting.id)
    said = _("Answered.") if matter.kind is MatterKind.QUESTION else _("Done.")
    if how is Comeback.CARRIED:
        said = _("Carried forward.")
    meetings.open_item(work, item_id)
    begin = lead(matter)
    key = minutes.add_block(work, page.id, item_id, begin + (said.lower() if begin.endswith(": ") else said))
    narrow(work, key, matter.kind, matter.id)
    return key


def narrow(work: Work, block_id: str, kind: MatterKind, matter_id: str) -> None:
    """A block of minutes that speaks of a matter is for no wider audience than the matter."""
    row: Any = work.session.get(_MODELS[kind], matter_id)
    block = work.session.get_one(MinuteBlock, block_id)
    item = work.session.get(AgendaItem, block.item_id) if block.item_id else None
    if row is not None and item is not None and narrowest(row.audience, item.audience) is not item.audience:
        block.audience = row.audience


def _settle(work: Work, matter: Matter, on: date, meeting_id: str) -> None:
    if matter.kind is MatterKind.QUESTION:
        questions_.answer(work, matter.id, AnswerDraft(_("Answered at the meeting."), on))
    elif matter.kind is MatterKind.PARKED:
        agendas.drop(work, matter.id)
    elif matter.kind is not MatterKind.DECISION:
        actionsteps.set_status(work, matter.id, ActionStatus.DONE, on=on, meeting_id=meeting_id)


def told(session: Session, meeting_id: str, title: str, view: View, today: date) -> tuple[str, ...]:
    """What comes up from before under an item of a meeting that is planned, as a reader may know of it.

    It comes up under the item called "Matters arising"; under others there is nothing.
    """
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or meeting.status is not MeetingStatus.PLANNED or not is_under(title):
        return ()
    found = []
    for matter in arising(session, meeting_id, today).listed:
        shown = None if matter.left_out else view.shown(session.get(_MODELS[matter.kind], matter.id))
        if words := shown and (shown.title if matter.kind is MatterKind.PARKED else shown.text):
            found.append(": ".join(filter(None, (matter.number, shorten(words, _LONGEST)))))
    return tuple(found)


_MODELS: dict[MatterKind, Any] = {
    MatterKind.ACTION: Action, MatterKind.COMMITMENT: Action, MatterKind.QUESTION: Question,
    MatterKind.DECISION: Decision, MatterKind.PARKED: ParkedItem,
}  # fmt: skip


def _left_out(work: Work, meeting_id: str, kind: MatterKind, matter_id: str) -> LeftOut | None:
    return work.session.scalar(
        select(LeftOut).where(
            LeftOut.meeting_id == meeting_id, LeftOut.about == kind.table, LeftOut.about_id == matter_id
        )
    )


class _Finder:
    """Looks for what arises for one meeting; `more` counts what is not listed."""

    def __init__(self, session: Session, meeting: Meeting, today: date) -> None:
        self._session, self._meeting, self.more = session, meeting, 0
        self._late_on = min(meeting.on_date, today)
        self._out = {
            (row.about, row.about_id)
            for row in session.scalars(select(LeftOut).where(LeftOut.meeting_id == meeting.id))
        }
        titles = select(AgendaItem.title).where(AgendaItem.meeting_id == meeting.id)
        self._there = {fold(title) for title in session.scalars(titles)}
        self._earlier = self._earlier_meetings()
        self._bodies = self._met_bodies()

    def _earlier_meetings(self) -> ScalarSelect[str]:
        meeting = self._meeting
        before = select(Meeting.id).where(Meeting.on_date <= meeting.on_date, Meeting.id != meeting.id)
        if meeting.series_id:
            return before.where(Meeting.series_id == meeting.series_id).scalar_subquery()
        alike = before.where(Meeting.kind == meeting.kind, Meeting.with_id.is_not_distinct_from(meeting.with_id))
        return alike.where(Meeting.series_id.is_(None)).scalar_subquery()

    def _met_bodies(self) -> list[str]:
        """The body that is met, and its parts."""
        found: list[str] = []
        wanted = [self._meeting.with_id] if self._meeting.with_id else []
        while wanted:
            found += wanted
            wanted = list(
                self._session.scalars(
                    select(Organization.id).where(Organization.parent_id.in_(wanted), Organization.id.not_in(found))
                )
            )
        return found

    def actions(self) -> Iterable[Matter]:
        on = self._meeting.on_date
        of_body = self._of_body(Action.organization_id, Action.owner_id)
        theirs = and_(Action.side.in_((Side.THEIRS, Side.JOINT)), of_body)
        loose = and_(Action.meeting_id.is_(None), Action.side == Side.OURS, Action.due_on < on)
        asked = or_(Action.meeting_id.in_(self._earlier), theirs, false() if self._bodies else loose)
        statement = (
            select(Action, Person.name, Organization.name)
            .outerjoin(Person, Person.id == Action.owner_id)
            .outerjoin(Organization, Organization.id == Action.organization_id)
            .where(Action.status.in_(OPEN), Action.raised_on <= on, asked)
            .order_by(Action.due_on.nulls_last(), Action.id)
        )
        for row, owner, body in self._some(statement):
            is_late = row.due_on is not None and row.due_on < self._late_on
            is_promise = row.is_promise or row.side is Side.THEIRS
            kind = MatterKind.COMMITMENT if is_late and is_promise else MatterKind.ACTION
            yield from self._matter(
                kind, row.id, row.text, row.number, _why(row, owner or body or "", self._late_on),
                _why(row, "", self._late_on), is_late,
            )  # fmt: skip

    def questions(self) -> Iterable[Matter]:
        asked = or_(Question.meeting_id.in_(self._earlier), self._of_body(Question.organization_id, Question.person_id))
        statement = (
            select(Question, Person.name)
            .outerjoin(Person, Person.id == Question.person_id)
            .where(questions_.is_open, Question.asked_on <= self._meeting.on_date, asked)
            .order_by(Question.asked_on, Question.id)
        )
        for row, person in self._some(statement):
            who = person or row.body_name
            why = _("Not answered: asked of {who} on {date}").format(who=who, date=show_date(row.asked_on))
            note = _("Not answered: asked on {date}").format(date=show_date(row.asked_on))
            is_late = row.promised_by is not None and row.promised_by < self._late_on
            yield from self._matter(MatterKind.QUESTION, row.id, row.text, row.number, why, note, is_late)

    def deferred(self) -> Iterable[Matter]:
        """What was put off by a decision and not decided since; of what was put off twice, the last time."""
        on = self._meeting.on_date
        decided = self._session.execute(
            select(Decision, AgendaItem.title, Meeting.title)
            .outerjoin(AgendaItem, AgendaItem.id == Decision.item_id)
            .join(Meeting, Meeting.id == Decision.meeting_id)
            .where(Decision.meeting_id.in_(self._earlier), Decision.decided_on >= on - _DEFERRED_FOR)
            .where(versions.stands())
            .order_by(Decision.decided_on.desc(), Decision.id.desc())
        )
        known = set[str]()
        for row, item, meeting in decided:
            names = {fold(name) for name in (row.text, item or "") if name}
            if row.outcome is Outcome.DEFERRED and not names & known:
                why = _("Deferred on {date} at {meeting}").format(date=show_date(row.decided_on), meeting=meeting)
                note = _("Deferred on {date}").format(date=show_date(row.decided_on))
                yield from self._matter(MatterKind.DECISION, row.id, item or row.text, row.number, why, note)
            known |= names

    def parked(self) -> Iterable[Matter]:
        for row in agendas.parked(self._session, self._meeting.series_id):
            why = _("Parked on {date}").format(date=show_date(row.parked_on))
            if row.meeting and row.meeting_on == row.parked_on:
                why = _("Parked at {meeting} of {day}").format(meeting=row.meeting, day=show_date(row.meeting_on))
            elif row.meeting and row.meeting_on:
                why = _("Parked on {date}, from {meeting} of {day}").format(
                    date=show_date(row.parked_on), meeting=row.meeting, day=show_date(row.meeting_on)
                )
            if row.papers:
                papers = ngettext("{n} paper", "{n} papers", row.papers).format(n=row.papers)
                why = _("{why}, with {papers}").format(why=why, papers=papers)
            yield from self._matter(MatterKind.PARKED, row.id, row.title, "", why, "")

    def _of_body(self, body: Any, person: Any) -> ColumnElement[bool]:
        """Of the body that is met or its parts, or of somebody who belongs to them."""
        if not self._bodies:
            return false()
        people = select(Membership.person_id).where(
            Membership.organization_id.in_(self._bodies), current(self._meeting.on_date)
        )
        return or_(body.in_(self._bodies), person.in_(people))

    def _some(self, statement: Any) -> Iterable[Any]:
        found = self._session.execute(statement.limit(_MOST)).all()
        if len(found) == _MOST:
            count = statement.with_only_columns(func.count(), maintain_column_froms=True).order_by(None)
            self.more += (self._session.scalar(count) or 0) - _MOST
        return found

    def _matter(
        self, kind: MatterKind, key: str, text: str, number: str, why: str, note: str, is_late: bool = False
    ) -> Iterable[Matter]:
        is_out = (kind.table, key) in self._out
        if fold(shorten(text, _LONGEST)) not in self._there:
            yield Matter(key, kind, text, number, why, note, is_late, is_out)


def _why(row: Action, who: str, on: date) -> str:
    since = show_date(row.raised_on)
    if row.due_on is None:
        said = _("Open since {since}: {who}") if who else _("Open since {since}")
    elif row.due_on < on and (row.is_promise or row.side is Side.THEIRS):
        said = _("Not kept: {who} promised it by {due}") if who else _("Not kept: promised by {due}")
    elif row.due_on < on:
        said = _("Late: {who}, due {due}") if who else _("Late: due {due}")
    else:
        said = _("Open since {since}: {who}, due {due}") if who else _("Open since {since}, due {due}")
    return said.format(since=since, who=who, due=show_date(row.due_on) if row.due_on else "")
