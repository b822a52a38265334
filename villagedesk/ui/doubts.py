"""What of a typed line could not be understood: words that are no date, a name that several people have."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from villagedesk.core.i18n import _
from villagedesk.services.actionline import Understood
from villagedesk.ui.badge import Badge


def doubts(understood: Understood, choose: Callable[[str, str], None]) -> list[QWidget]:
    """A warning for each, and a button for each person who may be meant: `choose` gets the words and the person."""
    made: list[QWidget] = []
    if unread := understood.line.unread:
        made.append(_warning(_("“{words}” is not a date").format(words=unread), "doubt_due"))
    if understood.unplanned:
        words = _("No {meeting} is planned, so it has no date").format(meeting=_meeting(understood.unplanned))
        made.append(_warning(words, "doubt_meeting"))
    if understood.several:
        words = understood.named
        made.append(_warning(_("Several people are called {name}: choose one").format(name=words), "doubt_owner"))
        for owner in understood.several:
            button = candidate(", ".join(filter(None, (owner.name, owner.about))))
            button.setAccessibleName(_("Choose {name}").format(name=button.text()))
            button.clicked.connect(lambda _on=False, person=owner.person_id or "": choose(words, person))
            made.append(button)
    return made


def _meeting(words: str) -> str:
    """ "liaison meeting", "AGM", "meeting"."""
    has_noun = words.casefold() in (_("meeting"), _("AGM").casefold())
    return words if has_noun else _("{which} meeting").format(which=words)


def candidate(words: str) -> QPushButton:
    """A button that Tab goes to from the line; the arrows go on to the next, Enter chooses."""
    return _Candidate(words)


def enter_again() -> str:
    """What is said when Enter came before a warning could be read."""
    return _("Press Enter again to add it as it is.")


def _warning(words: str, name: str) -> Badge:
    badge = Badge(words, "late")
    badge.setObjectName(name)
    return badge


class _Candidate(QPushButton):
    """Tab goes from the line to the first; the arrows go on from there, Enter or Space chooses."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.setProperty("role", "chip")
        self.setObjectName("candidate")
        self.setAutoDefault(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.focusNextChild()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)
