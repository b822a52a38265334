"""What the files of a meeting are offered to be called: what it is, the meeting, its date, what else tells it apart."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date
from villagedesk.core.text import file_stem, shorten

_LONGEST = 60  # letters of a title: a name that is too long is cut at its end, where the date is


def of_meeting(what: str, title: str, on_date: date, *more: str) -> str:
    """ "Agenda, Annual general meeting, 12 March 2027", without a suffix; without `what` it begins with the title."""
    return file_stem(", ".join(filter(None, (what, file_stem(shorten(title, _LONGEST)), show_date(on_date), *more))))
