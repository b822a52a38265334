"""What is known of a person or an organisation beside its fields: other names, interests, notes, a picture."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.models import Document, Interest, Note, Organization, OtherName, Person
from villagedesk.records.people import InterestCard, InterestDraft, NameCard, NoteCard, NoteDraft
from villagedesk.services import documents, restriction
from villagedesk.store.writer import Work

R = TypeVar("R", Interest, Note, OtherName, Person)


def names(session: Session, key: str) -> tuple[NameCard, ...]:
    """The other names of a person or organisation."""
    wanted = select(OtherName).where(_owned(OtherName, key)).order_by(OtherName.name)
    return tuple(NameCard(row.id, row.name, row.note) for row in session.scalars(wanted))


def interests(session: Session, person_id: str) -> tuple[InterestCard, ...]:
    """What somebody has declared, the latest first."""
    wanted = (
        select(Interest, Organization.name)
        .outerjoin(Organization, Organization.id == Interest.organization_id)
        .where(Interest.person_id == person_id)
        .order_by(Interest.start_on.desc().nulls_last(), Interest.id)
    )
    return tuple(
        InterestCard(row.id, row.text, row.organization_id, body or "", row.start_on, row.end_on, row.audience)
        for row, body in session.execute(wanted)
    )


def notes(session: Session, key: str) -> tuple[NoteCard, ...]:
    """The notes on a person or organisation, the newest first."""
    wanted = select(Note).where(_owned(Note, key)).order_by(Note.on_date.desc(), Note.id.desc())
    return tuple(NoteCard(row.id, row.on_date, row.text, row.audience) for row in session.scalars(wanted))


def add_name(work: Work, kind: str, key: str, name: str, note: str = "") -> str:
    """Another name of a "person" or an "organization"; its key. Refused without one."""
    if not (wanted := one_line(name)):
        raise Refused(_("Type the other name."), "name")
    return _add(work, OtherName(id=work.new_id(), name=wanted, note=one_line(note), **{f"{kind}_id": key}))


def edit_name(work: Work, name_id: str, name: str, note: str = "") -> None:
    """Put another name right. Refused without one, or when it is no longer there."""
    row = _get(work, OtherName, name_id)
    if not (wanted := one_line(name)):
        raise Refused(_("Type the other name."), "name")
    row.name, row.note = wanted, one_line(note)


def remove_name(work: Work, name_id: str) -> None:
    """Take another name away."""
    _remove(work, OtherName, name_id)


def add_interest(work: Work, person_id: str, draft: InterestDraft) -> str:
    """Somebody declares an interest; its key. Refused without words, or when it ends before it starts."""
    interest = Interest(id=work.new_id(), person_id=person_id, text="")
    _write_interest(interest, draft)
    return _add(work, interest)


def edit_interest(work: Work, interest_id: str, draft: InterestDraft) -> None:
    """Put an interest right. Refused as in `add_interest`, or when it is no longer there."""
    _write_interest(_get(work, Interest, interest_id), draft)


def _write_interest(row: Interest, draft: InterestDraft) -> None:
    if not draft.text.strip():
        raise Refused(_("Say what the interest is."), "text")
    if draft.start_on and draft.end_on and draft.end_on < draft.start_on:
        raise Refused(_("It cannot end before it starts."), "end_on")
    row.text, row.organization_id = draft.text.strip(), draft.organization_id
    row.start_on, row.end_on, row.audience = draft.start_on, draft.end_on, draft.audience


def remove_interest(work: Work, interest_id: str) -> None:
    """Take away an interest that was entered by mistake; one that is over ends instead."""
    _remove(work, Interest, interest_id)


def add_note(work: Work, kind: str, key: str, draft: NoteDraft) -> str:
    """A note on a "person" or an "organization"; its key. Refused without words."""
    note = Note(id=work.new_id(), on_date=work.today, text="", **{f"{kind}_id": key})
    _write_note(note, draft)
    return _add(work, note)


def edit_note(work: Work, note_id: str, draft: NoteDraft) -> None:
    """Put a note right. Refused without words, or when it is no longer there."""
    _write_note(_get(work, Note, note_id), draft)


def _write_note(row: Note, draft: NoteDraft) -> None:
    if not draft.text.strip():
        raise Refused(_("A note needs some words."), "text")
    row.text, row.audience = draft.text.strip(), draft.audience
    row.on_date = draft.on_date or row.on_date


def remove_note(work: Work, note_id: str) -> None:
    """Take a note away."""
    _remove(work, Note, note_id)


def picture(session: Session, person_id: str) -> bytes | None:
    """The picture of somebody; None when there is none."""
    document_id = session.scalar(select(Person.picture_id).where(Person.id == person_id))
    return documents.content(session, document_id) if document_id else None


def set_picture(work: Work, person_id: str, name: str, data: bytes | None) -> None:
    """Give somebody a picture in place of the one before, or none. Refused when they are gone.

    `data` is a JPEG or PNG that has been scaled already; `name` what the file was called.
    """
    person = _get(work, Person, person_id)
    before = work.session.get(Document, person.picture_id) if person.picture_id else None
    person.picture_id = documents.add(work, name, data) if data else None
    work.session.flush()
    if before is not None:
        work.session.delete(before)


def _owned(model: type[OtherName] | type[Note], key: str) -> ColumnElement[bool]:
    return or_(model.person_id == key, model.organization_id == key)


def _add(work: Work, row: OtherName | Interest | Note) -> str:
    restriction.check(work.session, row.person_id)
    work.session.add(row)
    work.session.flush()
    return row.id


def _get(work: Work, model: type[R], key: str) -> R:
    found = work.session.get(model, key)
    if found is None:
        raise Refused(_("That is no longer here."))
    restriction.check(work.session, found.id if isinstance(found, Person) else found.person_id)
    return found


def _remove(work: Work, model: type[OtherName] | type[Interest] | type[Note], key: str) -> None:
    if row := work.session.get(model, key):
        work.session.delete(row)
