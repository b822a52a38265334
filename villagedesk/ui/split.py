"""A list beside its detail; one at a time where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.ui.buttons import quiet
from villagedesk.ui.theme import current

_BOTH, _LOW = 640, 200  # pixels at 100%


class Split(QWidget):
    """`show_detail` and `show_list` matter only while there is room for one."""

    def __init__(
        self, rows: QWidget, detail: QWidget, shares: tuple[int, int] = (42, 58), above: QWidget | None = None
    ) -> None:
        """`above` goes over both, and away with the rows."""
        super().__init__()
        self._rows, self._above, self._on_detail, self._alone = rows, above, False, False
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        if above:
            outer.addWidget(above)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(20)
        self._splitter.setChildrenCollapsible(False)
        outer.addWidget(self._splitter, 1)
        self._side = QWidget()
        for widget, share in ((rows, shares[0]), (self._side, shares[1])):
            self._splitter.addWidget(widget)
            self._splitter.setStretchFactor(self._splitter.count() - 1, share)
        self._splitter.setSizes([share * 10 for share in shares])
        self._back = quiet(_("Back to the list"), "left")
        self._back.setObjectName("backToList")
        self._back.clicked.connect(self.show_list)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(detail, 1)
        self._fit()

    def show_detail(self) -> None:
        """The detail is wanted, as when a row was opened."""
        self._on_detail = True
        self._fit()

    def show_list(self) -> None:
        """Back to the rows."""
        self._on_detail = False
        self._fit()
        self._rows.setFocus()

    def show_alone(self, on: bool) -> None:
        """Give the rows the whole width, or share it again."""
        self._alone = on
        self._on_detail = self._on_detail and not on
        self._fit()

    def shows_both(self) -> bool:
        """Whether the rows and the detail stand side by side."""
        return self.width() >= current().px(_BOTH) and not self._alone

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self._splitter.setMinimumHeight(current().px(_LOW))  # where there is less room the page scrolls
        both = self.shows_both()
        for widget in filter(None, (self._rows, self._above)):
            widget.setVisible(both or not self._on_detail)
        self._side.setVisible(both or self._on_detail)
        self._back.setVisible(not both and self._on_detail)
