"""Saved filters: questions put to the list of people that are worth keeping."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.models import SavedFilter
from villagedesk.records.people import FilterCard, PeopleFilter, PeopleQuery
from villagedesk.store.writer import Work

_PLACE = "people"


def listed(session: Session) -> list[FilterCard]:
    """The saved filters of people, in order."""
    found = session.scalars(
        select(SavedFilter).where(SavedFilter.place == _PLACE).order_by(SavedFilter.position, SavedFilter.id)
    )
    return [FilterCard(row.id, row.name, _query(json.loads(row.query))) for row in found]


def save(work: Work, name: str, query: PeopleQuery) -> str:
    """Keep a filter under a name; its key. Refused without a name."""
    last = work.session.scalar(select(func.max(SavedFilter.position)).where(SavedFilter.place == _PLACE))
    kept = {key: value for key, value in asdict(query).items() if key not in ("sort", "descending")}
    kept["on"] = query.on.isoformat() if query.on else None
    row = SavedFilter(
        id=work.new_id(), place=_PLACE, name=_named(name), query=json.dumps(kept, sort_keys=True, ensure_ascii=False),
        position=0 if last is None else last + 1,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    return row.id


def rename(work: Work, filter_id: str, name: str) -> None:
    """Call a saved filter something else. Refused without a name, or when it is gone."""
    row = work.session.get(SavedFilter, filter_id)
    if row is None:
        raise Refused(_("That filter is no longer here."))
    row.name = _named(name)


def remove(work: Work, filter_id: str) -> None:
    """Throw a saved filter away; nothing happens when it is gone."""
    if row := work.session.get(SavedFilter, filter_id):
        work.session.delete(row)


def _named(name: str) -> str:
    if not (wanted := one_line(name)):
        raise Refused(_("Say what the filter is called."), "name")
    return wanted


def _query(kept: dict[str, Any]) -> PeopleQuery:
    """A filter that a later version wrote may ask for more: what is not known here is left out."""
    on = kept.get("on")
    only = kept.get("only", "")
    return PeopleQuery(
        only=PeopleFilter(only) if only in list(PeopleFilter) else PeopleFilter.ALL,
        words=str(kept.get("words", "")),
        tags=tuple(kept.get("tags", ())),
        body_id=kept.get("body_id"),
        on=date.fromisoformat(on) if on else None,
    )
