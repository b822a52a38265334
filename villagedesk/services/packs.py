"""Gathers what a pack holds for an audience in one read, has it built, and keeps the file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.progress import Report, silent
from villagedesk.core.words import ActionStatus, BlockKind, MeetingKind, MeetingStatus, MinutesState
from villagedesk.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    DueDate,
    Group,
    Meeting,
    MinuteBlock,
    Minutes,
    Organization,
    Person,
    StateChange,
)
from villagedesk.records.packs import (
    SECTION_NAMES,
    MinuteAction,
    MinuteBullet,
    MinuteDecision,
    MinuteDeclaration,
    MinutePara,
    PackAction,
    PackAgendaItem,
    PackAttendance,
    PackContent,
    PackDecision,
    PackMinutes,
    PackMinutesItem,
    PackPaper,
    PackPerson,
)
from villagedesk.records.packs import MinuteBlock as PackBlock
from villagedesk.services import group, meetings, whoswho
from villagedesk.services.redact import Shown, View
from villagedesk.store import files


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


def meeting_for(session: Session, which: str, today: date) -> str:
    """The meeting that "next", "last" or an id names. Refused in a plain sentence when there is none."""
    if which == "next":
        found = meetings.next_id(session, today)
        if found is None:
            raise Refused(_("No meeting is planned from {date} on.").format(date=show_date(today)))
        return found
    if which == "last":
        found = meetings.last_id(session, today)
        if found is None:
            raise Refused(_("No meeting has been held yet."))
        return found
    if session.get(Meeting, which) is None:
        raise Refused(_("There is no meeting with the id {id}.").format(id=which))
    return which


def gather(
    session: Session, meeting_id: str, audience: Audience, today: date, sections: Sequence[str] = SECTION_NAMES
) -> Gathered:
    """Everything that a pack for a meeting and an audience holds. Refused when the meeting is not for that audience."""
    return _Gathering(session, meeting_id, audience, today).gathered(tuple(sections))


def build(content: PackContent, report: Report = silent) -> bytes:
    """The pack as a PDF; equal content gives equal bytes. Cancelled when `report` says so."""
    from villagedesk.packs.build import build_pdf

    return build_pdf(content, report)


def save(path: Path, data: bytes) -> None:
    """Write a pack whole or not at all. Unavailable when the place cannot be written to."""
    files.write(path, data)


def file_name(content: PackContent) -> str:
    """What a pack is called on disk: "Council liaison meeting 26 November 2026, for the council.pdf"."""
    words = f"{content.title} {show_date(content.on_date)}, {_('for')} {content.for_whom.casefold()}"
    return "".join(c for c in words if c not in '\\/:*?"<>|').strip(" .") + ".pdf"


class _Gathering:
    """One pack being gathered: a reader's view of one meeting and what leads up to it."""

    def __init__(self, session: Session, meeting_id: str, audience: Audience, today: date) -> None:
        self._session, self._today = session, today
        self._group = session.scalars(select(Group)).one()
        self._view = View(audience, self._group.two_bodies)
        self._left: dict[str, int] = {}
        self._meeting = session.get_one(Meeting, meeting_id)
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
        self._people_seen = {p.id: p.name for p in session.scalars(select(Person)) if self._view.shown(p)}
        self._bodies_seen = {o.id: o.name for o in session.scalars(select(Organization)) if self._view.shown(o)}

    def gathered(self, sections: tuple[str, ...]) -> Gathered:
        meeting, own = self._shown, self._view.shown(self._group)
        assert own is not None  # the group's own name is for everybody
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
            met_with=self._bodies_seen.get(self._meeting.with_id or "", ""),
            since=self._since,
            agenda=self._agenda() if "agenda" in sections else (),
            minutes=self._minutes() if "minutes" in sections else None,
            decisions=self._decisions() if "decisions" in sections else (),
            actions=self._actions() if "actions" in sections else (),
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
            number = str(len(found) + 1)
            papers = tuple(PackPaper(number=f"{number}{chr(97 + n)}", title=t) for n, t in enumerate(item.papers[:26]))
            found.append(
                PackAgendaItem(
                    number=number,
                    title=shown.title,
                    kind=shown.kind,
                    presenter=self._people_seen.get(item.presenter_id or "", ""),
                    minutes=shown.minutes,
                    starts=item.starts,
                    note=shown.note,
                    papers=papers,
                )
            )
        return tuple(found)

    def _minutes(self) -> PackMinutes | None:
        before = self._view.shown(self._before)
        if self._before is None:
            return None
        if before is None:
            self._leave(_("Minutes of the meeting before"))
            return None
        found = self._session.scalar(
            select(Minutes).where(Minutes.meeting_id == self._before.id).order_by(Minutes.version.desc()).limit(1)
        )
        if found is None:
            return None
        return PackMinutes(
            title=before.title,
            on_date=before.on_date,
            starts=before.start_at,
            ends=before.end_at,
            place=before.place,
            state=found.state,
            approved_on=found.approved_on if found.state is MinutesState.APPROVED else None,
            attendance=self._attendance(self._before.id),
            items=self._minuted(found.id),
        )

    def _attendance(self, meeting_id: str) -> tuple[PackAttendance, ...]:
        rows = self._session.scalars(
            select(Attendance)
            .where(Attendance.meeting_id == meeting_id)
            .order_by(Attendance.votes.desc(), Attendance.name, Attendance.id)
        ).all()
        seen, hidden = [], dict[Any, int]()
        for row in rows:
            if row.person_id and row.person_id not in self._people_seen:
                hidden[row.presence] = hidden.get(row.presence, 0) + 1
                continue
            shown = Shown(row, self._view)
            seen.append(
                PackAttendance(
                    name=shown.name,
                    presence=shown.presence,
                    role=shown.role,
                    arrived=shown.arrived_at,
                    left=shown.left_at,
                )
            )
        for presence, count in hidden.items():
            self._leave(_("Names of people who were there"), count)
            others = ngettext("{n} other person", "{n} others", count).format(n=count)
            seen.append(PackAttendance(name=others, presence=presence))
        return tuple(seen)

    def _minuted(self, minutes_id: str) -> tuple[PackMinutesItem, ...]:
        rows = self._session.execute(
            select(MinuteBlock, AgendaItem, Action, Decision, Declaration)
            .outerjoin(AgendaItem, AgendaItem.id == MinuteBlock.item_id)
            .outerjoin(Action, Action.id == MinuteBlock.action_id)
            .outerjoin(Decision, Decision.id == MinuteBlock.decision_id)
            .outerjoin(Declaration, Declaration.id == MinuteBlock.declaration_id)
            .where(MinuteBlock.minutes_id == minutes_id)
            .order_by(AgendaItem.position.nulls_first(), MinuteBlock.position, MinuteBlock.id)
        )
        numbers = self._item_numbers()
        grouped: dict[str, tuple[str, list[PackBlock]]] = {}
        for block, item, action, decision, declaration in rows:
            if item is not None and self._view.shown(item) is None:
                self._leave(_("Parts of the minutes"))
                continue
            entry = self._block(block, action, decision, declaration)
            if entry is None:
                self._leave(_("Parts of the minutes"))
                continue
            grouped.setdefault(item.id if item else "", (item.title if item else "", []))[1].append(entry)
        return tuple(
            PackMinutesItem(number=numbers.get(key, ""), title=title, blocks=tuple(blocks))
            for key, (title, blocks) in grouped.items()
        )

    def _item_numbers(self) -> dict[str, str]:
        """The numbers of the items of the meeting before, as this audience counts them."""
        assert self._before is not None
        items = [i for i in meetings.card(self._session, self._before.id).items if self._view.sees(i.audience)]
        return {item.id: str(number) for number, item in enumerate(items, 1)}

    def _block(
        self, block: MinuteBlock, action: Action | None, decision: Decision | None, declaration: Declaration | None
    ) -> PackBlock | None:
        if not self._view.sees(block.audience):
            return None
        shown = Shown(block, self._view)
        if block.kind is BlockKind.ACTION:
            if (done := self._view.shown(action)) is None:
                return None
            return MinuteAction(
                text=done.text, number=done.number, owner=self._owner(action), due=self._first_due(action)
            )
        if block.kind is BlockKind.DECISION:
            if (agreed := self._view.shown(decision)) is None:
                return None
            return MinuteDecision(text=agreed.text, number=agreed.number, outcome=agreed.outcome, how=agreed.how)
        if block.kind is BlockKind.DECLARATION:
            return self._declared(declaration)
        return MinuteBullet(shown.text) if block.kind is BlockKind.BULLET else MinutePara(shown.text)

    def _declared(self, declaration: Declaration | None) -> MinuteDeclaration | None:
        shown = self._view.shown(declaration)
        if shown is None or declaration is None:
            return None
        hidden = declaration.person_id and declaration.person_id not in self._people_seen
        name = _("A member") if hidden else shown.name
        return MinuteDeclaration(name=name, interest=shown.interest, stays=shown.stays)

    def _first_due(self, action: Action | None) -> date | None:
        """The date as it was minuted, whatever has become of it since."""
        if action is None or not self._view.sees_field("due_date", "due"):
            return None
        first = select(DueDate.due).where(DueDate.of_kind == "action", DueDate.of_id == action.id)
        return self._session.scalar(first.order_by(DueDate.set_on, DueDate.id).limit(1))

    def _owner(self, action: Action | None) -> str:
        if action is None:
            return ""
        if action.owner_id:
            return self._people_seen.get(action.owner_id) or _("The group")
        return self._bodies_seen.get(action.organization_id or "", "")

    def _decisions(self) -> tuple[PackDecision, ...]:
        found = []
        where = [Decision.decided_on < self._meeting.on_date]
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
        trails = self._trails([row.id for row in rows])
        sources = self._sources(rows)
        return tuple(
            action for row in rows if (action := self._action(row, trails.get(row.id, []), sources)) is not None
        )

    def _action(self, row: Action, trail: list[Any], sources: dict[str, str]) -> PackAction | None:
        shown = self._view.shown(row)
        if shown is None:
            self._leave(_("Actions"))
            return None
        dues = [Shown(step, self._view) for step in trail if isinstance(step, DueDate)]
        since = self._since
        return PackAction(
            number=shown.number,
            text=shown.text,
            side=shown.side,
            owner=self._owner(row),
            due=shown.due_on,
            status=shown.status,
            done_on=shown.done_on,
            raised_on=shown.raised_on,
            item=sources.get(row.item_id or "", ""),
            moved=max(0, len(dues) - 1),
            moved_reason=dues[-1].reason if len(dues) > 1 else "",
            is_new=since is not None and row.raised_on >= since,
            is_changed=since is not None and row.raised_on < since and any(step.set_on >= since for step in trail),
        )

    def _trails(self, keys: list[str]) -> dict[str, list[Any]]:
        trails: dict[str, list[Any]] = {}
        models: tuple[Any, ...] = (DueDate, StateChange)
        for model in models:
            rows = self._session.scalars(
                select(model).where(model.of_kind == "action").order_by(model.set_on, model.id)
            )
            for row in rows:
                trails.setdefault(row.of_id, []).append(row)
        return {key: trails[key] for key in keys if key in trails}

    def _sources(self, rows: Sequence[Action]) -> dict[str, str]:
        """The title of each item that an action came from, where the reader may see it."""
        items = self._session.scalars(
            select(AgendaItem).where(AgendaItem.id.in_({r.item_id for r in rows if r.item_id}))
        )
        return {item.id: shown.title for item in items if (shown := self._view.shown(item))}

    def _people(self) -> tuple[PackPerson, ...]:
        people, hidden = whoswho.listed(self._session, self._view, self._group, self._meeting, self._today)
        if hidden:
            self._leave(_("People and contact details"), hidden)
        return people


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


def sendable(session: Session, today: date) -> list[tuple[str, str]]:
    """(id, words) of the meetings that a pack can be made for: those to come, then those held, the latest first."""
    order = select(Meeting).where(Meeting.status != MeetingStatus.CANCELLED)
    coming = session.scalars(order.where(Meeting.on_date >= today).order_by(Meeting.on_date, Meeting.start_at)).all()
    held = session.scalars(order.where(Meeting.on_date < today).order_by(Meeting.on_date.desc()).limit(24)).all()
    return [(m.id, f"{m.title}, {show_date(m.on_date)}") for m in (*coming, *held)]
