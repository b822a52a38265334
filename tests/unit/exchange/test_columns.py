"""Tables of people: what their columns mean, and what their rows say."""

from datetime import date

import pytest

from villagedesk.core.words import OrganizationKind, Role
from villagedesk.exchange.columns import field_words, guess, people
from villagedesk.exchange.delimited import parse
from villagedesk.records.imports import Contact, PeopleList, Table


def table(text: str) -> Table:
    found = parse(text.encode())
    assert isinstance(found, Table)
    return found


def taken(text: str, body: str = "") -> PeopleList:
    found = table(text)
    return people(found, found.guess, body)


def test_headers_are_recognised_in_many_wordings() -> None:
    headers = (
        "First Name", "SURNAME", "Organisation", "Job title", "E-mail address", "Tel. No.", "Mobile No", "Address 1",
        "Address 2", "Town/City", "Post Code", "Notes", "Ward", "Political party", "Home Phone", "Work e-mail", "Ref",
    )  # fmt: skip
    assert [guess(headers).get(n, "") for n in range(len(headers))] == [
        "given", "family", "organization", "position", "email", "phone", "mobile", "street", "street", "locality",
        "postcode", "summary", "ward", "party", "home_phone", "work_email", "",
    ]  # fmt: skip


def test_columns_without_a_known_header_are_told_by_what_is_in_them() -> None:
    found = guess(("A", "B", "C", "D"), [("Jo", "jo@example.org", "07700 900001", "BR1 2AB")] * 3)
    assert found == {1: "email", 2: "mobile", 3: "postcode"}


def test_an_address_is_whole_or_the_street_before_a_town() -> None:
    assert guess(("Name", "Address", "Postcode", "Phone (home)", "Home Address")) == {
        0: "name", 1: "street", 2: "postcode", 3: "home_phone", 4: "home_address",
    }  # fmt: skip


def test_a_vacant_seat_is_nobody() -> None:
    found = taken("Councillor,Council,Ward\nVacant,Brynafon,Ashgrove\nJo,Brynafon,Ashgrove\n")
    assert [(one.row, one.reason) for one in found.refused] == [(2, "The seat is vacant.")]
    assert [one.name for one in found.people] == ["Jo"]


def test_every_guess_is_a_field_that_has_words() -> None:
    words = field_words()
    assert len(set(words.values())) == len(words)
    assert set(guess(tuple(words.values())).values()) <= set(words)
    for name, shown in words.items():
        assert guess((name.replace("_", " "),)).get(0, name) == name, shown


def test_a_row_becomes_a_person_with_details_and_a_position() -> None:
    found = taken(
        "Name,Organisation,Department,Role,Email,Phone,Mobile,Address 1,Town,Postcode,Tags,Notes\n"
        '"Cllr Siân Ŵyn MBE",Brynafon Council,Parks,Chair of Scrutiny,sian@example.org; s@example.org,'
        '020 7946 0001 / 020 7946 0002,07700 900001,"1 Elm Row, Elm Park",Brynafon,br1 2ab,"parks, trees",Kind\n'
    )
    person = found.people[0]
    assert (person.row, person.title, person.name, person.honours) == (2, "Cllr", "Siân Ŵyn", "MBE")
    assert person.contacts == (
        Contact("email", "sian@example.org", ""),
        Contact("email", "s@example.org", ""),
        Contact("phone", "020 7946 0001", ""),
        Contact("phone", "020 7946 0002", ""),
        Contact("mobile", "07700 900001", ""),
        Contact("address", "1 Elm Row, Elm Park\nBrynafon\nBR1 2AB", ""),
    )
    assert (person.tags, person.summary, person.notes) == (("parks", "trees"), "Kind", ())
    assert [(one.name, one.kind) for one in found.organizations] == [
        ("Brynafon Council", None), ("Parks", OrganizationKind.DEPARTMENT),
    ]  # fmt: skip
    assert (found.memberships[0].label, found.memberships[0].role) == ("Chair of Scrutiny", Role.CHAIR)


def test_a_register_of_members_belongs_to_the_group() -> None:
    found = taken(
        "Surname,Forename,Class of member,Date joined,Left,Voting\n"
        "Bloggs,Jo,Full,1/4/2019,,yes\nMüller,Al,Associate,2020-05-06,31.12.21,No\nPatel,Bo,Full,last May,,perhaps\n",
        "Elm Park Group",
    )
    assert [one.name for one in found.organizations] == ["Elm Park Group"]
    assert [(one.member_class, one.start_on, one.end_on, one.votes, one.role) for one in found.memberships] == [
        ("Full", date(2019, 4, 1), None, True, Role.MEMBER),
        ("Associate", date(2020, 5, 6), date(2021, 12, 31), False, Role.MEMBER),
        ("Full", None, None, None, Role.MEMBER),
    ]
    assert found.people[2].notes == (
        "“last May” is no date, so it was left out.",
        "“perhaps” is neither yes nor no, so it was left out.",
    )


def test_a_ward_and_a_party_make_a_councillor() -> None:
    found = taken(
        "Councillor,Council,Ward,Party\nJo Bloggs,Brynafon,Ashgrove,LABOUR\nAl Day,Brynafon,Ashgrove,Labour\n"
    )
    assert [(one.label, one.role, one.area) for one in found.posts] == [("Councillor", Role.COUNCILLOR, "a1")]
    assert found.areas[0].name == "Ashgrove"
    party = next(one for one in found.organizations if one.kind is OrganizationKind.PARTY)
    assert (party.name, party.identifiers) == ("Labour Party", (("party-code", "PP53"),))
    assert {one.on_behalf_of for one in found.memberships} == {party.key}


def test_rows_of_nobody_are_refused_and_bodies_taken() -> None:
    found = taken("Name,Organisation,Phone\n,,020 7946 0001\n,Elm Park Trust,020 7946 0002\n,,\nJo,,\n")
    assert [(one.row, one.reason) for one in found.refused] == [(2, "It has neither a name nor an organisation.")]
    assert [(one.name, one.contacts[0].value) for one in found.organizations] == [("Elm Park Trust", "020 7946 0002")]
    assert [(one.row, one.name) for one in found.people] == [(5, "Jo")]


def test_what_cannot_be_read_is_told() -> None:
    found = taken("Name,E-mail,Phone,Position\nJo,jo at example.org,7946000012,Chair\n")
    assert found.people[0].notes == (
        "“Chair” was left out, since the row names no organisation.",
        "“jo at example.org” is no e-mail address, so it was left out.",
    ) or found.people[0].notes[0].startswith("“Chair”")
    assert any("e-mail" in note for note in found.people[0].notes)


def test_what_is_no_telephone_number_is_told_and_kept() -> None:
    found = taken("Name,Phone,Mobile\nJo,banana,07700 900001\nAl,020 7946 0001; ring Jo,\n")
    assert [person.notes for person in found.people] == [
        ("“banana” does not look like a telephone number. It was kept as it is.",),
        ("“ring Jo” does not look like a telephone number. It was kept as it is.",),
    ]
    assert [contact.value for contact in found.people[0].contacts] == ["banana", "07700 900001"]


def test_the_nought_that_a_spreadsheet_took_is_put_back() -> None:
    found = taken("Name,Mobile\nJo,7700900001\n")
    assert found.people[0].contacts == (Contact("mobile", "07700900001", ""),)
    assert found.people[0].notes == ("The 0 that a spreadsheet took off 7700900001 was put back.",)


@pytest.mark.parametrize("written", ["Bloggs, Jo", "Jo Bloggs", "BLOGGS, Mr Jo"])
def test_a_name_may_be_turned_round(written: str) -> None:
    assert taken(f'Name;Phone\n"{written}";1\n').people[0].name.casefold() == "jo bloggs"
