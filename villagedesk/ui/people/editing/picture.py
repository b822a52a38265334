"""The picture of somebody: chosen from a file, and shown in place of the initials."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.core.progress import Report
from villagedesk.core.text import initials
from villagedesk.services import notes
from villagedesk.ui.avatar import Avatar
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet, secondary


class PictureEditor(QWidget):
    """The picture beside the buttons that choose another one or take it away."""

    def __init__(self, bus: Bus, person_id: str, name: str, picture: bytes | None) -> None:
        super().__init__()
        self._bus, self._id = bus, person_id
        self._avatar = Avatar(initials(name), "neutral", 72)
        self._choose, self._remove = secondary(_("Choose a picture")), quiet(_("Remove the picture"))
        self._choose.setObjectName("choosePicture")
        self._remove.setObjectName("removePicture")
        self._choose.clicked.connect(self._ask)
        self._remove.clicked.connect(self._take_away)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        row.addWidget(self._avatar)
        row.addWidget(self._choose)
        row.addWidget(self._remove)
        row.addStretch(1)
        self.show_picture(picture)

    def show_picture(self, picture: bytes | None) -> None:
        """Show what is kept now."""
        self._avatar.show_picture(picture)
        self._remove.setVisible(picture is not None)

    def take(self, path: Path) -> None:
        """Make the file small and keep it."""
        key = self._id

        def job(_report: Report) -> bytes:
            from villagedesk.exchange import portrait  # Pillow and the cage are not needed to show people

            return portrait.read(path)

        def keep(data: bytes) -> None:
            name = f"{path.stem}.png"
            self._bus.do(
                self, _("Choose a picture"), lambda work: notes.set_picture(work, key, name, data),
                say=_("Picture copied into VillageDesk"),
            )  # fmt: skip

        self._bus.run(self, job, keep)

    def _ask(self) -> None:
        dialog = QFileDialog(self.window(), _("Choose a picture"))
        dialog.setObjectName("pictureDialog")
        dialog.setNameFilter(_("Pictures ({pattern})").format(pattern="*.jpg *.jpeg *.png *.gif *.bmp"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.take(Path(path)))
        dialog.open()

    def _take_away(self) -> None:
        key = self._id
        self._bus.do(
            self, _("Remove the picture"), lambda work: notes.set_picture(work, key, "", None),
            say=_("Picture removed"),
        )  # fmt: skip
