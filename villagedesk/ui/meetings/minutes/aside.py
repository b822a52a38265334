"""Lines that could not be kept and were gone on from: each with its question, until it is put right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import shorten
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import quiet
from villagedesk.ui.labels import Label
from villagedesk.ui.meetings.minutes.reading import Typed, from_draft

_SHORT = 60  # letters of a line


class Aside(QWidget):
    """`wanted` asks for the line that was put aside last."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("entryAside")
        self._lines: list[tuple[Typed, str]] = []
        self._words = Label(role="error", wrap=True)
        self._words.setObjectName("asideWords")
        button = quiet(_("Put it right"), "undo")
        button.setObjectName("takeUpAside")
        button.clicked.connect(self.wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._words, 1)
        row.addWidget(button)
        self.hide()

    def put(self, typed: Typed, why: str) -> None:
        """Keep a line aside, and say so."""
        self._lines.append((typed, why))
        self._show()
        announce(self, self._words.text())

    def take(self) -> tuple[Typed, str]:
        """The line that was put aside last, which no longer is."""
        taken = self._lines.pop()
        self._show()
        return taken

    def start(self, drafts: Sequence[dict[str, Any]]) -> None:
        """Only these are aside now, as `as_drafts` gave them."""
        self._lines = [(from_draft(draft), draft.get("why", "")) for draft in drafts]
        self._show()

    def as_drafts(self) -> list[dict[str, Any]]:
        """As plain values, for a draft."""
        return [{**typed.as_draft(), "why": why} for typed, why in self._lines]

    def gaps(self) -> list[str]:
        """What minutes lack while a line is aside."""
        count = len(self._lines)
        words = ngettext("{n} line is kept aside and not in the minutes.", "{n} lines are kept aside.", count)
        return [words.format(n=count)] if count else []

    def _show(self) -> None:
        if self._lines:
            typed, why = self._lines[-1]
            words = _("Kept aside: “{line}”. {why}").format(line=shorten(typed.text, _SHORT), why=why)
            more = len(self._lines) - 1
            if more:
                words += ngettext(" And {n} line more.", " And {n} lines more.", more).format(n=more)
            self._words.setText(words)
        self.setVisible(bool(self._lines))
