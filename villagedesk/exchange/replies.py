"""Reads what comes back of a form (records/forms.py): the PDF that was filled in, or what its web page saved."""

from __future__ import annotations

import ctypes
import json
import re
from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.core.words import ReplyWay
from villagedesk.exchange import cage
from villagedesk.exchange.cage import Limits
from villagedesk.records.forms import TICKED, Answers, bare

_LIMITS = Limits(input_bytes=20_000_000, seconds=20.0)
_ABOUT = re.compile(r"villagedesk:(\w+):([\w-]+)")
_LONGEST = 10_000  # characters of one answer


def read(path: Path, *, report: Report = silent) -> Answers:
    """What a reply says. Blocks until a child process has read it.

    Raises Refused for what is no reply (and says what it is instead), Unavailable when the file can't be reached or its
    reading was stopped.
    """
    answers: Answers = cage.run(_read, path, limits=_LIMITS, report=report)
    return answers


def parse(data: bytes) -> Answers:
    """The answers in a file's bytes; Refused when it is no reply. Runs in the child."""
    start = data[:2048].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if not start:
        raise Refused(_("The file is empty, so it is no reply."))
    if data[:1024].find(b"%PDF") >= 0:
        return _pdf(data)
    if start.startswith(b"{"):
        return _saved(data)
    if start.startswith((b"<!doctype html", b"<html")):
        if b"VillageDesk reply form" in data[:8192]:
            raise Refused(
                _(
                    "This is the form, not the reply: what was filled in is in the file that its button “Save the "
                    "reply” saved, whose name ends in .json. Ask for that one."
                )
            )
        raise Refused(_("This is a web page, not a reply."))
    raise Refused(
        _(
            "This is not a reply. A reply is the PDF form that was filled in, or the file that the web page saved "
            "(its name ends in .json)."
        )
    )


def _read(path: Path) -> Answers:
    return parse(cage.content(path, _LIMITS))


def _saved(data: bytes) -> Answers:
    """The file that the web page saved; every value in it is a string, or it is no reply."""
    try:
        told = json.loads(data.decode("utf-8-sig"))
        if told.get("villagedesk") != "reply":
            raise Refused(_("This file was not saved by a form of VillageDesk, so it is no reply."))
        kind, form, head = _text(told["kind"]), _text(told["form"]), _texts(told["head"])
        entries = [(_text(one["id"]), _text(one["words"]), _texts(one["answers"])) for one in told["entries"]]
        parts = [kind, form, *_pairs(head)]
        for key, words, given in entries:
            parts += [key, words, *_pairs(given)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(
            _("The reply is damaged: it was cut off or changed on its way. Ask for it to be sent again.")
        ) from error
    return Answers(
        kind=kind,
        form_id=form,
        way=ReplyWay.HTML,
        head=head,
        answers={key: given for key, _words, given in entries if given},
        words={key: words for key, words, _given in entries},
        was_changed=told.get("sum") != _sum("\x1f".join(parts)),
        sha256=sha256(data).hexdigest(),
    )


def _text(value: Any) -> str:
    if not isinstance(value, str) or len(value) > _LONGEST:
        raise TypeError
    return value


def _texts(value: Any) -> dict[str, str]:
    return {_text(name): _text(given) for name, given in value.items()}


def _pairs(given: Mapping[str, str]) -> list[str]:
    return [f"{name}={given[name]}" for name in sorted(given)]


def _sum(text: str) -> str:
    """FNV-1a over UTF-16, as resources/forms/reply.js: it tells a change, it is no signature."""
    value = 0x811C9DC5
    for byte in text.encode("utf-16-le", "surrogatepass"):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    return f"{value:08x}"


def _pdf(data: bytes) -> Answers:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
        fields, pages = dict[str, str](), list[str]()
        for number in range(len(document)):
            page = document[number]
            pages.append(page.get_textpage().get_text_bounded())
            fields |= dict(_fields(document, page)) if document.formenv else {}
    except pypdfium2.PdfiumError as error:
        raise Refused(_("The PDF is damaged or locked, so the reply can't be read.")) from error
    about = next((found for value in fields.values() if (found := _ABOUT.fullmatch(value))), None)
    if about is None:
        raise Refused(_no_form(has_fields=bool(fields)))
    head: dict[str, str] = {}
    answers: dict[str, dict[str, str]] = {}
    for name, value in fields.items():
        entry, colon, asked = name.partition(":")
        if colon and value.strip():
            (answers.setdefault(entry, {}) if entry else head)[asked] = value[:_LONGEST]
    return Answers(
        kind=about[1],
        form_id=about[2],
        way=ReplyWay.PDF,
        head=head,
        answers=answers,
        words={"": bare("".join(pages))},
        sha256=sha256(data).hexdigest(),
    )


def _no_form(*, has_fields: bool) -> str:
    if has_fields:
        return _("This PDF is a form, but none of VillageDesk's, so it is no reply.")
    return _(
        "This PDF has no fields to read. If it is the form, it was printed or scanned: type in what it says, "
        "or ask for the PDF itself as it was saved after it was filled in."
    )


def _fields(document: Any, page: Any) -> Iterator[tuple[str, str]]:
    """(name, value) of the fields on a page."""
    from pypdfium2 import raw

    env = document.formenv.raw
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        try:
            kind = raw.FPDFAnnot_GetFormFieldType(env, annotation)
            if kind == raw.FPDF_FORMFIELD_CHECKBOX:
                value = TICKED if raw.FPDFAnnot_IsChecked(env, annotation) else ""
            elif kind in (raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX):
                value = _wide(raw.FPDFAnnot_GetFormFieldValue, env, annotation)
            else:
                continue
            yield _wide(raw.FPDFAnnot_GetFormFieldName, env, annotation), value
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _wide(get: Any, env: Any, annotation: Any) -> str:
    """A UTF-16 string that pdfium gives in two calls: how long it is, then the string."""
    size = get(env, annotation, None, 0)
    room = ctypes.create_string_buffer(size)
    get(env, annotation, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw[: max(0, size - 2)].decode("utf-16-le", "replace").replace("\r\n", "\n").replace("\r", "\n")
