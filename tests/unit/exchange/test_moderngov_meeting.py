"""A meeting as a council publishes it, its HTML, and what goes wrong in it."""

from datetime import date, time

import pytest

from villagedesk.core.errors import Refused
from villagedesk.core.words import BlockKind, Presence
from villagedesk.exchange.formats import parse
from villagedesk.exchange.markup import MOST_LETTERS, blocks_of
from villagedesk.records.calendar import CouncilMeeting


def item(key: str = "1", number: str = "1.", title: str = "Item", more: str = "") -> str:
    return (
        f"<agendaitem><agendaitemid>{key}</agendaitemid><agendaitemtitle>{title}</agendaitemtitle>"
        f"<fulldisplaynumberformat>{number}</fulldisplaynumberformat>{more}</agendaitem>"
    )


def meeting(*items: str, when: str = "<meetingdate>12/11/2026</meetingdate>", more: str = "") -> str:
    return (
        f"<getmeeting><meeting><meetingid>7</meetingid>{when}<meetingtime>6.30 pm</meetingtime>"
        f"<agendaitems>{''.join(items)}</agendaitems>{more}</meeting></getmeeting>"
    )


def read(text: str | bytes) -> CouncilMeeting:
    return parse(text if isinstance(text, bytes) else text.encode(), "meeting")[1]


def minuted(html: str) -> str:
    return f"<minutesnonemptyhtmlbody><![CDATA[{html}]]></minutesnonemptyhtmlbody>"


def test_a_meeting_is_told_from_a_list_of_councillors_by_its_content() -> None:
    name, content = parse(meeting(item()).encode())
    assert (name, content.key, content.on_date, content.starts) == ("meeting", "7", date(2026, 11, 12), time(18, 30))


def test_html_becomes_paragraphs_lists_and_bold_and_nothing_else() -> None:
    blocks, is_whole = blocks_of(
        '<p onclick="x()">The <b>chair</b>&nbsp;spoke.</p><script>alert(1)</script><style>p{}</style>'
        '<ol><li><p>one</p></li><li>two <a href="javascript:x()">link</a></li></ol><ul><li>three</li></ul>'
        "<p>\u00b7 Word's own bullet</p><img src=x onerror=y>"
    )
    assert is_whole
    assert [(block.kind, block.text, block.bold) for block in blocks] == [
        (BlockKind.PARAGRAPH, "The chair spoke.", "4-9"),
        (BlockKind.NUMBERED, "one", ""),
        (BlockKind.NUMBERED, "two link", ""),
        (BlockKind.BULLET, "three", ""),
        (BlockKind.BULLET, "Word's own bullet", ""),
    ]


def test_two_megabytes_of_html_are_taken_up_to_a_limit_and_said_to_be() -> None:
    found = read(meeting(item(more=minuted("<p class=MsoNormal>" + "word " * 20 + "</p>") * 1)))
    assert len(found.items[0].minutes) == 1
    found = read(meeting(item(more=minuted(("<p class=MsoNormal style='x'>" + "word " * 20 + "</p>") * 16_000))))
    assert 0 < sum(len(block.text) for block in found.items[0].minutes) <= MOST_LETTERS
    assert "longer than can be kept" in found.notes[0]
    assert blocks_of("<b>" * 200_000 + "deep")[0][0].text == "deep"


def test_markup_that_stands_as_elements_is_read_like_markup_that_stands_as_text() -> None:
    found = read(meeting(item(more="<agendatext><p>To <b>receive</b> it</p><p>and note</p></agendatext>")))
    assert [(block.text, block.bold) for block in found.items[0].about] == [("To receive it", "3-10"), ("and note", "")]


def test_a_billion_laughs_and_other_entities_are_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>' + meeting(item(title="&b;"))
    outside = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + meeting(item(title="&a;"))
    for text in (bomb, outside):
        with pytest.raises(Refused, match="DTD"):
            read(text)


def test_a_meeting_without_a_date_is_refused_in_a_plain_sentence() -> None:
    for when, said in (("", "no date"), ("<meetingdate/>", "no date"), ("<meetingdate>soon</meetingdate>", "“soon”")):
        with pytest.raises(Refused, match=said):
            read(meeting(item(), when=when))
    with pytest.raises(Refused, match=r"line 1, column \d+ is wrong"):
        read("<meeting><meetingid>")
    with pytest.raises(Refused, match="nested deeper"):
        read(meeting(item(more="<agendatext>" + "<i>" * 200 + "</i>" * 200 + "</agendatext>")))


def test_two_items_with_one_number_are_both_taken_and_told() -> None:
    found = read(meeting(item("1", "5."), item("1", "5.", "Again")))
    assert [(one.key, one.number) for one in found.items] == [("1", "5"), ("1 again 2", "5")]
    assert found.notes == ("2 items have the number 5: all are taken, in the order of the file.",)


def test_encodings_are_told_from_the_bytes() -> None:
    text = '<?xml version="1.0" encoding="utf-8"?>' + meeting(item(title="Café y Dŵr"))
    assert read(text.encode("utf-16")).items[0].title == "Café y Dŵr"
    wrong = read(text.replace("ŵ", "w").encode("cp1252"))
    assert wrong.items[0].title == "Café y Dwr"
    assert "Windows-1252" in wrong.notes[0]


def test_who_attended_keeps_party_and_ward_and_who_was_expected_is_left_out() -> None:
    said = (
        '<attendees><attendee name="Cllr Jo Bloggs MBE" roledescription="Chair" attendance="Present, as substitute" '
        'politicalparty="Labour" ward="Ashgrove"/><attendee name="A. N. Other" attendance="Apologies for absence"/>'
        '<attendee name="Sam" attendance="Expected"/><attendee name="Pat" attendance="Officer"/></attendees>'
    )
    found = read(meeting(more=said))
    assert [(one.name, one.presence) for one in found.attendees] == [
        ("Jo Bloggs", Presence.PRESENT), ("A. N. Other", Presence.APOLOGIES), ("Pat", Presence.IN_ATTENDANCE),
    ]  # fmt: skip
    assert (found.attendees[0].party, found.attendees[0].ward) == ("Labour", "Ashgrove")
    assert "only expected" in found.notes[0]


def test_an_address_that_is_no_web_address_is_left_out() -> None:
    paper = "<linkeddocuments><linkeddoc><title>Map</title><url>javascript:alert(1)</url></linkeddoc></linkeddocuments>"
    found = read(meeting(item(more=paper)))
    assert (found.items[0].papers[0].title, found.items[0].papers[0].url) == ("Map", "")
    assert "no web address" in found.notes[0]
