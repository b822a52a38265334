"""Reads one meeting as a council's ModernGov site publishes it (XML): agenda, papers, minutes and who attended."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, time
from html import unescape
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line, shorten, split_title
from villagedesk.core.words import Presence
from villagedesk.exchange.encoding import as_utf8
from villagedesk.exchange.markup import blocks_of
from villagedesk.records.calendar import CouncilMeeting, PublishedAttendee, PublishedItem, PublishedPaper, TextBlock

_DEEPEST = 100  # elements within each other
_MOST_ITEMS, _MOST_PAPERS, _MOST_ATTENDEES = 500, 2_000, 1_000
_LONGEST = 500  # letters of a title
_FIRST, _LAST = 1900, 2200  # years that are taken for a date: an empty one may stand as 01/01/0001
_DECLARATION = re.compile(rb"<\?xml[^>]*\?>")
_DATE = re.compile(r"(?:(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})|(\d{4})-(\d{2})-(\d{2}))(?:[ T].*)?")
_TIME = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?(?:[.:]\d{2})?\s*([ap])?\.?\s*m?\.?", re.IGNORECASE)
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


def parse(data: bytes) -> CouncilMeeting:
    """The meeting that `data` holds. Refused when there is none, or it has no date."""
    root, notes = _root(data)
    meeting = next((e for e in root.iter() if _name(e) == "meeting" and _find(e, "meetingdate") is not None), None)
    if meeting is None:
        if any(_name(e) == "meetingid" for e in root.iter()):
            raise Refused(_("The meeting has no date, so it cannot be taken. Nothing has been changed."))
        raise Refused(_("This is XML, but not a council's meeting. Nothing has been changed."))
    said = _words(meeting, "meetingdate")
    on_date = _date(said)
    if on_date is None:
        raise Refused(
            _("The meeting's date, “{text}”, is no date. Nothing has been changed.").format(text=shorten(said, 60))
            if said
            else _("The meeting has no date, so it cannot be taken. Nothing has been changed.")
        )
    starts = _words(meeting, "meetingtime")
    if starts and _time(starts) is None:
        notes.append(_("When it starts, “{text}”, is no time, so it was left out.").format(text=shorten(starts, 60)))
    status = shorten(_words(meeting, "meetingstatus"), 60)
    body = shorten(_words(meeting, "committeetitle", "committeename"), _LONGEST)
    return CouncilMeeting(
        key=shorten(_words(meeting, "meetingid"), 60),
        body=body,
        title=shorten(_words(meeting, "meetingtitle", "title"), _LONGEST) or body,
        on_date=on_date,
        starts=_time(starts),
        place=shorten(_words(meeting, "meetinglocation"), _LONGEST),
        status=status,
        is_cancelled=fold(status).startswith(("cancel", "postpone", "abandon")),
        items=_items(meeting, notes),
        attendees=_attendees(meeting, notes),
        notes=tuple(notes),
    )


def _root(data: bytes) -> tuple[Element, list[str]]:
    text, encoding_note = as_utf8(data)
    try:
        root: Element = fromstring(_DECLARATION.sub(b"", text, count=1), forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused(
            _("The file defines abbreviations of its own (a DTD), which can do harm. Nothing has been changed.")
        ) from error
    except ParseError as error:
        line, column = error.position
        raise Refused(
            _(
                "This is not XML that can be read: line {line}, column {column} is wrong. Nothing has been changed."
            ).format(line=line, column=column + 1)
        ) from error
    if _is_deep(root):
        raise Refused(_("The file is nested deeper than any meeting. Nothing has been changed."))
    return root, [encoding_note] if encoding_note else []


def _is_deep(root: Element) -> bool:
    level = [root]
    for _depth in range(_DEEPEST):
        level = [child for element in level for child in element]
        if not level:
            return False
    return True


# -- the agenda


def _items(meeting: Element, notes: list[str]) -> tuple[PublishedItem, ...]:
    found = [e for e in meeting.iter() if _name(e) == "agendaitem"]
    if len(found) > _MOST_ITEMS:
        notes.append(_("It has {n} items; the first {most} are taken.").format(n=len(found), most=_MOST_ITEMS))
    seen: Counter[str] = Counter()
    items = [_item(place, element, seen, notes) for place, element in enumerate(found[:_MOST_ITEMS], 1)]
    for number, count in Counter(item.number for item in items if item.number).items():
        if count > 1:
            note = _("{count} items have the number {number}: all are taken, in the order of the file.")
            notes.append(note.format(count=count, number=number))
    return tuple(items)


def _item(place: int, element: Element, seen: Counter[str], notes: list[str]) -> PublishedItem:
    number = shorten(_words(element, "fulldisplaynumberformat", "displaynumber", "agendaitemnumber"), 20).rstrip(" .")
    title = shorten(_plain(_markup(element, "agendaitemtitle")), _LONGEST) or _("Item {n}").format(n=place)
    key = shorten(_words(element, "agendaitemid"), 60) or f"at {place}"
    seen[key] += 1
    return PublishedItem(
        key=key if seen[key] == 1 else f"{key} again {seen[key]}",
        number="" if number == "0" else number,
        title=title,
        about=_blocks(element, "agendatext", title, notes),
        minutes=_blocks(element, "minutesnonemptyhtmlbody", title, notes)
        or _blocks(element, "decisionnonemptyhtmlbody", title, notes),  # published before the minutes are
        is_decision=_is_true(_words(element, "isdecision")),
        is_restricted=_is_true(_words(element, "isrestricted")) or _is_false(_words(element, "isdisplayallowed")),
        papers=tuple(_papers(element, notes)),
    )


def _blocks(element: Element, name: str, title: str, notes: list[str]) -> tuple[TextBlock, ...]:
    blocks, is_whole = blocks_of(_markup(element, name))
    if not is_whole:
        notes.append(_("{item}: its text is longer than can be kept; the beginning is taken.").format(item=title))
    return blocks


def _papers(item: Element, notes: list[str]) -> Iterator[PublishedPaper]:
    found = [e for e in item.iter() if _name(e) == "linkeddoc"]
    for place, element in enumerate(found[:_MOST_PAPERS], 1):
        title, url = shorten(_words(element, "title"), _LONGEST), _words(element, "url")
        if url and not _WEB.fullmatch(url):
            notes.append(
                _("The address of the paper “{title}” is no web address, so it was left out.").format(title=title)
            )
            url = ""
        yield PublishedPaper(
            key=shorten(_words(element, "attachmentid"), 60) or f"at {place}",
            title=title or _("Paper {n}").format(n=place),
            url=url[:2000],
            is_restricted=_is_true(_words(element, "isrestricted")),
            published_on=_date(_words(element, "publicationdate")),
        )


# -- who was there


def _attendees(meeting: Element, notes: list[str]) -> tuple[PublishedAttendee, ...]:
    found, expected, seen = [], 0, set()
    for element in [e for e in meeting.iter() if _name(e) == "attendee"][:_MOST_ATTENDEES]:
        title, name, _honours = split_title(shorten(_words(element, "name"), 200))
        presence = _presence(_words(element, "attendance"))
        if presence is None:
            expected += 1
        elif name and (fold(name), presence) not in seen:
            seen.add((fold(name), presence))
            found.append(
                PublishedAttendee(
                    name=name,
                    title=title,
                    role=shorten(_words(element, "roledescription"), 200),
                    presence=presence,
                    party=shorten(_words(element, "politicalparty"), 200),
                    ward=shorten(_words(element, "ward"), 200),
                )
            )
    if expected:
        notes.append(_("{n} people were only expected when this was published; they are left out.").format(n=expected))
    return tuple(found)


def _presence(said: str) -> Presence | None:
    """How somebody was there, by the council's word for it; None when the meeting was still to come."""
    word = fold(said)
    if word.startswith(("expected", "required", "invited")) or word == "":
        return None
    if "apolog" in word:
        return Presence.APOLOGIES
    if word.startswith(("absent", "not present", "did not attend", "not required")):
        return Presence.ABSENT
    if word.startswith(("present", "attended", "late", "yes", "substitut")):
        return Presence.PRESENT
    return Presence.IN_ATTENDANCE


# -- what elements say; names count without prefix and case


def _name(element: Element) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return re.split("[}:]", tag)[-1].casefold()


def _find(element: Element, name: str) -> Element | None:
    return next((child for child in element if _name(child) == name), None)


def _words(element: Element, *names: str) -> str:
    """What a child or an attribute of one of these names says, on one line."""
    for name in names:
        child = _find(element, name)
        said = "".join(child.itertext()) if child is not None else ""
        said = said or next((value for key, value in element.attrib.items() if key.casefold() == name), "")
        if said := one_line(unescape(said)):  # what was escaped for a page is escaped once more for the file
            return said
    return ""


def _markup(element: Element, name: str) -> str:
    """The HTML in a child, whether it stands there as text or as elements."""
    child = _find(element, name)
    return "" if child is None else _inside(child)


def _inside(element: Element) -> str:
    parts = [element.text or ""]
    for child in element:
        tag = _name(child)
        parts += [f"<{tag}>", _inside(child), "" if tag == "br" else f"</{tag}>", child.tail or ""]
    return "".join(parts)


def _plain(markup: str) -> str:
    return " ".join(block.text for block in blocks_of(markup)[0])


def _is_true(said: str) -> bool:
    return fold(said) in ("true", "1", "yes", "-1")


def _is_false(said: str) -> bool:
    return fold(said) in ("false", "0", "no")


def _date(said: str) -> date | None:
    found = _DATE.fullmatch(one_line(said))
    if found is None:
        return None
    day, month, year = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
    try:
        return date(int(year), int(month), int(day)) if _FIRST <= int(year) <= _LAST else None
    except ValueError:
        return None


def _time(said: str) -> time | None:
    found = _TIME.match(one_line(said))
    if found is None:
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), (found[3] or "").casefold()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        return None
