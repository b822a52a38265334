"""Taking minutes: agenda, text and room on one screen, everything by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import BlockKind, Role
from villagedesk.records.meetings import Block, ItemCard, MinutesPage
from villagedesk.records.people import Choice
from villagedesk.services import attendance, drafts, minutes, people, posts
from villagedesk.services.desk import Session, Work
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton, icon_button
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.labels import Lead, key_hint, soft, title
from villagedesk.ui.meetings.minutes.agenda import AgendaSide
from villagedesk.ui.meetings.minutes.draft import BLOCK, LINE, DraftKeeper
from villagedesk.ui.meetings.minutes.present import PresentSide
from villagedesk.ui.meetings.minutes.reading import Typed, from_draft, keep
from villagedesk.ui.meetings.minutes.sheet import MinutesSheet
from villagedesk.ui.meetings.words import local_time, when
from villagedesk.ui.theme import current

_TABLES = (
    "meeting", "agenda_item", "attendance", "declaration", "decision", "minutes", "minute_block", "action", "person",
)  # fmt: skip
_THREE, _TWO = 1080, 760  # pixels at 100% that three columns and two want
_TICK = 20_000  # milliseconds


@dataclass(frozen=True, slots=True)
class Names:
    """Everybody and every body that a line may name."""

    people: list[Choice]
    bodies: list[Choice]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the screen shows, read at once; `names` only when they were asked for."""

    page: MinutesPage
    expected: list[Choice]
    names: Names | None
    draft: drafts.KeptDraft | None
    block_drafts: dict[str, drafts.KeptDraft]


def load(session: Session, meeting_id: str, *, with_names: bool) -> Loaded | None:
    """What the screen shows of a meeting; None when it has no minutes (any more)."""
    page = minutes.page(session, meeting_id)
    if page is None or page.meeting.binned:
        return None
    kept = drafts.listed(session)
    return Loaded(
        page,
        attendance.expected(session, meeting_id),
        Names(people.choices(session), people.organization_choices(session)) if with_names else None,
        next((draft for draft in kept if (draft.form, draft.row) == (LINE, meeting_id)), None),
        {draft.row: draft for draft in kept if draft.form == BLOCK},
    )


class MinutesScreen(QWidget):
    """`closed` carries the meeting, whether it was finished or only left for now."""

    closed = Signal(str)

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("Take minutes"))
        self._bus, self._commands = bus, commands
        self._meeting_id = ""
        self._item_id: str | None = None
        self._page: MinutesPage | None = None
        self._came: dict[str, datetime] = {}
        self._pending: list[tuple[str | None, Typed]] = []
        self._is_offering, self._names_wanted = False, True
        self._cancel: Callable[[], None] | None = None
        self._on_present = False
        self._add_commands()
        self._title, self._when = title(), Lead(role="soft")
        self._over, self._saved = Badge(), soft(wrap=False)
        self._saved.setObjectName("minutesSaved")
        self.agenda, self.present = AgendaSide(), PresentSide(bus)
        self.sheet = MinutesSheet(bus, commands)
        self.drafts = DraftKeeper(bus, LINE, self._say_saved, self)
        self._clock = QTimer(self)
        self._clock.setInterval(_TICK)
        self._clock.timeout.connect(self._show_clock)
        self._lay_out()
        self._connect()

    def _add_commands(self) -> None:
        presence, finish = _("Someone arrives or leaves"), _("Finish")
        for name, text, icon, keys, words, slot in (
            ("action", _("Action"), "actions", "F2", _("todo"), self._toggler(BlockKind.ACTION)),
            ("decision", _("Decision"), "check", "F3", _("agreed"), self._toggler(BlockKind.DECISION)),
            ("present", presence, "people", "F6", _("attendance apologies"), self.show_present),
            ("interest", _("Interest"), "warning", "F7", _("declaration"), self._toggler(BlockKind.DECLARATION)),
            ("next", _("Next item"), "down", "Ctrl+Down; Ctrl+PgDown", "", lambda: self._step(1)),
            ("previous", _("Item before"), "up", "Ctrl+Up; Ctrl+PgUp", "", lambda: self._step(-1)),
            ("finish", finish, "check", "Ctrl+Return; Ctrl+Enter", _("end meeting held"), self._finish),
            ("leave", _("Leave for now"), "left", "Ctrl+W", _("back close"), self.leave),
        ):
            self._commands.add(Command(f"minute_{name}", text, icon, keys, "", words), scope=self)
            self._commands.connect(f"minute_{name}", slot)

    def _toggler(self, kind: BlockKind) -> Callable[[], None]:
        return lambda: self.sheet.entry.toggle(kind)

    def _lay_out(self) -> None:
        theme, commands = current(), self._commands
        head = QHBoxLayout()
        head.setSpacing(12)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        second = QHBoxLayout()
        second.setSpacing(12)
        second.addWidget(self._when)
        second.addWidget(self._over)
        second.addWidget(self._saved)
        second.addStretch(1)
        names.addLayout(second)
        head.addLayout(names, 1)
        leave = CommandButton(commands.action("minute_leave"), "quiet")
        self._arrives = CommandButton(commands.action("minute_present"), "secondary")
        self._arrives_key = key_hint("F6")
        self._arrives_icon = icon_button("people", _("Someone arrives or leaves"))
        self._arrives_icon.clicked.connect(self.show_present)
        for widget in (
            leave,
            self._arrives,
            self._arrives_icon,
            self._arrives_key,
            CommandButton(commands.action("minute_finish")),
        ):
            head.addWidget(widget)
        self._body = QHBoxLayout()
        self._body.setSpacing(20)
        for part, share in ((self.agenda, 0), (self.sheet, 1), (self.present, 0)):
            self._body.addWidget(part, share)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(28, 16, 28, 20)
        outer.setSpacing(14)
        outer.addLayout(head)
        outer.addLayout(self._body, 1)
        theme.changed.connect(self._fit)

    def _connect(self) -> None:
        entry = self.sheet.entry
        entry.kept.connect(self._keep)
        entry.edited.connect(lambda: self.drafts.note(self._draft()))
        self.agenda.chosen.connect(self.go_to)
        self.present.left.connect(self.hide_present)
        self._bus.changed.connect(self._on_changed)
        self._bus.failed.connect(self._on_failed)

    # opening and closing

    def open(self, meeting_id: str) -> None:
        """Begin the minutes of a meeting, or go on with them."""
        self._meeting_id, self._page, self._item_id = meeting_id, None, None
        self._came, self._pending, self._is_offering = {}, [], True
        self.drafts.start(meeting_id, {})
        self._title.setText(_("Take minutes"))
        self._saved.setText("")
        self._bus.do(
            self, _("Start the minutes"), lambda work: minutes.start(work, meeting_id), lambda _id: self._read(),
            self._refused_to_open,
        )  # fmt: skip

    def leave(self) -> None:
        """Go back to the meeting; what is typed stays as a draft."""
        self.put_away()
        self.closed.emit(self._meeting_id)

    def put_away(self) -> None:
        """Write what is typed as a draft, now."""
        self.sheet.end_edit()
        self.drafts.flush()
        self.sheet.drafts.flush()

    def _refused_to_open(self, error: Refused) -> None:
        self._bus.said.emit(error.message, None)
        self.closed.emit(self._meeting_id)

    def _finish(self) -> None:
        meeting_id = self._meeting_id
        self.sheet.end_edit()
        entry = self.sheet.entry
        if not entry.is_empty():
            entry.box.entered.emit()
        self._bus.do(
            self, _("Finish the minutes"), lambda work: minutes.finish(work, meeting_id),
            lambda _done: self._finished(meeting_id), say=_("The minutes are a draft now"),
        )  # fmt: skip

    def _finished(self, meeting_id: str) -> None:
        if not self._pending and self.sheet.entry.is_empty() and meeting_id == self._meeting_id:
            self.leave()

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
        meeting_id, names = self._meeting_id, self._names_wanted
        self._cancel = self._bus.read(self, lambda session: load(session, meeting_id, with_names=names), self._loaded)

    def _loaded(self, loaded: Loaded | None) -> None:
        if loaded is None:  # undone, or in the bin
            self.closed.emit(self._meeting_id)
            return
        page = self._page = loaded.page
        meeting = page.meeting
        self._title.setText(meeting.title)
        self._when.setText(when(meeting.on_date, meeting.start_at, meeting.end_at))
        self.sheet.entry.day = min(meeting.on_date, self._bus.today())
        if loaded.names:
            self._offer_names(loaded.names)
        self.present.show_meeting(meeting, loaded.expected)
        first = self._is_offering
        if first:
            self._item_id = self._start_at(loaded)
        elif self._item_id not in {item.id for item in meeting.items}:
            self._item_id = meeting.items[0].id if meeting.items else None
        self._show()
        if first:
            self._is_offering = False
            self.sheet.entry.box.setFocus()
            self._offer_drafts(loaded)

    def _offer_names(self, names: Names) -> None:
        self._names_wanted = False
        roles = posts.role_words()
        named = [choice.name for choice in (*names.people, *names.bodies)]
        self.sheet.entry.offer([*named, *(roles[role] for role in (Role.CHAIR, Role.SECRETARY, Role.TREASURER))])
        self.sheet.owners, self.sheet.bodies = names.people, names.bodies
        self.present.offer(names.people)

    def _start_at(self, loaded: Loaded) -> str | None:
        """Where the draft was typed, else the last item that was minuted, else the first."""
        items = [item.id for item in loaded.page.meeting.items]
        minuted = [block.item_id for block in loaded.page.blocks if block.item_id in items]
        typed_at = loaded.draft.value.get("item") if loaded.draft else None
        return typed_at if typed_at in items else minuted[-1] if minuted else items[0] if items else None

    def _offer_drafts(self, loaded: Loaded) -> None:
        if loaded.draft:
            at = local_time(loaded.draft.at).strftime("%H:%M")
            notice = _("You were typing this at {time} and it was not kept. Enter keeps it.").format(time=at)
            self.sheet.entry.show_typed(from_draft(loaded.draft.value), notice)
        else:
            self.sheet.entry.show_typed(Typed())
        for block in loaded.page.blocks:
            if kept := loaded.block_drafts.get(block.id):
                if not loaded.draft and block.item_id:
                    self.go_to(block.item_id)
                self.sheet.edit(block.id, kept.value.get("text", ""))
                return

    # showing

    def _item(self) -> ItemCard | None:
        page = self._page
        return next((item for item in page.meeting.items if item.id == self._item_id), None) if page else None

    def _show(self) -> None:
        page = self._page
        if page is None:
            return
        blocks = [block for block in page.blocks if block.item_id == self._item_id or self._is_stray(block)]
        for number, (item_id, typed) in enumerate(self._pending):
            if item_id == self._item_id:
                blocks.append(Block(f"pending-{number}", item_id, typed.kind, typed.text))
        item = self._item()
        if item and item.id not in self._came:
            self._came[item.id] = item.opened_at or self._bus.desk.clock.now()
        self.sheet.show_item(page, item, blocks)
        self.agenda.show_meeting(page.meeting, frozenset(block.item_id or "" for block in page.blocks))
        self.agenda.mark(self._item_id)
        self._show_clock()

    def _is_stray(self, block: Block) -> bool:
        """What was written without an item shows in the first, so that nothing is out of sight."""
        page = self._page
        return block.item_id is None and bool(page and page.meeting.items and page.meeting.items[0].id == self._item_id)

    def _show_clock(self) -> None:
        page, item = self._page, self._item()
        if page is None:
            return
        now = self._bus.desk.clock.now()
        is_now = page.meeting.on_date == self._bus.today()
        self.sheet.show_clock(item, self._came.get(item.id) if item else None, now if is_now else None)
        over = self._minutes_over(page, item, now) if is_now else 0
        said = ngettext("{n} minute over", "{n} minutes over", over).format(n=over)
        self._over.say(said if over > 0 else "", "soon")

    def _minutes_over(self, page: MinutesPage, item: ItemCard | None, now: datetime) -> int:
        """By how much the meeting will end late when what is left takes as long as planned."""
        meeting = page.meeting
        if meeting.end_at is None:
            return 0
        left = sum(other.minutes or 0 for other in meeting.items if item and other.number > item.number)
        if item and item.minutes:
            spent = (now - self._came.get(item.id, now)).total_seconds() / 60
            left += max(0, round(item.minutes - spent))
        at, end = local_time(now), meeting.end_at
        return at.hour * 60 + at.minute + left - end.hour * 60 - end.minute

    def _say_saved(self) -> None:
        at = local_time(self._bus.desk.clock.now())
        self._saved.setText(_("Saved {time}").format(time=at.strftime("%H:%M")))

    # going about

    def go_to(self, item_id: str) -> None:
        """Open another item; the line that is typed goes along."""
        self._item_id = item_id
        self._show()
        self.sheet.entry.box.setFocus()
        if not self.sheet.entry.is_empty():
            self.drafts.note(self._draft())

    def _step(self, steps: int) -> None:
        if not self._page or not self._page.meeting.items:
            return
        items = [item.id for item in self._page.meeting.items]
        at = items.index(self._item_id) if self._item_id in items else 0
        self.go_to(items[max(0, min(len(items) - 1, at + steps))])

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
        self.sheet.setVisible(two or not self._on_present)
        self.sheet.show_number(not self.agenda.isVisibleTo(self))
        room = theme.px(270)
        self.agenda.setFixedWidth(theme.px(290))
        if two:
            self.present.setFixedWidth(room)
        else:
            self.present.setMinimumWidth(0)
            self.present.setMaximumWidth(16_777_215)
        self._arrives_key.setVisible(three)
        self._arrives.setVisible(two)
        self._arrives_icon.setVisible(not two)

    # keeping

    def _draft(self) -> dict[str, object]:
        return {**self.sheet.entry.typed().as_draft(), "item": self._item_id}

    def _keep(self, typed: Typed) -> None:
        page, item_id, meeting_id = self._page, self._item_id, self._meeting_id
        if page is None:
            return
        day = self.sheet.entry.day
        self.drafts.forget()
        self._pending.append((item_id, typed))
        self._show()

        def job(work: Work) -> str:
            drafts.drop(work, LINE, meeting_id)
            return keep(work, page.id, item_id, typed, day)

        self._bus.do(self, _label(typed.kind), job, lambda _id: self._was_kept(), self._refused)

    def _was_kept(self) -> None:
        if self._pending:
            self._pending.pop(0)

    def _refused(self, error: Refused) -> None:
        _item, typed = self._pending.pop(0)
        self.sheet.entry.give_back(typed, error.message)
        self._show()

    def _on_failed(self, _error: object) -> None:
        """The disk said no: what was not written goes back into the line."""
        pending, self._pending = self._pending, []
        for _item, typed in reversed(pending):
            self.sheet.entry.give_back(typed, "")
        if pending:
            self._show()


def _label(kind: BlockKind) -> str:
    return {
        BlockKind.ACTION: _("Minute an action"),
        BlockKind.DECISION: _("Minute a decision"),
        BlockKind.DECLARATION: _("Minute a declaration of interest"),
    }.get(kind, _("Write minutes"))
