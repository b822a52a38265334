"""Writes an agenda or minutes as a Word document (DOCX): real headings, numbered items, tables with headings."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time
from typing import Any, assert_never

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from villagedesk.core.i18n import _
from villagedesk.packs.blocks import (
    Asks,
    Blanks,
    Block,
    Bullets,
    Callout,
    Cell,
    Contents,
    Facts,
    Heading,
    Para,
    Picture,
    Spans,
    Table,
    Title,
    text,
)
from villagedesk.records.packs import Imprint

_FONT, _SIZE = "Calibri", 11
_DARK, _SOFT, _DRAFT = RGBColor(0x1F, 0x2A, 0x37), RGBColor(0x4B, 0x55, 0x63), RGBColor(0x9B, 0x1C, 0x1C)
_LABEL_WIDTH = Cm(3.6)
_LINE = "_" * 32  # to write on


def build_docx(imprint: Imprint, blocks: Sequence[Block], *, draft: str = "") -> bytes:
    """The document; `draft` ("DRAFT MINUTES, not approved") stands at the head of each page."""
    document = Document()
    _set_up(document, imprint)
    _head_and_foot(document, imprint, draft)
    for block in blocks:
        _add(document, block)
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: Any, imprint: Imprint) -> None:
    page = document.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(2.2)
    styles = document.styles
    for name, size in (("Normal", _SIZE), ("Title", 22), ("Heading 1", 16), ("Heading 2", 13)):
        style = styles[name]
        style.font.name, style.font.size = _FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):  # else a theme's font wins over the name
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        if name != "Normal":
            style.font.color.rgb, style.font.bold = _DARK, True
    styles["Normal"].paragraph_format.space_after = Pt(6)
    callout = styles.add_style("Callout", WD_STYLE_TYPE.PARAGRAPH)
    callout.base_style = styles["Normal"]
    callout.paragraph_format.left_indent = Cm(0.4)
    callout.element.get_or_add_pPr().append(
        parse_xml(f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="24" w:space="8" w:color="3B6EA8"/></w:pBdr>')
    )
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), imprint.language)
    about = document.core_properties
    about.title, about.author, about.subject = imprint.title, imprint.group, imprint.subject
    about.language, about.comments = imprint.language, ""
    about.created = about.modified = datetime.combine(imprint.as_at, time(), UTC)


def _head_and_foot(document: Any, imprint: Imprint, draft: str) -> None:
    page = document.sections[0]
    head = page.header.paragraphs[0]
    if draft:
        run = head.add_run(draft)
        run.bold, run.font.color.rgb = True, _DRAFT
    foot = page.footer.paragraphs[0]
    _soft(foot.add_run(", ".join(filter(None, (imprint.group, imprint.foot))) + "\t\t" + _("Page") + " "))
    _field(foot, "PAGE")
    _soft(foot.add_run(" " + _("of") + " "))
    _field(foot, "NUMPAGES")


def _field(paragraph: Any, name: str) -> None:
    """A number that Word works out itself."""
    for kind in ("begin", "", "end"):
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.set(qn("xml:space"), "preserve")
            part.text = name
        run = paragraph.add_run()
        _soft(run)
        run._r.append(part)


def _soft(run: Any) -> None:
    run.font.color.rgb, run.font.size = _SOFT, Pt(9)


def _add(document: Any, block: Block) -> None:
    match block:
        case Title():
            document.add_paragraph(block.over).runs[0].font.color.rgb = _SOFT
            document.add_paragraph(block.text, style="Title")
        case Heading():
            document.add_heading(block.text, block.level)
        case Para():
            _write(document.add_paragraph(), block.spans)
        case Bullets():
            _list(document, block)
        case Facts():
            _facts(document, block)
        case Callout():
            _callout(document, block)
        case Table():
            _table(document, block)
        case Blanks():
            _blanks(document, block)
        case Picture():
            _write(document.add_paragraph(), text(block.said))
        case Contents() | Asks():
            pass  # Word makes its own contents from the headings; a form is a PDF or a page
        case _:
            assert_never(block)


def _list(document: Any, block: Bullets) -> None:
    """Numbers are written out: Word's own would go on counting from the list before."""
    for n, item in enumerate(block.items, 1):
        paragraph = document.add_paragraph(style="List" if block.numbered else "List Bullet")
        if block.numbered:
            paragraph.add_run(f"{n}.\t")
        _write(paragraph, item)


def _write(paragraph: Any, spans: Spans) -> None:
    for span in spans:
        run = paragraph.add_run(_allowed(span.text))
        run.bold = span.style == "strong" or None
        if span.style == "soft":
            run.font.color.rgb = _SOFT


def _allowed(text: str) -> str:
    """The text without characters that XML can't hold."""
    return "".join(char for char in text if char >= " " or char in "\n\t")


def _facts(document: Any, block: Facts) -> None:
    table = document.add_table(rows=0, cols=2)
    table.autofit = False
    wide = document.sections[0].page_width - document.sections[0].left_margin * 2 - _LABEL_WIDTH
    for column, width in zip(table.columns, (_LABEL_WIDTH, wide), strict=True):
        column.width = width
    for fact in block.facts:
        label, said = table.add_row().cells
        label.width, said.width = _LABEL_WIDTH, wide
        label.paragraphs[0].add_run(_allowed(fact.label)).bold = True
        _write(said.paragraphs[0], fact.spans)
    document.add_paragraph()


def _callout(document: Any, block: Callout) -> None:
    paragraph = document.add_paragraph(style="Callout")
    paragraph.add_run(_allowed(block.label) + ": ").bold = True
    _write(paragraph, block.spans)
    if block.second:
        paragraph.add_run("\n")
        _write(paragraph, tuple(type(span)(span.text, "soft", span.link) for span in block.second))


def _table(document: Any, block: Table) -> None:
    table = document.add_table(rows=1, cols=len(block.columns), style="Table Grid")
    first = table.rows[0]
    first._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell, column in zip(first.cells, block.columns, strict=True):
        cell.paragraphs[0].add_run(column.title).bold = True
    for group in block.groups:
        if group.title:
            row = table.add_row().cells
            row[0].merge(row[-1]).paragraphs[0].add_run(_allowed(group.title)).bold = True
        for row in group.rows:
            for cell, content in zip(table.add_row().cells, row, strict=True):
                _fill(cell, content)
    document.add_paragraph()


def _blanks(document: Any, block: Blanks) -> None:
    if block.over:
        _write(document.add_paragraph(), block.over)
    cells = document.add_table(rows=1, cols=len(block.labels)).rows[0].cells
    for cell, label in zip(cells, block.labels, strict=True):
        cell.paragraphs[0].add_run(_LINE)
        _soft(cell.add_paragraph().add_run(label))


def _fill(cell: Any, content: Cell) -> None:
    paragraph = cell.paragraphs[0]
    _write(paragraph, content.spans)
    for badge in content.badges:
        paragraph.add_run(f" [{_allowed(badge.word)}]")
    for line in content.second:
        _write(cell.add_paragraph(), line)
