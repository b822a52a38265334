"""What approved minutes print is sealed: it is refused to be changed, goes on being printed, or the seal shows it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.services.test_approval import Group, _replace_all, card
from villagedesk.core.audience import Audience
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused
from villagedesk.core.words import BlockKind, Outcome, Presence
from villagedesk.models import (
    Action,
    AgendaItem,
    Attendance,
    Candidate,
    Decision,
    Declaration,
    DueDate,
    Election,
    Meeting,
    MinuteBlock,
    MinutedName,
    Minutes,
    MinutesCorrection,
    Organization,
    Person,
    Question,
)
from villagedesk.records.actions import ActionDraft
from villagedesk.records.meetings import AttendanceDraft, DecisionDraft, ItemDraft, MeetingDraft
from villagedesk.records.people import OrganizationDraft, PersonDraft
from villagedesk.records.questions import QuestionDraft
from villagedesk.services import (
    actions,
    actionsteps,
    approval,
    decisions,
    erasure,
    meetings,
    merging,
    minutes,
    minutespaper,
    people,
    questions,
)

TODAY = date(2026, 11, 21)
AT = time(19, 30)


class Sealed:
    """Minutes with every kind of block, approved with a correction, and people and bodies beside them."""

    def __init__(self, work: Any, group: Group) -> None:
        self.group, held, taken, item = group, group.held, group.minutes, group.item
        self.ann, self.bob, self.cai = (
            people.add_person(work, PersonDraft(name)) for name in ("Ann Zed", "Bob Yew", "Cai Wye")
        )
        self.alpha = people.add_organization(work, OrganizationDraft("Alpha Council"))
        self.beta = people.add_organization(work, OrganizationDraft("Beta Council"))
        draft = MeetingDraft(
            "Committee", on_date=TODAY - timedelta(30), start_at=time(19), end_at=time(21), place="Hall"
        )
        meetings.edit(work, held, draft)
        actions.edit(work, group.action, ActionDraft("Write to Highways", group.jo))
        _block, self.late = minutes.add_action(
            work, taken, item, ActionDraft("Ask", due_on=TODAY, organization_id=self.alpha)
        )
        moved = DecisionDraft("Buy a kettle", proposer_id=group.jo, seconder_id=self.ann, reason="The old one leaks")
        _block, self.decision = minutes.add_decision(work, taken, item, moved)
        asked = QuestionDraft(text="When?", organization_id=self.alpha)
        _block, self.question = minutes.add_question(work, taken, item, asked)
        minutes.add_declaration(work, taken, item, "Jo Pennant", "owns the shop")
        minutes.add_election(work, taken, item, "Warden: Dai Vee 1, Eve Ure 0")
        chosen = work.session.scalars(select(Candidate).where(Candidate.name == "Dai Vee")).one()
        chosen.proposer_id, chosen.seconder_id = self.ann, self.bob
        minutes.somebody_moves(work, held, item, AttendanceDraft(name="Al", arrived_at=AT), AT)


@pytest.fixture
def sealed(do: Any) -> Sealed:
    made = do(lambda work: Sealed(work, Group(work)))
    lines = ("2: seven, not eight", "0: it was cold")
    do(lambda work: approval.approve(work, made.group.minutes, made.group.next, lines))
    return made


def printed(desk: Any, minutes_id: str) -> Any:
    """All that the paper is made of; equal minutes give equal bytes."""
    return desk.read(lambda session: minutespaper.paper(session, minutes_id, TODAY))


ANOTHER: dict[str, Any] = {
    "text": "Zebra", "name": "Zebra", "title": "Zebra", "number": "77", "interest": "zebras", "place": "Zoo", "how": "Zebra",
    "label": "Zebra", "body_name": "Zebra", "reason": "Zebra", "role": "Zebra", "bold": "0-2", "approved_at": "Zebra",
    "on_date": date(2026, 1, 2), "approved_on": date(2026, 1, 2), "due": date(2026, 1, 2), "due_on": date(2026, 1, 2),
    "start_at": time(3), "end_at": time(4), "arrived_at": time(5), "left_at": time(5), "at_time": time(6),
    "stays": False, "votes": False, "elected": False, "position": 9, "version": 9,
    "audience": Audience.TRUSTEES, "outcome": Outcome.NOT_AGREED, "presence": Presence.APOLOGIES, "kind": BlockKind.BULLET,
}  # fmt: skip
SHOWN: dict[Any, str] = {
    Meeting: "title on_date start_at end_at place",
    Minutes: "version reason approved_on approved_at",
    Attendance: "name role presence arrived_at left_at votes",
    AgendaItem: "title number position audience",
    MinuteBlock: "kind text bold at_time due_on position audience",
    MinutedName: "name",
    MinutesCorrection: "text audience position",
    Action: "text number audience due_on owner_id organization_id",
    DueDate: "due",
    Decision: "text number outcome how reason audience proposer_id seconder_id",
    Question: "text number body_name audience organization_id",
    Declaration: "name interest stays audience",
    Election: "label how audience",
    Candidate: "name elected proposer_id seconder_id",
    Person: "name",
    Organization: "name",
}
"""What the paper is made of. Who may be named at all is not here: it may narrow, and the seal holds."""


@pytest.mark.parametrize("model", SHOWN)
def test_each_field_that_is_printed_is_sealed_or_goes_on_being_printed(desk, do, sealed, model):
    before = printed(desk, sealed.group.minutes)
    mine = [model.id.is_not(None)]
    if model in (Meeting, Minutes):
        mine = [(model.id if model is Meeting else model.meeting_id) == sealed.group.held]
    for column in SHOWN[model].split():
        value = ANOTHER.get(column, sealed.beta if column == "organization_id" else sealed.cai)

        def change(work: Any, column: str = column, value: Any = value) -> dict[str, Any]:
            rows = work.session.scalars(select(model).where(*mine)).all()
            was = {row.id: getattr(row, column) for row in rows}
            for row in rows:
                setattr(row, column, value)
            return was

        was = do(change)
        assert was, model
        if card(desk, sealed.group).latest.holds:
            assert printed(desk, sealed.group.minutes) == before, column
        do(lambda work, was=was, column=column: [
            setattr(work.session.get_one(model, key), column, value) for key, value in was.items()
        ])  # fmt: skip
        assert card(desk, sealed.group).latest.holds


@pytest.mark.parametrize("change", [
    lambda work, s: actions.edit(work, s.group.action, ActionDraft("Write to Highways", s.ann)),
    lambda work, s: actions.edit(work, s.group.action, ActionDraft("Write to Highways", due_on=TODAY)),
    lambda work, s: actions.edit(work, s.late, ActionDraft("Ask", due_on=TODAY + timedelta(3), organization_id=s.beta)),
    lambda work, s: people.edit_person(work, s.group.jo, PersonDraft("Renamed Person")),
    lambda work, s: people.edit_person(work, s.ann, PersonDraft("Renamed Person")),
    lambda work, s: people.edit_organization(work, s.alpha, OrganizationDraft("Renamed Council")),
    lambda work, s: meetings.edit(work, s.group.next, MeetingDraft("Another name", on_date=TODAY)),
    lambda work, s: meetings.add_item(work, s.group.held, ItemDraft("One more"), before_usual_end=True),
])  # fmt: skip
def test_the_records_go_on_and_the_paper_and_its_seal_stay(desk, do, sealed, change):
    before = printed(desk, sealed.group.minutes)
    try:
        do(lambda work: change(work, sealed))
    except Refused:
        assert change.__code__.co_names[0] == "meetings"
    assert printed(desk, sealed.group.minutes) == before
    assert card(desk, sealed.group).latest.holds


@pytest.mark.parametrize("change", [
    lambda work, s: meetings.edit(
        work, s.group.held, MeetingDraft("Committee", on_date=TODAY - timedelta(30), start_at=time(3), place="Hall")
    ),
    lambda work, s: decisions.edit(work, s.decision, DecisionDraft("Buy a kettle", proposer_id=s.bob)),
    lambda work, s: questions.edit(work, s.question, QuestionDraft(text="When?", organization_id=s.beta)),
    lambda work, s: questions.edit(work, s.question, QuestionDraft(text="Why?", organization_id=s.alpha)),
    lambda work, s: actionsteps.set_audience_of(work, [s.group.action], Audience.PUBLIC),
])  # fmt: skip
def test_what_the_minutes_say_of_a_record_is_not_changed_in_it(desk, do, sealed, change):
    with pytest.raises(Refused, match=r"(?i)approved"):
        do(lambda work: change(work, sealed))


def test_two_cards_of_one_person_are_merged_and_the_seal_holds(desk, do, sealed):
    before = printed(desk, sealed.group.minutes)
    do(lambda work: merging.merge(work, "person", sealed.cai, sealed.ann))
    assert printed(desk, sealed.group.minutes) == before
    assert card(desk, sealed.group).latest.holds


def test_an_erased_mover_is_named_no_more(desk, do, sealed):
    desk.do(
        "Erase", lambda work: erasure.erase(work, sealed.ann, _replace_all(work, sealed.ann)), ChangeKind.ERASE
    ).result()
    names = desk.read(lambda session: [row.name for row in session.scalars(select(MinutedName))])
    assert "Jo Pennant" in names and not any("Ann" in name for name in names)
    assert "Ann Zed" not in str(printed(desk, sealed.group.minutes))
    assert card(desk, sealed.group).latest.holds
