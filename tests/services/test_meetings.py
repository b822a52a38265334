"""Meetings, agendas, minutes and who was there."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from tests.services.counting import statements
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import (
    ActionStatus,
    BlockKind,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    Presence,
    Role,
)
from villagedesk.models import Meeting, Minutes
from villagedesk.records.actions import ActionDraft
from villagedesk.records.meetings import AttendanceDraft, DecisionDraft, ItemDraft, MeetingDraft, MeetingFilter
from villagedesk.records.people import MembershipDraft, PersonDraft
from villagedesk.services import (
    actions,
    actionsteps,
    agendas,
    attendance,
    cancelling,
    decisions,
    meetings,
    minutes,
    people,
    posts,
    voting,
)
from villagedesk.services.desk import Desk
from villagedesk.services.meetings import MeetingQuery

ITEMS = [ItemDraft("One", minutes=5), ItemDraft("Two", minutes=15), ItemDraft("Three")]


@pytest.fixture
def meeting(do: Any, today: date) -> str:
    draft = MeetingDraft("Liaison", MeetingKind.LIAISON, today, time(19), time(21), audience=Audience.COUNCIL)
    return do(lambda work: meetings.plan(work, draft, ITEMS))


@pytest.fixture
def taken(do: Any, meeting: str) -> str:
    return do(lambda work: minutes.start(work, meeting))


def _card(desk: Desk, key: str) -> Any:
    return desk.read(lambda session: meetings.card(session, key))


def _texts(desk: Desk, key: str) -> list[str]:
    return [block.text for block in desk.read(lambda session: minutes.page(session, key)).blocks]


def test_what_a_meeting_needs(do: Any, today: date) -> None:
    for draft, field in (
        (MeetingDraft("No date"), "on_date"),
        (MeetingDraft(on_date=today, start_at=time(20), end_at=time(19)), "end_at"),
    ):
        with pytest.raises(Refused) as refused:
            do(lambda work, draft=draft: meetings.plan(work, draft))
        assert refused.value.field == field


def test_the_agenda_keeps_the_clock_and_the_audience(desk: Desk, do: Any, meeting: str) -> None:
    items = _card(desk, meeting).items
    assert [(item.number, item.title, item.starts) for item in items] == [
        (1, "One", time(19)), (2, "Two", time(19, 5)), (3, "Three", time(19, 20)),
    ]  # fmt: skip
    assert {item.audience for item in items} == {Audience.COUNCIL}
    assert agendas.expected_end(_card(desk, meeting)) == time(19, 20)


@pytest.mark.parametrize(
    ("to", "order"),
    [(1, "Three One Two"), (2, "One Three Two"), (3, "One Two Three"), (99, "One Two Three"), (-4, "Three One Two")],
)
def test_items_move(desk: Desk, do: Any, meeting: str, to: int, order: str) -> None:
    key = _card(desk, meeting).items[2].id
    do(lambda work: meetings.move_item(work, key, to))
    assert [item.title for item in _card(desk, meeting).items] == order.split()
    assert [item.number for item in _card(desk, meeting).items] == [1, 2, 3]


def test_item_rules(desk: Desk, do: Any, meeting: str, taken: str) -> None:
    one, two, _three = (item.id for item in _card(desk, meeting).items)
    for draft in (ItemDraft(" "), ItemDraft("One", minutes=-1), ItemDraft("One", minutes=5000)):
        with pytest.raises(Refused):
            do(lambda work, draft=draft: meetings.edit_item(work, one, draft))
    do(lambda work: minutes.add_block(work, taken, one, "Said"))
    with pytest.raises(Refused, match="This item has minutes"):
        do(lambda work: meetings.remove_item(work, one))
    do(lambda work: meetings.remove_item(work, two))
    assert [item.title for item in _card(desk, meeting).items] == ["One", "Three"]


def test_blocks_stand_where_they_were_put(desk: Desk, do: Any, meeting: str, taken: str) -> None:
    one, two, _three = (item.id for item in _card(desk, meeting).items)
    first = do(lambda work: minutes.add_block(work, taken, two, "b"))
    do(lambda work: minutes.add_block(work, taken, two, "d", kind=BlockKind.BULLET))
    do(lambda work: minutes.add_block(work, taken, two, "c", after=first))
    do(lambda work: minutes.add_block(work, taken, one, "a"))
    do(lambda work: minutes.add_block(work, taken, None, "before all items"))
    assert _texts(desk, meeting) == ["before all items", "a", "b", "c", "d"]
    do(lambda work: minutes.edit_block(work, first, " B "))
    assert _texts(desk, meeting)[2] == "B"


def test_a_minuted_action_is_one_record(desk: Desk, do: Any, meeting: str, taken: str) -> None:
    one = _card(desk, meeting).items[0].id
    block, action = do(lambda work: minutes.add_action(work, taken, one, ActionDraft("Mend the gate")))
    row = desk.read(lambda session: actions.rows(session, [action]))[0]
    assert (row.number, row.audience, row.meeting_id) == ("26/1", Audience.COUNCIL, meeting)
    do(lambda work: actions.edit(work, action, ActionDraft("Mend the gates", audience=Audience.COUNCIL)))
    assert _texts(desk, meeting) == ["Mend the gates"]
    do(lambda work: minutes.remove_block(work, block))
    assert _texts(desk, meeting) == []
    assert desk.read(lambda session: actions.card(session, action)).binned


def test_an_action_that_has_moved_on_is_not_taken_out_with_its_block(do: Any, taken: str) -> None:
    block, action = do(lambda work: minutes.add_action(work, taken, None, ActionDraft("Mend the gate")))
    do(lambda work: actionsteps.set_status(work, action, ActionStatus.DONE))
    with pytest.raises(Refused, match="has moved on since"):
        do(lambda work: minutes.remove_block(work, block))


def test_decisions_are_numbered_by_the_month_of_the_meeting(desk: Desk, do: Any, meeting: str, taken: str) -> None:
    keys = [do(lambda work: minutes.add_decision(work, taken, None, DecisionDraft("Agree"))) for _n in range(3)]
    do(lambda work: minutes.remove_block(work, keys[2][0]))
    do(lambda work: minutes.add_decision(work, taken, None, DecisionDraft("Agree again")))
    found = desk.read(lambda session: decisions.of_meeting(session, meeting))
    assert [row.number for row in found] == ["2026/11/1", "2026/11/2", "2026/11/4"]
    with pytest.raises(Refused, match="Say what was decided"):
        do(lambda work: minutes.add_decision(work, taken, None, DecisionDraft(" ")))


def test_approved_minutes_do_not_change(do: Any, meeting: str, taken: str) -> None:
    block = do(lambda work: minutes.add_block(work, taken, None, "Said"))
    do(lambda work: work.session.execute(update(Minutes).values(state=MinutesState.APPROVED)))
    for job in (
        lambda work: minutes.add_block(work, taken, None, "More"),
        lambda work: minutes.edit_block(work, block, "Never said"),
        lambda work: minutes.remove_block(work, block),
        lambda work: minutes.add_action(work, taken, None, ActionDraft("Do it")),
        lambda work: minutes.add_decision(work, taken, None, DecisionDraft("Agree")),
        lambda work: minutes.add_declaration(work, taken, None, "Ann Bell", "A shop"),
        lambda work: minutes.start(work, meeting),
    ):
        with pytest.raises(Refused, match="have been approved"):
            do(job)


def test_finishing_makes_it_a_meeting_that_was_held(desk: Desk, do: Any, meeting: str, taken: str, today: date) -> None:
    assert do(lambda work: minutes.start(work, meeting)) == taken, "going on, not beginning again"
    do(lambda work: minutes.finish(work, meeting))
    card = _card(desk, meeting)
    assert (card.status, card.minutes_state) == (MeetingStatus.HELD, MinutesState.DRAFT)
    assert desk.read(lambda session: meetings.last_id(session, today)) == meeting


def test_voters_are_present_and_others_in_attendance(desk: Desk, do: Any, meeting: str) -> None:
    def cast(work: Any) -> tuple[str, str]:
        voter, guest = (people.add_person(work, PersonDraft(name)) for name in ("Ann Bell", "Cai Dale"))
        own = posts.own_body(work.session)
        assert own
        posts.add_membership(work, voter, MembershipDraft(own, Role.CHAIR, votes=True))
        return voter, guest

    voter, guest = do(cast)
    for who in (voter, guest):
        do(lambda work, who=who: attendance.enter(work, meeting, AttendanceDraft(who)))
    do(lambda work: attendance.enter(work, meeting, AttendanceDraft(name="A resident")))
    there = _card(desk, meeting).attendance
    assert {(row.name, row.presence, row.votes) for row in there} == {
        ("Ann Bell", Presence.PRESENT, True), ("Cai Dale", Presence.IN_ATTENDANCE, False),
        ("A resident", Presence.IN_ATTENDANCE, False),
    }  # fmt: skip
    assert voting.here(there) == 1
    do(lambda work: attendance.enter(work, meeting, AttendanceDraft(voter, left_at=time(20))))
    assert voting.here(_card(desk, meeting).attendance) == 0
    assert len(_card(desk, meeting).attendance) == 3, "the same person is entered once"
    with pytest.raises(Refused, match="Say who it is"):
        do(lambda work: attendance.enter(work, meeting, AttendanceDraft()))


def test_a_cancelled_meeting_is_not_minuted_until_it_is_put_back(
    desk: Desk, do: Any, meeting: str, today: date
) -> None:  # fmt: skip
    def stored() -> tuple[int, MeetingStatus]:
        row = desk.read(lambda session: session.get_one(Meeting, meeting))
        return row.sequence, row.status

    do(lambda work: minutes.start(work, meeting))
    do(lambda work: cancelling.cancel(work, meeting, "us", "snow"))
    before = stored()[0]
    for job in (minutes.start, minutes.finish):
        with pytest.raises(Refused, match="This meeting was cancelled"):
            do(lambda work, job=job: job(work, meeting))
    do(lambda work: cancelling.reinstate(work, meeting))
    assert stored() == (before + 1, MeetingStatus.PLANNED)
    do(lambda work: minutes.start(work, meeting))


def test_lists_and_their_counts_agree(desk: Desk, do: Any, meeting: str, today: date) -> None:
    past = do(lambda work: meetings.plan(work, MeetingDraft("Past", on_date=today - timedelta(40))))
    off = do(lambda work: meetings.plan(work, MeetingDraft("Off", on_date=today + timedelta(1))))
    do(lambda work: cancelling.cancel(work, off, "The chair", "Snow"))

    def ids(only: MeetingFilter, **more: Any) -> list[str]:
        return desk.read(lambda session: meetings.ids(session, MeetingQuery(only, **more), today))

    assert ids(MeetingFilter.ALL) == [off, meeting, past]
    assert ids(MeetingFilter.COMING) == [meeting]
    assert ids(MeetingFilter.PAST) == [off, past], "what was called off is over"
    assert ids(MeetingFilter.ALL, words="liais") == [meeting]
    assert desk.read(lambda s: meetings.counts(s, today)) == {only: len(ids(only)) for only in MeetingFilter}
    do(lambda work: meetings.bin_meeting(work, meeting))
    assert ids(MeetingFilter.COMING) == []
    assert desk.read(lambda session: meetings.next_id(session, today)) is None


def test_a_list_needs_as_many_statements_for_fifty_as_for_one(desk: Desk, do: Any, today: date) -> None:
    keys = [do(lambda work: meetings.plan(work, MeetingDraft("M", on_date=today))) for _n in range(50)]
    few, many = (statements(desk, lambda s, k=k: meetings.rows(s, k)) for k in (keys[:1], keys))
    assert few == many == 1
