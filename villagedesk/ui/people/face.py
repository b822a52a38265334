"""One face of a card beside the overview."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from villagedesk.core.changes import Changed
from villagedesk.records.people import OrganizationCard, PersonCard


class Face(QWidget):
    """It reads what it shows itself. `went` asks for a place and a thing."""

    went = Signal(str, str)

    def show_card(self, card: PersonCard | OrganizationCard) -> None:
        """Show this card, the same as before or another."""
        raise NotImplementedError

    def refresh(self, changed: Changed) -> None:
        """Something has changed; what is being typed stays."""
        raise NotImplementedError
