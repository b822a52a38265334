"""What the group's constitution says about each kind of meeting, in its own words."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.core.words import DayCount, Majority, MajorityOf, MeetingKind, QuorumKind, Written
from villagedesk.models.base import Base, Key


class Constitution(Base):
    """The rules for one kind of meeting. What is None or empty is not said: no rule is ever presumed.

    Fractions are written "1/3"; `voters` and `notified` are roles, apart by spaces, empty for every voting member.
    """

    __tablename__ = "constitution"

    id: Mapped[Key]
    kind: Mapped[MeetingKind] = mapped_column(index=True)
    quorum: Mapped[QuorumKind] = mapped_column(default=QuorumKind.NONE)
    quorum_number: Mapped[int | None]
    quorum_fraction: Mapped[str] = mapped_column(default="")
    adjourned_quorum: Mapped[QuorumKind | None]
    adjourned_number: Mapped[int | None]
    adjourned_fraction: Mapped[str] = mapped_column(default="")
    quorum_clause: Mapped[str] = mapped_column(default="")
    notice_days: Mapped[int | None]
    notice_count: Mapped[DayCount] = mapped_column(default=DayCount.CLEAR)
    received_by_email: Mapped[int] = mapped_column(default=0)
    received_by_post: Mapped[int] = mapped_column(default=2)
    received_by_hand: Mapped[int] = mapped_column(default=0)
    notified: Mapped[str] = mapped_column(default="")
    notice_clause: Mapped[str] = mapped_column(default="")
    voters: Mapped[str] = mapped_column(default="")
    majority: Mapped[Majority] = mapped_column(default=Majority.SIMPLE)
    majority_of: Mapped[MajorityOf] = mapped_column(default=MajorityOf.CAST)
    special_majority: Mapped[Majority | None]
    special_majority_of: Mapped[MajorityOf | None]
    has_casting_vote: Mapped[bool] = mapped_column(default=False)
    has_proxies: Mapped[bool] = mapped_column(default=False)
    conflicted_leave: Mapped[bool] = mapped_column(default=False)
    voting_clause: Mapped[str] = mapped_column(default="")
    written: Mapped[Written] = mapped_column(default=Written.NO)
    written_clause: Mapped[str] = mapped_column(default="")
