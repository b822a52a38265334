"""Documents: files copied in once, whatever refers to them, and their bytes swept when nothing does."""

from __future__ import annotations

import hashlib
import mimetypes
from pathlib import Path

from sqlalchemy import delete, exists, insert, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.models import Attachment, Content, Document, Paper, PaperVersion
from villagedesk.store.writer import Work

MOST_BYTES = 50 * 1024 * 1024


def read(path: Path) -> bytes:
    """The bytes of a file that is to be copied in. Refused when over 50 MB, Unavailable when it cannot be read."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise _too_large(path.name)
        return path.read_bytes()
    except OSError as error:
        raise Unavailable(
            _("{name} could not be read: {reason}.").format(name=path.name, reason=error.strerror),
            _("Check that it is there and that you may read it. Nothing was copied in."),
        ) from error


def _too_large(name: str) -> Refused:
    return Refused(_("{name} is larger than 50 MB. It was not copied in.").format(name=one_line(name)))


def add(work: Work, name: str, data: bytes, media_type: str = "", audience: Audience = Audience.COMMITTEE) -> str:
    """Copy a file in; the new document's key. Refused when it is empty or larger than 50 MB.

    `media_type` is told from the name when it is not given. Equal bytes are stored once.
    """
    if not data:
        raise Refused(_("{name} is empty. It was not copied in.").format(name=one_line(name)))
    if len(data) > MOST_BYTES:
        raise _too_large(name)
    digest = hashlib.sha256(data).hexdigest()
    if work.session.scalar(select(Content.sha256).where(Content.sha256 == digest)) is None:
        work.session.execute(insert(Content), [{"sha256": digest, "bytes": data}])
    document = Document(
        id=work.new_id(),
        name=one_line(name) or _("Unnamed"),
        media_type=media_type or mimetypes.guess_type(name)[0] or "application/octet-stream",
        size=len(data),
        sha256=digest,
        added_at=work.now,
        audience=audience,
    )
    work.session.add(document)
    work.session.flush()
    return document.id


def content(session: Session, document_id: str) -> bytes:
    """The bytes of a document. Refused when it is no longer here."""
    found = session.scalar(
        select(Content.bytes).join(Document, Document.sha256 == Content.sha256).where(Document.id == document_id)
    )
    if found is None:
        raise Refused(_("That document is no longer here."))
    return found


def bin_unused(work: Work, document_id: str) -> None:
    """Put a document into the bin unless something still has it."""
    work.session.flush()
    document = work.session.get(Document, document_id)
    kept = [exists().where(model.document_id == document_id) for model in (Attachment, Paper, PaperVersion)]
    if document is not None and not any(work.session.scalar(select(each)) for each in kept):
        document.binned_at = work.now


def sweep(session: Session) -> None:
    """Delete the bytes that no document refers to, binned ones included. Undo cannot bring them back."""
    used = exists().where(Document.sha256 == Content.sha256)
    session.execute(delete(Content).where(~used), execution_options={"binned": True})
