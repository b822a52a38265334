"""The health check: a round goes out, both sides score, and the gap between them is the picture."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import TODAY
from tests.replying import fill_in_pdf
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.words import OrganizationKind, ReplyWay, Side
from villagedesk.models import Statement, StatementSet
from villagedesk.records.forms import Answers, ReplyForm
from villagedesk.records.health import CheckCard, CheckDraft, ScoreDraft, ScorerDraft, StatementSetDraft
from villagedesk.records.people import OrganizationDraft, PersonDraft
from villagedesk.services import health, healthpaper, healthscores, people, statements
from villagedesk.services.desk import Desk
from villagedesk.services.redact import View

Do = Callable[..., Any]
SET = StatementSetDraft(
    "Ours", "Our own", "Trust\n- They keep their word.\n- We keep ours.\n\nTime\n- There is enough time."
)


@pytest.fixture
def council(do: Do) -> str:
    return do(  # type: ignore[no-any-return]
        lambda work: people.add_organization(work, OrganizationDraft("Avonford Council", kind=OrganizationKind.COUNCIL))
    )


@pytest.fixture
def check(do: Do, council: str) -> str:
    """A round of three statements in two parts, with the council."""
    key = do(lambda work: statements.add(work, SET))
    return do(  # type: ignore[no-any-return]
        lambda work: health.begin(
            work, CheckDraft("Spring check", key, council, TODAY, date(2026, 12, 5), Audience.COUNCIL)
        )
    )


def card(desk: Desk, key: str, view: View | None = None) -> CheckCard:
    return desk.read(lambda session: health.card(session, key, view))


def form(desk: Desk, key: str) -> ReplyForm:
    return desk.read(lambda session: healthpaper.form(session, key))


def scored(desk: Desk, check: str, *values: int | None, **more: Any) -> ScorerDraft:
    keys = [one.id for one in card(desk, check).statements]
    return ScorerDraft(
        **{"name": "Siân Ŵyn", "said_on": TODAY} | more,
        scores={key: ScoreDraft(value) for key, value in zip(keys, values, strict=True)},
    )


def test_two_sets_come_with_it_and_a_round_asks_what_the_set_says_then(desk: Desk, do: Do) -> None:
    found = desk.read(statements.sets)
    assert [(row.statements, row.is_ours) for row in found] == [(15, False), (12, False)]
    key = do(lambda work: health.begin(work, CheckDraft("First", found[0].id)))
    assert len(card(desk, key).components) == 5
    changed = replace(desk.read(lambda session: statements.edited(session, found[0].id)), text="- One alone.")
    do(lambda work: statements.edit(work, found[0].id, changed))
    assert len(card(desk, key).statements) == 15
    after = do(lambda work: health.begin(work, CheckDraft("Second", found[0].id)))
    assert [one.text for one in card(desk, after).statements] == ["One alone."]
    assert [(row.statements, row.is_ours) for row in desk.read(statements.sets)] == [(1, True), (12, False)]


def test_a_set_is_typed_as_lines_and_reads_back_as_they_were(desk: Desk, do: Do) -> None:
    key = do(lambda work: statements.add(work, SET))
    assert desk.read(lambda session: statements.edited(session, key)) == SET
    with pytest.raises(Refused, match="at least one statement"):
        do(lambda work: statements.add(work, replace(SET, text="Trust\nTime")))


def test_a_set_in_the_bin_is_offered_no_more_and_one_always_stays(desk: Desk, do: Do) -> None:
    first, second = (row.id for row in desk.read(statements.sets))
    do(lambda work: statements.put_in_bin(work, first))
    assert [row.id for row in desk.read(statements.sets)] == [second]
    with pytest.raises(Refused, match="the last set"):
        do(lambda work: statements.put_in_bin(work, second))


def test_both_sides_stand_side_by_side_with_how_many_scored(desk: Desk, do: Do, check: str) -> None:
    do(lambda work: healthscores.score(work, check, scored(desk, check, 2, 4, None)))
    do(lambda work: healthscores.score(work, check, scored(desk, check, 3, 4, 1, name="Tom Lee")))
    do(lambda work: healthscores.score(work, check, scored(desk, check, 5, 4, None, name="Jo", side=Side.THEIRS)))
    found = card(desk, check)
    trust, time = found.components
    assert trust.now.ours and (trust.now.ours.shown, trust.now.ours.of, trust.now.ours.people) == (3.3, 4, 2)
    assert time.now.ours and time.now.ours.people == 1
    assert [one.now.gap for one in found.statements] == [2.5, 0.0, None]
    assert (found.row.ours, found.row.theirs) == (2, 1)
    assert healthpaper.sum_up(found) == (
        "The group: 2.8 from 2 who scored. Avonford Council: 4.5 from 1 who scored. "
        "Furthest apart, by 2.5: They keep their word."
    ).replace("The group", found.group)


def test_a_second_reply_takes_the_place_of_the_first(desk: Desk, do: Do, check: str) -> None:
    do(lambda work: healthscores.score(work, check, scored(desk, check, 1, 1, 1)))
    do(lambda work: healthscores.score(work, check, scored(desk, check, 5, 5, 5, name="siân ŵyn")))
    (one,) = card(desk, check).scorers
    assert "takes the place" in one.note
    assert card(desk, check).row.means.ours.shown == 5.0  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("more", "values", "says"),
    [
        ({"name": " "}, (3, 3, 3), "Who scores"),
        ({}, (None, None, None), "at least one"),
        ({}, (6, 3, 3), "from 1 to 5"),
        ({"said_on": date(2027, 1, 1)}, (3, 3, 3), "still ahead"),
        ({"side": Side.JOINT}, (3, 3, 3), "which side"),
    ],
)
def test_what_cannot_be_kept_is_said(
    desk: Desk, do: Do, check: str, more: dict[str, Any], values: tuple[int | None, ...], says: str
) -> None:
    with pytest.raises(Refused, match=says):
        do(lambda work: healthscores.score(work, check, scored(desk, check, *values, **more)))


def test_the_round_before_stands_beside_this_one(desk: Desk, do: Do, check: str, council: str) -> None:
    do(lambda work: healthscores.score(work, check, scored(desk, check, 2, 2, 2)))
    set_id = desk.read(lambda session: session.query(StatementSet).one().id)
    later = do(lambda work: health.begin(work, CheckDraft("Autumn check", set_id, council, TODAY)))
    do(lambda work: healthscores.score(work, later, scored(desk, later, 4, 4, 4)))
    found = card(desk, later)
    assert [one.title for one in found.rounds] == ["Spring check", "Autumn check"]
    before = found.statements[0].before
    assert before and before.ours and before.ours.shown == 2.0
    assert desk.read(health.latest_id) == later


# replies


def filled(
    form: ReplyForm, *scores: str, name: str = "Grace Adeyemi", side: str = "Avonford Council"
) -> dict[str, str]:
    answers = {f"{one.id}:score": value for one, value in zip(form.entries, scores, strict=True)}
    return answers | {":name": name, ":side": side}


def reply(form: ReplyForm, **more: Any) -> Answers:
    """What the web page would have saved, read."""
    given = {
        "kind": "health_check", "form_id": form.id, "way": ReplyWay.HTML, "sha256": "a" * 64,
        "head": {"name": "Grace Adeyemi", "side": "theirs"},
        "answers": {one.id: {"score": "4", "comment": "So it is"} for one in form.entries},
        "words": {one.id: "".join(one.text.split()) for one in form.entries},
    }  # fmt: skip
    return Answers(**given | more)  # type: ignore[arg-type]


def test_scores_come_in_by_the_pdf_form(desk: Desk, do: Do, check: str, tmp_path: Path) -> None:
    sent = form(desk, check)
    choices = dict(sent.asked[0].choices)
    path = tmp_path / "reply.pdf"
    path.write_bytes(fill_in_pdf(healthpaper.form_pdf(sent), filled(sent, choices["2"], choices["5"], "")))
    do(lambda work: healthscores.receive(work, healthscores.read(path)))
    (one,) = card(desk, check).scorers
    assert (one.name, one.side, one.way, one.scored, one.note) == (
        "Grace Adeyemi", Side.THEIRS, ReplyWay.PDF, 2, "",
    )  # fmt: skip
    theirs = [result.now.theirs for result in card(desk, check).statements]
    assert [mean.value if mean else None for mean in theirs] == [2, 5, None]
    with pytest.raises(Refused, match="here already"):
        do(lambda work: healthscores.receive(work, healthscores.read(path)))


def test_what_is_altered_is_left_out_and_said(desk: Desk, do: Do, check: str) -> None:
    sent = form(desk, check)
    words = {one.id: "".join(one.text.split()) for one in sent.entries} | {sent.entries[1].id: "Theydonot."}
    do(lambda work: healthscores.receive(work, reply(sent, words=words, was_changed=True)))
    (one,) = card(desk, check).scorers
    assert one.scored == 2
    assert "changed after it was saved" in one.note
    assert "The words of 2 " in one.note


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"kind": "review"}, "review of actions"),
        ({"form_id": "somebody-elses"}, "not in this file"),
        ({"answers": {}}, "nobody has replied"),
        ({"head": {"side": "theirs"}}, "does not say"),
        ({"head": {"name": "Jo"}}, "which side"),
    ],
)
def test_what_is_no_reply_is_refused_in_a_plain_sentence(
    desk: Desk, do: Do, check: str, more: dict[str, Any], says: str
) -> None:
    sent = form(desk, check)
    with pytest.raises(Refused, match=says):
        do(lambda work: healthscores.receive(work, reply(sent, **more)))


@pytest.mark.parametrize(
    ("before", "more"),
    [
        ({"way": ReplyWay.PAPER}, {}),
        ({"said_on": date(2026, 11, 20)}, {"head": {"name": "grace adeyemi", "side": "theirs", "on": "1 Nov 2026"}}),
        ({}, {"was_changed": True}),
    ],
)
def test_a_file_replaces_scores_in_doubt_only_when_that_is_said(
    desk: Desk, do: Do, check: str, before: dict[str, Any], more: dict[str, Any]
) -> None:
    here = scored(desk, check, 5, 5, 5, name="Grace Adeyemi", side=Side.THEIRS, **{"way": ReplyWay.PDF} | before)
    do(lambda work: healthscores.score(work, check, here))
    answers = reply(form(desk, check), **more)
    with pytest.raises(Refused, match=r"here already\. Are these of") as no:
        do(lambda work: healthscores.receive(work, answers))
    assert no.value.field == "replaces"
    do(lambda work: healthscores.receive(work, answers, replaces=True))
    (one,) = card(desk, check).scorers
    assert "takes the place of the scores" in one.note


def test_scores_after_the_day_are_late_and_a_strange_score_goes_into_the_comment(
    desk: Desk, do: Do, check: str
) -> None:
    draft = replace(health.draft_of(card(desk, check).row), opened_on=date(2026, 1, 5), reply_by=date(2026, 1, 26))
    do(lambda work: health.edit(work, check, draft))
    sent = form(desk, check)
    answers = {sent.entries[0].id: {"score": "4"}, sent.entries[1].id: {"score": "rather good"}}
    do(lambda work: healthscores.receive(work, reply(sent, answers=answers)))
    found = card(desk, check)
    assert found.statements[1].said[0].comment == "Score: rather good"
    assert "late: replies were wanted by 26 January 2026" in found.scorers[0].note


def test_the_council_gets_means_but_neither_names_nor_comments(desk: Desk, do: Do, check: str) -> None:
    draft = scored(desk, check, 2, 3, 4)
    key = next(iter(draft.scores))
    draft = replace(draft, scores={**draft.scores, key: ScoreDraft(2, "Frankly poor", "The log")})
    do(lambda work: healthscores.score(work, check, draft))
    shown = card(desk, check, View(Audience.COUNCIL))
    assert shown.row.means.ours and not shown.scorers
    assert not any(one.said for one in shown.statements)
    own = card(desk, check)
    assert own.statements[0].said[0].comment == "Frankly poor"
    with pytest.raises(Refused):
        card(desk, check, View(Audience.PUBLIC))
    assert healthpaper.result_pdf(healthpaper.result(own)).startswith(b"%PDF")


def test_the_form_asks_both_sides_alike(desk: Desk, check: str) -> None:
    sent = form(desk, check)
    assert [part.title for part in sent.parts] == ["Trust", "Time"]
    assert sent.head[1].choices[1] == ("theirs", "Avonford Council")
    assert b"They keep their word." in healthpaper.form_html(sent)
    assert json.dumps(sent.names) == "[]"


def test_a_name_known_in_people_is_theirs_and_their_erasure_finds_it(desk: Desk, do: Do, check: str) -> None:
    person = do(lambda work: people.add_person(work, PersonDraft(name="Siân Ŵyn")))
    key = do(lambda work: healthscores.score(work, check, scored(desk, check, 3, 3, 3, name="sian wyn")))
    kept = desk.read(lambda session: healthscores.draft_of(session, key))
    assert kept.name == "Siân Ŵyn"
    assert desk.read(lambda session: session.query(Statement).count()) == 3
    assert person
