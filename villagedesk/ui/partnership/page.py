"""Partnership: what was asked of the council and is answered or not, and what we say to its notices."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.services import questions
from villagedesk.services.desk import Session
from villagedesk.ui import begin
from villagedesk.ui.bus import Bus
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.commands import Commands
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
        self._questions, self._responses = QuestionsFace(bus, commands), ResponsesFace(bus, commands)
        self._faces: dict[str, Face] = {_QUESTIONS: self._questions, _RESPONSES: self._responses}
        self._chips = ChipRow()
        self._chips.add(_QUESTIONS, _("Questions"))
        self._chips.add(_RESPONSES, _("Responses"))
        self._stack = QStackedWidget()
        for face in self._faces.values():
            self._stack.addWidget(face)
        above = QHBoxLayout()
        above.setSpacing(12)
        self._chips.setContentsMargins(0, 4, 0, 0)  # level with the taller line beside them
        above.addWidget(self._chips, 1)
        for face in self._faces.values():
            above.addWidget(face.listing.tools, 1, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(above)
        self.body.addWidget(self._stack, 1)
        self._chips.changed.connect(self._show_face)
        self.answers("new", self._new)
        self.answers("find", lambda: self._face().find_in_list())
        self.answers("bin", lambda: self._face().bin())
        self._show_face(_QUESTIONS)
        self._read_options()

    def shown(self, row_id: str | None) -> None:
        if row_id is None:
            self._face().follow()
        elif (asked_of := begin.question_of(row_id)) is not None:
            self._show_face(_QUESTIONS)
            self._questions.begin_of(asked_of)
        elif (body_id := begin.response_to(row_id)) is not None:
            self._show_face(_RESPONSES)
            self._responses.begin_to(body_id)
        else:
            self._bus.read(self, lambda session: _face_of(session, row_id), lambda name: self._look_for(name, row_id))

    def refresh(self, changed: Changed) -> None:
        for face in self._faces.values():
            if changed.touches(*face.listed_from):
                face.refresh()
        if changed.touches(*_CHOSEN_FROM):
            self._read_options()

    def _look_for(self, name: str, row_id: str) -> None:
        self._show_face(name)
        self._faces[name].look_for(row_id)

    def _face(self) -> Face:
        name = next(iter(self._chips.on()), _QUESTIONS)
        return self._faces[name]

    def _show_face(self, name: str) -> None:
        """Show a face; "" is a press on the one that is shown already."""
        if not name:
            name = _RESPONSES if self._stack.currentWidget() is self._responses else _QUESTIONS
        self._chips.turn_on([name])
        self._stack.setCurrentWidget(self._faces[name])
        for other, face in self._faces.items():
            face.listing.tools.setVisible(other == name)
        self.set_main("ask_question" if name == _QUESTIONS else "add_response")
        self.start_at(self._faces[name].listing.table)
        self._faces[name].follow()

    def _new(self) -> None:
        if self._face() is self._questions:
            self._questions.begin_of("")
        else:
            self._responses.begin_to("")

    def _read_options(self) -> None:
        self._bus.read(self, options, self._offer)

    def _offer(self, found: Options) -> None:
        for face in self._faces.values():
            face.offer(found)


def _face_of(session: Session, row_id: str) -> str:
    return _QUESTIONS if questions.rows(session, [row_id]) else _RESPONSES
