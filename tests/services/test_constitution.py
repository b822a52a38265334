"""What a constitution says, and how it is applied to meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import (
    DayCount,
    Delivery,
    MeetingKind,
    Presence,
    QuorumKind,
    Role,
)
from villagedesk.models import Meeting
from villagedesk.records.constitution import Rules
from villagedesk.records.meetings import AttendanceDraft, ItemDraft, MeetingDraft
from villagedesk.records.people import MembershipDraft, PersonDraft
from villagedesk.services import attendance, constitution, group, meetings, people, posts, rulewords, voting
from villagedesk.services.desk import Desk

COMMITTEE = MeetingKind.COMMITTEE
TUESDAY = date(2027, 3, 9)


@pytest.fixture
def say(do: Any, desk: Desk) -> Any:
    """Say something of committee meetings."""

    def say(kind: MeetingKind = COMMITTEE, **changes: Any) -> Rules:
        before = desk.read(lambda session: constitution.rules(session, kind))
        do(lambda work: constitution.edit(work, kind, replace(before, **changes)))
        return desk.read(lambda session: constitution.rules(session, kind))

    return say


@pytest.fixture
def meeting(do: Any) -> str:
    return do(lambda work: meetings.plan(work, MeetingDraft("Committee", COMMITTEE, TUESDAY), [ItemDraft("Roof")]))


@pytest.fixture
def join(do: Any, desk: Desk) -> Any:
    """Somebody joins the group."""
    own = desk.read(group.card).organization_id

    def join(name: str, role: Role = Role.COMMITTEE, *, votes: bool = True, **dates: Any) -> str:
        person = do(lambda work: people.add_person(work, PersonDraft(name)))
        draft = MembershipDraft(own, role=role, votes=votes, **dates)
        do(lambda work: posts.add_membership(work, person, draft))
        return person

    return join


def _quorum(desk: Desk, meeting_id: str, item_id: str | None = None) -> tuple[int, int | None, int]:
    """How many with a vote are here, how many must be, and how many there are."""
    said = desk.read(lambda session: voting.rules_of(session, meeting_id))
    card = desk.read(lambda session: meetings.card(session, meeting_id))
    here = voting.here(card.attendance, card.declarations, item_id, conflicted_leave=said.conflicted_leave)
    return here, said.needed, said.members


def test_nothing_is_presumed(desk: Desk, meeting: str, join: Any) -> None:
    join("Ada Lovelace")
    found = desk.read(lambda session: constitution.rule_for(session, meeting))
    assert found == Rules(COMMITTEE)
    assert desk.read(constitution.said) == []
    assert desk.read(lambda session: constitution.notice(session, meeting)) is None
    assert _quorum(desk, meeting) == (0, None, 1)


def test_each_kind_of_meeting_has_its_own(say: Any, desk: Desk) -> None:
    say(quorum=QuorumKind.NUMBER, quorum_number=3, quorum_clause=" “Three shall be a quorum.” ")
    say(MeetingKind.AGM, voters=(Role.CHAIR, Role.MEMBER))
    found = desk.read(constitution.said)
    assert [rules.meeting_kind for rules in found] == [COMMITTEE, MeetingKind.AGM]
    assert found[0].quorum_clause == "“Three shall be a quorum.”"
    assert found[1].voters == (Role.CHAIR, Role.MEMBER)
    say(quorum_number=4)
    assert len(desk.read(constitution.said)) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"quorum_fraction": "2/1"}, "quorum_fraction"),
        ({"quorum_fraction": "0/3"}, "quorum_fraction"),
        ({"quorum_fraction": "many"}, "quorum_fraction"),
        ({"adjourned_fraction": "1/0"}, "adjourned_fraction"),
        ({"quorum_number": 0}, "quorum_number"),
        ({"quorum_number": -2}, "quorum_number"),
        ({"adjourned_number": 10**12}, "adjourned_number"),
        ({"notice_days": -1}, "notice_days"),
        ({"notice_days": 4_000}, "notice_days"),
        ({"received_by_post": -2}, "received_by_post"),
    ],
)
def test_nonsense_is_refused(say: Any, desk: Desk, changes: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        say(**changes)
    assert refused.value.field == field
    assert desk.read(constitution.said) == []


def test_fractions_are_kept_as_they_are_counted(say: Any) -> None:
    assert say(quorum_fraction="a third").quorum_fraction == "1/3"
    assert say(quorum_fraction="10%").quorum_fraction == "1/10"
    assert say(quorum_fraction=" ").quorum_fraction == ""


def test_a_quorum_beyond_the_membership_is_kept_and_said(say: Any) -> None:
    rules = say(quorum=QuorumKind.NUMBER, quorum_number=15)
    meaning = rulewords.quorum_meaning(rules, 12)
    assert meaning.is_odd
    assert meaning.text == "With 12 voting members, 15 must be there: that is more than there are."


def test_the_quorum_counts_who_has_a_vote_and_is_there(say: Any, desk: Desk, do: Any, join: Any, meeting: str) -> None:
    say(quorum=QuorumKind.GREATER, quorum_number=3, quorum_fraction="1/3")
    here = [join(f"Voter {n}") for n in range(2)]
    for n in range(9):
        join(f"Elsewhere {n}")
    join("Gone", end_on=TUESDAY - timedelta(days=1))
    join("Not yet", start_on=TUESDAY + timedelta(days=1))
    guest = join("Listening", Role.MEMBER, votes=False)
    for person in (*here, guest):
        do(lambda work, person=person: attendance.enter(work, meeting, AttendanceDraft(person)))
    do(lambda work: attendance.enter(work, meeting, AttendanceDraft(name="Cllr Guest")))
    assert _quorum(desk, meeting) == (2, 4, 11)


def test_roles_say_who_votes_at_an_agm(say: Any, desk: Desk, do: Any, join: Any) -> None:
    say(MeetingKind.AGM, voters=(Role.MEMBER,), quorum=QuorumKind.FRACTION, quorum_fraction="half")
    agm = do(lambda work: meetings.plan(work, MeetingDraft("AGM", MeetingKind.AGM, TUESDAY)))
    ordinary = [join(f"Member {n}", Role.MEMBER, votes=False) for n in range(3)]
    officer = join("Observer", Role.OTHER)
    for person in (*ordinary[:2], officer):
        do(lambda work, person=person: attendance.enter(work, agm, AttendanceDraft(person)))
    listed = desk.read(lambda session: attendance.listed(session, agm))
    assert {card.name: card.presence for card in listed} == {
        "Member 0": Presence.PRESENT, "Member 1": Presence.PRESENT, "Observer": Presence.IN_ATTENDANCE,
    }  # fmt: skip
    assert _quorum(desk, agm) == (2, 2, 3)
    assert [choice.name for choice in desk.read(lambda session: constitution.voters(session, agm))] == [
        "Member 0", "Member 1", "Member 2",
    ]  # fmt: skip


def test_who_declared_an_interest_drops_out_where_the_constitution_says_so(
    say: Any, desk: Desk, do: Any, join: Any, meeting: str
) -> None:
    say(quorum=QuorumKind.NUMBER, quorum_number=2)
    here = [join("Ada"), join("Bea")]
    for person in here:
        do(lambda work, person=person: attendance.enter(work, meeting, AttendanceDraft(person)))
    item = desk.read(lambda session: meetings.card(session, meeting)).items[0].id
    other = do(lambda work: meetings.add_item(work, meeting, ItemDraft("Paths")))
    do(
        lambda work: attendance.declare(
            work, meeting, item, "Bea", "Owns the roof", audience=Audience.COMMITTEE, person_id=here[1]
        )
    )

    assert _quorum(desk, meeting, item) == (2, 2, 2)
    say(conflicted_leave=True)
    assert _quorum(desk, meeting, item) == (1, 2, 2)
    assert _quorum(desk, meeting, other) == _quorum(desk, meeting) == (2, 2, 2)


def test_who_left_for_an_item_drops_out_of_it(say: Any, desk: Desk, do: Any, join: Any, meeting: str) -> None:
    person = join("Ada")
    do(lambda work: attendance.enter(work, meeting, AttendanceDraft(person)))
    item = desk.read(lambda session: meetings.card(session, meeting)).items[0].id
    do(
        lambda work: attendance.declare(
            work, meeting, item, "Ada", "Owns it", audience=Audience.COMMITTEE, person_id=person, stays=False
        )
    )
    assert _quorum(desk, meeting, item) == (0, None, 1)


def test_an_adjourned_meeting_may_need_fewer(say: Any, desk: Desk, do: Any, join: Any, meeting: str) -> None:
    for n in range(10):
        join(f"Voter {n}")
    again = do(lambda work: meetings.plan(work, MeetingDraft("Again", COMMITTEE, TUESDAY)))
    do(lambda work: work.session.execute(update(Meeting).where(Meeting.id == again).values(adjourned_from_id=meeting)))

    def must(key: str) -> Any:
        return _quorum(desk, key)[1]

    say(quorum=QuorumKind.NUMBER, quorum_number=5)
    assert (must(meeting), must(again)) == (5, 5)
    say(adjourned_quorum=QuorumKind.NUMBER, adjourned_number=2)
    assert (must(meeting), must(again)) == (5, 2)
    say(adjourned_quorum=QuorumKind.NONE)
    assert (must(meeting), must(again)) == (5, None)


def test_another_bodys_meeting_has_none_of_our_rules(say: Any, desk: Desk, do: Any, meeting: str) -> None:
    say(quorum=QuorumKind.NUMBER, quorum_number=5, notice_days=7)
    do(lambda work: work.session.execute(update(Meeting).where(Meeting.id == meeting).values(is_theirs=True)))
    assert desk.read(lambda session: constitution.rule_for(session, meeting)) == Rules(COMMITTEE)


def test_by_when_notice_must_go(say: Any, desk: Desk, do: Any, meeting: str, today: date) -> None:
    say(notice_days=7, notice_count=DayCount.CALENDAR, notice_clause="“Seven days' notice”")

    def state() -> Any:
        return desk.read(lambda session: constitution.notice(session, meeting))

    found = state()
    assert (found.send_by[Delivery.EMAIL], found.send_by[Delivery.POST]) == (date(2027, 3, 2), date(2027, 2, 28))
    assert found.clause == "“Seven days' notice”"
    assert found.in_time(date(2027, 3, 2)) is True
    assert found.in_time(date(2027, 3, 3)) is False
    do(lambda work: constitution.notice_went(work, meeting, today, Delivery.POST))
    assert (state().sent_by, state().in_time(today)) == (Delivery.POST, True)
    do(lambda work: constitution.notice_went(work, meeting, None))
    assert state().sent_on is None
    with pytest.raises(Refused):
        do(lambda work: constitution.notice_went(work, meeting, today + timedelta(days=1)))


def test_notice_that_went_late_is_called_late(say: Any, desk: Desk, do: Any, today: date) -> None:
    say(notice_days=7)
    soon = do(lambda work: meetings.plan(work, MeetingDraft("Soon", COMMITTEE, today + timedelta(days=7))))
    do(lambda work: constitution.notice_went(work, soon, today, Delivery.EMAIL))
    found = desk.read(lambda session: constitution.notice(session, soon))
    assert found is not None
    assert found.in_time(today) is False


def test_who_must_get_notice(say: Any, desk: Desk, join: Any, meeting: str) -> None:
    join("Ada")
    join("Mel", Role.MEMBER, votes=False)

    def names() -> list[str]:
        return [choice.name for choice in desk.read(lambda session: constitution.to_notify(session, meeting))]

    assert names() == ["Ada"]
    say(notified=(Role.COMMITTEE, Role.MEMBER))
    assert names() == ["Ada", "Mel"]
    say(notice_days=7)
    notice = desk.read(lambda session: constitution.notice(session, meeting))
    assert notice is not None
    assert notice.people == 2
