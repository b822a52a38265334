"""What happens to a promise: made, reported done and confirmed, renegotiated, let go, commented on by both sides."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import select

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import ActionStatus, Side
from villagedesk.models import Action, Deal, Organization, Remark, StateChange
from villagedesk.records.actions import ActionDraft
from villagedesk.records.promises import LetGoDraft, PromiseDraft, RemarkDraft, SaidDraft, TermDraft
from villagedesk.services import actions, actionsteps, restriction
from villagedesk.services.actionsteps import KIND
from villagedesk.store.writer import Work


def promise(work: Work, draft: PromiseDraft) -> str:
    """Note a promise of one side to the other as an action; the new key.

    Refused without a text, of nobody, or when it was made on a day that is still ahead.
    """
    _check_maker(draft)
    raised = _on(work, draft.raised_on, "raised_on")
    key = actions.add(work, _as_action(draft), raised_on=raised)
    _put_in(work, actionsteps.stored(work, key), draft)
    return key


def edit(work: Work, promise_id: str, draft: PromiseDraft) -> None:
    """Keep what was typed about a promise. A date that was agreed before today is renegotiated instead (Refused)."""
    action = actionsteps.stored(work, promise_id)
    _check_maker(draft)
    if draft.due_on != action.due_on and _has_older_date(work, promise_id):
        raise Refused(_("This date was agreed before today: use Renegotiate, which asks both sides."), "due_on")
    action.raised_on = _on(work, draft.raised_on or action.raised_on, "raised_on")
    priority, due_meeting = action.priority, action.due_meeting_id if draft.due_on == action.due_on else None
    as_action = _as_action(draft, priority=priority, due_meeting_id=due_meeting)
    actions.edit(work, promise_id, as_action)
    _put_in(work, action, draft)


def _as_action(draft: PromiseDraft, **more: Any) -> ActionDraft:
    return ActionDraft(
        text=draft.text,
        owner_id=draft.owner_id,
        organization_id=draft.organization_id,
        due_on=draft.due_on,
        side=draft.side,
        is_promise=True,
        audience=draft.audience,
        **more,
    )


def _check_maker(draft: PromiseDraft) -> None:
    if not draft.owner_id and not draft.organization_id:
        raise Refused(_("Say who promised it: a person, or a body."), "organization_id")


def _has_older_date(work: Work, promise_id: str) -> bool:
    """Whether a date was set before today; one that was typed today may be put right, as in the log."""
    last = actionsteps.last_due(work, promise_id)
    return last is not None and not (last.set_on == work.today or actionsteps.was_typed_today(work, last))


def _put_in(work: Work, action: Action, draft: PromiseDraft) -> None:
    for model, key in ((Deal, draft.deal_id), (Organization, draft.promised_to_id)):
        if key and work.session.get(model, key) is None:
            raise Refused(_("What you chose is no longer here."), "deal_id" if model is Deal else "promised_to_id")
    action.deal_id, action.promised_to_id = draft.deal_id, draft.promised_to_id
    work.session.flush()


def report(work: Work, promise_id: str, said: SaidDraft) -> None:
    """Whoever promised says that it is done, on that day. Refused when it is dropped, or before it was promised."""
    action = _to_do(work, promise_id)
    on = _on(work, said.on, "on")
    actionsteps.set_done_on(work, promise_id, on)
    action.reported_on, action.reported_by = on, one_line(said.by)


def confirm(work: Work, promise_id: str, said: SaidDraft) -> None:
    """The other side says that it is done. The day it was done stays as it was reported; else it is this one."""
    action = _to_do(work, promise_id)
    on = _on(work, said.on, "on")
    if action.done_on is None or (action.reported_on is None and action.done_on == action.confirmed_on):
        action.confirmed_on = None
        actionsteps.set_done_on(work, promise_id, on)
    elif on < action.done_on:
        raise Refused(_("It was done on {date}, after that day.").format(date=show_date(action.done_on)), "on")
    action.confirmed_on, action.confirmed_by = on, one_line(said.by)


def renegotiate(work: Work, promise_id: str, draft: TermDraft) -> None:
    """Note another date and who agreed to it; it counts from the day on which both had agreed.

    Refused without a reason, when nobody agreed, when it is the date already, or when the promise is closed.
    """
    action = actionsteps.stored(work, promise_id)
    if action.status not in actionsteps.OPEN:
        raise Refused(_("It is closed: open it again first."), "due")
    if draft.we_agreed_on is None and draft.they_agreed_on is None:
        raise Refused(_("Say when we agreed, when they did, or both."), "we_agreed_on")
    agreed = {
        "we_agreed_on": _past(work, draft.we_agreed_on, "we_agreed_on"),
        "they_agreed_on": _past(work, draft.they_agreed_on, "they_agreed_on"),
    }
    reason = one_line(draft.reason)
    if not reason:
        raise Refused(_("Say why the date moves: both sides will read it."), "reason")
    if actionsteps.last_due(work, promise_id) is None:
        raise Refused(_("It has no date yet: type one below."), "due")
    if draft.due == action.due_on:
        raise Refused(_("That is the date it has already."), "due")
    actionsteps.note_due(work, action, draft.due, work.today, reason=reason, **agreed)
    action.due_on, action.due_meeting_id = draft.due, None


def agree(work: Work, promise_id: str, side: Side, on: date | None) -> None:
    """One side agrees to the date that was set last, and so it counts once the other has too."""
    actionsteps.stored(work, promise_id)
    last, day = actionsteps.last_due(work, promise_id), _on(work, on, "on")
    if last is None:
        raise Refused(_("It has no date yet: type one below."), "on")
    if side is Side.OURS:
        last.we_agreed_on = day
    else:
        last.they_agreed_on = day


def let_go(work: Work, promise_id: str, draft: LetGoDraft) -> None:
    """Drop a promise, released by the side it was made to when that agreed. Refused without a reason."""
    action = _to_do(work, promise_id)
    if action.status is ActionStatus.DONE:
        raise Refused(_("It is done: open it again first."), "reason")
    released = _past(work, draft.released_on, "released_on")
    if not one_line(draft.reason):
        raise Refused(_("Say why it is given up: both sides will read it."), "reason")
    actionsteps.set_status(work, promise_id, ActionStatus.DROPPED, draft.reason)
    work.session.flush()
    state = work.session.scalars(
        select(StateChange)
        .where(StateChange.of_kind == KIND, StateChange.of_id == promise_id)
        .order_by(StateChange.set_on.desc(), StateChange.id.desc())
        .limit(1)
    ).one()
    state.released_on = released


def reopen(work: Work, promise_id: str) -> None:
    """It is to be done after all, or was not done yet."""
    actionsteps.set_status(work, promise_id, ActionStatus.OPEN)


def remark(work: Work, promise_id: str, draft: RemarkDraft) -> str:
    """Keep what one side says of it; the new key. Refused without words."""
    text = draft.text.strip()
    if not text:
        raise Refused(_("Type what was said, in its own words."), "text")
    row = Remark(
        id=work.new_id(),
        action_id=actionsteps.stored(work, promise_id).id,
        side=draft.side,
        text=text,
        said_on=_on(work, draft.on, "on"),
        said_by=one_line(draft.by),
        audience=draft.audience,
    )
    work.session.add(row)
    return row.id


def take_away_remark(work: Work, remark_id: str) -> None:
    """Take back something that was said."""
    row = work.session.get(Remark, remark_id)
    if row is None:
        raise Refused(_("That comment is no longer here."))
    work.session.delete(row)


def add_because(work: Work, promise_id: str, draft: ActionDraft) -> str:
    """Add an action whose reason is this promise; the new key."""
    actionsteps.stored(work, promise_id)
    restriction.check(work.session, draft.owner_id, field="owner_id")
    key = actions.add(work, draft)
    actionsteps.stored(work, key).because_id = promise_id
    return key


def _to_do(work: Work, promise_id: str) -> Action:
    action = actionsteps.stored(work, promise_id)
    if action.status is ActionStatus.DROPPED:
        raise Refused(_("It was given up: open it again first."), "on")
    return action


def _past(work: Work, on: date | None, field: str) -> date | None:
    return None if on is None else _on(work, on, field)


def _on(work: Work, on: date | None, field: str) -> date:
    on = on or work.today
    if on > work.today:
        raise Refused(_("That day is still ahead."), field)
    return on
