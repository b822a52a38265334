"""Which kinds of file are read, how each is recognised from its content, and the door that reads them."""

from __future__ import annotations

import importlib
import re
from dataclasses import dataclass
from pathlib import Path

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.exchange import cage
from villagedesk.exchange.cage import Limits
from villagedesk.exchange.encoding import given_away
from villagedesk.records.imports import CouncillorList, Reading

LISTS = Limits(seconds=30.0)  # a list of 49,000 councillors (50 MB) takes about 7 s
_HEAD = 16_384  # bytes that are enough to recognise a file by
_WEB_PAGE = re.compile(r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)?<(?:!doctype\s+html|html|head|body)\b", re.I | re.S)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its name on the command line, the module whose `parse(bytes)` reads it, how its head is told."""

    name: str
    module: str  # imported in the child only
    head: str  # a pattern that is found near the beginning, in any case


FORMATS = (Format("moderngov", "villagedesk.exchange.moderngov", r"<(?:!doctype\s+)?(?:[\w.-]+:)?councillorsbyward\b"),)


def accepted() -> tuple[tuple[str, str], ...]:
    """(name, what it is called on screen) of each format."""
    return (("moderngov", _("list of councillors by ward from a council's website (ModernGov XML)")),)


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


def parse(data: bytes, format: str | None = None) -> tuple[str, CouncillorList]:
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


def _read(path: Path, format: str | None, limits: Limits) -> tuple[str, CouncillorList]:
    return parse(cage.content(path, limits), format)
