"""The first page, gathered in two reads: what is known at once, and what takes longer to find."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session

from villagedesk.core.text import one_line, shorten
from villagedesk.core.words import ActionStatus, MeetingStatus, MinutesState, Presence, Side
from villagedesk.models import (
    Action,
    AgendaItem,
    Asset,
    Attendance,
    Decision,
    Duty,
    Evidence,
    Goal,
    GroupPaper,
    Interaction,
    KeyHolder,
    Meeting,
    Membership,
    MinuteBlock,
    Minutes,
    Organization,
    Person,
    Question,
    Response,
)
from villagedesk.records.actions import SOON_DAYS
from villagedesk.records.consent import PrivacyDue
from villagedesk.records.meetings import DecisionRow, MeetingCard, MeetingRow
from villagedesk.records.today import NextMeeting, OldDraft, Tally, TodayContent
from villagedesk.services import (
    actions,
    actionsteps,
    agendas,
    consent,
    deals,
    decisions,
    drafts,
    getback,
    grouppapers,
    health,
    interactions,
    meetings,
    questions,
    requests,
    responses,
    reviews,
    turnover,
    versions,
)

_MOST_DUE = 7
_MOST_MEETINGS = 3
_MOST_QUESTIONS = 5
_MOST_DECISIONS = 4
_ON_THE_WAY = (MinutesState.DRAFT, MinutesState.COMMENT, MinutesState.PUT)
_MINUTED = ("minutes", "minute_block", "minute_record", "attendance", "new_attendance")
"""What is typed where minutes are taken."""
_LOOKS_BACK = 120  # days in which a meeting without minutes is still asked about


def content(session: Session, today: date, me: str | None) -> TodayContent:
    """What `me` should know today, but for what `whole` adds."""
    year_ago = today - timedelta(days=365)
    tallies = _tallies(session, today, year_ago)
    asked, asked_count = questions.due(session, today, _MOST_QUESTIONS)
    return TodayContent(
        next=_next(session, today),
        due=tuple(actions.due_soon(session, today, _MOST_DUE)),
        due_count=_due_count(session, today),
        unminuted=_unminuted(session, today),
        unfinished=_unfinished(session),
        drafts=_drafts(session),
        has_key_holder=session.scalar(select(KeyHolder.id).limit(1)) is not None,
        theirs=tallies[Side.THEIRS],
        ours=tallies[Side.OURS],
        joint=tallies[Side.JOINT],
        since=year_ago,
        decisions=_last_decisions(session, today),
        turnover=turnover.due(session, today),
        people=session.scalar(select(func.count(Person.id)).where(Person.id != (me or ""))) or 0,
        meetings=session.scalar(select(func.count(Meeting.id))) or 0,
        questions=asked,
        question_count=asked_count,
        privacy=PrivacyDue(requests.open_ones(session)),
        responses=responses.due(session, today),
        group_papers=grouppapers.due(session, today),
        deals=deals.due(session, today),
        reviews=reviews.due(session, today),
        checks=health.due(session, today),
    )


def whole(session: Session, first: TodayContent, today: date) -> TodayContent:
    """`content` with what takes longer to find: whom to get back to, and how many people are past their time."""
    get_back = getback.due(session, today)
    return replace(
        first,
        get_back=tuple(get_back[:_MOST_DUE]),
        get_back_count=len(get_back),
        privacy=consent.due(session, today),
    )


def _next(session: Session, today: date) -> NextMeeting | None:
    key = meetings.next_id(session, today)
    if key is None:
        return None
    card = meetings.card(session, key)
    held = meetings.before(session, card)
    return NextMeeting(
        id=card.id,
        title=card.title,
        on_date=card.on_date,
        start_at=card.start_at,
        end_at=card.end_at,
        place=card.place,
        link=card.link,
        items=len(card.items),
        planned_minutes=card.planned_minutes,
        over=_over(card),
        papers=sum(len(item.papers) for item in card.items),
        apologies=sum(1 for who in card.attendance if who.presence is Presence.APOLOGIES),
        before=meetings.rows(session, [held])[0] if held else None,
    )


def _over(card: MeetingCard) -> int | None:
    return None if card.start_at is None or card.end_at is None else agendas.minutes_over(card)


def _due_count(session: Session, today: date) -> int:
    soon = today + timedelta(days=SOON_DAYS)
    where = (Action.status.in_(actionsteps.OPEN), Action.due_on <= soon)
    return session.scalar(select(func.count(Action.id)).where(*where)) or 0


def _unminuted(session: Session, today: date) -> tuple[MeetingRow, ...]:
    """Meetings held, or planned for a day that has gone by, with no minutes begun."""
    missing = (
        select(Meeting.id)
        .outerjoin(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Minutes.id.is_(None), Meeting.status != MeetingStatus.CANCELLED, Meeting.is_theirs.is_(False))
        .where(Meeting.on_date < today, Meeting.on_date >= today - timedelta(days=_LOOKS_BACK))
    )
    return _meetings(session, missing)


def _unfinished(session: Session) -> tuple[MeetingRow, ...]:
    """Meetings whose minutes are a draft, or put to a meeting and not yet approved."""
    waiting = (
        select(Meeting.id)
        .join(Minutes, Minutes.meeting_id == Meeting.id)
        .where(Minutes.state.in_(_ON_THE_WAY), versions.is_latest())
    )
    return _meetings(session, waiting)


def _meetings(session: Session, statement: Select[str]) -> tuple[MeetingRow, ...]:
    keys = session.scalars(statement.order_by(Meeting.on_date.desc(), Meeting.id).limit(_MOST_MEETINGS)).all()
    known = {row.id: row for row in meetings.rows(session, keys)}
    return tuple(known[key] for key in keys)


def _drafts(session: Session) -> tuple[OldDraft, ...]:
    found = []
    for draft in drafts.listed(session):
        if about := _begun(draft) if draft.row == drafts.NEW else _about(session, draft.row):
            kind = "minutes" if draft.form in _MINUTED else about[0]
            found.append(OldDraft(kind, about[1], about[2], draft.at))
    return tuple({(draft.kind, draft.row): draft for draft in reversed(found)}.values())


def _begun(draft: drafts.KeptDraft) -> tuple[str, str, str] | None:
    """What somebody began to add, as `_about`: its form is called after its kind."""
    title = next((one_line(str(words)) for words in draft.value.values() if words), "")
    return (draft.form.removeprefix("new_"), "", title) if title else None


def _about(session: Session, key: str) -> tuple[str, str, str] | None:
    """What a draft's row belongs to, as (kind, id, name): what is a part of a meeting or a person belongs to them."""
    if (place := session.get(AgendaItem, key) or session.get(Attendance, key)) is not None:
        key = place.meeting_id
    if (asset := session.get(Asset, key)) is not None:
        key = asset.person_id or asset.organization_id or ""
    if (membership := session.get(Membership, key)) is not None:
        key = membership.person_id
    if (block := session.get(MinuteBlock, key)) is not None:
        key = block.minutes_id
    if (minutes := session.get(Minutes, key)) is not None:
        key = minutes.meeting_id
    if (meeting := session.get(Meeting, key)) is not None:
        return "meeting", key, meeting.title
    if (action := session.get(Action, key)) is not None:
        return "action", key, action.text
    if (question := session.get(Question, key)) is not None:
        return "question", key, question.text
    if (response := session.get(Response, key)) is not None:
        return "response", key, response.title
    if (goal := session.get(Goal, key)) is not None:
        return "goal", key, goal.title
    if (shown := session.get(Evidence, key)) is not None:
        return "evidence", key, shown.claim
    if (duty := session.get(Duty, key)) is not None:
        return "duty", key, duty.title
    if (paper := session.get(GroupPaper, key)) is not None:
        return "group_paper", key, paper.title
    if (entry := session.get(Interaction, key)) is not None:
        return interactions.KIND, key, entry.subject or shorten(entry.text, 60)
    if (person := session.get(Person, key)) is not None:
        return "person", key, person.name
    if (body := session.get(Organization, key)) is not None:
        return "organization", key, body.name
    return None


def _tallies(session: Session, today: date, since: date) -> dict[Side, Tally]:
    """Each action once, on its own side; what was dropped is in none."""
    done = (Action.status == ActionStatus.DONE) & (Action.done_on >= since)
    still_open = Action.status.in_(actionsteps.OPEN)
    is_late = still_open & (Action.due_on < today)
    found = session.execute(
        select(
            Action.side,
            func.sum(case((done, 1), else_=0)),
            func.sum(case((still_open, 1), else_=0)),
            func.sum(case((is_late, 1), else_=0)),
        ).group_by(Action.side)
    )
    tallies = {side: Tally(done, open_ - late, late) for side, done, open_, late in found}
    return {side: tallies.get(side, Tally()) for side in Side}


def _last_decisions(session: Session, today: date) -> tuple[DecisionRow, ...]:
    """The latest first."""
    days: Sequence[date] = session.scalars(
        select(Decision.decided_on)
        .where(Decision.decided_on <= today, versions.stands())
        .order_by(Decision.decided_on.desc())
        .limit(_MOST_DECISIONS)
    ).all()
    if not days:
        return ()
    return decisions.since(session, days[-1], today + timedelta(days=1))[: -_MOST_DECISIONS - 1 : -1]
