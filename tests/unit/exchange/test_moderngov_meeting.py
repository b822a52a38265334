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


def test_an_entry_with_more_lines_and_paragraphs_keeps_its_number() -> None:
    html = "<ol><li><p>That it <b>be</b> built;<br>soon</p><p>and well</p></li><li>Noted<ul><li>twice</li></ul></li></ol><p>End</p>"
    assert [(block.kind, block.text, block.bold) for block in blocks_of(html)[0]] == [
        (BlockKind.NUMBERED, "That it be built; soon and well", "8-10"),
        (BlockKind.NUMBERED, "Noted", ""),
        (BlockKind.BULLET, "twice", ""),
        (BlockKind.PARAGRAPH, "End", ""),
    ]


def test_lists_of_word_are_lists_in_what_a_council_publishes() -> None:
    entry = "<p class=MsoListParagraph style='mso-list:l0'><span style='mso-list:Ignore'>{}<span>&nbsp; </span></span>{}</p>"
    blocks, _is_whole = blocks_of(entry.format("1.", "First") + entry.format("\u00b7", "Second"))
    assert [(block.kind, block.text) for block in blocks] == [
        (BlockKind.NUMBERED, "First"), (BlockKind.BULLET, "Second"),
    ]  # fmt: skip
    assert blocks_of("<span style='mso-list:Ignore'>" * 100_000 + "lost</span>" * 100_000 + "kept")[0][0].text == "kept"


# Shaped after what GetMeeting answers: True and False in words, text escaped twice, elements that are empty or hold
# nothing but spaces, dates with hours, the first day of all dates for none, addresses without s.
REAL = """<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<soap:Body><GetMeetingResponse xmlns="http://moderngov.example/namespaces"><GetMeetingResult>
<meeting>
  <meetingid> 17355 </meetingid><committeeid>142</committeeid><committeetitle>Highways &amp;amp; Transport</committeetitle>
  <meetingdate>04/03/2026</meetingdate><meetingtime> 7.00 pm or on the rising of Cabinet </meetingtime>
  <meetingstatus>Confirmed</meetingstatus><meetinglocation>Council Chamber&amp;nbsp;1, T&#373;r y Dref</meetinglocation>
  <agendapublished>True</agendapublished><minutepublished>True</minutepublished><decisionpublished>False</decisionpublished>
  <iswebcast>False</iswebcast><meetingactualstarttime /><meetingactualfinishtime>   </meetingactualfinishtime>
  <agendaitems>
    <agendaitem>
      <agendaitemid>90001</agendaitemid><agendaitemnumber>0</agendaitemnumber><fulldisplaynumberformat> </fulldisplaynumberformat>
      <agendaitemtitle>PART 1</agendaitemtitle><agendatext /><isdecision>False</isdecision><isrestricted>False</isrestricted>
      <isdisplayallowed>True</isdisplayallowed><minutesnonemptyhtmlbody></minutesnonemptyhtmlbody><linkeddocuments />
    </agendaitem>
    <agendaitem>
      <agendaitemid>90002</agendaitemid><agendaitemnumber>4</agendaitemnumber><fulldisplaynumberformat>12a.</fulldisplaynumberformat>
      <agendaitemtitle>Crossing &amp;amp; caf&amp;eacute; at O&amp;#39;Neill&#8217;s</agendaitemtitle>
      <agendatext>&lt;p&gt;To &lt;strong&gt;receive&lt;/strong&gt; it&lt;/p&gt;</agendatext>
      <isdecision>True</isdecision><isrestricted>False</isrestricted><isdisplayallowed>True</isdisplayallowed>
      <minutesnonemptyhtmlbody><![CDATA[<div class="mgWordPara"><p class="mgBodyText" style="margin:0cm"><b>RESOLVED:</b>&nbsp;that</p>
      <ol><li>it be built &amp; lit</li></ol><script>x()</script></div>]]></minutesnonemptyhtmlbody>
      <linkeddocuments>
        <linkeddoc><attachmentid>174193</attachmentid><title>Budget &amp;amp; plans, PDF 2 MB</title><isrestricted>False</isrestricted>
          <url>http://democracy.brynafon.example/mgConvert2PDF.aspx?ID=174193&amp;x=1</url><publicationdate>24/02/2026 17:05:11</publicationdate></linkeddoc>
        <linkeddoc><attachmentid>174194</attachmentid><title /><isrestricted>True</isrestricted><url />
          <publicationdate>01/01/0001 00:00:00</publicationdate></linkeddoc>
      </linkeddocuments>
    </agendaitem>
    <agendaitem>
      <agendaitemid>90003</agendaitemid><fulldisplaynumberformat>13.</fulldisplaynumberformat><agendaitemtitle>Land</agendaitemtitle>
      <isdecision>True</isdecision><isrestricted>False</isrestricted><isdisplayallowed>False</isdisplayallowed>
      <minutesnonemptyhtmlbody /><decisionnonemptyhtmlbody>&lt;p&gt;Agreed&lt;/p&gt;</decisionnonemptyhtmlbody>
    </agendaitem>
  </agendaitems>
  <attendees>
    <attendee memberid="7" name="Councillor Si&#226;n Ellis MBE" roledescription="Chair" attendance="Present, as expected" politicalparty="Plaid Cymru" ward="Ashgrove" representing="" />
    <attendee memberid="8" name="Cllr A. N. Other" roledescription="" attendance="Absent, but sent apologies" politicalparty="" ward="" />
    <attendee memberid="9" name="" attendance="Present" /><attendee name="Pat Clerk" attendance="In attendance, virtually" xsi:nil="true" />
  </attendees>
</meeting></GetMeetingResult></GetMeetingResponse></soap:Body></soap:Envelope>"""


def test_an_answer_shaped_like_real_ones_is_read_whole() -> None:
    found = read(REAL)
    assert (found.key, found.body, found.title) == ("17355", "Highways & Transport", "Highways & Transport")
    assert (found.on_date, found.starts, found.place) == (
        date(2026, 3, 4),
        time(19),
        "Council Chamber 1, T\u0175r y Dref",
    )
    assert not found.is_cancelled
    part, crossing, land = found.items
    assert (part.number, part.title, part.about, part.minutes, part.papers) == ("", "PART 1", (), (), ())
    assert (crossing.number, crossing.title) == ("12a", "Crossing & café at O'Neill\u2019s")
    assert [(block.text, block.bold) for block in crossing.about] == [("To receive it", "3-10")]
    assert [(block.kind, block.text, block.bold) for block in crossing.minutes] == [
        (BlockKind.PARAGRAPH, "RESOLVED: that", "0-9"), (BlockKind.NUMBERED, "it be built & lit", ""),
    ]  # fmt: skip
    report, kept_back = crossing.papers
    assert (report.title, report.published_on) == ("Budget & plans, PDF 2 MB", date(2026, 2, 24))
    assert report.url == "http://democracy.brynafon.example/mgConvert2PDF.aspx?ID=174193&x=1"
    assert (kept_back.title, kept_back.url, kept_back.is_restricted, kept_back.published_on) == (
        "Paper 2",
        "",
        True,
        None,
    )
    assert (land.is_restricted, [block.text for block in land.minutes]) == (True, ["Agreed"])
    assert [(one.name, one.role, one.presence) for one in found.attendees] == [
        ("Siân Ellis", "Chair", Presence.PRESENT), ("A. N. Other", "", Presence.APOLOGIES),
        ("Pat Clerk", "", Presence.IN_ATTENDANCE),
    ]  # fmt: skip
    assert found.notes == ()


@pytest.mark.parametrize(
    ("said", "on"),
    [
        ("04/03/2026", date(2026, 3, 4)), ("4.3.2026 00:00:00", date(2026, 3, 4)), ("2026-03-04T19:00:00", date(2026, 3, 4)),
        (" 04/03/2026\n", date(2026, 3, 4)), ("29/02/2027", None), ("01/01/0001 00:00:00", None), ("4 March", None),
        ("04/03/26", None),
    ],
)  # fmt: skip
def test_odd_dates_are_a_day_or_a_refusal(said: str, on: date | None) -> None:
    text = meeting(item(), when=f"<meetingdate>{said}</meetingdate>")
    if on:
        assert read(text).on_date == on
    else:
        with pytest.raises(Refused, match="is no date"):
            read(text)


@pytest.mark.parametrize(
    ("said", "at"),
    [
        ("18:30", time(18, 30)), ("6.30pm", time(18, 30)), ("12 noon", time(12)), ("12.15 am", time(0, 15)),
        ("7 p.m.", time(19)), ("10:00:00", time(10)), ("25:00", None), ("After Cabinet", None), ("", None),
    ],
)  # fmt: skip
def test_odd_times_are_a_time_or_left_out_and_told(said: str, at: time | None) -> None:
    found = read(meeting(item()).replace("6.30 pm", said))
    assert found.starts == at
    assert bool(found.notes) is (at is None and bool(said))


def test_five_megabytes_are_read_with_every_item() -> None:
    body = minuted("<p class='mgBodyText'>" + "The committee considered the report. " * 25 + "</p>" * 1)
    paper = (
        "<linkeddocuments>"
        + "".join(
            f"<linkeddoc><attachmentid>{n}</attachmentid><title>Appendix {n}</title><url>http://c.example/{n}</url></linkeddoc>"
            for n in range(100)
        )
        + "</linkeddocuments>"
    )
    filler = "<agendatext><![CDATA[" + "<span style='font-family:Arial'> </span>" * 90 + "]]></agendatext>"
    text = meeting(*(item(str(n), f"{n}.", f"Item {n}", body + paper + filler) for n in range(1, 351)))
    assert len(text) > 5_000_000
    found = read(text)
    assert (len(found.items), len(found.items[-1].papers), len(found.items[-1].minutes)) == (350, 100, 1)
    assert found.notes == ()
