"""Reads an e-mail that was copied out of a web page or a mail program and pasted as text."""

from __future__ import annotations

import re
from datetime import date, time

from villagedesk.core.dates import parse_time
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import Part
from villagedesk.exchange.eml import made_up_id
from villagedesk.records.mail import Mail, Mailbox

_HEADS = {
    "from": ("from", "oddi wrth", "o", "gan", "sender", "anfonwr"),
    "date": ("date", "sent", "received", "dyddiad", "anfonwyd", "wedi ei anfon", "derbyniwyd"),
    "to": ("to", "at", "i", "recipients", "derbynwyr"),
    "cc": ("cc", "copy", "copi", "copi at", "copied"),
    "subject": ("subject", "pwnc", "testun", "re"),
    "other": ("bcc", "reply-to", "ateb i", "attachments", "atodiadau", "importance", "pwysigrwydd", "mailed-by"),
}
_NAMED = {word: head for head, words in _HEADS.items() for word in words}
_HEAD = re.compile(r"\s*[>*_]{0,2}\s*([A-Za-zÀ-ÿŵŷŴŶ' -]{1,20}?)\s*[*_]{0,2}\s*:\s*[*_]{0,2}\s*(.*)")
_AS_SENT = re.compile(
    r"(?:message-id|mime-version|content-[a-z-]+|return-path|delivered-to|dkim-signature|arc-[a-z-]+|"
    r"authentication-results|in-reply-to|references|list-[a-z-]+|x-[a-z0-9-]+)\s*:.*",
    re.IGNORECASE,
)
_SENT_LINE = re.compile(r"([A-Za-z][A-Za-z0-9-]*)\s*:.*")
_ADDRESS = re.compile(r"[^\s<>,;:\"()\[\]]+@[^\s<>,;:\"()\[\]]+\.[^\s<>,;:\"()\[\].]+")
_WROTE = re.compile(
    r"\s*(?:On|Ar)\s+(?P<when>.{6,70}?\d{1,2}[:.]\d\d(?:\s*[ap]\.?m\.?)?|.{6,70}?\d{4})[,:]?\s+(?P<who>[^\n]{2,120}?)\s*"
    r"(?:wrote|ysgrifennodd|a ysgrifennodd)\s*:\s*\n",
    re.IGNORECASE,
)
_WROTE_CY = re.compile(
    r"\s*(?:Ar)\s+(?P<when>.{6,70}?)[,:]?\s+(?:ysgrifennodd)\s+(?P<who>[^\n:]{2,120}?)\s*:\s*\n", re.IGNORECASE
)
_MONTHS = (
    ("jan", "ionawr", "ion"), ("feb", "chwefror", "chwef"), ("mar", "mawrth", "maw"), ("apr", "ebrill", "ebr"),
    ("may", "mai"), ("jun", "mehefin", "meh"), ("jul", "gorffennaf", "gorff"), ("aug", "awst"), ("sep", "medi"),
    ("oct", "hydref", "hyd"), ("nov", "tachwedd", "tach"), ("dec", "rhagfyr", "rhag"),
)  # fmt: skip
_NTH = r"(?:st|nd|rd|th|af|il|ydd|fed|eg|ain)?"
_DATES = (
    re.compile(r"\b(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}}){_NTH}\s+(?:o\s+)?(?P<m>[^\W\d]{{3,10}})\.?,?\s+(?P<y>\d{{4}})\b"),
    re.compile(rf"\b(?P<m>[^\W\d]{{3,10}})\.?\s+(?P<d>\d{{1,2}}){_NTH},?\s+(?P<y>\d{{4}})\b"),
    re.compile(r"\b(?P<d>\d{1,2})[/.](?P<m>\d{1,2})[/.](?P<y>\d{4}|\d\d)\b"),
    re.compile(rf"\b(?P<d>\d{{1,2}}){_NTH}\s+(?P<m>[^\W\d]{{3,10}})\b"),
)
_TIME = re.compile(r"\b(\d{1,2})[:.](\d{2})(?::\d{2})?\s*([ap])?\.?\s*(?:m\.?)?(?=\W|$)", re.IGNORECASE)


def parse(pasted: str, today: date) -> Mail | None:
    """The e-mail in pasted text; None when neither a sender nor a subject can be made out.

    Reads lines "From: ... Sent: ... To: ... Subject: ..." in English and Welsh, in any order, also with the value on
    the next line, and "On 3 October 2026 at 10:14, Nia Bowen <nia@...> wrote:". Times stay as they are written.
    """
    text = pasted.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").replace("\u00a0", " ").strip()
    head, body = _split(text)
    if not head and (wrote := _WROTE_CY.match(text + "\n") or _WROTE.match(text + "\n")):
        head = {"from": wrote["who"], "date": wrote["when"]}
        body = re.sub(r"^> ?", "", text[wrote.end() :], flags=re.MULTILINE)
    if not ("from" in head or ("subject" in head and len(head) > 1)):
        return None
    people = [box for name, part in (("from", Part.FROM), ("to", Part.TO), ("cc", Part.CC))
              for box in _mailboxes(head.get(name, ""), part)]  # fmt: skip
    unique = tuple({(box.address or box.name).casefold(): box for box in reversed(people)}.values())[::-1]
    on, at = _when(head.get("date", ""), today)
    subject, said = one_line(head.get("subject", "")), body.strip()
    when = " ".join(str(part) for part in (on, at) if part)
    return Mail(made_up_id(unique, subject, when, said), on, at, subject, said, unique)


def _split(text: str) -> tuple[dict[str, str], str]:
    """The lines of the head by what they are, and the rest; no head unless it begins in the first lines."""
    lines = _readable(text.split("\n"))
    head: dict[str, str] = {}
    at = next((n for n, line in enumerate(lines[:12]) if _is_head(line)), None)
    if at is None:
        return {}, text
    number, name = at, ""
    while number < len(lines):
        line = lines[number]
        found = _HEAD.fullmatch(line)
        known = _NAMED.get(fold(found[1])) if found else None
        if found and known and known not in head:
            name = known
            head[name] = found[2]
        elif found and known == "other" and "other" in head:
            name = known
        elif not line.strip():
            if name and not head[name].strip() and _value_follows(lines, number):
                number += 1
                continue
            if len(head) > 1 and not any(map(_is_head, lines[number + 1 : number + 2])):
                break
        elif name and (not head[name].strip() or _goes_on(line, name)):
            head[name] = f"{head[name]} {line.strip()}".strip()
        else:
            break
        number += 1
    return (head, "\n".join(lines[number:])) if len(head) > 1 else ({}, text)


def _readable(lines: list[str]) -> list[str]:
    """The lines without those of the head that only machines read, when it was copied as it was sent."""
    known = next((n for n, line in enumerate(lines) if _is_head(line)), len(lines))
    start = max((n + 1 for n, line in enumerate(lines[:known]) if not line.strip()), default=0)
    end = next((n for n, line in enumerate(lines) if n > start and not line.strip()), 0)
    if not any(map(_AS_SENT.fullmatch, lines[start:end])):
        return lines
    kept, is_kept = list[str](), True
    for line in lines[start:end]:
        if found := _SENT_LINE.fullmatch(line):
            is_kept = found[1].lower() in ("from", "to", "cc", "date", "subject")
            if is_kept:
                kept.append(line)
        elif is_kept:
            kept[-1:] = [f"{''.join(kept[-1:])} {line.strip()}"]
    return lines[:start] + kept + lines[end:]


def _is_head(line: str) -> bool:
    found = _HEAD.fullmatch(line)
    return bool(found and _NAMED.get(fold(found[1])) in ("from", "date", "to", "cc", "subject"))


def _value_follows(lines: list[str], number: int) -> bool:
    following = lines[number + 1] if number + 1 < len(lines) else ""
    return bool(following.strip()) and not _is_head(following)


def _goes_on(line: str, name: str) -> bool:
    """Whether a line is the rest of the addresses above it."""
    return name in ("to", "cc", "from") and (
        line.startswith((" ", "\t")) or bool(re.match(r"\s*<?\S+@\S+>?[;,]?$", line))
    )


def _mailboxes(words: str, part: Part) -> list[Mailbox]:
    """Those in a line such as "Nia Bowen <nia@x.org>; Tom (tom@x.org), jo@x.org"."""
    words = re.sub(r"\[?mailto:([^\]\s>]+)\]?", r"\1", words)
    found, rest = [], words
    if not _ADDRESS.search(words):
        pieces = re.split(r";", words) if ";" in words else [words]
        return [Mailbox(name, "", part) for piece in pieces if (name := _name(piece))]
    while match := _ADDRESS.search(rest):
        before, address = rest[: match.start()], match[0].strip("'.")
        *others, name = re.split(r";|,(?=[^,]*@|\s*$)", before) if ";" in before else [before.lstrip(" ,;>)]'")]
        found += [Mailbox(other, "", part) for other in map(_name, others) if other]
        found.append(Mailbox("" if _name(name).casefold() == address.casefold() else _name(name), address, part))
        rest = re.sub(r"^[\s>)\]'\"]*[;,]?", "", rest[match.end() :])
    if ";" in words and (last := _name(rest)):
        found.append(Mailbox(last, "", part))
    return found


def _name(words: str) -> str:
    name = one_line(re.sub(r"[<>()\[\]\"*]", " ", words)).strip(" ,;:'")
    family, comma, given = name.partition(", ")
    return f"{given} {family}" if comma and " " not in family and given.count(" ") < 2 else name


def _when(words: str, today: date) -> tuple[date | None, time | None]:
    """The day and the time of day as written, in English or Welsh, day before month."""
    found = ((day, match) for pattern in _DATES for match in pattern.finditer(words) if (day := _day(match, today)))
    day, match = next(found, (None, None))
    rest = words.replace(match[0], " ", 1) if match else words
    clock = _TIME.search(rest)
    half = f"{clock[3].lower()}m" if clock and clock[3] else ""
    return day, parse_time(f"{clock[1]}:{clock[2]}{half}") if clock else None


def _day(match: re.Match[str], today: date) -> date | None:
    """The date that was found; without a year the last such day."""
    parts = match.groupdict()
    month = int(parts["m"]) if parts["m"].isdigit() else _month(parts["m"])
    year = int(parts["y"]) if parts.get("y") else today.year
    try:
        found = date(year + 2000 if year < 100 else year, month, int(parts["d"]))
        return found.replace(year=year - 1) if not parts.get("y") and found > today else found
    except ValueError:
        return None


def _month(word: str) -> int:
    """The number of a month in either language, in full or cut short; 0 for another word."""
    typed = fold(word)
    return next((n for n, names in enumerate(_MONTHS, 1) if any(typed.startswith(name) for name in names)), 0)
