"""What a card knows beside its fields, ready to be typed: other names, interests and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.people import (
    Choice as OrganizationChoice,
)
from villagedesk.records.people import InterestCard, InterestDraft, NameCard, NoteCard, NoteDraft
from villagedesk.services import notes
from villagedesk.services.group import audience_words
from villagedesk.ui.bus import Bus
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field
from villagedesk.ui.people.editing.entries import EntriesEditor, Entry, EntryKind
from villagedesk.ui.people.words import span
from villagedesk.ui.pick import Pick


@dataclass(frozen=True, slots=True)
class NameDraft:
    """What is typed as another name."""

    name: str = ""
    note: str = ""


def names_editor(bus: Bus, kind: str, key: str, names: Sequence[NameCard]) -> EntriesEditor[NameDraft]:
    """The other names of a "person" or an "organization"."""
    sort: EntryKind[NameDraft] = EntryKind(
        name="other_name",
        fields=[
            Field("name", _("Other &name"), half=True),
            Field("note", _("&Which sort"), partial(Line, _("before she married, what everybody says")), half=True),
        ],
        empty=NameDraft(),
        add_words=_("Add another name"),
        change_words=_("Change other name"),
        remove_words=_("Remove other name"),
        add=lambda work, typed: notes.add_name(work, kind, key, typed.name, typed.note),
        edit=lambda work, name_id, typed: notes.edit_name(work, name_id, typed.name, typed.note),
        remove=notes.remove_name,
    )
    return EntriesEditor(bus, key, sort, name_entries(names))


def name_entries(names: Sequence[NameCard]) -> list[Entry[NameDraft]]:
    """Other names as lines."""
    return [Entry(name.id, name.name, name.note, NameDraft(name.name, name.note)) for name in names]


def interests_editor(
    bus: Bus, key: str, interests: Sequence[InterestCard], bodies: Sequence[OrganizationChoice]
) -> EntriesEditor[InterestDraft]:
    """What somebody has declared for as long as it lasts."""
    sort: EntryKind[InterestDraft] = EntryKind(
        name="interest",
        fields=[
            Field("text", _("&Interest"), partial(Text, _("Owns the field behind the school"), lines=2)),
            Field("organization_id", _("&Declared to"), partial(Pick, _("Type a part of its name"), bodies)),
            Field("start_on", _("&From"), partial(DateLine, bus.today), half=True),
            Field("end_on", _("&Until"), partial(DateLine, bus.today), half=True),
            _audience(),
        ],
        empty=InterestDraft(),
        add_words=_("Add an interest"),
        change_words=_("Change interest"),
        remove_words=_("Remove interest"),
        add=lambda work, typed: notes.add_interest(work, key, typed),
        edit=notes.edit_interest,
        remove=notes.remove_interest,
    )
    return EntriesEditor(bus, key, sort, interest_entries(interests))


def interest_entries(interests: Sequence[InterestCard]) -> list[Entry[InterestDraft]]:
    """Interests as lines."""
    return [
        Entry(
            row.id, row.text, interest_second(row),
            InterestDraft(row.text, row.organization_id, row.start_on, row.end_on, row.audience),
        )
        for row in interests
    ]  # fmt: skip


def interest_second(row: InterestCard) -> str:
    """To which body an interest was declared, and how long it lasts."""
    return ", ".join(filter(None, (row.organization, span(row.start_on, row.end_on))))


def notes_editor(bus: Bus, kind: str, key: str, written: Sequence[NoteCard]) -> EntriesEditor[NoteDraft]:
    """The notes on a "person" or an "organization"."""
    sort: EntryKind[NoteDraft] = EntryKind(
        name="note",
        fields=[
            Field("text", _("&Note"), partial(Text, lines=2)),
            Field("on_date", _("&Date"), partial(DateLine, bus.today), _("Today, when it is left empty"), half=True),
            _audience(half=True),
        ],
        empty=NoteDraft(),
        add_words=_("Add a note"),
        change_words=_("Change note"),
        remove_words=_("Remove note"),
        add=lambda work, typed: notes.add_note(work, kind, key, typed),
        edit=notes.edit_note,
        remove=notes.remove_note,
    )
    return EntriesEditor(bus, key, sort, note_entries(written))


def note_entries(written: Sequence[NoteCard]) -> list[Entry[NoteDraft]]:
    """Notes as lines."""
    return [
        Entry(row.id, row.text, note_second(row), NoteDraft(row.text, row.on_date, row.audience)) for row in written
    ]


def note_second(row: NoteCard) -> str:
    """When a note was written and for whom it is."""
    return ", ".join((show_date(row.on_date), audience_words()[row.audience]))


def _audience(*, half: bool = False) -> Field:
    return Field("audience", _("Who &may see it"), partial(Choice, list(audience_words().items())), half=half)
