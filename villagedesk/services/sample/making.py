"""Makes the example group: plans it in memory, then writes it in one change."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select

from villagedesk.core.clock import FixedClock
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.models import Action, Group, KeyHolder
from villagedesk.services import desk
from villagedesk.services.sample import (
    actions,
    carrying,
    constitution,
    deals,
    goals,
    health,
    known,
    log,
    minutes,
    offers,
    planning,
    privacy,
    proceedings,
    questions,
    reviews,
    turnover,
    words,
)
from villagedesk.services.sample.calendar import Calendar
from villagedesk.services.sample.cast import Cast
from villagedesk.services.sample.meetings import Neighbourhood
from villagedesk.services.sample.sheet import Sheet
from villagedesk.store.keys import EXAMPLE_CODE, Keyring
from villagedesk.store.writer import Work

NAME = "Elm Park Neighbourhood Group"
_TWO_YEARS = timedelta(days=728)  # whole weeks, so that meetings keep their weekday
_ERAS = 5


def create(
    path: Path, keyring: Keyring, *, seed: int = 1, scale: int = 1, today: date, code: str | None = None,
    report: Report = silent,
) -> tuple[desk.Desk, str]:  # fmt: skip
    """Make the example group's file and open it; also its recovery code.

    The desk's clock stands still at `today`: to work in the file, close it and open it again. Raises as `desk.create`.
    """
    random = Random(seed)  # noqa: S311 - the file's secret is its code and its salt
    made, code = desk.create(path, NAME, keyring, FixedClock(today), code or EXAMPLE_CODE, random)
    try:
        made.do(
            _("Fill the example group"), lambda work: fill(work, seed=seed, scale=scale, today=today, report=report)
        ).result()
    except BaseException:
        made.close()
        raise
    return made, code


def fill(work: Work, *, seed: int, scale: int, today: date, report: Report = silent) -> None:
    """Fill an empty group. `scale` is how many times as much of everything: people, bodies, meetings, actions.

    The first neighbourhood is the one that is told about; the others are like it under other names, in up to ten
    years before `today`.
    """
    text = words.load()
    sheet = Sheet(work.new_id)
    group = work.session.scalars(select(Group)).one()
    assert group.organization_id
    cast = Cast(sheet, text, group.organization_id)
    neighbourhoods = []
    for copy in range(scale):
        report(copy, scale + 1)
        random = Random(f"{seed} {copy}")  # noqa: S311 - nothing secret hangs on it
        neighbourhoods.append(_live(sheet, text, cast, random, copy, today))
    actions.number(sheet)
    minutes.number(sheet)
    questions.number(sheet)
    for neighbourhood in neighbourhoods:
        minutes.write(neighbourhood)
    constitution.write(sheet)
    reviews.send_out(neighbourhoods[0])
    _describe(work, group, text)
    work.session.flush()
    sheet.write(work.session)
    neighbourhoods[0].seal(work)
    report(scale + 1, scale + 1)


def _live(sheet: Sheet, text: words.Words, cast: Cast, random: Random, copy: int, today: date) -> Neighbourhood:
    """Plan two years of one neighbourhood, which end before `today`; `copy` 0 is the one that is told about."""
    is_first, era = copy == 0, copy % _ERAS
    calendar = Calendar.before(today - era * _TWO_YEARS - timedelta(days=copy % 7 and 7 + copy % 7))
    cast.enter(random, calendar.today, copy)
    offers.offer(sheet, cast, calendar.today)
    if is_first:
        offers.come_twice(sheet, cast)
    neighbourhood = Neighbourhood(sheet, text, cast, random, calendar, is_first=is_first, is_past=era > 0)
    begun = len(sheet.of(Action))
    neighbourhood.meet()
    if is_first:
        turnover.plan(neighbourhood)
        health.check(neighbourhood)
        health.involve(neighbourhood)
    privacy.write(sheet, cast, text.privacy, calendar.today, text.people["group"]["nation"], is_first=is_first)
    known.write(sheet, cast, calendar.today, is_first=is_first)
    deals.make(neighbourhood, begun)
    questions.ask(neighbourhood)
    questions.respond(neighbourhood)
    log.write(neighbourhood)
    planning.plan(neighbourhood)
    if is_first:
        proceedings.write(neighbourhood)
        goals.write(neighbourhood)
        carrying.carry(neighbourhood)
    return neighbourhood


def _describe(work: Work, group: Group, text: words.Words) -> None:
    about = text.people["group"]
    group.is_example = True
    group.legal_form, group.nation = about["legal_form"], about["nation"]
    group.name_cy, group.legal_line, group.email, group.website = (
        about["name_cy"], about["legal_line"], about["email"], about["website"],
    )  # fmt: skip
    group.address, group.phone = about["address"], about["phone"]
    for name in about["key_holders"]:
        work.session.add(KeyHolder(id=work.new_id(), name=name))
