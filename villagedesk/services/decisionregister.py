"""The register of decisions: under what number each was taken, how, and who moved it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from villagedesk.core.i18n import _
from villagedesk.core.words import Outcome, Way
from villagedesk.models import AgendaItem, Decision, Meeting, Person
from villagedesk.records.meetingregisters import DecisionEntry, RegisterQuery
from villagedesk.services import decisions, versions
from villagedesk.services.narrowing import Register, of_series, within
from villagedesk.services.redact import Sight
from villagedesk.services.search import matching
from villagedesk.store.search import match_words


def _found(query: RegisterQuery, sight: Sight, /, *columns: Any) -> Select[Any]:
    found = (
        select(*columns)
        .select_from(Decision)
        .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
        .outerjoin(AgendaItem, AgendaItem.id == Decision.item_id)
        .where(Decision.binned_at.is_(None), versions.stands(), *within(query, Decision.decided_on), *of_series(query))
        .where(*sight.of(Decision.audience, AgendaItem.audience))
    )
    if words := match_words(query.words):
        number = func.instr(Decision.number, query.words.strip()) > 0
        found = found.where(or_(Decision.id.in_(matching("decision", words)), number))
    if query.person_id:
        found = found.where(or_(Decision.proposer_id == query.person_id, Decision.seconder_id == query.person_id))
    return found.where(Decision.outcome == query.only) if query.only else found


def _rows(session: Session, keys: Sequence[str], sight: Sight) -> Sequence[DecisionEntry]:
    proposer, seconder = aliased(Person), aliased(Person)
    found = session.execute(
        select(Decision, Meeting.title, Meeting.binned_at, AgendaItem.title, proposer.name, seconder.name)
        .outerjoin(Meeting, and_(Meeting.id == Decision.meeting_id, *sight.of(Meeting.audience)))
        .outerjoin(AgendaItem, AgendaItem.id == Decision.item_id)
        .outerjoin(proposer, and_(proposer.id == Decision.proposer_id, *sight.of_people(proposer)))
        .outerjoin(seconder, and_(seconder.id == Decision.seconder_id, *sight.of_people(seconder)))
        .where(Decision.id.in_(keys)),
        execution_options={"binned": True},
    ).all()
    corrects = [row.id for row, *_names in found if row.corrects_id] if sight.is_ours else []
    put_right = decisions.corrected(session, corrects)
    twice = _twice(session, {row.number for row, *_names in found})
    return [
        DecisionEntry(
            id=row.id, number=row.number, decided_on=row.decided_on, text=row.text, reason=row.reason,
            outcome=row.outcome, way=row.way, how=row.how, votes=votes_words(row), proposer=moved or "",
            seconder=seconded or "", meeting_id=row.meeting_id,
            meeting=(meeting or "") if sight.is_ours or binned_at is None else "", item=item or "",
            is_twice=row.number in twice, is_gone=binned_at is not None and sight.is_ours,
            ratified_on=row.ratified_on, waits=_waits(row), corrected=put_right.get(row.id, ""),
            casting_for=row.casting_for,
        )
        for row, meeting, binned_at, item, moved, seconded in found
    ]  # fmt: skip


def _twice(session: Session, numbers: set[str]) -> set[str]:
    """Which of these numbers more than one decision has."""
    counted = (
        select(Decision.number)
        .where(Decision.number.in_(numbers - {""}), Decision.binned_at.is_(None), versions.stands())
        .group_by(Decision.number)
        .having(func.count() > 1)
    )
    return set(session.scalars(counted))


def _waits(row: Decision) -> bool:
    """Whether a decision between meetings has yet to be ratified."""
    return row.way is Way.WRITTEN and row.ratified_on is None and row.outcome is Outcome.AGREED


def votes_words(decision: Decision) -> str:
    """ "5 for, 2 against, 1 abstained"; "" where nobody counted, or `how` says it already."""
    told = (
        (decision.votes_for, _("{n} for")), (decision.votes_against, _("{n} against")),
        (decision.abstained, _("{n} abstained")),
    )  # fmt: skip
    said = [words.format(n=count) for count, words in told if count is not None]
    if said and said[0] in decision.how:
        return ""
    if said and decision.casting_for is not None:
        said.append(
            _("the chair's casting vote for") if decision.casting_for else _("the chair's casting vote against")
        )
    return ", ".join(said)


_NUMBER = (func.substr(Decision.number, 1, 8), func.length(Decision.number), Decision.number)  # 3 before 12
REGISTER = Register(
    Decision, _found, Decision.outcome,
    {
        "date": (Decision.decided_on, *_NUMBER), "number": _NUMBER, "text": (func.fold(Decision.text),),
        "outcome": (Decision.outcome, Decision.decided_on), "meeting": (func.fold(Meeting.title), Decision.decided_on),
    },
    _rows,
)  # fmt: skip
