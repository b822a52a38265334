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

    def __init__(self, bus: Bus, stack: QStackedWidget, pane: Pane, is_chosen: Callable[[], bool]) -> None:
        """`is_chosen` says whether the person chose who is shown, and not the list by itself."""
        super().__init__(stack)
        self._bus, self._stack, self._pane, self._is_chosen = bus, stack, pane, is_chosen
        self._whole: Card | None = None
        self._view: LogView | None = None

    def log_call(self, here: bool) -> None:
        """The form for a call: `here`, in People, with who was chosen; else with whom is left open."""
        self._turn(here, lambda view: view.add(InteractionKind.CALL))

    def file_email(self, here: bool) -> None:
        """The form for an e-mail that is pasted, on the log of who was chosen `here` or of anybody."""
        self._turn(here, lambda view: view.paste())

    def write_letter(self, here: bool) -> None:
        """The form for a letter to who was chosen `here`; says that somebody must be, when nobody is."""
        if self._is_meant(here):
            self._turn(here, lambda view: view.write_letter())
        else:
            self._bus.said.emit(_("Choose whom to write to first, then write the letter."), None)

    def file_paths(self, paths: Sequence[Path], on_card: bool) -> None:
        """File e-mails that were dropped, on the card that is shown or with nobody in mind."""

        def file(view: LogView) -> None:
            for path in paths:
                view.file_path(path)

        if on_card and self._pane.row_id():
            self._turn_card(file)
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

    def _is_meant(self, here: bool) -> bool:
        """Whether the card that is shown is of whom something is said or filed about."""
        return here and bool(self._pane.row_id()) and self._is_chosen() and not self.is_whole()

    def _turn(self, here: bool, act: Callable[[LogView], object]) -> None:
        """Do something on the log of who was chosen `here`, or on the whole log."""
        if self._is_meant(here):
            self._turn_card(act)
        else:
            self.show_whole()
            act(self._whole_view())

    def _turn_card(self, act: Callable[[LogView], object]) -> None:
        self.home.emit("")
        self._pane.turn(self._pane.row_id(), LOG, lambda face: _view_of(face, act))

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
