"""What has happened to an action, told as rows: its dates and why, its states, where it was carried forward."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus
from villagedesk.records.actions import ActionCard
from villagedesk.ui.rows import Row


def trail(card: ActionCard) -> list[Row]:
    """Oldest first, each with who set it down."""
    steps: list[tuple[date, str, str, str]] = []
    known = False
    for due in card.dues:
        steps.append((due.set_on, _due_title(due.due, known), due.reason, due.by))
        known = known or due.due is not None
    for state in card.states[1:] if card.states else ():
        steps.append((state.set_on, _state_words()[state.state], state.reason, state.by))
    for hand in card.handovers:
        title = _("Handed on from {old} to {new}").format(old=hand.from_name, new=hand.to_name)
        steps.append((hand.on_date, title, hand.reason, ""))
    steps += [(one.on_date, _("Carried forward"), "", one.meeting) for one in card.carried]
    rows = [Row("raised", _("Agreed"), card.meeting, aside=show_date(card.row.raised_on))]
    for number, (on, title, reason, by) in enumerate(sorted(steps, key=lambda step: step[0])):
        because = _("because {reason}").format(reason=reason) if reason else ""
        rows.append(Row(f"step_{number}", f"{title} {because}".strip(), by, aside=show_date(on)))
    return rows


def source(card: ActionCard) -> tuple[list[Row], dict[str, tuple[str, str]]]:
    """The meeting and the conversations that it came from, and to which place each row leads."""
    rows, places = [], dict[str, tuple[str, str]]()
    if card.meeting_on and card.row.meeting_id:
        about = _("Item {number}: {title}").format(number=card.item_number, title=card.item) if card.item else ""
        decided = card.decision and _("Decision {number}").format(number=card.decision)
        title = _("{meeting}, {date}").format(meeting=card.meeting, date=show_date(card.meeting_on))
        rows.append(
            Row(card.row.meeting_id, title, ". ".join(filter(None, (about, decided))), icon="meetings")
        )  # fmt: skip
        places[card.row.meeting_id] = ("meetings", card.row.meeting_id)
    for talk in card.talks:
        rows.append(Row(talk.interaction_id, talk.title, _("Log of contacts"), aside=show_date(talk.on_date),
                        icon="mail"))  # fmt: skip
        places[talk.interaction_id] = ("people", f"log:{talk.interaction_id}")
    return rows, places


def _due_title(due: date | None, moved: bool) -> str:
    if due is None:
        return _("Date taken away")
    if moved:
        return _("Moved to {date}").format(date=show_date(due))
    return _("Due by {date}").format(date=show_date(due))


def _state_words() -> dict[ActionStatus, str]:
    return {
        ActionStatus.OPEN: _("Open again"),
        ActionStatus.WAITING: _("Waiting"),
        ActionStatus.DONE: _("Done"),
        ActionStatus.DROPPED: _("Dropped"),
    }
