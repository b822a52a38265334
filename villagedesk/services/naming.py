"""What people and bodies are called to a reader, who may not know them all."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.core.words import Side
from villagedesk.models import Action, Decision, Organization, Person
from villagedesk.services import decisions
from villagedesk.services.redact import Sight, View


class Names:
    """The names, by key, of all `people` and `bodies` that a reader may know."""

    def __init__(self, session: Session, view: View) -> None:
        self.people, self.bodies = (_names(session, view, model) for model in (Person, Organization))

    def owner(self, action: Action | None, met_with_id: str | None) -> str:
        """Whose an action is; of somebody whom the reader may not know, their body's (the one met with) or ours."""
        if action is None:
            return ""
        if not action.owner_id:
            return self.bodies.get(action.organization_id or "", "")
        if known := self.people.get(action.owner_id):
            return known
        if action.side is Side.THEIRS:
            return self.bodies.get(met_with_id or "") or _("The council")
        return _("The group")

    def moved(self, decision: Decision, reason: str) -> str:
        """Who moved a motion, and why it was decided, as one line."""
        proposer, seconder = (self.people.get(key or "", "") for key in (decision.proposer_id, decision.seconder_id))
        return decisions.moved(proposer, seconder, reason)


def _names(session: Session, view: View, model: Any) -> dict[str, str]:
    if not view.sees_field(model.__tablename__, "name"):
        return {}
    found = session.execute(select(model.id, model.name).where(*Sight(view).of_records(model)))
    return {row.id: row.name for row in found}
