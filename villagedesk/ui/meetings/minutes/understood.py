"""The chips under the line that is typed: owner, date, item, outcome, who stayed, and names that may be meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from villagedesk.core.dates import show_day
from villagedesk.core.i18n import _
from villagedesk.core.quickline import PartKind
from villagedesk.core.words import BlockKind, Outcome
from villagedesk.services import decisions
from villagedesk.ui.badge import Badge
from villagedesk.ui.chip import Chip, RemovableChip
from villagedesk.ui.colours import Tone
from villagedesk.ui.doubts import doubts
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import key_hint, soft
from villagedesk.ui.meetings.minutes.reading import Reading, Typed


class Understood(QWidget):
    """`refused` carries kind and words of what was taken back; the others what was chosen.

    `person_chosen` carries the words and the one of several people whom they mean.
    """

    refused = Signal(str, str)
    outcome_chosen = Signal(object)
    stays_chosen = Signal(bool)
    offer_taken = Signal(str)
    person_chosen = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("understood")
        self._flow = FlowLayout(self, spacing=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._item, self._shown = 0, (Typed(), Reading())
        self._offers: tuple[str, ...] = ()
        self._made: object = None

    def show_item(self, number: int) -> None:
        """The item that the line goes to; 0 for none."""
        self._item = number
        self._draw()

    def tell(self, typed: Typed, reading: Reading) -> None:
        """Say what was understood of a line."""
        self._shown = (typed, reading)
        self._draw()

    def show_offers(self, names: Sequence[str]) -> None:
        """Names that Tab or a click puts in; they stand in place of the chips."""
        self._offers = tuple(names)
        self._draw()

    def go_to_candidates(self) -> bool:
        """Give the focus to the first of several people who may be meant; whether there is one."""
        found = self.findChild(QPushButton, "candidate") if self.isVisible() else None
        if found:
            found.setFocus(Qt.FocusReason.TabFocusReason)
        return found is not None

    def _draw(self) -> None:
        typed, reading = self._shown
        wanted = (typed.kind, typed.outcome, reading, self._offers, self._item)
        if wanted == self._made:
            return
        self._made = wanted
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for widget in self._offered() if self._offers else self._chips(typed, reading):
            self._flow.addWidget(widget)
            widget.show()
        self.setVisible(self._flow.count() > 0)
        self._flow.invalidate()
        self.updateGeometry()

    def _offered(self) -> list[QWidget]:
        made: list[QWidget] = []
        for name in self._offers:
            chip = QPushButton(name)
            chip.setProperty("role", "chip")
            chip.setObjectName("offer")
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAccessibleDescription(_("Press Tab in the line to put the first name in"))
            chip.clicked.connect(lambda _on=False, name=name: self.offer_taken.emit(name))
            made.append(chip)
        made.insert(1, key_hint("Tab"))
        return made

    def _chips(self, typed: Typed, reading: Reading) -> list[QWidget]:
        made: list[QWidget] = []
        if reading.action:
            made += self._of_action(reading)
        if reading.interest and reading.interest.name:
            made.append(Badge(reading.interest.name, "neutral" if reading.interest.person_id else ""))
        if typed.kind is BlockKind.DECLARATION:
            stays = reading.interest.stays if reading.interest else True
            made.append(self._button(_("Stayed") if stays else _("Left the room"), "stays"))
            made[-1].clicked.connect(lambda _on=False: self.stays_chosen.emit(not stays))  # type: ignore[attr-defined]
        if typed.kind is BlockKind.DECISION:
            made.append(self._button(decisions.outcome_words()[typed.outcome], "outcome"))
            made[-1].clicked.connect(lambda _on=False: self.outcome_chosen.emit(_next(typed.outcome)))  # type: ignore[attr-defined]
        if self._item and typed.kind is not BlockKind.PARAGRAPH:
            made.append(Badge(_("Item {n}").format(n=self._item), "kept"))
        if typed.kind is not BlockKind.PARAGRAPH:
            made.append(soft(_("Enter keeps it, Esc throws it away"), wrap=False))
        return made

    def _of_action(self, reading: Reading) -> list[QWidget]:
        assert reading.action
        line = reading.action.line
        made: list[QWidget] = []
        owner, due = line.part(PartKind.OWNER), line.part(PartKind.DUE)
        if owner:
            made.append(self._removable(reading.action.owner, "neutral", "chip_owner", owner.kind, owner.words))
        if due and due.due:
            made.append(self._removable(show_day(due.due), "soon", "chip_due", due.kind, due.words))
        return made + doubts(reading.action, self.person_chosen.emit)

    def _removable(self, text: str, tone: Tone, name: str, kind: str, words: str) -> RemovableChip:
        chip = _Taken(text, tone)
        chip.setObjectName(name)
        chip.removed.connect(lambda: self.refused.emit(str(kind), words))
        return chip

    def _button(self, text: str, name: str) -> QPushButton:
        chip = Chip(text)
        chip.setObjectName(name)
        chip.setCheckable(False)
        chip.setToolTip(_("Press to say it otherwise"))
        return chip


class _Taken(RemovableChip):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _next(outcome: Outcome) -> Outcome:
    each = list(Outcome)
    return each[(each.index(outcome) + 1) % len(each)]
