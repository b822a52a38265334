"""Who is gone, what they had promised, and who takes it on; each in one step that undo takes back."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import TODAY
from tests.services.dumps import dump
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused
from villagedesk.core.words import (
    ActionStatus,
    InteractionKind,
    OrganizationKind,
    QuestionKind,
    Role,
    Side,
)
from villagedesk.models import (
    Action,
    Group,
    Handover,
    Interaction,
    Membership,
    Organization,
    Participant,
    Question,
)
from villagedesk.records.actions import ActionDraft
from villagedesk.records.deals import DealDraft
from villagedesk.records.imports import CouncillorEntry, CouncillorList, ImportOptions, Reading
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.promises import PromiseDraft
from villagedesk.records.timeline import Happened
from villagedesk.records.turnover import Ending, HandOn
from villagedesk.services import (
    actions,
    actionsteps,
    deals,
    getback,
    imports,
    people,
    posts,
    promisesteps,
    promising,
    timeline,
    turnover,
)
from villagedesk.services.desk import Desk, Work

POLLED = date(2026, 11, 5)


def entry(number: int, name: str, ward: str) -> CouncillorEntry:
    return CouncillorEntry(
        row=number, external_id=name, title="Cllr", name=name, honours="", ward=ward, district="", party="Green",
        posts=(), contacts=(), home_address=(), start=None, end=None, vacant=False, notes=(),
    )  # fmt: skip


def listed(*names: tuple[str, str]) -> Reading:
    entries = tuple(entry(number, name, ward) for number, (name, ward) in enumerate(names, 1))
    return Reading("moderngov", "", CouncillorList("brynafon.example", "Brynafon Council", entries, (), ()))


OLD = listed(("Jo Reed", "Canol"), ("Ann Bell", "Canol"), ("Cai Dale", "Ashgrove"))
NEW = listed(("Ann Bell", "Canol"), ("Meg Lloyd", "Canol"), ("Cai Dale", "Riverside"))


@pytest.fixture
def council(do: Any) -> dict[str, str]:
    """A council of three with a polling day, where Jo Reed had promised two things and was asked a third."""

    def make(work: Work) -> dict[str, str]:
        imports.apply(work, OLD, ImportOptions())
        council = work.session.scalars(select(Organization).where(Organization.kind == OrganizationKind.COUNCIL)).one()
        council.elects_on, council.listed_on = POLLED, POLLED - timedelta(200)
        keys = {choice.name: choice.id for choice in people.choices(work.session)}
        for text, due in (("Cut back the hedge", 3), ("Lend a counter", None)):
            actions.add(
                work, ActionDraft(text, owner_id=keys["Jo Reed"], due_on=TODAY + timedelta(due) if due else None)
            )
        question = Question(
            id=work.new_id(), kind=QuestionKind.ORDINARY, text="Who mows the green?", asked_on=TODAY - timedelta(9),
            organization_id=council.id, body_name=council.name, person_id=keys["Jo Reed"],
        )  # fmt: skip
        call = Interaction(
            id=work.new_id(), kind=InteractionKind.CALL, on_date=TODAY, text="Drains", follow_up="Ring about the drains",
            follow_up_on=TODAY + timedelta(2),
        )  # fmt: skip
        work.session.add_all([question, call])
        work.session.flush()
        work.session.add(Participant(id=work.new_id(), interaction_id=call.id, person_id=keys["Jo Reed"], name="Jo"))
        return keys | {"council": council.id, "question": question.id, "call": call.id}

    made: dict[str, str] = do(make)
    return made


def take_in(desk: Desk, ending: Ending | None = None) -> None:
    """Import the newer list and end the places of the departed in the same change."""

    def look(session: Any) -> Ending:
        return turnover.ending_of(session, imports.preview(session, NEW, ImportOptions(), TODAY), TODAY)

    chosen = ending or desk.read(look)

    def job(work: Work) -> None:
        imports.apply(
            work, NEW, ImportOptions(), lambda work, preview: turnover.end_departed(work, preview, chosen)
        )  # fmt: skip

    desk.do("Import", job, ChangeKind.IMPORT).result()


def held(desk: Desk, key: str) -> list[Membership]:
    return desk.read(lambda session: list(session.scalars(select(Membership).where(Membership.person_id == key))))


def test_who_is_gone_and_who_moved_is_shown_before_anything_is_written(desk: Desk, council: dict[str, str]) -> None:
    shown = desk.read(lambda session: imports.preview(session, NEW, ImportOptions(), TODAY))
    assert [(one.name, one.has_moved) for one in shown.departed] == [("Cai Dale", True), ("Jo Reed", False)]
    assert held(desk, council["Jo Reed"])[0].end_on is None


def test_the_places_of_the_departed_end_on_the_polling_day_with_the_list_as_one_change(
    desk: Desk, council: dict[str, str]
) -> None:
    before = dump(desk)
    take_in(desk)
    (place,) = held(desk, council["Jo Reed"])
    assert (place.end_on, place.end_reason) == (POLLED, "Not in the list of 21 November 2026")
    moved = {one.end_on for one in held(desk, council["Cai Dale"])}
    assert moved == {POLLED, None}
    desk.undo(desk.read(lambda session: _last(session))).result()
    assert dump(desk) == before


def _last(session: Any) -> int:
    from villagedesk.models import Change

    return int(session.scalars(select(Change.number).order_by(Change.number.desc()).limit(1)).one())


def test_a_place_that_is_not_chosen_goes_on(desk: Desk, council: dict[str, str]) -> None:
    take_in(desk, Ending(TODAY, ()))
    assert held(desk, council["Jo Reed"])[0].end_on is None


def test_a_last_day_must_be_said_and_have_come(desk: Desk, council: dict[str, str]) -> None:
    keys = tuple(one.id for one in held(desk, council["Jo Reed"]))
    with pytest.raises(Refused, match="last"):
        take_in(desk, Ending(None, keys))
    with pytest.raises(Refused, match="ahead"):
        take_in(desk, Ending(TODAY + timedelta(1), keys))
    assert held(desk, council["Jo Reed"])[0].end_on is None


def test_what_the_departed_had_promised_is_listed_and_whoever_has_the_seat_now_is_proposed(
    desk: Desk, council: dict[str, str]
) -> None:
    take_in(desk)
    told = desk.read(lambda session: turnover.leaving(session, council["Jo Reed"], TODAY))
    assert [promise.text for promise in told.promises] == [
        "Cut back the hedge", "Lend a counter", "Who mows the green?", "Ring about the drains",
    ]  # fmt: skip
    names = {choice.id: choice.name for choice in told.successors}
    assert names[told.proposed] == "Meg Lloyd"
    assert "Jo Reed" not in names.values()
    assert names[council["council"]] == "Brynafon Council"


def test_promises_are_handed_on_one_by_one_and_the_old_name_stays(desk: Desk, council: dict[str, str]) -> None:
    take_in(desk)
    told = desk.read(lambda session: turnover.leaving(session, council["Jo Reed"], TODAY))
    hedge, counter, question, call = (promise.key for promise in told.promises)
    before = dump(desk)
    to = {hedge: told.proposed, counter: council["council"], question: council["Ann Bell"], call: told.proposed}
    desk.do(
        "Hand on", lambda work: turnover.hand_on(work, council["Jo Reed"], HandOn(TODAY, "Lost the seat", to))
    ).result()

    def look(session: Any) -> None:
        owners = {
            action.text: (action.owner_id, action.organization_id) for action in session.scalars(select(Action))
        }  # fmt: skip
        assert owners["Cut back the hedge"] == (told.proposed, None)
        assert owners["Lend a counter"] == (None, council["council"])
        asked = session.get(Question, council["question"])
        assert (asked.person_id, asked.body_name) == (council["Ann Bell"], "Brynafon Council")
        handed = {row.of_kind: row for row in session.scalars(select(Handover).order_by(Handover.id))}
        assert handed["question"].from_name == "Jo Reed"
        assert handed["question"].to_name == "Ann Bell"
        assert handed["interaction"].of_id == council["call"]
        assert len(list(session.scalars(select(Participant).where(Participant.person_id == council["Jo Reed"])))) == 1

    desk.read(look)
    (back,) = desk.read(lambda session: getback.due(session, TODAY + timedelta(2)))
    assert (back.name, back.words) == ("Meg Lloyd", "Ring about the drains")
    left = desk.read(lambda session: turnover.leaving(session, council["Jo Reed"], TODAY))
    assert left.promises == ()
    now = desk.read(lambda session: turnover.leaving(session, told.proposed, TODAY))
    assert {promise.key for promise in now.promises} == {hedge, call}
    past = desk.read(lambda session: timeline.entries(session, council["Jo Reed"], only=(Happened.AGREED,)))
    assert {one.title for one in past} == {"Cut back the hedge", "Lend a counter"}
    card = desk.read(lambda session: actions.card(session, hedge.partition(":")[2]))
    assert [(step.from_name, step.to_name, step.reason) for step in card.handovers] == [
        ("Jo Reed", "Meg Lloyd", "Lost the seat")
    ]
    desk.undo(desk.read(_last)).result()
    assert dump(desk) == before


def test_nothing_is_handed_on_to_nobody_or_without_a_day(do: Any, desk: Desk, council: dict[str, str]) -> None:
    told = desk.read(lambda session: turnover.leaving(session, council["Jo Reed"], TODAY))
    key = told.promises[0].key
    with pytest.raises(Refused, match="at least one"):
        do(lambda work: turnover.hand_on(work, council["Jo Reed"], HandOn(TODAY)))
    with pytest.raises(Refused, match="day"):
        do(lambda work: turnover.hand_on(work, council["Jo Reed"], HandOn(None, to={key: council["Ann Bell"]})))
    with pytest.raises(Refused, match="themselves"):
        do(lambda work: turnover.hand_on(work, council["Jo Reed"], HandOn(TODAY, to={key: council["Jo Reed"]})))


def test_somebody_who_leaves_the_group_leaves_our_actions_and_not_the_councils(do: Any, desk: Desk) -> None:
    def make(work: Work) -> str:
        own = work.session.scalars(select(Group)).one().organization_id or ""
        key = people.add_person(work, PersonDraft("Nia Ellis"))
        other = people.add_person(work, PersonDraft("Sunil Rao"))
        place = posts.add_membership(work, key, MembershipDraft(own, Role.TREASURER, post="Treasurer"))
        actions.add(work, ActionDraft("Write to the bank", owner_id=key))
        actionsteps.set_status(work, actions.add(work, ActionDraft("Done thing", owner_id=key)), ActionStatus.DONE)
        theirs = actions.add(work, ActionDraft("Their thing", owner_id=key))
        work.session.get_one(Action, theirs).side = Side.THEIRS
        posts.end_membership(work, place, TODAY)
        posts.add_membership(work, other, MembershipDraft(own, Role.TREASURER, post="Treasurer"))
        return key

    key = do(make)
    told = desk.read(lambda session: turnover.leaving(session, key, TODAY))
    assert [promise.text for promise in told.promises] == ["Write to the bank"]
    names = {choice.id: choice.name for choice in told.successors}
    assert names[told.proposed] == "Sunil Rao"
    assert [(left.name, left.promises) for left in _due(desk).left] == [("Nia Ellis", 1)]


def _due(desk: Desk, today: date = TODAY) -> Any:
    return desk.read(lambda session: turnover.due(session, today))


def test_today_speaks_of_a_poll_for_six_weeks_and_asks_for_the_list_until_it_came(
    desk: Desk, council: dict[str, str]
) -> None:
    assert [poll.name for poll in _due(desk, POLLED - timedelta(42)).polls] == ["Brynafon Council"]
    assert _due(desk, POLLED - timedelta(43)).polls == ()
    assert [poll.on for poll in _due(desk).polls] == [POLLED]
    take_in(desk)
    assert _due(desk).polls == ()


def test_today_says_who_left_with_promises(desk: Desk, council: dict[str, str]) -> None:
    assert _due(desk).left == ()
    take_in(desk)
    assert [(left.name, left.promises) for left in _due(desk).left] == [("Jo Reed", 3)]


def test_the_polling_day_is_kept_with_the_body(do: Any, desk: Desk) -> None:
    key = do(
        lambda work: people.add_organization(
            work, OrganizationDraft("Cwmafon", kind=OrganizationKind.COUNCIL, elects_on=date(2027, 5, 6))
        )
    )
    assert desk.read(lambda session: people.organization(session, key, TODAY)).elects_on == date(2027, 5, 6)


def test_a_promise_in_a_deal_is_listed_and_goes_on_in_it(desk: Desk, do: Any, council: dict[str, str]) -> None:
    def promised(work: Work) -> str:
        deal = deals.add(work, DealDraft("Green spaces", organization_id=council["council"]))
        draft = PromiseDraft(
            "Mend the bench", owner_id=council["Jo Reed"], raised_on=TODAY, due_on=TODAY + timedelta(9), deal_id=deal
        )
        return promisesteps.promise(work, draft)

    key = do(promised)
    left = desk.read(lambda session: turnover.leaving(session, council["Jo Reed"], TODAY))
    assert "Mend the bench" in [one.text for one in left.promises]
    draft = HandOn(TODAY, "New portfolio", {f"action:{key}": council["Ann Bell"]})
    do(lambda work: turnover.hand_on(work, council["Jo Reed"], draft))
    card = desk.read(lambda session: promising.card(session, key, TODAY))
    assert (card.row.maker, card.row.deal, card.row.side) == ("Ann Bell", "Green spaces", Side.THEIRS)
    assert [(one.from_name, one.to_name) for one in card.handovers] == [("Jo Reed", "Ann Bell")]
