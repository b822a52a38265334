"""The example group's log: what was said between the meetings, and with whom the group keeps in touch."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from villagedesk.core.audience import Audience
from villagedesk.core.words import Direction, InteractionKind, Part, TouchUnit
from villagedesk.models import (
    Attachment,
    ContactDetail,
    Content,
    Document,
    Identifier,
    Interaction,
    Participant,
    Rhythm,
)
from villagedesk.services.filing import SCHEME
from villagedesk.services.sample.sheet import Row
from villagedesk.services.sample.words import cells

if TYPE_CHECKING:
    from villagedesk.services.sample.meetings import Neighbourhood

_WRITTEN = (InteractionKind.EMAIL, InteractionKind.LETTER)


def write(here: Neighbourhood) -> None:
    """Enter what was said in one neighbourhood."""
    told = here.text.log
    mailboxes = {
        row["person_id"] or row["organization_id"]: row["value"]
        for row in here.sheet.of(ContactDetail) if row["kind"].value == "email"
    }  # fmt: skip
    named: dict[str, Row] = {}
    for number, line in enumerate(sorted(told["entries"], key=lambda line: -int(cells(line, 1)[0]))):
        _entry(here, line, number, named, mailboxes)
    if not here.is_past:
        for line in told["rhythms"]:
            _rhythm(here, line)


def _entry(here: Neighbourhood, line: str, number: int, named: dict[str, Row], mailboxes: dict[str, str]) -> None:
    ago, what, whom, about, text, marks = cells(line, 6)
    kind, way = what.split()
    about = about.format_map(here.cast.places)
    on = here.calendar.today - timedelta(days=int(ago))
    row = here.sheet.add(
        Interaction, kind=InteractionKind(kind), direction=Direction(way), on_date=on,
        at_time=time(9 + number % 9, number * 7 % 60), subject=about[:1].upper() + about[1:],
        text=text.format_map(here.cast.places), audience=Audience.COMMITTEE,
    )  # fmt: skip
    for mark in filter(None, (mark.strip() for mark in marks.split(";"))):
        _mark(here, row, mark, named)
    _take_part(here, row, [key.strip() for key in whom.split(",")], mailboxes)
    if row["kind"] is InteractionKind.EMAIL:
        value = f"{row['id']}@brynafon.example"
        here.sheet.add(Identifier, scheme=SCHEME, value=value, kind="interaction", row_id=row["id"])


def _mark(here: Neighbourhood, row: Row, mark: str, named: dict[str, Row]) -> None:
    word, _space, rest = mark.partition(" ")
    today: date = here.calendar.today
    if word == "key":
        named[rest] = row
    elif word == "answers":
        row["answers_id"] = named[rest]["id"]
    elif word == "reply":
        row["reply_by"] = row["on_date"] + timedelta(days=int(rest))
        row["answered_on"] = row["reply_by"] if here.is_past else None
    elif word == "follow":
        days, _space, words = rest.partition(" ")
        row["follow_up_on"], row["follow_up"] = today + timedelta(days=int(days)), words
        row["followed_up_on"] = row["follow_up_on"] if here.is_past else None
    elif word == "followed":
        row["followed_up_on"] = row["follow_up_on"]
    elif word == "for":
        row["audience"] = Audience(rest)
    elif here.is_first:
        _attach(here, row, rest)


def _take_part(here: Neighbourhood, row: Row, keys: list[str], mailboxes: dict[str, str]) -> None:
    """Those on their side, and our secretary of that day where something was written."""
    is_written, is_in = row["kind"] in _WRITTEN, row["direction"] is Direction.IN
    theirs, ours = (Part.FROM, Part.TO) if is_in else (Part.TO, Part.FROM)
    parts = [(key, theirs if is_written else Part.PRESENT) for key in keys]
    if is_written:
        parts.append(("secretary", ours))
    for key, part in sorted(parts, key=lambda pair: list(Part).index(pair[1])):
        body = here.cast.bodies.get(key)
        who = body or here.cast.find(key, row["on_date"]).row
        is_mail = row["kind"] is InteractionKind.EMAIL
        here.sheet.add(
            Participant, interaction_id=row["id"], person_id=None if body else who["id"],
            organization_id=body["id"] if body else None, name=who["name"],
            address=mailboxes.get(who["id"], "") if is_mail else "", part=part,
        )  # fmt: skip


def _attach(here: Neighbourhood, row: Row, name: str) -> None:
    data = f"{name.rpartition('.')[0]}\n\n{row['subject']}\n".encode()
    digest = hashlib.sha256(data).hexdigest()
    at = datetime.combine(row["on_date"], time(18), UTC)
    document = here.sheet.add(
        Document, name=name, media_type="text/plain", size=len(data), sha256=digest, added_at=at,
        audience=row["audience"],
    )  # fmt: skip
    here.sheet.add(Content, sha256=digest, bytes=data)
    here.sheet.add(Attachment, document_id=document["id"], interaction_id=row["id"])


def _rhythm(here: Neighbourhood, line: str) -> None:
    who, every, unit, ago = cells(line, 4)
    today = here.calendar.today
    here.sheet.add(
        Rhythm, person_id=here.cast.find(who, today).id, every=int(every), unit=TouchUnit(unit),
        since=today - timedelta(days=int(ago)),
    )  # fmt: skip
