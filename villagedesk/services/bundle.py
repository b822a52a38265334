"""A subject access bundle (UK GDPR, article 15): everything held about one person, other people's data withheld."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time
from enum import Enum
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date, show_time
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.mentions import Mention, Sort, Sought, blanked, details, only_sentences, replaced
from villagedesk.core.progress import Report, silent
from villagedesk.core.reach import email_key, number_key
from villagedesk.models import (
    Base,
    Change,
    ChangeRow,
    ContactDetail,
    Draft,
    Group,
    Organization,
    OtherName,
    Participant,
    Person,
)
from villagedesk.records.consent import BundleField, BundlePart, BundleRow, SubjectBundle
from villagedesk.services import consent, references, tablewords, traces

_SNAPSHOTS = (
    ("attendance", "name", "person_id"), ("attended", "name", "person_id"),
    ("minuted_name", "name", "person_id"), ("declaration", "name", "person_id"),
    ("candidate", "name", "person_id"), ("participant", "name", "person_id"), ("key_holder", "name", "person_id"),
    ("minutes_reader", "name", "person_id"), ("subject_request", "name", "person_id"),
    ("reviewer", "name", "person_id"), ("scorer", "name", "person_id"),
    ("handover", "from_name", "from_person_id"), ("handover", "to_name", "to_person_id"),
    ("signatory", "name", "person_id"),
)  # fmt: skip
"""Names as they were written down: table, column, and the column that says whose they are."""
_UNTOLD = frozenset(("id", "sort_name", "sha256", "row_id", "of_id", "person_id"))


def gather(session: Session, person_id: str, today: date, report: Report = silent) -> SubjectBundle:
    """Everything that is held about a person. Reads every text and document, so it takes seconds.

    A record that refers to them is told whole; of another that surely names them, the sentences that do. Other people
    are "another person" in it, and every address and number that is not their own is withheld.
    """
    person = session.get(Person, person_id, execution_options={"binned": True})
    if person is None:
        raise Refused(_("That person is no longer here."))
    telling = _Telling(session, person_id)
    parts = telling.parts(report)
    group = session.scalars(select(Group)).one()
    known = consent.preset_basis(session, person_id, today)
    basis = consent.basis_words()[person.lawful_basis or known[0]]
    return SubjectBundle(
        group=group.name,
        name=" ".join(filter(None, (person.title, person.name, person.honours))),
        as_at=today,
        basis=". ".join(filter(None, (basis, person.basis_note or known[1]))),
        parts=parts,
        warning=warning(),
        legal_line=group.legal_line,
        language={"en": "en-GB"}.get(group.language, group.language),
    )


def warning() -> str:
    """What whoever sends a bundle must be told: what no program can withhold."""
    return _(
        "Read it through before you send it. Somebody who has no card here, and is named in running text, is not known "
        "to VillageDesk, and is not withheld."
    )


def as_pdf(bundle: SubjectBundle, report: Report = silent) -> bytes:
    """The bundle to be read."""
    from villagedesk.packs.build import print_blocks
    from villagedesk.packs.subject import blocks, imprint

    return print_blocks(blocks(bundle), imprint(bundle), report)


def as_json(bundle: SubjectBundle) -> bytes:
    """The bundle for a machine (article 20), UTF-8."""
    from villagedesk.exchange.json_out import as_json

    return json.dumps(as_json(bundle), ensure_ascii=False, indent=1).encode()


class _Telling:
    """Tells rows as the person may read them."""

    def __init__(self, session: Session, person_id: str) -> None:
        self._session, self._person_id = session, person_id
        self._keys = frozenset((person_id, *references.merged_away(session, Person.__tablename__, person_id)))
        self._sought = traces.sought(session, person_id)
        self._others = _others(session, person_id)
        self._linked = traces.linked(session, person_id)
        talked = session.scalars(select(Participant.interaction_id).where(Participant.person_id == person_id))
        self._linked |= {("interaction", key): () for key in talked}
        self._emails, self._numbers = set[str](), Sought()
        for value in _own_details(session, self._keys):
            self._emails.add(email_key(value))
            if number_key(value):
                self._numbers.add_number(person_id, value)

    def parts(self, report: Report) -> tuple[BundlePart, ...]:
        """All records, kind by kind: the person first, then by table."""
        found: dict[str, list[BundleRow]] = {}
        person = traces.row(self._session, "person", self._person_id)
        assert person is not None
        found["person"] = [self._row(Base.metadata.tables["person"], person, whole=True)]
        for table in Base.metadata.sorted_tables:
            if table.name not in traces.NOT_RECORDS and table.name not in ("person", "erasure"):
                found.setdefault(table.name, []).extend(self._rows(table))
        found["content"] = list(self._documents(report))
        found["draft"] = list(self._drafts())
        found["change"] = list(self._changes())
        found["change_row"] = list(self._earlier())
        return tuple(
            BundlePart(table, tablewords.table_title(table), tuple(rows)) for table, rows in found.items() if rows
        )

    def _rows(self, table: Table) -> Iterator[BundleRow]:
        texts = [column for other, columns in traces.text_columns() if other is table for column in columns]
        for key, *said in self._session.connection().execute(select(table.c.id, *texts).order_by(table.c.id)):
            is_linked = (table.name, key) in self._linked
            if is_linked or any(self._own(text) for text in said if text):
                yield self._row(table, traces.row(self._session, table.name, key) or {}, whole=is_linked)

    def _own(self, text: str, *, whole: bool = False) -> list[Mention]:
        """The mentions that are surely of the person: a part of a name that somebody else has too is not.

        Neither is a namesake's whole name, but in a record that is told `whole` because it refers to the person.
        """
        if not self._sought.may_be_in(text):
            return []
        theirs = [mention for mention in self._sought.find(text) if mention.sort < Sort.FORENAME]
        others = [mention for mention in self._others.find(text) if mention.sort <= Sort.PART]
        return [mention for mention in theirs if not _is_doubtful(mention, others, whole=whole)]

    def _row(self, table: Table, values: dict[str, Any], *, whole: bool) -> BundleRow:
        fields = tuple(self._fields(table, values, whole=whole))
        title = self._withheld(tablewords.told(self._session, table.name, values)) if whole else ""
        if not whole and (parent := tablewords.parent_of(self._session, table.name, values)):
            title = self._withheld(parent, whole=False)
        return BundleRow(values["id"], title, fields)

    def _fields(self, table: Table, values: dict[str, Any], *, whole: bool) -> Iterator[BundleField]:
        for column in table.c:
            value, name = values.get(column.name), column.name
            if value in (None, "") or name in _UNTOLD:
                continue
            label = tablewords.field_label(table.name, name)
            if column.foreign_keys:
                told = self._reference(next(iter(column.foreign_keys)).column.table.name, value)
            elif isinstance(value, str) and not isinstance(value, Enum):
                if self._is_name_of_another(table.name, name, values):
                    continue
                told = self._text(value, whole=whole)
            else:
                told = self._plain(value) if whole or isinstance(value, date) else ""
            if told:
                yield BundleField(label, told)

    def _reference(self, table: str, key: str) -> str:
        """What a reference leads to, in words; another person is not named."""
        if table == "person":
            return _("this person") if key in self._keys else ""
        found = traces.row(self._session, table, key)
        return self._withheld(tablewords.told(self._session, table, found, 1)) if found else ""

    def _is_name_of_another(self, table: str, column: str, values: dict[str, Any]) -> bool:
        whose = next((key for name, text, key in _SNAPSHOTS if (name, text) == (table, column)), None)
        return whose is not None and values.get(whose) not in (None, *self._keys)

    def _text(self, text: str, *, whole: bool) -> str:
        if whole:
            return self._withheld(text)
        own = self._own(text)
        return self._withheld(only_sentences(text, own), whole=False) if own else ""

    def _withheld(self, text: str, *, whole: bool = True) -> str:
        """The text with other people as "another person", and every detail left out that is not the person's own."""
        strange = self._strange(text)
        known = [*self._own(text, whole=whole), *strange]
        others = [mention for mention in self._others.find(text) if not _overlaps(mention, known)]
        hidden = sorted([*strange, *others], key=lambda mention: mention.start)
        return replaced(text, hidden, _("another person"), _("[withheld]"))

    def _strange(self, text: str) -> list[Mention]:
        """The addresses and numbers in a text that are not the person's own, whether or not anybody's card has them."""
        found = details(blanked(text, self._numbers.find(text)))
        return [one for one in found if email_key(text[one.start : one.end]) not in self._emails - {""}]

    @staticmethod
    def _plain(value: Any) -> str:
        match value:
            case bool():
                return _("Yes") if value else _("No")
            case Enum():
                return str(value.value).replace("_", " ")
            case datetime():
                return f"{show_date(value.date())}, {show_time(value.time())} UTC"
            case date():
                return show_date(value)
            case time():
                return show_time(value)
        return str(value)

    def _documents(self, report: Report) -> Iterator[BundleRow]:
        """The documents that mention the person: their names, and the sentences."""
        for key, name, text in traces.documents(self._session, report):
            own = self._own(text) if text else []
            if text and own:
                said = BundleField(_("Says"), self._withheld(only_sentences(text, own), whole=False))
                yield BundleRow(key, self._withheld(name, whole=False), (said,))

    def _drafts(self) -> Iterator[BundleRow]:
        """What was typed about them, or names them, and was not kept."""
        about = self._keys | {key for _table, key in self._linked}
        for draft in self._session.scalars(select(Draft).order_by(Draft.at)):
            is_theirs = draft.row in about
            for name, value in json.loads(draft.value).items():
                told = (self._text(typed, whole=is_theirs) for typed in traces.strings(value))
                if fields := tuple(BundleField(_("Typed"), words) for words in told if words):
                    yield BundleRow(draft.id, name, fields)

    def _changes(self) -> Iterator[BundleRow]:
        """What they did themselves at a computer of the group."""
        theirs = select(Change).where(Change.by.in_(self._keys)).order_by(Change.number)
        for change in self._session.scalars(theirs):
            yield BundleRow(change.id, self._withheld(change.label), (BundleField(_("When"), self._plain(change.at)),))

    def _earlier(self) -> Iterator[BundleRow]:
        """Earlier versions of the records about them, or that named them, which are kept for thirteen months.

        What was added, and nothing before, is told above as it is now, or here when it was changed or taken out.
        """
        statement = select(ChangeRow, Change.at).join(Change, Change.number == ChangeRow.change)
        for row, at in self._session.execute(statement.where(ChangeRow.before.is_not(None)).order_by(ChangeRow.id)):
            told = row.before or ""
            is_theirs = (row.table, row.key) in self._linked or any(key in f"{row.key} {told}" for key in self._keys)
            if not is_theirs and not self._sought.may_be_in(traces.readable(told)):
                continue
            before, after = json.loads(told), json.loads(row.after) if row.after else {}
            moved = {name: value for name, value in before.items() if value != after.get(name) or not after}
            table = Base.metadata.tables[row.table]
            if fields := tuple(self._fields(table, moved, whole=is_theirs and self._was_theirs(row, before))):
                changed = BundleField(_("Changed"), self._plain(at))
                yield BundleRow(str(row.id), tablewords.table_title(row.table), (changed, *fields))

    def _was_theirs(self, row: ChangeRow, before: dict[str, Any]) -> bool:
        """Whether a row referred to the person before a change; an entry of the log does so by who took part."""
        if row.key in self._keys or (row.table == "interaction" and (row.table, row.key) in self._linked):
            return True
        return any(ref.table == row.table and before.get(ref.column) in self._keys for ref in traces.references())


def _overlaps(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(other.start < mention.end and mention.start < other.end for other in others)


def _is_doubtful(mention: Mention, others: Iterable[Mention], *, whole: bool) -> bool:
    """Whether a mention may as well be of one of the others."""
    if mention.sort is Sort.DETAIL or (whole and mention.sort is Sort.NAME):
        return False
    longest = mention.end - mention.start
    return _overlaps(
        mention,
        (
            other
            for other in others
            if mention.sort is Sort.PART or (other.sort is Sort.NAME and other.end - other.start >= longest)
        ),
    )


def _own_details(session: Session, keys: Collection[str]) -> Iterator[str]:
    """How the person is or was reached, as their card, the log, earlier versions of these and drafts have it."""
    yield from session.scalars(select(ContactDetail.value).where(ContactDetail.person_id.in_(keys)))
    yield from session.scalars(select(Participant.address).where(Participant.person_id.in_(keys)))
    columns = {ContactDetail.__tablename__: "value", Participant.__tablename__: "address"}
    kept = select(ChangeRow.table, ChangeRow.before).where(ChangeRow.table.in_(columns), ChangeRow.before.is_not(None))
    for table, text in session.execute(kept):
        before = json.loads(text or "{}")
        if before.get("person_id") in keys:
            yield before.get(columns[table]) or ""
    for value in session.scalars(select(Draft.value).where(Draft.row.in_(keys))):
        yield from traces.strings([part for part in json.loads(value).values() if not isinstance(part, str)])


def _others(session: Session, person_id: str) -> Sought:
    """Everybody else who is named in the file, and how they are reached."""
    others = Sought()
    bodies = set(session.scalars(select(Organization.name), execution_options={"binned": True}))
    own = session.get_one(Person, person_id, execution_options={"binned": True}).name
    shared = set(session.scalars(select(ContactDetail.value).where(ContactDetail.person_id == person_id)))
    binned = {"binned": True}
    people = session.execute(select(Person.id, Person.name).where(Person.id != person_id), execution_options=binned)
    for key, name in people:
        others.add_name(key, name, forename=False)
    other_names = select(OtherName.name).where(OtherName.person_id != person_id)
    for name in session.scalars(other_names):
        others.add_name("", name, forename=False)
    reached = select(ContactDetail.kind, ContactDetail.value).where(ContactDetail.person_id != person_id)
    for kind, value in session.execute(reached):
        if value not in shared:
            traces.add_contact(others, "", kind, value)
    for name in _written_down(session, person_id):
        if name != own and name not in bodies:
            others.add_name("", name, forename=False)
    return others


def _written_down(session: Session, person_id: str) -> Iterable[str]:
    """The names of others as minutes and the log have them, also of those who have no card."""
    found: set[str] = set()
    for name, column, whose in _SNAPSHOTS:
        table = Base.metadata.tables[name]
        theirs = table.c[whose].is_distinct_from(person_id) & (table.c[column] != "")
        found |= set(session.connection().execute(select(table.c[column]).where(theirs)).scalars())
    return sorted(found)
