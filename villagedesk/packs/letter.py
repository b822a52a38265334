"""A letter on the group's headed paper, as a PDF."""

from __future__ import annotations

import io
import re
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, KeepTogether, PageTemplate, Paragraph, Spacer

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.packs import sheet
from villagedesk.packs.blocks import text
from villagedesk.packs.canvas import PackCanvas
from villagedesk.packs.markup import markup, plain
from villagedesk.records.letters import LetterContent

_MILLIMETRE = 72 / 25.4
_WINDOW = 50 * _MILLIMETRE  # from the top of the page: where the window of a DL envelope begins
_GAP = 14


def build_letter(content: LetterContent) -> bytes:
    """The letter as a PDF; equal content gives equal bytes."""
    out = io.BytesIO()
    _Letter(out, content).write()
    return out.getvalue()


class _Letter(BaseDocTemplate):
    """The first page with the group's head, the others without; the legal line at the foot of each."""

    def __init__(self, out: io.BytesIO, content: LetterContent) -> None:
        sheet.register_fonts()
        self._content, self._page = content, sheet.Sheet()
        page = self._page
        super().__init__(out, pagesize=(page.width, page.height), invariant=1, lang=content.language, pageCompression=1)
        to = content.addressee.split("\n")[0]
        self.title = plain(_("Letter to {name}, {date}").format(name=to, date=show_date(content.on_date)))
        self.author, self.subject, self.creator = plain(content.group), plain(content.subject), "VillageDesk"
        small: dict[str, Any] = {"fontSize": page.small, "leading": page.small * 1.35, "textColor": sheet.SOFT}
        self._name = Paragraph(_lines(content.group), page.style("group", 1.5, bold=True, textColor=sheet.ACCENT))
        self._name_cy = Paragraph(_lines(content.group_cy), page.style("group cy", 1, textColor=sheet.SOFT))
        self._reach = Paragraph(_lines("\n".join(content.reach)), page.style("reach", **small, alignment=TA_RIGHT))
        self._legal = Paragraph(_lines(content.legal_line), page.style("legal", **small))
        foot = self._legal.wrap(page.measure - 90, page.height)[1] if content.legal_line else 0
        self._bottom = page.bottom + max(0, foot - page.small)
        first = max(_WINDOW, page.top + self._head_height() + _GAP)
        self.addPageTemplates([
            PageTemplate("first", [self._frame(first)], onPage=self._draw_head, onPageEnd=self._draw_foot,
                         autoNextPageTemplate="next"),
            PageTemplate("next", [self._frame(page.top)], onPageEnd=self._draw_foot),
        ])  # fmt: skip

    def write(self) -> None:
        """Lay the letter out and write it."""
        self.build(self._story(), canvasmaker=self._canvas)

    def _story(self) -> list[Flowable]:
        content, page = self._content, self._page
        body, bold = page.style("body", spaceAfter=page.size * 0.8), page.style("re", bold=True, spaceAfter=_GAP)
        close = page.style("close", spaceAfter=0)
        story: list[Flowable] = [
            Paragraph(_lines(content.addressee), page.style("addressee", spaceAfter=_GAP * 2)),
            Paragraph(_lines(show_date(content.on_date)), page.style("date", spaceAfter=_GAP * 1.5)),
        ]
        if content.salutation:
            story.append(Paragraph(_lines(content.salutation), page.style("salutation", spaceAfter=_GAP)))
        if content.subject:
            story.append(Paragraph(_lines(content.subject), bold))
        paragraphs = [part for part in re.split(r"\n\s*\n", content.text.replace("\r\n", "\n")) if part.strip()]
        story += [Paragraph(_lines(part.strip("\n")), body) for part in paragraphs]
        signed: list[Flowable] = [Spacer(1, _GAP * 0.5)]
        if content.closing:
            signed.append(Paragraph(_lines(content.closing), close))
        signed.append(Spacer(1, page.line * 3))  # room for a signature
        if content.signature:
            signed.append(Paragraph(_lines(content.signature), close))
        last = story[-1]
        if last.wrap(page.measure, page.height)[1] < page.height / 4:  # else it may be split
            return [*story[:-1], KeepTogether([last, *signed])]
        return [*story, KeepTogether(signed)]

    def _frame(self, top: float) -> Frame:
        page = self._page
        return Frame(
            page.side, self._bottom, page.measure, page.height - top - self._bottom,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip

    def _head_height(self) -> float:
        """How high the names at the left or the ways to reach the group at the right are."""
        page = self._page
        names = self._name.wrap(page.measure * 0.56, page.height)[1]
        names += self._name_cy.wrap(page.measure * 0.56, page.height)[1] if self._content.group_cy else 0
        reach = self._reach.wrap(page.measure * 0.4, page.height)[1] if self._content.reach else 0
        return float(max(names, reach))

    def _draw_head(self, canvas: Any, _document: Any) -> None:
        page, top = self._page, self._page.height - self._page.top + 20
        height = self._head_height()
        self._name.drawOn(canvas, page.side, top - self._name.height)
        if self._content.group_cy:
            self._name_cy.drawOn(canvas, page.side, top - self._name.height - self._name_cy.height)
        if self._content.reach:
            self._reach.drawOn(canvas, page.width - page.side - page.measure * 0.4, top - self._reach.height)
        canvas.setStrokeColor(sheet.ACCENT)
        canvas.setLineWidth(1)
        canvas.line(page.side, top - height - 8, page.width - page.side, top - height - 8)

    def _draw_foot(self, canvas: Any, _document: Any) -> None:
        page, number = self._page, canvas.getPageNumber()
        y, right = page.bottom - 32, page.width - page.side
        if self._content.legal_line:
            self._legal.drawOn(canvas, page.side, y - 3)
        words = _("Page {n} of {total}")
        canvas.later(
            right, y, page.small, sheet.SOFT,
            lambda: words.format(n=number, total=canvas.pages) if canvas.pages > 1 else "",
        )  # fmt: skip

    def _canvas(self, *args: Any, **settings: Any) -> PackCanvas:
        canvas = PackCanvas(*args, **settings)
        canvas.date_as(self._content.on_date)
        return canvas


def _lines(value: str) -> str:
    return markup(text(value))
