"""Who is in the room: one key each for here, apologies and not here; who comes and leaves, and when."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.core.dates import show_time
from villagedesk.core.i18n import _
from villagedesk.core.words import Presence
from villagedesk.records.meetings import AttendanceDraft, MeetingCard
from villagedesk.records.people import Choice
from villagedesk.services import attendance, minutes, voting
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.chooser import Chooser
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import TimeLine
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting, Keeper, TypedBox
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.meetings.minutes.quorum import because, tell
from villagedesk.ui.meetings.minutes.seats import Seat, Times, seats
from villagedesk.ui.meetings.minutes.sitting import Count
from villagedesk.ui.meetings.words import local_time, presences
from villagedesk.ui.pick import options
from villagedesk.ui.scroll import Scroller, bring_into_view
from villagedesk.ui.theme import current


class PresentSide(Card):
    """`left` is Esc: back to the minutes. `item_id` is the item in which somebody comes or leaves.

    `is_now` says whether the computer's clock is the meeting's: else the time is asked for.
    """

    left = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__(_("In the room"))
        self.setObjectName("presentSide")
        self._bus, self._meeting = bus, ""
        self.item_id: str | None = None
        self.is_now: Callable[[], bool] = lambda: True
        self._seats: dict[str, SeatLine] = {}
        self._voting = Badge()
        self._voting.setObjectName("votingHere")
        self.add(self._voting)
        self._why = soft()
        self._why.setObjectName("whyFewer")
        self._why.hide()
        self.add(self._why)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        holder = QVBoxLayout()
        holder.addLayout(self._column)
        holder.addStretch(1)
        self._scroller = Scroller(holder)
        self.body.addWidget(self._scroller, 1)
        self._chooser = Chooser(_("Somebody else: type a name"))
        self._new = self._chooser.line
        self._new.setObjectName("newAttendance")
        self._new.setAccessibleName(_("Somebody else who is here"))
        self._new.returnPressed.connect(self._add)
        self._chooser.picked.connect(self._add)
        self._typed = TypedBox(self._new)
        self._drafting = Drafting(bus, "new_attendance", self._typed, self._new)
        self.add(self._chooser)
        self.add(self._typed.note)

    def offer(self, people: list[Choice]) -> None:
        """The people that a name may mean."""
        self._chooser.set_options(options(people))

    def tell(self, count: Count) -> None:
        """Say how many with a vote are here, and how many are needed."""
        tell(self._voting, count)
        self._why.setText(because(count))
        self._why.setVisible(bool(self._why.text()))

    def show_meeting(self, meeting: MeetingCard, expected: Sequence[Choice], group: str) -> None:
        """Show who is expected and who is entered."""
        if meeting.id != self._meeting:
            self._drafting.start(meeting.id)
            self._chooser.clear()
        self._meeting = meeting.id
        wanted = seats(meeting, expected, group)
        if [seat.key for seat in wanted] != list(self._seats):
            self._make(wanted)
        for seat in wanted:
            self._seats[seat.key].show_seat(seat)

    def start(self) -> None:
        """Give the focus to the first of whom nothing is said yet, else to the first, else to the new name."""
        lines = list(self._seats.values())
        unsaid = next((line for line in lines if line.seat.card is None), None)
        (unsaid or (lines[0] if lines else self._new)).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close_others()
            self.left.emit()
        elif event.key() == Qt.Key.Key_Up and self._seats:
            list(self._seats.values())[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)

    def _make(self, wanted: Sequence[Seat]) -> None:
        focused = next((key for key, line in self._seats.items() if line.has_focus_within()), "")
        for key in [key for key in self._seats if key not in {seat.key for seat in wanted}]:
            gone = self._seats.pop(key)
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for number, seat in enumerate(wanted):
            line = self._seats.get(seat.key) or self._line(seat)
            self._seats[seat.key] = line
            self._column.insertWidget(number, line)
        self._seats = {seat.key: self._seats[seat.key] for seat in wanted}
        if focused and focused not in self._seats:
            self.start()

    def _line(self, seat: Seat) -> SeatLine:
        line = SeatLine(self._bus, seat, lambda: self.is_now())
        line.came.connect(self._close_others)
        line.came.connect(lambda _key: bring_into_view(line))
        line.said.connect(self._say)
        line.moved.connect(self._say_moved)
        line.timed.connect(self._say_times)
        line.walked.connect(self._walk)
        line.removed.connect(self._remove)
        return line

    def _close_others(self, key: str = "") -> None:
        for line_key, line in self._seats.items():
            if line_key != key:
                line.close_keys()

    def _say(self, draft: AttendanceDraft) -> None:
        meeting = self._meeting
        self._bus.do(self, _("Change the attendance"), lambda work: minutes.put_right(work, meeting, draft))

    def _say_moved(self, draft: AttendanceDraft, at: time) -> None:
        meeting, item_id = self._meeting, self.item_id
        self._bus.do(
            self, _("Somebody leaves") if draft.left_at else _("Somebody arrives"),
            lambda work: minutes.somebody_moves(work, meeting, item_id, draft, at),
        )  # fmt: skip

    def _say_times(self, keeper: Keeper, draft: AttendanceDraft, moved_at: time | None) -> None:
        meeting, item_id = self._meeting, self.item_id

        keeper.send(
            _("Change the attendance"),
            lambda work, _changes: (
                minutes.somebody_moves(work, meeting, item_id, draft, moved_at)
                if moved_at
                else minutes.put_right(work, meeting, draft)
            ),
            lambda error: self._bus.said.emit(error.message, None),
        )

    def _remove(self, seat: Seat) -> None:
        if seat.card:
            key = seat.card.id
            self._bus.do(
                self, _("Take somebody off the attendance"), lambda work: minutes.take_off(work, key),
                say=_("Taken off the attendance"),
            )  # fmt: skip

    def _add(self) -> None:
        typed, meeting = self._new.text().strip(), self._meeting
        if not typed:
            return
        found = self._chooser.value()
        draft = AttendanceDraft(found.id if isinstance(found, Choice) else None, typed)
        self._drafting.do(_("Add to the attendance"), lambda work: attendance.enter(work, meeting, draft))
        self._chooser.clear()

    def _walk(self, key: str, steps: int) -> None:
        at = list(self._seats).index(key) + steps
        lines = list(self._seats.values())
        if 0 <= at < len(lines):
            lines[at].setFocus(Qt.FocusReason.OtherFocusReason)
        elif at >= len(lines):
            self._new.setFocus(Qt.FocusReason.OtherFocusReason)


class SeatLine(QWidget):
    """One person; opens to show its keys when it has the focus."""

    said = Signal(object)
    moved = Signal(object, object)  # who comes or leaves, and at what time
    timed = Signal(object, object, object)  # the Keeper of the two times, what to enter, and when they came or left
    walked = Signal(str, int)
    removed = Signal(object)
    came = Signal(str)

    def __init__(self, bus: Bus, seat: Seat, is_now: Callable[[], bool]) -> None:
        super().__init__()
        self._bus, self.seat, self._is_now = bus, seat, is_now
        self._asked = ""  # the field of the time that C or L asks for
        self.setObjectName(f"seat_{seat.key}")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(8, 5, 8, 6)
        self._column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(6)
        self._name, self._badge = Label(seat.name, wrap=True), Badge()
        self._second = soft()
        row.addWidget(self._name, 1)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        self._column.addLayout(row)
        self._column.addWidget(self._second)
        self._more: QWidget | None = None
        self._times: Form[Times] | None = None
        self._keeper: Keeper | None = None

    def has_focus_within(self) -> bool:
        """Whether the focus is on the line or on what it has opened."""
        focused = self.window().focusWidget()
        return focused is not None and (focused is self or self.isAncestorOf(focused))

    def show_seat(self, seat: Seat) -> None:
        """Say who it is, how they are here, and from when to when."""
        self.seat = seat
        card = seat.card
        self._name.setText(seat.name)
        words: tuple[str, Tone] = presences()[card.presence] if card else ("", "neutral")
        if card and card.left_at and card.presence in (Presence.PRESENT, Presence.IN_ATTENDANCE):
            words = (_("left"), "soon")
        self._badge.say(*words)
        times = [
            _("from {time}").format(time=show_time(card.arrived_at)) if card and card.arrived_at else "",
            _("until {time}").format(time=show_time(card.left_at)) if card and card.left_at else "",
        ]
        second = ", ".join(filter(None, (seat.role, " ".join(filter(None, times)))))
        self._second.setText(second)
        self._second.setVisible(bool(second))
        spoken = words[0] if card else _("nothing said yet")
        self.setAccessibleName(f"{seat.name}, {spoken}. {second}")
        self.setAccessibleDescription(_("P here, A apologies, N not here, C comes now, L leaves now"))
        if self._times and card:
            self._times.set_value(Times(card.arrived_at, card.left_at))
        elif self._asked and card:
            self._ask(self._asked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
        if event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier and key not in steps:
            super().keyPressEvent(event)
        elif key in steps:
            self.walked.emit(self.seat.key, steps[Qt.Key(key)])
        elif found := next((say for letter, _text, say in self._keys() if event.text().upper() == letter), None):
            found()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open_times()
        elif key == Qt.Key.Key_Delete:
            self.removed.emit(self.seat)
        else:
            super().keyPressEvent(event)

    def _keys(self) -> tuple[tuple[str, str, Callable[[], None]], ...]:
        return (
            (_("P"), _("Here"), lambda: self._say(Presence.PRESENT, onwards=True)),
            (_("A"), _("Apologies"), lambda: self._say(Presence.APOLOGIES, onwards=True)),
            (_("N"), _("Not here"), lambda: self._say(Presence.ABSENT, onwards=True)),
            (_("C"), _("Comes now"), self._comes),
            (_("L"), _("Leaves now"), lambda: self._say(None, left=self._now())),
            (_("T"), _("Times"), self._open_times),
        )

    def _say(
        self, presence: Presence | None, *, arrived: time | None = None, left: time | None = None, onwards: bool = False
    ) -> None:
        card, is_move = self.seat.card, bool(arrived or left)
        if left and not (card and card.presence in (Presence.PRESENT, Presence.IN_ATTENDANCE)):
            self._bus.said.emit(_("{name} is not here, so can't leave.").format(name=self.seat.name), None)
            return
        if left and card and card.left_at:
            self._bus.said.emit(_("{name} has left already.").format(name=self.seat.name), None)
            return
        if left and not self._is_now():
            self._ask("left_at")
            return
        was = card.presence if card and card.presence is not Presence.IN_ATTENDANCE else Presence.PRESENT
        if presence in (Presence.APOLOGIES, Presence.ABSENT):
            arrived = left = None
        elif card:
            arrived = arrived or card.arrived_at
            left = left or (None if presence else card.left_at)
        draft = AttendanceDraft(self.seat.person_id, self.seat.name, presence or was, arrived, left)
        if is_move:
            self.moved.emit(draft, left or arrived)
        else:
            self.said.emit(draft)
        if onwards:
            self.walked.emit(self.seat.key, 1)

    def _comes(self) -> None:
        card = self.seat.card
        if self._is_now():
            self._say(Presence.PRESENT, arrived=self._now())
        elif card and voting.came(card):
            self._ask("arrived_at")
        else:
            self._asked = "arrived_at"  # once they are entered
            self._say(Presence.PRESENT)

    def _ask(self, field: str) -> None:
        """At what time, where the clock is not the meeting's."""
        self._asked = field
        self._open_times(field)
        self._bus.said.emit(_("This meeting is not now: at what time was it?"), None)

    def _now(self) -> time:
        return local_time(self._bus.desk.clock.now())

    def _keep_times(self, name: str) -> None:
        assert self._times
        times, card = self._times.value(), self.seat.card
        presence = card.presence if card else Presence.PRESENT
        draft = AttendanceDraft(self.seat.person_id, self.seat.name, presence, times.arrived_at, times.left_at)
        at = getattr(times, name) if name == self._asked else None
        self._asked = "" if at else self._asked
        self.timed.emit(self._keeper, draft, at)

    def _open(self) -> None:
        self._more = QWidget()
        column = QVBoxLayout(self._more)
        column.setContentsMargins(0, 2, 0, 4)
        column.setSpacing(8)
        flow = FlowLayout(spacing=6)
        for letter, text, say in self._keys():
            button = QPushButton(f"{text}  {letter}")
            button.setProperty("role", "chip")
            button.setObjectName(f"key_{letter}")
            button.setAccessibleName(text)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(lambda _on=False, say=say: say())
            flow.addWidget(button)
        column.addLayout(flow)
        self._column.addWidget(self._more)

    def _open_times(self, field: str = "arrived_at") -> None:
        """Two lines for when they came and left, where it was not just now."""
        card, more = self.seat.card, self._more
        if more is None or card is None:
            return
        if self._times is None:
            fields = [Field("arrived_at", _("Came"), TimeLine), Field("left_at", _("Left"), TimeLine)]
            self._times = Form(fields, Times(card.arrived_at, card.left_at))
            self._times.left.connect(self._keep_times)
            self._keeper = Keeper(self._bus, "attendance", self._times)
            self._keeper.start(card.id)
            column = more.layout()
            assert column is not None
            column.addWidget(self._times)
        self._times.editor(field).setFocus()

    def close_keys(self) -> None:
        """Show the name alone again."""
        more, self._more, self._times, self._asked = self._more, None, None, ""
        if more:
            self._column.removeWidget(more)
            more.hide()
            more.deleteLater()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._more is None:
            self._open()
        self.came.emit(self.seat.key)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        if self.hasFocus():
            theme, painter = current(), QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(theme.colour("selected"))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)
