"""Evidence: what the group can show, how it came to know it, and what a reader should know beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.shares import FEWEST
from villagedesk.core.text import fold, one_line
from villagedesk.models import Evidence, Goal, GoalLink, Organization, Person, SurveyAnswer, SurveyQuestion
from villagedesk.records.evidence import (
    EvidenceCard,
    EvidenceDraft,
    EvidenceFilter,
    EvidenceRow,
    SurveyAnswerRow,
    SurveyQuestionRow,
)
from villagedesk.records.people import Choice
from villagedesk.services import attachments, restriction
from villagedesk.store.writer import Work

KIND = "evidence"
FEW = 30
"""Answers under which what they say is to be taken with care."""


@dataclass(frozen=True, slots=True)
class EvidenceQuery:
    """What a list of evidence asks for. Sort: claim when."""

    only: EvidenceFilter = EvidenceFilter.ALL
    words: str = ""
    sort: str = "when"
    descending: bool = True


def ids(session: Session, query: EvidenceQuery) -> list[str]:
    """The keys of the evidence asked for, in order; what has no date last."""
    statement = select(Evidence.id).where(*_where(query.only))
    if query.words.strip():
        said = func.fold(
            Evidence.claim + " " + Evidence.figure + " " + Evidence.method + " " + Evidence.gathered_by + " "
            + Evidence.source + " " + Evidence.missed
        )  # fmt: skip
        statement = statement.where(func.instr(said, fold(query.words)) > 0)
    columns: dict[str, Any] = {"claim": func.fold(Evidence.claim), "when": _when()}
    column = columns[query.sort]
    return list(
        session.scalars(
            statement.order_by((column.desc() if query.descending else column).nulls_last(), Evidence.id.desc())
        )
    )


def _when() -> ColumnElement[Any]:
    return func.coalesce(Evidence.to_on, Evidence.from_on)


def counts(session: Session) -> dict[EvidenceFilter, int]:
    """How many each filter shows."""
    count = select(func.count(Evidence.id))
    return {only: session.scalar(count.where(*_where(only))) or 0 for only in EvidenceFilter}


def _where(only: EvidenceFilter) -> list[ColumnElement[bool]]:
    thin = or_(
        and_(Evidence.asked.is_(None), Evidence.answered.is_not(None)),
        Evidence.answered < FEW,
        and_(Evidence.asked >= FEWEST, Evidence.answered * 4 < Evidence.asked),
        Evidence.caution != "",
        Evidence.missed == "",
    )
    where: dict[EvidenceFilter, list[ColumnElement[bool]]] = {
        EvidenceFilter.ALL: [],
        EvidenceFilter.SURVEYS: [Evidence.id.in_(select(SurveyQuestion.evidence_id))],
        EvidenceFilter.THIN: [thin],
    }
    return where[only]


def rows(session: Session, keys: Sequence[str]) -> list[EvidenceRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    questions = (
        select(func.count(SurveyQuestion.id))
        .where(SurveyQuestion.evidence_id == Evidence.id)
        .correlate(Evidence)
        .scalar_subquery()
    )
    found = session.execute(
        select(Evidence, Person.name, Organization.name, questions)
        .outerjoin(Person, Person.id == Evidence.person_id)
        .outerjoin(Organization, Organization.id == Evidence.organization_id)
        .where(Evidence.id.in_(keys))
        .execution_options(binned=True)
    )
    return [
        EvidenceRow(
            id=row.id,
            kind=KIND,
            claim=row.claim,
            figure=row.figure,
            method=row.method,
            asked=row.asked,
            answered=row.answered,
            from_on=row.from_on,
            to_on=row.to_on,
            gathered_by=row.gathered_by,
            person_id=row.person_id,
            person=person or "",
            organization_id=row.organization_id,
            organization=body or "",
            missed=row.missed,
            caution=row.caution,
            source=row.source,
            questions=count,
            audience=row.audience,
            binned=row.binned_at is not None,
        )
        for row, person, body, count in found
    ]


def card(session: Session, evidence_id: str) -> EvidenceCard:
    """Evidence whole, in the bin or not. Refused when there is none."""
    found = rows(session, [evidence_id])
    if not found:
        raise Refused(_("That evidence is no longer here."))
    goals = session.execute(
        select(Goal.id, Goal.title)
        .join(GoalLink, GoalLink.goal_id == Goal.id)
        .where(GoalLink.evidence_id == evidence_id)
        .order_by(Goal.title)
    )
    return EvidenceCard(
        row=found[0],
        survey=survey(session, evidence_id),
        attachments=tuple(attachments.of(session, KIND, [evidence_id]).get(evidence_id, ())),
        goals=tuple(Choice(key, title) for key, title in goals),
    )


def survey(session: Session, evidence_id: str) -> tuple[SurveyQuestionRow, ...]:
    """The questions of a survey with their answers, in order."""
    asked = session.scalars(
        select(SurveyQuestion).where(SurveyQuestion.evidence_id == evidence_id).order_by(SurveyQuestion.position)
    ).all()
    given: dict[str, list[SurveyAnswerRow]] = {}
    for answer in session.scalars(
        select(SurveyAnswer)
        .where(SurveyAnswer.question_id.in_([question.id for question in asked]))
        .order_by(SurveyAnswer.position)
    ):
        given.setdefault(answer.question_id, []).append(SurveyAnswerRow(answer.id, answer.label, answer.count))
    return tuple(
        SurveyQuestionRow(one.id, one.text, one.answered, one.many, tuple(given.get(one.id, ()))) for one in asked
    )


def add(work: Work, draft: EvidenceDraft) -> str:
    """Keep evidence; the new key. Refused without a claim, or when its numbers or dates contradict each other."""
    row = Evidence(id=work.new_id())
    _fill(work, row, draft)
    work.session.add(row)
    work.session.flush()
    return row.id


def edit(work: Work, evidence_id: str, draft: EvidenceDraft) -> None:
    """Keep what was typed about evidence."""
    row = found(work, evidence_id)
    _fill(work, row, draft)
    attachments.give_audience(work, KIND, evidence_id, draft.audience)


def _fill(work: Work, row: Evidence, draft: EvidenceDraft) -> None:
    claim = one_line(draft.claim)
    if not claim:
        raise Refused(_("Say what it shows, in a sentence."), "claim")
    asked, answered = _whole(draft.asked, "asked"), _whole(draft.answered, "answered")
    if asked is not None and answered is not None and answered > asked:
        raise Refused(_("No more can answer than were asked."), "answered")
    if draft.from_on and draft.to_on and draft.to_on < draft.from_on:
        raise Refused(_("It ended before {date}, when it began.").format(date=show_date(draft.from_on)), "to_on")
    restriction.check(work.session, draft.person_id, row.person_id, "person_id")
    row.claim, row.figure, row.method = claim, one_line(draft.figure), draft.method.strip()
    row.asked, row.answered, row.from_on, row.to_on = asked, answered, draft.from_on, draft.to_on
    row.gathered_by, row.person_id, row.organization_id = (
        one_line(draft.gathered_by), draft.person_id, draft.organization_id,
    )  # fmt: skip
    row.missed, row.caution, row.source = draft.missed.strip(), draft.caution.strip(), draft.source.strip()
    row.audience = draft.audience


def _whole(value: float | None, field: str) -> int | None:
    if value is None:
        return None
    if value < 0 or value != int(value):
        raise Refused(_("That is not a number of people."), field)
    return int(value)


def attach(work: Work, evidence_id: str, name: str, data: bytes) -> str:
    """Copy the source document in; its key. Refused as `documents.add`."""
    audience = found(work, evidence_id).audience
    return attachments.attach(work, KIND, evidence_id, name, data, media_type="", audience=audience)


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put evidence in the bin."""
    for row in work.session.scalars(select(Evidence).where(Evidence.id.in_(keys))):
        row.binned_at = work.now


def found(work: Work, evidence_id: str) -> Evidence:
    """The row, to be changed. Refused when it is gone or in the bin."""
    row = work.session.get(Evidence, evidence_id)
    if row is None:
        raise Refused(_("That evidence is no longer here."))
    return row


def heard(row: EvidenceRow) -> str:
    """ "120 asked, 62 answered (52%)", with no rate of fewer than ten; "" when neither is known."""
    if row.asked is None:
        return "" if row.answered is None else _("{n} answered").format(n=f"{row.answered:,}")
    if row.answered is None:
        return _("{n} asked").format(n=f"{row.asked:,}")
    rate = _(" ({n}%)").format(n=round(100 * row.answered / row.asked)) if row.asked >= FEWEST else ""
    return _("{asked} asked, {answered} answered{rate}").format(
        asked=f"{row.asked:,}", answered=f"{row.answered:,}", rate=rate
    )


def when(row: EvidenceRow) -> str:
    """ "1 May 2026 to 30 June 2026"; "" without dates."""
    if row.from_on and row.to_on and row.from_on != row.to_on:
        return _("{first} to {last}").format(first=show_date(row.from_on), last=show_date(row.to_on))
    day: date | None = row.to_on or row.from_on
    return show_date(day) if day else ""


def by(row: EvidenceRow) -> str:
    """By whom it was gathered."""
    return ", ".join(filter(None, (row.gathered_by, row.person, row.organization)))


def cautions(row: EvidenceRow) -> list[str]:
    """What a reader should know before they rely on it: what was noted, and what the numbers say or leave out."""
    said = [row.caution] if row.caution else []
    if row.answered is not None and row.answered < FEW:
        few = ngettext("Only {n} person answered.", "Only {n} people answered.", row.answered)
        said.append(few.format(n=row.answered))
    if row.asked is None and row.answered is not None:
        said.append(_("How many were asked is not said."))
    elif row.asked and row.answered is not None and row.asked >= FEWEST and row.answered * 4 < row.asked:
        said.append(_("Fewer than one in four of those asked answered."))
    if not row.missed:
        said.append(_("Who was missed is not said."))
    return said
