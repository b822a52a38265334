"""Who is heard: numbers from attendance, with small ones kept back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from tests.conftest import TODAY
from villagedesk.core.audience import Audience
from villagedesk.core.words import (
    ContactKind,
    Involvement,
    MeetingKind,
    MeetingStatus,
    OrganizationKind,
    Outcome,
    Presence,
    Role,
)
from villagedesk.models import (
    AgendaItem,
    Attendance,
    ContactDetail,
    Decision,
    Meeting,
    Membership,
    Organization,
    Person,
)
from villagedesk.records.heard import Among, HeardCard
from villagedesk.services import heard, heardwords
from villagedesk.services.desk import Desk, Work
from villagedesk.services.redact import View

Do = Callable[..., Any]
THIS, LAST = TODAY - timedelta(days=30), TODAY - timedelta(days=400)


def meeting(work: Work, on: date, *names: str, **more: Any) -> str:
    """A meeting held at which these were there; a name with "council:" before it came for the council."""
    key = work.new_id()
    kind = more.pop("kind", MeetingKind.COMMITTEE)
    row = Meeting(
        id=key, title="Meeting", kind=kind, status=MeetingStatus.HELD, on_date=on, start_at=time(19), **more
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    for name in names:
        side, _colon, who = name.rpartition(":")
        body = None
        if side:
            body = work.new_id()
            work.session.add(Organization(id=body, name=side, sort_name=side, kind=OrganizationKind.COUNCIL))
            work.session.flush()
        work.session.add(
            Attendance(
                id=work.new_id(), meeting_id=key, name=who, organization_id=body, presence=Presence.IN_ATTENDANCE
            )
        )
    work.session.flush()
    return key


def card(desk: Desk, among: Among = Among.ALL, view: View | None = None) -> HeardCard:
    return desk.read(lambda session: heard.card(session, TODAY, among, view))


def test_people_new_faces_and_the_share_of_three(desk: Desk, do: Do) -> None:
    do(lambda work: meeting(work, LAST, "Ann", "Bob", "Cai"))
    do(lambda work: meeting(work, THIS, "Ann", "Bob", "Cai", "Dai", "Ely", "council:Officer"))
    do(lambda work: meeting(work, THIS + timedelta(1), "Ann", "Bob", "Cai", "ann"))
    now, before = card(desk).years
    assert (now.meetings, now.people, now.new, now.times, now.top) == (2, 5, 2, 8, 6)
    assert now.share == pytest.approx(6 / 8)
    assert (before.people, before.share, before.new) == (
        3,
        None,
        None,
    )  # of three people, and of the first, it is unknown
    assert "75% of all attendance (6 of 8)" in heardwords.sum_up(now)


def test_apologies_other_bodies_meetings_and_cancelled_ones_do_not_count(desk: Desk, do: Do) -> None:
    def job(work: Work) -> None:
        key = meeting(work, THIS, "Ann")
        work.session.add(Attendance(id=work.new_id(), meeting_id=key, name="Bob", presence=Presence.APOLOGIES))
        meeting(work, THIS, "Cai", is_theirs=True)
        work.session.get_one(Meeting, meeting(work, THIS, "Dai")).status = MeetingStatus.CANCELLED

    do(job)
    assert card(desk).now.people == 1


def test_a_councillor_is_no_resident_while_they_sit_whoever_they_came_for(desk: Desk, do: Do) -> None:
    def job(work: Work) -> None:
        council, rees = work.new_id(), work.new_id()
        work.session.add(Organization(id=council, name="Town", sort_name="town", kind=OrganizationKind.COUNCIL))
        work.session.add(Person(id=rees, name="Cllr Rees", sort_name="rees"))
        work.session.flush()
        seat = Membership(id=work.new_id(), person_id=rees, organization_id=council, role=Role.COUNCILLOR)
        seat.start_on = THIS
        work.session.add(seat)
        for key in (meeting(work, THIS - timedelta(1), "Ann"), meeting(work, THIS, "Ann", "Bob")):
            came = Attendance(id=work.new_id(), meeting_id=key, name="", person_id=rees, presence=Presence.PRESENT)
            work.session.add(came)

    do(job)
    now = card(desk).now
    assert (now.people, now.times) == (3, 4)  # heard as a resident before the election, not after it


def test_somebody_known_from_a_committee_is_no_new_face_at_an_open_meeting(desk: Desk, do: Do) -> None:
    do(lambda work: meeting(work, LAST, "Ann"))
    do(lambda work: meeting(work, THIS, "Ann", "Bob", kind=MeetingKind.PUBLIC))
    now = card(desk, Among.OPEN).now
    assert (now.people, now.new) == (2, 1)


def resident(work: Work, address: str) -> str:
    key = work.new_id()
    work.session.add(Person(id=key, name=f"Resident {key[-6:]}", sort_name=f"resident {key[-6:]}"))
    work.session.flush()
    work.session.add(ContactDetail(id=work.new_id(), person_id=key, kind=ContactKind.ADDRESS, value=address))
    return key


def test_streets_are_told_in_numbers_and_small_ones_are_kept_back(desk: Desk, do: Do) -> None:
    def job(work: Work) -> None:
        mill = [resident(work, f"{n} Mill Lane, Brynafon") for n in range(1, 7)]
        for n in range(1, 6):
            resident(work, f"{n} Church Walk")
        for n in range(1, 5):
            resident(work, f"{n} High Street")
        key = meeting(work, THIS)
        work.session.add(
            Attendance(id=work.new_id(), meeting_id=key, name="", person_id=mill[0], presence=Presence.PRESENT)
        )

    do(job)
    streets = card(desk).streets
    assert [(place.name, place.known, place.came) for place in streets.told] == [
        ("Church Walk", 5, 0), ("Mill Lane", 6, None),
    ]  # fmt: skip
    assert streets.small == 1
    assert heardwords.came_words(streets.told[1]) == "Fewer than 5 of 6 came"
    assert card(desk, view=View(Audience.COUNCIL)).streets.told == ()


def test_decisions_are_counted_by_the_stage_and_it_can_be_noted(desk: Desk, do: Do) -> None:
    def job(work: Work) -> list[str]:
        key, items = meeting(work, THIS, "Ann"), []
        for n, stage in enumerate((Involvement.BEFORE, Involvement.AFTER, None), 1):
            items.append(work.new_id())
            work.session.add(
                AgendaItem(
                    id=items[-1], meeting_id=key, position=n, title=f"Item {n}", involvement=stage,
                    audience=Audience.COUNCIL,
                )
            )  # fmt: skip
            work.session.flush()
            work.session.add(
                Decision(
                    id=work.new_id(), number=f"2026/10/{n}", text=f"Do {n}", decided_on=THIS, meeting_id=key,
                    item_id=items[-1], outcome=Outcome.AGREED, audience=Audience.COUNCIL,
                )
            )  # fmt: skip
        return items

    items = do(job)
    stages = card(desk).stages[0]
    assert (stages.counts[Involvement.BEFORE], stages.counts[Involvement.AFTER], stages.unsaid) == (1, 1, 1)
    do(lambda work: heard.note_stage(work, items[2], Involvement.CHOOSING))
    found = card(desk, view=View(Audience.COUNCIL))
    assert found.stages[0].unsaid == 0
    assert [one.stage for one in found.decisions] == [
        Involvement.CHOOSING, Involvement.AFTER, Involvement.BEFORE,
    ]  # fmt: skip
    assert card(desk, view=View(Audience.PUBLIC)).decisions == ()


def test_an_empty_group_says_so(desk: Desk) -> None:
    found = card(desk)
    assert heardwords.sum_up(found.now) == "Nobody is entered as having come."
    assert heardwords.shares_chart(found) is None
    assert heardwords.stages_chart(found.stages[0]) is None


def test_the_example_group_tells_something_in_every_part(sample_desk: Desk) -> None:
    found = card(sample_desk)
    assert found.now.people > 10
    assert found.now.share is not None
    assert heardwords.shares_chart(found)
    assert len(found.years) == 2
