"""Two become one in one step: everything follows, what is the same is folded, and one undo brings both back."""

from __future__ import annotations

from contextlib import closing
from datetime import date
from typing import Any

import pytest
from sqlalchemy import String, func, select

from tests.property.test_undo import _dump as dump
from tests.services.people_lists import take
from tests.services.test_duplicates import found, person
from villagedesk.core.audience import Audience
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused
from villagedesk.core.words import ContactKind, MinutesState, Presence, Role
from villagedesk.models import (
    Action,
    Attendance,
    Base,
    Change,
    ChangeRow,
    ContactDetail,
    Document,
    Erasure,
    Identifier,
    Meeting,
    Membership,
    Minutes,
    Organization,
    OtherName,
    Person,
    Post,
    Tag,
    Tagging,
)
from villagedesk.models.base import UtcDateTime
from villagedesk.records.assets import AssetDraft
from villagedesk.records.consent import ErasurePlan
from villagedesk.records.people import ContactDraft, MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.services import assets, erasure, merging, people, posts, references
from villagedesk.services.desk import Desk, open_desk

NOT_FOLLOWED = {
    ("change", "id"), ("change", "by"), ("change", "copy"), ("draft", "row"), ("erasure", "person_id"),
    ("identifier", "row_id"), ("distinct_pair", "one_id"), ("distinct_pair", "other_id"),
    ("action", "of_id"), ("due_date", "of_id"), ("state_change", "of_id"), ("handover", "of_id"),
}  # fmt: skip
"""Keys without a foreign key that are none of a person or body, or that `follow` knows by their kind."""


def body(do: Any, name: str, **more: Any) -> str:
    return do(lambda work: people.add_organization(work, OrganizationDraft(name, **more)))


def merge(do: Any, kind: str, keep: str, other: str, *taken: str) -> None:
    do(lambda work: merging.merge(work, kind, keep, other, taken))


def everywhere(desk: Desk, key: str) -> set[tuple[str, str]]:
    """The tables and columns that a key stands in."""
    tables = dump(desk)
    columns = {name: [column.name for column in Base.metadata.tables[name].c] for name in tables}
    return {
        (name, columns[name][n]) for name, rows in tables.items() for row in rows for n, v in enumerate(row) if v == key
    }


def test_no_column_that_may_hold_a_key_is_forgotten() -> None:
    keys = {
        (table.name, column.name)
        for table in Base.metadata.sorted_tables
        for column in table.c
        if isinstance(column.type, String)
        and not isinstance(column.type, UtcDateTime)
        and column.type.length == 36
        and not column.primary_key
        and not column.foreign_keys
    }
    followed = {(column.table.name, column.name) for column in references.to("person")}
    assert keys - followed - NOT_FOLLOWED == set()


@pytest.mark.parametrize("kind", ["person", "organization"])
def test_everything_follows_and_one_undo_brings_both_back(sample_desk: Desk, kind: str) -> None:
    model: Any = {"person": Person, "organization": Organization}[kind]
    busy = {"person": Action.owner_id, "organization": Membership.organization_id}[kind]
    own = sample_desk.read(posts.own_body)
    owners = select(busy).where(busy.isnot(None), busy != own).group_by(busy).order_by(func.count().desc()).limit(4)
    one, other, third, fourth = sample_desk.read(lambda session: session.scalars(owners).all())
    before = dump(sample_desk)
    heard: list[Any] = []
    sample_desk.listen(heard.append)
    for keep, away in ((one, other), (third, fourth), (one, third)):
        sample_desk.do("Merge", lambda work, keep=keep, away=away: merging.merge(work, kind, keep, away)).result()
    for gone in (other, third, fourth):
        assert everywhere(sample_desk, gone) == {("identifier", "value")}
    merged = select(Identifier.value, Identifier.row_id).where(Identifier.scheme == references.MERGED)
    known = sample_desk.read(lambda session: {row.value: row.row_id for row in session.execute(merged)})
    assert known == {other: one, third: one, fourth: one}
    assert sample_desk.read(lambda session: session.get(model, one)) is not None
    sample_desk.check()
    for changed in reversed(tuple(heard)):
        sample_desk.undo(changed.number).result()
    assert dump(sample_desk) == before


def test_fields_are_chosen_and_the_name_that_was_not_is_remembered(desk: Desk, do: Any) -> None:
    draft = PersonDraft("Jo Bell", summary="Knows the hall", audience=Audience.PUBLIC)
    keep = do(lambda work: people.add_person(work, draft))
    other = do(lambda work: people.add_person(work, PersonDraft("Joanne Bell", pronouns="she/her", summary="Gardener")))
    seen = desk.read(lambda session: merging.compare(session, "person", keep, other))
    offered = {field.name: (field.keep, field.other, field.takes_other) for field in seen.fields}
    assert offered["pronouns"] == ("", "she/her", True)
    assert offered["summary"] == ("Knows the hall", "Gardener", False)
    assert offered["audience"] == ("Public", "Committee", True), "no more people see it than before"
    merge(do, "person", keep, other, "name", "pronouns", "audience")
    card = desk.read(lambda session: people.person(session, keep, desk.clock.today()))
    assert (card.name, card.pronouns, card.summary) == ("Joanne Bell", "she/her", "Knows the hall")
    assert card.other_names == ("Jo Bell",)
    assert card.audience is Audience.COMMITTEE


def test_the_same_address_number_and_tag_are_one(desk: Desk, do: Any) -> None:
    keep, other = person(do, "Ann Bell", "ann@post.example"), person(do, "A Bell")
    drafts = [
        ContactDraft(ContactKind.EMAIL, "Ann@post.example", preferred=True, audience=Audience.PUBLIC),
        ContactDraft(ContactKind.MOBILE, "07700 900123"),
        ContactDraft(ContactKind.PHONE, "+447700900123", do_not_use=True),
    ]
    do(lambda work: people.set_contacts(work, "person", other, drafts))

    def tag(work: Any) -> None:
        work.session.add(Tag(id="t", name="Baker"))
        work.session.flush()
        for key in (keep, other):
            work.session.add(Tagging(id=work.new_id(), tag_id="t", person_id=key))

    do(tag)
    merge(do, "person", keep, other)
    contacts = desk.read(lambda session: people.person(session, keep, desk.clock.today())).contacts
    assert [(c.value, c.preferred, c.do_not_use, c.audience) for c in contacts] == [
        ("ann@post.example", True, False, Audience.PUBLIC), ("07700 900123", False, True, Audience.COMMITTEE),
    ]  # fmt: skip
    assert desk.read(lambda session: session.scalar(select(func.count()).select_from(Tagging))) == 1


def test_the_same_place_is_held_once_and_other_times_stay(desk: Desk, do: Any) -> None:
    club = body(do, "Club")
    keep, other = person(do, "Ann Bell"), person(do, "Ann Bell")

    def hold(key: str, start: date | None, end: date | None = None, *, votes: bool = False) -> None:
        draft = MembershipDraft(club, Role.CHAIR, "Chair", "", votes, start, end)
        do(lambda work: posts.add_membership(work, key, draft))

    hold(keep, None)
    hold(other, date(2020, 5, 1), votes=True)
    hold(other, date(2010, 5, 1), date(2012, 5, 1))
    merge(do, "person", keep, other)
    held = select(Membership.start_on, Membership.end_on, Membership.votes).order_by(Membership.start_on)
    assert desk.read(lambda session: [tuple(row) for row in session.execute(held)]) == [
        (date(2010, 5, 1), date(2012, 5, 1), False), (date(2020, 5, 1), None, True),
    ]  # fmt: skip


def test_who_was_there_twice_was_there_once_but_not_in_approved_minutes(desk: Desk, do: Any) -> None:
    keep, other = person(do, "Ann Bell"), person(do, "Ann Bell")

    def meet(work: Any) -> None:
        for key, state in (("draft", MinutesState.DRAFT), ("sealed", MinutesState.APPROVED)):
            work.session.add(Meeting(id=key, title=key, on_date=work.today))
            work.session.flush()
            work.session.add(Minutes(id=key, meeting_id=key, state=state))
            for who, how in ((keep, Presence.APOLOGIES), (other, Presence.PRESENT)):
                work.session.add(Attendance(id=work.new_id(), meeting_id=key, person_id=who, name="Ann", presence=how))

    do(meet)
    merge(do, "person", keep, other)
    came = select(Attendance.meeting_id, Attendance.presence).where(Attendance.person_id == keep)
    rows = sorted(desk.read(lambda session: [tuple(row) for row in session.execute(came)]))
    assert [meeting for meeting, _how in rows] == ["draft", "sealed", "sealed"]
    assert rows[0] == ("draft", Presence.PRESENT)


def test_bodies_their_posts_and_parts(desk: Desk, do: Any) -> None:
    keep, other = body(do, "Ashshire Council"), body(do, "Ashshire County Council")
    part = body(do, "Highways", parent_id=other)
    ann = person(do, "Ann Bell")
    for key in (keep, other):
        do(lambda work, key=key: posts.add_membership(work, ann, MembershipDraft(key, Role.OFFICER, "Clerk")))
    merge(do, "organization", keep, other)
    assert desk.read(lambda s: s.get(Organization, part).parent_id) == keep  # type: ignore[union-attr]
    assert desk.read(lambda s: s.scalar(select(func.count()).select_from(Post))) == 1
    assert desk.read(lambda s: s.scalar(select(func.count()).select_from(Membership))) == 1
    merge(do, "organization", keep, part)
    assert desk.read(lambda s: s.get(Organization, keep).parent_id) is None  # type: ignore[union-attr]


def test_what_may_not_be_merged(desk: Desk, do: Any) -> None:
    top = body(do, "Top")
    middle = body(do, "Middle", parent_id=top)
    low = body(do, "Low", parent_id=middle)
    own = desk.read(posts.own_body) or ""
    ann, erased = person(do, "Ann Bell"), person(do, "Ann Bell")
    do(lambda work: setattr(work.session.get(Person, erased), "restricted_at", work.now))
    before = dump(desk)
    for kind, keep, other in (
        ("organization", low, top), ("organization", top, own), ("person", ann, erased), ("person", ann, ann),
        ("person", ann, "gone"),
    ):  # fmt: skip
        with pytest.raises(Refused):
            merge(do, kind, keep, other)
    assert dump(desk) == before
    assert not [pair for pair in found(desk) if pair.kind == "person"], "who was erased is not put forward"


def test_whom_a_list_knows_stays_and_so_does_the_group_itself(desk: Desk, do: Any) -> None:
    one, other = person(do, "Ann Bell"), person(do, "Ann Bell")
    row = {"scheme": "moderngov:x", "value": "1", "kind": "person", "row_id": other}
    do(lambda work: work.session.add(Identifier(id=work.new_id(), **row)))
    assert desk.read(lambda s: merging.compare(s, "person", one, other)).keep_id == other
    own, club = desk.read(posts.own_body) or "", body(do, "Elm Park Neighbourhood")
    assert desk.read(lambda s: merging.compare(s, "organization", club, own)).keep_id == own


def test_what_is_told_before(desk: Desk, do: Any) -> None:
    keep, other = person(do, "Ann Bell", "a@post.example", "01632 960001"), person(do, "Ann Bell", "A@post.example")
    do(lambda work: assets.add(work, "person", other, AssetDraft("Van")))
    picture = {"name": "Picture", "size": 1, "sha256": "0" * 64}
    do(lambda work: work.session.add(Document(id="p", added_at=work.now, **picture)))
    do(lambda work: setattr(work.session.get(Person, keep), "picture_id", "p"))
    seen = desk.read(lambda s: merging.compare(s, "person", keep, other))
    assert [(b.value, b.of) for b in seen.belongings] == [("a@post.example", "both"), ("01632 960001", "keep")]
    assert seen.follows == ("1 offer",)
    merge(do, "person", keep, other, "picture_id")
    assert desk.read(lambda s: s.get(Document, "p")) is None, "a picture that nobody has any more goes"
    assert desk.read(lambda s: s.scalar(select(func.count()).select_from(OtherName))) == 0
    assert desk.read(lambda s: s.scalar(select(func.count()).select_from(ContactDetail))) == 2


@pytest.mark.parametrize(("kind", "model"), [("person", Person), ("organization", Organization)])
def test_a_list_that_is_taken_in_again_brings_nobody_back(desk: Desk, do: Any, kind: str, model: Any) -> None:
    take(desk)
    own = desk.read(posts.own_body)
    for key in desk.read(lambda session: session.scalars(select(model.id).where(model.id != own)).all()):
        other = body(do, "Another name") if kind == "organization" else person(do, "Another name")
        merge(do, kind, other, key)
    tables = (Person, Organization, ContactDetail, Membership, Post, OtherName)
    before = {table: desk.read(lambda s, t=table: s.scalar(select(func.count()).select_from(t))) for table in tables}
    shown = take(desk)
    assert not [row for row in shown.rows if row.verdict == "added"]
    assert {
        table: desk.read(lambda s, t=table: s.scalar(select(func.count()).select_from(t))) for table in tables
    } == before


def test_erasing_somebody_erases_whoever_was_merged_into_them_too(desk: Desk, do: Any) -> None:
    keep, other = person(do, "Gwen Prys", "gwen@post.example"), person(do, "G Moss-Prys", "01632 960777")
    do(lambda work: people.edit_person(work, other, PersonDraft("G Moss-Prys", summary="Lives on Canal Terrace")))
    merge(do, "person", keep, other)
    desk.do("Erase", lambda work: erasure.erase(work, keep, ErasurePlan()), ChangeKind.ERASE).result()
    kept = select(ChangeRow.before, ChangeRow.after)
    trail = desk.read(lambda session: str(session.execute(kept).all()))
    for secret in ("Moss", "960777", "gwen", "Canal Terrace"):
        assert secret not in trail
    assert set(desk.read(lambda session: session.scalars(select(Erasure.person_id)).all())) == {keep, other}


@pytest.mark.parametrize("silent", ["keep", "other"])
def test_merging_opens_nothing_that_was_closed(desk: Desk, do: Any, silent: str) -> None:
    closed: dict[str, Any] = {"do_not_contact": True, "audience": Audience.COMMITTEE}
    keys = {
        name: do(
            lambda work, name=name: people.add_person(
                work, PersonDraft(name, **(closed if name == silent else {"audience": Audience.PUBLIC}))
            )
        )
        for name in ("keep", "other")
    }
    merge(do, "person", keys["keep"], keys["other"])
    kept = desk.read(lambda session: session.get_one(Person, keys["keep"]))
    assert (kept.do_not_contact, kept.audience) == (True, Audience.COMMITTEE)


def test_whoever_sits_at_the_desk_stays_themselves(desk: Desk, do: Any, keyring: Any, clock: Any) -> None:
    keep, other = person(do, "Meg Me"), person(do, "Meg Mee")
    desk.sit(other)
    merge(do, "person", keep, other)
    assert desk.me == keep
    person(do, "After")
    by = desk.read(lambda s: s.scalars(select(Change.by).order_by(Change.number.desc()).limit(1)).one())
    assert by == keep
    desk.close()
    with closing(open_desk(desk.path, keyring, clock)) as again:
        assert again.me == keep
