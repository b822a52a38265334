"""Settings: the group, who sits here, how it looks, how safe it is, and which file it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import MeetingKind
from villagedesk.records.group import GroupCard, GroupDraft
from villagedesk.records.people import Choice
from villagedesk.services import group, people
from villagedesk.services.desk import Session, Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.columns import Columns
from villagedesk.ui.commands import Commands
from villagedesk.ui.editors import Text, Tick
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.page import Page
from villagedesk.ui.scroll import bring_into_view
from villagedesk.ui.settings.constitution import ConstitutionCard
from villagedesk.ui.settings.legal import LegalCard
from villagedesk.ui.settings.look import LookCard
from villagedesk.ui.settings.retention import RetentionCard
from villagedesk.ui.settings.safety import SafetyCard
from villagedesk.ui.settings.you import YouCard
from villagedesk.ui.theme import Theme


@dataclass(frozen=True, slots=True)
class _Known:
    group: GroupCard
    people: list[Choice]


class SettingsPage(Page):
    """Cards in two columns; each field is kept when it is left."""

    def __init__(self, bus: Bus, commands: Commands, theme: Theme) -> None:
        super().__init__(commands, _("Settings"), scrolls=True)
        self._bus = bus
        self._form = Form(_group_fields(), GroupDraft())
        self._form.left.connect(self._keep)
        self._keeper, self._was_shown = Keeper(bus, "group", self._form), False
        about = Card(_("The group"))
        about.add(self._form)
        self._you = YouCard(bus)
        self._safety = SafetyCard(bus)
        columns = Columns((50, 50))
        self._retention = RetentionCard(bus)
        self._legal = LegalCard(bus)
        for card in (about, self._legal, self._you, self._retention):
            columns.left.addWidget(card)
        for card in (self._safety, LookCard(theme), self._file_card()):
            columns.right.addWidget(card)
        for column in (columns.left, columns.right):
            column.addStretch(1)
        self.body.addWidget(columns)
        self._constitution = ConstitutionCard(bus)
        self.body.addWidget(self._constitution)
        self.body.addStretch(1)
        self.start_at(self._form.editor("name"))
        self._read()

    def shown(self, row_id: str | None) -> None:
        """With the name of a kind of meeting, its rules are brought into view."""
        self._safety.say_backup()
        if row_id in set(MeetingKind):
            self._constitution.show_kind(MeetingKind(row_id))
            bring_into_view(self._constitution)

    def refresh(self, changed: Changed) -> None:
        if changed.touches("community_group", "key_holder", "person"):
            self._read()
        if changed.touches("community_group"):
            self._legal.read()
        if changed.touches("retention_rule"):
            self._retention.read()
        if changed.touches("constitution", "membership", "meeting"):
            self._constitution.read()

    def _read(self) -> None:
        def read(session: Session) -> _Known:
            return _Known(group.card(session), people.choices(session))

        self._bus.read(self, read, self._show)

    def _show(self, known: _Known) -> None:
        card = known.group
        self._form.set_value(_draft(card))
        self._you.show_people(known.people)
        self._safety.show_key_holders(card.key_holders)
        self._example.setVisible(card.is_example)
        if not self._was_shown:
            self._was_shown = True
            self._keeper.start("group")

    def _keep(self, field: str) -> None:
        def edit(work: Work, changes: dict[str, Any]) -> None:
            group.edit(work, replace(_draft(group.card(work.session)), **changes))

        def refused(error: Refused) -> None:
            self._form.show_error(error.field or field, error.message)

        self._keeper.send(_("Edit the group"), edit, refused)

    def _file_card(self) -> Card:
        card = Card(_("The file"))
        self._example = Label(_("This is the example group: everything in it is invented."), wrap=True)
        self._example.setObjectName("exampleNote")
        self._example.hide()
        card.add(self._example)
        where = soft(str(self._bus.desk.path))
        where.setObjectName("filePath")
        card.add(where)
        buttons = FlowLayout(spacing=10)
        for name in ("open_group", "new_group"):
            buttons.addWidget(CommandButton(self.commands.action(name), "secondary"))
        card.body.addLayout(buttons)
        return card


def _draft(card: GroupCard) -> GroupDraft:
    return GroupDraft(
        card.name, card.name_cy, card.legal_line, card.address, card.phone, card.email, card.website, card.two_bodies
    )


def _group_fields() -> list[Field]:
    return [
        Field("name", _("&Name")),
        Field("name_cy", _("&Welsh name")),
        Field("address", _("&Address"), partial(Text, lines=2), _("As it stands at the head of your letters")),
        Field("email", _("&E-mail"), half=True),
        Field("phone", _("&Telephone"), half=True),
        Field("website", _("We&bsite")),
        Field(
            "legal_line",
            _("&Legal line"),
            partial(Text, lines=2),
            _("What must stand at the foot of your papers: your form, number and address"),
        ),
        Field(
            "two_bodies",
            _("Trustees and committee are two b&odies"),
            Tick,
            _("Then what is marked for one is not seen by the other"),
        ),
    ]
