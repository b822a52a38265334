"""Comments on draft minutes, each beside what the minutes say there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.approval import CommentCard
from villagedesk.ui.badge import Badge
from villagedesk.ui.buttons import button_row, quiet, secondary
from villagedesk.ui.labels import soft, strong, text
from villagedesk.ui.meetings.approve.words import comment_badge
from villagedesk.ui.theme import current

_BESIDE = 560  # pixels at 100%; in less room the two stand below each other


class Comments(QWidget):
    """`taking` and `leaving` carry the key of the comment whose button was pressed, `opening` the place it is about.

    `righting` carries the key of one of which the minutes say by now what it asks for.
    """

    taking = Signal(str)
    leaving = Signal(str)
    opening = Signal(str)
    righting = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._shown: tuple[Sequence[CommentCard], bool] = ((), False)

    def show_comments(self, comments: Sequence[CommentCard], *, is_open: bool) -> None:
        """Show these; while the minutes are open each can be taken or left."""
        if self._shown == (comments, is_open):
            return
        self._shown = (comments, is_open)
        while item := self._column.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for comment in comments:
            self._column.addWidget(_Comment(comment, is_open, self))


class _Comment(QFrame):
    """What the minutes say on the left, what somebody says of it on the right, and the answer."""

    def __init__(self, comment: CommentCard, is_open: bool, owner: Comments) -> None:
        super().__init__()
        self.setProperty("role", "asking")
        self.setObjectName(f"comment_{comment.id}")
        said = comment.said or (_("The item as a whole") if comment.about else _("The minutes as a whole"))
        head = _("The minutes say") if comment.said else _("About")
        self._left = _told(head, said, comment.about)
        self._right = _told(comment.name, comment.text, show_date(comment.said_on))
        self.setAccessibleName(f"{comment.name}: {comment.text}")
        badge = Badge(*comment_badge(comment))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addLayout(self._grid)
        column.addWidget(badge)
        if comment.answer:
            column.addWidget(soft(_("Answer: {answer}").format(answer=comment.answer)))
        if is_open:
            column.addLayout(button_row(*_buttons(comment, owner)))
        self._columns = 0
        self._lay_out(2)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(2 if event.size().width() >= current().px(_BESIDE) else 1)

    def _lay_out(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.addWidget(self._left, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self._right, columns % 2, columns - 1, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)


def _buttons(comment: CommentCard, owner: Comments) -> list[QPushButton]:
    """Take and leave, of one that has been answered the other of the two; the way to what it is about."""
    waits = comment.taken is None
    take = secondary(_("Take it")) if waits else quiet(_("Take it after all"))
    leave = quiet(_("Leave it") if waits else _("Leave it after all"))
    take.setObjectName(f"take_{comment.id}")
    leave.setObjectName(f"leave_{comment.id}")
    take.setAccessibleName(_("Take the comment of {name}").format(name=comment.name))
    leave.setAccessibleName(_("Leave the comment of {name}").format(name=comment.name))
    take.clicked.connect(lambda: owner.taking.emit(comment.id))
    leave.clicked.connect(lambda: owner.leaving.emit(comment.id))
    there = secondary(_("Change the minutes there")) if comment.is_owed else quiet(_("Open the minutes there"))
    there.setObjectName(f"open_{comment.id}")
    there.setAccessibleName(_("Open the minutes where the comment of {name} is about").format(name=comment.name))
    there.clicked.connect(lambda: owner.opening.emit(comment.place))
    right = secondary(_("They are changed"))
    right.setObjectName(f"right_{comment.id}")
    right.setAccessibleName(_("The minutes are changed as the comment of {name} asks").format(name=comment.name))
    right.clicked.connect(lambda: owner.righting.emit(comment.id))
    all_of_them = (
        (take, not comment.taken), (there, comment.is_owed), (right, comment.is_owed),
        (leave, comment.taken is not False), (there, bool(comment.place) and not comment.is_owed),
    )  # fmt: skip
    return [button for button, fits in all_of_them if fits]


def _told(head: str, words: str, under: str) -> QWidget:
    told = QWidget()
    column = QVBoxLayout(told)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(2)
    column.addWidget(strong(head))
    column.addWidget(text(words))
    if under:
        column.addWidget(soft(under))
    return told
