"""Goals, evidence, duties and the group's papers, at a real desk."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import ActionStatus, GroupPaperKind, OrganizationKind
from villagedesk.exchange.json_out import as_json
from villagedesk.records.actions import ActionDraft, ActionFilter
from villagedesk.records.duties import DutyDraft, DutyFilter
from villagedesk.records.evidence import EvidenceDraft
from villagedesk.records.goals import EndDraft, GoalDraft, GoalFilter, LinkKind, MeasureDraft
from villagedesk.records.group import LegalDraft
from villagedesk.records.grouppapers import GroupPaperDraft, VersionDraft
from villagedesk.records.imports import Table
from villagedesk.records.people import OrganizationDraft
from villagedesk.services import (
    actions,
    actionsteps,
    documents,
    duties,
    evidence,
    exports,
    goalcharts,
    goals,
    group,
    grouppapers,
    people,
    quoting,
    serving,
    surveys,
)
from villagedesk.services.desk import Desk, Work


def do(desk: Desk, job: Any) -> Any:
    return desk.do("Do", job).result(30)


def read(desk: Desk, job: Any) -> Any:
    return desk.read(job)


def a_goal(desk: Desk, **more: Any) -> str:
    draft = GoalDraft(
        "Cross the lane safely", unit="near misses", baseline=22, baseline_on=date(2026, 1, 5), target=2, **more
    )
    return str(do(desk, lambda work: goals.add(work, draft)))


def test_a_goal_goes_from_its_baseline_to_its_target(desk: Desk) -> None:
    key = a_goal(desk, target_on=date(2027, 3, 31))
    do(desk, lambda work: goals.measure(work, key, MeasureDraft(17, date(2026, 5, 1), "at the gate")))
    do(desk, lambda work: goals.measure(work, key, MeasureDraft(12, date(2026, 9, 1))))
    card = read(desk, lambda session: goals.card(session, key))
    assert [one.value for one in card.measures] == [17, 12]
    assert card.row.way == 0.5
    assert goalcharts.stands(card.row, TODAY) == (
        "From 22 near misses (5 January 2026), now 12 near misses: 50% of the way"
    )
    drawn = goalcharts.chart(card.row, card.measures)
    assert drawn is not None
    assert [point.value for point in drawn.points] == [22, 17, 12]


def test_a_second_measure_of_a_day_takes_the_place_of_the_first(desk: Desk) -> None:
    key = a_goal(desk)
    for value in (3, 4):
        do(desk, lambda work, value=value: goals.measure(work, key, MeasureDraft(value, TODAY)))
    assert [one.value for one in read(desk, lambda session: goals.card(session, key)).measures] == [4]
    with pytest.raises(Refused, match="still ahead"):
        do(desk, lambda work: goals.measure(work, key, MeasureDraft(1, TODAY + timedelta(1))))


def test_who_shares_a_goal_and_what_serves_it(desk: Desk) -> None:
    key = a_goal(desk)
    highways = do(
        desk, lambda w: people.add_organization(w, OrganizationDraft("Highways", kind=OrganizationKind.DEPARTMENT))
    )
    action = do(desk, lambda work: actions.add(work, ActionDraft("Paint the line")))
    do(desk, lambda work: goals.share(work, key, organization_id=highways))
    do(desk, lambda work: serving.link(work, key, LinkKind.ACTION, action))
    card = read(desk, lambda session: goals.card(session, key))
    assert card.row.shared_with == ("Highways",)
    assert [(one.serves, one.thing) for one in card.serving] == [(LinkKind.ACTION, "26/1: Paint the line")]
    with pytest.raises(Refused, match="already"):
        do(desk, lambda work: serving.link(work, key, LinkKind.ACTION, action))
    do(desk, lambda work: actionsteps.bin_several(work, [action]))
    assert read(desk, lambda session: goals.card(session, key)).serving == ()


def test_reached_given_up_and_followed_again(desk: Desk) -> None:
    key = a_goal(desk)
    do(desk, lambda work: goals.reach(work, key))
    assert read(desk, goals.counts)[GoalFilter.REACHED] == 1
    do(desk, lambda work: goals.reopen(work, key))
    with pytest.raises(Refused, match="why"):
        do(desk, lambda work: goals.end(work, key, EndDraft()))
    do(desk, lambda work: goals.end(work, key, EndDraft("The road is closed for good")))
    assert read(desk, goals.counts)[GoalFilter.ENDED] == 1


def test_goals_in_json_show_an_audience_only_what_is_for_it(desk: Desk) -> None:
    key = a_goal(desk, audience=Audience.PUBLIC)
    secret = do(desk, lambda work: actions.add(work, ActionDraft("Write to the lawyer", audience=Audience.COMMITTEE)))
    do(desk, lambda work: serving.link(work, key, LinkKind.ACTION, secret))
    a_goal(desk, audience=Audience.COMMITTEE)

    def told(audience: Audience) -> Any:
        return read(desk, lambda s: [as_json(one) for one in exports.for_audience(s, "goals", audience, TODAY)])

    assert len(told(Audience.COMMITTEE)) == 2
    public = told(Audience.PUBLIC)
    assert [one["row"]["title"] for one in public] == ["Cross the lane safely"]
    assert "lawyer" not in json.dumps(public)
    assert secret not in json.dumps(public)


def survey(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    rows = ["Timestamp,Your name,Do you use the bus in 2026?,Which days?,Anything else?"]
    for n in range(40):
        uses, days = ("Yes", "Mon;Wed") if n < 28 else ("No", "") if n < 37 else ("Sometimes", "Sun")
        rows.append(f"2026-05-{n % 28 + 1:02} 10:0{n % 10},Resident {n},{uses},{days},Free words number {n}")
    path.write_text("\n".join(rows), "utf-8")
    return path


def test_a_survey_keeps_counts_only(desk: Desk, tmp_path: Path) -> None:
    found = surveys.read(survey(tmp_path))
    assert found.people == 40
    assert [column.fits for column in found.columns] == [False, False, True, True, False]
    key = do(desk, lambda work: evidence.add(work, EvidenceDraft("The bus is used", asked=120)))
    chosen = [column for column in found.columns if column.fits]
    do(desk, lambda work: surveys.take(work, key, found.people, chosen))
    card = read(desk, lambda session: evidence.card(session, key))
    assert card.row.answered == 40
    assert [(one.label, one.count) for one in card.survey[0].answers] == [("Yes", 28), ("No", 9), ("Sometimes", 3)]
    assert card.survey[1].many
    assert [bar.said for bar in surveys.chart(card.survey[0], careful=False).bars] == ["70% (28)", "22% (9)", "8% (3)"]
    assert [bar.said for bar in surveys.chart(card.survey[0], careful=True).bars] == [
        "70% (28)",
        "held back",
        "held back",
    ]
    public = read(
        desk, lambda s: [as_json(one) for one in exports.for_audience(s, "evidence", Audience.COUNCIL, TODAY)]
    )
    assert all(answer["count"] is None for question in public[0]["survey"] for answer in question["answers"])
    with pytest.raises(Refused, match="at least one"):
        do(desk, lambda work: surveys.take(work, key, found.people, []))


def test_answers_that_differ_in_capitals_are_one() -> None:
    rows = (("Yes",), ("yes",), ("Yes",), ("NO",), ("no",), ("no",))
    (column,) = surveys.of_table(Table(("Do you use it?",), rows), "bus.csv").columns
    assert column.counts == (("Yes", 3), ("no", 3))


def test_evidence_is_quoted_with_its_grounds_and_gaps(desk: Desk) -> None:
    draft = EvidenceDraft("Most want a crossing", "19 of 24", asked=120, answered=24, gathered_by="The committee")
    key = do(desk, lambda work: evidence.add(work, draft))
    said = quoting.quotation(read(desk, lambda session: evidence.card(session, key)).row)
    assert "Heard: 120 asked, 24 answered (20%)" in said
    assert (
        "Only 24 people answered. Fewer than one in four of those asked answered. Who was missed is not said." in said
    )
    assert "Missed: Not said" in said
    with pytest.raises(Refused, match="No more can answer"):
        do(desk, lambda work: evidence.add(work, EvidenceDraft("x", asked=3, answered=4)))


def test_a_duty_becomes_an_action_in_time_and_once(desk: Desk) -> None:
    near = DutyDraft("Renew the insurance", first_on=TODAY + timedelta(20), days_before=28)
    far = DutyDraft("Send the accounts", first_on=TODAY + timedelta(200), days_before=28)
    key = do(desk, lambda work: duties.add(work, near))
    do(desk, lambda work: duties.add(work, far))
    assert do(desk, duties.raise_due) == 0
    row = read(desk, lambda s: duties.card(s, key, TODAY))
    assert [(one.number, one.due_on) for one in row.times] == [("26/1", TODAY + timedelta(20))]
    log = read(desk, lambda s: actions.rows(s, actions.ids(s, actions.ActionQuery(ActionFilter.ALL), TODAY)))
    assert [one.text for one in log] == ["Renew the insurance"]
    do(desk, lambda work: actionsteps.set_status(work, row.times[0].action_id, ActionStatus.DONE))
    assert read(desk, lambda s: duties.card(s, key, TODAY)).row.next_on == date(2027, 12, 11)


@pytest.mark.parametrize("days", [3, -3])
def test_another_day_of_a_duty_moves_what_it_has_raised(desk: Desk, days: int) -> None:
    draft = DutyDraft("Renew the insurance", first_on=TODAY + timedelta(20))
    key = do(desk, lambda work: duties.add(work, draft))
    moved = TODAY + timedelta(20 + days)
    do(desk, lambda work: duties.edit(work, key, replace(draft, first_on=moved)))
    assert [one.due_on for one in read(desk, lambda s: duties.card(s, key, TODAY)).times] == [moved]
    raised = read(desk, lambda s: duties.card(s, key, TODAY)).times[0]
    do(desk, lambda work: actionsteps.set_status(work, raised.action_id, ActionStatus.DONE))
    assert read(desk, lambda s: duties.card(s, key, TODAY)).row.next_on == moved.replace(year=2027)


def test_times_that_went_by_unseen_are_raised_once(desk: Desk) -> None:
    draft = DutyDraft("Check the box", every=3, first_on=TODAY - timedelta(400), days_before=0)
    key = do(desk, lambda work: duties.add(work, draft))
    assert len(read(desk, lambda s: duties.card(s, key, TODAY)).times) == 1
    do(desk, lambda work: duties.pause(work, key))
    assert read(desk, lambda s: duties.ids(s, duties.DutyQuery(DutyFilter.PAUSED), TODAY)) == [key]


def test_what_the_law_asks_is_offered_until_taken_or_left(desk: Desk) -> None:
    assert read(desk, lambda s: duties.offers(s, TODAY)) == []
    do(desk, lambda work: group.edit_legal(work, LegalDraft("Wales", "Company limited by guarantee", "ccew")))
    offered = read(desk, lambda s: duties.offers(s, TODAY))
    assert [one.key for one in offered] == ["ccew_return", "ch_accounts", "ch_statement"]
    assert "sections 163 and 169" in offered[0].source
    do(desk, lambda work: duties.take_up(work, offered[1]))
    do(desk, lambda work: duties.leave_out(work, offered[2]))
    assert [one.key for one in read(desk, lambda s: duties.offers(s, TODAY))] == ["ccew_return"]


def test_a_paper_has_versions_that_run_out(desk: Desk) -> None:
    key = do(desk, lambda work: grouppapers.add(work, GroupPaperDraft("Insurance", GroupPaperKind.INSURANCE)))

    def version(work: Work, label: str, adopted: date, expires: date, data: bytes) -> str:
        draft = VersionDraft(label, adopted_on=adopted, expires_on=expires)
        return grouppapers.add_version(work, key, draft, ("policy.pdf", data))

    do(desk, lambda work: version(work, "2025", date(2024, 12, 1), date(2025, 12, 1), b"old"))
    newer = do(desk, lambda work: version(work, "2026", date(2025, 12, 1), date(2026, 12, 1), b"new"))
    card = read(desk, lambda session: grouppapers.card(session, key))
    assert [one.label for one in card.versions] == ["2026", "2025"]
    assert [row.title for row in read(desk, lambda s: grouppapers.due(s, TODAY))] == ["Insurance"]
    document = card.versions[0].document_id
    do(desk, lambda work: grouppapers.put_file(work, newer, "scan.pdf", b"scanned"))
    with pytest.raises(Refused):
        read(desk, lambda session: documents.content(session, document))
    with pytest.raises(Refused, match="before it was adopted"):
        do(desk, lambda work: grouppapers.add_version(work, key, VersionDraft("x", TODAY, expires_on=TODAY)))
