"""What is known of the example group's people beside their posts: tags, interests, classes of membership, filters."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from datetime import date

from villagedesk.core import paths
from villagedesk.core.audience import Audience
from villagedesk.models import Interest, Membership, SavedFilter, Tag, Tagging
from villagedesk.services.sample.cast import Cast, years_before
from villagedesk.services.sample.sheet import Row, Sheet
from villagedesk.services.sample.words import Table, cells


def write(sheet: Sheet, cast: Cast, today: date, *, is_first: bool) -> None:
    """Add it for the neighbourhood that the cast is in."""
    table = tomllib.loads((paths.resource("sample") / "known.toml").read_text(encoding="utf-8"))
    tags = {row["name"]: row for row in sheet.of(Tag)}
    for name, who in table["tags"].items():
        tag = tags.get(name) or sheet.add(Tag, name=name)
        for key in _there(cast, who):
            sheet.add(Tagging, tag_id=tag["id"], person_id=cast.people[key].id)
    for name, who in table["classes"].items():
        _classify(sheet, cast, name, {cast.people[key].id for key in _there(cast, who)})
    for line in table["interests"]["lines"]:
        _declare(sheet, cast, line, today)
    if is_first:
        tags = {row["name"]: row for row in sheet.of(Tag)}
        for position, line in enumerate(table["filters"]["lines"]):
            _keep(sheet, line, position, tags)


def _there(cast: Cast, who: Iterable[str]) -> list[str]:
    return [key for key in who if key in cast.people]


def _classify(sheet: Sheet, cast: Cast, name: str, people: set[str]) -> None:
    own = cast.bodies["group"]["id"]
    for row in sheet.of(Membership):
        if row["person_id"] in people and row["organization_id"] == own:
            row["member_class"] = name


def _declare(sheet: Sheet, cast: Cast, line: str, today: date) -> None:
    who, text, body, start, end, audience = cells(line, 6)
    if who in cast.people:
        sheet.add(
            Interest, person_id=cast.people[who].id, text=text,
            organization_id=cast.bodies[body]["id"] if body in cast.bodies else None,
            start_on=years_before(today, start), end_on=years_before(today, end) if end else None,
            audience=Audience(audience),
        )  # fmt: skip


def _keep(sheet: Sheet, line: str, position: int, tags: Table | dict[str, Row]) -> None:
    name, only, words, tag = cells(line, 4)
    query = {"only": only, "words": words, "tags": [tags[tag]["id"]] if tag else [], "body_id": None, "on": None}
    kept = json.dumps(query, sort_keys=True, ensure_ascii=False)
    sheet.add(SavedFilter, place="people", name=name, query=kept, position=position)
