"""A review round says no more than its readers may know, and stays as it was when it was begun."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from tests.conftest import TODAY
from villagedesk.core.audience import Audience
from villagedesk.core.words import ActionStatus
from villagedesk.models import Change
from villagedesk.records.actions import ActionDraft
from villagedesk.records.people import PersonDraft
from villagedesk.records.reviews import ReplyDraft, ReviewDraft
from villagedesk.services import actions, actionsteps, people, reviewpaper, reviewreplies, reviews
from villagedesk.services.desk import Desk

Do = Callable[..., Any]
PUBLIC = ReviewDraft("For all", None, "Ali <ali@post.example>\nZoe Private <zoe@post.example>", Audience.PUBLIC)
OURS = ReviewDraft("Ours", None, "Jane Secret <j@post.example>", Audience.COMMITTEE)


def begun(do: Do, draft: ReviewDraft) -> str:
    return do(lambda work: reviews.begin(work, draft))  # type: ignore[no-any-return]


def page(desk: Desk, key: str) -> str:
    return reviewpaper.html(desk.read(lambda session: reviewpaper.paper(session, key))).decode()


def added(do: Do, text: str, audience: Audience = Audience.PUBLIC, **more: Any) -> str:
    draft = ActionDraft(text, audience=audience, **more)
    return do(lambda work: actions.add(work, draft, raised_on=TODAY - timedelta(200)))  # type: ignore[no-any-return]


@pytest.mark.parametrize(("audience", "is_told"), [(Audience.PUBLIC, False), (Audience.COMMITTEE, True)])
def test_what_is_said_inside_the_group_stays_there(desk: Desk, do: Do, audience: Audience, is_told: bool) -> None:
    gate, paint, done = added(do, "Mend the gate"), added(do, "Paint", due_on=TODAY), added(do, "Sweep")
    do(lambda work: actionsteps.note(work, gate, "Cllr Rees is in hospital"))
    do(lambda work: actionsteps.note(work, done, "Swept by the lodger"))
    do(lambda work: actionsteps.set_status(work, done, ActionStatus.DONE))
    do(lambda work: actionsteps.set_status(work, paint, ActionStatus.DROPPED, "Bob stole the paint"))
    moved = added(do, "Plant", due_on=TODAY)
    for days in (5, 9):
        do(lambda work, days=days: actionsteps.move_due(work, moved, TODAY + timedelta(days), "Eve forgot it"))
    first = begun(do, OURS)
    do(lambda work: reviewreplies.type_in(work, first, ReplyDraft("Jane Secret", said_on=TODAY, words="26/1 done")))
    text = page(desk, begun(do, replace(PUBLIC, audience=audience)))
    for words in ("in hospital", "lodger", "stole the paint", "Eve forgot", "Jane Secret", "Zoe Private"):
        assert (words in text) is is_told, words


def test_nobody_is_blamed_for_a_silence_that_was_none(desk: Desk, do: Do) -> None:
    gate = added(do, "Mend the gate")
    assert "No progress for" in page(desk, begun(do, PUBLIC))
    do(lambda work: actionsteps.note(work, gate, "The hinges are ordered"))
    text = page(desk, begun(do, PUBLIC))
    assert "No progress for" not in text and "hinges" not in text


def test_a_lead_who_may_not_be_named_is_somebody_all_the_same(desk: Desk, do: Do) -> None:
    jo = do(lambda work: people.add_person(work, PersonDraft("Jo Pennant")))
    added(do, "Mend the gate", owner_id=jo, due_on=TODAY)
    text = page(desk, begun(do, PUBLIC))
    assert "Not named" in text and "Jo Pennant" not in text and "Nobody has it" not in text


def test_a_round_hides_what_was_kept_from_its_readers_since(desk: Desk, do: Do) -> None:
    bob = added(do, "Sack Bob")
    added(do, "Mend the gate")
    key = begun(do, PUBLIC)
    do(lambda work: actionsteps.set_audience_of(work, [bob], Audience.COMMITTEE))
    assert "Sack Bob" not in page(desk, key) and "Mend the gate" in page(desk, key)
    do(lambda work: actionsteps.bin_several(work, [bob]))
    assert "Sack Bob" not in page(desk, key)


def test_a_round_stays_as_it_went_out(desk: Desk, do: Do) -> None:
    gate, jo = added(do, "Mend the gate"), do(lambda work: people.add_person(work, PersonDraft("Jo Pennant")))
    do(lambda work: actionsteps.note(work, gate, "Ordered"))
    note = do(lambda work: actionsteps.note(work, gate, "They come on Monday"))
    key = begun(do, OURS)
    before = page(desk, key)
    do(lambda work: actionsteps.note(work, gate, "The hinges came"))
    do(lambda work: actionsteps.give_to(work, [gate], jo, None))
    do(lambda work: actionsteps.set_status(work, gate, ActionStatus.DONE))
    number = desk.read(lambda session: session.scalar(select(func.max(Change.number))))
    do(lambda work: actionsteps.edit_note(work, note, ""))
    desk.undo(number + 1).result(10)
    assert page(desk, key) == before and "They come on Monday" in before


def test_what_was_done_before_it_was_noted_is_in_the_next_round(desk: Desk, do: Do) -> None:
    gate = added(do, "Mend the gate", Audience.COMMITTEE)
    added(do, "Plant")
    begun(do, OURS)
    do(lambda work: actionsteps.set_status(work, gate, ActionStatus.DONE, on=TODAY - timedelta(3)))
    begun(do, PUBLIC)
    key = begun(do, OURS)
    assert "Mend the gate" in page(desk, key)
    front = {part.key: part.findings for part in desk.read(lambda session: reviewpaper.paper(session, key)).front}
    assert [(one.text, one.about) for one in front["changed"]] == [("Mend the gate", "Open, now done")]
    assert "Mend the gate" not in page(desk, begun(do, replace(OURS, audience=Audience.MEMBERS)))
