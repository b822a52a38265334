"""What somebody offers is kept with their consent, found by a plain question, and shown to nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from villagedesk.core import availability
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import AssetKind
from villagedesk.records.assets import AssetDraft
from villagedesk.records.people import OrganizationDraft, PersonDraft
from villagedesk.services import assets, exports, people, search
from villagedesk.services.assets import AssetQuery
from villagedesk.services.desk import Desk


@pytest.fixture
def ann(do: Any) -> str:
    return do(lambda work: people.add_person(work, PersonDraft("Ann Bell")))


def _offer(do: Any, owner: str, name: str, of: str = "person", **more: Any) -> str:
    return do(lambda work: assets.add(work, of, owner, AssetDraft(name, **more)))


def _found(desk: Desk, question: str, kind: AssetKind | None = None) -> list[str]:
    def job(session: Any) -> list[str]:
        keys = assets.ids(session, AssetQuery(availability.read(question), kind))
        known = {row.id: row.name for row in assets.rows(session, keys)}
        return [known[key] for key in keys]

    return desk.read(job)


def test_a_question_finds_what_fits_and_then_what_is_worth_asking(desk: Desk, do: Any, ann: str) -> None:
    hall = do(lambda work: people.add_organization(work, OrganizationDraft("St Teilo's")))
    _offer(do, ann, "Van with seven seats", days="sat sun")
    _offer(do, ann, "Minibus", detail="A van for 12", days="mon tue")
    _offer(do, hall, "Van", "organization", kind=AssetKind.EQUIPMENT)
    _offer(do, hall, "Hall", "organization", kind=AssetKind.SPACE, days="sat", times="mornings")
    assert _found(desk, "who has a van and is free on Saturdays") == ["Van with seven seats", "Van"]
    assert _found(desk, "vans") == ["Minibus", "Van", "Van with seven seats"]
    assert _found(desk, "teilo") == ["Hall", "Van"]
    assert _found(desk, "what does Ann offer at weekends") == ["Van with seven seats"]
    assert _found(desk, "saturday evenings", AssetKind.SPACE) == []
    assert desk.read(lambda s: assets.counts(s, availability.read("van")))[None] == 3


def test_nothing_is_for_others_without_consent(desk: Desk, do: Any, ann: str) -> None:
    with pytest.raises(Refused) as refused:
        _offer(do, ann, "Van", audience=Audience.MEMBERS)
    assert refused.value.field == "agreed_on"
    agreed = desk.clock.today()
    key = _offer(do, ann, "Van", audience=Audience.MEMBERS, agreed_on=agreed, agreed_how="by e-mail")
    with pytest.raises(Refused):
        do(lambda work: assets.edit(work, key, AssetDraft("Van", audience=Audience.MEMBERS)))
    with pytest.raises(Refused):
        do(lambda work: assets.edit(work, key, AssetDraft("Van", agreed_on=agreed + timedelta(1))))
    with pytest.raises(Refused):
        do(lambda work: assets.edit(work, key, AssetDraft(" ")))


def test_an_export_holds_what_its_audience_may_see(desk: Desk, do: Any, ann: str) -> None:
    today = desk.clock.today()
    _offer(do, ann, "Van", detail="Seven seats", audience=Audience.PUBLIC, agreed_on=today, agreed_how="by e-mail")
    _offer(do, ann, "Ladder")
    seen = desk.read(lambda s: list(exports.for_audience(s, "assets", Audience.COMMITTEE, today)))
    assert [(row.name, row.person, row.about) for row in seen] == [
        ("Ladder", "Ann Bell", ""), ("Van", "Ann Bell", "Seven seats"),
    ]  # fmt: skip
    assert seen[1].agreed_how == "by e-mail"
    assert not desk.read(lambda s: list(exports.for_audience(s, "assets", Audience.PUBLIC, today))), "Ann is hidden"
    do(lambda work: people.edit_person(work, ann, PersonDraft("Ann Bell", audience=Audience.PUBLIC)))
    (public,) = desk.read(lambda s: list(exports.for_audience(s, "assets", Audience.PUBLIC, today)))
    assert (public.name, public.agreed_how, public.agreed_on, public.about) == ("Van", "", None, "Seven seats")


def test_what_is_offered_is_found_with_its_owner_and_goes_with_them(desk: Desk, do: Any, ann: str) -> None:
    key = _offer(do, ann, "Gazebo")
    assert [hit.goes_to for hit in desk.read(lambda s: search.find(s, "gazebo"))] == [("person", ann)]
    do(lambda work: people.edit_person(work, ann, PersonDraft("Ann Dale")))
    assert _found(desk, "dale") == ["Gazebo"]
    do(lambda work: people.bin_person(work, ann))
    assert _found(desk, "gazebo") == []
    assert not desk.read(lambda s: search.find(s, "gazebo"))
    do(lambda work: people.add_person(work, PersonDraft("Bob")))
    with pytest.raises(Refused):
        do(lambda work: assets.add(work, "person", ann, AssetDraft("Van")))
    do(lambda work: assets.bin_asset(work, key))
    with pytest.raises(Refused):
        do(lambda work: assets.edit(work, key, AssetDraft("Van")))
