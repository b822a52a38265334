"""A letter, written, looked at, saved as a PDF on the group's headed paper and filed in the log."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QVBoxLayout

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.records.letters import LetterDraft
from villagedesk.services import letters
from villagedesk.services.desk import Desk, Work
from villagedesk.services.group import audience_words
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet, secondary
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import heading
from villagedesk.ui.people.log.sheet import Sheet
from villagedesk.ui.saving import save_as
from villagedesk.ui.scroll import bring_into_view

T = TypeVar("T")
FORM = "letter"
_SHARP = 2  # pixels drawn for each one shown


class Lettering(Sheet):
    """`filed` carries the key of the entry; `finished` when the letter is given up."""

    filed = Signal(str)
    finished = Signal()

    def __init__(self, bus: Bus, begun: LetterDraft) -> None:
        super().__init__()
        self._bus = bus
        self._form: Form[LetterDraft] = Form(_fields(bus), begun)
        self._form.setObjectName("letterForm")
        self._pages = QVBoxLayout()
        self._pages.setSpacing(12)
        buttons = FlowLayout(spacing=8)
        save, look, cancel = primary(_("Save as PDF and file")), secondary(_("Look at it")), quiet(_("Cancel"))
        save.setToolTip(_("Ctrl+Enter"))
        for button, name, slot in (
            (save, "saveLetter", self.keep), (look, "lookAtLetter", self._look),
            (cancel, "cancelLetter", self.give_up),
        ):  # fmt: skip
            button.setObjectName(name)
            button.clicked.connect(slot)
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(heading(_("Write a letter")))
        column.addWidget(self._form)
        column.addLayout(buttons)
        column.addLayout(self._pages)
        column.addStretch(1)
        self._form.edited.connect(self._put_away)
        self._drafting = Drafting(bus, FORM, self._form, self._form)
        self._drafting.start(begun.owner_id)

    def start(self) -> None:
        """The subject has the focus; what is above it is there already."""
        self._form.editor("subject").setFocus()

    def keep(self) -> None:
        """Save it as a PDF where the person says, and file it."""
        if self._form.show_problems():
            return
        typed, desk, today = self._form.value(), self._bus.desk, self._bus.today()

        def ask(name: str) -> None:
            save_as(self, self._bus, _("Save the letter"), name, lambda: _built(desk, typed, today), self._file)

        self._ask(lambda: desk.read(lambda session: letters.file_name(letters.content(session, typed, today))), ask)

    def _file(self, data: bytes) -> None:
        typed = self._form.value()

        def job(work: Work) -> str:
            return letters.file(work, typed, data)

        say = _("Saved, and filed in the log")
        self._drafting.do(_("File a letter"), job, self.filed.emit, self._refused, say=say)

    def _look(self) -> None:
        if self._form.show_problems():
            return
        typed, desk, today = self._form.value(), self._bus.desk, self._bus.today()
        width = max(320, min(self.width(), 720))
        self._ask(lambda: _pictures(_built(desk, typed, today), width), self._show)

    def _ask(self, make: Callable[[], T], done: Callable[[T], None]) -> None:
        self._bus.run(self, lambda _report: make(), done, self._failed)

    def _failed(self, error: Refused | Unavailable) -> None:
        if isinstance(error, Refused):
            self._refused(error)
        else:
            self._bus.failed.emit(error)

    def _refused(self, error: Refused) -> None:
        self._form.show_error(error.field or "addressee", error.message)

    def _show(self, pictures: list[QImage]) -> None:
        self._put_away()
        for number, picture in enumerate(pictures, 1):
            page = QLabel()
            page.setObjectName(f"letterPage{number}")
            page.setAccessibleName(_("Page {n} of the letter").format(n=number))
            page.setProperty("role", "paper")
            page.setPixmap(QPixmap.fromImage(picture))
            self._pages.addWidget(page, 0, Qt.AlignmentFlag.AlignHCenter)
            if number == 1:
                bring_into_view(page)

    def _put_away(self) -> None:
        """What was looked at is old as soon as a word is changed."""
        while item := self._pages.takeAt(0):
            if page := item.widget():
                page.hide()
                page.deleteLater()

    def give_up(self) -> None:
        """Throw away what was typed."""
        self._drafting.give_up()
        self.finished.emit()


def _fields(bus: Bus) -> list[Field]:
    day = partial(DateLine, bus.today)
    return [
        Field("addressee", _("&To"), partial(Text, lines=4), _("The name, then the lines of the address")),
        Field("on_date", _("&Date"), day, half=True),
        Field("reply_by", _("&Reply wanted by"), day, _("Not printed: Today reminds you"), half=True),
        Field("salutation", _("&Salutation")),
        Field("subject", _("A&bout")),
        Field("text", _("The &letter"), partial(Text, lines=10), _("An empty line begins a new paragraph")),
        Field("closing", _("&Closing"), Line, half=True),
        Field("signature", _("Si&gned"), partial(Text, lines=2), half=True),
        Field(
            "audience", _("Who may s&ee this"), partial(Choice, list(audience_words().items())),
            _("The widest audience whose packs may show it"),
        ),
    ]  # fmt: skip


def _built(desk: Desk, typed: LetterDraft, today: date) -> bytes:
    return letters.build(desk.read(lambda session: letters.content(session, typed, today)))


def _pictures(pdf: bytes, width: int) -> list[QImage]:
    """Each page as an image `width` wide on screen."""
    from villagedesk.packs.preview import Preview

    made = []
    with Preview(pdf) as preview:
        for number in range(preview.page_count):
            drawn = preview.image(number, width * _SHARP / preview.size(number)[0])
            picture = QImage(drawn.data, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB32).copy()
            picture.setDevicePixelRatio(_SHARP)
            made.append(picture)
    return made
