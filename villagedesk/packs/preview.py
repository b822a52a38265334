"""Pages of a finished PDF as pictures and as text, for whoever looks before it is sent."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import pypdfium2

from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _

_HYPHEN = "\x02"  # PDFium's sign for a hyphen at the end of a line, and for the line's end
_pdfium = threading.RLock()  # PDFium may be used by one thread at a time


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as pixels: `height` rows of `stride` bytes, each pixel blue, green, red and an unused byte."""

    width: int
    height: int
    stride: int
    data: bytes


class Preview:
    """A PDF held open; safe to use from any thread. Pages are counted from 0."""

    def __init__(self, pdf: bytes) -> None:
        """Unavailable when the bytes are no PDF that can be opened."""
        with _pdfium:
            try:
                self._document: Any = pypdfium2.PdfDocument(pdf)
            except pypdfium2.PdfiumError as error:
                raise Unavailable(_("This file is not a PDF that can be shown.")) from error
            self._texts: dict[int, str] = {}
            self.page_count = len(self._document)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the PDF go; closing twice is harmless."""
        with _pdfium:
            self._document.close()

    def size(self, page: int) -> tuple[float, float]:
        """Width and height in points."""
        with _pdfium:
            width, height = self._document.get_page_size(page)
            return float(width), float(height)

    def image(self, page: int, scale: float = 1) -> PageImage:
        """The page at `scale` pixels to the point."""
        with _pdfium:
            opened = self._document[page]
            bitmap = opened.render(scale=scale, prefer_bgrx=True)
            picture = PageImage(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer))
            bitmap.close()
            opened.close()
            return picture

    def text(self, page: int) -> str:
        """The page's words in reading order, lines ended by a line feed."""
        with _pdfium:
            if page not in self._texts:
                opened = self._document[page]
                words = opened.get_textpage()
                self._texts[page] = words.get_text_bounded().replace("\r\n", "\n").replace(_HYPHEN, "-\n")
                words.close()
                opened.close()
            return self._texts[page]

    def find(self, words: str) -> list[int]:
        """The pages that have the words, whatever their case and wherever lines break."""
        sought = _folded(words)
        return [page for page in range(self.page_count) if sought and sought in _folded(self.text(page))]

    def outline(self) -> list[tuple[int, str, int]]:
        """The bookmarks as (level from 0, title, page)."""
        with _pdfium:
            found = []
            for mark in self._document.get_toc():
                destination = mark.get_dest()
                page = destination and destination.get_index()
                if page is not None:
                    found.append((mark.level, mark.get_title(), page))
            return found


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace("-\n", "-").split())
