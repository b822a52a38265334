"""The log: what was said with somebody, or with everybody, the newest first."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import Direction, InteractionKind, Part
from villagedesk.records.interactions import (
    InteractionDraft,
    InteractionRow,
    ParticipantDraft,
)
from villagedesk.records.mail import Mail
from villagedesk.records.people import OrganizationCard, PersonCard
from villagedesk.services import filing, interactions, letters, logchoices
from villagedesk.services.desk import Session, Work
from villagedesk.services.drafts import NEW
from villagedesk.ui.bus import Bus
from villagedesk.ui.people.face import Face
from villagedesk.ui.people.log.entry import EntryView
from villagedesk.ui.people.log.form import EntryEditor, NewEntry
from villagedesk.ui.people.log.letter import Lettering
from villagedesk.ui.people.log.list import LogList, Owner
from villagedesk.ui.people.log.pasting import Pasting

_TELL = ("interaction", "participant", "attachment", "document", "rhythm", "attendance", "meeting")
_WRITTEN = (InteractionKind.EMAIL, InteractionKind.LETTER, InteractionKind.MESSAGE)


class LogView(QWidget):
    """The list, and in its place an entry, its form, a pasted e-mail or a letter; `went` asks for a place."""

    went = Signal(str, str)

    def __init__(self, bus: Bus, owner: Owner | None = None) -> None:
        super().__init__()
        self._bus, self._owner = bus, owner
        self._inside: QWidget | None = None  # what is shown in place of the list
        self._entry = ""  # whose view or form that is
        self._list = LogList(bus, owner)
        self._list.opened.connect(self.open)
        self._list.adds.connect(lambda: self.add(InteractionKind.CALL))
        self._list.pastes.connect(self.paste)
        self._list.writes.connect(self.write_letter)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self._list)

    def show_owner(self, owner: Owner) -> None:
        """Show the log of somebody else, or of the same."""
        if self._owner is None or owner.id != self._owner.id:
            self._close()
        self._owner = owner
        self._list.show_owner(owner)

    def refresh(self, changed: Changed) -> None:
        """Read again what may have changed."""
        if changed.touches(*_TELL):
            self._list.read()
            if isinstance(self._inside, EntryView | EntryEditor):
                self._read_entry(self._entry)

    # what is shown in place of the list

    def add(self, kind: InteractionKind, answers: InteractionRow | None = None) -> None:
        """The form for a new entry, with who is shown already in it."""
        draft, row = self._begun(kind, answers), answers.id if answers else self._owner.id if self._owner else NEW

        def show(choices: Any) -> None:
            form = NewEntry(self._bus, draft, choices, row)
            form.added.connect(lambda key: self._added(key, form.value()))
            self._show(form)

        self._bus.read(self, logchoices.choices, show)

    def _added(self, key: str, typed: InteractionDraft) -> None:
        """Back to the list, or to the card of whom the entry is with when that is somebody else."""
        self._close()
        if self._owner is None or not any(
            self._owner.id in (who.person_id, who.organization_id) for who in typed.participants
        ):
            self.went.emit("people", f"log:{key}")

    def open(self, key: str) -> None:
        """One entry, to be read."""
        self._entry = key
        self._read_entry(key, anew=True)

    def paste(self) -> None:
        """The form for an e-mail that is pasted."""
        form = Pasting(self._bus, self._owner.id if self._owner else NEW)
        form.wanted.connect(lambda mail: self._file(mail, form))
        form.chose.connect(self.file_path)
        self._show(form)

    def write_letter(self) -> None:
        """The form for a letter to who is shown; why not is said where there is none to be written."""
        owner, today, me = self._owner, self._bus.today(), self._bus.desk.me
        if owner is None:
            return

        def begin(session: Session) -> Any:
            try:
                return letters.start(session, owner.id, today, me)
            except Refused as no:
                return no

        def show(begun: Any) -> None:
            if isinstance(begun, Refused):
                self._bus.said.emit(begun.message, None)
                return
            form = Lettering(self._bus, begun)
            form.filed.connect(self.open)
            self._show(form)

        self._bus.read(self, begin, show)

    def file_path(self, path: Path) -> None:
        """Read an e-mail's file and file it; why not is said."""
        self._bus.run(
            self, lambda report: filing.read(path, report), self._file,
            lambda error: self._bus.said.emit(error.message, None)
            if isinstance(error, Refused)
            else self._bus.failed.emit(error),
        )  # fmt: skip

    def _file(self, mail: Mail, pasted: Pasting | None = None) -> None:
        owner = self._owner.id if self._owner else None

        def filed(result: filing.Filed) -> None:
            if not result.is_new:
                self._bus.said.emit(_("That e-mail was filed before: here it is."), None)
            elif mail.notes:
                self._bus.said.emit(" ".join((_("Filed."), *mail.notes)), None)
            if pasted and pasted is self._inside:
                self._close()
            self.went.emit("people", f"log:{result.id}")

        def job(work: Work) -> filing.Filed:
            return filing.file(work, mail, owner)

        if pasted:
            pasted.file(job, filed)
        else:
            self._bus.do(self, _("File an e-mail"), job, filed, say=_("E-mail filed"))

    # one entry

    def _read_entry(self, key: str, *, anew: bool = False) -> None:
        def read(session: Session) -> tuple[InteractionRow, InteractionRow | None] | None:
            found = interactions.rows(session, [key])
            if not found or found[0].binned:
                return None
            answered = interactions.rows(session, [found[0].answers_id]) if found[0].answers_id else []
            return found[0], next(iter(answered), None)

        def show(found: tuple[InteractionRow, InteractionRow | None] | None) -> None:
            if found is None:
                self._close()
            elif not anew and isinstance(self._inside, EntryEditor):
                self._inside.show_draft(found[0].draft())
            elif anew or isinstance(self._inside, EntryView):
                self._show_entry(*found)

        self._bus.read(self, read, show)

    def _show_entry(self, entry: InteractionRow, answers: InteractionRow | None) -> None:
        view = EntryView(self._bus, entry, answers)
        view.went.connect(self.went)
        view.edit.connect(lambda: self._edit(entry))
        view.answer.connect(lambda: self.add(entry.interaction_kind, entry))
        self._entry = entry.id
        self._show(view)

    def _edit(self, entry: InteractionRow) -> None:
        def show(choices: Any) -> None:
            form = EntryEditor(self._bus, entry.id, entry.draft(), choices)
            self._show(form)
            form.finished.disconnect(self._close)
            form.finished.connect(lambda: self.open(entry.id))

        self._bus.read(self, logchoices.choices, show)

    def _begun(self, kind: InteractionKind, answers: InteractionRow | None) -> InteractionDraft:
        today = self._bus.today()
        if answers:
            return _answer(answers, today)
        owner = self._owner
        with_ = () if owner is None else (_participant(owner),)
        way = Direction.IN if kind in _WRITTEN else Direction.BOTH
        return InteractionDraft(kind=kind, direction=way, on_date=today, participants=with_)

    def _show(self, inside: NewEntry | EntryEditor | EntryView | Pasting | Lettering) -> None:
        self._put_away()
        self._inside = inside
        inside.finished.connect(self._close)
        self._list.hide()
        self._column.addWidget(inside)
        inside.start()

    def _close(self) -> None:
        if self._inside is not None:
            self._put_away()
            self._list.show()
            self._list.take_focus()

    def _put_away(self) -> None:
        inside, self._inside = self._inside, None
        if inside is not None:
            self._column.removeWidget(inside)
            inside.hide()
            inside.deleteLater()


class LogFace(Face):
    """The log of whose card it is."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus = bus
        self.view: LogView | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def show_card(self, card: PersonCard | OrganizationCard) -> None:
        owner = Owner(card.kind, card.id, not (isinstance(card, PersonCard) and card.do_not_contact))
        if self.view is None:
            self.view = LogView(self._bus, owner)
            self.view.went.connect(self.went)
            self._column.addWidget(self.view)
        else:
            self.view.show_owner(owner)

    def refresh(self, changed: Changed) -> None:
        if self.view:
            self.view.refresh(changed)


def _participant(owner: Owner) -> ParticipantDraft:
    is_person = owner.kind == "person"
    return ParticipantDraft(
        person_id=owner.id if is_person else None, organization_id=None if is_person else owner.id
    )  # fmt: skip


def _answer(asked: InteractionRow, today: date) -> InteractionDraft:
    """The entry that answers another, begun: the other way round, between the same people."""
    way = {Direction.IN: Direction.OUT, Direction.OUT: Direction.IN}.get(asked.direction, Direction.BOTH)
    turned = {Part.FROM: Part.TO, Part.TO: Part.FROM}
    taking = tuple(
        ParticipantDraft(who.name, who.address, turned.get(who.part, who.part), who.person_id, who.organization_id)
        for who in asked.participants
    )
    return InteractionDraft(
        kind=asked.interaction_kind, direction=way, on_date=today, participants=taking, subject=asked.subject,
        answers_id=asked.id, meeting_id=asked.meeting_id, action_id=asked.action_id, question_id=asked.question_id,
        response_id=asked.response_id, audience=asked.audience,
    )  # fmt: skip
