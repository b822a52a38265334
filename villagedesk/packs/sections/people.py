"""Who is who: the people of each body, ward by ward, and the posts that nobody holds."""

from __future__ import annotations

import re

from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.packs.blocks import Badge, Block, Cell, Column, Heading, Para, RowGroup, Span, Spans, Table, text
from villagedesk.records.packs import PackContact, PackContent, PackPerson

_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+")


def blocks(content: PackContent) -> list[Block]:
    """A heading and a table for each organisation."""
    made: list[Block] = [Heading(1, _("Who is who"), "people")]
    if not content.people:
        return [*made, Para(text(_("Nobody is listed yet.")))]
    bodies: dict[str, list[PackPerson]] = {}
    for person in content.people:
        bodies.setdefault(person.organization, []).append(person)
    for n, (body, people) in enumerate(bodies.items(), 1):
        made += [Heading(2, body or _("Others"), f"people-{n}"), _table(people)]
    return made


def _table(people: list[PackPerson]) -> Table:
    reachable = any(person.contacts for person in people)
    columns = (
        (Column(_("Name")), Column(_("How to reach them"), 19)) if reachable else (Column(_("Name")), Column(_("Post")))
    )
    wards: dict[str, list[PackPerson]] = {}
    for person in people:
        wards.setdefault(person.ward, []).append(person)
    groups = [
        RowGroup(tuple(_row(person, reachable=reachable) for person in wards[ward]), ward)
        for ward in sorted(filter(None, wards), key=fold)
    ]
    if everywhere := wards.get(""):
        rows = tuple(_row(person, reachable=reachable) for person in everywhere)
        groups.append(RowGroup(rows, _("For the whole area") if groups else ""))
    return Table(columns, tuple(groups))


def _row(person: PackPerson, *, reachable: bool) -> tuple[Cell, ...]:
    posts = ", ".join(person.posts)
    name: Spans = ()
    badges: tuple[Badge, ...] = ()
    if person.is_vacant:
        badges = (Badge(_("Vacant"), "plain"),)
    else:
        name = text(" ".join(filter(None, (person.title, person.name))), "strong")
    under = (person.party,) if not reachable else (posts, person.party)
    who = Cell(name, badges, tuple(text(line) for line in under if line))
    return who, Cell(_contacts(person.contacts) if reachable else text(posts))


def _contacts(contacts: tuple[PackContact, ...]) -> Spans:
    spans: list[Span] = []
    for contact in contacts:
        if spans:
            spans.append(Span("\n"))
        link = f"mailto:{contact.value}" if _EMAIL.fullmatch(contact.value) else ""
        spans.append(Span(contact.value, link=link))
        if contact.label:
            spans.append(Span(f" ({contact.label})", "soft"))
    return tuple(spans)
