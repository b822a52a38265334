"""The words of the example group, from resources/sample."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from random import Random
from typing import Any

from villagedesk.core import paths

Table = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Words:
    """Who there is, what happened, what is said at meetings and between them, what was asked; names for more."""

    people: Table
    stories: list[Table]
    routine: Table
    log: Table
    names: Table
    questions: Table
    privacy: Table
    deals: Table


def load() -> Words:
    """Read them all."""
    folder = paths.resource("sample")
    people, stories, routine, log, names, questions, privacy, deals = (
        tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("people", "stories", "routine", "log", "names", "questions", "privacy", "deals")
    )
    return Words(people, stories["story"], routine, log, names, questions, privacy, deals)


def cells(line: str, count: int) -> list[str]:
    """The parts of a line between bars, at least `count` of them."""
    found = [cell.strip() for cell in line.split("|")]
    return found + [""] * (count - len(found))


def places(names: Table, random: Random, copy: int) -> dict[str, str]:
    """What is called what in a neighbourhood: the first has its own names, the others are drawn."""
    if copy == 0:
        return dict(names["home"])
    here = f"{random.choice(names['place'])} {random.choice(names['way'])}"
    return {key: value.format(here=here) for key, value in names["elsewhere"].items()}


def person_name(names: Table, random: Random) -> str:
    """A name drawn from the lists; one in nine family names is a double one."""
    last = random.choice(names["last"])
    if random.random() < 1 / 9:
        last = f"{last}-{random.choice(names['last'])}"
    return f"{random.choice(names['first'])} {last}"
