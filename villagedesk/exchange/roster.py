"""Builds a list of people: names each body, ward and post once, and cleans what is written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from villagedesk.core.i18n import _
from villagedesk.core.parties import SCHEME, match_party
from villagedesk.core.text import fold, one_line, shorten
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.records.imports import (
    AreaEntry,
    MembershipEntry,
    OrganizationEntry,
    PeopleList,
    PersonEntry,
    PostEntry,
    RefusedRow,
)

LONGEST_NAME = 200  # letters
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_VACANT = re.compile(r"vacan(?:t|cy)\b.*|.*\bvacan(?:t|cy)|sedd wag|gwag")
_ROLES = (
    (Role.COMMITTEE, r"\b(?:vice|deputy|is)[ -]?(?:chair\w*|cadeirydd)\b|\bcommittee\b|\bpwyllgor\b"),
    (Role.PORTFOLIO, r"\b(?:cabinet|portfolio|executive member)\b"),
    (Role.COUNCILLOR, r"\b(?:councill?or|cllr|cynghorydd|alderman)\b"),
    (Role.TREASURER, r"\b(?:treasurer|trysorydd)\b"),
    (Role.SECRETARY, r"\b(?:secretary|ysgrifennydd)\b"),
    (Role.TRUSTEE, r"\b(?:trustee|ymddiriedolwr)\b"),
    (Role.CHAIR, r"\b(?:chair\w*|cadeirydd|convenor|convener)\b"),
    (Role.GRANT_OFFICER, r"\b(?:grants?|funding|programme) (?:officer|manager)\b"),
    (Role.OFFICER, r"\b(?:officer|director|head of|manager|clerk|chief executive|swyddog)\b"),
    (Role.MEMBER, r"\b(?:member|aelod)\b"),
)


def lines_of(text: str) -> str:
    """The text with its lines, each without space at its end, and without control characters."""
    text = _CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def line_of(text: str) -> str:
    """The text on one line, without control characters."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()  # most are
    return one_line(_CONTROLS.sub("", text))


def is_vacant(name: str) -> bool:
    """Whether a list writes this in place of a councillor's name: "Vacant", "Vacant seat", "Sedd wag"."""
    return bool(_VACANT.fullmatch(fold(name)))


def role_of(label: str) -> Role:
    """What the words for a position make somebody: "Treasurer and trustee" is a treasurer."""
    words = fold(label)
    return next((role for role, pattern in _ROLES if re.search(pattern, words)), Role.OTHER)


@dataclass(slots=True)
class Roster:
    """A people list as it grows. Names are compared folded; keys count up from 1 within each kind."""

    people: list[PersonEntry] = field(default_factory=list)
    memberships: list[MembershipEntry] = field(default_factory=list)
    refused: list[RefusedRow] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _organizations: dict[tuple[str, str], OrganizationEntry] = field(default_factory=dict)
    _areas: dict[tuple[str, str], AreaEntry] = field(default_factory=dict)
    _posts: dict[tuple[str, str, str], PostEntry] = field(default_factory=dict)

    def organization(self, row: int, name: str, parent: str = "", kind: OrganizationKind | None = None) -> str:
        """The key of the body of that name under `parent`; made when it is new."""
        known = self._organizations.setdefault(
            (parent, fold(name)),
            OrganizationEntry(row, f"o{len(self._organizations) + 1}", name, kind=kind, parent=parent),
        )
        return known.key

    def unit(self, row: int, names: Sequence[str]) -> str:
        """The key of the last of `names`, each a department of the one before; "" when all are empty."""
        key = ""
        for name in filter(None, names):
            key = self.organization(row, name, key, OrganizationKind.DEPARTMENT if key else None)
        return key

    def describe(self, entry: OrganizationEntry) -> None:
        """Take what the file says of a body itself, in place of the bare name where that was met already."""
        place = (entry.parent, fold(entry.name))
        known = self._organizations.get(place)
        key = known.key if known else f"o{len(self._organizations) + 1}"
        self._organizations[place] = replace(entry, key=key)

    def party(self, row: int, written: str, code: str = "") -> str:
        """The key of the party that is meant, "" for none."""
        party = match_party(written, code)
        if not party.name:
            return ""
        key = self.organization(row, party.name, kind=OrganizationKind.PARTY)
        if party.code:
            place = ("", fold(party.name))
            self._organizations[place] = replace(self._organizations[place], identifiers=((SCHEME, party.code),))
        return key

    def area(self, row: int, name: str, label: str = "", of: str = "") -> str:
        """The key of the place of that name, "" for no name. Wards of two councils are two: `of` is the body's key."""
        if not name:
            return ""
        new = AreaEntry(row, f"a{len(self._areas) + 1}", name, label=label)
        return self._areas.setdefault((of, fold(name)), new).key

    def post(self, row: int, organization: str, label: str, role: Role, area: str = "") -> str:
        """The key of that position of a body."""
        known = self._posts.setdefault(
            (organization, fold(label), area),
            PostEntry(row, f"q{len(self._posts) + 1}", organization, label, role, area),
        )
        return known.key

    def seat(self, row: int, organization: str, ward: str, label: str = "") -> str:
        """The key of a councillor's seat for a ward of that body."""
        area = self.area(row, ward, _("ward"), organization)
        return self.post(row, organization, label or _("Councillor"), Role.COUNCILLOR, area)

    def member(self, entry: MembershipEntry) -> None:
        """Take a membership; its key is given here."""
        self.memberships.append(replace(entry, key=f"m{len(self.memberships) + 1}"))

    def refuse(self, row: int, name: str, reason: str) -> None:
        """Tell of a row that can't be taken."""
        self.refused.append(RefusedRow(row, shorten(name, 60), reason))

    def result(self) -> PeopleList:
        """The list."""
        return PeopleList(
            people=tuple(self.people),
            organizations=tuple(self._organizations.values()),
            areas=tuple(self._areas.values()),
            posts=tuple(self._posts.values()),
            memberships=tuple(self.memberships),
            refused=tuple(self.refused),
            notes=tuple(self.notes),
        )
