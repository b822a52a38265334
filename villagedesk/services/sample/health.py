"""The example group's health checks: two rounds with its council, the second with scores of both sides."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from villagedesk.core.audience import Audience
from villagedesk.core.words import Involvement, ItemKind, ReplyWay, Side
from villagedesk.models import (
    AgendaItem,
    CheckStatement,
    Decision,
    HealthCheck,
    Score,
    Scorer,
    Statement,
    StatementSet,
)
from villagedesk.services import statements
from villagedesk.services.sample.meetings import Neighbourhood
from villagedesk.services.sample.sheet import Row

_OURS = ("nia", "tom", "farida", "priya")
_THEIRS = ("traffic", "development", "idris")
_SAID = {
    0: ("They say what they want in every speech, and sometimes to us.", ""),
    3: ("The crossing was promised three times. It is nearly there.", "Our log of promises"),
    6: ("We read of the one-way street in the newspaper.", "The letter of the spring"),
    12: ("It is clear on paper. It is less clear on the telephone.", ""),
}
_ROUNDS = ((400, 380, 0.0), (35, None, 0.6))
"""Days ago begun and closed, and how much better it was than at first."""


def check(here: Neighbourhood) -> None:
    """Two rounds of the first set, a year apart; the council scored in both, a little more kindly than the group."""
    preset = statements.presets()[0]
    kept = here.sheet.add(StatementSet, name=preset.name, based_on=preset.based_on)
    kept["id"] = preset.id
    wordings = statements.read(preset.text)
    for position, wording in enumerate(wordings, 1):
        here.sheet.add(
            Statement, set_id=kept["id"], position=position, component=wording.component, text=wording.text
        )  # fmt: skip
    for begun, closed, better in _ROUNDS:
        _round(here, kept, wordings, here.calendar.today - timedelta(days=begun), closed, better)


def _round(
    here: Neighbourhood, kept: Row, wordings: list[statements.Wording], on: date, closed: int | None, better: float
) -> None:  # fmt: skip
    random = Random(f"health {on.isoformat()}")  # noqa: S311 - nothing secret hangs on it
    season = "spring" if on.month < 8 else "autumn"
    round_ = here.sheet.add(
        HealthCheck, title=f"Health check, {season} {on.year}", set_id=kept["id"],
        organization_id=here.cast.bodies["council"]["id"], opened_on=on, reply_by=on + timedelta(days=21),
        closed_on=here.calendar.today - timedelta(days=closed) if closed else None, audience=Audience.COUNCIL,
    )  # fmt: skip
    asked = [
        here.sheet.add(
            CheckStatement, check_id=round_["id"], position=position, component=wording.component, text=wording.text
        )
        for position, wording in enumerate(wordings, 1)
    ]
    truth = [random.uniform(1.8, 4.0) for _statement in asked]
    for side, people, kinder in ((Side.OURS, _OURS, 0.0), (Side.THEIRS, _THEIRS, 0.9)):
        for n, key in enumerate(people):
            _score(here, round_, asked, random, side, key, n, [value + better + kinder for value in truth], on)


def _score(
    here: Neighbourhood, round_: Row, asked: list[Row], random: Random, side: Side, key: str, n: int,
    truth: list[float], on: date,
) -> None:  # fmt: skip
    somebody = here.cast.find(key, on)
    ways = (ReplyWay.MEETING, ReplyWay.PAPER, ReplyWay.HTML, ReplyWay.PDF)
    scorer = here.sheet.add(
        Scorer, check_id=round_["id"], side=side, person_id=somebody.id, name=somebody.name, way=ways[n],
        said_on=on + timedelta(days=3 + 2 * n),
    )  # fmt: skip
    for number, (one, value) in enumerate(zip(asked, truth, strict=True)):
        comment, evidence = _SAID[number] if side is Side.OURS and n == 0 and number in _SAID else ("", "")
        here.sheet.add(
            Score, scorer_id=scorer["id"], statement_id=one["id"], comment=comment, evidence=evidence,
            value=None if random.random() < 0.05 else max(1, min(5, round(value + random.uniform(-0.8, 0.8)))),
        )  # fmt: skip


def involve(here: Neighbourhood) -> None:
    """At what stage residents were involved in what was decided: sooner in the last year than in the one before."""
    random = Random("involvement")  # noqa: S311 - nothing secret hangs on it
    items = {row["id"]: row for row in here.sheet.of(AgendaItem)}
    lately = here.calendar.today - timedelta(days=365)
    for decision in here.sheet.of(Decision):
        item = items.get(decision["item_id"])
        if item is None or item["kind"] is ItemKind.INFORMATION or "inutes" in item["title"] or item["involvement"]:
            continue
        shares = (3, 4, 2, 1) if decision["decided_on"] > lately else (1, 3, 5, 2)
        item["involvement"] = random.choices((*Involvement, None), shares)[0]
