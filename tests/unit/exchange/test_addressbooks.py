"""What Google and Outlook export, Open Council Data and Popolo."""

import json
from datetime import date
from pathlib import Path

import pytest

from villagedesk import exchange
from villagedesk.core.errors import Refused
from villagedesk.core.words import OrganizationKind, Role
from villagedesk.exchange import formats, opencouncil, popolo
from villagedesk.records.imports import Contact, CouncillorList, PeopleList

SHARED = Path(__file__).resolve().parents[4] / "shared" / "data"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the shared example files are not here")

GOOGLE = (
    "First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,"
    "Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,"
    "E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,"
    "Phone 2 - Value,Address 1 - Label,Address 1 - Formatted,Address 1 - Street,Address 1 - City,Address 1 - PO Box,"
    "Address 1 - Region,Address 1 - Postal Code,Address 1 - Country,Address 1 - Extended Address,Website 1 - Label,"
    "Website 1 - Value,Event 1 - Label,Event 1 - Value,Custom Field 1 - Label,Custom Field 1 - Value\n"
    'Siân,Mair,Ŵyn,,,,Cllr,MBE,Shani,,Brynafon Council,Chair,Parks,1980-01-01,Kind,,Trees ::: * myContacts,'
    "* Work,sian@example.org ::: s@example.org,Home,home@example.org,Mobile,07700 900001,Work Fax,020 7946 0001,"
    'Home,"1 Elm Row\nBrynafon\nBR1 2AB\nGB",1 Elm Row,Brynafon,,,BR1 2AB,GB,,Profile,https://example.org,'
    "Anniversary,2001-01-01,Shoe,7\n"
)  # fmt: skip
GOOGLE_OLD = (
    "Name,Given Name,Additional Name,Family Name,Yomi Name,Given Name Yomi,Additional Name Yomi,Family Name Yomi,"
    "Name Prefix,Name Suffix,Initials,Nickname,Short Name,Maiden Name,Birthday,Gender,Location,Billing Information,"
    "Directory Server,Mileage,Occupation,Hobby,Sensitivity,Priority,Subject,Notes,Language,Photo,Group Membership,"
    "E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,Phone 1 - Value,Organization 1 - Type,Organization 1 - Name,"
    "Organization 1 - Title\n"
    "Siân Ŵyn,Siân,,Ŵyn,,,,,Cllr,,,,,,,,,,,,,,,,,Kind,,,* myContacts ::: Trees,* Work,sian@example.org,Mobile,"
    "07700 900001 ::: 07700 900002,,Brynafon Council,Chair\n"
    "Elm Park Trust,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,Elm Park Trust,\n"
)
OUTLOOK = (
    "Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Street,Business Street 2,"
    "Business Street 3,Business City,Business State,Business Postal Code,Business Country/Region,Home Street,Home City,"
    "Home Postal Code,Business Fax,Business Phone,Business Phone 2,Home Phone,Mobile Phone,Pager,Birthday,Categories,"
    "E-mail Address,E-mail Type,E-mail Display Name,E-mail 2 Address,Notes,Web Page\n"
    "Cllr,Siân,Mair,Ŵyn,MBE,Brynafon Council,Parks,Chair,Town Hall,Elm Row,,Brynafon,,BR1 2AB,Wales,1 High St,Brynafon,"
    "BR1 2AC,020 7946 0009,020 7946 0001,020 7946 0002,020 7946 0003,07700 900001,,0/0/00,Trees;Parks,"
    'sian@example.org,SMTP,Siân Ŵyn (sian@example.org),s@example.org,"Kind,\nvery",https://example.org\n'
    ",,,,,Elm Park Trust,,,,,,,,,,,,,,020 7946 0004,,,,,,,,,,,,\n"
)


def people(data: bytes | str, name: str) -> PeopleList:
    found, content = formats.parse(data.encode() if isinstance(data, str) else data)
    assert found == name and isinstance(content, PeopleList)
    return content


def test_google_with_todays_headers() -> None:
    found = people(GOOGLE, "google")
    person = found.people[0]
    assert (person.title, person.name, person.honours) == ("Cllr", "Siân Mair Ŵyn", "MBE")
    assert (person.other_names, person.tags, person.summary) == (("Shani",), ("Trees",), "Kind")
    assert person.contacts == (
        Contact("email", "sian@example.org", "work", True),
        Contact("email", "s@example.org", "work"),
        Contact("email", "home@example.org", "home"),
        Contact("mobile", "07700 900001", ""),
        Contact("phone", "020 7946 0001", "fax"),
        Contact("address", "1 Elm Row\nBrynafon\nBR1 2AB\nGB", "home"),
        Contact("web", "https://example.org", ""),
    )
    assert person.notes == ("Not taken over: Birthday, Event 1, Custom Field 1.",)
    assert [one.name for one in found.organizations] == ["Brynafon Council", "Parks"]
    assert [(one.label, one.role) for one in found.memberships] == [("Chair", Role.CHAIR)]


def test_google_with_the_headers_of_before() -> None:
    found = people(GOOGLE_OLD, "google")
    person = found.people[0]
    assert (person.title, person.name, person.tags) == ("Cllr", "Siân Ŵyn", ("Trees",))
    assert [one.value for one in person.contacts] == ["sian@example.org", "07700 900001", "07700 900002"]
    assert found.organizations[0].name == "Brynafon Council"


@pytest.mark.parametrize("country", ["Business Country/Region", "Business Country"])
def test_outlook_with_headers_of_today_and_before(country: str) -> None:
    found = people(OUTLOOK.replace("Business Country/Region", country).encode("cp1252", "replace"), "outlook")
    person = found.people[0]
    assert (person.title, person.honours, person.tags) == ("Cllr", "MBE", ("Trees", "Parks"))
    assert person.summary == "Kind,\nvery"
    assert person.contacts == (
        Contact("phone", "020 7946 0009", "fax"),
        Contact("phone", "020 7946 0001", "work"),
        Contact("phone", "020 7946 0002", "work"),
        Contact("phone", "020 7946 0003", "home"),
        Contact("mobile", "07700 900001", ""),
        Contact("email", "sian@example.org", ""),
        Contact("email", "s@example.org", ""),
        Contact("web", "https://example.org", ""),
        Contact("address", "Town Hall\nElm Row\nBrynafon\nBR1 2AB\nWales", "work"),
        Contact("address", "1 High St\nBrynafon\nBR1 2AC", "home"),
    )
    assert person.notes == ()
    assert [(one.name, len(one.contacts)) for one in found.organizations] == [
        ("Brynafon Council", 0), ("Parks", 0), ("Elm Park Trust", 1),
    ]  # fmt: skip


COUNCILLORS = (
    'Council,"Ward Name","Councillor Name","Next Election","Party Name","Electoral Commission Party Code"\n'
    'Brynafon,"Ashgrove","Cllr Rhian Pryce-Jones MBE",2027-05-06,"Labour Party",PP53\n'
    'Brynafon,"Ashgrove","Vacant",2027-05-06,"",\nBrynafon,,"Jo",2027-05-06,Independent,\n'
)


def test_open_council_data_is_a_list_of_councillors() -> None:
    name, found = formats.parse(COUNCILLORS.encode("utf-8-sig"))
    assert name == "opencouncil" and isinstance(found, CouncillorList)
    assert (found.council_guess, found.elects_on) == ("Brynafon", date(2027, 5, 6))
    assert [(one.row, one.title, one.name, one.honours, one.ward, one.party, one.party_code, one.vacant)
            for one in found.entries] == [
        (2, "Cllr", "Rhian Pryce-Jones", "MBE", "Ashgrove", "Labour Party", "PP53", False),
        (3, "", "", "", "Ashgrove", "", "", True),
    ]  # fmt: skip
    assert [(one.row, one.reason) for one in found.refused] == [(4, "Its ward has no name.")]
    with pytest.raises(Refused, match="no columns for wards"):
        opencouncil.parse(b"Council,Party\nBrynafon,Labour\n")


def test_councillors_of_several_councils_are_people_of_each() -> None:
    found = people(COUNCILLORS + "Tregarth,Ashgrove,Al Day,,LABOUR,\n,Ashgrove,Bo,,,\n", "opencouncil")
    councils = [one for one in found.organizations if one.kind is OrganizationKind.COUNCIL]
    assert [one.name for one in councils] == ["Brynafon", "Tregarth"]
    assert [(one.name, one.row) for one in found.people] == [("Rhian Pryce-Jones", 2), ("Al Day", 5)]
    assert len(found.posts) == 2 and len({one.area for one in found.posts}) == 2
    assert {one.on_behalf_of for one in found.memberships} == {
        next(one.key for one in found.organizations if one.name == "Labour Party")
    }
    assert found.people[0].identifiers and found.people[0].identifiers != found.people[1].identifiers


def test_popolo_flat_and_nested_say_the_same() -> None:
    flat = {
        "persons": [{"id": "person-000001", "name": "Cllr Siân Ŵyn", "email": "sian@example.org", "gender": "female"}],
        "organizations": [
            {"id": "brynafon-council", "name": "Brynafon", "classification": "legislature"},
            {"id": "party-000001", "name": "Welsh Labour", "classification": "party"},
        ],
        "areas": [{"id": "ward-00000001", "name": "Ashgrove", "classification": "ward"}],
        "posts": [{"id": "post-00000001", "label": "Councillor for Ashgrove", "role": "councillor",
                   "organization_id": "brynafon-council", "area_id": "ward-00000001"}],
        "memberships": [{"id": "membership-01", "person_id": "person-000001", "post_id": "post-00000001",
                         "on_behalf_of_id": "party-000001", "start_date": "2022-05-09"},
                        {"person_id": "nobody", "organization_id": "brynafon-council"}],
    }  # fmt: skip
    person = {
        **flat["persons"][0],
        "memberships": [
            {
                "id": "membership-01",
                "start_date": "2022-05-09",
                "on_behalf_of": flat["organizations"][1],
                "post": {**flat["posts"][0], "organization": flat["organizations"][0], "area": flat["areas"][0]},
            }
        ],
    }
    for content in (flat, {"persons": [person]}, [person], {"result": [person]}):
        found = people(json.dumps(content), "popolo")
        assert [(one.title, one.name, one.identifiers) for one in found.people] == [
            ("Cllr", "Siân Ŵyn", (("popolo", "person-000001"),))
        ]
        assert found.people[0].contacts == (Contact("email", "sian@example.org", ""),)
        names = {one.key: one.name for one in found.organizations}
        (one,) = found.memberships
        assert (names[one.organization], names[one.on_behalf_of]) == ("Brynafon", "Labour Party")
        assert (one.start_on, one.role, one.post) == (date(2022, 5, 9), Role.COUNCILLOR, "post-00000001")
        assert [(area.name, area.label) for area in found.areas] == [("Ashgrove", "ward")]
        assert found.notes[0] == "Not taken over: genders."
    assert people(json.dumps(flat), "popolo").notes[1].startswith("1 membership was left out")


def test_a_date_without_a_day_is_told_wherever_it_stands() -> None:
    found = people(
        json.dumps(
            {
                "persons": [{"id": "person-000001", "name": "Jo Bloggs"}],
                "organizations": [{"id": "c", "name": "Brynafon", "founding_date": "1974", "dissolution_date": "soon"}],
                "memberships": [{"person_id": "person-000001", "organization_id": "c", "start_date": "2019",
                                 "end_date": "2023-13"}],
            }
        ),
        "popolo",
    )  # fmt: skip
    (held,) = found.memberships
    assert (held.start_on, held.end_on) == (date(2019, 1, 1), None)
    assert found.people[0].notes == (
        "“2019” names no day, so 1 January 2019 was taken.",
        "“2023-13” is no date, so it was left out.",
    )
    assert found.notes == (
        "Brynafon: “1974” names no day, so 1 January 1974 was taken.",
        "Brynafon: “soon” is no date, so it was left out.",
    )


def test_every_politicians_shape() -> None:
    found = people(
        json.dumps(
            {
                "persons": [
                    {"id": "0c5a9a4e-0000-4000-8000-000000000001", "name": "Jo Bloggs", "birth_date": "1980-01-01",
                     "other_names": [{"lang": "fr", "name": "Joé", "note": "multilingual"}, {"name": "Joey"}],
                     "contact_details": [{"type": "phone", "value": "020 7946 0001"}, {"type": "twitter", "value": "jo"}],
                     "links": [{"note": "Wikipedia (fr)", "url": "https://fr.wikipedia.org/wiki/Jo"},
                               {"note": "website", "url": "https://example.org"}],
                     "identifiers": [{"scheme": "wikidata", "identifier": "Q1"}], "image": "https://example.org/jo.jpg"}
                ],
                "organizations": [{"id": "assembly", "name": "The Assembly", "classification": "legislature"}],
                "areas": [{"id": "area/north", "name": "North", "type": "constituency"}],
                "events": [{"id": "term/5", "classification": "legislative period", "start_date": "2021-05-06"}],
                "memberships": [{"person_id": "0c5a9a4e-0000-4000-8000-000000000001", "organization_id": "assembly",
                                 "role": "member", "area_id": "area/north", "legislative_period_id": "term/5"}],
            }
        ),
        "popolo",
    )  # fmt: skip
    person = found.people[0]
    assert person.other_names == ("Joey",)
    assert person.identifiers == (("popolo", "0c5a9a4e-0000-4000-8000-000000000001"), ("wikidata", "Q1"))
    assert [(one.kind, one.value) for one in person.contacts] == [
        ("phone", "020 7946 0001"), ("social", "jo"), ("web", "https://example.org"),
    ]  # fmt: skip
    assert person.notes == ("1 name in another language was left out.", "1 link to Wikipedia was left out.")
    assert found.memberships[0].start_on == date(2021, 5, 6)
    assert found.posts[0].area == "area/north"
    assert found.organizations[0].identifiers == (("popolo:the assembly", "assembly"),)


@pytest.mark.parametrize(
    "data", [b"{", b"[1, 2]", b"{}", b'{"persons": 1}', b"[" * 100_000, b'{"persons": [{"name": ' + b"1" * 5000 + b"}]}"]
)  # fmt: skip
def test_json_that_is_no_popolo_is_refused(data: bytes) -> None:
    with pytest.raises(Refused, match="Nothing has been changed") as no:
        popolo.parse(data)
    no.value.message.encode()


def test_people_without_a_name_are_refused_alone() -> None:
    found = popolo.parse(
        b'[{"id": {"a": []}, "name": null}, {"memberships": [{"person": {"memberships": 1}}]}, {"name": "Jo"}]'
    )
    assert [one.reason for one in found.refused] == ["It has no name."] * len(found.refused)
    assert [one.name for one in found.people] == ["Jo"]


@needs_shared
@pytest.mark.parametrize(
    ("name", "format"), [("popolo/tasmania_councillors.json", "popolo"), ("popolo/tasmania_councillors.csv", "csv"),
                         ("moderngov/open_council_data_councillors.csv", "opencouncil")]
)  # fmt: skip
def test_files_of_others_are_recognised(name: str, format: str) -> None:
    reading = exchange.read(SHARED / name)
    assert reading.format == format
    if isinstance(reading.content, PeopleList):
        assert len(reading.content.people) == 263 and not reading.content.refused
    elif isinstance(reading.content, CouncillorList):
        assert len(reading.content.entries) == 8


def test_every_format_is_read_in_the_cage(tmp_path: Path) -> None:
    path = tmp_path / "contacts"
    for name, text in (("google", GOOGLE), ("outlook", OUTLOOK), ("opencouncil", COUNCILLORS), ("csv", "Name,Phone\nJo,1\n"),
                       ("vcard", "BEGIN:VCARD\nFN:Jo\nEND:VCARD\n"), ("popolo", '{"persons": [{"name": "Jo"}]}')):  # fmt: skip
        path.write_text(text, encoding="utf-16" if name == "csv" else "utf-8")
        assert exchange.read(path).format == name
