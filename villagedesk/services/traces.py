"""Where somebody is in the file: every reference to a person, every column of free text, every document."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, String, Table, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.mentions import Sought
from villagedesk.core.progress import Report, silent
from villagedesk.core.words import ContactKind
from villagedesk.models import Base, Change, ChangeRow, ContactDetail, Content, Document, Draft, OtherName, Person

NOT_RECORDS = frozenset(model.__tablename__ for model in (Change, ChangeRow, Draft, Content))
"""The audit trail, drafts and contents: not records of the group, and looked through in ways of their own."""
SOFT: tuple[tuple[str, str, str], ...] = (
    ("identifier", "row_id", "kind"), ("distinct_pair", "one_id", "kind"), ("distinct_pair", "other_id", "kind"),
    ("due_date", "set_by", ""), ("state_change", "set_by", ""),
)  # fmt: skip
"""Columns that hold a person's key without being foreign keys: table, column, and the column that must say "person"."""
_JSON = frozenset((("saved_filter", "query"), ("column_mapping", "columns"), ("erasure", "kept")))
_BATCH = 16_000_000  # bytes of documents that are read in one child


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that refers to a person; the row of a `child` goes when the person goes."""

    table: str
    column: str
    is_child: bool


@cache
def references() -> tuple[Reference, ...]:
    """Every foreign key to a person, in every table there is."""
    return tuple(
        Reference(table.name, key.parent.name, key.ondelete == "CASCADE")
        for table in Base.metadata.sorted_tables
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
        if key.column.table.name == Person.__tablename__
    )


@cache
def text_columns() -> tuple[tuple[Table, tuple[Column[Any], ...]], ...]:
    """Every column in which somebody can have written something, by table."""
    found = []
    for table in Base.metadata.sorted_tables:
        columns = tuple(c for c in table.c if type(c.type) is String and c.type.length is None and not c.primary_key)
        if columns and table.name not in NOT_RECORDS:
            found.append((table, columns))
    return tuple(found)


def sought(session: Session, person_id: str) -> Sought:
    """The names and details of one person, to be found in text. Refused when they are gone.

    What somebody else is reached by as well (an office's telephone) does not tell who is meant, so it is left out.
    """
    person = session.get(Person, person_id, execution_options={"binned": True})
    if person is None:
        raise Refused("")
    wanted = Sought()
    wanted.add_name(person_id, person.name)
    for name in session.scalars(select(OtherName.name).where(OtherName.person_id == person_id)):
        wanted.add_name(person_id, name, forename=False)
    for contact in session.scalars(select(ContactDetail).where(ContactDetail.person_id == person_id)):
        shared = select(ContactDetail.id).where(
            ContactDetail.value == contact.value, ContactDetail.person_id.is_distinct_from(person_id)
        )
        if session.scalar(shared.limit(1)) is None:
            add_contact(wanted, person_id, contact.kind, contact.value)
    return wanted


def add_contact(wanted: Sought, who: str, kind: ContactKind, value: str) -> None:
    """Seek a way to reach somebody."""
    if kind in (ContactKind.PHONE, ContactKind.MOBILE):
        wanted.add_number(who, value)
    elif kind is ContactKind.ADDRESS:
        wanted.add_address(who, value)
    else:
        wanted.add_detail(who, value)


def rows_of(session: Session, table: Table, where: Any = None) -> Iterator[dict[str, Any]]:
    """The rows of a table as stored, those in the bin too."""
    statement = select(table)
    if where is not None:
        statement = statement.where(where)
    for row in session.connection().execute(statement.order_by(*table.primary_key)).mappings():
        yield dict(row)


def row(session: Session, table: str, key: str | None) -> dict[str, Any] | None:
    """One row as stored; None when it is not there."""
    if key is None:
        return None
    return next(rows_of(session, Base.metadata.tables[table], Base.metadata.tables[table].c.id == key), None)


def linked(session: Session, person_id: str) -> dict[tuple[str, str], tuple[str, ...]]:
    """Every row that refers to the person by key, as (table, id), with the columns that do."""
    found: dict[tuple[str, str], tuple[str, ...]] = {}

    def note(table: Table, column: str, where: Any) -> None:
        for (key,) in session.connection().execute(select(table.c.id).where(where)):
            found[table.name, key] = (*found.get((table.name, key), ()), column)

    for reference in references():
        table = Base.metadata.tables[reference.table]
        note(table, reference.column, table.c[reference.column] == person_id)
    for name, column, kind in SOFT:
        table = Base.metadata.tables[name]
        note(table, column, (table.c[column] == person_id) & (table.c[kind] == "person" if kind else True))
    return found


def documents(session: Session, report: Report = silent) -> Iterator[tuple[str, str, str | None]]:
    """(id, name, words) of every document, the bin's too; None as words for one that could not be read.

    Each is read in a child process. Cancelled when `report` says so.
    """
    everything = select(Document.id, Document.name, Document.sha256, Document.size).order_by(Document.id)
    known = session.execute(everything.execution_options(binned=True)).all()
    batch: list[Any] = []
    done = 0
    for place, document in enumerate(known):
        batch.append(document)
        if place + 1 == len(known) or sum(one.size for one in batch) + known[place + 1].size > _BATCH:
            contents = dict[str, bytes]()
            for digest, data in session.execute(
                select(Content.sha256, Content.bytes).where(Content.sha256.in_([one.sha256 for one in batch]))
            ):
                contents[digest] = data
            read = _texts([(one.name, contents.get(one.sha256, b"")) for one in batch])
            yield from ((one.id, one.name, text) for one, text in zip(batch, read, strict=True))
            done += len(batch)
            report(done, len(known))
            batch = []


def _texts(files: Sequence[tuple[str, bytes]]) -> list[str | None]:
    """The words in these; a document that stops its reader is read alone, and given up when it does it again."""
    from villagedesk.exchange import cage, textof

    try:
        read: list[str | None] = cage.run(textof.texts, list(files), limits=cage.Limits(seconds=60))
    except (Refused, Unavailable):
        return [None] if len(files) == 1 else [text for file in files for text in _texts([file])]
    return read


def said(table: str, column: str, text: str) -> str:
    """The words of a text as stored: of one that is JSON those of its strings, a line for each."""
    value = _parsed(table, column, text)
    return text if value is None else "\n".join(strings(value))


def said_anew(table: str, column: str, text: str, anew: Callable[[str], str]) -> str:
    """The text with its words written anew: each string of one that is JSON by itself, so that it stays JSON."""
    value = _parsed(table, column, text)
    return anew(text) if value is None else json.dumps(_each(value, anew), sort_keys=True, ensure_ascii=False)


def strings(value: Any) -> Iterator[str]:
    """Every string in what was parsed from JSON, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def _each(value: Any, anew: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return anew(value)
    if isinstance(value, dict):
        return {key: _each(part, anew) for key, part in value.items()}
    return [_each(part, anew) for part in value] if isinstance(value, list) else value


def _parsed(table: str, column: str, text: str) -> Any:
    """What a text says in JSON; None when it is none."""
    try:
        return json.loads(text) if (table, column) in _JSON else None
    except ValueError:
        return None


def readable(json_text: str) -> str:
    """A row that was kept as JSON as text in which names can be found."""
    return re.sub(r"\\[nrtbf\"\\/]", " ", json_text)
