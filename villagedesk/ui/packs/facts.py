"""What stands beside the pages: what was left out and why, the facts, and the contents to jump by."""

from __future__ import annotations

from PySide6.QtCore import Signal

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import show_size
from villagedesk.ui.card import Card
from villagedesk.ui.labels import soft, strong
from villagedesk.ui.packs.building import Built
from villagedesk.ui.rows import Row, Rows


class Facts(Card):
    """`jumped` carries the page, from 0, of a line of the contents."""

    jumped = Signal(int)

    def __init__(self) -> None:
        super().__init__(scrolls=True)
        self.setAccessibleName(_("About this pack"))
        self._left_head, self._left = strong(_("Left out")), Rows(opens=False)
        self._left.setObjectName("leftOut")
        self._left_words = soft()
        self._left_words.setObjectName("leftOutWords")
        self._facts = soft()
        self._facts.setObjectName("packFacts")
        self._contents_head, self._contents = strong(_("Contents")), Rows()
        self._contents.setObjectName("packContents")
        self._contents.activated.connect(self._jump)
        for widget in (
            strong(_("This pack")), self._facts, self._left_head, self._left_words, self._left,
            self._contents_head, self._contents,
        ):  # fmt: skip
            if widget in (self._left_head, self._contents_head):
                self.body.addSpacing(10)
            self.add(widget)
        self.body.addStretch(1)
        self._built: Built | None = None
        self.clear()

    def clear(self) -> None:
        """There is no pack."""
        self._facts.setText(_("Nothing has been built yet."))
        for widget in (self._left_head, self._left_words, self._left, self._contents_head, self._contents):
            widget.hide()

    def show_built(self, built: Built) -> None:
        """Tell about a pack."""
        content, left = built.gathered.content, built.gathered.left_out
        pages = ngettext("{n} page", "{n} pages", len(built.sizes)).format(n=len(built.sizes))
        self._facts.setText(
            _("{pages}, {size}. As at {date}. For: {audience}.").format(
                pages=pages, size=show_size(len(built.data)), date=show_date(content.as_at), audience=content.for_whom
            )
        )
        hidden, nothing = _("These readers do not get it, and the pack does not say so."), _("Nothing was left out.")
        self._left_words.setText(hidden if left else nothing)
        self._left.show_rows([Row(f"left_{n}", one.what, one.why, aside=str(one.count)) for n, one in enumerate(left)])
        top = [(title, page) for level, title, page in built.outline if level == 0]
        self._contents.show_rows(
            [Row(f"{page}:{n}", title, aside=str(page + 1)) for n, (title, page) in enumerate(top)]
        )
        for widget, on in (
            (self._left_head, True), (self._left_words, True), (self._left, bool(left)),
            (self._contents_head, bool(top)), (self._contents, bool(top)),
        ):  # fmt: skip
            widget.setVisible(on)

    def _jump(self, row_id: str) -> None:
        self.jumped.emit(int(row_id.partition(":")[0]))
