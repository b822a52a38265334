"""For whom what came of an agenda item is, once the item is for others than before."""

from __future__ import annotations

from typing import Any

from sqlalchemy import or_, select

from villagedesk.core.audience import narrowest
from villagedesk.models import (
    Action,
    AgendaItem,
    Decision,
    Declaration,
    Document,
    Election,
    MinuteBlock,
    Paper,
    Question,
)
from villagedesk.services import attachments
from villagedesk.store.writer import Work

_CAME_OF_IT: tuple[Any, ...] = (Action, Decision, Declaration, Election, Paper, Question)
_WITH_FILES: tuple[Any, ...] = (Action, Question)


def follow(work: Work, item: AgendaItem) -> None:
    """Nobody who may not know of an item is told what came of it; what was for fewer already stays so."""
    declared = select(MinuteBlock.declaration_id).where(MinuteBlock.item_id == item.id)
    for model in _CAME_OF_IT:
        of_it = (
            or_(model.item_id == item.id, model.id.in_(declared)) if model is Declaration else model.item_id == item.id
        )
        for row in work.session.scalars(select(model).where(of_it).execution_options(binned=True)):
            row.audience = narrowest(item.audience, row.audience)
            if model in _WITH_FILES:
                attachments.give_audience(work, model.__tablename__, row.id, row.audience)
    papers = select(Document).join(Paper, Paper.document_id == Document.id).where(Paper.item_id == item.id)
    for document in work.session.scalars(papers.execution_options(binned=True)):
        document.audience = narrowest(item.audience, document.audience)
