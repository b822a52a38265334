"""What is said between the group and everybody else: the log, questions asked of bodies, and our responses."""

from __future__ import annotations

from datetime import date, time

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import (
    Direction,
    InteractionKind,
    Part,
    QuestionKind,
    ResponseKind,
    TouchUnit,
)
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Interaction(Binned, Audienced, Base):
    """A call, letter, e-mail, visit or chance meeting. Date and time are local to the group's zone.

    `answers_id` is the entry that this one answers; `reply_by` the day by which an answer is wanted; `answered_on` the
    day on which it was answered in another way, or was given up. Today says nothing of the answer before `put_off_to`.
    """

    __tablename__ = "interaction"

    id: Mapped[Key]
    kind: Mapped[InteractionKind]
    direction: Mapped[Direction] = mapped_column(default=Direction.BOTH)
    on_date: Mapped[date] = mapped_column(index=True)
    at_time: Mapped[time | None]
    subject: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")
    reply_by: Mapped[date | None]
    answered_on: Mapped[date | None]
    put_off_to: Mapped[date | None]
    answers_id: Mapped[str | None] = refers("interaction")
    follow_up_on: Mapped[date | None]
    follow_up: Mapped[str] = mapped_column(default="")
    followed_up_on: Mapped[date | None]
    meeting_id: Mapped[str | None] = refers("meeting")
    action_id: Mapped[str | None] = refers("action")
    question_id: Mapped[str | None] = refers("question")
    response_id: Mapped[str | None] = refers("response")


class Participant(Base):
    """Somebody who took part in an interaction, under the name and address as it had them."""

    __tablename__ = "participant"

    id: Mapped[Key]
    interaction_id: Mapped[str] = refers("interaction", child=True)
    person_id: Mapped[str | None] = refers("person")
    organization_id: Mapped[str | None] = refers("organization")
    name: Mapped[str] = mapped_column(default="")
    address: Mapped[str] = mapped_column(default="")
    part: Mapped[Part] = mapped_column(default=Part.PRESENT)


class Rhythm(Base):
    """How often the group wants to be in touch with somebody, counted from the last time or from `since`.

    It is not due before `put_off_to`.
    """

    __tablename__ = "rhythm"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name="one_owner"),)

    id: Mapped[Key]
    person_id: Mapped[str | None] = refers("person", child=True)
    organization_id: Mapped[str | None] = refers("organization", child=True)
    every: Mapped[int]
    unit: Mapped[TouchUnit] = mapped_column(default=TouchUnit.WEEKS)
    since: Mapped[date]
    put_off_to: Mapped[date | None]


class Question(Binned, Audienced, Base):
    """Something asked of a body, until it is answered. `would_answer` says what would count as an answer.

    `body_name` is the body's name when it was asked: it stays when the body is succeeded by another.
    """

    __tablename__ = "question"

    id: Mapped[Key]
    number: Mapped[str] = mapped_column(default="")
    kind: Mapped[QuestionKind] = mapped_column(default=QuestionKind.ORDINARY)
    text: Mapped[str]
    would_answer: Mapped[str] = mapped_column(default="")
    asked_on: Mapped[date] = mapped_column(index=True)
    organization_id: Mapped[str | None] = refers("organization")
    body_name: Mapped[str] = mapped_column(default="")
    person_id: Mapped[str | None] = refers("person")
    reference: Mapped[str] = mapped_column(default="")
    promised_by: Mapped[date | None]
    answer: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    review_asked_on: Mapped[date | None]
    review_answered_on: Mapped[date | None]
    withdrawn_on: Mapped[date | None]
    meeting_id: Mapped[str | None] = refers("meeting")
    item_id: Mapped[str | None] = refers("agenda_item")


class Response(Binned, Audienced, Base):
    """What the group says to a consultation, a planning or licensing notice, or puts to a body's meeting.

    `notice_says` quotes how the notice words its closing date and time; `closes_on` and `closes_at` are how it is
    counted, local to the group's zone.
    """

    __tablename__ = "response"

    id: Mapped[Key]
    kind: Mapped[ResponseKind] = mapped_column(default=ResponseKind.CONSULTATION)
    title: Mapped[str]
    organization_id: Mapped[str | None] = refers("organization")
    body_name: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")
    closes_on: Mapped[date | None] = mapped_column(index=True)
    closes_at: Mapped[time | None]
    notice_says: Mapped[str] = mapped_column(default="")
    stance: Mapped[str] = mapped_column(default="")
    decision_id: Mapped[str | None] = refers("decision")
    owner_id: Mapped[str | None] = refers("person")
    sent_on: Mapped[date | None]
    sent_text: Mapped[str] = mapped_column(default="")
    not_responding_on: Mapped[date | None]
    outcome: Mapped[str] = mapped_column(default="")
    outcome_on: Mapped[date | None]
