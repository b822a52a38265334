"""What is made for others is written where the person says, and nothing is made when they give up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog

from villagedesk.services.desk import Desk
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.saving import save_as


def test_it_is_written_where_it_is_wanted(qtbot: Any, desk: Desk, theme: Any, tmp_path: Path) -> None:
    window = DeskWindow(desk, theme)
    qtbot.addWidget(window)
    window.show()
    made = []

    def make() -> bytes:
        made.append(1)
        return b"%PDF"

    for answer in ("rejected", "fileSelected"):
        save_as(window, window.bus, "Save it", "it.pdf", make)
        dialog = window.findChild(QFileDialog, "saveDialog")
        assert isinstance(dialog, QFileDialog)
        assert dialog.defaultSuffix() == "pdf"
        if answer == "rejected":
            dialog.reject()
            assert made == []
        else:
            with qtbot.waitSignal(window.bus.said):
                dialog.fileSelected.emit(str(tmp_path / "it.pdf"))
            dialog.reject()
        qtbot.waitUntil(lambda: window.findChild(QFileDialog, "saveDialog") is None)
    assert (tmp_path / "it.pdf").read_bytes() == b"%PDF"
    window.close()
