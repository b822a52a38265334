"""vCards as telephones and address books write them."""

from pathlib import Path

import pytest

from villagedesk import exchange
from villagedesk.core.errors import Refused
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.exchange.vcard import parse
from villagedesk.records.imports import Contact, PeopleList, PersonEntry

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data" / "vcard"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared example files are not here")


def card(*lines: str, version: str = "3.0") -> bytes:
    return "\r\n".join(["BEGIN:VCARD", f"VERSION:{version}", *lines, "END:VCARD", ""]).encode()


def only(data: bytes) -> PersonEntry:
    found = parse(data)
    assert len(found.people) == 1 and not found.refused, found
    return found.people[0]


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["FN:Cllr Siân Ŵyn MBE"], ("Cllr", "Siân Ŵyn", "MBE")),
        (["N:Ŵyn;Siân;Mair;Cllr;MBE", "FN:Cllr Siân Mair Ŵyn MBE"], ("Cllr", "Siân Mair Ŵyn", "MBE")),
        (["N:Bloggs;Jo;;;", "FN:Bloggs, Jo"], ("", "Jo Bloggs", "")),
        (["N:Ŵyn;Siân;;;", "FN:Cllr Siân Ŵyn MBE"], ("Cllr", "Siân Ŵyn", "MBE")),
        (["N:Nagy;Anna;;;", "FN:Nagy Anna"], ("", "Nagy Anna", "")),
        (["N:Bloggs;Jo;;Dr;OBE,JP"], ("Dr", "Jo Bloggs", "OBE, JP")),
        (["N:Bloggs;;;;"], ("", "Bloggs", "")),
        (["NICKNAME:Joey", "EMAIL:jo@example.org"], ("", "Joey", "")),
    ],
)
def test_a_name_is_told_from_titles_and_honours(lines: list[str], names: tuple[str, str, str]) -> None:
    person = only(card(*lines))
    assert (person.title, person.name, person.honours) == names


def test_a_name_that_is_shown_otherwise_is_kept_too() -> None:
    assert only(card("N:Bloggs;Josephine;;;", "FN:Auntie Jo", "NICKNAME:Joey,Jo-Jo")).other_names == (
        "Auntie Jo", "Joey", "Jo-Jo",
    )  # fmt: skip


def test_contact_details_have_kind_place_and_preference() -> None:
    person = only(
        card(
            "FN:Jo Bloggs", "TEL;TYPE=HOME,VOICE:020 7946 0001", "TEL;TYPE=CELL;TYPE=PREF:07700 900001",
            "TEL;TYPE=WORK;TYPE=FAX:020 7946 0002", "item1.TEL:020 7946 0003", "item1.X-ABLabel:Allotment hut",
            "item2.EMAIL;type=INTERNET:Jo@EXAMPLE.org", "item2.X-ABLabel:_$!<Home>!$_", "URL:http\\://example.org",
            "ADR;TYPE=HOME:;;1 Elm Row\\nElm Park;Brynafon;;BR1 2AB;Wales",
            "X-SOCIALPROFILE;TYPE=mastodon:https://social.example/@jo",
        )
    )  # fmt: skip
    assert person.contacts == (
        Contact("phone", "020 7946 0001", "home"),
        Contact("mobile", "07700 900001", "", True),
        Contact("phone", "020 7946 0002", "fax"),
        Contact("phone", "020 7946 0003", "Allotment hut"),
        Contact("email", "Jo@example.org", "home"),
        Contact("web", "http://example.org", ""),
        Contact("address", "1 Elm Row\nElm Park\nBrynafon\nBR1 2AB\nWales", "home"),
        Contact("social", "https://social.example/@jo", ""),
    )


def test_version_4_prefers_by_number_and_writes_numbers_as_addresses() -> None:
    person = only(
        card(
            "FN:Jo Bloggs", 'TEL;VALUE=uri;TYPE="work,voice";PREF=2:tel:+44-20-7946-0001;ext=12',
            "TEL;VALUE=uri;PREF=1;TYPE=cell:tel:+44-7700-900001", "EMAIL;PREF=7:a@example.org",
            "EMAIL;PREF=3:b@example.org", "UID:urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "PRONOUNS:they/them",
            "LANG;PREF=1:cy", "LANG;PREF=2:en", version="4.0",
        )
    )  # fmt: skip
    assert [(one.kind, one.value, one.preferred) for one in person.contacts] == [
        ("phone", "+44-20-7946-0001 ext. 12", True),
        ("mobile", "+44-7700-900001", True),
        ("email", "a@example.org", False),
        ("email", "b@example.org", True),
    ]
    assert person.identifiers == (("vcard", "f81d4fae-7dec-11d0-a765-00a0c91e6bf6"),)
    assert (person.pronouns, person.languages) == ("they/them", "cy, en")


def test_an_address_may_stand_in_its_label_only() -> None:
    person = only(
        card("FN:Jo", 'ADR;TYPE=home;LABEL="1 Elm Row^nBrynafon":;;;;;;', "CATEGORIES:myContacts", version="4.0")
    )
    assert person.contacts == (Contact("address", "1 Elm Row\nBrynafon", "home"),)
    assert person.tags == ()


def test_version_2_1_has_quoted_printable_with_soft_breaks_and_charsets() -> None:
    data = (
        b"BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=C5=B4yn;Si=C3=A2n\r\n"
        b"NOTE;ENCODING=QUOTED-PRINTABLE;CHARSET=ISO-8859-1:Line one=0D=0A=\r\nline t=\r\nw=F6; a=3Db\r\n"
        b"TITLE;CHARSET=windows-1252:Caf\xe9 owner\r\nORG:Brynafon Council;Parks\\; paths\r\n"
        b"TEL;WORK;PREF:020 7946 0001\r\nLABEL;HOME;QUOTED-PRINTABLE:1 Elm Row=0D=0ABrynafon\r\n"
        b"CATEGORIES:Chairs,Friends\r\nEND:VCARD\r\n"
    )
    found = parse(data)
    person = found.people[0]
    assert (person.name, person.summary) == ("Siân Ŵyn", "Line one\nline twö; a=b")
    assert person.contacts == (
        Contact("phone", "020 7946 0001", "work", True),
        Contact("address", "1 Elm Row\nBrynafon", "home"),
    )
    assert [(one.name, one.kind, one.parent) for one in found.organizations] == [
        ("Brynafon Council", None, ""),
        ("Parks; paths", OrganizationKind.DEPARTMENT, "o1"),
    ]
    assert [(one.organization, one.label) for one in found.memberships] == [("o2", "Café owner")]
    assert person.tags == ("Chairs", "Friends")


def test_letters_folded_in_the_middle_come_together() -> None:
    folded = "NOTE:Canol y Dŵr".encode()
    cut = folded.index("ŵ".encode()) + 1
    data = card("FN:Jo").replace(b"END", folded[:cut] + b"\r\n " + folded[cut:] + b"\r\nEND")
    assert only(data).summary == "Canol y Dŵr"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\r\r\n"])
def test_any_encoding_and_line_end(encoding: str, end: str) -> None:
    text = card("FN:Siân Müller", "NOTE:a\\, b\\; c\\nd").decode().replace("\r\n", end)
    person = only(text.encode(encoding))
    assert (person.name, person.summary) == ("Siân Müller", "a, b; c\nd")


def test_positions_stand_in_the_bodies_that_they_are_grouped_with() -> None:
    found = parse(
        card("FN:Jo", "a.ORG:Elm Park Group", "b.ORG:Brynafon Council", "b.TITLE:Cabinet Member", "a.TITLE:Treasurer")
    )
    names = {one.key: one.name for one in found.organizations}
    assert [(names[one.organization], one.label, one.role) for one in found.memberships] == [
        ("Elm Park Group", "Treasurer", Role.TREASURER),
        ("Brynafon Council", "Cabinet Member", Role.PORTFOLIO),
    ]


def test_a_position_without_a_body_is_kept_in_the_notes() -> None:
    assert only(card("FN:Jo", "TITLE:Bell ringer", "NOTE:Kind.")).summary == "Kind.\n\nJob title: Bell ringer"


def test_a_card_of_a_body_is_an_organisation() -> None:
    for lines in (
        ["N:;;;;", "FN:Elm Park Trust", "ORG:Elm Park Trust", "TEL:020 7946 0009"],
        ["FN:Elm Park Trust", "KIND:org", "TEL:020 7946 0009"],
        ["X-ABShowAs:COMPANY", "FN:Elm Park Trust", "ORG:Elm Park Trust;", "TEL:020 7946 0009"],
        ["ORG:Elm Park Trust", "TEL:020 7946 0009"],
    ):
        found = parse(card(*lines))
        assert not found.people and not found.refused
        assert [(one.name, [c.value for c in one.contacts]) for one in found.organizations] == [
            ("Elm Park Trust", ["020 7946 0009"])
        ]


def test_pictures_come_along_when_they_can_be_shown() -> None:
    png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
    for line in (f"PHOTO;ENCODING=b;TYPE=PNG:{png[:60]}\r\n {png[60:]}", f"PHOTO:data:image/png;base64,{png}"):
        assert only(card("FN:Jo", line)).photo.startswith(b"\x89PNG")
    old = card("FN:Jo", f"PHOTO;BASE64;PNG:\r\n{png[:60]}\r\n{png[60:]}\r\n", "NOTE:after", version="2.1")
    assert only(old).photo.startswith(b"\x89PNG") and only(old).summary == "after"
    elsewhere = only(card("FN:Jo", "PHOTO;VALUE=uri:https://example.org/jo.png"))
    assert (elsewhere.photo, elsewhere.notes) == (b"", ("Its picture is on the web, so it was left out.",))
    assert only(card("FN:Jo", "PHOTO;ENCODING=b:R0lGODlhAQABAAAAACw=")).notes == (
        "Its picture is not one that can be shown, so it was left out.",
    )


def test_what_is_wrong_or_has_no_place_is_told() -> None:
    person = only(card("FN:Jo", "this is no property", "BDAY:1980-01-01", "EMAIL:jo at example.org", "GEO:1;2"))
    assert person.notes == (
        "Line 4 could not be read and was left out: this is no property",
        "“jo at example.org” is no e-mail address, so it was left out.",
        "Not taken over: birthday, place on the map.",
    )


def test_cards_that_break_off_and_cards_within_cards() -> None:
    data = card("FN:One", "AGENT:", "BEGIN:VCARD", "FN:Inner", "END:VCARD", "NOTE:still one") + b"stray\n"
    data += card("FN:Two").replace(b"END:VCARD\r\n", b"") + card("FN:Three") + b"BEGIN:VCARD\nFN:Four"
    found = parse(data)
    assert [(one.row, one.name, one.summary) for one in found.people] == [
        (1, "One", "still one"), (2, "Two", ""), (3, "Three", ""), (4, "Four", ""),
    ]  # fmt: skip
    assert found.people[0].notes == ("Not taken over: agent.",)
    assert found.people[1].notes == ("The card breaks off.",) == found.people[3].notes
    assert found.notes == ("Line 10 stands outside any card and was left out: stray",)


def test_a_card_of_nobody_is_refused_with_its_reason() -> None:
    found = parse(card("TEL:020 7946 0001") + card("FN:" + "x" * 300) + card("KIND:group", "FN:Trustees"))
    assert [(one.row, one.reason) for one in found.refused] == [
        (1, "It has neither a name nor an organisation."),
        (2, "Its name is too long to be one."),
        (3, "It is a list or a place, not a person or an organisation."),
    ]
    with pytest.raises(Refused, match="holds no cards"):
        parse(b"BEGIN:VCALENDAR\nEND:VCALENDAR")


@needs_shared
@pytest.mark.parametrize("name", ["John_Doe_GMAIL.vcf", "John_Doe_IPHONE.vcf", "John_Doe_MS_OUTLOOK.vcf"])
def test_the_same_person_from_three_programs(name: str) -> None:
    reading = exchange.read(SHARED / name)
    assert reading.format == "vcard" and isinstance(reading.content, PeopleList)
    (person,) = reading.content.people
    assert (person.title, person.name.replace(",", ""), person.honours) == ("Mr.", "John Richter James Doe", "Sr.")
    assert {"john.doe@ibm.com", "john.doe@ibm.cm"} & {one.value for one in person.contacts}
    assert reading.content.organizations[0].name == "IBM"
    assert reading.content.memberships[0].label == "Money Counter"
    assert "GMAIL" in name or person.photo.startswith(b"\x89PNG")
    assert all(note.startswith("Not taken over") for note in person.notes)


@needs_shared
def test_many_cards_in_one_file() -> None:
    reading = exchange.read(SHARED / "gmail-list.vcf")
    assert [one.name for one in reading.content.people] == ["Arnold Smith", "Chris Beatle", "Doug White"]
