"""What goes on paper: a confidential part widens to nobody, a draft's e-mail, an extract."""

from __future__ import annotations

import email
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import date, timedelta
from email import policy
from typing import Any

import pytest
from docx import Document
from sqlalchemy import update

from tests.services.test_approval import Group
from tests.unit.packs.test_minutes import by_pdfium, by_pypdf
from villagedesk.core.audience import Audience
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused
from villagedesk.core.words import MeetingKind
from villagedesk.models import Action, AgendaItem, Decision, Meeting, MinuteBlock, Person
from villagedesk.models import Group as GroupRow
from villagedesk.records.actions import ActionDraft
from villagedesk.records.approval import ReaderDraft
from villagedesk.records.meetingregisters import MeetingRegister, RegisterQuery
from villagedesk.records.meetings import DecisionDraft, ItemDraft, MeetingDraft
from villagedesk.records.packs import MinuteDecision
from villagedesk.records.people import OrganizationDraft, PersonDraft
from villagedesk.services import (
    approval,
    approvalcard,
    corrections,
    exports,
    meetingregisters,
    meetings,
    minutes,
    minutespaper,
    people,
    word,
)
from villagedesk.services.gathering import Gathering
from villagedesk.services.minuted import parts_apart

TODAY = date(2026, 11, 21)


@pytest.fixture
def group(do: Any) -> Group:
    return do(Group)


@pytest.fixture
def liaison(do: Any) -> tuple[str, str]:
    """A meeting with the council that has an item for members and one for the committee."""

    def add(work: Any) -> tuple[str, str]:
        draft = MeetingDraft("Liaison", MeetingKind.LIAISON, TODAY - timedelta(9), audience=Audience.COUNCIL)
        marks = {"Crossing": Audience.COUNCIL, "Subscriptions": Audience.MEMBERS, "A complaint": Audience.COMMITTEE}
        key = meetings.plan(work, draft, [ItemDraft(title, audience=mark) for title, mark in marks.items()])
        begun = minutes.start(work, key)
        for item in meetings.card(work.session, key).items:
            minutes.add_block(work, begun, item.id, f"What was said of {item.title}.")
        minutes.finish(work, key)
        return key, begun

    return do(add)


def test_corrections_go_wherever_the_minutes_go(desk, do, group):
    welcome = desk.read(lambda session: meetings.card(session, group.held)).items[0].id
    do(lambda work: setattr(work.session.get_one(Meeting, group.held), "audience", Audience.MEMBERS))
    do(lambda work: setattr(work.session.get_one(AgendaItem, welcome), "audience", Audience.MEMBERS))
    item = do(lambda work: meetings.add_item(work, group.held, ItemDraft("Grievance", audience=Audience.COMMITTEE)))
    do(lambda work: minutes.add_block(work, group.minutes, item, "Mrs Jones complained."))
    lines = ("1: at half past seven", "4: it was Mrs Price")
    do(lambda work: approval.approve(work, group.minutes, group.next, lines))

    def written(audience: Audience) -> str:
        file = desk.read(lambda session: word.minutes(session, group.held, audience, TODAY))
        return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(file.data)).paragraphs)

    assert "half past seven" in written(Audience.COMMITTEE) and "Price" in written(Audience.COMMITTEE)
    assert "half past seven" in written(Audience.MEMBERS) and "Price" not in written(Audience.MEMBERS)
    new = do(lambda work: corrections.begin(work, group.minutes, "The time was wrong"))
    assert "half past seven" in written(Audience.MEMBERS)
    do(lambda work: approval.approve(work, new, group.next))
    assert "Version 2: The time was wrong" in written(Audience.MEMBERS)
    assert "half past seven" not in written(Audience.MEMBERS)


@pytest.mark.parametrize("read", [by_pypdf, by_pdfium])
def test_a_confidential_part_widens_to_nobody(desk, liaison, read):
    meeting, begun = liaison
    card = desk.read(lambda s: approvalcard.card(s, meeting))
    assert card.latest.narrower == (Audience.COMMITTEE, Audience.MEMBERS)
    secrets = {None: "Crossing", Audience.MEMBERS: "Subscriptions", Audience.COMMITTEE: "complaint"}
    for part, own in secrets.items():
        content = desk.read(lambda s, part=part: minutespaper.paper(s, begun, TODAY, part))
        whole = " ".join(read(minutespaper.pdf(content)))
        for other in secrets.values():
            assert (other in whole) is (other == own)
    assert "confidential, Committee" in minutespaper.file_name(
        desk.read(lambda s: minutespaper.paper(s, begun, TODAY, Audience.COMMITTEE))
    )
    with pytest.raises(Refused):
        desk.read(lambda s: minutespaper.paper(s, begun, TODAY, Audience.PUBLIC))


def test_an_item_without_a_word_stands_in_the_minutes_and_says_so(desk, do):
    def fill(work):
        titles = ["Apologies", "Minutes of the last meeting", "A complaint", "Any other business"]
        items = [ItemDraft(title, audience=Audience.COMMITTEE if "compl" in title else None) for title in titles]
        meeting = meetings.plan(work, MeetingDraft("Liaison", on_date=TODAY, audience=Audience.COUNCIL), items)
        key = minutes.start(work, meeting)
        card = meetings.card(work.session, meeting)
        minutes.add_block(work, key, card.items[3].id, "Lamps are out.")
        return meeting, key

    meeting, key = do(fill)
    before = desk.read(lambda session: minutespaper.paper(session, key, TODAY)).minutes.items
    assert [item.title for item in before] == ["Any other business"]
    do(lambda work: minutes.finish(work, meeting))
    paper = desk.read(lambda session: minutespaper.paper(session, key, TODAY))
    told = [(item.number, item.title, bool(item.blocks)) for item in paper.minutes.items]
    assert told == [
        ("1", "Apologies", False),
        ("2", "Minutes of the last meeting", False),
        ("3", "Any other business", True),
    ]
    whole = " ".join(" ".join(by_pdfium(minutespaper.pdf(paper))).split())
    assert "2. Minutes of the last meeting No discussion was minuted." in whole


def test_a_draft_is_sent_by_hand_and_nobody_sees_the_others(desk, do, group):
    readers = [
        ReaderDraft(None, "Grace, of the council", "grace@council.example"), ReaderDraft(group.jo),
        ReaderDraft(None, "Dŵr", "dwr@elmpark.example"), ReaderDraft(None, "No address", "not an address"),
    ]  # fmt: skip
    with pytest.raises(Refused):
        desk.read(lambda s: minutespaper.mail(s, group.minutes, TODAY))
    do(lambda work: approval.send_out(work, group.minutes, readers, TODAY + timedelta(7)))
    data = minutespaper.eml(desk.read(lambda s: minutespaper.mail(s, group.minutes, TODAY)))
    read = email.message_from_bytes(data, policy=policy.default)
    assert (read["To"], read["X-Unsent"]) == (None, "1")
    assert [box.addr_spec for box in read["Bcc"].addresses] == ["grace@council.example", "dwr@elmpark.example"]
    assert "by 28 November 2026" in read.get_body().get_content()
    (file,) = read.iter_attachments()
    assert file.get_filename() == "Minutes, Committee, 22 October 2026, draft.pdf"
    assert all("DRAFT" in page for page in by_pypdf(file.get_content()))


def test_an_extract_says_how_far_the_minutes_have_come(desk, do, group):
    draft = desk.read(lambda s: minutespaper.extract(s, group.decision, TODAY))
    assert (draft.is_approved, draft.sha256, draft.moved) == (False, "", "Proposed by Jo Pennant")
    desk.do("Approve", lambda w: approval.approve(w, group.minutes, group.next), ChangeKind.APPROVE).result()
    found = desk.read(lambda s: minutespaper.extract(s, group.decision, TODAY))
    assert found.minutes == (
        "The minutes of that meeting were approved on 21 November 2026, at the meeting “Committee”."
    )
    assert found.is_approved and len(found.sha256) == 64
    assert minutespaper.extract_name(found) == "Extract, decision 2026-10-1, Committee, 22 October 2026.pdf"


def test_who_moved_a_decision_and_why_stands_in_the_minutes_where_the_reader_may_know(desk, do):
    def fill(work):
        jo = people.add_person(work, PersonDraft("Jo Pennant"))
        al = people.add_person(work, PersonDraft("Al Rees"))
        meeting = meetings.plan(work, MeetingDraft("Committee", on_date=TODAY, audience=Audience.COUNCIL))
        key = minutes.start(work, meeting)
        draft = DecisionDraft("Buy a kettle", proposer_id=jo, seconder_id=al, reason="The old one leaks")
        minutes.add_decision(work, key, None, draft)
        work.session.get_one(Person, jo).audience = Audience.COUNCIL
        return key

    key = do(fill)
    (item,) = desk.read(lambda session: minutespaper.paper(session, key, TODAY)).minutes.items
    assert item.blocks[0].moved == "Proposed by Jo Pennant. Because the old one leaks"


def test_a_declaration_is_for_those_who_may_know_of_both_items(desk, do):
    """In an open item about a confidential one; in a confidential item about an open one; in none."""

    def fill(work):
        draft = MeetingDraft("Liaison", MeetingKind.LIAISON, TODAY, audience=Audience.COUNCIL)
        marks = {"Declarations of interest": None, "A complaint": Audience.COMMITTEE, "Crossing": None}
        key = meetings.plan(work, draft, [ItemDraft(title, audience=mark) for title, mark in marks.items()])
        begun, items = minutes.start(work, key), meetings.card(work.session, key).items
        for item, interest, about in (
            (0, "zebra uncle", 2),
            (1, "zebra aunt", 3),
            (0, "A shop", 3),
            (0, "A van", None),
        ):
            minutes.add_declaration(work, begun, items[item].id, "Jo Pennant", interest, about=about)
        return begun

    begun = do(fill)
    whole, apart = (
        str(desk.read(lambda s, part=part: minutespaper.paper(s, begun, TODAY, part)).minutes)
        for part in (None, Audience.COMMITTEE)
    )
    assert ("zebra" in whole, "A shop" in whole, "A van" in whole) == (False, True, True)
    assert ("zebra uncle" in apart, "zebra aunt" in apart, "A shop" in apart) == (True, True, False)
    query = RegisterQuery(MeetingRegister.DECLARATIONS, audience=Audience.COUNCIL)
    keys = desk.read(lambda s: meetingregisters.ids(s, query, TODAY))
    told = str(desk.read(lambda s: meetingregisters.rows(s, query, keys, TODAY)))
    for kind in ("meetings", "minutes"):
        told += str(desk.read(lambda s, kind=kind: list(exports.for_audience(s, kind, Audience.COUNCIL, TODAY))))
    assert "zebra" not in told
    assert told.count("A van") == 4  # the minutes hold the meeting


@pytest.mark.parametrize("meeting_for", [Audience.COUNCIL, Audience.COMMITTEE, Audience.TRUSTEES])
def test_with_two_bodies_every_part_is_on_the_paper_of_one(desk, do, meeting_for):
    """A block for one in an item for the other, and a decision for one under a block for the other."""

    def fill(work):
        work.session.execute(update(GroupRow).values(two_bodies=True))
        both = (Audience.COMMITTEE, Audience.TRUSTEES)
        draft = MeetingDraft("Joint", on_date=TODAY, audience=meeting_for)
        key = meetings.plan(work, draft, [ItemDraft(f"Item of {mark}", audience=mark) for mark in both])
        begun = minutes.start(work, key)
        for item, other in zip(meetings.card(work.session, key).items, reversed(both), strict=True):
            block = minutes.add_block(work, begun, item.id, f"text of {other}")
            work.session.get_one(MinuteBlock, block).audience = other
            block, decision = minutes.add_decision(work, begun, item.id, DecisionDraft(f"decision of {other}"))
            work.session.get_one(MinuteBlock, block).audience = item.audience
            work.session.get_one(Decision, decision).audience = other
        return begun

    begun = do(fill)
    parts = desk.read(lambda s: parts_apart(s, begun, meeting_for, two_bodies=True))
    assert set(parts) == {Audience.COMMITTEE, Audience.TRUSTEES} - {meeting_for}
    for mark, other in ((Audience.COMMITTEE, Audience.TRUSTEES), (Audience.TRUSTEES, Audience.COMMITTEE)):
        part = None if mark is meeting_for else mark
        said = str(desk.read(lambda s, part=part: minutespaper.paper(s, begun, TODAY, part)).minutes.items)
        for what in ("text", "decision"):
            assert (f"{what} of {mark}" in said, f"{what} of {other}" in said) == (True, False)
        assert f"Item of {other}" not in said


def test_who_was_erased_is_named_to_the_committee_only(desk, do, group):
    def widen(work):
        for model in (AgendaItem, Decision, Meeting, Person):
            work.session.execute(update(model).values(audience=Audience.COUNCIL))
        work.session.get_one(Person, group.jo).restricted_at = work.now

    def named() -> set[bool]:
        query = RegisterQuery(MeetingRegister.DECISIONS)
        known = desk.read(lambda s: minutespaper.paper(s, group.minutes, TODAY))
        moved = desk.read(lambda s: minutespaper.extract(s, group.decision, TODAY)).moved
        mark = desk.read(lambda s: s.get(Meeting, group.held).audience)
        rows = desk.read(lambda s: meetingregisters.rows(s, replace(query, audience=mark), [group.decision], TODAY))
        packed = desk.read(lambda s: Gathering(s, group.held, mark, TODAY).gathered(("people", "agenda")))
        blocks = [block for item in known.minutes.items for block in item.blocks]
        made = [block.moved for block in blocks if isinstance(block, MinuteDecision)]
        return {"Jo Pennant" in each for each in (str(made), moved, rows[0].proposer)} | (
            {True} if "Jo Pennant" in str(packed.content.people) else set()
        )

    do(widen)
    assert named() == {False}
    for model in (Decision, Meeting):
        do(lambda work, model=model: work.session.execute(update(model).values(audience=Audience.COMMITTEE)))
    assert True in named()


def test_the_extract_names_who_seconded_where_nobody_proposed(desk, do, group):
    def add(work):
        ann = people.add_person(work, PersonDraft("Ann Zed"))
        return minutes.add_decision(work, group.minutes, group.item, DecisionDraft("B", seconder_id=ann))[1]

    key = do(add)
    assert desk.read(lambda s: minutespaper.extract(s, key, TODAY)).moved == "Seconded by Ann Zed"


def test_whose_an_action_is_stands_in_the_minutes_as_in_the_pack(desk, do):
    """Somebody of the other side whom the reader may not know stands as the body they are met with."""

    def fill(work):
        council = people.add_organization(work, OrganizationDraft("Brynafon Council", audience=Audience.COUNCIL))
        grace = people.add_person(work, PersonDraft("Grace"))
        draft = MeetingDraft("Liaison", MeetingKind.LIAISON, TODAY, with_id=council, audience=Audience.COUNCIL)
        key = meetings.plan(work, draft)
        begun = minutes.start(work, key)
        minutes.add_commitment(work, begun, None, ActionDraft("Send the plan", grace))
        minutes.add_action(work, begun, None, ActionDraft("Read the plan", grace))
        return key, begun

    key, begun = do(fill)
    (item,) = desk.read(lambda s: minutespaper.paper(s, begun, TODAY)).minutes.items
    assert [block.owner for block in item.blocks] == ["Brynafon Council", "The group"]
    packed = desk.read(lambda s: Gathering(s, key, Audience.COUNCIL, TODAY).gathered(("actions",))).content.actions
    assert [action.owner for action in packed] == ["Brynafon Council", "The group"]


def by_pdftotext(pdf: bytes) -> list[str]:
    """The text of each page, as Poppler reads it."""
    found = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return found.stdout.decode().split("\f")[:-1]


_ENGINES = [
    by_pdfium,
    pytest.param(by_pdftotext, marks=pytest.mark.skipif(not shutil.which("pdftotext"), reason="no Poppler here")),
]


@pytest.mark.parametrize("read", _ENGINES)
def test_draft_is_on_each_page_until_a_line_to_sign_takes_its_place(desk, do, group, read):
    def write(work: Any) -> None:
        items = [(AgendaItem, item.id) for item in meetings.card(work.session, group.held).items]
        for model, key in ((Meeting, group.held), (Action, group.action), (Decision, group.decision), *items):
            work.session.get_one(model, key).audience = Audience.MEMBERS
        apart = meetings.add_item(work, group.held, ItemDraft("A complaint", audience=Audience.COMMITTEE))
        minutes.add_block(work, group.minutes, apart, "Mrs Jones complained of the noise.")
        for n in range(90):
            minutes.add_block(work, group.minutes, group.item, f"What was said, number {n}, of the crossing.")

    do(write)

    def pages(part: Audience | None = None) -> list[str]:
        return read(
            minutespaper.pdf(desk.read(lambda session: minutespaper.paper(session, group.minutes, TODAY, part)))
        )  # fmt: skip

    draft = pages()
    assert len(draft) > 2 and all("DRAFT" in page for page in draft)
    assert not any("Signed as a true record" in page or "Jones" in page for page in draft)
    lines = ("4: of the dogs", "2: number 7 is wrong")
    desk.do("Approve", lambda w: approval.approve(w, group.minutes, group.next, lines), ChangeKind.APPROVE).result(10)
    whole = pages()
    assert not any("DRAFT" in page for page in whole)
    assert "Signed as a true record" in whole[-1] and "number 7 is wrong" in "".join(whole[-2:])
    assert not any("Jones" in page or "dogs" in page for page in whole)
    (apart,) = pages(Audience.COMMITTEE)
    assert "CONFIDENTIAL" in apart and "Jones" in apart and "of the dogs" in apart and "Signed" in apart
    assert "number 7" not in apart
