"""Content lines, what vCards are made of: folding, parameters, quoted-printable (RFC 6350, RFC 2426, vCard 2.1)."""

from __future__ import annotations

import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass

from villagedesk.exchange.encoding import given_away

_BREAK = re.compile(rb"\r*\n|\r")  # some write CR CR LF
_NAME = re.compile(r"\s*(?:([\w-]+)\.)?([A-Za-z][\w-]*)\s*")
_PARAMETER = re.compile(r';\s*([\w.-]*)\s*(?:=\s*((?:"[^"]*"|[^";:,]*)(?:,(?:"[^"]*"|[^";:,]*))*))?')
_PARAMETER_VALUE = re.compile(r'"([^"]*)"|([^",]+)')
_CARET = re.compile(r"\^(['n^])")
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PIECES = {mark: re.compile(rf"((?:[^\\{mark}]|\\.|\\\Z)*)(?:{mark}|\Z)", re.DOTALL) for mark in ";,"}
_BASE64 = re.compile(rb"\s*[A-Za-z0-9+/]{4,}={0,2}\s*")
_QUOTED = re.compile(rb"^[^:]*QUOTED-PRINTABLE[^:]*:", re.IGNORECASE)
_INLINE = re.compile(rb"^[^:]*[;=](?:BASE64|B)\b[^:]*:", re.IGNORECASE)
_END = re.compile(rb"\s*END\s*:\s*VCARD\s*", re.IGNORECASE)
_OLD = re.compile(rb"\s*VERSION\s*:\s*2\.1\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentLine:
    """One property. Its name is in capitals; parameter names are in capitals, their values as written.

    `number` is the line of the file, from 1. An unreadable line has no name and its text as value.
    """

    number: int
    group: str
    name: str
    parameters: dict[str, tuple[str, ...]]
    value: str
    is_old: bool  # vCard 2.1: commas are letters, a backslash only hides a semicolon

    @property
    def types(self) -> frozenset[str]:
        """The TYPE values, in small letters."""
        return frozenset(value.strip().casefold() for value in self.parameters.get("TYPE", ()))

    def parts(self, separator: str = ";") -> list[str]:
        """The components of a structured value, or the values of a list, each as text."""
        return [self._plain(part) for part in _split(self.value, separator)]

    def components(self) -> list[list[str]]:
        """The components of a structured value, each as the list of its values (one in vCard 2.1)."""
        parts = _split(self.value, ";")
        return [[self._plain(one) for one in ([part] if self.is_old else _split(part, ","))] for part in parts]

    def text(self) -> str:
        """The value as text."""
        return self._plain(self.value)

    def _plain(self, text: str) -> str:
        if "\\" not in text:
            return text
        if self.is_old:
            return re.sub(r"\\([;,])", r"\1", text)
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], text)


def _split(value: str, separator: str) -> list[str]:
    """The pieces between separators that no backslash hides."""
    if separator not in value:
        return [value]
    found = _PIECES[separator].findall(value)
    return found[:-1] if len(found) > 1 else found  # the last is the empty one at the very end


def content_lines(data: bytes) -> Iterator[ContentLine]:
    """The lines of `data`, unfolded and decoded: by their CHARSET, else as UTF-8, else as Windows-1252."""
    wide = given_away(data)
    if wide:
        data = data.decode(wide, "replace").encode()
    is_old = False
    for number, raw in _unfolded(_BREAK.split(data)):
        if raw.upper().startswith(b"BEGIN"):
            is_old = False
        elif _OLD.fullmatch(raw):
            is_old = True
        yield _parsed(number, raw, is_old)


def _unfolded(raw: list[bytes]) -> Iterator[tuple[int, bytes]]:
    """(number, whole line): what was folded is joined again, after soft breaks of quoted-printable too."""
    is_old, at = False, 0
    while at < len(raw):
        start, pieces = at, [raw[at]]
        quoted, inline = _QUOTED.match(raw[at]), _INLINE.match(raw[at])
        at += 1
        while at < len(raw):
            line = raw[at]
            if quoted and pieces[-1].endswith(b"=") and not _END.fullmatch(line):
                pieces[-1] = pieces[-1][:-1]
                pieces.append(line)
            elif line[:1] in (b" ", b"\t") and line.strip():
                pieces.append(line if is_old and not inline else line[1:])
            elif inline and b":" not in line and _BASE64.fullmatch(line):
                pieces.append(line)
            else:
                break
            at += 1
        is_old = is_old or bool(_OLD.fullmatch(raw[start]))
        if any(piece.strip() for piece in pieces):
            yield start + 1, b"".join(pieces)


def _parsed(number: int, raw: bytes, is_old: bool) -> ContentLine:
    text = raw.decode("latin-1")
    found = _NAME.match(text)
    at, parameters = (found.end() if found else 0), dict[str, tuple[str, ...]]()
    while found and (parameter := _PARAMETER.match(text, at)) and parameter.end() > at:
        name, values = _parameter(parameter)
        parameters[name] = parameters.get(name, ()) + values
        at = parameter.end()
    if not found or text[at : at + 1] != ":":
        return ContentLine(number, "", "", {}, _decoded(raw, ()), is_old)
    value = text[at + 1 :].encode("latin-1")
    encoding = {part.upper() for part in parameters.get("ENCODING", ())}
    if "QUOTED-PRINTABLE" in encoding:
        value = quopri.decodestring(value)
    decoded = _decoded(value, parameters.get("CHARSET", ()))
    return ContentLine(number, found[1] or "", found[2].upper(), parameters, decoded.strip(" \t"), is_old)


def _parameter(found: re.Match[str]) -> tuple[str, tuple[str, ...]]:
    """Its name and values. In vCard 2.1 a value may stand alone: "TEL;WORK", "NOTE;QUOTED-PRINTABLE"."""
    name, values = found[1].upper(), found[2]
    if values is None:
        is_encoding = name in ("QUOTED-PRINTABLE", "BASE64", "8BIT", "7BIT", "B")
        return ("ENCODING" if is_encoding else "TYPE"), (name,)
    parts = (quoted or plain for quoted, plain in _PARAMETER_VALUE.findall(values))
    texts = tuple(_CARET.sub(_uncaret, _decoded(part.encode("latin-1"), ())).strip() for part in parts)
    if name == "TYPE":  # 'TYPE="work,voice"' is two, as its authors meant it
        texts = tuple(piece for text in texts for piece in text.split(","))
    return name, texts


def _uncaret(found: re.Match[str]) -> str:
    return {"'": '"', "n": "\n", "^": "^"}[found[1]]  # RFC 6868


def _decoded(data: bytes, charset: tuple[str, ...]) -> str:
    for name in (*charset[:1], "utf-8"):
        try:
            return data.decode(name)
        except (LookupError, ValueError):
            pass
    return data.decode("cp1252", "replace")
