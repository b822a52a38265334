"""What the People place does with the log: commands, dropped e-mails, and the whole log in place of the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.core.words import InteractionKind
from villagedesk.services import homes
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.card import Card
from villagedesk.ui.labels import heading
from villagedesk.ui.people.log.face import LogFace, LogView
from villagedesk.ui.people.pane import Pane

LOG = "log"
PREFIX = "log:"  # before the key of an entry, where a place is asked for it


class Dialogue(QObject):
    """`home` asks for the card of somebody before the log on it is turned to; "" asks for the list as it is."""

    home = Signal(str)

    def __init__(self, bus: Bus, stack: QStackedWidget, pane: Pane) -> None:
        super().__init__(stack)
        self._bus, self._stack, self._pane = bus, stack, pane
        self._whole: Card | None = None
        self._view: LogView | None = None

    def log_call(self) -> None:
        """The form for a call with who is shown, or with anybody."""
        self._turn(lambda view: view.add(InteractionKind.CALL))

    def file_email(self) -> None:
        """The form for an e-mail that is pasted."""
        self._turn(lambda view: view.paste())

    def write_letter(self) -> None:
        """The form for a letter to who is shown; says that somebody must be, when nobody is."""
        if self._pane.row_id() and not self.is_whole():
            self._turn(lambda view: view.write_letter())
        else:
            self._bus.said.emit(_("Choose whom to write to first, then write the letter."), None)

    def file_paths(self, paths: Sequence[Path], on_card: bool) -> None:
        """File e-mails that were dropped, on the card that is shown or with nobody in mind."""

        def file(view: LogView) -> None:
            for path in paths:
                view.file_path(path)

        if on_card and self._pane.row_id():
            self._turn(file)
        else:
            file(self._whole_view())

    def open(self, key: str) -> None:
        """Show an entry on the card of whom it is about, or in the whole log where nobody is known."""

        def show(home: str | None) -> None:
            if home is None:
                self.show_whole()
                self._whole_view().open(key)
            else:
                self.home.emit(home)
                self._pane.turn(home, LOG, lambda face: _view_of(face, lambda view: view.open(key)))

        self._bus.read(self, lambda session: homes.of(session, key), show)

    def show_whole(self) -> None:
        """Everything that was said with everybody, in place of the list."""
        self._whole_view()
        assert self._whole
        self._stack.setCurrentWidget(self._whole)

    def is_whole(self) -> bool:
        """Whether the whole log is shown."""
        return self._whole is not None and self._stack.currentWidget() is self._whole

    def refresh(self, changed: Changed) -> None:
        """Something was changed."""
        if self._view:
            self._view.refresh(changed)

    def _turn(self, act: Callable[[LogView], object]) -> None:
        """Do something on the log of who is shown, or on the whole log."""
        if self._pane.row_id() and not self.is_whole():
            self.home.emit("")
            self._pane.turn(self._pane.row_id(), LOG, lambda face: _view_of(face, act))
        else:
            self.show_whole()
            act(self._whole_view())

    def _whole_view(self) -> LogView:
        if self._view is None:
            self._view = LogView(self._bus)
            self._view.went.connect(lambda place, key: self._bus.goto.emit(place, key))
            back = quiet(_("Back to people"), "left")
            back.setObjectName("backToPeople")
            back.clicked.connect(lambda: self.home.emit(""))
            self._whole = Card(scrolls=True)
            self._whole.add(back)
            self._whole.body.setAlignment(back, Qt.AlignmentFlag.AlignLeft)
            self._whole.add(heading(_("The whole log")))
            self._whole.add(self._view, 1)
            self._stack.addWidget(self._whole)
        return self._view


def _view_of(face: object, act: Callable[[LogView], object]) -> None:
    if isinstance(face, LogFace) and face.view:
        act(face.view)
