"""The chips under the line that is typed: owner, date, outcome, votes, who stayed, and names that may be meant."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from villagedesk.core.dates import show_day
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.quickline import PartKind
from villagedesk.core.text import shorten
from villagedesk.core.words import BlockKind, Outcome
from villagedesk.records.meetings import ElectionDraft, ItemCard
from villagedesk.services import decisions, usualitems
from villagedesk.ui.badge import Badge
from villagedesk.ui.chip import Chip, RemovableChip
from villagedesk.ui.colours import Tone
from villagedesk.ui.doubts import candidate, doubts
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import key_hint, soft
from villagedesk.ui.meetings.minutes.interest import NO_ITEM, Interest
from villagedesk.ui.meetings.minutes.reading import Guess, Reading, Typed

_SHORT, _LONG = 40, 80  # letters of a title


class Understood(QWidget):
    """`refused` carries kind and words of what was taken back; the others what was chosen.

    `person_chosen` carries the words and the one of several people whom they mean, `name_added` a name that nobody has,
    `about_chosen` the number of the item that an interest is in, `guess_taken` the line as it names whom it may mean.
    """

    refused = Signal(str, str)
    outcome_chosen = Signal(object)
    stays_chosen = Signal(bool)
    about_chosen = Signal(int)
    guess_taken = Signal(str)
    offer_taken = Signal(str)
    person_chosen = Signal(str, str)
    name_added = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("understood")
        self._flow = FlowLayout(self, spacing=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._item, self._shown = 0, (Typed(), Reading())
        self._items: Sequence[ItemCard] = ()
        self._offers: tuple[str, ...] = ()
        self._made: object = None
        self._is_pick_open = False

    def show_item(self, number: int, items: Sequence[ItemCard]) -> None:
        """The item that the line goes to, 0 for none, and those of the agenda."""
        self._item, self._items = number, items
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
        titles, is_picking = [item.title for item in self._items], self._is_pick_open
        wanted = titles if is_picking else (typed.kind, typed.outcome, reading, self._offers, self._item, titles)
        if wanted == self._made:
            return
        self._made = wanted
        while item := self._flow.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        for widget in self._pick() if is_picking else self._offered() if self._offers else self._chips(typed, reading):
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
        if typed.kind is BlockKind.PARAGRAPH:
            return []
        made: list[QWidget] = []
        if reading.action:
            made += self._of_action(reading)
        if reading.asked and not reading.guess:
            made.append(Badge(reading.asked.name, "neutral"))
        if typed.kind is BlockKind.DECLARATION:
            made += self._of_interest(reading)
        if typed.kind is BlockKind.DECISION:
            made += self._of_decision(typed, reading)
        if reading.election:
            made += _of_election(reading.election)
        if reading.asks:
            made.append(_doubt(reading.asks))
        if reading.guess:
            made.append(self._guess(reading.guess))
        if reading.unknown:
            made.append(self._new_name(reading.unknown))
        if self._item and typed.kind is not BlockKind.DECLARATION:
            made.append(Badge(_("Item {n}").format(n=self._item), "kept"))
        return [*made, soft(_("Enter keeps it, Esc throws it away"), wrap=False)]

    def _of_interest(self, reading: Reading) -> list[QWidget]:
        made: list[QWidget] = []
        if reading.interest and reading.interest.name:
            made.append(Badge(reading.interest.name, "neutral" if reading.interest.person_id else ""))
        if self._items:
            made.append(self._about(reading.interest))
        stays = reading.interest.stays if reading.interest else True
        chip = self._button(_("Stayed") if stays else _("Left the room"), "stays")
        chip.clicked.connect(lambda _on=False: self.stays_chosen.emit(not stays))
        return [*made, chip]

    def open_pick(self) -> None:
        """Show every item that the interest may be in as a button, until one is chosen."""
        self._is_pick_open, self._made = True, None
        self._draw()

    def close_pick(self) -> None:
        """Back to the chip that says the item."""
        self._is_pick_open = False

    def _pick(self) -> list[QWidget]:
        """Tab goes to the first from the line, the arrows go on, Enter chooses."""
        wanted = [(item.number, f"{item.label} {shorten(item.title, _SHORT)}") for item in self._items
                  if not usualitems.is_for_interests(item.title)]  # fmt: skip
        made: list[QWidget] = [_doubt(_("In which item?"))]
        for number, words in (*wanted, (NO_ITEM, _no_item())):
            button = candidate(words.replace("&", "&&"))
            button.setAccessibleName(_("In item {n}").format(n=words) if number else words)
            button.clicked.connect(lambda _on=False, number=number: self.about_chosen.emit(number))
            made.append(button)
        return made

    def _about(self, said: Interest | None) -> QWidget:
        """Which item the interest is in: the open one, unless the line or the list of this chip says another."""
        number = said.item if said else None
        found = next((item for item in self._items if item.number == (number or self._item)), None)
        if number and found is None:
            return _doubt(_("There is no item {n} on this agenda").format(n=number))
        is_said = number or (found and not usualitems.is_for_interests(found.title))
        words = _about_words(found, _SHORT) if found and is_said else _("In which item?")
        chip = self._button(_no_item() if number == NO_ITEM else words, "aboutItem")
        menu = QMenu(chip)
        menu.aboutToShow.connect(lambda: self._fill(menu))
        chip.setMenu(menu)
        chip.setAccessibleDescription(_("Opens the list of items"))
        return chip

    def _fill(self, menu: QMenu) -> None:
        menu.clear()
        for item in self._items:
            action = menu.addAction(_about_words(item, _LONG).replace("&", "&&"))
            action.triggered.connect(lambda _on=False, number=item.number: self.about_chosen.emit(number))
        menu.addAction(_no_item()).triggered.connect(lambda _on=False: self.about_chosen.emit(NO_ITEM))

    def _guess(self, guess: Guess) -> QPushButton:
        """Whose name the line begins with; Tab goes to it from the line, and Enter says that they are meant."""
        button = candidate(guess.name)
        button.setAccessibleName(_("Choose {name}").format(name=guess.name))
        button.clicked.connect(lambda _on=False: self.guess_taken.emit(guess.line))
        return button

    def _of_decision(self, typed: Typed, reading: Reading) -> list[QWidget]:
        outcome = typed.outcome or (reading.moved.outcome if reading.moved else None) or Outcome.AGREED
        chip = self._button(decisions.outcome_words()[outcome], "outcome")
        chip.clicked.connect(lambda _on=False: self.outcome_chosen.emit(_next(outcome)))
        moved = reading.moved
        made: list[QWidget] = [chip]
        if moved and moved.rule:
            made.append(Badge(moved.rule, "neutral"))
        if moved and moved.doubt:
            made.append(_doubt(moved.doubt))
        return [*made, *(Badge(words, "neutral") for words in (moved.said if moved else ()))]

    def _new_name(self, name: str) -> QPushButton:
        """Tab goes to it from the line, and Enter adds the person."""
        button = candidate(_("Add {name} to people").format(name=name))
        button.clicked.connect(lambda _on=False: self.name_added.emit(name))
        return button

    def _of_action(self, reading: Reading) -> list[QWidget]:
        assert reading.action
        line = reading.action.line
        made: list[QWidget] = []
        owner, due = line.part(PartKind.OWNER), line.part(PartKind.DUE)
        if owner:
            made.append(self._removable(reading.action.owner, "neutral", "chip_owner", owner.kind, owner.words))
        if due and due.due:
            made.append(self._removable(show_day(due.due), "soon", "chip_due", due.kind, due.words))
        if by := line.part(PartKind.MEETING):
            made.append(self._removable(reading.action.meeting, "soon", "chip_meeting", by.kind, by.words))
        return made + doubts(reading.action, self.person_chosen.emit)

    def _removable(self, text: str, tone: Tone, name: str, kind: str, words: str) -> RemovableChip:
        chip = _Taken(text, tone)
        chip.setObjectName(name)
        chip.removed.connect(lambda: self.refused.emit(str(kind), words))
        return chip

    @staticmethod
    def _button(text: str, name: str) -> QPushButton:
        chip = Chip(text)
        chip.setObjectName(name)
        chip.setCheckable(False)
        chip.setToolTip(_("Press to say it otherwise"))
        return chip


def _no_item() -> str:
    return _("In no item of this agenda")


def _about_words(item: ItemCard, letters: int) -> str:
    return _("In item {n}, {title}").format(n=item.label, title=shorten(item.title, letters))


def _doubt(words: str) -> Badge:
    badge = Badge(words, "late")
    badge.setObjectName("doubt")
    return badge


def _of_election(election: ElectionDraft) -> list[QWidget]:
    """The post, and each candidate in the tone of somebody known or not."""
    seats = ngettext("{n} seat", "{n} seats", election.seats).format(n=election.seats)
    made: list[QWidget] = [Badge(f"{election.post}, {seats}" if election.seats > 1 else election.post, "kept")]
    for one in election.candidates:
        words = one.name if one.person_id else _("{name} (new)").format(name=one.name)
        words = f"{words}, {one.votes}" if one.votes is not None else words
        made.append(Badge(words, "neutral" if one.person_id else ""))
    return made if election.post else made[1:]


class _Taken(RemovableChip):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.removed.emit()
        else:
            super().keyPressEvent(event)


def _next(outcome: Outcome) -> Outcome:
    each = list(Outcome)
    return each[(each.index(outcome) + 1) % len(each)]
