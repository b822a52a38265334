"""What a clerk sees seldom: elections, a written decision, minutes out for comment, a council meeting followed."""

from __future__ import annotations

import tomllib
from datetime import date, time, timedelta
from typing import Any

from villagedesk.core import paths
from villagedesk.core.audience import Audience
from villagedesk.core.words import BlockKind, ItemKind, MeetingKind, MeetingStatus, MinutesState, Presence, Way
from villagedesk.models import (
    AgendaItem,
    Attendance,
    Candidate,
    Decision,
    Election,
    Invitation,
    ItemLink,
    Meeting,
    MinuteBlock,
    Minutes,
    MinutesComment,
    MinutesReader,
)
from villagedesk.services.sample.cast import Somebody, phrase_at
from villagedesk.services.sample.meetings import Neighbourhood, Sitting
from villagedesk.services.sample.sheet import Row
from villagedesk.services.sample.words import cells


def write(here: Neighbourhood) -> None:
    """Add it, to the neighbourhood that is told about."""
    words = tomllib.loads((paths.resource("sample") / "proceedings.toml").read_text(encoding="utf-8"))
    _elect(here, words["elections"])
    for line in words["written"]["line"]:
        _decide(here, line)
    _send_out(here, words["comment"])
    _ask(here, words["asked"]["also"])
    _follow(here, words["theirs"])


def _elect(here: Neighbourhood, words: dict[str, Any]) -> None:
    """Those who stood at the last annual general meeting; each post's holder stays, so that no membership moves."""
    sitting = here.sittings[MeetingKind.AGM][-1]
    items = [row for row in here.sheet.of(AgendaItem) if row["meeting_id"] == sitting.meeting["id"]]
    item = next(row for row in items if row["title"].startswith("Election"))
    blocks = [row for row in here.sheet.of(MinuteBlock) if row["item_id"] == item["id"]]
    blocks[0]["text"] = words["opening"].format_map(sitting.told)
    place = len(blocks)
    for line in words["line"]:
        election = _election(here, sitting, item, line)
        place += 1
        here.sheet.add(
            MinuteBlock, minutes_id=sitting.minutes["id"], item_id=item["id"], position=place,
            kind=BlockKind.ELECTION, election_id=election["id"],
        )  # fmt: skip


def _election(here: Neighbourhood, sitting: Sitting, item: Row, line: str) -> Row:
    post, seats, how, stood = cells(line, 4)
    label, post_id = here.cast.post(post)
    on = sitting.meeting["on_date"]
    election = here.sheet.add(
        Election, meeting_id=sitting.meeting["id"], item_id=item["id"], post_id=post_id, label=label,
        seats=int(seats), held_on=on, how=how, audience=item["audience"],
    )  # fmt: skip
    for place, one in enumerate(stood.split(";")):
        name, _colon, moved = one.partition(":")
        who, _space, votes = name.strip().partition(" ")
        people = [here.cast.find(key.strip(), on) for key in (who, *moved.split(","))]
        for somebody in people:
            _was_there(here, sitting, somebody)
        here.sheet.add(
            Candidate, election_id=election["id"], person_id=people[0].id, name=people[0].name,
            proposer_id=people[1].id, seconder_id=people[2].id, votes=int(votes) if votes else None,
            elected=place < int(seats),
        )  # fmt: skip
    return election


def _was_there(here: Neighbourhood, sitting: Sitting, somebody: Somebody) -> None:
    """Whoever stood or moved somebody was in the room."""
    meeting = sitting.meeting
    rows = [row for row in here.sheet.of(Attendance) if row["meeting_id"] == meeting["id"]]
    row = next((row for row in rows if row["person_id"] == somebody.id), None)
    if row is None:
        role, body, votes = phrase_at(somebody, here.cast.bodies["group"]["id"], meeting["on_date"])
        row = here.sheet.add(
            Attendance, meeting_id=meeting["id"], person_id=somebody.id, name=somebody.name, role=role,
            organization_id=body, votes=votes or body == here.cast.bodies["group"]["id"],
        )  # fmt: skip
    row["presence"] = Presence.PRESENT if row["votes"] else Presence.IN_ATTENDANCE
    row["arrived_at"] = row["left_at"] = None


def _decide(here: Neighbourhood, line: str) -> None:
    """One line: "what | days ago | how | reason | for-against-abstained"; it waits to be ratified."""
    what, days, how, reason, votes = cells(line, 5)
    counted = [int(n) for n in votes.split("-")]
    here.sheet.add(
        Decision, decided_on=here.calendar.today - timedelta(days=int(days)), text=what, how=how, reason=reason,
        way=Way.WRITTEN, to_ratify=True, votes_for=counted[0], votes_against=counted[1], abstained=counted[2],
        audience=Audience.COMMITTEE,
    )  # fmt: skip


def _send_out(here: Neighbourhood, words: dict[str, Any]) -> None:
    """The minutes of the last liaison meeting, with what was said of them."""
    minutes, today = here.sittings[MeetingKind.LIAISON][-1].minutes, here.calendar.today
    sent = today - timedelta(days=words["sent"])
    minutes |= {"state": MinutesState.COMMENT, "comments_by": today + timedelta(days=words["within"])}
    readers = {}
    for line in words["readers"]:
        key, answered = cells(line, 2)
        somebody = here.cast.find(key, today)
        readers[key] = here.sheet.add(
            MinutesReader, minutes_id=minutes["id"], person_id=somebody.id, name=somebody.name, sent_on=sent,
            answered_on=sent + timedelta(days=4) if answered else None,
        )  # fmt: skip
    for line in words["comments"]:
        key, title, text, taken, answer = cells(line, 5)
        items = [row for row in here.sheet.of(AgendaItem) if row["meeting_id"] == minutes["meeting_id"]]
        item = next((row for row in items if row["title"] == title), None)
        here.sheet.add(
            MinutesComment, minutes_id=minutes["id"], item_id=item["id"] if item else None,
            reader_id=readers[key]["id"], name=readers[key]["name"], text=text, said_on=sent + timedelta(days=4),
            taken=True if taken else None, is_put_right=bool(taken), answer=answer,
        )  # fmt: skip


def _ask(here: Neighbourhood, also: list[str]) -> None:
    """Who always comes to the liaison meeting, and a few more, are asked to the next."""
    series = here.series[MeetingKind.LIAISON]["id"]
    meeting = next(
        row for row in here.sheet.of(Meeting)
        if row["series_id"] == series and row["status"] is MeetingStatus.PLANNED
    )  # fmt: skip
    usual = [row["person_id"] for row in here.sheet.of(Invitation) if row["series_id"] == series]
    more = [here.cast.find(key, here.calendar.today).id for key in also]
    for person_id in dict.fromkeys((*usual, *more)):
        here.sheet.add(Invitation, meeting_id=meeting["id"], person_id=person_id)


def _follow(here: Neighbourhood, words: dict[str, Any]) -> None:
    """A meeting of the council's, on a working day, with its items, a paper and who was there."""
    on: date = here.calendar.today - timedelta(days=words["days"])
    on -= timedelta(days=max(0, on.weekday() - 4))
    meeting = here.sheet.add(
        Meeting, title=words["title"], kind=MeetingKind.PUBLIC, status=MeetingStatus.HELD, on_date=on, is_theirs=True,
        organization_id=here.cast.bodies["council"]["id"], start_at=time.fromisoformat(words["starts"]),
        place=words["place"], audience=Audience.PUBLIC,
    )  # fmt: skip
    minutes = here.sheet.add(Minutes, meeting_id=meeting["id"], state=MinutesState.PUBLISHED)
    items = {}
    for position, line in enumerate(words["item"], 1):
        number, title, said, audience = cells(line, 4)
        items[number] = here.sheet.add(
            AgendaItem, meeting_id=meeting["id"], position=position, number=number, kind=ItemKind.DECISION,
            title=title.format_map(here.cast.places), audience=Audience(audience),
        )  # fmt: skip
        if said:
            here.sheet.add(
                MinuteBlock, minutes_id=minutes["id"], item_id=items[number]["id"], position=1,
                text=said.format_map(here.cast.places),
            )  # fmt: skip
    number, title, url = cells(words["paper"], 3)
    here.sheet.add(ItemLink, item_id=items[number]["id"], position=1, title=title, url=url, published_on=on)
    for line in words["came"]:
        key, presence = cells(line, 2)
        somebody = here.cast.find(key, on)
        role, body, _votes = phrase_at(somebody, here.cast.bodies["council"]["id"], on)
        here.sheet.add(
            Attendance, meeting_id=meeting["id"], person_id=somebody.id, name=somebody.name, role=role,
            organization_id=body, presence=Presence(presence),
        )  # fmt: skip
