"""How each side has kept its promises: a bar, and the rates with the numbers behind them."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.promises import Kept, PromiseState
from villagedesk.records.promises import Record
from villagedesk.ui.bar import Bar
from villagedesk.ui.colours import Tone
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.theme import current

TONES: dict[PromiseState, Tone] = {
    PromiseState.DONE: "kept",
    PromiseState.RENEGOTIATED: "kept",
    PromiseState.DONE_LATE: "soon",
    PromiseState.NOT_DONE: "late",
    PromiseState.OPEN: "neutral",
    PromiseState.RELEASED: "",
}
_SETTLED = (PromiseState.DONE, PromiseState.RENEGOTIATED, PromiseState.DONE_LATE, PromiseState.NOT_DONE)

_BESIDE = 820  # pixels at 100% from which a bar and its rates have room side by side


class KeptSides(QWidget):
    """One line for each side that has promised anything; hidden while none has."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("kept")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._lines: dict[str, tuple[Label, Bar, Label]] = {}
        self._beside: bool | None = None
        names = {"theirs": _("The council"), "ours": _("Us"), "joint": _("Both together")}
        for side, name in names.items():
            line = Label(name), Bar(), soft()
            line[2].setObjectName(f"rates_{side}")
            self._lines[side] = line
        self._lay_out(False)
        self.show_record(Record())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out(self.width() >= current().px(_BESIDE))

    def _lay_out(self, beside: bool) -> None:
        """The rates stand at the right of their bar, or below it where there is no room."""
        if beside == self._beside:
            return
        self._beside = beside
        for row, (name, bar, rates) in enumerate(self._lines.values()):
            self._grid.addWidget(name, 2 * row, 0)
            self._grid.addWidget(bar, 2 * row, 1)
            self._grid.addWidget(rates, 2 * row + (not beside), 2 if beside else 1)
        self._grid.setColumnStretch(2, 1 if beside else 0)

    def show_record(self, record: Record) -> None:
        """Show these."""
        sides = {"theirs": record.theirs, "ours": record.ours, "joint": record.joint}
        self.has_any = any(kept.total for kept in sides.values())
        for side, kept in sides.items():
            name, bar, rates = self._lines[side]
            bar.show_parts(parts(kept))
            bar.setAccessibleName(f"{name.text()}: {bar.accessibleName()}")
            rates.setText(rate_words(kept))
            for widget in (name, bar, rates):
                widget.setVisible(kept.total > 0)


def parts(kept: Kept) -> list[tuple[int, str, str]]:
    """The counts as parts of a bar."""
    words = {
        PromiseState.DONE: _("done"),
        PromiseState.RENEGOTIATED: _("renegotiated"),
        PromiseState.DONE_LATE: _("late"),
        PromiseState.NOT_DONE: _("not done"),
        PromiseState.OPEN: _("open"),
        PromiseState.RELEASED: _("released"),
    }
    return [(getattr(kept, state.value), word, TONES[state]) for state, word in words.items()]


def rate_words(kept: Kept) -> str:
    """ "Of 45 settled: 40% done, 2% renegotiated, 38% late, 20% not done"; no rate under five."""
    if not kept.settled:
        return _("None is settled yet.")
    told = ngettext("Of {n} settled", "Of {n} settled", kept.settled).format(n=kept.settled)
    words = (_("done"), _("renegotiated"), _("late"), _("not done"))
    rates = [kept.rate(state) for state in _SETTLED]
    if rates[0].percent is None:
        return _("{told}: too few for a rate.").format(told=told)
    return f"{told}: " + ", ".join(f"{rate.percent}% {word}" for rate, word in zip(rates, words, strict=True))
