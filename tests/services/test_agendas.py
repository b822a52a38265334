"""Series planned ahead, standing agendas, parking, papers, and what arises from before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from tests.conftest import TODAY
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import ItemKind, MeetingKind, MeetingStatus, OrganizationKind, Outcome, Side
from villagedesk.models import AgendaItem, Document, Group, Meeting, MinuteBlock
from villagedesk.records.actions import ActionDraft
from villagedesk.records.agendas import Matter, MatterKind
from villagedesk.records.meetings import DecisionDraft, ItemDraft, MeetingDraft
from villagedesk.records.people import OrganizationDraft, PersonDraft
from villagedesk.records.questions import AnswerDraft, QuestionDraft
from villagedesk.records.series import SeriesDraft
from villagedesk.services import (
    actions,
    agendas,
    cancelling,
    decisions,
    matters,
    meetings,
    minutes,
    papers,
    people,
    questions,
    series,
    usualitems,
)
from villagedesk.services.desk import Desk, Work

MONTHLY = SeriesDraft(
    "Monthly committee", MeetingKind.COMMITTEE, rule="FREQ=MONTHLY;BYDAY=3TU", start_at=time(23), duration=90,
    place="Hall",
)  # fmt: skip


@pytest.fixture
def monthly(do: Any) -> str:
    return do(lambda work: series.add(work, MONTHLY))


def held(work: Work, series_id: str | None, on: date, kind: MeetingKind = MeetingKind.COMMITTEE, **more: Any) -> str:
    """A meeting that took place."""
    draft = MeetingDraft("Committee", kind, on, **more)
    key = meetings.plan(work, draft, (ItemDraft("Notice board"),), series_id=series_id)
    work.session.get_one(Meeting, key).status = MeetingStatus.HELD
    return key


def arising(desk: Desk, meeting_id: str) -> dict[str, Matter]:
    return {each.text: each for each in desk.read(lambda session: matters.arising(session, meeting_id, TODAY)).listed}


def test_meetings_are_planned_ahead_with_the_standing_agenda(desk: Desk, do: Any, monthly: str, today: date) -> None:
    do(lambda work: agendas.add_standing(work, monthly, ItemDraft("Welcome", minutes=5)))
    do(
        lambda work: agendas.add_standing(
            work, monthly, ItemDraft("Money", ItemKind.DECISION, audience=Audience.TRUSTEES)
        )
    )
    days = desk.read(lambda session: series.proposed(session, monthly, today))
    assert len(days) == 12
    first, second = do(lambda work: series.plan_ahead(work, monthly, days[:2]))
    card = desk.read(lambda session: meetings.card(session, first))
    assert [(item.title, item.audience) for item in card.items] == [
        ("Welcome", Audience.COMMITTEE), ("Money", Audience.TRUSTEES),
    ]  # fmt: skip
    assert (card.on_date, card.start_at, card.end_at, card.series) == (days[0], time(23), time(0, 30), MONTHLY.name)
    assert desk.read(lambda session: series.proposed(session, monthly, today)) == days[2:]
    do(lambda work: cancelling.cancel(work, second, "the Chair", "snow"))
    assert days[1] not in desk.read(lambda session: series.proposed(session, monthly, today))
    with pytest.raises(Refused):
        do(lambda work: series.plan_ahead(work, monthly, days[:1]))


def test_a_meeting_stands_for_its_day_however_far_it_was_moved(desk: Desk, do: Any, monthly: str) -> None:
    today = desk.clock.today()

    def proposed() -> list[date]:
        return desk.read(lambda session: series.proposed(session, monthly, today))

    days = proposed()
    first, second = do(lambda work: series.plan_ahead(work, monthly, days[:2]))

    def move(key: str, to: date) -> None:
        whole = desk.read(lambda session: meetings.card(session, key))
        do(lambda work: meetings.edit(work, key, MeetingDraft(whole.title, on_date=to, start_at=whole.start_at)))

    move(first, days[0] + timedelta(days=15))
    move(second, days[2] - timedelta(days=3))  # beside the next, which is still to be planned
    assert proposed() == days[2:]
    for taken in (days[0], days[1], days[2] - timedelta(days=3)):
        with pytest.raises(Refused, match="planned already"):
            do(lambda work, taken=taken: series.plan_ahead(work, monthly, [taken]))
    move(second, days[3])
    assert proposed() == [days[2], *days[4:]]  # two on one day would be one too many
    do(lambda work: meetings.bin_meeting(work, first))
    assert days[0] in proposed()
    whole = desk.read(lambda session: series.card(session, monthly, today)).draft
    do(lambda work: series.edit(work, monthly, replace(whole, rule="FREQ=MONTHLY;BYDAY=1MO")))
    by_new_rule = proposed()
    assert not [day for day in by_new_rule if abs((day - days[3]).days) <= 3]  # it stands for the nearest


def test_what_a_series_needs(do: Any) -> None:
    for draft, field in (
        (SeriesDraft(" "), "name"),
        (SeriesDraft("A", rule="every now and then"), "rule"),
        (SeriesDraft("A", duration=0), "duration"),
    ):
        with pytest.raises(Refused) as refused:
            do(lambda work, draft=draft: series.add(work, draft))
        assert refused.value.field == field


def test_who_is_asked_to_come(desk: Desk, do: Any, monthly: str, today: date) -> None:
    ann, bob = (do(lambda work, name=name: people.add_person(work, PersonDraft(name))) for name in ("Ann", "Bob"))
    do(lambda work: series.set_people(work, [ann, bob], series_id=monthly))
    meeting = do(lambda work: series.plan_ahead(work, monthly, [today + timedelta(days=9)]))[0]
    names = lambda: [each.name for each in desk.read(lambda session: series.invited(session, meeting))]  # noqa: E731
    assert names() == ["Ann", "Bob"]
    do(lambda work: series.set_people(work, [bob], meeting_id=meeting))
    assert names() == ["Bob"]


def test_an_agenda_is_kept_and_started_from(desk: Desk, do: Any, today: date) -> None:
    complaint = ItemDraft("A complaint", audience=Audience.COMMITTEE)
    items = (ItemDraft("Welcome", minutes=5), complaint, ItemDraft("Any other business"))
    for_council = {"on_date": today, "audience": Audience.COUNCIL}
    first = do(lambda work: meetings.plan(work, MeetingDraft(**for_council), items))
    key = do(lambda work: agendas.keep_of_meeting(work, first, "Usual"))
    assert do(lambda work: agendas.keep_of_meeting(work, first, "usual")) == key
    bare = do(lambda work: meetings.plan(work, MeetingDraft(**for_council), (ItemDraft("Any other business"),)))
    assert do(lambda work: agendas.start_from(work, bare, key)) == 2
    card = desk.read(lambda session: meetings.card(session, bare))
    assert [item.title for item in card.items] == ["Welcome", "A complaint", "Any other business"]
    assert [item.audience for item in card.items] == [Audience.COUNCIL, Audience.COMMITTEE, Audience.COUNCIL]
    do(lambda work: agendas.bin_template(work, key))
    assert desk.read(agendas.templates) == []


def test_a_standing_agenda_is_put_in_order(desk: Desk, do: Any, monthly: str) -> None:
    keys = [do(lambda work, name=name: agendas.add_standing(work, monthly, ItemDraft(name))) for name in "ABC"]
    do(lambda work: agendas.move_standing(work, keys[2], 1))
    do(lambda work: agendas.change_standing(work, keys[0], {"minutes": 10}))
    do(lambda work: agendas.remove_standing(work, keys[1]))
    card = desk.read(lambda session: series.card(session, monthly, date(2026, 1, 1)))
    assert [(item.title, item.minutes) for item in card.items] == [("C", None), ("A", 10)]
    with pytest.raises(Refused):
        do(lambda work: agendas.change_standing(work, keys[0], {"title": " "}))


def test_an_item_is_parked_and_taken_up_again(desk: Desk, do: Any, monthly: str, today: date) -> None:
    first, second = do(lambda work: series.plan_ahead(work, monthly, [today, today + timedelta(days=30)]))
    item = do(lambda work: meetings.add_item(work, first, ItemDraft("Key safe", minutes=10)))
    do(lambda work: agendas.park(work, item))
    matter = arising(desk, second)["Key safe"]
    assert (matter.kind, matter.why.startswith("Parked at")) == (MatterKind.PARKED, True)
    taken = do(lambda work: matters.make_item(work, second, MatterKind.PARKED, matter.id))
    assert "Key safe" not in arising(desk, second)
    do(lambda work: meetings.remove_item(work, taken))
    assert "Key safe" in arising(desk, second)
    do(lambda work: agendas.drop(work, matter.id))
    assert "Key safe" not in arising(desk, second)


def test_matters_arising_comes_after_what_begins_every_agenda(desk: Desk, do: Any, today: date) -> None:
    usual = usualitems.usual_items(MeetingKind.AGM)
    items = [item for item in usual if item.title != "Matters arising"]
    meeting = do(lambda work: meetings.plan(work, MeetingDraft(kind=MeetingKind.AGM, on_date=today), items))
    assert desk.read(lambda session: matters.arising(session, meeting, today)).item_id is None
    key = do(lambda work: matters.add_item(work, meeting))
    shown = desk.read(lambda session: meetings.card(session, meeting)).items
    assert [item.title for item in shown] == [item.title for item in usual]
    assert desk.read(lambda session: matters.arising(session, meeting, today)).item_id == key
    assert do(lambda work: matters.add_item(work, meeting)) == key
    bare = do(lambda work: meetings.plan(work, MeetingDraft(on_date=today)))
    assert do(lambda work: matters.add_item(work, bare))


def test_papers_wait_with_a_parked_item_and_come_back(desk: Desk, do: Any, monthly: str, today: date) -> None:
    first, second = do(lambda work: series.plan_ahead(work, monthly, [today, today + timedelta(days=30)]))
    item = do(lambda work: meetings.add_item(work, first, ItemDraft("Key safe")))
    do(lambda work: papers.attach(work, item, "quote.txt", b"words"))
    document = desk.read(lambda session: papers.of_item(session, item))[0].document_id
    parked = do(lambda work: agendas.park(work, item))
    assert desk.read(lambda session: session.get(Document, document)) is not None
    assert desk.read(lambda session: agendas.parked(session, monthly))[0].papers == 1
    taken = do(lambda work: agendas.take_up(work, parked, second))
    assert [paper.title for paper in desk.read(lambda session: papers.of_item(session, taken))] == ["quote.txt"]
    do(lambda work: meetings.remove_item(work, taken))
    assert desk.read(lambda session: agendas.parked(session, monthly))[0].papers == 1
    do(lambda work: agendas.drop(work, parked))
    assert desk.read(lambda session: session.get(Document, document)) is None  # in the bin


def test_papers_of_an_item_that_is_taken_off_go_into_the_bin(desk: Desk, do: Any, today: date) -> None:
    meeting = do(lambda work: meetings.plan(work, MeetingDraft(on_date=today), (ItemDraft("Money"),)))
    item = desk.read(lambda session: meetings.card(session, meeting)).items[0]
    do(lambda work: papers.attach(work, item.id, "a.txt", b"words"))
    document = desk.read(lambda session: papers.of_item(session, item.id))[0].document_id
    do(lambda work: meetings.remove_item(work, item.id))
    assert desk.read(lambda session: session.get(Document, document)) is None


def test_papers_of_an_item(desk: Desk, do: Any, today: date) -> None:
    meeting = do(lambda work: meetings.plan(work, MeetingDraft(on_date=today), (ItemDraft("Money"),)))
    item = desk.read(lambda session: meetings.card(session, meeting)).items[0]
    first, _second = (
        do(lambda work, name=name: papers.attach(work, item.id, name, b"words")) for name in ("a.txt", "b.txt")
    )
    do(lambda work: papers.rename(work, first, "The accounts"))
    shown = desk.read(lambda session: papers.of_item(session, item.id))
    assert [(paper.title, paper.size) for paper in shown] == [("The accounts", 5), ("b.txt", 5)]
    do(lambda work: papers.remove(work, first))
    assert len(desk.read(lambda session: papers.of_item(session, item.id))) == 1
    assert desk.read(lambda session: session.get(Document, shown[0].document_id)) is None  # in the bin
    with pytest.raises(Refused):
        do(lambda work: papers.attach(work, item.id, "empty.txt", b""))


def test_what_arises_for_a_committee(desk: Desk, do: Any, monthly: str, today: date) -> None:
    before = do(lambda work: held(work, monthly, today - timedelta(days=30)))
    other = do(lambda work: held(work, None, today - timedelta(days=20), MeetingKind.PUBLIC))
    yesterday, tomorrow = today - timedelta(days=1), today + timedelta(days=1)
    for meeting, text, due in (
        (before, "Ask Highways", yesterday), (before, "Ask Parks", tomorrow), (before, "Paint", None),
        (other, "Elsewhere", yesterday),
    ):  # fmt: skip
        draft = ActionDraft(text, due_on=due, side=Side.OURS)
        do(lambda work, meeting=meeting, draft=draft: actions.add(work, draft, meeting_id=meeting))
    item = desk.read(lambda session: meetings.card(session, before)).items[0]
    put_off = DecisionDraft("To move the notice board", Outcome.DEFERRED)
    do(lambda work: decisions.record(
        work, put_off, meeting_id=before, item_id=item.id, audience=Audience.COMMITTEE
    ))  # fmt: skip
    coming = do(lambda work: series.plan_ahead(work, monthly, [today + timedelta(days=3)]))[0]
    found = arising(desk, coming)
    assert set(found) == {"Ask Highways", "Ask Parks", "Paint", "Notice board"}
    assert found["Ask Highways"].is_late
    assert not found["Ask Parks"].is_late  # its day is still ahead, though it comes before the meeting
    assert found["Notice board"].why.startswith("Deferred on")
    do(lambda work: matters.leave_out(work, coming, MatterKind.ACTION, found["Paint"].id))
    assert arising(desk, coming)["Paint"].left_out
    do(lambda work: matters.put_back(work, coming, MatterKind.ACTION, found["Paint"].id))
    assert not arising(desk, coming)["Paint"].left_out
    made = do(lambda work: matters.make_item(work, coming, MatterKind.DECISION, found["Notice board"].id))
    assert made in {each.id for each in desk.read(lambda session: meetings.card(session, coming)).items}
    assert "Notice board" not in arising(desk, coming)


def test_what_was_put_off_and_decided_since_arises_no_more(desk: Desk, do: Any, monthly: str, today: date) -> None:
    for days, outcome in ((60, Outcome.DEFERRED), (30, Outcome.AGREED)):
        meeting = do(lambda work, days=days: held(work, monthly, today - timedelta(days=days)))
        item = desk.read(lambda session, meeting=meeting: meetings.card(session, meeting)).items[0].id
        do(lambda work, meeting=meeting, item=item, outcome=outcome: decisions.record(
            work, DecisionDraft("To do it", outcome), meeting_id=meeting, item_id=item, audience=Audience.COMMITTEE
        ))  # fmt: skip
    coming = do(lambda work: series.plan_ahead(work, monthly, [today + timedelta(days=3)]))[0]
    assert not arising(desk, coming)


def test_what_arises_with_a_council(desk: Desk, do: Any, today: date) -> None:
    council = do(
        lambda work: people.add_organization(work, OrganizationDraft("Council", kind=OrganizationKind.COUNCIL))
    )
    highways = do(lambda work: people.add_organization(
        work, OrganizationDraft("Highways", kind=OrganizationKind.DEPARTMENT, parent_id=council)
    ))  # fmt: skip
    late = today - timedelta(days=9)
    promise = ActionDraft("Mend the lamps", organization_id=highways, due_on=late, is_promise=True)
    do(lambda work: actions.add(work, promise))
    do(lambda work: actions.add(work, ActionDraft("Our own errand", due_on=late)))
    asked = do(lambda work: questions.ask(work, QuestionDraft("Who sweeps?", organization_id=highways, asked_on=late)))
    coming = do(lambda work: meetings.plan(
        work, MeetingDraft("Liaison", MeetingKind.LIAISON, today, with_id=council, audience=Audience.COUNCIL)
    ))  # fmt: skip
    found = arising(desk, coming)
    assert list(found) == ["Mend the lamps", "Who sweeps?"]
    assert found["Mend the lamps"].kind is MatterKind.COMMITMENT
    assert "promised it by" in found["Mend the lamps"].why
    do(lambda work: questions.answer(work, asked, AnswerDraft("We do.")))
    assert list(arising(desk, coming)) == ["Mend the lamps"]
    made = do(lambda work: matters.make_item(work, coming, MatterKind.COMMITMENT, found["Mend the lamps"].id))
    item = next(each for each in desk.read(lambda s: meetings.card(s, coming)).items if each.id == made)
    assert item.audience is Audience.COMMITTEE  # no wider than the promise itself


def test_the_note_of_a_matter_names_nobody(desk: Desk, do: Any, today: date) -> None:
    liaison = {"kind": MeetingKind.LIAISON, "audience": Audience.COUNCIL}
    zara = do(lambda work: people.add_person(work, PersonDraft("Zara Secret", audience=Audience.COMMITTEE)))
    before = do(lambda work: held(work, None, today - timedelta(9), **liaison))
    draft = ActionDraft("Mend the bench", zara, side=Side.OURS, audience=Audience.COUNCIL)
    mend = do(lambda work: actions.add(work, draft, meeting_id=before))
    asked = QuestionDraft("Who sweeps?", person_id=zara, asked_on=today - timedelta(9), audience=Audience.COUNCIL)
    sweep = do(lambda work: questions.ask(work, asked, meeting_id=before))
    item = desk.read(lambda session: meetings.card(session, before)).items[0].id
    put_off = DecisionDraft("To move the notice board", Outcome.DEFERRED)
    move = do(lambda work: decisions.record(
        work, put_off, meeting_id=before, item_id=item, audience=Audience.COUNCIL
    ))  # fmt: skip
    coming = do(lambda work: meetings.plan(work, MeetingDraft("Liaison", on_date=today + timedelta(9), **liaison)))
    assert "Zara Secret" in arising(desk, coming)["Mend the bench"].why
    for kind, key in ((MatterKind.ACTION, mend), (MatterKind.QUESTION, sweep), (MatterKind.DECISION, move)):
        do(lambda work, kind=kind, key=key: matters.make_item(work, coming, kind, key))
    made = desk.read(lambda session: meetings.card(session, coming)).items
    assert {each.audience for each in made} == {Audience.COUNCIL}
    begun = ["Open since 21 November 2026", "Not answered: asked on 12 November 2026", "Deferred on 12 November 2026"]
    assert [each.note for each in made] == begun


def test_two_bodies_share_no_matter(desk: Desk, do: Any, today: date) -> None:
    do(lambda work: work.session.execute(update(Group).values(two_bodies=True)))
    coming = do(lambda work: meetings.plan(work, MeetingDraft(on_date=today), [ItemDraft("Matters arising")]))
    late = today - timedelta(9)
    draft = ActionDraft("Sack the clerk", due_on=late, side=Side.OURS, audience=Audience.TRUSTEES)
    secret = do(lambda work: actions.add(work, draft))

    def minute(work: Work) -> tuple[Audience, Audience | None]:
        begun = minutes.start(work, coming)
        block = minutes.add_block(work, begun, meetings.card(work.session, coming).items[0].id, "The clerk")
        matters.narrow(work, block, MatterKind.ACTION, secret)
        made = matters.make_item(work, coming, MatterKind.ACTION, secret)
        return work.session.get_one(AgendaItem, made).audience, work.session.get_one(MinuteBlock, block).audience

    assert do(minute) == (Audience.TRUSTEES, Audience.TRUSTEES)
