"""Partnership: what was asked of the council and is answered or not, and what we say to its notices."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.services import questions
from villagedesk.services.desk import Session
from villagedesk.ui import begin
from villagedesk.ui.bus import Bus
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.commands import Commands
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.page import Page
from villagedesk.ui.partnership.face import Face
from villagedesk.ui.partnership.fields import Options, options
from villagedesk.ui.partnership.questions import QuestionsFace
from villagedesk.ui.partnership.responses import ResponsesFace

_QUESTIONS, _RESPONSES = "questions", "responses"
_CHOSEN_FROM = ("person", "organization", "decision", "audience_name", "community_group")


class PartnershipPage(Page):
    """The faces of the place, one at a time; `shown` gets the id of a question or response, or what begin.py makes."""

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(commands, _("Partnership"), scrolls=True)
        self._bus = bus
        self._faces: dict[str, Face] = {}
        self._options: Options | None = None
        self._chips = ChipRow()
        self._chips.add(_QUESTIONS, _("Questions"))
        self._chips.add(_RESPONSES, _("Responses"))
        self._stack, tools = QStackedWidget(), QWidget()
        self._tools = QHBoxLayout(tools)
        self._tools.setContentsMargins(0, 0, 0, 0)
        self.body.addWidget(FilterBar(self._chips, tools, (1, 1)))
        self.body.addWidget(self._stack, 1)
        self._chips.changed.connect(self._show_face)
        self.answers("new", lambda: self._face().begin_of(""))
        self.answers("find", lambda: self._face().find_in_list())
        self.answers("bin", lambda: self._face().bin())
        self._show_face(_QUESTIONS)
        self._read_options()

    def shown(self, row_id: str | None) -> None:
        if row_id is None:
            self._face().follow()
        elif (asked_of := begin.question_of(row_id)) is not None:
            self._show_face(_QUESTIONS).begin_of(asked_of)
        elif (body_id := begin.response_to(row_id)) is not None:
            self._show_face(_RESPONSES).begin_of(body_id)
        else:
            self._bus.read(self, lambda session: _face_of(session, row_id), lambda name: self._look_for(name, row_id))

    def build_more(self) -> bool:
        return any(face.beside.build_more() for face in self._faces.values()) or self._build_other()

    def refresh(self, changed: Changed) -> None:
        for face in self._faces.values():
            if changed.touches(*face.listed_from):
                face.refresh()
        if changed.touches(*_CHOSEN_FROM):
            self._read_options()

    def _look_for(self, name: str, row_id: str) -> None:
        self._show_face(name).look_for(row_id)

    def _face(self) -> Face:
        face = self._stack.currentWidget()
        assert isinstance(face, Face)
        return face

    def _show_face(self, name: str) -> Face:
        """Show a face; "" is a press on the one that is shown already."""
        face = self._built(name) if name else self._face()
        self._chips.turn_on([face.objectName()])
        self._stack.setCurrentWidget(face)
        for other in self._faces.values():
            other.listing.tools.setVisible(other is face)
        self.set_main(face.add)
        self.start_at(face.listing.table)
        face.follow()
        return face

    def _build_other(self) -> bool:
        missing = next((name for name in (_QUESTIONS, _RESPONSES) if name not in self._faces), None)
        return bool(missing and self._built(missing))

    def _built(self, name: str) -> Face:
        """A face; it is made when it is first wanted."""
        if name not in self._faces:
            face = (QuestionsFace if name == _QUESTIONS else ResponsesFace)(self._bus, self.commands)
            self._faces[name] = face
            self._stack.addWidget(face)
            face.listing.tools.hide()
            self._tools.addWidget(face.listing.tools, 1)
            if self._options:
                face.beside.offer(self._options)
        return self._faces[name]

    def _read_options(self) -> None:
        self._bus.read(self, options, self._offer)

    def _offer(self, found: Options) -> None:
        self._options = found
        for face in self._faces.values():
            face.beside.offer(found)


def _face_of(session: Session, row_id: str) -> str:
    return _QUESTIONS if questions.rows(session, [row_id]) else _RESPONSES
