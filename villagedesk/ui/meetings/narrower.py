"""What narrows a register or a search to a series and a time: chosen from lists, days only where none of them fits."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from enum import StrEnum

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from villagedesk.core.dates import clamped
from villagedesk.core.i18n import _
from villagedesk.records.people import Choice as Named
from villagedesk.services import series
from villagedesk.ui.bus import Bus
from villagedesk.ui.editors import Choice, DateLine, Editor
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import soft
from villagedesk.ui.theme import current

_WIDTH = 210  # pixels at 100% of something to choose or type


class When(StrEnum):
    """A time that is chosen by its name."""

    ANY = "any"
    TWELVE_MONTHS = "twelve"
    THIS_YEAR = "this"
    LAST_YEAR = "last"
    BETWEEN = "between"


class Narrower(QWidget):
    """`changed` when another series or time is chosen."""

    changed = Signal()

    def __init__(self, bus: Bus, *more: tuple[str, Editor]) -> None:
        """`more` are further things to choose, each with its name."""
        super().__init__()
        self._bus = bus
        self.series = Choice([(None, _("All meetings"))])
        self.when = Choice(list(_when_words().items()))
        self.start, self.end = DateLine(bus.today), DateLine(bus.today)
        self._days = [soft(_("From"), wrap=False), self.start, soft(_("to"), wrap=False), self.end]
        self._flow = FlowLayout(self, spacing=10)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        named = ((_("Series"), self.series), (_("When"), self.when), *more)
        for name, editor in named:
            editor.box.setAccessibleName(name)
            self._flow.addWidget(editor)
        for editor, name in ((self.start, _("From")), (self.end, _("To"))):
            editor.box.setAccessibleName(name)
            editor.echo.hide()
        for widget in self._days:
            self._flow.addWidget(widget)
            widget.hide()
        self.series.set_value(None)
        self.when.set_value(When.ANY)
        for name, editor in (("narrowSeries", self.series), ("narrowWhen", self.when), ("from", self.start),
                             ("to", self.end)):  # fmt: skip
            editor.box.setObjectName(name)
        for editor in (self.series, self.when, self.start, self.end, *(editor for _name, editor in more)):
            editor.left.connect(self._chosen)
        current().changed.connect(self._fit)
        self._editors = (self.series, self.when, self.start, self.end, *(editor for _name, editor in more))
        self._fit()
        self.read()

    def add(self, widget: QWidget) -> None:
        """Put something behind what is chosen."""
        self._flow.addWidget(widget)

    def read(self) -> None:
        """Ask which series there are."""
        self._bus.read(self, series.choices, self._offer)

    def series_id(self) -> str | None:
        """The series chosen; None for all."""
        found: str | None = self.series.value()
        return found

    def span(self) -> tuple[date | None, date | None]:
        """The first and the last day wanted, None where there is no end."""
        today, when = self._bus.today(), self.when.value()
        if when == When.TWELVE_MONTHS:
            return clamped(today.year - 1, today.month, today.day) + timedelta(1), today
        if when == When.THIS_YEAR:
            return date(today.year, 1, 1), date(today.year, 12, 31)
        if when == When.LAST_YEAR:
            return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
        return (self.start.value(), self.end.value()) if when == When.BETWEEN else (None, None)

    def _offer(self, found: Sequence[Named]) -> None:
        chosen = self.series_id()
        self.series.set_options([(None, _("All meetings")), *((each.id, each.name) for each in found)])
        self.series.set_value(chosen if chosen in {each.id for each in found} else None)

    def _chosen(self) -> None:
        for widget in self._days:
            widget.setVisible(self.when.value() == When.BETWEEN)
        self.updateGeometry()
        if not (self.start.problem() or self.end.problem()):
            self.changed.emit()

    def _fit(self) -> None:
        for editor in self._editors:
            editor.setFixedWidth(current().px(_WIDTH))

    def minimumSizeHint(self) -> QSize:
        return QSize(current().px(_WIDTH), super().minimumSizeHint().height())


def _when_words() -> dict[When, str]:
    return {
        When.ANY: _("At any time"),
        When.TWELVE_MONTHS: _("The last 12 months"),
        When.THIS_YEAR: _("This year"),
        When.LAST_YEAR: _("Last year"),
        When.BETWEEN: _("Between two days"),
    }
