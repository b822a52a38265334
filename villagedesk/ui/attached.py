"""The files that are kept with something: one line each to open, save or remove it, and a way to add one."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core import paths
from villagedesk.core.i18n import _
from villagedesk.core.text import file_stem, show_size
from villagedesk.records.interactions import AttachmentRow
from villagedesk.services import attachments, documents
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import icon_button, quiet
from villagedesk.ui.labels import Lead, breakable
from villagedesk.ui.saving import save_as


class Copies:
    """What is opened in another program is a copy in a folder of our own, taken away when the window closes."""

    def __init__(self, bus: Bus) -> None:
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        bus.closing.connect(self.clear)

    def write(self, name: str, data: bytes) -> Path:
        """A fresh copy under the name that it is known by."""
        self._folder = self._folder or tempfile.TemporaryDirectory(prefix="villagedesk-", ignore_cleanup_errors=True)
        suffix = Path(name).suffix
        path = Path(tempfile.mkdtemp(dir=self._folder.name)) / (file_stem(Path(name).stem) + suffix)
        path.write_bytes(data)
        return path

    def clear(self) -> None:
        """Take every copy away."""
        if self._folder:
            self._folder.cleanup()
            self._folder = None


class Attached(QWidget):
    """`attach` keeps a file with the row of a key. `opened` carries the copy that was handed to another program."""

    opened = Signal(str)

    def __init__(self, bus: Bus, attach: Callable[[Work, str, str, bytes], object]) -> None:
        super().__init__()
        self.setObjectName("attached")
        self.setAcceptDrops(True)
        self._bus, self._attach, self._key, self._copies = bus, attach, "", Copies(bus)
        self._shown: tuple[AttachmentRow, ...] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        add = quiet(_("Attach a file"), "add")
        add.setObjectName("attach")
        add.setToolTip(_("Or drop it here"))
        add.clicked.connect(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._lines)
        column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_files(self, key: str, kept: Sequence[AttachmentRow]) -> None:
        """Show the files of another row, or of the same."""
        self._key = key
        if self._shown == tuple(kept):
            return
        self._shown = tuple(kept)
        while item := self._lines.takeAt(0):
            if line := item.widget():
                line.hide()
                line.deleteLater()
        for one in kept:
            self._lines.addWidget(self._line(one))

    def choose(self) -> None:
        """Ask for a file, and copy it in."""
        dialog = QFileDialog(self.window(), _("Attach a file"), str(paths.documents_dir()))
        dialog.setObjectName("attachDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.attach(Path(path)))
        dialog.open()

    def attach(self, path: Path) -> None:
        """Copy a file in; one that is too large, or cannot be read, is said to be."""
        key, keep = self._key, self._attach

        def write(data: bytes) -> None:
            def job(work: Work) -> None:
                keep(work, key, path.name, data)

            self._bus.do(self, _("Attach a file"), job, say=_("Copied into VillageDesk"))

        self._bus.run(self, lambda _report: documents.read(path), write)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        for path in dropped(event):
            self.attach(path)
        event.acceptProposedAction()

    def _line(self, kept: AttachmentRow) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(Lead(breakable(f"{kept.name} ({show_size(kept.size)})")), 1)
        opens, save = quiet(_("Open")), quiet(_("Save as..."))
        away = icon_button("bin", _("Remove {name}").format(name=kept.name))
        for button, name, words in (
            (opens, "open", _("Open {name}")), (save, "save", _("Save {name}")), (away, "remove", _("Remove {name}")),
        ):  # fmt: skip
            button.setObjectName(f"{name}_{kept.id}")
            button.setAccessibleName(words.format(name=kept.name))
            row.addWidget(button)
        opens.clicked.connect(lambda: self._open(kept))
        save.clicked.connect(lambda: self._save(kept))
        away.clicked.connect(lambda: self._remove(kept.id))
        return line

    def _content(self, kept: AttachmentRow) -> bytes:
        return self._bus.desk.read(lambda session: documents.content(session, kept.document_id))

    def _open(self, kept: AttachmentRow) -> None:
        def show(path: Path) -> None:
            self.opened.emit(str(path))
            if QDesktopServices.openUrl(QUrl.fromLocalFile(str(path))):
                self._bus.said.emit(_("Opened a copy. To keep changes to it, save it and attach it again."), None)
            else:
                self._bus.said.emit(_("No program here opens such a file: use Save as."), None)

        self._bus.run(self, lambda _report: self._copies.write(kept.name, self._content(kept)), show)

    def _save(self, kept: AttachmentRow) -> None:
        save_as(self, self._bus, _("Save the attachment"), kept.name, lambda: self._content(kept))

    def _remove(self, attachment_id: str) -> None:
        self._bus.do(
            self, _("Remove attachment"), lambda work: attachments.detach(work, attachment_id),
            say=_("Attachment removed"),
        )  # fmt: skip


def dropped(event: QDragEnterEvent | QDropEvent) -> list[Path]:
    """The files that are dragged in; none where it is anything else."""
    paths_ = (Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
    return [path for path in paths_ if path.is_file()]
