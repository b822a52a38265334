"""What the first page is told."""

from __future__ import annotations

from datetime import date, time
from typing import Any

from villagedesk.core.words import ActionStatus, MeetingKind, Side
from villagedesk.models import Meeting
from villagedesk.records.actions import ActionDraft
from villagedesk.records.deals import DealDraft
from villagedesk.records.health import CheckDraft
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.records.reviews import ReplyDraft, ReviewDraft
from villagedesk.records.today import Tally
from villagedesk.services import (
    actions,
    actionsteps,
    cancelling,
    deals,
    health,
    meetings,
    minutes,
    reviewreplies,
    reviews,
    statements,
    today,
)
from villagedesk.services.desk import Desk, Work
from villagedesk.ui.today.rounds import round_tasks

TODAY = date(2026, 11, 21)


def content(desk: Desk) -> Any:
    return desk.read(lambda session: today.content(session, TODAY, None))


def test_nothing_has_been_put_in_yet(desk: Desk) -> None:
    found = content(desk)
    assert found.is_new
    assert (found.next, found.due, found.has_key_holder) == (None, (), False)


def test_each_action_counts_once_on_its_own_side(desk: Desk, do: Any) -> None:
    def fill(work: Work) -> None:
        for side in Side:
            actions.add(work, ActionDraft("late", side=side, due_on=date(2026, 11, 20)), raised_on=TODAY)
            actions.add(work, ActionDraft("due today", side=side, due_on=TODAY), raised_on=TODAY)
            done = actions.add(work, ActionDraft("done", side=side), raised_on=TODAY)
            actionsteps.set_status(work, done, ActionStatus.DONE)
            old = actions.add(work, ActionDraft("done long ago", side=side), raised_on=date(2024, 1, 1))
            actionsteps.set_status(work, old, ActionStatus.DONE, on=date(2024, 2, 1))
            dropped = actions.add(work, ActionDraft("dropped", side=side), raised_on=TODAY)
            actionsteps.set_status(work, dropped, ActionStatus.DROPPED, "no need")

    do(fill)
    found = content(desk)
    assert found.ours == found.theirs == found.joint == Tally(done=1, open=1, late=1)
    assert (len(found.due), found.due_count) == (6, 6)


def test_an_agenda_is_held_against_the_end(desk: Desk, do: Any) -> None:
    draft = MeetingDraft("", MeetingKind.COMMITTEE, date(2026, 12, 1), time(19), time(20))
    key = do(lambda work: meetings.plan(work, draft, [ItemDraft("One", minutes=60)]))
    assert content(desk).next.over == 0
    do(lambda work: meetings.add_item(work, key, ItemDraft("Two", minutes=15)))
    assert content(desk).next.over == 15


def test_a_meeting_past_midnight_has_room_until_its_end(desk: Desk, do: Any) -> None:
    draft = MeetingDraft("", MeetingKind.COMMITTEE, date(2026, 12, 1), time(22), time(1))
    do(lambda work: meetings.plan(work, draft, [ItemDraft("One", minutes=190)]))
    assert content(desk).next.over == 10


def test_nobody_is_asked_for_minutes_of_another_bodys_meeting(desk: Desk, do: Any) -> None:
    key = do(lambda work: meetings.plan(work, MeetingDraft("Council", on_date=date(2026, 11, 3))))
    do(lambda work: setattr(work.session.get_one(Meeting, key), "is_theirs", True))
    assert content(desk).unminuted == ()


def test_meetings_gone_by_without_minutes_are_asked_about(desk: Desk, do: Any) -> None:
    def fill(work: Work) -> tuple[str, str]:
        gone = meetings.plan(work, MeetingDraft("Gone by", on_date=date(2026, 11, 3)))
        cancelled = meetings.plan(work, MeetingDraft("Cancelled", on_date=date(2026, 11, 4)))
        cancelling.cancel(work, cancelled, "the chair", "snow")
        begun = meetings.plan(work, MeetingDraft("Begun", on_date=date(2026, 11, 5)))
        minutes.start(work, begun)
        meetings.plan(work, MeetingDraft("Long ago", on_date=date(2025, 1, 5)))
        return gone, begun

    gone, begun = do(fill)
    found = content(desk)
    assert [row.id for row in found.unminuted] == [gone]
    assert [row.id for row in found.unfinished] == [begun]


def test_deals_near_their_review_and_rounds_that_wait_are_told(desk: Desk, do: Any) -> None:
    asked = ReviewDraft(
        "The log in November", date(2026, 12, 1), "Siân Ŵyn <sian@post.example>\nTom Lee <tom@post.example>"
    )

    def fill(work: Work) -> str:
        actions.add(work, ActionDraft("Mend the gate"), raised_on=TODAY)
        for title, on in (("Soon", date(2026, 12, 12)), ("Past", date(2026, 11, 1)), ("Far off", date(2027, 6, 1))):
            deals.add(work, DealDraft(title, review_on=on))
        health.begin(work, CheckDraft("Autumn check", desk.read(statements.sets)[0].id, None, TODAY, date(2026, 12, 1)))
        return reviews.begin(work, asked)

    review = do(fill)
    found = content(desk)
    assert [row.title for row in found.deals] == ["Past", "Soon"]
    assert (found.reviews, found.checks) == ((), ())

    later = desk.read(lambda session: today.content(session, date(2026, 12, 2), None))
    assert [row.title for row in (*later.reviews, *later.checks)] == ["The log in November", "Autumn check"]
    told = {task.row.title: (task.place, task.row.badge) for task in round_tasks(later, date(2026, 12, 2))}
    assert told["The log in November"] == ("actions", ("Replies overdue", "late"))
    assert told["Past"] == ("partnership", ("Review due", "late"))

    words = ReplyDraft("Tom Lee", said_on=TODAY, words="26/1 done")
    do(lambda work: reviewreplies.type_in(work, review, words))
    now = content(desk)
    assert [row.waiting for row in now.reviews] == [1]
    assert round_tasks(now, TODAY)[0].row.badge == ("1 to decide", "soon")
