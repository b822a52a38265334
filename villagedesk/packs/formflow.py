"""The questions of a form in a PDF: fields to fill in (AcroForm), or boxes to tick and lines to write on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, KeepTogether, Paragraph, Spacer

from villagedesk.core.i18n import _
from villagedesk.packs import sheet
from villagedesk.packs.blocks import Asks, text
from villagedesk.packs.markup import markup, plain
from villagedesk.records.forms import FieldKind, FormEntry, FormField

ABOUT = "villagedesk"
"""The hidden field that says which form it is: "villagedesk:review:<id>"."""
_GAP, _BOX, _LOW, _HIGH, _LABEL = 12.0, 11.0, 18.0, 32.0, 12.0  # points
_WIDE = {FieldKind.CHOICE: 96.0, FieldKind.DATE: 92.0}
_MOST = {FieldKind.LINES: 5000, FieldKind.LINE: 500}


def flowables(asks: Asks, page: sheet.Sheet) -> Iterator[Flowable]:
    """Who replies, then each entry with its questions; an entry stays on one page where it can."""
    form = asks.form
    about = "" if asks.on_paper else f"{ABOUT}:{form.kind}:{form.id}"
    yield Questions(form.head, "", "", page, on_paper=asks.on_paper, about=about)
    yield Spacer(1, page.size)
    small = page.style("note", page.small / page.size, textColor=sheet.SOFT)
    title = page.style("part", bold=True, textColor=sheet.ACCENT, spaceBefore=page.size, spaceAfter=page.size * 0.5)
    for part in form.parts:
        above: list[Flowable] = [Paragraph(markup(text(part.title)), title)] if part.title else []
        for entry in part.entries:
            yield KeepTogether([*above, *_entry(asks, entry, page, small)])
            above = []


def _entry(asks: Asks, entry: FormEntry, page: sheet.Sheet, small: Any) -> list[Flowable]:
    words = (*text(f"{entry.number}  ", "strong"), *text(entry.text)) if entry.number else text(entry.text)
    notes = [Paragraph(markup(text(note)), small) for note in entry.notes]
    called = entry.number or entry.text
    return [
        Paragraph(markup(words), page.style("asked", spaceAfter=1)),
        *notes,
        Spacer(1, 4),
        Questions(asks.form.asked, entry.id, called, page, on_paper=asks.on_paper),
        Rule(page),
    ]


class Rule(Flowable):
    """A thin line between two entries."""

    def __init__(self, page: sheet.Sheet) -> None:
        super().__init__()
        self.width, self.height = page.measure, 14.0

    def draw(self) -> None:
        self.canv.setStrokeColor(sheet.LINE)
        self.canv.setLineWidth(0.5)
        self.canv.line(0, 6, self.width, 6)


@dataclass(frozen=True, slots=True)
class _Placed:
    field: FormField
    left: float
    top: float
    wide: float
    words: str
    choice: str = ""


class Questions(Flowable):
    """Questions side by side. Text takes what the others leave; on paper it has lines of its own under them."""

    def __init__(
        self,
        fields: Sequence[FormField],
        entry: str,
        called: str,
        page: sheet.Sheet,
        *,
        on_paper: bool,
        about: str = "",
    ) -> None:
        """`entry` is the key whose answers these are, `called` what a screen reader calls it."""
        super().__init__()
        self.fields, self.entry, self.called = fields, entry, called
        self.page, self.on_paper, self.about = page, on_paper, about
        self._placed: list[_Placed] = []

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        self.width = width
        self.height = self._place_boxes(width) if self.on_paper else self._place_fields(width)
        return self.width, self.height

    def draw(self) -> None:
        for placed in self._placed:
            self._draw_on_paper(placed) if self.on_paper else self._draw_field(placed)
        if self.about:
            self._say_which()

    def _place_fields(self, width: float) -> float:
        small = self.page.small
        fixed = {
            field.name: _BOX + 4 + stringWidth(plain(field.label), sheet.FONT, small)
            if field.kind is FieldKind.TICK
            else _WIDE[field.kind]
            for field in self.fields
            if field.kind is FieldKind.TICK or field.kind in _WIDE
        }
        shares = len(self.fields) - len(fixed)
        room = width - sum(fixed.values()) - _GAP * (len(self.fields) - 1)
        self._placed, left = [], 0.0
        for field in self.fields:
            wide = fixed.get(field.name) or room / shares
            self._placed.append(_Placed(field, left, 0, wide, plain(field.label)))
            left += wide + _GAP
        return _LABEL + (_HIGH if any(field.kind is FieldKind.LINES for field in self.fields) else _LOW)

    def _place_boxes(self, width: float) -> float:
        """Boxes to tick and lines to write on, one after the other in as many rows as it takes."""
        left = top = 0.0
        self._placed = []
        pitch = self.page.size * 1.7
        for piece in self._pieces(width):
            if left and left + piece.wide > width:
                left, top = 0.0, top + pitch
            wide = width - left if piece.field.kind is FieldKind.LINE else piece.wide
            self._placed.append(_Placed(piece.field, left, top, wide, piece.words, piece.choice))
            left += wide + _GAP
            if piece.field.kind is FieldKind.LINES:
                top += pitch  # a second line for a hand
        return top + pitch

    def _pieces(self, width: float) -> Iterator[_Placed]:
        for field in self.fields:
            label = plain(field.label)
            tall = stringWidth(label, sheet.FONT, self.page.small)
            if field.kind is FieldKind.CHOICE:
                for number, (key, shown) in enumerate(field.choices):
                    words = plain(shown) if number else f"{label}: {plain(shown)}"
                    yield _Placed(field, 0, 0, stringWidth(words, sheet.FONT, self.page.small) + _BOX + 6, words, key)
            elif field.kind is FieldKind.TICK:
                yield _Placed(field, 0, 0, tall + _BOX + 6, label)
            else:
                yield _Placed(field, 0, 0, width if field.kind is FieldKind.LINES else tall + 110, label)

    def _draw_on_paper(self, placed: _Placed) -> None:
        canvas, small = self.canv, self.page.small
        base = self.height - placed.top - self.page.size * 1.3
        canvas.setFont(sheet.FONT, small)
        canvas.setFillColor(sheet.SOFT)
        canvas.setStrokeColor(sheet.TEXT)
        canvas.setLineWidth(0.7)
        words = stringWidth(placed.words, sheet.FONT, small)
        if placed.field.kind in (FieldKind.TICK, FieldKind.CHOICE):
            canvas.rect(placed.left + words + 4, base - 2, _BOX, _BOX)
        else:
            canvas.line(placed.left + words + 4, base - 2, placed.left + placed.wide, base - 2)
            if placed.field.kind is FieldKind.LINES:
                under = base - 2 - self.page.size * 1.7
                canvas.line(placed.left, under, placed.left + placed.wide, under)
        canvas.drawString(placed.left, base, placed.words)

    def _draw_field(self, placed: _Placed) -> None:
        canvas: Any = self.canv
        small, field = self.page.small, placed.field
        canvas.setFont(sheet.FONT, small)
        canvas.setFillColor(sheet.SOFT)
        top = self.height - _LABEL
        said: dict[str, Any] = {"name": f"{self.entry}:{field.name}", "tooltip": self._told(field), "relative": True}
        if field.kind is FieldKind.TICK:
            canvas.drawString(placed.left + _BOX + 5, top - 13, placed.words)
            canvas.acroForm.checkbox(x=placed.left, y=top - 16, size=_BOX + 2, fieldFlags="", **said, **_COLOURS)
            return
        canvas.drawString(placed.left, self.height - small, placed.words)
        said |= {"x": placed.left, "width": placed.wide, "fontSize": 10, "value": ""}
        if field.kind is FieldKind.CHOICE:
            options = [" ", *(plain(words) for _key, words in field.choices)]
            said["value"] = " "  # ReportLab wants one of the options
            canvas.acroForm.choice(y=top - _LOW, height=_LOW, options=options, maxlen=None, **said, **_COLOURS)
        else:
            tall, flags = (_HIGH, "multiline") if field.kind is FieldKind.LINES else (_LOW, "")
            most = _MOST.get(field.kind, 60)
            canvas.acroForm.textfield(
                y=top - tall, height=tall, fieldFlags=flags, maxlen=most, **said, **_COLOURS
            )  # fmt: skip

    def _say_which(self) -> None:
        """A field that nobody sees says which form it is."""
        canvas: Any = self.canv
        canvas.acroForm.textfield(
            name=ABOUT, value=self.about, width=1, height=1, relative=True, fieldFlags="readOnly",
            annotationFlags="hidden", maxlen=None,
        )  # fmt: skip

    def _told(self, field: FormField) -> str:
        return _("{what}: {question}").format(what=self.called, question=field.label) if self.called else field.label


_COLOURS: dict[str, Any] = {
    "fillColor": sheet.TONES["plain"][1], "borderColor": sheet.SOFT, "textColor": sheet.TEXT, "borderWidth": 0.5,
}  # fmt: skip
