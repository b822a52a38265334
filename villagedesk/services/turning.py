"""An action that should have been a question, or the other way round: one becomes the other in one step."""

from __future__ import annotations

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.models import Action
from villagedesk.records.actions import ActionDraft
from villagedesk.records.questions import QuestionDraft
from villagedesk.services import actions, questions, seals
from villagedesk.store.writer import Work


def to_action(work: Work, question_id: str) -> str:
    """Make an action of what was taken for a question, which goes to the bin; the action's key."""
    row = questions.stored(work, question_id)
    seals.check_bin(work.session, [row], _("Withdraw it, and add an action instead."))
    draft = ActionDraft(
        text=row.text,
        owner_id=row.person_id,
        organization_id=None if row.person_id else row.organization_id,
        due_on=row.promised_by,
        audience=row.audience,
    )
    key = actions.add(work, draft, meeting_id=row.meeting_id, item_id=row.item_id, raised_on=row.asked_on)
    row.binned_at = work.now
    return key


def from_action(work: Work, action_id: str) -> str:
    """Make a question of what was taken for an action, which goes to the bin; the question's key."""
    action = work.session.get(Action, action_id)
    if action is None:
        raise Refused(_("That action is no longer here."))
    if action.owner_id is None and action.organization_id is None:
        raise Refused(_("Say first who it is for: a question needs somebody who is asked."), "owner_id")
    seals.check_bin(work.session, [action], _("Drop it with a reason, and ask a question instead."))
    draft = QuestionDraft(
        text=action.text,
        organization_id=action.organization_id,
        person_id=action.owner_id,
        asked_on=action.raised_on,
        promised_by=action.due_on,
        audience=action.audience,
    )
    key = questions.ask(work, draft, meeting_id=action.meeting_id, item_id=action.item_id)
    action.binned_at = work.now
    return key
