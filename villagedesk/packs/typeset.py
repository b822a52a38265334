"""Blocks to flowables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer

from villagedesk.packs import blocks, sheet
from villagedesk.packs.flow import Badges, BlankLines, Chart, HeadingText, PageNumber, Room
from villagedesk.packs.formflow import flowables
from villagedesk.packs.grid import Cells, Grid, GridRow, Ruling
from villagedesk.packs.markup import markup, plain


class Typesetter:
    """Makes the flowables of one pack on one sheet. `tick` is called with 1 for each block and row of a table, once."""

    def __init__(self, page: sheet.Sheet, entries: Sequence[tuple[str, str]], tick: Callable[[int], None]) -> None:
        self.page, self.tick = page, tick
        sheet.register_fonts()
        self.styles = sheet.styles(page)
        self._entries = entries

    def story(self, pack: Sequence[blocks.Block]) -> list[Flowable]:
        """The whole pack, headings kept with what they are over."""
        story: list[Flowable] = []
        waiting: list[Flowable] = []
        made = [self._flowables(block) for block in pack]
        before = False  # whether the section before had only a line to say
        for n, block in enumerate(pack):
            if isinstance(block, blocks.Heading):
                if block.level == 1:
                    slight = _is_slight(pack[n + 1 :])
                    story += self._with_room(waiting, [])
                    if story:
                        story.append(Spacer(0, 2 * self.page.size) if slight and before else PageBreak())
                    waiting, before = [], slight
                waiting += made[n]
            else:
                stands_out = isinstance(block, blocks.Para) and any(
                    isinstance(b, blocks.Callout) for b in pack[n + 1 : n + 2]
                )
                start = made[n][:1] + (made[n + 1] if stands_out else [])
                story += [*self._with_room(waiting, start), *made[n]]
                waiting = []
        return story + self._with_room(waiting, [])

    def _with_room(self, headings: list[Flowable], start: list[Flowable]) -> list[Flowable]:
        return [Room(headings, start, self.page.line, self.page.depth - 1), *headings] if headings else []

    def _para(self, spans: blocks.Spans, style: Any, **more: Any) -> Paragraph:
        return Paragraph(markup(spans), style, **more)

    def _flowables(self, block: blocks.Block) -> list[Flowable]:
        self.tick(1)
        match block:
            case blocks.Title():
                return self._title(block)
            case blocks.Heading():
                return [self._heading(block)]
            case blocks.Para(spans):
                return [self._para(spans, self.styles.para)]
            case blocks.Bullets():
                return self._bullets(block)
            case blocks.Facts():
                return [self._facts(block)]
            case blocks.Callout():
                return [self._callout(block)]
            case blocks.Table():
                return [self._table(block)]
            case blocks.Contents():
                return self._contents(block)
            case blocks.Blanks():
                return [self._blanks(block)]
            case blocks.Asks():
                return list(flowables(block, self.page))
            case blocks.Picture():
                return [self._picture(block)]

    def _title(self, block: blocks.Title) -> list[Flowable]:
        made: list[Flowable] = [self._para(blocks.text(block.over), self.styles.group)]
        made.append(self._para(blocks.text(block.text), self.styles.title))
        if block.badge:
            made.append(self._badges((block.badge,), self.page.size))
        return made

    def _heading(self, block: blocks.Heading) -> HeadingText:
        words = HeadingText(markup(blocks.text(block.text)), self.styles.headings[block.level - 1])
        words.key, words.plain, words.level = block.anchor, plain(block.text), block.level
        words.mark = plain(block.mark)
        return words

    def _badges(self, badges: Sequence[blocks.Badge], space_after: float = 0) -> Badges:
        return Badges([(plain(badge.word), badge.tone) for badge in badges], self.page, space_after)

    def _bullets(self, block: blocks.Bullets) -> list[Flowable]:
        made: list[Flowable] = [
            self._para(item, self.styles.item, bulletText=f"{n}." if block.numbered else "•")
            for n, item in enumerate(block.items, 1)
        ]
        if made:
            made[-1].spaceAfter = self.styles.para.spaceAfter
        return made

    def _grid(self, widths: Sequence[float], rows: list[GridRow], ruling: Ruling, head: GridRow | None = None) -> Grid:
        grid = Grid(widths, rows, ruling, self.page.depth - 1, head)
        grid.spaceAfter = self.page.size
        return grid

    def _facts(self, block: blocks.Facts) -> Grid:
        label = 7.5 * self.page.size
        rows = [GridRow(partial(self._fact, fact)) for fact in block.facts]
        grid = self._grid((label, self.page.measure - label), rows, Ruling(pad=2))
        grid.spaceAfter = 1.5 * self.page.size
        return grid

    def _fact(self, fact: blocks.Fact) -> Cells:
        return [[self._para(blocks.text(fact.label), self.styles.second)], [self._para(fact.spans, self.styles.cell)]]

    def _callout(self, block: blocks.Callout) -> Grid:
        bar, tint = sheet.TONES[block.tone]
        parts: list[Flowable] = [self._para(blocks.text(block.label), self.styles.label[block.tone])]
        parts.append(self._para(block.spans, self.styles.cell))
        if block.second:
            parts.append(self._para(block.second, self.styles.second))
        ruling = Ruling(pad=8, inset=14, tint=tint, bar=bar)
        return self._grid((self.page.measure,), [GridRow(lambda: [parts])], ruling)

    def _table(self, block: blocks.Table) -> Grid:
        head = GridRow(lambda: [[self._head(column)] for column in block.columns])
        rows = []
        for group in block.groups:
            if group.title:
                rows.append(GridRow(partial(self._group_title, group.title), title=True))
            rows += [GridRow(partial(self._row, block.columns, row)) for row in group.rows]
        ruling = Ruling(line=sheet.LINE, head_line=sheet.TEXT)
        grid = self._grid(_widths(block.columns, self.page), rows, ruling, head)
        grid.is_whole = block.is_whole
        return grid

    def _head(self, column: blocks.Column) -> Paragraph:
        style = self.styles.head_right if column.align == "right" else self.styles.head
        return self._para(blocks.text(column.title), style)

    def _group_title(self, title: str) -> Cells:
        return [[self._para(blocks.text(title), self.styles.group_row)]]

    def _row(self, columns: Sequence[blocks.Column], row: blocks.Row) -> Cells:
        self.tick(1)
        return [self._cell(cell, column.align) for cell, column in zip(row, columns, strict=True)]

    def _cell(self, cell: blocks.Cell, align: str) -> list[Flowable]:
        right = align == "right"
        parts: list[Flowable] = []
        if cell.spans:
            parts.append(self._para(cell.spans, self.styles.right if right else self.styles.cell))
        if cell.badges:
            parts.append(self._badges(cell.badges))
        style = self.styles.second_right if right else self.styles.second
        return parts + [self._para(line, style) for line in cell.second]

    def _blanks(self, block: blocks.Blanks) -> Flowable:
        parts: list[Flowable] = [self._para(block.over, self.styles.para)] if block.over else []
        labels = [self._para(blocks.text(label), self.styles.second) for label in block.labels]
        return KeepTogether([*parts, BlankLines(labels, self.page)])

    def _picture(self, block: blocks.Picture) -> Flowable:
        from villagedesk.packs.charts import draw

        return Chart(draw(block.chart, self.page.measure, self.page.small), self.page)

    def _contents(self, block: blocks.Contents) -> list[Flowable]:
        number, measure = 4 * self.page.size, self.page.measure
        head = GridRow(lambda: [[self._para(blocks.text(block.title), self.styles.head)]])
        rows = [GridRow(partial(self._entry, key, title)) for key, title in self._entries]
        ruling = Ruling(line=sheet.LINE, head_line=sheet.TEXT)
        return [self._grid((measure - number, number), rows, ruling, head)]

    def _entry(self, key: str, title: str) -> Cells:
        words = self._para(blocks.text(title), self.styles.cell)
        return [[words], [PageNumber(key, plain(title), self.page.measure, self.page)]]


def _widths(columns: Sequence[blocks.Column], page: sheet.Sheet) -> list[float]:
    """Points. Columns share what the fixed ones leave, or all shrink when that would be less than 8 ems each."""
    size, measure = page.size, page.measure
    shares = sum(1 for column in columns if not column.width)
    share = max(8 * size, (measure - sum(column.width for column in columns) * size) / shares) if shares else 0
    wished = [column.width * size or share for column in columns]
    return [width * measure / sum(wished) for width in wished]


def _is_slight(after: Sequence[blocks.Block]) -> bool:
    """Whether a section whose heading these blocks follow is one paragraph: several such share a page."""
    ends = len(after) < 2 or (isinstance(after[1], blocks.Heading) and after[1].level == 1)
    return bool(after) and isinstance(after[0], blocks.Para) and ends
