"""Rows that became the same when two were merged: the same address, membership, tag. One stays, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.text import fold
from villagedesk.core.words import ContactKind, MinutesState, Presence
from villagedesk.models import (
    Asset,
    Attendance,
    Candidate,
    Consent,
    ContactDetail,
    DistinctPair,
    Identifier,
    Interest,
    Membership,
    Minutes,
    Note,
    OtherName,
    Participant,
    Post,
    Rhythm,
    Succession,
    Tagging,
)
from villagedesk.services import references
from villagedesk.services.reach import same

_ANY = ("votes", "preferred", "do_not_use", "elected")
"""What is true of one of two rows is true of the one that stays."""
_WIDEST: dict[str, tuple[Any, ...]] = {
    "presence": (Presence.PRESENT, Presence.IN_ATTENDANCE, Presence.APOLOGIES, Presence.ABSENT),
    "audience": (Audience.PUBLIC, Audience.COUNCIL, Audience.MEMBERS, Audience.COMMITTEE, Audience.TRUSTEES),
}
"""Of two values the one that stands first: an address that was published stays so, who came was there."""
_Key = Callable[[Any], Hashable | None]


@dataclass(frozen=True, slots=True)
class _Rule:
    """Rows of a model with the same key are the same; a row with None is left alone."""

    model: Any
    key: _Key
    agree: Callable[[Any, Any], bool] = lambda _one, _other: True


def fold_all(session: Session, table: str, key: str, own: frozenset[str]) -> None:
    """Fold what hangs on a row of `table`, "person" or "organization"; rows whose keys are in `own` stay first."""
    for rule in _rules():
        if rule.model is not Attendance or table == "person":
            _fold(session, rule, table, key, own)
    with_itself = DistinctPair.one_id == DistinctPair.other_id
    session.execute(delete(DistinctPair).where(with_itself))
    session.execute(delete(Succession).where(Succession.predecessor_id == Succession.successor_id))
    session.expire_all()


def hanging(session: Session, table: str, key: str) -> frozenset[str]:
    """The keys of what hangs on a row and may be folded."""
    return frozenset(row.id for rule in _rules() for row in _rows(session, rule.model, table, key))


def _fold(session: Session, rule: _Rule, table: str, key: str, own: frozenset[str]) -> None:
    rows = sorted(_rows(session, rule.model, table, key), key=lambda row: (row.id not in own, row.id))
    kept: dict[Hashable, list[Any]] = {}
    for row in rows:
        same = rule.key(row)
        if same is None or (rule.model is Attendance and _is_sealed(session, row.meeting_id)):
            continue
        stays = next((other for other in kept.get(same, ()) if rule.agree(other, row)), None)
        if stays is None:
            kept.setdefault(same, []).append(row)
            continue
        _fill(session, rule.model, stays, row)
        references.follow(session, rule.model.__tablename__, row.id, stays.id)
        session.execute(delete(rule.model).where(rule.model.id == row.id))
        kept[same] = [_row(session, rule.model, other.id) for other in kept[same]]
    if rule.model is ContactDetail:
        _prefer_one(session, _rows(session, ContactDetail, table, key), own)


def _rows(session: Session, model: Any, table: str, key: str) -> list[Any]:
    """The rows of a model that hang on a row, as they are stored, those in the bin too."""
    mine = model.__table__
    owners = [column for column in references.to(table) if column.table is mine]
    if model is Identifier:
        owners = [mine.c.row_id]
    elif model is DistinctPair:
        owners = [mine.c.one_id, mine.c.other_id]
    found = {row.id: row for column in owners for row in session.execute(select(mine).where(column == key))}
    return list(found.values())


def _row(session: Session, model: Any, key: str) -> Any:
    return session.execute(select(model.__table__).where(model.id == key)).one()


def _fill(session: Session, model: Any, stays: Any, goes: Any) -> None:
    """What the row that stays has not, it gets from the one that goes."""
    better: dict[str, Any] = {}
    for name in goes._fields:
        mine, theirs = getattr(stays, name), getattr(goes, name)
        if name in _ANY:
            better[name] = mine or theirs
        elif name in _WIDEST and mine is not None:
            better[name] = min(mine, theirs, key=_WIDEST[name].index)
        elif mine in (None, "") and name != "binned_at":
            better[name] = theirs
    if better:
        session.execute(update(model.__table__).where(model.id == stays.id).values(better))


def _prefer_one(session: Session, rows: Iterable[Any], own: frozenset[str]) -> None:
    """Of each kind one address at most is the preferred one: the one that was so before."""
    preferred: set[ContactKind] = set()
    for row in sorted((row for row in rows if row.preferred), key=lambda row: (row.id not in own, row.id)):
        if row.kind in preferred:
            session.execute(update(ContactDetail).where(ContactDetail.id == row.id).values(preferred=False))
        preferred.add(row.kind)


def _is_sealed(session: Session, meeting_id: str) -> bool:
    """Whether approved minutes say who was there: they stay as they were approved."""
    sealed = exists().where(Minutes.meeting_id == meeting_id, Minutes.state == MinutesState.APPROVED)
    return bool(session.scalar(select(sealed)))


def _same_time(one: Any, other: Any) -> bool:
    return one.end_on == other.end_on and (one.start_on == other.start_on or None in (one.start_on, other.start_on))


def _of(row: Any) -> tuple[str | None, str | None]:
    return row.person_id, row.organization_id


def _contact(row: Any) -> Hashable:
    return (*_of(row), row.post_id, *same(row.kind, row.value))


def _participant(row: Any) -> Hashable | None:
    return (*_of(row), row.interaction_id, row.part) if row.person_id else None


def _rules() -> tuple[_Rule, ...]:
    """What is the same, model by model; positions come first, for memberships hang on them."""
    return (
        _Rule(Post, lambda row: (row.organization_id, fold(row.label), row.role, row.area_id, row.seat)),
        _Rule(
            Membership,
            lambda row: (row.person_id, row.organization_id, row.post_id, row.role, fold(row.label)),
            _same_time,
        ),
        _Rule(ContactDetail, _contact),
        _Rule(OtherName, lambda row: (*_of(row), fold(row.name))),
        _Rule(Note, lambda row: (*_of(row), row.on_date, row.text)),
        _Rule(Interest, lambda row: (*_of(row), fold(row.text), row.start_on)),
        _Rule(Tagging, lambda row: (*_of(row), row.tag_id)),
        _Rule(Asset, lambda row: (*_of(row), fold(row.name), *_all_but_id(row))),
        _Rule(Attendance, lambda row: row.person_id and (row.person_id, row.meeting_id)),
        _Rule(Participant, _participant),
        _Rule(Rhythm, _of),
        _Rule(Consent, lambda row: (row.person_id, row.purpose, row.given_on, row.withdrawn_on)),
        _Rule(Candidate, lambda row: row.person_id and (row.person_id, row.election_id)),
        _Rule(Succession, lambda row: (row.predecessor_id, row.successor_id)),
        _Rule(Identifier, lambda row: (row.scheme, row.value, row.kind)),
        _Rule(DistinctPair, lambda row: frozenset((row.one_id, row.other_id))),
    )


def _all_but_id(row: Any) -> tuple[Hashable, ...]:
    return tuple(value for name, value in row._mapping.items() if name not in ("id", "name"))
