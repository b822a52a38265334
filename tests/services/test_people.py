"""People and organisations: kept, listed, found, in the bin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from tests.services.counting import statements
from villagedesk.core.errors import Refused
from villagedesk.core.words import ContactKind, OrganizationKind, Role
from villagedesk.records.people import (
    ContactDraft,
    MembershipDraft,
    OrganizationDraft,
    PeopleFilter,
    PersonDraft,
)
from villagedesk.services import people, posts
from villagedesk.services import search as finding
from villagedesk.services.desk import Desk
from villagedesk.services.people import PeopleQuery


def _person(do: Any, name: str, **more: Any) -> str:
    return do(lambda work: people.add_person(work, PersonDraft(name=name, **more)))


def _body(do: Any, name: str, **more: Any) -> str:
    return do(lambda work: people.add_organization(work, OrganizationDraft(name, **more)))


def _listed(desk: Desk, **query: Any) -> list[str]:
    today = desk.clock.today()

    def job(session: Any) -> list[str]:
        found = people.ids(session, PeopleQuery(**query), today)
        known = {row.id: row.name for row in people.rows(session, found, today)}
        return [known[key] for key in found]

    return desk.read(job)


def test_a_title_and_honours_typed_with_the_name_are_set_apart(desk: Desk, do: Any) -> None:
    key = _person(do, "Cllr. Dr Grace Adeyemi MBE")
    card = desk.read(lambda s: people.person(s, key, desk.clock.today()))
    assert (card.title, card.name, card.honours) == ("Cllr. Dr", "Grace Adeyemi", "MBE")


@pytest.mark.parametrize("name", ["", "   ", "\n"])
def test_nobody_is_without_a_name(do: Any, name: str) -> None:
    for adding in (
        lambda w: people.add_person(w, PersonDraft(name)),
        lambda w: people.add_organization(w, OrganizationDraft(name)),
    ):
        with pytest.raises(Refused) as refused:
            do(adding)
        assert refused.value.field == "name"


def test_lists_are_in_order_of_family_names_whatever_the_accents(desk: Desk, do: Any) -> None:
    for name in ("Zoë Árnason", "Ann van der Berg", "Jo Müller <jo>", "Łucja Abel"):
        _person(do, name)
    assert _listed(desk, only=PeopleFilter.ALL)[:2] == ["Łucja Abel", "Zoë Árnason"]
    assert _listed(desk, words="muller") == ["Jo Müller <jo>"]
    assert _listed(desk, words="arn") == ["Zoë Árnason"]


def test_filters_and_their_counts_agree(desk: Desk, do: Any) -> None:
    council = _body(do, "Brynafon Council", kind=OrganizationKind.COUNCIL)
    _body(do, "Green", kind=OrganizationKind.PARTY)
    _body(do, "Lottery", kind=OrganizationKind.FUNDER)
    for name, role in (("Ann Bell", Role.COUNCILLOR), ("Cai Dale", Role.OFFICER), ("Eve Ford", Role.TREASURER)):
        key = _person(do, name)
        do(lambda w, key=key, role=role: posts.add_membership(w, key, MembershipDraft(council, role)))
    former = _person(do, "Gus Hill")
    yesterday = desk.clock.today() - timedelta(1)
    do(lambda w: posts.add_membership(w, former, MembershipDraft(council, Role.COUNCILLOR, end_on=yesterday)))
    assert _listed(desk, only=PeopleFilter.COUNCILLORS) == ["Ann Bell"]
    assert _listed(desk, only=PeopleFilter.OFFICERS) == ["Cai Dale"]
    assert _listed(desk, only=PeopleFilter.MEMBERS) == ["Eve Ford"]
    assert _listed(desk, only=PeopleFilter.FUNDERS) == ["Lottery"]
    assert "Green" not in _listed(desk)
    counts = desk.read(lambda s: people.counts(s, desk.clock.today()))
    assert counts == {only: len(_listed(desk, only=only)) for only in PeopleFilter}


def test_a_list_needs_as_many_statements_for_fifty_as_for_one(desk: Desk, do: Any) -> None:
    body = _body(do, "Brynafon Council")
    keys = [_person(do, f"Person {n}") for n in range(50)]
    for key in keys:
        do(lambda w, key=key: posts.add_membership(w, key, MembershipDraft(body, post="Clerk")))
    today = desk.clock.today()
    few, many = (statements(desk, lambda s, k=k: people.rows(s, k, today)) for k in (keys[:1], keys))
    assert few == many <= 4


def test_a_way_to_reach_somebody_that_stays_stays_the_same_row(desk: Desk, do: Any) -> None:
    key = _person(do, "Ann Bell")

    def put(*drafts: ContactDraft) -> list[tuple[str, str]]:
        do(lambda w: people.set_contacts(w, "person", key, drafts))
        return [(c.value, c.id) for c in desk.read(lambda s: people.person(s, key, desk.clock.today())).contacts]

    work, phone = ContactDraft(value="ann@example.org", label="work"), ContactDraft(ContactKind.PHONE, "01632 960001")
    before = dict(put(work, phone))
    after = dict(put(phone, ContactDraft(value="bell@example.org", label="work"), ContactDraft(value="  ")))
    assert after == {"01632 960001": before["01632 960001"], "bell@example.org": before["ann@example.org"]}
    assert put() == []
    with pytest.raises(Refused, match="nonsense is not an e-mail address"):
        put(ContactDraft(value="nonsense"))


def test_who_is_in_the_bin_is_nowhere(desk: Desk, do: Any) -> None:
    key = _person(do, "Ann Bell")
    do(lambda w: people.bin_person(w, key))
    assert "Ann Bell" not in _listed(desk)
    assert desk.read(people.choices) == []
    assert desk.read(lambda s: finding.find(s, "bell")) == []
    assert desk.read(lambda s: people.person(s, key, desk.clock.today())).binned
    with pytest.raises(Refused, match="no longer here"):
        do(lambda w: people.edit_person(w, key, PersonDraft("Ann Cole")))


def test_membership_rules(desk: Desk, do: Any) -> None:
    person, body, today = _person(do, "Ann Bell"), _body(do, "Brynafon Council"), desk.clock.today()
    with pytest.raises(Refused, match="Choose the organisation"):
        do(lambda w: posts.add_membership(w, person, MembershipDraft()))
    with pytest.raises(Refused, match="cannot end before it starts"):
        do(
            lambda w: posts.add_membership(
                w, person, MembershipDraft(body, start_on=today, end_on=today - timedelta(1))
            )
        )
    one = do(lambda w: posts.add_membership(w, person, MembershipDraft(body, post="Clerk", start_on=today)))
    do(lambda w: posts.add_membership(w, _another(w), MembershipDraft(body, post=" Clerk ")))
    (post,) = desk.read(lambda s: people.organization(s, body, today)).posts
    assert post.holders == ("Ann Bell", "Cai Dale")
    do(lambda w: posts.end_membership(w, one, today, "Retired"))
    assert posts.holds(desk.read(lambda s: people.person(s, person, today)).memberships[0], today), (
        "the last day counts"
    )
    assert not posts.holds(desk.read(lambda s: people.person(s, person, today)).memberships[0], today + timedelta(1))
    with pytest.raises(Refused, match="cannot be a part of itself"):
        do(lambda w: people.edit_organization(w, body, OrganizationDraft("Brynafon", parent_id=body)))


def _another(work: Any) -> str:
    return people.add_person(work, PersonDraft("Cai Dale"))


@pytest.mark.parametrize("typed", ["dwr", "Dŵr", "CANOL dw", "o'br", "<jo>", '"', "*", "NEAR(", "a OR b", ""])
def test_any_words_may_be_searched_for(desk: Desk, do: Any, typed: str) -> None:
    _person(do, "Jo O'Brien <jo>", summary="Lives in Canol y Dŵr")
    found = [hit.title for hit in desk.read(lambda s: finding.find(s, typed))]
    assert found == (["Jo O'Brien <jo>"] if typed in ("dwr", "Dŵr", "CANOL dw", "o'br", "<jo>") else [])
