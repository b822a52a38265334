"""The example group's actions: raised, moved, waited for, done and dropped."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from villagedesk.core.audience import Audience
from villagedesk.core.words import ActionStatus, MeetingStatus, Priority, Side
from villagedesk.models import Action, DueDate, ProgressNote, StateChange
from villagedesk.services.actionsteps import KIND
from villagedesk.services.sample.sheet import Row, Sheet
from villagedesk.services.sample.words import cells

if TYPE_CHECKING:
    from villagedesk.services.sample.meetings import Neighbourhood

_SETTLED_DAYS = 45  # what was due so long ago is over, unless it is said otherwise


def raise_at(here: Neighbourhood, meeting: Row, item: Row, line: str, decision_id: str | None) -> Row:
    """Raise the action of one line of a story: "who | what | by | how it went | audience"."""
    who, what, by, went, audience = cells(line, 5)
    row = _raise(here, who, what, meeting["on_date"])
    row |= {"meeting_id": meeting["id"], "item_id": item["id"], "decision_id": decision_id}
    row["audience"] = Audience(audience) if audience else item["audience"]
    if not audience and row["side"] is not Side.OURS and item["audience"] is meeting["audience"]:
        row["audience"] = Audience.COUNCIL
    _trail(here, row, by, went)
    return row


def raise_loose(here: Neighbourhood, line: str) -> Row:
    """Raise the action of one line that came of no meeting: "who | what | days ago | by | how it went | audience"."""
    who, what, ago, by, went, audience = cells(line, 6)
    row = _raise(here, who, what, here.calendar.today - timedelta(days=int(ago)))
    row["audience"] = Audience(audience or "committee")
    _trail(here, row, by, went)
    return row


def number(sheet: Sheet) -> None:
    """Give actions their year's numbers in the order in which they were raised."""
    last: Counter[int] = Counter()
    for row in sorted(sheet.of(Action), key=lambda row: (row["raised_on"], row["id"])):
        year = row["raised_on"].year % 100
        last[year] += 1
        row["number"] = f"{year:02}/{last[year]}"


def _raise(here: Neighbourhood, who: str, what: str, on: date) -> Row:
    key = who.rstrip("!*?+")
    body = here.cast.bodies.get(key)
    owner = None if body else here.cast.find(key, on)
    theirs = here.cast.is_council(owner, body["id"] if body else None, on)
    return here.sheet.add(
        Action, text=what.format_map(here.cast.places), raised_on=on, is_promise="!" in who,
        side=Side.JOINT if "+" in who else Side.THEIRS if theirs else Side.OURS,
        owner_id=owner.id if owner else None, organization_id=body["id"] if body else None,
        priority=Priority.HIGH if "*" in who else Priority.LOW if "?" in who else Priority.NORMAL,
        audience=Audience.COMMITTEE,
    )  # fmt: skip


def _trail(here: Neighbourhood, row: Row, by: str, went: str) -> None:
    """The dates and states an action has had, none of them after today."""
    today, raised = here.calendar.today, row["raised_on"]
    steps = [step.strip() for step in went.split(";") if step.strip()]
    reasons = [r.strip() for s in steps if s.startswith("moved:") for r in s[6:].split("/")]
    ending = next((s for s in steps if not s.startswith(("moved:", "note:"))), "")
    due = _due(by, raised, today, len(reasons))
    if not ending:
        ending, reasons = ("open", reasons) if by.startswith("t") else _by_dice(here, due, raised, reasons)
    if here.is_past and not ending.startswith(("done", "dropped")):
        ending = "done 0"
    _state(here, row, ActionStatus.OPEN, raised, meeting_id=row["meeting_id"])
    _dues(here, row, due, reasons)
    _end(here, row, ending)
    for note in (s[5:].strip() for s in steps if s.startswith("note:")):
        on = raised + (today - raised) / 2
        at = datetime.combine(on, time(10, here.random.randrange(60)), UTC)
        by_id = row["owner_id"] or _secretary(here, on)
        here.sheet.add(ProgressNote, action_id=row["id"], at=at, by_id=by_id, text=note.format_map(here.cast.places))


def _due(by: str, raised: date, today: date, moves: int) -> date | None:
    """When it was first due: "21" days after it was raised, or "t-9" from today once it was moved so often."""
    if not by:
        return None
    if by.startswith("t"):
        last = today + timedelta(days=int(by[1:] or 0))
        return max(raised + timedelta(days=1), last - timedelta(days=28 * moves)) if moves else last
    return raised + timedelta(days=int(by))


def _by_dice(here: Neighbourhood, due: date | None, raised: date, reasons: list[str]) -> tuple[str, list[str]]:
    """How an action went of which nothing is said: long ago it was done, lately it may be open."""
    random, routine, today = here.random, here.text.routine, here.calendar.today
    if due is None or due >= today - timedelta(days=_SETTLED_DAYS):
        is_done = due is None or random.random() < 0.3
        return (
            f"done {-random.randrange(1, 6)}" if is_done and raised < today - timedelta(days=20) else "open"
        ), reasons
    dice = random.random()
    if dice < 0.60:
        return f"done {-random.choice((0, 0, 1, 2, 3, 5, 8))}", reasons
    if dice < 0.78:
        return f"done {random.randrange(2, 24)}", reasons
    if dice < 0.93:
        return "done -1", reasons or [here.pick(routine["moved"])]
    return f"dropped: {here.pick(routine['dropped'])}", reasons


def _dues(here: Neighbourhood, row: Row, due: date | None, reasons: list[str]) -> None:
    if due is None:
        return
    today = here.calendar.today
    _note(here, DueDate, row, row["raised_on"], due=due, meeting_id=row["meeting_id"])
    for reason in reasons:
        on = max(row["raised_on"], min(due - timedelta(days=here.random.randrange(3)), today))
        met = _meeting_near(here, row["raised_on"], on)
        due = max(due, on) + timedelta(days=28)
        _note(here, DueDate, row, met[0] if met else on, due=due, reason=reason, meeting_id=met[1] if met else None)
    row["due_on"] = due


def _meeting_near(here: Neighbourhood, raised: date, on: date) -> tuple[date, str] | None:
    """A meeting held since, close to a date, at which the date could be moved."""
    for sittings in here.sittings.values():
        for sitting in reversed(sittings):
            held = sitting.meeting["on_date"]
            if raised < held and abs((held - on).days) <= 6 and sitting.meeting["status"] is MeetingStatus.HELD:
                return held, str(sitting.meeting["id"])
    return None


def _end(here: Neighbourhood, row: Row, ending: str) -> None:
    word, _colon, reason = ending.partition(":")
    kind, *days = word.split()
    today, raised, due = here.calendar.today, row["raised_on"], row["due_on"]
    if kind == "done":
        on = (due or raised + timedelta(days=30)) + timedelta(days=int(days[0]) if days else 0)
        row["done_on"] = max(raised, min(on, today))
        row["status"] = ActionStatus.DONE
        _state(here, row, ActionStatus.DONE, row["done_on"])
    elif kind in ("waiting", "dropped"):
        on = raised + min(timedelta(days=12), today - raised)
        if kind == "dropped" and due:
            on = max(raised, min(due, today))
        row["status"] = ActionStatus(kind)
        _state(here, row, row["status"], on, reason=reason.strip().format_map(here.cast.places))


def _state(here: Neighbourhood, row: Row, state: ActionStatus, on: date, **more: str | None) -> None:
    _note(here, StateChange, row, on, state=state, **more)


def _note(
    here: Neighbourhood, model: type[DueDate | StateChange], row: Row, on: date, **more: date | str | None
) -> None:
    here.sheet.add(model, of_kind=KIND, of_id=row["id"], set_on=on, set_by=_secretary(here, on), **more)


def _secretary(here: Neighbourhood, on: date) -> str:
    return here.cast.find("secretary", on).id
