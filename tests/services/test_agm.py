"""The annual general meeting, planned back from its date, and decisions between meetings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import ActionStatus, MeetingKind, Outcome, Role, Written
from villagedesk.models import Decision
from villagedesk.records.agm import AgmDraft
from villagedesk.records.constitution import Rules
from villagedesk.records.meetings import DecisionDraft, MeetingDraft
from villagedesk.records.people import MembershipDraft, PersonDraft
from villagedesk.services import actions, actionsteps, agm, constitution, meetings, minutes, people, posts, written

TODAY = date(2026, 11, 21)
AGM = MeetingDraft("Annual general meeting", MeetingKind.AGM, date(2027, 3, 4), time(19))


@pytest.fixture
def meeting(do: Any) -> str:
    def add(work: Any) -> str:
        own = posts.own_body(work.session) or ""
        for name, role, votes in (("Jo", Role.CHAIR, True), ("Alun", Role.MEMBER, True), ("Grace", Role.MEMBER, False)):
            key = people.add_person(work, PersonDraft(name))
            posts.add_membership(work, key, MembershipDraft(own, role, votes=votes))
        return meetings.plan(work, AGM)

    return do(add)


def steps(desk: Any, meeting: str, draft: AgmDraft = AgmDraft()) -> dict[str, Any]:  # noqa: B008 - frozen
    return {step.name: step for step in desk.read(lambda s: agm.plan(s, meeting, TODAY, draft)).steps}


def test_the_steps_are_worked_back_from_the_date(desk, meeting):
    found = steps(desk, meeting)
    assert list(found) == [
        "open_days", "accounts_days", "reports_days", "notice_days", "close_days", "papers_days",
    ]  # fmt: skip
    assert (found["open_days"].due, found["papers_days"].due) == (date(2027, 1, 7), date(2027, 2, 25))
    assert "close_days" not in steps(desk, meeting, AgmDraft(close_days=None))


def test_the_notice_goes_by_the_day_that_the_constitution_has(desk, do, meeting):
    rules = Rules(MeetingKind.AGM, notice_days=14, notice_clause="Fourteen clear days' notice")
    do(lambda work: constitution.edit(work, MeetingKind.AGM, rules))
    step = steps(desk, meeting)["notice_days"]
    assert (step.due, step.why[:25]) == (date(2027, 2, 17), "As your constitution says")
    assert desk.read(lambda s: agm.plan(s, meeting, TODAY, AgmDraft())).clause == "Fourteen clear days' notice"


def test_the_steps_become_actions_and_move_with_the_meeting(desk, do, meeting):
    assert do(lambda work: agm.write(work, meeting, AgmDraft())) == 6
    assert do(lambda work: agm.write(work, meeting, AgmDraft())) == 0
    found = steps(desk, meeting)
    assert all(step.is_planned for step in found.values())
    do(lambda work: actionsteps.set_status(work, found["open_days"].action_id, ActionStatus.DONE))
    do(lambda work: meetings.edit(work, meeting, replace(AGM, on_date=date(2027, 3, 11))))
    assert do(lambda work: agm.write(work, meeting, AgmDraft())) == 5
    card = desk.read(lambda s: actions.card(s, found["papers_days"].action_id))
    assert (card.row.due_on, card.dues[-1].reason) == (date(2027, 3, 4), "The meeting is on 11 March 2027")


def test_only_a_general_meeting_and_sensible_days(desk, do, meeting):
    other = do(lambda work: meetings.plan(work, replace(AGM, kind=MeetingKind.COMMITTEE)))
    for key, draft in ((other, AgmDraft()), (meeting, AgmDraft(open_days=-1)), (meeting, AgmDraft(papers_days=999))):
        with pytest.raises(Refused):
            steps(desk, key, draft)


def test_the_papers_list_who_may_vote_on_that_day(desk, do, meeting):
    do(lambda work: agm.write(work, meeting, AgmDraft()))
    paper = desk.read(lambda s: agm.papers(s, meeting, TODAY))
    assert [name for name, _office in paper.voters] == ["Alun", "Jo"]
    assert (paper.closes_on, "Chair" in paper.posts) == (date(2027, 2, 18), True)
    assert agm.paper_name("Voting roll", paper) == "Voting roll, Annual general meeting, 4 March 2027.pdf"
    assert all(make(paper).startswith(b"%PDF") for make in (agm.roll_pdf, agm.sign_in_pdf, agm.nomination_pdf))


def record(do: Any, on: date = TODAY) -> str:
    draft = DecisionDraft("Buy a kettle")
    return do(lambda work: written.record(work, MeetingKind.COMMITTEE, draft, on, Audience.COMMITTEE))


def rule(do: Any, **values: Any) -> None:
    do(lambda work: constitution.edit(work, MeetingKind.COMMITTEE, Rules(MeetingKind.COMMITTEE, **values)))


def test_a_decision_between_meetings_needs_a_constitution_that_allows_it(do):
    with pytest.raises(Refused, match="Settings"):
        record(do)
    rule(do, written=Written.NO, written_clause="All decisions are made in meetings.")
    with pytest.raises(Refused, match=r"“All decisions are made in meetings\.”"):
        record(do)
    rule(do, written=Written.BINDS)
    with pytest.raises(Refused, match="which day"):
        record(do, date(2026, 11, 22))


def test_one_that_binds_stands_from_its_own_day(desk, do):
    rule(do, written=Written.BINDS)
    key = record(do)
    row = desk.read(lambda s: s.get_one(Decision, key))
    assert (row.to_ratify, row.ratified_on, row.ratified_id, row.number) == (False, None, None, "2026/11/1")
    assert desk.read(written.waiting) == ()


@pytest.mark.parametrize("is_carried", [True, False])
def test_one_to_be_ratified_is_listed_until_a_meeting_has(desk, do, is_carried):
    rule(do, written=Written.RATIFIED)
    key = record(do)
    assert [row.text for row in desk.read(written.waiting)] == ["Buy a kettle"]
    early = do(lambda work: meetings.plan(work, MeetingDraft("Committee", on_date=date(2026, 11, 1))))
    late = do(lambda work: meetings.plan(work, MeetingDraft("Committee", on_date=TODAY)))
    with pytest.raises(Refused):
        do(lambda work: written.ratify(work, key, early))
    do(lambda work: written.ratify(work, key, late, is_carried=is_carried))
    row = desk.read(lambda s: s.get_one(Decision, key))
    assert (row.ratified_id, row.outcome is Outcome.AGREED) == (late, is_carried)
    assert desk.read(written.waiting) == ()
    (block,) = desk.read(lambda s: minutes.page(s, late)).blocks
    assert block.text.endswith("atified: decision 2026/11/1, made between meetings on 21 November 2026: Buy a kettle")
    with pytest.raises(Refused, match="does not wait"):
        do(lambda work: written.ratify(work, key, late))
