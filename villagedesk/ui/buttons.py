"""Buttons by how much they ask for: one primary per page, secondary beside it, quiet inside text."""

from __future__ import annotations

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.icons import set_icon


def primary(text: str, icon: str = "") -> QPushButton:
    """The main button of a page or dialog."""
    return _button(text, "primary", icon, "accent_text")


def secondary(text: str, icon: str = "") -> QPushButton:
    """A button beside or instead of the main one."""
    return _button(text, "secondary", icon, "accent")


def quiet(text: str, icon: str = "") -> QPushButton:
    """A button without a frame, for inside cards and rows."""
    return _button(text, "quiet", icon, "accent")


def danger(text: str, icon: str = "") -> QPushButton:
    """A button for what cannot be undone."""
    return _button(text, "danger", icon, "late")


def icon_button(icon: str, name: str) -> QToolButton:
    """A button of an icon alone; `name` is its tooltip and what a screen reader says."""
    button = QToolButton()
    set_icon(button, icon)
    button.setToolTip(name)
    button.setAccessibleName(name)
    return button


class CommandButton(QPushButton):
    """Does an action, and follows its text, unless it has `words` of its own, and whether it is enabled."""

    def __init__(self, action: QAction, role: str = "primary", words: str = "") -> None:
        super().__init__()
        self._action, self._words = action, words
        self.setProperty("role", role)
        self.setObjectName(f"do_{action.objectName()}")
        self.setAutoDefault(True)
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setText(self._words or plain(self._action.text()))
        self.setToolTip(shortcut_of(self._action))
        self.setEnabled(self._action.isEnabled())


def shortcut_of(action: QAction) -> str:
    """The action's first shortcut as this system writes it; "" without one."""
    return action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)


def plain(text: str) -> str:
    """The text of an action or label without its mnemonic's ampersand."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _button(text: str, role: str, icon: str, token: str) -> QPushButton:
    button = QPushButton(text)
    button.setProperty("role", role)
    button.setAutoDefault(True)  # Enter presses it, as Space does
    if icon:
        set_icon(button, icon, token, gap=3)
    return button


def button_row(*buttons: QWidget) -> FlowLayout:
    """Buttons side by side, from the left; they wrap where there is no room."""
    row = FlowLayout()
    for button in buttons:
        row.addWidget(button)
    return row
