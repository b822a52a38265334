"""What arises from before, under its item: each matter with its reason, one key to say what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import shorten
from villagedesk.records.agendas import Comeback, Matter, MatterKind
from villagedesk.records.meetings import Block
from villagedesk.services import matters
from villagedesk.ui.buttons import quiet
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import key_hint, soft, strong
from villagedesk.ui.rows import Act, Row, Rows
from villagedesk.ui.scroll import bring_into_view

_FIRST = 6
_LONGEST = 160  # characters of a text


class ArisingPart(QWidget):
    """`said` carries a matter and what became of it, `left` is Esc: back to the line."""

    said = Signal(object, object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("arising")
        self.setAccessibleName(_("Matters arising"))
        self._matters: tuple[Matter, ...] = ()
        self._all = False
        self._count, self._none = soft(wrap=False), soft(_("Nothing else is open from before."))
        self._rows, self._more = Rows(), quiet("", "down")
        self._more.setObjectName("allArising")
        self._more.clicked.connect(self._show_all)
        self._rows.activated.connect(lambda key: self._say(key, Comeback.NOTED))
        self._rows.acted.connect(lambda key, name: self._say(key, Comeback(name)))
        self._head = QWidget()
        head = FlowLayout(self._head, spacing=8)
        head.addWidget(strong(_("Open from before")))
        head.addWidget(self._count)
        head.addWidget(key_hint("Ctrl+J"))
        self._hints: list[QWidget] = []
        for hint, words in (("D", _("done")), ("C", _("carried forward")), ("N", _("write what was said"))):
            self._hints += [key_hint(hint), soft(words, wrap=False)]
        for widget in self._hints:
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(4)
        column.addWidget(self._head)
        column.addWidget(self._none)
        column.addWidget(self._rows)
        column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_matters(self, found: Sequence[Matter] | None, blocks: Sequence[Block]) -> None:
        """Show what arises and was not spoken of yet in these blocks; None where the item is not about that."""
        self.setVisible(found is not None)
        if found is None:
            return
        texts = [block.text for block in blocks]
        self._matters = tuple(
            matter
            for matter in found
            if not matter.left_out and not any(text.startswith(matters.lead(matter)) for text in texts)
        )
        self._show()

    def fold(self, on: bool) -> None:
        """In a low window without the hints."""
        for widget in self._hints:
            widget.setVisible(not on)

    def start(self) -> None:
        """Go to the first, if there is one; else back to the line."""
        self._focus(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show(self) -> None:
        number = len(self._matters)
        shown = self._matters if self._all else self._matters[:_FIRST]
        focused = self.window().focusWidget()
        keys = [key for key in self._keys() if focused and focused.objectName() == f"row_{key}"]
        at = self._keys().index(keys[0]) if keys else -1
        self._rows.show_rows([_row(matter) for matter in shown])
        self._count.setText(ngettext("{n} matter", "{n} matters", number).format(n=number) if number else "")
        self._none.setVisible(not number)
        self._head.setVisible(bool(number))
        self._more.setText(_("Show all {n}").format(n=number))
        self._more.setVisible(len(shown) < number)
        if keys and keys[0] not in self._keys():
            self._focus(at)

    def _keys(self) -> list[str]:
        return self._rows.ids()

    def _focus(self, at: int) -> None:
        lines = self._rows.lines()
        if lines:
            line = lines[max(0, min(at, len(lines) - 1))]
            line.setFocus(Qt.FocusReason.OtherFocusReason)
            bring_into_view(line)
        else:
            self.left.emit()

    def _show_all(self) -> None:
        self._all = True
        self._show()
        self._focus(_FIRST)

    def _say(self, key: str, how: Comeback) -> None:
        if matter := next((matter for matter in self._matters if matter.id == key), None):
            self.said.emit(matter, how)


def _row(matter: Matter) -> Row:
    number = matter.number if matter.kind is not MatterKind.PARKED else ""
    second = ", ".join(filter(None, (number, matter.why)))
    done = _("Answered") if matter.kind is MatterKind.QUESTION else _("Done")
    acts = [
        Act(Comeback.CARRIED, _("Carried forward"), "right", Qt.Key.Key_C),
        Act(Comeback.NOTED, _("Write what was said"), "edit", Qt.Key.Key_N),
    ]
    if matter.kind is not MatterKind.DECISION:
        acts.insert(0, Act(Comeback.DONE, done, "check", Qt.Key.Key_D))
    return Row(matter.id, shorten(matter.text, _LONGEST), second, acts=tuple(acts))
