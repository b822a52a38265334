"""Reads vCards 2.1, 3.0 and 4.0, as address books and telephones write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.reach import as_email
from villagedesk.core.text import fold, shorten, split_title
from villagedesk.exchange.contentlines import ContentLine, content_lines
from villagedesk.exchange.pictures import picture_in
from villagedesk.exchange.roster import LONGEST_NAME, Roster, line_of, lines_of, role_of
from villagedesk.records.imports import (
    Contact,
    Identifiers,
    MembershipEntry,
    OrganizationEntry,
    PeopleList,
    PersonEntry,
)

SCHEME = "vcard"
"""Of identifiers that are the UID of a card."""
OWN_IDENTIFIER, OWN_LANGUAGES = "X-VILLAGEDESK-ID", "X-VILLAGEDESK-LANGUAGES"

_MACHINERY = {
    "VERSION", "PRODID", "REV", "UID", "KIND", "N", "FN", "END", "BEGIN", "SORT-STRING", "MAILER", "CLASS", "PROFILE",
    "SOURCE", "NAME", "X-ABLABEL", "X-ABADR", "X-ABSHOWAS", "X-ABUID", "X-MS-OL-DESIGN", "X-MS-CARDPICTURE",
    "X-MS-OL-DEFAULT-POSTAL-ADDRESS", "X-ADDRESSBOOKSERVER-KIND", "X-PHONETIC-FIRST-NAME", "X-PHONETIC-LAST-NAME",
    "X-PHONETIC-MIDDLE-NAME", "X-PHONETIC-ORG", "X-FILE-AS", "X-EVOLUTION-FILE-AS", "X-IMAGETYPE", "X-IMAGEHASH",
}  # fmt: skip
"""What is about the card, or says again what another property says; no word is lost on it."""
_REACHED = {"TEL", "EMAIL", "ADR", "LABEL", "URL"}
_TAKEN = _REACHED | {
    "ORG", "TITLE", "ROLE", "NICKNAME", "CATEGORIES", "NOTE", "PHOTO", "LANG",
    "PRONOUNS", "X-PRONOUNS", OWN_IDENTIFIER, OWN_LANGUAGES,
}  # fmt: skip
_SOCIAL = {
    "IMPP", "SOCIALPROFILE", "X-SOCIALPROFILE", "X-MS-IMADDRESS", "X-SKYPE", "X-SKYPE-USERNAME", "X-TWITTER", "X-AIM",
    "X-JABBER", "X-ICQ", "X-MSN", "X-YAHOO", "X-GOOGLE-TALK",
}  # fmt: skip
_STANDARD = {"homepage": "", "other": "", "assistantphone": "assistant"}
"""Labels of Apple's address book, as we say them."""
_SYSTEM_TAGS = {"myContacts", "starred"}  # Google's
_LISTS = {"group", "location", "application", "device"}


def parse(data: bytes) -> PeopleList:
    """The people and bodies of every card in `data`; a card's row is its place in the file, from 1."""
    roster = Roster()
    found = list(_cards(content_lines(data), roster))
    if not found:
        raise Refused(_("The file holds no cards. Nothing has been changed."))
    for card in found:
        _take(card, roster)
    return roster.result()


@dataclass(slots=True)
class _Card:
    row: int
    lines: list[ContentLine] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _named: dict[str, list[ContentLine]] = field(default_factory=dict)
    _labels: dict[str, str] = field(default_factory=dict)  # what a group is called

    def add(self, line: ContentLine) -> None:
        self.lines.append(line)
        self._named.setdefault(line.name, []).append(line)
        if line.name == "X-ABLABEL" and line.group:
            self._labels.setdefault(line.group, line_of(line.text()))

    def all(self, name: str) -> list[ContentLine]:
        return self._named.get(name, [])

    def text(self, *names: str) -> str:
        found = (line_of(line.text()) for name in names for line in self.all(name))
        return next(filter(None, found), "")

    def label(self, line: ContentLine) -> str:
        """What the address book calls the detail: an X-ABLabel of its group, such as "_$!<HomePage>!$_"."""
        text = self._labels.get(line.group, "")
        standard = re.fullmatch(r"_\$!<(.*)>!\$_", text)
        return _STANDARD.get(standard[1].casefold(), standard[1].casefold()) if standard else text


def _cards(lines: Iterable[ContentLine], roster: Roster) -> Iterable[_Card]:
    """The cards one by one. A card within a card (an agent's) is told and left out."""
    row, card, depth = 0, None, 0
    for line in lines:
        value = line.value.strip().upper()
        if line.name == "BEGIN" and value == "VCARD":
            if card and card.lines and card.lines[-1].name == "AGENT":
                depth += 1
                continue
            if card and not depth:
                card.notes.append(_("The card breaks off."))
                yield card
            row, depth = row + 1, 0
            card = _Card(row)
        elif line.name == "END" and value == "VCARD":
            if depth:
                depth -= 1
            elif card:
                yield card
                card = None
        elif card is None:
            text = _("Line {n} stands outside any card and was left out: {text}")
            roster.notes.append(text.format(n=line.number, text=shorten(line_of(f"{line.name} {line.value}"), 60)))
        elif not depth:
            if line.name:
                card.add(line)
            else:
                text = _("Line {n} could not be read and was left out: {text}")
                card.notes.append(text.format(n=line.number, text=shorten(line_of(line.value), 60)))
    if card:
        card.notes.append(_("The card breaks off."))
        yield card


def _take(card: _Card, roster: Roster) -> None:
    kind = card.text("KIND", "X-ADDRESSBOOKSERVER-KIND").casefold()
    title, name, honours, others = _name(card)
    units = _units(card)
    shown = name or (units[0][0][0] if units else "")
    if kind in _LISTS:
        roster.refuse(card.row, shown, _("It is a list or a place, not a person or an organisation."))
    elif not shown:
        reach = card.text("EMAIL", "TEL")
        roster.refuse(card.row, reach, _("It has neither a name nor an organisation."))
    elif len(shown) > LONGEST_NAME:
        roster.refuse(card.row, shown, _("Its name is too long to be one."))
    elif _is_body(card, kind, name, units):
        _take_body(card, roster, (units[0][0] if units else [name]))
    else:
        _take_person(card, roster, title, name, honours, others, units)


def _is_body(card: _Card, kind: str, name: str, units: Sequence[tuple[list[str], str]]) -> bool:
    if kind in ("org", "organization"):
        return True
    if card.text("X-ABSHOWAS").casefold() == "company":
        return True
    has_parts = any(part.strip() for line in card.all("N") for part in line.parts()[:3])
    return bool(units) and not has_parts and (not name or fold(name) == fold(units[0][0][0])) and kind != "individual"


def _take_person(
    card: _Card,
    roster: Roster,
    title: str,
    name: str,
    honours: str,
    others: list[str],
    units: Sequence[tuple[list[str], str]],
) -> None:
    key = f"p{card.row}"
    summary = _summary(card, units)
    photo = _photo(card)
    contacts = _contacts(card)
    languages = card.text(OWN_LANGUAGES) or ", ".join(line_of(line.text()) for line in card.all("LANG"))
    roster.people.append(
        PersonEntry(
            row=card.row,
            key=key,
            name=name,
            title=title,
            honours=honours,
            pronouns=card.text("PRONOUNS", "X-PRONOUNS"),
            languages=languages,
            summary=summary,
            other_names=tuple(dict.fromkeys(other for other in [*others, *_listed(card, "NICKNAME")] if other != name)),
            contacts=contacts,
            tags=_listed(card, "CATEGORIES"),
            photo=photo,
            identifiers=_identifiers(card),
            notes=_told(card),
        )
    )
    for names, label in units:
        body = roster.unit(card.row, names)
        roster.member(MembershipEntry(card.row, "", key, body, role=role_of(label), label=label))


def _take_body(card: _Card, roster: Roster, names: list[str]) -> None:
    parent = roster.unit(card.row, names[:-1])
    roster.describe(
        OrganizationEntry(
            row=card.row,
            key="",
            name=names[-1],
            parent=parent,
            other_names=_listed(card, "NICKNAME"),
            contacts=_contacts(card),
            identifiers=_identifiers(card),
            summary=_summary(card, []),
            tags=_listed(card, "CATEGORIES"),
        )
    )
    if notes := _told(card):
        roster.notes.append(_("{name}: {note}").format(name=shorten(names[-1], 60), note=" ".join(notes)))


def _name(card: _Card) -> tuple[str, str, str, list[str]]:
    """(title, name, honours, other names). N tells the parts; FN tells how the name is written where both agree."""
    shown = card.text("FN") or card.text("NICKNAME")
    structured = card.all("N")
    parts = (
        [[text for one in part if (text := line_of(one))] for part in structured[0].components()] if structured else []
    )
    family, given, middle, title, honours = (
        (", " if place == 4 else " ").join(part) for place, part in enumerate([*parts, [], [], [], [], []][:5])
    )
    built = " ".join(part for part in (given, middle, family) if part)
    if not built:
        title, name, honours = (title, shown, honours) if (title or honours) else split_title(shown)
        return title, _without(name, title, honours).rstrip(" ,"), honours, []
    bare = _without(shown, title, honours)
    if not title and not honours:
        before, name, after = split_title(shown)
        if fold(name) == fold(built):
            return before, name, after, []
    if "," not in bare and set(_words(f"{given} {family}")) <= set(_words(bare)):
        return title, bare, honours, []
    same = set(_words(shown)) <= set(_words(f"{title} {built} {honours}"))
    return title, built, honours, [] if same or not shown else [shown]


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))


def _without(name: str, title: str, honours: str) -> str:
    """The name as shown without what stands before and after it."""
    if title and name.casefold().startswith(title.casefold() + " "):
        name = name[len(title) + 1 :]
    if honours and name.casefold().endswith(" " + honours.casefold()):
        name = name[: -len(honours)].rstrip()
    return name


def _units(card: _Card) -> list[tuple[list[str], str]]:
    """Each ORG as its names, largest first, with the TITLE (else the ROLE) of its group, or the one in its place."""
    titles = card.all("TITLE") or card.all("ROLE")
    grouped: dict[str, ContentLine] = {}
    for title in titles:
        grouped.setdefault(title.group, title)
    found = []
    for place, line in enumerate(card.all("ORG")):
        names = [name for part in line.parts() if (name := line_of(part))]
        label = grouped.get(line.group) if line.group else None
        if label is None and place < len(titles) and not (line.group and titles[place].group):
            label = titles[place]
        if names:
            found.append((names, line_of(label.text()) if label else ""))
    return found


def _summary(card: _Card, units: Sequence[tuple[list[str], str]]) -> str:
    """The notes, and below them titles and roles that belong to no body."""
    used = {label for names, label in units}
    titles = [text for line in card.all("TITLE") if (text := line_of(line.text())) not in used and text]
    roles = [text for line in card.all("ROLE") if (text := line_of(line.text())) not in used and text]
    return "\n\n".join(
        [
            *(text for line in card.all("NOTE") if (text := lines_of(line.text()))),
            *(_("Job title: {text}").format(text=text) for text in titles),
            *(_("Role: {text}").format(text=text) for text in roles),
        ]
    )


def _listed(card: _Card, name: str) -> tuple[str, ...]:
    """The values of all lists of that name; in vCard 2.1 too, where many programs write commas."""
    texts = (line_of(part) for line in card.all(name) for part in line.parts(","))
    return tuple(dict.fromkeys(text for text in texts if text and text not in _SYSTEM_TAGS))


def _identifiers(card: _Card) -> Identifiers:
    own = [tuple(line.parts()[:2]) for line in card.all(OWN_IDENTIFIER)]
    uid = re.sub(r"^urn:uuid:", "", card.text("UID"), flags=re.IGNORECASE)
    found = [(SCHEME, uid)] if uid else []
    return tuple(dict.fromkeys([*found, *((pair[0], pair[1]) for pair in own if len(pair) == 2)]))


def _contacts(card: _Card) -> tuple[Contact, ...]:
    """How they are reached; of each kind the one that is preferred most is marked."""
    found: dict[Contact, int] = {}
    for line in card.lines:
        if line.name in _REACHED | _SOCIAL:
            for contact in _contact(card, line):
                found.setdefault(contact, _preference(line))
    best: dict[str, Contact] = {}
    for contact, rank in found.items():
        if rank < 1000 and (contact.kind not in best or rank < found[best[contact.kind]]):
            best[contact.kind] = contact
    return tuple(replace(contact, preferred=best.get(contact.kind) == contact) for contact in found)


def _preference(line: ContentLine) -> int:
    """1 (most) to 100; 1000 for none."""
    number = "".join(line.parameters.get("PREF", ()))
    if number.isascii() and number.isdigit() and len(number) < 4:
        return int(number)
    return 1 if "pref" in line.types else 1000


def _contact(card: _Card, line: ContentLine) -> list[Contact]:
    label = "home" if "home" in line.types else "work" if "work" in line.types else card.label(line)
    if line.name == "TEL":
        number = re.sub(r";ext=", " ext. ", re.sub(r"^tel:", "", line_of(line.text()), flags=re.IGNORECASE))
        kind = "mobile" if "cell" in line.types else "phone"
        special = next((word for word in ("fax", "pager") if word in line.types), "")
        return [Contact(kind, number, special if special and label != "home" else label)] if number else []
    if line.name == "EMAIL":
        if address := as_email(line.text()):
            return [Contact("email", address, label)]
        if text := line_of(line.text()):
            card.notes.append(_("“{text}” is no e-mail address, so it was left out.").format(text=shorten(text, 60)))
        return []
    if line.name == "ADR" or (line.name == "LABEL" and not card.all("ADR")):
        text = "\n".join(line.parts()) if line.name == "ADR" else line.text()
        text = text if text.strip() else "".join(line.parameters.get("LABEL", ()))
        lines = "\n".join(part for part in map(line_of, lines_of(text).split("\n")) if part)
        return [Contact("address", lines, label)] if lines else []
    kind = "web" if line.name == "URL" else "social"
    return [Contact(kind, text, label)] if line.name != "LABEL" and (text := line_of(line.text())) else []


def _photo(card: _Card) -> bytes:
    for line in card.all("PHOTO"):
        is_address = line.value[:5].casefold() != "data:" and not line.parameters.get("ENCODING")
        if line.value and is_address:
            card.notes.append(_("Its picture is on the web, so it was left out."))
            continue
        picture = picture_in(line.value)
        if picture:
            return picture
        if line.value:
            card.notes.append(_("Its picture is not one that can be shown, so it was left out."))
    return b""


def _told(card: _Card) -> tuple[str, ...]:
    """What is said of the card: lines that were wrong, and the properties that VillageDesk has no place for."""
    known = _MACHINERY | _TAKEN | _SOCIAL
    names = [line.name for line in card.lines if line.name not in known and (line.value or line.name == "AGENT")]
    notes = list(card.notes)
    if names:
        words = ", ".join(dict.fromkeys(_words_for().get(name, name) for name in names))
        notes.append(ngettext("Not taken over: {words}.", "Not taken over: {words}.", len(names)).format(words=words))
    return tuple(notes)


def _words_for() -> dict[str, str]:
    return {
        "BDAY": _("birthday"),
        "ANNIVERSARY": _("anniversary"),
        "X-MS-ANNIVERSARY": _("anniversary"),
        "X-ABDATE": _("a date"),
        "X-ABRELATEDNAMES": _("related people"),
        "RELATED": _("related people"),
        "GENDER": _("gender"),
        "GEO": _("place on the map"),
        "KEY": _("key"),
        "TZ": _("time zone"),
        "LOGO": _("logo"),
        "SOUND": _("sound"),
        "AGENT": _("agent"),
        "X-MS-MANAGER": _("manager"),
        "X-MS-ASSISTANT": _("assistant"),
    }
