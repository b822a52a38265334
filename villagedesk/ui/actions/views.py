"""The views of the place Actions, in order: what each is called, and what builds it."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.services import actions, duties, reviews
from villagedesk.services.desk import Session
from villagedesk.ui import begin
from villagedesk.ui.actions.board import BoardView
from villagedesk.ui.actions.duties import DutiesFace
from villagedesk.ui.actions.logview import LogView
from villagedesk.ui.actions.reviews.view import ReviewsView
from villagedesk.ui.view import ViewKind


def _is_in_log(session: Session, key: str) -> bool:
    return begin.is_action(key) or bool(actions.rows(session, [key]))


def views() -> tuple[ViewKind, ...]:
    """The views, in the order of their tabs."""
    return (
        ViewKind("log", _("Log"), LogView, _is_in_log),
        ViewKind("board", _("Board"), BoardView),
        ViewKind("reviews", _("Reviews"), ReviewsView, lambda session, key: bool(reviews.rows(session, [key]))),
        ViewKind("duties", _("Duties"), DutiesFace, lambda session, key: duties.is_one(session, key)),
    )
