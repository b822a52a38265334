"""Exporting the people shown: in which format, for whom, who is left out and why, then where to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtWidgets import QWidget

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _, ngettext
from villagedesk.services import addressbook, group
from villagedesk.services.addressbook import AddressBook
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, secondary
from villagedesk.ui.dialogs import Message
from villagedesk.ui.editors import Choice
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import soft
from villagedesk.ui.saving import save_as


@dataclass(frozen=True, slots=True)
class Wanted:
    """In which format, and for whom."""

    format: str = "csv"
    audience: Audience = Audience.COMMITTEE


def ask(owner: QWidget, bus: Bus, keys: Sequence[str]) -> None:
    """Ask what to write of the people and bodies with these keys, and where to."""
    bus.read(owner, group.card, lambda card: Exporting(owner, bus, keys, card.audience_names).open())


class Exporting(Message):
    """The dialog; it says who would be left out before anything is written."""

    def __init__(self, owner: QWidget, bus: Bus, keys: Sequence[str], audiences: dict[Audience, str]) -> None:
        title = ngettext("Export {n} entry", "Export {n} entries", len(keys)).format(n=len(keys))
        super().__init__(owner.window(), "export", title, [_("What is in the list now is written to a file.")])
        self.setObjectName("exportPeople")
        self._owner, self._bus, self._keys = owner, bus, keys
        self._book: AddressBook | None = None
        formats = [(name, words) for name, (words, _ending) in addressbook.formats().items()]
        self._form: Form[Wanted] = Form(
            [
                Field("format", _("&Format"), partial(Choice, formats)),
                Field("audience", _("&Who it is for"), partial(Choice, list(audiences.items()))),
            ],
            Wanted(),
        )
        self._form.edited.connect(self._look)
        self._said = soft()
        self._said.setObjectName("exportSaid")
        self.add_below(self._form)
        self.add_below(self._said)
        cancel = self.add_button(secondary(_("Cancel")), "exportCancel")
        self._save = self.add_button(primary(_("&Choose where")), "exportSave")
        cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self._choose)
        self._look()

    def _look(self) -> None:
        """Gather what would be written, as whom it is for may see it."""
        self._save.setEnabled(False)
        audience, keys = self._form.value().audience, frozenset(self._keys)
        self._bus.read(self, lambda session: (audience, addressbook.gather(session, audience, keys)), self._show)

    def _show(self, looked: tuple[Audience, AddressBook]) -> None:
        audience, book = looked
        if audience is not self._form.value().audience:
            return
        self._book = book
        self._said.setText(" ".join((_counted(book), *book.left_out())))
        self._save.setEnabled(True)

    def _choose(self) -> None:
        if self._book is None:
            return
        chosen, book = self._form.value(), self._book
        name = f"{_('people')}.{addressbook.formats()[chosen.format][1]}"
        make: Callable[[], bytes] = partial(addressbook.as_bytes, book, chosen.format)
        self.accept()
        save_as(self._owner, self._bus, _("Export people"), name, make)


def _counted(book: AddressBook) -> str:
    people, bodies = len(book.content.people), len(book.content.organizations)
    parts = (
        ngettext("{n} person", "{n} people", people).format(n=people),
        ngettext("{n} organisation", "{n} organisations", bodies).format(n=bodies),
    )
    return _("{people} and {bodies} will be written.").format(people=parts[0], bodies=parts[1])
