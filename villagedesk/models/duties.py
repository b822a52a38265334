"""Duties that come back each year, and the group's own papers with their dates."""

from __future__ import annotations

from datetime import date

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import GroupPaperKind
from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Duty(Binned, Audienced, Base):
    """Something that must be done again and again: insurance, the AGM's notice, accounts to the regulator.

    `rule` is an RRULE (RFC 5545) counted from `first_on`. Each time becomes an action, `days_before` its date; those
    up to `raised_to` have been raised. `offered` names the offer it was taken from (core/duties), `source` the rule
    behind it.
    """

    __tablename__ = "duty"

    id: Mapped[Key]
    title: Mapped[str]
    rule: Mapped[str]
    first_on: Mapped[date]
    days_before: Mapped[int] = mapped_column(default=28)
    raised_to: Mapped[date | None]
    owner_id: Mapped[str | None] = refers("person")
    organization_id: Mapped[str | None] = refers("organization")
    source: Mapped[str] = mapped_column(default="")
    offered: Mapped[str] = mapped_column(String(48), default="")
    paused_on: Mapped[date | None]


class GroupPaper(Binned, Audienced, Base):
    """A paper of the group: its constitution, a policy, insurance, the bank mandate, a lease."""

    __tablename__ = "group_paper"

    id: Mapped[Key]
    kind: Mapped[GroupPaperKind]
    title: Mapped[str]
    held_by: Mapped[str] = mapped_column(default="")
    reference: Mapped[str] = mapped_column(default="")


class PaperVersion(Base):
    """A version of a group's paper: adopted by which decision, to be looked at again or running out when."""

    __tablename__ = "paper_version"

    id: Mapped[Key]
    group_paper_id: Mapped[str] = refers("group_paper", child=True)
    label: Mapped[str]
    document_id: Mapped[str | None] = refers("document")
    adopted_on: Mapped[date | None]
    decision_id: Mapped[str | None] = refers("decision")
    review_on: Mapped[date | None]
    expires_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")
