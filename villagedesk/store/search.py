"""Full-text search: one table of what can be found, kept true by triggers, and an FTS5 index over it."""

from __future__ import annotations

import re
import unicodedata
from typing import Any


def _also(owner: str) -> str:
    """Other names and tags of the row `r`, as words to be found by."""
    names = f"SELECT group_concat(n.name, ' ') FROM other_name n WHERE n.{owner} = r.id"
    tags = f"SELECT group_concat(t.name, ' ') FROM tagging g JOIN tag t ON t.id = g.tag_id WHERE g.{owner} = r.id"
    return f"coalesce(' ' || ({names}), '') || coalesce(' ' || ({tags}), '')"


# What may be found: kind (and table), then a SELECT over it (as `r`) of id, audience, on_date, title and body, and of
# the meeting in whose minutes it stands.
_SOURCES = (
    (
        "person",
        "r.id, r.audience, NULL, r.name, trim(r.title || ' ' || r.summary || " + _also("person_id") + "), NULL",
        "person r",
        "r.binned_at IS NULL AND r.restricted_at IS NULL",
    ),
    (
        "organization",
        "r.id, r.audience, NULL, r.name, trim(r.name_cy || ' ' || r.summary || " + _also("organization_id") + "), NULL",
        "organization r",
        "r.binned_at IS NULL AND r.kind <> 'party'",
    ),
    (
        "meeting",
        "r.id, r.audience, r.on_date, r.title, r.place, NULL",
        "meeting r",
        "r.binned_at IS NULL",
    ),
    (
        "agenda_item",
        "r.id, r.audience, m.on_date, r.title, r.note, r.meeting_id",
        "agenda_item r JOIN meeting m ON m.id = r.meeting_id",
        "m.binned_at IS NULL",
    ),
    (
        "minute_block",
        "r.id, coalesce(r.audience, i.audience, m.audience), m.on_date, coalesce(i.title, m.title), r.text, "
        "s.meeting_id",
        "minute_block r JOIN minutes s ON s.id = r.minutes_id JOIN meeting m ON m.id = s.meeting_id "
        "LEFT JOIN agenda_item i ON i.id = r.item_id",
        "m.binned_at IS NULL AND r.text <> ''",
    ),
    (
        "declaration",
        "r.id, coalesce(i.audience, m.audience), m.on_date, r.name, r.interest, r.meeting_id",
        "declaration r JOIN meeting m ON m.id = r.meeting_id LEFT JOIN agenda_item i ON i.id = r.item_id",
        "m.binned_at IS NULL",
    ),
    (
        "decision",
        "r.id, r.audience, r.decided_on, r.number, r.text || iif(r.reason <> '', '. ' || r.reason, ''), r.meeting_id",
        "decision r",
        "r.binned_at IS NULL",
    ),
    (
        "election",
        "r.id, r.audience, r.held_on, r.label, coalesce((SELECT group_concat(c.name || coalesce(' ' || c.votes, ''), "
        "', ') FROM candidate c WHERE c.election_id = r.id), '') || iif(r.how <> '', ', ' || r.how, ''), r.meeting_id",
        "election r",
        "r.binned_at IS NULL",
    ),
    (
        "action",
        "r.id, r.audience, r.raised_on, r.number, r.text, r.meeting_id",
        "action r",
        "r.binned_at IS NULL",
    ),
    (
        "question",
        "r.id, r.audience, r.asked_on, r.number, trim(r.text || ' ' || r.body_name || ' ' || r.reference || ' ' || "
        "r.would_answer || ' ' || r.answer), r.meeting_id",
        "question r",
        "r.binned_at IS NULL",
    ),
    (
        "response",
        "r.id, r.audience, r.closes_on, r.title, trim(r.body_name || ' ' || r.reference || ' ' || r.notice_says || ' ' "
        "|| r.stance || ' ' || r.sent_text || ' ' || r.outcome), NULL",
        "response r",
        "r.binned_at IS NULL",
    ),
    (
        "interaction",
        "r.id, r.audience, r.on_date, coalesce(nullif(r.subject, ''), substr(r.text, 1, 80)), r.text, NULL",
        "interaction r",
        "r.binned_at IS NULL",
    ),
    (
        "asset",
        "r.id, r.audience, NULL, r.name, trim(r.detail || ' ' || coalesce(p.name, o.name, '')), NULL",
        "asset r LEFT JOIN person p ON p.id = r.person_id LEFT JOIN organization o ON o.id = r.organization_id",
        "r.binned_at IS NULL AND p.binned_at IS NULL AND o.binned_at IS NULL",
    ),
    (
        "goal",
        "r.id, r.audience, r.target_on, r.title, trim(r.title_cy || ' ' || r.why), NULL",
        "goal r",
        "r.binned_at IS NULL",
    ),
    (
        "deal",
        "r.id, r.audience, r.agreed_on, r.title, trim(r.title_cy || ' ' || r.purpose), NULL",
        "deal r",
        "r.binned_at IS NULL",
    ),
    (
        "evidence",
        "r.id, r.audience, r.to_on, r.claim, trim(r.figure || ' ' || r.method || ' ' || r.missed || ' ' || r.source), "
        "NULL",
        "evidence r",
        "r.binned_at IS NULL",
    ),
    (
        "duty",
        "r.id, r.audience, NULL, r.title, r.source, NULL",
        "duty r",
        "r.binned_at IS NULL",
    ),
    (
        "group_paper",
        "r.id, r.audience, NULL, r.title, trim(r.reference || ' ' || r.held_by), NULL",
        "group_paper r",
        "r.binned_at IS NULL",
    ),
)

# A row whose change is seen in the entries of others: table, its alias there, which kind, how they are found from NEW.
_FOLLOWERS = (
    ("meeting", "m", "agenda_item", "SELECT id FROM agenda_item WHERE meeting_id = NEW.id"),
    (
        "meeting", "m", "minute_block",
        "SELECT b.id FROM minute_block b JOIN minutes s ON s.id = b.minutes_id WHERE s.meeting_id = NEW.id",
    ),
    ("agenda_item", "i", "minute_block", "SELECT id FROM minute_block WHERE item_id = NEW.id"),
    ("meeting", "m", "declaration", "SELECT id FROM declaration WHERE meeting_id = NEW.id"),
    ("agenda_item", "i", "declaration", "SELECT id FROM declaration WHERE item_id = NEW.id"),
    ("tag", "t", "person", "SELECT person_id FROM tagging WHERE tag_id = NEW.id"),
    ("tag", "t", "organization", "SELECT organization_id FROM tagging WHERE tag_id = NEW.id"),
    ("person", "p", "asset", "SELECT id FROM asset WHERE person_id = NEW.id"),
    ("organization", "o", "asset", "SELECT id FROM asset WHERE organization_id = NEW.id"),
)  # fmt: skip

# A table whose rows come, change and go as a part of others' entries: kind, and the column that says whose they are.
_PARTS = (
    *((table, kind, f"{kind}_id") for table in ("other_name", "tagging") for kind in ("person", "organization")),
    ("candidate", "election", "election_id"),
)


_INTO = "INSERT INTO searchable(kind, id, audience, on_date, title, body, meeting_id)"


def install(db: Any) -> None:
    """Make the search tables and triggers and fill them anew. Run after every migration; may be run at any time."""
    for (name,) in db.execute(
        "SELECT name FROM sqlite_master WHERE type='trigger' AND name LIKE 'find\\_%' ESCAPE '\\'"
    ).fetchall():
        db.execute(f'DROP TRIGGER "{name}"')
    db.execute("DROP TABLE IF EXISTS searchable_index")
    db.execute("DROP TABLE IF EXISTS searchable")
    db.execute(
        "CREATE TABLE searchable(n INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, audience TEXT NOT NULL, "
        "on_date TEXT, title TEXT NOT NULL, body TEXT NOT NULL, meeting_id TEXT, UNIQUE(kind, id))"
    )
    db.execute("CREATE INDEX searchable_by_kind ON searchable(kind, n, id)")  # which rows of a list have the words
    db.execute(
        "CREATE INDEX searchable_by_day ON searchable(on_date, meeting_id, n) WHERE meeting_id IS NOT NULL"
    )  # all that a key in Find asks of 100,000 paragraphs is in it
    db.execute(
        "CREATE VIRTUAL TABLE searchable_index USING fts5(title, body, content='searchable', content_rowid='n', "
        "tokenize='unicode61 remove_diacritics 2', prefix='1 2 3')"
    )
    db.execute("INSERT INTO searchable_index(searchable_index, rank) VALUES ('secure-delete', 1)")
    for statement in _triggers():
        db.execute(statement)
    for found in entries():
        db.execute(f"{_INTO} {found}")


def entries() -> list[str]:
    """A SELECT for each kind of what can be found: kind, id, audience, on_date, title, body and meeting_id."""
    return [f"{_entries(kind, columns, source)} WHERE {wanted}" for kind, columns, source, wanted in _SOURCES]


def _entries(kind: str, columns: str, source: str) -> str:
    return f"SELECT '{kind}', {columns} FROM {source}"


def _triggers() -> list[str]:
    add = "INSERT INTO searchable_index(rowid, title, body) VALUES (NEW.n, NEW.title, NEW.body);"
    drop = (
        "INSERT INTO searchable_index(searchable_index, rowid, title, body) "
        "VALUES ('delete', OLD.n, OLD.title, OLD.body);"
    )
    statements = [
        f"CREATE TRIGGER find_index_insert AFTER INSERT ON searchable BEGIN {add} END",
        f"CREATE TRIGGER find_index_delete AFTER DELETE ON searchable BEGIN {drop} END",
    ]
    filling = {kind: (columns, source, wanted) for kind, columns, source, wanted in _SOURCES}
    for kind, columns, source, wanted in _SOURCES:
        fill = f"{_INTO} {_entries(kind, columns, source)} WHERE r.id = NEW.id AND {wanted};"
        forget = f"DELETE FROM searchable WHERE kind = '{kind}' AND id = "
        seen = _columns("r", columns, source, wanted)
        statements += [
            f'CREATE TRIGGER find_{kind}_insert AFTER INSERT ON "{kind}" BEGIN {fill} END',
            f'CREATE TRIGGER find_{kind}_update AFTER UPDATE OF {seen} ON "{kind}" BEGIN {forget}OLD.id; {fill} END',
            f'CREATE TRIGGER find_{kind}_delete AFTER DELETE ON "{kind}" BEGIN {forget}OLD.id; END',
        ]
    for table, alias, kind, rows in _FOLLOWERS:
        columns, source, wanted = filling[kind]
        seen = _columns(alias, columns, source, wanted)
        statements.append(
            f'CREATE TRIGGER find_{table}_moves_{kind} AFTER UPDATE OF {seen} ON "{table}" BEGIN '
            f"DELETE FROM searchable WHERE kind = '{kind}' AND id IN ({rows}); "
            f"{_INTO} {_entries(kind, columns, source)} WHERE r.id IN ({rows}) AND {wanted}; END"
        )
    for table, kind, owner in _PARTS:
        columns, source, wanted = filling[kind]
        for event, row in (("INSERT", "NEW"), ("UPDATE", "OLD"), ("UPDATE", "NEW"), ("DELETE", "OLD")):
            statements.append(
                f'CREATE TRIGGER find_{table}_{event}_{row}_in_{kind} AFTER {event} ON "{table}" '
                f"WHEN {row}.{owner} IS NOT NULL BEGIN "
                f"DELETE FROM searchable WHERE kind = '{kind}' AND id = {row}.{owner}; "
                f"{_INTO} {_entries(kind, columns, source)} WHERE r.id = {row}.{owner} AND {wanted}; END"
            )
    return statements


def _columns(alias: str, *parts: str) -> str:
    """The columns of the table with this alias that an entry is made of."""
    return ", ".join(sorted(set(re.findall(rf"\b{alias}\.(\w+)", " ".join(parts)))))


def match_words(typed: str) -> str:
    """An FTS5 query that finds every word typed, each as a beginning; empty when there is no word to find.

    What stands in quotes is found as it stands, the last word of it as a beginning as long as the quotes are open;
    what has a minus before it must not be there.
    """
    wanted, unwanted = list[str](), list[str]()
    for minus, phrase, end, plain in _PIECE.findall(unicodedata.normalize("NFC", typed)):
        words = _WORD.findall(phrase or plain)
        whole = f'"{" ".join(words)}"' + ("" if end else "*")
        if words and minus:
            unwanted.append(whole)
        elif words:
            wanted += [whole] if phrase else [f'"{word}"*' for word in words]
    found = " ".join(wanted)
    return f"({found}) NOT ({' OR '.join(unwanted)})" if wanted and unwanted else found


_WORD = re.compile(r"[^\W_]+")
_PIECE = re.compile(r"""(?:(?<!\S)(-))?(?:["“”]([^"“”]*)(["“”]|$)|([^\s"“”]+))""")
