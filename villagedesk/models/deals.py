"""Deals: promises of both sides that belong together, and what was sent to the other side for comment."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Deal(Binned, Audienced, Base):
    """A set of promises between the group and a body; the promises are actions with its `deal_id`."""

    __tablename__ = "deal"

    id: Mapped[Key]
    title: Mapped[str]
    title_cy: Mapped[str] = mapped_column(default="")
    purpose: Mapped[str] = mapped_column(default="")
    organization_id: Mapped[str | None] = refers("organization")
    agreed_on: Mapped[date | None]
    review_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")
    meeting_id: Mapped[str | None] = refers("meeting")
    decision_id: Mapped[str | None] = refers("decision")


class Signatory(Base):
    """Who signed a deal, for whom, by the name and position they had then."""

    __tablename__ = "signatory"

    id: Mapped[Key]
    deal_id: Mapped[str] = refers("deal", child=True)
    position: Mapped[int]
    person_id: Mapped[str | None] = refers("person")
    organization_id: Mapped[str | None] = refers("organization")
    name: Mapped[str]
    role: Mapped[str] = mapped_column(default="")
    signed_on: Mapped[date | None]


class CommentRequest(Base):
    """The record of promises went to a body for comment on a day; nothing came back while `answered_on` is empty.

    It is about one deal, or about everything that the two sides promised each other.
    """

    __tablename__ = "comment_request"

    id: Mapped[Key]
    organization_id: Mapped[str] = refers("organization", child=True)
    deal_id: Mapped[str | None] = refers("deal", child=True)
    sent_on: Mapped[date]
    sent_to: Mapped[str] = mapped_column(default="")
    reply_by: Mapped[date | None]
    answered_on: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
