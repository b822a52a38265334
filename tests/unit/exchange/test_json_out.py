"""Records as JSON."""

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core.audience import Audience
from villagedesk.core.money import Money
from villagedesk.exchange.json_out import as_json, write_json


@dataclass(frozen=True, slots=True)
class Row:
    id: str
    due: date | None
    amount: Money
    audience: Audience
    tags: tuple[str, ...]


ROW = Row("a", date(2026, 3, 12), Money(7550), Audience.COUNCIL, ("x", "Dŵr"))
AS_JSON = {
    "id": "a",
    "due": "2026-03-12",
    "amount": {"pence": 7550, "currency": "GBP"},
    "audience": "council",
    "tags": ["x", "Dŵr"],
}


def exported(kinds: dict[str, Any], **about: object) -> bytes:
    out = io.BytesIO()
    write_json(kinds, out, about)
    return out.getvalue()


def test_a_record_keeps_its_field_names_and_order() -> None:
    assert as_json(ROW) == AS_JSON
    assert list(as_json(ROW)) == list(AS_JSON)


def test_values() -> None:
    assert as_json(datetime(2026, 3, 12, 9, 30, tzinfo=UTC)) == "2026-03-12T09:30:00+00:00"
    assert as_json(time(17, 30)) == "17:30:00"
    assert as_json({"b", "a"}) == ["a", "b"]
    assert as_json({Audience.PUBLIC: [None, True, 1.5]}) == {"public": [None, True, 1.5]}
    assert type(as_json(Audience.PUBLIC)) is str


def test_what_has_no_place_in_json_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(TypeError, match="object has no place"):
        as_json([object()])
    with pytest.raises(ValueError, match="JSON compliant"):
        exported({"numbers": [float("nan")]})


def test_everything_is_written_readable_and_one_record_a_line() -> None:
    data = exported({"people": [ROW, {"name": "Siân"}], "meetings": []}, audience=Audience.COUNCIL)
    assert json.loads(data) == {"audience": "council", "people": [AS_JSON, {"name": "Siân"}], "meetings": []}
    assert "Siân".encode() in data
    assert len(data.splitlines()) == 7
    assert exported({}) == b"{}\n"


def test_records_are_taken_one_at_a_time() -> None:
    out = io.BytesIO()
    seen: list[int] = []

    def records() -> Iterator[dict[str, int]]:
        for n in range(3):
            seen.append(out.tell())
            yield {"n": n}

    write_json({"rows": records()}, out)
    assert seen == sorted(set(seen))


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters(codec=None)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.text(), st.lists(PLAIN, max_size=3), max_size=3))
def test_any_text_reads_back_as_it_was(kinds: dict[str, Any]) -> None:
    data = exported(kinds)
    assert json.loads(data) == kinds
    assert exported(kinds) == data
