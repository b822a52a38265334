"""The card of a person or an organisation, to be typed into; each field is kept when it is left."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any, overload

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.tiers import tier_words
from villagedesk.core.words import OrganizationKind
from villagedesk.records.people import (
    Choice as OrganizationChoice,
)
from villagedesk.records.people import (
    InterestDraft,
    NameCard,
    OrganizationCard,
    OrganizationDraft,
    PersonCard,
    PersonDraft,
)
from villagedesk.services import areas, notes, people, tags
from villagedesk.services.desk import Session, Work
from villagedesk.services.group import audience_words
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary
from villagedesk.ui.editors import Choice, DateLine, Text, Tick
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting, Keeper
from villagedesk.ui.labels import heading
from villagedesk.ui.people.editing import known
from villagedesk.ui.people.editing.contacts import ContactsEditor
from villagedesk.ui.people.editing.entries import EntriesEditor
from villagedesk.ui.people.editing.memberships import MembershipsEditor
from villagedesk.ui.people.editing.picture import PictureEditor
from villagedesk.ui.people.editing.tags import TagsEditor
from villagedesk.ui.people.facts import section
from villagedesk.ui.pick import Pick


@dataclass(frozen=True, slots=True)
class Editable:
    """A card with what hangs on it, and what there is to choose from."""

    card: PersonCard | OrganizationCard
    bodies: Sequence[OrganizationChoice]
    areas: Sequence[OrganizationChoice] = ()
    names: tuple[NameCard, ...] = ()
    tags: Sequence[OrganizationChoice] = ()
    known_tags: tuple[str, ...] = ()
    picture: bytes | None = None


def read(session: Session, key: str, today: date) -> Editable | None:
    """What is typed into for a person or organisation; None when it is gone or in the bin."""
    found = people.rows(session, [key], today)
    if not found:
        return None
    is_person = found[0].kind == "person"
    return Editable(
        people.person(session, key, today) if is_person else people.organization(session, key, today),
        people.organization_choices(session),
        areas.choices(session),
        notes.names(session, key),
        tags.of(session, key),
        tuple(tag.name for tag in tags.listed(session)),
        notes.picture(session, key) if is_person else None,
    )


class CardEditor(QWidget):
    """`finished` when Done or Escape is pressed; everything is kept by then."""

    finished = Signal()

    def __init__(self, bus: Bus, editable: Editable) -> None:
        super().__init__()
        self._bus, self._card = bus, editable.card
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 4, 2, 4)
        self._column.setSpacing(14)
        self._head(editable.card.name)
        self._form: Form[Any] = (
            Form(person_fields(), draft_of(editable.card))
            if isinstance(editable.card, PersonCard)
            else Form(organization_fields(editable.bodies, bus.today, editable.card.tier), draft_of(editable.card))
        )
        self._form.left.connect(self._keep)
        self._keeper = Keeper(bus, editable.card.kind, self._form)
        self._column.addWidget(self._form)
        self._contacts = ContactsEditor(bus, editable.card.contacts)
        self._contacts.changed.connect(self._keep_contacts)
        rows = self._contacts
        self._contact_drafts = Drafting(bus, f"{editable.card.kind}_contacts", rows, rows, rows.keep)
        self._column.addWidget(section(_("How to reach them"), self._contacts))
        self._memberships: MembershipsEditor | None = None
        if isinstance(editable.card, PersonCard):
            card = editable.card
            self._memberships = MembershipsEditor(bus, card.id, card.memberships, editable.bodies, editable.areas)
            self._column.addWidget(section(_("Positions"), self._memberships))
        self._add_known(editable)
        self._column.addStretch(1)
        for drafting in (self._keeper, self._contact_drafts):
            drafting.start(editable.card.id)

    def kind(self) -> str:
        """What is typed into: "person" or "organization"."""
        return self._card.kind

    def _add_known(self, editable: Editable) -> None:
        """What hangs on the card, each in a section of its own."""
        bus, card = self._bus, editable.card
        self._tags = TagsEditor(bus, card.id, editable.tags, editable.known_tags)
        self._names = known.names_editor(bus, card.kind, card.id, editable.names)
        self._notes = known.notes_editor(bus, card.kind, card.id, card.notes)
        self._interests: EntriesEditor[InterestDraft] | None = None
        self._picture: PictureEditor | None = None
        self._column.addWidget(section(_("Tags"), self._tags))
        self._column.addWidget(section(_("Other names"), self._names))
        if isinstance(card, PersonCard):
            self._interests = known.interests_editor(bus, card.id, card.interests, editable.bodies)
            self._picture = PictureEditor(bus, card.id, card.name, editable.picture)
            self._column.addWidget(section(_("Interests declared"), self._interests))
        self._column.addWidget(section(_("Notes"), self._notes))
        if self._picture:
            self._column.addWidget(section(_("Picture"), self._picture))

    def start(self) -> None:
        """The first field has the focus."""
        self._form.editor("name").setFocus()

    def show_card(self, editable: Editable) -> None:
        """Show what is kept now, without touching what is being typed."""
        card = editable.card
        self._card = card
        self._title.setText(card.name)
        self._form.set_value(draft_of(card))
        self._contacts.show_contacts(card.contacts)
        if self._memberships and isinstance(card, PersonCard):
            self._memberships.show_memberships(card.memberships)
        self._tags.show_tags(editable.tags)
        self._names.show_entries(known.name_entries(editable.names))
        self._notes.show_entries(known.note_entries(card.notes))
        if self._interests and self._picture and isinstance(card, PersonCard):
            self._interests.show_entries(known.interest_entries(card.interests))
            self._picture.show_picture(editable.picture)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._finish()
        else:
            super().keyPressEvent(event)

    def _head(self, name: str) -> None:
        self._title = heading(name)
        done = primary(_("Done"))
        done.setObjectName("doneEditing")
        done.clicked.connect(self._finish)
        row = QHBoxLayout()
        row.addWidget(self._title, 1)
        row.addWidget(done, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)

    def _finish(self) -> None:
        if focused := self.focusWidget():
            focused.clearFocus()  # which leaves the field, and so keeps it
        self._form.keep()  # and what was brought back and not touched
        self._contacts.keep()
        if not self._form.problems():
            self.finished.emit()

    def _keep(self, field: str) -> None:
        key = self._card.id

        def edit_person(work: Work, changes: dict[str, Any]) -> None:
            people.edit_person(work, key, replace(draft_of(people.person(work.session, key, work.today)), **changes))

        def edit_organization(work: Work, changes: dict[str, Any]) -> None:
            stored = draft_of(people.organization(work.session, key, work.today))
            people.edit_organization(work, key, replace(stored, **changes))

        def refused(error: Refused) -> None:
            self._form.show_error(error.field or field, error.message, focus=False)

        if isinstance(self._card, PersonCard):
            self._keeper.send(_("Edit person"), edit_person, refused)
        else:
            self._keeper.send(_("Edit organisation"), edit_organization, refused)

    def _keep_contacts(self) -> None:
        kind, key, typed = self._card.kind, self._card.id, self._contacts.value()
        self._contact_drafts.do(
            _("Edit how to reach somebody"),
            lambda work: people.set_contacts(work, kind, key, typed),
            refused=self._contacts.refused,
        )


@overload
def draft_of(card: PersonCard) -> PersonDraft: ...
@overload
def draft_of(card: OrganizationCard) -> OrganizationDraft: ...
def draft_of(card: PersonCard | OrganizationCard) -> PersonDraft | OrganizationDraft:
    """What the form of a card begins with."""
    if isinstance(card, PersonCard):
        return PersonDraft(
            card.name, card.title, card.honours, card.pronouns, card.languages, card.access_needs, card.summary,
            card.audience, card.do_not_contact,
        )  # fmt: skip
    return OrganizationDraft(
        card.name, card.name_cy, card.organization_kind, card.tier, card.parent_id, card.summary, card.audience,
        card.elects_on,
    )  # fmt: skip


def person_fields() -> list[Field]:
    """The fields of a PersonDraft."""
    return [
        Field("name", _("&Name")),
        Field("title", _("&Title"), half=True, hint=_("Cllr, Dr, Y Cynghorydd")),
        Field("honours", _("&Honours"), half=True, hint=_("OBE, MBE")),
        Field("pronouns", _("&Pronouns"), half=True),
        Field("languages", _("&Languages"), half=True),
        Field("summary", _("&About them"), partial(Text, lines=2)),
        Field(
            "access_needs",
            _("A&ccess needs"),
            partial(Text, lines=2),
            _("What makes meetings work for them. Shown on screen only, never in a pack."),
        ),
        _audience_field(),
        Field("do_not_contact", _("Asked &not to be contacted"), Tick),
    ]


def organization_fields(bodies: Sequence[OrganizationChoice], today: Callable[[], date], tier: str = "") -> list[Field]:
    """The fields of an OrganizationDraft; `tier` is what it is called now, which stays among the choices."""
    tiers = {"": "", **tier_words()} | ({tier: tier} if tier not in tier_words() else {})
    kinds = [(kind, words) for kind, words in people.kind_words().items() if kind is not OrganizationKind.PARTY]
    return [
        Field("name", _("&Name")),
        Field("name_cy", _("&Welsh name"), half=True),
        Field("kind", _("&Kind"), partial(Choice, kinds), half=True),
        Field("parent_id", _("&Part of"), partial(Pick, _("Type a part of its name"), bodies), half=True),
        Field("tier", _("&Tier"), partial(Choice, list(tiers.items())), half=True),
        Field(
            "elects_on",
            _("Next p&olling day"),
            partial(DateLine, today),
            _("Where it is elected. Today asks for the new list afterwards."),
        ),
        Field("summary", _("&About it"), partial(Text, lines=2)),
        _audience_field(),
    ]


def _audience_field() -> Field:
    return Field(
        "audience",
        _("Who &may see this"),
        partial(Choice, list(audience_words().items())),
        _("The widest audience whose packs may show it"),
    )
