"""A reminder in the words of the meetings that agreed what it is about."""

from __future__ import annotations

from datetime import date

import pytest

from villagedesk.core.errors import Refused
from villagedesk.core.words import ActionStatus, InteractionKind, MeetingKind, OrganizationKind
from villagedesk.records.actions import ActionDraft, Lane, Shared
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import ContactDraft, OrganizationDraft, PersonDraft
from villagedesk.services import actions, actionsteps, bulk, chasing, interactions, meetings, people
from villagedesk.services.actions import ActionQuery
from villagedesk.services.desk import Desk, Work

TODAY = date(2026, 11, 21)


def fill(work: Work) -> dict[str, str]:
    """An officer with two actions of one meeting, one of another that she shares, and one that is done."""
    ann = people.add_person(work, PersonDraft("Ann Bell", title="Cllr"))
    roads = people.add_organization(work, OrganizationDraft("Highways", kind=OrganizationKind.DEPARTMENT))
    people.set_contacts(work, "person", ann, [ContactDraft(value="ann@council.example")])
    held = date(2026, 10, 6)
    first = meetings.plan(work, MeetingDraft("Committee", kind=MeetingKind.COMMITTEE, on_date=held), ())
    other = MeetingDraft("Planning Committee", kind=MeetingKind.OTHER, on_date=date(2026, 11, 3))
    second = meetings.plan(work, other, ())

    def add(text: str, meeting: str, on: date, due: date | None = None, *, shared: bool = False) -> str:
        lead = {"organization_id": roads, "others": (Shared("", ann),)} if shared else {"owner_id": ann}
        draft = ActionDraft(text, due_on=due, **lead)  # type: ignore[arg-type]
        return actions.add(work, draft, meeting_id=meeting, raised_on=on)

    keys = {
        "ann": ann,
        "roads": roads,
        "kerb": add("To ask for the kerb", first, held, date(2026, 10, 30)),
        "cctv": add("CCTV survey to be sent round.", first, held),
        "shared": add("Paint the line", second, date(2026, 11, 3), shared=True),
        "done": add("Send the map", first, held),
    }
    actionsteps.set_status(work, keys["done"], ActionStatus.DONE)
    return keys


@pytest.fixture
def keys(desk: Desk) -> dict[str, str]:
    return desk.do("Fill", fill).result(30)


def test_each_meeting_is_named_with_what_it_agreed(desk: Desk, keys: dict[str, str]) -> None:
    draft = desk.read(lambda session: chasing.begin(session, keys["kerb"], TODAY, None))
    assert draft.text.split("\n\n")[:2] == [
        "At the committee meeting on 6 October 2026 you kindly agreed to:\n"
        "- ask for the kerb, by 30 October 2026 (26/1)\n"
        "- CCTV survey to be sent round (26/2)",
        "At the meeting “Planning Committee” on 3 November 2026 you kindly agreed to paint the line (26/3).",
    ]
    assert "map" not in draft.text
    assert (draft.salutation, draft.email) == ("Dear Cllr Bell", "ann@council.example")
    eml = desk.read(lambda session: chasing.as_eml(session, draft)).decode()
    assert "To: Ann Bell <ann@council.example>" in eml or "Cllr Ann Bell" in eml
    assert "X-Unsent: 1" in eml


def test_it_is_entered_when_it_was_sent(desk: Desk, keys: dict[str, str]) -> None:
    draft = desk.read(lambda session: chasing.begin(session, keys["kerb"], TODAY, None))
    key = desk.do("Send", lambda work: chasing.sent(work, draft)).result(30)
    [entry] = desk.read(lambda session: interactions.rows(session, [key]))
    assert (entry.interaction_kind, entry.subject) == (InteractionKind.EMAIL, "What we agreed: 3 actions")
    assert [who.person_id for who in entry.participants] == [keys["ann"]]


def test_who_asked_for_silence_is_left_in_peace(desk: Desk, keys: dict[str, str]) -> None:
    draft = desk.read(lambda session: chasing.begin(session, keys["kerb"], TODAY, None))
    desk.do("Silence", lambda work: bulk.set_do_not_contact(work, [keys["ann"]], True)).result(30)
    with pytest.raises(Refused, match="not to be contacted"):
        desk.read(lambda session: chasing.begin(session, keys["kerb"], TODAY, None))
    with pytest.raises(Refused, match="not to be contacted"):
        desk.do("Send", lambda work: chasing.sent(work, draft)).result(30)


def test_nobody_is_reminded_of_their_own_or_of_nobodys(desk: Desk, keys: dict[str, str]) -> None:
    with pytest.raises(Refused, match="yours"):
        desk.read(lambda session: chasing.begin(session, keys["kerb"], TODAY, keys["ann"]))
    loose = desk.do("Add", lambda work: actions.add(work, ActionDraft("Count"))).result(30)
    with pytest.raises(Refused, match="say who"):
        desk.read(lambda session: chasing.begin(session, loose, TODAY, None))


def test_the_board_has_what_is_done_lately_and_never_what_was_done_long_ago(desk: Desk, keys: dict[str, str]) -> None:
    def end(work: Work) -> None:
        actionsteps.set_done_on(work, keys["cctv"], date(2026, 8, 1))
        actionsteps.set_status(work, keys["shared"], ActionStatus.WAITING)

    desk.do("End", end).result(30)
    board = desk.read(lambda session: actions.board(session, ActionQuery(), TODAY))
    assert board == {
        Lane.OPEN: [keys["kerb"]], Lane.WAITING: [keys["shared"]], Lane.DONE: [keys["done"]], Lane.DROPPED: []
    }  # fmt: skip
    found = desk.read(lambda session: actions.board(session, ActionQuery(words="kerb"), TODAY))
    assert [key for column in found.values() for key in column] == [keys["kerb"]]


def test_the_day_it_was_done_is_put_right_and_never_to_come(desk: Desk, keys: dict[str, str]) -> None:
    desk.do("Right", lambda work: actionsteps.set_done_on(work, keys["done"], date(2026, 11, 2))).result(30)
    shown = desk.read(lambda session: actions.card(session, keys["done"]))
    assert (shown.row.done_on, shown.states[-1].set_on) == (date(2026, 11, 2), date(2026, 11, 2))
    with pytest.raises(Refused, match="still to come"):
        desk.do("Right", lambda work: actionsteps.set_done_on(work, keys["done"], date(2026, 12, 2))).result(30)
