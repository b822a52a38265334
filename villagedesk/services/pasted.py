"""What is pasted into the minutes, from Word or a page, as plain text with its lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import ClassVar

from villagedesk.core.text import one_line

_SIGN = re.compile(r"^[ \t\u00a0]*(?:[•·▪◦‣§\uf0b7\uf0a7]|o(?=[\t\u00a0])|[-–](?=[\t\u00a0]))[ \t\u00a0]+", re.M)
_NUMBER = re.compile(r"^[ \t\u00a0]*(\d{1,3}[.)])[\t\u00a0]+", re.M)
_BLOCK_TAGS = frozenset(["p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "li", "blockquote", "pre"])


def from_text(text: str) -> str:
    """Plain text with one sign before each line of a list, whatever the program that it comes from put there."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return _NUMBER.sub(r"\1 ", _SIGN.sub("- ", text)).replace("\u00a0", " ").replace("\t", " ").strip("\n")


def from_html(html: str) -> str:
    """The text of a page: a paragraph each, "- " or "1. " before the lines of lists; nothing else is kept.

    Word's own lists are paragraphs that only look like lists: their class or style says what they are.
    """
    import nh3

    clean = nh3.clean(
        html,
        tags=set(_BLOCK_TAGS | {"br", "ul", "ol", "span", "td", "th"}),
        clean_content_tags={"style", "script", "title", "xml", "head"},
        attributes={"p": {"class", "style"}, "span": {"style"}},
        link_rel=None,
    )
    reader = _Reader()
    reader.feed(clean)
    reader.close()
    return "\n".join(_joined(list(reader.lines())))


def _joined(lines: list[tuple[str, str]]) -> Iterator[str]:
    """An empty line between paragraphs, none within a list."""
    before = None
    for sign, words in lines:
        if before is not None and not (sign and before):
            yield ""
        yield sign + words
        before = sign


class _Reader(HTMLParser):
    """Collects (sign, words) of each paragraph."""

    _LISTS: ClassVar = ("ul", "ol")

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[tuple[str, str]] = []
        self._words: list[str] = []
        self._lists: list[tuple[str, int]] = []
        self._sign, self._in_sign, self._spans = "", False, [False]

    def lines(self) -> Iterator[tuple[str, str]]:
        """What was read."""
        self._end()
        return iter(self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        style = (said.get("style") or "").casefold()
        if tag in self._LISTS:
            self._end()
            self._lists.append((tag, 0))
        elif tag in ("br", "td", "th"):
            self._words.append("\n" if tag == "br" else " ")
        elif tag == "span":
            self._spans.append("mso-list" in style and "ignore" in style)
        elif tag in _BLOCK_TAGS:
            self._end()
            if tag == "li":
                self._sign = self._next_sign()
            elif "mso-list" in style or "msolist" in (said.get("class") or "").casefold():
                self._sign = "- "

    def handle_endtag(self, tag: str) -> None:
        if tag in self._LISTS and self._lists:
            self._end()
            self._lists.pop()
        elif tag == "span" and len(self._spans) > 1:
            self._spans.pop()
        elif tag in _BLOCK_TAGS:
            self._end()

    def handle_data(self, data: str) -> None:
        if any(self._spans):
            if re.match(r"\s*\d{1,3}[.)]", data):
                self._sign = "1. "
            return
        self._words.append(re.sub(r"\s+", " ", data))

    def _next_sign(self) -> str:
        if not self._lists:
            return "- "
        kind, count = self._lists[-1]
        self._lists[-1] = (kind, count + 1)
        return f"{count + 1}. " if kind == "ol" else "- "

    def _end(self) -> None:
        """The paragraph is over."""
        words = "\n".join(line for part in "".join(self._words).split("\n") if (line := one_line(part)))
        if words:
            sign = self._sign
            plain = from_text(words)
            if sign and (found := re.match(r"(?:- |\d{1,3}[.)] )", plain)):
                plain = plain[found.end() :]
            self._lines.append((sign, plain))
        self._words, self._sign = [], "" if words else self._sign
