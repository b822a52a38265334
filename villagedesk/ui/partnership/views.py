"""The views of the place Partnership, in order: what each is called, and what builds it."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.services import deals, evidence, goals, grouppapers, health, promising, questions, responses
from villagedesk.ui.partnership.deals import DealsFace
from villagedesk.ui.partnership.evidence import EvidenceFace
from villagedesk.ui.partnership.goals import GoalsFace
from villagedesk.ui.partnership.grouppapers import GroupPapersFace
from villagedesk.ui.partnership.health import HealthFace
from villagedesk.ui.partnership.heard import HeardView
from villagedesk.ui.partnership.overview import OverviewView
from villagedesk.ui.partnership.promises import PromisesFace
from villagedesk.ui.partnership.questions import QuestionsFace
from villagedesk.ui.partnership.responses import ResponsesFace
from villagedesk.ui.view import ViewKind

OVERVIEW, GOALS, PROMISES, DEALS = "overview", "goals", "promises", "deals"
QUESTIONS, RESPONSES, HEARD, HEALTH = "questions", "responses", "heard", "health"
EVIDENCE, PAPERS = "evidence", "papers"


def views() -> tuple[ViewKind, ...]:
    """The views, in the order of their tabs."""
    return (
        ViewKind(OVERVIEW, _("Overview"), OverviewView),
        ViewKind(GOALS, _("Goals"), GoalsFace, lambda session, key: bool(goals.rows(session, [key]))),
        ViewKind(PROMISES, _("Promises"), PromisesFace, promising.has),
        ViewKind(DEALS, _("Deals"), DealsFace, deals.has),
        ViewKind(QUESTIONS, _("Questions"), QuestionsFace, lambda session, key: bool(questions.rows(session, [key]))),
        ViewKind(RESPONSES, _("Responses"), ResponsesFace, lambda session, key: bool(responses.rows(session, [key]))),
        ViewKind(HEARD, _("Who is heard"), HeardView),
        ViewKind(HEALTH, _("Health check"), HealthFace, lambda session, key: bool(health.rows(session, [key]))),
        ViewKind(EVIDENCE, _("Evidence"), EvidenceFace, lambda session, key: bool(evidence.rows(session, [key]))),
        ViewKind(PAPERS, _("Papers"), GroupPapersFace, lambda session, key: bool(grouppapers.rows(session, [key]))),
    )
