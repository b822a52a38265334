"""The fields of a question and of a response as they are typed, and what can be chosen in them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.records.people import Choice as Named
from villagedesk.records.questions import QuestionCard, QuestionDraft
from villagedesk.records.responses import ResponseDraft, ResponseRow
from villagedesk.services import group, people, questions, responses
from villagedesk.services.desk import Session
from villagedesk.ui import pick
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


@dataclass(frozen=True, slots=True)
class Options:
    """What can be chosen in the forms: bodies, people, decisions, and what the group calls its audiences."""

    bodies: list[tuple[str, Named]]
    people: list[tuple[str, Named]]
    decisions: list[tuple[str, Named]]
    audiences: list[tuple[Audience, str]]


def options(session: Session) -> Options:
    """Everything there is to choose from."""
    return Options(
        pick.options(people.organization_choices(session)),
        pick.options(people.choices(session)),
        pick.options(responses.decision_choices(session)),
        list(group.card(session).audience_names.items()),
    )


def offer(form: Form[Any], found: Options) -> None:
    """Let a form's fields choose from these."""
    draft = form.value()
    lists = {
        "organization_id": found.bodies,
        "person_id": found.people,
        "owner_id": found.people,
        "decision_id": found.decisions,
    }
    for name, choices in lists.items():
        if hasattr(draft, name):
            editor = form.editor(name)
            assert isinstance(editor, Pick)
            editor.take(choices)
    audience = form.editor("audience")
    assert isinstance(audience, Choice)
    audience.set_options(found.audiences)
