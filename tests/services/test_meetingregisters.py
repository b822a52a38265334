"""The registers of meetings: what stands in each, in what order, over what time, and what must not break them."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from typing import Any

import pypdfium2
import pytest
import python_calamine
from pypdf import PdfReader

from tests.conftest import TODAY
from tests.services.minuted_years import Years, erase_name, fill
from villagedesk.core.words import MeetingKind, MeetingStatus, Outcome, Role
from villagedesk.models import Decision, Meeting
from villagedesk.records.constitution import Rules
from villagedesk.records.meetingregisters import MeetingRegister, RegisterQuery
from villagedesk.services import constitution, meetingregisters, meetings, registersheets
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
