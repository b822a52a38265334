"""The card of a person or an organisation: its head, and the faces that are turned to by chips under it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.core.text import initials
from villagedesk.records.people import PersonCard
from villagedesk.services import people
from villagedesk.ui.avatar import Avatar
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import icon_button, secondary
from villagedesk.ui.headrow import HeadRow
from villagedesk.ui.labels import breakable, heading, soft
from villagedesk.ui.people import faces
from villagedesk.ui.people.face import Face
from villagedesk.ui.people.faces import OVERVIEW
from villagedesk.ui.people.overview import Overview, Told
from villagedesk.ui.people.words import full_name, standing, tone_of
from villagedesk.ui.tabs import TabRow


class CardView(QWidget):
    """`went` asks for a place and a thing in it; `edit`, `brief` and `bin` are wanted for who is shown; `turned` says
    to which face."""

    went = Signal(str, str)
    edit = Signal()
    brief = Signal()
    bin = Signal()
    turned = Signal(str)

    def __init__(self, bus: Bus, told: Told, face: str = OVERVIEW) -> None:
        super().__init__()
        self._bus, self._told = bus, told
        self._kinds = {kind.name: kind for kind in faces.kinds() if told.card.kind in kind.on}
        self._faces: dict[str, Face] = {}
        self._face = face if face in self._kinds else OVERVIEW
        column = QVBoxLayout(self)
        column.setContentsMargins(2, 4, 2, 4)
        column.setSpacing(12)
        self._top, self._middle = QVBoxLayout(), QVBoxLayout()
        column.addLayout(self._top)
        self._chips = TabRow()
        self._chips.setObjectName("faces")
        for name, words in [(OVERVIEW, faces.title()), *((kind.name, kind.title) for kind in self._kinds.values())]:
            self._chips.add(name, words)
        self._chips.changed.connect(lambda name: self.turn(name or self._face))
        column.addWidget(self._chips)
        column.addLayout(self._middle, 1)
        self._head: QWidget = QWidget()
        self._overview: QWidget = QWidget()
        self.show_told(told)
        self.turn(self._face)

    def told(self) -> Told:
        """What is shown."""
        return self._told

    def show_told(self, told: Told) -> None:
        """Show what is known now of who is shown."""
        today = self._bus.today()
        self._told = told
        head, overview = self._make_head(told, today), Overview(told, today)
        overview.went.connect(self.went)
        for layout, old, new in ((self._top, self._head, head), (self._middle, self._overview, overview)):
            focused = self.window().focusWidget()
            name = focused.objectName() if focused and old.isAncestorOf(focused) else ""
            layout.removeWidget(old)
            layout.addWidget(new)
            if name and (same := new.findChild(QWidget, name)):
                same.setFocus()
            old.hide()
            old.deleteLater()
        self._head, self._overview = head, overview
        overview.setVisible(self._face == OVERVIEW)
        for face in self._faces.values():
            face.show_card(told.card)

    def turn(self, name: str) -> Face | None:
        """Turn to a face, which is built when it is first wanted; None is the overview."""
        self._face = name
        if name != OVERVIEW and name not in self._faces:
            made = self._faces[name] = self._kinds[name].build(self._bus)
            made.setObjectName(f"face_{name}")
            made.went.connect(self.went)
            made.show_card(self._told.card)
            self._middle.addWidget(made)
        self._overview.setVisible(name == OVERVIEW)
        for key, face in self._faces.items():
            face.setVisible(key == name)
        self._chips.turn_on([name])
        self.turned.emit(name)
        return self._faces.get(name)

    def refresh(self, changed: Changed) -> None:
        """Tell the faces that were turned to."""
        for face in self._faces.values():
            face.refresh(changed)

    def _make_head(self, told: Told, today: date) -> QWidget:
        card = told.card
        if isinstance(card, PersonCard):
            name, tone, second = full_name(card), "neutral", standing(card, today)
        else:
            name, tone = card.name, tone_of(card.organization_kind)
            second = ", ".join(filter(None, (people.kind_words()[card.organization_kind], card.parent)))
        words = QVBoxLayout()
        words.setSpacing(4)
        title = heading(breakable(name, 24))
        title.setObjectName("cardName")
        words.addWidget(title)
        if second:
            words.addWidget(soft(second))
        words.addStretch(1)
        edit = secondary(_("Edit"))
        edit.setObjectName("edit")
        edit.clicked.connect(self.edit)
        brief, away = icon_button("document", _("Save a briefing")), icon_button("bin", _("Move to the bin"))
        brief.setObjectName("saveBriefing")
        brief.clicked.connect(self.brief)
        away.setObjectName("moveToBin")
        away.clicked.connect(self.bin)
        who = QWidget()
        row = QHBoxLayout(who)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        avatar = Avatar(initials(card.name), tone, 58)
        avatar.show_picture(told.picture)
        row.addWidget(avatar, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)
        return HeadRow(who, edit, brief, away)
