"""What was proposed, beside what went out and what the log says now; taken or left one by one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus, ProposalState
from villagedesk.records.reviews import ProposalCard
from villagedesk.services.reviewfront import state_words
from villagedesk.services.reviews import status_words
from villagedesk.ui.badge import Badge
from villagedesk.ui.buttons import button_row, quiet, secondary
from villagedesk.ui.colours import Tone
from villagedesk.ui.labels import soft, strong, text
from villagedesk.ui.theme import current

_BESIDE = 480  # pixels at 100%; in less room the two stand below each other


class Proposals(QWidget):
    """`taking`, `dating` and `leaving` carry the key of the proposal whose button was pressed."""

    taking = Signal(str)
    dating = Signal(str)
    leaving = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._shown: Sequence[ProposalCard] = ()

    def show_proposals(self, proposals: Sequence[ProposalCard]) -> None:
        """Show these, those on one action together; the focus goes on to the next that waits."""
        if self._shown == proposals:
            return
        had_focus = self.isAncestorOf(focused) if (focused := self.window().focusWidget()) else False
        self._shown = proposals
        while item := self._column.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()
        for _number, several in groupby(proposals, key=lambda one: one.number):
            self._column.addWidget(_OfAction(list(several), self))
        if had_focus:
            self.setFocus()
            waiting = next((one for one in proposals if one.state is ProposalState.WAITING), None)
            if waiting and (button := self.findChild(QPushButton, f"take_{waiting.id}")):
                button.setFocus(Qt.FocusReason.OtherFocusReason)


class _OfAction(QFrame):
    """An action on the left, what each says of it on the right."""

    def __init__(self, proposals: Sequence[ProposalCard], owner: Proposals) -> None:
        super().__init__()
        self.setProperty("role", "asking")
        first = proposals[0]
        self.setAccessibleName(f"{first.number} {first.text}")
        self._left = _told(strong(f"{first.number}  {first.text}"), _stands(first))
        self._right = QWidget()
        several = QVBoxLayout(self._right)
        several.setContentsMargins(0, 0, 0, 0)
        several.setSpacing(14)
        for one in proposals:
            several.addWidget(_proposal(one, owner))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 12, 14, 12)
        self._grid.setHorizontalSpacing(20)
        self._grid.setVerticalSpacing(10)
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


def _stands(one: ProposalCard) -> list[str]:
    """The action as it went out and, where that is something else, as it is now."""
    told = [_("Sent as: {state}").format(state=_state(one.sent_status, one.sent_due))]
    if one.now_status is None:
        told.append(_("No longer in the log, or in the bin"))
    elif one.is_moved_on:
        told.append(_("In the log now: {state}").format(state=_state(one.now_status, one.now_due)))
    return told


def _state(status: ActionStatus, due: date | None) -> str:
    words = state_words()[status].lower()
    if status in (ActionStatus.DONE, ActionStatus.DROPPED):
        return words
    return f"{words}, {_('by {date}').format(date=show_date(due)) if due else _('no date')}"


def _proposal(one: ProposalCard, owner: Proposals) -> QWidget:
    made = QWidget()
    made.setObjectName(f"proposal_{one.id}")
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(strong(wish(one)))
    if one.comment and (one.status or one.due_on):
        column.addWidget(text(one.comment))
    column.addWidget(soft(f"{one.name}, {show_date(one.said_on)}"))
    if one.is_newer:
        column.addWidget(Badge(_("The newer of theirs"), "kept"))
    if one.note and one.state is ProposalState.WAITING:
        column.addWidget(Badge(_("Look at this"), "soon"))
        column.addWidget(soft(one.note))
    if one.no_date and one.state is not ProposalState.TAKEN:
        column.addWidget(text(_("“{words}” is not a date: type one, or leave it.").format(words=one.no_date)))
    if one.state is not ProposalState.WAITING:
        column.addWidget(Badge(*_badge(one)))
    if buttons := _buttons(one, owner):
        column.addLayout(button_row(*buttons))
    return made


def wish(one: ProposalCard) -> str:
    """What is proposed, in words; the comment where it is all there is."""
    parts = [status_words()[one.status]] if one.status else []
    if one.due_on:
        parts.append(_("move to {date}").format(date=show_date(one.due_on)))
    words = ", ".join(parts) or one.comment
    return words[:1].upper() + words[1:]


def _badge(one: ProposalCard) -> tuple[str, Tone]:
    return (_("Taken"), "kept") if one.state is ProposalState.TAKEN else (_("Left"), "neutral")


def _buttons(one: ProposalCard, owner: Proposals) -> list[QPushButton]:
    """Take, or type the date that is none as it was written, and leave; of one that was left, take after all."""
    if one.state is ProposalState.TAKEN:
        return []
    waits, made = one.state is ProposalState.WAITING, list[QPushButton]()
    if one.no_date:
        date_it = secondary(_("Type the date..."))
        date_it.setObjectName(f"date_{one.id}")
        date_it.setAccessibleName(_("Type the date of {number} that {name} means").format(
            name=one.name, number=one.number
        ))  # fmt: skip
        date_it.clicked.connect(lambda: owner.dating.emit(one.id))
        made.append(date_it)
    if one.is_takable:
        words = _("Take it without the date") if one.no_date else _("Take it")
        take = secondary(words) if waits else quiet(_("Take it after all"))
        take.setObjectName(f"take_{one.id}")
        take.setAccessibleName(_("Take what {name} says of {number}").format(name=one.name, number=one.number))
        take.clicked.connect(lambda: owner.taking.emit(one.id))
        made.append(take)
    if not waits:
        return made
    leave = quiet(_("Leave it"))
    leave.setObjectName(f"leave_{one.id}")
    leave.setAccessibleName(_("Leave what {name} says of {number}").format(name=one.name, number=one.number))
    leave.clicked.connect(lambda: owner.leaving.emit(one.id))
    return [*made, leave]


def _told(head: QWidget, lines: Sequence[str]) -> QWidget:
    told = QWidget()
    column = QVBoxLayout(told)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(head)
    for line in lines:
        column.addWidget(soft(line))
    return told
