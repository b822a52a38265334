"""Colours can be read, sizes grow, and a choice reaches what is on screen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontInfo, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from villagedesk.ui.colours import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, TONES, Colours
from villagedesk.ui.labels import soft, title
from villagedesk.ui.theme import FAMILY, TEXT_SIZES, Theme

SETS = {"light": LIGHT, "dark": DARK, "contrast light": CONTRAST_LIGHT, "contrast dark": CONTRAST_DARK}


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    high, low = sorted((luminance(one), luminance(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def text_pairs(colours: Colours) -> list[tuple[str, str]]:
    """Each pair of text and what is behind it that the style sheet or a delegate puts together."""
    pairs = [
        (front, back)
        for front in (colours.text, colours.soft, colours.accent)
        for back in (colours.window, colours.card, colours.selected, colours.hover)
    ]
    pairs += [(colours.late, colours.card), (colours.late, colours.window), (colours.accent_text, colours.accent)]
    pairs += [(colours.accent_text, colours.accent_hover), (colours.count_text, colours.count)]
    pairs += [(front, back) for front in (colours.rail_text, colours.rail_soft) for back in (colours.rail,)]
    pairs += [(colours.rail_text, colours.rail_on)]
    return pairs + [colours.tone(tone) for tone in TONES]


@pytest.mark.parametrize("name", SETS)
def test_all_text_has_enough_contrast(name: str) -> None:
    for front, back in text_pairs(SETS[name]):
        assert contrast(front, back) >= 4.5, f"{front} on {back}"


@pytest.mark.parametrize("name", SETS)
def test_edges_of_fields_and_focus_can_be_seen(name: str) -> None:
    colours = SETS[name]
    for front in (colours.edge, colours.focus):
        assert contrast(front, colours.card) >= 3
        assert contrast(front, colours.window) >= 3


def test_an_explicit_scheme_is_applied(qapp: QApplication, theme: Theme) -> None:
    theme.set_scheme("dark")
    assert qapp.palette().color(QPalette.ColorRole.Window).name().upper() == DARK.window
    theme.set_scheme("contrast")
    assert theme.colours in (CONTRAST_LIGHT, CONTRAST_DARK)
    assert theme.scheme == "contrast"


def test_the_bundled_font_grows_with_the_text_size(qtbot, theme: Theme) -> None:
    label = title("Today")
    qtbot.addWidget(label)
    label.ensurePolished()
    small = label.fontMetrics().height()
    assert QFontInfo(label.font()).family() == FAMILY
    theme.set_text_size(200)
    assert label.fontMetrics().height() == pytest.approx(2 * small, abs=2)


def test_sizes_are_the_four_of_the_design(qapp: QApplication, theme: Theme) -> None:
    dots = qapp.primaryScreen().logicalDotsPerInchY()
    pixels = {size: theme.font(size).pointSizeF() * dots / 72 for size in ("title", "heading", "text", "second")}
    assert pixels == pytest.approx({"title": 24, "heading": 20, "text": 15, "second": 13.5})


def test_text_size_steps_and_stops_at_the_ends(theme: Theme) -> None:
    assert theme.step_text_size(-1) == TEXT_SIZES[0]
    for _step in TEXT_SIZES:
        theme.step_text_size(1)
    assert theme.text_size == TEXT_SIZES[-1]


def test_a_label_is_dressed_by_its_role(qtbot, theme: Theme) -> None:
    label: QLabel = soft("Second line")
    qtbot.addWidget(label)
    label.ensurePolished()
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme.colour("soft")
