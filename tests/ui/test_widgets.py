"""The small things that pages are put together from."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from villagedesk.ui.badge import Badge
from villagedesk.ui.bar import Bar, Meter
from villagedesk.ui.card import Card
from villagedesk.ui.chip import ChipRow, RemovableChip
from villagedesk.ui.columns import Columns
from villagedesk.ui.filterbar import FilterBar
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.headrow import HeadRow
from villagedesk.ui.labels import Lead, heading, spaced, text
from villagedesk.ui.rows import Row, Rows
from villagedesk.ui.split import Split

ROWS = [
    Row("a", "Crossing on Mill Lane", "Action from 2 October", ("9 days late", "late")),
    Row("b", "Reply to the parks officer", aside="in 3 days"),
]


OnScreen = Callable[..., QWidget]


def test_the_ring_of_the_focus_does_not_cut_the_words_of_a_row(qtbot) -> None:
    rows = Rows(ROWS)
    qtbot.addWidget(rows)
    rows.resize(400, 200)
    rows.show()
    line = rows.first()
    assert line is not None
    boxes = [label.geometry() for label in line.findChildren(QLabel)]
    assert min(box.left() for box in boxes) >= 4 and max(box.right() for box in boxes) <= line.width() - 4


@pytest.fixture
def on_screen(qtbot, theme) -> OnScreen:
    """Puts a widget into a window of its own, which lives as long as the test."""
    windows = []

    def show(widget: QWidget, width: int = 400, height: int = 300) -> QWidget:
        window = QWidget()
        windows.append(window)
        qtbot.addWidget(window)
        column = QVBoxLayout(window)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(widget)
        window.resize(width, height)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        return window

    return show


def test_rows_are_opened_by_mouse_and_keys(qtbot, on_screen) -> None:
    rows = Rows(ROWS)
    on_screen(rows)
    first, second = (rows.findChild(QWidget, f"row_{name}") for name in "ab")
    with qtbot.waitSignal(rows.activated) as opened:
        qtbot.mouseClick(second, Qt.MouseButton.LeftButton)
    assert opened.args == ["b"]
    first.setFocus()
    qtbot.keyClick(first, Qt.Key.Key_Down)
    assert second.hasFocus()
    with qtbot.waitSignal(rows.activated):
        qtbot.keyClick(second, Qt.Key.Key_Space)
    assert first.accessibleName() == "Crossing on Mill Lane. Action from 2 October. 9 days late"


def test_rows_that_are_shown_again_keep_the_focus(qtbot, on_screen) -> None:
    rows = Rows(ROWS)
    on_screen(rows)
    rows.findChild(QWidget, "row_b").setFocus()
    rows.show_rows([ROWS[1], Row("c", "Another")])
    assert rows.window().focusWidget().objectName() == "row_b"


def test_one_filter_at_a_time_or_several(qtbot, on_screen) -> None:
    one, many = ChipRow(), ChipRow(exclusive=False)
    for row in (one, many):
        for name in ("councillors", "officers"):
            row.add(name, name.capitalize(), 42)
        on_screen(row)
        for name in ("councillors", "officers"):
            qtbot.mouseClick(row.chip(name), Qt.MouseButton.LeftButton)
    assert one.on() == ("officers",)
    assert many.on() == ("councillors", "officers")
    with qtbot.waitSignal(one.changed) as changed:
        qtbot.keyClick(one.chip("officers"), Qt.Key.Key_Return)
    assert changed.args == [""]
    one.chip("officers").show_count(43)
    assert one.chip("officers").text() == "Officers 43"


def test_a_chip_is_as_wide_on_as_off(qtbot, on_screen) -> None:
    row = ChipRow()
    chip = row.add("councillors", "Councillors", 42)
    on_screen(row)
    off = chip.sizeHint()
    row.turn_on(["councillors"])
    assert chip.sizeHint() == off


def test_chips_wrap_like_words(qtbot, on_screen) -> None:
    row = ChipRow()
    chips = [row.add(str(n), "Councillors", n) for n in range(8)]
    on_screen(row, width=380)
    assert len({chip.y() for chip in chips}) > 1
    assert all(row.rect().contains(chip.geometry()) for chip in chips)


def test_what_was_understood_can_be_taken_back(qtbot, on_screen) -> None:
    chip = RemovableChip("Treasurer")
    on_screen(chip)
    with qtbot.waitSignal(chip.removed):
        chip._remove.click()
    assert chip._remove.accessibleName() == "Remove Treasurer"


def test_a_badge_says_one_thing_or_is_not_there(qtbot, on_screen) -> None:
    badge = Badge("9 days late", "late")
    on_screen(badge)
    badge.say("")
    assert not badge.isVisible()
    badge.say("on time", "kept")
    assert badge.isVisible()
    assert badge.property("tone") == "kept"


@pytest.mark.parametrize("markup", ["Jo <jo>", "<b>bold</b>", "Fish & chips"])
def test_what_looks_like_markup_is_text(on_screen, markup: str) -> None:
    label = text(markup)
    on_screen(label)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == markup


def test_a_head_wraps_only_without_room(qtbot, on_screen) -> None:
    lead = Lead("Thursday 26 November, 6:30pm, Town Hall room 2", "soft")
    window = on_screen(lead, width=800, height=20)
    one_line = lead.heightForWidth(800)
    assert lead.sizeHint().height() == one_line
    window.resize(120, 200)
    assert lead.heightForWidth(lead.width()) > one_line


def test_a_card_without_words_has_no_head(qtbot, on_screen) -> None:
    card = Card()
    card.add(QLineEdit())
    on_screen(card)
    assert [label for label in card.findChildren(QLabel) if label.isVisible()] == []
    card.set_title("Needs you")
    card.set_aside("7")
    assert [label.text() for label in card.findChildren(QLabel) if label.isVisible()] == ["Needs you", "7"]
    assert card.accessibleName() == "Needs you"


def test_charts_say_themselves_in_words(qtbot, on_screen) -> None:
    bar = Bar([(9, "done", "kept"), (0, "open", "soon"), (2, "broken", "late")])
    meter = Meter(3, 4, "£300 of £400")
    assert bar.accessibleName() == "9 done, 2 broken"
    assert meter.accessibleName() == "£300 of £400"
    on_screen(bar).grab()
    on_screen(meter).grab()


def test_list_and_detail_one_at_a_time_without_room(qtbot, on_screen) -> None:
    rows, detail = QLineEdit(), QLineEdit()
    split = Split(rows, detail)
    window = on_screen(split, width=1000)
    assert rows.isVisible()
    assert detail.isVisible()
    window.resize(500, 300)
    qtbot.waitUntil(lambda: not detail.isVisible())
    split.show_detail()
    assert detail.isVisible()
    assert not rows.isVisible()
    qtbot.mouseClick(split.findChild(QPushButton, "backToList"), Qt.MouseButton.LeftButton)
    assert rows.hasFocus()


def test_columns_stack_without_room(qtbot, on_screen) -> None:
    columns, left, right = Columns(), QLineEdit(), QLineEdit()
    columns.left.addWidget(left)
    columns.right.addWidget(right)
    window = on_screen(columns, width=1000)
    assert left.y() == right.y()
    window.resize(500, 300)
    qtbot.waitUntil(lambda: right.y() > left.y())


def test_keys_are_written_as_on_the_keyboard() -> None:
    assert [spaced(keys) for keys in ("Ctrl+K", "Ctrl++", "F2")] == ["Ctrl K", "Ctrl +", "F2"]


@pytest.mark.parametrize(("width", "is_under"), [(700, False), (330, True)])
def test_the_buttons_of_a_head_go_under_its_words_where_there_is_no_room(on_screen, width, is_under) -> None:
    words, edit, away = heading("Wilhelmina Georgiana Featherstonehaugh"), QPushButton("Edit"), QPushButton("Bin")
    head = on_screen(HeadRow(words, edit, away), width)
    assert (edit.mapTo(head, edit.rect().topLeft()).y() >= words.geometry().bottom()) == is_under
    assert away.mapTo(head, away.rect().bottomRight()).x() < head.width() <= width


@pytest.mark.parametrize(("width", "is_over"), [(900, False), (400, True)])
def test_the_line_that_filters_stands_over_the_chips_in_a_narrow_window(on_screen, width, is_over) -> None:
    chips, line = ChipRow(), QLineEdit()
    chips.add("all", "All", 57)
    on_screen(FilterBar(chips, line), width)
    assert (line.geometry().bottom() < chips.geometry().top()) == is_over


def test_a_chip_that_is_too_long_says_the_rest_in_its_hint(on_screen) -> None:
    name = "Cynghorydd Angharad Gwenllian Rhiannon of Llanfairpwllgwyngyll"
    holder = QWidget()
    flow = FlowLayout(holder)
    chip = RemovableChip(name)
    flow.addWidget(chip)
    on_screen(holder, 200)
    said = chip.findChild(Badge)
    assert said.text().endswith("…") and name.startswith(said.text()[:-1])
    assert chip.toolTip() == name
