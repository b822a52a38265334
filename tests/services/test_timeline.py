"""A timeline tells everything that happened with somebody once, newest first."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from villagedesk.core.words import ActionStatus, InteractionKind
from villagedesk.models import Interaction, Note, Participant, Question
from villagedesk.records.actions import ActionDraft
from villagedesk.records.people import MembershipDraft, OrganizationDraft, PersonDraft
from villagedesk.records.timeline import Happened
from villagedesk.services import actions, actionsteps, people, posts, timeline
from villagedesk.services.desk import Desk


@pytest.fixture
def officer(do: Any) -> tuple[str, str]:
    """An officer and the council that they are of."""

    def make(work: Any) -> tuple[str, str]:
        body = people.add_organization(work, OrganizationDraft("Brynafon Council"))
        person = people.add_person(work, PersonDraft("Jo Reed"))
        posts.add_membership(
            work,
            person,
            MembershipDraft(body, post="Parks officer", start_on=date(2024, 5, 1), end_on=date(2026, 1, 9)),
        )
        return person, body

    made: tuple[str, str] = do(make)
    return made


def told(desk: Desk, key: str, **more: Any) -> list[tuple[Happened, str]]:
    return [(entry.kind, entry.title) for entry in desk.read(lambda session: timeline.entries(session, key, **more))]


def write_everything(work: Any, person: str) -> None:
    session = work.session
    call = Interaction(id=work.new_id(), kind=InteractionKind.CALL, on_date=date(2026, 3, 2), text="Promised a skip")
    session.add_all(
        [
            call,
            Participant(id=work.new_id(), interaction_id=call.id, person_id=person),
            Note(id=work.new_id(), person_id=person, on_date=date(2026, 3, 1), text="Likes tea"),
            Question(
                id=work.new_id(), text="When?", person_id=person, asked_on=date(2026, 2, 1), answer="In May",
                answered_on=date(2026, 3, 3),
            ),
        ]
    )  # fmt: skip
    action = actions.add(work, ActionDraft(text="Send a skip", owner_id=person))
    actionsteps.set_status(work, action, ActionStatus.DONE)


def test_a_post_begins_and_ends_on_the_cards_of_both(desk: Desk, officer: tuple[str, str]) -> None:
    person, body = officer
    both = [(Happened.ENDED, "Parks officer"), (Happened.BEGAN, "Parks officer")]
    assert told(desk, person) == both
    assert told(desk, body) == both


def test_everything_is_told_newest_first(desk: Desk, do: Any, officer: tuple[str, str]) -> None:
    person, _body = officer
    do(lambda work: write_everything(work, person))
    kinds = [kind for kind, _title in told(desk, person)]
    assert set(kinds[:2]) == {Happened.AGREED, Happened.DONE}
    assert kinds[2:] == [
        Happened.ANSWER, Happened.LOG, Happened.NOTE, Happened.QUESTION, Happened.ENDED, Happened.BEGAN,
    ]  # fmt: skip
    assert told(desk, person, only=[Happened.NOTE]) == [(Happened.NOTE, "Likes tea")]
    assert len(told(desk, person, limit=3)) == 3
    assert told(desk, person, until=date(2025, 1, 1)) == [(Happened.BEGAN, "Parks officer")]


def test_what_is_in_the_bin_is_not_told(desk: Desk, do: Any, officer: tuple[str, str]) -> None:
    person, _body = officer
    do(lambda work: write_everything(work, person))
    do(lambda work: setattr(work.session.query(Interaction).one(), "binned_at", work.now))
    assert Happened.LOG not in [kind for kind, _title in told(desk, person)]
