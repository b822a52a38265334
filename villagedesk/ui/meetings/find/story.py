"""A topic's whole story on one page: every decision, action, question and paragraph of minutes, year by year."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import shorten
from villagedesk.records.topics import Story, StoryEntry, StoryKind, by_year, kind_words
from villagedesk.services import topics
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, quiet, secondary
from villagedesk.ui.card import Card, divider
from villagedesk.ui.colours import Tone
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.meetings.audience import AudienceChoice, say_left_out
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.saving import save_as

_PAGE = 40  # entries that are put on screen at once
_LONGEST = 600  # letters of a paragraph
_BADGE = 24  # letters of what came of something that a badge has room for
_ICONS = {
    StoryKind.DECISION: "check", StoryKind.ELECTION: "people", StoryKind.ACTION: "actions",
    StoryKind.QUESTION: "partnership", StoryKind.MINUTES: "meetings",
}  # fmt: skip
_PLACES = {StoryKind.ACTION: "actions", StoryKind.QUESTION: "partnership"}


class StoryCard(Card):
    """`finished` when it is to go away; `went` asks for a place and a thing in it."""

    finished = Signal()
    went = Signal(str, str)

    def __init__(self, bus: Bus) -> None:
        super().__init__(scrolls=True)
        self._bus, self._words, self._shown = bus, "", _PAGE
        self._story: Story | None = None
        self._cancel: Callable[[], None] | None = None
        self.setObjectName("story")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._title, self._about = heading(), soft()
        self._title.setObjectName("storyTitle")
        self._about.setObjectName("storyAbout")
        self._for = AudienceChoice(bus)
        back, pdf = quiet(_("Back to what was found"), "left"), secondary(_("Save as PDF"))
        back.setObjectName("endStory")
        back.clicked.connect(self.finished)
        pdf.setObjectName("saveStory")
        pdf.clicked.connect(self._save)
        self._years = QVBoxLayout()
        self._more = quiet(_("Show what came next"), "down")
        self._more.setObjectName("storyMore")
        self._more.clicked.connect(self._show_more)
        self.body.addLayout(button_row(back, self._for, pdf))
        for widget in (self._title, self._about):
            self.add(widget)
        self.body.addLayout(self._years)
        self.add(self._more)
        self._more.hide()
        self.body.addStretch(1)

    def tell(self, words: str) -> None:
        """Tell the story of these words."""
        self._words, self._shown, self._story = words, _PAGE, None
        self._title.setText(words)
        self._about.setText("")
        self._clear()
        self.scroll_to_top()
        self._for.read()
        self._read()

    def refresh(self) -> None:
        """Something was changed that it may tell of."""
        if self.isVisible() and self._words:
            self._read()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.finished.emit()
        else:
            super().keyPressEvent(event)

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        words, today = self._words, self._bus.today()
        self._cancel = self._bus.read(self, lambda session: topics.story(session, words, today), self._show)

    def _show(self, story: Story) -> None:
        self._cancel = None
        if story == self._story:
            return
        self._story = story
        count = len(story.entries)
        said = ngettext(
            "{n} thing was minuted, asked or agreed", "{n} things were minuted, asked or agreed", story.total
        )
        words = said.format(n=f"{story.total:,}")
        if count < story.total:
            words = _("{said}: the latest {n} are told").format(said=words, n=count)
        self._about.setText(words if count else _("Nothing was minuted, asked or agreed on these words."))
        self._clear()
        for year, entries in by_year(story.entries[: self._shown]):
            self._years.addWidget(self._year(year, entries))
        self._more.setVisible(count > self._shown)

    def _clear(self) -> None:
        while item := self._years.takeAt(0):
            if old := item.widget():
                old.hide()
                old.deleteLater()

    def _show_more(self) -> None:
        story, self._story = self._story, None
        self._shown += _PAGE
        if story:
            self._show(story)

    def _year(self, year: int, entries: list[StoryEntry]) -> QWidget:
        made, known = QWidget(), {entry.id: entry for entry in entries}
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 12, 0, 0)
        column.setSpacing(6)
        column.addWidget(strong(str(year)))
        column.addWidget(divider())
        rows = Rows([_row(entry) for entry in entries])
        rows.activated.connect(lambda key: self._open(known[key]))
        column.addWidget(rows)
        return made

    def _open(self, entry: StoryEntry) -> None:
        if entry.kind in _PLACES:
            self.went.emit(_PLACES[entry.kind], entry.id)
        elif entry.meeting_id and not entry.is_gone:
            self.went.emit("meetings", entry.meeting_id)
        else:
            self._bus.said.emit(_("There is no meeting to open: it is in the bin, or there was none."), None)

    def _save(self) -> None:
        words, today, audience = self._words, self._bus.today(), self._for.audience()

        def offer(story: Story) -> None:
            save_as(
                self, self._bus, story.words, topics.file_name(story), partial(topics.pdf, story),
                lambda _data: say_left_out(self._bus, story.left_out, story.for_whom),
            )  # fmt: skip

        self._bus.read(self, lambda session: topics.story(session, words, today, audience), offer)


def _row(entry: StoryEntry) -> Row:
    kind = f"{kind_words()[entry.kind]} {entry.number}".strip()
    source = _("{source} (in the bin)").format(source=entry.source) if entry.is_gone else entry.source
    is_long = len(entry.became) > _BADGE
    tone: Tone = "soon" if entry.is_open else "kept"
    second = ". ".join(filter(None, (kind, source, entry.who, entry.became if is_long else "")))
    badge = (entry.became, tone) if entry.became and not is_long else None
    return Row(
        entry.id, shorten(entry.text, _LONGEST), second, badge, show_date(entry.on_date), _ICONS[entry.kind]
    )  # fmt: skip
