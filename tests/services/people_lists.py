"""Lists of people as readers make them, for tests of what is done with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from villagedesk.core.changes import ChangeKind
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.records.imports import (
    AreaEntry,
    Contact,
    ImportOptions,
    ImportPreview,
    MembershipEntry,
    OrganizationEntry,
    PeopleList,
    PersonEntry,
    PostEntry,
    Reading,
)
from villagedesk.services import imports
from villagedesk.services.desk import Desk

PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(20)


def person(row: int, name: str, *contacts: tuple[str, str], **more: Any) -> PersonEntry:
    """An entry with contact details given as (kind, value) or (kind, value, label)."""
    return PersonEntry(
        row, f"p{row}", name, contacts=tuple(Contact(*c, *("",) * (3 - len(c))) for c in contacts), **more
    )


def full_list() -> PeopleList:
    """A councillor for a ward and a party, an officer of a department, a neighbour with everything, a bare name."""
    return PeopleList(
        people=(
            person(1, "Rhian Pryce-Jones", ("email", "rhian@brynafon.example"), ("phone", "01632 960100", "home"),
                   title="Cllr", identifiers=(("popolo", "rhian"),)),
            person(2, "Sam Okafor", ("email", "sam.okafor@brynafon.example", "work")),
            person(3, "Jo Smith", ("mobile", "07700 900123"), ("address", "1 Mill Lane\nBrynafon", "home"),
                   summary="Has a van", tags=("Volunteer", "Allotments"), other_names=("Joanna Smith",), photo=PICTURE,
                   pronouns="she/her", languages="Welsh", honours="MBE", notes=("A fax was left out",)),
            person(4, "Łucja & Co"),
        ),
        organizations=(
            OrganizationEntry(2, "d", "Highways", parent="c", kind=OrganizationKind.DEPARTMENT),
            OrganizationEntry(1, "c", "Brynafon Council", kind=OrganizationKind.COUNCIL),
            OrganizationEntry(1, "l", "Labour Party", kind=OrganizationKind.PARTY),
            OrganizationEntry(5, "w", "The Wool Shop", contacts=(Contact("phone", "01632 960500", ""),), tags=("Shops",)),
        ),
        areas=(AreaEntry(1, "a", "Ashgrove", label="ward"),),
        posts=(PostEntry(1, "s", "c", "Councillor", Role.COUNCILLOR, "a"),),
        memberships=(
            MembershipEntry(1, "m1", "p1", "c", "s", "l", Role.COUNCILLOR, start_on=date(2023, 5, 4)),
            MembershipEntry(2, "m2", "p2", "d", label="Tree officer", role=Role.OFFICER),
        ),
    )  # fmt: skip


def reading(content: PeopleList | None = None) -> Reading:
    """The list as it was read."""
    return Reading("popolo", "list.json", full_list() if content is None else content)


def take(desk: Desk, content: PeopleList | None = None, **options: Any) -> ImportPreview:
    """Look at a list and take it in: what was shown is what was done."""
    read, chosen = reading(content), ImportOptions(**options)
    shown = desk.read(lambda session: imports.preview(session, read, chosen, desk.clock.today()))
    done = desk.do("Import", lambda work: imports.apply(work, read, chosen), ChangeKind.IMPORT).result()
    assert done == shown, "what was shown is what was done"
    return done
