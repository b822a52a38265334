"""Minutes as a reader may see them, with what it may not see left out and counted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience, may_see, narrowest
from villagedesk.core.bold import parts
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import BlockKind, MeetingStatus, MinutesState, NamedAs
from villagedesk.models import (
    Action,
    AgendaItem,
    Attendance,
    Candidate,
    Decision,
    Declaration,
    Election,
    Meeting,
    MinuteBlock,
    MinutedName,
    Minutes,
    MinutesCorrection,
    Question,
)
from villagedesk.records.meetings import ItemCard
from villagedesk.records.packs import (
    MinuteAction,
    MinuteBullet,
    MinuteDecision,
    MinuteDeclaration,
    MinuteElection,
    MinutePara,
    MinuteQuestion,
    PackAttendance,
    PackMinutes,
    PackMinutesItem,
)
from villagedesk.records.packs import MinuteBlock as PackBlock
from villagedesk.services import ballots, decisions, meetings, seals, versions
from villagedesk.services.blocks import moved
from villagedesk.services.naming import Names
from villagedesk.services.redact import Shown, View


class Minuted:
    """Reads minutes for one view. `leave` is told of each thing that is left out."""

    def __init__(
        self,
        session: Session,
        view: View,
        known: Names,
        leave: Callable[..., None],
    ) -> None:
        """`known` are the names that the reader may know."""
        self._session, self._view, self._known, self._leave = session, view, known, leave
        self._met_with: str | None = None
        self._part: Audience | None = None
        self._is_sealed = False
        self._kept: dict[tuple[str, NamedAs, str | None], MinutedName] | None = None

    def of(self, meeting: Meeting, minutes_id: str | None = None, part: Audience | None = None) -> PackMinutes | None:
        """The minutes of a meeting, or one version, that the reader may see; None while there are none.

        The approved ones stand until a correction of them is approved. With `part` only what is kept for that audience.
        """
        before, self._part, self._met_with = Shown(meeting, self._view), part, meeting.with_id
        found = self._session.get(Minutes, minutes_id) if minutes_id else versions.standing(self._session, meeting.id)
        if found is None:
            return None
        self._is_sealed = found.state is MinutesState.APPROVED
        kept = self._session.scalars(select(MinutedName).where(MinutedName.minutes_id == found.id))
        self._kept = {(row.block_id, row.named_as, row.candidate_id): row for row in kept} if found.sha256 else None
        return PackMinutes(
            title=before.title,
            on_date=before.on_date,
            starts=before.start_at,
            ends=before.end_at,
            place=before.place,
            state=found.state,
            approved_on=found.approved_on if found.state is MinutesState.APPROVED else None,
            attendance=self._attendance(found),
            items=self._items(found, meeting),
            version=found.version,
            reason=found.reason,
            corrections=self._corrections(found.id) if self._is_sealed else (),
        )

    def _corrections(self, minutes_id: str) -> tuple[str, ...]:
        """What was put right as they were approved, of what is told here."""
        put_right = select(MinutesCorrection).where(MinutesCorrection.minutes_id == minutes_id)
        found = self._session.scalars(put_right.order_by(MinutesCorrection.position, MinutesCorrection.id)).all()
        told = [row for row in found if (row.audience is self._part if self._part else self._view.sees(row.audience))]
        if len(told) < len(found) and not self._part:
            self._leave(_("Corrections of the minutes"), len(found) - len(told))
        return tuple(row.text for row in told)

    def _attendance(self, minutes: Minutes) -> tuple[PackAttendance, ...]:
        rows = sorted(versions.there(self._session, minutes), key=lambda row: (not row.votes, row.name, row.id))
        seen, hidden = [], dict[Any, int]()
        for row in rows:
            if row.person_id and row.person_id not in self._known.people:
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

    def _items(self, found: Minutes, meeting: Meeting) -> tuple[PackMinutesItem, ...]:
        """As they were minuted; of a meeting that was held also those of which nothing was."""
        rows: Any = self._session.execute(
            select(MinuteBlock, AgendaItem, Action, Decision, Declaration, Question, Election, Attendance)
            .outerjoin(AgendaItem, AgendaItem.id == MinuteBlock.item_id)
            .outerjoin(Action, Action.id == MinuteBlock.action_id)
            .outerjoin(Decision, Decision.id == MinuteBlock.decision_id)
            .outerjoin(Declaration, Declaration.id == MinuteBlock.declaration_id)
            .outerjoin(Question, Question.id == MinuteBlock.question_id)
            .outerjoin(Election, Election.id == MinuteBlock.election_id)
            .outerjoin(Attendance, Attendance.id == MinuteBlock.attendance_id)
            .where(MinuteBlock.minutes_id == found.id)
            .order_by(AgendaItem.position.nulls_first(), MinuteBlock.position, MinuteBlock.id)
            .execution_options(binned=True)
        )
        spoken, grouped = set[str](), dict[str, tuple[str, list[PackBlock]]]()
        for block, item, *records in rows:
            is_gone = not self._is_sealed and any(getattr(record, "binned_at", None) for record in records)
            if not is_gone:
                spoken.add(item.id if item else "")
            mark = _mark(*records, block, item)
            if self._part and mark is not self._part:
                continue
            if not self._view.sees(mark):
                self._leave(_("Parts of the minutes"))
                continue
            if is_gone:
                continue
            entry = self._block(block, *records)
            if entry is None:
                self._leave(_("Parts of the minutes"))
                continue
            under = item if item and self._view.sees(item.audience) else None
            grouped.setdefault(under.id if under else "", (under.title if under else "", []))[1].append(entry)
        agenda = [item for item in meetings.card(self._session, meeting.id).items if self._view.sees(item.audience)]
        if self._part is None and found.state is not MinutesState.PUBLISHED and meeting.status is MeetingStatus.HELD:
            grouped |= {item.id: (item.title, []) for item in agenda if item.id not in spoken}
        return _in_order(agenda, grouped)

    def _block(
        self, block: MinuteBlock, action: Action | None, decision: Decision | None, declaration: Declaration | None,
        question: Question | None, election: Election | None, came: Attendance | None,
    ) -> PackBlock | None:  # fmt: skip
        shown = Shown(block, self._view)
        if block.kind in (BlockKind.ACTION, BlockKind.COMMITMENT):
            if (done := self._shown(action)) is None:
                return None
            return MinuteAction(
                text=done.text, number=done.number, owner=self._whose(block, action), due=self._first_due(block, action)
            )
        if block.kind is BlockKind.DECISION:
            if (agreed := self._shown(decision)) is None:
                return None
            return MinuteDecision(
                text=agreed.text, number=agreed.number, outcome=agreed.outcome, how=agreed.how,
                moved=self._moved(block, decision),
            )  # fmt: skip
        if block.kind is BlockKind.DECLARATION:
            return self._declared(declaration)
        if block.kind is BlockKind.QUESTION:
            asked = self._shown(question)
            return MinuteQuestion(text=asked.text, asked_of=asked.body_name) if asked else None
        if block.kind is BlockKind.ELECTION:
            return self._elected(block, election)
        if block.kind in (BlockKind.ARRIVAL, BlockKind.DEPARTURE):
            return MinutePara(moved(block, self._name(came.person_id, came.name))) if came else None
        if block.kind in (BlockKind.BULLET, BlockKind.NUMBERED):
            return MinuteBullet(shown.text, tuple(parts(shown.bold)), block.kind is BlockKind.NUMBERED)
        return MinutePara(shown.text, tuple(parts(shown.bold)))

    def _shown(self, record: Any) -> Shown | None:
        """As the view shows it; approved minutes go on saying what has gone into the bin since."""
        if self._is_sealed and record is not None:
            return Shown(record, self._view) if self._view.sees(getattr(record, "audience", None)) else None
        return self._view.shown(record)

    def _whose(self, block: MinuteBlock, action: Action | None) -> str:
        """Whose an action is, in sealed minutes whose it was then; as far as the reader may know them."""
        if action is None or self._kept is None:
            return self._known.owner(action, self._met_with)
        if (kept := self._kept.get((block.id, NamedAs.OWNER, None))) is None:
            return ""
        then = Action(owner_id=kept.person_id, organization_id=kept.organization_id, side=action.side)
        return kept.name if self._knows(kept) else self._known.owner(then, self._met_with)

    def _knows(self, kept: MinutedName) -> bool:
        if kept.organization_id:
            return kept.organization_id in self._known.bodies
        return not kept.person_id or kept.person_id in self._known.people

    def _mover(self, block: MinuteBlock, named_as: NamedAs, moved: Decision | Candidate) -> str:
        """Who moved a motion or put somebody forward, in sealed minutes as they were called then."""
        if self._kept is None:
            by = {NamedAs.PROPOSER: moved.proposer_id, NamedAs.SECONDER: moved.seconder_id}[named_as]
            return self._known.people.get(by or "", "")
        kept = self._kept.get((block.id, named_as, moved.id if isinstance(moved, Candidate) else None))
        return kept.name if kept and self._knows(kept) else ""

    def _moved(self, block: MinuteBlock, decision: Decision | None) -> str:
        """Who moved a motion, as far as the reader may know them, and why it was decided."""
        if decision is None:
            return ""
        proposer, seconder = (self._mover(block, part, decision) for part in (NamedAs.PROPOSER, NamedAs.SECONDER))
        return decisions.moved(proposer, seconder, Shown(decision, self._view).reason)

    def _elected(self, block: MinuteBlock, election: Election | None) -> MinuteElection | None:
        """As on the screen; whoever put somebody forward as far as the reader may know them."""
        if election is None or (shown := self._shown(election)) is None:
            return None
        movers = {
            one.id: (self._mover(block, NamedAs.PROPOSER, one), self._mover(block, NamedAs.SECONDER, one))
            for one in ballots.stood(self._session, election.id)
        }
        text, more = ballots.words(self._session, election, self._name, movers)
        return MinuteElection(post=shown.label, text=text, more=more)

    def _name(self, person_id: str | None, name: str) -> str:
        """As minuted, unless the reader may not know somebody."""
        return _("A member") if person_id and person_id not in self._known.people else name

    def _declared(self, declaration: Declaration | None) -> MinuteDeclaration | None:
        shown = self._shown(declaration)
        if shown is None or declaration is None:
            return None
        name = self._name(declaration.person_id, shown.name)
        return MinuteDeclaration(name=name, interest=shown.interest, stays=shown.stays)

    def _first_due(self, block: MinuteBlock, action: Action | None) -> date | None:
        """The date as it was minuted, whatever has become of it since."""
        if action is None or not self._view.sees_field("due_date", "due"):
            return None
        return seals.first_due(self._session, action.id) if self._kept is None else block.due_on


def _in_order(
    agenda: Sequence[ItemCard], grouped: Mapping[str, tuple[str, list[PackBlock]]]
) -> tuple[PackMinutesItem, ...]:
    """What was minuted under each item (under "" before the first), numbered as the reader's agenda counts them."""
    numbers = {item.id: item.given_number or str(number) for number, item in enumerate(agenda, 1)}
    order = {"": 0} | {item.id: number for number, item in enumerate(agenda, 1)}
    return tuple(
        PackMinutesItem(number=numbers.get(key, ""), title=title, blocks=tuple(blocks))
        for key, (title, blocks) in sorted(grouped.items(), key=lambda each: order.get(each[0], len(order)))
    )


def _mark(*records: Any) -> Audience | None:
    """The narrowest audience that any of these records is marked for; None when none bears a mark.

    Where one is for the committee and one for the trustees, and those are two, that of the first: every part of minutes
    is on the paper of somebody, there without the title of an item that they may not know of.
    """
    marks = [mark for record in records if (mark := getattr(record, "audience", None))]
    return narrowest(*marks) if marks else None


def parts_apart(session: Session, minutes_id: str, audience: Audience, *, two_bodies: bool) -> tuple[Audience, ...]:
    """The audiences narrower than the meeting's for which parts of its minutes are kept, the narrowest first."""
    put_right = select(MinutesCorrection.audience).where(MinutesCorrection.minutes_id == minutes_id)
    marks = _marks(session, MinuteBlock.minutes_id == minutes_id) | set(session.scalars(put_right))
    return _narrower(marks, audience, two_bodies=two_bodies)


def item_apart(
    session: Session, minutes_id: str, item_id: str, audience: Audience, *, two_bodies: bool
) -> Audience | None:
    """The narrowest audience that something in an item is kept for, None where all of it is for the meeting's."""
    marks = _marks(session, MinuteBlock.minutes_id == minutes_id, MinuteBlock.item_id == item_id)
    marks |= set(session.scalars(select(AgendaItem.audience).where(AgendaItem.id == item_id)))
    return next(iter(_narrower(marks, audience, two_bodies=two_bodies)), None)


def _marks(session: Session, *where: ColumnElement[bool]) -> set[Audience | None]:
    """The marks of these blocks, each the narrowest of its record's, its own and its item's."""
    rows = session.execute(
        select(MinuteBlock, AgendaItem, Action, Decision, Declaration, Question, Election)
        .outerjoin(AgendaItem, AgendaItem.id == MinuteBlock.item_id)
        .outerjoin(Action, Action.id == MinuteBlock.action_id)
        .outerjoin(Decision, Decision.id == MinuteBlock.decision_id)
        .outerjoin(Declaration, Declaration.id == MinuteBlock.declaration_id)
        .outerjoin(Question, Question.id == MinuteBlock.question_id)
        .outerjoin(Election, Election.id == MinuteBlock.election_id)
        .where(*where)
        .execution_options(binned=True)
    )
    return {_mark(*records, block, item) for block, item, *records in rows}


def _narrower(marks: set[Audience | None], audience: Audience, *, two_bodies: bool) -> tuple[Audience, ...]:
    apart = {mark for mark in marks if mark and not may_see(audience, mark, two_bodies=two_bodies)}
    return tuple(mark for mark in Audience if mark in apart)
