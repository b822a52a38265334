"""Giving out meetings: as a calendar that other programs read, the agenda and minutes as PDF and for Word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.records.meetings import MeetingCard
from villagedesk.records.people import Choice as Named
from villagedesk.services import calendars, series, word
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import secondary
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.editors import Choice
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import soft, strong
from villagedesk.ui.meetings.audience import audiences
from villagedesk.ui.meetings.face import Face
from villagedesk.ui.saving import save_as

COMING, ALL = "coming", "all"


@dataclass(frozen=True, slots=True)
class Given:
    """What is chosen: which meetings ("coming", "all", or the key of a series), and for whom."""

    which: str = COMING
    audience: Audience = Audience.COMMITTEE


def give(
    owner: QWidget, bus: Bus, title: str, name: str, make: Callable[[Session], calendars.CalendarFile | word.WordFile]
) -> None:
    """Ask where, make the file in one read, write it, and say what was left out of it."""
    left: list[str] = []

    def made() -> bytes:
        found = bus.desk.read(make)
        left[:] = [what if isinstance(what, str) else f"{what.what} ({what.count})" for what in found.left_out]
        return found.data

    def written(_data: bytes) -> None:
        said = _("Saved. Left out: {what}").format(what="; ".join(left)) if left else _("Saved")
        bus.said.emit(said, None)

    save_as(owner, bus, title, name, made, written)


class GiveFace(Face):
    """One meeting to be handed out: for whom, then as what."""

    def __init__(self, bus: Bus, commands: Commands) -> None:  # noqa: ARG002 - every face is built with them
        super().__init__()
        self._bus = bus
        self._meeting: MeetingCard | None = None
        self._form: Form[Given] = Form([Field("audience", _("&For"), lambda: Choice(()), half=True)], Given())
        self._buttons = {
            "calendar": secondary(_("&Calendar entry"), "calendar"),
            "agenda_pdf": secondary(_("&Agenda as PDF"), "document"),
            "agenda": secondary(_("Agenda for &Word"), "document"),
            "minutes_pdf": secondary(_("M&inutes as PDF"), "document"),
            "minutes": secondary(_("Mi&nutes for Word"), "document"),
        }
        row = FlowLayout(spacing=8)
        for name, button in self._buttons.items():
            button.setObjectName(f"give_{name}")
            row.addWidget(button)
        self._buttons["calendar"].clicked.connect(self._give_calendar)
        for name, make, called in (
            ("agenda", word.agenda, word.agenda_name), ("minutes", word.minutes, word.minutes_name),
        ):  # fmt: skip
            self._buttons[name].clicked.connect(partial(self._give_paper, make, called, "docx"))
            self._buttons[f"{name}_pdf"].clicked.connect(partial(self._give_paper, make, called, "pdf"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(strong(_("Hand this meeting out")))
        column.addWidget(self._form)
        column.addLayout(row)
        column.addWidget(
            soft(
                _(
                    "A calendar entry invites those who are asked to come and have an address that may be used. Sent "
                    "again after a change, it moves in their calendars. Minutes are marked DRAFT until approved."
                )
            )
        )
        bus.read(self, audiences, self._offer)

    def _offer(self, found: list[tuple[Audience, str]]) -> None:
        choice = self._form.editor("audience")
        assert isinstance(choice, Choice)
        choice.set_options(found)
        self._begin()

    def show_meeting(self, meeting: MeetingCard) -> None:
        is_other = self._meeting is None or self._meeting.id != meeting.id
        self._meeting = meeting
        for name in ("minutes", "minutes_pdf"):
            self._buttons[name].setVisible(meeting.minutes_state is not None)
        if is_other:
            self._begin()

    def _begin(self) -> None:
        if self._meeting:
            self._form.reset(Given(audience=self._meeting.audience))

    def _give_calendar(self) -> None:
        meeting, now = self._meeting, self._bus.desk.clock.now()
        if meeting:
            audience, name = self._form.value().audience, calendars.file_of_meeting(meeting.title, meeting.on_date)
            give(
                self, self._bus, _("Save the calendar entry"), name,
                lambda session: calendars.of_meeting(session, meeting.id, audience, now),
            )  # fmt: skip

    def _give_paper(
        self, make: Callable[..., word.WordFile], name: Callable[[str, date, str], str], suffix: str,
        _checked: bool = False,
    ) -> None:  # fmt: skip
        meeting, today = self._meeting, self._bus.today()
        if meeting:
            audience = self._form.value().audience
            give(
                self, self._bus, _("Save to hand out"), name(meeting.title, meeting.on_date, suffix),
                lambda session: make(session, meeting.id, audience, today, suffix),
            )  # fmt: skip


class GiveCalendar(Card):
    """Several meetings as one calendar: those to come, all, or a series."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(_("Give out a calendar"))
        self._bus = bus
        self.add(
            soft(
                _(
                    "A calendar file opens in Google Calendar, Outlook and on telephones. Opened again after something "
                    "has changed, it moves or cancels what is there."
                )
            )
        )
        fields = [
            Field("which", _("&Meetings"), lambda: Choice(()), half=True),
            Field("audience", _("&For"), lambda: Choice(()), half=True),
        ]
        self._form: Form[Given] = Form(fields, Given())
        self.add(self._form)
        self._save = secondary(_("&Save a calendar"), "calendar")
        self._save.setObjectName("saveCalendar")
        self._save.clicked.connect(self._give)
        row = FlowLayout(spacing=8)
        row.addWidget(self._save)
        self.body.addLayout(row)

    def follow(self) -> None:
        """Read again which series and audiences there are."""
        self._bus.read(self, lambda session: (series.choices(session), audiences(session)), self._offer)

    def _offer(self, found: tuple[list[Named], list[tuple[Audience, str]]]) -> None:
        those, for_whom = found
        chosen = self._form.value()
        which, audience = self._form.editor("which"), self._form.editor("audience")
        assert isinstance(which, Choice)
        assert isinstance(audience, Choice)
        which.set_options(
            [(COMING, _("Those to come")), (ALL, _("All meetings")), *((each.id, each.name) for each in those)]
        )
        audience.set_options(for_whom)
        self._form.reset(Given(chosen.which or COMING, chosen.audience or Audience.COMMITTEE))

    def _give(self) -> None:
        chosen, now, today = self._form.value(), self._bus.desk.clock.now(), self._bus.today()

        def make(session: Session) -> calendars.CalendarFile:
            if chosen.which in (COMING, ALL):
                return calendars.of_all(session, chosen.audience, now, today if chosen.which == COMING else None)
            return calendars.of_series(session, chosen.which, chosen.audience, now)

        def ask(name: str) -> None:
            give(self, self._bus, _("Save a calendar"), calendars.file_of_several(name, today), make)

        key = None if chosen.which in (COMING, ALL) else chosen.which
        self._bus.read(self, lambda session: calendars.called(session, key, chosen.audience), ask)
