"""The sets of statements, to be read and changed: in the place of the list until somebody goes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.health import StatementSetDraft, StatementSetRow
from villagedesk.services import statements
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, quiet, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Choice, Text
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.labels import heading, soft


class StatementsPanel(Card):
    """One set at a time; what is typed is kept as it is left. `ended` when somebody goes back."""

    ended = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("statements")
        self.setAccessibleName(_("Statements to score"))
        self._bus = bus
        self._rows: dict[str, StatementSetRow] = {}
        self._which = Choice([])
        self._which.box.setObjectName("whichSet")
        self._which.box.setAccessibleName(_("Set of statements"))
        self._which.left.connect(lambda: self._show(str(self._which.value())))
        how = _("A line that begins with “- ” is a statement; any other names those that follow it.")
        self.form: Form[StatementSetDraft] = Form(
            [
                Field("name", _("&Name")),
                Field("based_on", _("&Where they come from")),
                Field("text", _("&Statements"), partial(Text, lines=12), how),
            ],
            StatementSetDraft(),
        )
        self._keeper = Keeper(bus, "statement_set", self.form)
        self.form.left.connect(lambda _name: self._save())
        add, drop, back = secondary(_("New set"), "add"), quiet(_("Put in the bin"), "bin"), quiet(_("Back"), "left")
        for button, name, slot in (
            (back, "statementsBack", self.ended.emit),
            (add, "newSet", self._add),
            (drop, "binSet", self._drop),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)
        self.body.setSpacing(14)
        self.body.addLayout(button_row(back))
        self.add(heading(_("Statements to score")))
        self.add(soft(_("Change them as you like. Rounds that were begun keep the statements that they asked.")))
        self.add(self._which)
        self.add(self.form)
        self.body.addLayout(button_row(add, drop))
        self.body.addStretch(1)
        self.setFocusProxy(self._which)

    def read(self) -> None:
        """Read the sets again."""
        self._bus.read(self, statements.sets, self._take)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.ended.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, rows: list[StatementSetRow]) -> None:
        self._rows = {row.id: row for row in rows}
        shown = str(self._which.value())
        self._which.set_options([(row.id, _set_name(row)) for row in rows])
        self._which.set_value(shown if shown in self._rows else rows[0].id)
        self._show(str(self._which.value()), is_new=shown not in self._rows)

    def _show(self, key: str, *, is_new: bool = True) -> None:
        row = self._rows[key]
        draft = StatementSetDraft(row.name, row.based_on, row.text)
        if is_new:
            self.form.reset(draft)
            self._keeper.start(key)
        else:
            self.form.set_value(draft)

    def _save(self) -> None:
        key = str(self._which.value())

        def job(work: Work, changes: Mapping[str, Any]) -> None:
            statements.edit(work, key, replace(statements.edited(work.session, key), **changes))

        def refused(error: Refused) -> None:
            self.form.show_error(error.field or "text", error.message, focus=False)

        self._keeper.send(_("Change statements"), job, refused)

    def _add(self) -> None:
        draft = StatementSetDraft(_("Our statements"), "", _("Working together\n- We trust each other."))

        def added(key: str) -> None:
            def take(rows: list[StatementSetRow]) -> None:
                self._take(rows)
                self._which.set_value(key)
                self._show(key)
                self.form.editor("name").setFocus()

            self._bus.read(self, statements.sets, take)

        self._bus.do(self, _("Add a set of statements"), lambda work: statements.add(work, draft), added)

    def _drop(self) -> None:
        key = str(self._which.value())
        self._bus.do(
            self, _("Move to the bin"), lambda work: statements.put_in_bin(work, key),
            refused=lambda error: self._bus.said.emit(error.message, None), say=_("Moved to the bin"),
        )  # fmt: skip


def _set_name(row: StatementSetRow) -> str:
    return _("{name} ({n} statements)").format(name=row.name, n=row.statements)
