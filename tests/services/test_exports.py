"""What an export holds: everything for the committee, and nothing that its readers may not know for the others."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from tests.services.world import World, make_world
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import ContactKind
from villagedesk.models import AgendaItem, Meeting, Person
from villagedesk.records.people import ContactDraft, InterestDraft, MembershipDraft, NoteDraft, PersonDraft
from villagedesk.services import exports, notes, people, posts, tags
from villagedesk.services.desk import Desk, Work

NARROWER = {
    Audience.PUBLIC: (Audience.COUNCIL, Audience.MEMBERS, Audience.COMMITTEE, Audience.TRUSTEES),
    Audience.COUNCIL: (Audience.MEMBERS, Audience.COMMITTEE, Audience.TRUSTEES),
    Audience.MEMBERS: (Audience.COMMITTEE, Audience.TRUSTEES),
}


@pytest.fixture
def world(desk: Desk, do: Any) -> World:
    return do(make_world)


def _export(desk: Desk, path: Path, audience: Audience) -> str:
    desk.read(lambda session: exports.save(path, (), session, audience, desk.clock.today()))
    return path.read_text("utf-8")


@pytest.mark.parametrize("audience", NARROWER)
def test_nothing_marked_for_fewer_is_in_it(desk: Desk, world: World, tmp_path: Path, audience: Audience) -> None:
    text = _export(desk, tmp_path / "e.json", audience)
    leaked = [secret for mark in NARROWER[audience] for secret in world.secrets[mark] if secret in text]
    assert not leaked


@pytest.mark.parametrize("audience", [Audience.COMMITTEE, Audience.TRUSTEES])
def test_the_committee_gets_everything(desk: Desk, world: World, tmp_path: Path, audience: Audience) -> None:
    text = _export(desk, tmp_path / "e.json", audience)
    missing = [secret for mark in Audience for secret in world.secrets[mark] if secret not in text]
    assert [secret for secret in missing if not secret.startswith(world.not_exported)] == []

    def whole(session: Any) -> list[str]:
        today = desk.clock.today()
        return [
            kind
            for kind in exports.kinds()
            if list(exports.records(session, kind, today)) != list(exports.for_audience(session, kind, audience, today))
        ]

    assert desk.read(whole) == []


def test_a_meeting_made_narrower_takes_its_items_and_minutes_along(
    desk: Desk, do: Any, world: World, tmp_path: Path
) -> None:
    do(lambda work: work.session.execute(update(AgendaItem).values(audience=Audience.PUBLIC)))
    do(lambda work: work.session.execute(update(Meeting).values(audience=Audience.COMMITTEE)))
    text = _export(desk, tmp_path / "e.json", Audience.PUBLIC)
    for word in ("item", "note", "paragraph", "declared interest", "attendee", "meeting"):
        assert f"{word} public" not in text


def test_what_is_in_the_bin_is_not_exported(desk: Desk, do: Any, world: World, tmp_path: Path) -> None:
    from villagedesk.models import Action, Person

    do(lambda work: work.session.execute(update(Person).values(binned_at=work.now)))
    do(lambda work: work.session.execute(update(Action).values(binned_at=work.now)))
    found = json.loads(_export(desk, tmp_path / "e.json", Audience.COMMITTEE))
    assert (found["people"], found["actions"]) == ([], [])


def test_a_kind_that_there_is_not_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="There is no kind cats"):
        desk.read(lambda session: list(exports.records(session, "cats", date(2026, 1, 1))))


def test_what_hangs_on_a_person_goes_to_those_it_is_for(desk: Desk, do: Any, world: World) -> None:
    def fill(work: Any) -> str:
        key = people.add_person(work, PersonDraft("Open Person", audience=Audience.PUBLIC))
        people.set_contacts(work, "person", key, [ContactDraft(value="open@person.example", audience=Audience.COUNCIL)])
        draft = MembershipDraft(world.keys["council"], member_class="Full", end_on=date(2020, 1, 1), end_reason="tired")
        posts.add_membership(work, key, draft)
        tags.add(work, [key], "Key holder")
        notes.add_name(work, "person", key, "Opie")
        notes.set_picture(work, key, "open.jpg", b"picture")
        for mark in (Audience.COMMITTEE, Audience.PUBLIC):
            notes.add_note(work, "person", key, NoteDraft(f"note for {mark}", audience=mark))
            interest = InterestDraft(f"interest for {mark}", world.keys["council"], audience=mark)
            notes.add_interest(work, key, interest)
        return key

    key = do(fill)

    def seen(audience: Audience) -> Any:
        found = exports.for_audience
        records = desk.read(lambda session: list(found(session, "people", audience, desk.clock.today())))
        return next(record for record in records if record.id == key)

    public, committee = seen(Audience.PUBLIC), seen(Audience.COMMITTEE)
    assert [note.text for note in public.notes] == ["note for public"]
    assert [(row.text, row.organization) for row in public.interests] == [("interest for public", "Brynafon Council")]
    assert (public.tags, public.other_names, public.contacts) == ((), (), ())
    assert not public.picture_id
    assert [(row.member_class, row.end_reason) for row in public.memberships] == [("", "")]
    assert (committee.tags, committee.other_names) == (("Key holder",), ("Opie",))
    assert len(committee.notes) == len(committee.interests) == 2
    assert committee.contacts[0].value == "open@person.example"
    assert committee.picture_id
    assert committee.memberships[0].end_reason == "tired"


def test_others_get_no_address_that_may_not_be_used_and_nobody_who_was_erased(desk: Desk, do: Any) -> None:
    def fill(work: Work) -> None:
        for name, mark in (("Pat Public", {}), ("Ray Silent", {"do_not_contact": True}), ("Erin Erased", {})):
            key = people.add_person(work, PersonDraft(name, audience=Audience.PUBLIC, **mark))
            details = [
                ContactDraft(ContactKind.EMAIL, f"{name[:3]}.{'old' if old else 'now'}@x.example", do_not_use=old,
                             audience=Audience.PUBLIC)
                for old in (False, True)
            ]  # fmt: skip
            people.set_contacts(work, "person", key, details)
        work.session.get_one(Person, key).restricted_at = work.now

    do(fill)

    def told(audience: Audience) -> dict[str, list[str]]:
        cards = desk.read(lambda s: list(exports.for_audience(s, "people", audience, desk.clock.today())))
        return {card.name: sorted(contact.value for contact in card.contacts) for card in cards}

    for audience in NARROWER:
        assert told(audience) == {"Pat Public": ["Pat.now@x.example"], "Ray Silent": []}
    assert told(Audience.COMMITTEE)["Erin Erased"] == ["Eri.now@x.example", "Eri.old@x.example"]
