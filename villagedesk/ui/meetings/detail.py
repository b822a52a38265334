"""One meeting: what and when, the agenda, who was there, what came of it, and its minutes to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date, show_time
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import MeetingStatus, MinutesState, Presence
from villagedesk.records.actions import ActionRow
from villagedesk.records.meetings import AttendanceCard, MeetingCard, MeetingDraft, MinutesPage
from villagedesk.records.people import Choice
from villagedesk.services import cancelling, decisions, meetings, minutes, people, series
from villagedesk.services.desk import Session, Work
from villagedesk.ui.actionwords import state_badge
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton, quiet
from villagedesk.ui.card import Card
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Form
from villagedesk.ui.icons import set_icon
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.labels import heading, soft, strong, text
from villagedesk.ui.meetings.agenda import Agenda
from villagedesk.ui.meetings.calendar.papers import PublishedAgenda, PublishedPapers
from villagedesk.ui.meetings.cancel import CancelForm
from villagedesk.ui.meetings.face import Face
from villagedesk.ui.meetings.faces import OVERVIEW, PLAN, face_title, faces
from villagedesk.ui.meetings.facts import draft_of, fields, offer_bodies
from villagedesk.ui.meetings.minutes.blocks import BlockList
from villagedesk.ui.meetings.planface import PlanFace
from villagedesk.ui.meetings.words import state, when
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.tabs import TabRow

_SHOWN_BLOCKS = 400


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the detail shows, read at once."""

    meeting: MeetingCard
    minutes: MinutesPage | None
    bodies: list[Choice]
    invited: tuple[Choice, ...]


def load(session: Session, meeting_id: str) -> Loaded:
    """Everything about one meeting. Refused when there is none."""
    return Loaded(
        meetings.card(session, meeting_id),
        minutes.page(session, meeting_id),
        people.organization_choices(session),
        series.invited(session, meeting_id),
    )


class MeetingDetail(Card):
    """`loaded` when a meeting is there to be seen."""

    loaded = Signal()

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("meetingDetail")
        self._bus, self._commands = bus, commands
        self._meeting_id, self._shown_id = "", ""  # the second once it has been read
        self._cancel: Callable[[], None] | None = None
        self._title, self._when, self._state = heading(), soft(), Badge()
        self._title.setObjectName("meetingTitle")
        self._why = text()
        self.form: Form[MeetingDraft] = Form(fields(bus.today), MeetingDraft())
        self.form.setObjectName("facts")
        self.form.left.connect(self._keep)
        self._keeper = Keeper(bus, "meeting", self.form)
        self._keeper.brought_back.connect(lambda: self._edit.setChecked(True))
        self.cancel_form = CancelForm(bus)
        self._there = text()
        self._actions, self._decisions = Rows(), Rows(opens=False)
        self._actions.activated.connect(lambda key: bus.goto.emit("actions", key))
        self._minutes = MinutesText()
        self._asked = text()
        self._published, self._papers = PublishedAgenda(), PublishedPapers()
        self._kinds = {kind.name: kind for kind in faces()}
        self._faces: dict[str, Face] = {}
        self._face = OVERVIEW
        self._meeting: MeetingCard | None = None
        self._chips = TabRow()
        self._chips.setObjectName("faces")
        for name, words in ((OVERVIEW, face_title()), *((kind.name, kind.title) for kind in self._kinds.values())):
            self._chips.add(name, words)
        self._chips.turn_on([OVERVIEW])
        self._chips.changed.connect(lambda name: self.turn(name or self._face))
        self._lay_out(commands)
        self._chips.setVisible(bool(self._kinds))

    def _lay_out(self, commands: Commands) -> None:
        self.body.setSpacing(14)
        names = QHBoxLayout()
        names.setSpacing(12)
        names.addWidget(self._title, 1)
        names.addWidget(self._state)
        self.body.addLayout(names)
        self.add(self._when)
        self.add(self._why)
        self.body.addLayout(self._make_buttons(commands))
        self.add(self.cancel_form)
        self.add(self.form)
        self.form.hide()
        self.body.addWidget(self._chips)
        self._overview = QWidget()
        self._column = QVBoxLayout(self._overview)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self.add(self._overview)
        self._asked_part = self._part(_("Asked to come"), self._asked)
        self._published_part = self._part(_("Agenda"), self._published)
        self._there_part = self._part(_("Who was there"), self._there)
        self._decisions_part = self._part(_("Decisions"), self._decisions)
        self._actions_part = self._part(_("Actions"), self._actions)
        self._minutes_part = self._part(_("Minutes"), self._minutes)
        self._minutes_part.setObjectName("minutesPart")
        self._papers_part = self._part(_("Papers that were published"), self._papers)
        self.body.addStretch(1)

    def _make_buttons(self, commands: Commands) -> FlowLayout:
        self._take = CommandButton(commands.action("take_minutes"), "secondary")
        self._edit = quiet(_("Change when and where"), "right")
        self._edit.setObjectName("editFacts")
        self._edit.setCheckable(True)
        self._edit.toggled.connect(self._fold)
        self._call_off = quiet(_("Cancel the meeting"))
        self._call_off.setObjectName("callOff")
        self._call_off.clicked.connect(self._call)
        buttons = FlowLayout(spacing=6)
        for button in (self._take, self._edit, self._call_off):
            buttons.addWidget(button)
        return buttons

    def _part(self, title: str, content: QWidget) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(strong(title))
        column.addWidget(content)
        self._column.addWidget(holder)
        return holder

    @property
    def agenda(self) -> Agenda:
        """The agenda, on the plan of the meeting."""
        face = self._built(PLAN)
        assert isinstance(face, PlanFace)
        return face.agenda

    def _built(self, name: str) -> Face | None:
        if name != OVERVIEW and name not in self._faces:
            face = self._faces[name] = self._kinds[name].build(self._bus, self._commands)
            face.setObjectName(f"face_{name}")
            face.went.connect(self._bus.goto.emit)
            face.turning.connect(self.turn)
            self.body.insertWidget(self.body.indexOf(self._overview) + 1, face)
            face.setVisible(name == self._face)
        return self._faces.get(name)

    def turn(self, name: str) -> Face | None:
        """Turn to a face, which is built when it is first wanted; None is the overview."""
        self._face = name
        shown = self._built(name)
        self._chips.turn_on([name])
        self._overview.setVisible(name == OVERVIEW)
        for key, face in self._faces.items():
            if key == name and self._meeting:
                face.show_meeting(self._meeting)
            face.setVisible(key == name)
        return shown

    def refresh(self, changed: Changed) -> None:
        """Tell the face that is turned to."""
        if face := self._faces.get(self._face):
            face.refresh(changed)

    def show_meeting(self, meeting_id: str) -> None:
        """Read a meeting and show it; again after something changed."""
        if meeting_id != self._meeting_id:
            self._edit.setChecked(False)
            self.cancel_form.hide()
        self._meeting_id = meeting_id
        if self._cancel:
            self._cancel()
        self._cancel = self._bus.look(self, lambda session: load(session, meeting_id), self._loaded)

    def _call(self) -> None:
        """Call the meeting off, or put back one that was."""
        meeting = self._meeting
        if meeting is None or meeting.status is not MeetingStatus.CANCELLED:
            self.cancel_form.start()
            return
        self._bus.do(
            self, _("Put back a cancelled meeting"), lambda work: cancelling.reinstate(work, meeting.id),
            say=_("The meeting takes place after all"),
        )  # fmt: skip

    def _loaded(self, loaded: Loaded) -> None:
        meeting = self._meeting = loaded.meeting
        self._title.setText(meeting.title)
        self._state.say(*state(meeting, self._bus.today()))
        parts = [when(meeting.on_date, meeting.start_at, meeting.end_at), meeting.place]
        if meeting.is_theirs:
            parts += [body.name for body in loaded.bodies if body.id == meeting.organization_id]
        if meeting.met_with:
            parts.append(_("with {body}").format(body=meeting.met_with))
        self._when.setText(", ".join(filter(None, parts)))
        cancelled = meeting.status is MeetingStatus.CANCELLED
        self._why.setText(_cancelled(meeting) if cancelled else "")
        self._why.setVisible(cancelled)
        self._call_off.setVisible(meeting.status is not MeetingStatus.HELD)
        call_off = _("It was called off") if meeting.is_theirs else _("Cancel the meeting")
        self._call_off.setText(_("It takes place after all") if cancelled else call_off)
        settled = meeting.is_theirs or meeting.minutes_state is MinutesState.APPROVED
        self._take.setVisible(not cancelled and not settled)
        offer_bodies(self.form, loaded.bodies)
        is_other = meeting.id != self._shown_id
        if not is_other:
            self.form.set_value(draft_of(meeting))
        else:
            self._shown_id = meeting.id
            self.scroll_to_top()
            self.form.reset(draft_of(meeting))
            self._keeper.start(meeting.id)
        self.cancel_form.show_meeting(meeting)
        self._show_outcome(meeting)
        self._show_theirs(meeting, loaded.invited)
        self._minutes.show_page(loaded.minutes)
        self._minutes_part.setVisible(bool(loaded.minutes and loaded.minutes.blocks))
        if (is_other and self._face in (OVERVIEW, PLAN)) or (meeting.is_theirs and self._is_ours_only(self._face)):
            is_minuted = bool(loaded.minutes and loaded.minutes.blocks)
            plans = meeting.status is MeetingStatus.PLANNED and not is_minuted and not meeting.is_theirs
            self.turn(PLAN if plans else OVERVIEW)
        elif face := self._faces.get(self._face):
            face.show_meeting(meeting)
        self.loaded.emit()

    def _is_ours_only(self, face: str) -> bool:
        return face in self._kinds and self._kinds[face].ours_only

    def _show_theirs(self, meeting: MeetingCard, invited: Sequence[Choice]) -> None:
        """Another body's meeting has no plan of ours and nothing to approve; its agenda is read here."""
        for name in self._kinds:
            self._chips.chip(name).setVisible(not (meeting.is_theirs and self._is_ours_only(name)))
        self._asked.setText(", ".join(choice.name for choice in invited))
        self._asked_part.setVisible(meeting.is_theirs and bool(invited))
        self._published_part.setVisible(self._published.show_meeting(meeting))
        self._papers_part.setVisible(self._papers.show_meeting(meeting))

    def _show_outcome(self, meeting: MeetingCard) -> None:
        said = _attendance(meeting)
        self._there.setText(said)
        self._there_part.setVisible(bool(said))
        words = decisions.outcome_words()
        self._decisions.show_rows(
            [
                Row(
                    row.id,
                    row.text,
                    ". ".join(
                        filter(
                            None,
                            (", ".join(filter(None, (words[row.outcome], row.number, row.item))), row.corrected),
                        )
                    ),
                )
                for row in meeting.decisions
            ]
        )
        self._decisions_part.setVisible(bool(meeting.decisions))
        self._actions.show_rows([self._action(row) for row in meeting.actions])
        self._actions_part.setVisible(bool(meeting.actions))

    def _action(self, row: ActionRow) -> Row:
        by = _("by {date}").format(date=show_date(row.due_on)) if row.due_on else ""
        badge = state_badge(row, self._bus.today())
        return Row(row.id, row.text, ", ".join(filter(None, (row.number, row.owner, by))), badge)

    def _fold(self, on: bool) -> None:
        self.form.setVisible(on)
        set_icon(self._edit, "down" if on else "right", "accent")
        if on:
            self.form.editor("kind").setFocus()

    def _keep(self, name: str) -> None:
        meeting_id = self._shown_id

        def edit(work: Work, changes: dict[str, Any]) -> None:
            meetings.edit(work, meeting_id, replace(draft_of(meetings.card(work.session, meeting_id)), **changes))

        def refused(error: Refused) -> None:
            self.form.show_error(error.field or name, error.message, focus=False)

        self._keeper.send(_("Change a meeting"), edit, refused)


def _cancelled(meeting: MeetingCard) -> str:
    by, why = meeting.cancelled_by, meeting.cancel_reason
    said = _("Cancelled by {who}").format(who=by) if by else _("Cancelled")
    return f"{said}: {why}" if why else f"{said}."


def _attendance(meeting: MeetingCard) -> str:
    """ "5 present: ... Apologies: ..." in a line each."""
    heads = {
        Presence.PRESENT: _("Present"),
        Presence.IN_ATTENDANCE: _("In attendance"),
        Presence.APOLOGIES: _("Apologies"),
        Presence.ABSENT: _("Not there"),
    }
    lines = []
    for presence, head in heads.items():
        if names := [_with_times(card) for card in meeting.attendance if card.presence is presence]:
            lines.append(_("{head} ({n}): {names}").format(head=head, n=len(names), names=", ".join(names)))
    return "\n".join(lines)


def _with_times(card: AttendanceCard) -> str:
    """ "Jane Smith (from 7:10pm, left at 9:50pm)"."""
    times = [_("from {time}").format(time=show_time(card.arrived_at))] if card.arrived_at else []
    if card.left_at:
        times.append(_("left at {time}").format(time=show_time(card.left_at)))
    return f"{card.name} ({', '.join(times)})" if times else card.name


class MinutesText(QWidget):
    """The minutes to be read: every item with its blocks."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._shown: MinutesPage | None = None

    def show_page(self, page: MinutesPage | None) -> None:
        """Show these minutes; nothing for None."""
        if page == self._shown:
            return
        self._shown = page
        while item := self._column.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if page is None:
            return
        left = _SHOWN_BLOCKS
        for item_id, title in _heads(page):
            blocks = [block for block in page.blocks if block.item_id == item_id][:left]
            left -= len(blocks)
            if blocks:
                shown = BlockList(reads_only=True)
                shown.show_blocks(blocks)
                for widget in (strong(title), shown) if title else (shown,):
                    self._column.addWidget(widget)
        if left <= 0:
            rest = len(page.blocks) - _SHOWN_BLOCKS
            self._column.addWidget(soft(ngettext("{n} more part", "{n} more parts", rest).format(n=rest)))


def _heads(page: MinutesPage) -> Sequence[tuple[str | None, str]]:
    return [
        (None, ""),
        *((item.id, f"{item.label}. {item.title}") for item in page.meeting.items),
    ]
