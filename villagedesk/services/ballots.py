"""Elections as they are read: who stood, the words that minutes, lists and paper have for it, and as rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _, ngettext
from villagedesk.models import AgendaItem, Candidate, Election, Meeting, Person
from villagedesk.records.meetings import CandidateRow, ElectionRow
from villagedesk.services import versions

_STOOD = (Candidate.elected.desc(), Candidate.votes.desc(), Candidate.id)
Name = Callable[[str | None, str], str]
"""What somebody is called to a reader, from their key and their name as minuted; "" leaves them out."""
Movers = Mapping[str, tuple[str, str]]
"""Who proposed and who seconded each candidate, by its key."""


def stood(session: Session, election_id: str) -> Sequence[Candidate]:
    """Who stood in an election, who was elected first."""
    return session.scalars(select(Candidate).where(Candidate.election_id == election_id).order_by(*_STOOD)).all()


def stood_in(session: Session, election_ids: Sequence[str]) -> dict[str, list[Candidate]]:
    """Who stood in each of these elections, as in `stood`."""
    found: dict[str, list[Candidate]] = {}
    for row in session.scalars(select(Candidate).where(Candidate.election_id.in_(election_ids)).order_by(*_STOOD)):
        found.setdefault(row.election_id, []).append(row)
    return found


def words(
    session: Session, election: Election, name: Name | None = None, movers: Movers | None = None
) -> tuple[str, str]:
    """What is minuted: "Jane Smith was elected, unopposed", and who else stood and by whom each was put forward.

    `name` says what each is called to the reader; without it as minuted, and whoever put them forward by their name.
    `movers` are those who did, where that is said otherwise.
    """
    return told(stood(session, election.id), election.how, name or as_known(session, [election.id]), movers)


def as_known(session: Session, election_ids: Sequence[str]) -> Name:
    """What those in elections are called where everything may be known."""
    moved = select(Candidate.proposer_id).where(Candidate.election_id.in_(election_ids)).union(
        select(Candidate.seconder_id).where(Candidate.election_id.in_(election_ids))
    )  # fmt: skip
    names = {row.id: row.name for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(moved)))}
    return lambda key, minuted: minuted or names.get(key or "", "")


def told(candidates: Sequence[Candidate], how: str, name: Name, movers: Movers | None = None) -> tuple[str, str]:
    """As `words`, of candidates that have been read."""
    if movers is None:
        movers = {one.id: (name(one.proposer_id, ""), name(one.seconder_id, "")) for one in candidates}
    winners = [_counted(one, name) for one in candidates if one.elected]
    text = ngettext("{names} was elected", "{names} were elected", len(winners)).format(names=_listed(winners))
    others = [_counted(one, name) for one in candidates if not one.elected]
    said = [_("Also stood: {names}").format(names=_listed(others))] if others else []
    for one in candidates:
        if by := _moved(*movers[one.id]):
            who = name(one.person_id, one.name)
            said.append(f"{who}: {by}" if len(candidates) > 1 else by[:1].upper() + by[1:])
    return (f"{text}, {how}" if how else text), ". ".join(said)


def _counted(one: Candidate, name: Name) -> str:
    who = name(one.person_id, one.name)
    return who if one.votes is None else _("{name} ({n})").format(name=who, n=one.votes)


def _listed(names: Sequence[str]) -> str:
    return (
        _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
        if len(names) > 1
        else "".join(names)
    )


def _moved(proposer: str, seconder: str) -> str:
    if proposer and seconder:
        return _("proposed by {proposer}, seconded by {seconder}").format(proposer=proposer, seconder=seconder)
    if seconder:
        return _("seconded by {seconder}").format(seconder=seconder)
    return _("proposed by {proposer}").format(proposer=proposer) if proposer else ""


def of_meeting(session: Session, meeting_id: str) -> tuple[ElectionRow, ...]:
    """The elections of a meeting, in the order of its agenda."""
    found = session.execute(
        select(Election, Meeting.title, AgendaItem.title)
        .outerjoin(Meeting, Meeting.id == Election.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Election.item_id)
        .where(Election.meeting_id == meeting_id, versions.stands(Election))
        .order_by(AgendaItem.position.nulls_first(), Election.id)
    ).all()
    if not found:
        return ()
    keys = [row.id for row, *_titles in found]
    named, candidates = as_known(session, keys), stood_in(session, keys)
    return tuple(
        ElectionRow(
            id=row.id, kind="election", label=row.label, seats=row.seats, how=row.how, held_on=row.held_on,
            post_id=row.post_id, meeting_id=row.meeting_id, meeting=meeting or "", item_id=row.item_id, item=item or "",
            audience=row.audience,
            candidates=tuple(_candidate(one, named) for one in candidates.get(row.id, ())),
        )
        for row, meeting, item in found
    )  # fmt: skip


def _candidate(one: Candidate, named: Name) -> CandidateRow:
    return CandidateRow(
        id=one.id, person_id=one.person_id, name=one.name, votes=one.votes, elected=one.elected,
        proposer_id=one.proposer_id, proposer=named(one.proposer_id, ""), seconder_id=one.seconder_id,
        seconder=named(one.seconder_id, ""),
    )  # fmt: skip
