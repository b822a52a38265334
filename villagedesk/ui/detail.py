"""What the details of faces have in common."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from villagedesk.ui.asking import AskingRoom
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Form


class Detail(Card):
    """What every detail has: buttons of its steps, a room to ask in, a form that keeps itself.

    Subclasses lay out `body` and say in `show_record` what is shown.
    """

    came = Signal(str)
    left = Signal()
    first = ""
    """The field beside which a refusal of the whole is said."""

    def __init__(self, bus: Bus, commands: Commands, name: str, steps: tuple[str, ...], form: Form[Any]) -> None:
        super().__init__(scrolls=True)
        self.setObjectName(name)
        self.record: Any = None
        self.form = form
        self.steps = {
            step: CommandButton(commands.action(step), "primary" if step == steps[0] else "secondary") for step in steps
        }
        self.asking = AskingRoom(bus, self.take_focus)
        self.buttons = QWidget()
        flow = FlowLayout(self.buttons)
        for button in self.steps.values():
            flow.addWidget(button)
        form.left.connect(lambda _name: self.left.emit())

    def put_head(self, title: QWidget, badge: QWidget, about: QWidget) -> None:
        """Begin the body: the title with its badge, a line about it, the steps and the room to ask in."""
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title, 1)
        head.addWidget(badge, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(14)
        self.body.addLayout(head)
        self.add(about)
        self.add(self.buttons)
        self.body.addLayout(self.asking)

    def key(self) -> str:
        """The id of what is shown; "" when nothing is."""
        raise NotImplementedError

    def load(self, record: Any, draft: Any) -> None:
        """Show a record in the form; what is being typed into the one that is shown stays."""
        before = self.key()
        self.record = record
        if self.key() == before:
            self.form.set_value(draft)
        else:
            self.form.reset(draft)
            self.scroll_to_top()
            self.came.emit(self.key())

    def show_record(self, record: Any) -> None:
        """Show one."""
        raise NotImplementedError

    def can_do(self) -> tuple[str, ...]:
        """Which steps can be taken with the one that is shown, the likeliest first."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Go to the first thing that can be done."""
        next((button for button in self.steps.values() if not button.isHidden()), self.form).setFocus()
