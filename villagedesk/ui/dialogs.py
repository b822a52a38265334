"""The few dialogs there are: telling somebody something, and asking before what cannot be undone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.ui.buttons import danger, primary, quiet, secondary
from villagedesk.ui.icons import set_icon
from villagedesk.ui.labels import IconLabel, heading, text
from villagedesk.ui.theme import current


class Message(QDialog):
    """An icon, what happened, a few sentences, buttons, and details folded away."""

    def __init__(self, parent: QWidget | None, icon: str, title: str, sentences: list[str], details: str = "") -> None:
        super().__init__(parent)
        self.setObjectName("message")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("VillageDesk")
        self.setAccessibleName(title)
        self.setAccessibleDescription(" ".join(sentences))
        theme = current()
        self.setMinimumWidth(min(theme.px(460), 860))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 20)
        outer.setSpacing(16)
        across = QHBoxLayout()
        across.setSpacing(16)
        across.addWidget(IconLabel(icon, "accent" if icon != "warning" else "late", 32), 0, Qt.AlignmentFlag.AlignTop)
        words = self._words = QVBoxLayout()
        words.setSpacing(8)
        self._title = heading(title)
        self._title.setObjectName("messageTitle")
        words.addWidget(self._title)
        for sentence in sentences:
            words.addWidget(text(sentence))
        across.addLayout(words, 1)
        outer.addLayout(across)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(10)
        if details:
            self._fold_away(details, outer)
        self._buttons.addStretch(1)
        outer.addLayout(self._buttons)

    def add_below(self, widget: QWidget) -> None:
        """Put something between the sentences and the buttons."""
        self._words.addWidget(widget)

    def add_button(self, button: QPushButton, name: str) -> QPushButton:
        """Add a button at the end, found as `name`; what it does is up to who adds it."""
        button.setObjectName(name)
        self._buttons.addWidget(button)
        return button

    def _fold_away(self, details: str, outer: QVBoxLayout) -> None:
        box = QPlainTextEdit(details)
        box.setObjectName("details")
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        box.setAccessibleName(_("Details"))
        box.setMinimumHeight(current().px(160))
        box.hide()
        outer.addWidget(box)
        show, copy = quiet(_("Details"), "down"), quiet(_("Copy details"))
        show.setObjectName("showDetails")
        copy.setObjectName("copyDetails")
        show.setCheckable(True)
        show.toggled.connect(box.setVisible)
        show.toggled.connect(lambda _on: self.adjustSize())
        show.toggled.connect(lambda on: set_icon(show, "up" if on else "down", "accent"))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details))
        self._buttons.addWidget(show)
        self._buttons.addWidget(copy)


def tell(parent: QWidget | None, message: str, safe: str = "", todo: str = "", details: str = "") -> Message:
    """Say what happened, whether the data is safe, and what to do; returns at once."""
    dialog = Message(parent, "warning", message, [part for part in (safe, todo) if part], details)
    close = dialog.add_button(primary(_("Close")), "close")
    close.setDefault(True)
    close.clicked.connect(dialog.accept)
    dialog.finished.connect(lambda _result: dialog.deleteLater())  # and is held until then, also without a parent
    dialog.open()
    close.setFocus()
    return dialog


def tell_error(parent: QWidget | None, error: Refused | Unavailable) -> Message:
    """Say why something was refused, or what the world did and what to do about it."""
    if isinstance(error, Unavailable):
        return tell(parent, error.message, todo=error.remedy)
    return tell(parent, error.message)


def confirm(
    parent: QWidget | None, question: str, verb: str, do: Callable[[], object], detail: str = "", *, harms: bool = False
) -> Message:
    """Ask before what cannot be undone, and `do` it when the button that says `verb` is pressed; returns at once.

    With `harms` the button warns and the other one has the focus.
    """
    dialog = Message(parent, "warning" if harms else "backup", question, [detail] if detail else [])
    cancel = dialog.add_button(secondary(_("Cancel")), "cancel")
    cancel.clicked.connect(dialog.reject)
    button = dialog.add_button((danger if harms else primary)(verb), "confirm")
    button.clicked.connect(dialog.accept)
    dialog.accepted.connect(do)
    chosen = cancel if harms else button
    chosen.setDefault(True)
    dialog.open()
    chosen.setFocus()
    return dialog
