"""What a pack holds for each audience: what it may know, and not a word more."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from tests.services.test_exports import NARROWER
from tests.services.world import World, make_world
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.models import AgendaItem, Group, Meeting
from villagedesk.services import packs
from villagedesk.services.desk import Desk


@pytest.fixture
def world(desk: Desk, do: Any) -> World:
    return do(make_world)


def _gather(desk: Desk, world: World, audience: Audience) -> packs.Gathered:
    return desk.read(lambda s: packs.gather(s, world.keys["coming"], audience, desk.clock.today()))


@pytest.mark.parametrize("audience", NARROWER)
def test_nothing_marked_for_fewer_is_in_it(desk: Desk, world: World, audience: Audience) -> None:
    gathered = _gather(desk, world, audience)
    text = repr(gathered.content)
    assert [secret for mark in NARROWER[audience] for secret in world.secrets[mark] if secret in text] == []
    assert gathered.left_out, "the sender is told that something was left out"
    assert not any(f" {mark}" in repr(gathered.left_out) for mark in NARROWER[audience] if mark != audience)


@pytest.mark.parametrize(
    ("what", "fields"),
    [
        ("agenda", ("item", "note", "document", "document paper")),
        ("minutes", ("paragraph", "narrow paragraph", "attendee", "declared interest", "declarer")),
        ("decisions", ("decision", "how")),
        ("actions", ("action", "item")),
        ("people", ("surname", "title", "label", "body", "party", "post", "vacancy", "area", "mail", "mail label")),
    ],
)
@pytest.mark.parametrize("audience", Audience)
def test_everything_that_may_be_known_is_in_it(
    desk: Desk, world: World, audience: Audience, what: str, fields: tuple[str, ...]
) -> None:
    text = repr(getattr(_gather(desk, world, audience).content, what))
    for mark in Audience:
        known = mark not in NARROWER.get(audience, ())
        for name in fields:
            assert (f"{name} {mark}" in text) == known, f"{name} {mark} for {audience}"


def test_committee_and_trustees_are_two_when_the_group_says_so(desk: Desk, do: Any, world: World) -> None:
    do(lambda work: work.session.execute(update(Group).values(two_bodies=True)))
    text = repr(_gather(desk, world, Audience.TRUSTEES).content)
    assert "action trustees" in text
    assert [secret for secret in world.secrets[Audience.COMMITTEE] if secret in text] == []


def test_a_meeting_that_is_not_for_the_audience_has_no_pack(desk: Desk, do: Any, world: World) -> None:
    do(lambda work: work.session.execute(update(Meeting).values(audience=Audience.COMMITTEE)))
    with pytest.raises(Refused, match=r"Coming on 26 November 2026 is not for this audience: Council\."):
        _gather(desk, world, Audience.COUNCIL)


def test_an_item_of_a_meeting_that_may_not_be_known_is_not_named(desk: Desk, do: Any, world: World) -> None:
    do(lambda work: work.session.execute(update(AgendaItem).values(audience=Audience.PUBLIC)))
    narrowed = update(Meeting).where(Meeting.id == world.keys["held"]).values(audience=Audience.COMMITTEE)
    do(lambda work: work.session.execute(narrowed))
    content = _gather(desk, world, Audience.COUNCIL).content
    assert content.minutes is None
    assert {action.item for action in content.actions} == {""}
    assert {decision.meeting for decision in content.decisions} == {""}


def test_next_and_last(desk: Desk, do: Any, world: World) -> None:
    today = desk.clock.today()
    assert desk.read(lambda s: packs.meeting_for(s, "next", today)) == world.keys["coming"]
    assert desk.read(lambda s: packs.meeting_for(s, "last", today)) == world.keys["held"]
    assert desk.read(lambda s: packs.meeting_for(s, world.keys["held"], today)) == world.keys["held"]
    with pytest.raises(Refused, match="No meeting is planned from 1 January 2031 on"):
        desk.read(lambda s: packs.meeting_for(s, "next", date(2031, 1, 1)))
    with pytest.raises(Refused, match="no meeting with the id nonsense"):
        desk.read(lambda s: packs.meeting_for(s, "nonsense", today))
    do(lambda work: work.session.execute(update(Meeting).values(binned_at=work.now)))
    for which in ("next", "last", world.keys["held"]):
        with pytest.raises(Refused):
            desk.read(lambda s, which=which: packs.meeting_for(s, which, today))
