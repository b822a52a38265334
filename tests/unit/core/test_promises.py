"""How promises stand at every boundary, and rates against a table that was reckoned by hand."""

from __future__ import annotations

from datetime import date

import pytest

from villagedesk.core.promises import DueTerm, Kept, PromiseState, Rate, Standing, stand, tally
from villagedesk.core.words import ActionStatus

TODAY = date(2026, 11, 21)
OPEN, WAITING, DONE, DROPPED = ActionStatus
S = PromiseState


def day(text: str) -> date | None:
    return date.fromisoformat(f"2026-{text}") if text else None


def term(text: str) -> DueTerm:
    """ "11-21", or "12-01 we 11-02 they 11-09"."""
    due, *rest = text.split()
    said = dict(zip(rest[::2], rest[1::2], strict=True))
    return DueTerm(day(due.strip("-")), day(said.get("we", "")), day(said.get("they", "")))


TABLE = [
    # what it is                                status   dates                        done     state, date that counts, times renegotiated
    ("no date, open", OPEN, [], "", S.OPEN, "", 0),
    ("no date, done", DONE, [], "11-01", S.DONE, "", 0),
    ("due tomorrow", OPEN, ["11-22"], "", S.OPEN, "11-22", 0),
    ("due today", OPEN, ["11-21"], "", S.OPEN, "11-21", 0),
    ("due yesterday", OPEN, ["11-20"], "", S.NOT_DONE, "11-20", 0),
    ("due yesterday, waiting", WAITING, ["11-20"], "", S.NOT_DONE, "11-20", 0),
    ("done the day before", DONE, ["11-10"], "11-09", S.DONE, "11-10", 0),
    ("done on the day", DONE, ["11-10"], "11-10", S.DONE, "11-10", 0),
    ("done a day late", DONE, ["11-10"], "11-11", S.DONE_LATE, "11-10", 0),
    ("done, nobody knows when", DONE, ["11-10"], "", S.DONE, "11-10", 0),
    ("moved by one side alone, past the first date", OPEN, ["11-10", "12-20"], "", S.NOT_DONE, "11-10", 0),
    ("moved, we agreed and they did not", OPEN, ["11-10", "12-20 we 11-08"], "", S.NOT_DONE, "11-10", 0),
    ("moved, they agreed and we did not", OPEN, ["11-10", "12-20 they 11-08"], "", S.NOT_DONE, "11-10", 0),
    ("renegotiated, still ahead", OPEN, ["11-10", "12-20 we 11-08 they 11-09"], "", S.OPEN, "12-20", 1),
    ("renegotiated, due today", OPEN, ["11-10", "11-21 we 11-08 they 11-09"], "", S.OPEN, "11-21", 1),
    ("renegotiated, then not done", OPEN, ["11-01", "11-20 we 10-20 they 10-21"], "", S.NOT_DONE, "11-20", 1),
    ("agreed to after the first date had gone", OPEN, ["11-10", "12-20 we 11-15 they 11-16"], "", S.OPEN, "12-20", 1),
    ("agreed to today", OPEN, ["11-10", "12-20 we 11-15 they 11-21"], "", S.OPEN, "12-20", 1),
    ("will be agreed to tomorrow", OPEN, ["11-10", "12-20 we 11-15 they 11-22"], "", S.NOT_DONE, "11-10", 0),
    ("renegotiated, kept on the new day", DONE, ["11-01", "11-10 we 10-20 they 10-21"], "11-10",
     S.RENEGOTIATED, "11-10", 1),
    ("renegotiated, kept before the old day", DONE, ["11-01", "11-10 we 10-20 they 10-21"], "10-31",
     S.RENEGOTIATED, "11-10", 1),
    ("renegotiated, then kept late", DONE, ["11-01", "11-10 we 10-20 they 10-21"], "11-11", S.DONE_LATE, "11-10", 1),
    ("agreed to on the day it was done", DONE, ["11-01", "11-10 we 10-20 they 11-05"], "11-05",
     S.RENEGOTIATED, "11-10", 1),
    ("agreed to only after it was done late", DONE, ["11-01", "11-10 we 11-06 they 11-06"], "11-05",
     S.DONE_LATE, "11-01", 0),
    ("moved alone, done by that date", DONE, ["11-01", "11-10"], "11-09", S.DONE_LATE, "11-01", 0),
    ("renegotiated twice", OPEN, ["10-01", "11-01 we 09-20 they 09-21", "12-01 we 10-20 they 10-21"], "",
     S.OPEN, "12-01", 2),
    ("moved alone, then agreed to another", OPEN, ["10-01", "11-01", "12-01 we 10-20 they 10-21"], "",
     S.OPEN, "12-01", 1),
    ("agreed, then moved alone", OPEN, ["10-01", "11-20 we 09-20 they 09-21", "12-01"], "",
     S.NOT_DONE, "11-20", 1),
    ("both agreed to drop the date", OPEN, ["10-01", "- we 09-20 they 09-21"], "", S.OPEN, "", 1),
    ("no date at first, then one", OPEN, ["-", "11-20"], "", S.NOT_DONE, "11-20", 0),
    ("brought forward by both, kept late", DONE, ["11-10", "11-01 we 10-01 they 10-01"], "11-05",
     S.DONE_LATE, "11-01", 1),
    ("dropped before its day", DROPPED, ["12-20"], "", S.NOT_DONE, "12-20", 0),
]  # fmt: skip


@pytest.mark.parametrize(("what", "status", "dates", "done", "state", "due", "times"), TABLE, ids=[r[0] for r in TABLE])
def test_how_a_promise_stands(
    what: str, status: ActionStatus, dates: list[str], done: str, state: PromiseState, due: str, times: int
) -> None:
    found = stand(status, [term(text) for text in dates], day(done), None, TODAY)
    assert found == Standing(state, day(due), times), what


def test_what_the_other_side_let_go_is_released() -> None:
    found = stand(DROPPED, [DueTerm(date(2026, 11, 1))], None, date(2026, 11, 20), TODAY)
    assert found.state is S.RELEASED


def test_rates_are_those_reckoned_by_hand() -> None:
    states = [S.DONE] * 4 + [S.RENEGOTIATED] + [S.DONE_LATE] * 2 + [S.NOT_DONE] + [S.OPEN] * 3 + [S.RELEASED] * 2
    kept = tally(states)
    assert kept == Kept(open=3, done=4, renegotiated=1, done_late=2, not_done=1, released=2)
    assert (kept.total, kept.settled) == (13, 8)
    assert [(kept.rate(s).count, kept.rate(s).of, kept.rate(s).percent) for s in list(S)[1:5]] == [
        (4, 8, 50), (1, 8, 13), (2, 8, 25), (1, 8, 13),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("count", "of", "percent"),
    [
        (4, 4, None),
        (0, 0, None),
        (5, 5, 100),
        (0, 5, 0),
        (1, 6, 17),
        (1, 8, 13),
        (1, 200, 1),
        (1, 201, 0),
        (2, 3, None),
    ],
)
def test_no_rate_of_fewer_than_five(count: int, of: int, percent: int | None) -> None:
    assert Rate(count, of).percent == percent


def test_what_is_open_or_released_makes_no_rate() -> None:
    kept = tally([S.OPEN] * 9 + [S.RELEASED] * 9 + [S.DONE] * 4)
    assert kept.rate(S.DONE).percent is None
    assert kept.rate(S.DONE).of == 4
