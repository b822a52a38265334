"""Handing on what somebody had promised: one chooser for all of it and one for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.turnover import HandOn, Leaving, Left
from villagedesk.services import turnover
from villagedesk.ui.announce import announce
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, icon_button, primary, quiet
from villagedesk.ui.editors import DateLine, Line
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.people.turnover.directions import Directed, Directions
from villagedesk.ui.pick import Pick

HAND_ON = "handon:"
"""What stands before a person's key where their promises are to be handed on, in the place of people."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """What holds for everything that is handed on at once."""

    everything: str | None
    on: date | None
    reason: str = ""


class Handing(QWidget):
    """`finished` when it was done or given up."""

    finished = Signal()
    edited = Signal()

    def __init__(self, bus: Bus, told: Leaving) -> None:
        super().__init__()
        self._bus, self._told = bus, told
        self._all = told.proposed or None
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(14)
        title = heading(_("Hand on what {name} had promised").format(name=told.name))
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(soft(_says(told)))
        self._form = Form(self._fields(), _Whole(self._all, bus.today()))
        self._form.setObjectName("handing")
        self._directions = Directions(
            [Directed(replace(one, holder=""), self._all) for one in told.promises], self._chooser
        )
        self._ok, cancel = primary(""), quiet(_("Cancel") if told.promises else _("Done"))
        self._ok.setObjectName("handOn")
        cancel.setObjectName("cancelHandOn")
        self._ok.clicked.connect(self._keep)
        cancel.clicked.connect(self._give_up)
        self._error = Label(role="error", wrap=True)
        self._error.setObjectName("handOnError")
        for widget in (self._form, self._directions, self._error):
            column.addWidget(widget)
            widget.setVisible(bool(told.promises) and widget is not self._error)
        column.addLayout(button_row(self._ok, cancel))
        column.addStretch(1)
        self._ok.setVisible(bool(told.promises))
        self._form.left.connect(lambda _name: self._follow())
        self._form.edited.connect(self._was_edited)
        self._directions.edited.connect(self._was_edited)
        self._drafting = Drafting(bus, "hand_on", self, self)
        self._count()

    def start(self) -> None:
        """The chooser for all has the focus; what was typed and left comes back."""
        if self._told.promises:
            self._drafting.start(self._told.person_id)
            self._form.editor("everything").setFocus()
        else:
            self.findChild(QWidget, "cancelHandOn").setFocus()  # type: ignore[union-attr]

    def typed(self) -> tuple[dict[str, str], dict[str, str]]:
        """As Typing: of all that was changed, the words before and now."""
        (before, now), (rows_before, rows_now) = self._form.typed(), self._directions.typed()
        if self._all != (self._told.proposed or None):  # the rows follow the chooser for all, and differ with it
            words = self._form.editor("everything").text_of(self._all)
            rows_now = {key: said for key, said in rows_now.items() if said != words}
        return before | rows_before, now | rows_now

    def bring_back(self, loaded: Mapping[str, Any], typed: Mapping[str, Any]) -> bool:
        """As Typing."""
        came = self._form.bring_back(loaded, typed)
        self._follow()
        return self._directions.bring_back(typed) or came

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._told.promises:
            self._keep()
        else:
            super().keyPressEvent(event)

    def _fields(self) -> list[Field]:
        pick = partial(Pick, _("Nobody"), self._told.successors)
        return [
            Field("everything", _("Hand &everything to"), pick, _("Whoever holds the post now is proposed")),
            Field("on", _("&From"), partial(DateLine, self._bus.today), half=True),
            Field("reason", _("Wh&y"), partial(Line, _("Not elected again")), half=True),
        ]

    def _chooser(self, _promise: object) -> Pick:
        return Pick(_("Nobody"), self._told.successors)

    def _follow(self) -> None:
        """What goes to whoever was named for everything goes to whoever is named now."""
        new = self._form.editor("everything").value()
        self._directions.change(self._all, new)
        self._all = new
        self._count()

    def _was_edited(self) -> None:
        self._error.hide()
        self._follow()
        self.edited.emit()

    def _count(self) -> None:
        n = sum(bool(to) for to in self._directions.values().values())
        self._ok.setText(_("Hand on {n}").format(n=n) if n else _("Hand on"))
        self._ok.setEnabled(n > 0)

    def _keep(self) -> None:
        if self._form.show_problems() or (problem := self._directions.problem()):
            announce(self, problem if not self._form.problems() else "")
            return
        typed, person_id = self._form.value(), self._told.person_id
        draft = HandOn(typed.on, typed.reason, self._directions.values())
        n = sum(bool(to) for to in draft.to.values())
        self._drafting.do(
            _("Hand on promises"),
            lambda work: turnover.hand_on(work, person_id, draft),
            lambda _count: self.finished.emit(),
            self._refused,
            say=ngettext("Handed on {n} promise", "Handed on {n} promises", n).format(n=n),
        )

    def _refused(self, error: Refused) -> None:
        if error.field == "on":
            self._form.show_error("on", error.message)
        else:
            self._error.setText(error.message)
            self._error.show()

    def _give_up(self) -> None:
        self._drafting.give_up()
        self.finished.emit()


def _says(told: Leaving) -> str:
    if not told.promises:
        return _("Nothing that {name} had promised is open.").format(name=told.name)
    return _("Whoever takes it on is named from then on. Minutes and history keep {name}.").format(name=told.name)


class HandLine(QWidget):
    """A quiet line: somebody had promises that are open. `wanted` carries whose are to be handed on."""

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._person_id = ""
        self._words = Label(wrap=True)
        self._words.setObjectName("leftPromises")
        self._go, away = quiet("", "right"), icon_button("close", _("Not now"))
        self._go.setObjectName("handThemOn")
        away.setObjectName("leavePromises")
        self._go.clicked.connect(lambda: self.wanted.emit(self._person_id))
        away.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._words, 1)
        row.addWidget(self._go)
        row.addWidget(away)
        self.hide()

    def show_left(self, left: Left | None) -> None:
        """Say who left what; nothing for nobody, or for somebody who left nothing."""
        if left is None or not left.promises:
            self.hide()
            return
        self._person_id = left.person_id
        self._words.setText(left_words(left))
        self._go.setText(ngettext("Hand it on", "Hand them on", left.promises))
        self.show()
        announce(self, left_words(left))

    def start(self) -> None:
        """What hands them on has the focus, where there is anything to hand on."""
        if not self.isHidden():
            self._go.setFocus()


def left_words(left: Left) -> str:
    """ "Jo Reed had 3 open promises."."""
    words = ngettext("{name} had {n} open promise.", "{name} had {n} open promises.", left.promises)
    return words.format(name=left.name, n=left.promises)
