"""The list of councillors by ward, as councils publish it and as it goes wrong."""

import re
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from villagedesk.core.errors import Refused
from villagedesk.exchange.formats import parse
from villagedesk.exchange.keyposts import split_posts
from villagedesk.records.imports import Contact, CouncillorEntry, CouncillorList


def councillor(number: str = "1", name: str = "Councillor Jo Bloggs", more: str = "") -> str:
    return f"<councillor><councillorid>{number}</councillorid><fullusername>{name}</fullusername>{more}</councillor>"


def ward(*rows: str, title: str = "Ashgrove") -> str:
    return f"<ward><wardtitle>{title}</wardtitle><councillors>{''.join(rows)}</councillors></ward>"


def document(*wards: str) -> str:
    return f"<councillorsbyward><wards>{''.join(wards)}</wards></councillorsbyward>"


def read(text: str | bytes) -> CouncillorList:
    return parse(text if isinstance(text, bytes) else text.encode(), "moderngov")[1]


def only(more: str = "", name: str = "Councillor Jo Bloggs") -> CouncillorEntry:
    (entry,) = read(document(ward(councillor(name=name, more=more)))).entries
    return entry


def emails(*addresses: str) -> str:
    return ward(
        *(councillor(str(n), more=f"<workaddress><email>{a}</email></workaddress>") for n, a in enumerate(addresses))
    )


def test_everything_a_councillor_has_is_taken() -> None:
    entry = only(
        name="Cllr. Dr Siân Ŵyn MBE",
        more="""
        <politicalpartytitle> Welsh
          Labour </politicalpartytitle><districttitle>North</districttitle>
        <keyposts>Chair of Scrutiny, Deputy Leader</keyposts>
        <workaddress><line1>Civic Centre</line1><line3>Brynafon</line3><line2>High St</line2>
          <postcode>br1 1aa</postcode>
          <phone>01632 960101</phone><mobile>07700 900101</mobile><email>sian@brynafon.example</email></workaddress>
        <homeaddress><line1>12 Mill Lane</line1><phone>01632 960199</phone><postcode>br1 4qt</postcode></homeaddress>
        <termsofoffice><termofoffice><startdate>04/05/2023</startdate><enddate>6/5/2027</enddate></termofoffice></termsofoffice>""",
    )
    assert entry == CouncillorEntry(
        row=1,
        external_id="1",
        title="Cllr. Dr",
        name="Siân Ŵyn",
        honours="MBE",
        ward="Ashgrove",
        district="North",
        party="Welsh Labour",
        posts=("Chair of Scrutiny", "Deputy Leader"),
        contacts=(
            Contact("phone", "01632 960101", "work"),
            Contact("mobile", "07700 900101", "work"),
            Contact("email", "sian@brynafon.example", "work"),
            Contact("phone", "01632 960199", "home"),
            Contact("address", "Civic Centre\nHigh St\nBrynafon\nBR1 1AA", "work"),
        ),
        home_address=("12 Mill Lane", "BR1 4QT"),
        start=date(2023, 5, 4),
        end=date(2027, 5, 6),
        vacant=False,
        notes=(),
    )


@pytest.mark.parametrize("name", ["Vacant", "VACANT", "Councillor Vacant", "Vacancy", "Vacant seat", "Sedd Wag"])
def test_vacant_is_a_seat_without_a_holder(name: str) -> None:
    entry = only(name=name)
    assert entry.vacant
    assert (entry.title, entry.name, entry.ward) == ("", "", "Ashgrove")


def test_two_vacant_seats_may_share_a_number() -> None:
    found = read(document(ward(councillor("0", "Vacant"), councillor("0", "Vacant"))))
    assert [entry.row for entry in found.entries] == [1, 2]


def test_names_with_markup_and_accents_come_as_they_are() -> None:
    found = read(document(ward(councillor(name="Councillor Jo Müller &lt;jo&gt;"), title="Canol y Dŵr &amp; Docks")))
    assert (found.entries[0].name, found.entries[0].ward) == ("Jo Müller <jo>", "Canol y Dŵr & Docks")


def test_rows_that_cannot_be_taken_are_reported_each_with_its_reason() -> None:
    found = read(
        document(
            ward(councillor("1"), councillor("2", ""), councillor("1", "Another Name")),
            ward(councillor("3"), councillor("4", more="<representing>Docks</representing>"), title=""),
            ward(councillor("5", "x" * 201)),
        )
    )
    assert [(entry.row, entry.ward) for entry in found.entries] == [(1, "Ashgrove"), (5, "Docks")]
    assert [(row.row, row.reason) for row in found.refused] == [
        (2, "It has no name."),
        (3, "Its number, 1, is already that of row 1."),
        (4, "Its ward has no name."),
        (6, "The name of the person or of the ward is too long to be one."),
    ]


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        ("unspecified", "Unspecified", (None, None)),
        ("", " ", (None, None)),
        ("2023-05-04", "06/05/2027 00:00:00", (date(2023, 5, 4), date(2027, 5, 6))),
    ],
)
def test_terms_of_office(start: str, end: str, kept: tuple[date | None, date | None]) -> None:
    term = f"<termofoffice><startdate>{start}</startdate><enddate>{end}</enddate></termofoffice>"
    entry = only(f"<termsofoffice>{term}</termsofoffice>")
    assert ((entry.start, entry.end), entry.notes) == (kept, ())


@pytest.mark.parametrize("odd", ["31/02/2024", "May 2023", "05/04/23", "0/0/0000"])
def test_a_date_that_is_none_is_left_out_and_said(odd: str) -> None:
    entry = only(f"<termsofoffice><termofoffice><startdate>{odd}</startdate></termofoffice></termsofoffice>")
    assert (entry.start, entry.notes) == (None, (f"“{odd}” is no date, so it was left out.",))


def test_the_latest_of_several_terms_counts_and_a_term_never_runs_backwards() -> None:
    terms = [("04/05/2017", "05/05/2022"), ("05/05/2022", "01/01/2020")]
    entry = only(
        "".join(f"<termofoffice><startdate>{a}</startdate><enddate>{b}</enddate></termofoffice>" for a, b in terms)
    )
    assert (entry.start, entry.end) == (date(2022, 5, 5), None)
    assert len(entry.notes) == 2


def test_odd_addresses_are_left_out_and_said() -> None:
    entry = only("<workaddress><email>mailto:jo@a.example; none; jo@b.example</email></workaddress>")
    assert [contact.value for contact in entry.contacts] == ["jo@a.example", "jo@b.example"]
    assert entry.notes == ("“none” is no e-mail address, so it was left out.",)


def test_a_ward_that_lists_fewer_than_it_counts_is_said() -> None:
    found = read(
        document(f"<ward><wardtitle>Docks</wardtitle><councillorcount> 3</councillorcount>{councillor()}</ward>")
    )
    assert found.notes == ("Docks: the file counts 3 councillors but lists 1.",)


@pytest.mark.parametrize(
    ("written", "posts"),
    [
        ("", ()),
        ("Leader", ("Leader",)),
        ("Chair of Scrutiny Committee, Deputy Leader", ("Chair of Scrutiny Committee", "Deputy Leader")),
        ("Cabinet Member for Housing, Skills and Culture", ("Cabinet Member for Housing, Skills and Culture",)),
        ("Mayor; Housing; Docks", ("Mayor", "Housing", "Docks")),
        ("Leader<br/>Chair of Cabinet<BR>Docks", ("Leader", "Chair of Cabinet", "Docks")),
        ("<p>Leader</p><p>Vice-Chair, Vice-Chair</p>", ("Leader", "Vice-Chair")),
        ("Member for\n  Finance\nArmed Forces Champion", ("Member for Finance", "Armed Forces Champion")),
        ("Cadeirydd Craffu, Dirprwy Arweinydd", ("Cadeirydd Craffu", "Dirprwy Arweinydd")),
        ("Arts &amp; Leisure Lead", ("Arts & Leisure Lead",)),
        (",,;,", ()),
    ],
)
def test_posts_are_taken_apart(written: str, posts: tuple[str, ...]) -> None:
    assert split_posts(written) == posts


def test_line_breaks_inside_the_posts_part_them_escaped_or_not() -> None:
    assert only("<keyposts>Leader<br/>Docks</keyposts>").posts == ("Leader", "Docks")
    assert only("<keyposts>Leader&lt;br /&gt;Docks</keyposts>").posts == ("Leader", "Docks")


@pytest.mark.parametrize(
    ("addresses", "key", "guess"),
    [
        (("a@brynafon.example", "b@Brynafon.example", "c@x.example"), "brynafon.example", "Brynafon Council"),
        (("a@b.gov.uk", "b@a.gov.uk"), "a.gov.uk", "A Council"),
        (("a@members.south-glos.gov.uk",), "members.south-glos.gov.uk", "South Glos Council"),
        (("a@elmcouncil.org.uk",), "elmcouncil.org.uk", "Elm Council"),
        (("a@gmail.com", "b@gmail.com"), "", ""),
        ((), "", ""),
    ],
)
def test_the_council_is_guessed_from_its_addresses(addresses: tuple[str, ...], key: str, guess: str) -> None:
    found = read(document(emails(*addresses) if addresses else ward(councillor())))
    assert (found.council_key, found.council_guess) == (key, guess)


LIST = document(ward(councillor(name="Siân"), title="Tŷ"))
HEAD = '<?xml version="1.0" encoding="{}"?>'


@pytest.mark.parametrize(
    "data",
    [
        LIST.encode("utf-8-sig"),
        LIST.encode("utf-16"),
        LIST.encode("utf-16-le"),
        LIST.encode("utf-16-be"),
        b"\xef\xbb\xbf\r\n " + HEAD.format("utf-8").encode() + LIST.encode(),
        (HEAD.format("utf-16") + LIST).encode("utf-16"),
        (HEAD.format("utf-16") + LIST).encode(),  # what .NET writes
        (HEAD.format("iso-8859-14") + LIST).encode("iso-8859-14"),
        (HEAD.format("no-such-thing") + LIST).encode(),
        re.sub(r"<(/?)(\w)", r"<\1mg:\2", LIST).replace("yward", 'yward xmlns:mg="http://x.example"', 1).encode(),
        f"<Envelope><Body>{LIST}</Body></Envelope>".encode(),
        LIST.replace("councillorsbyward", "CouncillorsByWard").encode(),
    ],
)
def test_encodings_marks_prefixes_and_envelopes(data: bytes) -> None:
    (entry,) = parse(data)[1].entries
    assert (entry.name, entry.ward) == ("Siân", "Tŷ")


def test_windows_letters_declared_or_not() -> None:
    text = document(ward(councillor(name="Siân – “S”")))
    declared = read((HEAD.format("windows-1252") + text).encode("cp1252"))
    lying = read((HEAD.format("utf-8") + text).encode("cp1252"))
    assert declared.entries == lying.entries
    assert declared.entries[0].name == "Siân – “S”"
    assert (declared.notes, len(lying.notes)) == ((), 1)


BOMB = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><councillorsbyward>&b;</councillorsbyward>'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "The file is empty."),
        (b" \n ", "The file is empty."),
        (document().encode(), "The list names no councillors."),
        (b"<html><head><title>Object moved</title></head></html>", "This is a web page, not the list itself"),
        (b"\n<!DOCTYPE html PUBLIC 'x'><html>&nbsp;<br>", "This is a web page, not the list itself"),
        (b'<?xml version="1.0"?><!-- x --><HTML xmlns="x"/>', "This is a web page, not the list itself"),
        (b"Council,Ward", "This is not XML that can be read: line 1, column 1 is wrong."),
        (b"<a>\n<b></a>", "This is not XML that can be read: line 2, column 6 is wrong."),
        (LIST.encode()[:60].replace(b"><", b">\n<"), "The file breaks off in line 5: it is not complete."),
        (LIST.encode().replace(b"Si", b"S\0"), "This is not XML that can be read: line 1"),
        (BOMB.encode(), "The file defines abbreviations of its own (a DTD)"),
        (b'<!DOCTYPE councillorsbyward SYSTEM "file:///etc/passwd"><a/>', "The file defines abbreviations"),
        (b"<councillorsbyparty/>", "This is XML, but not a list of councillors by ward."),
        (b"<councillorsbyward>" + b"<a>" * 10_000, "The file is nested deeper"),
        (document(ward(councillor(more=councillor("2")))).encode(), "Councillor 2 of the file stands inside"),
        (b"\x89PNG\r\n\x1a\n\0\0", "This is not XML that can be read"),
    ],
)
def test_what_is_no_such_list_is_refused_in_one_plain_sentence(data: bytes, said: str) -> None:
    with pytest.raises(Refused) as no:
        parse(data, "moderngov")
    assert no.value.message.startswith(said)
    assert no.value.message.endswith("Nothing has been changed.")


def test_content_of_no_known_kind_names_what_is_accepted() -> None:
    for data in (b"Dear Jo\n", b"<councillorsbyparty/>", b"\xff\xfe\xff", b"\0"):
        with pytest.raises(Refused, match=r"It reads: list of councillors by ward .*ModernGov"):
            parse(data)


TAGS = [
    "councillorsbyward", "wards", "ward", "wardtitle", "councillors", "councillorcount", "councillor", "councillorid",
    "fullusername", "keyposts", "workaddress", "homeaddress", "line1", "line99", "postcode", "phone", "email",
    "termsofoffice", "termofoffice", "startdate", "enddate", "br", "other",
]  # fmt: skip
TEXTS = st.sampled_from(["", "1", "Vacant", "31/12/2023", "99/99/9999", "a@b.example", "@", ";,<br>", "Dŵr", "x" * 300])
TREES = st.recursive(
    st.tuples(st.sampled_from(TAGS), TEXTS),
    lambda inner: st.tuples(st.sampled_from(TAGS), st.lists(inner, max_size=6)),
    max_leaves=40,
)


def written(tree: tuple[str, object]) -> str:
    tag, inside = tree
    text = "".join(map(written, inside)) if isinstance(inside, list) else str(inside).replace("<", "&lt;")
    return f"<{tag}>{text}</{tag}>"


def check_answer(data: bytes) -> None:
    """Records or Refused, never anything else; each councillor of the file is accounted for."""
    try:
        found = read(data)
    except Refused:
        return
    rows = sorted([entry.row for entry in found.entries] + [row.row for row in found.refused])
    assert rows == list(range(1, len(rows) + 1))
    assert all(entry.vacant or entry.name for entry in found.entries)


@given(st.lists(TREES, max_size=8))
def test_any_tree_of_known_elements_gives_records_or_a_refusal(trees: list[tuple[str, object]]) -> None:
    text = f"<councillorsbyward>{''.join(map(written, trees))}</councillorsbyward>"
    check_answer(text.encode())
    if "councillor stands" not in text and text.count("<councillor>"):
        try:
            found = read(text)
        except Refused:
            return
        assert len(found.entries) + len(found.refused) == text.count("<councillor>")


@given(st.binary())
@example(b"<")
@example(b"<\0")
@example(b"\xff\xfe<")
@example(b'<?xml version="1.0" encoding="punycode"?><a/>')
@example(b'<?xml version="1.0" encoding="zlib"?><a/>')
@example(b'<?xml version="1.0" encoding="shift_jis"?><a/>')
@example(b'<?xml version="1.0" encoding="unicode_escape"?><a>\\ud800</a>')
def test_any_bytes_give_records_or_a_refusal(data: bytes) -> None:
    check_answer(data)


@given(st.data())
def test_a_list_that_was_damaged_gives_records_or_a_refusal(data: st.DataObject) -> None:
    whole = bytearray(LIST.encode(data.draw(st.sampled_from(["utf-8", "utf-16", "cp1252"])), "replace"))
    for _cut in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole)))
        whole[at : at + data.draw(st.integers(0, 5))] = data.draw(st.binary(max_size=5))
    check_answer(bytes(whole))
