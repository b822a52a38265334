"""What is still open when minutes are finished: said once, in a strip over the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import Way
from villagedesk.records.meetings import MinutesPage
from villagedesk.services import voting
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import CommandButton, quiet
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import key_hint, soft, strong

_NAMED = 6  # items that are named


def still_open(page: MinutesPage) -> list[str]:
    """What minutes lack that are about to be finished, a sentence each."""
    found, meeting = [], page.meeting
    if not any(voting.is_in_room(card) or card.left_at for card in meeting.attendance):
        found.append(_("Nobody is entered as here (F6)."))
    minuted = {block.item_id for block in page.blocks}
    bare = [item.label for item in meeting.items if item.id not in minuted]
    if bare:
        words = ngettext("Nothing is written under item {items}.", "Nothing is written under items {items}.", len(bare))
        more = _(" and {n} more").format(n=len(bare) - _NAMED) if len(bare) > _NAMED else ""
        found.append(words.format(items=", ".join(bare[:_NAMED]) + more))
    uncounted = [row.number for row in meeting.decisions if row.way in (Way.VOTE, Way.BALLOT) and row.votes_for is None]
    if uncounted:
        found.append(_("The votes on {numbers} are not counted.").format(numbers=", ".join(uncounted)))
    loose = [row.name for row in meeting.declarations if row.item_id is None]
    if loose and meeting.items:
        words = ngettext(
            "The interest of {names} is in no item.", "The interests of {names} are in no item.", len(loose)
        )
        found.append(words.format(names=", ".join(dict.fromkeys(loose))))
    return found


class StillOpen(QFrame):
    """`gone_back` when the minutes are to be gone on with."""

    gone_back = Signal()

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self.setObjectName("stillOpen")
        self.setProperty("role", "asking")
        self._words = soft()
        self._words.setObjectName("stillOpenWords")
        finish = CommandButton(commands.action("minute_finish"), "secondary")
        self._back = back = quiet(_("Go on with the minutes"))
        back.clicked.connect(self.gone_back)
        buttons = FlowLayout(spacing=8)
        for widget in (finish, key_hint(_("Ctrl+Enter")), back):
            buttons.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(strong(_("Before it is finished")))
        column.addWidget(self._words)
        column.addLayout(buttons)
        self.hide()

    def take_focus(self) -> None:
        """Where the minutes cannot be seen beside it."""
        self._back.setFocus()

    def tell(self, sentences: Sequence[str]) -> None:
        """Say what is open; nothing takes the strip away."""
        self._words.setText(" ".join(sentences))
        self.setVisible(bool(sentences))
        if sentences:
            announce(self, _("{what} Finish again to finish all the same.").format(what=self._words.text()))
