"""The files that are kept with something: an entry of the log, an action, a deal, evidence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.models import Attachment, Document
from villagedesk.records.interactions import AttachmentRow
from villagedesk.services import documents
from villagedesk.store.writer import Work


def of(session: Session, owner: str, keys: Sequence[str]) -> dict[str, list[AttachmentRow]]:
    """The files of these rows, oldest first; `owner` is their table."""
    column = _column(owner)
    kept = (
        select(column, Attachment.id, Document)
        .join(Document, Document.id == Attachment.document_id)
        .where(column.in_(keys), Document.binned_at.is_(None))
        .order_by(Attachment.id)
    )
    found: dict[str, list[AttachmentRow]] = {}
    for key, attachment_id, document in session.execute(kept):
        found.setdefault(key, []).append(
            AttachmentRow(
                attachment_id, document.id, document.name, document.media_type, document.size, document.audience
            )
        )
    return found


def attach(work: Work, owner: str, key: str, name: str, data: bytes, *, media_type: str, audience: Audience) -> str:
    """Copy a file in and keep it with a row of the table `owner`; the document's key. Refused as `documents.add`."""
    document = documents.add(work, name, data, media_type, audience)
    work.session.add(Attachment(id=work.new_id(), document_id=document, **{f"{owner}_id": key}))
    work.session.flush()
    return document


def detach(work: Work, attachment_id: str) -> None:
    """Take a file away from what it is kept with; it goes into the bin unless something else has it too."""
    row = work.session.get(Attachment, attachment_id)
    if row is None:
        raise Refused(_("That attachment is no longer here."))
    document_id = row.document_id
    work.session.delete(row)
    documents.bin_unused(work, document_id)


def give_audience(work: Work, owner: str, key: str, audience: Audience) -> None:
    """Let the files of a row be seen by whom the row is seen by."""
    kept = select(Document).join(Attachment, Attachment.document_id == Document.id).where(_column(owner) == key)
    for document in work.session.scalars(kept):
        document.audience = audience


def _column(owner: str) -> ColumnElement[Any]:
    column: ColumnElement[Any] = getattr(Attachment, f"{owner}_id")
    return column
