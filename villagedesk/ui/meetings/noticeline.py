"""By when the notice of a meeting must go, as the group's constitution says, and whether it went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date, show_day
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import Delivery
from villagedesk.core.workingdays import is_working_day
from villagedesk.records.constitution import NoticeState
from villagedesk.services import constitution
from villagedesk.services.desk import Work
from villagedesk.services.rulewords import deliveries
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Choice, DateLine
from villagedesk.ui.form import Field
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.localtime import local

_SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class _Went:
    on_date: date | None = None
    by: Delivery = Delivery.EMAIL


class NoticeLine(QWidget):
    """One sentence, a badge when it presses, and the button that says that notice went."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("noticeLine")
        self._bus, self._meeting_id = bus, ""
        self._said, self._badge, self._ways = Label(wrap=True), Badge(), soft()
        self._said.setObjectName("noticeSaid")
        self._badge.setObjectName("noticeBadge")
        self._went = quiet("", "edit")
        self._went.setObjectName("noticeWent")
        self._went.clicked.connect(self._ask)
        self._room = AskingRoom(bus, self._went.setFocus)
        self._state: NoticeState | None = None
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._said, 1)
        first.addWidget(self._badge)
        first.addWidget(self._went)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        column.addLayout(first)
        column.addWidget(self._ways)
        column.addLayout(self._room)
        self.hide()

    def show_notice(self, meeting_id: str, state: NoticeState | None, not_asked: int = 0) -> None:
        """Show when notice must go; nothing where the constitution asks for none.

        `not_asked` is how many of those who must get it are not asked to come.
        """
        if meeting_id != self._meeting_id:
            self._room.put_away()
        self._meeting_id, self._state = meeting_id, state
        self.setVisible(state is not None)
        if state is None:
            return
        self._said.setText(_sentence(state, self._bus.desk.me))
        self._badge.say(*_badge(state, self._bus.today()))
        self._ways.setText(_under(state, not_asked))
        self._went.setText(_("Change this") if state.sent_on else _("Note that it has gone"))

    def _ask(self) -> None:
        meeting_id, state = self._meeting_id, self._state
        ways = list(deliveries().items())
        fields = [
            Field("on_date", _("&When it went"), partial(DateLine, self._bus.today), half=True),
            Field("by", _("&How"), partial(Choice, ways), half=True),
        ]
        sent = state.sent_on if state else None
        was = _Went(sent or self._bus.today(), (state.sent_by if state else None) or Delivery.EMAIL)
        strip = Asking(_("When did notice of this meeting go?"), _("Note it"), fields, was)

        def job(said: _Went) -> object:
            def change(work: Work) -> None:
                constitution.notice_went(work, meeting_id, said.on_date, said.by)

            return change

        self._room.ask(strip, Step("notice", meeting_id, _("Note that notice went"), _("Noted")), job)  # type: ignore[arg-type]


def _sentence(state: NoticeState, me: str | None) -> str:
    """ "Notice must go by Tuesday 3 March 2026.", or who noted that it went."""
    if state.sent_on:
        noted, how = state.noted, deliveries()[state.sent_by] if state.sent_by else ""
        if noted is None or not (noted.by_id or noted.name):
            said = _("It was noted that notice went on {day} {how}")
        elif noted.by_id == me:
            said = _("You noted that notice went on {day} {how}")
        else:
            said = _("{name} noted that notice went on {day} {how}")
        name = noted.name if noted else ""
        return said.format(name=name, day=show_day(state.sent_on), how=how).strip() + "."
    if state.latest is None:
        return _("By when notice must go can't be reckoned: the bank holidays of that year are not known yet.")
    return _("Notice must go by {day}.").format(day=show_day(state.send_by[Delivery.EMAIL] or state.latest))


def _badge(state: NoticeState, today: date) -> tuple[str, Tone]:
    in_time = state.in_time(today)
    if in_time is None:
        return "", ""
    if state.sent_on:
        return (_("In time"), "kept") if in_time else (_("Too late"), "late")
    latest = state.latest or today
    days = (latest - today).days
    if not in_time:
        return ngettext("{n} day too late", "{n} days too late", -days).format(n=-days), "late"
    if days > _SOON_DAYS:
        return "", ""
    return (_("today") if days == 0 else ngettext("in {n} day", "in {n} days", days).format(n=days)), "soon"


def _collected(state: NoticeState, way: Delivery) -> date | None:
    """The last day for a way; by post the last before it on which post is collected."""
    day = state.send_by[way]
    while day and way is Delivery.POST and not is_working_day(day, state.nation):
        day -= timedelta(1)
    return day


def _under(state: NoticeState, not_asked: int) -> str:
    """The other ways where they need longer, who must get it, and the clause in its own words."""
    by_mail = state.send_by[Delivery.EMAIL]
    others = [
        _("{way} by {date}").format(way=deliveries()[way], date=show_date(day))
        for way in (Delivery.POST, Delivery.HAND)
        if (day := _collected(state, way)) and day != by_mail and not state.sent_on
    ]
    said = [", ".join(others)[:1].upper() + ", ".join(others)[1:] + "."] if others else []
    if state.people:
        words = ngettext("{n} person must get it.", "{n} people must get it.", state.people)
        said.append(words.format(n=state.people))
    if state.people and not_asked and not state.sent_on:
        words = ngettext("{n} of them is not asked to come yet.", "{n} of them are not asked to come yet.", not_asked)
        said.append(words.format(n=not_asked))
    if state.sent_on and state.noted:
        said.append(_("Noted on {date}.").format(date=show_date(local(state.noted.at).date())))
    if state.clause:
        said.append(_("As your constitution says: “{clause}”").format(clause=state.clause))
    return " ".join(said)
