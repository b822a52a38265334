"""What a person's card shows beside the person: their actions and the meetings that they were at."""

from __future__ import annotations

from datetime import date

import pytest

from villagedesk.core.errors import Refused
from villagedesk.core.words import MeetingKind
from villagedesk.records.actions import ActionDraft, ActionFilter, Narrow
from villagedesk.records.meetings import AttendanceDraft, MeetingDraft
from villagedesk.records.people import OrganizationDraft, PersonDraft
from villagedesk.services import actions, attendance, group, meetings, people


@pytest.fixture
def grace(do) -> str:
    return do(lambda work: people.add_person(work, PersonDraft("Grace Adeyemi")))


def test_the_actions_of_one_person_or_body(do, desk, today, grace):
    body = do(lambda work: people.add_organization(work, OrganizationDraft("Highways")))
    hers = do(lambda work: actions.add(work, ActionDraft("Ask for the survey", owner_id=grace)))
    theirs = do(lambda work: actions.add(work, ActionDraft("Count the traffic", organization_id=body)))

    def owned(key: str) -> list[str]:
        query = actions.ActionQuery(ActionFilter.ALL, narrow=Narrow.OWNER, key=key)
        return desk.read(lambda session: actions.ids(session, query, today))

    assert owned(grace) == [hers]
    assert owned(body) == [theirs]


def test_the_meetings_that_somebody_was_at_the_latest_first(do, desk, grace):
    def hold(on: date) -> str:
        key = do(lambda work: meetings.plan(work, MeetingDraft("Committee", MeetingKind.COMMITTEE, on)))
        do(lambda work: attendance.enter(work, key, AttendanceDraft(grace)))
        return key

    first, second = hold(date(2026, 9, 3)), hold(date(2026, 10, 1))
    found = desk.read(lambda session: attendance.attended(session, grace, 5))
    assert [met.id for met in found] == [second, first]


def test_all_or_none_go_into_the_bin(do, desk, today, grace):
    own = desk.read(group.card).organization_id
    with pytest.raises(Refused):
        do(lambda work: people.bin_all(work, [grace, own]))
    assert desk.read(lambda session: people.rows(session, [grace], today))
    do(lambda work: people.bin_all(work, [grace]))
    assert not desk.read(lambda session: people.rows(session, [grace], today))
