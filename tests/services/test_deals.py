"""Deals: kept, signed, sent for comment and ended; what an audience gets of them in JSON and on paper."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from pypdf import PdfReader

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.promises import Kept
from villagedesk.core.words import InteractionKind, OrganizationKind, Side
from villagedesk.packs.blocks import Table
from villagedesk.packs.deal import blocks
from villagedesk.records.deals import (
    AnsweredDraft,
    DealDraft,
    DealFilter,
    DealState,
    EndDraft,
    SentDraft,
    SignatoryDraft,
)
from villagedesk.records.interactions import InteractionDraft, ParticipantDraft
from villagedesk.records.people import OrganizationDraft, PersonDraft
from villagedesk.records.promises import LetGoDraft, PromiseDraft, RemarkDraft, SaidDraft, TermDraft
from villagedesk.services import dealpaper, deals, exports, interactions, people, posts, promisesteps, promising
from villagedesk.services.deals import DealQuery
from villagedesk.services.desk import Desk

TODAY = date(2026, 11, 21)
AGO = TODAY - timedelta(60)


@pytest.fixture
def parks(do: Any) -> str:
    draft = OrganizationDraft("Parks", kind=OrganizationKind.COUNCIL, audience=Audience.PUBLIC)
    return do(lambda work: people.add_organization(work, draft))


@pytest.fixture
def deal(do: Any, parks: str) -> str:
    draft = DealDraft("Green spaces", "Mannau gwyrdd", "Who does what", parks, AGO, TODAY, audience=Audience.PUBLIC)
    return do(lambda work: deals.add(work, draft))


def promise(do: Any, body: str, deal: str, text: str, due: int, **more: Any) -> str:
    draft = PromiseDraft(
        text, organization_id=body, raised_on=AGO, due_on=TODAY + timedelta(due), deal_id=deal,
        **{"audience": Audience.PUBLIC} | more,
    )  # fmt: skip
    return do(lambda work: promisesteps.promise(work, draft))


def card(desk: Desk, key: str) -> Any:
    return desk.read(lambda session: deals.card(session, key, TODAY))


def words(desk: Desk, key: str, audience: Audience = Audience.PUBLIC) -> str:
    data = dealpaper.pdf(desk.read(lambda session: dealpaper.of_deal(session, key, audience, TODAY)))
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_it_runs_is_reviewed_and_ends(desk: Desk, do: Any, deal: str) -> None:
    row = card(desk, deal).row
    assert row.state(TODAY) is DealState.REVIEW
    assert row.state(TODAY - timedelta(1)) is DealState.RUNNING
    assert replace(row, agreed_on=None, review_on=None).state(TODAY) is DealState.DRAFTED
    assert [one.id for one in desk.read(lambda session: deals.due(session, TODAY))] == [deal]
    with pytest.raises(Refused) as refused:
        do(lambda work: deals.end(work, deal, EndDraft(" ")))
    assert refused.value.field == "reason"
    do(lambda work: deals.end(work, deal, EndDraft("Done")))
    assert card(desk, deal).row.state(TODAY) is DealState.ENDED
    counts = desk.read(lambda session: deals.counts(session, TODAY))
    assert counts == {DealFilter.RUNNING: 0, DealFilter.REVIEW: 0, DealFilter.ENDED: 1, DealFilter.ALL: 1}
    do(lambda work: deals.reopen(work, deal))
    assert card(desk, deal).row.ended_on is None


@pytest.mark.parametrize(("typed", "found"), [("green", 1), ("gwyrdd", 1), ("parks", 1), ("who", 1), ("roads", 0)])
def test_it_is_found_by_its_words_or_body(desk: Desk, deal: str, typed: str, found: int) -> None:
    assert len(desk.read(lambda session: deals.ids(session, DealQuery(words=typed), TODAY))) == found


def test_what_a_deal_needs(do: Any, deal: str) -> None:
    for draft, field in ((DealDraft(" "), "title"), (DealDraft("A", agreed_on=TODAY, review_on=AGO), "review_on")):
        with pytest.raises(Refused) as refused:
            do(lambda work, draft=draft: deals.edit(work, deal, draft))
        assert refused.value.field == field


def test_who_signed_keeps_the_name_of_then(desk: Desk, do: Any, deal: str) -> None:
    ann = do(lambda work: people.add_person(work, PersonDraft("Ann Bell")))
    first = do(lambda work: deals.sign(work, deal, SignatoryDraft(ann, role="Chair", signed_on=AGO)))
    do(lambda work: deals.sign(work, deal, SignatoryDraft(name="R. Tanner")))
    for again in (SignatoryDraft(ann), SignatoryDraft()):
        with pytest.raises(Refused):
            do(lambda work, again=again: deals.sign(work, deal, again))
    do(lambda work: people.edit_person(work, ann, PersonDraft("Ann Prys")))
    assert [(one.name, one.role) for one in card(desk, deal).signatories] == [("Ann Bell", "Chair"), ("R. Tanner", "")]
    do(lambda work: deals.unsign(work, first))
    assert len(card(desk, deal).signatories) == 1


def test_sent_for_comment_and_answered_is_said_on_paper(desk: Desk, do: Any, deal: str) -> None:
    assert "Recorded by Elm Park Neighbourhood Group; not sent to Parks for comment." in words(desk, deal)
    sent = do(lambda work: deals.send(work, SentDraft(sent_to="Rob", sent_on=TODAY - timedelta(9)), deal))
    told = "sent to Parks for comment on 12 November 2026, no comments received by 21 November 2026."
    assert told in words(desk, deal)
    with pytest.raises(Refused) as refused:
        do(lambda work: deals.answered(work, sent, AnsweredDraft("Fine", TODAY - timedelta(10))))
    assert refused.value.field == "on"
    do(lambda work: deals.answered(work, sent, AnsweredDraft("The timber was late.", TODAY)))
    text = words(desk, deal)
    assert "sent to Parks for comment on 12 November 2026, comments received on 21 November 2026." in text
    assert "The timber was late." in text
    do(lambda work: deals.unsend(work, sent))
    assert card(desk, deal).comments == ()


def test_the_paper_says_not_done_by_and_never_broken(desk: Desk, do: Any, deal: str, parks: str) -> None:
    own = desk.read(posts.own_body)
    bench = promise(do, parks, deal, "Mend the bench", -5)
    hedge = promise(do, parks, deal, "Cut the hedge", -20)
    promise(do, own, deal, "Count the birds", 10, promised_to_id=parks)
    do(lambda work: promisesteps.remark(work, bench, RemarkDraft("No timber.", by="Rob", audience=Audience.PUBLIC)))
    agreed = TermDraft(TODAY - timedelta(3), "Nesting birds", AGO, AGO)
    do(lambda work: promisesteps.renegotiate(work, hedge, agreed))
    do(lambda work: promisesteps.report(work, hedge, SaidDraft("Rob", TODAY - timedelta(1))))
    text = words(desk, deal)
    assert "Not done by 16 November 2026" in text
    assert "Parks says: “No timber.” (Rob, 21 Nov 2026)" in text
    assert "Done 20 November 2026, late" in text
    assert "Due by 1 December 2026" in text
    assert "not confirmed by the other side" in text
    assert "broken" not in text.casefold()
    assert "%" not in text


def test_an_answer_is_of_the_record_as_it_stood(desk: Desk, do: Any, deal: str, parks: str) -> None:
    bench = promise(do, parks, deal, "Mend the bench", 20)
    promise(do, parks, deal, "Cut the hedge", 20)
    sent = do(lambda work: deals.send(work, SentDraft(sent_to="Rob", sent_on=TODAY - timedelta(9)), deal))
    do(lambda work: deals.answered(work, sent, AnsweredDraft("We agree with the record.", TODAY)))
    before = words(desk, deal)
    assert "We agree with the record. This is of the record as it stood on 12 November 2026." in before
    do(lambda work: promisesteps.report(work, bench, SaidDraft("Rob", TODAY)))
    (number,) = (one.number for one in card(desk, deal).promises if one.id == bench)
    assert f"as it stood on 12 November 2026; changed since: {number}." in words(desk, deal)


def test_sides_that_promised_far_from_as_much_stand_below_each_other(
    desk: Desk, do: Any, deal: str, parks: str
) -> None:
    own = desk.read(posts.own_body)

    def widths() -> list[int]:
        paper = desk.read(lambda session: dealpaper.of_deal(session, deal, Audience.PUBLIC, TODAY))
        tables = [block for block in blocks(paper) if isinstance(block, Table)]
        assert tables[-1].is_whole  # how they were kept
        assert all(" of" not in span.text for row in tables[-1].groups[0].rows for cell in row[1:]
                   for line in cell.second for span in line)  # fmt: skip
        return [len(table.columns) for table in tables[:-1]]

    promise(do, own, deal, "Count the birds", -10, promised_to_id=parks)
    for n in range(2):
        promise(do, parks, deal, f"Mow {n}", -5)
    assert widths() == [2]
    for n in range(2, 6):
        promise(do, parks, deal, f"Mow {n}", -5)
    assert widths() == [1, 1]


def test_what_we_closed_is_said_to_be_closed_by_us(desk: Desk, do: Any, deal: str, parks: str) -> None:
    bench = promise(do, parks, deal, "Mend the bench", -5)
    do(lambda work: promisesteps.let_go(work, bench, LetGoDraft("No answer in a year")))
    told = "Closed by Elm Park Neighbourhood Group on 21 Nov 2026, reason: No answer in a year"
    assert told in words(desk, deal, Audience.COUNCIL)
    public = words(desk, deal)
    assert "Closed by Elm Park Neighbourhood Group on 21 Nov 2026" in public
    assert "No answer in a year" not in public


def test_a_rate_stands_with_its_number_from_five_on(desk: Desk, do: Any, deal: str, parks: str) -> None:
    keys = [promise(do, parks, deal, f"Mow {n}", -5 if n else 0) for n in range(6)]
    assert "100% of 5" in words(desk, deal)
    do(lambda work: promisesteps.report(work, keys[1], SaidDraft("", TODAY - timedelta(5))))
    assert card(desk, deal).row.theirs == Kept(open=1, done=1, not_done=4)
    assert "20% of 5" in words(desk, deal)
    assert "80% of 5" in words(desk, deal)


def test_what_is_not_for_an_audience_is_in_no_byte_of_it(desk: Desk, do: Any, deal: str, parks: str) -> None:
    promise(do, parks, deal, "Open promise", -5)
    hidden = promise(do, parks, deal, "Hushed promise", -5, audience=Audience.COMMITTEE)
    ann = do(lambda work: people.add_person(work, PersonDraft("Ann Hidden", audience=Audience.COMMITTEE)))
    do(lambda work: deals.sign(work, deal, SignatoryDraft(ann)))
    do(lambda work: deals.send(work, SentDraft(sent_to="secret@post.example"), deal))
    do(lambda work: promisesteps.remark(work, hidden, RemarkDraft("Hushed remark")))
    told = desk.read(lambda session: list(exports.for_audience(session, "deals", Audience.PUBLIC, TODAY)))
    assert [one.text for one in told[0].promises] == ["Open promise"]
    assert told[0].row.theirs == Kept(not_done=1)
    text = words(desk, deal)
    for secret in ("Hushed", "Ann Hidden", "secret@"):
        assert secret not in text
        assert secret not in repr(told)
    assert "Hushed promise" in words(desk, deal, Audience.COMMITTEE)
    do(lambda work: deals.edit(work, deal, DealDraft("Green spaces", audience=Audience.COMMITTEE)))
    assert desk.read(lambda session: list(exports.for_audience(session, "deals", Audience.COUNCIL, TODAY))) == []
    with pytest.raises(Refused):
        words(desk, deal, Audience.COUNCIL)


def test_who_said_it_is_not_told_to_those_who_may_not_know_them(desk: Desk, do: Any, deal: str, parks: str) -> None:
    do(lambda work: people.add_person(work, PersonDraft("Nia Hidden", audience=Audience.COMMITTEE)))
    key = promise(do, parks, deal, "Mend the bench", -5)
    do(lambda work: promisesteps.report(work, key, SaidDraft("Mrs Nia Hidden, clerk", TODAY)))
    do(lambda work: promisesteps.confirm(work, key, SaidDraft("nia hidden", TODAY)))
    do(lambda work: promisesteps.remark(work, key, RemarkDraft("Late.", by="Nia Hidden", audience=Audience.PUBLIC)))
    paper = desk.read(lambda session: dealpaper.of_deal(session, deal, Audience.PUBLIC, TODAY))
    assert "hidden" not in repr(paper).lower()
    paper = desk.read(lambda session: dealpaper.of_deal(session, deal, Audience.COMMITTEE, TODAY))
    assert paper.promises[0].reported_by == "Mrs Nia Hidden, clerk"


def test_a_promise_names_the_letter_that_it_came_from(desk: Desk, do: Any, deal: str, parks: str) -> None:
    key = promise(do, parks, deal, "Mend the bench", -5)

    def letter(on: date, kind: InteractionKind, audience: Audience) -> None:
        who = (ParticipantDraft(name="Rob"),)
        draft = InteractionDraft(
            kind, on_date=on, participants=who, subject="The bench", action_id=key, audience=audience
        )
        do(lambda work: interactions.add(work, draft))

    letter(AGO - timedelta(2), InteractionKind.LETTER, Audience.PUBLIC)
    letter(AGO, InteractionKind.CALL, Audience.COMMITTEE)
    letter(TODAY, InteractionKind.EMAIL, Audience.PUBLIC)
    paper = desk.read(lambda session: dealpaper.of_deal(session, deal, Audience.PUBLIC, TODAY))
    assert paper.promises[0].source == "Letter, 20 September 2026"
    talks = desk.read(lambda session: promising.card(session, key, TODAY)).talks
    assert [one.title for one in talks] == ["The bench"] * 3


def test_all_that_was_promised_with_a_body_is_one_paper(desk: Desk, do: Any, deal: str, parks: str) -> None:
    promise(do, parks, deal, "Mend the bench", -5)
    paper = desk.read(lambda session: dealpaper.of_body(session, parks, Audience.COUNCIL, TODAY))
    assert (paper.title, [one.text for one in paper.promises], paper.is_deal) == (
        "What we and Parks promised each other", ["Mend the bench"], False,
    )  # fmt: skip
    assert dealpaper.pdf(paper) == dealpaper.pdf(paper)


def test_its_promises_stay_when_it_goes(desk: Desk, do: Any, deal: str, parks: str) -> None:
    key = promise(do, parks, deal, "Mend the bench", -5)
    do(lambda work: deals.bin_several(work, [deal]))
    assert desk.read(lambda session: deals.ids(session, DealQuery(DealFilter.ALL), TODAY)) == []
    do(lambda work: deals.take_out(work, key))
    assert desk.read(lambda session: deals.loose(session, deal))[0].id == key


def test_a_file_is_kept_and_seen_with_it(desk: Desk, do: Any, deal: str) -> None:
    do(lambda work: deals.attach(work, deal, "letter.txt", b"Dear all"))
    kept = card(desk, deal).attachments
    assert [(one.name, one.audience) for one in kept] == [("letter.txt", Audience.PUBLIC)]
    do(lambda work: deals.edit(work, deal, DealDraft("Green spaces", audience=Audience.COUNCIL)))
    assert card(desk, deal).attachments[0].audience is Audience.COUNCIL


def test_the_example_has_deals_of_every_sort(sample_desk: Desk) -> None:
    found = sample_desk.read(
        lambda session: [deals.card(session, key, TODAY) for key in deals.ids(session, DealQuery(), TODAY)]
    )
    assert len(found) == 2
    assert {one.side for card in found for one in card.promises} == set(Side)
    assert [bool(card.comments[0].answer) for card in found] == [True, False]
    assert all(card.signatories for card in found)
