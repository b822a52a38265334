"""Somebody who moved a motion is erased, a meeting is deleted that actions came of: what every reader of them says."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pytest
from docx import Document

from tests.services.test_voting import Room
from tests.unit.packs.test_minutes import by_pdfium, by_pypdf
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.exchange.json_out import as_json
from villagedesk.models import Meeting
from villagedesk.records.actions import ActionDraft
from villagedesk.records.consent import ErasurePlan
from villagedesk.records.meetingregisters import MeetingRegister, RegisterQuery
from villagedesk.records.topics import FindQuery
from villagedesk.services import (
    actions,
    exports,
    forgetting,
    meetings,
    minutes,
    minutespaper,
    registersheets,
    topics,
    word,
)
from villagedesk.services.desk import Desk


@pytest.fixture
def room(desk: Desk, do: Any, today: date) -> Room:
    """A meeting in which Tom Ellis moved a motion, put a candidate forward, stood himself, and was given an action."""
    room = Room(desk, do, today)
    tom, ann = room.people["Tom Ellis"], room.people["Ann Cole"]
    room.decide(proposer_id=tom, seconder_id=ann)
    room.elect("Chair: Ann Cole 2 (Tom Ellis, Bob Price), Tom Ellis 1")
    do(
        lambda work: minutes.add_declaration(
            work, room.minutes, room.items[0], "Tom Ellis", "A house there", person_id=tom
        )
    )
    do(
        lambda work: minutes.add_action(
            work, room.minutes, room.items[0], ActionDraft("Paint the crossing", owner_id=tom)
        )
    )
    do(lambda work: minutes.finish(work, room.meeting))
    return room


def everywhere(room: Room, today: date) -> dict[str, str]:
    """All that is told of the meeting, by where."""
    told: dict[str, str] = {}
    for audience in (None, Audience.COMMITTEE):
        for kind in MeetingRegister:
            sheet = room.desk.read(
                lambda s, k=kind, a=audience: registersheets.sheet(s, RegisterQuery(k, audience=a), today)
            )
            pdf = registersheets.pdf(sheet)
            told[f"{kind} {audience}"] = " ".join((str(sheet), *by_pypdf(pdf), *by_pdfium(pdf)))
    for name in ("tom", "ellis", "crossing", "chair"):
        hits = room.desk.read(lambda s, n=name: topics.hits(s, n, topics.ids(s, FindQuery(n))))
        story = room.desk.read(lambda s, n=name: topics.story(s, n, today))
        told[f"find {name}"] = "".join(p.text for hit in hits for p in (*hit.title, *hit.text))
        told[f"story {name}"] = str(story.entries) + " ".join(by_pypdf(topics.pdf(story)))
    for kind in ("meetings", "decisions", "actions", "minutes"):
        told[f"{kind} as JSON"] = json.dumps(
            room.desk.read(lambda s, k=kind: [as_json(r) for r in exports.records(s, k, today)]), ensure_ascii=False
        )
    return told


def on_paper(room: Room, today: date) -> dict[str, str]:
    pdf = minutespaper.pdf(room.desk.read(lambda s: minutespaper.paper(s, room.minutes, today)))
    made = room.desk.read(lambda s: word.minutes(s, room.meeting, Audience.COMMITTEE, today))
    document = Document(io.BytesIO(made.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    words = " ".join([*(p.text for p in document.paragraphs), *cells])
    return {"PDF": " ".join((*by_pypdf(pdf), *by_pdfium(pdf))), "DOCX": words}


def test_whoever_moved_a_motion_is_erased_from_all_that_is_told(room: Room, desk: Desk, today: date) -> None:
    before = everywhere(room, today) | on_paper(room, today)
    assert {place for place, words in before.items() if "Tom Ellis" in words} > {
        "decisions None", "elections None", "declarations None", "attendance None", "find tom", "story chair",
        "meetings as JSON", "decisions as JSON", "actions as JSON", "minutes as JSON", "PDF", "DOCX",
    }  # fmt: skip
    tom = room.people["Tom Ellis"]
    forgetting.erase(desk, tom, ErasurePlan(keep_register=False))
    after = everywhere(room, today) | on_paper(room, today)
    for place, words in after.items():
        assert "Tom" not in words, place
        assert "Ellis" not in words, place
    for place in ("decisions None", "meetings as JSON", "PDF", "DOCX", "story crossing"):
        assert "To ask for a crossing" in after[place]
    assert "Ann Cole (2) was elected" in after["PDF"]


@pytest.mark.parametrize("for_good", [False, True])
def test_a_meeting_is_deleted_that_actions_came_of(
    room: Room, desk: Desk, do: Any, today: date, for_good: bool
) -> None:
    do(lambda work: meetings.bin_meeting(work, room.meeting))
    if for_good:
        do(
            lambda work: work.session.delete(
                work.session.get_one(Meeting, room.meeting, execution_options={"binned": True})
            )
        )
    told = everywhere(room, today)
    assert json.loads(told["meetings as JSON"]) == json.loads(told["minutes as JSON"]) == []
    (action,) = json.loads(told["actions as JSON"])
    assert (action["text"], action["owner"]) == ("Paint the crossing", "Tom Ellis")
    assert (action["meeting_id"] is None) is for_good
    (row,) = desk.read(lambda s: actions.rows(s, [action["id"]]))
    assert ("in the bin" in row.source) is not for_good
    words = "The meeting was deleted" if for_good else "Committee (in the bin)"
    for place in ("decisions None", "elections committee"):
        assert words in " ".join(told[place].split())
    assert "Between meetings" not in told["decisions None"]
    assert "To ask for a crossing" in told["decisions None"]
    assert "To ask for a crossing" in told["story crossing"]
    for make in (word.minutes, word.agenda):
        with pytest.raises(Refused, match="no longer here"):
            desk.read(lambda s, make=make: make(s, room.meeting, Audience.COMMITTEE, today))
    if not for_good:
        kept = desk.read(lambda s: minutespaper.paper(s, room.minutes, today))
        assert "Paint the crossing" in " ".join(by_pypdf(minutespaper.pdf(kept)))
