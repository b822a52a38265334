"""The Qt bindings keep count of None (docs/decisions/0002-qt-bindings.md)."""

import sys

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


def test_a_call_that_returns_nothing_costs_nothing(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _n in range(1000):
        widget.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 100
