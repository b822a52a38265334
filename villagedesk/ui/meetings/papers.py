"""The papers of one agenda item: copied in, named, saved to disk again, taken off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core import paths
from villagedesk.core.i18n import _
from villagedesk.core.text import show_size
from villagedesk.records.agendas import PaperRow
from villagedesk.services import documents, papers
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import icon_button, quiet
from villagedesk.ui.labels import Lead, breakable
from villagedesk.ui.saving import save_as


class Papers(QWidget):
    """A line for each paper, and the button for one more; files can be dropped on the item too."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self.setObjectName("papers")
        self._bus, self._item_id = bus, ""
        self._shown: tuple[PaperRow, ...] = ()
        self._cancel: Callable[[], None] | None = None
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        attach = quiet(_("Attach a paper"), "add")
        attach.setObjectName("attachPaper")
        attach.setToolTip(_("You can also drop files on the item."))
        attach.clicked.connect(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._lines)
        column.addWidget(attach, 0, Qt.AlignmentFlag.AlignLeft)

    def show_of(self, item_id: str) -> None:
        """Read and show the papers of an item."""
        if item_id != self._item_id:
            self._show(())
        self._item_id = item_id
        if self._cancel:
            self._cancel()
        self._cancel = self._bus.look(self, lambda session: papers.of_item(session, item_id), self._show)

    def choose(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self.window(), _("Attach a paper"), str(paths.documents_dir()))
        dialog.setObjectName("paperDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._attach_all)
        dialog.open()

    def _attach_all(self, chosen: list[str]) -> None:
        for path in chosen:
            self.attach(Path(path))

    def attach(self, path: Path) -> None:
        """Copy a file in as the last paper."""
        item_id = self._item_id

        def keep(data: bytes) -> None:
            self._bus.do(
                self, _("Attach a paper"), lambda work: papers.attach(work, item_id, path.name, data),
                say=_("Copied into VillageDesk"),
            )  # fmt: skip

        self._bus.run(self, lambda _report: documents.read(path), keep)

    def _show(self, found: tuple[PaperRow, ...]) -> None:
        if found == self._shown:
            return
        self._shown = found
        while item := self._lines.takeAt(0):
            if line := item.widget():
                line.hide()
                line.deleteLater()
        for paper in found:
            self._lines.addWidget(self._line(paper))

    def _line(self, paper: PaperRow) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        save, away = quiet(_("Save as...")), icon_button("bin", _("Take {name} off").format(name=paper.title))
        save.setObjectName(f"save_{paper.id}")
        away.setObjectName(f"remove_{paper.id}")
        save.setAccessibleName(_("Save {name}").format(name=paper.title))
        save.clicked.connect(lambda: self._save(paper))
        away.clicked.connect(lambda: self._remove(paper.id))
        row.addWidget(Lead(breakable(f"{paper.title} ({show_size(paper.size)})")), 1)
        row.addWidget(save)
        row.addWidget(away)
        return line

    def _save(self, paper: PaperRow) -> None:
        desk = self._bus.desk

        def make() -> bytes:
            return desk.read(lambda session: documents.content(session, paper.document_id))

        save_as(self, self._bus, _("Save the paper"), paper.name, make)

    def _remove(self, paper_id: str) -> None:
        self._bus.do(
            self, _("Take a paper off"), lambda work: papers.remove(work, paper_id), say=_("Paper taken off")
        )  # fmt: skip
