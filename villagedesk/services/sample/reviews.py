"""The example group's last review: sent out nine days ago, with three replies, some of them still to be decided."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.words import ActionStatus, ProposalState, ReplyWay
from villagedesk.models import Action, Proposal, Reply, Review, Reviewer, ReviewItem
from villagedesk.services.sample.sheet import Row

if TYPE_CHECKING:
    from villagedesk.services.sample.cast import Somebody
    from villagedesk.services.sample.meetings import Neighbourhood

_OUT, _WANTED = 9, 14  # days ago, and days given
_MOST = 40
_REPLIES: tuple[tuple[ReplyWay, int, tuple[tuple[ActionStatus | None, int, str, ProposalState], ...]], ...] = (
    (
        ReplyWay.HTML,
        6,
        (
            (None, 28, "Nobody will answer before the holidays.", ProposalState.WAITING),
            (ActionStatus.DONE, 0, "I saw the receipt on Tuesday.", ProposalState.WAITING),
        ),
    ),
    (
        ReplyWay.PDF,
        4,
        (
            (None, 14, "", ProposalState.WAITING),
            (None, 0, "Ask for this in writing: a call leaves nothing to show.", ProposalState.LEFT),
        ),
    ),
    (ReplyWay.PHONE, 2, ((ActionStatus.DROPPED, 0, "The council does it from April.", ProposalState.WAITING),)),
)
"""How a reply came, how many days ago, and for each of some open actions: a state, days to move, a comment."""


def send_out(here: Neighbourhood) -> None:
    """The round, those who are asked, and what came back."""
    sheet, today = here.sheet, here.calendar.today
    made_on = today - timedelta(days=_OUT)
    review = sheet.add(
        Review, title=f"Review of {show_date(made_on)}", made_on=made_on, sent_on=made_on, audience=Audience.TRUSTEES,
        reply_by=made_on + timedelta(days=_WANTED),
    )  # fmt: skip
    items = _items(here, review, made_on)
    asked = sorted(here.cast.members(made_on, votes=True), key=lambda one: one.id)[:5]
    people = [sheet.add(Reviewer, review_id=review["id"], person_id=one.id, name=one.name) for one in asked]
    open_ones = [item for item in items if item["status"] is ActionStatus.OPEN and item["due_on"]]
    for number, (reviewer, somebody) in enumerate(zip(people, asked, strict=True)):
        if number < len(_REPLIES):
            _reply(here, review, reviewer, somebody, open_ones, number)


def _items(here: Neighbourhood, review: Row, made_on: date) -> list[Row]:
    """What was open then, the oldest date first."""
    wanted = [
        row
        for row in here.sheet.of(Action)
        if row["raised_on"] <= made_on
        and (row["status"] in (ActionStatus.OPEN, ActionStatus.WAITING) or (row["done_on"] or made_on) > made_on)
    ]
    wanted.sort(key=lambda row: (row["due_on"] or date.max, row["number"]))
    names = {one.id: one.name for one in here.cast.people.values()} | {
        b["id"]: b["name"] for b in here.cast.bodies.values()
    }
    return [
        here.sheet.add(
            ReviewItem, review_id=review["id"], action_id=row["id"], position=place, number=row["number"],
            text=row["text"], owner=names.get(row["owner_id"] or row["organization_id"], ""), due_on=row["due_on"],
            status=ActionStatus.OPEN if row["status"] is ActionStatus.DONE else row["status"],
        )
        for place, row in enumerate(wanted[:_MOST], 1)
    ]  # fmt: skip


def _reply(here: Neighbourhood, review: Row, reviewer: Row, somebody: Somebody, items: list[Row], number: int) -> None:
    way, ago, said = _REPLIES[number]
    on = here.calendar.today - timedelta(days=ago)
    reply = here.sheet.add(
        Reply, review_id=review["id"], reviewer_id=reviewer["id"], name=somebody.name, way=way, said_on=on,
        received_at=datetime.combine(on, time(19, 30 + number), UTC),
    )  # fmt: skip
    for (status, days, comment, state), item in zip(said, items[number:], strict=False):
        here.sheet.add(
            Proposal, reply_id=reply["id"], item_id=item["id"], seen=True, comment=comment, status=status,
            due_on=max(item["due_on"], here.calendar.today) + timedelta(days=days) if days else None, state=state,
            settled_on=here.calendar.today if state is ProposalState.LEFT else None,
        )  # fmt: skip
