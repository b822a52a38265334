"""Who is in the example group: bodies, posts, people, what they hold and how they are reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from villagedesk.core.audience import Audience
from villagedesk.core.text import fold, sort_name, split_title
from villagedesk.core.words import ContactKind, OrganizationKind, Role
from villagedesk.models import (
    Area,
    ContactDetail,
    Membership,
    Note,
    Organization,
    OtherName,
    Person,
    Post,
    Succession,
)
from villagedesk.records.people import MembershipCard
from villagedesk.services import posts
from villagedesk.services.sample.sheet import Row, Sheet
from villagedesk.services.sample.words import Table, Words, cells, person_name, places

_OWN_VOTE = (Role.CHAIR, Role.SECRETARY, Role.TREASURER, Role.COMMITTEE)
_DAYS_A_YEAR = 365.25


@dataclass(slots=True)
class Somebody:
    """A person with what they hold and held."""

    row: Row
    held: list[MembershipCard] = field(default_factory=list)

    @property
    def id(self) -> str:
        return str(self.row["id"])

    @property
    def name(self) -> str:
        return str(self.row["name"])

    def holding(self, on: date) -> list[MembershipCard]:
        """What they hold on a date."""
        return [card for card in self.held if posts.holds(card, on)]


def years_before(today: date, years: str) -> date:
    """The day so many years ago ("2.5")."""
    return today - timedelta(days=round(float(years) * _DAYS_A_YEAR))


def _taken_up(role: Role, today: date, years: str) -> date:
    """When somebody took office: councillors on the Monday after the election in May, a cabinet two weeks later."""
    on = years_before(today, years)
    if role not in (Role.COUNCILLOR, Role.PORTFOLIO):
        return on
    election = date(on.year, 5, 1)
    election += timedelta(days=(3 - election.weekday()) % 7)
    return election + timedelta(days=4 if role is Role.COUNCILLOR else 19)


class Cast:
    """One neighbourhood's people at a time, over the council that all share."""

    def __init__(self, sheet: Sheet, text: Words, own_id: str) -> None:
        self._sheet, self._text = sheet, text
        self._shared: dict[str, Row] = {}
        self._town: Row | None = None
        self._own = {"id": own_id, "name": text.people["group"]["name"], "kind": OrganizationKind.GROUP}
        self._council: set[str] = set()

    def enter(self, random: Random, today: date, copy: int) -> None:
        """Bring on the people of another neighbourhood; those before are let go."""
        self.random, self._today, self._copy = random, today, copy
        self.places = places(self._text.names, random, copy)
        self.bodies: dict[str, Row] = dict(self._shared)
        self.areas: dict[str, Row] = {}
        self._posts: dict[str, Row] = {}
        self._holders: dict[str, list[Somebody]] = {}
        self.people: dict[str, Somebody] = {}
        self.bodies["group"] = self._own if copy == 0 else self._residents()
        for table in self._text.people["area"]:
            self._area(table)
        for table in self._text.people["body"]:
            self._body(table)
        if copy == 0:
            self._once()
        for table in self._text.people["post"]:
            self._post(table)
        for table in self._text.people["person"]:
            self._person(table)

    def find(self, who: str, on: date) -> Somebody:
        """A person by key, or whoever held the post of that key on a date (its last holder, when it was vacant)."""
        if who in self.people:
            return self.people[who]
        post, holders = self._posts[who]["id"], self._holders[who]
        held = [p for p in holders if any(card.post_id == post for card in p.holding(on))]
        return (held or holders)[-1]

    def post(self, key: str) -> tuple[str, str | None]:
        """What a post is called, and its row; any other words are the name of a post that has none."""
        row = self._posts.get(key)
        return (row["label"], row["id"]) if row else (key, None)

    def members(self, on: date, *, votes: bool) -> list[Somebody]:
        """Who is in the group on a date, with a vote or without."""
        own = self.bodies["group"]["id"]
        return [
            somebody for somebody in self.people.values()
            if any(card.organization_id == own and card.votes == votes for card in somebody.holding(on))
        ]  # fmt: skip

    def is_council(self, somebody: Somebody | None, body: str | None, on: date) -> bool:
        """Whether somebody, or a body, is the council's."""
        ids = [card.organization_id for card in somebody.holding(on)] if somebody else [body]
        return any(key in self._council for key in ids)

    def _residents(self) -> Row:
        name = self.places["group"]
        return self._sheet.add(
            Organization, name=name, sort_name=fold(name), kind=OrganizationKind.GROUP, parent_id=self._own["id"],
            audience=Audience.PUBLIC,
        )  # fmt: skip

    def _area(self, table: Table) -> None:
        if "in" not in table and self._town:
            self.areas[table["key"]] = self._town
            return
        name = table["name"] if self._copy == 0 else table["like"].format_map(self.places)
        area = self._sheet.add(
            Area, name=name, name_cy=table.get("name_cy", "") if self._copy == 0 else "", label=table["label"],
            parent_id=self.areas[table["in"]]["id"] if "in" in table else None, audience=Audience.PUBLIC,
        )  # fmt: skip
        self.areas[table["key"]] = area
        self._town = self._town or area

    def _body(self, table: Table) -> None:
        key = table["key"]
        if key in self._shared or (table.get("elsewhere") and self._copy == 0):
            return
        is_shared = table.get("shared", False)
        name = table["name"] if self._copy == 0 else table["like"].format_map(self.places)
        parent = self.bodies.get(table.get("part_of", ""))
        row = self._sheet.add(
            Organization, name=name, sort_name=fold(name), name_cy=table.get("name_cy", "") if self._copy == 0 else "",
            kind=OrganizationKind(table["kind"]), tier=table.get("tier", ""),
            parent_id=parent["id"] if parent else None, summary=table.get("summary", "").format_map(self.places),
            audience=Audience(table["audience"]),
        )  # fmt: skip
        self.bodies[key] = row
        if is_shared:
            self._shared[key] = row
        if row["kind"] in (OrganizationKind.COUNCIL, OrganizationKind.DEPARTMENT):
            self._council.add(row["id"])
        if "founded" in table:
            row["founded_on"] = years_before(self._today, table["founded"])
        for contact in table.get("contacts", ()):
            self._contact(contact, Audience(table["audience"]), organization_id=row["id"])
        for note in table.get("notes", ()):
            self._note(note, organization_id=row["id"])

    def _once(self) -> None:
        """What there is only one of: the group's own ways to be reached, and the body that it follows."""
        about = self._text.people["group"]
        for contact in about["contacts"]:
            self._contact(contact, Audience.PUBLIC, organization_id=self._own["id"])
        before, on = about["follows"], years_before(self._today, about["since"])
        former = self._sheet.add(
            Organization, name=before, sort_name=fold(before), kind=OrganizationKind.GROUP, dissolved_on=on,
            audience=Audience.PUBLIC,
        )  # fmt: skip
        self._sheet.add(Succession, predecessor_id=former["id"], successor_id=self._own["id"], on_date=on)
        self._sheet.add(OtherName, organization_id=self._own["id"], name=about["other_name"], note=about["other_note"])

    def _post(self, table: Table) -> None:
        area = self.areas[table["area"]] if "area" in table else None
        label = table["label"].format(area=area["name"] if area else "")
        if self._copy and table["body"] in self._shared and area is None:
            label = f"{label}, {self.places['here']}"
        row = self._sheet.add(
            Post, organization_id=self.bodies[table["body"]]["id"], label=label, label_cy=table.get("label_cy", ""),
            role=Role(table["role"]), area_id=area["id"] if area else None, seat=table.get("seat"),
            audience=Audience(table.get("audience", "public")),
        )  # fmt: skip
        self._posts[table["key"]] = row | {"body": table["body"], "area": area["name"] if area else ""}
        self._holders[table["key"]] = []
        for contact in table.get("contacts", ()):
            self._contact(contact, Audience.PUBLIC, post_id=row["id"])

    def _person(self, table: Table) -> None:
        is_first = self._copy == 0
        title, name, honours = split_title(table["name"] if is_first else person_name(self._text.names, self.random))
        somebody = Somebody(
            self._sheet.add(
                Person, name=name, sort_name=sort_name(name), title=title or table.get("title", ""), honours=honours,
                pronouns=table.get("pronouns", ""), languages=table.get("languages", ""),
                access_needs=table.get("access_needs", ""), summary=table.get("summary", "").format_map(self.places),
                do_not_contact=table.get("do_not_contact", False), audience=Audience(table["audience"]),
            )
        )  # fmt: skip
        self.people[table["key"]] = somebody
        for line in table["held"]:
            self._hold(somebody, line, table.get("party", ""))
        if is_first and "also" in table:
            other, note = cells(table["also"], 2)
            self._sheet.add(OtherName, person_id=somebody.id, name=other, note=note)
        self._reached(somebody, table)
        for note in table.get("notes", ()):
            self._note(note, person_id=somebody.id)

    def _hold(self, somebody: Somebody, line: str, party: str) -> None:
        """One line of what somebody holds: "post" or "body/role/label", years since it began and ended, why."""
        what, start, end, reason = cells(line, 4)
        post = self._posts.get(what)
        body_key, role_word, label = (
            (*what.split("/"), "", "")[:3] if post is None else (post["body"], post["role"], "")
        )
        role, body = Role(role_word), self.bodies[body_key]
        row = self._sheet.add(
            Membership, person_id=somebody.id, organization_id=body["id"], post_id=post["id"] if post else None,
            on_behalf_of_id=self.bodies[party]["id"] if party and role is Role.COUNCILLOR else None, role=role,
            label=label, votes=body_key == "group" and role in _OWN_VOTE, start_on=_taken_up(role, self._today, start),
            end_on=years_before(self._today, end) if end else None, end_reason=reason,
        )  # fmt: skip
        somebody.held.append(
            MembershipCard(
                row["id"], somebody.id, somebody.name, body["id"], body["name"], row["post_id"],
                post["label"] if post else "", role, label or posts.role_words()[role], post["area"] if post else "",
                "", row["votes"], row["start_on"], row["end_on"],
            )
        )  # fmt: skip
        if post:
            self._holders[what].append(somebody)

    def _reached(self, somebody: Somebody, table: Table) -> None:
        """Work addresses as public as the work is; those at home for the committee only."""
        mailbox = fold(somebody.name).replace("'", "").replace("’", "").replace(" ", ".")
        owner = {"person_id": somebody.id}
        if domain := table.get("works_at"):
            known = Audience.PUBLIC if domain == "brynafon.example" else Audience.COUNCIL
            self._contact(f"email | {mailbox}@{domain} | Work | preferred", known, **owner)
            self._contact(f"phone | {self._landline()} | Office", known, **owner)
        else:
            self._contact(f"email | {mailbox}@post.example | Home | preferred", Audience.COMMITTEE, **owner)
        for wanted in table.get("reach", ()):
            value = {"mobile": self._mobile, "phone": self._landline}.get(wanted)
            line = f"{wanted} | {value()} | Home" if value else wanted
            self._contact(line, Audience.COMMITTEE, **owner)

    def _mobile(self) -> str:
        return f"07700 900{self.random.randrange(1000):03}"  # Ofcom keeps these numbers for drama

    def _landline(self) -> str:
        return f"01632 960{self.random.randrange(1000):03}"

    def _contact(self, line: str, audience: Audience, **owner: str) -> None:
        """One line: "kind | value | label | preferred or not"."""
        kind, value, label, mark, known = cells(line, 5)
        self._sheet.add(
            ContactDetail, kind=ContactKind(kind), value=value.format_map(self.places), label=label,
            preferred=mark == "preferred", do_not_use=mark == "not",
            audience=Audience(known) if known else audience, **owner,
        )  # fmt: skip

    def _note(self, line: str, **owner: str) -> None:
        """One line: "days ago | text | audience"."""
        days, text, audience = cells(line, 3)
        self._sheet.add(
            Note, on_date=self._today - timedelta(days=int(days)), text=text.format_map(self.places),
            audience=Audience(audience or "committee"), **owner,
        )  # fmt: skip


def phrase_at(somebody: Somebody, own: str, on: date) -> tuple[str, str | None, bool]:
    """How somebody is entered at a meeting of `own`: role, body, vote, as services/attendance.py has it."""
    held = somebody.holding(on)
    ours = [card for card in held if card.organization_id == own]
    cards: Iterable[MembershipCard] = ours or held[:1]
    body = next((card.organization_id for card in ours or held), None)
    return posts.phrase(cards), body, any(card.votes for card in ours)
