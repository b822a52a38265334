"""How a promise stands on a day, and how a side or a body has kept its promises: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from villagedesk.core.words import ActionStatus

FEWEST = 5  # no rate is told of fewer promises than these


class PromiseState(StrEnum):
    """How a promise stands. `renegotiated` was done by a later date that both sides had agreed to."""

    OPEN = "open"
    DONE = "done"
    RENEGOTIATED = "renegotiated"
    DONE_LATE = "done_late"
    NOT_DONE = "not_done"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class DueTerm:
    """A date that a promise was due by (None: no date any more), and when each side agreed to it."""

    due: date | None
    we_agreed_on: date | None = None
    they_agreed_on: date | None = None

    @property
    def agreed_on(self) -> date | None:
        """The day on which both had agreed; None while one has not."""
        if self.we_agreed_on is None or self.they_agreed_on is None:
            return None
        return max(self.we_agreed_on, self.they_agreed_on)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a promise stands: `due` is the date that counts, `renegotiated` how often both sides agreed to another."""

    state: PromiseState
    due: date | None
    renegotiated: int = 0


def stand(
    status: ActionStatus, terms: Sequence[DueTerm], done_on: date | None, released_on: date | None, today: date
) -> Standing:
    """How a promise stands at the end of `today`, from its dates in the order in which they were set.

    The first date counts until both sides have agreed to another, on or before the day it was done: a date that one
    side moved alone changes nothing. What is due today is open, what is done on its day is done. What was dropped is
    released when the other side agreed, else not done.
    """
    until = done_on if status is ActionStatus.DONE and done_on else today
    due, renegotiated = _counts(terms, until)
    if status is ActionStatus.DROPPED:
        return Standing(PromiseState.RELEASED if released_on else PromiseState.NOT_DONE, due, renegotiated)
    if status is not ActionStatus.DONE:
        is_late = due is not None and due < today
        return Standing(PromiseState.NOT_DONE if is_late else PromiseState.OPEN, due, renegotiated)
    if due is not None and done_on is not None and done_on > due:
        return Standing(PromiseState.DONE_LATE, due, renegotiated)
    return Standing(PromiseState.RENEGOTIATED if renegotiated else PromiseState.DONE, due, renegotiated)


def _counts(terms: Sequence[DueTerm], until: date) -> tuple[date | None, int]:
    """The date that counts on `until`, and how often it was renegotiated."""
    first = next((n for n, term in enumerate(terms) if term.due is not None), len(terms))
    due, renegotiated = (terms[first].due, 0) if first < len(terms) else (None, 0)
    for term in terms[first + 1 :]:
        if term.agreed_on is not None and term.agreed_on <= until and term.due != due:
            due, renegotiated = term.due, renegotiated + 1
    return due, renegotiated


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many; `percent` is None where they are too few for a rate."""

    count: int
    of: int

    @property
    def percent(self) -> int | None:
        """Of a hundred, halves upwards."""
        return (200 * self.count + self.of) // (2 * self.of) if self.of >= FEWEST else None


@dataclass(frozen=True, slots=True)
class Kept:
    """How many promises stand how; each is in one of these."""

    open: int = 0
    done: int = 0
    renegotiated: int = 0
    done_late: int = 0
    not_done: int = 0
    released: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return sum(getattr(self, field.name) for field in fields(self))

    @property
    def settled(self) -> int:
        """Those that a rate is made of: neither still open nor released."""
        return self.done + self.renegotiated + self.done_late + self.not_done

    def rate(self, state: PromiseState) -> Rate:
        """How many of those settled stand so."""
        return Rate(getattr(self, state.value), self.settled)


def tally(states: Iterable[PromiseState]) -> Kept:
    """Each promise counted once, by how it stands."""
    counts = dict.fromkeys((state.value for state in PromiseState), 0)
    for state in states:
        counts[state.value] += 1
    return Kept(**counts)
