"""Data protection: consent, requests, how long things are kept, and what was erased (UK GDPR)."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import RequestKind, Retained
from villagedesk.models.base import Base, Key, refers


class Consent(Base):
    """What somebody agreed to, when and how, and when and how they took it back (UK GDPR, article 7)."""

    __tablename__ = "consent"

    id: Mapped[Key]
    person_id: Mapped[str] = refers("person", child=True)
    purpose: Mapped[str]
    given_on: Mapped[date]
    given_how: Mapped[str] = mapped_column(default="")
    withdrawn_on: Mapped[date | None]
    withdrawn_how: Mapped[str] = mapped_column(default="")


class SubjectRequest(Base):
    """Somebody asks for what is held about them, or that it be put right or erased; due in a month (article 12(3))."""

    __tablename__ = "subject_request"

    id: Mapped[Key]
    person_id: Mapped[str | None] = refers("person")
    name: Mapped[str]
    kind: Mapped[RequestKind] = mapped_column(default=RequestKind.ACCESS)
    received_on: Mapped[date]
    due_on: Mapped[date]
    extended_why: Mapped[str] = mapped_column(default="")
    answered_on: Mapped[date | None]
    note: Mapped[str] = mapped_column(default="")


class RetentionRule(Base):
    """How long a sort of record is kept after it was last needed, and why; the group's own rule."""

    __tablename__ = "retention_rule"

    id: Mapped[Key]
    what: Mapped[Retained]
    months: Mapped[int]
    reason: Mapped[str] = mapped_column(default="")


class RetentionReview(Base):
    """Somebody was looked at in the yearly review and kept until a day, for a reason."""

    __tablename__ = "retention_review"

    id: Mapped[Key]
    person_id: Mapped[str] = refers("person", child=True)
    reviewed_on: Mapped[date]
    keep_until: Mapped[date]
    reason: Mapped[str] = mapped_column(default="")


class Erasure(Base):
    """A person was erased: the key alone, so that an older backup restored erases them again; never the name."""

    __tablename__ = "erasure"

    id: Mapped[Key]
    person_id: Mapped[str] = mapped_column(String(36), index=True)
    at: Mapped[datetime]
    kept: Mapped[str] = mapped_column(default="")


class Removal(Base):
    """A name was taken out of sealed minutes: the seal before and after, so that it stays provable."""

    __tablename__ = "removal"

    id: Mapped[Key]
    minutes_id: Mapped[str] = refers("minutes", child=True)
    block_id: Mapped[str | None] = refers("minute_block")
    removed_on: Mapped[date]
    placeholder: Mapped[str]
    before: Mapped[str] = mapped_column(String(64), default="")
    after: Mapped[str] = mapped_column(String(64), default="")
