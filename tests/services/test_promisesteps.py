"""What happens to a promise later: whose it is, what moves its date, and on which day it was done."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from villagedesk.core.errors import Refused
from villagedesk.core.promises import PromiseState
from villagedesk.core.words import OrganizationKind, Role, Side
from villagedesk.records.actions import ActionDraft, Narrow
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.promises import PromiseDraft, PromiseFilter, PromiseRow, SaidDraft, TermDraft
from villagedesk.services import actions, actionsteps, meetings, people, posts, promisesteps, promising
from villagedesk.services.actions import ActionQuery
from villagedesk.services.desk import Desk
from villagedesk.services.promising import PromiseQuery

TODAY = date(2026, 11, 21)
AGO = TODAY - timedelta(60)


@pytest.fixture
def parks(do: Any) -> str:
    return do(lambda work: people.add_organization(work, OrganizationDraft("Parks", kind=OrganizationKind.COUNCIL)))


def body(do: Any, name: str, kind: OrganizationKind, **more: Any) -> str:
    return do(lambda work: people.add_organization(work, OrganizationDraft(name, kind=kind, **more)))


def councillor(do: Any, council: str, end_on: date | None = None) -> str:
    def job(work: Any) -> str:
        key = people.add_person(work, PersonDraft("Cllr Rees"))
        seat = MembershipDraft(council, Role.COUNCILLOR, start_on=date(2020, 5, 1), end_on=end_on)
        posts.add_membership(work, key, seat)
        return key

    return do(job)


def promise(do: Any, draft: PromiseDraft) -> str:
    return do(lambda work: promisesteps.promise(work, replace(draft, raised_on=AGO)))


def row(desk: Desk, key: str) -> PromiseRow:
    return desk.read(lambda session: promising.rows(session, [key], TODAY))[0]


def test_a_councillors_promise_is_the_councils_not_their_clubs(desk: Desk, do: Any, parks: str) -> None:
    rees = councillor(do, parks)
    club = body(do, "Rotary Club", OrganizationKind.PARTNER)
    joined = MembershipDraft(club, Role.MEMBER, start_on=date(2024, 5, 1))
    do(lambda work: posts.add_membership(work, rees, joined))
    assert row(desk, promise(do, PromiseDraft("Fix the light", owner_id=rees))).body == "Parks"


def test_a_councils_promises_are_those_of_its_teams_however_far_down(desk: Desk, do: Any, parks: str) -> None:
    streets = body(do, "Streets", OrganizationKind.DEPARTMENT, parent_id=parks)
    lights = body(do, "Lights", OrganizationKind.DEPARTMENT, parent_id=streets)
    key = promise(do, PromiseDraft("Fix the light", organization_id=lights))
    assert row(desk, key).side is Side.THEIRS
    query = PromiseQuery(PromiseFilter.ALL, body_id=parks)
    assert desk.read(lambda session: promising.ids(session, query, TODAY)) == [key]
    in_log = ActionQuery(narrow=Narrow.BODY, key=parks)
    assert desk.read(lambda session: actions.ids(session, in_log, TODAY)) == [key]


def due_by_meeting(do: Any, parks: str, days: int, to: int, **more: Any) -> str:
    """The key of an action due by a meeting so many days from today, which then has another day."""
    on, moved = TODAY + timedelta(days), TODAY + timedelta(to)

    def job(work: Any) -> str:
        meeting = meetings.plan(work, MeetingDraft("Liaison", on_date=on))
        draft = ActionDraft("Fix the light", organization_id=parks, due_meeting_id=meeting, **more)
        key = actions.add(work, draft, raised_on=AGO)
        meetings.edit(work, meeting, MeetingDraft("Liaison", on_date=moved))
        return key

    return do(job)


def test_a_meeting_that_moves_does_not_move_what_was_promised_by_it(desk: Desk, do: Any, parks: str) -> None:
    key = due_by_meeting(do, parks, 10, 40, is_promise=True)
    found = row(desk, key)
    assert (found.counts_on, found.due_on) == (TODAY + timedelta(10), TODAY + timedelta(40))
    for side in (Side.OURS, Side.THEIRS):
        do(lambda work, side=side: promisesteps.agree(work, key, side, TODAY))
    assert row(desk, key).counts_on == TODAY + timedelta(40)


@pytest.mark.parametrize("is_promise", [True, False])
def test_what_is_late_stays_late_when_its_meeting_moves(desk: Desk, do: Any, parks: str, is_promise: bool) -> None:
    key = due_by_meeting(do, parks, -3, 40, is_promise=is_promise)
    found = desk.read(lambda session: actions.rows(session, [key]))[0]
    assert (found.due_on, found.due_meeting_id) == (TODAY - timedelta(3), None)
    if is_promise:
        assert row(desk, key).standing is PromiseState.NOT_DONE


def test_who_agreed_to_a_date_has_not_agreed_to_another(desk: Desk, do: Any, parks: str) -> None:
    draft = PromiseDraft("Fix the light", organization_id=parks, raised_on=AGO, due_on=TODAY - timedelta(10))
    key, agreed = promise(do, draft), TODAY + timedelta(5)
    do(lambda work: promisesteps.renegotiate(work, key, TermDraft(agreed, "Snow", TODAY, TODAY)))
    in_log = ActionDraft("Fix the light", organization_id=parks, due_on=TODAY + timedelta(300), is_promise=True)
    for retype in (
        lambda work: promisesteps.edit(work, key, replace(draft, due_on=TODAY + timedelta(300))),
        lambda work: actions.edit(work, key, in_log),
    ):
        with pytest.raises(Refused) as refused:
            do(retype)
        assert refused.value.field == "due_on"
    assert row(desk, key).counts_on == agreed


def test_what_a_councillor_promised_stays_theirs_when_they_have_left(desk: Desk, do: Any, parks: str) -> None:
    rees = councillor(do, parks, end_on=TODAY - timedelta(3))
    draft = PromiseDraft("Fix the light", owner_id=rees)
    key = promise(do, draft)
    do(lambda work: promisesteps.edit(work, key, replace(draft, text="Fix the lamp")))
    do(lambda work: actions.edit(work, key, ActionDraft("Fix the lamps", owner_id=rees, is_promise=True)))
    assert row(desk, key).side is Side.THEIRS
    ours = desk.read(posts.own_body)
    do(lambda work: promisesteps.edit(work, key, PromiseDraft("Fix the lamps", organization_id=ours)))
    assert row(desk, key).side is Side.OURS


def test_the_day_it_was_done_is_put_right_everywhere(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, PromiseDraft("Fix the light", organization_id=parks, due_on=TODAY - timedelta(10)))

    def after(job: Any) -> tuple[object, ...]:
        do(job)
        found = row(desk, key)
        dated = desk.read(lambda session: actions.card(session, key)).states[-1].set_on
        return found.standing, found.done_on, found.reported_on, dated

    first, right, late = (TODAY - timedelta(days) for days in (5, 12, 3))
    found = after(lambda work: promisesteps.report(work, key, SaidDraft("Rob", first)))
    assert found == (PromiseState.DONE_LATE, first, first, first)
    found = after(lambda work: promisesteps.report(work, key, SaidDraft("Rob", right)))
    assert found == (PromiseState.DONE, right, right, right)
    found = after(lambda work: actionsteps.set_done_on(work, key, late))
    assert found == (PromiseState.DONE_LATE, late, late, late)
    do(lambda work: promisesteps.confirm(work, key, SaidDraft("Ann", TODAY - timedelta(2))))
    for day in (AGO - timedelta(1), TODAY):
        with pytest.raises(Refused) as refused:
            do(lambda work, day=day: actionsteps.set_done_on(work, key, day))
        assert refused.value.field == "on"


def test_a_day_that_only_the_confirmation_told_is_put_right_with_it(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, PromiseDraft("Fix the light", organization_id=parks))
    for day in (TODAY - timedelta(2), TODAY - timedelta(4), TODAY):
        do(lambda work, day=day: promisesteps.confirm(work, key, SaidDraft("Ann", day)))
        found = row(desk, key)
        assert (found.done_on, found.confirmed_on) == (day, day)
