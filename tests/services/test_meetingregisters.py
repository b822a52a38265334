"""The registers of meetings: what stands in each, in what order, over what time, and what must not break them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pypdfium2
import pytest
import python_calamine
from pypdf import PdfReader

from tests.conftest import TODAY
from tests.services.minuted_years import Years, erase_name, fill
from tests.services.test_voting import Room
from villagedesk.core.words import MeetingKind, MeetingStatus, Outcome, Presence, Role
from villagedesk.models import Decision, Meeting
from villagedesk.records.constitution import Rules
from villagedesk.records.meetingregisters import MeetingRegister, RegisterQuery
from villagedesk.records.meetings import AttendanceDraft, MeetingDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import (
    attendance,
    cancelling,
    constitution,
    meetingregisters,
    meetings,
    people,
    posts,
    registersheets,
)
from villagedesk.services.desk import Desk

DECISIONS, ELECTIONS, DECLARATIONS, ATTENDANCE, RHYTHM = (RegisterQuery(kind) for kind in MeetingRegister)


@pytest.fixture
def years(do: Any) -> Years:
    return do(fill)


@pytest.fixture
def read(desk: Desk) -> Any:
    """The entries that a query asks for, in its order."""

    def read(query: RegisterQuery) -> Any:
        keys = desk.read(lambda session: meetingregisters.ids(session, query, TODAY))
        rows = {row.id: row for row in desk.read(lambda s: meetingregisters.rows(s, query, keys, TODAY))}
        assert len(rows) == len(keys)
        return [rows[key] for key in keys]

    return read


def test_decisions_in_the_order_of_their_numbers(years: Years, read: Any) -> None:
    found = read(replace(DECISIONS, sort="number", descending=False))
    assert [row.number for row in found] == ["2025/03/1", "2026/07/2", "2026/07/2", "2026/07/12", "2026/08/1"]
    first = found[0]
    assert (first.text, first.item, first.proposer) == ("To ask for a crossing", "Mill Lane crossing", "Ann Bell")
    assert first.votes == "3 for, 1 against, 0 abstained"
    assert [row.is_twice for row in found] == [False, True, True, False, False]
    assert registersheets.meeting_words(found[-1]) == "Between meetings"


@pytest.mark.parametrize(
    ("narrower", "numbers"),
    [
        ({"words": "cross"}, ["2025/03/1"]),
        ({"words": "2026/07"}, ["2026/07/12", "2026/07/2", "2026/07/2"]),
        ({"only": Outcome.NOT_AGREED}, ["2026/07/12"]),
        ({"start": date(2026, 8, 1)}, ["2026/08/1"]),
        ({"end": date(2025, 12, 31)}, ["2025/03/1"]),
        ({"words": "nothing of the sort"}, []),
    ],
)
def test_decisions_narrowed(years: Years, read: Any, narrower: dict[str, Any], numbers: list[str]) -> None:
    assert [row.number for row in read(replace(DECISIONS, **narrower))] == numbers


def test_a_series_has_no_decision_between_meetings(years: Years, read: Any) -> None:
    found = read(replace(DECISIONS, series_id=years.keys["committee"]))
    assert "2026/08/1" not in [row.number for row in found]
    assert read(replace(DECISIONS, series_id=years.keys["liaison"])) == []


def test_a_meeting_in_the_bin_leaves_its_decisions_standing(years: Years, read: Any, do: Any, desk: Desk) -> None:
    do(lambda work: meetings.bin_meeting(work, years.keys["m2"]))
    (found,) = read(replace(DECISIONS, words="crossing"))
    assert (found.is_gone, registersheets.meeting_words(found)) == (True, "Committee meeting (in the bin)")
    assert date(2025, 3, 4) not in [row.on_date for row in read(RHYTHM)]
    assert next(row for row in read(ATTENDANCE) if row.name == "Ann Bell").of == 3
    for query in (DECISIONS, DECLARATIONS, ATTENDANCE, RHYTHM):
        desk.read(lambda session, query=query: registersheets.pdf(registersheets.sheet(session, query, TODAY)))


def test_a_meeting_that_is_gone_for_good(years: Years, read: Any, do: Any) -> None:
    do(lambda work: work.session.delete(work.session.get_one(Meeting, years.keys["m2"])))
    (found,) = read(replace(DECISIONS, words="crossing"))
    assert (found.meeting_id, found.meeting, found.is_gone) == (None, "", False)


def test_whoever_was_erased_breaks_nothing_and_is_not_named(years: Years, read: Any, do: Any, desk: Desk) -> None:
    do(lambda work: (erase_name(work, years, "Ann Bell"), erase_name(work, years, "Bryn Owen")))
    assert {row.proposer for row in read(DECISIONS)} == {""}
    assert [row.name for row in read(DECLARATIONS)] == ["[name removed]"]
    found = {row.name: row for row in read(ATTENDANCE)}
    assert set(found) == {"[name removed]", "P.C. Jones"}
    assert found["[name removed]"].came <= found["[name removed]"].of
    for query in (DECISIONS, DECLARATIONS, ATTENDANCE):
        sheet = desk.read(lambda session, query=query: registersheets.sheet(session, query, TODAY))
        assert "Bell" not in str(sheet)


def test_declarations(years: Years, read: Any) -> None:
    (found,) = read(DECLARATIONS)
    assert (found.name, found.interest, found.item) == ("Bryn Owen", "Has a shop at the crossing", "Mill Lane crossing")
    assert not found.stays
    assert read(replace(DECLARATIONS, words="SHOP bryn")) == [found]
    assert read(replace(DECLARATIONS, only="stayed")) == []


def test_who_came_how_often(years: Years, read: Any) -> None:
    found = {row.name: row for row in read(ATTENDANCE)}
    ann, bryn, guest = found["Ann Bell"], found["Bryn Owen"], found["P.C. Jones"]
    assert (ann.came, ann.of, ann.last_on, ann.missed) == (4, 4, date(2026, 7, 7), ())
    assert (bryn.came, bryn.apologies, bryn.absent, bryn.of) == (1, 1, 2, 4)  # not entered, though with a vote
    assert bryn.missed == (date(2026, 7, 7), date(2025, 9, 2), date(2025, 3, 4))
    assert (bryn.missed_last, ann.missed_last, bryn.last_on) == (True, False, date(2024, 5, 7))
    assert (guest.came, guest.of, guest.person_id) == (1, 1, None)
    assert "Cai Rees" not in found  # no vote, and never there
    assert [row.name for row in read(replace(ATTENDANCE, only="missed"))] == ["Bryn Owen"]


def test_who_ought_to_come_is_who_votes_as_the_constitution_says(years: Years, read: Any, do: Any) -> None:
    before = {row.name: row.of for row in read(ATTENDANCE)}
    do(
        lambda work: constitution.edit(
            work, MeetingKind.COMMITTEE, Rules(MeetingKind.COMMITTEE, voters=(Role.TRUSTEE,))
        )
    )
    after = {row.name: row.of for row in read(ATTENDANCE)}
    assert sum(after.values()) < sum(before.values())


def test_attendance_over_a_time_and_a_series(years: Years, read: Any) -> None:
    found = {row.name: row for row in read(replace(ATTENDANCE, start=date(2025, 1, 1), end=date(2025, 12, 31)))}
    assert (found["Ann Bell"].came, found["Ann Bell"].of) == (2, 2)
    assert not found["Bryn Owen"].missed_last  # of two meetings there are no three to miss
    assert read(replace(ATTENDANCE, series_id=years.keys["liaison"])) == []
    by_name = read(replace(ATTENDANCE, sort="name", descending=False))
    assert [row.name for row in by_name] == ["Ann Bell", "Bryn Owen", "P.C. Jones"]


def test_the_rhythm(years: Years, read: Any, desk: Desk) -> None:
    found = read(replace(RHYTHM, descending=False))
    assert [row.gap for row in found] == [None, 301, 182, 308, None, None]
    off = next(row for row in found if row.status is MeetingStatus.CANCELLED)
    assert (off.cancelled_by, off.cancel_reason) == ("the council", "The hall was flooded")
    assert "Highways committee" not in [row.title for row in found]  # another body's
    query = replace(RHYTHM, series_id=years.keys["committee"])
    said = desk.read(lambda session: meetingregisters.sum_up(session, query, TODAY))
    assert said == (
        "4 meetings held, 1 cancelled (1 by the council), 0 planned. The longest time between two was 308 days."
    )


@pytest.mark.parametrize(
    ("query", "counts"),
    [
        (DECISIONS, {"": 5, "agreed": 4, "not_agreed": 1}),
        (replace(DECISIONS, only=Outcome.AGREED), {"": 5, "agreed": 4, "not_agreed": 1}),
        (DECLARATIONS, {"": 1, "left": 1}),
        (ATTENDANCE, {"": 3, "missed": 1}),
        (RHYTHM, {"": 6, "held": 4, "cancelled": 1, "planned": 1}),
    ],
)
def test_how_many_each_filter_shows(years: Years, desk: Desk, query: RegisterQuery, counts: dict[str, int]) -> None:
    assert desk.read(lambda session: meetingregisters.counts(session, query, TODAY)) == counts


def test_every_column_orders(years: Years, read: Any) -> None:
    for query in (DECISIONS, DECLARATIONS, ATTENDANCE, RHYTHM):
        usual = {row.id for row in read(query)}
        for sort in ("date", "number", "text", "outcome", "name", "interest", "stays", "came", "absent", "last", "by"):
            assert {row.id for row in read(replace(query, sort=sort))} == usual


def test_the_pdf_says_it_to_two_engines(years: Years, desk: Desk) -> None:
    sheet = desk.read(lambda session: registersheets.sheet(session, DECISIONS, TODAY))
    data = registersheets.pdf(sheet)
    assert data == registersheets.pdf(sheet)
    document = pypdfium2.PdfDocument(data)
    texts = (
        "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages),
        document[0].get_textpage().get_text_range(),
    )
    document.close()
    for text in texts:
        flat = " ".join(text.split())
        for words in (
            "Register of decisions",
            "2026/07/12",
            "To hold a street party",
            "Not agreed",
            "21 November 2026",
        ):
            assert words in flat


def test_the_workbook_has_days_and_numbers_and_no_formulas(years: Years, desk: Desk, do: Any) -> None:
    do(lambda work: setattr(work.session.get_one(Decision, years.keys["d1"]), "text", "=cmd()"))
    for query, column, kind in ((DECISIONS, 1, date), (ATTENDANCE, 3, float)):
        sheet = desk.read(lambda session, query=query: registersheets.sheet(session, query, TODAY))
        data = registersheets.xlsx(sheet)
        assert data == registersheets.xlsx(sheet)
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        rows = book.get_sheet_by_name(book.sheet_names[0]).to_python()[6:]
        assert len(rows) == len(sheet.rows)
        assert all(isinstance(row[column], kind) for row in rows)
        assert query is not DECISIONS or "=cmd()" in [row[2] for row in rows]


def test_an_empty_group_has_empty_registers(desk: Desk) -> None:
    for kind in MeetingRegister:
        sheet = desk.read(lambda session, kind=kind: registersheets.sheet(session, RegisterQuery(kind), TODAY))
        assert sheet.rows == ()
        assert registersheets.pdf(sheet).startswith(b"%PDF")
        assert registersheets.xlsx(sheet).startswith(b"PK")


# Meetings on the 1st of each month from January; who was entered how: p present, a apologies, x absent, "" not at all.
# Hand-counted: came, apologies, not there, of, the last three missed, and whether these are the last of all.
_COMINGS = [
    ("all along", (None, None), "pppppp", (6, 0, 0, 6), (), False),
    ("joined on the day of the third", ((3, 1), None), "  pa  ", (1, 1, 2, 4), (6, 5, 4), True),
    ("joined the day after the third", ((3, 2), None), "", (0, 0, 3, 3), (6, 5, 4), True),
    ("left on the day of the third", (None, (3, 1)), "pap", (2, 1, 0, 3), (2,), False),
    ("left the day before the third", (None, (2, 28)), "pa", (1, 1, 0, 2), (2,), False),
    ("left after missing three", (None, (3, 1)), "axa", (0, 2, 1, 3), (3, 2, 1), False),
    ("in the middle only", ((2, 15), (4, 15)), "  p", (1, 0, 1, 2), (4,), False),
    ("back at the last", (None, None), "aaaaap", (1, 5, 0, 6), (5, 4, 3), False),
    ("missed but two", (None, None), "ppppaa", (4, 2, 0, 6), (6, 5), False),
    ("sent a proxy each time", (None, None), "aaaaaa", (0, 6, 0, 6), (6, 5, 4), True),
]


@pytest.fixture
def half_a_year(do: Any) -> None:
    """Six committee meetings, one cancelled in between and one to come, and people who joined and left."""

    def add(work: Any) -> None:
        own = posts.own_body(work.session) or ""
        held = [
            meetings.plan(work, MeetingDraft("Committee", MeetingKind.COMMITTEE, date(2026, month, 1)))
            for month in range(1, 7)
        ]
        off = meetings.plan(work, MeetingDraft("Committee", MeetingKind.COMMITTEE, date(2026, 5, 20)))
        meetings.plan(work, MeetingDraft("Committee", MeetingKind.COMMITTEE, date(2026, 12, 1)))
        for key in (*held, off):
            work.session.get_one(Meeting, key).status = MeetingStatus.HELD
        for name, (start, end), entered, *_told in _COMINGS:
            who = people.add_person(work, PersonDraft(name))
            span = {"start_on": start and date(2026, *start), "end_on": end and date(2026, *end)}
            posts.add_membership(work, who, MembershipDraft(own, Role.COMMITTEE, votes=True, **span))
            how = {"p": Presence.PRESENT, "a": Presence.APOLOGIES, "x": Presence.ABSENT}
            for key, letter in zip(held, entered, strict=False):
                if letter in how:
                    attendance.enter(work, key, AttendanceDraft(who, presence=how[letter]))
            attendance.enter(work, off, AttendanceDraft(who, presence=Presence.APOLOGIES))
        cancelling.cancel(work, off, "the chair", "Snow")

    do(add)


@pytest.mark.parametrize("told", _COMINGS, ids=lambda told: told[0])
def test_attendance_as_counted_by_hand(half_a_year: None, read: Any, told: Any) -> None:
    name, _span, _entered, counted, missed, is_away = told
    row = next(row for row in read(ATTENDANCE) if row.name == name)
    assert (row.came, row.apologies, row.absent, row.of) == counted
    assert row.missed == tuple(date(2026, month, 1) for month in missed)
    assert row.missed_last is is_away


def test_attendance_is_told_by_body(desk: Desk, do: Any, read: Any) -> None:
    """Who never misses the committee may have missed the last three with the council; in a time the others do not count."""

    def add(work: Any) -> None:
        own = posts.own_body(work.session) or ""
        council = people.add_organization(work, OrganizationDraft("Brynafon Council"))
        trust = people.add_organization(work, OrganizationDraft("Hall Trust"))
        who = people.add_person(work, PersonDraft("Ann Bell"))
        for body in (own, trust):
            posts.add_membership(work, who, MembershipDraft(body, Role.COMMITTEE, votes=True))
        for month in range(1, 5):
            for day, body, with_id, there in (
                (1, own, None, True),
                (2, own, council, False),
                (3, trust, None, month > 2),
            ):
                draft = MeetingDraft("M", MeetingKind.OTHER, date(2026, month, day), with_id=with_id)
                key = meetings.plan(work, draft)
                meeting = work.session.get_one(Meeting, key)
                meeting.status, meeting.organization_id = MeetingStatus.HELD, body
                presence = Presence.PRESENT if there else Presence.APOLOGIES
                attendance.enter(work, key, AttendanceDraft(who, presence=presence))

    do(add)
    found = {row.body: (row.came, row.of, row.missed_last) for row in read(ATTENDANCE)}
    assert found == {"": (4, 4, False), "with Brynafon Council": (0, 4, True), "Hall Trust": (2, 4, False)}
    spring = replace(ATTENDANCE, start=date(2026, 4, 1), end=date(2026, 4, 30))
    assert {row.body: row.of for row in read(spring)} == {"": 1, "with Brynafon Council": 1, "Hall Trust": 1}
    sheet = desk.read(lambda session: registersheets.sheet(session, ATTENDANCE, TODAY))
    assert {row[2] for row in sheet.rows} == {"", "with Brynafon Council", "Hall Trust"}


def _delete_for_good(work: Any, meeting_id: str) -> None:
    work.session.delete(work.session.get_one(Meeting, meeting_id, execution_options={"binned": True}))


def test_elections(desk: Desk, do: Any, read: Any, today: date) -> None:
    room = Room(desk, do, today)
    room.elect("Chair: Ann Cole 2 (Tom Ellis, Bob Price), Cai Rees 3 (Jane Smith)")
    room.elect("Committee member, 2 seats, by show of hands: Ann Cole, Rhian New")
    contested, unopposed = sorted(read(ELECTIONS), key=lambda row: row.label)
    assert (contested.label, contested.text, contested.is_contested) == (
        "Chair",
        "Cai Rees (3) was elected, by a vote",
        True,
    )
    assert contested.more.startswith(
        "Also stood: Ann Cole (2). Cai Rees: proposed by Jane Smith. Ann Cole: proposed by"
    )
    assert (unopposed.seats, unopposed.is_contested, unopposed.item) == (2, False, "One")
    assert unopposed.text == "Ann Cole and Rhian New were elected, by show of hands"

    def labels(**narrower: Any) -> list[str]:
        return sorted(row.label for row in read(replace(ELECTIONS, **narrower)))

    assert labels(only="contested") == ["Chair"]
    assert labels(only="unopposed") == ["Committee member"]
    assert labels(words="rhian") == labels(words="committee m") == ["Committee member"]
    assert labels(person_id=room.people["Tom Ellis"]) == labels(person_id=room.people["Cai Rees"]) == ["Chair"]
    assert labels(person_id=room.people["Ann Cole"]) == ["Chair", "Committee member"]
    assert labels(start=today + timedelta(1)) == labels(series_id="none") == []
    assert desk.read(lambda s: meetingregisters.counts(s, ELECTIONS, TODAY)) == {"": 2, "contested": 1, "unopposed": 1}
    do(lambda work: meetings.bin_meeting(work, room.meeting))
    assert {registersheets.meeting_words(row) for row in read(ELECTIONS)} == {"Committee (in the bin)"}
    do(lambda work: _delete_for_good(work, room.meeting))
    assert {registersheets.meeting_words(row) for row in read(ELECTIONS)} == {"The meeting was deleted"}


def test_somebody_s_entries(years: Years, read: Any) -> None:
    ann, bryn = years.keys["Ann Bell"], years.keys["Bryn Owen"]
    assert len(read(replace(DECISIONS, person_id=ann))) == 4
    assert read(replace(DECISIONS, person_id=bryn)) == []
    assert len(read(replace(DECLARATIONS, person_id=bryn))) == 1
    assert [row.on_date for row in read(replace(RHYTHM, person_id=bryn))] == [date(2024, 5, 7)]


def test_who_cancelled_is_counted_whatever_its_case(years: Years, read: Any, desk: Desk, do: Any) -> None:
    for day in (date(2026, 9, 1), date(2026, 9, 2)):
        key = do(lambda work, day=day: meetings.plan(work, MeetingDraft("M", MeetingKind.COMMITTEE, day)))
        do(lambda work, key=key: cancelling.cancel(work, key, "The Council", ""))
    said = desk.read(lambda session: meetingregisters.sum_up(session, RHYTHM, TODAY))
    assert said.startswith("4 meetings held, 3 cancelled (3 by The Council), 1 planned")


def test_a_decision_between_meetings_says_whether_it_is_ratified(years: Years, read: Any, do: Any) -> None:
    (waits,) = read(replace(DECISIONS, words="skip"))
    assert registersheets.how_words(waits) == "Waits to be ratified"
    key = years.keys["written"]
    do(lambda work: setattr(work.session.get_one(Decision, key), "ratified_on", date(2026, 9, 1)))
    (stands,) = read(replace(DECISIONS, words="skip"))
    assert registersheets.how_words(stands) == "Ratified 1 September 2026"
