"""Votes, quorums and elections, as the constitution says."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from villagedesk.core.errors import Refused
from villagedesk.core.words import (
    Majority,
    MajorityOf,
    MeetingKind,
    MeetingStatus,
    OrganizationKind,
    Outcome,
    Presence,
    QuorumKind,
    Role,
    Side,
    Way,
)
from villagedesk.models import Constitution, Meeting, Membership, Post
from villagedesk.records.actions import ActionDraft
from villagedesk.records.consent import ErasurePlan
from villagedesk.records.meetings import AttendanceDraft, DecisionDraft, ItemDraft, MeetingDraft, MinutesPage
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.questions import QuestionDraft
from villagedesk.services import (
    attendance,
    erasure,
    meetings,
    minutes,
    papers,
    people,
    posts,
    questions,
    voting,
)
from villagedesk.services.desk import Desk, Work

NAMES = ("Jane Smith", "Tom Ellis", "Ann Cole", "Bob Price", "Cai Rees")


class Room:
    """A committee of five in its meeting, all of them here; two items."""

    def __init__(self, desk: Desk, do: Any, today: date) -> None:
        self.desk, self._do, self.people = desk, do, dict[str, str]()
        self.meeting = do(lambda work: self._fill(work, today))
        self.minutes = do(lambda work: minutes.start(work, self.meeting))
        self.items = [item.id for item in self.card().items]

    def _fill(self, work: Work, today: date) -> str:
        own = posts.own_body(work.session) or ""
        for name in NAMES:
            self.people[name] = people.add_person(work, PersonDraft(name))
            role = Role.CHAIR if name == "Jane Smith" else Role.COMMITTEE
            posts.add_membership(work, self.people[name], MembershipDraft(own, role, votes=True))
        council = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
        self.people["Grace"] = people.add_person(work, PersonDraft("Grace Adeyemi"))
        posts.add_membership(work, self.people["Grace"], MembershipDraft(council, Role.OFFICER))
        draft = MeetingDraft("Committee", MeetingKind.COMMITTEE, today, time(19), time(21), with_id=council)
        meeting = meetings.plan(work, draft, [ItemDraft("One"), ItemDraft("Two")])
        for name in (*NAMES, "Grace"):
            attendance.enter(work, meeting, AttendanceDraft(self.people[name]))
        return meeting

    def card(self) -> Any:
        return self.desk.read(lambda session: meetings.card(session, self.meeting))

    def says(self, **said: Any) -> None:
        """What the constitution says."""
        self._do(lambda work: work.session.add(Constitution(id="1", kind=MeetingKind.COMMITTEE, **said)))

    def page(self) -> MinutesPage:
        found = self.desk.read(lambda session: minutes.page(session, self.meeting))
        assert found
        return found

    def decide(self, item: int = 0, **said: Any) -> Any:
        """A decision; as it is listed."""
        draft = DecisionDraft("To ask for a crossing", **said)
        self._do(lambda work: minutes.add_decision(work, self.minutes, self.items[item], draft))
        return self.card().decisions[-1]

    def elect(self, line: str) -> str:
        return str(self._do(lambda work: minutes.add_election(work, self.minutes, self.items[0], line))[0])

    def holders(self, label: str, on: date) -> list[str]:
        def job(session: Any) -> list[str]:
            post = select(Post.id).where(Post.label == label)
            held = posts.memberships(session, Membership.post_id.in_(post), on)
            return sorted(card.person for card in held if posts.holds(card, on))

        return self.desk.read(job)


@pytest.fixture
def room(desk: Desk, do: Any, today: date) -> Room:
    return Room(desk, do, today)


def test_more_hands_than_voters_are_refused_with_the_numbers(room: Room) -> None:
    with pytest.raises(Refused) as refused:
        room.decide(way=Way.VOTE, votes_for=4, votes_against=2)
    assert refused.value.message == "6 votes were counted, but 5 people here can vote."
    assert room.card().decisions == ()
    assert room.decide(way=Way.VOTE, votes_for=3, votes_against=2).voters == 5


def test_only_who_has_a_vote_in_the_body_on_that_date_counts(room: Room) -> None:
    there = room.card().attendance
    assert len(there) == 6
    assert voting.here(there) == 5
    assert next(seat for seat in there if seat.name == "Grace Adeyemi").presence is Presence.IN_ATTENDANCE


def test_the_majority_that_applies_decides(room: Room) -> None:
    room.says(
        majority=Majority.SIMPLE, special_majority=Majority.TWO_THIRDS, special_majority_of=MajorityOf.PRESENT,
        has_casting_vote=True,
    )  # fmt: skip
    assert room.decide(way=Way.VOTE, votes_for=3, votes_against=2).outcome is Outcome.AGREED
    assert room.decide(way=Way.VOTE, votes_for=3, votes_against=2, is_special=True).outcome is Outcome.NOT_AGREED
    assert room.decide(way=Way.VOTE, votes_for=2, votes_against=2, abstained=1).outcome is Outcome.NOT_AGREED
    tied = room.decide(way=Way.BALLOT, votes_for=2, votes_against=2, casting_for=True)
    assert tied.outcome is Outcome.AGREED
    assert tied.how == "2 for, 2 against, by ballot, the chair's casting vote for"
    with pytest.raises(Refused) as refused:
        room.decide(way=Way.VOTE, votes_for=3, votes_against=2, casting_for=True)
    assert refused.value.field == "casting_for"


def test_a_casting_vote_and_proxies_are_as_the_constitution_says(room: Room) -> None:
    for said in ({"casting_for": True}, {"proxies": 1}):
        with pytest.raises(Refused, match="Your constitution, as it is entered"):
            room.decide(way=Way.VOTE, votes_for=2, votes_against=2, **said)
    room.says(has_proxies=True)
    assert room.decide(way=Way.VOTE, votes_for=6, votes_against=0, proxies=1).how == "6 for, 0 against, 1 by proxy"


def test_who_has_a_conflict_drops_out_for_that_item(room: Room, do: Any) -> None:
    def declare(work: Work) -> None:
        minutes.add_declaration(work, room.minutes, room.items[0], "Ann Cole", "Lives there", stays=True)
        minutes.add_declaration(work, room.minutes, room.items[0], "Tom Ellis", "Trustee", stays=False)

    do(declare)
    assert room.decide(way=Way.VOTE, votes_for=4, votes_against=0).voters == 4
    room.says(conflicted_leave=True)
    with pytest.raises(Refused, match="4 votes were counted, but 3 people here can vote"):
        room.decide(way=Way.VOTE, votes_for=4, votes_against=0)
    assert room.decide(1, way=Way.VOTE, votes_for=5, votes_against=0).voters == 5


def test_without_a_quorum_nothing_is_decided(room: Room, do: Any) -> None:
    room.says(quorum=QuorumKind.GREATER, quorum_number=3, quorum_fraction="2/3", quorum_clause="Clause 12")
    rules = room.desk.read(lambda session: voting.rules(session, session.get_one(Meeting, room.meeting)))
    assert (rules.members, rules.needed, rules.clause) == (5, 4, "Clause 12")
    for name in ("Ann Cole", "Bob Price"):
        leaves = AttendanceDraft(room.people[name], left_at=time(20, 10))
        do(lambda work, leaves=leaves: minutes.somebody_moves(work, room.meeting, room.items[0], leaves, time(20, 10)))
    with pytest.raises(Refused, match="3 of the 4 voting members needed are here"):
        room.decide()
    with pytest.raises(Refused, match="3 of the 4 voting members needed are here"):
        room.elect("Chair: Cat Ellis")
    assert room.decide(outcome=Outcome.DEFERRED).outcome is Outcome.DEFERRED
    do(lambda work: minutes.quorum_lost(work, room.minutes, room.items[0], time(20, 11), goes_on=True))
    page = room.page()
    assert [block.text for block in page.blocks if block.kind.value in ("departure", "quorum")] == [
        "Ann Cole left at 8:10pm",
        "Bob Price left at 8:10pm",
        "3 voting members were still here at 8:11pm, 4 needed: no quorum. The meeting went on as a discussion, without decisions.",
    ]


def test_an_adjourned_meeting_goes_on_with_what_is_left(room: Room, do: Any) -> None:
    room.says(
        quorum=QuorumKind.NUMBER, quorum_number=9, adjourned_quorum=QuorumKind.NUMBER, adjourned_number=2,
    )  # fmt: skip
    do(lambda work: minutes.add_block(work, room.minutes, room.items[0], "All was said."))
    do(lambda work: papers.attach(work, room.items[1], "plan.txt", b"three options"))
    do(lambda work: minutes.quorum_lost(work, room.minutes, room.items[1], time(20, 11), goes_on=False))

    def rest(session: Any) -> tuple[Any, Any]:
        key = session.scalar(select(Meeting.id).where(Meeting.adjourned_from_id == room.meeting))
        return meetings.card(session, key), voting.rules_of(session, key)

    goes_on, rules = room.desk.read(rest)
    before = room.desk.read(lambda session: meetings.card(session, room.meeting))
    assert [item.title for item in goes_on.items] == [item.title for item in before.items[1:]]
    assert [(item.papers, item.audience) for item in goes_on.items] == [
        (item.papers, item.audience) for item in before.items[1:]
    ]
    assert goes_on.items[0].papers == before.items[1].papers == ("plan.txt",)
    assert (goes_on.on_date, goes_on.title) == (before.on_date + timedelta(days=7), f"{before.title}, adjourned")
    assert (before.status, rules.needed) == (MeetingStatus.HELD, 2)


def test_an_election_opens_and_closes_memberships_and_can_be_taken_back(room: Room, do: Any, today: date) -> None:
    later = date(today.year + 1, 1, 1)
    room.elect("Chair: Ann Cole (Tom Ellis, Bob Price)")
    assert room.holders("Chair", later) == ["Ann Cole"]
    block = room.elect("Chair: Ann Cole 2, Cai Rees 3")
    assert room.holders("Chair", later) == ["Cai Rees"]
    page = room.page()
    assert [(found.detail, found.text, found.more) for found in page.blocks] == [
        ("Chair", "Ann Cole was elected, unopposed", "Proposed by Tom Ellis, seconded by Bob Price"),
        ("Chair", "Cai Rees (3) was elected, by a vote", "Also stood: Ann Cole (2)"),
    ]
    jane = room.desk.read(lambda session: people.person(session, room.people["Jane Smith"], later))
    assert [held.end_on for held in jane.memberships] == [today]
    do(lambda work: minutes.remove_block(work, block))
    assert room.holders("Chair", later) == ["Ann Cole"]


def test_who_is_elected_votes_from_the_next_meeting_on(room: Room) -> None:
    room.says(quorum=QuorumKind.FRACTION, quorum_fraction="1/2")
    room.elect("Treasurer: Grace Adeyemi")
    rules = room.desk.read(lambda session: voting.rules_of(session, room.meeting))
    assert (rules.members, rules.needed) == (5, 3)


def test_seats_votes_and_ties_of_an_election(room: Room, today: date) -> None:
    with pytest.raises(Refused, match="3 people stood for 2 seats"):
        room.elect("Committee member, 2 seats: Ann Cole, Bob Price, Rhian New")
    with pytest.raises(Refused, match="have 2 votes each"):
        room.elect("Committee member, 2 seats: Ann Cole 4, Bob Price 2, Rhian New 2")
    with pytest.raises(Refused, match="6 votes were counted, but 5 people here can vote"):
        room.elect("Treasurer: Ann Cole 4, Bob Price 2")
    with pytest.raises(Refused, match="Nobody here is called Zoe"):
        room.elect("Treasurer: Ann Cole (Zoe)")
    room.elect("Committee member, 2 seats: Ann Cole 4, Bob Price 2, Rhian New 2 *")
    assert "Rhian New" in room.holders("Committee member", date(today.year + 1, 1, 1))


def test_promises_and_questions_go_to_their_places(room: Room, do: Any) -> None:
    do(lambda work: minutes.add_commitment(work, room.minutes, room.items[0], ActionDraft("Send the survey")))
    do(lambda work: minutes.add_question(work, room.minutes, room.items[0], QuestionDraft("When will it be done?")))
    (promise,) = room.card().actions
    assert (promise.side, promise.is_promise, promise.owner) == (Side.THEIRS, True, "Brynafon Council")
    page = room.page()
    asked = room.desk.read(lambda session: questions.card(session, page.blocks[1].record_id or ""))
    assert (asked.row.body_name, asked.row.meeting_id) == ("Brynafon Council", room.meeting)


def test_a_motion_outlives_who_moved_it(room: Room, do: Any) -> None:
    moved = room.decide(proposer_id=room.people["Tom Ellis"], seconder_id=room.people["Ann Cole"])
    assert (moved.proposer, moved.seconder) == ("Tom Ellis", "Ann Cole")
    with pytest.raises(Refused) as refused:
        room.decide(proposer_id=room.people["Tom Ellis"], seconder_id=room.people["Tom Ellis"])
    assert refused.value.field == "seconder_id"
    do(lambda work: erasure.erase(work, room.people["Tom Ellis"], ErasurePlan()))
    (kept,) = room.card().decisions
    assert (kept.text, kept.proposer, kept.seconder) == ("To ask for a crossing", "", "Ann Cole")
