"""Whatever is typed into any field of any section is what two engines read on paper."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from typing import Any

import pypdf
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.packs.elm_park import elm_park
from villagedesk.core.words import ActionStatus
from villagedesk.packs import sheet
from villagedesk.packs.build import build_pdf
from villagedesk.packs.letters import printable
from villagedesk.packs.preview import Preview
from villagedesk.records.packs import MinuteDecision, PackContent

#: Not printed as they are: the language, the names of sections; the foot is cut to the page's width; an outcome's own
#: words stand instead of its name.
_NOT_PRINTED = {"language", "sections", "short_title"}
_MARKUP = st.sampled_from(
    [
        "<b>",
        "</para>",
        "<br/>",
        "&amp;",
        "&#60;",
        "<!--",
        "]]>",
        "%gap 1",
        "\\(",
        "(",
        "{0}",
        "{name}",
        "%s",
        "#",
        '"',
        "'",
    ]
)
_GLYPHS = map(chr, sorted(sheet.register_fonts()))
_LETTERS = st.sampled_from([c for c in _GLYPHS if " " < c < "\ufff0" and not unicodedata.combining(c)])
_TYPED = st.lists(_MARKUP | _LETTERS, min_size=1, max_size=12).map("".join)
_ANY = st.text(min_size=1, max_size=12)


def _filled(record: Any, typed: str, count: Iterator[int], used: list[str]) -> Any:
    """The record with a numbered copy of `typed` in every field that is text."""
    if isinstance(record, str) and not isinstance(record, Enum):
        used.append(f"Q{next(count)}Q{typed}")
        return used[-1]
    if isinstance(record, tuple):
        return tuple(_filled(item, typed, count, used) for item in record)
    if is_dataclass(record) and not isinstance(record, type):
        names = [field.name for field in fields(record) if field.name not in _NOT_PRINTED]
        return replace(record, **{name: _filled(getattr(record, name), typed, count, used) for name in names})
    return record


def _small() -> PackContent:
    """One or two of each thing, so that a run is quick."""
    content = elm_park(2)
    assert content.minutes is not None
    items = tuple(
        replace(item, blocks=tuple(b for b in item.blocks if not isinstance(b, MinuteDecision) or b.how))
        for item in (content.minutes.items[0], content.minutes.items[7])
    )
    minutes = replace(content.minutes, items=items, attendance=content.minutes.attendance[2:])
    actions = tuple(replace(action, moved=1, status=ActionStatus.DROPPED) for action in content.actions)
    return replace(
        content, agenda=content.agenda[4:5], minutes=minutes, decisions=content.decisions[:1], actions=actions,
        people=content.people[:2],
    )  # fmt: skip


def _squeezed(text: str) -> str:
    return "".join(c for c in text if not c.isspace())


def _engines(pdf: bytes) -> Iterator[str]:
    with Preview(pdf) as preview:
        yield _squeezed("".join(preview.text(page) for page in range(preview.page_count)))
    yield _squeezed("".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


@settings(max_examples=20, deadline=None)
@given(_TYPED)
def test_text_in_is_text_out(typed: str) -> None:
    used: list[str] = []
    content = _filled(_small(), typed, iter(range(10_000)), used)
    glyphs = sheet.register_fonts()
    for text in _engines(build_pdf(content)):
        missing = [value for value in used if _squeezed(printable(value, glyphs)) not in text]
        assert missing == []


@settings(max_examples=30, deadline=None)
@given(_ANY)
def test_no_text_stops_a_pack(typed: str) -> None:
    used: list[str] = []
    content = _filled(_small(), typed, iter(range(10_000)), used)
    for text in _engines(build_pdf(content)):
        assert "Page1of" in text
