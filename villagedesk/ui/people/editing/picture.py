"""The picture of somebody: chosen from a file, made small and upright, and shown in place of the initials."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report
from villagedesk.core.text import initials
from villagedesk.services import notes
from villagedesk.ui.avatar import Avatar
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import quiet, secondary

_SIDE = 512  # pixels that a picture is kept in at most
_LARGEST = 256  # megabytes that a file may take once it is unpacked
_QUALITY = 85


def scaled(path: Path) -> bytes:
    """A picture file as a JPEG of at most 512 pixels a side, upright, with nothing else that was in it (no place).

    Unavailable when it cannot be read as a picture.
    """
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    reader.setAllocationLimit(_LARGEST)
    size = reader.size()
    if size.isValid() and max(size.width(), size.height()) > _SIDE:
        reader.setScaledSize(size.scaled(QSize(_SIDE, _SIDE), Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        raise Unavailable(
            _("{name} cannot be read as a picture.").format(name=path.name), _("Choose a JPEG, PNG or GIF file.")
        )
    plain = QImage(image.size(), QImage.Format.Format_RGB32)  # see-through parts become white
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(0, 0, image)
    painter.end()
    kept, buffer = QByteArray(), QBuffer()
    buffer.setBuffer(kept)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    plain.save(buffer, "JPEG", _QUALITY)  # type: ignore[call-overload]
    return bytes(kept.data())


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
            return scaled(path)

        def keep(data: bytes) -> None:
            name = f"{path.stem}.jpg"
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
