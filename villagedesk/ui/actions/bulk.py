"""What stands in the detail's place while several actions are marked."""

from __future__ import annotations

from villagedesk.core.i18n import _, ngettext
from villagedesk.ui.asking import AskingRoom
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import heading, soft

BULK_COMMANDS = (
    "action_done", "action_waiting", "action_reopen", "action_move", "action_give", "action_audience", "action_drop"
)  # fmt: skip


class BulkCard(Card):
    """How many are marked, and what can be done with all of them in one step."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("bulk")
        self._count = heading()
        self._count.setObjectName("bulkCount")
        self.body.setSpacing(14)
        self.add(self._count)
        self.add(soft(_("What you do here is done to all of them, and undone in one step.")))
        buttons = FlowLayout(spacing=8)
        made = []
        for name in (*BULK_COMMANDS, "bin"):
            button = CommandButton(commands.action(name), "primary" if name == "action_done" else "secondary")
            button.setObjectName(f"bulk_{name}")
            buttons.addWidget(button)
            made.append(button)
        self.body.addLayout(buttons)
        self.asking = AskingRoom(bus, made[0].setFocus)
        self.body.addLayout(self.asking)
        self.body.addStretch(1)

    def show_count(self, count: int) -> None:
        """Say how many are marked."""
        words = ngettext("{n} action marked", "{n} actions marked", count).format(n=count)
        self._count.setText(words)
        self.setAccessibleName(words)
