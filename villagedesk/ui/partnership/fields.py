"""The fields of a question and of a response as they are typed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from villagedesk.core.i18n import _
from villagedesk.records.questions import QuestionCard, QuestionDraft
from villagedesk.records.responses import ResponseDraft, ResponseRow
from villagedesk.services import group, questions, responses
from villagedesk.ui.editors import Choice, DateLine, Line, Text, TimeLine
from villagedesk.ui.form import Field, Form
from villagedesk.ui.pick import Pick

Today = Callable[[], date]
_HALVES_FROM = 340


def question_form(today: Today, draft: QuestionDraft) -> Form[QuestionDraft]:
    """The form of a question."""
    kinds, audiences = list(questions.kind_words().items()), list(group.audience_words().items())
    return Form(
        [
            Field("text", _("The &question, as it was asked"), partial(Text, lines=3)),
            Field("organization_id", _("Which &body"), partial(Pick, _("A council or a department"))),
            Field("person_id", _("Who was asked"), partial(Pick, _("A person, if it was one"))),
            Field("kind", _("&Kind"), partial(Choice, kinds)),
            Field("asked_on", _("Asked &on"), partial(DateLine, today), half=True),
            Field("promised_by", _("&Promised by"), partial(DateLine, today), half=True),
            Field("would_answer", _("What would c&ount as an answer"), partial(Text, lines=2)),
            Field("reference", _("Their re&ference"), Line),
            Field("audience", _("Who may &see it"), partial(Choice, audiences)),
        ],
        draft,
        halves_from=_HALVES_FROM,
    )


def question_draft(card: QuestionCard) -> QuestionDraft:
    """A question as the form shows it."""
    row = card.row
    return QuestionDraft(
        text=row.text,
        kind=row.question_kind,
        organization_id=row.organization_id,
        person_id=row.person_id,
        asked_on=row.asked_on,
        would_answer=row.would_answer,
        reference=row.reference,
        promised_by=row.promised_by,
        audience=row.audience,
    )


def response_form(today: Today, draft: ResponseDraft) -> Form[ResponseDraft]:
    """The form of a response."""
    kinds, audiences = list(responses.kind_words().items()), list(group.audience_words().items())
    return Form(
        [
            Field("title", _("&What it is about"), partial(Text, lines=2)),
            Field("kind", _("&Kind"), partial(Choice, kinds), half=True),
            Field("reference", _("Their re&ference"), Line, half=True),
            Field("organization_id", _("Which &body"), partial(Pick, _("A council or a department"))),
            Field("closes_on", _("&Closes on"), partial(DateLine, today), half=True),
            Field("closes_at", _("A&t"), TimeLine, half=True),
            Field(
                "notice_says",
                _("As the &notice says"),
                partial(Text, _("Comments by 5pm on 4 December"), lines=2),
            ),
            Field("stance", _("What we &say"), partial(Text, lines=3)),
            Field("decision_id", _("&Decided as"), partial(Pick, _("A decision of ours"))),
            Field("owner_id", _("Who writes &it"), partial(Pick, _("One of us"))),
            Field("audience", _("Who may s&ee it"), partial(Choice, audiences)),
        ],
        draft,
        halves_from=_HALVES_FROM,
    )


def response_draft(row: ResponseRow) -> ResponseDraft:
    """A response as the form shows it."""
    return ResponseDraft(
        title=row.title,
        kind=row.response_kind,
        organization_id=row.organization_id,
        reference=row.reference,
        closes_on=row.closes_on,
        closes_at=row.closes_at,
        notice_says=row.notice_says,
        stance=row.stance,
        decision_id=row.decision_id,
        owner_id=row.owner_id,
        audience=row.audience,
    )
