"""Words that no dictionary knows are underlined, where this computer has one; without one there is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from PySide6.QtGui import QSyntaxHighlighter, QTextCharFormat, QTextDocument

from villagedesk.core.i18n import language
from villagedesk.core.text import fold
from villagedesk.ui.theme import current

Knows = Callable[[str], bool]
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORTEST = 3  # letters


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


class Spelling(QSyntaxHighlighter):
    """Underlines what `knows` does not, unless it is one of the `names`, a place's or a shorthand."""

    def __init__(self, document: QTextDocument, knows: Knows, names: Collection[str]) -> None:
        super().__init__(document)
        self._knows = knows
        self._names = {word for name in names for word in fold(name).split()}

    def highlightBlock(self, text: str) -> None:
        wrong = QTextCharFormat()
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
        wrong.setUnderlineColor(current().colour("late"))
        for found in _WORD.finditer(text):
            if found.end() < len(text) and self._is_wrong(found[0]):  # not while it is being typed
                self.setFormat(found.start(), found.end() - found.start(), wrong)

    def _is_wrong(self, word: str) -> bool:
        if len(word) < _SHORTEST or word.isupper() or fold(word) in self._names:
            return False
        return not self._knows(word.replace("’", "'"))
