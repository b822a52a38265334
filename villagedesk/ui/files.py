"""The files that something keeps: each can be saved elsewhere or taken away, and another can be added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from villagedesk.core import paths
from villagedesk.core.i18n import _
from villagedesk.core.text import show_size
from villagedesk.records.interactions import AttachmentRow
from villagedesk.services import documents
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet
from villagedesk.ui.labels import breakable
from villagedesk.ui.rows import Act, Row, Rows
from villagedesk.ui.saving import save_as


class Files(QWidget):
    """`chosen` carries a file's name and its bytes; `removed` the id of what is to be taken away."""

    chosen = Signal(str, bytes)
    removed = Signal(str)

    def __init__(self, bus: Bus, verb: str) -> None:
        super().__init__()
        self._bus, self._verb = bus, verb
        self._rows = Rows()
        self._files: dict[str, AttachmentRow] = {}
        self._rows.activated.connect(self._save)
        self._rows.acted.connect(lambda key, _act: self.removed.emit(key))
        add = quiet(verb, "add")
        add.setObjectName("attach")
        add.clicked.connect(lambda: choose_file(self, verb, self.take))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._rows)
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_files(self, files: Sequence[AttachmentRow]) -> None:
        """Show these."""
        self._files = {one.id: one for one in files}
        away = Act("away", _("Take the file away"), "close", Qt.Key.Key_Delete)
        self._rows.show_rows(
            [Row(one.id, breakable(one.name), show_size(one.size), icon="document", acts=(away,)) for one in files]
        )
        self._rows.setVisible(bool(files))

    def take(self, path: Path) -> None:
        """Read a file that is to be copied in."""
        self._bus.run(self, lambda _report: documents.read(path), lambda data: self.chosen.emit(path.name, data))

    def _save(self, key: str) -> None:
        if kept := self._files.get(key):
            save_document(self, self._bus, kept.document_id, kept.name)


def save_document(owner: QWidget, bus: Bus, document_id: str, name: str) -> None:
    """Ask where to save a copy of a document, and do."""
    desk = bus.desk
    save_as(
        owner, bus, _("Save a copy"), name,
        lambda: desk.read(lambda session: documents.content(session, document_id)),
    )  # fmt: skip


def choose_file(owner: QWidget, title: str, take: Callable[[Path], None], only: str = "") -> QFileDialog:
    """Ask for a file; returns at once. `only` filters as Qt's dialogs do."""
    dialog = QFileDialog(owner.window(), title, str(paths.documents_dir()), only)
    dialog.setObjectName("attachDialog")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: take(Path(path)))
    dialog.open()
    return dialog
