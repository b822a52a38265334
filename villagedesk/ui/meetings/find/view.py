"""Find in all minutes: what is typed finds at once, with the words marked, and leads to a topic's whole story."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.topics import FindQuery, MinuteHit
from villagedesk.services import people, topics
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import secondary
from villagedesk.ui.chip import Chip
from villagedesk.ui.commands import Commands
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.labels import soft
from villagedesk.ui.meetings.find.painting import FoundDelegate, FoundList
from villagedesk.ui.meetings.find.story import StoryCard
from villagedesk.ui.meetings.find.words import about
from villagedesk.ui.meetings.narrower import Narrower
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowmodel import Column, RowModel
from villagedesk.ui.view import View

_REST = 5  # milliseconds: a question is short enough to be asked with almost every key
_TELL = (
    "meeting",
    "minutes",
    "minute_block",
    "decision",
    "action",
    "question",
    "declaration",
    "agenda_item",
    "election",
)


class FindView(View):
    """The line, what narrows it, and what was found; a row that is opened leads to its meeting."""

    def __init__(self, bus: Bus, _commands: Commands) -> None:
        super().__init__()
        self._bus, self._asked = bus, FindQuery()
        self._cancel: Callable[[], None] | None = None
        self._person = Pick(_("Somebody who was there"))
        self._narrower = Narrower(bus, (_("Somebody who was there"), self._person))
        column = Column[MinuteHit](_("Found"), _spoken, avatar=lambda hit: hit)  # type: ignore[arg-type,return-value]
        self.model: RowModel[MinuteHit] = RowModel([column], self._load, bus.tasks, parent=self)
        self._empty = EmptyState("search", "")
        self.found = FoundList(self.model, self._empty, _("What was found"), chooses_first=True)
        self.found.table.setItemDelegate(FoundDelegate(self.found.table))
        self.found.setObjectName("found")
        self.line = FindBox(_("Find in all minutes"), self.found, rest=_REST, widest=520)
        self._count = soft()
        self._count.setObjectName("foundCount")
        self._earlier = Chip(_("Earlier versions too"))
        self._earlier.setObjectName("earlierVersions")
        self._earlier.toggled.connect(lambda _on: self._ask())
        self._tell = secondary(_("The whole story"), "document")
        self._tell.setObjectName("wholeStory")
        self._story = StoryCard(bus)
        self._stack = QStackedLayout()
        self._lay_out()
        self.line.searched.connect(lambda _words: self._ask())
        self._narrower.changed.connect(self._ask)
        self._tell.clicked.connect(self.tell_story)
        self._story.went.connect(self.went)
        self._story.finished.connect(self._end_story)
        self.found.opened.connect(self._open)
        self.model.failed.connect(bus.failed)
        self.setFocusProxy(self.line)
        self._ask()

    def follow(self) -> None:
        self._narrower.read()
        self._bus.read(self, people.choices, self._person.offer)

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TELL):
            self.model.refresh()
            self._count_all()
            self._story.refresh()

    def find_in_list(self) -> None:
        self._end_story()
        self.line.start()

    def look_for(self, words: str) -> None:
        """Find these words, asked for from elsewhere."""
        self._end_story()
        self.line.show_words(words)
        self._ask()

    def tell_story(self) -> None:
        """Show all that happened with what is looked for, over the years."""
        if words := self.line.text().strip():
            self._story.tell(words)
            self._stack.setCurrentIndex(1)
            self._story.setFocus()

    def _end_story(self) -> None:
        if self._stack.currentIndex():
            self._stack.setCurrentIndex(0)
            self.line.setFocus()

    def _lay_out(self) -> None:
        head, finding = QHBoxLayout(), QWidget()
        head.setSpacing(12)
        head.addWidget(self.line, 4)
        head.addWidget(self._tell)
        head.addStretch(1)
        column = QVBoxLayout(finding)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(self._narrower)
        under = QHBoxLayout()
        under.addWidget(self._count, 1)
        under.addWidget(self._earlier)
        column.addLayout(under)
        column.addWidget(self.found, 1)
        self._stack.addWidget(finding)
        self._stack.addWidget(self._story)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.setLayout(self._stack)

    def _query(self) -> FindQuery:
        start, end = self._narrower.span()
        series_id, person_id = self._narrower.series_id(), self._person.value()
        return FindQuery(self.line.text().strip(), series_id, person_id, start, end, self._earlier.isChecked())

    def _load(self, keys: Sequence[str]) -> Sequence[MinuteHit]:
        words = self._asked.words
        return self._bus.desk.read(lambda session: topics.hits(session, words, keys))

    def _ask(self) -> None:
        desk, asked = self._bus.desk, self._query()
        self._asked = asked
        self._tell.setEnabled(bool(asked.words))
        if asked.words:
            self._empty.set_line(_("No minutes have these words."))
        else:
            self._empty.set_line(_("Type a word, and every meeting that spoke of it stands here, the latest first."))
        self.model.show(lambda _sort: desk.read(lambda session: topics.ids(session, asked)))
        self._count_all()

    def _count_all(self) -> None:
        if self._cancel:
            self._cancel()
        asked = self._asked
        self._cancel = self._bus.read(self, lambda session: topics.count(session, asked), self._show_count)

    def _show_count(self, total: int) -> None:
        self._cancel = None
        words = ngettext("{n} found", "{n} found", total).format(n=f"{total:,}")
        if total > topics.MOST:
            words = _("{n} found: the latest {most} are listed").format(n=f"{total:,}", most=topics.MOST)
        self._count.setText(words if self._asked.words else "")

    def _open(self, row_id: str) -> None:
        if hit := self.model.row(self.model.row_of(row_id)):
            self.went.emit("meetings", hit.meeting_id)


def _spoken(hit: MinuteHit) -> str:
    """The whole of it, as a screen reader says it."""
    title, text = ("".join(piece.text for piece in pieces) for pieces in (hit.title, hit.text))
    return ". ".join(filter(None, (title, about(hit), text)))
