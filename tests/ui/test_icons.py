"""Every icon draws, in the colour asked for, and follows the theme on buttons."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from villagedesk.ui import icons
from villagedesk.ui.buttons import icon_button
from villagedesk.ui.theme import Theme

NEEDED = [
    "today",
    "people",
    "meetings",
    "actions",
    "partnership",
    "funding",
    "packs",
    "settings",
    "add",
    "search",
    "undo",
    "redo",
    "check",
    "close",
    "calendar",
    "clock",
    "mail",
    "phone",
    "place",
    "document",
    "export",
    "import",
    "warning",
    "lock",
    "backup",
    "up",
    "down",
    "left",
    "right",
    "person",
    "organisation",
    "link",
    "edit",
    "bin",
    "more",
    "star",
    "play",
    "drag",
    "larger",
    "smaller",
    "width",
]


def inked(image: QImage) -> list[QColor]:
    """The colours of all points that are fully drawn."""
    points = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return [point for point in points if point.alpha() == 255]


def test_every_icon_is_there() -> None:
    assert set(NEEDED) == set(icons.names())


@pytest.mark.parametrize("name", NEEDED)
def test_an_icon_draws_in_its_colour_and_inside_its_grid(theme: Theme, name: str) -> None:
    image = icons.pixmap(name, "#A93A2A", 48).toImage()
    ink = inked(image)
    assert len(ink) > 20
    asked = QColor("#A93A2A")
    assert all(abs(point.red() - asked.red()) + abs(point.green() - asked.green()) <= 2 for point in ink)
    edge = [image.pixelColor(at, side).alpha() for at in range(48) for side in (0, 47)]
    edge += [image.pixelColor(side, at).alpha() for at in range(48) for side in (0, 47)]
    assert max(edge) == 0


def test_a_pixmap_is_kept_and_sharp_on_dense_screens(theme: Theme) -> None:
    assert icons.pixmap("bin", "#000000", 20, 2.0) is icons.pixmap("bin", "#000000", 20, 2.0)
    assert icons.pixmap("bin", "#000000", 20, 2.0).width() == 40


def test_an_icon_on_a_button_follows_the_theme(qtbot, theme: Theme) -> None:
    button = icon_button("bin", "Move to the bin")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Move to the bin"
    theme.set_scheme("dark")
    ink = inked(button.icon().pixmap(18).toImage())
    assert ink
    assert {point.name() for point in ink} == {theme.colour("text").name()}
