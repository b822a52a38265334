"""Reads lists of councillors in the shape of Open Council Data: one councillor on each line of a CSV."""

from __future__ import annotations

from collections import Counter
from datetime import date

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, shorten, split_title
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.exchange.delimited import decoded, rows_of
from villagedesk.exchange.roster import LONGEST_NAME, Roster, is_vacant, line_of
from villagedesk.exchange.tables import as_table
from villagedesk.records.imports import (
    CouncillorEntry,
    CouncillorList,
    MembershipEntry,
    PeopleList,
    PersonEntry,
    RefusedRow,
)

_COLUMNS = {
    "council": "council", "council name": "council", "authority": "council", "ward": "ward", "ward name": "ward",
    "councillor": "name", "councillor name": "name", "name": "name", "next election": "election", "party": "party",
    "party name": "party", "electoral commission party code": "code", "party code": "code", "ec party code": "code",
}  # fmt: skip


def parse(data: bytes) -> CouncillorList | PeopleList:
    """A council's list; a file with several councils gives their people, seats and parties."""
    table = as_table(*rows_of(decoded(data)))
    places = {_COLUMNS[fold(name)]: n for n, name in reversed(list(enumerate(table.headers))) if fold(name) in _COLUMNS}
    if not {"ward", "name"} <= places.keys():
        raise Refused(_("The list has no columns for wards and councillors. Nothing has been changed."))
    rows = []
    refused, notes = list(table.refused), list(table.notes)
    for number, cells in enumerate(table.rows, table.first_row):
        if any(cells):
            rows.append((number, {name: line_of(cells[place]) for name, place in places.items()}))
    councils = Counter(row["council"] for number, row in rows if row.get("council"))
    entries = []
    for number, row in rows:
        entry = _entry(number, row)
        if isinstance(entry, RefusedRow):
            refused.append(entry)
        else:
            entries.append((row.get("council", ""), entry))
    if len(councils) > 1:
        return _several(entries, refused, notes)
    days, unread = _elections([row.get("election", "") for number, row in rows])
    notes += unread
    return CouncillorList(
        council_key="",
        council_guess=next(iter(councils), ""),
        entries=tuple(entry for council, entry in entries),
        refused=tuple(refused),
        notes=tuple(notes),
        elects_on=days[0] if len(days) == 1 else None,
    )


def _entry(number: int, row: dict[str, str]) -> CouncillorEntry | RefusedRow:
    title, name, honours = split_title(row["name"])
    vacant = is_vacant(name)
    if not name:
        return RefusedRow(number, "", _("It has no name."))
    if not row["ward"]:
        return RefusedRow(number, shorten(name, 60), _("Its ward has no name."))
    if max(len(name), len(row["ward"])) > LONGEST_NAME:
        return RefusedRow(number, shorten(name, 60), _("The name of the person or of the ward is too long to be one."))
    return CouncillorEntry(
        row=number,
        external_id="",
        title="" if vacant else title,
        name="" if vacant else name,
        honours="" if vacant else honours,
        ward=row["ward"],
        district="",
        party="" if vacant else row.get("party", ""),
        posts=(),
        contacts=(),
        home_address=(),
        start=None,
        end=None,
        vacant=vacant,
        notes=(),
        party_code="" if vacant else row.get("code", ""),
    )


def _elections(texts: list[str]) -> tuple[list[date], list[str]]:
    """The polling days that the file names, in order, and notes on what is no day."""
    days, notes = set(), []
    for text in dict.fromkeys(filter(None, texts)):
        try:
            days.add(date.fromisoformat(text[:10]))
        except ValueError:
            notes.append(_("“{text}” is no date, so it was left out.").format(text=shorten(text, 60)))
    return sorted(days), notes


def _several(entries: list[tuple[str, CouncillorEntry]], refused: list[RefusedRow], notes: list[str]) -> PeopleList:
    roster = Roster(refused=refused, notes=notes)
    for council, entry in entries:
        if not council:
            roster.refuse(entry.row, entry.name, _("Its council has no name."))
            continue
        body = roster.organization(entry.row, council, kind=OrganizationKind.COUNCIL)
        seat = roster.seat(entry.row, body, entry.ward)
        if entry.vacant:
            continue
        key = f"p{entry.row}"
        known_as = f"{fold(council)}/{fold(entry.ward)}/{fold(entry.name)}"
        roster.people.append(
            PersonEntry(
                row=entry.row,
                key=key,
                name=entry.name,
                title=entry.title,
                honours=entry.honours,
                identifiers=(("opencouncildata", known_as),),
            )
        )
        roster.member(
            MembershipEntry(
                row=entry.row,
                key="",
                person=key,
                organization=body,
                post=seat,
                on_behalf_of=roster.party(entry.row, entry.party, entry.party_code),
                role=Role.COUNCILLOR,
            )
        )
    return roster.result()
