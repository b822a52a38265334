"""The example group is the same for the same seed, near what a real group has, and never ahead of its day."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from tests.conftest import TODAY, MemoryKeyring
from villagedesk.core import availability
from villagedesk.core.audience import Audience
from villagedesk.core.words import (
    ActionStatus,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    OrganizationKind,
    Presence,
    Side,
)
from villagedesk.models import (
    Action,
    Asset,
    Attendance,
    Base,
    Candidate,
    ContactDetail,
    Decision,
    DueDate,
    Election,
    Meeting,
    Membership,
    MinutesComment,
    Organization,
    Person,
    Series,
    StateChange,
)
from villagedesk.records.actions import ActionFilter
from villagedesk.records.interactions import GetBackKind
from villagedesk.services import (
    actions,
    actionsteps,
    assets,
    decisions,
    documents,
    duplicates,
    getback,
    group,
    interactions,
    meetings,
    minutes,
    people,
    posts,
    rhythms,
    sample,
    search,
    series,
    written,
)
from villagedesk.services.desk import Desk, Keyring


def make(folder: Path, name: str = "example.vdesk", **options: Any) -> Desk:
    desk, _code = sample.create(folder / name, Keyring(MemoryKeyring()), **{"today": TODAY, **options})
    return desk


@pytest.fixture(scope="module")
def example(templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The example group, which these tests only read."""
    desk = make(tmp_path_factory.mktemp("example"))
    yield desk
    desk.close()


def dump(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every table."""
    return desk.read(
        lambda session: {
            name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}" ORDER BY 1'))]
            for name in Base.metadata.tables
        }
    )


def count(desk: Desk, model: type[Base], *where: Any) -> int:
    return desk.read(lambda session: session.scalar(select(func.count()).select_from(model).where(*where)) or 0)


def test_same_seed_scale_and_day_give_the_same_rows(tmp_path: Path) -> None:
    first, second, other = make(tmp_path, "1"), make(tmp_path, "2"), make(tmp_path, "3", seed=2)
    try:
        assert dump(first) == dump(second)
        assert dump(first) != dump(other)
    finally:
        for desk in (first, second, other):
            desk.close()


def test_is_marked_as_the_example_and_filled_in_one_change(example: Desk) -> None:
    card = example.read(group.card)

    assert card.is_example
    assert card.name == "Elm Park Neighbourhood Group"
    assert len(dump(example)["change"]) == 2  # founded, filled


def test_has_about_what_such_a_group_has(example: Desk) -> None:
    bodies = Organization.kind.not_in((OrganizationKind.PARTY, OrganizationKind.GROUP))
    coming = example.read(lambda s: meetings.counts(s, TODAY))

    assert 36 <= count(example, Person) <= 46
    assert count(example, Organization, bodies) == 13
    assert 110 <= count(example, Action) <= 165
    assert coming[meetings.MeetingFilter.LIAISON] == 9
    assert coming[meetings.MeetingFilter.COMING] == 3


def test_actions_are_in_every_state_and_on_both_sides(example: Desk) -> None:
    rows = example.read(lambda s: actions.rows(s, actions.ids(s, actions.ActionQuery(ActionFilter.ALL), TODAY)))
    still = [row for row in rows if row.status in actionsteps.OPEN]

    assert {row.status for row in rows} == set(ActionStatus)
    assert {row.side for row in rows} == set(Side)
    assert any(row.due_on is None for row in still)
    assert any(row.due_on and row.due_on < TODAY for row in still)
    assert any(row.due_on and row.due_on > TODAY for row in still)
    assert any(row.done_on and row.due_on and row.done_on > row.due_on for row in rows)
    assert any(row.times_moved > 1 for row in rows)
    assert any(row.meeting_id is None for row in rows)
    assert len({row.number for row in rows}) == len(rows)


DAYS = [TODAY, date(2028, 2, 29), date(2026, 12, 31), date(2026, 12, 20), date(2026, 12, 18), date(2027, 6, 16)]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def that_day(request: Any, templates: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The example group as it is made on one of the days."""
    desk = make(tmp_path_factory.mktemp("day"), today=request.param)
    yield desk
    desk.close()


def test_the_next_meeting_is_the_councils_within_a_month(that_day: Desk) -> None:
    today = that_day.clock.today()
    card = that_day.read(lambda s: meetings.card(s, meetings.next_id(s, today) or ""))
    committee = that_day.read(
        lambda s: s.execute(
            text("SELECT min(on_date) FROM meeting WHERE kind='committee' AND status='planned'")
        ).scalar_one()
    )

    assert card.meeting_kind is MeetingKind.LIAISON
    assert card.audience is Audience.COUNCIL
    assert card.met_with == "Brynafon Council"
    assert len(card.items) == 9
    assert all(item.minutes and item.presenter for item in card.items)
    assert today < card.on_date < date.fromisoformat(committee) <= today + timedelta(days=30)
    assert card.on_date.weekday() < 5


def test_nothing_but_plans_lies_ahead(that_day: Desk) -> None:
    planned = {
        ("meeting", "on_date"), ("due_date", "due"), ("action", "due_on"), ("question", "promised_by"),
        ("response", "closes_on"), ("succession", "on_date"), ("organization", "elects_on"),
        ("organization", "founded_on"),
        ("response", "closes_on"), ("interaction", "reply_by"), ("interaction", "follow_up_on"),
        ("subject_request", "due_on"), ("retention_review", "keep_until"),
        ("minutes", "comments_by"), ("minute_block", "due_on"),
        ("review", "reply_by"), ("review_item", "due_on"), ("proposal", "due_on"),
        ("goal", "target_on"), ("duty", "first_on"), ("paper_version", "review_on"), ("paper_version", "expires_on"),
        ("deal", "review_on"), ("comment_request", "reply_by"),
    }  # fmt: skip
    today = that_day.clock.today()
    rows = that_day.read(lambda session: _instants(session, planned))
    held = that_day.read(
        lambda s: s.execute(text("SELECT max(on_date) FROM meeting WHERE status<>'planned'")).scalar_one()
    )

    assert rows
    assert not [row for row in rows if row[2][:10] > today.isoformat()]
    assert date.fromisoformat(held) < today


def _instants(session: Session, planned: set[tuple[str, str]]) -> list[tuple[str, str, str]]:
    found = []
    for name, table in Base.metadata.tables.items():
        for column in table.columns:
            if column.type.python_type is date or "at" in column.name.split("_"):
                if (name, column.name) in planned or name in ("content", "change_row"):
                    continue
                values = session.execute(text(f'SELECT "{column.name}" FROM "{name}"')).scalars()
                found += [(name, column.name, str(value)) for value in values if value and re.match(r"\d{4}-", value)]
    return found


def test_dates_and_states_are_the_last_of_their_trails(example: Desk) -> None:
    def trails(session: Session) -> list[tuple[Any, ...]]:
        found = []
        for action in session.scalars(select(Action)):
            last: dict[Any, Any] = {}
            for model in (DueDate, StateChange):
                of = select(model).where(model.of_id == action.id).order_by(model.set_on.desc(), model.id.desc())
                last[model] = session.scalars(of.limit(1)).first()
            due = last[DueDate].due if last[DueDate] else None
            found.append((action.due_on, due, action.status.value, last[StateChange].state, action.raised_on))
            assert (action.done_on is not None) == (action.status is ActionStatus.DONE)
            assert action.done_on is None or action.raised_on <= action.done_on
        return found

    for due_on, due, status, state, raised in example.read(trails):
        assert due_on == due
        assert status == state
        assert due is None or raised <= due


def test_every_slip_and_every_end_has_its_reason(example: Desk) -> None:
    slips = count(example, DueDate, DueDate.reason == "", DueDate.due.is_not(None))

    assert slips == count(example, Action, Action.due_on.is_not(None))  # only the first dates have none
    assert not count(example, StateChange, StateChange.state == "dropped", StateChange.reason == "")


def test_telephones_and_addresses_are_those_kept_for_fiction(tmp_path: Path) -> None:
    desk = make(tmp_path, scale=3)
    try:
        contacts = desk.read(lambda s: s.execute(select(ContactDetail.kind, ContactDetail.value)).all())
    finally:
        desk.close()

    assert {kind.value for kind, _value in contacts} >= {"phone", "mobile", "email", "address", "web"}
    for kind, value in contacts:
        if kind in ("phone", "mobile"):
            assert re.fullmatch(r"01632 960\d{3}|07700 900\d{3}", value)
        if kind in ("email", "web"):
            assert value.endswith(".example")
        if kind == "email":
            assert re.fullmatch(r"[a-z.\-]+@[a-z.]+", value), value


def test_what_is_offered_can_be_asked_for_and_somebody_is_here_twice(example: Desk) -> None:
    asked = availability.read("who has a van and is free on Saturdays")
    keys = example.read(lambda s: assets.ids(s, assets.AssetQuery(asked)))
    assert [row.person for row in example.read(lambda s: assets.rows(s, keys))] == ["Kwame Mensah"]
    assert count(example, Asset) >= 25
    pairs = duplicates.find(example.read(duplicates.gather))
    assert {(pair.one.name, pair.other.name) for pair in pairs} == {
        ("Gwenllian Prys", "Gwenllian Prŷs"), ("K Mensah", "Kwame Mensah"),
    }  # fmt: skip


def test_what_is_at_home_is_the_committees_only(example: Desk) -> None:
    home = example.read(lambda s: s.execute(select(ContactDetail.audience).where(ContactDetail.label == "Home")).all())

    assert home
    assert {row.audience for row in home} == {Audience.COMMITTEE}


def test_none_of_the_imported_councillors_or_wards_is_there(example: Desk) -> None:
    found = " ".join(str(row) for name in ("person", "area", "post") for row in dump(example)[name])

    for name in ("Ashgrove", "Canol y Dŵr", "Eastfield", "St. Mary", "Pryce-Jones", "O'Hara", "Hussain", "Müller"):
        assert name not in found


def test_one_seat_is_vacant_and_seven_are_held(example: Desk) -> None:
    council = example.read(
        lambda s: people.organization(
            s, s.scalars(select(Organization.id).where(Organization.name == "Brynafon Council")).one(), TODAY
        )
    )
    seats = [post for post in council.posts if post.role.value == "councillor"]

    assert len(seats) == 8
    assert sum(bool(post.holders) for post in seats) == 7
    assert len(council.parts) == 4


def test_the_services_read_all_of_it(example: Desk) -> None:
    def read(session: Session) -> None:
        keys = people.ids(session, people.PeopleQuery(), TODAY)
        assert len(people.rows(session, keys, TODAY)) == len(keys)
        for row in people.rows(session, keys, TODAY):
            if row.kind == "organization":
                people.organization(session, row.id, TODAY)
                continue
            held = people.person(session, row.id, TODAY).memberships
            assert bool(row.second) == any(posts.holds(card, TODAY) for card in held)
        for key in actions.ids(session, actions.ActionQuery(ActionFilter.ALL), TODAY):
            assert actions.card(session, key).states
        for key in meetings.ids(session, meetings.MeetingQuery(), TODAY):
            card, page = meetings.card(session, key), minutes.page(session, key)
            assert (page is not None) == (card.status is MeetingStatus.HELD)
            if page:
                assert all(block.text and "{" not in block.text for block in page.blocks)
                assert {item.id for item in card.items} <= {block.item_id for block in page.blocks}
                assert card.is_theirs or any(who.votes for who in card.attendance)
        assert {hit.kind for hit in search.find(session, "crossing", 200)} >= {"minute_block", "action", "decision"}
        assert {hit.title for hit in search.find(session, "prys")} >= {"Gwenllian Prŷs"}
        assert decisions.since(session, None, TODAY)

    example.read(read)


def test_minutes_are_approved_but_for_the_last(example: Desk) -> None:
    rows = example.read(lambda s: meetings.rows(s, meetings.ids(s, meetings.MeetingQuery(), TODAY)))

    for kind in (MeetingKind.COMMITTEE, MeetingKind.LIAISON):
        held = sorted((r for r in rows if r.meeting_kind is kind and r.minutes_state), key=lambda r: r.on_date)
        assert {row.minutes_state for row in held[:-1]} == {MinutesState.APPROVED}
        assert held[-1].minutes_state is {
            MeetingKind.COMMITTEE: MinutesState.DRAFT, MeetingKind.LIAISON: MinutesState.COMMENT
        }[kind]  # fmt: skip
    assert sum(row.status is MeetingStatus.CANCELLED for row in rows) == 1


def test_who_voted_was_on_the_committee_that_day(example: Desk) -> None:
    def wrong(session: Session) -> int:
        return session.execute(
            text(
                "SELECT count(*) FROM attendance a JOIN meeting m ON m.id = a.meeting_id WHERE a.votes AND NOT EXISTS "
                "(SELECT 1 FROM membership b WHERE b.person_id = a.person_id AND (b.votes OR m.kind = 'agm') AND b.start_on <= m.on_date "
                "AND (b.end_on IS NULL OR b.end_on >= m.on_date))"
            )
        ).scalar_one()

    assert example.read(wrong) == 0
    assert count(example, Membership, Membership.votes, Membership.end_on.is_(None)) == 7


def test_what_a_clerk_sees_seldom_is_there(that_day: Desk) -> None:
    def read(session: Session) -> None:
        elections = session.scalars(select(Election)).all()
        stood: dict[str, list[tuple[int | None, bool]]] = {row.label: [] for row in elections}
        for each, label in session.execute(select(Candidate, Election.label).join(Election)):
            stood[label].append((each.votes, each.elected))
        assert sorted(map(len, stood.values())) == [1, 1, 2]
        for rows in stood.values():
            assert sum(elected for _votes, elected in rows) == 1
            assert max(rows, key=lambda row: row[0] or 0)[1]
        room = select(func.count(Attendance.id)).where(
            Attendance.meeting_id == elections[0].meeting_id, Attendance.presence == Presence.PRESENT, Attendance.votes
        )
        assert sum(votes or 0 for rows in stood.values() for votes, _elected in rows) <= (session.scalar(room) or 0)
        assert session.scalars(select(Decision).where(Decision.casting_for)).one().votes_for == 3
        assert len(written.waiting(session)) == 1
        assert [each.name for each in series.invited(session, meetings.next_id(session, that_day.clock.today()) or "")]
        followed = session.scalars(select(Meeting).where(Meeting.is_theirs)).one()
        assert meetings.card(session, followed.id).items[1].links
        assert session.scalar(select(func.count(MinutesComment.id))) == 2
        assert session.scalar(select(func.count()).where(Meeting.status == MeetingStatus.CANCELLED)) == 1
        for name, title in session.execute(select(Series.name, Meeting.title).join(Meeting)):
            assert name == title

    that_day.read(read)


def test_no_more_votes_were_cast_than_there_were_voters(example: Desk) -> None:
    cast = example.read(
        lambda s: s.execute(
            text(
                "SELECT d.votes_for + d.votes_against + d.abstained, (SELECT count(*) FROM attendance a WHERE a.votes "
                "AND a.meeting_id = d.meeting_id AND a.presence = 'present') FROM decision d "
                "WHERE d.votes_for IS NOT NULL AND d.meeting_id IS NOT NULL"
            )
        ).all()
    )

    assert cast
    assert all(votes <= there for votes, there in cast)


def test_there_is_something_for_redaction_to_leave_out(example: Desk) -> None:
    last = example.read(
        lambda s: [
            meetings.card(s, row.id)
            for row in meetings.rows(s, meetings.ids(s, meetings.MeetingQuery(), TODAY))
            if row.meeting_kind is MeetingKind.LIAISON and row.minutes_state is MinutesState.COMMENT
        ]
    )[0]

    assert {item.audience for item in last.items} == {Audience.COUNCIL, Audience.COMMITTEE}
    assert {row.audience for row in last.actions} == {Audience.COUNCIL, Audience.COMMITTEE}


def test_scale_multiplies_everything(example: Desk, tmp_path: Path) -> None:
    desk = make(tmp_path, "large.vdesk", scale=6)
    try:
        for model in (Action, Person, StateChange):
            assert 5.5 < count(desk, model) / count(example, model) < 7
        card = desk.read(lambda s: meetings.card(s, meetings.next_id(s, TODAY) or ""))
        last = desk.read(lambda s: meetings.card(s, meetings.last_id(s, TODAY) or ""))
    finally:
        desk.close()

    own = example.read(lambda s: meetings.card(s, meetings.last_id(s, TODAY) or ""))
    assert card.meeting_kind is MeetingKind.LIAISON
    assert [item.title for item in last.items] == [item.title for item in own.items]


def test_the_log_has_what_waits_for_an_answer_and_whom_to_get_back_to(example: Desk) -> None:
    page = example.read(lambda s: interactions.page(s, interactions.LogQuery(), 0, 100))
    due = Counter(one.kind for one in example.read(lambda s: getback.due(s, TODAY)))

    assert 55 <= page.total <= 65
    assert len([row for row in page.rows if row.follow_up_on]) == 5
    assert len(example.read(lambda s: rhythms.listed(s, TODAY))) == 4
    assert set(due) == set(GetBackKind)
    assert all(who.is_known for row in page.rows for who in row.participants)
    kept = [file for row in page.rows for file in row.attachments]
    assert len(kept) >= 6
    assert example.read(lambda s: documents.content(s, kept[0].document_id))
