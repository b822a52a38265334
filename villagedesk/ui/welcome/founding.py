"""The first run in three steps: the group and who you are, the recovery code, and what to begin with."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from secrets import SystemRandom

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from villagedesk.core import paths
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.services import founding
from villagedesk.services.founding import FOUNDERS, FoundingDraft
from villagedesk.services.posts import role_words
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import button_row, primary, quiet, secondary
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Choice, Editor, Line
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import Label, soft, strong, text
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.textboxes import LineBox, TextBox
from villagedesk.ui.theme import current
from villagedesk.ui.welcome.screen import Screen

_GROUP = 110  # pixels at 100%: four groups of the code side by side


class NameScreen(Screen):
    """`ready` carries the FoundingDraft; `back` to the first screen."""

    ready = Signal(object)
    back = Signal()

    def __init__(self) -> None:
        super().__init__(_("Your group"), step=_("Step 1 of 3"))
        roles = [(role, role_words()[role]) for role in FOUNDERS]
        fields = [
            Field("name", _("&Name of the group"), partial(Line, _("Elm Park Neighbourhood Group"))),
            Field("person", _("&Your own name"), half=True),
            Field("role", _("Your &role"), partial(Choice, roles), half=True),
            Field("folder", _("&Folder that its file is kept in"), FolderLine),
        ]
        self.form = Form(fields, FoundingDraft(folder=str(paths.documents_dir())))
        self.add(self.form)
        self.add_button(secondary(_("Back")), "back").clicked.connect(self.back)
        self.add_button(primary(_("Make the group")), "makeGroup").clicked.connect(self._go_on)

    def start(self) -> None:
        self.form.editor("name").setFocus()

    def say(self, error: Refused | Unavailable) -> None:
        """Say beside its field why the group is not made."""
        if isinstance(error, Refused):
            self.form.show_error(error.field or "name", error.message)
        else:
            self.form.show_error("folder", error.sentence())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go_on()
        else:
            super().keyPressEvent(event)

    def _go_on(self) -> None:
        if not self.form.show_problems():
            self.ready.emit(self.form.value())


class FolderLine(Editor):
    """A folder, typed or chosen."""

    def __init__(self) -> None:
        self.line = LineBox()
        button = secondary(_("Choose"))
        button.setObjectName("chooseFolder")
        button.setAccessibleName(_("Choose the folder"))
        super().__init__(self.line, button)
        self.line.textEdited.connect(self.edited)
        self.line.left.connect(self.left)
        button.clicked.connect(self._choose)

    def value(self) -> str:
        return self.line.text().strip()

    def set_value(self, value: str) -> None:
        self.line.setText(value)
        self.line.setCursorPosition(0)

    def problem(self) -> str:
        return "" if Path(self.value()).is_dir() else _("There is no such folder. Choose one that is there.")

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), _("Choose the folder"), self.value())
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _chosen(self, folder: str) -> None:
        self.set_value(folder)
        self.edited.emit()


class RecoveryScreen(Screen):
    """Shows the code, then asks for two groups of it. `kept` carries the names of who else keeps it."""

    save = Signal(object)
    kept = Signal(object)

    def __init__(self, code: str, *, is_remembered: bool) -> None:
        super().__init__(
            _("The recovery code"),
            _("It opens the group on any computer, and nobody can replace it. Write it down now."),
            _("Step 2 of 3"),
        )
        self._groups = code.split("-")
        self._code = code
        self._asked = sorted(SystemRandom().sample(range(len(self._groups)), 2))
        self._paper, self._check = QWidget(), QWidget()
        self._lay_out_paper(is_remembered)
        self._lay_out_check()
        self.add(self._paper)
        self.add(self._check)
        self._again = self.add_button(secondary(_("Show the code again")), "showAgain")
        self._written = self.add_button(primary(_("I have written it down")), "written")
        self._go = self.add_button(primary(_("Go on")), "goOn")
        self._again.clicked.connect(lambda: self._show_check(False))
        self._written.clicked.connect(lambda: self._show_check(True))
        self._go.clicked.connect(self._compare)
        self._show_check(False)

    def start(self) -> None:
        self._written.setFocus()

    def say(self, message: str) -> None:
        """How saving the sheet went."""
        self._said.setText(message)
        self._said.show()
        announce(self, message)

    def _lay_out_paper(self, is_remembered: bool) -> None:
        column = _column(self._paper)
        card = Card()
        card.add(_Code(self._groups))
        column.addWidget(card)
        copy, save = quiet(_("Copy")), quiet(_("Save a sheet to print"))
        copy.setObjectName("copyCode")
        save.setObjectName("saveSheet")
        copy.clicked.connect(self._copy)
        save.clicked.connect(self._choose_sheet)
        column.addLayout(button_row(copy, save))
        self._said = soft()
        self._said.setObjectName("sheetSaid")
        self._said.hide()
        column.addWidget(self._said)
        column.addWidget(text(_("Keep it on paper, away from this computer, and never beside the group's file.")))
        if not is_remembered:
            forgets = text(_("This computer cannot keep the key for you, so the code is asked for each time."))
            forgets.setObjectName("notRemembered")
            column.addWidget(forgets)

    def _lay_out_check(self) -> None:
        column = _column(self._check)
        column.addWidget(strong(_("Type two groups of it back, from your paper")))
        row = QHBoxLayout()
        row.setSpacing(16)
        self._boxes = []
        for number in self._asked:
            box = LineBox()
            box.setObjectName(f"codeGroup{number + 1}")
            label = soft(_("Group {n}").format(n=number + 1), wrap=False)
            label.setBuddy(box)
            box.setAccessibleName(label.text())
            box.setMaxLength(8)
            box.returnPressed.connect(self._compare)
            one = QVBoxLayout()
            one.setSpacing(4)
            one.addWidget(label)
            one.addWidget(box)
            row.addLayout(one)
            self._boxes.append(box)
        row.addStretch(1)
        column.addLayout(row)
        self._wrong = Label(role="error", wrap=True)
        self._wrong.setObjectName("codeWrong")
        self._wrong.hide()
        column.addWidget(self._wrong)
        label = soft(_("Who else keeps a sealed copy? One name to a line; it may wait."))
        self._holders = TextBox(least=2)
        self._holders.setObjectName("keyHolders")
        self._holders.setAccessibleName(label.text())
        column.addWidget(label)
        column.addWidget(self._holders)

    def _show_check(self, on: bool) -> None:
        for widget in (self._check, self._again, self._go):
            widget.setVisible(on)
        for widget in (self._paper, self._written):
            widget.setVisible(not on)
        (self._boxes[0] if on else self._written).setFocus()

    def _compare(self) -> None:
        for number, box in zip(self._asked, self._boxes, strict=True):
            if not founding.is_group(box.text(), self._groups[number]):
                message = _("Group {n} is not that. Look at your paper, or show the code again.").format(n=number + 1)
                self._wrong.setText(message)
                self._wrong.show()
                announce(self, message)
                box.setFocus()
                box.selectAll()
                return
        self._wrong.hide()
        self.kept.emit([name for name in self._holders.toPlainText().splitlines() if name.strip()])

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._code)
        self.say(_("Copied. Paste it into a password manager, not into a file on this computer."))

    def _choose_sheet(self) -> None:
        dialog = QFileDialog(self.window(), _("Save a sheet to print"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile(_("Recovery code.txt"))
        dialog.fileSelected.connect(lambda path: self.save.emit(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


class _Code(QWidget):
    """The code's groups, large, each with its number under it."""

    def __init__(self, groups: list[str]) -> None:
        super().__init__()
        self.setObjectName("recoveryCode")
        self.setAccessibleName("-".join(groups))
        flow = FlowLayout(self)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        for number, group in enumerate(groups, 1):
            one = QWidget()
            column = _column(one)
            column.setSpacing(0)
            for label in (Label(group, "title"), Label(str(number), "soft")):
                label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                column.addWidget(label)
            one.setMinimumWidth(current().px(_GROUP))
            flow.addWidget(one)


class BeginScreen(Screen):
    """`chosen` is "empty", "import" or "example"."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__(_("{name} is ready").format(name=name), step=_("Step 3 of 3"))
        card = Card()
        self._ways = Rows(
            (
                Row(
                    "import",
                    _("Import your ward councillors"),
                    _("From the list on the council's website"),
                    icon="import",
                ),
                Row("empty", _("Start with an empty group"), _("Add people and meetings as you go"), icon="add"),
                Row("example", _("Look at the example group first"), _("Yours stays as it is"), icon="star"),
            )
        )
        self._ways.activated.connect(self.chosen)
        card.add(self._ways)
        self.add(card)

    def start(self) -> None:
        self._ways.focusNextChild()


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(10)
    return column
