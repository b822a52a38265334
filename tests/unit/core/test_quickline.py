"""One typed line: who, what, by when."""

from collections import Counter
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from villagedesk.core.quickline import PartKind, read

TODAY = date(2026, 3, 12)  # a Thursday
FRIDAY = date(2026, 3, 13)


@pytest.mark.parametrize(
    ("typed", "owner", "due", "left"),
    [
        ("Treasurer to ask Highways about the crossing by fri", "Treasurer", FRIDAY, "ask Highways about the crossing"),
        ("Chase treasurer re hall roof fri", "", FRIDAY, "Chase treasurer re hall roof"),
        ("by 14 mar send the minutes", "", date(2026, 3, 14), "send the minutes"),
        ("Paint the hall before +2w.", "", date(2026, 3, 26), "Paint the hall"),
        ("Open the hall on 3/4 for the council", "", date(2026, 4, 3), "Open the hall for the council"),
        ("@jane call the clerk tomorrow", "jane", FRIDAY, "call the clerk"),
        ("Tell Jo, by fri, that we pay", "", FRIDAY, "Tell Jo, that we pay"),
        ("Ring Tom (by fri)", "", FRIDAY, "Ring Tom"),
        ("By fri, Treasurer to ask", "Treasurer", FRIDAY, "ask"),
        ("Set out by 14 mar 40 chairs", "", date(2026, 3, 14), "Set out 40 chairs"),
        ("Rob Tanner will mend the bench by fri", "Rob Tanner", FRIDAY, "mend the bench"),
        ("Rob has agreed to mend it by fri", "Rob", FRIDAY, "mend it"),
        ("Highways promised to send it by fri", "Highways", FRIDAY, "send it"),
        ("The clerk shall ask by fri", "The clerk", FRIDAY, "ask"),
        ("The hall will be shut by fri", "", FRIDAY, "The hall will be shut"),
        ("Agreed to meet by fri", "", FRIDAY, "Agreed to meet"),
        ("Siân Ŵyn to reply by thursday 2 april 2026", "Siân Ŵyn", date(2026, 4, 2), "reply"),
        ("Tom Ash, Nia Ellis: paint the gate by fri", "Tom Ash, Nia Ellis", FRIDAY, "paint the gate"),
        ("Paint the gate by yesterday", "", date(2026, 3, 11), "Paint the gate"),
        ("Ask by fri or, better, by 14 mar", "", date(2026, 3, 14), "Ask by fri or, better,"),
    ],
)
def test_who_and_when_are_understood(typed: str, owner: str, due: date, left: str) -> None:
    line = read(typed, TODAY)
    assert (line.owner, line.due, line.left()) == (owner, due, left)


@pytest.mark.parametrize(
    "typed",
    [
        'Put up the "by fri" sign',
        "Put up the “by fri” sign",
        '"Treasurer to pay" on the door',
        "Ask the clerk by the meeting of officers",
        "Minutes of 12 mar",
        "Book the hall for fri",
        "Keep out of the sun",
        "Write to Highways",
        "Re: the hall roof",
        "Ask what Tom said yesterday",
        "Reply to the council",
        "Send agenda to members",
        "Go back to Tom",
        "Pay 3/4 of it",
        "to do",
        "by",
        "@",
        "",
    ],
)
def test_the_rest_is_left_alone(typed: str) -> None:
    line = read(typed, TODAY)
    assert line.parts == ()
    assert line.left() == typed


def test_several_owners_are_offered_together_and_one_by_one() -> None:
    assert read("Jane and Tom Ash to paint", TODAY).owner_candidates == ("Jane and Tom Ash", "Jane", "Tom Ash")
    assert read("Paint", TODAY).owner_candidates == ()


def test_a_chip_can_be_removed() -> None:
    line = read("Treasurer to pay by fri", TODAY)
    due = line.part(PartKind.DUE)
    assert due is not None
    assert line.text[due.start : due.end] == "by fri"
    without = line.without(due)
    assert (without.due, without.owner, without.left()) == (None, "Treasurer", "pay by fri")


def test_an_owner_nobody_knows_stays_in_the_text() -> None:
    assert read("Somebody to pay by fri", TODAY).left(PartKind.DUE) == "Somebody to pay"


WORDS = st.sampled_from(
    [
        "by",
        "on",
        "fri",
        "12",
        "mar",
        "mar,",
        "(by",
        "fri)",
        "+2w",
        "to",
        "Jane",
        "@jane",
        "ask",
        '"',
        "“",
        "”",
        "3/4",
        ".",
        "and",
        "\0",
    ]
)
LINES = st.text() | st.lists(WORDS, max_size=12).map(" ".join)


@given(LINES, st.dates())
@example("by by fri", date(9999, 12, 31))
def test_no_word_is_lost_and_nothing_raises(typed: str, today: date) -> None:
    line = read(typed, today)
    parts = [typed[part.start : part.end] for part in line.parts]
    assert Counter("".join(" ".join([line.left(), *parts]).split())) == Counter("".join(typed.split()))
    for part in line.parts:
        assert part.words
        assert part.words in typed[part.start : part.end]
        assert line.without(part).part(part.kind) is None


@pytest.mark.parametrize("typed", ["." * 200_000, "by " * 50_000, '"' * 100_001, "(" * 200_000, "a to b " * 30_000])
def test_a_long_paste_takes_no_time(typed: str) -> None:
    read(typed, TODAY)


@pytest.mark.parametrize(
    ("typed", "unread"),
    [
        ("Rhian to send the plan by 30 feb", "30 feb"),
        ("Send the plan by 29 feb 2027", "29 feb 2027"),
        ("Send the plan before 31st november, please", "31st november"),
        ("Send the plan by thurzday", "thurzday"),
        ("Send the plan on thursday 31 nov", "thursday 31 nov"),
        ("Send the plan by 12 febuary", "12 febuary"),
        ("Send the plan by 32/1", "32/1"),
        ("Meet on 3 sites", ""),
        ("Meet by 17.30", ""),
        ("Open on fridays", ""),
        ("Send it by 30 jan", ""),
        ("Set out by 40 chairs", ""),
        ('Put up "closed by 30 feb"', ""),
    ],
)
def test_what_looks_like_a_date_and_is_none_is_said(typed: str, unread: str) -> None:
    assert read(typed, TODAY).unread == unread


@pytest.mark.parametrize(
    ("text", "called", "left"),
    [
        ("Ask the clerk by the next liaison meeting", "liaison", "Ask the clerk"),
        ("Jane to report before next meeting", "", "report"),
        ("Book the hall by the AGM.", "AGM", "Book the hall"),
        ("By the next council liaison meeting ask Highways", "council liaison", "ask Highways"),
    ],
)
def test_a_meeting_may_stand_for_the_date(text: str, called: str, left: str) -> None:
    line = read(text, TODAY)
    part = line.part(PartKind.MEETING)
    assert part is not None
    assert (part.words, line.left()) == (called, left)
    assert line.due is None
