"""What the group's constitution says about a kind of meeting, and what that means for one of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from villagedesk.core.notice import NoticeRule, is_in_time
from villagedesk.core.quorum import MajorityRule, Quorum, parse_fraction
from villagedesk.core.words import (
    DayCount,
    Delivery,
    Majority,
    MajorityOf,
    MeetingKind,
    QuorumKind,
    Role,
    Written,
)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules for one kind of meeting, as shown and as typed. `id` is "" where nothing has been said of it.

    `voters` and `notified` are roles in the body that meets; none of them means everybody who has a vote there.
    """

    meeting_kind: MeetingKind
    id: str = ""
    kind: str = "constitution"
    quorum: QuorumKind = QuorumKind.NONE
    quorum_number: int | None = None
    quorum_fraction: str = ""
    adjourned_quorum: QuorumKind | None = None
    adjourned_number: int | None = None
    adjourned_fraction: str = ""
    quorum_clause: str = ""
    notice_days: int | None = None
    notice_count: DayCount = DayCount.CLEAR
    received_by_email: int | None = 0
    received_by_post: int | None = 2
    received_by_hand: int | None = 0
    notified: tuple[Role, ...] = ()
    notice_clause: str = ""
    voters: tuple[Role, ...] = ()
    majority: Majority = Majority.SIMPLE
    majority_of: MajorityOf = MajorityOf.CAST
    special_majority: Majority | None = None
    special_majority_of: MajorityOf | None = None
    has_casting_vote: bool = False
    has_proxies: bool = False
    conflicted_leave: bool = False
    voting_clause: str = ""
    written: Written = Written.NO
    written_clause: str = ""

    def quorum_rule(self, *, adjourned: bool = False) -> Quorum:
        """How many must be there; `adjourned` for a meeting held after one that was adjourned."""
        if adjourned and self.adjourned_quorum is not None:
            return Quorum(self.adjourned_quorum, self.adjourned_number, parse_fraction(self.adjourned_fraction))
        return Quorum(self.quorum, self.quorum_number, parse_fraction(self.quorum_fraction))

    def majority_rule(self, *, special: bool = False) -> MajorityRule:
        """What carries a motion, or one that the constitution makes special, such as changing it."""
        if special:
            return MajorityRule(self.special_majority or self.majority, self.special_majority_of or self.majority_of)
        return MajorityRule(self.majority, self.majority_of)

    def notice_rule(self) -> NoticeRule | None:
        """How notice is given; None where no number of days is asked."""
        if self.notice_days is None:
            return None
        ways = (self.received_by_email, self.received_by_post, self.received_by_hand)
        return NoticeRule(self.notice_days, self.notice_count, *(days or 0 for days in ways))


@dataclass(frozen=True, slots=True)
class Noted:
    """Who said something, as far as the copy knew whose it was, and when."""

    by_id: str | None
    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class NoticeState:
    """By when the notice of a meeting must go by each way, None where that cannot be reckoned; when it went and how.

    `people` is how many must get it, and `noted` who said that it went, and when, as far as that is known.
    """

    rule: NoticeRule
    on_date: date
    send_by: Mapping[Delivery, date | None]
    nation: str
    clause: str = ""
    people: int = 0
    sent_on: date | None = None
    sent_by: Delivery | None = None
    noted: Noted | None = None

    def in_time(self, today: date) -> bool | None:
        """Whether it went in time, or can still go by e-mail or by hand today; None where that cannot be reckoned."""
        if self.sent_on is not None:
            return is_in_time(self.rule, self.on_date, self.sent_on, self.sent_by or Delivery.EMAIL, self.nation)
        latest = self.latest
        return None if latest is None else today <= latest

    @property
    def latest(self) -> date | None:
        """The last day on which it can go in time by any way."""
        return max((day for day in self.send_by.values() if day is not None), default=None)
