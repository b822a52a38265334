"""One action whole: what can be done with it, its fields, where it came from and what has happened to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.dates import show_day
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus
from villagedesk.records.actions import ActionCard, ActionRow
from villagedesk.records.people import Choice as Named
from villagedesk.services import actionsteps
from villagedesk.ui.actions.fields import Options, Typed, make_form, typed
from villagedesk.ui.actions.progress import Progress
from villagedesk.ui.actions.sharing import Sharers
from villagedesk.ui.actions.trail import source, trail
from villagedesk.ui.actionwords import carried_words, moved_words, state_badge
from villagedesk.ui.asking import AskingRoom
from villagedesk.ui.attached import Attached, dropped
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.chooser import Chooser
from villagedesk.ui.commands import Commands
from villagedesk.ui.editors import Choice
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Form
from villagedesk.ui.labels import Lead, heading, soft, strong
from villagedesk.ui.rows import Rows

_STILL_OPEN = (ActionStatus.OPEN, ActionStatus.WAITING)


def commands_for(status: ActionStatus) -> tuple[str, ...]:
    """What can be done with an action in this state, the likeliest first."""
    if status is ActionStatus.DONE:
        return ("action_reopen", "action_done_on")
    if status not in _STILL_OPEN:
        return ("action_reopen",)
    between = "action_waiting" if status is ActionStatus.OPEN else "action_reopen"
    return ("action_done", between, "action_move", "action_drop", "action_chase", "action_done_on")


ALL_COMMANDS = (
    "action_done", "action_waiting", "action_reopen", "action_move", "action_drop", "action_chase", "action_done_on"
)  # fmt: skip


class ActionDetail(Card):
    """`came` with the id when another action is shown; `left` when a field was left with a change to keep;
    `went` asks for a place and the thing in it that it came from.
    """

    came = Signal(str)
    left = Signal()
    went = Signal(str, str)

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("actionDetail")
        self.setAccessibleName(_("Action"))
        self.setAcceptDrops(True)
        self._today = bus.today
        self.card: ActionCard | None = None
        self.ahead: tuple[Named, ...] = ()
        self._places: dict[str, tuple[str, str]] = {}
        self._number, self._badge = heading(), Badge()
        self._number.setObjectName("actionNumber")
        self._badge.setObjectName("actionState")
        self._buttons = {name: CommandButton(commands.action(name), _role(name)) for name in ALL_COMMANDS}
        self.asking = AskingRoom(bus, self.take_focus)
        self.form: Form[Typed] = make_form()
        self._when, self._due, self._moved = soft(), Lead(), soft()
        self._due.setObjectName("dueDate")
        self._progress = Progress(bus)
        self._files = Attached(
            bus, lambda work, key, name, data: actionsteps.attach(work, key, name, data)
        )  # fmt: skip
        self._source_head, self._source = strong(_("Where it came from")), Rows()
        self._source.setObjectName("cameFrom")
        self._trail = Rows(opens=False)
        self._trail.setObjectName("trail")
        self._lay_out()
        self.form.left.connect(lambda _name: self.left.emit())
        self._source.activated.connect(lambda key: self.went.emit(*self._places[key]))

    def show_card(self, card: ActionCard) -> None:
        """Show an action; what is being typed into the one that is shown stays."""
        same = self.card is not None and self.card.row.id == card.row.id
        self.card = card
        row, today = card.row, self._today()
        self._number.setText(row.number)
        self._badge.say(*state_badge(row, today))
        for name, button in self._buttons.items():
            button.setVisible(name in commands_for(row.status))
        self._when.setText(_("Done on") if row.status is ActionStatus.DONE else _("By"))
        self._due.setText(_when(row))
        self._moved.setText(". ".join(filter(None, (moved_words(row.times_moved), carried_words(row.carried)))))
        self._moved.setVisible(bool(self._moved.text()))
        if same:
            self.form.set_value(typed(card))
        else:
            self.form.reset(typed(card))
            self.scroll_to_top()
            self.came.emit(row.id)
        self._progress.show_card(card)
        self._files.show_files(row.id, card.attachments)
        rows, self._places = source(card)
        self._source.show_rows(rows)
        self._source_head.setVisible(bool(rows))
        self._source.setVisible(bool(rows))
        self._trail.show_rows(trail(card))

    def set_options(self, options: Options) -> None:
        """What can be chosen as an owner and as an audience, and by which meetings it can be due."""
        owner, others, audience = (self.form.editor(name) for name in ("owner", "others", "audience"))
        assert isinstance(owner, Chooser)
        assert isinstance(others, Sharers)
        assert isinstance(audience, Choice)
        owner.set_options(options.owners)
        others.set_options(options.owners)
        audience.set_options(options.audiences)
        self.ahead = options.choices.ahead

    def show_refused(self, error: Refused) -> None:
        """Say beside the field why it was not kept."""
        field = {"owner_id": "owner"}.get(error.field or "", error.field or "text")
        self.form.show_error(field if field != "due_on" else "text", error.message, focus=False)

    def take_focus(self) -> None:
        """Go to the first thing that can be done."""
        next(button for button in self._buttons.values() if not button.isHidden()).setFocus()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._files.dropEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._number)
        head.addWidget(self._badge)
        head.addStretch(1)
        buttons = QWidget()
        flow = FlowLayout(buttons)
        for button in self._buttons.values():
            flow.addWidget(button)
        self.body.setSpacing(14)
        self.body.addLayout(head)
        self.body.addWidget(buttons)
        self.body.addLayout(self.asking)
        by = QVBoxLayout()
        by.setSpacing(4)
        for widget in (self._when, self._due, self._moved):
            by.addWidget(widget)
        self.body.addLayout(by)
        self.body.addWidget(self.form)
        self.body.addWidget(strong(_("How it is going")))
        self.body.addWidget(self._progress)
        self.body.addWidget(strong(_("Attachments")))
        self.body.addWidget(self._files)
        self.body.addWidget(self._source_head)
        self.body.addWidget(self._source)
        self.body.addWidget(strong(_("What has happened")))
        self.body.addWidget(self._trail)
        self.body.addStretch(1)


def _when(row: ActionRow) -> str:
    """The day it was done, or by which day or meeting it is due."""
    if row.status is ActionStatus.DONE and row.done_on:
        return show_day(row.done_on)
    if row.due_on is None:
        return _("No date yet")
    if row.due_meeting:
        return _("{day}, the meeting {meeting}").format(day=show_day(row.due_on), meeting=row.due_meeting)
    return show_day(row.due_on)


def _role(name: str) -> str:
    return {"action_done": "primary", "action_chase": "quiet", "action_done_on": "quiet"}.get(name, "secondary")
