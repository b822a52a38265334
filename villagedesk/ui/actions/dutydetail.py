"""One duty whole: when it is due next, which rule asks for it, its fields, the actions that it became."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal

from villagedesk.core import duties as rules
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.duties import DutyCard, DutyDraft
from villagedesk.ui.actions.dutyfields import duty_draft, duty_form
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.goalwords import duty_badge
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.rows import Row, Rows

STEPS = ("duty_resume", "duty_pause")


class DutyDetail(Detail):
    """`went` carries a place and the id of something there."""

    went = Signal(str, str)
    first = "title"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, "dutyDetail", STEPS, duty_form(bus.today, DutyDraft()))
        self.setAccessibleName(_("Duty"))
        self._bus = bus
        self._title, self._badge, self._next = heading(), Badge(), soft()
        self._badge.setObjectName("dutyState")
        self._next.setObjectName("dutyNext")
        self._times_head, self._times = strong(_("What it became")), Rows()
        self._times.setObjectName("dutyTimes")
        self._times.activated.connect(lambda key: self.went.emit("actions", key))
        self.put_head(self._title, self._badge, self._next)
        for widget in (self.form, self._times_head, self._times):
            self.add(widget)
        self.body.addStretch(1)

    def key(self) -> str:
        return self.record.row.id if isinstance(self.record, DutyCard) else ""

    def can_do(self) -> tuple[str, ...]:
        return ("duty_resume",) if self.record.row.paused_on else ("duty_pause",)

    def show_record(self, record: Any) -> None:
        card: DutyCard = record
        self.load(card, duty_draft(card.row))
        self._title.setText(card.row.title)
        self._badge.say(*duty_badge(card.row, self._bus.today()))
        self._next.setText(_next(card))
        rows = [
            Row(
                one.action_id, one.number, one.stands, icon="actions", aside=show_date(one.due_on) if one.due_on else ""
            )
            for one in card.times
        ]
        self._times.show_rows(rows)
        for widget in (self._times_head, self._times):
            widget.setVisible(bool(rows))


def _next(card: DutyCard) -> str:
    row = card.row
    if row.next_on is None or row.paused_on:
        return rules.every_words(row.every)
    said = _("{every}, next {date}.").format(every=rules.every_words(row.every), date=show_date(row.next_on))
    waiting = next((one for one in card.times if one.is_open), None)
    if waiting:
        return _("{said} It is action {number}.").format(said=said, number=waiting.number)
    return said
