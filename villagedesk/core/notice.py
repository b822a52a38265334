"""When the notice of a meeting must go, by the rule of a constitution."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from villagedesk.core.words import DayCount, Delivery
from villagedesk.core.workingdays import is_working_day, known_years

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """How many days' notice, how they are counted, and after how many days it counts as received."""

    days: int
    count: DayCount
    email: int = 0
    post: int = 0
    hand: int = 0

    def until_received(self, by: Delivery) -> int:
        """Days from sending until it counts as received."""
        return {Delivery.EMAIL: self.email, Delivery.POST: self.post, Delivery.HAND: self.hand}[by]


def receive_by(rule: NoticeRule, meeting: date, nation: str = "") -> date | None:
    """The latest day on which the notice may count as received.

    Clear days lie between that day and the day of the meeting, neither counted. Calendar and working days begin after
    that day and include the day of the meeting. None for working days in years whose bank holidays are not known.
    """
    try:
        if rule.count is not DayCount.WORKING:
            return meeting - timedelta(days=rule.days + (rule.count is DayCount.CLEAR))
        return _back(meeting, rule.days, nation)
    except OverflowError:
        return None


def send_by(rule: NoticeRule, meeting: date, by: Delivery, nation: str = "") -> date | None:
    """The latest day on which the notice may go. None as in `receive_by`."""
    received = receive_by(rule, meeting, nation)
    try:
        return received and received - timedelta(days=rule.until_received(by))
    except OverflowError:
        return None


def is_in_time(rule: NoticeRule, meeting: date, sent: date, by: Delivery, nation: str = "") -> bool | None:
    """Whether a notice that went on a day was in time; None where that cannot be reckoned."""
    latest = send_by(rule, meeting, by, nation)
    return None if latest is None else sent <= latest


def _back(day: date, count: int, nation: str) -> date | None:
    """The latest day that so many working days follow up to `day`, which itself may be one of them."""
    first, last = known_years()
    while count > 0:
        if not first <= day.year <= last:
            return None
        count -= is_working_day(day, nation)
        day -= _DAY
    return day
