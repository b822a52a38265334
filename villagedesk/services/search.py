"""Find people, meetings, minutes, decisions and actions by their words."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Select, column, select, table, text
from sqlalchemy.orm import Session

from villagedesk.records.search import Found
from villagedesk.services.versions import FALLEN, STANDING
from villagedesk.store.search import match_words

_searchable = table("searchable", column("n"), column("kind"), column("id"))
_index = table("searchable_index", column("rowid"), column("searchable_index"))

_OTHERS = (  # CROSS JOIN keeps this order: there are few later versions
    "s.n NOT IN (SELECT f.n FROM minutes later CROSS JOIN minutes old ON old.meeting_id = later.meeting_id AND {other} "
    "CROSS JOIN minute_block b ON b.minutes_id = old.id "
    "CROSS JOIN searchable f ON f.kind = 'minute_block' AND f.id = b.id WHERE later.version > 1)"
)
_STANDS = " ".join(f"AND NOT (s.kind = '{kind}' AND s.id IN {keys})" for kind, keys in FALLEN.items())
NEWEST = f"{_OTHERS.format(other='old.version < later.version')} {_STANDS}"
"""SQL: that no later version of the minutes has taken the place of what `s`, of searchable, stands for."""
SETTLED = f"{_OTHERS.format(other='old.id <> ' + STANDING)} {_STANDS}"
"""SQL: that `s`, of searchable, is not of minutes beside which others stand: approved ones beside their correction."""
_FIND = text(
    "SELECT s.kind, s.id, s.on_date, s.title, snippet(searchable_index, 1, '', '', '...', 12) AS snippet, "
    "iif(s.kind IN ('action', 'question'), NULL, s.meeting_id) AS meeting_id, o.person_id, o.organization_id "
    "FROM searchable_index JOIN searchable s ON s.n = searchable_index.rowid "
    "LEFT JOIN asset o ON s.kind = 'asset' AND o.id = s.id "
    f"WHERE searchable_index MATCH :query AND {NEWEST} "
    "ORDER BY bm25(searchable_index, 4.0, 1.0), s.on_date DESC LIMIT :limit"
)


def find(session: Session, typed: str, limit: int = 30) -> list[Found]:
    """What has every word typed, each as a beginning, the best first; names weigh more than text."""
    query = match_words(typed)
    if not query:
        return []
    return [
        Found(
            kind=row.kind,
            id=row.id,
            title=row.title,
            snippet=row.snippet,
            on_date=date.fromisoformat(row.on_date) if row.on_date else None,
            goes_to=_goes_to(row),
        )
        for row in session.execute(_FIND, {"query": query, "limit": limit})
    ]


def _goes_to(row: Any) -> tuple[str, str]:
    """The kind and the key of what is opened: an offer is told on its owner's card, the parts of a meeting in it."""
    for kind in ("meeting", "person", "organization"):
        if key := getattr(row, f"{kind}_id"):
            return kind, key
    return row.kind, row.id


def matching(kind: str, query: str) -> Select[Any]:
    """The keys of the rows of `kind` that an FTS5 query finds, for use inside another query."""
    return (
        select(_searchable.c.id)
        .join(_index, _index.c.rowid == _searchable.c.n)
        .where(_searchable.c.kind == kind, _index.c.searchable_index.op("MATCH")(query))
    )
