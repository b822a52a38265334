"""A web page's words: tags gone, nothing fetched, lines where a reader would see them."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_APART = frozenset(("blockquote", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"))
_BREAKS = _APART | frozenset((
    "address", "article", "aside", "br", "center", "dd", "div", "dt", "fieldset", "figure", "footer", "form", "header",
    "hr", "li", "main", "nav", "section", "tr",
))  # fmt: skip
_UNSEEN = frozenset(("head", "iframe", "noscript", "object", "script", "style", "svg", "template", "title"))
_LEAVES = frozenset((
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
))  # fmt: skip


def words_of(page: str) -> str:
    """The text of HTML: paragraphs apart by an empty line, "- " before items, a link's address after its words."""
    reader = _Reader()
    reader.feed(page.replace("\0", ""))
    reader.close()
    lines = [re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._unseen = ""
        self._depth = 0
        self._link, self._link_from = "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._unseen:
            self._depth += tag == self._unseen
            return
        if tag in _UNSEEN:
            self._unseen, self._depth = tag, 1
        elif tag in _BREAKS:
            self.parts.append("\n\n" if tag in _APART else "\n")
            if tag == "li":
                self.parts.append("- ")
        elif tag in ("td", "th"):
            self.parts.append(" ")
        elif tag == "a":
            self._link, self._link_from = dict(attrs).get("href") or "", len(self.parts)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEAVES:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._depth -= tag == self._unseen
            if self._depth == 0 or tag == "body":
                self._unseen = ""
        elif tag == "a":
            self._end_link()
        elif tag in _BREAKS:
            self.parts.append("\n\n" if tag in _APART else "\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(re.sub(r"[\r\n]+", " ", data))

    def _end_link(self) -> None:
        shown = "".join(self.parts[self._link_from :]).strip()
        link, self._link = self._link.strip(), ""
        if link.startswith(("http://", "https://")) and shown and shown.rstrip("/") not in link:
            self.parts.append(f" ({link})")
