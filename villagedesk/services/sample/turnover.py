"""What is ahead of the example group's council: its next polling day, and the body that follows it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from villagedesk.core.audience import Audience
from villagedesk.core.text import fold
from villagedesk.core.words import OrganizationKind
from villagedesk.models import Organization, Succession

if TYPE_CHECKING:
    from villagedesk.services.sample.meetings import Neighbourhood


def plan(here: Neighbourhood) -> None:
    """The next first Thursday in May, and a unitary council on 1 April of the year after next."""
    today, council, about = here.calendar.today, here.cast.bodies["council"], here.text.people["follows_council"]
    may = date(today.year + (today.month > 4), 5, 1)
    council["elects_on"] = may + timedelta(days=(3 - may.weekday()) % 7)
    council["listed_on"] = today - timedelta(days=3 * 365)
    on = date(today.year + 2, 4, 1)
    successor = here.sheet.add(
        Organization, name=about["name"], sort_name=fold(about["name"]), name_cy=about["name_cy"], tier=about["tier"],
        kind=OrganizationKind.COUNCIL, founded_on=on, summary=about["summary"], audience=Audience.PUBLIC,
    )  # fmt: skip
    here.sheet.add(Succession, predecessor_id=council["id"], successor_id=successor["id"], on_date=on)
