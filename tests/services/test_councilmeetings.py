"""A council's published meeting taken in: restricted things stay narrow, people are known again, news update it."""

from typing import Any

import pytest
from sqlalchemy import select

from villagedesk.core.audience import Audience
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused
from villagedesk.core.words import BlockKind, MeetingStatus, MinutesState, OrganizationKind, Role
from villagedesk.exchange.formats import parse
from villagedesk.models import AgendaItem, Attendance, ItemLink, Meeting, MinuteBlock
from villagedesk.records.imports import ImportOptions, ImportPreview, Reading
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import attendance, exports, imports, meetings, minutes, people, posts, word
from villagedesk.services.desk import Desk, Work

OPEN = """<agendaitem><agendaitemid>1</agendaitemid><agendaitemtitle>Crossing</agendaitemtitle>
<fulldisplaynumberformat>4.</fulldisplaynumberformat><isdecision>True</isdecision><isrestricted>False</isrestricted>
<minutesnonemptyhtmlbody><![CDATA[<p><b>RESOLVED</b> to build it</p><ol><li>soon</li></ol>]]></minutesnonemptyhtmlbody>
<linkeddocuments><linkeddoc><attachmentid>9</attachmentid><title>Report</title>
<url>https://democracy.example/s9.pdf</url><isrestricted>False</isrestricted></linkeddoc>
<linkeddoc><attachmentid>10</attachmentid><title>Secret valuation</title><isrestricted>True</isrestricted></linkeddoc>
</linkeddocuments></agendaitem>"""
SHUT = """<agendaitem><agendaitemid>2</agendaitemid><agendaitemtitle>Secret land</agendaitemtitle>
<fulldisplaynumberformat>5.</fulldisplaynumberformat><isrestricted>True</isrestricted>
<minutesnonemptyhtmlbody>Secret price</minutesnonemptyhtmlbody></agendaitem>"""
THERE = """<attendees><attendee name="Councillor Jo Bloggs" roledescription="Chair" attendance="Present"
politicalparty="Labour" ward="Ashgrove"/><attendee name="Sam Unknown" attendance="Apologies"/></attendees>"""


def published(*items: str, there: str = THERE, more: str = "") -> Reading:
    text = (
        "<getmeeting><meeting><meetingid>7</meetingid><committeetitle>Highways</committeetitle>"
        f"<meetingdate>12/11/2026</meetingdate><meetingtime>18:30</meetingtime>{more}"
        f"<agendaitems>{''.join(items)}</agendaitems>{there}</meeting></getmeeting>"
    )
    name, content = parse(text.encode())
    return Reading(name, "meeting.xml", content)


def council(work: Work) -> str:
    key = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
    person = people.add_person(work, PersonDraft("Jo Bloggs"))
    posts.add_membership(work, person, MembershipDraft(key, Role.COUNCILLOR))
    people.add_person(work, PersonDraft("Sam Unknown"))  # of another body: not the one who sent apologies
    return person


def take(desk: Desk, found: Reading, name: str = "") -> ImportPreview:
    options = ImportOptions(name)
    seen = desk.read(lambda session: imports.preview(session, found, options, desk.clock.today()))
    told = desk.do("Import", lambda work: imports.apply(work, found, options), ChangeKind.IMPORT).result()
    assert told == seen
    return seen


def all_of(desk: Desk, model: Any, *names: str) -> list[Any]:
    return desk.read(
        lambda session: [tuple(getattr(row, name) for name in names) for row in session.query(model).order_by(model.id)]
    )


def test_it_comes_in_whole_as_one_change_and_again_changes_nothing(desk: Desk) -> None:
    person = desk.do("Fill", council).result()
    heard: list[Any] = []
    desk.listen(heard.append)
    seen = take(desk, published(OPEN, SHUT))
    assert [row.verdict for row in seen.rows] == ["added"] * 4
    assert seen.rows[3].reason == "2 people, 1 known here"
    [(key, title, theirs, status, audience)] = all_of(desk, Meeting, "id", "title", "is_theirs", "status", "audience")
    assert (title, theirs, status, audience) == ("Highways", True, MeetingStatus.HELD, Audience.PUBLIC)
    page = desk.read(lambda session: minutes.page(session, key))
    assert page is not None
    assert page.state is MinutesState.PUBLISHED
    assert [(block.kind, block.text) for block in page.blocks] == [
        (BlockKind.PARAGRAPH, "RESOLVED to build it"), (BlockKind.NUMBERED, "soon"), (BlockKind.PARAGRAPH, "Secret price"),
    ]  # fmt: skip
    attended = all_of(desk, Attendance, "name", "role", "person_id")
    assert sorted(attended) == [("Jo Bloggs", "Chair, Labour, Ashgrove", person), ("Sam Unknown", "", None)]
    assert not take(desk, published(OPEN, SHUT)).writes
    desk.undo(heard[0].number).result()
    assert all_of(desk, Meeting, "id") == []


def test_restricted_items_and_papers_are_for_the_committee_only(desk: Desk) -> None:
    desk.do("Fill", council).result()
    take(desk, published(OPEN, SHUT))
    for audience, may_know in ((Audience.COMMITTEE, True), (Audience.COUNCIL, False), (Audience.PUBLIC, False)):
        for kind in ("meetings", "minutes"):
            found = desk.read(
                lambda session, kind=kind, audience=audience: repr(
                    list(exports.for_audience(session, kind, audience, desk.clock.today()))
                )
            )
            assert ("Secret land" in found) is may_know
            assert ("Secret valuation" in found) is may_know
            assert "Report" in found


def test_published_again_it_is_brought_up_to_date(desk: Desk) -> None:
    desk.do("Fill", council).result()
    take(desk, published(OPEN, SHUT))
    changed = (
        OPEN.replace("to build it", "to build it well").replace("<li>soon</li>", "").replace("Crossing", "The crossing")
    )
    seen = take(desk, published(changed, there=""))
    assert [(row.verdict.value, row.name) for row in seen.rows] == [
        ("unchanged", "Highways, 12 November 2026"), ("changed", "4. The crossing"), ("changed", "Secret land"),
    ]  # fmt: skip
    assert "Minutes: RESOLVED to build it -> RESOLVED to build it well" in seen.rows[1].details
    assert seen.rows[2].reason == "No longer on the agenda: it is taken out."
    assert all_of(desk, MinuteBlock, "text") == [("RESOLVED to build it well",)]
    assert all_of(desk, AgendaItem, "title") == [("The crossing",)]
    off = take(desk, published(changed, there="", more="<meetingstatus>Cancelled</meetingstatus>"))
    assert off.rows[0].verdict == "cancelled"


def test_who_and_what_was_taken_out_or_put_right_by_hand_stays_so(desk: Desk) -> None:
    desk.do("Fill", council).result()
    take(desk, published(OPEN, SHUT))

    def by_hand(work: Work) -> None:
        sam = work.session.scalars(select(Attendance).where(Attendance.name == "Sam Unknown")).one()
        attendance.remove(work, sam.id)
        work.session.delete(work.session.scalars(select(ItemLink).where(ItemLink.title == "Report")).one())
        work.session.scalars(select(MinuteBlock).where(MinuteBlock.text == "soon")).one().text = "by May"

    desk.do("By hand", by_hand).result()
    assert not take(desk, published(OPEN, SHUT)).writes
    assert all_of(desk, Attendance, "name") == [("Jo Bloggs",)]
    assert all_of(desk, ItemLink, "title") == [("Secret valuation",)]
    assert ("by May",) in all_of(desk, MinuteBlock, "text")


def test_whose_it_is_must_be_known(desk: Desk) -> None:
    with pytest.raises(Refused, match="Say which council's meeting this is") as no:
        take(desk, published(OPEN))
    assert no.value.field == "council"
    take(desk, published(OPEN), "Cyngor Bryn")
    assert not take(desk, published(OPEN)).writes  # known again by its papers' address
    assert all_of(desk, ItemLink, "title") in (
        [("Report",), ("Secret valuation",)],
        [("Secret valuation",), ("Report",)],
    )


def test_it_is_neither_the_groups_next_meeting_nor_its_last_and_its_minutes_are_not_taken(desk: Desk) -> None:
    desk.do("Fill", council).result()
    take(desk, published(OPEN))
    [(key,)] = all_of(desk, Meeting, "id")
    assert desk.read(lambda session: meetings.last_id(session, desk.clock.today())) is None
    with pytest.raises(Refused, match="another body's"):
        desk.do("Minute", lambda work: minutes.start(work, key)).result()


def test_its_minutes_for_word_are_no_draft_and_leave_out_what_is_restricted(desk: Desk) -> None:
    import io

    from docx import Document

    desk.do("Fill", council).result()
    take(desk, published(OPEN, SHUT))
    [(key,)] = all_of(desk, Meeting, "id")
    made = desk.read(lambda session: word.minutes(session, key, Audience.PUBLIC, desk.clock.today()))
    document = Document(io.BytesIO(made.data))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "RESOLVED to build it" in said
    assert "Secret" not in said
    assert "DRAFT" not in said + document.sections[0].header.paragraphs[0].text
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 2"] == ["4. Crossing"]
    assert made.left_out
