"""Every key of the minutes on one sheet: F1 lays it over the screen, and takes it away."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMargins, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import key_hint, strong, text
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.theme import current

_WIDE, _HIGH, _EDGE = 960, 700, 16  # pixels at 100%
_TWO_COLUMNS = 620
_SCROLLS = {
    Qt.Key.Key_Down: 40, Qt.Key.Key_Up: -40, Qt.Key.Key_PageDown: 300, Qt.Key.Key_PageUp: -300,
}  # fmt: skip
Group = tuple[str, list[tuple[tuple[str, ...], str]]]


def _key(commands: Commands, name: str) -> str:
    return commands.action(name).shortcut().toString().replace("Return", "Enter")


def _groups(commands: Commands) -> Iterator[Group]:
    """What is for the line and the room, in groups: keys and what they do."""
    records = ("action", "decision", "promise", "question", "interest", "election")
    prefixes = ("a:", "d:", "p:", "q:", "i:", "e:")
    yield (
        _("Begin a line with"),
        [
            ((prefix, _key(commands, f"minute_{name}")), commands.spec(f"minute_{name}").text)
            for name, prefix in zip(records, prefixes, strict=True)
        ],
    )
    yield (
        _("In the line"),
        [
            (("Enter",), _("Keep it")),
            (("Shift Enter",), _("A new line in the same paragraph")),
            (("Tab",), _("Put in the name that is offered")),
            (("@",), _("Name somebody in a paragraph")),
            (("- ",), _("A line of a list; “1. ” of a numbered one")),
            (("Ctrl B",), _("Bold")),
            (("Esc",), _("Throw it away; Ctrl Z brings it back")),
            (("Up",), _("What is written already: Enter changes it, Delete takes it out")),
        ],
    )
    yield (
        _("In the room, on somebody's name"),
        [
            (("P", "A", "N"), _("Here, apologies, not here")),
            (("C", "L"), _("Comes now, leaves now")),
            (("T",), _("When they came and left")),
            (("Delete",), _("Take them off the list")),
        ],
    )


def _more_groups(commands: Commands) -> Iterator[Group]:
    """What is for the meeting and for what was decided."""
    yield (
        _("In the meeting"),
        [
            ((_key(commands, f"minute_{name}"),), commands.spec(f"minute_{name}").text)
            for name in ("present", "next", "previous", "matters", "go_on", "adjourn", "finish", "leave", "keys")
        ],
    )
    yield (
        _("In a decision"),
        [
            (("4 for, 1 against",), _("A vote that was counted; also “2 abstained”, “1 by proxy”")),
            (("nobody against",), _("Agreed without a count")),
            (("by ballot",), _("A secret vote")),
            (("by two thirds",), _("The larger majority; also “special”")),
            (("casting vote for",), _("How the chair broke a tie")),
            (("proposed by, seconded by",), _("Who moved it; “because” says why")),
        ],
    )


class KeysSheet(Card):
    """`closed` when it is put away. Lies over the widget that it is given."""

    closed = Signal()

    def __init__(self, over: QWidget, commands: Commands) -> None:
        super().__init__()
        self.setParent(over)
        self._over = over
        self.setObjectName("keysSheet")
        self.setAccessibleName(_("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        close = icon_button("close", _("Close (Esc)"))
        close.clicked.connect(self.put_away)
        head = QHBoxLayout()
        head.addWidget(strong(_("Keys")), 1)
        head.addWidget(close)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(28)
        for groups in (_groups(commands), _more_groups(commands)):
            column = QVBoxLayout()
            column.setSpacing(20)
            for group in groups:
                column.addWidget(_group(*group))
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self._scroller = Scroller(self._columns, QMargins(0, 0, 14, 0))
        self.body.addLayout(head)
        self.body.addWidget(self._scroller, 1)
        every = (*_groups(commands), *_more_groups(commands))
        self.setAccessibleDescription(". ".join(_spoken(group) for group in every))
        over.installEventFilter(self)
        self._place()

    def come(self) -> None:
        """Lie over the screen, with the focus."""
        self.show()
        self.raise_()
        self.setFocus()

    def put_away(self) -> None:
        """Take it away."""
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _SCROLLS:
            bar = self._scroller.verticalScrollBar()
            bar.setValue(bar.value() + _SCROLLS[key])
        elif not event.text() and key != Qt.Key.Key_Escape:
            super().keyPressEvent(event)  # a shift, a shortcut
        else:
            self.put_away()

    def _place(self) -> None:
        theme, room = current(), self._over.rect().adjusted(_EDGE, _EDGE, -_EDGE, -_EDGE)
        width, height = min(room.width(), theme.px(_WIDE)), min(room.height(), theme.px(_HIGH))
        self.setGeometry((self._over.width() - width) // 2, (self._over.height() - height) // 2, width, height)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if width >= theme.px(_TWO_COLUMNS) else down)


def _group(title: str, lines: list[tuple[tuple[str, ...], str]]) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(strong(title))
    for keys, words in lines:
        line = QHBoxLayout()
        line.setSpacing(10)
        flow = FlowLayout(spacing=4)
        for key in keys:
            flow.addWidget(key_hint(key))
        line.addLayout(flow, 2)
        line.addWidget(text(words), 3)
        column.addLayout(line)
    return made


def _spoken(group: Group) -> str:
    title, lines = group
    return f"{title}: " + ", ".join(f"{' '.join(keys)}: {words}" for keys, words in lines)
