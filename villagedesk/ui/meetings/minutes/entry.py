"""The line under the minutes: what is typed now, what was understood of it, and the names it may mean."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from villagedesk.core import quickline
from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind
from villagedesk.records.agendas import Matter
from villagedesk.records.meetings import ItemCard
from villagedesk.records.people import PersonDraft
from villagedesk.services import matters, people
from villagedesk.ui.announce import announce
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.doubts import enter_again
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.meetings.minutes.aside import Aside
from villagedesk.ui.meetings.minutes.box import MinutesBox
from villagedesk.ui.meetings.minutes.names import Names
from villagedesk.ui.meetings.minutes.reading import PREFIXES, Place, Reading, Typed, read
from villagedesk.ui.meetings.minutes.understood import Understood

_READ_AFTER = 120  # milliseconds without a key
_BLIND = 1200  # milliseconds in which nobody has read why a line was refused
_DATED = (BlockKind.ACTION, BlockKind.COMMITMENT)


def kind_words() -> dict[BlockKind, str]:
    """What the kinds of line are called."""
    return {
        BlockKind.ACTION: _("Action"),
        BlockKind.DECISION: _("Decision"),
        BlockKind.COMMITMENT: _("Promise"),
        BlockKind.QUESTION: _("Question"),
        BlockKind.DECLARATION: _("Interest"),
        BlockKind.ELECTION: _("Election"),
    }


def _placeholders() -> dict[BlockKind, str]:
    return {
        BlockKind.PARAGRAPH: _("Type what was said. Enter ends the paragraph."),
        BlockKind.ACTION: _("Treasurer to ask Highways about the crossing by fri"),
        BlockKind.DECISION: _("To ask the council for a zebra crossing, 5 for, 1 against, proposed by Jane"),
        BlockKind.COMMITMENT: _("Highways to send the survey by 4 dec"),
        BlockKind.QUESTION: _("Highways: when will the survey be done?"),
        BlockKind.DECLARATION: _("Jane Smith: trustee of the allotments, left the room"),
        BlockKind.ELECTION: _("Committee member, 2 seats: Jane Smith 5 (Tom Ellis, Siân Hughes), Ann Cole 3"),
    }


class Entry(QFrame):
    """`kept` carries what was typed when Enter is pressed; the box is then empty for the next line."""

    kept = Signal(object)
    edited = Signal()
    up = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self.setProperty("role", "entry")
        self.setObjectName("entry")
        self._bus, self._typed, self._thrown = bus, Typed(), Typed()
        self._seen = self._before = ""
        self._refused = ""  # why the line in the box was not kept, until it is changed
        self._since_refused = QElapsedTimer()
        self.aside = Aside()
        self.aside.wanted.connect(self._take_up)
        self._names = Names()
        self._warned = ""  # the words that look like a date, once it was said that they are none
        self.day = date.min
        self.meeting_id = ""
        self._item_id: str | None = None
        self._cancel: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_READ_AFTER)
        self._timer.timeout.connect(self._read)
        self.box = MinutesBox(bus)
        self.box.setObjectName("minutesBox")
        self.box.take_offer = self._take_offer
        self._kind = Label(role="soft")
        self._kind.setObjectName("entryKind")
        self._kind.setContentsMargins(0, 2, 0, 0)  # level with the larger letters beside it
        self.understood = Understood()
        self._notice = soft()
        self._notice.setObjectName("entryNotice")
        self._error = Label(role="error", wrap=True)
        self._error.setObjectName("entryError")
        self._back = quiet(_("Bring it back"), "undo")
        self._back.setObjectName("bringBack")
        self._lay_out()
        self._connect()
        self._show_kind()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(8)
        line = QHBoxLayout()
        line.setSpacing(10)
        line.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(self.box, 1)
        column.addWidget(self.aside)
        column.addLayout(line)
        column.addWidget(self._error)
        column.addWidget(self.understood)
        notice = QHBoxLayout()
        notice.addWidget(self._notice, 1)
        notice.addWidget(self._back)
        column.addLayout(notice)
        for part in (self._error, self._notice, self._back):
            part.hide()

    def _connect(self) -> None:
        box = self.box
        box.textChanged.connect(self._changed)
        box.entered.connect(self.keep)
        box.thrown.connect(self.throw_away)
        box.at_start.connect(lambda: self.set_kind(BlockKind.PARAGRAPH))
        box.up.connect(self.up)
        box.focused.connect(self._focused)
        self._back.clicked.connect(self._bring_back)
        self.understood.refused.connect(self._refuse)
        self.understood.outcome_chosen.connect(lambda outcome: self._set(outcome=outcome))
        self.understood.stays_chosen.connect(lambda stays: self._set(stays=stays))
        self.understood.about_chosen.connect(self._say_about)
        self.understood.guess_taken.connect(self._take_guess)
        self.understood.offer_taken.connect(self._insert_name)
        self.understood.person_chosen.connect(self._choose)
        self.understood.name_added.connect(self._add_name)

    def typed(self) -> Typed:
        """What stands in the box."""
        is_plain = self._typed.kind is BlockKind.PARAGRAPH
        return replace(self._typed, text=self.box.toPlainText(), bold=self.box.bold() if is_plain else "")

    def is_empty(self) -> bool:
        """Whether nothing has been typed."""
        return not self.box.toPlainText().strip()

    def show_typed(self, typed: Typed, notice: str = "") -> None:
        """Put a line into the box, with a word about where it comes from."""
        self._typed, self._refused = typed, ""
        self.box.setPlainText(typed.text)
        self.box.show_bold(typed.bold)
        cursor = self.box.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.box.setTextCursor(cursor)
        self._show_kind()
        self.say(notice)

    def give_back(self, typed: Typed, error: str, field: str = "") -> None:
        """Put a line that could not be kept back, with what `field` asks open; aside when it was gone on from."""
        if error and not self.is_empty():
            self.aside.put(typed, error)
            self.edited.emit()
            return
        since = self.box.toPlainText()
        self.show_typed(replace(typed, text=f"{typed.text}\n{since}" if since.strip() else typed.text))
        self.show_error(error)
        self._refused, self._since_refused = error, QElapsedTimer()
        self._since_refused.start()
        if field == "about":
            self.understood.open_pick()

    def go_on(self) -> None:
        """Put a line aside that was refused and not touched since: what comes next is none of it."""
        if self._refused:
            self._put_aside(self.typed())

    def _put_aside(self, typed: Typed, begun: str = "") -> None:
        why, self._refused = self._refused, ""
        self.aside.put(typed, why)
        self.show_typed(Typed(text=begun))
        self.edited.emit()

    def _take_up(self) -> None:
        """Put the line that is aside into the box; what was typed there takes its place."""
        typed, why = self.aside.take()
        if not self.is_empty():
            self.aside.put(self.typed(), "")
        self.show_typed(typed)
        self.show_error(why)
        self._refused = why
        self.box.setFocus()
        self.edited.emit()

    def begin(self, matter: Matter) -> None:
        """Write on, in words, what was said of a matter that arises; what is typed already stays behind it."""
        since = self.box.toPlainText().strip()
        self.show_typed(Typed(text=matters.lead(matter) + since, matter=f"{matter.kind}:{matter.id}"))
        self.box.setFocus()

    def show_error(self, message: str) -> None:
        """Say why the line was not kept."""
        self._error.setText(message)
        self._error.setVisible(bool(message))
        self.box.setAccessibleDescription(message)
        if message:
            announce(self.box, message)

    def say(self, notice: str) -> None:
        """A soft word under the line; "" takes it away."""
        self._notice.setText(notice)
        self._notice.setVisible(bool(notice))
        self._back.setVisible(False)

    def offer(self, names: Sequence[str]) -> None:
        """Who and what may be named at the start of a line."""
        self._names = Names(names)

    def show_item(self, item: ItemCard | None, items: Sequence[ItemCard]) -> None:
        """Which item the line goes to, of which agenda."""
        is_other, self._item_id = item is None or item.id != self._item_id, item.id if item else None
        self.understood.show_item(item.number if item else 0, items)
        if is_other and not self.is_empty():
            self._timer.start()  # who can vote on it may be others

    def set_kind(self, kind: BlockKind) -> None:
        """Make the line an action, a decision, a declaration, or a paragraph again; what is typed stays."""
        if kind is not self._typed.kind:
            self._set(kind=kind)
            announce(self.box, kind_words().get(kind, _("Paragraph")))

    def toggle(self, kind: BlockKind) -> None:
        """As `set_kind`, and back to a paragraph when it is that already."""
        self.set_kind(BlockKind.PARAGRAPH if self._typed.kind is kind else kind)
        self.box.setFocus()

    def throw_away(self) -> None:
        """Empty the box; Ctrl+Z or the button brings back what was there."""
        if self.is_empty() and self._typed.kind is BlockKind.PARAGRAPH:
            return
        self._thrown, self._refused = self.typed(), ""
        self.box.replace_text("")
        self._set(kind=BlockKind.PARAGRAPH, refused=(), chosen=(), stays=None, outcome=None, about=None, matter="")
        if self._thrown.text.strip():
            self.say(_("Thrown away. Ctrl+Z brings it back."))
            self._back.show()

    def _bring_back(self) -> None:
        self.box.undo()
        self.box.setFocus()

    def keep(self) -> None:
        """Hand over what is typed, if anything is."""
        if self.is_empty():
            return
        typed = self.typed()
        unread = quickline.read(typed.text, self.day).unread if typed.kind in _DATED else ""
        if unread and unread != self._warned:
            self._read()  # which says what is no date
            self.show_error(enter_again())
            return
        self._warned = self._refused = ""
        self._typed = self._thrown = Typed()
        self.box.setPlainText("")
        self._show_kind()
        self.say("")
        self.kept.emit(typed)

    def _changed(self) -> None:
        text = self.box.toPlainText()
        self._before, self._seen = self._seen, text
        is_same = text == self._before
        if is_same:  # only its letters look otherwise: bold, or underlined because no dictionary knows them
            self.edited.emit()
            return
        if self._is_next_line(text):
            return
        if self._thrown.text and text == self._thrown.text and self._typed.kind is BlockKind.PARAGRAPH:
            self._typed, self._thrown = self._thrown, Typed()
            self._show_kind()
        prefix = text[:2].casefold()
        if self._typed.kind is BlockKind.PARAGRAPH and prefix in PREFIXES:
            cursor = self.box.textCursor()
            cursor.setPosition(0)
            cursor.setPosition(len(text) - len(text[2:].lstrip()), cursor.MoveMode.KeepAnchor)
            self._typed = replace(self._typed, kind=PREFIXES[prefix])
            cursor.removeSelectedText()
            self._show_kind()
            return
        if self._typed.kind is not BlockKind.PARAGRAPH and text.startswith(" "):  # behind "a:"
            cursor = self.box.textCursor()
            cursor.setPosition(0)
            cursor.setPosition(len(text) - len(text.lstrip(" ")), cursor.MoveMode.KeepAnchor)
            cursor.removeSelectedText()
            return
        self.show_error("")
        if text:
            self.say("")
        self._offer_names(text)
        self._timer.start()
        self.edited.emit()

    def _is_next_line(self, text: str) -> bool:
        """Whether somebody types on without having looked at what was refused; that is aside then."""
        why, before = self._refused, self._before
        if not why or text == before:
            return False
        is_fast = self._since_refused.isValid() and self._since_refused.elapsed() < _BLIND
        if is_fast and len(text) == len(before) + 1 and text.startswith(before) and not text[-1].isspace():
            self._put_aside(replace(self._typed, text=before), text[-1])
            return True
        self._refused = ""
        return False

    def _set(self, **changes: object) -> None:
        self._typed = replace(self._typed, **changes)  # type: ignore[arg-type]
        self._show_kind()
        self.edited.emit()

    def _show_kind(self) -> None:
        kind = self._typed.kind
        self._kind.setText(kind_words().get(kind, ""))
        self._kind.setVisible(kind is not BlockKind.PARAGRAPH)
        self.box.setPlaceholderText(_placeholders()[kind])
        self.box.setAccessibleName(kind_words().get(kind, _("Minutes of this item")))
        self.show_error("")
        self.understood.close_pick()
        self.understood.tell(self._typed, Reading())
        self._offer_names(self.box.toPlainText())
        self._timer.start()

    def _focused(self, on: bool) -> None:
        self.setProperty("focused", on)
        self.style().polish(self)

    def hideEvent(self, event: object) -> None:
        self._timer.stop()
        super().hideEvent(event)  # type: ignore[arg-type]

    # what was understood

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        typed, place = self.typed(), Place(self.meeting_id, self._item_id, self.day)
        if typed.kind is not BlockKind.PARAGRAPH and typed.text.strip():
            self._cancel = self._bus.read(self, lambda session: read(session, typed, place), self._was_read)
        else:
            self._was_read(Reading())

    def _was_read(self, reading: Reading) -> None:
        self._warned = reading.action.line.unread if reading.action else ""
        self.understood.tell(self._typed, reading)

    def _refuse(self, kind: str, words: str) -> None:
        self.box.setFocus()
        self._set(refused=(*self._typed.refused, (kind, words)))
        self._read()

    def _choose(self, words: str, person_id: str) -> None:
        self.box.setFocus()
        self._set(chosen=(*self._typed.chosen, (words, person_id)))
        self._read()

    def _say_about(self, number: int) -> None:
        self.box.setFocus()
        self._set(about=number)
        self._read()

    def _take_guess(self, line: str) -> None:
        self.box.replace_text(line)
        self.box.setFocus()

    def _add_name(self, name: str) -> None:
        """Somebody who is not among the people yet; the line stays as it is typed."""
        self.box.setFocus()
        self._bus.do(
            self, _("Add person"), lambda work: people.add_person(work, PersonDraft(name)), lambda _id: self._read(),
            say=_("Added to people"),
        )  # fmt: skip

    # names

    def _offer_names(self, text: str) -> None:
        self.understood.show_offers(self._names.for_line(self._typed.kind, text))

    def _take_offer(self) -> bool:
        offered = self._names.for_line(self._typed.kind, self.box.toPlainText())
        if offered:
            self._insert_name(offered[0])
        return bool(offered) or self.understood.go_to_candidates()

    def _insert_name(self, name: str) -> None:
        self.box.replace_text(self._names.take(self._typed.kind, self.box.toPlainText(), name))
        self.box.setFocus()
