"""What questions are called on screen, for every place that shows them."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date, show_date_short, show_day, show_due
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import QuestionKind
from villagedesk.records.questions import FoiClock, QuestionCard, QuestionRow, QuestionState
from villagedesk.services.questions import kind_words, state_words
from villagedesk.ui.colours import Tone

_SOON_DAYS = 5


def age_badge(row: QuestionRow, today: date) -> tuple[str, Tone]:
    """The one badge of a question: how late it is, how long it has waited, else its state and the day."""
    if row.is_late_by_law(today) and row.law_due_on:
        days = (today - row.law_due_on).days
        return ngettext("{n} day late by law", "{n} days late by law", days).format(n=days), "late"
    if row.is_late_as_promised(today) and row.promised_by:
        days = (today - row.promised_by).days
        return ngettext("Promised {n} day ago", "Promised {n} days ago", days).format(n=days), "late"
    if row.is_open:
        return _waiting(row, today), "soon" if _is_due_soon(row, today) else "neutral"
    if row.state is QuestionState.ANSWERED:
        return _("Answered {date}").format(date=show_date_short(row.answered_on or row.asked_on)), "kept"
    return state_words()[row.state], ""


def _waiting(row: QuestionRow, today: date) -> str:
    days = row.age(today)
    if row.state is QuestionState.REVIEW:
        return ngettext("In review for {n} day", "In review for {n} days", days).format(n=days)
    if days == 0:
        return _("Asked today")
    return ngettext("No answer for {n} day", "No answer for {n} days", days).format(n=days)


def _is_due_soon(row: QuestionRow, today: date) -> bool:
    return any(due and 0 <= (due - today).days <= _SOON_DAYS for due in (row.law_due_on, row.promised_by))


def asked_of(row: QuestionRow) -> str:
    """ "Highways, Bethan Gwynne"; the body under the name that it had then."""
    return ", ".join(filter(None, (row.body_name, row.person)))


def second_line(row: QuestionRow) -> str:
    """Who was asked, and under which rules where they are not the ordinary ones."""
    kind = "" if row.question_kind is QuestionKind.ORDINARY else kind_words()[row.question_kind]
    return ". ".join(filter(None, (asked_of(row), kind)))


def law_lines(card: QuestionCard, today: date) -> list[str]:
    """What the Act says of a freedom of information request, each sentence with its source."""
    clock, row = card.clock, card.row
    if clock is None:
        return []
    if not clock.is_known:
        return [_("The bank holidays of that time are not known here yet, so the working days can't be counted.")]
    lines = []
    if row.answered_on is None or row.review_asked_on is None:
        lines.append(_answer_line(clock, today, is_answered=row.answered_on is not None))
    if row.review_asked_on and clock.review_due_on and not row.review_answered_on:
        lines.append(_review_line(clock.review_due_on, today, is_scottish=clock.is_scottish))
    elif row.review_asked_on is None and row.withdrawn_on is None:
        lines += _window_lines(clock, today)
    return lines


def _answer_line(clock: FoiClock, today: date, *, is_answered: bool) -> str:
    assert clock.answer_due_on
    act = _("Freedom of Information (Scotland) Act 2002") if clock.is_scottish else _("Freedom of Information Act 2000")
    words = _(
        "An answer is due by {day}{when}: the twentieth working day after it was asked, if it arrived that day, "
        "as section 10 of the {act} has it."
    )
    when = "" if is_answered else f" ({show_due(clock.answer_due_on, today)})"
    line = words.format(day=show_day(clock.answer_due_on), when=when, act=act)
    if not clock.left_out:
        return line
    days = ", ".join(f"{name} ({show_date(day)})" for day, name in clock.left_out)
    if clock.is_scottish:
        return f"{line} " + _("Not counted: weekends and {days}.").format(days=days)
    return f"{line} " + _("Not counted: weekends and {days}; a bank holiday in any part of the United Kingdom.").format(
        days=days
    )


def _review_line(due: date, today: date, *, is_scottish: bool) -> str:
    source = (
        _("as the Freedom of Information (Scotland) Act 2002, section 21, has it")
        if is_scottish
        else _("as the Information Commissioner recommends")
    )
    return _("The review should be done by {day} ({when}): 20 working days, {source}.").format(
        day=show_day(due), when=show_due(due, today), source=source
    )


def _window_lines(clock: FoiClock, today: date) -> list[str]:
    if clock.review_opens_on is None or clock.review_opens_on > today:
        return []
    if clock.review_closes_on is None:
        return [_("You can ask for a review now: there is no answer in the time that the Act allows.")]
    source = (
        _("40 working days, as the Freedom of Information (Scotland) Act 2002, section 20, has it")
        if clock.is_scottish
        else _("the Information Commissioner's advice is not to wait longer than 40 working days")
    )
    if clock.review_closes_on < today:
        words = _("The time to ask for a review ended on {day}: {source}.")
    else:
        words = _("You can ask for a review until {day}: {source}.")
    return [words.format(day=show_day(clock.review_closes_on), source=source)]
