"""How long people are kept: the group's own rules, who is past them, and the yearly look at each."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import clamped
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.ids import made_at
from villagedesk.core.words import Retained, Role
from villagedesk.models import (
    Action,
    Attendance,
    Consent,
    Interaction,
    Meeting,
    Membership,
    Note,
    Participant,
    Person,
    Question,
    RetentionReview,
    RetentionRule,
    SubjectRequest,
)
from villagedesk.records.consent import ReviewRow, RuleCard
from villagedesk.services import restriction
from villagedesk.services.posts import own_body
from villagedesk.store.writer import Work

_ROLES = {
    Role.COUNCILLOR: Retained.COUNCILLORS, Role.PORTFOLIO: Retained.COUNCILLORS,
    Role.OFFICER: Retained.OFFICERS, Role.GRANT_OFFICER: Retained.OFFICERS,
}  # fmt: skip
_MOST_MONTHS = 1200


@dataclass(frozen=True, slots=True)
class Standing:
    """Of which sort somebody is, what the group last had to do with them and when; `is_held` while a post runs."""

    sort: Retained
    last_on: date
    last_what: str
    is_held: bool
    past_since: date | None = None


def sort_words() -> dict[Retained, str]:
    """What the sorts of people are called."""
    return {
        Retained.MEMBERS: _("Former members of the group"),
        Retained.OFFICERS: _("Former officers"),
        Retained.COUNCILLORS: _("Former councillors"),
        Retained.CONTACTS: _("Other contacts"),
    }


def suggestions() -> dict[Retained, tuple[int, str]]:
    """How many months a group might choose, and why. These are suggestions: data protection law names no number."""
    return {
        Retained.MEMBERS: (
            24,
            _("Two years cover questions about fees and votes. A company or CIO keeps its register of members longer."),
        ),
        Retained.OFFICERS: (12, _("A year is enough to ask what they promised and who took over.")),
        Retained.COUNCILLORS: (48, _("One term: a promise may be asked about until the next election.")),
        Retained.CONTACTS: (24, _("Who has not been in touch for two years is rarely needed again.")),
    }


def rules(session: Session) -> list[RuleCard]:
    """A line for each sort of people: the group's rule, or what it might choose."""
    known = {rule.what: rule for rule in session.scalars(select(RetentionRule).order_by(RetentionRule.id))}
    cards = []
    for what, (months, why) in suggestions().items():
        rule = known.get(what)
        cards.append(RuleCard(what, rule.months if rule else None, rule.reason if rule else "", months, why))
    return cards


def set_rule(work: Work, what: Retained, months: int | None, reason: str = "") -> None:
    """Keep how long a sort of people is kept; None takes the rule away. Refused for what is no number of months."""
    found = work.session.scalar(select(RetentionRule).where(RetentionRule.what == what))
    if months is None:
        if found is not None:
            work.session.delete(found)
        return
    if not 1 <= months <= _MOST_MONTHS:
        raise Refused(_("Give a number of months from 1 to {most}.").format(most=_MOST_MONTHS), "months")
    if found is None:
        found = RetentionRule(id=work.new_id(), what=what, months=months)
        work.session.add(found)
    found.months, found.reason = months, reason.strip()


def keep(work: Work, person_id: str, reason: str) -> date:
    """Keep somebody for another year, for a reason; until when. Refused without one, or when they are gone."""
    restriction.open_person(work.session, person_id)
    if not reason.strip():
        raise Refused(_("Say why: “keep” needs a reason, as forgetting does not."), "reason")
    today = work.today
    until = clamped(today.year + 1, today.month, today.day)
    work.session.add(
        RetentionReview(
            id=work.new_id(), person_id=person_id, reviewed_on=today, keep_until=until, reason=reason.strip()
        )
    )
    return until


def kept_until(session: Session, person_id: str) -> tuple[date, str] | None:
    """Until when the last review keeps somebody, and why."""
    last = select(RetentionReview).where(RetentionReview.person_id == person_id)
    found = session.scalar(last.order_by(RetentionReview.reviewed_on.desc(), RetentionReview.id.desc()).limit(1))
    return (found.keep_until, found.reason) if found else None


def standing(session: Session, person_id: str, today: date) -> Standing:
    """How somebody stands under the group's rules."""
    return _standings(session, today, [person_id], _months(session), _held(session, today, person_id))[person_id]


def to_review(session: Session, today: date) -> list[ReviewRow]:
    """Everybody who is past their time and was not kept for longer, those who are furthest past it first."""
    months = _months(session)
    if not months:
        return []
    kept = dict(
        session.execute(
            select(RetentionReview.person_id, func.max(RetentionReview.keep_until)).group_by(RetentionReview.person_id)
        ).all()
    )
    names = dict(session.execute(select(Person.id, Person.name).where(Person.restricted_at.is_(None))).all())
    posts_ = _held(session, today)
    might = [key for key in names if kept.get(key, today) <= today and posts_.may_be_past(key, months, today)]
    rows = [
        ReviewRow(key, names[key], found.sort, found.last_on, found.last_what, found.past_since)
        for key, found in _standings(session, today, might, months, posts_).items()
        if found.past_since is not None
    ]
    return sorted(rows, key=lambda row: (row.past_since, row.name, row.id))


def _months(session: Session) -> dict[Retained, int]:
    return {rule.what: rule.months for rule in session.scalars(select(RetentionRule))}


def _standings(
    session: Session, today: date, keys: Sequence[str], months: Mapping[Retained, int], posts_: _Posts
) -> dict[str, Standing]:
    last = _last(session, today, keys)
    found = {}
    for key in keys:
        sort, is_held = posts_.sort(key), key in posts_.held
        made = made_at(key)
        seen = [*last.get(key, ()), *posts_.ended.get(key, ())]
        day, what = max(seen) if seen else (made.date() if made else today, _("Added to the file"))
        past = _after(day, months[sort]) if sort in months and not is_held else None
        found[key] = Standing(sort, day, what, is_held, past if past is not None and past <= today else None)
    return found


def _after(day: date, months: int) -> date:
    number = day.year * 12 + day.month - 1 + months
    return clamped(min(number // 12, date.max.year), number % 12 + 1, day.day)


@dataclass(frozen=True, slots=True)
class _Posts:
    """Of which sort each is by what they held last, who holds something now, and what ended when."""

    sorts: dict[str, Retained]
    held: set[str]
    ended: dict[str, list[tuple[date, str]]]

    def sort(self, key: str) -> Retained:
        return self.sorts.get(key, Retained.CONTACTS)

    def may_be_past(self, key: str, months: Mapping[Retained, int], today: date) -> bool:
        """False for who cannot be past their time, whatever else the group had to do with them."""
        sort = self.sort(key)
        if key in self.held or sort not in months:
            return False
        return key not in self.ended or _after(max(self.ended[key])[0], months[sort]) <= today


def _held(session: Session, today: date, person_id: str | None = None) -> _Posts:
    own = own_body(session)
    sorts: dict[str, Retained] = {}
    held: set[str] = set()
    ended: dict[str, list[tuple[date, str]]] = {}
    statement = select(Membership.person_id, Membership.organization_id, Membership.role, Membership.end_on)
    if person_id:
        statement = statement.where(Membership.person_id == person_id)
    for row in session.execute(statement.order_by(Membership.end_on.nulls_last(), Membership.id)):
        sorts[row.person_id] = Retained.MEMBERS if row.organization_id == own else _ROLES.get(
            row.role, sorts.get(row.person_id, Retained.CONTACTS)
        )  # fmt: skip
        if row.end_on is None or row.end_on >= today:
            held.add(row.person_id)
        else:
            ended.setdefault(row.person_id, []).append((row.end_on, _("Their position ended")))
    return _Posts(sorts, held, ended)


def _last(session: Session, today: date, keys: Sequence[str]) -> dict[str, list[tuple[date, str]]]:
    """The last day of each sort of dealing with each person; what is planned does not count before it happened."""
    talked = select(Participant.person_id, func.max(Interaction.on_date)).join(
        Interaction, Interaction.id == Participant.interaction_id
    )
    met = select(Attendance.person_id, func.max(Meeting.on_date)).join(Meeting, Meeting.id == Attendance.meeting_id)
    done = func.max(func.coalesce(Action.done_on, Action.raised_on))
    dealings: Iterable[tuple[str, Any, Any, Any]] = (
        (_("Last in touch"), talked, Participant.person_id, Interaction.on_date),
        (_("Last at a meeting"), met, Attendance.person_id, Meeting.on_date),
        (_("Last action"), select(Action.owner_id, done), Action.owner_id, Action.raised_on),
        (_("Last note"), select(Note.person_id, func.max(Note.on_date)), Note.person_id, Note.on_date),
        (_("Last question"), select(Question.person_id, func.max(Question.asked_on)), Question.person_id,
         Question.asked_on),
        (_("Last consent"), select(Consent.person_id, func.max(Consent.given_on)), Consent.person_id, Consent.given_on),
        (_("Last request"), select(SubjectRequest.person_id, func.max(SubjectRequest.received_on)),
         SubjectRequest.person_id, SubjectRequest.received_on),
    )  # fmt: skip
    found: dict[str, list[tuple[date, str]]] = {}
    these = select(func.json_each(json.dumps(list(keys))).table_valued("value").c.value)  # more than it takes as values
    for words, statement, whose, day in dealings:
        wanted: Select[Any] = statement.where(whose.in_(these), day <= today)
        for key, last in session.execute(wanted.group_by(whose)):
            found.setdefault(key, []).append((last, words))
    return found
