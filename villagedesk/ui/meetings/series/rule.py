"""The editor of how a series comes again: how often, on which day, in which months."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core import recurrence
from villagedesk.core.dates import day_names, month_names
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.recurrence import ALL_MONTHS, Recurrence, Unit, nth_words
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.editors import Choice, Editor
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import soft

_NONE, _MONTH, _QUARTER, _YEAR, _OWN = "none", "month", "quarter", "year", "own"
_WEEKS = (1, 2, 3, 4)


class RuleEditor(Editor):
    """Its value is an RRULE, or "" for no fixed days; one that says more than can be chosen here stays as it is."""

    def __init__(self) -> None:
        self._often = Choice(_options())
        super().__init__(self._often.box)
        self._own, self._months_on = "", ALL_MONTHS
        self._nth, self._day = Choice(list(nth_words().items())), Choice(list(enumerate(day_names())))
        self._months = ChipRow(exclusive=False)
        for number, name in enumerate(month_names(), 1):
            chip = self._months.add(str(number), name[:3])
            chip.setAccessibleName(name)
        self._said = soft()
        self._said.setObjectName("ruleSaid")
        self._often.box.setObjectName("often")
        for choice, name, spoken in ((self._nth, "nth", _("Which in the month")), (self._day, "day", _("Which day"))):
            choice.box.setObjectName(name)
            choice.box.setAccessibleName(spoken)
        self._lay_out()
        for choice in (self._often, self._nth, self._day):
            choice.edited.connect(self._chosen)
        self._months.changed.connect(self._month)
        self.set_value("")

    def _lay_out(self) -> None:
        alone = self.layout()
        assert alone is not None
        alone.removeWidget(self._often.box)
        QWidget().setLayout(alone)  # a widget has one layout at a time
        holder = QWidget()
        flow = FlowLayout(holder)
        for widget in (self._often.box, self._nth, self._day):
            flow.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for widget in (holder, self._months, self._said):
            column.addWidget(widget)

    def value(self) -> str:
        often = self._often.value()
        if often in (_NONE, None):
            return ""
        if often == _OWN:
            return self._own
        day = self._day.value()
        if often.endswith("w"):
            return Recurrence(Unit.WEEKS, day, every=int(often[:-1])).rule()
        return Recurrence(Unit.MONTHS, day, self._nth.value(), self._months_on).rule()

    def set_value(self, value: str) -> None:
        known = recurrence.parse(value)
        self._own = value if value and known is None else ""
        shown = known or Recurrence()
        often = _OWN if self._own else _NONE if not value else self._named(shown)
        self._often.set_options([*_options(), *([(_OWN, _("By a rule of its own"))] if self._own else [])])
        self._often.set_value(often)
        self._nth.set_value(shown.nth)
        self._day.set_value(shown.weekday)
        self._months_on = shown.months
        self._show()

    def text_of(self, value: str) -> str:
        return value

    def typed(self) -> str:
        return self.value()

    def type_in(self, words: str) -> None:
        """A rule as it was kept in a draft."""
        if recurrence.is_rule(words):
            self.set_value(words)
            self.edited.emit()

    def problem(self) -> str:
        return "" if self._months_on else _("Choose at least one month.")

    def _named(self, rule: Recurrence) -> str:
        if rule.unit is Unit.WEEKS:
            return f"{rule.every}w" if rule.every in _WEEKS else _OWN
        return {1: _YEAR, 4: _QUARTER}.get(len(rule.months), _MONTH)

    def _chosen(self) -> None:
        """The months follow what was chosen; a month that a year or quarter begins with stays."""
        often, first = self._often.value(), (self._months_on or ALL_MONTHS)[0]
        if often == _MONTH and len(self._months_on) in (0, 1, 4):
            self._months_on = ALL_MONTHS
        elif often == _QUARTER and len(self._months_on) != 4:
            self._months_on = tuple(sorted((first - 1 + step) % 12 + 1 for step in (0, 3, 6, 9)))
        elif often == _YEAR and len(self._months_on) != 1:
            self._months_on = (first,)
        self._settle()

    def _month(self, _name: str) -> None:
        self._months_on = tuple(sorted(int(name) for name in self._months.on()))
        if self._months_on:
            self._often.set_value(self._named(replace(Recurrence(), months=self._months_on)))
        self._settle()

    def _settle(self) -> None:
        self._show()
        self.edited.emit()
        if not self.problem():
            self.left.emit()

    def _show(self) -> None:
        often = self._often.value()
        in_months = often in (_MONTH, _QUARTER, _YEAR)
        self._nth.setVisible(in_months)
        self._day.setVisible(often not in (_NONE, _OWN, None))
        self._months.setVisible(in_months)
        self._months.turn_on([str(month) for month in self._months_on])
        words = recurrence.words(self.value()) if self._months_on else ""
        self._said.setText(words)
        self._said.setVisible(bool(words))


def _options() -> list[tuple[str, str]]:
    return [
        (_MONTH, _("Every month")), (_QUARTER, _("Every quarter")), (_YEAR, _("Every year")),
        *((f"{n}w", ngettext("Every week", "Every {n} weeks", n).format(n=n)) for n in _WEEKS),
        (_NONE, _("On no fixed days")),
    ]  # fmt: skip
