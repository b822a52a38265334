"""Minutes: out for comment, comments taken or left, put, approved, sealed; corrected as a new version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from villagedesk.core.audience import Audience
from villagedesk.core.changes import ChangeKind
from villagedesk.core.errors import Refused
from villagedesk.core.words import (
    ActionStatus,
    BlockKind,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    QuorumKind,
    Role,
    Written,
)
from villagedesk.models import (
    Action,
    AgendaItem,
    Attended,
    Decision,
    Meeting,
    Membership,
    MinuteBlock,
    Minutes,
    Person,
    Post,
    Removal,
)
from villagedesk.records.actions import ActionDraft
from villagedesk.records.approval import CommentDraft, ReaderDraft
from villagedesk.records.consent import ErasurePlan
from villagedesk.records.constitution import Rules
from villagedesk.records.meetingregisters import MeetingRegister, RegisterQuery
from villagedesk.records.meetings import AttendanceDraft, DecisionDraft, ItemDraft, MeetingDraft
from villagedesk.records.people import MembershipDraft, PersonDraft
from villagedesk.records.questions import QuestionDraft
from villagedesk.records.series import SeriesDraft
from villagedesk.records.topics import FindQuery
from villagedesk.services import (
    actions,
    actionsteps,
    agendas,
    approval,
    approvalcard,
    attendance,
    cancelling,
    constitution,
    corrections,
    decisions,
    drafts,
    erasure,
    exports,
    meetingregisters,
    meetings,
    minutes,
    minutespaper,
    people,
    posts,
    questions,
    search,
    series,
    today,
    topics,
    turning,
    written,
)
from villagedesk.services.gathering import Gathering

TODAY = date(2026, 11, 21)


class Group:
    """A committee that met in October, with minutes, and meets again today; `keys` of what a test needs."""

    def __init__(self, work: Any) -> None:
        own = posts.own_body(work.session) or ""
        self.jo = people.add_person(work, PersonDraft("Jo Pennant"))
        posts.add_membership(work, self.jo, MembershipDraft(own, Role.CHAIR, votes=True))
        items = (ItemDraft("Welcome"), ItemDraft("Crossing", ItemKind.DECISION), ItemDraft("Any other business"))
        self.held = meetings.plan(work, MeetingDraft("Committee", on_date=TODAY - timedelta(30)), items)
        self.next = meetings.plan(work, MeetingDraft("Committee", on_date=TODAY), items)
        self.later = meetings.plan(work, MeetingDraft("Committee", on_date=TODAY + timedelta(30)), items)
        attendance.enter(work, self.held, AttendanceDraft(self.jo))
        self.minutes = minutes.start(work, self.held)
        self.item = meetings.card(work.session, self.held).items[1].id
        self.block = minutes.add_block(work, self.minutes, self.item, "Jo Pennant opened at seven.")
        _block, self.action = minutes.add_action(work, self.minutes, self.item, ActionDraft("Write to Highways"))
        draft = DecisionDraft("Ask for a crossing", proposer_id=self.jo)
        _block, self.decision = minutes.add_decision(work, self.minutes, self.item, draft)
        minutes.finish(work, self.held)


@pytest.fixture
def group(do: Any) -> Group:
    return do(Group)


@pytest.fixture
def approve(desk: Any, group: Group) -> Any:
    def run(minutes_id: str = group.minutes, at: str = group.next, lines: tuple[str, ...] = ()) -> str:
        job = desk.do("Approve", lambda work: approval.approve(work, minutes_id, at, lines), ChangeKind.APPROVE)
        return job.result(10)

    return run


def card(desk: Any, group: Group) -> Any:
    return desk.read(lambda session: approvalcard.card(session, group.held))


def test_a_draft_goes_out_to_people_in_and_outside_the_group(desk, do, group):
    readers = [ReaderDraft(group.jo), ReaderDraft(None, "Grace of the council", "grace@council.example")]
    do(lambda work: approval.send_out(work, group.minutes, readers, TODAY + timedelta(7)))
    found = card(desk, group)
    assert (found.latest.state, found.comments_by) == (MinutesState.COMMENT, date(2026, 11, 28))
    assert [(reader.name, reader.email) for reader in found.readers] == [
        ("Jo Pennant", ""), ("Grace of the council", "grace@council.example"),
    ]  # fmt: skip
    assert do(lambda work: approval.send_out(work, group.minutes, readers, TODAY + timedelta(9))) == []
    assert len(card(desk, group).readers) == 2


def test_nobody_and_no_day_are_refused(do, group):
    for readers, by in (([], TODAY), ([ReaderDraft(group.jo)], None), ([ReaderDraft(group.jo)], date(2026, 11, 20))):
        with pytest.raises(Refused):
            do(lambda work, readers=readers, by=by: approval.send_out(work, group.minutes, readers, by))


def test_comments_are_taken_with_other_words_or_left_with_an_answer(desk, do, group):
    do(lambda work: approval.send_out(work, group.minutes, [ReaderDraft(group.jo)], TODAY))
    one = do(
        lambda work: approval.comment(work, group.minutes, CommentDraft("Jo Pennant", "It was half past", group.block))
    )
    two = do(lambda work: approval.comment(work, group.minutes, CommentDraft("Alun", "I was there too")))
    assert [(row.about, row.said) for row in card(desk, group).comments] == [
        ("", ""), ("2. Crossing", "Jo Pennant opened at seven."),
    ]  # fmt: skip
    assert card(desk, group).readers[0].answered_on == TODAY
    with pytest.raises(Refused, match="2 comments wait"):
        do(lambda work: approval.put(work, group.minutes, group.next))
    do(lambda work: approval.take(work, one, "Thank you", "Jo Pennant opened at half past seven."))
    with pytest.raises(Refused, match="why"):
        do(lambda work: approval.leave(work, two, " "))
    do(lambda work: approval.leave(work, two, "Not on the list he signed"))
    found = card(desk, group)
    assert [(row.taken, row.answer) for row in found.comments] == [
        (False, "Not on the list he signed"), (True, "Thank you"),
    ]  # fmt: skip
    assert found.comments[1].said == "Jo Pennant opened at half past seven."


def test_taking_a_comment_does_not_write_over_what_was_written_since(desk, do, group):
    said = do(lambda work: approval.comment(work, group.minutes, CommentDraft("Grace", "half past", group.block)))
    was = card(desk, group).comments[0].said
    do(lambda work: minutes.edit_block(work, group.block, "Jo Pennant opened at seven. Twelve came."))
    with pytest.raises(Refused, match="something else there"):
        do(lambda work: approval.take(work, said, "", "Jo Pennant opened at half past seven.", was))
    (found,) = card(desk, group).comments
    assert (found.said, found.taken) == ("Jo Pennant opened at seven. Twelve came.", None)
    do(lambda work: approval.take(work, said, "", "Jo Pennant opened at half past seven.", found.said))


def test_a_comment_on_a_part_that_is_gone(desk, do, group):
    said = do(lambda work: approval.comment(work, group.minutes, CommentDraft("Jo", "No", group.block)))
    do(lambda work: minutes.remove_block(work, group.block))
    with pytest.raises(Refused, match="no longer here"):
        do(lambda work: approval.comment(work, group.minutes, CommentDraft("Jo", "No", group.block)))
    (row,) = card(desk, group).comments
    assert (row.about, row.said, row.can_amend) == ("2. Crossing", "", False)
    with pytest.raises(Refused, match="no longer here"):
        do(lambda work: approval.take(work, said, words="Yes"))
    do(lambda work: approval.take(work, said))


def test_minutes_are_put_to_a_meeting_of_the_same_day_without_a_time(do, group):
    def put(work: Any) -> None:
        whole_day = meetings.plan(work, MeetingDraft("Annual meeting", on_date=TODAY))
        evening = meetings.plan(work, MeetingDraft("Committee", on_date=TODAY, start_at=time(20)))
        for of, to in ((whole_day, evening), (evening, whole_day)):
            approval.put(work, minutes.start(work, of), to)

    do(put)


def test_an_item_that_lasts_minutes_is_not_the_item_for_the_minutes(desk, do, group):
    items = (ItemDraft("Welcome"), ItemDraft("Residents' questions (15 minutes)"), ItemDraft("Any other business"))
    key = do(lambda work: meetings.plan(work, MeetingDraft("Committee", on_date=TODAY + timedelta(3)), items))
    do(lambda work: approval.put(work, group.minutes, key))
    found = desk.read(lambda session: meetings.card(session, key)).items
    offered = [item.title for item in found if desk.read(lambda s, i=item.id: approval.put_to(s, key, i))]
    assert offered == ["Minutes of 22 October 2026"]


def test_put_to_the_next_meeting_stands_on_its_agenda(desk, do, group):
    do(lambda work: approval.put(work, group.minutes, group.next))
    found = card(desk, group)
    assert (found.latest.state, found.put_to.on_date) == (MinutesState.PUT, TODAY)
    titles = [item.title for item in desk.read(lambda s: meetings.card(s, group.next)).items]
    assert titles == ["Welcome", "Crossing", "Minutes of 22 October 2026", "Any other business"]
    do(lambda work: approval.take_back(work, group.minutes))
    assert card(desk, group).latest.state is MinutesState.DRAFT


def test_approved_as_presented_is_written_in_both_meetings(desk, do, group, approve):
    do(lambda work: approval.put(work, group.minutes, group.next))
    seal = approve()
    found = card(desk, group).latest
    assert (found.state, found.approved_on, found.approved_at.id) == (MinutesState.APPROVED, TODAY, group.next)
    assert (found.sha256, found.holds, len(seal)) == (seal, True, 64)
    page = desk.read(lambda session: minutes.page(session, group.next))
    (block,) = page.blocks
    assert block.kind is BlockKind.APPROVAL
    assert block.text == "The minutes of 22 October 2026 (Committee) were approved as presented."
    assert [item.title for item in page.meeting.items if item.id == block.item_id] == ["Minutes of 22 October 2026"]
    for change in (minutes.remove_block, lambda work, key: minutes.edit_block(work, key, "Not approved")):
        with pytest.raises(Refused, match="it stays"):
            do(lambda work, change=change: change(work, block.id))


def test_corrections_are_numbered_and_sealed(desk, do, group, approve):
    approve(lines=("seven should be half past seven", " ", "Jo is the chair"))
    assert card(desk, group).latest.corrections == ("seven should be half past seven", "Jo is the chair")
    (block,) = desk.read(lambda session: minutes.page(session, group.next)).blocks
    assert block.text.endswith("with these corrections: (1) seven should be half past seven (2) Jo is the chair")
    assert card(desk, group).latest.holds


@pytest.mark.parametrize("change", [
    lambda work, g: minutes.edit_block(work, g.block, "Something else"),
    lambda work, g: minutes.remove_block(work, g.block),
    lambda work, g: minutes.add_block(work, g.minutes, g.item, "More"),
    lambda work, g: decisions.edit(work, g.decision, DecisionDraft("Ask for two crossings")),
    lambda work, g: actions.edit(work, g.action, ActionDraft("Write to the Queen")),
    lambda work, g: meetings.edit(work, g.held, MeetingDraft("Committee", on_date=TODAY - timedelta(29))),
    lambda work, g: meetings.edit_item(work, g.item, ItemDraft("No crossing")),
    lambda work, g: meetings.move_item(work, g.item, 1),
    lambda work, g: attendance.enter(work, g.held, AttendanceDraft(name="Alun")),
    lambda work, g: approval.comment(work, g.minutes, CommentDraft("Jo", "Late")),
    lambda work, g: approval.put(work, g.minutes, g.later),
    lambda work, g: approval.send_out(work, g.minutes, [ReaderDraft(g.jo)], TODAY),
    lambda work, g: approval.take_back(work, g.minutes),
    lambda work, g: approval.approve(work, g.minutes, g.next),
])  # fmt: skip
def test_what_is_approved_stays(desk, do, group, approve, change):
    approve()
    with pytest.raises(Refused):
        do(lambda work: change(work, group))
    assert card(desk, group).latest.holds


def test_an_action_may_go_on_after_its_minutes_are_approved(desk, do, group, approve):
    approve()
    do(lambda work: actions.edit(work, group.action, ActionDraft("Write to Highways", owner_id=group.jo)))
    do(lambda work: actionsteps.set_status(work, group.action, ActionStatus.DONE))
    assert card(desk, group).latest.holds


def test_a_seal_shows_what_was_changed_behind_its_back(desk, do, group, approve):
    approve()
    do(lambda work: setattr(work.session.get_one(Decision, group.decision), "votes_for", 7))
    assert card(desk, group).latest.holds is False


def test_the_meeting_must_be_later_and_have_come(do, group):
    earlier = do(lambda work: meetings.plan(work, MeetingDraft("Before", on_date=TODAY - timedelta(60))))
    for at, why in (
        (group.held, "later meeting"),
        (earlier, "later meeting"),
        (group.later, "still to come"),
        (None, "Choose"),
    ):
        with pytest.raises(Refused, match=why):
            do(lambda work, at=at: approval.approve(work, group.minutes, at))
    do(lambda work: cancelling.cancel(work, group.next, "Jo", "snow"))
    with pytest.raises(Refused, match="cancelled"):
        do(lambda work: approval.approve(work, group.minutes, group.next))


def test_minutes_that_are_still_open_are_not_approved(desk, do, group, approve):
    desk.note(lambda work: drafts.keep(work, "minute_block", group.block, {"text": "a"}, {"text": "b"})).result()
    with pytest.raises(Refused, match="not kept yet"):
        approve()
    desk.note(lambda work: drafts.drop(work, "minute_block", group.block)).result()
    begun = do(lambda work: minutes.start(work, group.next))
    with pytest.raises(Refused, match="still being taken"):
        approve(begun, group.later)
    approve()


def test_minutes_of_the_approving_meeting_are_not_approved_themselves(do, group, approve):
    do(lambda work: meetings.edit(work, group.later, MeetingDraft("Committee", on_date=TODAY)))
    other = do(lambda work: minutes.start(work, group.next))
    do(lambda work: minutes.finish(work, group.next))
    approve(other, group.later)
    with pytest.raises(Refused, match="approved themselves"):
        approve()


def test_too_few_cannot_approve(desk, do, group, approve):
    said = Rules(MeetingKind.COMMITTEE, quorum=QuorumKind.NUMBER, quorum_number=2)
    do(lambda work: constitution.edit(work, said.meeting_kind, said))

    def add_voter(work):
        ann = people.add_person(work, PersonDraft("Ann Bell"))
        posts.add_membership(work, ann, MembershipDraft(posts.own_body(work.session), Role.COMMITTEE, votes=True))
        return ann

    ann = do(add_voter)
    with pytest.raises(Refused, match="mark who is here first"):
        approve()
    do(lambda work: attendance.enter(work, group.next, AttendanceDraft(group.jo)))
    with pytest.raises(Refused, match="1 of the 2 voting members needed"):
        approve()
    do(lambda work: attendance.enter(work, group.next, AttendanceDraft(ann, left_at=time(20))))
    do(lambda work: minutes.start(work, group.next))
    with pytest.raises(Refused, match="1 of the 2"):
        approve()
    do(lambda work: minutes.finish(work, group.next))
    assert approve()


def test_nothing_before_an_approval_is_undone(desk, do, group, approve):
    made = []
    desk.listen(made.append)
    do(lambda work: minutes.edit_block(work, group.block, "Other words"))
    approve()
    for changed in made:
        with pytest.raises(Refused, match="undone"):
            desk.undo(changed.number).result()
    assert card(desk, group).latest.holds


def test_a_correction_is_a_new_version_beside_the_old(desk, do, group, approve):
    seal = approve()
    with pytest.raises(Refused, match="what is wrong"):
        do(lambda work: corrections.begin(work, group.minutes, ""))
    new = do(lambda work: corrections.begin(work, group.minutes, "Alun was left out"))
    with pytest.raises(Refused):
        do(lambda work: corrections.begin(work, group.minutes, "Again"))
    page = desk.read(lambda session: minutes.page(session, group.held))
    assert page.id == new and page.blocks[0].text == "Jo Pennant opened at seven."
    decided = next(block for block in page.blocks if block.kind is BlockKind.DECISION)
    done = next(block for block in page.blocks if block.kind is BlockKind.ACTION)
    do(lambda work: minutes.remove_block(work, decided.id))
    do(lambda work: minutes.remove_block(work, done.id))
    do(lambda work: minutes.edit_block(work, page.blocks[0].id, "Jo Pennant and Alun opened at seven."))
    found = card(desk, group)
    assert (found.latest.version, found.latest.reason) == (2, "Alun was left out")
    assert [(old.sha256, old.holds) for old in found.earlier] == [(seal, True)]
    assert desk.read(lambda s: s.get(Decision, group.decision)) and desk.read(lambda s: s.get(Action, group.action))
    approve(new)
    found = card(desk, group)
    assert found.latest.holds and found.earlier[0].holds and found.latest.sha256 != seal


def test_a_pack_has_the_approved_minutes_until_the_correction_is_approved(desk, do, group, approve):
    approve()
    do(lambda work: corrections.begin(work, group.minutes, "A name was wrong"))
    content = desk.read(
        lambda session: Gathering(session, group.held, Audience.COMMITTEE, TODAY).own_minutes().content
    )  # fmt: skip
    assert content.minutes.state is MinutesState.APPROVED


def test_a_version_can_be_given_up_but_the_first_cannot(desk, do, group, approve):
    with pytest.raises(Refused):
        do(lambda work: corrections.give_up(work, group.minutes))
    approve()
    new = do(lambda work: corrections.begin(work, group.minutes, "A slip"))
    do(lambda work: corrections.give_up(work, new))
    assert card(desk, group).latest.is_approved


def test_a_meeting_with_two_versions_is_listed_once(desk, do, group, approve):
    approve()
    do(lambda work: corrections.begin(work, group.minutes, "A slip"))
    keys = desk.read(lambda s: [row.id for row in meetings.rows(s, [group.held, group.next])])
    assert sorted(keys) == sorted([group.held, group.next])
    assert desk.read(lambda s: meetings.card(s, group.held)).minutes_state is MinutesState.DRAFT
    assert [row.id for row in desk.read(today._unfinished)].count(group.held) == 1


def test_who_moved_a_motion_is_erased_and_the_seal_tells(desk, group, approve):
    seal = approve(lines=("Jo Pennant came late",))
    desk.do(
        "Erase", lambda work: erasure.erase(work, group.jo, _replace_all(work, group.jo)), ChangeKind.ERASE
    ).result()
    found = card(desk, group).latest
    assert found.holds and found.sha256 != seal and found.removed == (TODAY,)
    assert "Jo" not in " ".join(found.corrections)
    removal = desk.read(lambda s: s.scalars(select(Removal)).first())
    assert (removal.before, removal.after) == (seal, found.sha256)
    assert desk.read(lambda s: s.get_one(Decision, group.decision)).proposer_id is None


def _replace_all(work: Any, person_id: str) -> ErasurePlan:
    shown = erasure.preview(work.session, person_id, TODAY)
    choices = {row.id: _replaced(row) for row in shown.mentions}
    return ErasurePlan(choices=choices)


def _replaced(row: Any) -> Any:
    from villagedesk.records.consent import Choice, Fate

    return Choice(Fate.REPLACE, "")


def test_approved_minutes_say_what_has_gone_into_the_bin_since(desk, do, group, approve):
    approve()
    before = desk.read(lambda session: minutespaper.paper(session, group.minutes, TODAY))
    do(lambda work: setattr(work.session.get_one(Action, group.action), "binned_at", work.now))
    assert desk.read(lambda session: minutespaper.paper(session, group.minutes, TODAY)) == before


def test_the_items_of_approved_minutes_keep_their_numbers(desk, do, group, approve):
    approve()
    first = desk.read(lambda session: meetings.card(session, group.held).items[0].id)
    for change in (meetings.remove_item, agendas.park):
        with pytest.raises(Refused, match="approved"):
            do(lambda work, change=change: change(work, first))


def test_what_came_with_a_version_goes_with_it_and_an_approval_in_it_stays(desk, do, group, approve):
    approve()
    new = do(lambda work: corrections.begin(work, group.minutes, "A slip"))
    do(lambda work: minutes.add_decision(work, new, group.item, DecisionDraft("A mistake")))
    do(lambda work: corrections.give_up(work, new))
    assert [row.text for row in desk.read(lambda s: decisions.of_meeting(s, group.held))] == ["Ask for a crossing"]
    again = do(lambda work: corrections.begin(work, group.minutes, "A slip"))
    words = ("Approved: those of May", Audience.COMMITTEE)
    do(lambda work: approval.write_in(work, group.held, None, *words, approves_id=group.minutes))
    with pytest.raises(Refused, match="stays"):
        do(lambda work: corrections.give_up(work, again))


def test_what_is_not_for_a_meetings_audience_is_kept_apart_in_its_minutes(desk, do, group):
    def fill(work):
        constitution.edit(work, MeetingKind.COMMITTEE, Rules(MeetingKind.COMMITTEE, written=Written.RATIFIED))
        wanted = MeetingDraft("Open", MeetingKind.PUBLIC, TODAY, audience=Audience.PUBLIC)
        meeting, secret = meetings.plan(work, wanted), DecisionDraft("Settle with the builder")
        made = written.record(work, MeetingKind.COMMITTEE, secret, TODAY, Audience.COMMITTEE)
        written.ratify(work, made, meeting)
        return minutes.start(work, meeting)

    key = do(fill)
    found = desk.read(lambda session: minutespaper.paper(session, key, TODAY))
    assert (found.minutes.items, found.apart) == ((), 1)
    assert desk.read(lambda s: minutespaper.paper(s, key, TODAY, Audience.COMMITTEE)).minutes.items


def test_another_bodys_minutes_are_not_approved_here(do, group):
    def publish(work):
        work.session.get_one(Minutes, group.minutes).state = MinutesState.PUBLISHED
        approval.send_out(work, group.minutes, [ReaderDraft(group.jo)], TODAY)

    with pytest.raises(Refused, match="another body"):
        do(publish)


def test_an_erased_readers_comments_name_them_no_more(desk, do, group):
    zoe = do(lambda work: people.add_person(work, PersonDraft("Zebedee Quill")))
    do(lambda work: approval.send_out(work, group.minutes, [ReaderDraft(zoe)], TODAY))
    said = CommentDraft("Zebedee Quill", "I said that Zebedee would do it", group.block)
    do(lambda work: approval.comment(work, group.minutes, said))
    desk.do("Erase", lambda work: erasure.erase(work, zoe, ErasurePlan()), ChangeKind.ERASE).result(10)
    (row,) = card(desk, group).comments
    assert "Zebedee" not in row.name + row.text


def test_what_a_correction_took_out_is_not_certified_any_more(desk, do, group, approve):
    approve()
    assert desk.read(lambda session: minutespaper.extract(session, group.decision, TODAY)).is_approved
    new = do(lambda work: corrections.begin(work, group.minutes, "It was not decided"))

    def take_out(work):
        here = (MinuteBlock.minutes_id == new, MinuteBlock.decision_id == group.decision)
        minutes.remove_block(work, work.session.scalars(select(MinuteBlock.id).where(*here)).one())

    do(take_out)
    approve(new)
    with pytest.raises(Refused, match="took this decision out"):
        desk.read(lambda session: minutespaper.extract(session, group.decision, TODAY))


def test_a_correction_is_for_whom_the_part_that_it_corrects_is(desk, do):
    def fill(work):
        draft = MeetingDraft("Liaison", MeetingKind.LIAISON, TODAY - timedelta(9), audience=Audience.COUNCIL)
        marks = {"Crossing": Audience.COUNCIL, "A complaint": Audience.COMMITTEE}
        key = meetings.plan(work, draft, [ItemDraft(title, audience=mark) for title, mark in marks.items()])
        after = meetings.plan(work, MeetingDraft("Liaison", MeetingKind.LIAISON, TODAY, audience=Audience.COUNCIL))
        begun = minutes.start(work, key)
        items = meetings.card(work.session, key).items
        for item in items:
            minutes.add_block(work, begun, item.id, f"What was said of {item.title}.")
        made = [minutes.add_decision(work, begun, item.id, DecisionDraft(f"Of {item.title}"))[1] for item in items]
        minutes.finish(work, key)
        return begun, after, made

    begun, after, (open_one, secret_one) = do(fill)
    for lines, why in ((["It was Mrs Jones who complained"], "confidential"), (["7: no"], "no item 7")):
        with pytest.raises(Refused, match=why):
            do(lambda work, lines=lines: approval.approve(work, begun, after, lines))
    lines = ("1: two crossings", "2: it was Mrs Jones who complained", "0: it began at 7:30")
    desk.do("Approve", lambda work: approval.approve(work, begun, after, lines), ChangeKind.APPROVE).result(10)

    def paper(part: Audience | None) -> Any:
        return desk.read(lambda session: minutespaper.paper(session, begun, TODAY, part))

    assert paper(None).minutes.corrections == ("Item “Crossing”: two crossings", "it began at 7:30")
    assert paper(Audience.COMMITTEE).minutes.corrections == ("Item “A complaint”: it was Mrs Jones who complained",)
    extracts = [desk.read(lambda s, key=key: minutespaper.extract(s, key, TODAY)) for key in (open_one, secret_one)]
    assert [found.corrections for found in extracts] == [
        ("Item “Crossing”: two crossings",), ("Item “A complaint”: it was Mrs Jones who complained",),
    ]  # fmt: skip
    their = desk.read(lambda s: minutes.page(s, after)).id
    said = desk.read(lambda session: minutespaper.paper(session, their, TODAY))
    told = " ".join(block.text for item in said.minutes.items for block in item.blocks)
    assert "two crossings" in told and "Jones" not in told
    kept = desk.read(lambda session: minutespaper.paper(session, their, TODAY, Audience.COMMITTEE))
    assert "Jones" in " ".join(block.text for item in kept.minutes.items for block in item.blocks)


def test_corrections_of_a_part_kept_apart_are_not_called_as_presented(desk, do, group, approve):
    def hide(work):
        work.session.get_one(Meeting, group.held).audience = Audience.PUBLIC
        for item in meetings.card(work.session, group.held).items:
            wide = Audience.COMMITTEE if item.id == group.item else Audience.PUBLIC
            work.session.get_one(AgendaItem, item.id).audience = wide

    do(hide)
    approve(lines=("2: seven",))
    found = desk.read(lambda session: minutespaper.paper(session, group.minutes, TODAY))
    assert (found.minutes.corrections, found.is_as_presented) == ((), False)


def attended(desk: Any, minutes_id: str) -> list[str]:
    content = desk.read(lambda session: minutespaper.paper(session, minutes_id, TODAY))
    return [row.name for row in content.minutes.attendance]


def test_who_was_there_is_put_right_in_a_new_version_and_the_old_one_stays(desk, do, group, approve):
    seal = approve()
    with pytest.raises(Refused, match="approved on"):
        do(lambda work: attendance.enter(work, group.held, AttendanceDraft(name="Alun")))
    new = do(lambda work: corrections.begin(work, group.minutes, "Alun was left out"))
    jo = desk.read(lambda s: attendance.listed(s, group.held))[0]
    do(lambda work: attendance.enter(work, group.held, AttendanceDraft(name="Alun")))
    do(lambda work: attendance.remove(work, jo.id))
    assert (attended(desk, group.minutes), attended(desk, new)) == (["Jo Pennant"], ["Alun"])
    assert [(row.sha256, row.holds) for row in card(desk, group).earlier] == [(seal, True)]
    approve(new)
    found = card(desk, group)
    assert found.latest.holds and found.earlier[0].holds and found.earlier[0].sha256 == seal
    assert attended(desk, group.minutes) == ["Jo Pennant"]
    with pytest.raises(Refused, match="approved on"):
        do(lambda work: attendance.enter(work, group.held, AttendanceDraft(name="Zoe")))


def test_a_version_given_up_leaves_who_was_there_as_it_was(desk, do, group, approve):
    approve()
    before = desk.read(lambda s: attendance.listed(s, group.held))
    new = do(lambda work: corrections.begin(work, group.minutes, "Alun was left out"))
    do(lambda work: attendance.enter(work, group.held, AttendanceDraft(name="Alun")))
    do(lambda work: attendance.remove(work, before[0].id))
    do(lambda work: corrections.give_up(work, new))
    assert desk.read(lambda s: attendance.listed(s, group.held)) == before
    assert card(desk, group).latest.holds
    assert desk.read(lambda s: s.scalars(select(Attended)).all()) == []


def test_who_came_late_as_approved_minutes_say_is_not_taken_off_the_list(desk, do, group, approve):
    at = time(19, 30)
    do(lambda work: minutes.somebody_moves(work, group.held, group.item, AttendanceDraft(name="Al", arrived_at=at), at))
    approve()
    do(lambda work: corrections.begin(work, group.minutes, "A slip"))
    al = next(row for row in desk.read(lambda s: attendance.listed(s, group.held)) if row.name == "Al")
    with pytest.raises(Refused, match="enter them as absent"):
        do(lambda work: attendance.remove(work, al.id))


def test_an_erased_name_goes_from_who_was_there_before_a_correction_too(desk, do, group, approve):
    approve()
    do(lambda work: corrections.begin(work, group.minutes, "Jo was not there"))
    desk.do(
        "Erase", lambda work: erasure.erase(work, group.jo, _replace_all(work, group.jo)), ChangeKind.ERASE
    ).result()
    assert "Jo" not in " ".join(attended(desk, group.minutes))
    assert card(desk, group).earlier[0].holds


def numbered(desk: Any) -> list[tuple[str, str, str]]:
    query = RegisterQuery(MeetingRegister.DECISIONS)

    def read(session: Any) -> list[Any]:
        return meetingregisters.rows(session, query, meetingregisters.ids(session, query, TODAY), TODAY)

    return [(row.number, row.text, row.corrected) for row in desk.read(read)]


def test_a_corrected_decision_stands_once_and_says_what_it_was(desk, do, group, approve):
    approve()
    new = do(lambda work: corrections.begin(work, group.minutes, "It was two"))
    page = desk.read(lambda session: minutes.page(session, group.held))
    block = next(row for row in page.blocks if row.kind is BlockKind.DECISION)
    do(lambda work: minutes.edit_decision(work, block.id, DecisionDraft("Ask for two crossings")))
    assert numbered(desk) == [("2026/10/1", "Ask for a crossing", "")]
    assert card(desk, group).earlier[0].holds
    approve(new)
    was = "Corrected on 21 November 2026, was: Ask for a crossing (Agreed)"
    assert numbered(desk) == [("2026/10/1", "Ask for two crossings", was)]
    (row,) = desk.read(lambda s: decisions.of_meeting(s, group.held))
    assert (row.number, row.text, row.corrected) == ("2026/10/1", "Ask for two crossings", was)
    kinds = [row.id for row in desk.read(lambda s: search.find(s, "crossing")) if row.kind == "decision"]
    assert kinds == [row.id]
    with pytest.raises(Refused, match="took this decision out"):
        desk.read(lambda session: minutespaper.extract(session, group.decision, TODAY))
    assert desk.read(lambda session: minutespaper.extract(session, row.id, TODAY)).is_approved


def entered(desk: Any, kind: MeetingRegister) -> int:
    query = RegisterQuery(kind)
    return len(desk.read(lambda session: meetingregisters.ids(session, query, TODAY)))


def test_what_a_correction_takes_out_or_adds_stands_otherwise_once_it_is_approved(desk, do, group, approve):
    def enter(work: Any, minutes_id: str, line: str) -> None:
        minutes.add_declaration(work, minutes_id, group.item, "Jo Pennant", "owns the shop")
        minutes.add_election(work, minutes_id, group.item, line)

    def told() -> Any:
        found = desk.read(lambda session: meetings.card(session, group.held))
        words = "Quill Orr"
        story = desk.read(lambda s: [topics.story(s, word, TODAY).entries for word in words.split()])
        return (
            entered(desk, MeetingRegister.DECLARATIONS), entered(desk, MeetingRegister.ELECTIONS),
            [row.candidates[0].name for row in found.elections], [len(entries) for entries in story],
            [len(desk.read(lambda s, w=word: search.find(s, w))) for word in ("shop", "election")],
        )  # fmt: skip

    do(lambda work: enter(work, group.minutes, "Warden: Zora Quill"))
    approve()
    before = told()
    assert before[:4] == (1, 1, ["Zora Quill"], [1, 0])
    new = do(lambda work: corrections.begin(work, group.minutes, "All wrong"))
    for block in desk.read(lambda session: minutes.page(session, group.held)).blocks:
        if block.kind in (BlockKind.DECLARATION, BlockKind.ELECTION):
            do(lambda work, key=block.id: minutes.remove_block(work, key))
    assert desk.read(lambda session: attendance.declarations(session, group.held)) == ()
    assert told() == before
    do(lambda work: enter(work, new, "Warden: Bea Orr"))
    assert len(desk.read(lambda session: attendance.declarations(session, group.held))) == 1
    assert told()[:4] == before[:4]
    approve(new)
    assert told()[:4] == (1, 1, ["Bea Orr"], [0, 1])
    holding = select(Person.name).join(Membership, Membership.person_id == Person.id).join(Post)
    assert desk.read(lambda s: s.scalars(holding.where(Post.label == "Warden")).all()) == ["Bea Orr"]
    assert "Zora Quill" in str(desk.read(lambda s: minutespaper.paper(s, group.minutes, TODAY)).minutes.items)


def test_others_are_told_what_stands_while_a_correction_is_worked_on(desk, do):
    def add(work: Any) -> str:
        draft = MeetingDraft("Public", MeetingKind.PUBLIC, TODAY - timedelta(30), audience=Audience.PUBLIC)
        held = meetings.plan(work, draft, [ItemDraft("Crossing")])
        at = meetings.plan(work, replace(draft, on_date=TODAY))
        begun = minutes.start(work, held)
        minutes.add_block(work, begun, meetings.card(work.session, held).items[0].id, "zebra as approved")
        minutes.finish(work, held)
        approval.approve(work, begun, at)
        corrections.begin(work, begun, "wrong")
        minutes.edit_block(work, minutes.page(work.session, held).blocks[0].id, "zebra not approved")
        return held

    do(add)

    def told(audience: Audience | None) -> list[str]:
        return [entry.text for entry in desk.read(lambda s: topics.story(s, "zebra", TODAY, audience)).entries]

    def exported(audience: Audience | None) -> list[str]:
        pages = desk.read(lambda s: list(exports.listed(s, "minutes", audience, TODAY)))
        return [block.text for page in pages for block in page.blocks if "zebra" in block.text]

    assert (told(None), exported(None)) == (["zebra not approved"], ["zebra not approved"])
    for audience in (Audience.PUBLIC, Audience.COUNCIL):
        assert (told(audience), exported(audience)) == (["zebra as approved"], ["zebra as approved"])


def test_find_has_the_latest_version_and_earlier_ones_when_asked(desk, do, group, approve):
    approve()
    do(lambda work: corrections.begin(work, group.minutes, "A slip"))
    page = desk.read(lambda session: minutes.page(session, group.held))
    do(lambda work: minutes.edit_block(work, page.blocks[0].id, "Jo Pennant opened at half past seven."))
    query = FindQuery("opened")
    assert desk.read(lambda s: topics.count(s, query)) == 1
    assert desk.read(lambda s: topics.count(s, replace(query, earlier=True))) == 2
    assert len([row for row in desk.read(lambda s: search.find(s, "opened")) if row.kind == "minute_block"]) == 1


def test_what_approved_minutes_hold_does_not_go_into_the_bin(desk, do, group, approve):
    _block, asked = do(
        lambda work: minutes.add_question(work, group.minutes, group.item, QuestionDraft("When?", person_id=group.jo))
    )
    approve()
    with pytest.raises(Refused, match="Drop it with a reason"):
        do(lambda work: actionsteps.bin_several(work, [group.action]))
    with pytest.raises(Refused, match="Withdraw it"):
        do(lambda work: questions.bin_several(work, [asked]))
    with pytest.raises(Refused, match="Withdraw it"):
        do(lambda work: turning.to_action(work, asked))
    do(lambda work: actionsteps.set_status(work, group.action, ActionStatus.DROPPED, reason="No longer wanted"))


@pytest.mark.parametrize("kind", [MeetingKind.COMMITTEE, MeetingKind.AGM])
def test_a_decision_between_meetings_is_ratified_by_a_meeting_on_a_day(desk, do, group, kind):
    def rule(work, how):
        constitution.edit(work, MeetingKind.COMMITTEE, Rules(MeetingKind.COMMITTEE, written=how))
        return written.record(work, MeetingKind.COMMITTEE, DecisionDraft("A kettle"), TODAY, Audience.COMMITTEE)

    binds = do(lambda work: rule(work, Written.BINDS))
    key = do(lambda work: rule(work, Written.RATIFIED))
    assert [row.id for row in desk.read(written.waiting)] == [key]
    at = do(lambda work: meetings.plan(work, MeetingDraft("Ratifies", kind, TODAY)))
    with pytest.raises(Refused, match="does not wait"):
        do(lambda work: written.ratify(work, binds, at))
    do(lambda work: written.ratify(work, key, at))
    rows = desk.read(lambda s: [s.get_one(Decision, one) for one in (binds, key)])
    assert [(row.ratified_id, row.ratified_on) for row in rows] == [(None, None), (at, TODAY)]
    assert desk.read(written.waiting) == ()
    do(lambda work: setattr(work.session.get_one(Decision, key), "ratified_id", None))  # as when the meeting is purged
    assert [row.id for row in desk.read(written.waiting)] == [key]


def test_the_next_meeting_of_the_series_is_planned_and_proposed_first(desk, do, group):
    monthly = SeriesDraft("Committee", rule="FREQ=MONTHLY;BYDAY=3TH")
    row = do(lambda work: series.add(work, monthly))
    do(lambda work: setattr(work.session.get_one(Meeting, group.held), "series_id", row))
    assert not any(meeting.is_next for meeting in card(desk, group).later)
    day = desk.read(lambda s: approvalcard.next_day(s, group.held, TODAY))
    assert day == date(2026, 12, 17)
    with pytest.raises(Refused, match="which day"):
        do(lambda work: approval.plan_next(work, group.minutes, TODAY - timedelta(40)))
    key = do(lambda work: approval.plan_next(work, group.minutes, day))
    found = card(desk, group)
    assert (found.latest.state, found.put_to.id, found.later[0].id) == (MinutesState.PUT, key, key)


def test_minutes_of_a_meeting_to_come_are_not_finished(desk, do, group):
    do(lambda work: minutes.start(work, group.later))
    with pytest.raises(Refused, match="21 December 2026, which has not come yet"):
        do(lambda work: minutes.finish(work, group.later))
    assert desk.read(lambda s: meetings.card(s, group.later)).status is MeetingStatus.PLANNED


def test_who_was_there_and_who_read_the_last_minutes_are_proposed(desk, do, group):
    def fill(work):
        zoe = people.add_person(work, PersonDraft("Zoe Quill"))
        no = people.add_person(work, PersonDraft("No Letters"))
        work.session.get_one(Person, no).do_not_contact = True
        for person in (zoe, no):
            attendance.enter(work, group.next, AttendanceDraft(person))
        readers = [ReaderDraft(group.jo), ReaderDraft(None, "Grace", "grace@council.example")]
        approval.send_out(work, group.minutes, readers, TODAY)
        minutes.start(work, group.next)

    do(fill)
    found = desk.read(lambda s: approvalcard.card(s, group.next))
    assert found.proposed == ("Zoe Quill", "Jo Pennant", "Grace <grace@council.example>")
    assert card(desk, group).proposed == ()
