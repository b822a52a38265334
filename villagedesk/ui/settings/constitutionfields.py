"""The fields of what a constitution says, in four parts, and which of them matter for what has been chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from villagedesk.core.i18n import _
from villagedesk.core.quorum import parse_fraction
from villagedesk.core.words import QuorumKind, Role
from villagedesk.records.constitution import Rules
from villagedesk.services import rulewords
from villagedesk.services.constitution import not_a_fraction
from villagedesk.services.posts import role_words
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.count import Count
from villagedesk.ui.editors import Choice, Editor, Line, Text, Tick
from villagedesk.ui.form import Field

_ROLES = (Role.CHAIR, Role.SECRETARY, Role.TREASURER, Role.TRUSTEE, Role.COMMITTEE, Role.MEMBER)
_BY_NUMBER = (QuorumKind.NUMBER, QuorumKind.GREATER)
_BY_PART = (QuorumKind.FRACTION, QuorumKind.GREATER)


class Part(Line):
    """A fraction of the members: "1/3", "half", "10%"; "" while the line is empty."""

    def problem(self) -> str:
        typed = self.typed().strip()
        return not_a_fraction(typed) if typed and parse_fraction(typed) is None else ""

    def value(self) -> str:
        part = parse_fraction(self.typed())
        return f"{part.numerator}/{part.denominator}" if part else self.typed().strip()


class Roles(Editor):
    """Some of the roles in the group, each a chip."""

    def __init__(self) -> None:
        self._chips = ChipRow(exclusive=False)
        super().__init__(self._chips)
        words = role_words()
        for role in _ROLES:
            self._chips.add(role, words[role])
        self.setFocusProxy(self._chips.chip(_ROLES[0]))
        self._chips.changed.connect(self._chosen)

    def value(self) -> tuple[Role, ...]:
        return tuple(role for role in Role if role in self._chips.on())

    def set_value(self, value: tuple[Role, ...]) -> None:
        self._chips.turn_on(value)

    def _chosen(self) -> None:
        self.edited.emit()
        self.left.emit()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the constitution: its heading, its fields, and which of them have no meaning as things stand."""

    name: str
    heading: str
    fields: tuple[Field, ...]
    idle: Callable[[Rules], set[str]]


def sections() -> tuple[Section, ...]:
    """Notice, quorum, voting, and decisions between meetings."""
    return (
        Section("notice", _("Notice"), _notice(), _idle_notice),
        Section("quorum", _("Quorum"), _quorum(), _idle_quorum),
        Section("voting", _("Voting"), _voting(), _idle_voting),
        Section("written", _("Decisions between meetings"), _written(), lambda _rules: set()),
    )


def _clause(name: str) -> Field:
    return Field(name, _("The clause, word for word"), partial(Text, _("Copy it from your constitution"), lines=2))


def _choice(words: Mapping[Any, str], none: str = "") -> Callable[[], Editor]:
    options: list[tuple[Any, str]] = [(None, none)] if none else []
    return partial(Choice, [*options, *words.items()])


def _notice() -> tuple[Field, ...]:
    return (
        _clause("notice_clause"),
        Field("notice_days", _("Days of notice"), Count, _("Empty: none is asked"), half=True),
        Field("notice_count", _("Counted as"), _choice(rulewords.day_counts()), half=True),
        Field("received_by_email", _("Days until received by e-mail"), Count, half=True),
        Field("received_by_post", _("Days until received by post"), Count, _("2 is only a suggestion"), half=True),
        Field("received_by_hand", _("Days until received by hand"), Count, half=True),
        Field("notified", _("Who must get it"), Roles, _("None chosen: everybody who votes in the meeting")),
    )


def _idle_notice(rules: Rules) -> set[str]:
    if rules.notice_days is not None:
        return set()
    return {"notice_count", "received_by_email", "received_by_post", "received_by_hand", "notified"}


def _quorum() -> tuple[Field, ...]:
    kinds = rulewords.quorum_kinds()
    return (
        _clause("quorum_clause"),
        Field("quorum", _("How many voting members must be there"), _choice(kinds)),
        Field("quorum_number", _("Number"), Count, half=True),
        Field("quorum_fraction", _("Fraction"), partial(Part, _("1/3, half or 10%")), half=True),
        Field("adjourned_quorum", _("At a meeting after an adjournment"), _choice(kinds, _("The same"))),
        Field("adjourned_number", _("Number then"), Count, half=True),
        Field("adjourned_fraction", _("Fraction then"), partial(Part, _("1/3, half or 10%")), half=True),
    )


def _idle_quorum(rules: Rules) -> set[str]:
    idle = set[str]()
    again = rules.adjourned_quorum
    if rules.quorum is QuorumKind.NONE:
        again, idle = None, {"adjourned_quorum"}
    for kind, name in ((rules.quorum, "quorum"), (again, "adjourned")):
        idle |= set() if kind in _BY_NUMBER else {f"{name}_number"}
        idle |= set() if kind in _BY_PART else {f"{name}_fraction"}
    return idle


def _voting() -> tuple[Field, ...]:
    sizes, bases = rulewords.majorities(), rulewords.majority_bases()
    return (
        _clause("voting_clause"),
        Field("voters", _("Who votes"), Roles, _("None chosen: everybody who is noted in People as having a vote")),
        Field("majority", _("A motion is carried by"), _choice(sizes), half=True),
        Field("majority_of", _("Of what"), _choice(bases), half=True),
        Field("special_majority", _("A special decision by"), _choice(sizes, _("The same")), half=True),
        Field("special_majority_of", _("Then of what"), _choice(bases, _("The same")), half=True),
        Field("has_casting_vote", _("The chair has a casting vote"), Tick),
        Field("has_proxies", _("Members may vote by proxy"), Tick),
        Field("conflicted_leave", _("Who declares an interest neither counts nor votes on that item"), Tick),
    )


def _idle_voting(rules: Rules) -> set[str]:
    return {"special_majority_of"} if rules.special_majority is None else set()


def _written() -> tuple[Field, ...]:
    return (
        _clause("written_clause"),
        Field("written", _("Decisions made by e-mail or in writing"), _choice(rulewords.written_words())),
    )
