"""Saves what is made for somebody else (a pack, a briefing, a register) where the person chooses."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from villagedesk.core.i18n import _
from villagedesk.core.progress import Report
from villagedesk.services import saving
from villagedesk.ui.bus import Bus


def save_as(
    owner: QWidget,
    bus: Bus,
    title: str,
    name: str,
    make: Callable[[], bytes],
    done: Callable[[bytes], None] | None = None,
) -> None:
    """Ask where, then make the bytes and write them whole, both off the GUI thread; the toast says so.

    `name` is offered with its suffix, in the documents folder; nothing is made when the person gives up.
    With `done` it gets the bytes once they are written, in place of the toast.
    """
    suffix = Path(name).suffix.removeprefix(".")

    def write(path: Path) -> None:
        def job(_report: Report) -> bytes:
            data = make()
            saving.save(path, data)
            return data

        def written(data: bytes) -> None:
            if done:
                done(data)
            else:
                bus.said.emit(_("Saved as {name}").format(name=path.name), None)

        bus.run(owner, job, written)

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(owner.window(), title, str(Path(folder) / name))
    dialog.setObjectName("saveDialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    if suffix:
        dialog.setNameFilter(_("{kind} files ({pattern})").format(kind=suffix.upper(), pattern=f"*.{suffix}"))
        dialog.setDefaultSuffix(suffix)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda path: write(Path(path)))
    dialog.open()
