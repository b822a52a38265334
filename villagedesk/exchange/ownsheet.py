"""The sheet that people are written to, CSV or XLSX: one row for each, with fixed headers, read back whole.

A way to reach somebody has a cell of its own that holds nothing else, so that a mail merge can use it, and its label
beside it: "E-mail", "E-mail label", "E-mail 2" ..., as many as the fullest row needs, the preferred one first.
"Preferred" names the columns of those that are. The cells of "Organisation" to "Until" go together line by line.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Sequence
from datetime import date
from itertools import count

from villagedesk.core.i18n import _
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.exchange.roster import Roster, line_of, role_of
from villagedesk.records.imports import (
    Contact,
    MembershipEntry,
    OrganizationEntry,
    PeopleList,
    PersonEntry,
    Table,
)

_DETAILS = {
    "E-mail": "email", "Phone": "phone", "Mobile": "mobile", "Address": "address", "Website": "web",
    "Social media": "social",
}  # fmt: skip
_MEMBERSHIP = (
    "Organisation", "Department", "Position", "Role", "Ward", "Party", "Class of member", "Votes", "From", "Until",
)  # fmt: skip
_BEFORE = ("Kind", "Title", "Name", "Letters after the name", "Other names", "Pronouns", "Languages")
_AFTER = ("Preferred", *_MEMBERSHIP, "Tags", "Notes", "Known as")
_PERSON, _BODY = "person", "organisation"
_WITHIN = " > "  # between a department and one in it
_NOTHING = "–"  # the line of a membership that has nothing in this column


def is_own(headers: Sequence[str]) -> bool:
    """Whether these are the headers of a sheet that VillageDesk wrote; columns may have been moved or added."""
    return {*_BEFORE, *_AFTER} <= set(headers)


def grid(content: PeopleList) -> tuple[tuple[str, ...], list[dict[str, str]]]:
    """The headers, and the filled cells of each row by header: people, then bodies that have details of their own."""
    bodies = {entry.key: entry for entry in content.organizations}
    held: dict[str, list[MembershipEntry]] = {}
    for membership in content.memberships:
        held.setdefault(membership.person, []).append(membership)
    posts = {entry.key: (entry.label, entry.area) for entry in content.posts}
    areas = {entry.key: entry.name for entry in content.areas}

    def place(membership: MembershipEntry) -> dict[str, str]:
        label, area = posts.get(membership.post, ("", ""))
        names = _path(bodies, membership.organization)
        party = bodies.get(membership.on_behalf_of)
        votes = {True: "yes", False: "no", None: ""}[membership.votes]
        values = (
            names[0], _WITHIN.join(names[1:]), membership.label or label, membership.role.value, areas.get(area, ""),
            party.name if party else "", membership.member_class, votes, _iso(membership.start_on),
            _iso(membership.end_on),
        )  # fmt: skip
        return dict(zip(_MEMBERSHIP, values, strict=True))

    rows = [_person_row(person, [place(one) for one in held.get(person.key, [])]) for person in content.people]
    rows += [_body_row(entry, bodies) for entry in content.organizations if entry.contacts or entry.summary]
    used = {header for row in rows for header in row}
    return (*_BEFORE, *_contact_headers(used), *_AFTER), rows


def people(table: Table) -> PeopleList:
    """What `grid` wrote."""
    roster = Roster(refused=list(table.refused), notes=list(table.notes))
    for number, cells in enumerate(table.rows, table.first_row):
        row = dict(zip(table.headers, cells, strict=True))
        if not any(row.values()):
            continue
        if not (row["Name"] or row["Organisation"]):
            roster.refuse(number, " ".join(filter(None, row.values())), _("It has neither a name nor an organisation."))
        elif row["Kind"] == _BODY or not row["Name"]:
            _take_body(roster, number, row)
        else:
            _take_person(roster, number, row)
    return roster.result()


def _path(bodies: dict[str, OrganizationEntry], key: str) -> list[str]:
    names: list[str] = []
    while (entry := bodies.get(key)) and entry.name not in names:
        names.insert(0, entry.name)
        key = entry.parent
    return names or [""]


def _person_row(person: PersonEntry, places: Sequence[dict[str, str]]) -> dict[str, str]:
    lines = {header: [one[header] for one in places] for header in _MEMBERSHIP}
    return {
        "Kind": _PERSON,
        "Title": person.title,
        "Name": person.name,
        "Letters after the name": person.honours,
        "Other names": "\n".join(person.other_names),
        "Pronouns": person.pronouns,
        "Languages": person.languages,
        **_written(person.contacts),
        **{header: "\n".join(one or _NOTHING for one in texts) for header, texts in lines.items() if any(texts)},
        "Tags": "\n".join(person.tags),
        "Notes": person.summary,
        "Known as": "\n".join(f"{scheme} {value}" for scheme, value in person.identifiers),
    }


def _body_row(entry: OrganizationEntry, bodies: dict[str, OrganizationEntry]) -> dict[str, str]:
    names = _path(bodies, entry.key)
    return {
        "Kind": _BODY,
        "Organisation": names[0],
        "Department": _WITHIN.join(names[1:]),
        "Other names": "\n".join(entry.other_names),
        **_written(entry.contacts),
        "Tags": "\n".join(entry.tags),
        "Notes": entry.summary,
        "Known as": "\n".join(f"{scheme} {value}" for scheme, value in entry.identifiers),
    }


def _contact_headers(used: Container[str]) -> Iterator[str]:
    """The columns for ways to reach somebody: the first of each kind always, further ones that are used."""
    for detail in _DETAILS:
        for place in count(1):
            header = _numbered(detail, place)
            if place > 1 and header not in used:
                break
            yield from (header, _label_of(header))


def _numbered(detail: str, place: int) -> str:
    return detail if place == 1 else f"{detail} {place}"


def _label_of(header: str) -> str:
    return f"{header} label"


def _written(contacts: Sequence[Contact]) -> dict[str, str]:
    cells: dict[str, str] = {}
    preferred = []
    for detail, kind in _DETAILS.items():
        of_kind = [contact for contact in contacts if contact.kind == kind]
        for place, contact in enumerate(sorted(of_kind, key=lambda one: not one.preferred), 1):
            header = _numbered(detail, place)
            cells |= {header: contact.value, _label_of(header): contact.label}
            if contact.preferred:
                preferred.append(header)
    return cells | {"Preferred": "\n".join(preferred)}


def _contacts(row: dict[str, str]) -> tuple[Contact, ...]:
    """The ways to reach somebody; where lines were added to a cell by hand, each is one, but for addresses."""
    found, preferred = [], _lines(row["Preferred"])
    for header, cell in row.items():
        kind = _DETAILS.get(re.sub(r" [1-9]\d*\Z", "", header))
        if kind:
            label = line_of(row.get(_label_of(header), ""))
            for place, value in enumerate([cell] if kind == "address" else _lines(cell)):
                found.append(Contact(kind, value, label, header in preferred and not place))
    return tuple(contact for contact in found if contact.value)


def _take_person(roster: Roster, number: int, row: dict[str, str]) -> None:
    key, notes = f"p{number}", list[str]()
    for place in _places(row):
        _belong(roster, number, key, place, notes)
    roster.people.append(
        PersonEntry(
            row=number,
            key=key,
            name=line_of(row["Name"]),
            title=line_of(row["Title"]),
            honours=line_of(row["Letters after the name"]),
            pronouns=line_of(row["Pronouns"]),
            languages=line_of(row["Languages"]),
            summary=row["Notes"],
            other_names=_lines(row["Other names"]),
            contacts=_contacts(row),
            tags=_lines(row["Tags"]),
            identifiers=_identifiers(row),
            notes=tuple(notes),
        )
    )


def _belong(roster: Roster, number: int, person: str, place: dict[str, str], notes: list[str]) -> None:
    unit = roster.unit(number, [place["Organisation"], *place["Department"].split(_WITHIN)])
    label = place["Position"]
    role = Role(place["Role"]) if place["Role"] in set(Role) else role_of(label)
    votes = {"yes": True, "no": False}.get(place["Votes"].casefold())
    if not unit:
        return
    roster.member(
        MembershipEntry(
            row=number,
            key="",
            person=person,
            organization=unit,
            post=roster.seat(number, unit, place["Ward"], label) if place["Ward"] else "",
            on_behalf_of=roster.party(number, place["Party"]),
            role=role,
            label=label,
            start_on=_day(place["From"], notes),
            end_on=_day(place["Until"], notes),
            member_class=place["Class of member"],
            votes=votes,
        )
    )


def _places(row: dict[str, str]) -> list[dict[str, str]]:
    """One set of cells for each line of those that go together."""
    lines = {header: ["" if line == _NOTHING else line for line in row[header].split("\n")] for header in _MEMBERSHIP}
    most = max(len(one) for one in lines.values())
    return [{header: one[place] if place < len(one) else "" for header, one in lines.items()} for place in range(most)]


def _take_body(roster: Roster, number: int, row: dict[str, str]) -> None:
    names = [name for name in (row["Organisation"], *row["Department"].split(_WITHIN)) if name]
    parent = roster.unit(number, names[:-1])
    roster.describe(
        OrganizationEntry(
            row=number,
            key="",
            name=line_of(names[-1]),
            kind=OrganizationKind.DEPARTMENT if parent else None,
            parent=parent,
            other_names=_lines(row["Other names"]),
            contacts=_contacts(row),
            identifiers=_identifiers(row),
            summary=row["Notes"],
            tags=_lines(row["Tags"]),
        )
    )


def _identifiers(row: dict[str, str]) -> tuple[tuple[str, str], ...]:
    pairs = [line.partition(" ") for line in _lines(row["Known as"])]
    return tuple((scheme, value) for scheme, space, value in pairs if value)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line for line in text.split("\n") if line)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _day(text: str, notes: list[str]) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        notes.append(_("“{text}” is no date, so it was left out.").format(text=text))
        return None
