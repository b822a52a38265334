"""The papers of an agenda item: files copied in, in order."""

from __future__ import annotations

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.models import AgendaItem, Document, Paper, ParkedItem
from villagedesk.records.agendas import PaperRow
from villagedesk.services import documents
from villagedesk.store.writer import Work


def of_item(session: Session, item_id: str) -> tuple[PaperRow, ...]:
    """The papers of an item, in order."""
    found = session.execute(
        select(Paper.id, Paper.document_id, Paper.title, Document.name, Document.size)
        .join(Document, Document.id == Paper.document_id)
        .where(Paper.item_id == item_id)
        .order_by(Paper.position, Paper.id)
    )
    return tuple(PaperRow(key, document, title or name, name, size) for key, document, title, name, size in found)


def attach(work: Work, item_id: str, name: str, data: bytes) -> str:
    """Copy a file in as the last paper of an item; the paper's key. It is for whom the item is for.

    Refused as `documents.add`, and when the item is gone.
    """
    item = work.session.get(AgendaItem, item_id)
    if item is None:
        raise Refused(_("That agenda item is no longer here."))
    last = select(func.max(Paper.position)).where(Paper.item_id == item_id)
    paper = Paper(
        id=work.new_id(), item_id=item_id, document_id=documents.add(work, name, data, audience=item.audience),
        position=(work.session.scalar(last) or 0) + 1, audience=item.audience,
    )  # fmt: skip
    work.session.add(paper)
    work.session.flush()
    return paper.id


def rename(work: Work, paper_id: str, title: str) -> None:
    """Call a paper something; by its file's name when empty."""
    _found(work, paper_id).title = one_line(title)


def park(work: Work, item_id: str, parked_id: str) -> None:
    """The papers of an item wait with it while it is parked."""
    _move(work, Paper.item_id == item_id, item_id=None, parked_id=parked_id)


def take_up(work: Work, parked_id: str, item_id: str) -> None:
    """The papers of a parked item come back onto an agenda with it."""
    _move(work, Paper.parked_id == parked_id, item_id=item_id, parked_id=None)


def carry(work: Work, from_id: str, to_id: str) -> None:
    """Another item has the papers of this one too."""
    for paper in work.session.scalars(select(Paper).where(Paper.item_id == from_id)).all():
        work.session.add(
            Paper(
                id=work.new_id(), item_id=to_id, document_id=paper.document_id, position=paper.position,
                title=paper.title, audience=paper.audience,
            )
        )  # fmt: skip


def drop(work: Work, parked_id: str) -> None:
    """Take the papers of a parked item off it, as `remove`."""
    for paper_id in work.session.scalars(select(Paper.id).where(Paper.parked_id == parked_id)).all():
        remove(work, paper_id)


def leave(work: Work, item_id: str) -> None:
    """An item leaves its agenda: its papers go back to what is parked, where it came from there, else as `remove`."""
    parked_id = work.session.scalar(select(ParkedItem.id).where(ParkedItem.taken_id == item_id))
    if parked_id:
        park(work, item_id, parked_id)
        return
    for paper in of_item(work.session, item_id):
        remove(work, paper.id)


def _move(work: Work, where: ColumnElement[bool], *, item_id: str | None, parked_id: str | None) -> None:
    for paper in work.session.scalars(select(Paper).where(where)).all():
        paper.item_id, paper.parked_id = item_id, parked_id
    work.session.flush()


def remove(work: Work, paper_id: str) -> None:
    """Take a paper off its item; the document goes into the bin unless something else has it too."""
    paper = _found(work, paper_id)
    document_id = paper.document_id
    work.session.delete(paper)
    documents.bin_unused(work, document_id)


def _found(work: Work, paper_id: str) -> Paper:
    found = work.session.get(Paper, paper_id)
    if found is None:
        raise Refused(_("That paper is no longer here."))
    return found
