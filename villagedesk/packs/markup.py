"""Text into ReportLab's markup: the one place where values are escaped."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape, quoteattr

from villagedesk.core.text import one_line
from villagedesk.packs import sheet
from villagedesk.packs.blocks import Span, Spans
from villagedesk.packs.letters import printable

_SCHEMES = {"http", "https", "mailto"}


def plain(value: str) -> str:
    """One printable line that is not markup: for bookmarks, badges, head and foot."""
    return one_line(printable(value, sheet.register_fonts()))


def markup(spans: Spans) -> str:
    """Spans as a paragraph's markup; line feeds in them break lines."""
    return "".join(map(_span, spans))


def _span(span: Span) -> str:
    words = escape(printable(span.text, sheet.register_fonts())).replace("\n", "<br/>")
    if span.style == "strong":
        words = f"<b>{words}</b>"
    elif span.style == "soft":
        words = f'<font color="{_hex(sheet.SOFT)}">{words}</font>'
    elif span.style == "small":
        words = f'<font size="{sheet.Sheet().small}" color="{_hex(sheet.SOFT)}">{words}</font>'
    if _may_link(span.link):
        href = quote(span.link, safe=":/?#[]@!$&'()*+,;=%")
        words = f'<a href={quoteattr(href)} color="{_hex(sheet.TONES["blue"][0])}">{words}</a>'
    return words


def _may_link(link: str) -> bool:
    try:
        return urlsplit(link).scheme in _SCHEMES
    except ValueError:
        return False


def _hex(color: Any) -> str:
    return f"#{color.hexval()[2:]}"
