"""Taking minutes: agenda, text and room on one screen, everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind, Role
from villagedesk.services import drafts, matters, minutes, posts, versions
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.meetings.minutes.agenda import AgendaSide
from villagedesk.ui.meetings.minutes.draft import LINE, DraftKeeper
from villagedesk.ui.meetings.minutes.head import Head
from villagedesk.ui.meetings.minutes.keys import KeysSheet
from villagedesk.ui.meetings.minutes.loading import Loaded, Names, load, offer_line, start_at
from villagedesk.ui.meetings.minutes.present import PresentSide
from villagedesk.ui.meetings.minutes.reading import Typed, keep, label
from villagedesk.ui.meetings.minutes.sheet import MinutesSheet
from villagedesk.ui.meetings.minutes.sitting import Sitting
from villagedesk.ui.meetings.minutes.spelling import Knows, Spelling, Words, dictionary
from villagedesk.ui.meetings.minutes.stillopen import StillOpen
from villagedesk.ui.meetings.words import local_time
from villagedesk.ui.theme import current

_TABLES = (
    "meeting", "agenda_item", "attendance", "declaration", "decision", "minutes", "minute_block", "action", "person",
    "question", "election", "candidate", "constitution",
)  # fmt: skip
_OFFICES = (Role.CHAIR, Role.SECRETARY, Role.TREASURER)
_THREE, _TWO = 1080, 760  # pixels at 100% that three columns and two want
_TICK = 20_000  # milliseconds


class MinutesScreen(QWidget):
    """`closed` carries the meeting that was left for now, `finished` one that is over."""

    closed = Signal(str)
    finished = Signal(str)

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Take minutes"))
        self._bus, self._commands, self._sitting = bus, commands, Sitting("")
        self._keys: KeysSheet | None = None
        self._is_opening, self._names_wanted, self._on_present, self._place = False, True, False, ""
        self._cancel: Callable[[], None] | None = None
        self._add_commands(commands)
        self._head, self.agenda, self._open = Head(commands), AgendaSide(), StillOpen(commands)
        self.present, self.sheet = PresentSide(bus), MinutesSheet(bus, commands)
        self.drafts = DraftKeeper(bus, LINE, self._say_saved, self)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._lay_out()
        self._connect()

    def _add_commands(self, commands: Commands) -> None:
        presence, finish, promise = _("Someone arrives or leaves"), _("Finish"), self._toggler(BlockKind.COMMITMENT)
        for name, text, icon, keys, words, slot in (
            ("action", _("Action"), "actions", "F2", _("todo"), self._toggler(BlockKind.ACTION)),
            ("decision", _("Decision"), "check", "F3", _("agreed"), self._toggler(BlockKind.DECISION)),
            ("promise", _("Promise"), "partnership", "F4", _("commitment council"), promise),
            ("question", _("Question"), "mail", "F5", _("ask"), self._toggler(BlockKind.QUESTION)),
            ("present", presence, "people", "F6", _("attendance apologies"), self.show_present),
            ("interest", _("Interest"), "warning", "F7", _("declaration"), self._toggler(BlockKind.DECLARATION)),
            ("election", _("Election"), "people", "F8", _("elect officers"), self._toggler(BlockKind.ELECTION)),
            ("go_on", _("Go on as a discussion"), "right", "F9", _("quorum"), lambda: self._quorum_lost(goes_on=True)),
            ("adjourn", _("Adjourn"), "clock", "Shift+F9", _("quorum"), lambda: self._quorum_lost(goes_on=False)),
            ("next", _("Next item"), "down", "Ctrl+Down; Ctrl+PgDown", "", lambda: self._step(1)),
            ("previous", _("Item before"), "up", "Ctrl+Up; Ctrl+PgUp", "", lambda: self._step(-1)),
            ("finish", finish, "check", "Ctrl+Return; Ctrl+Enter", _("end meeting held"), self._finish),
            ("leave", _("Leave for now"), "left", "Ctrl+W", _("back close"), self.leave),
            ("matters", _("Matters arising"), "clock", "Ctrl+J", _("open from before"), self._go_to_matters),
            ("keys", _("Keys"), "", "F1", _("help shortcuts"), self._turn_keys),
        ):
            commands.add(Command(f"minute_{name}", text, icon, keys, "", words), scope=self)
            commands.connect(f"minute_{name}", slot)

    def _toggler(self, kind: BlockKind) -> Callable[[], None]:
        return lambda: self.sheet.entry.toggle(kind)

    def _lay_out(self) -> None:
        body = QHBoxLayout()
        body.setSpacing(20)
        for part, share in ((self.agenda, 0), (self.sheet, 1), (self.present, 0)):
            body.addWidget(part, share)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 16, 28, 20)
        outer.setSpacing(14)
        outer.addWidget(self._head)
        outer.addWidget(self._open)
        outer.addLayout(body, 1)
        current().changed.connect(self._fit)

    def _connect(self) -> None:
        entry = self.sheet.entry
        entry.kept.connect(self._keep)
        entry.edited.connect(self._note_draft)
        self.agenda.chosen.connect(self.go_to)
        self.present.is_now = lambda: self._sitting.is_near(self._bus.desk.clock.now())
        self.present.left.connect(self.hide_present)
        self._open.gone_back.connect(self._go_on)
        self._clock.timeout.connect(self._show_clock)
        self._bus.changed.connect(self._on_changed)

    # opening and closing

    def open(self, meeting_id: str, place: str = "") -> None:
        """Begin the minutes of a meeting, or go on with them: at a block or an item, where its key is given."""
        self._sitting, self._is_opening, self._place = Sitting(meeting_id), True, place
        self.sheet.entry.meeting_id = meeting_id
        self.drafts.start(meeting_id, {})
        self._head.say_saved(None)
        self._open.tell(())
        self._bus.do(
            self, _("Start the minutes"), lambda work: minutes.start(work, meeting_id), lambda _id: self._read(),
            self._refused_to_open,
        )  # fmt: skip

    def leave(self) -> None:
        """Go back to the meeting; what is typed stays as a draft, and what was only looked at has not begun."""
        meeting_id = self._sitting.meeting_id
        self.put_away()
        if self._sitting.is_bare() and self.sheet.entry.is_empty():
            self._bus.do(self, _("Leave the minutes"), lambda work: versions.give_up(work, meeting_id))
        self.closed.emit(meeting_id)

    def put_away(self) -> None:
        """Write what is typed as a draft, now."""
        self.sheet.end_edit()
        self.drafts.flush()
        self.sheet.drafts.flush()

    def _refused_to_open(self, error: Refused) -> None:
        self._bus.said.emit(error.message, None)
        self.closed.emit(self._sitting.meeting_id)

    def _finish(self) -> None:
        """Finish, after it was said once what is still open."""
        meeting_id = self._sitting.meeting_id
        self.sheet.end_edit()
        self.sheet.entry.keep()
        if gaps := self._sitting.gaps(self.sheet.entry.aside.gaps()):
            self._open.tell(gaps)
            self._fit()
            return
        self._bus.do(
            self, _("Finish the minutes"), lambda work: minutes.finish(work, meeting_id),
            lambda _done: self._finished(), say=_("The minutes are a draft now"),
        )  # fmt: skip

    def _quorum_lost(self, *, goes_on: bool) -> None:
        """Note what is done without a quorum; an adjourned meeting is over."""
        sitting, page, at = self._sitting, self._sitting.page, local_time(self._bus.desk.clock.now())
        if page is None or not sitting.count().is_short:
            self._bus.said.emit(_("That is for when too few voting members are here."), None)
            return
        if not goes_on:
            self.sheet.end_edit()
            self.sheet.entry.keep()
        self._bus.do(
            self, _("Go on as a discussion") if goes_on else _("Adjourn the meeting"),
            lambda work: minutes.quorum_lost(work, page.id, sitting.item_id, at, goes_on=goes_on),
            lambda _id: None if goes_on else self._finished(),
            say="" if goes_on else _("Adjourned. It goes on in a week, until you change the date."),
        )  # fmt: skip

    def _finished(self) -> None:
        if self.sheet.entry.is_empty():  # else the last line was refused, and is still to be put right
            self.put_away()
            self.finished.emit(self._sitting.meeting_id)

    def _go_on(self) -> None:
        self._open.tell(())
        self._fit()
        self.sheet.entry.box.setFocus()

    def _turn_keys(self) -> None:
        if self._keys is None:
            self._keys = KeysSheet(self, self._commands)
            self._keys.closed.connect(self.sheet.entry.box.setFocus)
        elif self._keys.isVisible():
            self._keys.put_away()
            return
        self._keys.come()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._clock.start()
        self.window().installEventFilter(self)
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()
        self.put_away()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Close and watched is self.window() and self.isVisible():
            self.put_away()  # before the window closes the file
            self._clock.stop()
        return super().eventFilter(watched, event)

    # reading

    def _on_changed(self, changed: Changed) -> None:
        self._names_wanted = self._names_wanted or changed.touches("person", "organization")
        if self.isVisible() and changed.touches(*_TABLES):
            self._read()
            self._say_saved()

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        meeting_id, names, today = self._sitting.meeting_id, self._names_wanted, self._bus.today()
        self._cancel = self._bus.read(
            self, lambda session: load(session, meeting_id, today, with_names=names), self._loaded
        )  # fmt: skip

    def _loaded(self, loaded: Loaded | None) -> None:
        if loaded is None:  # undone, or in the bin
            self.closed.emit(self._sitting.meeting_id)
            return
        meeting = loaded.page.meeting
        self._head.show_meeting(meeting)
        self.sheet.entry.day = min(meeting.on_date, self._bus.today())
        if loaded.names:
            self._offer_names(loaded.names)
        self.present.show_meeting(meeting, loaded.expected, loaded.group)
        self.sheet.questions, self.sheet.elections = loaded.questions, loaded.elections
        self.sheet.matters, self._sitting.rules = loaded.matters, loaded.rules
        if self._is_opening:
            self._sitting.item_id = start_at(loaded, self._place)
        self._sitting.show(loaded.page)
        self._show()
        if self._is_opening:
            self._is_opening = False
            self.sheet.entry.box.setFocus()
            self._offer_drafts(loaded)

    def _offer_names(self, names: Names) -> None:
        self._names_wanted = False
        named = [choice.name for choice in (*names.people, *names.bodies)]
        self.sheet.entry.offer([*named, *(posts.role_words()[role] for role in _OFFICES)])
        self.sheet.owners, self.sheet.bodies = names.people, names.bodies
        if self.sheet.words is None:  # loaded late, and once
            self._bus.read(self, lambda _session: dictionary(), lambda knows: self._spell(knows, named))
        self.present.offer(names.people)

    def _spell(self, knows: Knows | None, names: list[str]) -> None:
        if knows and self.sheet.words is None:
            self.sheet.words = Words(knows, names)
            Spelling(self.sheet.entry.box, self.sheet.words)

    def _offer_drafts(self, loaded: Loaded) -> None:
        offer_line(self.sheet.entry, loaded.draft)
        for block in loaded.page.blocks:
            if kept := loaded.block_drafts.get(block.id):
                if not loaded.draft and block.item_id:
                    self.go_to(block.item_id)
                self.sheet.edit(block.id, kept.value)
                return
        self.sheet.edit(self._place)

    # showing

    def _show(self) -> None:
        sitting = self._sitting
        if sitting.page is None:
            return
        self.sheet.show_item(sitting.page, sitting.item(), sitting.blocks())
        self.agenda.show_meeting(sitting.page.meeting, sitting.minuted())
        self.agenda.mark(sitting.item_id)
        self.present.item_id = sitting.item_id
        self._show_clock()
        self._show_quorum()

    def _show_quorum(self) -> None:
        sitting, count = self._sitting, self._sitting.count()
        self.present.tell(count)
        is_asked = not self._on_present and not sitting.is_quorum_answered()
        self.sheet.show_count(count, sitting.rules.clause, is_asked=is_asked, is_listed=self.present.isVisibleTo(self))

    def _show_clock(self) -> None:
        sitting, now = self._sitting, self._bus.desk.clock.now()
        if sitting.page is None:
            return
        is_on = sitting.is_on(now)
        self.sheet.show_clock(sitting.item(), sitting.came(now), now if is_on else None)
        self._head.say_over(sitting.minutes_over(now) if is_on else 0)

    def _say_saved(self) -> None:
        self._head.say_saved(local_time(self._bus.desk.clock.now()))

    # going about

    def go_to(self, item_id: str) -> None:
        """Open another item; the line that is typed goes along, one that was refused is kept aside."""
        self.sheet.entry.go_on()
        self._sitting.item_id = item_id
        self._show()
        self.sheet.entry.box.setFocus()
        if not self.sheet.entry.is_empty():
            self._note_draft()

    def _go_to_matters(self) -> None:
        items = self._sitting.page.meeting.items if self._sitting.page else ()
        if found := next((item for item in items if matters.is_under(item.title)), None):
            self.go_to(found.id)
            self.sheet.arising.start()
        else:
            self._bus.said.emit(_("No item of this agenda is called “Matters arising”."), None)

    def _step(self, steps: int) -> None:
        if item_id := self._sitting.beside(steps):
            self.go_to(item_id)

    def show_present(self) -> None:
        """Go to who is in the room, and from there back."""
        if self._on_present:
            self.hide_present()
            return
        self._on_present = True
        self._fit()
        self.present.start()

    def hide_present(self) -> None:
        """Back to the minutes."""
        self._on_present = False
        self._fit()
        self.sheet.entry.box.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        theme = current()
        three, two = self.width() >= theme.px(_THREE), self.width() >= theme.px(_TWO)
        self.present.setVisible(three or self._on_present)
        self.agenda.setVisible(three or (two and not self._on_present))
        is_asked = not two and self._open.isVisibleTo(self)
        self.sheet.setVisible(two or not (self._on_present or is_asked))
        if is_asked:
            self._open.take_focus()
        self.sheet.show_number(not self.agenda.isVisibleTo(self))
        self.agenda.setFixedWidth(theme.px(290))
        self.present.setMinimumWidth(theme.px(270) if two else 0)
        self.present.setMaximumWidth(theme.px(270) if two else self.maximumWidth())
        self._head.fit(roomy=two, wide=three)
        self._show_quorum()

    # keeping

    def _note_draft(self) -> None:
        entry = self.sheet.entry
        self.drafts.note({**entry.typed().as_draft(), "item": self._sitting.item_id, "aside": entry.aside.as_drafts()})

    def _keep(self, typed: Typed) -> None:
        sitting, page, day = self._sitting, self._sitting.page, self.sheet.entry.day
        if page is None:
            self.sheet.entry.give_back(typed, "")
            return
        item_id = sitting.item_id
        self.drafts.forget()
        line = (item_id, typed)
        sitting.pending.append(line)
        self._show()

        def job(work: Work) -> str:
            drafts.drop(work, LINE, sitting.meeting_id)
            return keep(work, page.id, item_id, typed, day)

        def done(_block_id: str = "") -> None:
            sitting.pending.remove(line)
            if self.sheet.entry.aside.gaps():
                self._note_draft()  # the draft that went had it too

        def give_back(why: str, field: str = "") -> None:
            done()
            self.sheet.entry.give_back(typed, why, field)
            self._show()

        def failed(error: Unavailable) -> None:
            give_back("")
            self._bus.failed.emit(error)

        self._bus.do(
            self, label(typed.kind), job, done, lambda error: give_back(error.message, error.field or ""), failed=failed
        )  # fmt: skip
