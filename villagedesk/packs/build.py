"""A pack's content to the bytes of its PDF, laid out once."""

from __future__ import annotations

import io
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, NextPageTemplate, PageTemplate

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.packs import sheet
from villagedesk.packs.blocks import Block, Heading, Table
from villagedesk.packs.canvas import PackCanvas
from villagedesk.packs.flow import Badges, fitted
from villagedesk.packs.markup import plain
from villagedesk.packs.sections import pack_blocks
from villagedesk.packs.typeset import Typesetter
from villagedesk.records.packs import Imprint, PackContent

rl_config.useA85 = 0  # streams as they are: a fifth smaller than as letters


def build_pdf(content: PackContent, report: Report = silent) -> bytes:
    """A meeting's pack as a PDF; see `print_blocks`."""
    day = show_date(content.on_date)
    imprint = Imprint(
        title=f"{content.title}, {day}",
        group=content.group,
        subject=_("Papers for a meeting, as at {date}").format(date=show_date(content.as_at)),
        foot=f"{content.group}, {content.short_title or content.title}",
        foot_end=f", {day}",
        as_at=content.as_at,
        language=content.language,
        draft=content.draft,
        cover=True,
    )
    return print_blocks(pack_blocks(content), imprint, report)


def print_blocks(pack: list[Block], imprint: Imprint, report: Report = silent) -> bytes:
    """Blocks as a PDF; equal blocks give equal bytes.

    `report` counts blocks and table rows as they are laid out, and is asked again after each page; when it raises
    Cancelled, that passes through.
    """
    total = len(pack) + sum(len(group.rows) for block in pack if isinstance(block, Table) for group in block.groups)
    done = 0

    def tick(step: int) -> None:
        nonlocal done
        done += step
        report(done, total + 1)

    headings = [block for block in pack if isinstance(block, Heading) and block.level == 1]
    typesetter = Typesetter(sheet.Sheet(), [(block.anchor, block.text) for block in headings], tick)
    out = io.BytesIO()
    document = _Document(out, imprint, typesetter)
    document.write(pack)
    document.let_go()
    report(total + 1, total + 1)
    return out.getvalue()


class _Document(BaseDocTemplate):
    """The pages: maybe a cover with a band, then pages with a running head; a foot with its name and the page."""

    def __init__(self, out: io.BytesIO, imprint: Imprint, typesetter: Typesetter) -> None:
        self._imprint, self._typesetter, self._sheet = imprint, typesetter, typesetter.page
        page = self._sheet
        super().__init__(out, pagesize=(page.width, page.height), invariant=1, lang=imprint.language, pageCompression=1)
        self.title = plain(imprint.title)
        self.author = plain(imprint.group)
        self.subject = plain(imprint.subject)
        self.creator = "VillageDesk"
        room = page.measure - 90 - stringWidth(plain(imprint.foot_end), sheet.FONT, page.small)
        self._foot = fitted(plain(imprint.foot), page.small, room) + plain(imprint.foot_end)
        cover = PageTemplate("cover", [self._frame(30)], onPage=self._draw_band, onPageEnd=self._draw_foot)
        body = PageTemplate("body", [self._frame(0)], onPageEnd=self._draw_body)
        self.addPageTemplates([cover, body] if imprint.cover else [body])

    def write(self, pack: list[Block]) -> None:
        """Lay the pack out and write it."""
        story = self._typesetter.story(pack)
        self.build([NextPageTemplate("body"), *story], canvasmaker=self._canvas)

    def let_go(self) -> None:
        """Empty what ReportLab ties into one ring of 46,000 objects: the collector would stop every thread for it."""
        canvas: Any = self.canv
        for part in (canvas._doc, canvas, self):
            vars(part).clear()

    def afterPage(self) -> None:  # noqa: N802 - ReportLab's name
        self._typesetter.tick(0)

    def _frame(self, lower: float) -> Frame:
        page = self._sheet
        return Frame(
            page.side, page.bottom, page.measure, page.depth - lower,
            leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
        )  # fmt: skip

    def _canvas(self, *args: Any, **settings: Any) -> PackCanvas:
        canvas = PackCanvas(*args, **settings)
        canvas.date_as(self._imprint.as_at)
        canvas.showOutline()
        return canvas

    def _draw_band(self, canvas: Any, _document: Any) -> None:
        canvas.setFillColor(sheet.BAND)
        canvas.rect(0, self._sheet.height - 14, self._sheet.width, 14, stroke=0, fill=1)

    def _draw_body(self, canvas: Any, _document: Any) -> None:
        page = self._sheet
        y = page.height - page.top + 22
        if canvas.mark or self._imprint.draft:
            badge = Badges([(canvas.mark or _("DRAFT"), "amber")], sheet.Sheet(size=page.small))
            badge.wrap(page.measure, 0)
            badge.drawOn(canvas, page.width - page.side - badge.inked, y - 4)
        canvas.setFont(sheet.FONT, page.small)
        canvas.setFillColor(sheet.SOFT)
        canvas.drawString(page.side, y, fitted(canvas.running, page.small, page.measure - 90))
        self._draw_foot(canvas, _document)

    def _draw_foot(self, canvas: Any, _document: Any) -> None:
        page, number = self._sheet, canvas.getPageNumber()
        y, right = page.bottom - 32, page.width - page.side
        canvas.setStrokeColor(sheet.LINE)
        canvas.setLineWidth(0.5)
        canvas.line(page.side, y + 16, right, y + 16)
        canvas.setFont(sheet.FONT, page.small)
        canvas.setFillColor(sheet.SOFT)
        canvas.drawString(page.side, y, self._foot)
        words = _("Page {n} of {total}")
        canvas.later(right, y, page.small, sheet.SOFT, lambda: words.format(n=number, total=canvas.pages))
