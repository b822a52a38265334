"""The middle of the screen: the open item with its clock, its blocks, and the line that is typed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from textwrap import shorten

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.core.dates import show_time
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import BlockKind
from villagedesk.records.agendas import Comeback, Matter
from villagedesk.records.meetings import Block, ItemCard, MinutesPage
from villagedesk.records.people import Choice
from villagedesk.records.questions import QuestionRow
from villagedesk.services import drafts, matters, minutes
from villagedesk.services.desk import Work
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card, divider
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import heading, key_hint, soft
from villagedesk.ui.meetings.minutes.arising import ArisingPart
from villagedesk.ui.meetings.minutes.blocks import BlockList
from villagedesk.ui.meetings.minutes.draft import BLOCK, DraftKeeper
from villagedesk.ui.meetings.minutes.earlier import EarlierMinutes
from villagedesk.ui.meetings.minutes.edit import ParagraphEditor, RecordEditor, fields_of
from villagedesk.ui.meetings.minutes.entry import Entry
from villagedesk.ui.meetings.minutes.lines import mark
from villagedesk.ui.meetings.minutes.quorum import QuorumStrip, tell_shortly
from villagedesk.ui.meetings.minutes.reading import keep_edited
from villagedesk.ui.meetings.minutes.sitting import Count
from villagedesk.ui.meetings.minutes.spelling import Spelling, Words
from villagedesk.ui.meetings.words import item_kinds, local_time
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.textboxes import TextBox
from villagedesk.ui.theme import current

_LONGEST = 90  # letters of a title over the minutes
_TIGHT = 330  # pixels at 100%
_WRITTEN = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED)


class MinutesSheet(Card):
    """Shows one item; `owners` and `bodies` are who an action may belong to, `words` what is spelt rightly,
    `matters` what arises from before.
    """

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self.setObjectName("minutesSheet")
        self._bus = bus
        self.owners: Sequence[Choice] = ()
        self.bodies: Sequence[Choice] = ()
        self.questions: dict[str, QuestionRow] = {}
        self.elections: dict[str, str] = {}
        self.words: Words | None = None
        self.matters: Sequence[Matter] = ()
        self._page: MinutesPage | None = None
        self._edited = self._item_id = ""
        self._editor: ParagraphEditor | RecordEditor | None = None
        self._number = soft(wrap=False)
        self._heading, self._kind, self._clock = heading(), soft(wrap=False), Badge()
        self._clock.setObjectName("itemClock")
        self._voting = Badge()
        self._voting.setObjectName("quorumHere")
        self._note = soft()
        self.blocks, self.entry, self.quorum = BlockList(), Entry(bus), QuorumStrip(commands)
        self.earlier = EarlierMinutes(bus)
        self.arising = ArisingPart()
        self.drafts = DraftKeeper(bus, BLOCK, lambda: None, self)
        self._lay_out(commands)
        self.blocks.opened.connect(self.edit)
        self.blocks.removed.connect(self._remove)
        self.blocks.past_end.connect(lambda: self.entry.box.setFocus())
        self.entry.up.connect(self.blocks.focus_last)
        self.arising.left.connect(lambda: self.entry.box.setFocus())
        self.arising.said.connect(self._say_of_matter)

    def _lay_out(self, commands: Commands) -> None:
        outer = self.layout()
        assert outer is not None
        outer.setContentsMargins(26, 20, 14, 16)
        self.add(self._heading)
        under = FlowLayout(spacing=10)
        for widget in (self._number, self._kind, self._clock, self._voting):
            under.addWidget(widget)
        self.body.addLayout(under)
        self.add(self._note)
        column = QVBoxLayout()
        column.setSpacing(14)
        column.addWidget(self.blocks)
        column.addWidget(self.earlier)
        column.addWidget(self.arising)
        column.addWidget(self.quorum)
        column.addWidget(self.entry)
        column.addStretch(1)
        self._scroller = Scroller(column)
        self._scroller.verticalScrollBar().rangeChanged.connect(self._keep_in_sight)
        self.body.addSpacing(4)
        self.add(divider())
        self.body.addWidget(self._scroller, 1)
        self._keys = keys = QWidget()
        keys.setObjectName("minuteKeys")
        flow = FlowLayout(keys, spacing=6)
        for name, typed in (
            ("minute_action", "a:"), ("minute_decision", "d:"), ("minute_promise", "p:"), ("minute_question", "q:"),
            ("minute_interest", "i:"), ("minute_election", "e:"), ("minute_next", ""), ("minute_keys", ""),
        ):  # fmt: skip
            key = commands.action(name).shortcut().toString()
            hint = _("{typed} or {key}").format(typed=typed, key=key) if typed else key
            flow.addWidget(_with_key(CommandButton(commands.action(name), "quiet"), hint))
        self.add(keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a low window the room is for what is typed."""
        super().resizeEvent(event)
        is_tight = self.height() < current().px(_TIGHT)
        self._keys.setVisible(not is_tight)
        self.quorum.fold(is_tight)
        self.arising.fold(is_tight)

    def _keep_in_sight(self) -> None:
        """What is typed into stays in view when there is more above it."""
        if self.entry.box.hasFocus():
            bar = self._scroller.verticalScrollBar()
            bar.setValue(bar.maximum())
            self._scroller.ensureWidgetVisible(self.entry, 0, 0)

    def show_count(self, count: Count, clause: str, *, is_asked: bool, is_listed: bool) -> None:
        """Ask what is done without a quorum, and say how many are here where their list is not to be seen."""
        self.quorum.tell(count, clause, is_asked=is_asked)
        if is_listed or not count.is_entered:
            self._voting.say("")
        else:
            tell_shortly(self._voting, count)

    def show_number(self, on: bool) -> None:
        """Say "Item 2 of 9" under the heading, where the agenda is out of sight."""
        self._number.setVisible(on and bool(self._number.text()))

    def show_item(self, page: MinutesPage, item: ItemCard | None, blocks: Sequence[Block]) -> None:
        """Show an item, or minutes without one."""
        self._page = page
        items = page.meeting.items
        self._heading.setText(f"{item.number}. {_shortened(item.title)}" if item else _("Minutes"))
        self._heading.setToolTip(item.title if item else "")
        self._number.setText(_("Item {n} of {count}").format(n=item.number, count=len(items)) if item else "")
        self._kind.setText(item_kinds()[item.kind] if item else "")
        self._kind.setVisible(item is not None)
        self._note.setText(item.note if item else "")
        self._note.setVisible(bool(item and item.note))
        self.entry.show_item(item, items)
        self.earlier.show_item(page.meeting.id, item.id if item else "")
        if self._edited and self._edited not in {block.id for block in blocks}:
            self.end_edit()
        self.blocks.show_blocks(blocks)
        self._item_id = item.id if item else ""
        self.arising.show_matters(self.matters if item and matters.is_under(item.title) else None, blocks)

    def _say_of_matter(self, matter: Matter, how: Comeback) -> None:
        page, item_id = self._page, self._item_id
        if how is Comeback.NOTED:
            self.entry.begin(matter)
        elif page:
            self._bus.do(
                self, _("Minute a matter arising"), lambda work: matters.minute(work, page, item_id, matter, how)
            )  # fmt: skip

    def show_clock(self, item: ItemCard | None, came: datetime | None, now: datetime | None) -> None:
        """Say how long the item has been open; nothing while `now` is None: the meeting is not today's."""
        if item is None or came is None or now is None:
            self._clock.say("")
            return
        spent = max(0, int((now - came).total_seconds() // 60))
        if item.minutes and spent > item.minutes:
            self._clock.say(_("{n} of {planned} minutes").format(n=spent, planned=item.minutes), "soon")
        elif item.minutes:
            self._clock.say(_("{n} of {planned} minutes").format(n=spent, planned=item.minutes), "neutral")
        else:
            self._clock.say(_("since {time}").format(time=show_time(local_time(came))), "neutral")

    # editing

    def edit(self, block_id: str, typed: dict[str, str] | None = None) -> None:
        """Edit a block in place; with `typed`, its text and bold parts that had not been kept."""
        view, page = self.blocks.view(block_id), self._page
        if view is None or page is None or block_id.startswith("pending") or self._edited == block_id:
            return
        self.end_edit()
        block = view.block
        if block.kind in _WRITTEN:
            self._edit_text(block, *mark(block.kind, block.text, block.bold), typed)
        elif block.kind is BlockKind.ELECTION and block.record_id in self.elections:
            self._edit_text(block, self.elections[block.record_id], "", typed)
        elif fields := fields_of(block, page.meeting, self.questions.get(block.record_id or "")):
            items = [(item.id, f"{item.label}. {_shortened(item.title)}") for item in page.meeting.items]
            form = RecordEditor(self._bus, block, fields, self.owners, self.bodies, items)
            form.ended.connect(self.end_edit)
            self._editor = form
            self.blocks.open_editor(block_id, form)
            form.setFocus()
        self._edited = block_id
        if self.words and self._editor:
            for box in self._editor.findChildren(TextBox):
                Spelling(box, self.words)
        QTimer.singleShot(0, self, self._scroll_to_editor)

    def _edit_text(self, block: Block, text: str, bold: str, typed: dict[str, str] | None) -> None:
        notice = _("You were typing this and it was not kept. Enter keeps it, Esc leaves it as it was.")
        editor = ParagraphEditor(self._bus, text, bold, notice if typed else "")
        self.drafts.start(block.id, {"text": text, "bold": bold})
        editor.edited.connect(lambda text, bold: self.drafts.note({"text": text, "bold": bold}))
        editor.kept.connect(lambda text, bold: self._keep(block, text, bold))
        editor.ended.connect(self._leave_as_it_was)
        self._editor = editor
        self.blocks.open_editor(block.id, editor)
        if typed:
            editor.show_text(typed.get("text", ""), typed.get("bold", ""))
        editor.setFocus()

    def _scroll_to_editor(self) -> None:
        if self._editor is not None:
            self._scroller.ensureWidgetVisible(self._editor, 0, 0)

    def end_edit(self) -> None:
        """Show the words of the block that is edited again; what was left in its fields is kept."""
        editor, self._editor, self._edited = self._editor, None, ""
        if editor is not None:
            editor.keep()
            self.blocks.close_editor()

    def _leave_as_it_was(self) -> None:
        self.drafts.drop()
        self.end_edit()

    def _keep(self, block: Block, text: str, bold: str) -> None:
        self.drafts.forget()

        def job(work: Work) -> None:
            if block.kind is BlockKind.ELECTION:
                minutes.edit_election(work, block.id, text)
            else:
                keep_edited(work, block, text, bold)
            drafts.drop(work, BLOCK, block.id)

        def refused(error: Refused) -> None:
            self.edit(block.id, {"text": text, "bold": bold})
            if isinstance(self._editor, ParagraphEditor):
                self._editor.show_error(error.message)

        self._bus.do(self, _("Change the minutes"), job, refused=refused)
        self.end_edit()

    def _remove(self, block_id: str) -> None:
        if not block_id.startswith("pending"):
            self._bus.do(
                self, _("Take out of the minutes"), lambda work: minutes.remove_block(work, block_id),
                say=_("Taken out of the minutes"),
            )  # fmt: skip


def _with_key(button: QPushButton, hint: str) -> QWidget:
    """A button and the keys that do the same, side by side; pressing it leaves the focus where somebody types."""
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 10, 0)
    row.setSpacing(2)
    row.addWidget(button)
    row.addWidget(key_hint(hint))
    return holder


def _shortened(title: str) -> str:
    """A title that leaves room for the minutes; the agenda has it whole."""
    return shorten(title, _LONGEST, placeholder="...")
