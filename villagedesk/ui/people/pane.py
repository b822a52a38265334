"""What stands beside the list: a card, the same card to be typed into, or the form for somebody new."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.core.words import OrganizationKind
from villagedesk.services import people, posts, turnover
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.people import overview
from villagedesk.ui.people.editing import card as editing
from villagedesk.ui.people.editing.adding import Adding, new_organization, new_person
from villagedesk.ui.people.editing.card import CardEditor, Editable
from villagedesk.ui.people.face import Face
from villagedesk.ui.people.faces import OVERVIEW
from villagedesk.ui.people.turnover import succeeding
from villagedesk.ui.people.turnover.handing import Handing
from villagedesk.ui.people.turnover.succeeding import Succeeding
from villagedesk.ui.people.view import CardView

T = TypeVar("T")
_ON_CARD = (
    "person", "organization", "membership", "post", "area", "contact_detail", "other_name", "action", "meeting",
    "attendance", "tag", "tagging", "note", "interest", "document",
)  # fmt: skip


class Pane(QStackedWidget):
    """`went` asks for a place and a thing in it; `added` carries the key of somebody new; `bin` is wanted for who
    is shown, as is `brief`; `rested` when there is nothing more to type."""

    went = Signal(str, str)
    added = Signal(str)
    bin = Signal()
    brief = Signal()
    rested = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self._id = ""
        self._face = OVERVIEW
        self._waiting: tuple[str, str, Callable[[Face], object]] | None = None  # whose card, its face, what to do
        self._is_adding = False
        self._is_turning = False  # promises are handed on, or a body ends
        self._cancel: Callable[[], None] | None = None
        self._can_choose = True
        self._show(self._nobody())

    def row_id(self) -> str:
        """Whose card is shown; "" when none is."""
        return self._id

    def kind(self) -> str:
        """What the card that is shown, or typed into, is of: "person" or "organization"; "" when none is."""
        content = self._content()
        if isinstance(content, CardEditor):
            return content.kind()
        return content.told().card.kind if isinstance(content, CardView) else ""

    def show_id(self, row_id: str) -> None:
        """Show the card of a person or organisation; "" shows none."""
        if row_id == self._id and self._is_turning:
            return
        self._is_turning = False
        is_first, self._id = not self._id, row_id
        if is_first and self._is_adding:
            return  # the list came late, and has chosen its first row by itself
        self._is_adding = False
        self._read_card()

    def turn(self, key: str, face: str, then: Callable[[Face], object]) -> None:
        """Turn to a face of somebody's card, at once or as soon as the card is shown, and do something on it."""
        self._waiting = (key, face, then)
        self._read_card()

    def edit(self) -> None:
        """Let the card that is shown be typed into."""
        if self._id:
            self._ask(self._editable, self._start_editing)

    def add_person(self) -> None:
        """The form for a new person."""
        self._is_adding = True
        self._ask(
            lambda session: (people.organization_choices(session), posts.own_body(session)),
            lambda found: self._start_adding(new_person(self._bus, *found)),
        )

    def add_organization(self, kind: OrganizationKind) -> None:
        """The form for a new organisation."""
        self._is_adding = True
        self._ask(
            people.organization_choices,
            lambda bodies: self._start_adding(new_organization(self._bus, bodies, kind)),
        )

    def hand_on(self, person_id: str) -> None:
        """What somebody had promised, to be handed on."""
        self._id, self._is_turning, today = person_id, True, self._bus.today()
        self._ask(
            lambda session: turnover.leaving(session, person_id, today),
            lambda told: self._start_turning(Handing(self._bus, told)),
        )

    def succeed(self, body_id: str) -> None:
        """Who follows a body, and what goes where."""
        self._id, self._is_turning, today = body_id, True, self._bus.today()
        self._ask(
            lambda session: succeeding.read(session, body_id, today),
            lambda ends: self._start_turning(Succeeding(self._bus, ends)),
        )

    def offer_choice(self, on: bool) -> None:
        """Whether there is anybody in the list to be chosen."""
        self._can_choose = on
        if isinstance(content := self._content(), EmptyState):
            content.setVisible(on)

    def refresh(self, changed: Changed) -> None:
        """Something of what is shown may have changed."""
        content = self._content()
        if isinstance(content, CardView):
            content.refresh(changed)
        if not changed.touches(*_ON_CARD):
            return
        if isinstance(content, CardEditor):
            self._ask(self._editable, lambda found: content.show_card(found) if found else self._rest())
        elif not isinstance(content, Adding | Handing | Succeeding):
            self._read_card()

    def _nobody(self) -> EmptyState:
        empty = EmptyState("people", _("Choose somebody from the list."))
        if not self._can_choose:
            empty.hide()
        return empty

    def _ask(self, job: Callable[[Session], T], done: Callable[[T], object]) -> None:
        if self._cancel:
            self._cancel()
        self._cancel = self._bus.read(self, job, done)  # type: ignore[arg-type]

    def _read_card(self) -> None:
        key, today = self._id, self._bus.today()
        if key:
            self._ask(lambda session: overview.read(session, key, today), self._show_card)
        else:
            self._show_card(None)

    def _show_card(self, told: overview.Told | None) -> None:
        content = self._content()
        if told is None:
            self._show(self._nobody())
        elif not isinstance(content, CardView) or content.told().card.id != told.card.id:
            card = CardView(self._bus, told, self._face)
            card.went.connect(self.went)
            card.edit.connect(self.edit)
            card.bin.connect(self.bin)
            card.brief.connect(self.brief)
            card.turned.connect(self._turned)
            self._show(card)
        elif content.told() != told:
            content.show_told(told)
        shown = self._content()
        if isinstance(shown, CardView) and self._waiting and self._waiting[0] == shown.told().card.id:
            (_key, face, then), self._waiting = self._waiting, None
            if (found := shown.turn(face)) is not None:
                then(found)

    def _turned(self, face: str) -> None:
        self._face = face

    def _editable(self, session: Session) -> Editable | None:
        return editing.read(session, self._id, self._bus.today())

    def _start_editing(self, found: Editable | None) -> None:
        if found is None:
            return
        editor = CardEditor(self._bus, found)
        editor.finished.connect(self._rest)
        self._show(editor)
        editor.start()

    def _start_adding(self, form: Adding) -> None:
        form.given_up.connect(self._rest)
        form.added.connect(self._was_added)
        self._show(form)
        form.start()

    def _start_turning(self, work: Handing | Succeeding) -> None:
        work.finished.connect(self._rest)
        self._show(work)
        work.start()

    def _was_added(self, key: str) -> None:
        self._is_adding, self._face = False, OVERVIEW
        self.show_id(key)
        self.added.emit(key)

    def _rest(self) -> None:
        self._is_adding = self._is_turning = False
        self._read_card()
        self.rested.emit()

    def _content(self) -> QWidget | None:
        return getattr(self.currentWidget(), "content", None)

    def _show(self, content: QWidget) -> None:
        before = self.currentWidget()
        card = _Holder(content)
        self.addWidget(card)
        self.setCurrentWidget(card)
        if before is not None:
            self.removeWidget(before)
            before.deleteLater()


class _Holder(Card):
    def __init__(self, content: QWidget) -> None:
        super().__init__(scrolls=True)
        self.content = content
        self.add(content, 1)
