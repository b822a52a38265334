"""Erasing somebody: what goes, what stays and why, and each mention with its sentence, before the one button."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.consent import ErasurePlan, ErasurePreview
from villagedesk.services import erasure, forgetting
from villagedesk.ui.announce import announce
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import danger, primary, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.dialogs import confirm
from villagedesk.ui.editors import Line, Tick
from villagedesk.ui.headrow import HeadRow
from villagedesk.ui.labels import Label, heading, soft, text
from villagedesk.ui.localtime import local
from villagedesk.ui.people.privacy.mentions import Mentions
from villagedesk.ui.working import Working


class Erasing(QWidget):
    """`finished` when there is nothing more to do here, with the key of who is still there ("" when they are gone)."""

    finished = Signal(str)

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._id = bus, ""
        self._preview: ErasurePreview | None = None
        self._working = Working(bus.tasks)
        self._title, self._second = heading(), soft()
        self._title.setObjectName("erasingTitle")
        self._problem = Label(role="error", wrap=True)
        self._problem.setObjectName("erasingProblem")
        self._back, self._erase, self._done = secondary(_("Cancel")), danger(_("Erase")), primary(_("Done"))
        for name, button, do in (
            ("cancelErasing", self._back, self._give_up),
            ("eraseNow", self._erase, self._sure),
            ("erasingDone", self._done, lambda: self.finished.emit(self._id)),
        ):
            button.setObjectName(name)
            button.clicked.connect(do)
        self._lay_out()

    def show_person(self, person_id: str) -> None:
        """Look for everything that erasing this person would touch; nothing is changed by that."""
        self._id, self._preview = person_id, None
        self._title.setText(_("What erasing would do"))
        self._second.setText(_("Looking through every record and document. Nothing is changed."))
        self._say("")
        for widget in (self._found, self._erase, self._done, self._result):
            widget.hide()
        self._back.show()
        self._back.setFocus()
        desk, today = self._bus.desk, self._bus.today()
        self._working.run(
            _("Looking for mentions"),
            lambda report: desk.read_long(lambda session: erasure.preview(session, person_id, today, report)),
            self._show,
            self._could_not,
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._back.isVisible():
            self._give_up()
        else:
            super().keyPressEvent(event)

    # laying out

    def _lay_out(self) -> None:
        said = QWidget()
        words = QVBoxLayout(said)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(4)
        for label in (self._title, self._second, self._problem):
            words.addWidget(label)
        self._head = Card()
        self._head.add(HeadRow(said, self._back, self._erase, self._done))
        self._add_facts()
        self._found = Mentions(self._bus)
        self._result = Card()
        self._result.setObjectName("erasureResult")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for widget in (self._head, self._working, self._result):
            column.addWidget(widget)
        column.addWidget(self._found, 1)
        column.addStretch()

    def _add_facts(self) -> None:
        self._goes, self._stays = text(), text()
        self._goes.setObjectName("whatGoes")
        self._stays.setObjectName("whatStays")
        self._register = Tick(_("Keep what the law asks for, and nothing else"))
        self._register.box.setObjectName("keepRegister")
        self._words = Line()
        self._words.box.setObjectName("placeholder")
        self._words.set_value(_("a resident"))
        label = soft(_("&Put in place of the name:").replace("&", ""), wrap=False)
        self._words.box.setAccessibleName(label.text())
        self._put = QWidget()
        row = QHBoxLayout(self._put)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(label)
        row.addWidget(self._words, 1)
        row.addStretch(1)
        for widget in (self._goes, self._stays, self._register, self._put):
            self._head.add(widget)

    # looking

    def _show(self, preview: ErasurePreview) -> None:
        self._preview = preview
        self._title.setText(_("What erasing {name} would do").format(name=preview.name))
        self._second.setText(_("It cannot be undone. Nothing is changed until you press the red button."))
        goes = _("Goes with them: {what}").format(what=", ".join(preview.goes) or _("their card"))
        self._goes.setText(goes)
        stays = " ".join(_("Stays: {what} ({why}).").format(what=one.what, why=one.why) for one in preview.stays)
        self._stays.setText(stays)
        self._stays.setVisible(bool(stays))
        self._register.set_value(True)
        self._words.set_value(preview.words)
        self._register.setVisible(bool(stays))
        self._put.setVisible(bool(preview.mentions))
        self._erase.setText(_("Erase {name}").format(name=preview.name))
        if preview.namesake:
            self._say(_("There is somebody else of this name here: look at each mention."))
        for widget in (self._erase, self._found, self._goes):
            widget.show()
        self._found.show_mentions(preview.mentions)
        self._found.start()

    def _could_not(self, error: Refused | Unavailable) -> None:
        self._second.setText("")
        self._say(error.sentence() if isinstance(error, Unavailable) else error.message)

    # erasing

    def _plan(self) -> ErasurePlan:
        assert self._preview is not None
        return ErasurePlan(
            choices=self._found.choices(),
            words=self._words.value() or _("a resident"),
            keep_register=bool(self._register.value()),
            documents=self._preview.documents,
        )

    def _sure(self) -> None:
        if self._preview is None:
            return
        if self._found.lacks_reason():
            self._say(_("Say why this mention is kept."))
            return
        self._say("")
        name = self._preview.name
        confirm(
            self,
            _("Erase {name} for good?").format(name=name),
            _("Erase {name}").format(name=name),
            self._go,
            _("This cannot be undone, and neither can anything that was changed before it."),
            harms=True,
        )

    def _go(self) -> None:
        desk, key, plan = self._bus.desk, self._id, self._plan()
        self._erase.hide()
        self._back.hide()
        self._found.setEnabled(False)
        self._working.run(
            _("Erasing"), lambda report: forgetting.erase(desk, key, plan, report), self._was_erased, self._was_not
        )

    def _was_not(self, error: Refused | Unavailable) -> None:
        self._found.setEnabled(True)
        self._back.show()
        self._erase.show()
        self._could_not(error)

    def _was_erased(self, outcome: forgetting.Outcome) -> None:
        self._found.setEnabled(True)
        self._preview = None
        self._found.show_mentions(())
        for widget in (self._found, self._goes, self._stays, self._register, self._put):
            widget.hide()
        done = outcome.done
        self._title.setText(_("Erased"))
        self._second.setText(
            _("Only what must stay is left, and it is marked.") if done.is_restricted else _("Their record is gone.")
        )
        _fill(self._result, _told(outcome))
        self._result.show()
        self._done.show()
        self._done.setFocus()
        if not done.is_restricted:
            self._id = ""
        announce(self, _("Erased"))

    def _give_up(self) -> None:
        self._working.cancel()
        self._preview = None
        self.finished.emit(self._id)

    def _say(self, message: str) -> None:
        self._problem.setText(message)
        self._problem.setVisible(bool(message))
        if message:
            announce(self, message)


def _told(outcome: forgetting.Outcome) -> list[str]:
    """What was done, and what remains where."""
    done = outcome.done
    lines = [
        ngettext("{n} mention was replaced.", "{n} mentions were replaced.", done.replaced).format(n=done.replaced),
    ]
    if done.deleted:
        lines.append(ngettext("{n} was deleted.", "{n} were deleted.", done.deleted).format(n=done.deleted))
    for why, count in Counter(done.kept).items():
        lines.append(ngettext("{n} was kept: {why}.", "{n} were kept: {why}.", count).format(n=count, why=why))
    if outcome.older:
        days = ", ".join(dict.fromkeys(show_date(local(at).date()) for at in outcome.older))
        older = _(
            "They are still in the older backups of {dates}. Where one of these is restored, they are erased again."
        )
        lines.append(older.format(dates=days))
    lines.append(
        _("Packs that were sent, exported files and copies on other disks still hold them: look there yourself.")
    )
    return lines


def _fill(card: Card, lines: list[str]) -> None:
    while item := card.body.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
    for line in lines:
        card.add(text(line))
