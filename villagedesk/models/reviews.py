"""Review rounds: the action log as it went to the trustees, and what they said of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import ActionStatus, ProposalState, ReplyWay
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Review(Binned, Audienced, Base):
    """One round. `since_on` is the day of the round before it; `change_number` the last change that it knows of.

    `sent_on` is when it first went out; it is only to be sent before that.
    """

    __tablename__ = "review"

    id: Mapped[Key]
    title: Mapped[str]
    made_on: Mapped[date]
    since_on: Mapped[date | None]
    change_number: Mapped[int] = mapped_column(default=0)
    reply_by: Mapped[date | None]
    sent_on: Mapped[date | None]
    closed_on: Mapped[date | None]


class ReviewItem(Base):
    """An action as the round shows it."""

    __tablename__ = "review_item"

    id: Mapped[Key]
    review_id: Mapped[str] = refers("review", child=True)
    action_id: Mapped[str | None] = refers("action")
    position: Mapped[int]
    number: Mapped[str]
    text: Mapped[str]
    owner: Mapped[str] = mapped_column(default="")
    status: Mapped[ActionStatus]
    due_on: Mapped[date | None]


class Reviewer(Base):
    """Somebody who is asked in a round."""

    __tablename__ = "reviewer"

    id: Mapped[Key]
    review_id: Mapped[str] = refers("review", child=True)
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    email: Mapped[str] = mapped_column(default="")


class Reply(Base):
    """What came back from somebody, in a file or in their words; `sha256` is that of the file.

    `note` says what was odd about it: late, altered, to an older export.
    """

    __tablename__ = "reply"

    id: Mapped[Key]
    review_id: Mapped[str] = refers("review", child=True)
    reviewer_id: Mapped[str | None] = refers("reviewer")
    name: Mapped[str]
    way: Mapped[ReplyWay]
    said_on: Mapped[date]
    received_at: Mapped[datetime]
    sha256: Mapped[str] = mapped_column(String(64), default="")
    note: Mapped[str] = mapped_column(default="")


class Proposal(Base):
    """What a reply says about one action; nothing is changed before it is taken."""

    __tablename__ = "proposal"

    id: Mapped[Key]
    reply_id: Mapped[str] = refers("reply", child=True)
    item_id: Mapped[str] = refers("review_item", child=True)
    seen: Mapped[bool] = mapped_column(default=False)
    comment: Mapped[str] = mapped_column(default="")
    status: Mapped[ActionStatus | None]
    due_on: Mapped[date | None]
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.WAITING)
    settled_on: Mapped[date | None]
