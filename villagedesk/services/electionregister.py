"""The register of elections: who stood for which post, who was elected, and who put them forward."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.models import AgendaItem, Candidate, Election, Meeting, Person
from villagedesk.records.meetingregisters import ElectionEntry, RegisterQuery
from villagedesk.services import ballots, versions
from villagedesk.services.narrowing import Register, of_series, within
from villagedesk.services.redact import Sight
from villagedesk.services.search import matching
from villagedesk.store.search import match_words

_STOOD = select(func.count()).where(Candidate.election_id == Election.id).correlate(Election).scalar_subquery()


def _found(query: RegisterQuery, sight: Sight, /, *columns: Any) -> Select[Any]:
    found = (
        select(*columns)
        .select_from(Election)
        .outerjoin(Meeting, Meeting.id == Election.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Election.item_id)
        .where(Election.binned_at.is_(None), *within(query, Election.held_on), *of_series(query))
        .where(versions.stands(Election), *sight.of(Election.audience, AgendaItem.audience))
    )
    if words := match_words(query.words):
        found = found.where(Election.id.in_(matching("election", words)))
    if query.person_id:
        somebody = (Candidate.person_id, Candidate.proposer_id, Candidate.seconder_id)
        named = or_(*(column == query.person_id for column in somebody))
        found = found.where(Election.id.in_(select(Candidate.election_id).where(named)))
    return found.where(_contested == query.only) if query.only else found


def _rows(session: Session, keys: Sequence[str], sight: Sight) -> Sequence[ElectionEntry]:
    found = session.execute(
        select(Election, Meeting.title, Meeting.binned_at, AgendaItem.title)
        .outerjoin(Meeting, and_(Meeting.id == Election.meeting_id, *sight.of(Meeting.audience)))
        .outerjoin(AgendaItem, AgendaItem.id == Election.item_id)
        .where(Election.id.in_(keys)),
        execution_options={"binned": True},
    ).all()
    name, stood = named(session, keys, sight), ballots.stood_in(session, keys)
    entries = []
    for row, meeting, binned_at, item in found:
        who = stood.get(row.id, [])
        text, more = ballots.told(who, row.how, name)
        entries.append(
            ElectionEntry(
                id=row.id, held_on=row.held_on, label=row.label, seats=row.seats, text=text, more=more,
                is_contested=len(who) > row.seats, meeting_id=row.meeting_id,
                meeting=(meeting or "") if sight.is_ours or binned_at is None else "", item=item or "",
                is_gone=binned_at is not None and sight.is_ours,
            )
        )  # fmt: skip
    return entries


def named(session: Session, keys: Sequence[str], sight: Sight) -> ballots.Name:
    """What those in these elections are called to a reader: whoever it may not know is "A member", or left out."""
    columns = (Candidate.person_id, Candidate.proposer_id, Candidate.seconder_id)
    there = or_(*(Person.id.in_(select(column).where(Candidate.election_id.in_(keys))) for column in columns))
    known = session.execute(select(Person.id, Person.name).where(there, *sight.of_people(Person)))
    names: dict[str, str] = {row.id: row.name for row in known}

    def name(key: str | None, minuted: str) -> str:
        if not minuted:
            return names.get(key or "", "")
        return minuted if key is None or key in names or sight.view is None else _("A member")

    return name


_contested = case((Election.seats < _STOOD, "contested"), else_="unopposed")
REGISTER = Register(
    Election, _found, _contested,
    {
        "date": (Election.held_on, Meeting.start_at, AgendaItem.position),
        "label": (func.fold(Election.label), Election.held_on), "meeting": (func.fold(Meeting.title), Election.held_on),
    },
    _rows,
)  # fmt: skip
