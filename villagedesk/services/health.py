"""The health check of the partnership: rounds of statements that both sides score, and the gap between the two."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.scores import Both, mean
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import OrganizationKind, Side
from villagedesk.models import CheckStatement, Group, HealthCheck, Meeting, Organization, Score, Scorer, Series
from villagedesk.records.health import (
    CheckCard,
    CheckDraft,
    CheckRow,
    ComponentResult,
    RoundMeans,
    SaidRow,
    ScorerRow,
    StatementResult,
)
from villagedesk.services import statements
from villagedesk.services.redact import View
from villagedesk.store.writer import Work

KIND = "health_check"
SIDES = (Side.OURS, Side.THEIRS)
_USUAL_DAYS = 21
Given = tuple[str, str, Side, int]  # statement, scorer, side, score


def ids(session: Session, *, is_open: bool | None = None, words: str = "", descending: bool = True) -> list[str]:
    """The keys of the rounds, the latest first; only those that are open, or closed, when it is said."""
    where: list[ColumnElement[bool]] = []
    if is_open is not None:
        where.append(HealthCheck.closed_on.is_(None) if is_open else HealthCheck.closed_on.is_not(None))
    if words.strip():
        where.append(func.instr(func.fold(HealthCheck.title), fold(words)) > 0)
    order = HealthCheck.opened_on.desc() if descending else HealthCheck.opened_on.asc()
    return list(session.scalars(select(HealthCheck.id).where(*where).order_by(order, HealthCheck.id.desc())))


def rows(session: Session, keys: Sequence[str]) -> list[CheckRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    found = session.execute(
        select(HealthCheck, Organization.name, Meeting.title, Meeting.on_date)
        .outerjoin(Organization, Organization.id == HealthCheck.organization_id)
        .outerjoin(Meeting, Meeting.id == HealthCheck.meeting_id)
        .where(HealthCheck.id.in_(keys))
        .execution_options(binned=True)
    ).all()
    asked = Counter(session.scalars(select(CheckStatement.check_id).where(CheckStatement.check_id.in_(keys))))
    people = Counter(
        (check, side)
        for check, side in session.execute(select(Scorer.check_id, Scorer.side).where(Scorer.check_id.in_(keys)))
    )
    given = _given(session, keys)
    return [
        CheckRow(
            id=row.id, kind=KIND, title=row.title, opened_on=row.opened_on, reply_by=row.reply_by,
            closed_on=row.closed_on, organization_id=row.organization_id, body=body or "", meeting_id=row.meeting_id,
            meeting=f"{meeting}, {show_date(on)}" if meeting else "", statements=asked[row.id],
            ours=people[row.id, Side.OURS], theirs=people[row.id, Side.THEIRS], means=_both(given.get(row.id, ())),
            audience=row.audience, binned=row.binned_at is not None,
        )
        for row, body, meeting, on in found
    ]  # fmt: skip


def due(session: Session, today: date) -> tuple[CheckRow, ...]:
    """The open rounds in which one of the sides has not scored in time; the latest first."""
    keys = ids(session, is_open=True)
    known = {row.id: row for row in rows(session, keys)}
    return tuple(known[key] for key in keys if known[key].is_overdue(today))


def _given(session: Session, keys: Iterable[str]) -> dict[str, list[Given]]:
    """By round, the scores that were given."""
    found = session.execute(
        select(Scorer.check_id, Score.statement_id, Scorer.id, Scorer.side, Score.value)
        .join(Scorer, Scorer.id == Score.scorer_id)
        .where(Scorer.check_id.in_(list(keys)))
    )
    given: dict[str, list[Given]] = {}
    for check, statement, scorer, side, value in found:
        if value is not None:
            given.setdefault(check, []).append((statement, scorer, side, value))
    return given


def _both(given: Iterable[Given]) -> Both:
    given = list(given)
    ours, theirs = (
        mean((scorer, value) for _key, scorer, whose, value in given if whose is side) for side in SIDES
    )  # fmt: skip
    return Both(ours, theirs)


def card(session: Session, check_id: str, view: View | None = None) -> CheckCard:
    """A round whole, in the bin or not; with `view` as its reader may see it. Refused when there is none for them."""
    found = rows(session, [check_id])
    if not found or (view and (found[0].binned or not view.sees(found[0].audience))):
        raise Refused(_("That health check is no longer here."))
    row = found[0]
    rounds = _rounds(session, row, view)
    before = rounds[-2].id if len(rounds) > 1 else None
    return CheckCard(
        row=row,
        components=_components(session, row.id, before, view),
        scorers=_scorers(session, check_id) if view is None or view.sees_field("scorer", "name") else (),
        rounds=rounds,
        group=session.scalars(select(Group.name)).one(),
    )


def shared(session: Session, check_id: str) -> CheckCard:
    """A round as whoever it is marked for may see it: without names, and without what was said beside the scores."""
    audience = rows(session, [check_id])[0].audience
    two_bodies = session.scalars(select(Group.two_bodies)).one()
    found = card(session, check_id, View(audience, two_bodies))
    return replace(found, components=tuple(map(_unsaid, found.components)))


def _unsaid(component: ComponentResult) -> ComponentResult:
    return replace(component, statements=tuple(replace(one, said=()) for one in component.statements))


def _rounds(session: Session, row: CheckRow, view: View | None) -> tuple[RoundMeans, ...]:
    """The rounds with the same body up to this one, the first first."""
    same = HealthCheck.organization_id
    body = same.is_(None) if row.organization_id is None else same == row.organization_id
    found = session.scalars(
        select(HealthCheck)
        .where(body, HealthCheck.id != row.id, HealthCheck.opened_on <= row.opened_on)
        .order_by(HealthCheck.opened_on, HealthCheck.id)
    )
    earlier = [one for one in found if (view is None or view.sees(one.audience)) and _is_before(one, row)]
    given = _given(session, [one.id for one in earlier])
    told = [RoundMeans(one.id, one.title, one.opened_on, _both(given.get(one.id, ()))) for one in earlier]
    return (*told, RoundMeans(row.id, row.title, row.opened_on, row.means))


def _is_before(one: HealthCheck, row: CheckRow) -> bool:
    return (one.opened_on, one.id) < (row.opened_on, row.id)


def _asked(session: Session, check_id: str) -> Sequence[CheckStatement]:
    return session.scalars(
        select(CheckStatement).where(CheckStatement.check_id == check_id).order_by(CheckStatement.position)
    ).all()


def _components(
    session: Session, check_id: str, before_id: str | None, view: View | None
) -> tuple[ComponentResult, ...]:  # fmt: skip
    given = _given(session, [check_id]).get(check_id, [])
    earlier = _given(session, [before_id]).get(before_id, []) if before_id else []
    known = {fold(one.text): one.id for one in _asked(session, before_id)} if before_id else {}
    said = _said(session, check_id) if view is None or view.sees_field("score", "comment") else {}
    parts: dict[str, list[StatementResult]] = {}
    then: dict[str, list[Given]] = {}
    for one in _asked(session, check_id):
        key = known.get(fold(one.text))
        past = [score for score in earlier if score[0] == key]
        then.setdefault(one.component, []).extend(past)
        parts.setdefault(one.component, []).append(
            StatementResult(
                one.id, one.component, one.text, _both(score for score in given if score[0] == one.id),
                _both(past) if key else None, said.get(one.id, ()),
            )
        )  # fmt: skip
    made = []
    for name, results in parts.items():
        keys = {one.id for one in results}
        now = _both(score for score in given if score[0] in keys)
        made.append(ComponentResult(name, now, _both(then[name]) if then[name] else None, tuple(results)))
    return tuple(made)


def _said(session: Session, check_id: str) -> Mapping[str, tuple[SaidRow, ...]]:
    """By statement, what was said of it beside the score."""
    found = session.execute(
        select(Score, Scorer.side, Scorer.name)
        .join(Scorer, Scorer.id == Score.scorer_id)
        .where(Scorer.check_id == check_id, (Score.comment != "") | (Score.evidence != ""))
        .order_by(Scorer.side, Scorer.said_on, Scorer.id)
    )
    said: dict[str, tuple[SaidRow, ...]] = {}
    for row, side, name in found:
        told = SaidRow(side, name, row.value, row.comment, row.evidence)
        said[row.statement_id] = (*said.get(row.statement_id, ()), told)
    return said


def _scorers(session: Session, check_id: str) -> tuple[ScorerRow, ...]:
    found = session.execute(
        select(Scorer, func.count(Score.value))
        .outerjoin(Score, Score.scorer_id == Scorer.id)
        .where(Scorer.check_id == check_id)
        .group_by(Scorer.id)
        .order_by(Scorer.side, Scorer.said_on, Scorer.id)
    )
    return tuple(
        ScorerRow(row.id, row.side, row.name, row.way, row.said_on, count, row.note) for row, count in found
    )  # fmt: skip


def found(session: Session, check_id: str) -> CheckCard | None:
    """A round whole; None when it is gone."""
    try:
        return card(session, check_id)
    except Refused:
        return None


def latest_id(session: Session, view: View | None = None) -> str | None:
    """The round that was begun last, of those in which somebody has scored."""
    scored = select(Scorer.id).where(Scorer.check_id == HealthCheck.id)
    latest = select(HealthCheck.id, HealthCheck.audience).where(scored.exists())
    for key, audience in session.execute(latest.order_by(HealthCheck.opened_on.desc(), HealthCheck.id.desc())):
        if view is None or view.sees(audience):
            return key
    return None


def start(session: Session, today: date) -> CheckDraft:
    """A round to begin, as it is usually wanted: with the body we meet with, in three weeks."""
    return CheckDraft(
        title=_("Health check, {date}").format(date=show_date(today)),
        set_id=_last_set(session) or statements.usual(session),
        organization_id=_usual_body(session),
        opened_on=today,
        reply_by=today + timedelta(days=_USUAL_DAYS),
    )


def _last_set(session: Session) -> str | None:
    there = {row.id for row in statements.sets(session)}
    last = session.scalar(select(HealthCheck.set_id).order_by(HealthCheck.opened_on.desc()).limit(1))
    return last if last in there else None


def _usual_body(session: Session) -> str | None:
    last = session.scalar(select(HealthCheck.organization_id).order_by(HealthCheck.opened_on.desc()).limit(1))
    met = select(Series.with_id).where(Series.with_id.is_not(None)).order_by(Series.id).limit(1)
    council = select(Organization.id).where(Organization.kind == OrganizationKind.COUNCIL)
    return last or session.scalar(met) or session.scalar(council.order_by(Organization.sort_name).limit(1))


def begin(work: Work, draft: CheckDraft) -> str:
    """Begin a round with the statements of a set as they are now; its key. Refused without a title or a set."""
    check = HealthCheck(id=work.new_id(), title="", opened_on=draft.opened_on or work.today)
    _fill(check, draft)
    if not draft.set_id:
        raise Refused(_("Which statements are to be scored?"), "set_id")
    check.set_id = statements.stored_id(work, draft.set_id)
    work.session.add(check)
    work.session.flush()
    for position, wording in enumerate(statements.wordings(work.session, check.set_id), 1):
        work.session.add(
            CheckStatement(
                id=work.new_id(), check_id=check.id, position=position, component=wording.component, text=wording.text
            )
        )
    work.session.flush()
    return check.id


def draft_of(row: CheckRow) -> CheckDraft:
    """A round as its form shows it."""
    return CheckDraft(row.title, None, row.organization_id, row.opened_on, row.reply_by, row.audience)


def edit(work: Work, check_id: str, draft: CheckDraft) -> None:
    """Keep what was typed about a round; its statements stay as they were asked."""
    _fill(stored(work, check_id), draft)


def _fill(check: HealthCheck, draft: CheckDraft) -> None:
    title = one_line(draft.title)
    if not title:
        raise Refused(_("Give the health check a title, such as its date."), "title")
    opened_on = draft.opened_on or check.opened_on
    if draft.reply_by and draft.reply_by < opened_on:
        raise Refused(_("Replies cannot be wanted before it begins."), "reply_by")
    check.title, check.organization_id, check.opened_on = title, draft.organization_id, opened_on
    check.reply_by, check.audience = draft.reply_by, draft.audience


def close(work: Work, check_id: str) -> None:
    """The round is over; scores that still come are said to be late."""
    stored(work, check_id).closed_on = work.today


def reopen(work: Work, check_id: str) -> None:
    """The round goes on."""
    stored(work, check_id).closed_on = None


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put several rounds in the bin."""
    for check in work.session.scalars(select(HealthCheck).where(HealthCheck.id.in_(keys))):
        check.binned_at = work.now


def stored(work: Work, check_id: str) -> HealthCheck:
    """The round, to be changed. Refused when it is gone or in the bin."""
    found = work.session.get(HealthCheck, check_id)
    if found is None or found.binned_at is not None:
        raise Refused(_("That health check is no longer here."))
    return found
