"""The health check of the partnership: statements that each side scores, round by round."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import ReplyWay, Side
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class StatementSet(Binned, Base):
    """Statements to score, as the group may edit them; `based_on` says where they come from."""

    __tablename__ = "statement_set"

    id: Mapped[Key]
    name: Mapped[str]
    based_on: Mapped[str] = mapped_column(default="")


class Statement(Base):
    """A statement of a set; those of one `component` stand together."""

    __tablename__ = "statement"

    id: Mapped[Key]
    set_id: Mapped[str] = refers("statement_set", child=True)
    position: Mapped[int]
    component: Mapped[str] = mapped_column(default="")
    text: Mapped[str]


class HealthCheck(Binned, Audienced, Base):
    """One round, with the statements as they were then."""

    __tablename__ = "health_check"

    id: Mapped[Key]
    title: Mapped[str]
    set_id: Mapped[str | None] = refers("statement_set")
    organization_id: Mapped[str | None] = refers("organization")
    opened_on: Mapped[date]
    reply_by: Mapped[date | None]
    closed_on: Mapped[date | None]
    meeting_id: Mapped[str | None] = refers("meeting")


class CheckStatement(Base):
    """A statement as a round asked it."""

    __tablename__ = "check_statement"

    id: Mapped[Key]
    check_id: Mapped[str] = refers("health_check", child=True)
    position: Mapped[int]
    component: Mapped[str] = mapped_column(default="")
    text: Mapped[str]


class Scorer(Base):
    """Somebody who scored in a round, for one side; `sha256` is that of the file that the scores came in.

    `note` says what was odd about it: late, altered, in place of an earlier one.
    """

    __tablename__ = "scorer"

    id: Mapped[Key]
    check_id: Mapped[str] = refers("health_check", child=True)
    side: Mapped[Side]
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    way: Mapped[ReplyWay]
    said_on: Mapped[date]
    sha256: Mapped[str] = mapped_column(String(64), default="")
    note: Mapped[str] = mapped_column(default="")


class Score(Base):
    """What somebody thinks of a statement, from 1 (not at all) to 5 (wholly); nothing when they cannot say."""

    __tablename__ = "score"
    __table_args__ = (CheckConstraint("value IS NULL OR value BETWEEN 1 AND 5", name="one_to_five"),)

    id: Mapped[Key]
    scorer_id: Mapped[str] = refers("scorer", child=True)
    statement_id: Mapped[str] = refers("check_statement", child=True)
    value: Mapped[int | None]
    comment: Mapped[str] = mapped_column(default="")
    evidence: Mapped[str] = mapped_column(default="")
