"""What happens to an action after it was agreed: its dates, states, notes, and who else has it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.ids import made_at
from villagedesk.core.text import one_line
from villagedesk.core.words import ActionStatus
from villagedesk.models import Action, CarriedForward, CoOwner, DueDate, Meeting, ProgressNote, StateChange
from villagedesk.records.actions import Shared
from villagedesk.services import attachments, owners, restriction, seals
from villagedesk.store.writer import Work

KIND = "action"
OPEN = (ActionStatus.OPEN, ActionStatus.WAITING)
_AT_ONCE = 500  # rows of one statement


def stored(work: Work, action_id: str) -> Action:
    """The action itself. Refused when it is gone."""
    found = work.session.get(Action, action_id)
    if found is None:
        raise Refused(_("That action is no longer here."))
    return found


def several(work: Work, keys: Sequence[str]) -> list[Action]:
    """Those of the actions that are there."""
    found: list[Action] = []
    for start in range(0, len(keys), _AT_ONCE):
        found += work.session.scalars(select(Action).where(Action.id.in_(keys[start : start + _AT_ONCE])))
    return found


# dates


def set_due(work: Work, action: Action, due: date | None, meeting_id: str | None = None) -> None:
    """Give an action its date, or put right one that was set today; by a meeting, that meeting's day.

    Refused for a date that was agreed before today (`move_due` asks why), or that a side has agreed to.
    """
    due = _day_of(work, meeting_id) if meeting_id else due
    if due == action.due_on:
        action.due_meeting_id = meeting_id
        return
    last = last_due(work, action.id)
    if last is None:
        note_due(work, action, due, work.today)
    elif last.we_agreed_on or last.they_agreed_on:
        raise Refused(_("A side has agreed to this date: use Renegotiate, which asks both sides."), "due_on")
    elif last.set_on == work.today or was_typed_today(work, last):
        last.due = due
    else:
        raise Refused(_("This date was agreed before today: use Move the date, and say why."), "due_on")
    action.due_on, action.due_meeting_id = due, meeting_id


def set_due_meeting(work: Work, action: Action, meeting_id: str) -> None:
    """A new action is due by a meeting."""
    action.due_on, action.due_meeting_id = _day_of(work, meeting_id), meeting_id


def move_due(
    work: Work,
    action_id: str,
    due: date | None,
    reason: str,
    meeting_id: str | None = None,
    *,
    by_meeting: str | None = None,
) -> None:
    """Move an action's date, said at `meeting_id`; with `by_meeting` to the day of that meeting.

    Refused without a reason, or when it is the date already.
    """
    action = stored(work, action_id)
    reason = one_line(reason)
    due = _day_of(work, by_meeting) if by_meeting else due
    if not reason:
        raise Refused(_("Say why the date moves: others will read it."), "reason")
    if due == action.due_on:
        raise Refused(_("That is the date it has already."), "due_on")
    note_due(work, action, due, work.today, reason=reason, meeting_id=meeting_id)
    action.due_on, action.due_meeting_id = due, by_meeting


def move_due_of(
    work: Work, keys: Sequence[str], due: date | None, reason: str, *, by_meeting: str | None = None
) -> int:  # fmt: skip
    """Move several at once, and say how many moved: those that are due so already, or are closed, stay.

    With `by_meeting` they are due by that meeting, whichever day it is. Refused without a reason.
    """
    meeting = work.session.get(Meeting, by_meeting) if by_meeting else None
    wanted = (meeting.on_date, meeting.id) if meeting else (due, None)
    moving = [one for one in several(work, keys) if (one.due_on, one.due_meeting_id) != wanted and one.status in OPEN]
    if not one_line(reason):
        raise Refused(_("Say why the date moves: others will read it."), "reason")
    for action in moving:
        if action.due_on == wanted[0]:  # the day stays: it is only tied to the meeting, or no more
            action.due_meeting_id = wanted[1]
        else:
            move_due(work, action.id, due, reason, by_meeting=by_meeting)
    return len(moving)


def follow_meeting(work: Work, meeting: Meeting) -> None:
    """The meeting has another day: what is due by it is due on that day. That is no slip, so no date is added.

    A promise keeps the date that counts until both sides agree to the new one, and what is late stays so.
    """
    for action in work.session.scalars(select(Action).where(Action.due_meeting_id == meeting.id)):
        if action.due_on == meeting.on_date or action.status not in OPEN:
            continue
        if action.due_on and action.due_on < work.today:
            action.due_meeting_id = None
            continue
        action.due_on = meeting.on_date
        if action.is_promise:
            note_due(work, action, meeting.on_date, work.today, reason=_("The meeting has another day."))
        elif last := last_due(work, action.id):
            last.due = meeting.on_date


def note_due(work: Work, action: Action, due: date | None, on: date, **more: Any) -> None:
    """Add a date to its trail."""
    work.session.add(
        DueDate(id=work.new_id(), of_kind=KIND, of_id=action.id, due=due, set_on=on, set_by=work.by, **more)
    )


def _day_of(work: Work, meeting_id: str) -> date:
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."), "due_on")
    return meeting.on_date


def was_typed_today(work: Work, due: DueDate) -> bool:
    """Whether it was entered today, as in minutes of an earlier day that are written up this evening."""
    typed = made_at(due.id)
    return typed is not None and typed.date() == work.now.date()


def last_due(work: Work, action_id: str) -> DueDate | None:
    """The date that was set last, if there is any."""
    return work.session.scalar(
        select(DueDate)
        .where(DueDate.of_kind == KIND, DueDate.of_id == action_id)
        .order_by(DueDate.set_on.desc(), DueDate.id.desc())
        .limit(1)
    )


# states


def set_status(
    work: Work,
    action_id: str,
    status: ActionStatus,
    reason: str = "",
    on: date | None = None,
    meeting_id: str | None = None,
) -> None:
    """Bring an action into a state, on `on` (today when None). Refused when one is dropped without a reason."""
    action = stored(work, action_id)
    if status is action.status:
        return
    reason = one_line(reason)
    if status is ActionStatus.DROPPED and not reason:
        raise Refused(_("Say why it is dropped: others will read it."), "reason")
    if on and on > work.today:
        raise Refused(_("That day is still to come."), "on")
    action.status = status
    action.done_on = (on or work.today) if status is ActionStatus.DONE else None
    if status is not ActionStatus.DONE:  # who said that it was done said it of then
        action.reported_on = action.confirmed_on = None
        action.reported_by = action.confirmed_by = ""
    note_state(work, action, status, on or work.today, reason=reason, meeting_id=meeting_id)


def set_done_on(work: Work, action_id: str, on: date | None) -> None:
    """Mark an action as done on a day, or put right on which day it was, and was reported to be.

    Refused for no day and one to come, before it was promised, or after the other side confirmed that it is done.
    """
    action = stored(work, action_id)
    if on is None:
        raise Refused(_("On which day was it done?"), "on")
    if on > work.today:
        raise Refused(_("That day is still to come."), "on")
    if action.is_promise and on < action.raised_on:  # what is noted late in the log may be done long before
        words = _("It was promised on {date}, after that day.")
        raise Refused(words.format(date=show_date(action.raised_on)), "on")
    if action.confirmed_on and on > action.confirmed_on:
        words = _("It was confirmed on {date}, before that day.")
        raise Refused(words.format(date=show_date(action.confirmed_on)), "on")
    if action.status is not ActionStatus.DONE:
        set_status(work, action_id, ActionStatus.DONE, on=on)
        return
    action.done_on = on
    action.reported_on = on if action.reported_on else None
    last = work.session.scalar(
        select(StateChange)
        .where(StateChange.of_kind == KIND, StateChange.of_id == action_id, StateChange.state == ActionStatus.DONE)
        .order_by(StateChange.id.desc())
        .limit(1)
    )
    if last:
        last.set_on = on


def set_status_of(work: Work, keys: Sequence[str], status: ActionStatus, reason: str = "") -> None:
    """Bring several actions into a state today, in one go; those that are gone are passed over."""
    with work.session.no_autoflush:  # a flush before each would take 3 ms
        for action in several(work, keys):
            set_status(work, action.id, status, reason)


def note_state(work: Work, action: Action, state: ActionStatus, on: date, **more: Any) -> None:
    """Add a state to its trail."""
    work.session.add(
        StateChange(id=work.new_id(), of_kind=KIND, of_id=action.id, state=state, set_on=on, set_by=work.by, **more)
    )


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put several actions in the bin. Refused when approved minutes hold one of them."""
    found = several(work, keys)
    seals.check_bin(work.session, found, _("Drop it with a reason instead."))
    for action in found:
        action.binned_at = work.now


# whose


def set_others(work: Work, action: Action, others: Iterable[Shared]) -> None:
    """Say who has the action beside its lead; somebody who stays is the same row, and the lead is not listed twice."""
    there = {
        row.person_id or row.organization_id or "": row
        for row in work.session.scalars(select(CoOwner).where(CoOwner.action_id == action.id))
    }
    leads = {action.owner_id or action.organization_id or ""}
    for one in others:
        key = one.person_id or one.organization_id or ""
        if not key or key in leads:
            continue
        leads.add(key)
        if there.pop(key, None) is None:
            restriction.check(work.session, one.person_id, field="others")
            organization_id = None if one.person_id else one.organization_id
            work.session.add(
                CoOwner(id=work.new_id(), action_id=action.id, person_id=one.person_id, organization_id=organization_id)
            )
    for row in there.values():
        work.session.delete(row)


def give_to(work: Work, keys: Sequence[str], person_id: str | None, organization_id: str | None) -> int:
    """Make one person or body the lead of several; how many changed hands. Whose side follows from them."""
    restriction.check(work.session, person_id, field="owner_id")
    side = owners.side(work.session, person_id, organization_id, work.today)
    changed = 0
    for action in several(work, keys):
        if (action.owner_id, action.organization_id) != (person_id, organization_id):
            action.owner_id, action.organization_id, action.side = person_id, organization_id, side
            set_others(work, action, _others(work, action))
            changed += 1
    return changed


def _others(work: Work, action: Action) -> list[Shared]:
    there = work.session.scalars(select(CoOwner).where(CoOwner.action_id == action.id).order_by(CoOwner.id))
    return [Shared("", row.person_id, row.organization_id) for row in there]


def set_audience_of(work: Work, keys: Sequence[str], audience: Audience) -> None:
    """Say of several who may see them; their files go with them. Refused where approved minutes tell of one."""
    for action in several(work, keys):
        was = seals.said_of(action)
        action.audience = audience
        seals.check(work.session, action, was)
        attachments.give_audience(work, KIND, action.id, audience)


# what is said of it


def carry(work: Work, action_id: str, meeting_id: str) -> None:
    """Note that an action was looked at in a meeting and goes on to the next; once for each meeting."""
    action, meeting = stored(work, action_id), work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."))
    there = select(CarriedForward.id).where(
        CarriedForward.action_id == action.id, CarriedForward.meeting_id == meeting_id
    )
    if work.session.scalar(there) is None:
        work.session.add(
            CarriedForward(id=work.new_id(), action_id=action.id, meeting_id=meeting_id, on_date=meeting.on_date)
        )


def note(work: Work, action_id: str, text: str) -> str:
    """Say how an action is going; the new key. Refused without a word."""
    said = text.strip()
    if not said:
        raise Refused(_("Say in a word or two how it is going."), "note")
    row = ProgressNote(id=work.new_id(), action_id=stored(work, action_id).id, at=work.now, by_id=work.by, text=said)
    work.session.add(row)
    return row.id


def edit_note(work: Work, note_id: str, text: str) -> None:
    """Put a note right; without a word it is taken away."""
    row = work.session.get(ProgressNote, note_id)
    if row is None:
        raise Refused(_("That note is no longer here."))
    if text.strip():
        row.text = text.strip()
    else:
        work.session.delete(row)


def attach(work: Work, action_id: str, name: str, data: bytes, media_type: str = "") -> str:
    """Copy a file in and keep it with an action; the document's key. Refused as `documents.add`."""
    audience = stored(work, action_id).audience
    return attachments.attach(work, KIND, action_id, name, data, media_type=media_type, audience=audience)
