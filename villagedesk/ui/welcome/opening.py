"""What is shown at the start of the program while a group takes its time to open."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QProgressBar

from villagedesk.core.i18n import _
from villagedesk.ui.announce import announce
from villagedesk.ui.welcome.screen import Screen


class OpeningScreen(Screen):
    """Says so, with a bar that shows that something goes on."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            _("Opening {name}").format(name=path.stem),
            _("A group from an older VillageDesk is copied and brought up to date first."),
        )
        self.setObjectName("opening")
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setAccessibleName(self.accessibleName())
        self.add(bar)

    def start(self) -> None:
        announce(self, self.accessibleName())
