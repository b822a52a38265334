"""What is made of the words of a plain e-mail about actions."""

from __future__ import annotations

from datetime import date

import pytest

from villagedesk.core.reviewline import Read, read
from villagedesk.core.words import ActionStatus

TODAY = date(2026, 11, 21)
NUMBERS = {"26/28", "26/31", "26/32", "26/7"}
DONE, OPEN, WAITING, DROPPED = ActionStatus.DONE, ActionStatus.OPEN, ActionStatus.WAITING, ActionStatus.DROPPED


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("26/31 done; 26/28 move to 12 Jan", [Read("26/31", DONE), Read("26/28", None, date(2027, 1, 12))]),
        ("26/31 and 26/32 done", [Read("26/31", DONE), Read("26/32", DONE)]),
        ("26/31: done on 3 November, receipt in file", [Read("26/31", DONE, None, "On 3 November, receipt in file")]),
        ("26/31 not done, by 4/1/27", [Read("26/31", OPEN, date(2027, 1, 4))]),
        ("26/31 nearly done", [Read("26/31", None, None, "Nearly done")]),
        ("26/7 waiting until 1 Dec for the surveyor.", [Read("26/7", WAITING, date(2026, 12, 1), "For the surveyor")]),
        ("26/28 - drop: the council does it now", [Read("26/28", DROPPED, None, "The council does it now")]),
        ("26/28 is now done by Ann", [Read("26/28", None, None, "Done by Ann")]),
        ("26/31 done", [Read("26/31", DONE)]),
        ("26/31 done (receipt in file)", [Read("26/31", DONE, None, "Receipt in file")]),
        ("26/31 completed 3 Nov - thanks", [Read("26/31", DONE, None, "3 Nov - thanks")]),
        ("26/31 done. Who pays?", [Read("26/31", DONE, None, "Who pays?")]),
        ("26/7 waiting for the council", [Read("26/7", WAITING, None, "For the council")]),
        ("26/7 open until 12 Jan", [Read("26/7", OPEN, date(2027, 1, 12))]),
        ("26/7 please move to 12 Jan", [Read("26/7", None, date(2027, 1, 12))]),
        ("26/7 please drop it", [Read("26/7", DROPPED)]),
        ("26/28 move to after Easter", [Read("26/28", None, None, "Move to after Easter")]),
        ("26/28 looks fine", [Read("26/28", None, None, "Looks fine")]),
        ("Please move 26/28", [Read("26/28")]),
    ],
)  # fmt: skip
def test_what_is_said_right_after_a_number_counts(text: str, expected: list[Read]) -> None:
    assert list(read(text, NUMBERS, TODAY)[0]) == expected


def test_what_names_no_action_of_the_round_is_told_back() -> None:
    said, unread = read("Hi Sue,\n26/31 done\n26/99 done\n> 26/28 done\n--\nAnn 26/7 done", NUMBERS, TODAY)
    assert said == (Read("26/31", DONE),)
    assert unread == ("Hi Sue,", "26/99 done")


def test_the_mail_that_is_answered_is_passed_over() -> None:
    said, unread = read("26/7 done\n\nOn 3 Nov 2026, Sue wrote:\n26/28 done", NUMBERS, TODAY)
    assert said == (Read("26/7", DONE),)
    assert unread == ()


@pytest.mark.parametrize(
    "words",
    [
        "Can be done by 12 Jan", "Complete by 12 Jan please", "Done on 12 Jan", "Done? no", "Done, is it?", "Done: no",
        "Done except the gate", "Done, but not the gate", "Done-ish", "Please complete", "Drop in on Mrs Jones next week",
        "Dropped off the forms", "Drop-in on Monday", "Drop by 3 Nov", "Drop it off at Ann's", "Open the gate",
    ],
)  # fmt: skip
def test_words_that_may_say_the_opposite_are_a_comment_only(words: str) -> None:
    (said,), _unread = read(f"26/31 {words[0].lower()}{words[1:]}", NUMBERS, TODAY)
    assert said == Read("26/31", None, None, words)
