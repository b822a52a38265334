"""Which columns of a table of answers are questions to keep: only their counts are taken in."""

from __future__ import annotations

from dataclasses import make_dataclass

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import shorten
from villagedesk.records.evidence import Survey, SurveyColumn
from villagedesk.ui.asking import Asking
from villagedesk.ui.editors import Tick
from villagedesk.ui.form import Field

_MOST_SHOWN = 4


def survey_strip(survey: Survey, claim: str) -> Asking:
    """Asks which questions to keep with the evidence of that `claim`; those with choices are ticked.

    The draft has `question_0` and on.
    """
    names = [f"question_{n}" for n in range(len(survey.columns))]
    draft = make_dataclass("Chosen", [(name, bool) for name in names], frozen=True)
    fields = [
        Field(name, shorten(column.text, 120).replace("&", "&&"), Tick, _hint(column))
        for name, column in zip(names, survey.columns, strict=True)
    ]
    title = ngettext(
        "{n} person answered. Which questions are kept? Only counts are; names and free answers are not.",
        "{n} people answered. Which questions are kept? Only counts are; names and free answers are not.",
        survey.people,
    ).format(n=f"{survey.people:,}")
    note = _("They go to “{claim}”, in place of any survey that is there.").format(claim=claim)
    return Asking(title, _("Take these in"), fields, draft(*(column.fits for column in survey.columns)), note)


def _hint(column: SurveyColumn) -> str:
    if not column.fits:
        words = ngettext(
            "{n} different answer: not a choice", "{n} different answers: not a choice", len(column.counts)
        )
        return words.format(n=f"{len(column.counts):,}")
    told = ", ".join(f"{label} {count:,}" for label, count in column.counts[:_MOST_SHOWN])
    return shorten(told + ("..." if len(column.counts) > _MOST_SHOWN else ""), 160)
