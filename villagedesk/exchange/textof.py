"""The words in a document: PDF, e-mail, Office and OpenDocument files, and plain text."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from email import message_from_bytes
from email.policy import default
from typing import Any

from villagedesk.exchange.encoding import given_away

_MOST_PARTS, _MOST_DEPTH, _MOST_BYTES = 400, 3, 64_000_000
_PARTED = frozenset(
    ("p", "br", "tab", "tr", "row", "si", "h", "line-break", "cr", "c", "v", "table-cell", "comment", "Relationship")
)
_UNREAD = None


def texts(files: list[tuple[str, bytes]]) -> list[str | None]:
    """The words in each of these (name, bytes); None for one that has none to be read. Runs in the cage's child."""
    return [text_of(name, data) for name, data in files]


def text_of(name: str, data: bytes, depth: int = 0) -> str | None:
    """The words in one document; None when it is of a kind without words, or broken."""
    try:
        if data.startswith(b"%PDF"):
            return _pdf(data)
        if data.startswith(b"PK\x03\x04"):
            return _packed(data, depth)
        if name.casefold().endswith((".eml", ".mht")) or re.match(
            rb"(?i)(?:received|from|return-path|date|delivered-to|mime-version):", data[:200]
        ):
            return _message(data, depth)
        return _plain(data)
    except (ValueError, KeyError, LookupError, OSError, RuntimeError, zipfile.BadZipFile, SyntaxError):
        return _UNREAD


def _plain(data: bytes) -> str | None:
    try:
        text = data.decode(given_away(data) or "utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return text if sum(char.isprintable() or char.isspace() for char in text) > 0.95 * len(text) else _UNREAD


def _pdf(data: bytes) -> str | None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return _UNREAD
    pages = []
    for number in range(len(document)):
        words = document[number].get_textpage()
        pages.append(words.get_text_bounded().replace("\x02", "-"))
    about = " ".join(document.get_metadata_dict().values())
    text = "\n".join(pages)
    return f"{text}\n{about}" if text.strip() else _UNREAD


def _packed(data: bytes, depth: int) -> str | None:
    """An Office or OpenDocument file: the words of all its XML parts, and of what is packed inside."""
    parts, room = [], _MOST_BYTES
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for entry in packed.infolist()[:_MOST_PARTS]:
            room -= entry.file_size
            if entry.is_dir() or room < 0:
                continue
            content = packed.read(entry)
            if entry.filename.endswith((".xml", ".rels")):
                parts.append(_xml(content))
            elif depth < _MOST_DEPTH and (inside := text_of(entry.filename, content, depth + 1)):
                parts.append(inside)
    return "\n".join(filter(None, parts)) or _UNREAD


def _xml(data: bytes) -> str:
    from defusedxml.ElementTree import fromstring

    return "".join(_shown(fromstring(data, forbid_dtd=True)))


def _shown(element: Any) -> Iterator[str]:
    """Runs of letters are joined as they are shown; paragraphs, cells and lines are parted."""
    tag = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    yield element.text or ""
    for child in element:
        yield from _shown(child)
        yield child.tail or ""
    if tag == "Relationship":
        yield element.get("Target", "")
    if tag in _PARTED:
        yield "\n"


def _message(data: bytes, depth: int) -> str | None:
    message = message_from_bytes(data, policy=default)
    parts = [f"{name}: {value}" for name, value in message.items()]
    for part in message.walk():
        if part.is_multipart():
            continue
        if name := part.get_filename():
            parts.append(name)
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        if part.get_content_maintype() == "text":
            text = content.decode(part.get_content_charset() or "utf-8", "replace")
            parts.append(_without_tags(text) if part.get_content_subtype() == "html" else text)
        elif depth < _MOST_DEPTH and (inside := text_of(name or "", content, depth + 1)):
            parts.append(inside)
    return "\n".join(parts)


def _without_tags(markup: str) -> str:
    from html import unescape

    return unescape(re.sub(r"<[^>]*>", " ", markup)) + "\n" + markup
