"""The list of people: by words, tags, body and day, in the order of any column; several at once; saved filters."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.conftest import TODAY
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import ContactKind, OrganizationKind, Role
from villagedesk.models import Membership, Organization, Person, SavedFilter, Tag
from villagedesk.records.people import (
    AreaDraft,
    ContactDraft,
    InterestDraft,
    MembershipDraft,
    NoteDraft,
    OrganizationDraft,
    PeopleFilter,
    PeopleQuery,
    PersonDraft,
)
from villagedesk.services import areas, bulk, filters, notes, people, peopletable, posts, search, tags

COLUMNS = ["name", "kind", "what", "body", "ward", "party", "email", "phone", "member_class", "joined", "last", "tags"]


@pytest.fixture
def village(do: Any) -> dict[str, str]:
    """Three people and a council with a ward."""

    def fill(work: Any) -> dict[str, str]:
        council = people.add_organization(work, OrganizationDraft("Brynafon Council", kind=OrganizationKind.COUNCIL))
        ward = areas.add(work, council, AreaDraft("Canol y Dŵr", label="ward"))
        ann, jo, sian = (people.add_person(work, PersonDraft(name)) for name in ("Ann Bell", "Jo Reed", "Siân Ŵyn"))
        posts.add_membership(
            work, ann,
            MembershipDraft(council, Role.COUNCILLOR, "Councillor for Canol y Dŵr", area_id=ward, start_on=date(2023, 5, 4)),
        )  # fmt: skip
        posts.add_membership(
            work, jo,
            MembershipDraft(council, Role.COUNCILLOR, "Councillor for Canol y Dŵr", area_id=ward,
                            start_on=date(2019, 5, 2), end_on=date(2023, 5, 3)),
        )  # fmt: skip
        own = posts.own_body(work.session)
        assert own
        posts.add_membership(work, sian, MembershipDraft(own, member_class="Full", start_on=date(2024, 1, 1)))
        people.set_contacts(work, "person", ann, [ContactDraft(value="ann@bell.example")])
        people.set_contacts(work, "person", jo, [ContactDraft(value="jo@reed.example", do_not_use=True)])
        people.set_contacts(work, "person", sian, [ContactDraft(ContactKind.MOBILE, "07700 900123")])
        tags.add(work, [ann, council], "Key holder")
        notes.add_name(work, "person", sian, "Sian the Post")
        return {"ann": ann, "jo": jo, "sian": sian, "council": council, "ward": ward, "own": own}

    return do(fill)


def found(desk: Any, **asked: Any) -> list[str]:
    return desk.read(lambda session: people.ids(session, PeopleQuery(**asked), TODAY))


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("dwr", {"ann"}),
        ("brynafon", {"ann", "council"}),
        ("key", {"ann", "council"}),
        ("post", {"sian"}),
        ("ann@bell", {"ann"}),
        ("900123", {"sian"}),
        ("07700 9", {"sian"}),
        ("sian 077 123", {"sian"}),
        ("9", set()),
        ("077_0", set()),
        ("reed jo", {"jo"}),
        ("nobody", set()),
    ],
)
def test_words_find_names_posts_wards_tags_and_addresses(village, desk, words, who) -> None:
    assert set(found(desk, words=words)) == {village[name] for name in who}


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Jo <j", {"Jo <joey>", "Jo <jim>"}),
        ("Jo <joe", {"Jo <joey>"}),
        ("joey", {"Jo <joey>"}),
        ("Hill, Bo", {'Bo "Boss" Hill'}),
        ('"Boss"', {'Bo "Boss" Hill'}),
        ("boss", {'Bo "Boss" Hill'}),
        ("(ken", {"Ceri (Ken) Price"}),
    ],
)
def test_marks_around_a_part_of_a_name_may_be_typed_or_left_out(do, desk, words, names) -> None:
    made = dict.fromkeys(("Jo <joey>", "Jo <jim>", 'Bo "Boss" Hill', "Ceri (Ken) Price"), "")
    do(lambda work: made.update({name: people.add_person(work, PersonDraft(name)) for name in made}))
    assert set(found(desk, words=words)) == {made[name] for name in names}


def test_tag_body_and_day_narrow(village, desk) -> None:
    (tag,) = desk.read(tags.listed)
    assert (tag.name, tag.count) == ("Key holder", 2)
    assert set(found(desk, tags=(tag.id,))) == {village["ann"], village["council"]}
    assert set(found(desk, body_id=village["council"])) == {village["ann"], village["council"]}
    before = date(2023, 5, 3)
    assert found(desk, only=PeopleFilter.COUNCILLORS, on=before) == [village["jo"]]
    assert found(desk, only=PeopleFilter.COUNCILLORS) == [village["ann"]]
    rows = desk.read(lambda session: peopletable.rows(session, [village["jo"]], before))
    assert (rows[0].what, rows[0].ward) == ("Councillor for Canol y Dŵr", "Canol y Dŵr")


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_sorts_both_ways_with_blanks_last(village, desk, column) -> None:
    up, down = found(desk, sort=column), found(desk, sort=column, descending=True)
    assert set(up) == set(down) == set(found(desk))
    if column not in ("name", "kind"):
        rows = {row.id: row for row in desk.read(lambda session: peopletable.rows(session, up, TODAY))}
        for order in (up, down):
            filled = [bool(getattr(rows[key], column)) for key in order]
            assert filled == sorted(filled, reverse=True)


def test_the_addresses_of_several_leave_out_those_who_must_not_be_written_to(village, desk, do) -> None:
    def more(work: Any) -> list[str]:
        quoted = people.add_person(work, PersonDraft('Bo "Boss" Hill'))
        silent = people.add_person(work, PersonDraft("Cy Quiet", do_not_contact=True))
        for key in (quoted, silent):
            people.set_contacts(work, "person", key, [ContactDraft(value="bo@hill.example")])
        return [quoted, silent]

    quoted, silent = do(more)
    keys = [village["ann"], village["jo"], village["sian"], quoted, silent]
    made = desk.read(lambda session: peopletable.addresses(session, keys))
    assert made.text == '"Ann Bell" <ann@bell.example>, "Bo \'Boss\' Hill" <bo@hill.example>'
    assert (made.count, made.no_address, made.do_not_use, made.do_not_contact) == (2, 1, 1, 1)


def test_several_are_changed_and_undone_in_one_step(village, desk, do) -> None:
    everybody = [village["ann"], village["jo"], village["sian"]]

    def change(work: Any) -> None:
        tags.add(work, everybody, "  Key   HOLDER ")
        bulk.set_audience(work, [*everybody, village["council"]], Audience.PUBLIC)
        assert bulk.set_do_not_contact(work, [*everybody, village["council"]], True) == 3
        assert bulk.end_memberships(work, everybody, village["own"], date(2026, 3, 31), "lapsed") == 1

    def state(session: Any) -> Any:
        return (
            session.query(Person.audience, Person.do_not_contact).order_by(Person.id).all(),
            session.query(Membership.end_on, Membership.end_reason).order_by(Membership.id).all(),
            session.query(Organization.audience).order_by(Organization.id).all(),
            [tag.count for tag in tags.listed(session)],
        )

    before = desk.read(state)
    change_made = []
    desk.listen(change_made.append)
    do(change)
    after = desk.read(state)
    assert after[3] == [4]  # one tag, whatever its case
    assert (date(2026, 3, 31), "lapsed") in after[1]
    desk.undo(change_made[0].number).result(10)
    assert desk.read(state) == before


def test_ending_what_nobody_holds_is_refused(village, do) -> None:
    with pytest.raises(Refused, match="None of them"):
        do(lambda work: bulk.end_memberships(work, [village["ann"]], village["own"], TODAY))


def test_a_tag_that_nobody_carries_any_more_goes(village, desk, do) -> None:
    (tag,) = desk.read(tags.listed)
    do(lambda work: tags.remove(work, [village["ann"], village["council"]], tag.id))
    assert desk.read(lambda session: session.query(Tag).count()) == 0


def test_search_finds_other_names_and_tags_and_forgets_them(village, desk, do) -> None:
    def hits(words: str) -> set[str]:
        return {hit.id for hit in desk.read(lambda session: search.find(session, words))}

    assert hits("key holder") == {village["ann"], village["council"]}
    assert hits("sian the post") == {village["sian"]}
    (tag,) = desk.read(tags.listed)
    do(lambda work: setattr(work.session.get(Tag, tag.id), "name", "Warden"))
    assert hits("warden") == {village["ann"], village["council"]}
    assert hits("holder") == set()
    (name,) = desk.read(lambda session: notes.names(session, village["sian"]))
    do(lambda work: notes.remove_name(work, name.id))
    assert hits("sian the post") == set()


def test_a_filter_is_kept_renamed_and_removed(village, desk, do) -> None:
    query = PeopleQuery(PeopleFilter.COUNCILLORS, "dwr", tags=("t",), body_id=village["council"], on=date(2023, 5, 4))
    key = do(lambda work: filters.save(work, " Old  hands ", query))
    (saved,) = desk.read(filters.listed)
    assert (saved.name, saved.query) == ("Old hands", query)
    do(lambda work: filters.rename(work, key, "Veterans"))
    assert desk.read(filters.listed)[0].name == "Veterans"
    with pytest.raises(Refused, match="what the filter is called"):
        do(lambda work: filters.save(work, " ", query))
    do(lambda work: filters.remove(work, key))
    assert desk.read(filters.listed) == []


def test_a_filter_of_a_later_version_asks_for_what_is_known_here(desk, do) -> None:
    row = {"place": "people", "name": "Odd", "query": '{"only": "martians", "words": "a", "mood": "blue"}'}
    do(lambda work: work.session.add(SavedFilter(id=work.new_id(), **row)))
    assert desk.read(filters.listed)[0].query == PeopleQuery(words="a")


def test_interests_notes_and_names_are_kept_and_their_rules_hold(village, desk, do) -> None:
    ann = village["ann"]
    interest = do(lambda work: notes.add_interest(work, ann, InterestDraft("Owns a field", village["council"])))
    note = do(lambda work: notes.add_note(work, "person", ann, NoteDraft("Rings back after six")))
    do(lambda work: notes.edit_interest(work, interest, InterestDraft("Owned a field", end_on=TODAY)))
    do(lambda work: notes.edit_note(work, note, NoteDraft("Rings back after five", audience=Audience.MEMBERS)))
    card = desk.read(lambda session: people.person(session, ann, TODAY))
    assert [(row.text, row.end_on) for row in card.interests] == [("Owned a field", TODAY)]
    assert [(row.text, row.on_date, row.audience) for row in card.notes] == [
        ("Rings back after five", TODAY, Audience.MEMBERS)
    ]
    assert card.tags == ("Key holder",)
    for job in (
        lambda work: notes.add_interest(work, ann, InterestDraft(" ")),
        lambda work: notes.add_interest(work, ann, InterestDraft("x", start_on=TODAY, end_on=date(2020, 1, 1))),
        lambda work: notes.add_note(work, "person", ann, NoteDraft("")),
        lambda work: notes.add_name(work, "person", ann, ""),
    ):
        with pytest.raises(Refused):
            do(job)


def test_a_picture_replaces_the_one_before(village, desk, do) -> None:
    do(lambda work: notes.set_picture(work, village["ann"], "ann.jpg", b"one"))
    do(lambda work: notes.set_picture(work, village["ann"], "ann2.jpg", b"two"))
    assert desk.read(lambda session: notes.picture(session, village["ann"])) == b"two"
    do(lambda work: notes.set_picture(work, village["ann"], "", None))
    assert desk.read(lambda session: notes.picture(session, village["ann"])) is None


def test_wards_are_made_moved_and_never_lie_in_themselves(village, desk, do) -> None:
    council, ward = village["council"], village["ward"]
    inner = do(lambda work: areas.add(work, council, AreaDraft("Glan y Dŵr", parent_id=ward)))
    listed = {area.name: area for area in desk.read(lambda session: areas.of_body(session, council))}
    assert listed["Canol y Dŵr"].posts == 1  # both held the one seat
    assert listed["Glan y Dŵr"].parent == "Canol y Dŵr"
    with pytest.raises(Refused, match="within itself"):
        do(lambda work: areas.edit(work, ward, AreaDraft("Canol y Dŵr", parent_id=inner)))
    with pytest.raises(Refused, match="post"):
        do(lambda work: areas.bin_area(work, ward))
    do(lambda work: areas.bin_area(work, inner))
    assert "Glan y Dŵr" not in {area.name for area in desk.read(lambda session: areas.of_body(session, council))}


def test_a_department_moves_and_nothing_is_a_part_of_its_own_part(village, desk, do) -> None:
    council = village["council"]
    parks = do(lambda work: people.add_organization(work, OrganizationDraft("Parks", parent_id=council)))
    with pytest.raises(Refused, match="part of itself"):
        do(lambda work: people.move_organization(work, council, "Brynafon Council", parks))
    do(lambda work: people.move_organization(work, parks, "Parks and trees", None))
    assert desk.read(lambda session: people.organization(session, council, TODAY)).parts == ()
