"""What the whole window looks like: palette, the bundled font in its sizes, one style sheet."""

from __future__ import annotations

from typing import Literal, cast, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication

from villagedesk.core import paths
from villagedesk.ui import sheet
from villagedesk.ui.colours import CONTRAST_DARK, CONTRAST_LIGHT, DARK, LIGHT, Colours

Scheme = Literal["system", "light", "dark", "contrast"]
Size = Literal["title", "heading", "text", "second", "minutes"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
STEP = 4
SIZES: dict[Size, float] = {"title": 24, "heading": 20, "text": 15, "second": 13.5, "minutes": 16.5}
FAMILY = "Atkinson Hyperlegible Next"


class Theme(QObject):
    """Dresses the application, and again when the person or the system chooses otherwise."""

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = "system", text_size: int = 100) -> None:
        """`text_size` is a percentage from TEXT_SIZES."""
        super().__init__(app)
        self._app = app
        self._scheme, self._text_size = scheme, text_size
        self._colours = self._choose()
        for name in ("Regular", "Bold", "Italic", "BoldItalic"):
            QFontDatabase.addApplicationFont(str(paths.resource(f"fonts/AtkinsonHyperlegibleNext-{name}.ttf")))
        app.setStyle("Fusion")
        self._apply()
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)

    @property
    def colours(self) -> Colours:
        return self._colours

    @property
    def scheme(self) -> Scheme:
        """What was chosen; "system" stays "system" whatever the system says."""
        return self._scheme

    @property
    def text_size(self) -> int:
        """In per cent."""
        return self._text_size

    def colour(self, token: str) -> QColor:
        """The colour of a token of `Colours`."""
        return QColor(getattr(self._colours, token))

    def font(self, size: Size = "text", *, bold: bool = False) -> QFont:
        """The bundled font in one of its sizes, scaled by the text size."""
        font = QFont(FAMILY)
        font.setPointSizeF(self._points(SIZES[size]))
        font.setBold(bold)
        return font

    def px(self, length: float) -> int:
        """A length at 100% as pixels at the text size in use: for what holds text."""
        return round(length * self._text_size / 100)

    def set_scheme(self, scheme: Scheme) -> None:
        """Take another set of colours, for good or as the system says."""
        self._scheme = scheme
        self._follow()

    def set_text_size(self, text_size: int) -> None:
        """Take another size of text, from TEXT_SIZES."""
        if text_size != self._text_size:
            self._text_size = text_size
            self._apply()

    def step_text_size(self, steps: int) -> int:
        """Larger (1) or smaller (-1) by one of TEXT_SIZES; returns what it is now."""
        nearest = min(range(len(TEXT_SIZES)), key=lambda n: abs(TEXT_SIZES[n] - self._text_size))
        self.set_text_size(TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, nearest + steps))])
        return self._text_size

    def _points(self, pixels: float) -> float:
        """Points that come out as `pixels` (96 to the inch on Windows and Linux, 72 on macOS)."""
        return pixels * self._text_size / 100 * 72 / self._app.primaryScreen().logicalDotsPerInchY()

    def _choose(self) -> Colours:
        hints = self._app.styleHints()
        dark = hints.colorScheme() == Qt.ColorScheme.Dark
        if self._scheme == "contrast" or (
            self._scheme == "system"
            and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast
        ):
            return CONTRAST_DARK if dark else CONTRAST_LIGHT
        return DARK if self._scheme == "dark" or (self._scheme == "system" and dark) else LIGHT

    def _follow(self) -> None:
        chosen = self._choose()
        if chosen != self._colours:
            self._colours = chosen
            self._apply()

    def _apply(self) -> None:
        self._app.setPalette(_palette(self._colours))
        self._app.setFont(self.font())
        self._app.setStyleSheet(
            sheet.sheet(self._colours, self.px, {name: self._points(SIZES[name]) for name in SIZES})
        )
        self.changed.emit()


def current() -> Theme:
    """The application's theme; one that follows the system where nobody made any."""
    app = cast(QApplication, QApplication.instance())
    return app.findChild(Theme, options=Qt.FindChildOption.FindDirectChildrenOnly) or Theme(app)


def _palette(colours: Colours) -> QPalette:
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette()
    for name, colour in (
        (role.Window, colours.window), (role.Base, colours.card), (role.AlternateBase, colours.window),
        (role.Button, colours.card), (role.WindowText, colours.text), (role.Text, colours.text),
        (role.ButtonText, colours.text), (role.BrightText, colours.late), (role.PlaceholderText, colours.soft),
        (role.ToolTipBase, colours.card), (role.ToolTipText, colours.text), (role.Link, colours.accent),
        (role.LinkVisited, colours.accent), (role.Highlight, colours.accent), (role.Accent, colours.accent),
        (role.HighlightedText, colours.accent_text), (role.Light, colours.card), (role.Midlight, colours.hover),
        (role.Mid, colours.line), (role.Dark, colours.edge), (role.Shadow, colours.line),
    ):  # fmt: skip
        palette.setColor(name, QColor(colour))
    for name in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, name, QColor(colours.soft))
    return palette
