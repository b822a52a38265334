"""What the people of the example group offer, and who came into it twice."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache

from villagedesk.core import paths
from villagedesk.core.audience import Audience
from villagedesk.core.text import sort_name
from villagedesk.core.words import AssetKind, ContactKind
from villagedesk.models import Asset, ContactDetail, Person
from villagedesk.services.sample.cast import Cast
from villagedesk.services.sample.sheet import Row, Sheet
from villagedesk.services.sample.words import cells


def offer(sheet: Sheet, cast: Cast, today: date) -> None:
    """What is offered in the neighbourhood that the cast plays; whoever is not in it offers nothing."""
    for line in _lines():
        who, kind, name, detail, days, times, audience, ago, how = cells(line, 9)
        owner: dict[str, str] = {}
        if who in cast.people:
            owner["person_id"] = cast.people[who].id
        elif who in cast.bodies:
            owner["organization_id"] = str(cast.bodies[who]["id"])
        else:
            continue
        sheet.add(
            Asset, kind=AssetKind(kind), name=name, detail=detail, days=days, times=times, agreed_how=how,
            audience=Audience(audience), agreed_on=today - timedelta(days=int(ago)) if ago else None, **owner,
        )  # fmt: skip


def come_twice(sheet: Sheet, cast: Cast) -> None:
    """Two that somebody took in from a telephone, where they are called otherwise."""
    for key, name in {"gwenllian": "Gwenllian Prys", "kwame": "K Mensah"}.items():
        twice = sheet.add(Person, name=name, sort_name=sort_name(name), audience=Audience.COMMITTEE)
        for row in _reached(sheet, cast.people[key].id):
            sheet.add(ContactDetail, person_id=twice["id"], kind=row["kind"], value=row["value"])


@cache
def _lines() -> tuple[str, ...]:
    text = (paths.resource("sample") / "offers.toml").read_text(encoding="utf-8")
    return tuple(tomllib.loads(text)["lines"])


def _reached(sheet: Sheet, person_id: str) -> list[Row]:
    kinds = (ContactKind.EMAIL, ContactKind.PHONE, ContactKind.MOBILE)
    return [row for row in sheet.of(ContactDetail) if row["person_id"] == person_id and row["kind"] in kinds]
