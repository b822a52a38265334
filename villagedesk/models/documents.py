"""Documents, their bytes, and the papers that an agenda item carries."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from villagedesk.models.base import Audienced, Base, Binned, Key, refers


class Document(Binned, Audienced, Base):
    """A file that was copied in; `sha256` finds its bytes in Content."""

    __tablename__ = "document"

    id: Mapped[Key]
    name: Mapped[str]
    media_type: Mapped[str] = mapped_column(default="")
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    added_at: Mapped[datetime]


class Content(Base):
    """The bytes of documents: written once, outside the journal, swept when no document refers to them."""

    __tablename__ = "content"

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    bytes: Mapped[bytes] = mapped_column(LargeBinary)


class Paper(Audienced, Base):
    """A document attached to an agenda item, in order; it waits with the item while that is parked."""

    __tablename__ = "paper"
    __table_args__ = (CheckConstraint("(item_id IS NULL) <> (parked_id IS NULL)", name="one_owner"),)

    id: Mapped[Key]
    item_id: Mapped[str | None] = refers("agenda_item", child=True)
    parked_id: Mapped[str | None] = refers("parked_item", child=True)
    document_id: Mapped[str] = refers("document", child=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(default="")


class Attachment(Base):
    """A document kept with an entry of the log, a question, a response, an action, a deal or evidence."""

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint(
            "(interaction_id IS NOT NULL) + (question_id IS NOT NULL) + (response_id IS NOT NULL)"
            " + (action_id IS NOT NULL) + (deal_id IS NOT NULL) + (evidence_id IS NOT NULL) = 1",
            name="one_owner",
        ),
    )

    id: Mapped[Key]
    document_id: Mapped[str] = refers("document", child=True)
    interaction_id: Mapped[str | None] = refers("interaction", child=True)
    question_id: Mapped[str | None] = refers("question", child=True)
    response_id: Mapped[str | None] = refers("response", child=True)
    action_id: Mapped[str | None] = refers("action", child=True)
    deal_id: Mapped[str | None] = refers("deal", child=True)
    evidence_id: Mapped[str | None] = refers("evidence", child=True)
