"""What an import asks for, row by row: compared with what is stored, told in words, written as one change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import one_line, shorten
from villagedesk.models import (
    Area,
    ContactDetail,
    Content,
    Document,
    Identifier,
    Membership,
    Note,
    Organization,
    OtherName,
    Person,
    Post,
    Tag,
    Tagging,
)
from villagedesk.records.imports import Departed, ImportPreview, ImportRow, Reading, RefusedRow, Verdict
from villagedesk.services.fieldwords import field_words
from villagedesk.services.typed import Typed
from villagedesk.store.writer import Work

_CHUNK = 500
_LONGEST = 80  # letters of a value that is told
_MOST = 20  # sentences on what no row of the list tells
_ORDER = (
    Area, Organization, Document, Person, Post, Membership, ContactDetail, OtherName, Note, Tag, Tagging, Identifier,
)  # fmt: skip
"""Parents before children."""
_REMOVABLE = (Membership, ContactDetail, OtherName, Note, Tagging)
"""What stays away once it was taken away by hand; everything else is asked for because something leans on it."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row that is asked for. `values` replace what is stored, `fills` only what is empty; `first` are for a new row.

    An empty value asks for nothing, so what stands here stays; a field that is to be emptied is among `empties`.
    What was typed here is left alone, unless these are facts that are the list's to say (`decides`).
    """

    model: Any
    id: str
    values: Mapping[str, Any] = field(default_factory=dict)
    first: Mapping[str, Any] = field(default_factory=dict)
    fills: Mapping[str, Any] = field(default_factory=dict)
    empties: tuple[str, ...] = ()
    says: str = ""  # what is told when it is new beside somebody who is not
    decides: bool = False
    is_removed: bool = False  # whether it was taken away here by hand


@dataclass(frozen=True, slots=True)
class Line:
    """What one row of a file asks for: its own rows, the `principal` whose newness makes it an addition.

    `refused` is why it is not taken at all; `notes` are told whatever becomes of it.
    """

    row: int
    name: str
    principal: str = ""
    wanted: Sequence[Wanted] = ()
    refused: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What a whole file asks for. `shared` are rows that lines lean on: bodies, areas, positions, tags.

    `names` words the keys of other rows in what is told; `contents` are bytes by their SHA-256.
    """

    lines: Sequence[Line]
    typed: Typed
    shared: Sequence[Wanted] = ()
    refused: Sequence[RefusedRow] = ()
    notes: tuple[str, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    contents: Mapping[str, bytes] = field(default_factory=dict)
    departed: tuple[Departed, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """What to tell, and what to write."""

    preview: ImportPreview
    inserts: tuple[_Row, ...]
    updates: tuple[_Row, ...]
    contents: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class _Row:
    """Fields of a row that are to be written."""

    model: Any
    id: str
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Difference:
    """How a row that is asked for differs from the stored one; `left` is what stays as it was typed here."""

    is_new: bool = False
    is_removed: bool = False
    before: Mapping[str, Any] = field(default_factory=dict)
    after: Mapping[str, Any] = field(default_factory=dict)
    left: Mapping[str, Any] = field(default_factory=dict)


def plan(session: Session, reading: Reading, asked: Asked) -> Plan:
    """Compare what is asked for with what is stored; nothing is written."""
    comparing = _Comparing(session, asked)
    beside = [comparing.tell_shared(row) for row in asked.shared]
    rows = [comparing.tell(line) for line in asked.lines]
    rows += [ImportRow(row.row, row.name, Verdict.REFUSED, row.reason) for row in asked.refused]
    preview = ImportPreview(
        reading.format,
        reading.source,
        tuple(sorted(rows, key=lambda row: row.row)),
        (*asked.notes, *comparing.shared()),
        asked.departed,
        sum(beside),
    )
    return Plan(preview, tuple(comparing.inserts.values()), tuple(comparing.updates.values()), asked.contents)


def write(work: Work, plan: Plan) -> None:
    """Write a plan; documents and notes are of today."""
    stamps: dict[Any, dict[str, Any]] = {Document: {"added_at": work.now}, Note: {"on_date": work.today}}
    _write_contents(work.session, plan)
    for model in _ORDER:
        rows = [{"id": row.id, **row.values, **stamps.get(model, {})} for row in plan.inserts if row.model is model]
        for part in _parts(rows):
            work.session.execute(insert(model), part)
        for row in plan.updates:
            if row.model is model:
                work.session.execute(update(model).where(model.id == row.id).values(row.values))
    work.session.expire_all()


def _write_contents(session: Session, plan: Plan) -> None:
    """The bytes of the pictures that are taken, where they are not here yet."""
    taken = {row.values["sha256"] for row in plan.inserts if row.model is Document} & set(plan.contents)
    for part in _parts(sorted(taken)):
        there = set(session.scalars(select(Content.sha256).where(Content.sha256.in_(part))))
        rows = [{"sha256": key, "bytes": plan.contents[key]} for key in part if key not in there]
        if rows:
            session.execute(insert(Content), rows)


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}


class _Comparing:
    """Collects what is to be inserted and updated, each row once."""

    def __init__(self, session: Session, asked: Asked) -> None:
        self.inserts: dict[str, _Row] = {}
        self.updates: dict[str, _Row] = {}
        self._seen: set[str] = set()
        self._names = asked.names
        self._words = field_words()
        self._shared: list[str] = []
        self._told: dict[str, int] = {}  # which line first asked for somebody
        self._typed = asked.typed
        everything = chain(asked.shared, chain.from_iterable(line.wanted for line in asked.lines))
        self._stored = _stored(session, everything)

    def tell_shared(self, row: Wanted) -> bool:
        """Whether this row is new or differs, which is noted for writing, and told where it is of something here."""
        found = self._compare(row)
        told = [*self._differences(found), *self._left(row, found)]
        owner = row.first.get("organization_id")
        if found.is_new and row.says and owner not in self.inserts:
            told.append(row.says)
        if told and {*found.after, *found.left} != {"listed_on"}:
            name = self._names.get(row.id) or self._names.get(owner or "", "")
            self._shared.append(_("{name}: {what}.").format(name=shorten(name, _LONGEST), what="; ".join(told)))
        return found.is_new or bool(found.after)

    def shared(self) -> tuple[str, ...]:
        """What differs in rows that belong to no line, the first of it."""
        if more := len(self._shared[_MOST:]):
            also = ngettext("{n} more body or place differs.", "{n} more bodies or places differ.", more)
            return (*self._shared[:_MOST], also.format(n=more))
        return tuple(self._shared)

    def tell(self, line: Line) -> ImportRow:
        """What becomes of a line; its rows are noted for writing."""
        if line.refused:
            return ImportRow(line.row, line.name, Verdict.REFUSED, line.refused, line.notes)
        seen = [(row, self._compare(row)) for row in line.wanted]
        first = self._told.setdefault(line.principal, line.row)
        if first == line.row and any(found.is_new and row.id == line.principal for row, found in seen):
            return ImportRow(line.row, line.name, Verdict.ADDED, _("Not here yet"), line.notes)
        details = [told for _row, found in seen for told in self._differences(found)]
        details += [row.says for row, found in seen if found.is_new and row.says]
        left = [told for row, found in seen for told in self._left(row, found)]
        told = (*details, *left, *line.notes)
        alike = _("The same as row {n}").format(n=first) if first != line.row else ""
        if details or any(found.is_new or found.after for _row, found in seen):
            return ImportRow(line.row, line.name, Verdict.CHANGED, alike or _("Differs from what is here"), told)
        reason = _("Differs: typed here, left alone") if left else _("Here already, the same")
        return ImportRow(line.row, line.name, Verdict.UNCHANGED, alike or reason, told)

    def _compare(self, row: Wanted) -> _Difference:
        """What is new or differs, noted for writing. What was asked for first stays as it was asked."""
        there = self._stored.get(row.id)
        values, fills = _given(row.values), _given(row.fills)
        if there is None:
            if self._was_removed(row):
                return _Difference(is_removed=True)
            self._stored[row.id] = fills | values
            self.inserts[row.id] = _Row(row.model, row.id, {**row.first, **fills, **values})
            self._seen.add(row.id)
            return _Difference(is_new=True)
        if row.id in self._seen:
            values, fills = {}, fills | values
        self._seen.add(row.id)
        after = {name: value for name, value in values.items() if value != there.get(name)}
        after |= {name: value for name, value in fills.items() if there.get(name) in (None, "")}
        after |= {name: None for name in row.empties if there.get(name) is not None}
        left = {name: value for name, value in after.items() if self._is_typed(row, name, there.get(name))}
        if "name" in left:
            left["sort_name"] = ""
        after = {name: value for name, value in after.items() if name not in left}
        before = {name: there.get(name) for name in after}
        if after:
            there.update(after)
            pending = self.inserts.get(row.id) or self.updates.setdefault(row.id, _Row(row.model, row.id, {}))
            pending.values.update(after)
        return _Difference(before=before, after=after, left=left)

    def _is_typed(self, row: Wanted, name: str, stored: Any) -> bool:
        return not row.decides and row.id not in self.inserts and self._typed.has(row.id, name, stored)

    def _was_removed(self, row: Wanted) -> bool:
        """Whether it was taken away by hand; what hangs on somebody who comes in anew comes with them."""
        owner = row.first.get("person_id") or row.first.get("organization_id")
        if row.decides or row.model not in _REMOVABLE or owner in self.inserts:
            return False
        return row.is_removed if row.model is ContactDetail else self._typed.was_removed(row.id)

    def _differences(self, found: _Difference) -> list[str]:
        return [
            _("{field}: {before} -> {after}").format(
                field=self._words[name], before=self._shown(name, found.before[name]), after=self._shown(name, value)
            )
            for name, value in found.after.items()
            if not (name == "sort_name" and "name" in found.after)
        ]

    def _left(self, row: Wanted, found: _Difference) -> list[str]:
        """What the list says otherwise, and what somebody typed here wins over."""
        if found.is_removed:
            what = row.first.get("value") or row.first.get("name") or row.says or _("A tag")
            return [_("{what}: changed or taken away here, left alone").format(what=shorten(one_line(what), _LONGEST))]
        return [
            _("{field}: typed here, left alone; the list says {value}").format(
                field=self._words[name], value=self._shown(name, value)
            )
            for name, value in found.left.items()
            if name != "sort_name"
        ]

    def _shown(self, name: str, value: Any) -> str:
        if value is None or value == "":
            return _("none")
        if isinstance(value, bool):
            return _("yes") if value else _("no")
        if hasattr(value, "isoformat"):
            return show_date(value)
        if name == "picture_id":
            return _("the list's") if value in self.inserts else _("the one here")
        return shorten(self._names.get(value, str(value)), _LONGEST)


def _stored(session: Session, wanted: Iterable[Wanted]) -> dict[str, dict[str, Any]]:
    """The compared fields of every wanted row that is there, in the bin or not, by key."""
    keys: dict[Any, dict[str, None]] = {}
    fields: dict[Any, set[str]] = {}
    for row in wanted:
        keys.setdefault(row.model, {})[row.id] = None
        fields.setdefault(row.model, set()).update(row.values, row.fills, row.empties)
    stored: dict[str, dict[str, Any]] = {}
    for model, wanted_keys in keys.items():
        names = sorted(fields[model])
        columns = [getattr(model, name) for name in names]
        for part in _parts(list(wanted_keys)):
            statement = select(model.id, *columns).where(model.id.in_(part)).execution_options(binned=True)
            for key, *values in session.execute(statement):
                stored[key] = dict(zip(names, values, strict=True))
    return stored


def _parts(rows: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (rows[n : n + _CHUNK] for n in range(0, len(rows), _CHUNK))
