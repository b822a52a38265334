"""The example group's constitution: clauses for its committee, its annual general meeting and the council liaison."""

from __future__ import annotations

import tomllib

from villagedesk.core import paths
from villagedesk.core.words import DayCount, Majority, MajorityOf, MeetingKind, QuorumKind, Written
from villagedesk.models import Constitution
from villagedesk.services.sample.sheet import Sheet

_WORDS = {
    "quorum": QuorumKind, "adjourned_quorum": QuorumKind, "notice_count": DayCount, "written": Written,
    "special_majority": Majority, "special_majority_of": MajorityOf,
}  # fmt: skip


def write(sheet: Sheet) -> None:
    """Add it; one constitution for every neighbourhood."""
    table = tomllib.loads((paths.resource("sample") / "constitution.toml").read_text(encoding="utf-8"))
    for kind, said in table.items():
        values = {name: _WORDS[name](value) if name in _WORDS else value for name, value in said.items()}
        sheet.add(Constitution, kind=MeetingKind(kind), **values)
