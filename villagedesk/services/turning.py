"""An action that should have been a question, or the other way round: one becomes the other in one step."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind
from villagedesk.models import Action, Attachment, CoOwner, GoalLink, Interaction, MinuteBlock, ProgressNote, Remark
from villagedesk.records.actions import ActionDraft
from villagedesk.records.questions import QuestionDraft
from villagedesk.services import actions, actionsteps, questions, seals
from villagedesk.store.writer import Work

_POINTING: tuple[Any, ...] = (MinuteBlock, Attachment, GoalLink, Interaction)


def to_action(work: Work, question_id: str) -> str:
    """Make an action of what was taken for a question, which goes to the bin; the action's key.

    Its line of draft minutes, files, goals and letters go with it. Refused when it says what an action can't.
    """
    row = questions.stored(work, question_id)
    seals.check_bin(work.session, [row], _("Withdraw it, and add an action instead."))
    _check_holds(
        {
            _("its answer"): row.answer or row.answered_on or row.review_asked_on,
            _("that it was withdrawn"): row.withdrawn_on,
            _("what would answer it"): row.would_answer,
            _("its reference"): row.reference,
        },
        _("An action has no place for {what}, so this stays a question."),
    )
    draft = ActionDraft(
        text=row.text,
        owner_id=row.person_id,
        organization_id=None if row.person_id else row.organization_id,
        due_on=row.promised_by,
        audience=row.audience,
    )
    key = actions.add(work, draft, meeting_id=row.meeting_id, item_id=row.item_id, raised_on=row.asked_on)
    _point(work, "question_id", row.id, "action_id", key, BlockKind.ACTION)
    row.binned_at = work.now
    return key


def from_action(work: Work, action_id: str) -> str:
    """Make a question of what was taken for an action, which goes to the bin; the question's key.

    Its line of draft minutes, files, goals and letters go with it. Refused when it says what a question can't.
    """
    action = actionsteps.stored(work, action_id)
    if action.owner_id is None and action.organization_id is None:
        raise Refused(_("Say first who it is for: a question needs somebody who is asked."), "owner_id")
    seals.check_bin(work.session, [action], _("Drop it with a reason, and ask a question instead."))
    _check_holds(
        {
            _("its notes"): _is_any(work, ProgressNote.action_id, action_id),
            _("who else has it"): _is_any(work, CoOwner.action_id, action_id),
            _("what both sides say of it"): _is_any(work, Remark.action_id, action_id),
            _("what is done because of it"): _is_any(work, Action.because_id, action_id),
            _("the deal that it is part of"): action.deal_id,
            _("that it is closed"): action.status not in actionsteps.OPEN,
        },
        _("A question has no place for {what}, so this stays an action."),
    )
    draft = QuestionDraft(
        text=action.text,
        organization_id=action.organization_id,
        person_id=action.owner_id,
        asked_on=action.raised_on,
        promised_by=action.due_on,
        audience=action.audience,
    )
    key = questions.ask(work, draft, meeting_id=action.meeting_id, item_id=action.item_id)
    _point(work, "action_id", action.id, "question_id", key, BlockKind.QUESTION)
    action.binned_at = work.now
    return key


def _check_holds(lost: dict[str, Any], words: str) -> None:
    """Refused, with the first of them, when something would be lost."""
    if what := next((name for name, there in lost.items() if there), None):
        raise Refused(words.format(what=what))


def _is_any(work: Work, column: Any, key: str) -> bool:
    return work.session.scalar(select(column).where(column == key).limit(1)) is not None


def _point(work: Work, was: str, old: str, now: str, new: str, kind: BlockKind) -> None:
    """Let what pointed at the one point at the other; a letter that is about another of its sort already stays."""
    for model in _POINTING:
        pointing = select(model).where(getattr(model, was) == old).execution_options(binned=True)
        for row in work.session.scalars(pointing):
            if getattr(row, now) is None:
                setattr(row, was, None)
                setattr(row, now, new)
            if model is MinuteBlock:
                row.kind = kind
    work.session.flush()
