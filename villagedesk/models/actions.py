"""What somebody agreed to do, and each date and state it has had."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import ActionStatus, Priority, Side
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Action(Binned, Audienced, Base):
    """One thing that somebody agreed to do. `number` is "26/31": a value, never a key.

    `due_on` and `status` are the last of the DueDate and StateChange rows, kept here to sort and filter by.
    """

    __tablename__ = "action"
    __table_args__ = (Index("ix_action_status_due_on", "status", "due_on"),)

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

    `of_kind` and `of_id` name the row it belongs to: an action now, a condition or report later.
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


class StateChange(Base):
    """Something came into a state on a date, by whom and why; `of_kind` and `of_id` as in DueDate."""

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
