"""Takes an erased person out of what is not a record: the audit trail, drafts, and the search index."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import bindparam, delete, null, select, update
from sqlalchemy.orm import Session

from villagedesk.core.mentions import Sort, Sought
from villagedesk.models import Base, Change, ChangeRow, Draft
from villagedesk.services.traces import readable


def trail(session: Session, person_id: str, sought: Sought, touched: Iterable[tuple[str, str]], words: str) -> None:
    """Drop what the trail kept of the rows that were touched, and of every row that names the person.

    Who, when, label and the names of the fields stay; the person's key stands beside no change any more.
    """
    gone = frozenset(touched)
    kept = select(ChangeRow.id, ChangeRow.table, ChangeRow.key, ChangeRow.before, ChangeRow.after).where(
        ChangeRow.before.is_not(None) | ChangeRow.after.is_not(None)
    )
    drop = [
        {"which": number}
        for number, table, key, before, after in session.connection().execute(kept)
        if (table, key) in gone or key == person_id or any(names(text, person_id, sought) for text in (before, after))
    ]
    if drop:
        table = Base.metadata.tables[ChangeRow.__tablename__]
        session.connection().execute(
            update(table).where(table.c.id == bindparam("which")).values(before=null(), after=null()), drop
        )
    session.execute(update(Change).where(Change.by == person_id).values(by=None))
    for number, label in session.execute(select(Change.number, Change.label)).all():
        if sought.may_be_in(label) and any(mention.sort <= Sort.DETAIL for mention in sought.find(label)):
            session.execute(update(Change).where(Change.number == number).values(label=words))


def names(text: str | None, person_id: str, sought: Sought) -> bool:
    """Whether a row that was kept as JSON has the person's key, or a name or detail of theirs."""
    if text is None:
        return False
    if person_id in text:
        return True
    return sought.may_be_in(text) and any(mention.sort < Sort.FORENAME for mention in sought.find(readable(text)))


def drafts(session: Session, person_id: str, sought: Sought) -> int:
    """Forget what was typed about the person, or names them, and was not kept; how many."""
    gone = [draft.id for draft in session.scalars(select(Draft)) if _is_about(draft, person_id, sought)]
    session.execute(delete(Draft).where(Draft.id.in_(gone)))
    return len(gone)


def index(session: Session) -> None:
    """Make the search index anew: what was taken out may still be a word at the edge of one of its pages."""
    session.connection().exec_driver_sql("INSERT INTO searchable_index(searchable_index) VALUES ('rebuild')")


def _is_about(draft: Draft, person_id: str, sought: Sought) -> bool:
    if draft.row == person_id:
        return True
    words = "\n".join(strings([json.loads(draft.loaded), json.loads(draft.value)]))
    return person_id in words or any(mention.sort < Sort.FORENAME for mention in sought.find(words))


def strings(value: Any) -> Iterator[str]:
    """Every text in a value that was kept as JSON, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)
