"""What somebody agreed to do, and each date and state it has had."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import ActionStatus, Priority, Side
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Action(Binned, Audienced, Base):
    """One thing that somebody agreed to do. `number` is "26/31": a value, never a key.

    `due_on` and `status` are the last of the DueDate and StateChange rows, kept here to sort and filter by. `owner_id`
    is the lead, others are CoOwner rows. A promise was made to `promised_to_id`, and may be part of a deal; its maker
    says that it is done (`reported_on`), and the other side that it is (`confirmed_on`). `because_id` is the promise
    that is the reason for an action.
    """

    __tablename__ = "action"
    __table_args__ = (
        Index(  # holds all that a list of thousands is chosen and ordered by, so that no row is read for it
            "ix_action_listed", "status", "due_on", "number", "id", "binned_at", "side", "owner_id", "organization_id",
            "meeting_id", "done_on",
        ),
        Index("ix_action_done", "status", "done_on", "number", "id", "binned_at", "side"),
    )  # fmt: skip

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(default="")
    text: Mapped[str]
    side: Mapped[Side] = mapped_column(default=Side.OURS)
    is_promise: Mapped[bool] = mapped_column(default=False)
    owner_id: Mapped[str | None] = refers("person")
    organization_id: Mapped[str | None] = refers("organization")
    status: Mapped[ActionStatus] = mapped_column(default=ActionStatus.OPEN)
    priority: Mapped[Priority] = mapped_column(default=Priority.NORMAL)
    raised_on: Mapped[date]
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    meeting_id: Mapped[str | None] = refers("meeting")
    item_id: Mapped[str | None] = refers("agenda_item")
    decision_id: Mapped[str | None] = refers("decision")
    due_meeting_id: Mapped[str | None] = refers("meeting")
    duty_id: Mapped[str | None] = refers("duty")
    deal_id: Mapped[str | None] = refers("deal")
    promised_to_id: Mapped[str | None] = refers("organization")
    because_id: Mapped[str | None] = refers("action")
    reported_on: Mapped[date | None]
    reported_by: Mapped[str] = mapped_column(default="")
    confirmed_on: Mapped[date | None]
    confirmed_by: Mapped[str] = mapped_column(default="")


class CoOwner(Base):
    """Somebody who has an action too, beside its lead."""

    __tablename__ = "co_owner"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name="one_owner"),)

    id: Mapped[Key]
    action_id: Mapped[str] = refers("action", child=True)
    person_id: Mapped[str | None] = refers("person", child=True)
    organization_id: Mapped[str | None] = refers("organization", child=True)


class CarriedForward(Base):
    """An action was looked at in a meeting and went on to the next."""

    __tablename__ = "carried_forward"
    __table_args__ = (UniqueConstraint("action_id", "meeting_id"),)

    id: Mapped[Key]
    action_id: Mapped[str] = refers("action", child=True)
    meeting_id: Mapped[str] = refers("meeting", child=True)
    on_date: Mapped[date]


class Remark(Audienced, Base):
    """What one side says about a promise, printed beside what the other says."""

    __tablename__ = "remark"

    id: Mapped[Key]
    action_id: Mapped[str] = refers("action", child=True)
    side: Mapped[Side]
    text: Mapped[str]
    said_on: Mapped[date]
    said_by: Mapped[str] = mapped_column(default="")


class ProgressNote(Base):
    """A word on how an action is going."""

    __tablename__ = "progress_note"

    id: Mapped[Key]
    action_id: Mapped[str] = refers("action", child=True)
    at: Mapped[datetime]
    by_id: Mapped[str | None] = refers("person")
    text: Mapped[str]


class DueDate(Base):
    """A date that something was due by, from when it was set, by whom, at which meeting and why it was moved.

    `of_kind` and `of_id` name the row it belongs to: an action now, a condition or report later. A promise's date is
    renegotiated when both sides agreed to it, on these days; else the date agreed before still counts.
    """

    __tablename__ = "due_date"
    __table_args__ = (Index("ix_due_date_of", "of_kind", "of_id"),)

    id: Mapped[Key]
    of_kind: Mapped[str] = mapped_column(String(24))
    of_id: Mapped[str] = mapped_column(String(36))
    due: Mapped[date | None]
    set_on: Mapped[date]
    set_by: Mapped[str | None] = mapped_column(String(36))
    meeting_id: Mapped[str | None] = refers("meeting")
    reason: Mapped[str] = mapped_column(default="")
    we_agreed_on: Mapped[date | None]
    they_agreed_on: Mapped[date | None]


class StateChange(Base):
    """Something came into a state on a date, by whom and why; `of_kind` and `of_id` as in DueDate.

    A promise that is dropped is released when the side that it was made to agreed, on `released_on`.
    """

    __tablename__ = "state_change"
    __table_args__ = (Index("ix_state_change_of", "of_kind", "of_id"),)

    id: Mapped[Key]
    of_kind: Mapped[str] = mapped_column(String(24))
    of_id: Mapped[str] = mapped_column(String(36))
    state: Mapped[str] = mapped_column(String(24))
    set_on: Mapped[date]
    set_by: Mapped[str | None] = mapped_column(String(36))
    meeting_id: Mapped[str | None] = refers("meeting")
    reason: Mapped[str] = mapped_column(default="")
    released_on: Mapped[date | None]


class Handover(Base):
    """A promise or question went from one person or body to another on a date, and why; names as they were then."""

    __tablename__ = "handover"
    __table_args__ = (Index("ix_handover_of", "of_kind", "of_id"),)

    id: Mapped[Key]
    of_kind: Mapped[str] = mapped_column(String(24))
    of_id: Mapped[str] = mapped_column(String(36))
    from_person_id: Mapped[str | None] = refers("person")
    from_organization_id: Mapped[str | None] = refers("organization")
    from_name: Mapped[str]
    to_person_id: Mapped[str | None] = refers("person")
    to_organization_id: Mapped[str | None] = refers("organization")
    to_name: Mapped[str]
    on_date: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")
