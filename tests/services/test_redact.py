"""Every column has its widest audience, or is named here as one that nobody is shown."""

from __future__ import annotations

from villagedesk.core.audience import FIELDS, Audience
from villagedesk.models import Base
from villagedesk.services.redact import View

NEVER_SHOWN = {
    "identifier", "content", "change", "change_row", "draft", "audience_name", "key_holder",
    "column_mapping", "distinct_pair", "erasure", "removal", "saved_filter",
}  # fmt: skip
"""Tables that no reader of a pack or export is given as records."""
TECHNICAL = {
    "id", "audience", "binned_at", "position", "of_kind", "of_id", "set_by"
}  # fmt: skip


def test_every_column_is_in_the_table_of_audiences_or_is_technical() -> None:
    missing = {
        f"{table.name}.{column.name}"
        for table in Base.metadata.tables.values()
        if table.name not in NEVER_SHOWN
        for column in table.columns
        if column.name not in TECHNICAL and not column.foreign_keys and column.name not in FIELDS.get(table.name, {})
    }
    assert missing == set()


def test_the_table_of_audiences_names_only_columns_that_there_are() -> None:
    there = {name: {column.name for column in table.columns} for name, table in Base.metadata.tables.items()}
    named = {f"{table}.{name}" for table, names in FIELDS.items() for name in names if name not in there[table]}
    assert named == set()


def test_a_column_that_is_not_in_the_table_is_shown_to_nobody() -> None:
    for audience in Audience:
        assert not View(audience).sees_field("person", "picture_id")
        assert not View(audience).sees_field("nothing", "name")
