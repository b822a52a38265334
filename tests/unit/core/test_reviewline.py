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
        ("26/28 is now done by Ann", [Read("26/28", DONE, None, "By Ann")]),
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
