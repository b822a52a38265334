"""A review round: out to the trustees, back in four ways, and into the log only as it was accepted."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.replying import fill_in_page, fill_in_pdf
from villagedesk.core.audience import Audience
from villagedesk.core.clock import FixedClock
from villagedesk.core.errors import Refused
from villagedesk.core.words import ActionStatus, ProposalState, ReplyWay
from villagedesk.exchange import replies
from villagedesk.models import Action, DueDate, ProgressNote, StateChange
from villagedesk.records.actions import ActionDraft
from villagedesk.records.people import PersonDraft
from villagedesk.records.reviews import ProposalCard, ReplyDraft, ReviewCard, ReviewDraft
from villagedesk.services import actions, actionsteps, people, reviewpaper, reviewreplies, reviews
from villagedesk.services.desk import Desk

Do = Callable[..., Any]
DUE = date(2026, 12, 12)
NAMES = ("Siân Ŵyn", "Grace Adeyemi", "Tom Lee", "Ali Khan")
REVIEWERS = "Siân Ŵyn\nGrace Adeyemi\nTom Lee <tom@post.example>\nAli Khan <ali@post.example>"
DRAFT = ReviewDraft("Review of 21 November 2026", date(2026, 12, 5), REVIEWERS)


@pytest.fixture
def sixty(do: Do) -> list[str]:
    """Sixty open actions, 26/1 to 26/60, and two people of the four who are asked."""
    do(lambda work: [people.add_person(work, PersonDraft(name=name)) for name in NAMES[:2]])
    return do(
        lambda work: [
            actions.add(work, ActionDraft(f"Mend the “tŷ” gate no. {n} & <paint> it", due_on=DUE)) for n in range(1, 61)
        ]
    )  # type: ignore[no-any-return]


def begun(do: Do, draft: ReviewDraft = DRAFT) -> str:
    return do(lambda work: reviews.begin(work, draft))  # type: ignore[no-any-return]


def card(desk: Desk, key: str) -> ReviewCard:
    return desk.read(lambda session: reviews.card(session, key))


def items(desk: Desk, key: str) -> dict[str, str]:
    """The key of each item by its action's number."""
    return desk.read(lambda session: {item.number: item.id for item in reviewpaper.items(session, key)})


def form(desk: Desk, key: str) -> bytes:
    return reviewpaper.pdf(desk.read(lambda session: reviewpaper.paper(session, key)))


def page(desk: Desk, key: str) -> bytes:
    return reviewpaper.html(desk.read(lambda session: reviewpaper.paper(session, key)))


def log(desk: Desk) -> dict[str, tuple[ActionStatus, date | None]]:
    return desk.read(lambda session: {a.number: (a.status, a.due_on) for a in session.query(Action)})


def proposed(found: ReviewCard, number: str, name: str = "") -> ProposalCard:
    (one,) = (p for p in found.proposals if p.number == number and name in p.name)
    return one


@pytest.mark.expects_log  # of pypdf, whose own font has no ŵ
def test_sixty_actions_go_out_and_four_replies_come_back(
    desk: Desk, do: Do, sixty: list[str], tmp_path: Path, clock: FixedClock
) -> None:
    older = begun(do, ReviewDraft("Review of the week before", None, REVIEWERS))
    do(lambda work: actionsteps.move_due(work, sixty[8], DUE + timedelta(7), "The printer is shut"))
    key = begun(do)
    before, ours, theirs = log(desk), items(desk, key), items(desk, older)
    assert len(ours) == 60

    by_library = fill_in_pdf(
        form(desk, key),
        {":name": "siân ŵyn", ":on": "20 November 2026", f"{ours['26/1']}:seen": "/Yes",
         f"{ours['26/2']}:status": "Done", f"{ours['26/2']}:comment": "Painted.\nŵ",
         f"{ours['26/3']}:due": "12 January 2027", f"{ours['26/4']}:due": "after Easter"},
    )  # fmt: skip
    (tmp_path / "1.pdf").write_bytes(by_library)
    (tmp_path / "review.html").write_bytes(page(desk, key))
    typed = {
        ":name": "Grace Adeyemi", f"{ours['26/2']}:status": "dropped", f"{ours['26/5']}:status": "waiting",
        f"{ours['26/5']}:comment": "For the council's reply", f"{ours['26/6']}:due": "2027-02-01",
    }  # fmt: skip
    script = "\n".join(
        f"{{ const box = document.getElementById({json.dumps(name)}); box.value = {json.dumps(value)};"
        'box.dispatchEvent(new Event("input", {bubbles: true})); }'
        for name, value in typed.items()
    )
    saved = fill_in_page(tmp_path / "review.html", script, tmp_path)
    told = json.loads(saved.read_text("utf-8"))
    told["head"]["name"] = "Tom Lee"
    told["entries"] = [one for one in told["entries"] if one["id"] in (ours["26/7"], ours["26/8"])]
    for one, status in zip(told["entries"], ("done", "dropped"), strict=True):
        one["answers"] = {"status": status}
    told["entries"][1]["words"] = "Burndownthegate"
    (tmp_path / "altered.json").write_text(json.dumps(told), "utf-8")
    (tmp_path / "older.pdf").write_bytes(
        fill_in_pdf(
            form(desk, older),
            {":name": "Ali Khan", f"{theirs['26/9']}:status": "Done", f"{theirs['26/10']}:status": "Done"},
        )
    )

    for name in ("1.pdf", saved.relative_to(tmp_path), "altered.json", "older.pdf"):
        answers = replies.read(tmp_path / name)
        do(lambda work, answers=answers: reviewreplies.receive(work, answers))
    assert log(desk) == before, "nothing changes before it is taken"

    now, earlier = card(desk, key), card(desk, older)
    assert [(one.name, one.replied_on) for one in now.reviewers] == [
        ("Siân Ŵyn", date(2026, 11, 20)), ("Grace Adeyemi", clock.today()), ("Tom Lee", clock.today()), ("Ali Khan", None),
    ]  # fmt: skip
    notes = {one.name: one.note for one in (*now.replies, *earlier.replies)}
    assert notes["Siân Ŵyn"] == notes["Grace Adeyemi"] == ""
    assert "changed after it was saved" in notes["Tom Lee"]
    assert "The words of 26/8 in it are not those that went out" in notes["Tom Lee"]
    assert "there has been one since, on 21 November 2026" in notes["Ali Khan"]
    assert [(p.number, p.name) for p in now.proposals] == [
        ("26/2", "Siân Ŵyn"), ("26/2", "Grace Adeyemi"), ("26/3", "Siân Ŵyn"), ("26/4", "Siân Ŵyn"),
        ("26/5", "Grace Adeyemi"), ("26/6", "Grace Adeyemi"), ("26/7", "Tom Lee"),
    ]  # fmt: skip
    assert proposed(now, "26/4").comment == "New date: after Easter"
    assert proposed(earlier, "26/9").is_moved_on and not proposed(earlier, "26/10").is_moved_on

    take = [
        proposed(now, "26/2", "Siân"), proposed(now, "26/3"), proposed(now, "26/5"), proposed(earlier, "26/9"),
    ]  # fmt: skip
    for one in take:
        do(lambda work, one=one: reviewreplies.take(work, one.id))
    for one in (
        proposed(now, "26/2", "Grace"),
        proposed(now, "26/4"),
        proposed(now, "26/6"),
        proposed(now, "26/7"),
        proposed(earlier, "26/10"),
    ):
        do(lambda work, one=one: reviewreplies.leave(work, one.id))

    accepted = before | {
        "26/2": (ActionStatus.DONE, DUE), "26/3": (ActionStatus.OPEN, date(2027, 1, 12)),
        "26/5": (ActionStatus.WAITING, DUE), "26/9": (ActionStatus.DONE, DUE + timedelta(7)),
    }  # fmt: skip
    assert log(desk) == accepted
    why = "Siân Ŵyn in the review of 21 November 2026"
    assert desk.read(lambda s: [step.reason for step in s.query(StateChange).filter_by(of_id=sixty[1])][-1]) == (
        f"{why}: Painted. ŵ"
    )
    assert desk.read(lambda s: [step.reason for step in s.query(DueDate).filter_by(of_id=sixty[2])][-1]) == why
    notes_kept = desk.read(lambda s: {note.action_id: note.text for note in s.query(ProgressNote)})
    assert notes_kept == {
        sixty[1]: "Siân Ŵyn, 20 November 2026: Painted.\nŵ",
        sixty[4]: "Grace Adeyemi, 21 November 2026: For the council's reply",
    }
    assert all(one.waiting == 0 for one in (*card(desk, key).replies, *card(desk, older).replies))
    assert [row.done_on for row in desk.read(lambda s: list(s.query(Action).filter_by(number="26/2")))] == [
        date(2026, 11, 21)  # the day on which it was raised: a trail stays in order
    ]


def reply(desk: Desk, key: str, name: str = "Tom Lee", number: str = "26/1") -> bytes:
    values = {f"{items(desk, key)[number]}:status": "Done"} | ({":name": name} if name else {})
    return fill_in_pdf(form(desk, key), values)


def receive(do: Do, data: bytes, name: str = "") -> str:
    return do(lambda work: reviewreplies.receive(work, replies.parse(data), name))  # type: ignore[no-any-return]


def test_a_reply_that_comes_twice_is_taken_in_once(desk: Desk, do: Do, sixty: list[str]) -> None:
    key = begun(do)
    receive(do, reply(desk, key))
    with pytest.raises(Refused, match="here already: it came in from Tom Lee on 21 November 2026"):
        receive(do, reply(desk, key))
    with pytest.raises(Refused, match="here already"):
        receive(do, reply(desk, key, "tom lee"))
    receive(do, reply(desk, key, number="26/2"))
    assert [one.note for one in card(desk, key).replies] == ["", "Tom Lee had replied before, on 21 November 2026."]


def test_a_late_reply_says_so(
    desk: Desk, do: Do, sixty: list[str], clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    key = begun(do)
    monkeypatch.setattr(clock, "_today", date(2026, 12, 8))
    receive(do, reply(desk, key))
    do(lambda work: reviews.close(work, key))
    receive(do, reply(desk, key, "Ali", "26/2"))
    first, second = card(desk, key).replies
    assert first.note == "It is late: replies were wanted by 5 December 2026."
    assert (second.name, second.note) == ("Ali Khan", "It came after the review was closed on 8 December 2026.")


@pytest.mark.parametrize(
    ("written", "said_on", "note"),
    [
        ("24/11/2026", date(2026, 11, 21), "It is dated 24 November 2026, which is after today."),
        ("24/11", date(2025, 11, 24), ""),
    ],
)
def test_the_day_on_a_reply_is_kept_as_it_was_written(
    desk: Desk, do: Do, sixty: list[str], written: str, said_on: date, note: str
) -> None:
    key = begun(do)
    receive(do, fill_in_pdf(form(desk, key), {f"{items(desk, key)['26/1']}:status": "Done", ":name": "Tom Lee",
                                              ":on": written}))  # fmt: skip
    (told,) = card(desk, key).replies
    assert (told.said_on, told.note) == (said_on, note)


def test_replies_that_cannot_be_taken_in_are_refused(desk: Desk, do: Do, sixty: list[str]) -> None:
    key = begun(do)
    with pytest.raises(Refused, match="nobody has replied"):
        receive(do, form(desk, key))
    with pytest.raises(Refused, match="Who is this reply from") as no:
        receive(do, reply(desk, key, ""))
    assert no.value.field == "name"
    assert receive(do, reply(desk, key, ""), "Ali Khan")
    told = reply(desk, key)
    do(lambda work: reviews.bin_several(work, [key]))
    with pytest.raises(Refused, match="which is in the bin"):
        receive(do, told)
    do(lambda work: work.session.delete(work.session.get(reviews.Review, key, execution_options={"binned": True})))
    with pytest.raises(Refused, match="a review that is not in this file"):
        receive(do, told)


def test_a_reply_is_typed_in_from_a_plain_e_mail(desk: Desk, do: Do, sixty: list[str]) -> None:
    key = begun(do)
    typed = ReplyDraft("ali", ReplyWay.PHONE, date(2026, 11, 20), "Hello\n26/3 done; 26/4 move to 12 Jan\n26/5 fine")
    heard = desk.read(lambda session: reviewreplies.hear(session, key, typed.words, date(2026, 11, 21)))
    assert heard.unread == ("Hello",) and len(heard.said) == 3
    made = do(lambda work: reviewreplies.type_in(work, key, typed))
    found = card(desk, key)
    assert [(p.number, p.status, p.due_on, p.comment) for p in found.proposals] == [
        ("26/3", ActionStatus.DONE, None, ""), ("26/4", None, date(2027, 1, 12), ""), ("26/5", None, None, "Fine"),
    ]  # fmt: skip
    assert (found.replies[0].name, found.replies[0].way) == ("Ali Khan", ReplyWay.PHONE)
    do(lambda work: reviewreplies.take(work, found.proposals[0].id))
    with pytest.raises(Refused, match="It was taken"):
        do(lambda work: reviewreplies.leave(work, found.proposals[0].id))
    with pytest.raises(Refused, match="so it stays"):
        do(lambda work: reviewreplies.drop(work, made))
    for draft, field in (
        (ReplyDraft("", words="26/3 done"), "name"), (ReplyDraft("Ali", words="all fine"), "words"),
        (ReplyDraft("Ali", said_on=date(2026, 11, 22), words="26/3 done"), "said_on"),
    ):  # fmt: skip
        with pytest.raises(Refused) as no:
            do(lambda work, draft=draft: reviewreplies.type_in(work, key, draft))
        assert no.value.field == field


def test_what_the_log_has_already_is_left_alone(desk: Desk, do: Do, sixty: list[str]) -> None:
    key = begun(do)
    receive(do, reply(desk, key))
    do(lambda work: actionsteps.set_status(work, sixty[0], ActionStatus.DONE, "Seen by me"))
    do(lambda work: reviewreplies.take(work, card(desk, key).proposals[0].id))
    assert desk.read(lambda s: [step.reason for step in s.query(StateChange).filter_by(of_id=sixty[0])]) == [
        "", "Seen by me",
    ]  # fmt: skip
    receive(do, reply(desk, key, "Ali Khan", "26/2"))
    do(lambda work: actionsteps.bin_several(work, [sixty[1]]))
    with pytest.raises(Refused, match="26/2 is no longer in the log"):
        do(lambda work: reviewreplies.take(work, card(desk, key).proposals[1].id))
    assert card(desk, key).proposals[1].state is ProposalState.WAITING


def test_an_audience_gets_only_what_it_may_see(desk: Desk, do: Do) -> None:
    do(lambda work: actions.add(work, ActionDraft("Private matter", audience=Audience.COMMITTEE)))
    do(lambda work: actions.add(work, ActionDraft("Open matter", audience=Audience.MEMBERS)))
    key = begun(do, ReviewDraft("For members", None, "", Audience.MEMBERS))
    assert b"Private" not in page(desk, key) and b"Open matter" in page(desk, key)
    assert [*items(desk, key)] == ["26/2"]


def test_a_round_needs_an_action_a_title_and_names(desk: Desk, do: Do) -> None:
    with pytest.raises(Refused, match="no action to review"):
        begun(do, ReviewDraft("A"))
    do(lambda work: actions.add(work, ActionDraft("Mend it")))
    with pytest.raises(Refused, match="a title"):
        begun(do, ReviewDraft(" "))
    with pytest.raises(Refused, match="Today or later"):
        begun(do, ReviewDraft("A", date(2026, 11, 20)))
    with pytest.raises(Refused, match="Who is “Nobody Known”"):
        begun(do, ReviewDraft("A", None, "Nobody Known"))


def test_the_first_page_has_what_a_trustee_looks_for(sample_desk: Desk) -> None:
    def begin(work: Any) -> str:
        return reviews.begin(work, reviews.start(work.session, work.today))

    key = sample_desk.do("Begin", begin).result(30)
    content = sample_desk.read(lambda session: reviewpaper.paper(session, key))
    found = {part.key: part.findings for part in content.front}
    assert {"decide", "late", "quiet", "moved", "changed"} == set(found)
    assert all("days late" in one.about for one in found["late"])
    assert all(one.about.startswith(("Twice", "3 times", "4 times")) for one in found["moved"])
    assert content.form.names
    assert reviewpaper.pdf(content) == reviewpaper.pdf(content)


def test_the_next_round_says_what_was_done_dropped_and_changed_since(desk: Desk, do: Do, sixty: list[str]) -> None:
    begun(do)
    do(lambda work: actionsteps.note(work, sixty[0], "The gate swings again"))
    do(lambda work: actionsteps.set_status(work, sixty[0], ActionStatus.DONE))
    do(lambda work: actionsteps.set_status(work, sixty[1], ActionStatus.DONE))
    do(lambda work: actionsteps.set_status(work, sixty[2], ActionStatus.DROPPED, "The council does it."))
    do(lambda work: actionsteps.move_due(work, sixty[3], DUE + timedelta(7), "Rain"))
    do(lambda work: actions.add(work, ActionDraft("Paint the bench")))
    key = begun(do)
    content = desk.read(lambda session: reviewpaper.paper(session, key))
    front = {part.key: [(one.number, one.about) for one in part.findings] for part in content.front}
    assert front["done"] == [
        ("26/1", "Done 21 November 2026: The gate swings again"),
        ("26/2", "Done 21 November 2026: nothing is kept that shows it"),
    ]
    assert front["dropped"] == [("26/3", "The council does it. 21 November 2026")]
    assert front["changed"] == [
        ("26/4", "Due 12 December 2026, now 19 December 2026"), ("26/61", "New"), ("26/1", "Open, now done"),
        ("26/2", "Open, now done"), ("26/3", "Open, now dropped"),
    ]  # fmt: skip
    assert front["decide"][0] == ("26/5", "Nobody has it")
    assert front["decide"][-1] == ("", "") and len(front["decide"]) == 7
    (decide,) = (part for part in content.front if part.key == "decide")
    assert decide.findings[-1].text.startswith("And 52 more: 26/11, 26/12,")


def test_what_is_to_be_decided_is_never_cut_off(desk: Desk, do: Do, sixty: list[str]) -> None:
    earlier = begun(do)
    said = "; ".join(f"26/{n} done" for n in range(1, 10))
    do(lambda work: reviewreplies.type_in(work, earlier, ReplyDraft("Ali", ReplyWay.EMAIL, None, said)))
    key = begun(do)
    content = desk.read(lambda session: reviewpaper.paper(session, key))
    (decide,) = (part for part in content.front if part.key == "decide")
    proposed_of = [one.number for one in decide.findings if "a change was proposed by Ali Khan" in one.about]
    assert proposed_of == [f"26/{n}" for n in range(1, 10)]
