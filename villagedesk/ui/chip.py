"""Pills: filters that are on or off, and what was understood and may be taken back."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.badge import Badge, badge_size
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.colours import Tone
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.icons import set_icon
from villagedesk.ui.theme import current


class Chip(QPushButton):
    """A filter that is on or off, with how many it would show: "Councillors 42"."""

    def __init__(
        self, text: str, count: int | None = None, parent: QWidget | None = None, *, role: str = "chip"
    ) -> None:
        super().__init__(parent)
        self._text = text
        self.setProperty("role", role)
        self.setCheckable(True)
        self.setAutoDefault(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.show_count(count)

    def sizeHint(self) -> QSize:
        """Wide enough for the bold letters that it has when it is on."""
        theme, hint = current(), super().sizeHint()
        room = QFontMetrics(theme.font("second", bold=True)).horizontalAdvance(self.text()) + 2 * theme.px(13) + 4
        return QSize(max(hint.width(), room), hint.height())

    def show_count(self, count: int | None) -> None:
        """Say how many the filter finds; None says nothing."""
        self.setText(self._text if count is None else f"{self._text} {count:,}")


class ChipRow(QWidget):
    """Chips side by side, wrapping; with `exclusive` one of them at most is on."""

    changed = Signal(str)

    def __init__(self, *, exclusive: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._exclusive = exclusive
        self._chips: dict[str, Chip] = {}
        self._flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, name: str, text: str, count: int | None = None) -> Chip:
        """Add a chip; `changed` will carry `name`."""
        chip = self._chips[name] = Chip(text, count)
        chip.setObjectName(f"chip_{name}")
        chip.clicked.connect(lambda on: self._pressed(name, on))
        self._flow.addWidget(chip)
        return chip

    def chip(self, name: str) -> Chip:
        """The chip called `name`."""
        return self._chips[name]

    def on(self) -> tuple[str, ...]:
        """The names of the chips that are on."""
        return tuple(name for name, chip in self._chips.items() if chip.isChecked())

    def turn_on(self, names: Iterable[str]) -> None:
        """Turn on these and no others, without a signal."""
        wanted = set(names)
        for name, chip in self._chips.items():
            chip.setChecked(name in wanted)

    def _pressed(self, name: str, on: bool) -> None:
        if on and self._exclusive:
            self.turn_on([name])
        self.changed.emit(name if on else "")


class RemovableChip(QFrame):
    """Something understood, in its tone, with a button that takes it back."""

    removed = Signal()

    def __init__(self, text: str, tone: Tone = "neutral", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "removable")
        self.setProperty("tone", tone)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 1, 0)
        row.setSpacing(0)
        self._text, self._badge = text, Badge(text, tone)
        self._badge.setMinimumWidth(1)
        row.addWidget(self._badge)
        self._remove = icon_button("close", _("Remove {what}").format(what=text))
        self._remove.setProperty("role", "remove")
        set_icon(self._remove, "close", tone or "soft", 12)
        self._remove.clicked.connect(self.removed)
        row.addWidget(self._remove)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(2 * self._remove.sizeHint().width())

    def sizeHint(self) -> QSize:
        """As wide as the whole text, also while a part of it is shown."""
        room = badge_size(self._text).width() + self._remove.sizeHint().width() + 1
        return QSize(room, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        missing = self.sizeHint().width() - self.width()
        metrics = QFontMetrics(self._badge.font())
        room = metrics.horizontalAdvance(self._text) - missing
        shown = metrics.elidedText(self._text, Qt.TextElideMode.ElideRight, room) if missing > 0 else self._text
        self._badge.setText(shown)
        if shown != self._text:
            self.setToolTip(self._text)
