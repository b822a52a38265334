"""Takes in what a reader found: compared with what is stored, shown first, written as one change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.models import Area, ContactDetail, Identifier, Membership, Organization, Person, Post
from villagedesk.records.imports import (
    CouncillorEntry,
    CouncillorList,
    ImportOptions,
    ImportPreview,
    ImportRow,
    Reading,
    Verdict,
)
from villagedesk.services.councillors import Councillors, Wanted, known_council
from villagedesk.store.writer import Work

_CHUNK = 500
_ORDER = (Area, Organization, Person, Post, Membership, ContactDetail, Identifier)  # parents before children


@dataclass(frozen=True, slots=True)
class _Plan:
    """What to write, and what to tell."""

    preview: ImportPreview
    inserts: tuple[Wanted, ...]
    updates: tuple[tuple[Wanted, dict[str, Any]], ...]


def council_for(session: Session, reading: Reading) -> str:
    """The council that a list is most likely of: the one here, else a name made from the list's e-mail domain."""
    content = reading.content
    assert isinstance(content, CouncillorList)
    known = known_council(session, content)
    return known.name if known else content.council_guess


def preview(session: Session, reading: Reading, options: ImportOptions) -> ImportPreview:
    """What importing would add, change and leave alone, row by row, each with its reason; nothing is written."""
    return _plan(session, reading, options).preview


def apply(work: Work, reading: Reading, options: ImportOptions) -> ImportPreview:
    """Write what `preview` shows. Importing the same list again changes nothing."""
    plan = _plan(work.session, reading, options)
    for model in _ORDER:
        rows = [{"id": want.id} | want.values | want.first for want in plan.inserts if want.model is model]
        for part in _parts(rows):
            work.session.execute(insert(model), part)
        for want, changed in plan.updates:
            if want.model is model:
                work.session.execute(update(model).where(model.id == want.id).values(changed))
    return plan.preview


def _plan(session: Session, reading: Reading, options: ImportOptions) -> _Plan:
    content = reading.content
    assert isinstance(content, CouncillorList)
    councillors = Councillors(session, content, options)
    wanted = [(entry, councillors.rows_for(entry)) for entry in content.entries]
    stored = _stored(session, [*(row for _entry, rows in wanted for row in rows), *councillors.council_rows])
    inserts: dict[str, Wanted] = {}
    updates: dict[str, tuple[Wanted, dict[str, Any]]] = {}
    for shared in councillors.council_rows:
        _compare(shared, stored, inserts, updates)
    told = []
    for entry, rows in wanted:
        seen = [_compare(row, stored, inserts, updates) for row in rows]
        told.append(_tell(entry, rows, seen, councillors.party_names))
    told += [ImportRow(row.row, row.name, Verdict.REFUSED, row.reason) for row in content.refused]
    shown = ImportPreview(
        reading.format,
        reading.source,
        tuple(sorted(told, key=lambda row: row.row)),
        (*councillors.notes, *content.notes),
    )
    return _Plan(shown, tuple(inserts.values()), tuple(updates.values()))


@dataclass(frozen=True, slots=True)
class _Seen:
    """How a wanted row stands to what is stored."""

    is_new: bool
    before: dict[str, Any]
    after: dict[str, Any]


def _compare(
    row: Wanted,
    stored: dict[str, dict[str, Any]],
    inserts: dict[str, Wanted],
    updates: dict[str, tuple[Wanted, dict[str, Any]]],
) -> _Seen:
    there = stored.get(row.id)
    if there is None:
        inserts.setdefault(row.id, row)
        return _Seen(True, {}, {})
    after = {name: value for name, value in row.values.items() if there[name] != value}
    if after:
        updates.setdefault(row.id, (row, after))
    return _Seen(False, {name: there[name] for name in after}, after)


def _tell(entry: CouncillorEntry, rows: Sequence[Wanted], seen: Sequence[_Seen], parties: dict[str, str]) -> ImportRow:
    name = entry.name or _("Vacant seat, {ward}").format(ward=entry.ward)
    own = [(row, how) for row, how in zip(rows, seen, strict=True) if row.is_own]
    principal = Post if entry.vacant else Person
    if any(how.is_new and row.model is principal for row, how in own):
        return ImportRow(entry.row, name, Verdict.ADDED, _("Not here yet"), entry.notes)
    details = [row.says for row, how in own if how.is_new and row.says]
    if any("binned_at" in how.after for _row, how in own):
        details.append(_("Comes back out of the bin"))
    for _row, how in own:
        details += [
            _("{field}: {before} -> {after}").format(
                field=_field_words()[key], before=_shown(how.before[key], parties), after=_shown(value, parties)
            )
            for key, value in how.after.items()
            if key in _field_words()
        ]
    if details or any(how.is_new or how.after for _row, how in own):
        return ImportRow(entry.row, name, Verdict.CHANGED, _("Differs from what is here"), (*details, *entry.notes))
    return ImportRow(entry.row, name, Verdict.UNCHANGED, _("Here already, the same"), entry.notes)


def _field_words() -> dict[str, str]:
    return {
        "name": _("Name"),
        "title": _("Title"),
        "honours": _("Honours"),
        "on_behalf_of_id": _("Party"),
        "start_on": _("From"),
        "end_on": _("Until"),
        "value": _("Contact"),
        "label": _("Post"),
    }


def _shown(value: Any, parties: dict[str, str]) -> str:
    if value is None or value == "":
        return _("none")
    return show_date(value) if hasattr(value, "isoformat") else parties.get(value, str(value))


def _stored(session: Session, wanted: Iterable[Wanted]) -> dict[str, dict[str, Any]]:
    """The compared fields of every wanted row that is there, in the bin or not, by key."""
    by_model: dict[Any, list[str]] = {}
    for row in wanted:
        by_model.setdefault(row.model, []).append(row.id)
    compared: dict[Any, Callable[[], list[Any]]] = {
        Area: lambda: [Area.name],
        Person: lambda: [Person.name, Person.title, Person.honours, Person.binned_at],
        Membership: lambda: [Membership.on_behalf_of_id, Membership.start_on, Membership.end_on],
        ContactDetail: lambda: [ContactDetail.value],
        Identifier: lambda: [Identifier.row_id],
    }
    stored: dict[str, dict[str, Any]] = {}
    for model, keys in by_model.items():
        columns = compared[model]() if model in compared else []
        for part in _parts(list(dict.fromkeys(keys))):
            statement = select(model.id, *columns).where(model.id.in_(part)).execution_options(binned=True)
            for key, *values in session.execute(statement):
                stored[key] = {column.key: value for column, value in zip(columns, values, strict=True)}
    return stored


def _parts(rows: list[Any]) -> Iterable[list[Any]]:
    return (rows[n : n + _CHUNK] for n in range(0, len(rows), _CHUNK))
