"""Minutes as they are taken: one row per block, each kept as it is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience, narrowest
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus, BlockKind, MeetingStatus, MinutesState, Presence, Side
from villagedesk.models import (
    Action,
    AgendaItem,
    Decision,
    Declaration,
    Meeting,
    MinuteBlock,
    Minutes,
    Question,
)
from villagedesk.records.actions import ActionDraft
from villagedesk.records.meetings import AttendanceDraft, DecisionDraft, MinutesPage
from villagedesk.records.questions import QuestionDraft
from villagedesk.services import (
    actions,
    agendas,
    attendance,
    blocks,
    cancelling,
    comments,
    decisions,
    elections,
    meetings,
    questions,
    seals,
    usualitems,
    versions,
    voting,
)
from villagedesk.store.writer import Work

_LATER = timedelta(days=7)  # from an adjournment to when the meeting goes on, until its date is set


def page(session: Session, meeting_id: str, *, standing: bool = False) -> MinutesPage | None:
    """The latest minutes of a meeting, or those that are `standing`; None while there are none."""
    found = versions.standing(session, meeting_id) if standing else versions.latest(session, meeting_id)
    if found is None:
        return None
    return MinutesPage(
        id=found.id,
        meeting=meetings.card(session, meeting_id),
        state=found.state,
        blocks=blocks.of(session, found.id),
        started_at=found.started_at,
        finished_at=found.finished_at,
    )


def start(work: Work, meeting_id: str) -> str:
    """Begin the minutes of a meeting, or go on with them; their key. Refused when approved, and for one cancelled."""
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."))
    cancelling.check_takes_place(meeting)
    found = versions.latest(work.session, meeting_id)
    if found is None:
        found = Minutes(id=work.new_id(), meeting_id=meeting_id, started_at=work.now)
        work.session.add(found)
        work.session.flush()
    versions.check_open(found)
    return found.id


def finish(work: Work, meeting_id: str) -> None:
    """The meeting is over: it was held, and its minutes are a draft to be checked.

    Refused before its day has come, and when it was cancelled.
    """
    meeting = work.session.get(Meeting, meeting_id)
    found = versions.latest(work.session, meeting_id)
    if meeting is None or found is None:
        raise Refused(_("That meeting is no longer here."))
    cancelling.check_takes_place(meeting)
    if meeting.on_date > work.today:
        raise Refused(
            _("This meeting is on {date}, which has not come yet. If it was held before, put its date right.").format(
                date=show_date(meeting.on_date)
            )
        )
    meeting.status = MeetingStatus.HELD
    found.finished_at = work.now


def add_block(
    work: Work, minutes_id: str, item_id: str | None, text: str, *, kind: BlockKind = BlockKind.PARAGRAPH,
    bold: str = "", after: str | None = None,
) -> str:  # fmt: skip
    """Add a paragraph or line of a list to an item, behind the block `after` (at the end, when None); the new key."""
    block = MinuteBlock(
        id=work.new_id(), minutes_id=_open(work, minutes_id).id, item_id=item_id, kind=kind, text=text.strip(),
        bold=bold, position=_place(work, minutes_id, item_id, after),
    )  # fmt: skip
    work.session.add(block)
    work.session.flush()
    comments.settle(work, block)
    return block.id


def edit_block(work: Work, block_id: str, text: str, *, bold: str | None = None, kind: BlockKind | None = None) -> None:
    """Keep the text of a paragraph or line of a list; what is bold and what it is stay as they are when None."""
    block = _block(work, block_id)
    _check_stays(block)
    comments.settle(work, block, text)
    block.text = text.strip()
    block.bold = block.bold if bold is None else bold
    block.kind = kind or block.kind


def of_block(work: Work, block_id: str) -> str:
    """The minutes that a block is in."""
    return _block(work, block_id).minutes_id


def remove_block(work: Work, block_id: str) -> None:
    """Take a block out; the record it stood for goes with it, into the bin or for good.

    An election takes back the memberships that it opened and closed. Somebody who arrived stays on the attendance.
    """
    block = _block(work, block_id)
    _check_stays(block)
    for table in ("action", "decision", "declaration", "election", "question"):
        if (key := getattr(block, f"{table}_id")) and seals.is_held(work.session, table, key):
            work.session.delete(block)  # an approved version of these minutes holds the record: only this one lets go
            return
    if block.action_id and (action := work.session.get(Action, block.action_id)):
        if action.status is not ActionStatus.OPEN:
            raise Refused(_("This action has moved on since: change it in the action log."))
        action.binned_at = work.now
    if block.question_id and (question := work.session.get(Question, block.question_id)):
        if question.answered_on or question.withdrawn_on:
            raise Refused(_("This question has been answered since: change it among the questions."))
        question.binned_at = work.now
    if block.decision_id and (decision := work.session.get(Decision, block.decision_id)):
        decision.binned_at = work.now
    declaration = work.session.get(Declaration, block.declaration_id) if block.declaration_id else None
    election_id = block.election_id
    work.session.delete(block)
    work.session.flush()
    if declaration:
        work.session.delete(declaration)
    if election_id:
        elections.remove(work, election_id)


def empty(work: Work, minutes_id: str) -> None:
    """Take out what a version says and none before it does, as `remove_block`.

    Refused when it alone records that other minutes were approved.
    """
    minutes = _open(work, minutes_id)
    earlier = select(Minutes.id).where(Minutes.meeting_id == minutes.meeting_id, Minutes.version < minutes.version)
    known = set(work.session.scalars(select(MinuteBlock.approves_id).where(MinuteBlock.minutes_id.in_(earlier))))
    for block in work.session.scalars(select(MinuteBlock).where(MinuteBlock.minutes_id == minutes_id)).all():
        if block.approves_id not in known:
            _check_stays(block)
        if not block.approves_id:
            remove_block(work, block.id)


def _check_stays(block: MinuteBlock) -> None:
    """Refused for what records that earlier minutes were approved here: those minutes say so too."""
    if block.approves_id:
        raise Refused(_("This records that minutes were approved here, as those minutes say: it stays."))


def add_action(
    work: Work, minutes_id: str, item_id: str | None, draft: ActionDraft, *, after: str | None = None
) -> tuple[str, str]:
    """Minute an action: one record, shown here and in the log; (block, action)."""
    return _add_action(work, minutes_id, item_id, draft, BlockKind.ACTION, after)


def add_commitment(work: Work, minutes_id: str, item_id: str | None, draft: ActionDraft) -> tuple[str, str]:
    """Minute what the other side promised: an action of theirs; (block, action).

    Without an owner it is the promise of the body that the meeting is with. Refused when there is none.
    """
    meeting = work.session.get_one(Meeting, _open(work, minutes_id).meeting_id)
    body = draft.organization_id or (None if draft.owner_id else meeting.with_id)
    if body is None and draft.owner_id is None:
        raise Refused(_("Say who promised it: “Highways to send the plan by fri”."), "owner_id")
    theirs = replace(draft, organization_id=body, side=Side.THEIRS, is_promise=True)
    return _add_action(work, minutes_id, item_id, theirs, BlockKind.COMMITMENT, None)


def _add_action(
    work: Work, minutes_id: str, item_id: str | None, draft: ActionDraft, kind: BlockKind, after: str | None
) -> tuple[str, str]:
    meeting = work.session.get_one(Meeting, _open(work, minutes_id).meeting_id)
    draft = replace(draft, audience=_audience(work, meeting, item_id))
    key = actions.add(work, draft, meeting_id=meeting.id, item_id=item_id, raised_on=meeting.on_date)
    return _record(work, minutes_id, item_id, after, kind, action_id=key), key


def add_decision(
    work: Work, minutes_id: str, item_id: str | None, draft: DecisionDraft, *, after: str | None = None
) -> tuple[str, str]:
    """Minute a decision under its number; (block, decision)."""
    meeting = work.session.get_one(Meeting, _open(work, minutes_id).meeting_id)
    audience = _audience(work, meeting, item_id)
    key = decisions.record(work, draft, meeting_id=meeting.id, item_id=item_id, audience=audience)
    return _record(work, minutes_id, item_id, after, BlockKind.DECISION, decision_id=key), key


def edit_decision(work: Work, block_id: str, draft: DecisionDraft) -> None:
    """Put a decision right where it is minuted. Refused as `decisions.edit`.

    One that approved minutes hold stays as they say it: this version gets a decision that corrects it, with its number.
    """
    block = _block(work, block_id)
    if block.decision_id is None:
        raise Refused(_("That part of the minutes is no longer here."))
    if seals.is_held(work.session, "decision", block.decision_id):
        block.decision_id = decisions.correct(work, block.decision_id)
    decisions.edit(work, block.decision_id, draft)


def add_election(work: Work, minutes_id: str, item_id: str | None, line: str) -> tuple[str, str]:
    """Minute an election from its line, with what it opens and closes; (block, election)."""
    meeting = work.session.get_one(Meeting, _open(work, minutes_id).meeting_id)
    draft = elections.understand(work.session, line, meeting)
    audience = _audience(work, meeting, item_id)
    key = elections.record(work, draft, meeting_id=meeting.id, item_id=item_id, audience=audience)
    return _record(work, minutes_id, item_id, None, BlockKind.ELECTION, election_id=key), key


def edit_election(work: Work, block_id: str, line: str) -> None:
    """Put an election right: it is taken back and held anew, as its line says now."""
    block = _block(work, block_id)
    if block.election_id and seals.is_held(work.session, "election", block.election_id):
        raise Refused(_("Approved minutes hold this election: take it out of this version and enter it anew."))
    meeting = work.session.get_one(Meeting, _open(work, block.minutes_id).meeting_id)
    before, block.election_id = block.election_id, None
    work.session.flush()
    block.election_id = elections.hold_again(
        work, before, line, meeting, block.item_id, _audience(work, meeting, block.item_id)
    )


def add_question(work: Work, minutes_id: str, item_id: str | None, draft: QuestionDraft) -> tuple[str, str]:
    """Minute a question, asked of the body that the meeting is with when nobody is named; (block, question)."""
    meeting = work.session.get_one(Meeting, _open(work, minutes_id).meeting_id)
    if draft.person_id is None and draft.organization_id is None:
        draft = replace(draft, organization_id=meeting.with_id)
    draft = replace(draft, asked_on=min(meeting.on_date, work.today), audience=_audience(work, meeting, item_id))
    key = questions.ask(work, draft, meeting_id=meeting.id, item_id=item_id)
    return _record(work, minutes_id, item_id, None, BlockKind.QUESTION, question_id=key), key


def add_declaration(
    work: Work, minutes_id: str, item_id: str | None, name: str, interest: str, *, person_id: str | None = None,
    stays: bool = True, about: int | None = None,
) -> tuple[str, str]:  # fmt: skip
    """Minute a declaration of interest in an item, or in that of the number `about`; (block, declaration).

    Where interests are declared, and with 0 for `about`, it is in none. It is for those who may know of both.
    """
    minutes = _open(work, minutes_id)
    item = work.session.get(AgendaItem, item_id) if item_id else None
    about_id = None if about == 0 or (item and usualitems.is_for_interests(item.title)) else item_id
    if about:
        items = meetings.card(work.session, minutes.meeting_id).items
        about_id = next((item.id for item in items if item.number == about), None)
        if about_id is None:
            raise Refused(_("There is no item {n} on this agenda.").format(n=about), "interest")
    meeting = work.session.get_one(Meeting, minutes.meeting_id)
    audience = narrowest(*(_audience(work, meeting, key) for key in (about_id, item_id)))
    key = attendance.declare(
        work, meeting.id, about_id, name, interest, audience=audience, person_id=person_id, stays=stays
    )
    return _record(work, minutes_id, item_id, None, BlockKind.DECLARATION, declaration_id=key), key


def somebody_moves(work: Work, meeting_id: str, item_id: str | None, draft: AttendanceDraft, at: time) -> str:
    """Somebody arrives, or leaves when the draft has a time for it: entered, and a block in the minutes; its key."""
    found = versions.latest(work.session, meeting_id)
    if found is None:
        raise Refused(_("These minutes are no longer here."))
    versions.check_open(found)
    kind = BlockKind.DEPARTURE if draft.left_at else BlockKind.ARRIVAL
    key = attendance.enter(work, meeting_id, draft)
    return _record(work, found.id, item_id, None, kind, attendance_id=key, at_time=at)


def put_right(work: Work, meeting_id: str, draft: AttendanceDraft) -> str:
    """Enter somebody, or otherwise than before, as `attendance.enter`; the key. The minutes then say no more than that.

    Who was not there neither came nor left, who is here after all did not leave, and a time that is put right is put
    right in the minutes too.
    """
    key = attendance.enter(work, meeting_id, draft)
    found = versions.latest(work.session, meeting_id)
    if found is None or found.state in (MinutesState.APPROVED, MinutesState.PUBLISHED):
        return key
    moves = select(MinuteBlock).where(MinuteBlock.minutes_id == found.id, MinuteBlock.attendance_id == key)
    last = dict[BlockKind, MinuteBlock]()
    for block in work.session.scalars(moves.order_by(MinuteBlock.id)).all():
        last[block.kind] = block
        if draft.presence in (Presence.APOLOGIES, Presence.ABSENT):
            work.session.delete(block)
    if draft.presence not in (Presence.APOLOGIES, Presence.ABSENT):
        _put_moves_right(work, last, draft)
    return key


def take_off(work: Work, attendance_id: str) -> None:
    """Take somebody off the attendance, and out of the minutes that they came and left."""
    attendance.remove(work, attendance_id)
    work.session.execute(
        delete(MinuteBlock).where(MinuteBlock.attendance_id == attendance_id),
        execution_options={"synchronize_session": "fetch"},
    )


def _put_moves_right(work: Work, last: dict[BlockKind, MinuteBlock], draft: AttendanceDraft) -> None:
    """When somebody last came and left, as it is said now; who came back since they left had left."""
    came, left = last.get(BlockKind.ARRIVAL), last.get(BlockKind.DEPARTURE)
    if left and (came is None or came.id < left.id):
        if draft.left_at:
            left.at_time = draft.left_at
        else:
            work.session.delete(left)
    if came and draft.arrived_at:
        came.at_time = draft.arrived_at
    elif came and draft.arrived_at is None:
        work.session.delete(came)


def quorum_lost(work: Work, minutes_id: str, item_id: str | None, at: time, *, goes_on: bool) -> str:
    """Note that too few voting members are left, and what was done: go on as a discussion, or adjourn; the block.

    An adjourned meeting is over, as far as it came. It is planned to go on after a week, with the item that it
    broke off at and those it did not come to; the quorum is then the one after an adjournment, where the constitution
    says one.
    """
    minutes = _open(work, minutes_id)
    meeting = work.session.get_one(Meeting, minutes.meeting_id)
    here, said = voting.here_for(work.session, meeting.id, item_id), voting.rules(work.session, meeting)
    text = voting.lost_words(here, said.needed or 0, at, goes_on=goes_on)
    key = _record(work, minutes_id, item_id, None, BlockKind.QUORUM, text=text, at_time=at)
    if not goes_on:
        finish(work, meeting.id)
        agendas.plan_rest(work, meeting.id, item_id, meeting.on_date + _LATER)
    return key


def _record(work: Work, minutes_id: str, item_id: str | None, after: str | None, kind: BlockKind, **record: Any) -> str:
    block = MinuteBlock(
        id=work.new_id(), minutes_id=minutes_id, item_id=item_id, kind=kind,
        position=_place(work, minutes_id, item_id, after), **record,
    )  # fmt: skip
    work.session.add(block)
    work.session.flush()
    return block.id


def _audience(work: Work, meeting: Meeting, item_id: str | None) -> Audience:
    item = work.session.get(AgendaItem, item_id) if item_id else None
    return item.audience if item else meeting.audience


def _place(work: Work, minutes_id: str, item_id: str | None, after: str | None) -> int:
    """The position for a new block; those behind `after` make room."""
    here = (MinuteBlock.minutes_id == minutes_id, MinuteBlock.item_id.is_not_distinct_from(item_id))
    if after is None:
        return (work.session.scalar(select(func.max(MinuteBlock.position)).where(*here)) or 0) + 1
    place = _block(work, after).position + 1
    behind = update(MinuteBlock).where(*here, MinuteBlock.position >= place)
    further = behind.values(position=MinuteBlock.position + 1)
    work.session.execute(further, execution_options={"synchronize_session": "fetch"})
    return place


def _open(work: Work, minutes_id: str) -> Minutes:
    return versions.open_minutes(work.session, minutes_id)


def _block(work: Work, block_id: str) -> MinuteBlock:
    found = work.session.get(MinuteBlock, block_id)
    if found is None:
        raise Refused(_("That part of the minutes is no longer here."))
    _open(work, found.minutes_id)
    return found
