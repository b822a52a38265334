"""Lawful basis, consent, requests and how long people are kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import TODAY
from villagedesk.core.errors import Refused
from villagedesk.core.words import ContactKind, InteractionKind, LawfulBasis, RequestKind, Retained, Role, TouchUnit
from villagedesk.models import ContactDetail, Group, Membership, Organization, Participant, Person
from villagedesk.records.actions import ActionDraft
from villagedesk.records.assets import AssetDraft
from villagedesk.records.consent import BasisDraft, ConsentDraft, PrivacyCard, RequestDraft
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.people import ContactDraft, InterestDraft, MembershipDraft, NoteDraft, PersonDraft
from villagedesk.records.questions import QuestionDraft
from villagedesk.records.responses import ResponseDraft
from villagedesk.services import (
    actions,
    assets,
    bulk,
    consent,
    interactions,
    letters,
    notes,
    people,
    posts,
    questions,
    requests,
    responses,
    retention,
    rhythms,
    tags,
)
from villagedesk.services.desk import Desk, Work


@pytest.fixture
def jo(do: Any) -> str:
    return str(do(lambda work: people.add_person(work, PersonDraft("Jo Smith"))))


def card(desk: Desk, key: str) -> PrivacyCard:
    return desk.read(lambda session: consent.card(session, key, TODAY))


def join(work: Work, person_id: str, role: Role, body: str | None = None, **more: Any) -> None:
    body = body or posts.own_body(work.session)
    work.session.add(Membership(id=work.new_id(), person_id=person_id, organization_id=body, role=role, **more))


@pytest.mark.parametrize(
    ("role", "ours", "why"),
    [
        (Role.COUNCILLOR, False, "A councillor, in a public role"),
        (Role.OFFICER, False, "An officer, in a public role"),
        (Role.MEMBER, True, "A member of the group"),
        (Role.OTHER, False, "Somebody the group has to do with"),
    ],
)
def test_the_basis_follows_from_what_they_are(desk: Desk, do: Any, jo: str, role: Role, ours: bool, why: str) -> None:
    def job(work: Work) -> None:
        body = Organization(id=work.new_id(), name="Council", sort_name="council")
        work.session.add(body)
        work.session.flush()
        join(work, jo, role, None if ours else body.id)

    do(job)
    shown = card(desk, jo)
    assert (shown.holds, shown.preset_why) == (LawfulBasis.LEGITIMATE_INTERESTS, why)


def test_consent_is_relied_on_only_where_it_was_given(desk: Desk, do: Any, jo: str) -> None:
    relies = BasisDraft(LawfulBasis.CONSENT, "Newsletter")
    with pytest.raises(Refused, match="agreed"):
        do(lambda work: consent.set_basis(work, jo, relies))
    key = do(lambda work: consent.give(work, jo, ConsentDraft("The newsletter", given_how="On a form")))
    do(lambda work: consent.set_basis(work, jo, relies))
    assert card(desk, jo).holds is LawfulBasis.CONSENT
    assert desk.read(lambda session: consent.agreed(session, jo, "The newsletter"))
    do(lambda work: consent.withdraw(work, key, "By telephone"))
    assert not desk.read(lambda session: consent.agreed(session, jo, "The newsletter"))
    given = card(desk, jo).consents[0]
    assert (given.given_how, given.withdrawn_on, given.withdrawn_how) == ("On a form", TODAY, "By telephone")
    with pytest.raises(Refused, match="already"):
        do(lambda work: consent.withdraw(work, key))


@pytest.mark.parametrize(
    ("draft", "field"),
    [(ConsentDraft(" "), "purpose"), (ConsentDraft("News", TODAY + timedelta(1)), "given_on")],
)
def test_a_consent_needs_a_purpose_and_a_day_that_was(do: Any, jo: str, draft: ConsentDraft, field: str) -> None:
    with pytest.raises(Refused) as no:
        do(lambda work: consent.give(work, jo, draft))
    assert no.value.field == field


def test_nobody_is_contacted_who_does_not_want_to_be(desk: Desk, do: Any, jo: str) -> None:
    def reach(work: Work) -> None:
        people.set_contacts(work, "person", jo, [ContactDraft(ContactKind.EMAIL, "jo@post.example")])

    def usable() -> list[str]:
        wanted = select(ContactDetail.value).where(consent.may_be_used())
        return list(desk.read(lambda session: session.scalars(wanted).all()))

    do(reach)
    assert usable() == ["jo@post.example"]
    do(lambda work: consent.set_basis(work, jo, BasisDraft(do_not_contact=True)))
    assert usable() == []
    assert desk.read(lambda s: s.scalars(select(Person.id).where(consent.may_be_contacted())).all()) == []


def test_whoever_was_erased_is_written_about_no_more(desk: Desk, do: Any, jo: str) -> None:
    other = do(lambda work: people.add_person(work, PersonDraft("Other One")))
    do(lambda work: setattr(work.session.get(Person, jo), "restricted_at", work.now))
    talk = InteractionDraft(
        kind=InteractionKind.CALL, on_date=TODAY, text="Hello", participants=(ParticipantDraft(person_id=jo),)
    )  # fmt: skip

    def named(work: Work) -> None:
        entry = replace(talk, participants=(ParticipantDraft("Jo"),))
        interactions.add(work, entry)
        row = work.session.scalars(select(Participant).where(Participant.person_id.is_(None)).limit(1)).one()
        interactions.know(work, row.id, jo)

    own = desk.read(lambda session: session.scalars(select(Group.organization_id)).one())
    writes: tuple[Callable[[Work], object], ...] = (
        lambda work: consent.set_basis(work, jo, BasisDraft()),
        lambda work: consent.give(work, jo, ConsentDraft("News")),
        lambda work: retention.keep(work, jo, "Why"),
        lambda work: people.edit_person(work, jo, PersonDraft("Jo")),
        lambda work: people.set_contacts(work, "person", jo, [ContactDraft(ContactKind.EMAIL, "r@x.example")]),
        lambda work: notes.add_note(work, "person", jo, NoteDraft("Something")),
        lambda work: notes.add_name(work, "person", jo, "Joey"),
        lambda work: notes.add_interest(work, jo, InterestDraft("A shop")),
        lambda work: notes.set_picture(work, jo, "a.png", b"x"),
        lambda work: tags.add(work, [jo], "Volunteer"),
        lambda work: posts.add_membership(work, jo, MembershipDraft(own)),
        lambda work: assets.add(work, "person", jo, AssetDraft("Welding")),
        lambda work: rhythms.keep(work, "person", jo, 6, TouchUnit.WEEKS),
        lambda work: actions.add(work, ActionDraft("Mend the gate", owner_id=jo)),
        lambda work: actions.edit(
            work, actions.add(work, ActionDraft("Mend it", owner_id=other)), ActionDraft("Mend it", owner_id=jo)
        ),
        lambda work: questions.ask(work, QuestionDraft("When?", person_id=jo)),
        lambda work: responses.add(work, ResponseDraft("The plan", owner_id=jo)),
        lambda work: interactions.add(work, talk),
        named,
        lambda work: letters.start(work.session, jo, TODAY, None),
    )
    for write in writes:
        with pytest.raises(Refused, match=r"Jo.* (is restricted since|is not to be contacted)"):
            do(write)
    do(lambda work: bulk.set_do_not_contact(work, [jo], False))
    assert desk.read(lambda s: s.scalars(select(Person.id).where(consent.may_be_contacted())).all()) == [other]


@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2026, 9, 3), date(2026, 10, 5)),  # 3 October is a Saturday
        (date(2026, 1, 31), date(2026, 3, 2)),  # no 31 February: the 28th is a Saturday
        (date(2026, 11, 25), date(2026, 12, 29)),  # Christmas Day, Boxing Day (and its substitute), the weekend
        (date(2026, 11, 16), date(2026, 12, 16)),
        (date(2027, 2, 26), date(2027, 3, 30)),  # Good Friday and Easter Monday
    ],
)
def test_an_answer_is_due_on_the_corresponding_day_of_the_next_month(received: date, due: date) -> None:
    assert requests.due_on(received, "England") == due


def test_a_request_is_answered_or_extended_once_with_a_reason(desk: Desk, do: Any, jo: str) -> None:
    key = do(lambda work: requests.add(work, jo, RequestDraft(RequestKind.ACCESS, date(2026, 11, 3))))
    assert [row.due_on for row in desk.read(requests.open_ones)] == [date(2026, 12, 3)]
    with pytest.raises(Refused, match="why"):
        do(lambda work: requests.extend(work, key, " "))
    assert do(lambda work: requests.extend(work, key, "Four years of letters")) == date(2027, 2, 3)
    with pytest.raises(Refused, match="once"):
        do(lambda work: requests.extend(work, key, "More"))
    do(lambda work: requests.answer(work, key))
    assert desk.read(requests.open_ones) == ()
    assert card(desk, jo).requests[0].answered_on == TODAY


def left(do: Any, name: str, days: int) -> str:
    def job(work: Work) -> str:
        key = people.add_person(work, PersonDraft(name))
        join(work, key, Role.MEMBER, end_on=TODAY - timedelta(days))
        return key

    return str(do(job))


def test_who_is_past_their_time_is_listed_with_the_reason(desk: Desk, do: Any, jo: str) -> None:
    old, newer = left(do, "Old Member", 800), left(do, "Newer Member", 100)
    assert desk.read(lambda session: retention.to_review(session, TODAY)) == []
    do(lambda work: retention.set_rule(work, Retained.MEMBERS, 24, "Our rule"))
    rows = desk.read(lambda session: retention.to_review(session, TODAY))
    assert [(row.id, row.sort, row.last_what) for row in rows] == [(old, Retained.MEMBERS, "Their position ended")]
    assert rows[0].past_since <= TODAY
    assert card(desk, newer).past_since is None
    until = do(lambda work: retention.keep(work, old, "Still lends the marquee"))
    assert until == date(2027, 11, 21)
    assert desk.read(lambda session: retention.to_review(session, TODAY)) == []
    assert old in {row.id for row in desk.read(lambda session: retention.to_review(session, until))}
    assert card(desk, old).kept_why == "Still lends the marquee"


def test_whoever_holds_a_post_is_never_past_it(desk: Desk, do: Any) -> None:
    key = left(do, "Came Back", 900)
    do(lambda work: join(work, key, Role.CHAIR))
    do(lambda work: retention.set_rule(work, Retained.MEMBERS, 1))
    assert desk.read(lambda session: retention.to_review(session, TODAY)) == []


def test_rules_are_the_groups_own_and_can_be_taken_away(desk: Desk, do: Any) -> None:
    with pytest.raises(Refused):
        do(lambda work: retention.set_rule(work, Retained.CONTACTS, 0))
    do(lambda work: retention.set_rule(work, Retained.CONTACTS, 36, "Agreed in May"))
    rules = {rule.what: rule for rule in desk.read(retention.rules)}
    assert (rules[Retained.CONTACTS].months, rules[Retained.CONTACTS].reason) == (36, "Agreed in May")
    assert rules[Retained.MEMBERS].months is None
    assert rules[Retained.MEMBERS].suggested_why
    do(lambda work: retention.set_rule(work, Retained.CONTACTS, None))
    assert all(rule.months is None for rule in desk.read(retention.rules))
