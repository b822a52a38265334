"""The face of a body's own structure: its departments and its wards, made and moved by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import OrganizationKind
from villagedesk.records.people import AreaCard, AreaDraft, Choice, OrganizationCard, OrganizationDraft, PersonCard
from villagedesk.services import areas, people
from villagedesk.services.desk import Session, Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.editors import Line
from villagedesk.ui.form import Field
from villagedesk.ui.people.editing.entries import EntriesEditor, Entry, EntryKind
from villagedesk.ui.people.face import Face
from villagedesk.ui.people.facts import section
from villagedesk.ui.pick import Pick

_TELL = ("organization", "area", "post")


@dataclass(frozen=True, slots=True)
class PartDraft:
    """What is typed about a department: its name, and what it is a part of."""

    name: str = ""
    parent_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """What the face shows, and what there is to choose from."""

    card: OrganizationCard
    wards: list[AreaCard]
    bodies: list[Choice]
    places: list[Choice]


class Structure(Face):
    """Two lists of entries, each with its form."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._id = bus, ""
        self._cancel: Callable[[], None] | None = None
        self._parts: EntriesEditor[PartDraft] | None = None
        self._wards: EntriesEditor[AreaDraft] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)

    def show_card(self, card: PersonCard | OrganizationCard) -> None:
        if card.id != self._id:
            self._id = card.id
            self._read()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TELL):
            self._read()

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        key, today = self._id, self._bus.today()

        def job(session: Session) -> _Found:
            return _Found(
                people.organization(session, key, today), areas.of_body(session, key),
                people.organization_choices(session), areas.choices(session),
            )  # fmt: skip

        self._cancel = self._bus.read(self, job, self._show)

    def _show(self, found: _Found) -> None:
        parts = [Entry(part.id, part.name, "", PartDraft(part.name, self._id)) for part in found.card.parts]
        wards = [Entry(ward.id, ward.name, _about(ward), _draft(ward)) for ward in found.wards]
        if self._parts and self._wards:
            self._parts.show_entries(parts)
            self._wards.show_entries(wards)
            return
        self._parts = EntriesEditor(self._bus, self._id, self._part_kind(found.bodies), parts)
        self._wards = EntriesEditor(self._bus, self._id, self._ward_kind(found.places), wards)
        self._column.insertWidget(0, section(_("Departments"), self._parts))
        self._column.insertWidget(1, section(_("Wards"), self._wards))

    def _part_kind(self, bodies: Sequence[Choice]) -> EntryKind[PartDraft]:
        own = self._id

        def add(work: Work, typed: PartDraft) -> None:
            draft = OrganizationDraft(typed.name, kind=OrganizationKind.DEPARTMENT, parent_id=typed.parent_id or own)
            people.add_organization(work, draft)

        return EntryKind(
            name="department",
            fields=[
                Field("name", _("&Name"), half=True),
                Field("parent_id", _("&Part of"), partial(Pick, _("Type a part of its name"), bodies), half=True),
            ],
            empty=PartDraft(parent_id=own),
            add_words=_("Add a department"),
            change_words=_("Change department"),
            remove_words=_("Move to the bin"),
            add=add,
            edit=lambda work, key, typed: people.move_organization(work, key, typed.name, typed.parent_id),
            remove=people.bin_organization,
        )

    def _ward_kind(self, places: Sequence[Choice]) -> EntryKind[AreaDraft]:
        own = self._id
        return EntryKind(
            name="ward",
            fields=[
                Field("name", _("&Name"), half=True),
                Field("name_cy", _("&Welsh name"), half=True),
                Field("label", _("&Kind"), partial(Line, _("ward, division")), half=True),
                Field("parent_id", _("&Within"), partial(Pick, _("Type a part of its name"), places), half=True),
            ],
            empty=AreaDraft(label=_("ward")),
            add_words=_("Add a ward"),
            change_words=_("Change ward"),
            remove_words=_("Move to the bin"),
            add=lambda work, typed: areas.add(work, own, typed),
            edit=areas.edit,
            remove=areas.bin_area,
        )


def _about(ward: AreaCard) -> str:
    posts = ngettext("{n} post", "{n} posts", ward.posts).format(n=ward.posts) if ward.posts else ""
    within = _("in {place}").format(place=ward.parent) if ward.parent else ""
    return ", ".join(filter(None, (ward.name_cy, ward.label, within, posts)))


def _draft(ward: AreaCard) -> AreaDraft:
    return AreaDraft(ward.name, ward.name_cy, ward.label, ward.parent_id)
