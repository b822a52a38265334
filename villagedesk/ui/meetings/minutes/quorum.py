"""How many with a vote are here, how many are needed, and what to do when they are too few."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.ui.badge import Badge
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import key_hint, soft, strong
from villagedesk.ui.meetings.minutes.sitting import Count


def tell(badge: Badge, count: Count) -> None:
    """Say on a badge how many are here: "3 voting members here, 5 needed"."""
    said = ngettext("{n} voting member here", "{n} voting members here", count.here).format(n=count.here)
    if count.needed is not None:
        said = _("{here}, {needed} needed").format(here=said, needed=count.needed)
    badge.say(said, "late" if count.is_short else "kept" if count.here else "")


def tell_shortly(badge: Badge, count: Count) -> None:
    """The same where there is little room: "3 voting, 5 needed"."""
    words = _("{n} voting, {needed} needed") if count.needed is not None else _("{n} voting")
    badge.say(
        words.format(n=count.here, needed=count.needed), "late" if count.is_short else "kept" if count.here else ""
    )


def because(count: Count) -> str:
    """Why too few are here: "Ann Lee left at 8:05pm."; nothing while they are enough."""
    return f"{count.why}." if count.is_short and count.why else ""


class QuorumStrip(QFrame):
    """Offers what can be done without a quorum; its buttons are the screen's commands."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self.setObjectName("quorumStrip")
        self.setProperty("role", "asking")
        self._words, self._clause = strong(), soft()
        self._is_folded, self._told = False, (Count(), "", False)
        self._hints: list[QWidget] = []
        self._words.setObjectName("quorumWords")
        buttons = FlowLayout(spacing=8)
        for name in ("minute_go_on", "minute_adjourn"):
            button = CommandButton(commands.action(name), "secondary")
            buttons.addWidget(button)
            self._hints.append(key_hint(commands.action(name).shortcut().toString()))
            buttons.addWidget(self._hints[-1])
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self._clause)
        column.addLayout(buttons)
        self.hide()

    def fold(self, on: bool) -> None:
        """In a low window: the numbers and the two buttons, without reason, clause and keys."""
        if on is not self._is_folded:
            self._is_folded = on
            count, clause, is_asked = self._told
            self.tell(count, clause, is_asked=is_asked)

    def tell(self, count: Count, clause: str, *, is_asked: bool) -> None:
        """Show itself while too few are here and nothing has been said about it."""
        self._told = (count, clause, is_asked)
        here = ngettext("{n} voting member is here", "{n} voting members are here", count.here).format(n=count.here)
        words = _("{here} and {needed} are needed: nothing can be decided.").format(here=here, needed=count.needed)
        if self._is_folded:
            words = _("{here} of {needed} voting members: nothing can be decided.").format(
                here=count.here, needed=count.needed
            )
        lines = (words,) if self._is_folded else filter(None, (because(count), words))
        self._words.setText("\n".join(lines) if count.is_short else "")
        for hint in self._hints:
            hint.setVisible(not self._is_folded)
        self._clause.setText(_("As your constitution says: “{clause}”").format(clause=clause) if clause else "")
        self._clause.setVisible(bool(clause) and not self._is_folded)
        self.setVisible(is_asked and count.is_short)
