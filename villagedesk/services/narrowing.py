"""What narrows a register to a time, a series and words, and what each register is made of."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy.orm import InstrumentedAttribute, Session

from villagedesk.core.text import fold
from villagedesk.models import Meeting
from villagedesk.records.meetingregisters import Entry, RegisterQuery
from villagedesk.services.redact import Sight


class Found(Protocol):
    """The entries asked for, as columns of them."""

    def __call__(self, query: RegisterQuery, sight: Sight, /, *columns: Any) -> Select[Any]: ...


@dataclass(frozen=True, slots=True)
class Register:
    """A register: its table, what finds its entries, what `only` is, what it can be ordered by, what reads it."""

    model: Any
    found: Found
    only: Any
    orders: Mapping[str, tuple[Any, ...]]
    rows: Callable[[Session, Sequence[str], Sight], Sequence[Entry]]


def within(query: RegisterQuery, day: InstrumentedAttribute[date]) -> list[ColumnElement[bool]]:
    """That a day is in the time asked for."""
    where: list[ColumnElement[bool]] = []
    if query.start:
        where.append(day >= query.start)
    if query.end:
        where.append(day <= query.end)
    return where


def of_series(query: RegisterQuery) -> list[ColumnElement[bool]]:
    """That a meeting is of the series asked for."""
    return [Meeting.series_id == query.series_id] if query.series_id else []


def like(words: str, *columns: Any) -> list[ColumnElement[bool]]:
    """Each word begins or is in the middle of something in one of the columns, whatever its case and accents."""
    whole = func.fold(func.concat_ws(" ", *columns))
    return [func.instr(whole, word) > 0 for word in fold(words).split()]
