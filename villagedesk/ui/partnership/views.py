"""The views of the place Partnership, in order: what each is called, and what builds it."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.services import questions, responses
from villagedesk.ui.partnership.questions import QuestionsFace
from villagedesk.ui.partnership.responses import ResponsesFace
from villagedesk.ui.view import ViewKind

QUESTIONS, RESPONSES = "questions", "responses"


def views() -> tuple[ViewKind, ...]:
    """The views, in the order of their tabs."""
    return (
        ViewKind(QUESTIONS, _("Questions"), QuestionsFace, lambda session, key: bool(questions.rows(session, [key]))),
        ViewKind(RESPONSES, _("Responses"), ResponsesFace, lambda session, key: bool(responses.rows(session, [key]))),
    )
