"""Where an import begins: choose a file, drop one, paste a table, and where lists are found."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.buttons import primary, quiet, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import heading, soft, strong, text
from villagedesk.ui.people.importing.words import where_from
from villagedesk.ui.scroll import Scroller


class Start(QWidget):
    """What can be taken in and how; nothing has been read yet."""

    file_wanted = Signal()
    paste_wanted = Signal()
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.choose = primary(_("Choose a &file"), "document")
        self.choose.setObjectName("importChoose")
        paste = secondary(_("&Paste a table"))
        paste.setObjectName("importPaste")
        cancel = quiet(_("Cancel"))
        cancel.setObjectName("importStartCancel")
        self.choose.clicked.connect(self.file_wanted)
        paste.clicked.connect(self.paste_wanted)
        cancel.clicked.connect(self.given_up)
        pasting = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        pasting.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        pasting.activated.connect(self.paste_wanted)
        inside = QVBoxLayout()
        inside.setSpacing(12)
        for card in (self._head([self.choose, paste, cancel]), _where()):
            card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)  # as high as its words wrap
            inside.addWidget(card)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroller(inside))

    def _head(self, shown: list[QPushButton]) -> Card:
        head = Card()
        head.add(heading(_("Import a list")))
        head.add(
            text(
                _(
                    "Councillors, contacts, members: a file from a council, an address book, a telephone or a "
                    "spreadsheet. You see what would change before anything is written, and one undo takes it back."
                )
            )
        )
        self.problem = soft()
        self.problem.setObjectName("importStartProblem")
        self.problem.hide()
        head.add(self.problem)
        buttons = FlowLayout(spacing=10)
        for button in shown:
            buttons.addWidget(button)
        head.body.addLayout(buttons)
        head.add(soft(_("Or drop a file here. vCard, CSV, Excel (XLSX), Popolo JSON and ModernGov XML can be read.")))
        return head

    def say(self, problem: str) -> None:
        """Say why nothing could be begun; "" for nothing."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))


def _where() -> Card:
    where = Card(_("Where do I get this?"))
    for what, how in where_from():
        where.add(strong(what))
        words = soft(how)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        where.add(words)
    return where
