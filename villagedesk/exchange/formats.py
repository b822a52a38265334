"""Which kinds of file are read, how each is recognised from its content, and the door that reads them."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from pathlib import Path

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.exchange import cage, pasting
from villagedesk.exchange.cage import Limits
from villagedesk.exchange.encoding import given_away
from villagedesk.records.calendar import Calendar, CouncilMeeting
from villagedesk.records.imports import CouncillorList, PeopleList, Reading, Table

Content = CouncillorList | PeopleList | Table | Calendar | CouncilMeeting
LISTS = Limits(seconds=30.0)  # a list of 49,000 councillors (50 MB) takes about 7 s
_HEAD = 16_384  # bytes that are enough to recognise a file by
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name on the command line, the module whose `parse(bytes)` reads it, how its head is told.

    Of several that fit the first is taken."""

    name: str
    module: str  # imported in the child only
    head: str  # a pattern that is found near the beginning, in any case


_TEXT = r"\A(?!\s*[<{\[]|%PDF|.{0,7}[\x00-\x08\x0b\x0c\x0e-\x1f])"
FORMATS = (
    Format("moderngov", "villagedesk.exchange.moderngov", r"<(?:!doctype\s+)?(?:[\w.-]+:)?councillorsbyward\b"),
    Format("meeting", "villagedesk.exchange.moderngov_meeting", r"<(?:[\w.-]+:)?(?:meetingid|meetingdate)\b"),
    Format("ical", "villagedesk.exchange.ical", r"\A\s*BEGIN[ \t]*:[ \t]*V(?:CALENDAR|EVENT|TIMEZONE)"),
    Format("vcard", "villagedesk.exchange.vcard", r"\A\s*BEGIN[ \t]*:[ \t]*VCARD"),
    Format("popolo", "villagedesk.exchange.popolo", r"\A\s*[{\[]"),
    Format("xlsx", "villagedesk.exchange.workbook", r"\A(?:PK\x03\x04|\ufffd\ufffd\x11\ufffd|\ufffd{2}\x11)"),
    Format("google", "villagedesk.exchange.google", _TEXT + r"[^\n]*\b(?:E-mail|Phone) 1 - (?:Label|Type|Value)\b"),
    Format("outlook", "villagedesk.exchange.outlook", _TEXT + r"(?=[^\n]*\bE-?mail Address\b)[^\n]*\bBusiness Phone\b"),
    Format("opencouncil", "villagedesk.exchange.opencouncil", _TEXT + r"(?=[^\n]*\bWard)[^\n]*\bCouncillor Name\b"),
    Format("csv", "villagedesk.exchange.delimited", _TEXT + r"(?:[^,;\t|]*[,;\t|]|\s*\S[^\r\n]*[\r\n]+\s*\S)"),
)


def accepted() -> tuple[tuple[str, str], ...]:
    """(name, what it is called on screen) of each format."""
    return (
        ("moderngov", _("list of councillors by ward from a council's website (ModernGov XML)")),
        ("meeting", _("a meeting from a council's website (ModernGov XML)")),
        ("ical", _("meetings from a calendar (iCalendar)")),
        ("vcard", _("contacts from a telephone or an address book (vCard)")),
        ("popolo", _("people and bodies as open data (Popolo JSON)")),
        ("xlsx", _("spreadsheet (Excel or OpenDocument)")),
        ("google", _("contacts from Google (CSV)")),
        ("outlook", _("contacts from Outlook (CSV)")),
        ("opencouncil", _("list of councillors as open data (Open Council Data CSV)")),
        ("csv", _("table with one person in each row (CSV)")),
    )


def read(path: Path, format: str | None = None, *, limits: Limits = LISTS, report: Report = silent) -> Reading:
    """What the file holds; its format is recognised from the content unless it is given.

    Blocks until a child process has read it. Raises Refused when the content can't be taken, Unavailable when the file
    can't be reached or its reading was stopped, Cancelled when `report` raises it.
    """
    if format is not None and format not in {known.name for known in FORMATS}:
        names = ", ".join(known.name for known in FORMATS)
        message = _("There is no format called “{name}”. These can be read: {names}.").format(name=format, names=names)
        raise Refused(message, "format")
    name, content = cage.run(_read, path, format, limits, limits=limits, report=report)
    return Reading(name, path.name, content)


def read_pasted(text: str, source: str, *, limits: Limits = LISTS, report: Report = silent) -> Reading:
    """What text or HTML from the clipboard holds; `source` is what it is called. Blocks and raises as `read` does."""
    return Reading("pasted", source, cage.run(pasting.pasted, text, limits=limits, report=report))


def parse(data: bytes, format: str | None = None) -> tuple[str, Content]:
    """The format's name and the records in `data`; Refused when there are none to be had. Runs in the child."""
    head = head_of(data)
    if not head.strip():
        raise Refused(_("The file is empty. Nothing has been changed."))
    if _WEB_PAGE.match(head):
        raise Refused(
            _(
                "This is a web page, not the list itself: probably a log-in or a redirect that was saved in its place. "
                "Open the address in a browser, save the list, and choose that file. Nothing has been changed."
            )
        )
    if head.startswith("%PDF"):
        raise Refused(
            _(
                "This is a PDF, not a list. Copy its table and paste it, or ask for the list as CSV. "
                "Nothing has been changed."
            )
        )
    fitting = (
        known for known in FORMATS if (known.name == format if format else re.search(known.head, head, re.IGNORECASE))
    )
    known = next(fitting, None)
    if known is None:
        kinds = "; ".join(title for name, title in accepted())
        raise Refused(
            _(
                "This is not a kind of file that VillageDesk can read. It reads: {kinds}. Nothing has been changed."
            ).format(kinds=kinds)
        )
    return known.name, importlib.import_module(known.module).parse(data)


def head_of(data: bytes) -> str:
    """The beginning of the content as text; what can't be decoded is replaced."""
    head = data[:_HEAD]
    return head.decode(given_away(head) or "utf-8", "replace")


def _read(path: Path, format: str | None, limits: Limits) -> tuple[str, Content]:
    name, content = parse(cage.content(path, limits), format)
    if isinstance(content, PeopleList) and any(person.photo for person in content.people):
        from villagedesk.exchange.portrait import with_reduced  # Pillow, in the child only

        content = with_reduced(content)
    return name, content
