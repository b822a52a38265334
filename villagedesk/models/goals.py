"""Shared goals: what both sides want to reach, how far it is, and what serves it."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Goal(Binned, Audienced, Base):
    """Something to reach, from `baseline` to `target` in its `unit`; a goal without figures has neither."""

    __tablename__ = "goal"

    id: Mapped[Key]
    title: Mapped[str]
    title_cy: Mapped[str] = mapped_column(default="")
    why: Mapped[str] = mapped_column(default="")
    unit: Mapped[str] = mapped_column(default="")
    baseline: Mapped[float | None]
    baseline_on: Mapped[date | None]
    target: Mapped[float | None]
    target_on: Mapped[date | None]
    set_on: Mapped[date]
    reached_on: Mapped[date | None]
    ended_on: Mapped[date | None]
    end_reason: Mapped[str] = mapped_column(default="")
    decision_id: Mapped[str | None] = refers("decision")


class GoalSharer(Base):
    """A body or person that shares a goal."""

    __tablename__ = "goal_sharer"
    __table_args__ = (CheckConstraint("(person_id IS NULL) <> (organization_id IS NULL)", name="one_sharer"),)

    id: Mapped[Key]
    goal_id: Mapped[str] = refers("goal", child=True)
    person_id: Mapped[str | None] = refers("person", child=True)
    organization_id: Mapped[str | None] = refers("organization", child=True)


class Measure(Base):
    """How far a goal was on a day."""

    __tablename__ = "measure"

    id: Mapped[Key]
    goal_id: Mapped[str] = refers("goal", child=True)
    on_date: Mapped[date]
    value: Mapped[float]
    note: Mapped[str] = mapped_column(default="")
    evidence_id: Mapped[str | None] = refers("evidence")


class GoalLink(Base):
    """Something that serves a goal."""

    __tablename__ = "goal_link"
    __table_args__ = (
        CheckConstraint(
            "(meeting_id IS NOT NULL) + (series_id IS NOT NULL) + (action_id IS NOT NULL) + (deal_id IS NOT NULL)"
            " + (decision_id IS NOT NULL) + (question_id IS NOT NULL) + (evidence_id IS NOT NULL) = 1",
            name="one_thing",
        ),
    )

    id: Mapped[Key]
    goal_id: Mapped[str] = refers("goal", child=True)
    meeting_id: Mapped[str | None] = refers("meeting", child=True)
    series_id: Mapped[str | None] = refers("series", child=True)
    action_id: Mapped[str | None] = refers("action", child=True)
    deal_id: Mapped[str | None] = refers("deal", child=True)
    decision_id: Mapped[str | None] = refers("decision", child=True)
    question_id: Mapped[str | None] = refers("question", child=True)
    evidence_id: Mapped[str | None] = refers("evidence", child=True)
