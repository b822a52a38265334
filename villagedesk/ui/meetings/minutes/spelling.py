"""Words that no dictionary knows are underlined, where this computer has one; without one there is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from villagedesk.core.dates import day_names, month_names
from villagedesk.core.i18n import language
from villagedesk.core.text import fold
from villagedesk.ui.theme import current

Knows = Callable[[str], bool]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST = 3  # letters
_LONGEST = 60  # letters: what is longer is no word
_AFTER = 80  # milliseconds without a change


def dictionary() -> Knows | None:
    """Whether a word is in the dictionary of the language in use; None where there is none. Takes a moment."""
    try:
        import enchant
    except ImportError:  # its C library is not on every computer
        return None
    for tag in ("cy_GB", "cy") if language().startswith("cy") else ("en_GB",):
        if enchant.dict_exists(tag):
            knows: Knows = enchant.Dict(tag).check
            return knows
    return None


class Words:
    """What is spelt rightly: what a dictionary knows, the names of this group's people, places and shorthands."""

    def __init__(self, knows: Knows, names: Iterable[str]) -> None:
        self._knows = knows
        self._names = {word for name in names for word in fold(name).split()}
        for name in (*day_names(), *month_names()):
            self._names |= {fold(name), fold(name)[:3]}

    def is_wrong(self, word: str) -> bool:
        """Whether a word is not known."""
        if not _SHORTEST <= len(word) <= _LONGEST or word.isupper() or fold(word) in self._names:
            return False
        return not self._knows(word.replace("’", "'"))


class Spelling(QObject):
    """Underlines in a box what `words` does not know, of what is to be seen: a paste of a book costs no more."""

    def __init__(self, box: QPlainTextEdit, words: Words) -> None:
        super().__init__(box)
        self._box, self._words = box, words
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_AFTER)
        self._soon.timeout.connect(self.check)
        bar = box.verticalScrollBar()
        for moved in (box.textChanged, box.cursorPositionChanged, bar.valueChanged, bar.rangeChanged):
            moved.connect(self._wait)
        box.installEventFilter(self)
        self._wait()

    def _wait(self) -> None:
        if self._box.isVisible():
            self._soon.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self._soon.stop()
        elif event.type() == QEvent.Type.Show:
            self._soon.start()
        return super().eventFilter(watched, event)

    def check(self) -> None:
        """Underline what is wrong now."""
        look = QTextCharFormat()
        look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        look.setUnderlineColor(current().colour("late"))
        self._box.setExtraSelections([self._marked(start, end, look) for start, end in self._wrong()])

    def _wrong(self) -> Iterator[tuple[int, int]]:
        """Where each wrong word that is to be seen begins and ends; not the one that is being typed."""
        room, here = self._box.viewport().rect(), self._box.textCursor().position()
        first = self._box.cursorForPosition(QPoint(0, 0)).position()
        last = self._box.cursorForPosition(room.bottomRight()).position()
        block = self._box.document().findBlock(first)
        while block.isValid() and block.position() <= last:
            text, at = block.text(), block.position()
            begin = max(0, first - at - _LONGEST)
            for found in _WORD.finditer(text, begin, max(begin, last - at + _LONGEST)):
                if at + found.end() != here and self._words.is_wrong(found[0]):
                    yield at + found.start(), at + found.end()
            block = block.next()

    def _marked(self, start: int, end: int, look: QTextCharFormat) -> QTextEdit.ExtraSelection:
        marked = QTextEdit.ExtraSelection()
        marked.cursor = QTextCursor(self._box.document())
        marked.cursor.setPosition(start)
        marked.cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        marked.format = look
        return marked
