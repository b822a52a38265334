"""The clock of a freedom of information request, as the two Acts have it; nothing here is a rule of ours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from villagedesk.core.workingdays import ANY_PART, add_working_days, latest_start

ANSWER_DAYS = 20
"""Freedom of Information Act 2000, section 10(1); Freedom of Information (Scotland) Act 2002, section 10(1)."""
REVIEW_ASK_DAYS = 40
"""Scottish Act, section 20(5). Elsewhere the Information Commissioner's advice to the public: an authority "could
refuse to deal with it if you wait longer than 40 working days" (ico.org.uk/for-the-public/official-information, What to
do if you are dissatisfied with the response)."""
REVIEW_ANSWER_DAYS = 20
"""Scottish Act, section 21(1). Elsewhere what the Information Commissioner recommends."""


@dataclass(frozen=True, slots=True)
class Review:
    """From which day a review may be asked for, and until when; None where no day is set or it can't be counted."""

    opens_on: date | None
    closes_on: date | None


def is_scottish(nation: str) -> bool:
    """Whether the Scottish Act is the one that applies; in England, Wales and Northern Ireland it is that of 2000."""
    return nation.strip().casefold() == "scotland"


def calendar(nation: str) -> str:
    """Whose bank holidays are no working days.

    Act of 2000, section 10(6): "any day other than a Saturday, a Sunday, Christmas Day, Good Friday or a day which is a
    bank holiday under the Banking and Financial Dealings Act 1971 in any part of the United Kingdom". Scottish Act,
    section 73: a bank holiday in Scotland.
    """
    return "Scotland" if is_scottish(nation) else ANY_PART


def answer_due(received: date, nation: str) -> date | None:
    """The last day for an answer: "the twentieth working day following the date of receipt" (section 10(1) of both).

    None where the bank holidays of that time are not known.
    """
    return add_working_days(received, ANSWER_DAYS, calendar(nation))


def overdue_if_received(today: date, nation: str) -> date | None:
    """What was received on this day or earlier, and is not answered, is late today; None where that is not known."""
    return latest_start(ANSWER_DAYS, today, calendar(nation))


def review_due(asked: date, nation: str) -> date | None:
    """The twentieth working day after a review was asked for.

    Scottish Act, section 21(1); elsewhere the Information Commissioner "recommends that public authorities carry out
    internal reviews within 20 working days".
    """
    return add_working_days(asked, REVIEW_ANSWER_DAYS, calendar(nation))


def review(received: date, answered: date | None, nation: str) -> Review:
    """When a review can be asked for: once there is an answer, or once the time for it has passed.

    Scottish Act, section 20(5): not later than the fortieth working day after the time allowed for the answer, or after
    an answer that came later than that. Elsewhere 40 working days after the answer; while there is none no end is set.
    """
    due = answer_due(received, nation)
    late_from = due + timedelta(days=1) if due else None
    opens_on = min(filter(None, (answered, late_from)), default=None)
    since = answered
    if is_scottish(nation) and due:
        since = max(due, answered or due)
    closes_on = add_working_days(since, REVIEW_ASK_DAYS, calendar(nation)) if since else None
    return Review(opens_on, closes_on)
