"""One action whole: what can be done with it, its fields, where it came from and what has happened to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date, show_day
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus
from villagedesk.records.actions import ActionCard
from villagedesk.ui.actions.fields import Options, Typed, make_form, typed
from villagedesk.ui.actions.trail import trail
from villagedesk.ui.actionwords import moved_words, state_badge
from villagedesk.ui.asking import AskingRoom
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
from villagedesk.ui.rows import Row, Rows

_STILL_OPEN = (ActionStatus.OPEN, ActionStatus.WAITING)


def commands_for(status: ActionStatus) -> tuple[str, ...]:
    """What can be done with an action in this state, the likeliest first."""
    if status not in _STILL_OPEN:
        return ("action_reopen",)
    between = "action_waiting" if status is ActionStatus.OPEN else "action_reopen"
    return ("action_done", between, "action_move", "action_drop")


ALL_COMMANDS = ("action_done", "action_waiting", "action_reopen", "action_move", "action_drop")


class ActionDetail(Card):
    """`came` with the id when another action is shown; `left` when a field was left with a change to keep;
    `opens_meeting` carries the id of where it came from.
    """

    came = Signal(str)
    left = Signal()
    opens_meeting = Signal(str)

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("actionDetail")
        self.setAccessibleName(_("Action"))
        self._today = bus.today
        self.card: ActionCard | None = None
        self._number, self._badge = heading(), Badge()
        self._number.setObjectName("actionNumber")
        self._badge.setObjectName("actionState")
        self._buttons = {name: CommandButton(commands.action(name), _role(name)) for name in ALL_COMMANDS}
        self.asking = AskingRoom(bus, self.take_focus)
        self.form: Form[Typed] = make_form()
        self._due, self._moved = Lead(), soft()
        self._due.setObjectName("dueDate")
        self._source_head, self._source = strong(_("Where it came from")), Rows()
        self._source.setObjectName("cameFrom")
        self._trail = Rows(opens=False)
        self._trail.setObjectName("trail")
        self._lay_out()
        self.form.left.connect(lambda _name: self.left.emit())
        self._source.activated.connect(self.opens_meeting)

    def show_card(self, card: ActionCard) -> None:
        """Show an action; what is being typed into the one that is shown stays."""
        same = self.card is not None and self.card.row.id == card.row.id
        self.card = card
        row, today = card.row, self._today()
        self._number.setText(row.number)
        self._badge.say(*state_badge(row, today))
        for name, button in self._buttons.items():
            button.setVisible(name in commands_for(row.status))
        self._due.setText(show_day(row.due_on) if row.due_on else _("No date yet"))
        self._moved.setText(moved_words(row.times_moved))
        self._moved.setVisible(bool(row.times_moved))
        if same:
            self.form.set_value(typed(card))
        else:
            self.form.reset(typed(card))
            self.came.emit(row.id)
        self._show_source(card)
        self._trail.show_rows(trail(card))

    def set_options(self, options: Options) -> None:
        """What can be chosen as an owner and as an audience."""
        owner, audience = self.form.editor("owner"), self.form.editor("audience")
        assert isinstance(owner, Chooser)
        assert isinstance(audience, Choice)
        owner.set_options(options.owners)
        audience.set_options(options.audiences)

    def show_refused(self, error: Refused) -> None:
        """Say beside the field why it was not kept."""
        field = {"owner_id": "owner"}.get(error.field or "", error.field or "text")
        self.form.show_error(field if field != "due_on" else "text", error.message, focus=False)

    def take_focus(self) -> None:
        """Go to the first thing that can be done."""
        next(button for button in self._buttons.values() if not button.isHidden()).setFocus()

    def _show_source(self, card: ActionCard) -> None:
        self._source_head.setVisible(card.meeting_on is not None)
        self._source.setVisible(card.meeting_on is not None)
        if card.meeting_on and card.row.meeting_id:
            about = card.item and _("Item: {title}").format(title=card.item)
            decided = card.decision and _("Decision {number}").format(number=card.decision)
            second = ". ".join(filter(None, (about, decided)))
            title = _("{meeting}, {date}").format(meeting=card.meeting, date=show_date(card.meeting_on))
            self._source.show_rows([Row(card.row.meeting_id, title, second, icon="meetings")])

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
        due = QHBoxLayout()
        due.setSpacing(12)
        due.addWidget(self._due)
        due.addWidget(self._moved)
        due.addStretch(1)
        self.body.setSpacing(14)
        self.body.addLayout(head)
        self.body.addWidget(buttons)
        self.body.addLayout(self.asking)
        by = QVBoxLayout()
        by.setSpacing(4)
        by.addWidget(soft(_("By")))
        by.addLayout(due)
        self.body.addLayout(by)
        self.body.addWidget(self.form)
        self.body.addWidget(self._source_head)
        self.body.addWidget(self._source)
        self.body.addWidget(strong(_("What has happened")))
        self.body.addWidget(self._trail)
        self.body.addStretch(1)


def _role(name: str) -> str:
    return "primary" if name == "action_done" else "secondary"
