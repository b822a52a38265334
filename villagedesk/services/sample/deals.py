"""The example group's deals with its council, and what both sides said of their promises."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from villagedesk.core.audience import Audience
from villagedesk.core.words import ActionStatus, MeetingKind, Side
from villagedesk.models import Action, CommentRequest, Deal, DueDate, Meeting, Remark, Signatory
from villagedesk.services.sample import actions
from villagedesk.services.sample.sheet import Row
from villagedesk.services.sample.words import cells

if TYPE_CHECKING:
    from villagedesk.services.sample.meetings import Neighbourhood


def make(here: Neighbourhood, begun: int) -> None:
    """Make the deals, of promises made so far (the actions from `begun` on) and of some of their own."""
    for table in here.text.deals["deal"]:
        _deal(here, table, begun)
    _say(here, begun)


def _deal(here: Neighbourhood, table: dict[str, Any], begun: int) -> None:
    made = here.sheet.of(Action)[begun:]
    body, today = here.cast.bodies[table["of"]], here.calendar.today
    deal = here.sheet.add(
        Deal, title=table["title"], title_cy=table.get("title_cy", ""), purpose=table["purpose"],
        organization_id=body["id"], agreed_on=today - timedelta(table["agreed"]),
        review_on=today + timedelta(table["review"]), audience=Audience.COUNCIL,
    )  # fmt: skip
    if here.is_past:
        deal |= {"ended_on": today, "end_reason": "The work that it was about is done."}
    promises = [row for row in made if row["is_promise"] and row["text"].startswith(tuple(table["takes"]))]
    promises += [actions.raise_loose(here, line) for line in table["promises"]]
    for row in promises:
        row["deal_id"] = deal["id"]
        row["audience"] = Audience.COUNCIL
        if row["side"] is Side.OURS:
            row["promised_to_id"] = body["id"]
    _sign(here, deal, table)
    for line in table.get("remarks", ()):
        _remark(here, promises, line)
    for sent in table["sent"]:
        _send(here, deal, body, sent)


def _sign(here: Neighbourhood, deal: Row, table: dict[str, Any]) -> None:
    for position, line in enumerate(table["signed"]):
        who, ago = cells(line, 2)
        on = here.calendar.today - timedelta(int(ago))
        is_body = who in here.cast.bodies
        person = None if is_body else here.cast.find(who, on)
        here.sheet.add(
            Signatory, deal_id=deal["id"], position=position, signed_on=on,
            person_id=person.id if person else None,
            organization_id=here.cast.bodies[who]["id"] if is_body else None,
            name=person.name if person else here.cast.bodies[who]["name"],
            role="" if is_body else _ROLES.get(who, ""),
        )  # fmt: skip


_ROLES = {"chair": "Chair", "cabinet_places": "Cabinet member", "parks_officer": "Parks officer"}


def _remark(here: Neighbourhood, promises: list[Row], line: str) -> None:
    about, side, who, ago, words = cells(line, 5)
    promise = next(row for row in promises if row["text"].startswith(about))
    on = here.calendar.today - timedelta(int(ago))
    here.sheet.add(
        Remark, action_id=promise["id"], side=Side(side), text=words, said_on=on,
        said_by=here.cast.find(who, on).name, audience=Audience.COUNCIL,
    )  # fmt: skip


def _send(here: Neighbourhood, deal: Row, body: Row, sent: dict[str, Any]) -> None:
    today, on = here.calendar.today, here.calendar.today - timedelta(sent["days"])
    to = sent["to"]
    here.sheet.add(
        CommentRequest, organization_id=body["id"], deal_id=deal["id"], sent_on=on,
        sent_to=here.cast.bodies[to]["name"] if to in here.cast.bodies else here.cast.find(to, on).name,
        reply_by=today - timedelta(sent["reply"]), answer=sent.get("answer", ""),
        answered_on=today - timedelta(sent["answered"]) if "answered" in sent else None,
    )  # fmt: skip


def _say(here: Neighbourhood, begun: int) -> None:
    """A date that moved at a meeting with the council was agreed to there; most of what was done was confirmed."""
    random = Random(begun)  # noqa: S311 - nothing secret hangs on it; draws of its own leave the others' as they were
    promised = {row["id"]: row for row in here.sheet.of(Action)[begun:] if row["is_promise"]}
    liaison = {row["id"] for row in here.sheet.of(Meeting) if row["kind"] is MeetingKind.LIAISON}
    seen: set[str] = set()
    for due in here.sheet.of(DueDate):
        key = due["of_id"]
        if key in promised and key in seen and (due["meeting_id"] in liaison or random.random() < 0.3):
            due["we_agreed_on"] = due["they_agreed_on"] = due["set_on"]
        seen.add(key)
    for row in promised.values():
        if row["status"] is ActionStatus.DONE:
            _confirm(here, row, random)


def _confirm(here: Neighbourhood, row: Row, random: Random) -> None:
    done: date = row["done_on"]
    row["reported_on"] = done
    on = done + timedelta(random.randrange(1, 15))
    if on <= here.calendar.today and random.random() < 0.75:
        row["confirmed_on"] = on
        who = "secretary" if row["side"] is Side.THEIRS else "parks_officer"
        row["confirmed_by"] = here.cast.find(who, on).name
