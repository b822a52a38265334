"""Meetings as JSON: all that came of each, as an audience may see it."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from tests.cli.conftest import Run
from tests.services.test_voting import Room
from villagedesk.core.audience import Audience
from villagedesk.core.words import Outcome, Way
from villagedesk.models import AgendaItem, Decision, Election, Meeting, Person
from villagedesk.records.actions import ActionDraft
from villagedesk.services import minutes
from villagedesk.services.desk import Desk, Work


@pytest.fixture
def room(desk: Desk, do: Any, today: date) -> Room:
    """A minuted meeting with something of every kind; public but for its second item, Ann and Tom."""
    room = Room(desk, do, today)
    ann, tom = room.people["Ann Cole"], room.people["Tom Ellis"]
    room.decide(proposer_id=ann, seconder_id=tom, way=Way.VOTE, votes_for=3, votes_against=1)
    room.decide(1)
    room.elect("Chair: Ann Cole 2 (Tom Ellis, Bob Price), Cai Rees 3 (Bob Price)")
    do(lambda work: minutes.add_action(work, room.minutes, room.items[0], ActionDraft("Paint it", owner_id=ann)))
    do(lambda work: minutes.add_declaration(work, room.minutes, room.items[0], "Cai Rees", "A shop",
                                            person_id=room.people["Cai Rees"]))  # fmt: skip
    do(lambda work: minutes.finish(work, room.meeting))
    do(lambda work: _widen(work, room))
    return room


def _widen(work: Work, room: Room) -> None:
    for model in (Meeting, AgendaItem, Decision, Election, Person):
        for row in work.session.query(model):
            row.audience = Audience.PUBLIC
    for model, key in (
        (AgendaItem, room.items[1]),
        (Person, room.people["Ann Cole"]),
        (Person, room.people["Tom Ellis"]),
    ):
        hidden: Any = work.session.get_one(model, key)
        hidden.audience = Audience.COMMITTEE
    work.session.add(
        Decision(
            id=work.new_id(), number="2026/10/1", text="To hire a skip", decided_on=date(2026, 10, 3), way=Way.WRITTEN,
            outcome=Outcome.AGREED, ratified_id=room.meeting, ratified_on=work.today, audience=Audience.PUBLIC,
        )
    )  # fmt: skip


def shown(run: Run, desk: Desk, *more: str) -> Any:
    ran = run("show", desk.path, "meetings", "--json", *more)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout == run("show", desk.path, "meetings", "--json", *more).stdout
    (meeting,) = json.loads(ran.stdout)
    return meeting


def test_all_that_came_of_a_meeting(run: Run, room: Room, desk: Desk) -> None:
    desk.close()
    meeting = shown(run, desk)
    assert [item["title"] for item in meeting["agenda"]] == ["One", "Two"]
    assert len(meeting["attendance"]) == 6
    assert [(row["name"], row["stays"]) for row in meeting["declarations"]] == [("Cai Rees", True)]
    first, second = meeting["decisions"]
    assert (first["outcome"], first["votes_for"], first["proposer"]) == ("agreed", 3, "Ann Cole")
    assert second["item"] == "Two"
    assert [(row["text"], row["status"], row["owner"]) for row in meeting["actions"]] == [
        ("Paint it", "open", "Ann Cole")
    ]
    (election,) = meeting["elections"]
    assert (election["label"], election["seats"], election["how"], election["item"]) == ("Chair", 1, "by a vote", "One")
    assert [
        (one["name"], one["votes"], one["elected"], one["proposer"], one["seconder"]) for one in election["candidates"]
    ] == [("Cai Rees", 3, True, "Bob Price", ""), ("Ann Cole", 2, False, "Tom Ellis", "Bob Price")]
    assert [(row["text"], row["way"], row["ratified_id"]) for row in meeting["written"]] == [
        ("To hire a skip", "written", meeting["id"])
    ]


def test_as_an_audience_may_see_it(run: Run, room: Room, desk: Desk) -> None:
    desk.close()
    assert shown(run, desk, "--audience", "committee") == shown(run, desk)
    meeting = shown(run, desk, "--audience", "public")
    assert [item["title"] for item in meeting["agenda"]] == ["One"]
    assert [row["text"] for row in meeting["decisions"]] == ["To ask for a crossing"]
    assert meeting["actions"] == []
    (election,) = meeting["elections"]
    assert [(one["name"], one["proposer"], one["seconder"]) for one in election["candidates"]] == [
        ("Cai Rees", "Bob Price", "")
    ]
    whole = json.dumps(meeting)
    assert not [name for name in ("Ann Cole", "Tom Ellis") if name in whole]
    assert [row["text"] for row in meeting["written"]] == ["To hire a skip"]
    words = run("show", desk.path, "minutes", "--json", "--audience", "committee").stdout
    assert "Cai Rees (3) was elected" in words
    assert "Cai Rees (3) was elected" not in run("show", desk.path, "minutes", "--json", "--audience", "public").stdout
    assert run("show", desk.path, "meetings", "--audience", "nobody").returncode == 2
