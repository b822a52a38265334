"""The window: the rail, the pages that it builds when they are first gone to, and the way back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.page import Page
from villagedesk.ui.rail import Rail
from villagedesk.ui.theme import Theme

_FRAME = QSize(16, 48)  # what a window manager may draw around a window, in pixels
_WIDE = 860  # pixels at 100%: in a narrower window the rail shows icons alone
_ANSWERED_BY_PAGES = ("new", "find", "bin")


@dataclass(slots=True)
class _Place:
    build: Callable[[], Page]
    page: Page | None = None
    missed: Changed | None = None


class MainWindow(QMainWindow):
    """`went` says the name of the place that is shown."""

    went = Signal(str)

    def __init__(self, theme: Theme, group_name: str, remember: Callable[[str], None] | None = None) -> None:
        """`remember` gets the geometry, as text for `restore`, when the window closes."""
        super().__init__()
        self.theme, self.commands = theme, Commands(self)
        self._remember = remember
        self._places: dict[str, _Place] = {}
        self._here = ""
        self._history: list[tuple[str, str | None]] = []
        self._at = -1
        self.rail = Rail(group_name)
        self.rail.chosen.connect(self.go)
        self._pages = QStackedWidget()
        self._pages.setObjectName("pages")
        middle = QWidget()
        self._across = row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(self._pages, 1)
        self._cover: QWidget | None = None
        self._room = 0  # that a message takes at the bottom
        self.setCentralWidget(middle)
        self.setMinimumSize(900, 600)
        room = self.screen().availableSize()
        self.resize(QSize(1360, 850).boundedTo(room - _FRAME))
        self.set_group_name(group_name)
        self._connect()
        theme.changed.connect(self._fit)

    def set_group_name(self, name: str) -> None:
        """In the title bar and on the rail."""
        self.setWindowTitle(f"{name} - VillageDesk")
        self.rail.set_group_name(name)

    def add_place(self, name: str, title: str, icon: str, build: Callable[[], Page]) -> None:
        """Add a place to the rail, with the next of Ctrl+1, Ctrl+2, ...; `build` is called when it is first gone to."""
        self._places[name] = _Place(build)
        self.rail.add_place(name, title, icon)
        keys = f"Ctrl+{len(self._places)}"
        self.commands.add(Command(f"go_{name}", title, icon, keys, "go", _("go to show")))
        self.commands.connect(f"go_{name}", lambda: self.go(name))

    def go(self, name: str, row_id: str | None = None) -> Page:
        """Show a place, and in it one thing; remembers the way back."""
        if not self._history or self._history[self._at] != (name, row_id):
            self._history[self._at + 1 :] = [(name, row_id)]
            self._at = len(self._history) - 1
        return self._show(name, row_id)

    def step(self, steps: int) -> None:
        """Go back (-1) or forward (1) in what was shown."""
        if 0 <= self._at + steps < len(self._history):
            self._at += steps
            self._show(*self._history[self._at])

    def cover(self, widget: QWidget) -> None:
        """Show one thing over the whole window, without rail and menus, until `uncover` or another place is gone to."""
        if self._cover is not widget:
            self.uncover()
            self._cover = widget
            self._across.addWidget(widget, 1)
            self.make_room(self._room)
        for part in (self.rail, self._pages, self.menuBar()):
            part.hide()
        for name in _ANSWERED_BY_PAGES:
            self.commands.enable(name, False)
        widget.show()

    def make_room(self, height: int) -> None:
        """Leave so many pixels at the bottom free, below a place or below what is shown over the whole window."""
        self._room = height
        self._across.setContentsMargins(0, 0, 0, height if self._cover else 0)
        self._pages.setContentsMargins(0, 0, 0, 0 if self._cover else height)

    def uncover(self) -> None:
        """Show rail and place again; the widget that covered them is hidden and lives on."""
        covering, self._cover = self._cover, None
        if covering is None:
            return
        self.make_room(self._room)
        for part in (self.rail, self._pages, self.menuBar()):
            part.show()
        covering.hide()
        self._across.removeWidget(covering)
        self._enable_answers()

    def page(self) -> Page | None:
        """The page that is shown."""
        return self._places[self._here].page if self._here else None

    def refresh(self, changed: Changed) -> None:
        """Tell the page that is shown; the others are told when they are gone to."""
        for name, place in self._places.items():
            if place.page is None:
                continue
            if name == self._here:
                place.page.refresh(changed)
            else:
                place.missed = _both(place.missed, changed)

    def restore(self, geometry: str) -> None:
        """Take the size and place that `remember` was given."""
        self.restoreGeometry(QByteArray.fromBase64(QByteArray(geometry.encode("ascii"))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._remember:
            self._remember(bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        super().closeEvent(event)
        for place in self._places.values():
            if place.page:
                place.page.closing()

    def build_rest(self) -> Iterator[bool]:
        """Build the pages that have not been gone to yet, so that going to them costs nothing; True when one is whole.

        A page is made in one step and put into the window in another; then comes what it builds late.
        """
        for place in self._places.values():
            if place.page is None:
                place.page = place.build()
                yield False
            page = self._built(place)
            yield False
            while page.build_more():
                yield False
            yield True

    def _built(self, place: _Place) -> Page:
        if place.page is None:
            place.page = place.build()
        if place.page.parent() is None:
            self._pages.addWidget(place.page)
        return place.page

    def _show(self, name: str, row_id: str | None) -> Page:
        place = self._places[name]
        page = self._built(place)
        moved, self._here = name != self._here, name
        self._pages.setCurrentWidget(page)
        self.rail.mark(name)
        self.uncover()
        self._enable_answers()
        self._enable_steps()
        if place.missed:
            missed, place.missed = place.missed, None
            page.refresh(missed)
        page.shown(row_id)
        if moved:
            page.take_focus()
            self.went.emit(name)
        return page

    def _enable_answers(self) -> None:
        page = self.page()
        for action in _ANSWERED_BY_PAGES:
            answered = page is not None and page.answer_to(action) is not None
            self.commands.enable(action, answered)
            self.commands.action(action).setVisible(answered)

    def _enable_steps(self) -> None:
        self.commands.enable("back", self._at > 0)
        self.commands.enable("forward", self._at < len(self._history) - 1)

    def _connect(self) -> None:
        commands = self.commands
        for name in _ANSWERED_BY_PAGES:
            commands.connect(name, partial(self._ask_page, name))
            commands.enable(name, False)
        commands.connect("back", lambda: self.step(-1))
        commands.connect("forward", lambda: self.step(1))
        commands.connect("larger", lambda: self.theme.step_text_size(1))
        commands.connect("smaller", lambda: self.theme.step_text_size(-1))
        commands.connect("full_screen", self._toggle_full_screen)
        commands.connect("quit", self.close)
        self._enable_steps()
        commands.build_menus(self.menuBar())

    def _ask_page(self, name: str) -> None:
        page = self.page()
        if page and (answer := page.answer_to(name)):
            answer()

    def _toggle_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _fit(self) -> None:
        self.rail.set_compact(self.width() < self.theme.px(_WIDE))


def _both(one: Changed | None, two: Changed) -> Changed:
    """Two changes as one: the newer, with the keys of both."""
    if one is None:
        return two
    tables = one.keys.keys() | two.keys.keys()
    none: frozenset[str] = frozenset()
    return replace(two, keys={table: one.keys.get(table, none) | two.keys.get(table, none) for table in tables})
