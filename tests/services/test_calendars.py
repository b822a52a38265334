"""Meetings to other calendars and back: identity, sequence, addresses, and what an import would change."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import icalendar
import pytest

from villagedesk.core.audience import Audience
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused
from villagedesk.core.words import MeetingKind, MeetingStatus
from villagedesk.exchange.formats import parse
from villagedesk.models import Invitation, Meeting, Person, Series
from villagedesk.records.actions import ActionDraft
from villagedesk.records.imports import ImportOptions, ImportPreview, Reading
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import ContactDraft, PersonDraft
from villagedesk.records.series import SeriesDraft
from villagedesk.services import actions, calendars, cancelling, imports, meetings, people, series
from villagedesk.services.desk import Desk, Session, Work

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
HEAD, FOOT = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", "END:VCALENDAR\r\n"


def do(desk: Desk, job: Any) -> Any:
    return desk.do("Test", job).result()


def event(uid: str, *lines: str) -> str:
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", "SUMMARY:Committee meeting", *lines, "END:VEVENT", ""))


def reading(*events: str) -> Reading:
    name, content = parse((HEAD + "".join(events) + FOOT).encode())
    return Reading(name, "hall.ics", content)


def take(desk: Desk, found: Reading, council: str = "", *, add_people: bool = False) -> ImportPreview:
    options = ImportOptions(council, add_people=add_people)
    seen = desk.read(lambda session: imports.preview(session, found, options, desk.clock.today()))
    told = desk.do("Import", lambda work: imports.apply(work, found, options), ChangeKind.IMPORT).result()
    assert told == seen
    return seen


def verdicts(seen: ImportPreview) -> list[tuple[str, str]]:
    return [(row.verdict.value, row.name) for row in seen.rows]


def draft(**changes: Any) -> MeetingDraft:
    usual = {
        "title": "Committee", "on_date": date(2027, 3, 27), "start_at": time(21), "end_at": time(23), "place": "Hall",
    }  # fmt: skip
    return MeetingDraft(**(usual | changes))


def exported(desk: Desk, key: str, audience: Audience = Audience.COMMITTEE) -> Any:
    made = desk.read(lambda session: calendars.of_meeting(session, key, audience, NOW))
    return icalendar.Calendar.from_ical(made.data).walk("VEVENT")[0]


def test_a_meeting_keeps_its_uid_and_its_sequence_rises_when_time_place_or_status_change(desk: Desk) -> None:
    key = do(desk, lambda work: meetings.plan(work, draft()))
    first = exported(desk, key)
    assert (first["SEQUENCE"], first["STATUS"]) == (0, "CONFIRMED")
    for n, changes in enumerate(({"start_at": time(20)}, {"place": "Chapel"}, {"end_at": time(0, 30)}), 1):
        do(desk, lambda work, changes=changes: meetings.edit(work, key, draft(**changes)))
        assert (exported(desk, key)["UID"], exported(desk, key)["SEQUENCE"]) == (first["UID"], n)
    before = exported(desk, key)["SEQUENCE"]
    do(desk, lambda work: meetings.edit(work, key, draft(end_at=time(0, 30), title="Bats")))
    assert exported(desk, key)["SEQUENCE"] == before
    do(desk, lambda work: cancelling.cancel(work, key, "Chair", "Snow"))
    off = exported(desk, key)
    assert (off["UID"], off["STATUS"], off["SEQUENCE"]) == (first["UID"], "CANCELLED", before + 1)
    assert off["DESCRIPTION"] == "Cancelled: Snow"


def test_a_meeting_may_end_after_midnight_but_not_the_evening_after(desk: Desk) -> None:
    key = do(desk, lambda work: meetings.plan(work, draft(end_at=time(3, 30))))
    assert exported(desk, key).end.astimezone(UTC) == datetime(2027, 3, 28, 2, 30, tzinfo=UTC)  # summer time by then
    with pytest.raises(Refused, match="ends before it starts"):
        do(desk, lambda work: meetings.plan(work, draft(start_at=time(19), end_at=time(18))))


def test_only_who_may_be_written_to_stands_in_a_calendar_with_an_address(desk: Desk) -> None:
    def fill(work: Work) -> str:
        key = meetings.plan(work, draft(kind=MeetingKind.LIAISON, audience=Audience.COUNCIL))
        for name, audience, refuses in (
            ("Ann", Audience.COUNCIL, False), ("Ben", Audience.COUNCIL, True), ("Cat", Audience.COMMITTEE, False)
        ):  # fmt: skip
            person = people.add_person(work, PersonDraft(name))
            people.set_contacts(work, "person", person, [ContactDraft(value=f"{name}@elm.example", audience=audience)])
            found = work.session.get_one(Person, person)
            found.audience, found.do_not_contact = Audience.COUNCIL, refuses
            work.session.add(Invitation(id=work.new_id(), meeting_id=key, person_id=person))
        return key

    key = do(desk, fill)

    def invited(audience: Audience) -> tuple[list[str], int]:
        made = desk.read(lambda session: calendars.of_meeting(session, key, audience, NOW))
        (found,) = icalendar.Calendar.from_ical(made.data).walk("VEVENT")
        said = found.get("ATTENDEE", [])
        return sorted(str(one) for one in (said if isinstance(said, list) else [said])), len(made.left_out)

    assert invited(Audience.COMMITTEE) == (["mailto:Ann@elm.example", "mailto:Cat@elm.example"], 1)
    assert invited(Audience.COUNCIL) == (["mailto:Ann@elm.example"], 1)
    with pytest.raises(Refused, match="not for this audience"):
        invited(Audience.PUBLIC)


def test_a_series_has_an_event_for_each_of_its_meetings(desk: Desk) -> None:
    def fill(work: Work) -> str:
        series = Series(id=work.new_id(), name="Monthly committee")
        work.session.add(series)
        work.session.flush()
        for month in (1, 7):
            meetings.plan(work, draft(on_date=date(2027, month, 12)), series_id=series.id)
        meetings.plan(work, draft(on_date=date(2027, 5, 12)))
        return series.id

    key = do(desk, fill)
    made = desk.read(lambda session: calendars.of_series(session, key, Audience.COMMITTEE, NOW))
    starts = [one.start.astimezone(UTC).hour for one in icalendar.Calendar.from_ical(made.data).walk("VEVENT")]
    assert (starts, made.name) == ([21, 20], "Calendar, Monthly committee, 21 November 2026.ics")
    for_all = desk.read(lambda session: calendars.of_series(session, key, Audience.PUBLIC, NOW))
    assert b"Monthly committee" not in for_all.data and "Monthly" not in for_all.name  # the series is the committee's


def test_the_same_calendar_again_changes_nothing_and_a_newer_one_moves_and_calls_off(desk: Desk) -> None:
    first = reading(event("a", "DTSTART:20270112T190000Z"), event("b", "DTSTART:20270209T190000Z"))
    assert [verdict for verdict, _name in verdicts(take(desk, first))] == ["added", "added"]
    changes = desk.read(lambda session: session.query(Meeting).count())
    assert not take(desk, first).writes
    assert desk.read(lambda session: session.query(Meeting).count()) == changes
    newer = reading(
        event("a", "DTSTART;TZID=Europe/London:20270713T190000", "SEQUENCE:1"),
        event("b", "DTSTART:20270209T190000Z", "SEQUENCE:1", "STATUS:CANCELLED"),
        event("c", "DTSTART:20270309T190000Z", "STATUS:CANCELLED"),
    )
    seen = take(desk, newer)
    assert [verdict for verdict, _name in verdicts(seen)] == ["changed", "cancelled", "unchanged"]
    assert seen.rows[0].details == ("Date: 12 January 2027 -> 13 July 2027",)
    older = take(desk, first)
    assert [row.reason for row in older.rows] == ["What is here is newer than the file."] * 2

    def stored(session: Session) -> list[Any]:
        return [(m.uid, m.on_date, m.start_at, m.status) for m in session.query(Meeting).order_by(Meeting.uid)]

    assert desk.read(stored) == [
        ("a", date(2027, 7, 13), time(19), MeetingStatus.PLANNED),
        ("b", date(2027, 2, 9), time(19), MeetingStatus.CANCELLED),
    ]


def test_our_own_meeting_comes_back_as_itself_and_what_was_typed_here_stays(desk: Desk) -> None:
    key = do(desk, lambda work: meetings.plan(work, draft(title="Bats")))
    made = desk.read(lambda session: calendars.of_meeting(session, key, Audience.COMMITTEE, NOW))
    name, content = parse(made.data)
    assert [row.verdict for row in take(desk, Reading(name, "x.ics", content)).rows] == ["unchanged"]
    do(desk, lambda work: meetings.edit(work, key, draft(title="Bats and owls")))
    assert not take(desk, Reading(name, "x.ics", content)).writes


def test_an_import_of_meetings_is_undone_in_one_step(desk: Desk) -> None:
    heard: list[Any] = []
    desk.listen(heard.append)
    take(desk, reading(event("w", "DTSTART:20270112T190000Z", "RRULE:FREQ=WEEKLY;COUNT=4")), "Parish Council")
    assert desk.read(lambda session: [m.is_theirs for m in session.query(Meeting)]) == [True] * 4
    desk.undo(heard[0].number).result()
    assert desk.read(lambda session: session.query(Meeting).count()) == 0


def test_far_times_of_a_recurring_meeting_are_left_out_and_said_to_be(desk: Desk) -> None:
    seen = take(desk, reading(event("w", "DTSTART:20100112T190000Z", "RRULE:FREQ=MONTHLY")))
    assert 30 <= len(seen.rows) <= 40
    assert "over a year ago or more than two years ahead" in seen.notes[0]


def test_our_own_meeting_as_the_public_saw_it_takes_nothing_away(desk: Desk) -> None:
    wanted = draft(link="https://meet.example/elm", kind=MeetingKind.PUBLIC, audience=Audience.PUBLIC)
    key = do(desk, lambda work: meetings.plan(work, wanted))
    made = desk.read(lambda session: calendars.of_meeting(session, key, Audience.PUBLIC, NOW))
    name, content = parse(made.data)
    assert not take(desk, Reading(name, "x.ics", content)).writes
    assert desk.read(lambda session: meetings.card(session, key).link) == "https://meet.example/elm"


def test_who_is_asked_to_one_meeting_takes_the_place_of_those_who_usually_come(desk: Desk) -> None:
    def fill(work: Work) -> str:
        usual, guest = (people.add_person(work, PersonDraft(name)) for name in ("Ann", "Ben"))
        for key, address in ((usual, "ann@elm.example"), (guest, "ben@elm.example")):
            people.set_contacts(work, "person", key, [ContactDraft(value=address)])
        monthly = series.add(work, SeriesDraft("Monthly", MeetingKind.COMMITTEE))
        series.set_people(work, [usual], series_id=monthly)
        meeting = meetings.plan(work, draft(), series_id=monthly)
        series.set_people(work, [guest], meeting_id=meeting)
        return meeting

    assert exported(desk, do(desk, fill))["ATTENDEE"] == "mailto:ben@elm.example"


def test_undoing_and_doing_again_raise_the_sequence_so_that_calendars_follow(desk: Desk) -> None:
    key = do(desk, lambda work: meetings.plan(work, draft()))
    heard: list[Any] = []
    desk.listen(heard.append)
    do(desk, lambda work: meetings.edit(work, key, draft(start_at=time(20))))
    do(desk, lambda work: cancelling.cancel(work, key, "Chair", "Snow"))
    assert exported(desk, key)["SEQUENCE"] == 2
    desk.undo(heard[1].number).result()
    assert (exported(desk, key)["STATUS"], exported(desk, key)["SEQUENCE"]) == ("CONFIRMED", 3)
    desk.undo(heard[0].number).result()
    assert (exported(desk, key).start.hour, exported(desk, key)["SEQUENCE"]) == (21, 4)
    do(desk, lambda work: meetings.edit(work, key, draft(place="Chapel")))
    assert exported(desk, key)["SEQUENCE"] == 5
    with pytest.raises(Refused, match="changed again"):
        desk.undo(heard[0].number).result()


def test_a_meeting_in_the_bin_is_called_off_in_the_file_of_its_series(desk: Desk) -> None:
    def fill(work: Work) -> tuple[str, list[str]]:
        key = series.add(work, SeriesDraft("Monthly committee", start_at=time(19)))
        return key, series.plan_ahead(work, key, [date(2027, 7, 13), date(2027, 8, 10)])

    key, (july, august) = do(desk, fill)
    old = do(desk, lambda work: meetings.plan(work, draft(on_date=date(2026, 1, 5)), series_id=key))

    def file(audience: Audience = Audience.COMMITTEE) -> tuple[list[tuple[str, str, int]], tuple[str, ...]]:
        made = desk.read(lambda session: calendars.of_series(session, key, audience, NOW))
        events = icalendar.Calendar.from_ical(made.data).walk("VEVENT")
        return [(str(e["UID"]), str(e["STATUS"]), int(e["SEQUENCE"])) for e in events], made.left_out

    assert file()[0] == [(old, "CONFIRMED", 0), (july, "CONFIRMED", 0), (august, "CONFIRMED", 0)]
    heard: list[Any] = []
    desk.listen(heard.append)
    do(desk, lambda work: meetings.bin_meeting(work, july))
    do(desk, lambda work: meetings.bin_meeting(work, old))
    assert file() == ([(july, "CANCELLED", 1), (august, "CONFIRMED", 0)], ())  # what is over disturbs nobody
    assert exported(desk, july)["STATUS"] == "CANCELLED"
    assert len(file(Audience.PUBLIC)[1]) == 1  # what is not for them is not called off to them either
    assert file(Audience.PUBLIC)[0] == []
    desk.undo(heard[0].number).result()
    assert file()[0][0] == (july, "CONFIRMED", 2)


def test_another_bodys_meeting_in_the_bin_is_not_called_off(desk: Desk) -> None:
    take(desk, reading(event("a", "DTSTART:20270112T190000Z")), "Village hall")
    (key,) = desk.read(lambda session: [meeting.id for meeting in session.query(Meeting)])
    do(desk, lambda work: meetings.bin_meeting(work, key))
    made = desk.read(lambda session: calendars.of_all(session, Audience.COMMITTEE, NOW))
    assert made.meetings == 0


def test_an_import_that_was_undone_can_be_taken_in_again_and_goes_out_newer(desk: Desk) -> None:
    take(desk, reading(event("a", "DTSTART:20270112T190000Z", "SEQUENCE:2")))
    heard: list[Any] = []
    desk.listen(heard.append)
    moved = reading(event("a", "DTSTART:20270113T190000Z", "SEQUENCE:3"))
    take(desk, moved)
    desk.undo(heard[0].number).result()
    assert take(desk, moved).changed == 1
    (key,) = desk.read(lambda session: [meeting.id for meeting in session.query(Meeting)])
    assert exported(desk, key)["SEQUENCE"] > 4  # 3 as it was taken in, 4 as it was undone
    assert take(desk, reading(event("a", "DTSTART:20270114T190000Z", "SEQUENCE:4"))).changed == 1
    assert take(desk, moved).rows[0].reason == "What is here is newer than the file."


BELL = 'ATTENDEE;CN="Bell, Ann";ROLE=REQ-PARTICIPANT:mailto:Ann.Bell@elm.example'
CARL = "ATTENDEE;CN=Carl Dee:MAILTO:carl@post.example"
ROOM = "ATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:hall@post.example"


def asked(desk: Desk) -> list[list[str]]:
    """The names of those who are asked to each meeting."""

    def read(session: Session) -> list[list[str]]:
        keys = [meeting.id for meeting in session.query(Meeting).order_by(Meeting.on_date)]
        return [[choice.name for choice in series.invited(session, key)] for key in keys]

    return desk.read(read)


def ann(work: Work) -> str:
    key = people.add_person(work, PersonDraft("Ann Bell"))
    people.set_contacts(work, "person", key, [ContactDraft(value="ann.bell@elm.example")])
    return key


def test_who_is_asked_is_known_by_address_and_who_is_not_here_is_told(desk: Desk) -> None:
    do(desk, ann)
    found = reading(event("a", "DTSTART:20270112T190000Z", BELL, CARL, ROOM, "DESCRIPTION:Bring cake"))
    seen = take(desk, found)
    assert seen.rows[0].details == (
        "Asked to come: Ann Bell", "Not in your people: Carl Dee",
    )  # fmt: skip
    assert seen.strangers == ("Carl Dee (carl@post.example)",)
    assert seen.notes == (
        "Not brought in: descriptions (1).", "1 person who is asked to come is not in your people: Carl Dee (carl@post.example).",
    )  # fmt: skip
    assert asked(desk) == [["Ann Bell"]]
    assert not take(desk, found).writes
    do(desk, lambda work: people.set_contacts(work, "person", people.add_person(work, PersonDraft("Carl")),
                                              [ContactDraft(value="carl@post.example")]))  # fmt: skip
    again = take(desk, found)
    assert (again.rows[0].verdict, again.rows[0].details) == ("changed", ("Asked to come: Carl",))
    assert asked(desk) == [["Ann Bell", "Carl"]]


def test_those_who_are_not_here_are_added_when_asked_for_and_undone_with_the_import(desk: Desk) -> None:
    found = reading(event("a", "DTSTART:20270112T190000Z", CARL), event("b", "DTSTART:20270209T190000Z", CARL))
    heard: list[Any] = []
    desk.listen(heard.append)
    seen = take(desk, found, add_people=True)
    assert (seen.beside, seen.strangers, seen.notes) == (1, (), ("1 person is added to your people.",))
    assert seen.rows[0].details == ("Asked to come: Carl Dee", "Added to your people: Carl Dee")
    assert asked(desk) == [["Carl Dee"], ["Carl Dee"]]
    assert not take(desk, found, add_people=True).writes
    desk.undo(heard[0].number).result()
    assert desk.read(lambda session: session.query(Person).count()) == 0


def test_who_was_struck_off_or_erased_is_not_asked_again(desk: Desk) -> None:
    key = do(desk, ann)
    found = reading(event("a", "DTSTART:20270112T190000Z", BELL))
    take(desk, found)
    (meeting,) = desk.read(lambda session: [row.id for row in session.query(Meeting)])
    do(desk, lambda work: series.set_people(work, [], meeting_id=meeting))
    assert not take(desk, found, add_people=True).writes
    do(desk, lambda work: people.bin_person(work, key))
    assert not take(desk, found, add_people=True).writes


def test_our_own_meeting_that_comes_back_asks_nobody_twice(desk: Desk) -> None:
    def fill(work: Work) -> str:
        key = series.add(work, SeriesDraft("Monthly committee"))
        series.set_people(work, [ann(work)], series_id=key)
        return series.plan_ahead(work, key, [date(2027, 1, 12)])[0]

    do(desk, fill)
    made = desk.read(lambda session: calendars.of_all(session, Audience.COMMITTEE, NOW))
    name, content = parse(made.data)
    assert not take(desk, Reading(name, "own.ics", content)).writes


def test_an_address_that_two_share_goes_by_the_name(desk: Desk) -> None:
    def fill(work: Work) -> None:
        for name in ("Dai Home", "Eve Home"):
            contacts = [ContactDraft(value="home@elm.example")]
            people.set_contacts(work, "person", people.add_person(work, PersonDraft(name)), contacts)

    do(desk, fill)
    line = "ATTENDEE;CN={}:mailto:home@elm.example"
    seen = take(desk, reading(event("a", "DTSTART:20270112T190000Z", line.format("Eve Home")),
                              event("b", "DTSTART:20270209T190000Z", line.format("The Homes"))))  # fmt: skip
    assert asked(desk) == [["Eve Home"], []]
    assert seen.rows[1].details[0].startswith("More than one here has this address")


SPRING, AUTUMN = date(2027, 3, 27), date(2027, 10, 30)  # the clocks change in the night that follows


@pytest.mark.parametrize(
    ("on", "starts", "ends", "begins_utc", "minutes"),
    [
        (SPRING, time(21), time(23), "2027-03-27 21:00", 120),
        (SPRING, time(21), time(0), "2027-03-27 21:00", 180),
        (SPRING, time(21), time(0, 30), "2027-03-27 21:00", 210),
        (SPRING, time(21), time(3, 30), "2027-03-27 21:00", 330),  # an hour is skipped
        (SPRING + timedelta(1), time(9), time(10), "2027-03-28 08:00", 60),
        (SPRING + timedelta(1), time(0, 30), time(2, 30), "2027-03-28 00:30", 60),
        (AUTUMN, time(21), time(23), "2027-10-30 20:00", 120),
        (AUTUMN, time(22), time(1), "2027-10-30 21:00", 180),
        (AUTUMN, time(22), time(1, 30), "2027-10-30 21:00", 210),  # the first half past one of two
        (AUTUMN, time(22), time(2, 30), "2027-10-30 21:00", 330),  # an hour comes twice
        (AUTUMN + timedelta(1), time(1, 30), time(3), "2027-10-31 00:30", 150),
        (AUTUMN + timedelta(1), time(9), time(10), "2027-10-31 09:00", 60),
        (date(2027, 12, 31), time(22), time(1), "2027-12-31 22:00", 180),
        (date(2028, 2, 29), time(23, 30), time(0, 30), "2028-02-29 23:30", 60),
        (date(2027, 7, 1), time(19), None, "2027-07-01 18:00", None),
        (date(2027, 7, 1), None, None, "", None),
    ],
)  # fmt: skip
def test_times_go_out_and_come_back_across_midnight_and_summer_time(
    desk: Desk, on: date, starts: time | None, ends: time | None, begins_utc: str, minutes: int | None
) -> None:
    key = do(desk, lambda work: meetings.plan(work, draft(on_date=on, start_at=starts, end_at=ends)))
    data = desk.read(lambda session: calendars.of_meeting(session, key, Audience.COMMITTEE, NOW)).data
    (seen,) = icalendar.Calendar.from_ical(data).walk("VEVENT")
    if starts is None:
        assert (seen.start, seen.end) == (on, on + timedelta(1))
    else:
        assert f"{seen.start.astimezone(UTC):%Y-%m-%d %H:%M}" == begins_utc
    if minutes is not None:
        assert seen.end.astimezone(UTC) - seen.start.astimezone(UTC) == timedelta(minutes=minutes)

    def taken(data: bytes) -> ImportPreview:
        name, content = parse(data)
        return take(desk, Reading(name, "back.ics", content))

    assert [row.verdict for row in taken(data).rows] == ["unchanged"]
    assert [row.verdict for row in taken(data.replace(key.encode(), b"another")).rows] == ["added"]

    def stored(session: Session) -> list[Any]:
        return [(m.on_date, m.start_at, m.end_at) for m in session.query(Meeting)]

    assert desk.read(stored) == [(on, starts, ends)] * 2


def test_an_hour_that_the_clocks_skip_is_the_one_after(desk: Desk) -> None:
    key = do(desk, lambda work: meetings.plan(work, draft(on_date=SPRING + timedelta(1), start_at=time(1, 30))))
    assert exported(desk, key).start.astimezone(UTC) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # half past two


def test_a_series_keeps_its_hour_when_the_clocks_change(desk: Desk) -> None:
    def fill(work: Work) -> str:
        key = series.add(work, SeriesDraft("Night watch", start_at=time(23), duration=120))
        series.plan_ahead(work, key, [SPRING - timedelta(7), SPRING, SPRING + timedelta(7), AUTUMN])
        return key

    key = do(desk, fill)
    made = desk.read(lambda session: calendars.of_series(session, key, Audience.COMMITTEE, NOW))
    events = icalendar.Calendar.from_ical(made.data).walk("VEVENT")
    assert [(one.start.hour, one.start.astimezone(UTC).hour) for one in events] == [
        (23, 23),
        (23, 23),
        (23, 22),
        (23, 22),
    ]
    assert {str(one.start.tzinfo) for one in events} == {"Europe/London"}


def test_what_is_due_at_a_meeting_moves_with_it_when_a_calendar_moves_it(desk: Desk) -> None:
    take(desk, reading(event("m", "DTSTART:20270112T190000Z")))
    (key,) = desk.read(lambda session: [row.id for row in session.query(Meeting)])
    action = do(desk, lambda work: actions.add(work, ActionDraft("Write", due_meeting_id=key)))
    take(desk, reading(event("m", "DTSTART:20270119T190000Z", "SEQUENCE:1")))
    moved = desk.read(lambda session: actions.card(session, action))
    assert moved.row.due_on == date(2027, 1, 19)
    assert [each.due for each in moved.dues] == [date(2027, 1, 19)]
