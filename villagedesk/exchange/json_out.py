"""Writes records as JSON: the export of everything, and what the command line's --json prints."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from typing import IO, Any


def as_json(record: object) -> Any:
    """The record as what JSON can hold; TypeError when it has no place there.

    A dataclass is an object with its fields in order (so money is pence and currency), dates and times are in ISO 8601,
    enums are their values, sets are sorted. A field may have another name here: `field(metadata={"json": "agenda"})`.
    """
    if isinstance(record, Enum):
        return as_json(record.value)
    if record is None or isinstance(record, str | int | float):
        return record
    if is_dataclass(record) and not isinstance(record, type):
        told = ((field.metadata.get("json", field.name), getattr(record, field.name)) for field in fields(record))
        return {name: as_json(value) for name, value in told}
    if isinstance(record, datetime | date | time):
        return record.isoformat()
    if isinstance(record, Mapping):
        return {as_json(key): as_json(value) for key, value in record.items()}
    if isinstance(record, set | frozenset):
        return sorted(as_json(value) for value in record)
    if isinstance(record, list | tuple):
        return [as_json(value) for value in record]
    raise TypeError(f"{type(record).__name__} has no place in JSON")


def write_json(kinds: Mapping[str, Iterable[object]], to: IO[bytes], about: Mapping[str, object] | None = None) -> None:
    """Write one object in UTF-8: the members of `about`, then each kind with its records, one a line, as they come.

    Records are taken one at a time, so they may come from a generator. Equal records give equal bytes.
    """
    between = b"{\n"
    for name, value in (about or {}).items():
        to.write(between + _line(name) + b": " + _line(value))
        between = b",\n"
    for kind, records in kinds.items():
        to.write(between + _line(kind) + b": [")
        comma = b"\n  "
        for record in records:
            to.write(comma + _line(record))
            comma = b",\n  "
        to.write(b"]")
        between = b",\n"
    to.write(b"{}\n" if between == b"{\n" else b"\n}\n")


def _line(value: object) -> bytes:
    text = json.dumps(as_json(value), ensure_ascii=False, allow_nan=False)
    return text.encode("utf-8", "backslashreplace")  # half a surrogate pair becomes \udXXX, which JSON knows
