"""A pack says which shared goals its meeting serves, and quotes what is known with all that it stands on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.unit.packs.test_minutes import by_pdfium, by_pypdf
from villagedesk.core.audience import Audience
from villagedesk.core.words import MeetingKind
from villagedesk.models import Meeting
from villagedesk.records.evidence import EvidenceDraft
from villagedesk.records.goals import GoalDraft, LinkKind, MeasureDraft
from villagedesk.records.meetings import MeetingDraft
from villagedesk.records.people import OrganizationDraft
from villagedesk.services import evidence, goals, meetings, packs, people, serving
from villagedesk.services.desk import Desk, Work

Do = Callable[..., Any]
TODAY = date(2026, 11, 21)


def _evidence(claim: str, audience: Audience = Audience.COUNCIL) -> EvidenceDraft:
    return EvidenceDraft(
        claim=claim, figure="38 of 62", method="Leaflet to every house", asked=120, answered=62,
        from_on=date(2026, 9, 1), to_on=date(2026, 9, 30), gathered_by="Two volunteers",
        missed="The flats in Mill Lane", source="Bus survey, page 4", audience=audience,
    )  # fmt: skip


@pytest.fixture
def meeting(do: Do) -> str:
    """A liaison meeting that serves one goal of two, which three pieces of evidence serve; one is the committee's."""

    def fill(work: Work) -> str:
        key = meetings.plan(work, MeetingDraft("", MeetingKind.LIAISON, date(2026, 11, 26)), [])
        work.session.get_one(Meeting, key).audience = Audience.COUNCIL
        served = goals.add(work, GoalDraft("More people ride the bus", unit="people", baseline=20, target=60))
        goals.add(work, GoalDraft("Plant a hundred trees"))
        secret = goals.add(work, GoalDraft("Buy the hall", audience=Audience.COMMITTEE))
        for goal in (served, secret):
            serving.link(work, goal, LinkKind.MEETING, key)
        council = people.add_organization(work, OrganizationDraft("Avonford Council", audience=Audience.COUNCIL))
        goals.share(work, served, organization_id=council)
        counted = evidence.add(work, _evidence("Most ride each week"))
        goals.measure(work, served, MeasureDraft(38, date(2026, 9, 30), evidence_id=counted))
        linked = evidence.add(work, _evidence("The last bus is too early"))
        hidden = evidence.add(work, _evidence("The driver is known to us", Audience.COMMITTEE))
        for one in (linked, hidden):
            serving.link(work, served, LinkKind.EVIDENCE, one)
        return key

    return do(fill)  # type: ignore[no-any-return]


def test_goals_and_evidence_are_quoted_whole(desk: Desk, meeting: str) -> None:
    gathered = desk.read(lambda s: packs.gather(s, meeting, Audience.COUNCIL, TODAY))
    assert {one.what: one.count for one in gathered.left_out}.items() >= {"Shared goals": 1, "Evidence": 1}.items()
    for read in (by_pypdf, by_pdfium):
        printed = " ".join(" ".join(read(packs.build(gathered.content))).split())
        for words in (
            "Our shared goals", "More people ride the bus", "45% of the way", "Avonford Council",
            "What we can show", "Most ride each week", "The last bus is too early", "38 of 62", "Leaflet to every house",
            "120 asked, 62 answered (52%)", "Two volunteers", "The flats in Mill Lane", "Bus survey, page 4", "30 September 2026",
        ):  # fmt: skip
            assert words in printed, words
        for words in ("hundred trees", "Buy the hall", "known to us"):
            assert words not in printed


def test_what_the_public_may_not_see_is_not_in_it(desk: Desk, meeting: str, do: Do) -> None:
    do(lambda work: setattr(work.session.get_one(Meeting, meeting), "audience", Audience.PUBLIC))
    content = desk.read(lambda s: packs.gather(s, meeting, Audience.PUBLIC, TODAY)).content
    assert (content.goals, content.evidence) == ((), ())
    printed = " ".join(by_pypdf(packs.build(content)))
    assert "Our shared goals" not in printed
    assert "What we can show" not in printed
