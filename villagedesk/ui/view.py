"""The views of a place: one of its sides at a time, under a row of tabs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.page import Page
from villagedesk.ui.tabs import TabRow


class View(QWidget):
    """One side of a place. `went` asks for a place and a thing in it; `main` is the command of the main button."""

    went = Signal(str, str)
    main = ""

    def main_words(self) -> str:
        """What the main button says, where that is not the whole command."""
        return ""

    def follow(self) -> None:
        """It is turned to, or its place is gone to again."""

    def refresh(self, changed: Changed) -> None:
        """Something was changed: read again what `changed.touches`."""

    def begin_new(self, given: str = "") -> None:
        """Ctrl+N: begin what is added here; `given` is what the place was asked for (ui/begin.py)."""

    def find_in_list(self) -> None:
        """Ctrl+F: go to the line that filters, if there is one."""

    def bin(self) -> None:
        """Put what is marked into the bin."""

    def look_for(self, row_id: str) -> None:
        """Show one thing of this view."""

    def build_more(self) -> bool:
        """Take one step towards what is built only when it is wanted; False when all of it is there."""
        return False

    def take_focus(self) -> None:
        """It was turned to by somebody who goes on with the keyboard."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)


@dataclass(frozen=True)
class ViewKind:
    """A view: its name, what its tab says, what builds it, and whether it shows the row with a key."""

    name: str
    title: str
    build: Callable[[Bus, Commands], View]
    has: Callable[[Session, str], bool] = lambda _session, _key: False


class Views(QWidget):
    """Tabs over the view that is turned to; each is built when it is first wanted. `turned` carries its name."""

    turned = Signal(str)

    def __init__(self, bus: Bus, commands: Commands, kinds: Sequence[ViewKind]) -> None:
        super().__init__()
        self._bus, self._commands = bus, commands
        self._kinds = {kind.name: kind for kind in kinds}
        self._built: dict[str, View] = {}
        self._tabs, self._stack = TabRow(), QStackedWidget()
        self._tabs.setObjectName("views")
        for kind in kinds:
            self._tabs.add(kind.name, kind.title)
        self._tabs.changed.connect(self.turn)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self._tabs)
        self._tabs.setVisible(len(self._kinds) > 1)
        column.addWidget(self._stack, 1)

    def name(self) -> str:
        """The view that is shown, else the first."""
        return next((name for name, view in self._built.items() if view is self._stack.currentWidget()), "") or next(
            iter(self._kinds)
        )

    def names(self) -> tuple[str, ...]:
        """All of the views, whether or not they are built."""
        return tuple(self._kinds)

    def current(self) -> View:
        """The view that is shown."""
        return self.view(self.name())

    def view(self, name: str) -> View:
        """A view, built if need be."""
        if name not in self._built:
            view = self._built[name] = self._kinds[name].build(self._bus, self._commands)
            view.setObjectName(f"view_{name}")
            view.went.connect(self._bus.goto.emit)
            self._stack.addWidget(view)
        return self._built[name]

    def turn(self, name: str) -> View:
        """Turn to a view."""
        view = self.view(name)
        self._tabs.turn_on([name])
        self._stack.setCurrentWidget(view)
        self.turned.emit(name)
        view.follow()
        return view

    def look_for(self, row_id: str) -> None:
        """Turn to the view that shows this row, and to the row in it."""
        kinds = tuple(self._kinds.values())

        def job(session: Session) -> str:
            return next((kind.name for kind in kinds if kind.has(session, row_id)), self.name())

        self._bus.read(self, job, lambda name: self.turn(name).look_for(row_id))

    def refresh(self, changed: Changed) -> None:
        """Something was changed."""
        for view in self._built.values():
            view.refresh(changed)

    def build_more(self) -> bool:
        """Build a step of the views that are there, then the next one that is not."""
        if any(view.build_more() for view in tuple(self._built.values())):
            return True
        missing = next((name for name in self._kinds if name not in self._built), None)
        if missing:
            self.view(missing)
        return missing is not None


class ViewsPage(Page):
    """A place that is all views; `shown` gets the id of something that one of them has, or the name of a view."""

    def __init__(self, bus: Bus, commands: Commands, name: str, kinds: Sequence[ViewKind]) -> None:
        super().__init__(commands, name, scrolls=True)
        self.views = Views(bus, commands, kinds)
        self.views.turned.connect(lambda _name: self._turned())
        self.body.addWidget(self.views, 1)
        self.answers("new", lambda: self.views.current().begin_new())
        self.answers("find", lambda: self.views.current().find_in_list())
        self.answers("bin", lambda: self.views.current().bin())
        self.views.turn(self.views.name())

    def shown(self, row_id: str | None) -> None:
        if row_id is None:
            self.views.current().follow()
        elif row_id in self.views.names():
            self.views.turn(row_id)
        else:
            self.views.look_for(row_id)

    def build_more(self) -> bool:
        return self.views.build_more()

    def refresh(self, changed: Changed) -> None:
        self.views.refresh(changed)

    def _turned(self) -> None:
        view = self.views.current()
        if view.main:
            self.set_main(view.main, view.main_words())
        self.start_at(view)
