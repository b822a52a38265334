"""The card of the people to get back to; each is done or put off from here."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt

from villagedesk.core.dates import show_ago, show_date, show_due
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.interactions import GetBack, GetBackKind
from villagedesk.services import getback
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.colours import Tone
from villagedesk.ui.labels import soft
from villagedesk.ui.rows import Act, Row, Rows

_LONG = 30  # days after which a rhythm that was not kept is late


class GetBackCard(Card):
    """Hidden while there is nobody to get back to."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(_("People to get back to"))
        self._bus = bus
        self._due: dict[str, GetBack] = {}
        self._rows = Rows()
        self._rows.setObjectName("getBack")
        self._rows.activated.connect(self._open)
        self._rows.acted.connect(self._act)
        self._more = soft()
        self.add(self._rows)
        self.add(self._more)

    def show_due(self, due: Sequence[GetBack], count: int) -> None:
        """Show these, of so many in all."""
        today = self._bus.today()
        self._due = {f"{one.kind}_{one.id}": one for one in due}
        self._rows.show_rows([_row(key, one, today) for key, one in self._due.items()])
        more = count - len(due)
        self._more.setText(ngettext("and {n} more", "and {n} more", more).format(n=more))
        self._more.setVisible(more > 0)
        self.set_aside(str(count) if count else "")
        self.setVisible(bool(due))

    def _open(self, key: str) -> None:
        one = self._due[key]
        about = one.owner_id if one.kind is GetBackKind.RHYTHM else f"log:{one.id}"
        self._bus.goto.emit("people", about)

    def _act(self, key: str, name: str) -> None:
        one = self._due[key]

        def job(work: Work) -> None:
            (getback.done if name == "done" else getback.put_off)(work, one.kind, one.id)

        if name == "done":
            self._bus.do(self, _("Mark as done"), job, say=_("Marked as done"))
        else:
            self._bus.do(self, _("Put off for a week"), job, say=_("Put off for a week"))


def _row(key: str, one: GetBack, today: date) -> Row:
    acts = (
        Act("done", _("Done"), "check", Qt.Key.Key_D),
        Act("put_off", _("Put off for a week"), "clock", Qt.Key.Key_P),
    )
    return Row(key, one.name, _second(one, today), _badge(one, today), acts=acts)


def _second(one: GetBack, today: date) -> str:
    if one.kind is GetBackKind.RHYTHM:
        when = show_ago(one.last_on, today) if one.last_on else ""
        last = _("last in touch {when}").format(when=when) if when else _("never in the log yet")
        return _("Keep in touch {often}: {last}").format(often=one.words, last=last)
    why = {
        GetBackKind.FOLLOW_UP: _("{what}"),
        GetBackKind.OWED: _("They wait for our answer by {date}: {what}"),
        GetBackKind.AWAITED: _("They were to answer by {date}: {what}"),
    }[one.kind]
    return why.format(what=one.words, date=show_date(one.on))


def _badge(one: GetBack, today: date) -> tuple[str, Tone]:
    days = (one.on - today).days
    if one.kind is GetBackKind.AWAITED:
        return ngettext("{n} day overdue", "{n} days overdue", -days).format(n=-days), "late"
    if one.kind is GetBackKind.RHYTHM:
        return (_("Get in touch"), "soon") if days > -_LONG else (show_due(one.on, today), "late")
    words = show_due(one.on, today)
    return (words, "late") if days < 0 else (words[:1].upper() + words[1:], "soon")
