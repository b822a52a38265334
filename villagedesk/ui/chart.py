"""A chart on the screen: the shapes that are printed, in the colours and the text size of the window."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QSizePolicy, QWidget

from villagedesk.records.charts import Chart, Inks
from villagedesk.services import charts
from villagedesk.ui.bus import Bus
from villagedesk.ui.colours import CONTRAST_DARK, CONTRAST_LIGHT
from villagedesk.ui.theme import SIZES, current

_WIDEST = 720  # pixels at 100%: wider bars say no more


class ChartView(QWidget):
    """Draws a chart as wide as it is itself; what is drawn is made off the GUI thread. Hidden while there is none."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self._chart: Chart | None = None
        self._asked: tuple[object, ...] = ()
        self._renderer = QSvgRenderer(self)
        self._stop: Callable[[], None] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        current().changed.connect(self._draw)
        self.hide()

    def show_chart(self, chart: Chart | None, said: str) -> None:
        """Show a chart; `said` says it in words to whoever does not see it. None shows nothing."""
        self._chart = chart
        self.setAccessibleName(said)
        self.setVisible(chart is not None)
        self._draw()

    def sizeHint(self) -> QSize:
        return self._renderer.defaultSize()

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(160), self.sizeHint().height())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._draw()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self._renderer.isValid():
            self._renderer.render(QPainter(self), QRectF(self._renderer.viewBoxF()))

    def _draw(self) -> None:
        theme = current()
        colours, width, size = theme.colours, min(self.width(), theme.px(_WIDEST)), theme.px(SIZES["second"])
        track = (
            colours.selected if colours in (CONTRAST_LIGHT, CONTRAST_DARK) else colours.line
        )  # a line is black there
        inks = Inks(colours.text, colours.soft, track, colours.accent, colours.neutral, colours.card)
        chart, asked = self._chart, (self._chart, width, size, inks)
        if chart is None or not self.isVisible() or asked == self._asked:
            return
        self._asked = asked
        if self._stop:
            self._stop()
        self._stop = self._bus.run(self, lambda _report: charts.svg(chart, width, size, inks), self._drawn)

    def _drawn(self, drawn: bytes) -> None:
        self._renderer.load(QByteArray(drawn))
        self.setFixedHeight(self._renderer.defaultSize().height())
        self.updateGeometry()
        self.update()
