"""Taking in a list from outside: what it would change is shown row by row before anything is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from villagedesk import exchange
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.progress import Report
from villagedesk.records.imports import ImportPreview, ImportRow, Reading, Verdict
from villagedesk.services import imports
from villagedesk.services.desk import Work
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import primary, quiet
from villagedesk.ui.card import Card
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Line, Tick
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import Label, heading, soft
from villagedesk.ui.rowlist import CardList
from villagedesk.ui.rowmodel import Column, RowModel, Sort

_BEFORE_PROGRESS = 1000  # milliseconds
_TONES: dict[Verdict, Tone] = {
    Verdict.ADDED: "kept",
    Verdict.CHANGED: "neutral",
    Verdict.UNCHANGED: "",
    Verdict.REFUSED: "late",
}
