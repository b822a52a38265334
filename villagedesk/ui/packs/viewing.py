"""The pages with what steers them: page by page, larger and smaller, find."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.ui.announce import announce
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.findbox import FindBox
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import Lead
from villagedesk.ui.packs.building import Built
from villagedesk.ui.packs.pages import Pages


class Viewing(QFrame):
    """The middle of the place: a bar, and the pages or a line that says why there are none."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._bus = bus
        self._built: Built | None = None
        self._hits: list[int] = []
        self.pages = Pages(bus.tasks)
        self._where, self._state, self._found = Lead(), Badge(), Lead(role="soft")
        self._where.setObjectName("pageNumber")
        self._state.setObjectName("packState")
        self._found.setObjectName("packFound")
        self.finder = FindBox(_("Find in the pages"), self.pages)
        self.finder.setObjectName("findInPages")
        self.finder.searched.connect(self._search)
        self.finder.returnPressed.connect(self._next_hit)
        self._empty = EmptyState("packs", "")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.pages)
        self.pages.moved.connect(lambda _page: self._say_where())
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 12)
        column.setSpacing(8)
        column.addWidget(self._bar())
        column.addWidget(self._stack, 1)

    def show_built(self, built: Built) -> None:
        """Show a finished pack."""
        self._built = built
        self.pages.show_built(built)
        self._stack.setCurrentWidget(self.pages)
        self._state.say("")
        self._say_where()
        if self.finder.text().strip():
            self._search(self.finder.text().strip())

    def show_words(self, line: str) -> None:
        """Say why there is nothing to look at."""
        self._built = None
        self._empty.set_line(line)
        self._stack.setCurrentWidget(self._empty)
        self._state.say("")
        self._say_where()

    def mark_stale(self, words: str) -> None:
        """What is seen no longer is what would be saved."""
        self._state.say(words, "soon")
        self.pages.set_stale(True)

    def _bar(self) -> QWidget:
        bar, turning, looking = QWidget(), QWidget(), QWidget()
        bar.setObjectName("pageBar")
        row, left, right = FlowLayout(bar, 10), QHBoxLayout(turning), QHBoxLayout(looking)
        for part in (left, right):
            part.setContentsMargins(0, 0, 0, 0)
            part.setSpacing(6)
        for icon, words, name, slot in (
            ("up", _("Previous page (Page Up)"), "pageBefore", lambda: self.pages.go(self.pages.page() - 1)),
            ("down", _("Next page (Page Down)"), "pageAfter", lambda: self.pages.go(self.pages.page() + 1)),
        ):
            left.addWidget(self._button(icon, words, name, slot))
        left.addWidget(self._where)
        for icon, words, name, slot in (
            ("smaller", _("Smaller (Ctrl+wheel)"), "zoomOut", lambda: self.pages.zoom(-1)),
            ("larger", _("Larger (Ctrl+wheel)"), "zoomIn", lambda: self.pages.zoom(1)),
            ("width", _("As wide as there is room for"), "zoomFit", lambda: self.pages.zoom(0)),
        ):
            left.addWidget(self._button(icon, words, name, slot))
        for widget in (self.finder, self._found, self._state):
            right.addWidget(widget)
        row.addWidget(turning)
        row.addWidget(looking)
        return bar

    def _button(self, icon: str, words: str, name: str, slot: object) -> QWidget:
        button = icon_button(icon, words)
        button.setObjectName(name)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(slot)
        return button

    def _say_where(self) -> None:
        words = _("Page {number} of {count}").format(number=self.pages.page() + 1, count=self.pages.count())
        self._where.setText(words if self._built else "")

    def _search(self, words: str) -> None:
        if not words or self._built is None:
            self._hits = []
            self._found.setText("")
            return
        preview = self._built.preview
        self._bus.run(self, lambda _report: preview.find(words), self._show_hits)

    def _show_hits(self, hits: list[int]) -> None:
        self._hits = hits
        on = ngettext("On {n} page", "On {n} pages", len(hits)).format(n=len(hits))
        self._found.setText(on if hits else _("Not in this pack"))
        announce(self.finder, self._found.text())
        if hits and self.pages.page() not in hits:
            self._next_hit()

    def _next_hit(self) -> None:
        if self._hits:
            here = self.pages.page()
            self.pages.go(next((page for page in self._hits if page > here), self._hits[0]))
