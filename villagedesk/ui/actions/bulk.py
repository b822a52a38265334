"""What stands in the detail's place while several actions are marked."""

from __future__ import annotations

from villagedesk.core.i18n import _, ngettext
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import heading, soft


class BulkCard(Card):
    """How many are marked, and what can be done with all of them in one step."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self.setObjectName("bulk")
        self._count = heading()
        self._count.setObjectName("bulkCount")
        self.body.setSpacing(14)
        self.add(self._count)
        self.add(soft(_("What you do here is done to all of them, and undone in one step.")))
        buttons = FlowLayout(spacing=8)
        for name, role in (("action_done", "primary"), ("action_waiting", "secondary"), ("bin", "secondary")):
            button = CommandButton(commands.action(name), role)
            button.setObjectName(f"bulk_{name}")
            buttons.addWidget(button)
        self.body.addLayout(buttons)
        self.body.addStretch(1)

    def show_count(self, count: int) -> None:
        """Say how many are marked."""
        words = ngettext("{n} action marked", "{n} actions marked", count).format(n=count)
        self._count.setText(words)
        self.setAccessibleName(words)
