"""The action log: numbers, dates that move with a reason, sides, owners."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.services.counting import statements
from villagedesk.core import quickline
from villagedesk.core.audience import Audience
from villagedesk.core.clock import FixedClock
from villagedesk.core.errors import Refused
from villagedesk.core.words import ActionStatus, MeetingKind, OrganizationKind, Role, Side
from villagedesk.records.actions import ActionDraft, ActionFilter, Narrow, Shared
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import (
    actionline,
    actions,
    actionsteps,
    attachments,
    cancelling,
    meetings,
    owners,
    people,
    posts,
)
from villagedesk.services.actions import ActionQuery
from villagedesk.services.desk import Desk, Keyring, open_desk


def _add(do: Any, text: str = "Fix the gate", raised_on: date | None = None, **more: Any) -> str:
    return do(lambda work: actions.add(work, ActionDraft(text, **more), raised_on=raised_on))


def _card(desk: Desk, key: str) -> Any:
    return desk.read(lambda session: actions.card(session, key))


@contextmanager
def _days_later(desk: Desk, keyring: Keyring, days: int) -> Iterator[Desk]:
    """The same file on a later day."""
    desk.close()
    later = open_desk(Path(desk.path), keyring, FixedClock(desk.clock.today() + timedelta(days)))
    try:
        yield later
    finally:
        later.close()


def test_numbers_count_up_within_a_year_and_are_never_given_twice(desk: Desk, do: Any) -> None:
    keys = [_add(do) for _n in range(11)]
    assert [_card(desk, key).row.number for key in keys] == [f"26/{n}" for n in range(1, 12)]
    do(lambda work: actionsteps.bin_several(work, [keys[-1]]))
    assert _card(desk, _add(do)).row.number == "26/12"
    assert _card(desk, _add(do, raised_on=date(2025, 3, 1))).row.number == "25/1"


def test_an_action_needs_a_text(do: Any) -> None:
    with pytest.raises(Refused) as refused:
        _add(do, "  ")
    assert refused.value.field == "text"


def test_a_date_moves_only_with_a_reason(desk: Desk, do: Any) -> None:
    today = desk.clock.today()
    key = _add(do, due_on=today)
    with pytest.raises(Refused, match="Say why the date moves") as refused:
        do(lambda work: actionsteps.move_due(work, key, today + timedelta(7), "  "))
    assert refused.value.field == "reason"
    with pytest.raises(Refused, match="the date it has already"):
        do(lambda work: actionsteps.move_due(work, key, today, "Because"))
    do(lambda work: actionsteps.move_due(work, key, today + timedelta(7), "Rain"))
    card = _card(desk, key)
    assert (card.row.due_on, card.row.times_moved) == (today + timedelta(7), 1)
    assert [(step.due, step.reason) for step in card.dues] == [(today, ""), (today + timedelta(7), "Rain")]


def test_a_typo_put_right_the_same_day_is_no_slip(desk: Desk, do: Any, keyring: Keyring) -> None:
    today = desk.clock.today()
    key = _add(do, due_on=today)
    do(lambda work: actions.edit(work, key, ActionDraft("Fix the gate", due_on=today + timedelta(3))))
    assert _card(desk, key).row.times_moved == 0
    with _days_later(desk, keyring, 1) as later:
        with pytest.raises(Refused, match="use Move the date") as refused:
            later.do("Edit", lambda work: actions.edit(work, key, ActionDraft("Fix", due_on=today))).result()
        assert refused.value.field == "due_on"
        again = ActionDraft("Mend the gate", due_on=today + timedelta(3))
        later.do("Edit", lambda work: actions.edit(work, key, again)).result()
        assert _card(later, key).row.text == "Mend the gate"


def test_a_date_in_minutes_of_an_earlier_day_may_be_put_right_the_same_evening(desk: Desk, do: Any) -> None:
    today = desk.clock.today()
    draft = ActionDraft("Fix the gate", due_on=today)
    key = do(lambda work: actions.add(work, draft, raised_on=today - timedelta(5)))
    do(lambda work: actions.edit(work, key, ActionDraft("Fix the gate", due_on=today + timedelta(3))))
    assert (_card(desk, key).row.due_on, _card(desk, key).row.times_moved) == (today + timedelta(3), 0)


def test_states_leave_a_trail(desk: Desk, do: Any) -> None:
    key = _add(do)
    with pytest.raises(Refused, match="Say why it is dropped"):
        do(lambda work: actionsteps.set_status(work, key, ActionStatus.DROPPED))
    do(lambda work: actionsteps.set_status(work, key, ActionStatus.DONE, on=date(2026, 11, 20)))
    assert _card(desk, key).row.done_on == date(2026, 11, 20)
    do(lambda work: actionsteps.set_status(work, key, ActionStatus.OPEN))
    card = _card(desk, key)
    assert card.row.done_on is None
    assert {step.state for step in card.states} == {ActionStatus.OPEN, ActionStatus.DONE}
    assert len(card.states) == 3


@pytest.fixture
def cast(do: Any) -> dict[str, str]:
    """A council with a department, their officer, and people of ours; by name."""

    def job(work: Any) -> dict[str, str]:
        keys = {name: people.add_person(work, PersonDraft(name)) for name in
                ("Ann Bell", "Ann Cole", "Siân Llwyd", "Pat Treasurer", "Cai Dale")}  # fmt: skip
        own = posts.own_body(work.session)
        assert own
        keys["Council"] = people.add_organization(
            work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL)
        )
        keys["Highways"] = people.add_organization(
            work, OrganizationDraft("Highways", kind=OrganizationKind.DEPARTMENT, parent_id=keys["Council"])
        )
        posts.add_membership(work, keys["Siân Llwyd"], MembershipDraft(own, Role.TREASURER))
        posts.add_membership(work, keys["Cai Dale"], MembershipDraft(keys["Highways"], Role.OFFICER))
        return keys

    return do(job)


def test_the_side_follows_from_the_owners_body(desk: Desk, do: Any, cast: dict[str, str]) -> None:
    def side(**owner: str) -> Side:
        return _card(desk, _add(do, **owner)).row.side

    assert side() is Side.OURS
    assert side(owner_id=cast["Siân Llwyd"]) is Side.OURS
    assert side(owner_id=cast["Cai Dale"]) is Side.THEIRS
    assert side(organization_id=cast["Highways"]) is Side.THEIRS
    assert _card(desk, _add(do, owner_id=cast["Cai Dale"], side=Side.JOINT)).row.side is Side.JOINT


@pytest.mark.parametrize(
    ("words", "whom"),
    [
        ("Ann Bell", "Ann Bell"), ("ann bell", "Ann Bell"), ("Bell", "Ann Bell"), ("Ann", None), ("sian", "Siân Llwyd"),
        ("Treasurer", "Siân Llwyd"), ("the treasurer", "Siân Llwyd"), ("Highways", "Highways"), ("high", "Highways"),
        ("the council", "Council"), ("council", "Council"), ("Nobody", None), ("", None), ("%", None),
        ("A B", "Ann Bell"),
    ],
)  # fmt: skip
def test_who_is_meant(desk: Desk, cast: dict[str, str], words: str, whom: str | None) -> None:
    found = desk.read(lambda session: owners.find(session, words, desk.clock.today()))
    assert (found and (found.person_id or found.organization_id)) == (cast[whom] if whom else None)


def test_a_typed_line_is_understood(desk: Desk, cast: dict[str, str]) -> None:
    today = desk.clock.today()
    line = quickline.read("Ann Bell to write to the council by fri", today)
    seen = desk.read(lambda session: actionline.understand(session, line, today))
    assert (seen.draft.text, seen.owner, seen.draft.due_on) == ("Write to the council", "Ann Bell", date(2026, 11, 27))


def test_owners_before_a_colon_share_it_and_an_unknown_name_is_not_lost(desk: Desk, cast: dict[str, str]) -> None:
    today = desk.clock.today()

    def seen(typed: str) -> actionline.Understood:
        return desk.read(lambda session: actionline.understand(session, quickline.read(typed, today), today))

    both = seen("Ann Bell, Cai Dale: paint the gate")
    assert (both.draft.text, both.owner) == ("Paint the gate", "Ann Bell, Cai Dale")
    one = seen("Ann Bell, Nobody Known: paint the gate")
    assert (one.draft.text, one.owner) == ("Ann Bell, Nobody Known: paint the gate", "Ann Bell")


def test_filters_and_their_counts_agree(desk: Desk, do: Any, cast: dict[str, str]) -> None:
    today, me = desk.clock.today(), cast["Siân Llwyd"]
    late = _add(do, due_on=today - timedelta(1))
    mine = _add(do, owner_id=me, due_on=today)
    theirs = _add(do, owner_id=cast["Cai Dale"])
    done = _add(do)
    do(lambda work: actionsteps.set_status(work, done, ActionStatus.DONE))

    def ids(only: ActionFilter, **more: Any) -> list[str]:
        return desk.read(lambda session: actions.ids(session, ActionQuery(only, me=me, **more), today))

    assert ids(ActionFilter.OPEN) == [late, mine, theirs], "with no date last"
    assert ids(ActionFilter.LATE) == [late]
    assert ids(ActionFilter.MINE) == [mine]
    assert ids(ActionFilter.THEIRS) == [theirs]
    assert ids(ActionFilter.DONE) == [done]
    assert ids(ActionFilter.ALL, words="dale") == [theirs]
    counts = desk.read(lambda session: actions.counts(session, today, me))
    assert counts == {only: len(ids(only)) for only in ActionFilter}
    for sort in ("number", "due", "owner", "text", "side", "status", "done"):
        assert sorted(ids(ActionFilter.ALL, sort=sort, descending=True)) == sorted([late, mine, theirs, done])


def test_a_list_needs_as_many_statements_for_fifty_as_for_one(desk: Desk, do: Any, cast: dict[str, str]) -> None:
    keys = [_add(do, owner_id=cast["Cai Dale"]) for _n in range(50)]
    few, many = (statements(desk, lambda s, k=k: actions.rows(s, k)) for k in (keys[:1], keys))
    assert few == many == 2


def _liaison(do: Any, on: date) -> str:
    draft = MeetingDraft("Council liaison", MeetingKind.LIAISON, on_date=on)
    return do(lambda work: meetings.plan(work, draft))


def test_an_action_may_have_several_owners_and_one_lead(desk: Desk, do: Any, cast: dict[str, str]) -> None:
    cai, highways = cast["Cai Dale"], cast["Highways"]
    key = _add(do, owner_id=cai, others=(Shared("", None, highways), Shared("", cai)))
    row = _card(desk, key).row
    assert (row.owner, row.others) == ("Cai Dale", ("Highways",))
    for whose in (cai, highways):
        mine = ActionQuery(narrow=Narrow.OWNER, key=whose)
        assert desk.read(lambda session, mine=mine: actions.ids(session, mine, desk.clock.today())) == [key]


def test_an_action_due_by_a_meeting_moves_with_it_and_that_is_no_slip(desk: Desk, do: Any) -> None:
    today = desk.clock.today()
    meeting = _liaison(do, today + timedelta(20))
    key = _add(do, due_meeting_id=meeting, raised_on=today - timedelta(30))
    draft = MeetingDraft("Council liaison", MeetingKind.LIAISON, on_date=today + timedelta(27))
    do(lambda work: meetings.edit(work, meeting, draft))
    row = _card(desk, key).row
    assert (row.due_on, row.due_meeting, row.times_moved) == (today + timedelta(27), "Council liaison", 0)


def test_an_action_due_by_a_meeting_that_is_cancelled_says_so_and_keeps_its_date(desk: Desk, do: Any) -> None:
    on = desk.clock.today() + timedelta(20)
    meeting = _liaison(do, on)
    key = _add(do, due_meeting_id=meeting)
    do(lambda work: cancelling.cancel(work, meeting, "The chair", "Snow"))
    row = _card(desk, key).row
    assert (row.due_on, row.due_meeting) == (on, "Council liaison (cancelled)")


def test_the_next_meeting_is_found_by_what_it_is_called(desk: Desk, do: Any) -> None:
    today = desk.clock.today()
    _liaison(do, today + timedelta(40))
    soon = _liaison(do, today + timedelta(20))
    line = quickline.read("Ask about the crossing by the next liaison meeting", today)
    found = desk.read(lambda session: actionline.understand(session, line, today))
    assert (found.draft.due_meeting_id, found.draft.due_on) == (soon, today + timedelta(20))
    unknown = quickline.read("Ask about the crossing by the AGM", today)
    found = desk.read(lambda session: actionline.understand(session, unknown, today))
    assert (found.unplanned, found.draft.due_on) == ("AGM", None)
    assert found.draft.text == "Ask about the crossing by the AGM"


def test_carried_forward_is_counted_once_for_each_meeting(desk: Desk, do: Any) -> None:
    key, first, second = _add(do), _liaison(do, desk.clock.today()), _liaison(do, desk.clock.today() + timedelta(7))
    for meeting in (first, first, second):
        do(lambda work, meeting=meeting: actionsteps.carry(work, key, meeting))
    found = _card(desk, key)
    assert (found.row.carried, [step.meeting_id for step in found.carried]) == (2, [first, second])


def test_notes_are_kept_put_right_and_taken_away(desk: Desk, do: Any) -> None:
    key = _add(do)
    note = do(lambda work: actionsteps.note(work, key, "Two quotes are in"))
    do(lambda work: actionsteps.edit_note(work, note, "Three quotes are in"))
    assert [step.text for step in _card(desk, key).notes] == ["Three quotes are in"]
    do(lambda work: actionsteps.edit_note(work, note, " "))
    assert _card(desk, key).notes == ()
    with pytest.raises(Refused):
        do(lambda work: actionsteps.note(work, key, " "))


def test_several_change_hands_and_dates_in_one_step(desk: Desk, do: Any, cast: dict[str, str]) -> None:
    today = desk.clock.today()
    keys = [_add(do, owner_id=cast["Cai Dale"], due_on=today), _add(do), _add(do, due_on=today + timedelta(7))]
    assert do(lambda work: actionsteps.give_to(work, keys, cast["Cai Dale"], None)) == 2
    assert {_card(desk, key).row.owner for key in keys} == {"Cai Dale"}
    moved = do(lambda work: actionsteps.move_due_of(work, keys, today + timedelta(7), "the roofer is ill"))
    assert moved == 2
    assert [_card(desk, key).row.times_moved for key in keys] == [1, 0, 0]
    draft = MeetingDraft("", MeetingKind.LIAISON, today + timedelta(7))
    meeting = do(lambda work: meetings.plan(work, draft, []))
    assert do(lambda work: actionsteps.move_due_of(work, keys, None, "said there", by_meeting=meeting)) == 3
    rows = [_card(desk, key).row for key in keys]
    assert [(row.due_meeting_id, row.due_on) for row in rows] == [(meeting, today + timedelta(7))] * 3
    assert [row.times_moved for row in rows] == [1, 0, 0], "the day is the same: it is only tied to the meeting"


def test_a_file_of_an_action_is_seen_by_whom_the_action_is(desk: Desk, do: Any) -> None:
    key = _add(do)
    do(lambda work: actionsteps.attach(work, key, "quote.pdf", b"%PDF-1.4"))
    do(lambda work: actionsteps.set_audience_of(work, [key], Audience.COUNCIL))
    [file] = _card(desk, key).attachments
    assert (file.name, file.audience) == ("quote.pdf", Audience.COUNCIL)
    do(lambda work: attachments.detach(work, file.id))
    assert _card(desk, key).attachments == ()


def test_the_log_narrows_to_a_council_with_its_departments(desk: Desk, do: Any, cast: dict[str, str]) -> None:
    council = do(
        lambda work: people.add_organization(work, OrganizationDraft("Brynafon", kind=OrganizationKind.COUNCIL))
    )
    part = OrganizationDraft("Parks", kind=OrganizationKind.DEPARTMENT, parent_id=council)
    parks = do(lambda work: people.add_organization(work, part))
    key, _other = _add(do, organization_id=parks), _add(do, owner_id=cast["Cai Dale"])
    query = ActionQuery(narrow=Narrow.BODY, key=council)
    assert desk.read(lambda session: actions.ids(session, query, desk.clock.today())) == [key]
    counted = desk.read(lambda session: actions.counts(session, desk.clock.today(), None, Narrow.BODY, council))
    assert (counted[ActionFilter.OPEN], counted[ActionFilter.ALL]) == (1, 1)
