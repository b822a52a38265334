"""Reads a council's list of councillors by ward, as ModernGov's GetCouncillorsByWard answers it (XML)."""

from __future__ import annotations

import io
import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import InputSource

from defusedxml.common import DefusedXmlException
from defusedxml.expatreader import DefusedExpatParser

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold, one_line, shorten, split_title
from villagedesk.exchange.encoding import as_utf8
from villagedesk.exchange.keyposts import split_posts
from villagedesk.exchange.roster import is_vacant
from villagedesk.records.imports import Contact, CouncillorEntry, CouncillorList, RefusedRow

_DEEPEST = 100  # elements within each other; a real list has nine
_LONGEST = 200  # letters in the name of a person or ward
_ENDS_EARLY = {3, 5, 6, 20}  # expat: no element found, unclosed token, partial character, unclosed CDATA section
_GROUPS = {"workaddress": "work", "homeaddress": "home", "termofoffice": "term"}
_DATE = re.compile(r"(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2}))(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?")
_EMAIL = re.compile(r"[^\s@<>,;]+@[^\s@<>,;]+\.[^\s@<>,;.]+")
_PUBLIC_MAIL = {
    "aol.com", "btinternet.com", "gmail.com", "googlemail.com", "hotmail.co.uk", "hotmail.com", "icloud.com",
    "live.co.uk", "live.com", "mac.com", "me.com", "msn.com", "outlook.com", "proton.me", "protonmail.com",
    "sky.com", "talktalk.net", "tiscali.co.uk", "virginmedia.com", "yahoo.co.uk", "yahoo.com",
}  # fmt: skip
_SHARED_ENDINGS = {"ac.uk", "co.uk", "gov.scot", "gov.uk", "gov.wales", "llyw.cymru", "org.uk"}


def parse(data: bytes) -> CouncillorList:
    """The list that `data` holds. Rows that can't be taken are in `refused`; Refused when it is no such list at all."""
    text, encoding_note = as_utf8(data)
    source = InputSource()
    source.setByteStream(io.BytesIO(text))
    source.setEncoding("utf-8")
    parser = DefusedExpatParser(forbid_dtd=True)
    found = _Found([encoding_note] if encoding_note else [])
    handler = _Handler(found)
    parser.setContentHandler(handler)
    try:
        parser.parse(source)
    except SAXParseException as error:
        raise _not_well_formed(error) from error
    except DefusedXmlException as error:
        raise Refused(
            _("The file defines abbreviations of its own (a DTD), which can do harm. Nothing has been changed.")
        ) from error
    if not found.entries and not found.refused:
        raise Refused(_("The list names no councillors. Nothing has been changed."))
    key = _council_key(found.entries)
    return CouncillorList(key, _council_guess(key), tuple(found.entries), tuple(found.refused), tuple(found.notes))


@dataclass(slots=True)
class _Row:
    number: int
    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # "work.email" -> as written
    terms: list[dict[str, str]] = field(default_factory=list)

    def get(self, name: str) -> str:
        return next((text for value in self.values.get(name, ()) if (text := one_line(value))), "")


@dataclass(slots=True)
class _Ward:
    title: str = ""
    count: str = ""
    rows: list[_Row] = field(default_factory=list)


@dataclass(slots=True)
class _Found:
    """The list as it grows, ward by ward, so that the rows of a large file are not all held as they were written."""

    notes: list[str]
    entries: list[CouncillorEntry] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    numbers: dict[str, int] = field(default_factory=dict)  # councillor's number -> row

    def take(self, ward: _Ward) -> None:
        if ward.count and ward.count != str(len(ward.rows)):
            note = _("{ward}: the file counts {said} councillors but lists {n}.")
            self.notes.append(note.format(ward=shorten(ward.title, 60), said=shorten(ward.count, 10), n=len(ward.rows)))
        for row in ward.rows:
            entry = _entry(row, ward.title, self.numbers)
            if isinstance(entry, RefusedRow):
                self.refused.append(entry)
            else:
                self.entries.append(entry)


class _Handler(ContentHandler):
    """Gathers the rows ward by ward. Names count without prefix and case; what it doesn't know it passes over."""

    def __init__(self, found: _Found) -> None:
        super().__init__()
        self._list = found
        self._ward = _Ward()
        self._path: list[str] = []
        self._found = False
        self._rows = 0
        self._row: _Row | None = None
        self._leaf: int | None = None  # how deep the element is whose text is gathered
        self._text: list[str] = []

    def startElement(self, name: str, attrs: Any) -> None:  # noqa: ARG002, N802 - SAX's name
        name = name.rpartition(":")[2].casefold()
        self._path.append(name)
        if len(self._path) > _DEEPEST:
            raise Refused(_("The file is nested deeper than any list of councillors. Nothing has been changed."))
        if name == "councillorsbyward":
            self._found = True
        elif not self._found:
            return
        elif name == "councillor":
            self._start_councillor()
        elif self._leaf is not None:
            self._text.append(";" if name in ("br", "p", "li") else " ")
        elif self._row is not None:
            if name == "termofoffice":
                self._row.terms.append({})
            elif name not in (*_GROUPS, "termsofoffice"):
                self._start_leaf()
        elif name == "ward":
            self._end_ward()
        elif name in ("wardtitle", "councillorcount"):
            self._start_leaf()

    def characters(self, content: str) -> None:
        if self._leaf is not None:
            self._text.append(content)

    def endElement(self, name: str) -> None:  # noqa: ARG002, N802
        depth, ended = len(self._path), self._path.pop()
        if depth == self._leaf:
            self._leaf = None
            self._keep(ended, "".join(self._text))
        elif self._leaf is None and self._row is not None:
            if ended == "councillor":
                self._ward.rows.append(self._row)
                self._row = None
        elif self._leaf is None and ended == "ward":
            self._end_ward()

    def endDocument(self) -> None:  # noqa: N802
        if not self._found:
            raise Refused(_("This is XML, but not a list of councillors by ward. Nothing has been changed."))
        self._end_ward()  # councillors outside any ward

    def _end_ward(self) -> None:
        self._list.take(self._ward)
        self._ward = _Ward()

    def _start_leaf(self) -> None:
        self._leaf, self._text = len(self._path), []

    def _start_councillor(self) -> None:
        if self._row is not None or self._leaf is not None:
            raise Refused(
                _("Councillor {n} of the file stands inside something else. Nothing has been changed.").format(
                    n=self._rows + 1
                )
            )
        self._rows += 1
        self._row = _Row(self._rows)

    def _keep(self, name: str, text: str) -> None:
        if self._row is None:
            if name == "wardtitle":
                self._ward.title = one_line(text)
            else:
                self._ward.count = one_line(text)
            return
        group = _GROUPS.get(self._path[-1], "")
        if group == "term":
            self._row.terms[-1][name] = one_line(text)
        else:
            self._row.values[f"{group}.{name}" if group else name].append(text)


def _not_well_formed(error: SAXParseException) -> Refused:
    line = error.getLineNumber()
    column = error.getColumnNumber()
    if getattr(error.getException(), "code", None) in _ENDS_EARLY:
        return Refused(
            _(
                "The file breaks off in line {line}: it is not complete. Fetch it again. Nothing has been changed."
            ).format(line=line)
        )
    return Refused(
        _("This is not XML that can be read: line {line}, column {column} is wrong. Nothing has been changed.").format(
            line=line, column=(column or 0) + 1
        )
    )


def _entry(row: _Row, ward: str, numbers: dict[str, int]) -> CouncillorEntry | RefusedRow:
    """The row as an entry; `numbers` remembers which councillor's number was in which row."""
    full, number = row.get("fullusername"), row.get("councillorid")
    ward = ward or row.get("representing")
    if max(len(full), len(ward)) > _LONGEST:
        return RefusedRow(
            row.number, shorten(full, 60), _("The name of the person or of the ward is too long to be one.")
        )
    title, name, honours = split_title(full)
    vacant = is_vacant(name)
    if not name:
        return RefusedRow(row.number, "", _("It has no name."))
    if not ward:
        return RefusedRow(row.number, full, _("Its ward has no name."))
    if number and not vacant:
        first = numbers.setdefault(number, row.number)
        if first != row.number:
            reason = _("Its number, {number}, is already that of row {row}.").format(number=number, row=first)
            return RefusedRow(row.number, full, reason)
    notes: list[str] = []
    start, end = _term(row, notes)
    return CouncillorEntry(
        row=row.number,
        external_id=number,
        title="" if vacant else title,
        name="" if vacant else name,
        honours="" if vacant else honours,
        ward=ward,
        district=row.get("districttitle"),
        party=row.get("politicalpartytitle"),
        posts=split_posts("\n".join(row.values.get("keyposts", ()))),
        contacts=_contacts(row, notes),
        home_address=_address(row, "home"),
        start=start,
        end=end,
        vacant=vacant,
        notes=tuple(notes),
    )


def _term(row: _Row, notes: list[str]) -> tuple[date | None, date | None]:
    """First and last day of the latest term of office."""
    terms = [(_date(term.get("startdate", ""), notes), _date(term.get("enddate", ""), notes)) for term in row.terms]
    if not terms:
        return None, None
    if earlier := len(terms) - 1:
        note = ngettext(
            "{n} earlier term of office was left out.", "{n} earlier terms of office were left out.", earlier
        )
        notes.append(note.format(n=earlier))
    start, end = max(terms, key=lambda term: (term[0] or date.min, term[1] or date.max))
    if start and end and end < start:
        notes.append(_("The term of office ends before it starts, so its end was left out."))
        end = None
    return start, end


def _date(text: str, notes: list[str]) -> date | None:
    """A day as dd/mm/yyyy (or yyyy-mm-dd); None when there is none, with a note when there is something else."""
    if fold(text) in ("", "unspecified"):
        return None
    found = _DATE.fullmatch(text)
    try:
        if found and found[1]:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found:
            return date(int(found[4]), int(found[5]), int(found[6]))
    except ValueError:
        pass
    notes.append(_("“{text}” is no date, so it was left out.").format(text=shorten(text, 60)))
    return None


def _contacts(row: _Row, notes: list[str]) -> tuple[Contact, ...]:
    found: dict[Contact, None] = {}
    for label in ("work", "home"):
        for kind in ("phone", "mobile"):
            for number in _written(row, label, kind):
                if value := one_line(number):
                    found[Contact(kind, value, label)] = None
        for part in re.split(r"[;,\s]+", " ".join(_written(row, label, "email"))):
            value = re.sub(r"^mailto:", "", part, flags=re.IGNORECASE)
            if _EMAIL.fullmatch(value):
                found[Contact("email", value, label)] = None
            elif value:
                note = _("“{text}” is no e-mail address, so it was left out.")
                notes.append(note.format(text=shorten(value, 60)))
    if lines := _address(row, "work"):
        found[Contact("address", "\n".join(lines), "work")] = None
    return tuple(found)


def _written(row: _Row, label: str, kind: str) -> list[str]:
    """What the file has for this; what stands outside both addresses counts as work."""
    loose = row.values.get(kind, []) if label == "work" else []
    return row.values.get(f"{label}.{kind}", []) + loose


def _address(row: _Row, label: str) -> tuple[str, ...]:
    """The address as its lines in order, the postcode last."""
    names = sorted(
        (name for name in row.values if re.fullmatch(rf"{label}\.line[0-9]{{1,3}}", name)),
        key=lambda name: int(name[9:]),
    )
    lines = [row.get(name) for name in names] + [row.get(f"{label}.postcode").upper()]
    return tuple(line for line in lines if line)


def _council_key(entries: list[CouncillorEntry]) -> str:
    """The e-mail domain that most councillors share, public mail services left out; of equals the first by alphabet."""
    domains = Counter(
        domain
        for entry in entries
        for domain in {c.value.rpartition("@")[2].casefold() for c in entry.contacts if c.kind == "email"}
        if domain not in _PUBLIC_MAIL
    )
    return min(domains, key=lambda domain: (-domains[domain], domain), default="")


def _council_guess(key: str) -> str:
    """ "members.south-glos.gov.uk" as "South Glos Council"."""
    labels = key.split(".")
    labels = labels[: -2 if ".".join(labels[-2:]) in _SHARED_ENDINGS else -1]
    words = re.sub(r"-?council$", "", labels[-1]).replace("-", " ").title() if labels else ""
    return _("{name} Council").format(name=words) if words else ""
