"""The blocks of minutes as they are read: each its own text, or that of the record it stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_time
from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind
from villagedesk.models import AgendaItem, Attendance, Decision, Declaration, Election, MinuteBlock, Person
from villagedesk.records.meetings import Block
from villagedesk.services import actions, ballots, decisions, questions


def of(session: Session, minutes_id: str) -> tuple[Block, ...]:
    """The blocks of minutes in order."""
    rows = session.scalars(
        select(MinuteBlock)
        .outerjoin(AgendaItem, AgendaItem.id == MinuteBlock.item_id)
        .where(MinuteBlock.minutes_id == minutes_id)
        .order_by(AgendaItem.position.nulls_first(), MinuteBlock.position, MinuteBlock.id)
    ).all()
    told = _Told(session, rows)
    return tuple(_numbered([told.block(row) for row in rows]))


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    """The lines of each numbered list with their numbers."""
    number, item_id = 0, None
    for block in blocks:
        number = number + 1 if block.kind is BlockKind.NUMBERED and (block.item_id == item_id or not number) else 0
        if block.kind is BlockKind.NUMBERED:
            number = number or 1
            yield replace(block, number=str(number))
        else:
            yield block
        item_id = block.item_id


class _Told:
    """Reads the records behind all blocks at once."""

    def __init__(self, session: Session, rows: Sequence[MinuteBlock]) -> None:
        self._session = session
        self._actions = {row.id: row for row in actions.rows(session, [row.action_id for row in rows if row.action_id])}
        self._decisions = self._found(Decision, [row.decision_id for row in rows])
        self._declarations = self._found(Declaration, [row.declaration_id for row in rows])
        self._elections = self._found(Election, [row.election_id for row in rows])
        self._came = self._found(Attendance, [row.attendance_id for row in rows])
        asked = [row.question_id for row in rows if row.question_id]
        self._questions = {row.id: row for row in questions.rows(session, asked)} if asked else {}
        moved = [key for row in self._decisions.values() for key in (row.proposer_id, row.seconder_id)]
        self._people = self._found(Person, moved)

    def _found(self, model: Any, keys: Sequence[str | None]) -> dict[str, Any]:
        """The records with these keys, those in the bin too."""
        wanted = [key for key in keys if key]
        if not wanted:
            return {}
        found = select(model).where(model.id.in_(wanted)).execution_options(binned=True)
        return {row.id: row for row in self._session.scalars(found)}

    def block(self, row: MinuteBlock) -> Block:
        """A block as it is read."""
        block = Block(row.id, row.item_id, row.kind, row.text, audience=row.audience, bold=row.bold)
        if row.action_id in self._actions:
            return self._action(block, row.action_id)
        if row.decision_id in self._decisions:
            return self._decision(block, self._decisions[row.decision_id])
        if row.declaration_id in self._declarations:
            return self._declared(block, self._declarations[row.declaration_id])
        if row.election_id in self._elections:
            return self._election(block, self._elections[row.election_id])
        if row.question_id in self._questions:
            asked = self._questions[row.question_id]
            of = ", ".join(filter(None, (asked.person, asked.body_name)))
            text = _marked(asked.text, asked.binned)
            return replace(block, text=text, number=asked.number, detail=of, record_id=asked.id)
        if row.attendance_id in self._came:
            came = self._came[row.attendance_id]
            return replace(block, text=moved(row, came.name), record_id=came.id)
        return block

    def _action(self, block: Block, action_id: str) -> Block:
        row = self._actions[action_id]
        text = _marked(row.text, row.binned)
        return replace(block, text=text, number=row.number, detail=row.owner, due=row.due_on, record_id=row.id)

    def _decision(self, block: Block, row: Decision) -> Block:
        detail = decisions.result(row.outcome, row.how)
        proposer, seconder = (self._people.get(key or "") for key in (row.proposer_id, row.seconder_id))
        more = decisions.moved(proposer.name if proposer else "", seconder.name if seconder else "", row.reason)
        text = _marked(row.text, row.binned_at is not None)
        return replace(block, text=text, number=row.number, detail=detail, record_id=row.id, more=more)

    def _declared(self, block: Block, row: Declaration) -> Block:
        detail = _("stayed") if row.stays else _("left the room")
        more = ""
        if row.item_id != block.item_id and (about := self._session.get(AgendaItem, row.item_id or "")):
            more = _("In “{title}”").format(title=about.title)
        return replace(block, text=f"{row.name}: {row.interest}", detail=detail, record_id=row.id, more=more)

    def _election(self, block: Block, row: Election) -> Block:
        text, more = ballots.words(self._session, row)
        return replace(
            block, text=_marked(text, row.binned_at is not None), detail=row.label, record_id=row.id, more=more
        )


def moved(row: MinuteBlock, name: str) -> str:
    """ "Tom Ellis arrived at 7:15pm"."""
    at = show_time(row.at_time) if row.at_time else ""
    if row.kind is BlockKind.ARRIVAL:
        return _("{name} arrived at {time}").format(name=name, time=at) if at else _("{name} arrived").format(name=name)
    return _("{name} left at {time}").format(name=name, time=at) if at else _("{name} left").format(name=name)


def _marked(text: str, is_binned: bool) -> str:
    """The text of a record, saying so when it is in the bin."""
    return _("{text} (in the bin)").format(text=text) if is_binned else text
