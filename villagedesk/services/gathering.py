"""What one pack holds: a reader's view of a meeting and of what leads up to it, gathered in one read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus, MeetingKind, MeetingStatus
from villagedesk.models import (
    Action,
    AgendaItem,
    Decision,
    Document,
    DueDate,
    Group,
    Meeting,
    Paper,
    StateChange,
)
from villagedesk.records.meetings import ItemCard
from villagedesk.records.packs import (
    PackAction,
    PackAgendaItem,
    PackContent,
    PackDecision,
    PackMinutes,
    PackPaper,
    PackPerson,
)
from villagedesk.services import group, matters, meetings, versions, whoswho
from villagedesk.services.goalsinpack import evidence_of, goals_of
from villagedesk.services.minuted import Minuted
from villagedesk.services.naming import Names
from villagedesk.services.redact import Shown, View

_CHUNK = 500  # keys in one statement


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something that this audience does not get: what, why, and how many of it."""

    what: str
    why: str
    count: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """A pack's content, already redacted, and what the sender is told was left out of it."""

    content: PackContent
    left_out: tuple[LeftOut, ...]


class Gathering:
    """One pack being gathered: a reader's view of one meeting and what leads up to it."""

    def __init__(self, session: Session, meeting_id: str, audience: Audience, today: date) -> None:
        self._session, self._today = session, today
        self._group = session.scalars(select(Group)).one()
        self._view = View(audience, self._group.two_bodies)
        self._left: dict[str, int] = {}
        meeting = session.get(Meeting, meeting_id)
        if meeting is None:
            raise Refused(_("That meeting is no longer here."))
        self._meeting = meeting
        self._names = group.card(session).audience_names
        shown = self._view.shown(self._meeting)
        if shown is None:
            raise Refused(
                _("{meeting} on {date} is not for this audience: {audience}.").format(
                    meeting=self._meeting.title, date=show_date(self._meeting.on_date), audience=self._names[audience]
                ),
                "audience",
            )
        self._shown: Shown = shown
        before = meetings.before(session, meetings.card(session, meeting_id))
        self._before = session.get(Meeting, before) if before else None
        self._since = self._before.on_date if self._before else None
        self._known = Names(session, self._view)

    def gathered(self, sections: tuple[str, ...]) -> Gathered:
        meeting, own = self._shown, self._view.shown(self._group)
        assert own is not None  # the group's own name is for everybody
        of = self._session, self._meeting, self._view
        content = PackContent(
            group=own.name,
            legal_line=own.legal_line,
            title=meeting.title,
            short_title=_short_title(self._meeting.kind),
            on_date=meeting.on_date,
            starts=meeting.start_at,
            ends=meeting.end_at,
            place=meeting.place,
            link=meeting.link,
            as_at=self._today,
            audience=self._view.reader,
            for_whom=self._names[self._view.reader],
            met_with=self._known.bodies.get(self._meeting.with_id or "", ""),
            since=self._since,
            agenda=self._agenda() if "agenda" in sections else (),
            minutes=self._minuted() if "minutes" in sections else None,
            decisions=self._decisions() if "decisions" in sections else (),
            actions=self._actions() if "actions" in sections else (),
            goals=goals_of(*of, self._today, self._leave) if "goals" in sections else (),
            evidence=evidence_of(*of, self._leave) if "evidence" in sections else (),
            people=self._people() if "people" in sections else (),
            sections=sections,
        )
        return Gathered(content, tuple(self._told()))

    def _told(self) -> Iterable[LeftOut]:
        why = _("Not for this audience: {audience}").format(audience=self._names[self._view.reader])
        return (LeftOut(what, why, count) for what, count in self._left.items())

    def _leave(self, what: str, count: int = 1) -> None:
        self._left[what] = self._left.get(what, 0) + count

    def _agenda(self) -> tuple[PackAgendaItem, ...]:
        found: list[PackAgendaItem] = []
        for item in meetings.card(self._session, self._meeting.id).items:
            shown = self._view.shown(self._session.get(AgendaItem, item.id))
            if shown is None:
                self._leave(_("Agenda items"))
                continue
            number = item.given_number or str(len(found) + 1)
            found.append(
                PackAgendaItem(
                    number=number, title=shown.title, kind=shown.kind, minutes=shown.minutes, starts=item.starts,
                    presenter=self._known.people.get(item.presenter_id or "", ""), note=shown.note,
                    papers=(*self._papers(item.id, number), *self._published(item, number)),
                    arising=matters.told(self._session, self._meeting.id, item.title, self._view, self._today),
                )
            )  # fmt: skip
        return tuple(found)

    def _papers(self, item_id: str, number: str) -> tuple[PackPaper, ...]:
        """The papers of an item that the reader may know of: both the paper and its document."""
        rows = self._session.execute(
            select(Paper, Document)
            .join(Document, Document.id == Paper.document_id)
            .where(Paper.item_id == item_id)
            .order_by(Paper.position, Paper.id)
        )
        titles = []
        for row, document in rows:
            paper, whole = self._view.shown(row), self._view.shown(document)
            if paper is None or whole is None:
                self._leave(_("Papers"))
                continue
            titles.append(paper.title or whole.name)
        return tuple(PackPaper(number=f"{number}{chr(97 + n)}", title=title) for n, title in enumerate(titles[:26]))

    def _published(self, item: ItemCard, number: str) -> Iterable[PackPaper]:
        """The papers that another body published with an item, without those it keeps back."""
        for link in item.links:
            if self._view.sees(link.audience):
                yield PackPaper(number=number, title=link.title)
            else:
                self._leave(_("Papers"))

    def _minuted(self) -> PackMinutes | None:
        """The meeting's own minutes once it was held, before that those of the meeting before."""
        held = self._meeting.status is MeetingStatus.HELD
        of = self._meeting if held else self._before
        if of is None:
            return None
        if self._view.shown(of) is None:
            self._leave(_("Minutes of the meeting before"))
            return None
        return self._minutes_of(of)

    def own_minutes(self) -> Gathered:
        """The meeting's own minutes and nothing else, whether it is over or not."""
        content = self.gathered(()).content
        return Gathered(replace(content, minutes=self._minutes_of(self._meeting)), tuple(self._told()))

    def _minutes_of(self, of: Meeting) -> PackMinutes | None:
        return Minuted(self._session, self._view, self._known, self._leave).of(of)

    def _decisions(self) -> tuple[PackDecision, ...]:
        found = []
        where = [Decision.decided_on <= self._meeting.on_date, versions.stands()]
        if self._since:
            where.append(Decision.decided_on >= self._since)
        rows = self._session.execute(
            select(Decision, Meeting, AgendaItem)
            .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
            .outerjoin(AgendaItem, AgendaItem.id == Decision.item_id)
            .where(*where)
            .order_by(Decision.decided_on, Decision.number, Decision.id)
        )
        for row, meeting, item in rows:
            shown = self._view.shown(row)
            if shown is None or (item is not None and not self._view.sees(item.audience)):
                self._leave(_("Decisions"))
                continue
            at = self._view.shown(meeting)
            found.append(
                PackDecision(
                    number=shown.number,
                    text=shown.text,
                    on_date=shown.decided_on,
                    outcome=shown.outcome,
                    how=shown.how,
                    meeting=at.title if at else "",
                )
            )
        return tuple(found)

    def _actions(self) -> tuple[PackAction, ...]:
        closed_since = and_(
            Action.status.in_((ActionStatus.DONE, ActionStatus.DROPPED)),
            *([_moved_since(self._since)] if self._since else []),
        )
        rows = self._session.scalars(
            select(Action)
            .where(
                Action.raised_on <= min(self._meeting.on_date, self._today),
                or_(Action.status.in_((ActionStatus.OPEN, ActionStatus.WAITING)), closed_since),
            )
            .order_by(Action.raised_on, Action.id)
        ).all()
        trails = _trails(self._session, [row.id for row in rows])
        sources = self._sources(rows)
        return tuple(
            action for row in rows if (action := self._action(row, trails.get(row.id, []), sources)) is not None
        )

    def _action(self, row: Action, trail: list[Any], sources: dict[str, str]) -> PackAction | None:
        shown = self._view.shown(row)
        if shown is None:
            self._leave(_("Actions"))
            return None
        dues = [Shown(step, self._view) for step in trail if isinstance(step, DueDate) and step.due is not None]
        states = [Shown(step, self._view) for step in trail if isinstance(step, StateChange)]
        since = self._since
        return PackAction(
            number=shown.number,
            text=shown.text,
            side=shown.side,
            owner=self._known.owner(row, self._meeting.with_id),
            due=shown.due_on,
            status=shown.status,
            done_on=shown.done_on,
            raised_on=shown.raised_on,
            item=sources.get(row.item_id or "", ""),
            moved=max(0, len(dues) - 1),
            moved_reason=dues[-1].reason if len(dues) > 1 else "",
            state_reason=states[-1].reason if states else "",
            is_new=since is not None and row.raised_on >= since,
            is_changed=since is not None and row.raised_on < since and any(step.set_on >= since for step in trail),
        )

    def _sources(self, rows: Sequence[Action]) -> dict[str, str]:
        """The title of each item that an action came from, where the reader may see it and its meeting."""
        items = self._session.execute(
            select(AgendaItem, Meeting)
            .join(Meeting, Meeting.id == AgendaItem.meeting_id)
            .where(AgendaItem.id.in_({r.item_id for r in rows if r.item_id}))
        )
        return {
            item.id: shown.title
            for item, meeting in items
            if self._view.shown(meeting) and (shown := self._view.shown(item))
        }

    def _people(self) -> tuple[PackPerson, ...]:
        people, hidden = whoswho.listed(self._session, self._view, self._group, self._meeting, self._today)
        if hidden:
            self._leave(_("People and contact details"), hidden)
        return people


def _trails(session: Session, keys: list[str]) -> dict[str, list[Any]]:
    trails: dict[str, list[Any]] = {}
    models: tuple[Any, ...] = (DueDate, StateChange)
    for model in models:
        for start in range(0, len(keys), _CHUNK):
            of_these = model.of_id.in_(keys[start : start + _CHUNK])
            rows = session.scalars(
                select(model).where(model.of_kind == "action", of_these).order_by(model.set_on, model.id)
            )
            for row in rows:
                trails.setdefault(row.of_id, []).append(row)
    return trails


def _moved_since(since: date) -> ColumnElement[bool]:
    moved = select(StateChange.of_id).where(StateChange.of_kind == "action", StateChange.set_on >= since)
    return Action.id.in_(moved)


def _short_title(kind: MeetingKind) -> str:
    """What the foot of each page calls the meeting."""
    return {
        MeetingKind.COMMITTEE: _("committee"),
        MeetingKind.LIAISON: _("council liaison"),
        MeetingKind.AGM: _("annual general meeting"),
        MeetingKind.TRUSTEES: _("trustees"),
    }.get(kind, "")
