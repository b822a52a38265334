"""Results of a survey from a table of answers: only counts are kept, never who said what, nor free words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import delete

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.progress import Report, silent
from villagedesk.core.shares import Share, shares
from villagedesk.core.text import fold, one_line, shorten
from villagedesk.models import SurveyAnswer, SurveyQuestion
from villagedesk.records.charts import Bar, Bars
from villagedesk.records.evidence import Survey, SurveyColumn, SurveyQuestionRow
from villagedesk.records.imports import Table
from villagedesk.services import evidence
from villagedesk.store.writer import Work

_MOST_ANSWERS = 15  # different ones, of a question with choices
_SPREAD = 0.5  # of those who answered: more different answers are words or names
_LONGEST = 160


def read(path: Path, report: Report = silent) -> Survey:
    """The survey in a CSV or Excel file, a row for each person. Blocks and raises as `exchange.read` does."""
    from villagedesk.exchange import read as read_file

    format = "xlsx" if path.suffix.lower() in (".xlsx", ".xls", ".ods") else "csv"
    reading = read_file(path, format, report=report)
    if not isinstance(reading.content, Table):
        raise Refused(_("This is a list of people, not the answers to a survey. Nothing has been changed."))
    return of_table(reading.content, path.name)


def of_table(table: Table, name: str) -> Survey:
    """The columns of a table as questions. Refused when no row has an answer."""
    headers, rows = table.headers, list(table.rows)
    if table.first_row == 1 and rows:  # the reader took the questions for data
        headers, rows = tuple(one_line(cell) or header for cell, header in zip(rows[0], headers, strict=True)), rows[1:]
    rows = [row for row in rows if any(row)]
    if not rows:
        raise Refused(_("The table has questions and no answers. Nothing has been changed."))
    columns = tuple(_column(header, [row[n] for row in rows]) for n, header in enumerate(headers))
    return Survey(name, len(rows), columns)


def _column(header: str, cells: Sequence[str]) -> SurveyColumn:
    filled = [one_line(cell) for cell in cells if cell.strip()]
    many = sum(";" in cell for cell in filled) * 5 >= len(filled) > 0
    chosen = [[part for one in cell.split(";") if (part := one.strip())] if many else [cell] for cell in filled]
    counts = _alike([[shorten(label, _LONGEST) for label in each] for each in chosen])
    kinds, answered = len(counts), sum(1 for each in chosen if each)
    fits = 1 < kinds <= _MOST_ANSWERS and (kinds <= 3 or kinds <= answered * _SPREAD) and kinds < answered
    return SurveyColumn(shorten(header, _LONGEST), answered, many, _in_order(counts), fits)


def _alike(chosen: Sequence[Sequence[str]]) -> Counter[str]:
    """How many chose each; "Yes" and "yes" are one answer, by the spelling that most used."""
    ways: dict[str, Counter[str]] = {}
    for each in chosen:
        for label in {fold(one): one for one in each}.values():
            ways.setdefault(fold(label), Counter())[label] += 1
    return Counter({max(way, key=lambda label: (way[label], label)): way.total() for way in ways.values()})


def _in_order(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    """The most chosen first; numbers of a scale in their order."""
    if all(label.isdecimal() for label in counts):
        return tuple(sorted(counts.items(), key=lambda each: int(each[0])))
    return tuple(sorted(counts.items(), key=lambda each: (-each[1], each[0])))


def take(work: Work, evidence_id: str, people: int, columns: Sequence[SurveyColumn]) -> None:
    """Keep the counts of these questions in place of any before. Refused when there are none.

    How many answered becomes how many rows there were, and how many were asked stays if it can be true.
    """
    row = evidence.found(work, evidence_id)
    if not columns:
        raise Refused(_("Choose at least one question."))
    if row.asked is not None and row.asked < people:
        message = _("{n} people answered, and {asked} were asked by what is typed here. Put that right first.")
        raise Refused(message.format(n=f"{people:,}", asked=f"{row.asked:,}"))
    work.session.execute(delete(SurveyQuestion).where(SurveyQuestion.evidence_id == evidence_id))
    row.answered = people
    for place, column in enumerate(columns):
        key = work.new_id()
        work.session.add(
            SurveyQuestion(
                id=key,
                evidence_id=evidence_id,
                position=place,
                text=column.text,
                answered=column.answered,
                many=column.many,
            )
        )
        work.session.flush()
        for number, (label, count) in enumerate(column.counts):
            work.session.add(SurveyAnswer(id=work.new_id(), question_id=key, position=number, label=label, count=count))


def take_out(work: Work, evidence_id: str) -> None:
    """Take the survey out again."""
    evidence.found(work, evidence_id)
    work.session.execute(delete(SurveyQuestion).where(SurveyQuestion.evidence_id == evidence_id))


def chart(question: SurveyQuestionRow, *, careful: bool) -> Bars:
    """The answers as bars; `careful` holds small counts back, as for anybody outside the group."""
    counts = [(answer.label, answer.count) for answer in question.answers]
    found = shares(counts, question.answered, careful=careful, many=question.many)
    return Bars(
        tuple(
            Bar(one.label, 0 if one.count is None else one.count / max(1, question.answered), _share(one))
            for one in found
        )
    )


def chart_words(question: SurveyQuestionRow, *, careful: bool) -> str:
    """The same in words."""
    bars = chart(question, careful=careful).bars
    told = "; ".join(f"{bar.label}: {bar.said}" for bar in bars)
    return f"{question.text} {told}. {base_words(question)}"


def base_words(question: SurveyQuestionRow) -> str:
    """ "62 people answered. They could choose several." """
    said = ngettext("{n} person answered.", "{n} people answered.", question.answered).format(n=question.answered)
    return f"{said} {_('They could choose several.')}" if question.many else said


def _share(one: Share) -> str:
    if one.count is None:
        return _("held back")
    if one.share is None:
        return f"{one.count:,}"
    return _("{percent}% ({n})").format(percent=round(one.share * 100), n=f"{one.count:,}")
