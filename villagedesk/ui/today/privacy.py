"""What data protection wants today, as rows of the first page."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date, show_due
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.consent import PrivacyDue, RequestCard
from villagedesk.services.requests import kind_words
from villagedesk.ui.colours import Tone
from villagedesk.ui.rows import Row

_SOON_DAYS = 7


def privacy_rows(due: PrivacyDue, today: date) -> list[tuple[Row, str, str | None]]:
    """(row, place, what it opens): each open request with its countdown, and the yearly review."""
    told = [(_request(request, today), "people", request.person_id) for request in due.requests]
    if due.to_review:
        title = ngettext(
            "{n} person is past the time you keep people for", "{n} people are past the time you keep people for",
            due.to_review,
        ).format(n=due.to_review)  # fmt: skip
        second = _("Keep them for another year with a reason, or erase them")
        told.append((Row("review_people", title, second, (_("Review"), "neutral")), "people", "review"))
    return told


def _request(request: RequestCard, today: date) -> Row:
    title = _("{name} asks: {what}").format(name=request.name, what=kind_words()[request.kind])
    second = _("Asked {date}. The answer is due by {due}").format(
        date=show_date(request.received_on), due=show_date(request.due_on)
    )
    days = (request.due_on - today).days
    tone: Tone = "late" if days < 0 else "soon" if days <= _SOON_DAYS else "neutral"
    return Row(f"request_{request.id}", title, second, (show_due(request.due_on, today), tone))
