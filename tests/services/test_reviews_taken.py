"""What a reply proposes is taken once, on the day on which it was said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.conftest import TODAY
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import ActionStatus
from villagedesk.models import Action, ProgressNote
from villagedesk.records.actions import ActionDraft
from villagedesk.records.reviews import ReplyDraft, ReviewDraft
from villagedesk.services import actions, actionsteps, reviewreplies, reviews
from villagedesk.services.desk import Desk

Do = Callable[..., Any]
ROUND = ReviewDraft("R", None, "Ali <ali@post.example>", Audience.COMMITTEE)


@pytest.fixture
def gate(do: Do) -> str:
    """An action of some weeks ago that waits since today."""
    key: str = do(
        lambda work: actions.add(work, ActionDraft("Mend the gate", due_on=TODAY), raised_on=TODAY - timedelta(20))
    )
    do(lambda work: actionsteps.set_status(work, key, ActionStatus.WAITING))
    return key


def said(desk: Desk, do: Do, words: str, on: date = TODAY) -> str:
    """What is proposed by a reply; its key."""
    review = do(lambda work: reviews.begin(work, ROUND))
    do(lambda work: reviewreplies.type_in(work, review, ReplyDraft("Ali", said_on=on, words=words)))
    return desk.read(lambda session: reviews.card(session, review)).proposals[0].id


def test_it_was_done_on_the_day_that_was_said(desk: Desk, do: Do, gate: str) -> None:
    key = said(desk, do, "26/1 done", TODAY - timedelta(5))
    do(lambda work: reviewreplies.take(work, key))
    found = desk.read(lambda session: session.get_one(Action, gate))
    assert (found.status, found.done_on) == (ActionStatus.DONE, TODAY - timedelta(5))


def test_it_is_taken_once(desk: Desk, do: Do, gate: str) -> None:
    key = said(desk, do, "26/1 done, painted")
    do(lambda work: reviewreplies.leave(work, key))
    do(lambda work: reviewreplies.take(work, key))
    do(lambda work: actionsteps.set_status(work, gate, ActionStatus.OPEN))
    with pytest.raises(Refused, match="taken already"):
        do(lambda work: reviewreplies.take(work, key))
    assert desk.read(lambda s: (s.query(ProgressNote).count(), s.get_one(Action, gate).status)) == (
        1,
        ActionStatus.OPEN,
    )


def test_what_is_closed_gets_no_other_date(desk: Desk, do: Do, gate: str) -> None:
    key = said(desk, do, "26/1 move to 12 Jan")
    do(lambda work: actionsteps.set_status(work, gate, ActionStatus.DONE))
    with pytest.raises(Refused, match="26/1 is done or dropped"):
        do(lambda work: reviewreplies.take(work, key))
    do(lambda work: actionsteps.set_status(work, gate, ActionStatus.OPEN))
    do(lambda work: reviewreplies.take(work, key))
    assert desk.read(lambda s: s.get_one(Action, gate).due_on) == date(2027, 1, 12)
