"""Tabs in one row: where there is no room for all of them, the row scrolls."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.chip import Chip

_AROUND = 40  # pixels that are shown of the tab beside the one that is gone to


class TabRow(QWidget):
    """One of the tabs is on. `changed` carries the name of the one that was pressed."""

    changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs: dict[str, Chip] = {}
        self._on = ""
        inside = QWidget()
        self._row = QHBoxLayout(inside)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        inside.installEventFilter(self)
        self._area = _Strip(inside)
        self._back, self._on_button = icon_button("left", _("Tabs before")), icon_button("right", _("More tabs"))
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(4)
        across.addWidget(self._back)
        across.addWidget(self._area, 1)
        across.addWidget(self._on_button)
        for button, steps in ((self._back, -1), (self._on_button, 1)):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the tabs themselves are walked through
            button.clicked.connect(lambda _on=False, steps=steps: self._area.turn(steps))
            button.hide()
        bar = self._area.horizontalScrollBar()
        bar.valueChanged.connect(self._say_where)
        bar.rangeChanged.connect(self._say_where)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, name: str, text: str) -> Chip:
        """Add a tab; `changed` will carry `name`."""
        tab = self._tabs[name] = Chip(text, role="tab")
        tab.setObjectName(f"chip_{name}")
        tab.clicked.connect(lambda: self._pressed(name))
        tab.installEventFilter(self)
        self._row.insertWidget(self._row.count() - 1, tab)
        return tab

    def chip(self, name: str) -> Chip:
        """The tab called `name`."""
        return self._tabs[name]

    def on(self) -> tuple[str, ...]:
        """The name of the tab that is on."""
        return tuple(name for name, tab in self._tabs.items() if tab.isChecked())

    def turn_on(self, names: Iterable[str]) -> None:
        """Turn on these and no others, without a signal; the row scrolls to it."""
        wanted = set(names)
        for name, tab in self._tabs.items():
            tab.setChecked(name in wanted)
            if name in wanted:
                self._on = name
        self._show(self._on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self._show(self._on)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A tab that is walked to is brought into view; one that grows may need the buttons."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Chip):
            self._area.ensureWidgetVisible(watched, _AROUND, 0)
        elif event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def _pressed(self, name: str) -> None:
        self.turn_on([name])
        self.changed.emit(name)

    def _show(self, name: str) -> None:
        if tab := self._tabs.get(name):
            self._area.ensureWidgetVisible(tab, _AROUND, 0)

    def _fit(self) -> None:
        is_short = self._area.wanted() > self.width()
        for button in (self._back, self._on_button):
            button.setVisible(is_short)
        self._say_where()

    def _say_where(self) -> None:
        bar = self._area.horizontalScrollBar()
        self._back.setEnabled(bar.value() > bar.minimum())
        self._on_button.setEnabled(bar.value() < bar.maximum())


class _Strip(QScrollArea):
    """The tabs themselves, which scroll sideways without a bar."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self._inside = inside
        self.setWidget(inside)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        inside.setObjectName("scrolled")

    def wanted(self) -> int:
        """How wide all tabs are side by side, in pixels."""
        return self._inside.sizeHint().width()

    def turn(self, steps: int) -> None:
        """Scroll by most of what is seen."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + steps * (self.viewport().width() - 2 * _AROUND))

    def sizeHint(self) -> QSize:
        return self._inside.sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(80, self._inside.sizeHint().height())

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Sideways over the row; up and down is for the page."""
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()
