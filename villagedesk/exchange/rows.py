"""Turns the cells of one row of a table, each with the field it means, into a person, a body and how they belong."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from villagedesk.core.dates import parse_date
from villagedesk.core.i18n import _
from villagedesk.core.reach import as_e164, as_email, doubt
from villagedesk.core.text import fold, shorten, split_title
from villagedesk.core.words import ContactKind, OrganizationKind, Role
from villagedesk.exchange.roster import LONGEST_NAME, Roster, is_vacant, line_of, lines_of, role_of
from villagedesk.records.imports import Contact, Identifiers, MembershipEntry, OrganizationEntry, PersonEntry

ADDRESS_PARTS = ("street", "locality", "region", "postcode", "country")
_PLACES = {"": "", "work_": "work", "home_": "home"}
_KINDS = {
    "email": "email",
    "phone": "phone",
    "mobile": "mobile",
    "address": "address",
    "website": "web",
    "social": "social",
}
_YES = {"yes", "y", "true", "1", "x", "ie", "oes", "voting", "can vote", "full"}
_NO = {"no", "n", "false", "0", "na", "nac oes", "non-voting", "cannot vote", "none"}
_DATED = re.compile(
    r"(?P<iso>\d{4}-\d\d-\d\d)(?:[T ][\d:.Z+]*)?|(?P<day>\d{1,2}[/.-]\d{1,2}[/.-])(?P<year>\d\d)|.*\b\d{4}"
)
_ANY_DAY = date(2024, 1, 1)  # only dates with a year are taken, so that it does not count which day this is


@dataclass(frozen=True, slots=True)
class Cell:
    """What a row says about one field (see `columns.field_words`); a detail may have a label and be the preferred one.

    Without a field it is what VillageDesk has no place for, named by its label: told, and left out.
    """

    field: str
    value: str
    label: str = ""
    preferred: bool = False


@dataclass(slots=True)
class _Row:
    number: int
    values: Mapping[str, list[str]]
    cells: list[Cell]
    notes: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        return next(iter(self.values.get(name, ())), "")

    def note(self, message: str, text: str) -> None:
        self.notes.append(message.format(text=shorten(text, 60)))


def take(roster: Roster, number: int, cells: Iterable[Cell], body: str = "", identifiers: Identifiers = ()) -> None:
    """Add what the row says to the roster. `body` names whom those belong to of whom the row does not say it.

    A row without a name and without an organisation is refused; what can't be read is told in the person's notes.
    An empty row says nothing.
    """
    found = [replace(cell, value=text) for cell in cells if (text := lines_of(cell.value))]
    if not found:
        return
    values: dict[str, list[str]] = {}
    for cell in found:
        values.setdefault(cell.field, []).append(line_of(cell.value))
    row = _Row(number, values, found)
    if untaken := dict.fromkeys(cell.label for cell in found if not cell.field):
        row.notes.append(_("Not taken over: {words}.").format(words=", ".join(untaken)))
    title, name, honours = _name(row)
    organization = row.get("organization")
    if not name and not organization:
        told = ", ".join(dict.fromkeys(cell.value for cell in found))
        roster.refuse(number, told, _("It has neither a name nor an organisation."))
    elif max(len(name), len(organization)) > LONGEST_NAME:
        roster.refuse(number, name or organization, _("Its name is too long to be one."))
    elif row.get("ward") and is_vacant(name):
        roster.refuse(number, name, _("The seat is vacant."))
    elif not name:
        _take_body(roster, row, identifiers)
    else:
        _take_person(roster, row, (title, name, honours), body, identifiers)


def _name(row: _Row) -> tuple[str, str, str]:
    """(title, name, honours), from one column or from several; "Bloggs, Jo" is Jo Bloggs."""
    parts = [row.get(part) for part in ("given", "middle", "family")]
    title, honours = row.get("title"), row.get("honours")
    if any(parts):
        return title, " ".join(part for part in parts if part), honours
    before, name, after = split_title(row.get("name"))
    turned = re.fullmatch(r"([^,]{2,40}), ?((?:[^\s,]+ ?){1,3})", name)
    if turned and len(turned[1].split()) <= 3:
        more, given, _after = split_title(turned[2])
        before, name = before or more, f"{given} {turned[1]}".strip()
    return title or before, name, honours or after


def _take_person(roster: Roster, row: _Row, names: tuple[str, str, str], body: str, identifiers: Identifiers) -> None:
    key = f"p{row.number}"
    _belong(roster, row, key, body)
    contacts = _contacts(row)
    title, name, honours = names
    roster.people.append(
        PersonEntry(
            row=row.number,
            key=key,
            name=name,
            title=title,
            honours=honours,
            pronouns=row.get("pronouns"),
            languages=", ".join(row.values.get("languages", ())),
            summary=_text(row),
            other_names=_words(row, "other_name", r"[;\n]"),
            contacts=contacts,
            tags=_words(row, "tags", r"[;,\n]"),
            identifiers=identifiers,
            notes=tuple(row.notes),
        )
    )


def _take_body(roster: Roster, row: _Row, identifiers: Identifiers) -> None:
    """A row that names no person is about the organisation; what only a person can have is told."""
    names = [row.get("organization"), row.get("department")]
    parent = roster.unit(row.number, names[:1]) if names[1] else ""
    entry = OrganizationEntry(
        row=row.number,
        key="",
        name=names[1] or names[0],
        kind=OrganizationKind.DEPARTMENT if parent else None,
        parent=parent,
        contacts=_contacts(row),
        identifiers=identifiers,
        summary=_text(row),
        tags=_words(row, "tags", r"[;,\n]"),
    )
    roster.describe(entry)
    if position := row.get("position"):
        row.note(_("“{text}” is held by nobody that the row names, so it was left out."), position)
    roster.notes.extend(_("{name}: {note}").format(name=shorten(entry.name, 60), note=note) for note in row.notes)


def _belong(roster: Roster, row: _Row, person: str, body: str) -> None:
    """The person's place in each body of the row; in `body` where the row names none but says how they belong."""
    departments, positions = row.values.get("department", []), row.values.get("position", [])
    ward, party = row.get("ward"), row.get("party")
    own = any(row.get(name) for name in ("joined", "left", "member_class", "votes"))
    bodies = row.values.get("organization") or ([body] if body and (own or ward or positions or departments) else [])
    if not bodies and (missing := [*positions, *departments, ward, party]):
        for text in filter(None, missing):
            row.note(_("“{text}” was left out, since the row names no organisation."), text)
    for place, name in enumerate(bodies):
        department = departments[place] if place < len(departments) else ""
        label = positions[place] if place < len(positions) else ""
        unit = roster.unit(row.number, [name, department])
        is_first = place == 0
        role = Role.COUNCILLOR if ward and is_first else role_of(label) if label else Role.MEMBER if own else Role.OTHER
        roster.member(
            MembershipEntry(
                row=row.number,
                key="",
                person=person,
                organization=unit,
                post=roster.seat(row.number, unit, ward, label) if ward and is_first else "",
                on_behalf_of=roster.party(row.number, party) if is_first else "",
                role=role,
                label=label,
                start_on=_day(row, "joined") if is_first else None,
                end_on=_day(row, "left") if is_first else None,
                member_class=row.get("member_class") if is_first else "",
                votes=_vote(row) if is_first else None,
            )
        )


def _day(row: _Row, name: str) -> date | None:
    text = row.get(name)
    found = _DATED.fullmatch(text)
    written = text
    if found and found["iso"]:
        written = found["iso"]
    elif found and found["year"]:
        written = f"{found['day']}{'19' if found['year'] >= '60' else '20'}{found['year']}"
    day = parse_date(written, _ANY_DAY) if found else None
    if text and not day:
        row.note(_("“{text}” is no date, so it was left out."), text)
    return day


def _vote(row: _Row) -> bool | None:
    text = row.get("votes")
    word = fold(text)
    if text and word not in _YES | _NO:
        row.note(_("“{text}” is neither yes nor no, so it was left out."), text)
    return None if word not in _YES | _NO else word in _YES


def _text(row: _Row) -> str:
    return "\n\n".join(cell.value for cell in row.cells if cell.field == "summary")


def _words(row: _Row, name: str, between: str) -> tuple[str, ...]:
    parts = (line_of(part) for cell in row.cells if cell.field == name for part in re.split(between, cell.value))
    return tuple(dict.fromkeys(part for part in parts if part))


def _contacts(row: _Row) -> tuple[Contact, ...]:
    """Their details in the order of the columns, then the addresses that are spread over several columns."""
    found: dict[tuple[str, str, str], Contact] = {}
    for cell in row.cells:
        place = next((name for name in ("work_", "home_") if cell.field.startswith(name)), "")
        kind = _KINDS.get(cell.field.removeprefix(place), "")
        for value in _values(row, kind, cell.value):
            contact = Contact(kind, value, _PLACES[place] or cell.label, cell.preferred)
            found.setdefault((kind, value, contact.label), contact)
    for place, label in _PLACES.items():
        lines = [line for part in ADDRESS_PARTS for line in _part(row, place + part)]
        if lines:
            found.setdefault(("address", "\n".join(lines), label), Contact("address", "\n".join(lines), label))
    return tuple(found.values())


def _part(row: _Row, name: str) -> list[str]:
    cells = (cell.value for cell in row.cells if cell.field == name)
    lines = [text for cell in cells for line in cell.split("\n") if (text := line_of(line).rstrip(","))]
    return [line.upper() for line in lines] if name.endswith("postcode") else lines


def _values(row: _Row, kind: str, text: str) -> Iterator[str]:
    """The details that one cell holds: several e-mail addresses or numbers may share it."""
    if kind == "email":
        if whole := as_email(text):
            yield whole
            return
        for part in re.split(r"[;,\s]+", text):
            if address := as_email(part):
                yield address
            elif part:
                row.note(_("“{text}” is no e-mail address, so it was left out."), part)
    elif kind in ("phone", "mobile"):
        for part in re.split(r"\s*[;\n]\s*|\s+(?:/|or)\s+", text):
            if number := line_of(part):
                if said := doubt(ContactKind.PHONE, shorten(number, 60)):
                    row.notes.append(said)
                yield _with_nought(row, number)
    elif kind == "address":
        lines = [line_of(line) for line in (text.split("\n") if "\n" in text else text.split(", "))]
        yield "\n".join(line for line in lines if line)
    elif kind:
        yield from filter(None, map(line_of, text.split("\n")))


def _with_nought(row: _Row, number: str) -> str:
    """A spreadsheet takes the first 0 off a number that it thinks is one."""
    if re.fullmatch(r"[1-37-9]\d{8,9}", number) and as_e164("0" + number):
        row.note(_("The 0 that a spreadsheet took off {text} was put back."), number)
        return "0" + number
    return number
