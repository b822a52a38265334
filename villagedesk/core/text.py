"""Names and text as people write them: folded for finding, sorted, shortened."""

from __future__ import annotations

import re
import unicodedata

from villagedesk.core.i18n import _

_SPACE = re.compile(r"\s+")
_TITLES = re.compile(
    r"(?P<title>(?:(?:(?:y\s+)?cyng(?:horydd)?|(?:(?:county|city|borough|district|town|parish|community)\s+)?councillor"
    r"|cllr|alderman|ald|dr|mrs|mr|ms|miss|mx|prof|professor|rev|revd|sir|dame|lord|lady|baroness)\b\.?\s+)+)(?P<name>\S.*)",
    re.IGNORECASE,
)
_HONOURS = re.compile(
    r"(?P<name>.*?\S)[\s,]+(?P<honours>(?:(?:OBE|MBE|CBE|KBE|DBE|BEM|KSG|JP|DL|KC|QC|MP|MS|MSP|MSc|BSc|BA|MA|PhD)\b[.,]?\s*)+)"
)
_PARTICLES = {"van", "von", "de", "del", "della", "di", "da", "du", "la", "le", "ap", "ab", "der", "den", "bin", "al"}


def one_line(text: str) -> str:
    """The text with every run of white space as one space, and none at the ends."""
    return _SPACE.sub(" ", text).strip()


def lower_first(words: str) -> str:
    """With a small first letter, for the middle of a sentence; what is in capitals stays ("BBC", "A4")."""
    return words[:1].lower() + words[1:] if words[1:2].islower() or words[1:2] == " " else words


def fold(text: str) -> str:
    """For comparing: without case, accents and doubled space ("Dŵr " and "dwr" are equal)."""
    if text.isascii():
        return one_line(text).lower()  # the same, in a fraction of the time: lists are filtered with it
    letters = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return one_line("".join(c for c in letters if not unicodedata.combining(c)))


def split_title(name: str) -> tuple[str, str, str]:
    """A name as lists print it, as (title, name, honours): "Cllr. Dr Grace Adeyemi MBE" gives all three."""
    name, title, honours = one_line(name), "", ""
    if found := _TITLES.fullmatch(name):
        title, name = one_line(found["title"]), found["name"]
    if found := _HONOURS.fullmatch(name):
        name, honours = found["name"].rstrip(" ,"), one_line(found["honours"]).rstrip(",")
    return title, name, honours


def sort_name(name: str) -> str:
    """What a person is sorted by: family name first, folded; a particle stays with the family name."""
    words = fold(re.sub(r"<[^>]*>", " ", name)).split()
    if len(words) < 2:
        return " ".join(words)
    start = len(words) - 1
    while start > 1 and words[start - 1] in _PARTICLES:
        start -= 1
    return " ".join(words[start:] + words[:start])


def given_and_family(name: str) -> tuple[str, str]:
    """The name in two, as it is sorted: "Rosa van Dam" as "Rosa" and "van Dam"; one word is a family name."""
    words = one_line(name).split(" ")
    start = len(words) - 1
    while start > 1 and fold(words[start - 1]) in _PARTICLES:
        start -= 1
    return " ".join(words[:start]), " ".join(words[start:])


def initials(name: str) -> str:
    """One or two letters that stand for a name in a picture's place."""
    words = [word for word in re.split(r"[\s\-]+", name) if word[:1].isalnum()]
    return "".join(word[0].upper()[0] for word in ([words[0], words[-1]] if len(words) > 1 else words[:1]))


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters on one line, cut at a word, with "..." where it was cut."""
    line = one_line(text)
    if len(line) <= limit:
        return line
    cut = line[: max(0, limit - 3)]
    return ((cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,.;:") + "...")[:limit]


_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)


def file_stem(words: str) -> str:
    """The words as the name of a file on Windows, macOS and Linux, without a suffix; never empty."""
    stem = _NOT_IN_NAMES.sub(" ", words)
    stem = " ".join(stem.split())[:120].strip(" .")
    return f"_{stem}" if not stem or _DEVICES.fullmatch(stem) else stem


def show_size(count: int) -> str:
    """So many bytes: "480 KB", "1.9 MB"."""
    if count < 1_000_000:
        return _("{n} KB").format(n=max(1, round(count / 1000)))
    return _("{n} MB").format(n=f"{count / 1_000_000:.1f}")
