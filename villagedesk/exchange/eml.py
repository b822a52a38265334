"""Reads an e-mail saved as a file (RFC 5322 with MIME); whatever is broken in it, the rest is taken."""

from __future__ import annotations

import email
import hashlib
import re
from datetime import UTC, datetime
from email import policy
from email.header import decode_header
from email.message import EmailMessage, Message
from email.utils import getaddresses, parsedate_to_datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from villagedesk.core.clock import ZONE
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.core.text import one_line
from villagedesk.core.words import Part
from villagedesk.exchange import cage
from villagedesk.exchange.cage import Limits
from villagedesk.exchange.plaintext import words_of
from villagedesk.records.mail import Mail, Mailbox, MailFile

LIMITS = Limits(input_bytes=75_000_000, memory_bytes=900_000_000, output_bytes=64_000_000, seconds=30)
MOST_BYTES = 50 * 1024 * 1024
_MOST_FILES, _MOST_DEPTH, _MOST_PEOPLE, _MOST_TEXT = 100, 20, 200, 500_000
_HEADS = (("from", Part.FROM), ("to", Part.TO), ("cc", Part.CC))
_KNOWN_HEAD = re.compile(rb"^(?:from|to|subject|date|received|message-id|mime-version|return-path):", re.I | re.M)
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.I)
_MEANT = dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"), "cp1252")  # as browsers do


def read(path: Path, *, report: Report = silent) -> Mail:
    """The e-mail in a file, read in a child process. Refused when it is none; Unavailable and Cancelled as the cage."""
    found = cage.run(_read, path, limits=LIMITS, report=report)
    assert isinstance(found, Mail)
    return found


def _read(path: Path) -> Mail:
    return parse(cage.content(path, LIMITS))


def parse(data: bytes) -> Mail:
    """The e-mail in `data`. Refused when there is no head of an e-mail in it."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b"\r\n")
    if data.startswith(b"From ") and b"\n" in data:
        data = data.split(b"\n", 1)[1]  # the separator of a mailbox file
    if not _KNOWN_HEAD.search(data[:65_536]):
        raise Refused(_("This is not an e-mail: it has no sender, no subject and no date. Nothing has been filed."))
    message = email.message_from_bytes(data, policy=policy.default)
    notes: list[str] = []
    at = _sent_at(message, notes)
    text, files = _body(message, notes)
    people, subject = _people(message, notes), one_line(_head(message, "subject"))
    local = at.astimezone(ZoneInfo(ZONE)) if at else None
    return Mail(
        message_id=_message_id(message) or made_up_id(people, subject, at.isoformat() if at else "", text),
        on_date=local.date() if local else None,
        at_time=local.time().replace(second=0, microsecond=0) if local else None,
        subject=subject,
        text=text,
        people=people,
        files=files,
        notes=tuple(dict.fromkeys(notes)),
    )


def made_up_id(people: tuple[Mailbox, ...], subject: str, at: str, text: str) -> str:
    """What an e-mail without a Message-ID is known again by."""
    senders = sorted(one.address.casefold() for one in people if one.part is Part.FROM)
    said = "\n".join([*senders, subject, at, re.sub(r"\s+", " ", text).strip()])
    return "sha256:" + hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()


def _head(message: Message, name: str) -> str:
    """A header's words, as far as they can be made out. The standard library's own reading gives up bytes and more."""
    return _clean(_decoded(next((value for key, value in _raw(message) if key == name), "")))


def _decoded(words: str) -> str:
    """Encoded words that were left in a header, and bytes that were no ASCII."""
    if "=?" in words:
        words = _with_encoded(words)
    if re.search("[\udc80-\udcff]", words):
        words = _text_of(words.encode("utf-8", "surrogateescape"), None)
    return words


def _with_encoded(words: str) -> str:
    """Encoded words in clear; a broken one stays as it is written."""
    try:
        parts = decode_header(words)
        return "".join(_text_of(part, charset) if isinstance(part, bytes) else part for part, charset in parts)
    except Exception:  # the standard library raises almost anything here
        return words


def _text_of(data: bytes, charset: str | None) -> str:
    """Bytes as text: as UTF-8 or as they say, else in the encoding that mistaken mail most often is in."""
    named = (charset or "utf-8").strip().strip("\"'").casefold()
    for name in ("utf-8", _MEANT.get(named, named), "cp1252"):
        try:
            return data.decode(name)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return data.decode("latin-1")


def _clean(words: str) -> str:
    """Without what cannot be stored or would hide text: NUL, lone surrogates, control and direction marks."""
    words = words.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufeff]", "", words)


def _message_id(message: Message) -> str:
    found = one_line(_head(message, "message-id"))
    inside = re.search(r"<([^<>]+)>", found)
    return (inside[1] if inside else found).strip()[:400]


def _sent_at(message: Message, notes: list[str]) -> datetime | None:
    """When it was sent, or else when the last server took it; aware, in UTC where it names no zone."""
    written = _head(message, "date")
    taken = [value.rpartition(";")[2] for key, value in _raw(message) if key == "received"]
    if (found := _instant(written)) is not None:
        return found
    found = next(filter(None, map(_instant, taken)), None)
    notes.append(
        _("Its date cannot be read; the day is the one on which it arrived.")
        if found
        else _("It has no date that can be read.")
    )
    return found


def _instant(words: str) -> datetime | None:
    """The instant in a header, aware; as UTC where it names no zone, None where it is none."""
    try:
        found = parsedate_to_datetime(one_line(re.sub(r"\([^)]*\)", " ", words)))
        found = found if found.tzinfo else found.replace(tzinfo=UTC)
        found.astimezone(UTC)
    except Exception:  # a date can be broken in any way
        return None
    return found if 1980 <= found.year <= 2200 else None


def _raw(message: Message) -> list[tuple[str, str]]:
    return [(key.casefold(), str(value)) for key, value in message.raw_items()]


def _people(message: Message, notes: list[str]) -> tuple[Mailbox, ...]:
    """Sender and recipients, each address once, with the part that it had first."""
    found: dict[str, Mailbox] = {}
    for head, part in _HEADS:
        lines = [value for key, value in _raw(message) if key == head]
        if head == "from" and not any(map(str.strip, lines)):
            lines = [value for key, value in _raw(message) if key in ("sender", "reply-to", "return-path")][:1]
        unfolded = [one_line(_clean(line if "=?" in line else _decoded(line))) for line in lines]
        for name, address in _addresses(unfolded):
            found.setdefault((address or name).casefold(), Mailbox(name, address, part))
    if not any(one.part is Part.FROM for one in found.values()):
        notes.append(_("It does not say who sent it."))
    if len(found) > _MOST_PEOPLE:
        notes.append(_("It went to more than {n} people: only the first are kept.").format(n=_MOST_PEOPLE))
    return tuple(found.values())[:_MOST_PEOPLE]


def _addresses(lines: list[str]) -> list[tuple[str, str]]:
    """(name, address) of each in address lines; names are decoded after the commas were found."""
    made = []
    for line in lines:
        pairs = getaddresses([line])
        if not any("@" in address for _name, address in pairs):
            pairs = [("", each) for each in re.findall(r"[^\s<>,;\"]+@[^\s<>,;\"]+", line)] or [(line, "")]
        for name, address in pairs:
            address, name = one_line(_clean(address)), one_line(_clean(_decoded(name))).strip("\"'")
            if "@" not in address:
                address, name = "", name or address
            if name.casefold() == address.casefold():
                name = ""
            if (name or address) and not name.casefold().startswith("undisclosed"):
                made.append((name[:200], address[:320]))
    return made


def _body(message: Message, notes: list[str]) -> tuple[str, tuple[MailFile, ...]]:
    """Its words (plain text, else those of its web page) and the files that came with it."""
    plain: list[str] = []
    pages: list[str] = []
    files: list[MailFile] = []
    for part in _leaves(message, 0):
        kind, name = part.get_content_type().casefold(), _file_name(part)
        is_text = kind in ("text/plain", "text/html") and not name and _disposition(part) != "attachment"
        if is_text:
            (plain if kind == "text/plain" else pages).append(_clean(_text_in(part)))
        elif not (_disposition(part) == "inline" and kind.startswith("image/")) and not _is_drawn(part, kind):
            _keep(files, part, kind, name, notes)
    text = "\n\n".join(filter(None, map(str.strip, plain))) or "\n\n".join(filter(None, map(words_of, pages)))
    if len(text) > _MOST_TEXT:
        text = text[:_MOST_TEXT]
        notes.append(_("It is very long: its text is cut after {n} characters.").format(n=_MOST_TEXT))
    return text, tuple(files)


def _leaves(part: Message, depth: int) -> list[Message]:
    """The parts that hold something, in order; a message inside is one of them."""
    if part.get_content_maintype() == "message" or not part.is_multipart() or depth > _MOST_DEPTH:
        return [part]
    inside = part.get_payload()
    return [leaf for each in inside if isinstance(each, Message) for leaf in _leaves(each, depth + 1)]


def _disposition(part: Message) -> str:
    try:
        return part.get_content_disposition() or ""
    except Exception:  # see _head
        return "attachment" if "attachment" in str(dict(_raw(part)).get("content-disposition", "")).casefold() else ""


def _is_drawn(part: Message, kind: str) -> bool:
    """Whether a picture belongs to the web page (a logo under a signature)."""
    return kind.startswith("image/") and "content-id" in dict(_raw(part)) and _disposition(part) != "attachment"


def _text_in(part: Message) -> str:
    try:
        data = part.get_payload(decode=True)
    except Exception:  # a broken encoding of the transfer
        data = None
    if not isinstance(data, bytes):
        return str(part.get_payload())
    try:
        charset = part.get_content_charset()
    except Exception:  # see _head
        charset = None
    return _text_of(data, charset)


def _file_name(part: Message) -> str:
    try:
        return _decoded(part.get_filename() or "")
    except Exception:  # see _head
        return ""


def _keep(files: list[MailFile], part: Message, kind: str, name: str, notes: list[str]) -> None:
    if kind == "message/rfc822":
        inside = part.get_payload()
        inner = inside[0] if isinstance(inside, list) and inside and isinstance(inside[0], Message) else None
        data = _bytes_of(inner) if inner is not None else _text_in(part).encode("utf-8", "replace")
        subject = one_line(_head(inner, "subject"))[:80] if inner is not None else ""
        name = name or f"{subject or _('E-mail')}.eml"
    else:
        payload = part.get_payload(decode=True) if not part.is_multipart() else None
        data = payload if isinstance(payload, bytes) else b""
    shown = safe_name(name)
    if not data:
        notes.append(_("The attachment {name} is empty and was left out.").format(name=shown))
    elif len(data) > MOST_BYTES or sum(len(file.data) for file in files) + len(data) > MOST_BYTES:
        notes.append(_("The attachment {name} was left out: together they are over 50 MB.").format(name=shown))
    elif len(files) >= _MOST_FILES:
        notes.append(_("Only the first {n} attachments are kept.").format(n=_MOST_FILES))
    else:
        files.append(MailFile(shown, kind, data))


def _bytes_of(message: Message) -> bytes:
    try:
        return message.as_bytes(policy=policy.compat32)
    except Exception:  # what cannot be written again is kept as far as it can be printed
        return _text_in(message).encode("utf-8", "replace") if isinstance(message, EmailMessage) else b""


def safe_name(name: str) -> str:
    """A file's name that is no path and can be written on any system."""
    last = re.split(r"[\\/]", _clean(name).replace("\n", " "))[-1]
    last = one_line(re.sub(r'[<>:"|?*\t]', "", last)).strip(" .")
    if _RESERVED.fullmatch(last):
        last = f"_{last}"
    stem, dot, ending = last.rpartition(".")
    if len(last) > 120:
        last = f"{stem[: 119 - len(ending)]}.{ending}" if dot and len(ending) <= 8 else last[:120]
    return last or _("Attachment")
