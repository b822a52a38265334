"""Minutes as they are taken: one row per block, each kept as it is left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus, BlockKind, MeetingStatus, MinutesState
from villagedesk.models import Action, AgendaItem, Decision, Declaration, Meeting, MinuteBlock, Minutes
from villagedesk.records.actions import ActionDraft, ActionRow
from villagedesk.records.meetings import Block, DecisionDraft, MinutesPage
from villagedesk.services import actions, attendance, decisions, meetings, seals
from villagedesk.store.writer import Work


def page(session: Session, meeting_id: str) -> MinutesPage | None:
    """The minutes of a meeting, None while there are none."""
    found = _latest(session, meeting_id)
    if found is None:
        return None
    return MinutesPage(
        id=found.id,
        meeting=meetings.card(session, meeting_id),
        state=found.state,
        blocks=_blocks(session, found.id),
        started_at=found.started_at,
        finished_at=found.finished_at,
    )


def _latest(session: Session, meeting_id: str) -> Minutes | None:
    latest = select(Minutes).where(Minutes.meeting_id == meeting_id).order_by(Minutes.version.desc(), Minutes.id.desc())
    return session.scalar(latest.limit(1))


def _blocks(session: Session, minutes_id: str) -> tuple[Block, ...]:
    rows = session.scalars(
        select(MinuteBlock)
        .outerjoin(AgendaItem, AgendaItem.id == MinuteBlock.item_id)
        .where(MinuteBlock.minutes_id == minutes_id)
        .order_by(AgendaItem.position.nulls_first(), MinuteBlock.position, MinuteBlock.id)
    ).all()
    done = {row.id: row for row in actions.rows(session, [row.action_id for row in rows if row.action_id])}
    decided = _by_id(session, Decision, [row.decision_id for row in rows])
    declared = _by_id(session, Declaration, [row.declaration_id for row in rows])
    return tuple(
        _told(row, done.get(row.action_id or ""), decided.get(row.decision_id), declared.get(row.declaration_id))
        for row in rows
    )


def _by_id(session: Session, model: Any, keys: Sequence[str | None]) -> dict[str | None, Any]:
    """The records with these keys, those in the bin too."""
    found = select(model).where(model.id.in_([key for key in keys if key])).execution_options(binned=True)
    return {row.id: row for row in session.scalars(found)}


def _told(
    row: MinuteBlock, action: ActionRow | None, decision: Decision | None, declaration: Declaration | None
) -> Block:
    """A block as it is read: its own text, or that of the record it stands for."""
    block = Block(row.id, row.item_id, row.kind, row.text, audience=row.audience)
    if action:
        text = _marked(action.text, action.binned)
        return replace(
            block, text=text, number=action.number, detail=action.owner, due=action.due_on, record_id=action.id
        )
    if decision:
        text = _marked(decision.text, decision.binned_at is not None)
        detail = decision.how or decisions.outcome_words()[decision.outcome]
        return replace(block, text=text, number=decision.number, detail=detail, record_id=decision.id)
    if declaration:
        detail = _("stayed") if declaration.stays else _("left the room")
        text = f"{declaration.name}: {declaration.interest}"
        return replace(block, text=text, detail=detail, record_id=declaration.id)
    return block


def _marked(text: str, is_binned: bool) -> str:
    """The text of a record, saying so when it is in the bin."""
    return _("{text} (in the bin)").format(text=text) if is_binned else text


def start(work: Work, meeting_id: str) -> str:
    """Begin the minutes of a meeting, or go on with them; their key. Refused when they have been approved."""
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."))
    found = _latest(work.session, meeting_id)
    if found is None:
        found = Minutes(id=work.new_id(), meeting_id=meeting_id, started_at=work.now)
        work.session.add(found)
        work.session.flush()
    _check_open(found)
    return found.id


def finish(work: Work, meeting_id: str) -> None:
    """The meeting is over: it was held, and its minutes are a draft to be checked."""
    meeting = work.session.get(Meeting, meeting_id)
    found = _latest(work.session, meeting_id)
    if meeting is None or found is None:
        raise Refused(_("That meeting is no longer here."))
    meeting.status = MeetingStatus.HELD
    found.finished_at = work.now


def add_block(
    work: Work, minutes_id: str, item_id: str | None, text: str, *, kind: BlockKind = BlockKind.PARAGRAPH,
    after: str | None = None,
) -> str:  # fmt: skip
    """Add a paragraph or bullet to an item, behind the block `after` (at the end, when None); the new key."""
    block = MinuteBlock(
        id=work.new_id(), minutes_id=_open(work, minutes_id).id, item_id=item_id, kind=kind, text=text.strip(),
        position=_place(work, minutes_id, item_id, after),
    )  # fmt: skip
    work.session.add(block)
    work.session.flush()
    return block.id


def edit_block(work: Work, block_id: str, text: str) -> None:
    """Keep the text of a paragraph or bullet."""
    block = _block(work, block_id)
    _check_stays(block)
    block.text = text.strip()


def remove_block(work: Work, block_id: str) -> None:
    """Take a block out; the action, decision or declaration that it recorded goes with it, into the bin or for good."""
    block = _block(work, block_id)
    _check_stays(block)
    for table in ("action", "decision", "declaration"):
        if (key := getattr(block, f"{table}_id")) and seals.is_held(work.session, table, key):
            work.session.delete(block)  # an approved version of these minutes holds the record: only this one lets go
            return
    if block.action_id and (action := work.session.get(Action, block.action_id)):
        if action.status is not ActionStatus.OPEN:
            raise Refused(_("This action has moved on since: change it in the action log."))
        action.binned_at = work.now
    if block.decision_id and (decision := work.session.get(Decision, block.decision_id)):
        decision.binned_at = work.now
    if block.declaration_id and (declaration := work.session.get(Declaration, block.declaration_id)):
        work.session.delete(declaration)
    work.session.delete(block)


def _check_stays(block: MinuteBlock) -> None:
    """Refused for what records that earlier minutes were approved here: those minutes say so too."""
    if block.approves_id:
        raise Refused(_("This records that minutes were approved here, as those minutes say: it stays."))


def add_action(
    work: Work, minutes_id: str, item_id: str | None, draft: ActionDraft, *, after: str | None = None
) -> tuple[str, str]:
    """Minute an action: one record, shown here and in the log; (block, action)."""
    minutes = _open(work, minutes_id)
    meeting = work.session.get_one(Meeting, minutes.meeting_id)
    audience = _audience(work, meeting, item_id)
    drafted = ActionDraft(
        draft.text,
        draft.owner_id,
        draft.organization_id,
        draft.due_on,
        draft.priority,
        draft.side,
        draft.is_promise,
        audience,
    )
    action_id = actions.add(work, drafted, meeting_id=meeting.id, item_id=item_id, raised_on=meeting.on_date)
    return _record(work, minutes_id, item_id, after, BlockKind.ACTION, action_id=action_id), action_id


def add_decision(
    work: Work, minutes_id: str, item_id: str | None, draft: DecisionDraft, *, after: str | None = None
) -> tuple[str, str]:
    """Minute a decision under its number; (block, decision)."""
    minutes = _open(work, minutes_id)
    meeting = work.session.get_one(Meeting, minutes.meeting_id)
    audience = _audience(work, meeting, item_id)
    decision_id = decisions.record(work, draft, meeting_id=meeting.id, item_id=item_id, audience=audience)
    return _record(work, minutes_id, item_id, after, BlockKind.DECISION, decision_id=decision_id), decision_id


def add_declaration(
    work: Work, minutes_id: str, item_id: str | None, name: str, interest: str, *, person_id: str | None = None,
    stays: bool = True,
) -> tuple[str, str]:  # fmt: skip
    """Minute a declaration of interest; (block, declaration)."""
    minutes = _open(work, minutes_id)
    key = attendance.declare(
        work, minutes.meeting_id, item_id, name, interest, person_id=person_id, stays=stays
    )  # fmt: skip
    return _record(work, minutes_id, item_id, None, BlockKind.DECLARATION, declaration_id=key), key


def _record(work: Work, minutes_id: str, item_id: str | None, after: str | None, kind: BlockKind, **record: str) -> str:
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
    work.session.execute(
        update(MinuteBlock)
        .where(*here, MinuteBlock.position >= place)
        .values(position=MinuteBlock.position + 1)
        .execution_options(synchronize_session="fetch")
    )
    return place


def _open(work: Work, minutes_id: str) -> Minutes:
    found = work.session.get(Minutes, minutes_id)
    if found is None:
        raise Refused(_("These minutes are no longer here."))
    _check_open(found)
    return found


def _check_open(minutes: Minutes) -> None:
    if minutes.state is MinutesState.APPROVED:
        raise Refused(_("These minutes have been approved: a correction is a new version."))
    if minutes.state is MinutesState.PUBLISHED:
        raise Refused(_("These minutes are another body's, as it published them: they are not changed here."))


def _block(work: Work, block_id: str) -> MinuteBlock:
    found = work.session.get(MinuteBlock, block_id)
    if found is None:
        raise Refused(_("That part of the minutes is no longer here."))
    _open(work, found.minutes_id)
    return found
