"""What the columns of a table mean: guessed from their headers and cells, and read by a mapping into people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from villagedesk.core.i18n import _
from villagedesk.core.reach import as_e164, as_email
from villagedesk.core.text import fold
from villagedesk.exchange.roster import Roster
from villagedesk.exchange.rows import Cell, take
from villagedesk.records.imports import PeopleList, Table

_SAMPLE = 20  # rows that are looked at for a guess
_POSTCODE = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]? ?[0-9][a-z]{2}", re.IGNORECASE)
_ALSO = {
    "name": "full name;names;contact name;display name;person;councillor;councillor name;member name;enw;enw llawn;"
    "contact",
    "title": "salutation;honorific;prefix;name prefix;honorific prefix;teitl;mr mrs",
    "given": "first name;given name;forename;forenames;first;christian name;enw cyntaf",
    "middle": "middle name;middle names;additional name;middle initial",
    "family": "last name;surname;family name;last;cyfenw",
    "honours": "suffix;name suffix;post nominals;postnominals;letters after name;honorific suffix",
    "other_name": "nickname;known as;preferred name;also known as;former name;maiden name;alias",
    "pronouns": "rhagenwau",
    "languages": "language;spoken languages;preferred language;iaith",
    "organization": "organisation;company;group;body;employer;council;authority;organisation name;organization name;"
    "company name;charity;business;agency;sefydliad;cyngor;mudiad",
    "department": "dept;directorate;service;team;section;division;organization department;adran",
    "position": "job title;role;post;office;job;organization title;position held;responsibility;swydd;rol",
    "email": "e mail;mail;email address;e mail address;email addresses;contact email;primary email;"
    "secondary email;ebost;e bost;email 1;e mail 1",
    "work_email": "work e mail;business email;office email;official email;council email",
    "home_email": "home e mail;personal email;private email",
    "phone": "telephone;tel;phone number;telephone number;tel no;telephone no;contact number;contact no;landline;"
    "primary phone;ffon;rhif ffon;phone 1",
    "work_phone": "business phone;office phone;work telephone;work tel;direct line;business telephone;work number;"
    "business phone 2;company main phone",
    "home_phone": "home telephone;home tel;home phone 2;home number",
    "mobile": "mobile phone;mobile number;cell;cell phone;mobile no;mob;ffon symudol;mobile telephone",
    "address": "full address;postal address;address line;cyfeiriad;correspondence address",
    "work_address": "business address;office address;work postal address",
    "home_address": "private address;residential address;home postal address",
    "street": "address 1;address 2;address 3;address line 1;address line 2;address line 3;street address;street 2;"
    "street 3;house;road",
    "locality": "town;city;town city;village;post town;tref",
    "region": "county;state;province;sir",
    "postcode": "post code;zip;zip code;postal code;cod post",
    "country": "country region;gwlad",
    "website": "web;web page;url;web site;homepage;gwefan;web address;link",
    "social": "social media;twitter;x;facebook;instagram;linkedin;bluesky;mastodon;whatsapp;skype",
    "summary": "notes;note;comments;comment;remarks;description;about;nodiadau;biography",
    "tags": "tag;categories;category;labels;groups;keywords;interests;group membership;tagiau",
    "ward": "ward name;electoral ward;electoral division;constituency;seat;area;ward division;etholaeth",
    "party": "political party;party name;political group;affiliation;plaid",
    "joined": "start;start date;from;member since;date joined;joined on;since;elected;date elected;ymunodd",
    "left": "end;end date;until;to;date left;left on;resigned;expires;term ends;gadawodd",
    "member_class": "class of member;membership;membership type;member type;class;type of member;"
    "class of membership;grade;membership class;membership category",
    "votes": "voting;voting member;can vote;may vote;vote;voting rights;pleidlais",
}  # fmt: skip


_KNOWN = {alias: name for name, also in _ALSO.items() for alias in (name.replace("_", " "), *also.split(";"))}
_REPEATED = {
    "email", "phone", "mobile", "street", "address", "website", "social", "summary", "tags", "other_name", "languages",
}  # fmt: skip


def field_words() -> dict[str, str]:
    """What a column can mean, by its name in a mapping, in the order in which a person chooses from them."""
    words = {
        "name": _("Full name"),
        "title": _("Title"),
        "given": _("First name"),
        "middle": _("Middle name"),
        "family": _("Last name"),
        "honours": _("Letters after the name"),
        "other_name": _("Other name"),
        "pronouns": _("Pronouns"),
        "languages": _("Languages"),
        "organization": _("Organisation"),
        "department": _("Department"),
        "position": _("Position or job title"),
        "ward": _("Ward"),
        "party": _("Party"),
        "email": _("E-mail"),
        "phone": _("Phone"),
        "mobile": _("Mobile"),
        "address": _("Whole address"),
        "street": _("Address: street"),
        "locality": _("Address: town"),
        "region": _("Address: county"),
        "postcode": _("Address: postcode"),
        "country": _("Address: country"),
        "website": _("Website"),
        "social": _("Social media"),
        "summary": _("Notes"),
        "tags": _("Tags"),
        "joined": _("Joined or from"),
        "left": _("Left or until"),
        "member_class": _("Class of member"),
        "votes": _("Votes (yes or no)"),
    }
    reached = ("email", "phone", "mobile", "address", "street", "locality", "region", "postcode", "country")
    places = {"work": _("{field} (work)"), "home": _("{field} (home)")}
    more = {f"{place}_{name}": said.format(field=words[name]) for place, said in places.items() for name in reached}
    return words | more


def guess(headers: Sequence[str], rows: Sequence[Sequence[str]] = ()) -> dict[int, str]:
    """The field that each column seems to be, by its place: from its header, else from its first cells.

    Only the parts of a name and of an address may be spread over columns that mean the same; of others, e-mail
    addresses, numbers, notes and tags may come more than once.
    """
    found: dict[int, str] = {}
    for place, header in enumerate(headers):
        name = _meant(header) or _seen([row[place] for row in rows[:_SAMPLE] if place < len(row)])
        if name and (name not in found.values() or _base(name) in _REPEATED):
            found[place] = name
    for place, name in found.items():
        where = name.removesuffix("address")
        if where != name and {f"{where}locality", f"{where}postcode"} & set(found.values()):
            found[place] = f"{where}street"  # the rest of the address has columns of its own
    if {"given", "family"} <= set(found.values()):
        found = {place: name for place, name in found.items() if name != "name"}
    return found


def people(table: Table, mapping: Mapping[int, str], body: str = "") -> PeopleList:
    """The people and bodies of a table; a column that is not in `mapping` is left out.

    `body` is the organisation of rows that name none and yet say how somebody belongs (joined, class, ward ...): for a
    list of members, the group itself. Rows with neither a name nor an organisation are in `refused`.
    """
    roster = Roster(refused=list(table.refused), notes=list(table.notes))
    for place, row in enumerate(table.rows):
        cells = [Cell(name, row[column]) for column, name in sorted(mapping.items()) if column < len(row)]
        take(roster, table.first_row + place, cells, body)
    return roster.result()


def recognised(headers: Sequence[str]) -> int:
    """How many different fields the headers name."""
    return len({_meant(header) for header in headers} - {""})


def _meant(header: str) -> str:
    words = " ".join(re.findall(r"[^\W_]+", fold(header)))
    turned = re.fullmatch(r"(.+) (work|home|business|office)", words)
    if turned and words not in _KNOWN:
        words = f"{turned[2]} {turned[1]}"
    place = next((name for name in ("work", "home", "business", "office") if words.startswith(name + " ")), "")
    plain = _KNOWN.get(words) or _KNOWN.get(re.sub(r" [1-9]$", "", words), "")
    if plain or not place:
        return plain
    inner = _KNOWN.get(re.sub(r" [1-9]$", "", words.removeprefix(place + " ")), "")
    labelled = f"{'home' if place == 'home' else 'work'}_{inner}"
    return labelled if labelled in field_words() else ""


def _base(name: str) -> str:
    return name.removeprefix("work_").removeprefix("home_")


def _seen(cells: Sequence[str]) -> str:
    """What most of the cells look like, "" for nothing in particular."""
    filled = [cell for cell in cells if cell]
    tests = {
        "email": lambda cell: bool(as_email(cell)),
        "postcode": lambda cell: bool(_POSTCODE.fullmatch(cell)),
        "website": lambda cell: bool(re.match(r"(?:https?://|www\.)\S+$", cell, re.IGNORECASE)),
        "mobile": lambda cell: as_e164(cell).startswith("+447"),
        "phone": lambda cell: bool(re.match(r"[+(0]", cell) and as_e164(cell)),
    }
    return next((name for name, test in tests.items() if filled and 2 * sum(map(test, filled)) > len(filled)), "")
