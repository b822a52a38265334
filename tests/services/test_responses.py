"""What the group says to notices: when it closes, what was sent, what came of it."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from villagedesk.core.errors import Refused
from villagedesk.core.words import OrganizationKind, ResponseKind
from villagedesk.records.people import OrganizationDraft
from villagedesk.records.responses import ResponseDraft, ResponseFilter, ResponseState, StepDraft
from villagedesk.services import people, responses, search, today
from villagedesk.services.desk import Desk
from villagedesk.services.responses import ResponseQuery

TODAY = date(2026, 11, 21)


def add(do: Any, title: str = "Old dairy", closes: int | None = 3, **more: Any) -> str:
    closes_on = None if closes is None else TODAY + timedelta(closes)
    return do(lambda work: responses.add(work, ResponseDraft(title, closes_on=closes_on, **more)))


def row(desk: Desk, key: str) -> Any:
    return desk.read(lambda session: responses.card(session, key))


def titles(desk: Desk, query: ResponseQuery) -> list[str]:
    found = desk.read(lambda session: responses.ids(session, query))
    return [row(desk, key).title for key in found]


def test_it_goes_from_sending_to_its_outcome_and_back(desk: Desk, do: Any) -> None:
    key = add(do)
    assert row(desk, key).state(TODAY) is ResponseState.TO_SEND
    assert row(desk, key).state(TODAY + timedelta(4)) is ResponseState.MISSED
    do(lambda work: responses.send(work, key, StepDraft("We object.", TODAY - timedelta(1))))
    assert (row(desk, key).state(TODAY), row(desk, key).sent_text) == (ResponseState.SENT, "We object.")
    with pytest.raises(Refused) as refused:
        do(lambda work: responses.conclude(work, key, StepDraft("Refused", TODAY - timedelta(2))))
    assert refused.value.field == "on"
    do(lambda work: responses.conclude(work, key, StepDraft("Refused permission", TODAY)))
    assert row(desk, key).state(TODAY) is ResponseState.DECIDED
    for state in (ResponseState.SENT, ResponseState.TO_SEND):
        do(lambda work: responses.reopen(work, key))
        assert row(desk, key).state(TODAY) is state
    do(lambda work: responses.leave(work, key))
    assert row(desk, key).state(TODAY) is ResponseState.LEFT


@pytest.mark.parametrize(
    ("draft", "field"),
    [(ResponseDraft(" "), "title"), (ResponseDraft("Dairy", closes_at=time(17)), "closes_on")],
)
def test_what_a_response_needs(do: Any, draft: ResponseDraft, field: str) -> None:
    with pytest.raises(Refused) as refused:
        do(lambda work: responses.add(work, draft))
    assert refused.value.field == field


def test_lists_by_closing_day_and_words(desk: Desk, do: Any) -> None:
    council = OrganizationDraft("Cyngor y Dŵr", kind=OrganizationKind.COUNCIL)
    body = do(lambda work: people.add_organization(work, council))
    add(do, "Later", 20, kind=ResponseKind.PETITION)
    add(do, "No date", None, organization_id=body)
    add(do, "Soon", 2, reference="26/0417/FUL")
    sent = add(do, "Sent", 1)
    do(lambda work: responses.send(work, sent, StepDraft("")))
    assert titles(desk, ResponseQuery()) == ["Soon", "Later", "No date"]
    assert titles(desk, ResponseQuery(words="0417")) == ["Soon"]
    assert titles(desk, ResponseQuery(words="dwr")) == ["No date"]
    assert titles(desk, ResponseQuery(ResponseFilter.ALL, sort="title", descending=True))[0] == "Soon"
    counts = desk.read(responses.counts)
    assert (counts[ResponseFilter.TO_SEND], counts[ResponseFilter.SENT], counts[ResponseFilter.ALL]) == (3, 1, 4)
    assert desk.read(lambda session: search.find(session, "26 0417"))[0].goes_to[0] == "response"


def test_today_counts_down_what_closes_within_a_fortnight(desk: Desk, do: Any) -> None:
    add(do, "Next month", 15)
    add(do, "In a fortnight", 14)
    add(do, "Gone", -1)
    add(do, "By noon", 0, closes_at=time(12))
    add(do, "By the end of today", 0)
    found = desk.read(lambda session: today.content(session, TODAY, None)).responses
    assert [each.title for each in found] == ["By noon", "By the end of today", "In a fortnight"]


def test_the_bin_hides_it(desk: Desk, do: Any) -> None:
    key = add(do)
    do(lambda work: responses.bin_several(work, [key]))
    assert titles(desk, ResponseQuery(ResponseFilter.ALL)) == []
    assert row(desk, key).binned
