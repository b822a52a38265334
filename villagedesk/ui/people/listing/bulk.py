"""What can be done to several people at once: a strip under the list while more than one is marked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.people import AddressList, Choice, TagCount
from villagedesk.services import bulk, people, peopletable, tags
from villagedesk.services.desk import Work
from villagedesk.services.group import audience_words
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.editors import Choice as ChoiceEditor
from villagedesk.ui.editors import DateLine, Line
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field
from villagedesk.ui.labels import strong
from villagedesk.ui.pick import Pick

_PLACE = "people"  # what drafts are kept under that belong to nobody: Today does not lead back to them


@dataclass(frozen=True, slots=True)
class Typed:
    """What is typed into one of the strips; each asks for some of it."""

    tag: str = ""
    audience: Audience = Audience.COMMITTEE
    organization_id: str | None = None
    on: date | None = None
    reason: str = ""
    asked: bool = True


def bulk_commands() -> tuple[Command, ...]:
    """What can be done to those who are marked."""
    return (
        Command("people_addresses", _("Copy e-mail a&ddresses"), "mail", "Ctrl+Shift+C", words=_("clipboard bcc list")),
        Command("people_tag", _("Add a &tag"), "star", words=_("label keyword")),
        Command("people_untag", _("Take a tag o&ff"), "", words=_("label keyword remove")),
        Command("people_audience", _("&Who may see them"), "", words=_("audience public committee")),
        Command("people_end", _("End &memberships"), "", words=_("left leave resigned lapsed")),
        Command("people_silence", _("Do &not contact"), "", words=_("unsubscribe mailing")),
    )


class BulkBar(QFrame):
    """The count, the commands as buttons, and room for what one of them asks. `asks` when one of them does, be there
    several who are marked or one; `rested` when that is over.
    """

    asks = Signal()
    rested = Signal()

    def __init__(self, bus: Bus, commands: Commands, page: QWidget, marked: Callable[[], tuple[str, ...]]) -> None:
        super().__init__()
        self._bus, self._marked = bus, marked
        self.setProperty("role", "card")
        self.setObjectName("bulk")
        self._count = strong()
        self._count.setObjectName("bulkCount")
        commands.add(*bulk_commands(), scope=page)
        buttons = QWidget()
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        buttons.setSizePolicy(policy)
        flow = FlowLayout(buttons, 6)
        does: dict[str, Callable[[], None]] = {
            "people_addresses": self.copy_addresses, "people_tag": self.tag, "people_untag": self.untag,
            "people_audience": self.set_audience, "people_end": self.end, "people_silence": self.silence,
        }  # fmt: skip
        for name, slot in does.items():
            commands.connect(name, slot)
            flow.addWidget(CommandButton(commands.action(name), "secondary"))
        self._room = AskingRoom(bus, self.rested.emit)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._count)
        column.addWidget(buttons)
        column.addLayout(self._room)
        self.hide()

    def show_count(self, count: int) -> None:
        """How many are marked; with one or none there is nothing to do here."""
        self._count.setText(ngettext("{n} marked", "{n} marked", count).format(n=count))
        if count <= 1:
            self._room.put_away()
        self.setVisible(count > 1)

    def copy_addresses(self) -> None:
        """Put the addresses of those who are marked on the clipboard."""
        keys = self._marked()
        self._bus.read(self, lambda session: peopletable.addresses(session, keys), self._copied)

    def tag(self) -> None:
        """Ask for a tag, and put it on all who are marked."""
        keys = self._marked()
        fields = [Field("tag", _("&Tag"), partial(Line, _("volunteer, key holder")), half=True)]

        def job(typed: Typed, work: Work) -> None:
            tags.add(work, keys, typed.tag)

        self._ask(_("Add a tag"), _("Add tag"), fields, Typed(), job, _("Tag added"))

    def untag(self) -> None:
        """Ask which tag is taken off all who are marked."""
        keys = self._marked()

        def ask(known: list[TagCount]) -> None:
            if not known:
                self._bus.said.emit(_("There are no tags yet."), None)
                return
            offered = [(tag.id, tag.name) for tag in known]
            fields = [Field("tag", _("&Tag"), partial(ChoiceEditor, offered), half=True)]

            def job(typed: Typed, work: Work) -> None:
                tags.remove(work, keys, typed.tag)

            self._ask(_("Take a tag off"), _("Take off"), fields, Typed(tag=known[0].id), job, _("Tag taken off"))

        self._bus.read(self, tags.listed, ask)

    def set_audience(self) -> None:
        """Ask who may see those who are marked."""
        keys = self._marked()
        fields = [Field("audience", _("&Who may see them"), partial(ChoiceEditor, list(audience_words().items())))]

        def job(typed: Typed, work: Work) -> None:
            bulk.set_audience(work, keys, typed.audience)

        self._ask(_("Who may see them"), _("Change"), fields, Typed(), job, _("Changed who may see them"))

    def end(self) -> None:
        """Ask in which body and when what those who are marked hold ends."""
        keys, today = self._marked(), self._bus.today

        def ask(bodies: list[Choice]) -> None:
            fields = [
                Field("organization_id", _("&Organisation"), partial(Pick, _("Type a part of its name"), bodies)),
                Field("on", _("&Last day"), partial(DateLine, today), half=True),
                Field("reason", _("&Why"), partial(Line, _("Did not renew")), half=True),
            ]

            def job(typed: Typed, work: Work) -> None:
                bulk.end_memberships(work, keys, typed.organization_id, typed.on or today(), typed.reason)

            start = Typed(on=today())
            self._ask(_("End memberships"), _("End them"), fields, start, job, _("Memberships ended"))

        self._bus.read(self, people.organization_choices, ask)

    def silence(self) -> None:
        """Ask whether those who are marked asked not to be contacted, or may be again."""
        keys = self._marked()
        offered = [(True, _("They asked not to be contacted")), (False, _("They may be contacted again"))]
        fields = [Field("asked", _("Do &not contact"), partial(ChoiceEditor, offered))]

        def job(typed: Typed, work: Work) -> None:
            bulk.set_do_not_contact(work, keys, typed.asked)

        self._ask(_("Do not contact"), _("Change"), fields, Typed(), job, _("Changed who may be contacted"))

    def _ask(
        self, title: str, verb: str, fields: list[Field], draft: Typed, job: Callable[[Typed, Work], Any], say: str
    ) -> None:  # fmt: skip
        if not self._marked():
            return
        strip = Asking(title, verb, fields, draft)

        self.asks.emit()
        self.show()
        self._room.ask(strip, Step("several", _PLACE, title, say), lambda typed: partial(job, typed))

    def _copied(self, found: AddressList) -> None:
        left = [
            ngettext("{n} has no address", "{n} have no address", n).format(n=n) if n else ""
            for n in (found.no_address,)
        ]
        if n := found.do_not_use:
            left.append(
                ngettext("{n} has an address not to be used", "{n} have an address not to be used", n).format(n=n)
            )
        if n := found.do_not_contact:
            left.append(ngettext("{n} asked not to be contacted", "{n} asked not to be contacted", n).format(n=n))
        out = _(" Left out: {who}.").format(who=", ".join(filter(None, left))) if any(left) else ""
        if not found.count:
            self._bus.said.emit(_("There is no address to copy.") + out, None)
            return
        QGuiApplication.clipboard().setText(found.text)
        many = ngettext("{n} address copied.", "{n} addresses copied.", found.count).format(n=found.count)
        bcc = _(" Paste them into Bcc, so that nobody sees the others.") if found.count > 1 else ""
        self._bus.said.emit(many + bcc + out, None)
