"""Promises of both sides: made, reported, confirmed, renegotiated, let go; counted once, by side and by body."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from villagedesk.core.errors import Refused
from villagedesk.core.promises import Kept, PromiseState
from villagedesk.core.words import ActionStatus, OrganizationKind, Role, Side
from villagedesk.records.actions import ActionDraft, ActionFilter
from villagedesk.records.deals import DealDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.promises import (
    LetGoDraft,
    PromiseDraft,
    PromiseFilter,
    RemarkDraft,
    SaidDraft,
    TermDraft,
)
from villagedesk.services import actions, actionsteps, deals, people, posts, promisesteps, promising
from villagedesk.services.desk import Desk
from villagedesk.services.promising import PromiseQuery

TODAY = date(2026, 11, 21)
AGO = TODAY - timedelta(60)


@pytest.fixture
def parks(do: Any) -> str:
    return do(lambda work: people.add_organization(work, OrganizationDraft("Parks", kind=OrganizationKind.COUNCIL)))


def promise(do: Any, body: str | None, text: str = "Mend the bench", due: int | None = -10, **more: Any) -> str:
    due_on = None if due is None else TODAY + timedelta(due)
    draft = PromiseDraft(text, organization_id=body, raised_on=AGO, due_on=due_on, **more)
    return do(lambda work: promisesteps.promise(work, draft))


def aged(do: Any, key: str) -> None:
    """Let the dates that it has be of long ago, as if they had been typed then."""
    old = "0192f0a0-0000-7000-8000-" + key[-12:]
    do(
        lambda work: work.session.execute(
            text("UPDATE due_date SET id = :new WHERE of_id = :key"), {"new": old, "key": key}
        )
    )


def card(desk: Desk, key: str) -> Any:
    return desk.read(lambda session: promising.card(session, key, TODAY))


def listed(desk: Desk, only: PromiseFilter, **more: Any) -> list[str]:
    keys = desk.read(lambda session: promising.ids(session, PromiseQuery(only, **more), TODAY))
    return [card(desk, key).row.text for key in keys]


def test_a_promise_is_an_action_of_the_log_typed_once(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, parks, due=0)
    row = card(desk, key).row
    assert (row.side, row.standing, row.body, row.number, row.raised_on) == (
        Side.THEIRS, PromiseState.OPEN, "Parks", "26/1", AGO,
    )  # fmt: skip
    late = actions.ActionQuery(ActionFilter.ALL)
    assert desk.read(lambda session: actions.ids(session, late, TODAY)) == [key]


def test_one_of_nobody_or_of_tomorrow_is_refused(do: Any, parks: str) -> None:
    for draft, field in (
        (PromiseDraft("Mend it"), "organization_id"),
        (PromiseDraft(" ", organization_id=parks), "text"),
        (PromiseDraft("Mend it", organization_id=parks, raised_on=TODAY + timedelta(1)), "raised_on"),
    ):
        with pytest.raises(Refused) as refused:
            do(lambda work, draft=draft: promisesteps.promise(work, draft))
        assert refused.value.field == field


def test_reported_then_confirmed_keeps_the_day_it_was_done(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, parks)
    do(lambda work: promisesteps.report(work, key, SaidDraft("Rob", TODAY - timedelta(10))))
    row = card(desk, key).row
    assert (row.standing, row.reported_by, row.confirmed_on) == (PromiseState.DONE, "Rob", None)
    assert listed(desk, PromiseFilter.TO_CONFIRM) == ["Mend the bench"]
    with pytest.raises(Refused) as refused:
        do(lambda work: promisesteps.confirm(work, key, SaidDraft("", TODAY - timedelta(11))))
    assert refused.value.field == "on"
    do(lambda work: promisesteps.confirm(work, key, SaidDraft("Ann", TODAY)))
    row = card(desk, key).row
    assert (row.standing, row.done_on, row.confirmed_on) == (PromiseState.DONE, TODAY - timedelta(10), TODAY)
    assert listed(desk, PromiseFilter.TO_CONFIRM) == []
    do(lambda work: promisesteps.reopen(work, key))
    row = card(desk, key).row
    assert (row.standing, row.reported_on, row.confirmed_by) == (PromiseState.NOT_DONE, None, "")


def test_a_date_counts_once_both_sides_have_agreed(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, parks)
    later = TODAY + timedelta(20)
    one_side = TermDraft(later, "No timber", we_agreed_on=TODAY)
    do(lambda work: promisesteps.renegotiate(work, key, one_side))
    found = card(desk, key)
    assert (found.row.standing, found.row.counts_on, found.row.due_on) == (
        PromiseState.NOT_DONE, TODAY - timedelta(10), later,
    )  # fmt: skip
    assert found.not_agreed == (Side.THEIRS,)
    do(lambda work: promisesteps.agree(work, key, Side.THEIRS, None))
    found = card(desk, key)
    assert (found.row.standing, found.row.counts_on, found.row.renegotiated) == (PromiseState.OPEN, later, 1)
    assert found.not_agreed == ()


def test_moved_in_the_log_alone_it_is_still_not_done(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, parks)
    do(lambda work: actionsteps.move_due(work, key, TODAY + timedelta(9), "Rain"))
    assert card(desk, key).row.standing is PromiseState.NOT_DONE
    assert card(desk, key).not_agreed == (Side.OURS, Side.THEIRS)


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (TermDraft(TODAY, "Rain"), "we_agreed_on"),
        (TermDraft(TODAY, " ", TODAY), "reason"),
        (TermDraft(TODAY - timedelta(10), "Rain", TODAY), "due"),
        (TermDraft(TODAY, "Rain", TODAY + timedelta(1)), "we_agreed_on"),
        (TermDraft(TODAY, "Rain", None, TODAY + timedelta(1)), "they_agreed_on"),
    ],
)
def test_what_another_date_needs(do: Any, parks: str, draft: TermDraft, field: str) -> None:
    key = promise(do, parks)
    with pytest.raises(Refused) as refused:
        do(lambda work: promisesteps.renegotiate(work, key, draft))
    assert refused.value.field == field


def test_given_up_is_not_done_unless_the_other_side_released_it(desk: Desk, do: Any, parks: str) -> None:
    for released, state in ((None, PromiseState.NOT_DONE), (TODAY, PromiseState.RELEASED)):
        key = promise(do, parks, due=30)
        do(lambda work, key=key, on=released: promisesteps.let_go(work, key, LetGoDraft("No money", on)))
        found = card(desk, key)
        assert (found.row.standing, found.reason, found.row.released_on) == (state, "No money", released)
        with pytest.raises(Refused):
            do(lambda work, key=key: promisesteps.report(work, key, SaidDraft()))
        do(lambda work, key=key: promisesteps.reopen(work, key))
        assert card(desk, key).row.standing is PromiseState.OPEN


def test_a_date_agreed_earlier_is_renegotiated_not_typed_over(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, parks)
    typed = PromiseDraft("Mend the bench", organization_id=parks, raised_on=AGO, due_on=TODAY)
    do(lambda work: promisesteps.edit(work, key, typed))  # typed today: put right
    assert card(desk, key).row.counts_on == TODAY
    aged(do, key)
    with pytest.raises(Refused) as refused:
        do(lambda work: promisesteps.edit(work, key, replace(typed, due_on=TODAY + timedelta(5))))
    assert refused.value.field == "due_on"


def test_both_sides_say_their_own_and_a_promise_is_a_reason(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, parks)
    do(lambda work: promisesteps.remark(work, key, RemarkDraft("The timber is late.", by="Rob")))
    said = do(lambda work: promisesteps.remark(work, key, RemarkDraft("We were not told.", Side.OURS)))
    because = do(lambda work: promisesteps.add_because(work, key, ActionDraft("Tell the members")))
    found = card(desk, key)
    assert [(one.side, one.text) for one in found.remarks] == [
        (Side.THEIRS, "The timber is late."), (Side.OURS, "We were not told."),
    ]  # fmt: skip
    assert [one.id for one in found.because] == [because]
    do(lambda work: promisesteps.take_away_remark(work, said))
    assert len(card(desk, key).remarks) == 1


def test_each_is_counted_once_by_side_and_by_body(desk: Desk, do: Any, parks: str) -> None:
    rob = do(lambda work: people.add_person(work, PersonDraft("Rob Tanner")))
    do(lambda work: posts.add_membership(work, rob, MembershipDraft(parks, Role.OFFICER)))
    roads = do(lambda work: people.add_organization(work, OrganizationDraft("Roads", kind=OrganizationKind.COUNCIL)))
    deal = do(lambda work: deals.add(work, DealDraft("Benches", organization_id=parks)))
    promise(do, parks, "a")
    promise(do, None, "b", 5, owner_id=rob)
    promise(do, roads, "c", None)
    own = desk.read(posts.own_body)
    promise(do, own, "d", deal_id=deal)
    promise(do, own, "e", promised_to_id=roads, side=Side.JOINT)
    do(lambda work: actions.add(work, ActionDraft("no promise", organization_id=parks)))
    found = desk.read(lambda session: promising.record(session, TODAY))
    assert (found.theirs, found.ours, found.joint) == (Kept(open=2, not_done=1), Kept(not_done=1), Kept(not_done=1))
    assert [(one.body, one.theirs.total, one.ours.total, one.joint.total) for one in found.bodies] == [
        ("Parks", 2, 1, 0), ("Roads", 1, 0, 1),
    ]  # fmt: skip
    assert listed(desk, PromiseFilter.ALL, body_id=parks) == ["a", "d", "b"]
    assert listed(desk, PromiseFilter.THEIRS) == ["a", "b", "c"]
    assert listed(desk, PromiseFilter.ALL, words="tanner") == ["b"]
    assert listed(desk, PromiseFilter.ALL, sort="due", descending=True)[-1] == "c"
    counts = desk.read(lambda session: promising.counts(session, None, TODAY))
    assert (counts[PromiseFilter.ALL], counts[PromiseFilter.NOT_DONE], counts[PromiseFilter.OPEN]) == (5, 3, 5)


def test_what_is_in_the_bin_is_counted_nowhere(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, parks)
    do(lambda work: actionsteps.bin_several(work, [key]))
    assert desk.read(lambda session: promising.record(session, TODAY)).theirs.total == 0
    assert card(desk, key).row.binned


def test_done_in_the_log_is_done_among_the_promises(desk: Desk, do: Any, parks: str) -> None:
    key = promise(do, parks)
    do(lambda work: actionsteps.set_status(work, key, ActionStatus.DONE, on=TODAY - timedelta(9)))
    assert card(desk, key).row.standing is PromiseState.DONE_LATE
