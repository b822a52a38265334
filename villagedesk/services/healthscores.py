"""Scores of a health check: typed in for somebody, or read from the form that they filled in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import parse_date, show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.core.scores import HIGHEST, LOWEST
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import ReplyWay, Side
from villagedesk.models import CheckStatement, HealthCheck, Person, Score, Scorer
from villagedesk.records.forms import Answers, FormKind
from villagedesk.records.health import ScoreDraft, ScorerDraft
from villagedesk.services import health, healthpaper, restriction
from villagedesk.services.reviewpaper import as_printed
from villagedesk.store.writer import Work


def read(path: Path, report: Report = silent) -> Answers:
    """What a reply in a file says; see `exchange.replies.read`."""
    from villagedesk.exchange import replies

    return replies.read(path, report=report)


def score(work: Work, check_id: str, draft: ScorerDraft) -> str:
    """Keep what somebody scored; their key. What they scored before for this side is replaced, and the note says so.

    Refused without a name or a score, for a day to come, and for a score that is none.
    """
    return _keep(work, health.stored(work, check_id), draft, [])


def _keep(work: Work, check: HealthCheck, draft: ScorerDraft, notes: Sequence[str], sha256: str = "") -> str:
    name, on = one_line(draft.name), draft.said_on or work.today
    if not name:
        raise Refused(_("Who scores? Type the name."), "name")
    if on > work.today:
        raise Refused(_("That day is still ahead."), "said_on")
    if draft.side is Side.JOINT:
        raise Refused(_("For which side was this scored?"), "side")
    kept = _kept(work.session, check.id, draft.scores)
    if not any(one.value for one in kept.values()):
        raise Refused(_("Score at least one statement."), "scores")
    person = _person(work.session, name)
    if person is not None:
        restriction.check(work.session, person.id, field="name")
        name = person.name
    scorer = Scorer(
        id=work.new_id(), check_id=check.id, side=draft.side, person_id=person.id if person else None, name=name,
        way=draft.way, said_on=on, sha256=sha256,
        note=" ".join([*notes, *_late(check, on), *_replaces(work, check, name, draft.side)]),
    )  # fmt: skip
    work.session.add(scorer)
    work.session.flush()
    for statement, one in kept.items():
        work.session.add(
            Score(
                id=work.new_id(), scorer_id=scorer.id, statement_id=statement, value=one.value,
                comment=one.comment.strip(), evidence=one.evidence.strip(),
            )
        )  # fmt: skip
    work.session.flush()
    return scorer.id


def _kept(session: Session, check_id: str, scores: Mapping[str, ScoreDraft]) -> dict[str, ScoreDraft]:
    """The scores that say anything, in the order of the statements."""
    asked = session.scalars(
        select(CheckStatement.id).where(CheckStatement.check_id == check_id).order_by(CheckStatement.position)
    )
    kept = {key: scores[key] for key in asked if key in scores}
    for one in kept.values():
        if one.value is not None and not LOWEST <= one.value <= HIGHEST:
            raise Refused(
                _("A score is from {lowest} to {highest}.").format(lowest=LOWEST, highest=HIGHEST), "scores"
            )  # fmt: skip
    return {key: one for key, one in kept.items() if one.value or one.comment.strip() or one.evidence.strip()}


def _person(session: Session, name: str) -> Person | None:
    """Whoever in People has this name, when nobody else has it too."""
    people = session.scalars(select(Person).where(func.fold(Person.name) == fold(name)).limit(2)).all()
    return people[0] if len(people) == 1 else None


def _late(check: HealthCheck, on: date) -> list[str]:
    if check.closed_on and on > check.closed_on:
        return [_("It came after the round was closed on {date}.").format(date=show_date(check.closed_on))]
    if check.reply_by and on > check.reply_by:
        return [_("It is late: replies were wanted by {date}.").format(date=show_date(check.reply_by))]
    return []


def _replaces(work: Work, check: HealthCheck, name: str, side: Side) -> list[str]:
    """Take out what the same person scored for the same side before, and say so."""
    earlier = work.session.scalars(select(Scorer).where(Scorer.check_id == check.id, Scorer.side == side)).all()
    notes = []
    for one in earlier:
        if fold(one.name) == fold(name):
            notes.append(_("It takes the place of the scores of {date}.").format(date=show_date(one.said_on)))
            work.session.delete(one)
    work.session.flush()
    return notes


def drop(work: Work, scorer_id: str) -> None:
    """Take somebody's scores out again."""
    if (scorer := work.session.get(Scorer, scorer_id)) is not None:
        work.session.delete(scorer)


def draft_of(session: Session, scorer_id: str) -> ScorerDraft:
    """What somebody scored, as it is typed. Refused when it is gone."""
    scorer = session.get(Scorer, scorer_id)
    if scorer is None:
        raise Refused(_("Those scores are no longer here."))
    given = session.scalars(select(Score).where(Score.scorer_id == scorer_id))
    scores = {row.statement_id: ScoreDraft(row.value, row.comment, row.evidence) for row in given}
    return ScorerDraft(scorer.name, scorer.side, scorer.way, scorer.said_on, scores)


def receive(work: Work, answers: Answers, name: str = "", side: Side | None = None, *, replaces: bool = False) -> str:
    """Take in scores that came as a file; their key. `name` and `side` stand in for what the form does not say.

    What is odd about it stands in the note: late, changed since it was saved, words that are not those that went out
    (what is said of these is left out). Refused for a reply to something else, for one that is here already, for an
    empty one, and without a name (field "name") or a side (field "side"). Refused on the field "replaces" where
    the same person's scores are here and it is not plain that these are to stand in their place, unless it is said.
    """
    check = _round_of(work.session, answers)
    twin = work.session.scalar(select(Scorer).where(Scorer.sha256 == answers.sha256, Scorer.sha256 != ""))
    if twin is not None:
        raise Refused(
            _("These scores are here already: they came in from {name}. Nothing was taken in twice.").format(
                name=twin.name
            )
        )
    scores, notes = _scores(work.session, check, answers)
    if not any(one.value for one in scores.values()):
        raise Refused(
            " ".join([*notes, _("No statement is scored that can be read: nobody has replied with this file.")])
        )  # fmt: skip
    whom = one_line(name) or one_line(answers.head.get("name", ""))
    if not whom:
        raise Refused(_("Who are these scores from? The form does not say."), "name")
    side = side or _side(work.session, check, answers)
    if side is None:
        raise Refused(_("For which side did {name} score? The form does not say.").format(name=whom), "side")
    typed = answers.head.get("on", "")
    on = parse_date(typed, work.today) if typed else None
    if on and on > work.today:  # without a year it is the last such day, not the next
        on = on.replace(year=on.year - 1) if (on.month, on.day) != (2, 29) else None
    on = min(on or work.today, work.today)
    if not replaces:
        _check_replaces(work.session, check, whom, side, on, is_odd=bool(notes))
    return _keep(
        work, check, ScorerDraft(whom, side, answers.way, on, scores), notes,
        answers.sha256,
    )  # fmt: skip


def _check_replaces(session: Session, check: HealthCheck, name: str, side: Side, on: date, *, is_odd: bool) -> None:
    """Refused where what is odd, older or only in a file would take the place of scores that are here."""
    for one in session.scalars(select(Scorer).where(Scorer.check_id == check.id, Scorer.side == side)):
        was_typed = one.way not in (ReplyWay.PDF, ReplyWay.HTML)
        if fold(one.name) == fold(name) and (is_odd or on < one.said_on or was_typed):
            message = _("Scores of {name} of {date} are here already. Are these of {other} to stand in their place?")
            raise Refused(
                message.format(name=one.name, date=show_date(one.said_on), other=show_date(on)), "replaces"
            )  # fmt: skip


def _round_of(session: Session, answers: Answers) -> HealthCheck:
    if answers.kind != FormKind.HEALTH_CHECK:
        raise Refused(_("This is a reply to a review of actions, not to a health check. Take it in there."))
    check = session.get(HealthCheck, answers.form_id, execution_options={"binned": True})
    if check is None:
        raise Refused(
            _("This replies to a health check that is not in this file: another group's, or made in another copy.")
        )
    if check.binned_at is not None:
        raise Refused(_("This replies to “{title}”, which is in the bin.").format(title=check.title))
    return check


def _side(session: Session, check: HealthCheck, answers: Answers) -> Side | None:
    asked = next(one for one in healthpaper.form(session, check.id).head if one.name == "side")
    understood = asked.understood(answers.head.get("side", ""))
    return next((side for side in health.SIDES if side.value == understood), None)


def _scores(session: Session, check: HealthCheck, answers: Answers) -> tuple[dict[str, ScoreDraft], list[str]]:
    """What the file says of each statement, and the sentences on what is odd in it."""
    known = {one.id: one for part in healthpaper.form(session, check.id).parts for one in part.entries}
    notes = [_("The file was changed after it was saved: ask before you rely on it.")] if answers.was_changed else []
    if any(key not in known for key in answers.answers):
        notes.append(_("It scores statements that are not in this round; that was left out."))
    asked = [known[key] for key in answers.answers if key in known]
    if answers.way is ReplyWay.PDF:
        asked = [as_printed(entry) for entry in asked]
    altered = answers.not_printed(asked, healthpaper.asked())
    if altered:
        numbers = ", ".join(entry.number.rstrip(".") for entry in altered)
        notes.append(
            _("The words of {numbers} in it are not those that went out, so what it says of them was left out.").format(
                numbers=numbers
            )
        )
    left_out = {entry.id for entry in altered}
    return {entry.id: _of_answers(answers.answers[entry.id]) for entry in asked if entry.id not in left_out}, notes


def _of_answers(given: Mapping[str, str]) -> ScoreDraft:
    """A score that is none of ours goes into the comment as it was written."""
    fields = {field.name: field for field in healthpaper.asked()}
    said = {name: fields[name].understood(value) for name, value in given.items() if name in fields}
    typed, comment = said.get("score", ""), said.get("comment", "")
    value = int(typed) if typed in {str(n) for n in range(LOWEST, HIGHEST + 1)} else None
    if typed and value is None:
        comment = "\n".join(filter(None, (comment, _("Score: {words}").format(words=typed))))
    return ScoreDraft(value, comment, said.get("evidence", ""))
