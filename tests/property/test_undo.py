"""Whatever is done, undoing all of it brings back every row, redoing brings them forth, and search keeps up."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update

from tests.conftest import CODE, TODAY, MemoryKeyring
from tests.services.people_lists import full_list
from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.core.clock import FixedClock
from villagedesk.core.errors import Refused
from villagedesk.core.text import sort_name
from villagedesk.core.words import (
    ActionStatus,
    BlockKind,
    Involvement,
    MeetingKind,
    MinutesState,
    OrganizationKind,
    Presence,
    QuestionKind,
    Role,
    Side,
    TouchUnit,
)
from villagedesk.models import (
    Action,
    AgendaItem,
    Asset,
    Attendance,
    Base,
    CheckStatement,
    ContactDetail,
    Deal,
    Decision,
    Goal,
    HealthCheck,
    Interaction,
    Meeting,
    Membership,
    MinuteBlock,
    Minutes,
    Organization,
    ParkedItem,
    Person,
    Question,
    Response,
    Review,
    Series,
    Tag,
)
from villagedesk.records.actions import ActionDraft, Shared
from villagedesk.records.agendas import Comeback, MatterKind
from villagedesk.records.approval import CommentDraft, ReaderDraft
from villagedesk.records.assets import AssetDraft
from villagedesk.records.calendar import (
    Calendar,
    CalendarEvent,
    CouncilMeeting,
    PublishedAttendee,
    PublishedItem,
    PublishedPaper,
    TextBlock,
)
from villagedesk.records.consent import ConsentDraft, RequestDraft
from villagedesk.records.constitution import Rules
from villagedesk.records.deals import AnsweredDraft, DealDraft, SentDraft, SignatoryDraft
from villagedesk.records.duties import DutyDraft
from villagedesk.records.evidence import EvidenceDraft
from villagedesk.records.goals import GoalDraft, MeasureDraft
from villagedesk.records.grouppapers import GroupPaperDraft, VersionDraft
from villagedesk.records.health import CheckDraft, ScoreDraft, ScorerDraft, StatementSetDraft
from villagedesk.records.imports import CouncillorEntry, CouncillorList, ImportOptions, Reading
from villagedesk.records.interactions import GetBackKind, InteractionDraft, ParticipantDraft
from villagedesk.records.meetings import AttendanceDraft, DecisionDraft, ItemDraft, MeetingDraft
from villagedesk.records.people import (
    AreaDraft,
    ContactDraft,
    InterestDraft,
    MembershipDraft,
    NoteDraft,
    OrganizationDraft,
    PeopleQuery,
    PersonDraft,
)
from villagedesk.records.promises import LetGoDraft, PromiseDraft, RemarkDraft, SaidDraft, TermDraft
from villagedesk.records.questions import AnswerDraft, QuestionDraft
from villagedesk.records.responses import ResponseDraft, StepDraft
from villagedesk.records.reviews import ReplyDraft, ReviewDraft
from villagedesk.records.series import SeriesDraft
from villagedesk.records.turnover import HandOn, SuccessionDraft
from villagedesk.services import (
    actions,
    actionsteps,
    agendas,
    approval,
    areas,
    assets,
    attendance,
    bulk,
    consent,
    constitution,
    corrections,
    deals,
    duplicates,
    duties,
    evidence,
    filters,
    getback,
    goals,
    grouppapers,
    health,
    healthscores,
    heard,
    imports,
    interactions,
    matters,
    meetings,
    merging,
    minutes,
    notes,
    papers,
    people,
    posts,
    promisesteps,
    questions,
    requests,
    responses,
    retention,
    reviewpaper,
    reviewreplies,
    reviews,
    rhythms,
    series,
    statements,
    succession,
    tags,
    turning,
    turnover,
)  # fmt: skip
from villagedesk.services.desk import Desk, Keyring, Work, open_desk
from villagedesk.store import search
from villagedesk.store.journal import NOT_NOTED

Op = Callable[[Work, int, str], Any]
WORDS = ["Ann Bell", "Canol y Dŵr", "Jo <jo>", "O'Brien", "", "x\n\ny", "Łucja & Co"]


def _pick(work: Work, model: Any, n: int) -> str:
    """One of the rows there are, in the bin or not."""
    found = work.session.scalars(select(model.id).order_by(model.id).execution_options(binned=True)).all()
    if not found:
        raise Refused("There is none.")
    return found[n % len(found)]


def _refer(work: Work, n: int) -> str | None:
    return work.session.scalar(select(Person.id).order_by(Person.id).offset(n % 3).limit(1))


def _contacts(work: Work, n: int, word: str) -> None:
    drafts = [ContactDraft(value=f"{name}@example.org") for name in ("a", "b", "c")[: n % 4]]
    people.set_contacts(work, "person", _pick(work, Person, n), drafts)


def _bulk_insert(work: Work, n: int, word: str) -> None:
    rows = [{"id": work.new_id(), "name": f"{word} {k}", "sort_name": sort_name(word)} for k in range(20)]
    work.session.execute(insert(Person), rows)


def _check(work: Work, n: int, word: str) -> str:
    """Minutes go out for comment, and a comment is taken."""
    key = minutes.start(work, _pick(work, Meeting, n))
    approval.send_out(work, key, [ReaderDraft(None, f"Reader {word}", "reader@post.example")], work.today)
    said = approval.comment(work, key, CommentDraft(f"Reader {word}", word))
    approval.take(work, said, word)
    return said


def _minute(work: Work, n: int, word: str) -> str:
    key = minutes.start(work, _pick(work, Meeting, n))
    item = work.session.scalar(
        select(AgendaItem.id).join(Minutes, Minutes.meeting_id == AgendaItem.meeting_id).where(Minutes.id == key)
    )
    minutes.add_block(work, key, item, word, kind=BlockKind.BULLET)
    first = minutes.add_action(work, key, item, ActionDraft(f"Do {word}", owner_id=_refer(work, n)))[0]
    minutes.add_decision(work, key, None, DecisionDraft(f"Agree {word}"), after=None)
    minutes.add_declaration(work, key, item, "Ann Bell", f"Owns {word}")
    return minutes.add_block(work, key, item, word, after=first)


def _correct(work: Work, n: int, word: str) -> None:
    old = work.session.get_one(Minutes, _pick(work, Minutes, n))
    old.state = MinutesState.APPROVED
    work.session.flush()
    new = corrections.begin(work, old.id, word or "A slip")
    attendance.enter(work, old.meeting_id, AttendanceDraft(None, word or "Jo"))
    page = minutes.page(work.session, old.meeting_id)
    for block in page.blocks if page else ():
        if block.kind is BlockKind.DECISION:
            minutes.edit_decision(work, block.id, DecisionDraft(f"Not {word}"))
    if n % 2:
        corrections.give_up(work, new)


def _check_health(work: Work, n: int, word: str) -> None:
    """A round of a set that is the group's own by now, scored twice by the same; or its set is changed."""
    key = health.begin(work, CheckDraft(word or "Round", statements.usual(work.session)))
    asked = work.session.scalars(select(CheckStatement.id).where(CheckStatement.check_id == key)).all()
    for value in (1 + n % 5, 3):
        scores = {asked[n % len(asked)]: ScoreDraft(value, word)}
        healthscores.score(work, key, ScorerDraft(word or "Jo", list(health.SIDES)[n % 2], scores=scores))
    set_id = work.session.get_one(HealthCheck, key).set_id or ""
    statements.edit(work, set_id, StatementSetDraft(word or "Set", "", f"{word}\n- {word or 'One'}"))
    (health.close if n % 2 else health.reopen)(work, key)


def _speak(work: Work, n: int, _word: str) -> Any:
    """One of what arises is done or carried forward."""
    meeting = _pick(work, Meeting, n)
    found = matters.arising(work.session, meeting, TODAY).listed
    minutes.start(work, meeting)
    page = minutes.page(work.session, meeting)
    if not found or page is None or not page.meeting.items:
        raise Refused("Nothing arises")
    return matters.minute(work, page, page.meeting.items[0].id, found[n % len(found)], list(Comeback)[n % 2])


def _elect(work: Work, n: int, word: str) -> None:
    meeting = _pick(work, Meeting, n)
    key = minutes.start(work, meeting)
    block = minutes.add_election(work, key, None, f"Chair: Ann {word or 'Bell'}")[0]
    minutes.somebody_moves(work, meeting, None, AttendanceDraft(None, word or "Jo", left_at=time(20)), time(20))
    if n % 2:
        minutes.edit_election(work, block, "Chair, 2 seats: Ann Bell, Jo Reid")


def _log(work: Work, n: int, word: str) -> None:
    with_whom = (ParticipantDraft(word or "Jo"), ParticipantDraft(person_id=_pick(work, Person, n)))
    draft = InteractionDraft(on_date=TODAY - timedelta(n), text=word, participants=with_whom, reply_by=TODAY)
    key = interactions.add(work, draft)
    interactions.attach(work, key, "a.txt", f"{word}{n}".encode())
    interactions.edit(work, key, replace(draft, participants=with_whom[n % 2 :], follow_up_on=TODAY))


def _get_back(work: Work, n: int, word: str) -> None:
    rhythms.keep(work, "person", _pick(work, Person, n), n + 1, TouchUnit.WEEKS)
    (getback.done if n % 2 else getback.put_off)(work, list(GetBackKind)[n % 3], _pick(work, Interaction, n))


def _review(work: Work, n: int, word: str) -> None:
    """A round, what somebody says of it, one thing taken and one left."""
    key = reviews.begin(work, ReviewDraft(word or "Round", None, f"{word} <a@example.org>"))
    numbers = [item.number for item in reviewpaper.items(work.session, key)]
    words = f"{numbers[0]} done; {numbers[-1]} move to 1 Feb 2027, {word}"
    reviewreplies.type_in(work, key, ReplyDraft(word or "Jo", words=words))
    first, *rest = reviews.card(work.session, key).proposals
    reviewreplies.take(work, first.id)
    for one in rest:
        reviewreplies.leave(work, one.id)
    if n % 2:
        reviews.close(work, key)


def _delete(model: Any) -> Op:
    """Delete for good, with all that SQLite's cascades take along."""

    def op(work: Work, n: int, word: str) -> None:
        work.session.execute(delete(model).where(model.id == _pick(work, model, n)))
        work.session.expire_all()

    return op


def _merge(work: Work, n: int, word: str) -> None:
    """Two people become a third: all that referred to them moves first, then they go."""
    new = Person(id=work.new_id(), name=word or "Merged", sort_name=sort_name(word))
    old = [_pick(work, Person, n), _pick(work, Person, n + 1)]
    contacts = work.session.scalars(select(ContactDetail).where(ContactDetail.person_id.in_(old))).all()
    for contact in contacts:
        contact.label = "moved"
    work.session.flush()  # so that children are touched before the row that they will hang on is there
    work.session.add(new)
    work.session.flush()
    for model, column in (
        (ContactDetail, "person_id"), (Membership, "person_id"), (Action, "owner_id"), (Attendance, "person_id"),
        (AgendaItem, "presenter_id"),
    ):  # fmt: skip
        moved = update(model).where(getattr(model, column).in_(old)).values({column: new.id})
        work.session.execute(moved, execution_options={"synchronize_session": False})
    work.session.execute(delete(Person).where(Person.id.in_(old)))
    work.session.expire_all()


def _merge_two(kind: str, model: Any) -> Op:
    """One of two goes, as the window does it; the fields are the one's or the other's."""

    def op(work: Work, n: int, word: str) -> None:
        taken = ("name", "summary", "audience")[: n % 4]
        merging.merge(work, kind, _pick(work, model, n), _pick(work, model, n + 1), taken)

    return op


def _offer(work: Work, n: int, word: str) -> None:
    owner = ("person", Person) if n % 2 else ("organization", Organization)
    assets.add(work, owner[0], _pick(work, owner[1], n), AssetDraft(word, days="sat"))


def _import(work: Work, n: int, word: str) -> None:
    entries = tuple(
        CouncillorEntry(
            row=k, external_id=str(k), title="Cllr", name=f"{word or 'Vacant'} {k}", honours="", ward=f"Ward {k % 2}",
            district="", party=("Green", "")[(k + n) % 2], posts=("Mayor",)[: k % 2], contacts=(), home_address=(),
            start=date(2023, 5, 4), end=None, vacant=k % 5 == 4, notes=(),
        )
        for k in range(1, 3 + n % 5)
    )  # fmt: skip
    imports.apply(
        work, Reading("moderngov", "", CouncillorList("council.example", "", entries, (), ())), ImportOptions()
    )


def _know(work: Work, n: int, word: str) -> None:
    """A tag, another name, an interest and a note, on somebody and on a body."""
    person, body = _pick(work, Person, n), _pick(work, Organization, n)
    if work.session.get(Person, person) is None or work.session.get(Organization, body) is None:
        raise Refused("In the bin.")
    tags.add(work, [person, body], word or "Tag")
    notes.add_name(work, "person", person, word or "Name")
    notes.add_name(work, "organization", body, word or "Name")
    notes.add_interest(work, person, InterestDraft(word or "Field", body))
    notes.add_note(work, "organization", body, NoteDraft(word or "Note"))
    areas.add(work, body, AreaDraft(word or "Ward"))


def _untag(work: Work, n: int, word: str) -> None:
    keys = list(work.session.scalars(select(Person.id).order_by(Person.id).limit(n % 4 + 1)))
    tags.remove(work, keys, _pick(work, Tag, n))


def _import_people(work: Work, n: int, word: str) -> None:
    content = full_list()
    imports.apply(work, Reading("popolo", "", replace(content, people=content.people[n % 3 :])), ImportOptions())


def _hand_on(work: Work, n: int, word: str) -> None:
    key = _pick(work, Person, n)
    told = turnover.leaving(work.session, key, TODAY)
    to = {promise.key: _pick(work, Person, n + 1) for promise in told.promises}
    turnover.hand_on(work, key, HandOn(TODAY, word, to))


def _import_calendar(work: Work, n: int, word: str) -> None:
    events = tuple(
        CalendarEvent(
            row=k, uid=str(k), occurrence="", sequence=n, title=word, starts=datetime(2027, 1, k, 19, tzinfo=UTC),
            ends=None, place=word, link="", is_cancelled=k == n,
        )
        for k in range(1, 3)
    )  # fmt: skip
    imports.apply(work, Reading("ical", "", Calendar("", events)), ImportOptions())


def _import_meeting(work: Work, n: int, word: str) -> None:
    said = tuple(TextBlock(BlockKind.PARAGRAPH, f"{word} {k}") for k in range(n % 3 + 1))
    papers = (PublishedPaper("1", word, "https://council.example/1", n % 2 == 0, TODAY),)
    items = tuple(
        PublishedItem(str(k), str(k), word or "Item", said, said, k == n, k == 2, papers) for k in range(1, 2 + n % 3)
    )
    there = (PublishedAttendee(word or "Jo", "", "Chair", Presence.PRESENT, "Green", "North"),)
    content = CouncilMeeting("7", "", word or "Council", TODAY, None, "", "", n % 4 == 3, items, there)
    imports.apply(work, Reading("meeting", "", content), ImportOptions("Cyngor Bryn"))


def _promise(work: Work, n: int, word: str) -> None:
    """One is promised, moved by both, commented on, and done, confirmed or let go; it is why another is done."""
    draft = PromiseDraft(word, organization_id=_pick(work, Organization, n), raised_on=TODAY, due_on=TODAY)
    key = promisesteps.promise(work, draft)
    promisesteps.renegotiate(work, key, TermDraft(TODAY + timedelta(n + 1), word or "Rain", TODAY))
    promisesteps.agree(work, key, Side.THEIRS, TODAY)
    promisesteps.take_away_remark(work, promisesteps.remark(work, key, RemarkDraft(word or "Sorry")))
    promisesteps.add_because(work, key, ActionDraft(word or "Ask"))
    (promisesteps.report if n % 2 else promisesteps.confirm)(work, key, SaidDraft(word))
    promisesteps.reopen(work, key)
    promisesteps.let_go(work, key, LetGoDraft(word or "No money", TODAY if n % 2 else None))


def _deal(work: Work, n: int, word: str) -> None:
    key = deals.add(work, DealDraft(word or "Deal", organization_id=_pick(work, Organization, n)))
    deals.put_in(work, key, _pick(work, Action, n))
    deals.sign(work, key, SignatoryDraft(_refer(work, n), word or "Jo"))
    deals.answered(work, deals.send(work, SentDraft(sent_to=word), key), AnsweredDraft(word))
    deals.attach(work, key, "a.txt", word.encode())


_KINDS = (MeetingKind.COMMITTEE, MeetingKind.AGM)
OPS: dict[str, Op] = {
    "import calendar": _import_calendar,
    "import meeting": _import_meeting,
    "know": _know,
    "untag": _untag,
    "rename tag": lambda work, n, word: setattr(work.session.get(Tag, _pick(work, Tag, n)), "name", word),
    "delete tag": _delete(Tag),
    "several": lambda work, n, word: bulk.end_memberships(
        work, list(work.session.scalars(select(Person.id))), _pick(work, Organization, n), TODAY, word
    ),
    "filter": lambda work, n, word: filters.save(work, word, PeopleQuery(words=word)),
    "person": lambda work, n, word: people.add_person(work, PersonDraft(name=word)),
    "rename": lambda work, n, word: people.edit_person(work, _pick(work, Person, n), PersonDraft(name=word)),
    "contacts": _contacts,
    "bin": lambda work, n, word: people.bin_person(work, _pick(work, Person, n)),
    "organization": lambda work, n, word: people.add_organization(
        work, OrganizationDraft(word, kind=list(OrganizationKind)[n % 4], parent_id=_pick(work, Organization, n))
    ),
    "membership": lambda work, n, word: posts.add_membership(
        work, _pick(work, Person, n), MembershipDraft(_pick(work, Organization, n), Role.OFFICER, post=word)
    ),
    "meeting": lambda work, n, word: meetings.plan(
        work, MeetingDraft(word, on_date=TODAY + timedelta(n)), [ItemDraft("One"), ItemDraft(word, presenter_id=None)]
    ),
    "series": lambda work, n, word: series.plan_ahead(
        work, series.add(work, SeriesDraft(word, rule="FREQ=MONTHLY;BYDAY=1TU")), [TODAY + timedelta(n)]
    ),
    "standing item": lambda work, n, word: agendas.add_standing(work, _pick(work, Series, n), ItemDraft(word)),
    "who comes": lambda work, n, word: series.set_people(
        work, [_pick(work, Person, n)], series_id=_pick(work, Series, n)
    ),
    "bin series": lambda work, n, word: series.bin_series(work, _pick(work, Series, n)),
    "park": lambda work, n, word: agendas.park(work, _pick(work, AgendaItem, n)),
    "take up": lambda work, n, word: agendas.take_up(work, _pick(work, ParkedItem, n), _pick(work, Meeting, n)),
    "leave out": lambda work, n, word: matters.leave_out(
        work, _pick(work, Meeting, n), MatterKind.ACTION, _pick(work, Action, n)
    ),
    "paper": lambda work, n, word: papers.attach(work, _pick(work, AgendaItem, n), word, word.encode()),
    "move item": lambda work, n, word: meetings.move_item(work, _pick(work, AgendaItem, n), n % 3),
    "edit meeting": lambda work, n, word: meetings.edit(
        work, _pick(work, Meeting, n), MeetingDraft(word, on_date=TODAY - timedelta(n))
    ),
    "bin meeting": lambda work, n, word: meetings.bin_meeting(work, _pick(work, Meeting, n)),
    "edit item": lambda work, n, word: meetings.edit_item(work, _pick(work, AgendaItem, n), ItemDraft(word)),
    "remove item": lambda work, n, word: meetings.remove_item(work, _pick(work, AgendaItem, n)),
    "minute": _minute,
    "check minutes": _check,
    "put minutes": lambda work, n, word: approval.put(work, _pick(work, Minutes, n), _pick(work, Meeting, n + 1)),
    "correct minutes": _correct,
    "elect": _elect,
    "remove block": lambda work, n, word: minutes.remove_block(work, _pick(work, MinuteBlock, n)),
    "constitution": lambda work, n, word: constitution.edit(
        work, _KINDS[n % 2], Rules(_KINDS[n % 2], quorum_clause=word, notice_days=n)
    ),
    "notice went": lambda work, n, _word: constitution.notice_went(work, _pick(work, Meeting, n), work.today),
    "attend": lambda work, n, word: attendance.enter(
        work, _pick(work, Meeting, n), AttendanceDraft(_refer(work, n), word)
    ),
    "attend after all": lambda work, n, word: minutes.put_right(
        work, _pick(work, Meeting, n), AttendanceDraft(None, word or "Jo", list(Presence)[n % len(Presence)])
    ),
    "take off": lambda work, n, word: minutes.take_off(work, _pick(work, Attendance, n)),
    "speak of a matter": _speak,
    "action": lambda work, n, word: actions.add(
        work, ActionDraft(word, owner_id=_refer(work, n), organization_id=_pick(work, Organization, n), due_on=TODAY)
    ),
    "move date": lambda work, n, word: actionsteps.move_due(work, _pick(work, Action, n), TODAY + timedelta(n), word),
    "share": lambda work, n, word: actions.add(
        work, ActionDraft(word, others=(Shared("", organization_id=_pick(work, Organization, n)),))
    ),
    "carry": lambda work, n, _word: actionsteps.carry(work, _pick(work, Action, n), _pick(work, Meeting, n)),
    "say how it goes": lambda work, n, word: actionsteps.note(work, _pick(work, Action, n), word),
    "done on": lambda work, n, _word: actionsteps.set_done_on(work, _pick(work, Action, n), TODAY - timedelta(n)),
    "give": lambda work, n, _word: actionsteps.give_to(
        work, [_pick(work, Action, n), _pick(work, Action, n + 1)], None, _pick(work, Organization, n)
    ),
    "log": _log,
    "get back": _get_back,
    "bin entry": lambda work, n, word: interactions.bin_entry(work, _pick(work, Interaction, n)),
    "finish": lambda work, n, word: actionsteps.set_status(
        work, _pick(work, Action, n), list(ActionStatus)[n % len(ActionStatus)], word
    ),
    "add goal": lambda work, n, word: goals.measure(work, goals.add(work, GoalDraft(word or "x")), MeasureDraft(n)),
    "bin goal": lambda work, n, word: goals.bin_several(work, [_pick(work, Goal, n)]),
    "add evidence": lambda work, n, word: evidence.add(work, EvidenceDraft(word or "x", answered=n)),
    "add duty": lambda work, n, word: duties.add(work, DutyDraft(word or "x", first_on=TODAY + timedelta(n))),
    "add paper": lambda work, n, word: grouppapers.add_version(
        work, grouppapers.add(work, GroupPaperDraft(word or "x")), VersionDraft(word, TODAY - timedelta(n))
    ),
    "check health": _check_health,
    "bin check": lambda work, n, _: health.bin_several(work, [_pick(work, HealthCheck, n)]),
    "note stage": lambda work, n, _: heard.note_stage(work, _pick(work, AgendaItem, n), list(Involvement)[n % 3]),
    "ask": lambda work, n, word: questions.ask(
        work, QuestionDraft(word, list(QuestionKind)[n % 3], _pick(work, Organization, n), _refer(work, n), TODAY)
    ),
    "answer": lambda work, n, word: questions.answer(work, _pick(work, Question, n), AnswerDraft(word)),
    "to action": lambda work, n, word: turning.to_action(work, _pick(work, Question, n)),
    "to question": lambda work, n, word: turning.from_action(work, _pick(work, Action, n)),
    "respond": lambda work, n, word: responses.add(
        work, ResponseDraft(word, organization_id=_pick(work, Organization, n))
    ),
    "send": lambda work, n, word: responses.send(work, _pick(work, Response, n), StepDraft(word)),
    "consent": lambda work, n, word: consent.give(work, _pick(work, Person, n), ConsentDraft(word)),
    "request": lambda work, n, word: requests.add(work, _pick(work, Person, n), RequestDraft(note=word)),
    "keep longer": lambda work, n, word: retention.keep(work, _pick(work, Person, n), word),
    "promise": _promise,
    "deal": _deal,
    "bin deal": lambda work, n, word: deals.bin_several(work, [_pick(work, Deal, n)]),
    "delete deal": _delete(Deal),
    "delete person": _delete(Person),
    "delete organization": _delete(Organization),
    "delete meeting": _delete(Meeting),
    "delete item": _delete(AgendaItem),
    "delete action": _delete(Action),
    "delete entry": _delete(Interaction),
    "delete decision": _delete(Decision),
    "bulk insert": _bulk_insert,
    "bulk update": lambda work, n, word: work.session.execute(update(Person).values(summary=word)),
    "bulk delete": lambda work, n, word: work.session.execute(delete(ContactDetail)),
    "import": _import,
    "hand on": _hand_on,
    "succeed": lambda work, n, word: succession.decide(
        work,
        SuccessionDraft((_pick(work, Organization, n),), TODAY + timedelta(n % 2), names=(word, f"New {word}"[:n])),
    ),
    "import people": _import_people,
    "review": _review,
    "bin review": lambda work, n, word: reviews.bin_several(work, [_pick(work, Review, n)]),
    "delete review": _delete(Review),
    "merge": _merge,
    "merge people": _merge_two("person", Person),
    "merge organizations": _merge_two("organization", Organization),
    "keep apart": lambda work, n, word: duplicates.keep_apart(
        work, "person", _pick(work, Person, n), _pick(work, Person, n + 1)
    ),
    "offer": _offer,
    "bin offer": lambda work, n, word: assets.bin_asset(work, _pick(work, Asset, n)),
}

one_op = st.tuples(st.sampled_from(sorted(OPS)), st.integers(0, 20), st.sampled_from(WORDS))
one_change = st.lists(one_op, min_size=1, max_size=5)
START = [("person", 0, "Ann Bell"), ("person", 0, "Cai Dale"), ("contacts", 2, ""), ("membership", 0, "Clerk"),
         ("person", 0, "Ann Bell"), ("offer", 1, "Van"), ("offer", 2, "Hall"),
         ("meeting", 3, "Liaison"), ("minute", 0, "Dŵr"), ("action", 1, "Fix it"), ("attend", 0, "")]  # fmt: skip


@given(changes=st.lists(one_change, min_size=1, max_size=8))
@example([[("keep apart", 0, ""), ("keep apart", 1, ""), ("merge people", 8, "")]])
@example([[("action", 2, "Mend it"), ("review", 1, "Ann Bell")], [("review", 2, "")], [("delete review", 0, "")]])
def test_undo_all_and_redo_all(templates: Path, changes: list[list[tuple[str, int, str]]]) -> None:
    with _desk(templates) as (desk, heard):
        first = _dump(desk)
        _assert_search_is_true(desk)
        for ops in changes:
            desk.do("Change", lambda work, ops=ops: _run(work, ops)).result(30)
        last = _dump(desk)
        _assert_search_is_true(desk)
        numbers = _sequences(desk)
        undone = [desk.undo(change.number).result(30).number for change in reversed(tuple(heard))]
        assert _dump(desk) == first
        assert all(_sequences(desk).get(key, n) >= n for key, n in numbers.items())
        _assert_search_is_true(desk)
        for number in reversed(undone):
            desk.redo(number).result(30)
        assert _dump(desk) == last
        _assert_search_is_true(desk)
        assert desk.check()["change"] >= 3 * len(undone)


def test_a_merge_into_a_new_person_can_be_undone(templates: Path) -> None:
    with _desk(templates) as (desk, heard):
        first = _dump(desk)
        desk.do("Merge", lambda work: _merge(work, 0, "Ann Dale")).result()
        desk.undo(heard[0].number).result()
        assert _dump(desk) == first


def test_a_version_in_which_who_was_there_was_put_right_stays_until_that_is_undone(templates: Path) -> None:
    with _desk(templates) as (desk, heard):
        old = desk.read(lambda session: session.scalars(select(Minutes)).first())
        desk.do("Approve", lambda work: setattr(work.session.get_one(Minutes, old.id), "state", "approved")).result()
        approved = _dump(desk)
        desk.do("Begin", lambda work: corrections.begin(work, old.id, "Jo was there")).result()
        desk.do("Enter", lambda work: attendance.enter(work, old.meeting_id, AttendanceDraft(name="Jo"))).result()
        corrected = _dump(desk)
        begun, entered = (change.number for change in heard[1:])
        with pytest.raises(Refused):
            desk.undo(begun).result()
        assert _dump(desk) == corrected
        desk.undo(entered).result()
        desk.undo(begun).result()
        assert _dump(desk) == approved


def test_a_deleted_meeting_comes_back_with_its_minutes_and_is_found(templates: Path) -> None:
    with _desk(templates) as (desk, heard):
        first = _dump(desk)
        desk.do("Delete", lambda work: OPS["delete meeting"](work, 0, "")).result()
        _assert_search_is_true(desk)
        desk.undo(heard[0].number).result()
        assert _dump(desk) == first
        _assert_search_is_true(desk)


def test_an_import_is_undone_in_one_step(templates: Path) -> None:
    with _desk(templates) as (desk, heard):
        first = _dump(desk)
        desk.do("Import", lambda work: _import(work, 4, "Jo"), ChangeKind.IMPORT).result()
        assert len(heard) == 1
        desk.undo(heard[0].number).result()
        assert _dump(desk) == first


def _run(work: Work, ops: list[tuple[str, int, str]]) -> None:
    for name, n, word in ops:
        try:
            OPS[name](work, n, word)
        except Refused:
            pass
        work.session.flush()


@contextmanager
def _desk(templates: Path) -> Iterator[tuple[Desk, list[Changed]]]:
    """A desk with a little of everything, and the changes made from then on."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copyfile(templates / "empty.vdesk", Path(folder) / "group.vdesk"))
        desk = open_desk(path, Keyring(MemoryKeyring()), FixedClock(TODAY), CODE)
        try:
            desk.do("Start", lambda work: _run(work, START)).result(30)
            heard: list[Changed] = []
            desk.listen(lambda changed: heard.append(changed) if changed.kind in ("do", "import") else None)
            yield desk, heard
        finally:
            desk.close()


def _dump(desk: Desk) -> dict[str, list[Any]]:
    """Every row of every table that a person can change, without what only ever rises."""
    columns = {
        name: ", ".join(f'"{column.name}"' for column in table.columns if not column.info.get("rises"))
        for name, table in Base.metadata.tables.items()
        if name not in NOT_NOTED
    }
    return desk.read(
        lambda session: {
            name: sorted(map(tuple, session.execute(text(f'SELECT {said} FROM "{name}"'))), key=repr)
            for name, said in columns.items()
        }
    )


def _sequences(desk: Desk) -> dict[str, int]:
    """The SEQUENCE of each meeting, which calendars that have it compare."""
    return desk.read(lambda session: dict(session.execute(text("SELECT id, sequence FROM meeting")).all()))


def _assert_search_is_true(desk: Desk) -> None:
    """What can be found is what a search made anew would hold, and the index agrees with it.

    Not by making it anew and rolling back to a savepoint: docs/decisions/0006-no-savepoints.md.
    """

    def job(work: Work) -> tuple[set[Any], set[Any]]:
        db = work.session.connection().connection.dbapi_connection
        db.execute("INSERT INTO searchable_index(searchable_index, rank) VALUES ('integrity-check', 1)")
        kept = set(db.execute("SELECT kind, id, audience, on_date, title, body, meeting_id FROM searchable"))
        anew = set(db.execute(" UNION ALL ".join(search.entries())))
        return kept, anew

    kept, anew = desk.note(job).result(30)
    assert kept == anew
