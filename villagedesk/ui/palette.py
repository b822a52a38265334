"""Ctrl+K: goes anywhere and does anything, by typing a few letters of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import plain, shortcut_of
from villagedesk.ui.card import divider
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.labels import IconLabel, Label, soft
from villagedesk.ui.paletterows import PaletteDelegate, PaletteModel, PaletteRow
from villagedesk.ui.tasks import Tasks
from villagedesk.ui.textboxes import LineBox
from villagedesk.ui.theme import current

_REST = 120  # milliseconds without a key before things are looked for
_MOST_ACTIONS = 6
_MOST_ROWS_SHOWN = 9


@dataclass(frozen=True, slots=True)
class Found:
    """A thing in the file that the words match."""

    kind: str
    id: str
    title: str
    detail: str = ""
    icon: str = "document"


Find = Callable[[str], Sequence[Found]]


class Palette(QWidget):
    """Lies over the window while it is open. `chosen` carries the kind and id of a thing."""

    chosen = Signal(str, str)

    def __init__(self, window: QWidget, commands: Commands, tasks: Tasks, find: Find) -> None:
        """`find` is called with what was typed, in a pool thread."""
        super().__init__(window)
        self.setObjectName("palette")
        self._window, self._commands, self._tasks, self._find = window, commands, tasks, find
        self._cancel: Callable[[], None] | None = None
        self._came_from: QWidget | None = None
        self.line, self.list, self._model = LineBox(), QListView(), PaletteModel(self)
        self._nothing = soft(_("Nothing found. Try fewer letters, or another word."))
        self._frame = QFrame(self)
        self._frame.setProperty("role", "popup")
        self._lay_out()
        self.line.textChanged.connect(self._typed)
        self.line.installEventFilter(self)
        self.list.clicked.connect(self._run)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_REST)
        self._timer.timeout.connect(self._look)
        window.installEventFilter(self)
        self.hide()

    def popup(self) -> None:
        """Open with nothing typed."""
        self._came_from = self.window().focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.line.clear()
        self._typed("")
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_again(self) -> None:
        """Close, and give the focus back to where it was."""
        self.hide()
        if self._came_from:
            self._came_from.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(Qt.Key(event.key()))
        if watched is not self.line and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._fit()
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._frame.geometry().contains(event.position().toPoint()):
            self.close_again()

    def hideEvent(self, event: QHideEvent) -> None:
        self._timer.stop()
        self._stop_looking()
        super().hideEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, 70))

    def _lay_out(self) -> None:
        self.line.setProperty("role", "bare")
        self.line.setObjectName("paletteLine")
        self.line.setPlaceholderText(_("Find or do anything"))
        self.line.setAccessibleName(_("Find or do anything"))
        self.list.setObjectName("paletteList")
        self.list.setAccessibleName(_("What was found"))
        self.list.setModel(self._model)
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 12)
        head.setSpacing(10)
        head.addWidget(IconLabel("search"))
        head.addWidget(self.line, 1)
        head.addWidget(Label(_("Esc"), "key"))
        self._nothing.setContentsMargins(16, 14, 16, 14)
        self._nothing.setObjectName("paletteNothing")
        column = QVBoxLayout(self._frame)
        column.setContentsMargins(1, 1, 1, 7)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(divider())
        column.addSpacing(6)
        column.addWidget(self.list)
        column.addWidget(self._nothing)

    def _key(self, key: Qt.Key) -> bool:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}.get(key)
        if steps:
            self._move(steps)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._run(self.list.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.close_again()
        elif key not in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            return False
        return True

    def _move(self, steps: int) -> None:
        count = self._model.rowCount()
        if not count:
            return
        at = self.list.currentIndex().row()
        to = (at + steps) % count if abs(steps) == 1 else max(0, min(count - 1, at + steps))
        self.list.setCurrentIndex(self._model.index(to))
        announce(self.line, self._model.rows[to].spoken())

    def _typed(self, typed: str) -> None:
        self._stop_looking()
        self._show_rows([self._row_of(spec) for spec in self._matching(typed)])
        if typed.strip():
            self._timer.start()
        else:
            self._timer.stop()

    def _look(self) -> None:
        typed, find = self.line.text().strip(), self._find
        self._cancel = self._tasks.run(self, lambda _report: list(find(typed)), self._found, lambda _error: None)

    def _found(self, things: list[Found]) -> None:
        self._cancel = None
        rows = [row for row in self._model.rows if row.action]
        rows += [PaletteRow(t.icon, t.title, t.detail, thing=(t.kind, t.id)) for t in things]
        self._show_rows(rows, keep=self.list.currentIndex().row())
        count = len(rows)
        announce(self.line, ngettext("{n} result", "{n} results", count).format(n=count))

    def _stop_looking(self) -> None:
        if self._cancel:
            self._cancel()
            self._cancel = None

    def _show_rows(self, rows: list[PaletteRow], keep: int = 0) -> None:
        self._model.show(rows)
        self.list.setCurrentIndex(self._model.index(max(0, keep)))
        self._fit()

    def _fit(self) -> None:
        count, theme = self._model.rowCount(), current()
        waiting = self._timer.isActive() or self._cancel is not None
        self.list.setVisible(count > 0)
        self._nothing.setVisible(count == 0 and bool(self.line.text().strip()) and not waiting)
        height = self.list.sizeHintForRow(0) if count else 0
        room = self.height() - 2 * 60 - theme.px(60)
        self.list.setFixedHeight(max(0, min(min(count, _MOST_ROWS_SHOWN) * height, room)))
        width = min(theme.px(600), self.width() - 48)
        self._frame.setFixedWidth(width)
        self._frame.adjustSize()
        self._frame.move((self.width() - width) // 2, min(theme.px(96), max(24, self.height() // 8)))

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self._model.rows[index.row()]
        self.close_again()
        if row.thing:
            self.chosen.emit(*row.thing)
        else:
            self._commands.action(row.action).trigger()

    def _matching(self, typed: str) -> list[Command]:
        words = fold(typed).split()
        here = [spec for spec, action in self._commands.available() if spec.name != "palette"]
        if not words:
            return sorted(here, key=lambda spec: not spec.name.startswith("go_"))
        titles = {spec.name: fold(plain(spec.text)) for spec in here}
        fitting = [spec for spec in here if _fits(words, f"{titles[spec.name]} {fold(spec.words)}".split())]
        fitting.sort(key=lambda spec: not _fits(words, titles[spec.name].split()))
        return fitting[:_MOST_ACTIONS]

    def _row_of(self, spec: Command) -> PaletteRow:
        keys = shortcut_of(self._commands.action(spec.name))
        text = plain(spec.text)
        if spec.name.startswith("go_"):
            text = _("Go to {place}").format(place=text)
        return PaletteRow(spec.icon, text, keys=keys, action=spec.name)


def _fits(typed: list[str], words: list[str]) -> bool:
    """Whether each typed word begins one of `words`."""
    return all(any(word.startswith(part) for word in words) for part in typed)
