"""Partnership: what both sides want, promised, asked and said, one view at a time."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.ui import begin
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.partnership.views import PROMISES, QUESTIONS, RESPONSES, views
from villagedesk.ui.view import ViewsPage


class PartnershipPage(ViewsPage):
    """`shown` gets what begin.py makes, too."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, _("Partnership"), views())

    def shown(self, row_id: str | None) -> None:
        if row_id and (asked_of := begin.question_of(row_id)) is not None:
            self.views.turn(QUESTIONS).begin_new(asked_of)
        elif row_id and (body_id := begin.response_to(row_id)) is not None:
            self.views.turn(RESPONSES).begin_new(body_id)
        elif row_id and (given := begin.promise_given(row_id)) is not None:
            self.views.turn(PROMISES).begin_new(given)
        else:
            super().shown(row_id)
