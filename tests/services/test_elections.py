"""What an election does to the file, and that taking it back leaves nothing of it; its words on screen and on paper."""

from __future__ import annotations

import io
from datetime import date, time, timedelta
from typing import Any

import pytest
from docx import Document
from sqlalchemy import select

from tests.services.test_voting import Room
from tests.unit.packs.test_minutes import by_pdfium, by_pypdf
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import QuorumKind
from villagedesk.models import AgendaItem, Base, Election, Meeting, Membership, Person
from villagedesk.records.meetings import AttendanceDraft
from villagedesk.records.people import ContactDraft, MembershipDraft
from villagedesk.services import meetings, minutes, minutespaper, people, posts, word
from villagedesk.services.desk import Desk, Work

TOUCHED = ("person", "post", "membership", "election", "candidate", "election_end")


@pytest.fixture
def room(desk: Desk, do: Any, today: date) -> Room:
    return Room(desk, do, today)


def rows(desk: Desk) -> dict[str, list[Any]]:
    """All that an election may touch, as it is stored."""
    return desk.read(
        lambda session: {
            name: sorted(map(tuple, session.execute(select(Base.metadata.tables[name])).all()), key=str)
            for name in TOUCHED
        }
    )


@pytest.mark.parametrize(
    "line",
    [
        "Chair: Ann Cole",
        "Chair: Ann Cole 2, Rhian New 3",
        "Footpaths warden: Rhian New",
        "Footpaths warden, 2 seats: Ann Cole (Tom Ellis, Bob Price), Rhian New",
        "Committee member, 2 seats: Ann Cole 4, Bob Price 2, Rhian New 2 *",
    ],
)
def test_an_election_taken_back_leaves_every_row_as_it_was(room: Room, do: Any, line: str) -> None:
    before = rows(room.desk)
    block = room.elect(line)
    assert rows(room.desk) != before
    do(lambda work: minutes.remove_block(work, block))
    assert rows(room.desk) == before


def test_a_term_that_an_election_cut_short_has_its_own_end_again(room: Room, do: Any, today: date) -> None:
    ends = today + timedelta(200)

    def cut_short(work: Work) -> None:
        for held in work.session.scalars(select(Membership).where(Membership.person_id == room.people["Jane Smith"])):
            held.end_on, held.end_reason = ends, "Term of three years"

    do(cut_short)
    block = room.elect("Chair: Ann Cole")
    jane = room.desk.read(lambda session: people.person(session, room.people["Jane Smith"], today))
    assert [(held.end_on, held.end_reason) for held in jane.memberships] == [(today, "Election")]
    do(lambda work: minutes.remove_block(work, block))
    jane = room.desk.read(lambda session: people.person(session, room.people["Jane Smith"], today))
    assert [(held.end_on, held.end_reason) for held in jane.memberships] == [(ends, "Term of three years")]


def test_whoever_else_left_that_day_stays_gone(room: Room, do: Any, today: date) -> None:
    """As it was found by its reason before, somebody else whose place ended by an election on that day came back."""
    gone = do(lambda work: _left(work, room, today))
    block = room.elect("Chair: Ann Cole")
    do(lambda work: minutes.remove_block(work, block))
    held = room.desk.read(lambda session: session.get_one(Membership, gone).end_on)
    assert held == today


def _left(work: Work, room: Room, today: date) -> str:
    return posts.add_membership(
        work, room.people["Tom Ellis"],
        MembershipDraft(posts.own_body(work.session) or "", post="Chair", end_on=today, end_reason="Election"),
    )  # fmt: skip


def test_who_holds_the_post_already_keeps_it_when_the_election_is_taken_back(room: Room, do: Any, today: date) -> None:
    block = room.elect("Chair: Ann Cole")
    again = room.elect("Chair: Ann Cole")
    do(lambda work: minutes.remove_block(work, again))
    assert room.holders("Chair", today + timedelta(1)) == ["Ann Cole"]
    do(lambda work: minutes.remove_block(work, block))
    assert room.holders("Chair", today + timedelta(1)) == []


def test_somebody_new_who_is_known_by_more_since_stays(room: Room, do: Any) -> None:
    block = room.elect("Footpaths warden: Rhian New")

    def key(session: Any) -> str | None:
        found: str | None = session.scalar(select(Person.id).where(Person.name == "Rhian New"))
        return found

    rhian = room.desk.read(key)
    assert rhian
    do(lambda work: people.set_contacts(work, "person", rhian, [ContactDraft(value="rhian@example.org")]))
    do(lambda work: minutes.remove_block(work, block))
    assert room.desk.read(key) == rhian


def test_an_election_put_right_makes_nobody_twice(room: Room, do: Any) -> None:
    block = room.elect("Chair: Rhian New")
    do(lambda work: minutes.edit_election(work, block, "Chair: Rhian New 3, Ann Cole 1"))
    do(lambda work: minutes.remove_block(work, block))
    names = room.desk.read(lambda session: list(session.scalars(select(Person.name))))
    assert "Rhian New" not in names


def test_who_lost_the_votes_and_the_movers_stand_on_paper_as_on_the_screen(room: Room, do: Any, today: date) -> None:
    room.elect("Chair: Ann Cole 2 (Tom Ellis, Bob Price), Cai Rees 3 (Jane Smith)")
    (shown,) = room.page().blocks
    assert shown.more == (
        "Also stood: Ann Cole (2). Cai Rees: proposed by Jane Smith. "
        "Ann Cole: proposed by Tom Ellis, seconded by Bob Price"
    )
    paper = room.desk.read(lambda session: minutespaper.paper(session, room.minutes, today))
    printed = [" ".join(" ".join(read(minutespaper.pdf(paper))).split()) for read in (by_pypdf, by_pdfium)]
    made = room.desk.read(lambda session: word.minutes(session, room.meeting, Audience.COMMITTEE, today))
    document = Document(io.BytesIO(made.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    printed.append(" ".join(" ".join([*(p.text for p in document.paragraphs), *cells]).split()))
    for whole in printed:
        for words in ("Election: Chair", "Cai Rees (3) was elected, by a vote", shown.more):
            assert words in whole


def test_no_name_of_an_election_goes_to_whom_it_is_not_for(room: Room, do: Any, today: date) -> None:
    block = room.elect("Chair: Ann Cole 2 (Tom Ellis, Bob Price), Cai Rees 3 (Jane Smith)")

    def widen(work: Work) -> None:
        card = meetings.card(work.session, room.meeting)
        wide = [(Meeting, card.id), (Person, room.people["Cai Rees"]), *((Election, row.id) for row in card.elections)]
        for model, key in (*wide, *((AgendaItem, item.id) for item in card.items)):
            row: Any = work.session.get_one(model, key)
            row.audience = Audience.PUBLIC

    do(widen)
    assert block
    made = room.desk.read(lambda session: word.minutes(session, room.meeting, Audience.PUBLIC, today))
    document = Document(io.BytesIO(made.data))
    whole = " ".join(p.text for p in document.paragraphs)
    whole += " ".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert "Cai Rees (3) was elected" in whole
    assert "Also stood: A member (2)" in whole
    assert not [name for name in ("Ann Cole", "Tom Ellis", "Bob Price", "Jane Smith") if name in whole]


def test_a_chain_of_elections_leaves_one_holder_whichever_is_taken_back(room: Room, do: Any, today: date) -> None:
    """Ann, then Bob, then Tom: without Bob it was Ann whom Tom followed."""
    tomorrow = today + timedelta(1)
    ann = room.elect("Warden: Ann Cole")
    before = rows(room.desk)
    bob, tom = room.elect("Warden: Bob Price"), room.elect("Warden: Tom Ellis")
    do(lambda work: minutes.remove_block(work, bob))
    assert room.holders("Warden", tomorrow) == ["Tom Ellis"]
    do(lambda work: minutes.remove_block(work, tom))
    assert rows(room.desk) == before
    do(lambda work: minutes.remove_block(work, ann))
    assert room.holders("Warden", tomorrow) == []


def test_who_is_elected_once_more_stays_when_the_first_time_is_taken_back(room: Room, do: Any, today: date) -> None:
    first = room.elect("Warden: Ann Cole")
    room.elect("Warden: Ann Cole")
    do(lambda work: minutes.remove_block(work, first))
    assert room.holders("Warden", today + timedelta(1)) == ["Ann Cole"]


def test_who_comes_back_into_the_post_holds_it_once(room: Room, do: Any, today: date) -> None:
    room.elect("Warden: Ann Cole")
    bob = room.elect("Warden: Bob Price")
    room.elect("Warden: Ann Cole")
    room.elect("Warden: Tom Ellis")
    do(lambda work: minutes.remove_block(work, bob))
    assert room.holders("Warden", today + timedelta(1)) == ["Tom Ellis"]


def test_an_earlier_election_put_right_keeps_its_place(room: Room, do: Any, today: date) -> None:
    before = rows(room.desk)
    first = room.elect("Chair: Ann Cole")
    then = room.elect("Chair: Tom Ellis")
    do(lambda work: minutes.edit_election(work, first, "Chair: Bob Price"))
    assert room.holders("Chair", today + timedelta(1)) == ["Tom Ellis"]
    do(lambda work: minutes.remove_block(work, then))
    assert room.holders("Chair", today + timedelta(1)) == ["Bob Price"]
    do(lambda work: minutes.remove_block(work, first))
    assert rows(room.desk) == before


@pytest.mark.parametrize("name", ["Ann Cole", "Zora Quill"])
def test_nobody_stands_twice(room: Room, name: str) -> None:
    with pytest.raises(Refused, match=f"{name} stands twice"):
        room.elect(f"Chair: {name} 5, {name} 0")


def test_an_election_is_put_right_by_who_could_vote_then(room: Room, do: Any) -> None:
    room.says(quorum=QuorumKind.NUMBER, quorum_number=3)
    block = room.elect("Warden: Zora Quil 2, Bea Orr 3")
    for name in ("Ann Cole", "Bob Price", "Tom Ellis"):
        gone = AttendanceDraft(room.people[name], left_at=time(21))
        do(lambda work, gone=gone: minutes.somebody_moves(work, room.meeting, room.items[1], gone, time(21)))
    do(lambda work: minutes.edit_election(work, block, "Warden: Zora Quill 2, Bea Orr 3"))
    assert [one.name for one in room.card().elections[0].candidates] == ["Bea Orr", "Zora Quill"]
    with pytest.raises(Refused):
        do(lambda work: minutes.edit_election(work, block, "Warden: Zora Quill 2, Bea Orr 4"))


def test_undoing_an_election_put_right_brings_every_row_back(room: Room, desk: Desk) -> None:
    first = room.elect("Chair: Ann Cole")
    room.elect("Chair: Tom Ellis")
    before, heard = rows(desk), list[Any]()
    desk.listen(heard.append)
    desk.do("Put right", lambda work: minutes.edit_election(work, first, "Chair: Bob Price")).result(30)
    assert rows(desk) != before
    desk.undo(heard[0].number).result(30)
    assert rows(desk) == before
