"""Some years of minutes: two series, a topic that comes again, and what goes wrong in a group's life."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

from villagedesk.core.words import (
    ActionStatus,
    MeetingKind,
    MeetingStatus,
    Outcome,
    Presence,
    Role,
    Way,
)
from villagedesk.models import (
    Action,
    AgendaItem,
    Attendance,
    Decision,
    Declaration,
    Meeting,
    MinuteBlock,
    Minutes,
    Person,
    Question,
    Series,
)
from villagedesk.records.people import MembershipDraft, PersonDraft
from villagedesk.services import people, posts
from villagedesk.services.desk import Work


@dataclass
class Years:
    """The keys of what a test needs, by name."""

    keys: dict[str, str] = field(default_factory=dict)


def fill(work: Work) -> Years:
    """Five committee meetings in 2024 to 2026, one cancelled, a liaison meeting; Ann came to all, Bryn to the first."""
    years = Years()

    def add(name: str, model: Any, /, **values: Any) -> str:
        row = model(id=work.new_id(), **values)
        work.session.add(row)
        work.session.flush()
        years.keys[name] = str(row.id)
        return str(row.id)

    own = posts.own_body(work.session) or ""
    for name, votes in (("Ann Bell", True), ("Bryn Owen", True), ("Cai Rees", False)):
        years.keys[name] = people.add_person(work, PersonDraft(name))
        role = Role.COMMITTEE if votes else Role.MEMBER
        draft = MembershipDraft(own, role, votes=votes, start_on=date(2020, 1, 1))
        posts.add_membership(work, years.keys[name], draft)
    committee = add("committee", Series, name="Monthly committee", organization_id=own)
    liaison = add("liaison", Series, name="Council liaison", kind=MeetingKind.LIAISON)
    days = {"m1": date(2024, 5, 7), "m2": date(2025, 3, 4), "m3": date(2025, 9, 2), "m4": date(2026, 7, 7)}
    for name, day in days.items():
        add(
            name, Meeting, series_id=committee, title="Committee meeting", on_date=day, start_at=time(19),
            status=MeetingStatus.HELD, organization_id=own,
        )  # fmt: skip
        add(f"{name} minutes", Minutes, meeting_id=years.keys[name])
        add(f"{name} item", AgendaItem, meeting_id=years.keys[name], position=1, title="Mill Lane crossing")
        add(f"{name} ann", Attendance, meeting_id=years.keys[name], person_id=years.keys["Ann Bell"], name="Ann Bell",
            role="Chair", votes=True)  # fmt: skip
    add("m1 bryn", Attendance, meeting_id=years.keys["m1"], person_id=years.keys["Bryn Owen"], name="Bryn Owen",
        votes=True)  # fmt: skip
    add("m3 bryn", Attendance, meeting_id=years.keys["m3"], person_id=years.keys["Bryn Owen"], name="Bryn Owen",
        votes=True, presence=Presence.APOLOGIES)  # fmt: skip
    add("m1 guest", Attendance, meeting_id=years.keys["m1"], name="P.C. Jones", presence=Presence.IN_ATTENDANCE)
    add(
        "off", Meeting, series_id=committee, title="Committee meeting", on_date=date(2026, 8, 4),
        status=MeetingStatus.CANCELLED, cancelled_by="the council", cancel_reason="The hall was flooded",
        organization_id=own,
    )  # fmt: skip
    add(
        "ahead", Meeting, series_id=liaison, title="Council liaison meeting", kind=MeetingKind.LIAISON,
        on_date=work.today + timedelta(20), organization_id=own,
    )  # fmt: skip
    add(
        "theirs", Meeting, title="Highways committee", is_theirs=True, on_date=date(2026, 6, 1),
        status=MeetingStatus.HELD,
    )  # fmt: skip
    _minuted(years, add)
    return years


def _minuted(years: Years, add: Any) -> None:
    keys = years.keys
    said = {
        "m1": "Two children were nearly hit at the crossing.", "m2": "Dŵr Cymru dug up the pavement by the crossing.",
        "m3": "A crossing costs £40,000.", "m4": "The council has found the money for a zebra.",
    }  # fmt: skip
    for name, text in said.items():
        add(f"{name} said", MinuteBlock, minutes_id=keys[f"{name} minutes"], item_id=keys[f"{name} item"], position=1,
            text=text)  # fmt: skip
    made = (("d1", "m2", "2025/03/1", "To ask for a crossing", Outcome.AGREED),
            ("d2", "m4", "2026/07/2", "To thank the council", Outcome.AGREED),
            ("d12", "m4", "2026/07/12", "To hold a street party", Outcome.NOT_AGREED),
            ("twin", "m4", "2026/07/2", "To buy a kettle", Outcome.AGREED))  # fmt: skip
    for name, meeting, number, text, outcome in made:
        add(
            name, Decision, meeting_id=keys[meeting], item_id=keys[f"{meeting} item"] if name != "twin" else None,
            number=number, decided_on=date(int(number[:4]), int(number[5:7]), 4), text=text, outcome=outcome,
            proposer_id=keys["Ann Bell"], votes_for=3, votes_against=1, abstained=0, casting_for=None,
        )  # fmt: skip
    add("written", Decision, decided_on=date(2026, 8, 20), number="2026/08/1", text="To hire a skip", way=Way.WRITTEN)
    add("a1", Action, number="25/1", text="Ask Highways about the crossing", raised_on=date(2025, 3, 4),
        due_on=date(2025, 4, 1), done_on=date(2025, 3, 30), status=ActionStatus.DONE, meeting_id=keys["m2"])  # fmt: skip
    add("a2", Action, number="26/9", text="Paint the crossing", raised_on=date(2026, 7, 7), due_on=date(2026, 9, 1),
        meeting_id=keys["m4"], owner_id=keys["Bryn Owen"])  # fmt: skip
    add("q1", Question, number="25/Q1", text="When is the crossing built?", asked_on=date(2025, 9, 3),
        body_name="Brynafon Council", answer="In the spring", answered_on=date(2025, 10, 1))  # fmt: skip
    add("shop", Declaration, meeting_id=keys["m4"], item_id=keys["m4 item"], person_id=keys["Bryn Owen"],
        name="Bryn Owen", interest="Has a shop at the crossing", stays=False)  # fmt: skip


def erase_name(work: Work, years: Years, name: str) -> None:
    """As an erasure leaves it: the person gone, another word in their place."""
    for row in work.session.query(Attendance).filter_by(person_id=years.keys[name]):
        row.name = "[name removed]"
    for declared in work.session.query(Declaration).filter_by(person_id=years.keys[name]):
        declared.name = "[name removed]"
    work.session.flush()
    work.session.delete(work.session.get_one(Person, years.keys[name]))
