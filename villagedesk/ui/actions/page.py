"""Actions: what was agreed, by whom, by when, and whether it happened."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.ui.actions.views import views
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.view import ViewsPage


class ActionsPage(ViewsPage):
    """The log and what is made of it."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, _("Actions"), views())
