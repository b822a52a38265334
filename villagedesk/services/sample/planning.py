"""How the example group plans: standing agendas, who usually comes, what is parked and what is left out."""

from __future__ import annotations

from villagedesk.core.words import Involvement, ItemKind, MeetingKind
from villagedesk.models import AgendaItem, AgendaTemplate, Invitation, Meeting, ParkedItem, TemplateItem
from villagedesk.services.sample.meetings import Neighbourhood
from villagedesk.services.sample.words import cells


def plan(here: Neighbourhood) -> None:
    """The standing agenda and the people of each series; with the first neighbourhood what waits for its meetings."""
    for kind in here.series:
        _stand(here, kind)
        _invite(here, kind)
    if here.is_first:
        _park(here)
        _involve(here)


def _stand(here: Neighbourhood, kind: MeetingKind) -> None:
    series = here.series[kind]
    template = here.sheet.add(AgendaTemplate, name=series["name"])
    series["template_id"] = template["id"]
    for position, item in enumerate(here.text.routine[kind.value]["item"], 1):
        here.sheet.add(
            TemplateItem, template_id=template["id"], position=position, minutes=item.get("mins", 10),
            title=item["title"].format_map(here.cast.places), kind=ItemKind(item.get("for", "discussion")),
        )  # fmt: skip


def _invite(here: Neighbourhood, kind: MeetingKind) -> None:
    on = here.calendar.today
    guests = here.text.routine[kind.value]["likely"]["guests"]
    people = [*here.cast.members(on, votes=True), *(here.cast.find(key, on) for key in guests)]
    for key in dict.fromkeys(somebody.id for somebody in people):
        here.sheet.add(Invitation, series_id=here.series[kind]["id"], person_id=key)


def _park(here: Neighbourhood) -> None:
    """Lines "series | what | for | minutes | meetings ago" of routine.toml."""
    for line in here.text.routine["parked"]["line"]:
        name, title, what, minutes, back = cells(line, 5)
        kind = MeetingKind(name)
        held = here.sittings[kind][-1 - int(back)].meeting
        here.sheet.add(
            ParkedItem, series_id=here.series[kind]["id"], from_id=held["id"], kind=ItemKind(what),
            title=title.format_map(here.cast.places), minutes=int(minutes), parked_on=held["on_date"],
            audience=held["audience"],
        )  # fmt: skip


def _involve(here: Neighbourhood) -> None:
    """Residents were asked about what is to be decided at the meetings ahead."""
    ahead = {row["id"] for row in here.sheet.of(Meeting) if row["on_date"] > here.calendar.today}
    for row in here.sheet.of(AgendaItem):
        if row["meeting_id"] in ahead and row["kind"] is ItemKind.DECISION and "inutes" not in row["title"]:
            row["involvement"] = Involvement.CHOOSING
