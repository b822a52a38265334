"""Everything the group holds as records, kind by kind, for an audience."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.models import Group, Person
from villagedesk.records.actions import ActionFilter
from villagedesk.records.deals import DealFilter
from villagedesk.records.duties import DutyFilter
from villagedesk.records.goals import GoalFilter
from villagedesk.records.meetings import MeetingFilter
from villagedesk.records.people import PeopleFilter, PeopleQuery
from villagedesk.records.questions import QuestionFilter
from villagedesk.records.responses import ResponseFilter
from villagedesk.services import (
    actions,
    assets,
    constitution,
    deals,
    decisions,
    duties,
    evidence,
    goals,
    group,
    grouppapers,
    health,
    interactions,
    meetings,
    minutes,
    people,
    questions,
    redactedrecords,
    requests,
    responses,
    reviews,
)
from villagedesk.services.redact import View
from villagedesk.store import files

Records = Iterator[Any]


def kinds() -> tuple[str, ...]:
    """The kinds of records that can be shown and exported."""
    return tuple(_LISTED)


def records(session: Session, kind: str, today: date) -> Records:
    """Every record of a kind that is not in the bin. Refused when there is no such kind."""
    if kind not in _LISTED:
        raise Refused(_("There is no kind {kind}: use one of {kinds}.").format(kind=kind, kinds=", ".join(_LISTED)))
    return _LISTED[kind](session, today)


def listed(session: Session, kind: str, audience: Audience | None, today: date) -> Records:
    """The records of a kind as an audience may see them; without one as they are."""
    return for_audience(session, kind, audience, today) if audience else records(session, kind, today)


def for_audience(session: Session, kind: str, audience: Audience, today: date) -> Records:
    """The records of a kind as an audience may see them; of minutes the versions that stand."""
    own = session.scalars(select(Group)).one()
    view = View(audience, own.two_bodies)
    if kind in _ROUNDS:
        return _ROUNDS[kind](session, view)
    seen = redactedrecords.known_to(session, view)
    stored = _minutes(session, today, standing=True) if kind == "minutes" else records(session, kind, today)
    found = (redactedrecords.redacted(record, view, seen) for record in stored)
    return (shown for shown in found if shown is not None)


def save(path: Path, wanted: Sequence[str], session: Session, audience: Audience, today: date) -> None:
    """Write these kinds (all, when none) as JSON, whole or not at all. Unavailable when the place can't be written."""
    from villagedesk.exchange.json_out import write_json

    about = {"group": group.card(session).name, "audience": audience, "as_at": today}
    with files.writing(path) as file:
        parts = {kind: for_audience(session, kind, audience, today) for kind in wanted or kinds()}
        write_json(parts, file, about)


def _people(session: Session, today: date) -> Records:
    keys = people.ids(session, PeopleQuery(), today)
    persons = set(session.scalars(select(Person.id)))
    return (people.person(session, key, today) for key in keys if key in persons)


def _organizations(session: Session, today: date) -> Records:
    keys = people.ids(session, PeopleQuery(PeopleFilter.ORGANIZATIONS), today)
    return (people.organization(session, key, today) for key in keys)


def _meetings(session: Session, today: date) -> Records:
    query = meetings.MeetingQuery(MeetingFilter.ALL, descending=False)
    return (meetings.card(session, key) for key in meetings.ids(session, query, today))


def _minutes(session: Session, today: date, *, standing: bool = False) -> Records:
    query = meetings.MeetingQuery(MeetingFilter.ALL, descending=False)
    pages = (minutes.page(session, key, standing=standing) for key in meetings.ids(session, query, today))
    return (page for page in pages if page is not None)


def _actions(session: Session, today: date) -> Records:
    keys = actions.ids(session, actions.ActionQuery(ActionFilter.ALL, sort="number"), today)
    return _by_the_page(session, keys, actions.rows)


def _questions(session: Session, today: date) -> Records:
    asked = questions.QuestionQuery(QuestionFilter.ALL, sort="number")
    return _by_the_page(session, questions.ids(session, asked, today), questions.rows)


def _responses(session: Session, _today: date) -> Records:
    return _by_the_page(
        session, responses.ids(session, responses.ResponseQuery(ResponseFilter.ALL)), responses.rows
    )  # fmt: skip


def _assets(session: Session, _today: date) -> Records:
    return _by_the_page(session, assets.ids(session, assets.AssetQuery(sort="name")), assets.rows)


def _deals(session: Session, today: date) -> Records:
    keys = deals.ids(session, deals.DealQuery(DealFilter.ALL, sort="agreed"), today)
    return (deals.card(session, key, today) for key in keys)


def _by_the_page(
    session: Session, keys: Sequence[str], rows: Callable[[Session, Sequence[str]], Sequence[Any]]
) -> Records:
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        known = {row.id: row for row in rows(session, part)}
        yield from (known[key] for key in part)


def _goals(session: Session, _today: date) -> Records:
    keys = goals.ids(session, goals.GoalQuery(GoalFilter.ALL, sort="set"))
    return (goals.card(session, key) for key in keys)


def _evidence(session: Session, _today: date) -> Records:
    query = evidence.EvidenceQuery(descending=False)
    return (evidence.card(session, key) for key in evidence.ids(session, query))


def _duties(session: Session, today: date) -> Records:
    keys = duties.ids(session, duties.DutyQuery(DutyFilter.ALL), today)
    return _by_the_page(session, keys, lambda session, part: duties.rows(session, part, today))


def _group_papers(session: Session, today: date) -> Records:
    keys = grouppapers.ids(session, grouppapers.GroupPaperQuery(), today)
    return (grouppapers.card(session, key) for key in keys)


def _interactions(session: Session, _today: date) -> Records:
    total = interactions.page(session, interactions.LogQuery(), 0, 0).total
    for start in range(0, total, 500):
        yield from interactions.page(session, interactions.LogQuery(), start, 500).rows


def _reviews(session: Session, view: View | None) -> Records:
    """Rounds hold the log as those asked may see it: whole for whom they are, and for nobody else."""
    keys = reviews.ids(session, descending=False)
    rows = {row.id: row for row in reviews.rows(session, keys)}
    is_told = view is None or view.sees_field("review", "title")
    return (reviews.card(session, key) for key in keys if is_told and (not view or view.sees(rows[key].audience)))


def _health(session: Session, view: View | None) -> Records:
    """Rounds as `health.card` gives them to a reader, without the names of bodies and meetings kept from them."""
    seen = redactedrecords.known_to(session, view).keys if view else None
    keys = health.ids(session, descending=False)
    for row in sorted(health.rows(session, keys), key=lambda row: keys.index(row.id)):
        if view and not view.sees(row.audience):
            continue
        card = health.card(session, row.id, view)
        if seen is not None:
            body: dict[str, Any] = {} if row.organization_id in seen else {"organization_id": None, "body": ""}
            meeting: dict[str, Any] = {} if row.meeting_id in seen else {"meeting_id": None, "meeting": ""}
            card = replace(card, row=replace(card.row, **body, **meeting))
        yield card


_ROUNDS: dict[str, Callable[[Session, View | None], Records]] = {"reviews": _reviews, "health": _health}
"""Kinds that know by themselves what a reader may see of them."""

_LISTED: dict[str, Callable[[Session, date], Records]] = {
    "group": lambda session, _today: iter((group.card(session),)),
    "people": _people,
    "organizations": _organizations,
    "meetings": _meetings,
    "minutes": _minutes,
    "decisions": lambda session, _today: iter(decisions.since(session, None, date.max)),
    "actions": _actions,
    "questions": _questions,
    "responses": _responses,
    "interactions": _interactions,
    "constitution": lambda session, _today: iter(constitution.said(session)),
    "requests": lambda session, _today: iter(requests.listed(session)),
    "assets": _assets,
    "goals": _goals,
    "evidence": _evidence,
    "duties": _duties,
    "group_papers": _group_papers,
    "deals": _deals,
    "reviews": lambda session, _today: _reviews(session, None),
    "health": lambda session, _today: _health(session, None),
}
