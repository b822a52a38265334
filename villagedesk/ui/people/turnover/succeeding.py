"""A body is followed by others: from when, by whom, and what goes where, looked at before it is kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.records.people import Choice
from villagedesk.records.turnover import Promise, PromiseKind, SuccessionDraft, SuccessionPreview
from villagedesk.services import people, succession
from villagedesk.services.desk import Session, Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.editors import Choice as Chosen
from villagedesk.ui.editors import DateLine
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.people.turnover.bodynames import BodyNames
from villagedesk.ui.people.turnover.directions import Directed, Directions

SUCCEED = "succession:"
"""What stands before a body's key where it is to be said who follows it, in the place of people."""


@dataclass(frozen=True, slots=True)
class Ends:
    """A body that ends, what is planned for it already, and the bodies there are."""

    id: str
    name: str
    plan: SuccessionDraft
    bodies: Sequence[Choice]

    def names(self, keys: Sequence[str]) -> tuple[str, ...]:
        """The names of bodies by their keys."""
        known = {choice.id: choice.name for choice in self.bodies}
        return tuple(known[key] for key in keys if key in known)

    def keys(self, names: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The keys of those of these names that are here, and the names that are not."""
        known = {fold(choice.name): choice.id for choice in self.bodies}
        here = tuple(known[fold(name)] for name in names if fold(name) in known)
        return here, tuple(name for name in names if fold(name) not in known)


def read(session: Session, body_id: str, today: date) -> Ends:
    """A body that is to be followed by others. Refused when it is gone."""
    card = people.organization(session, body_id, today)
    return Ends(body_id, card.name, succession.planned(session, body_id), people.organization_choices(session))


@dataclass(frozen=True, slots=True)
class _Typed:
    on: date | None
    successors: tuple[str, ...] = ()
    together: tuple[str, ...] = ()


class Succeeding(QWidget):
    """`finished` when it was kept or given up."""

    finished = Signal()
    edited = Signal()

    def __init__(self, bus: Bus, ends: Ends) -> None:
        super().__init__()
        self._bus, self._ends = bus, ends
        self._cancel: Callable[[], None] | None = None
        self._asked: SuccessionDraft | None = None
        self._looked: tuple[object, ...] = ()  # what the preview on screen, or on its way, is of
        self._chosen: dict[str, str] = {}  # where single things go, as they were directed
        self._came: Mapping[str, Any] = {}  # words of choosers that come back once these are there
        self._directions: Directions | None = None
        others = [choice for choice in ends.bodies if choice.id != ends.id]
        plan = ends.plan
        self._form = Form(
            _fields(bus, others), _Typed(plan.on, ends.names(plan.successor_ids), ends.names(plan.body_ids[1:]))
        )
        self._form.setObjectName("succeeding")
        self._make_buttons()
        self._lay_out()
        self._form.left.connect(lambda _name: self._look())
        self._form.edited.connect(self.edited)
        self._drafting = Drafting(bus, "succession", self, self)
        self._drafting.brought_back.connect(self._look)
        self._look()

    def start(self) -> None:
        """The first field has the focus; what was typed and left comes back."""
        self._drafting.start(self._ends.id)
        self._form.editor("successors").setFocus()

    def typed(self) -> tuple[dict[str, str], dict[str, str]]:
        """As Typing: of all that was changed, the words before and now."""
        (before, now) = self._form.typed()
        rows_before, rows_now = self._directions.typed() if self._directions else ({}, {})
        return before | rows_before, now | rows_now

    def bring_back(self, loaded: Mapping[str, Any], typed: Mapping[str, Any]) -> bool:
        """As Typing."""
        self._came = {key: words for key, words in typed.items() if ":" in key}
        return self._form.bring_back(loaded, typed) or bool(self._came)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _make_buttons(self) -> None:
        self._ok, self._cancel_button = primary(""), quiet(_("Cancel"))
        self._unplan = quiet(_("Nobody follows after all"))
        for button, name, slot in (
            (self._ok, "keepSuccession", self._keep),
            (self._cancel_button, "cancelSuccession", self._give_up),
            (self._unplan, "dropSuccession", self._drop),
        ):
            button.setObjectName(name)
            button.clicked.connect(slot)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(14)
        title = heading(_("{name} is followed by...").format(name=self._ends.name))
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(soft(_("One body or several. Minutes, questions and history keep the old name.")))
        column.addWidget(self._form)
        self._said = Label(wrap=True)
        self._said.setObjectName("successionSaid")
        column.addWidget(self._said)
        self._place = QVBoxLayout()
        column.addLayout(self._place)
        doing = FlowLayout()
        for button in (self._ok, self._cancel_button, self._unplan):
            doing.addWidget(button)
        column.addLayout(doing)
        column.addStretch(1)
        self._unplan.setVisible(bool(self._ends.plan.successor_ids))

    # what it would do

    def _draft(self) -> SuccessionDraft:
        typed, ends = self._form.value(), self._ends
        here, new = ends.keys(typed.successors)
        together, _unknown = ends.keys(typed.together)
        if self._directions:
            self._chosen |= self._directions.values()
        return SuccessionDraft((ends.id, *together), typed.on, here, new, dict(self._chosen))

    def _look(self) -> None:
        """Show what would move, once there is a day and a successor."""
        draft, today = self._draft(), self._bus.today()
        if (draft.body_ids, draft.on, draft.successor_ids, draft.names) == self._looked:
            return
        self._looked = (draft.body_ids, draft.on, draft.successor_ids, draft.names)
        if self._cancel:
            self._cancel()
        self._asked = None
        self._ok.setEnabled(False)
        if draft.on is None or not (draft.successor_ids or draft.names) or self._form.problems():
            self._clear()
            self._ok.setText(_("Carry this out"))
            self._said.setText(_("Say who follows and from which day, to see what goes where."))
            return

        def done(shown: SuccessionPreview) -> None:
            self._asked = draft
            self._show(shown)

        desk = self._bus.desk
        self._cancel = self._bus.run(
            self,
            lambda _report: desk.read(lambda session: succession.preview(session, draft, today)),
            done,
            self._could_not,
        )

    def _could_not(self, error: Refused | Unavailable) -> None:
        self._clear()
        self._said.setText(error.message)

    def _clear(self) -> None:
        if self._directions:
            self._place.removeWidget(self._directions)
            self._directions.hide()
            self._directions.deleteLater()
            self._directions = None

    def _show(self, shown: SuccessionPreview) -> None:
        self._clear()
        known = {choice.id: choice.name for choice in shown.successors}
        bodies = _(" and ").join(choice.name for choice in shown.bodies)
        if shown.is_ahead:
            words = _("Nothing moves before {date}. Today will ask then, and it can be decided what goes where.")
            self._ok.setText(_("Keep this plan"))
        else:
            words = _("On {date} {bodies} ends. This is what goes over; change what should go elsewhere.")
            self._ok.setText(_("Carry this out"))
        new = [one.name for one in shown.successors if one.id == one.name]
        added = _("New here, and added: {names}.").format(names=", ".join(new)) if new else ""
        self._said.setText(" ".join(filter(None, (words.format(date=show_date(shown.on), bodies=bodies), added))))
        rows = [Directed(move.promise, move.to) for move in shown.moves]
        self._directions = Directions(rows, partial(_chooser, known))
        self._directions.setEnabled(not shown.is_ahead)
        self._directions.edited.connect(self.edited)
        self._place.addWidget(self._directions)
        self._directions.show()
        if self._came and not shown.is_ahead:
            self._directions.bring_back(self._came)
            self._came = {}
        self._ok.setEnabled(True)

    # keeping it

    def _keep(self) -> None:
        if self._asked is None or self._form.show_problems():
            return
        draft = self._draft()

        def done(_shown: SuccessionPreview) -> None:
            self.finished.emit()

        said = _("The plan is kept") if draft.on and draft.on > self._bus.today() else _("Carried out")
        self._drafting.do(
            _("Say who follows a body"), lambda work: succession.decide(work, draft), done, self._refused, say=said
        )

    def _drop(self) -> None:
        key = self._ends.id

        def drop(work: Work) -> None:
            succession.give_up(work, key)

        self._drafting.do(
            _("Drop the plan for a body"), drop, lambda _done: self.finished.emit(), self._refused,
            say=_("The plan was dropped"),
        )  # fmt: skip

    def _refused(self, error: Refused) -> None:
        if error.field == "on":
            self._form.show_error("on", error.message)
        else:
            self._said.setText(error.message)

    def _give_up(self) -> None:
        self._drafting.give_up()
        self.finished.emit()


def _fields(bus: Bus, others: Sequence[Choice]) -> list[Field]:
    return [
        Field(
            "successors",
            _("&Followed by"),
            partial(BodyNames, _("Type a name and press Enter"), others, new=True),
            _("A body that is not here yet is added."),
        ),
        Field("on", _("Fro&m"), partial(DateLine, bus.today), _("The first day of the new body"), half=True),
        Field(
            "together",
            _("&Together with"),
            partial(BodyNames, _("Others that end too"), others, new=False),
            _("Where several become one"),
            half=True,
        ),
    ]


def _chooser(successors: Mapping[str, str], promise: Promise) -> Chosen:
    stays = _("Ends") if promise.kind is PromiseKind.MEMBERSHIP else _("Stays as it is")
    return Chosen([*successors.items(), ("", stays)])
