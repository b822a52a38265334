"""The log: who said what to whom, what waits for an answer, and with whom the group keeps in touch."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import Direction, InteractionKind, OrganizationKind, Part, Presence, Role, TouchUnit
from villagedesk.models import Attendance, Document, Meeting, Person
from villagedesk.records.interactions import GetBackKind, InteractionDraft, ParticipantDraft
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import attachments, getback, interactions, meetings, people, posts, rhythms, search
from villagedesk.services.interactions import LogQuery

TODAY = date(2026, 11, 21)


@pytest.fixture
def nia(do: Any) -> str:
    return do(lambda work: people.add_person(work, PersonDraft("Nia Bowen")))


@pytest.fixture
def council(do: Any) -> str:
    draft = OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL)
    return do(lambda work: people.add_organization(work, draft))


@pytest.fixture
def log(do: Any, nia: str) -> Any:
    """Enter something with Nia: `log(text="...", days=3)`."""

    def add(days: int = 0, **values: Any) -> str:
        whole = {"text": "The hall roof", "participants": (ParticipantDraft(person_id=nia),)} | values
        draft = InteractionDraft(on_date=TODAY - timedelta(days), **whole)
        return do(lambda work: interactions.add(work, draft))

    return add


@pytest.fixture
def due(desk: Any) -> Any:
    return lambda: [(one.kind, one.name, one.on) for one in desk.read(lambda s: getback.due(s, TODAY))]


def card(desk: Any, key: str) -> Any:
    return desk.read(lambda session: interactions.card(session, key))


def subjects(desk: Any, **query: Any) -> list[str]:
    return [row.subject or row.text for row in desk.read(lambda s: interactions.page(s, LogQuery(**query))).rows]


def test_an_entry_holds_all_that_was_said(desk, do, nia, log):
    key = log(
        kind=InteractionKind.LETTER, direction=Direction.IN, at_time=time(9, 30), subject="Roof", text="It leaks.\n",
        reply_by=TODAY, audience=Audience.MEMBERS,
        participants=(ParticipantDraft(person_id=nia, part=Part.FROM), ParticipantDraft("A neighbour", part=Part.CC)),
    )  # fmt: skip
    row = card(desk, key)
    assert (row.interaction_kind, row.direction, row.on_date, row.at_time) == (
        InteractionKind.LETTER, Direction.IN, TODAY, time(9, 30),
    )  # fmt: skip
    assert (row.subject, row.text, row.reply_by, row.audience) == ("Roof", "It leaks.", TODAY, Audience.MEMBERS)
    assert [(who.name, who.part, who.person_id) for who in row.participants] == [
        ("Nia Bowen", Part.FROM, nia), ("A neighbour", Part.CC, None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"days": -1}, "on_date"),
        ({"participants": ()}, "participants"),
        ({"participants": (ParticipantDraft(),)}, "participants"),
        ({"text": " "}, "text"),
        ({"reply_by": TODAY - timedelta(3)}, "reply_by"),
        ({"follow_up": "Ring again"}, "follow_up_on"),
    ],
)
def test_what_cannot_be_entered_is_refused_beside_its_field(log, values, field):
    with pytest.raises(Refused) as no:
        log(**values)
    assert no.value.field == field


def test_the_log_is_listed_by_person_by_body_and_whole_the_newest_first(desk, do, nia, council, log):
    do(
        lambda work: posts.add_membership(
            work, nia, MembershipDraft(council, Role.OFFICER, start_on=TODAY - timedelta(9))
        )
    )
    log(days=20, text="Before she worked there")
    log(days=5, text="While she worked there")
    log(days=2, text="With the council", participants=(ParticipantDraft(organization_id=council),))
    log(days=1, text="With somebody else", participants=(ParticipantDraft("Jo"),))
    assert subjects(desk, owner_id=nia) == ["While she worked there", "Before she worked there"]
    assert subjects(desk, owner_id=council) == ["With the council", "While she worked there"]
    assert len(subjects(desk)) == 4
    assert subjects(desk, words="somebo") == ["With somebody else"]
    assert subjects(desk, words="jo") == ["With somebody else"]


def test_the_log_comes_in_pages(desk, log):
    for number in range(5):
        log(days=number, text=f"Number {number}")
    page = desk.read(lambda session: interactions.page(session, LogQuery(), 2, 2))
    assert ([row.text for row in page.rows], page.total) == (["Number 2", "Number 3"], 5)


def test_editing_keeps_who_stays_and_takes_attachments_along(desk, do, nia, log):
    key = log(participants=(ParticipantDraft(person_id=nia), ParticipantDraft("Jo")))
    do(lambda work: interactions.attach(work, key, "plan.pdf", b"%PDF"))
    before = card(desk, key)
    again = (ParticipantDraft("Mo"), ParticipantDraft(person_id=nia))
    draft = InteractionDraft(on_date=TODAY, text="Changed", participants=again, audience=Audience.PUBLIC)
    do(lambda work: interactions.edit(work, key, draft))
    after = card(desk, key)
    assert {who.name for who in after.participants} == {"Nia Bowen", "Mo"}
    assert before.participants[0].id in {who.id for who in after.participants}
    assert [(file.name, file.size, file.audience) for file in after.attachments] == [("plan.pdf", 4, Audience.PUBLIC)]
    do(lambda work: attachments.detach(work, after.attachments[0].id))
    assert card(desk, key).attachments == ()
    assert desk.read(lambda session: session.scalars(select(Document.name)).all()) == []


def test_an_entry_cannot_answer_itself_even_by_way_of_another(do, nia, log):
    first = log()
    second = log(answers_id=first)
    draft = InteractionDraft(on_date=TODAY, text="x", participants=(ParticipantDraft("Jo"),), answers_id=second)
    with pytest.raises(Refused, match="cannot answer itself"):
        do(lambda work: interactions.edit(work, first, draft))


def test_an_answer_of_ours_is_owed_until_an_entry_answers_it(do, log, due):
    asked = log(direction=Direction.IN, reply_by=TODAY + timedelta(3))
    assert due() == [(GetBackKind.OWED, "Nia Bowen", TODAY + timedelta(3))]
    reply = log(direction=Direction.OUT, answers_id=asked)
    assert due() == []
    do(lambda work: interactions.bin_entry(work, reply))
    assert len(due()) == 1


def test_an_answer_of_theirs_is_awaited_from_the_day_after(log, due):
    log(days=9, direction=Direction.OUT, reply_by=TODAY)
    assert due() == []
    log(days=9, direction=Direction.OUT, reply_by=TODAY - timedelta(1))
    assert due() == [(GetBackKind.AWAITED, "Nia Bowen", TODAY - timedelta(1))]


def test_each_can_be_done_or_put_off_for_a_week(desk, do, nia, log, due):
    follow = log(days=8, follow_up_on=TODAY, follow_up="Ring again")
    owed = log(days=3, direction=Direction.IN, reply_by=TODAY)
    do(lambda work: getback.put_off(work, GetBackKind.FOLLOW_UP, follow))
    do(lambda work: getback.put_off(work, GetBackKind.OWED, owed))
    assert due() == []
    later = desk.read(lambda session: getback.due(session, TODAY + timedelta(7)))
    assert {(one.kind, one.words) for one in later} == {
        (GetBackKind.FOLLOW_UP, "Ring again"), (GetBackKind.OWED, "The hall roof"),
    }  # fmt: skip
    assert card(desk, owed).reply_by == TODAY  # the day on which they want it stays what it was
    do(lambda work: getback.done(work, GetBackKind.FOLLOW_UP, follow))
    do(lambda work: getback.done(work, GetBackKind.OWED, owed))
    assert desk.read(lambda session: getback.due(session, TODAY + timedelta(99))) == []
    assert (card(desk, follow).followed_up_on, card(desk, owed).settled_on) == (TODAY, TODAY)


def test_a_rhythm_counts_from_the_last_entry_or_shared_meeting(desk, do, nia, log, due):
    key = do(lambda work: rhythms.keep(work, "person", nia, 6, TouchUnit.WEEKS))
    read = lambda: desk.read(lambda session: rhythms.of(session, nia, TODAY))  # noqa: E731
    assert read().due_on == TODAY + timedelta(weeks=6)
    do(lambda work: setattr(work.session.get_one(rhythms.Rhythm, key), "since", TODAY - timedelta(weeks=20)))
    assert due() == [(GetBackKind.RHYTHM, "Nia Bowen", TODAY - timedelta(weeks=14))]
    log(days=60, participants=(ParticipantDraft(person_id=nia, part=Part.CC),))  # a copy is no being in touch
    assert read().last_on is None
    log(days=50)
    assert (read().last_on, read().due_on) == (TODAY - timedelta(50), TODAY - timedelta(8))
    held = do(lambda work: meetings.plan(work, MeetingDraft("Liaison", on_date=TODAY - timedelta(2)), []))
    do(lambda work: work.session.add(
        Attendance(id=work.new_id(), meeting_id=held, person_id=nia, name="Nia", presence=Presence.PRESENT)
    ))  # fmt: skip
    do(lambda work: setattr(work.session.get_one(Meeting, held), "status", "held"))
    assert read().last_on == TODAY - timedelta(2)
    assert due() == []


def test_a_rhythm_is_put_off_done_and_stopped(desk, do, nia, due):
    key = do(lambda work: rhythms.keep(work, "person", nia, 1, TouchUnit.MONTHS))
    do(lambda work: setattr(work.session.get_one(rhythms.Rhythm, key), "since", date(2026, 1, 31)))
    assert due()[0][2] == date(2026, 2, 28)
    do(lambda work: getback.put_off(work, GetBackKind.RHYTHM, key))
    assert due() == []
    do(lambda work: getback.done(work, GetBackKind.RHYTHM, key))
    assert desk.read(lambda session: rhythms.of(session, nia, TODAY)).due_on == date(2026, 12, 21)
    do(lambda work: rhythms.stop(work, key))
    assert desk.read(lambda session: rhythms.of(session, nia, TODAY)) is None


def test_nobody_is_kept_in_touch_with_who_asked_not_to_be(desk, do, nia, due):
    key = do(lambda work: rhythms.keep(work, "person", nia, 2, TouchUnit.WEEKS))
    do(lambda work: setattr(work.session.get_one(rhythms.Rhythm, key), "since", date(2026, 1, 1)))
    do(lambda work: setattr(work.session.get_one(Person, nia), "do_not_contact", True))
    assert due() == []
    with pytest.raises(Refused, match="Nia Bowen is not to be contacted"):
        do(lambda work: rhythms.keep(work, "person", nia, 2, TouchUnit.WEEKS))


@pytest.mark.parametrize(("every", "unit"), [(0, TouchUnit.WEEKS), (105, TouchUnit.WEEKS), (25, TouchUnit.MONTHS)])
def test_a_rhythm_has_its_bounds(do, nia, every, unit):
    with pytest.raises(Refused, match="every two years"):
        do(lambda work: rhythms.keep(work, "person", nia, every, unit))


def test_what_was_said_is_found_until_it_is_in_the_bin(desk, do, log):
    key = log(subject="The crossing", text="A zebra crossing by the school")
    found = desk.read(lambda session: search.find(session, "zebra"))
    assert [(hit.goes_to, hit.title) for hit in found] == [(("interaction", key), "The crossing")]
    do(lambda work: interactions.bin_entry(work, key))
    assert desk.read(lambda session: search.find(session, "zebra")) == []


def test_three_others_are_one_and_two_others(desk, log):
    key = log(participants=tuple(ParticipantDraft(name) for name in ("Ann", "Bob", "Cai")))
    assert getback.with_whom(card(desk, key)) == "Ann and 2 others"
