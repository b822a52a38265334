"""A council is followed by one or several: planned ahead, carried out on its day, split, merged, undone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from tests.conftest import TODAY
from tests.services.dumps import dump
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import MeetingKind, OrganizationKind, Role, TouchUnit
from villagedesk.models import (
    Action,
    Change,
    Group,
    Handover,
    Meeting,
    Membership,
    Organization,
    Question,
    Response,
    Rhythm,
    Series,
    Succession,
)
from villagedesk.records.actions import ActionDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.turnover import PromiseKind, SuccessionDraft
from villagedesk.services import actions, exports, people, posts, succession, turnover
from villagedesk.services.desk import Desk, Work


@pytest.fixture
def old(do: Any) -> dict[str, str]:
    """Two district councils; Brynafon has a councillor, an officer, a department, and much that is open."""

    def make(work: Work) -> dict[str, str]:
        def body(name: str, parent: str | None = None) -> str:
            kind = OrganizationKind.DEPARTMENT if parent else OrganizationKind.COUNCIL
            return people.add_organization(
                work, OrganizationDraft(name, kind=kind, parent_id=parent, audience=Audience.PUBLIC)
            )  # fmt: skip

        keys = {"bryn": body("Brynafon Council"), "cwm": body("Cwmafon Council")}
        keys["highways"] = body("Highways", keys["bryn"])
        for name, role, post in (("Jo Reed", Role.COUNCILLOR, "Councillor"), ("Meg Lloyd", Role.OFFICER, "Clerk")):
            keys[name] = people.add_person(work, PersonDraft(name))
            posts.add_membership(work, keys[name], MembershipDraft(keys["bryn"], role, post=post))
        for text, body_, owner in (
            ("Cut the hedge", "bryn", None), ("Lend a counter", None, "Jo Reed"), ("Send the list", None, "Meg Lloyd"),
        ):  # fmt: skip
            draft = ActionDraft(text, owner_id=keys.get(owner or ""), organization_id=keys.get(body_ or ""))
            keys[text] = actions.add(work, draft)
        question = Question(
            id=work.new_id(), text="Who mows?", asked_on=TODAY, organization_id=keys["bryn"], person_id=keys["Jo Reed"],
            body_name="Brynafon Council",
        )  # fmt: skip
        response = Response(
            id=work.new_id(), title="The local plan", organization_id=keys["bryn"], body_name="Brynafon Council"
        )
        series = Series(id=work.new_id(), name="Liaison", kind=MeetingKind.LIAISON, with_id=keys["bryn"])
        rhythm = Rhythm(id=work.new_id(), organization_id=keys["bryn"], every=6, unit=TouchUnit.WEEKS, since=TODAY)
        work.session.add_all([question, response, series, rhythm])
        work.session.flush()
        for days in (-30, 30):
            keys[f"meeting {days}"] = work.new_id()
            work.session.add(
                Meeting(
                    id=keys[f"meeting {days}"], series_id=series.id, title="Liaison", on_date=TODAY + timedelta(days),
                    with_id=keys["bryn"],
                )
            )  # fmt: skip
        return keys | {"question": question.id, "response": response.id, "series": series.id, "rhythm": rhythm.id}

    made: dict[str, str] = do(make)
    return made


@pytest.fixture
def plan(old: dict[str, str]) -> SuccessionDraft:
    return SuccessionDraft((old["bryn"],), TODAY, names=("Afon Unitary Council",))


def _last(session: Any) -> int:
    return int(session.scalars(select(Change.number).order_by(Change.number.desc()).limit(1)).one())


def _moves(desk: Desk, draft: SuccessionDraft) -> dict[str, str]:
    shown = desk.read(lambda session: succession.preview(session, draft, TODAY))
    return {move.promise.text: move.to for move in shown.moves}


def test_the_preview_says_what_goes_where_and_writes_nothing(
    desk: Desk, old: dict[str, str], plan: SuccessionDraft
) -> None:
    before = dump(desk)
    new = "Afon Unitary Council"
    assert _moves(desk, plan) == {
        "Cut the hedge": new, "Who mows?": new, "The local plan": new, "Liaison": new, "Keep in touch every 6 weeks": new,
        "Highways": new, "Lend a counter": new, "Jo Reed": "", "Meg Lloyd": new,
    }  # fmt: skip
    assert dump(desk) == before


def test_on_its_day_everything_moves_in_one_step_and_history_keeps_the_old_name(
    desk: Desk, old: dict[str, str], plan: SuccessionDraft
) -> None:
    before = dump(desk)
    desk.do("Follow", lambda work: succession.decide(work, plan)).result()

    def look(session: Any) -> None:
        new = session.scalars(select(Organization).where(Organization.name == "Afon Unitary Council")).one()
        assert new.kind is OrganizationKind.COUNCIL
        assert new.founded_on == TODAY
        ended = session.get(Organization, old["bryn"])
        assert (ended.name, ended.dissolved_on) == ("Brynafon Council", TODAY)
        owners = {action.text: (action.owner_id, action.organization_id) for action in session.scalars(select(Action))}
        assert owners == {
            "Cut the hedge": (None, new.id), "Lend a counter": (None, new.id), "Send the list": (old["Meg Lloyd"], None),
        }  # fmt: skip
        asked = session.get(Question, old["question"])
        assert (asked.organization_id, asked.body_name, asked.person_id) == (new.id, "Brynafon Council", None)
        answer = session.get(Response, old["response"])
        assert (answer.organization_id, answer.body_name) == (new.id, "Brynafon Council")
        assert session.get(Series, old["series"]).with_id == new.id
        assert session.get(Meeting, old["meeting 30"]).with_id == new.id
        assert session.get(Meeting, old["meeting -30"]).with_id == old["bryn"]
        assert session.get(Rhythm, old["rhythm"]).organization_id == new.id
        assert session.get(Organization, old["highways"]).parent_id == new.id
        held = {
            (row.person_id, row.organization_id): (row.start_on, row.end_on)
            for row in session.scalars(select(Membership))
        }
        last = TODAY - timedelta(1)
        assert held[old["Jo Reed"], old["bryn"]] == (None, last)
        assert held[old["Meg Lloyd"], old["bryn"]] == (None, last)
        assert held[old["Meg Lloyd"], new.id] == (TODAY, None)
        handed = {row.of_id: row for row in session.scalars(select(Handover))}
        assert handed[old["Lend a counter"]].from_name == "Jo Reed, Brynafon Council"
        assert handed[old["Cut the hedge"]].reason == "Brynafon Council was followed by Afon Unitary Council"

    desk.read(look)
    desk.undo(desk.read(_last)).result()
    assert dump(desk) == before


def test_each_thing_can_go_to_another_successor_or_stay(desk: Desk, old: dict[str, str]) -> None:
    east, west = "Afon East", "Afon West"
    directed = {
        f"{PromiseKind.ACTION}:{old['Cut the hedge']}": west,
        f"{PromiseKind.QUESTION}:{old['question']}": "",
        f"{PromiseKind.PART}:{old['highways']}": west,
    }
    draft = SuccessionDraft((old["bryn"],), TODAY, names=(east, west), directed=directed)
    desk.do("Follow", lambda work: succession.decide(work, draft)).result()

    def look(session: Any) -> None:
        keys = {body.name: body.id for body in session.scalars(select(Organization))}
        assert session.get(Action, old["Cut the hedge"]).organization_id == keys[west]
        assert session.get(Action, old["Lend a counter"]).organization_id == keys[east]
        assert session.get(Question, old["question"]).organization_id == old["bryn"]
        assert session.get(Organization, old["highways"]).parent_id == keys[west]

    desk.read(look)
    card = desk.read(lambda session: people.organization(session, old["bryn"], TODAY))
    assert [one.organization for one in card.successors] == [east, west]


def test_two_councils_become_one_in_one_step(desk: Desk, old: dict[str, str]) -> None:
    before = dump(desk)
    draft = SuccessionDraft((old["bryn"], old["cwm"]), TODAY, names=("Afon Unitary Council",))
    desk.do("Follow", lambda work: succession.decide(work, draft)).result()
    key = desk.read(
        lambda session: session.scalars(select(Organization.id).where(Organization.founded_on == TODAY)).one()
    )
    card = desk.read(lambda session: people.organization(session, key, TODAY))
    assert [one.organization for one in card.predecessors] == ["Brynafon Council", "Cwmafon Council"]
    desk.undo(desk.read(_last)).result()
    assert dump(desk) == before


def test_a_plan_for_a_later_day_moves_nothing_until_today_asks(
    desk: Desk, old: dict[str, str], plan: SuccessionDraft
) -> None:
    on = TODAY + timedelta(100)
    ahead = SuccessionDraft(plan.body_ids, on, names=plan.names)
    desk.do("Follow", lambda work: succession.decide(work, ahead)).result()
    card = desk.read(lambda session: people.organization(session, old["bryn"], TODAY))
    assert (card.dissolved_on, [one.on_date for one in card.successors]) == (None, [on])
    assert desk.read(lambda session: session.get(Action, old["Cut the hedge"]).organization_id) == old["bryn"]
    assert desk.read(lambda session: turnover.due(session, on - timedelta(1))).succeeded == ()
    asked = desk.read(lambda session: turnover.due(session, on)).succeeded
    assert [(one.organization, one.on_date) for one in asked] == [("Brynafon Council", on)]
    kept = desk.read(lambda session: succession.planned(session, old["bryn"]))
    assert (kept.body_ids, kept.on) == ((old["bryn"],), on)
    desk.do("Give up", lambda work: succession.give_up(work, old["bryn"])).result()
    assert desk.read(lambda session: list(session.scalars(select(Succession)))) == []


def test_a_plan_for_two_is_found_from_either(desk: Desk, old: dict[str, str]) -> None:
    draft = SuccessionDraft((old["bryn"], old["cwm"]), TODAY + timedelta(9), names=("Afon Unitary Council",))
    desk.do("Follow", lambda work: succession.decide(work, draft)).result()
    kept = desk.read(lambda session: succession.planned(session, old["cwm"]))
    assert kept.body_ids == (old["cwm"], old["bryn"])


def test_who_sits_on_the_successor_already_keeps_their_promises(desk: Desk, do: Any, old: dict[str, str]) -> None:
    def shadow(work: Work) -> str:
        key = people.add_organization(work, OrganizationDraft("Afon Unitary", kind=OrganizationKind.COUNCIL))
        posts.add_membership(work, old["Jo Reed"], MembershipDraft(key, Role.COUNCILLOR, post="Councillor"))
        return key

    new = do(shadow)
    draft = SuccessionDraft((old["bryn"],), TODAY, successor_ids=(new,))
    assert "Lend a counter" not in _moves(desk, draft)
    desk.do("Follow", lambda work: succession.decide(work, draft)).result()
    assert desk.read(lambda session: session.get(Question, old["question"]).person_id) == old["Jo Reed"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"on": None}, "From|from which day"),
        ({"names": ()}, "who follows"),
        ({"body_ids": ()}, "which body"),
        ({"names": ("brynafon council",)}, "follow itself"),
    ],
)
def test_what_makes_no_sense_is_refused(
    desk: Desk, plan: SuccessionDraft, change: dict[str, Any], words: str
) -> None:  # fmt: skip
    from dataclasses import replace

    with pytest.raises(Refused, match=words):
        desk.read(lambda session: succession.preview(session, replace(plan, **change), TODAY))


def test_the_group_and_what_has_ended_cannot_be_followed(
    desk: Desk, do: Any, old: dict[str, str], plan: SuccessionDraft
) -> None:
    own = desk.read(lambda session: session.scalars(select(Group.organization_id)).one())
    with pytest.raises(Refused, match="group itself"):
        desk.read(lambda session: succession.preview(session, SuccessionDraft((own,), TODAY, names=("X",)), TODAY))
    do(lambda work: succession.decide(work, plan))
    with pytest.raises(Refused, match="ended already"):
        do(lambda work: succession.decide(work, plan))
    with pytest.raises(Refused, match="Undo"):
        do(lambda work: succession.give_up(work, old["bryn"]))


def test_the_names_before_and_after_are_exported_to_those_who_may_know_the_body(
    desk: Desk, do: Any, old: dict[str, str], plan: SuccessionDraft
) -> None:
    do(lambda work: succession.decide(work, plan))
    do(lambda work: setattr(work.session.get_one(Organization, old["cwm"]), "audience", Audience.COMMITTEE))

    def told(audience: Audience) -> Iterator[Any]:
        return desk.read(lambda session: list(exports.for_audience(session, "organizations", audience, TODAY)))

    (bryn,) = [body for body in told(Audience.PUBLIC) if body.id == old["bryn"]]
    assert [(one.organization, one.on_date) for one in bryn.successors] == [("Afon Unitary Council", TODAY)]
    new = desk.read(
        lambda session: session.scalars(select(Organization).where(Organization.founded_on == TODAY)).one().id
    )
    do(lambda work: setattr(work.session.get_one(Organization, new), "audience", Audience.COMMITTEE))
    (bryn,) = [body for body in told(Audience.PUBLIC) if body.id == old["bryn"]]
    assert bryn.successors == ()
