"""How safe the group's file is: its backups, whether it is whole, and who else keeps the recovery code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from villagedesk.core.dates import show_ago, show_date, show_time
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, ngettext
from villagedesk.services import group
from villagedesk.ui.announce import announce
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import secondary
from villagedesk.ui.card import Card
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.keeper import Drafting, TypedBox
from villagedesk.ui.labels import Label, soft, text
from villagedesk.ui.localtime import local
from villagedesk.ui.textboxes import TextBox
from villagedesk.ui.working import Working


class SafetyCard(Card):
    """Each job says below the buttons how it went."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(_("Safety"))
        self._bus = bus
        self._known: list[str] | None = None  # until they have been read
        self._last, self._result = text(), Label(wrap=True)
        self._last.setObjectName("lastBackup")
        self._result.setObjectName("safetyResult")
        self._result.hide()
        self._working = Working(bus.tasks)
        self.add(self._last)
        self.add(soft(_("Backups are kept in {folder}").format(folder=bus.desk.backup_folder())))
        buttons = FlowLayout(spacing=10)
        for name, words, do in (
            ("backUp", _("Back up now"), lambda: self._back_up(None)),
            ("backUpTo", _("Back up to a folder"), self._choose_folder),
            ("check", _("Check the file"), self._check),
        ):
            button = secondary(words)
            button.setObjectName(name)
            button.clicked.connect(do)
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.add(self._working)
        self.add(self._result)
        self._add_key_holders()
        self.say_backup()

    def say_backup(self) -> None:
        """Say when the newest copy was made."""
        self._bus.run(self, lambda _report: self._bus.desk.last_backup(), self._show_backup)

    def show_key_holders(self, names: Sequence[str]) -> None:
        """Who keeps a sealed copy of the code."""
        is_first, self._known = self._known is None, list(names)
        if not self._holders.hasFocus() and not self._typed.typed()[1]:
            self._typed.load("\n".join(names))
        if is_first:
            self._drafting.start("key_holders")

    def _show_backup(self, at: datetime | None) -> None:
        if at is None:
            self._last.setText(_("No backup yet. One is made each time you close the group."))
            return
        own = local(at)
        self._last.setText(
            _("Last backup: {ago}, {date} at {time}, checked").format(
                ago=show_ago(own.date(), self._bus.today()),
                date=show_date(own.date()),
                time=show_time(own.time()),
            )
        )

    def _add_key_holders(self) -> None:
        label = soft(_("Who else keeps a sealed copy of the recovery code? One name to a line."))
        self._holders = TextBox(least=2)
        self._holders.setObjectName("keyHolders")
        self._holders.setAccessibleName(label.text())
        self._holders.left.connect(self._keep_holders)
        self._typed = TypedBox(self._holders)
        self._drafting = Drafting(self._bus, "key_holders", self._typed, self._holders, self._keep_holders)
        self.add(label)
        self.add(self._holders)
        self.add(self._typed.note)

    def _keep_holders(self) -> None:
        words = self._typed.words()
        names = [name.strip() for name in words.splitlines() if name.strip()]
        if names != self._known:
            self._drafting.do(
                _("Say who keeps the recovery code"),
                lambda work: group.set_key_holders(work, names),
                lambda _done: self._typed.was_kept(words),
            )

    def _choose_folder(self) -> None:
        dialog = QFileDialog(self.window(), _("Back up to a folder"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(lambda folder: self._back_up(Path(folder)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _back_up(self, folder: Path | None) -> None:
        self._result.hide()
        self._working.run(
            _("Backing up"),
            lambda _report: self._bus.desk.back_up(folder),
            lambda made: self._backed_up(made.path),
            self._failed,
        )

    def _backed_up(self, path: Path) -> None:
        self.say_backup()
        self._bus.backed_up.emit()
        self._say(_("Backed up and checked: {path}").format(path=path))

    def _check(self) -> None:
        self._result.hide()
        self._working.run(_("Checking every page"), lambda _report: self._bus.desk.check(), self._checked, self._failed)

    def _checked(self, counts: dict[str, int]) -> None:
        told = (
            ngettext("{n} person", "{n} people", counts.get("person", 0)).format(n=counts.get("person", 0)),
            ngettext("{n} meeting", "{n} meetings", counts.get("meeting", 0)).format(n=counts.get("meeting", 0)),
            ngettext("{n} action", "{n} actions", counts.get("action", 0)).format(n=counts.get("action", 0)),
        )
        self._say(_("The file is whole: {counts}.").format(counts=", ".join(told)))

    def _failed(self, error: Refused | Unavailable) -> None:
        self._say(error.sentence() if isinstance(error, Unavailable) else error.message)

    def _say(self, message: str) -> None:
        self._result.setText(message)
        self._result.show()
        announce(self._result, message)
