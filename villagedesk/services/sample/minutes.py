"""What hangs on numbers: those of decisions, and the matters arising that name actions by theirs."""

from __future__ import annotations

from collections import Counter

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.words import ActionStatus, BlockKind
from villagedesk.models import Decision, MinuteBlock
from villagedesk.services.sample.meetings import Neighbourhood, Sitting
from villagedesk.services.sample.sheet import Row, Sheet

_AT_MOST = 6


def number(sheet: Sheet) -> None:
    """Give decisions their month's numbers, meeting by meeting."""
    last: Counter[str] = Counter()
    for row in sorted(sheet.of(Decision), key=lambda row: (row["decided_on"], row["id"])):
        month = f"{row['decided_on']:%Y/%m}/"
        last[month] += 1
        row["number"] = f"{month}{last[month]}"


def write(here: Neighbourhood) -> None:
    """Minute the matters arising of each meeting: what became of the actions of those before."""
    for sittings in here.sittings.values():
        earlier: list[Row] = []
        for n, sitting in enumerate(sittings):
            if sitting.arising_id:
                lines = _arising(here, sitting, sittings[n - 1] if n else None, earlier)
                for position, (kind, text) in enumerate(lines, 1):
                    here.sheet.add(
                        MinuteBlock, minutes_id=sitting.minutes["id"], item_id=sitting.arising_id, position=position,
                        kind=kind, text=text,
                    )  # fmt: skip
            earlier += sitting.actions


def _arising(
    here: Neighbourhood, sitting: Sitting, before: Sitting | None, earlier: list[Row]
) -> list[tuple[BlockKind, str]]:
    on, here_for = sitting.meeting["on_date"], sitting.meeting["audience"]
    since = before.meeting["on_date"] if before else on
    routine = here.text.routine
    earlier = [row for row in earlier if row["audience"] is not Audience.COMMITTEE or row["audience"] is here_for]
    done = [row for row in earlier if row["done_on"] and since < row["done_on"] <= on]
    late = [
        row for row in earlier
        if row["due_on"] and row["due_on"] < on and row["status"] is not ActionStatus.DROPPED
        and (row["done_on"] is None or row["done_on"] > on)
    ]  # fmt: skip
    if not done and not late:
        return [(BlockKind.PARAGRAPH, here.pick(routine["nothing_arising"]))]
    lines = [
        (BlockKind.BULLET, f"{row['number']}, {_inside(row['text'])}: done on {show_date(row['done_on'])}.")
        for row in done
    ]
    lines += [
        (BlockKind.BULLET, f"{row['number']}, {_inside(row['text'])}: {here.pick(routine['not_yet'])}.") for row in late
    ]
    return [(BlockKind.PARAGRAPH, here.pick(routine["arising"])), *lines[:_AT_MOST]]


def _inside(text: str) -> str:
    """An action's text inside a sentence."""
    text = text.rstrip(".")
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
