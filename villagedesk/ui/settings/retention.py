"""How long people are kept after the group last had to do with them: the group's own rules, with suggestions."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import Retained
from villagedesk.records.consent import RuleCard
from villagedesk.services import retention
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, quiet, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.textboxes import LineBox
from villagedesk.ui.theme import current


class RetentionCard(Card):
    """A line for each sort of people: months, why, and a suggestion to take over."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(_("How long people are kept"))
        self._bus = bus
        self._lines: dict[Retained, _Line] = {}
        self.add(
            soft(
                _(
                    "After the group last had to do with them. Data protection law names no number: it asks that the "
                    "group has a rule, and a reason."
                )
            )
        )
        for what, words in retention.sort_words().items():
            line = self._lines[what] = _Line(what, words)
            line.months.left.connect(partial(self._keep, what))
            line.reason.left.connect(partial(self._keep, what))
            line.use.clicked.connect(partial(self._use, what))
            self.add(line)
        review = secondary(_("Review who to keep"))
        review.setObjectName("reviewPeople")
        review.clicked.connect(lambda: bus.goto.emit("people", "review"))
        self.body.addLayout(button_row(review))
        self.read()

    def read(self) -> None:
        """Read the rules again."""
        self._bus.read(self, retention.rules, self._show)

    def _show(self, rules: list[RuleCard]) -> None:
        for rule in rules:
            self._lines[rule.what].show_rule(rule)

    def _use(self, what: Retained) -> None:
        line = self._lines[what]
        if line.rule is not None:
            line.months.setText(str(line.rule.suggested_months))
            line.reason.setText(line.rule.suggested_why)
            self._keep(what)

    def _keep(self, what: Retained) -> None:
        line = self._lines[what]
        typed = line.months.text().strip()
        if not typed.isdigit() and typed:
            line.say(_("“{typed}” is not a number of months. Try 24.").format(typed=typed))
            return
        months, reason = int(typed) if typed else None, line.reason.text().strip()
        if line.rule is None or (months, reason) == (line.rule.months, line.rule.reason):
            line.say("")
            return

        def keep(work: Work) -> None:
            retention.set_rule(work, what, months, reason)

        def refused(error: Refused) -> None:
            line.say(error.message)

        self._bus.do(self, _("Say how long people are kept"), keep, lambda _none: line.say(""), refused)


class _Line(QWidget):
    def __init__(self, what: Retained, words: str) -> None:
        super().__init__()
        self.rule: RuleCard | None = None
        self.months, self.reason = LineBox(), LineBox()
        self.months.setObjectName(f"months_{what}")
        self.months.setAccessibleName(_("{what}, months").format(what=words))
        self.months.setFixedWidth(current().px(64))
        self.reason.setObjectName(f"reason_{what}")
        self.reason.setAccessibleName(_("{what}, why").format(what=words))
        self.reason.setPlaceholderText(_("Why this long"))
        self.use = quiet("")
        self.use.setObjectName(f"use_{what}")
        self._hint, self._error = soft(), Label(role="error", wrap=True)
        self._error.hide()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 2)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.addWidget(Label(words), 0, 0)
        grid.addWidget(self.months, 0, 1)
        grid.addWidget(soft(_("months"), wrap=False), 0, 2)
        grid.addWidget(self.reason, 1, 0, 1, 3)
        grid.addWidget(self._error, 2, 0, 1, 3)
        grid.addWidget(self._hint, 3, 0, 1, 3)
        grid.addWidget(self.use, 4, 0, 1, 3, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(0, 1)

    def show_rule(self, rule: RuleCard) -> None:
        """Show a rule; what is being typed stays."""
        self.rule = rule
        for box, words in ((self.months, "" if rule.months is None else str(rule.months)), (self.reason, rule.reason)):
            if not box.hasFocus():
                box.setText(words)
                box.setCursorPosition(0)
        is_open = rule.months is None
        self._hint.setText(_("Without a rule nobody of this sort is put forward. {why}").format(why=rule.suggested_why))
        self._hint.setVisible(is_open)
        self.use.setText(_("Use {n} months, as a suggestion").format(n=rule.suggested_months))
        self.use.setVisible(is_open)

    def say(self, message: str) -> None:
        """Say what is wrong; "" takes it away."""
        self._error.setText(message)
        self._error.setVisible(bool(message))
