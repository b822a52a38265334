"""The fields of evidence as they are typed, and the columns of its list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.evidence import EvidenceDraft, EvidenceRow
from villagedesk.services import evidence, group
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field, Form
from villagedesk.ui.number import Number
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowmodel import Column

_HALVES_FROM = 340


def evidence_form(today: Callable[[], date], draft: EvidenceDraft) -> Form[EvidenceDraft]:
    """The form of evidence."""
    day, audiences = partial(DateLine, today), list(group.audience_words().items())
    return Form(
        [
            Field("claim", _("What it &shows"), partial(Text, lines=2)),
            Field("figure", _("The fi&gure"), partial(Line, _("38 of 62 use the bus each week"))),
            Field("method", _("How it was gathere&d"), partial(Text, _("Leaflet to every house, answered by post"), 2)),
            Field("asked", _("How many were &asked"), Number, half=True),
            Field("answered", _("How many a&nswered"), Number, half=True),
            Field("from_on", _("F&rom"), day, half=True),
            Field("to_on", _("&To"), day, half=True),
            Field("missed", _("Who was &missed"), partial(Text, _("Nobody under 25; the flats in Mill Lane"), 2)),
            Field("caution", _("What to be &careful about"), partial(Text, lines=2)),
            Field("gathered_by", _("&By whom")),
            Field("person_id", _("A perso&n we know"), partial(Pick, _("Who gathered it, if it was one"))),
            Field("organization_id", _("A bod&y we know"), partial(Pick, _("Who gathered it, if it was a body"))),
            Field("source", _("S&ource"), partial(Text, _("Title, page, address of the document"), 2)),
            Field("audience", _("Who may s&ee it"), partial(Choice, audiences)),
        ],
        draft,
        halves_from=_HALVES_FROM,
    )


def evidence_draft(row: EvidenceRow) -> EvidenceDraft:
    """Evidence as the form shows it."""
    return EvidenceDraft(
        claim=row.claim,
        figure=row.figure,
        method=row.method,
        asked=row.asked,
        answered=row.answered,
        from_on=row.from_on,
        to_on=row.to_on,
        gathered_by=row.gathered_by,
        person_id=row.person_id,
        organization_id=row.organization_id,
        missed=row.missed,
        caution=row.caution,
        source=row.source,
        audience=row.audience,
    )


def evidence_columns() -> tuple[Column[EvidenceRow], ...]:
    """The claim and its figure; when it was gathered, and whether something of it is missing."""
    return (
        Column(
            _("What it shows"),
            lambda row: row.claim,
            sort="claim",
            second=lambda row: row.figure or row.method,
        ),
        Column(
            _("When"),
            lambda row: show_date_short(on) if (on := row.to_on or row.from_on) else _("Not said"),
            sort="when",
            width=22,
            second=lambda row: gaps_badge(row)[0],
            badge=gaps_badge,
        ),
    )


def gaps_badge(row: EvidenceRow) -> tuple[str, Tone]:
    """The one badge of evidence: how many cautions a reader is given."""
    count = len(evidence.cautions(row))
    if not count:
        return _("Sound"), "kept"
    return ngettext("{n} caution", "{n} cautions", count).format(n=count), "soon"
