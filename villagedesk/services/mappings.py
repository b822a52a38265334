"""What the columns of a table mean, as it was chosen: remembered for the next table with the same headers."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.ids import outside_id
from villagedesk.core.text import fold
from villagedesk.exchange import columns as meanings
from villagedesk.models import ColumnMapping, Group
from villagedesk.records.imports import Reading, Table
from villagedesk.store.writer import Work

_OF_MEMBERS = {"joined", "left", "member_class", "votes"}


def fields() -> dict[str, str]:
    """What a column can mean, and what that is called, in the order in which it is chosen from."""
    return meanings.field_words()


def columns(session: Session, table: Table) -> dict[int, str]:
    """The field of each column, by its place: as chosen for such a table before, else as guessed."""
    kept = session.scalar(select(ColumnMapping.columns).where(ColumnMapping.headers == _mark(table)).limit(1))
    if kept is None:
        return dict(table.guess)
    known = meanings.field_words()
    return {int(place): name for place, name in json.loads(kept).items() if name in known}


def remember(work: Work, table: Table, chosen: Mapping[int, str]) -> None:
    """Keep what was chosen, where it is other than the guess or than what was chosen before."""
    if dict(chosen) == columns(work.session, table):
        return
    by_place = {str(place): name for place, name in sorted(chosen.items())}
    mark, kept = _mark(table), json.dumps(by_place, ensure_ascii=False)
    found = work.session.scalar(select(ColumnMapping).where(ColumnMapping.headers == mark).limit(1))
    if found is None:
        work.session.add(ColumnMapping(id=outside_id("columns", mark), headers=mark, columns=kept))
    else:
        found.columns = kept


def body_for(session: Session, chosen: Mapping[int, str]) -> str:
    """The name of the body that people without one most likely belong to: the group itself, for a list of members."""
    fields = set(chosen.values())
    if not fields & _OF_MEMBERS or "organization" in fields:
        return ""
    return session.scalars(select(Group.name)).one()


def mapped(reading: Reading, chosen: Mapping[int, str], body: str = "") -> Reading:
    """The people of a table that was read; any other reading as it is."""
    if not isinstance(reading.content, Table):
        return reading
    return replace(reading, content=meanings.people(reading.content, chosen, body))


def as_people(session: Session, reading: Reading, body: str = "") -> Reading:
    """`mapped` by what was chosen before or is guessed, for `body` or the group itself where that is plain."""
    if not isinstance(reading.content, Table):
        return reading
    chosen = columns(session, reading.content)
    return mapped(reading, chosen, body or body_for(session, chosen))


def _mark(table: Table) -> str:
    headers = "\n".join(fold(header) for header in table.headers)
    return hashlib.sha256(headers.encode()).hexdigest()
