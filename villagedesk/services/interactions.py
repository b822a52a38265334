"""The relationship log: who was in touch with whom, when, and what was said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select
from sqlalchemy.orm import Session, aliased

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line, shorten
from villagedesk.core.words import Direction, InteractionKind, Part
from villagedesk.models import (
    Action,
    Interaction,
    Meeting,
    Membership,
    Organization,
    Participant,
    Person,
    Question,
    Response,
)
from villagedesk.records.interactions import (
    AttachmentRow,
    InteractionDraft,
    InteractionRow,
    LogPage,
    ParticipantDraft,
    ParticipantRow,
)
from villagedesk.services import attachments, posts, restriction
from villagedesk.services.search import matching
from villagedesk.store.search import match_words
from villagedesk.store.writer import Work

KIND = "interaction"
_TITLE = 90  # characters


@dataclass(frozen=True, slots=True)
class LogQuery:
    """Which entries are asked for: of a person or body (with those who sat on it then), of a record, with words."""

    owner_id: str | None = None
    meeting_id: str | None = None
    action_id: str | None = None
    question_id: str | None = None
    response_id: str | None = None
    words: str = ""


def page(session: Session, query: LogQuery, start: int = 0, count: int = 20) -> LogPage:
    """The entries from number `start` on, the newest first."""
    keys = select(Interaction.id).where(*_where(session, query))
    total = session.scalar(select(func.count()).select_from(keys.subquery())) or 0
    order = (Interaction.on_date.desc(), Interaction.at_time.desc().nulls_last(), Interaction.id.desc())
    wanted = session.scalars(keys.order_by(*order).offset(start).limit(count)).all()
    return LogPage(tuple(rows(session, wanted)), total)


def _where(session: Session, query: LogQuery) -> list[ColumnElement[bool]]:
    where: list[ColumnElement[bool]] = []
    if query.owner_id:
        where.append(took_part(session, query.owner_id))
    for name in ("meeting_id", "action_id", "question_id", "response_id"):
        if (wanted := getattr(query, name)) is not None:
            where.append(getattr(Interaction, name) == wanted)
    if match := match_words(query.words):
        where.append(or_(Interaction.id.in_(matching(KIND, match)), Interaction.id.in_(_with_named(query.words))))
    return where


def _with_named(words: str) -> Select[Any]:
    """The entries with somebody whose name has these words, as they are called now or, of strangers, were then."""
    begins = f" {fold(words)}"
    named = or_(
        func.instr(" " + Person.sort_name, begins) > 0,
        func.instr(" " + Organization.sort_name, begins) > 0,
        and_(
            Participant.person_id.is_(None),
            Participant.organization_id.is_(None),
            func.instr(" " + func.fold(Participant.name), begins) > 0,
        ),
    )
    return (
        select(Participant.interaction_id)
        .outerjoin(Person, Person.id == Participant.person_id)
        .outerjoin(Organization, Organization.id == Participant.organization_id)
        .where(named)
    )


def took_part(session: Session, owner_id: str) -> ColumnElement[bool]:
    """Whether a person, or a body or somebody who sat on it that day, took part in an entry."""
    entries = select(Participant.interaction_id)
    if session.get(Person, owner_id, execution_options={"binned": True}) is not None:
        return Interaction.id.in_(entries.where(Participant.person_id == owner_id))
    itself = Interaction.id.in_(entries.where(Participant.organization_id == owner_id))
    if owner_id == posts.own_body(session):
        return itself
    then = aliased(Interaction)
    sat = (
        entries.join(Membership, Membership.person_id == Participant.person_id)
        .join(then, then.id == Participant.interaction_id)
        .where(Membership.organization_id == owner_id, posts.current(then.on_date))
    )
    return or_(itself, Interaction.id.in_(sat))


def rows(session: Session, keys: Sequence[str]) -> list[InteractionRow]:
    """The entries of these keys in that order, those in the bin too."""
    statement = (
        select(Interaction, Meeting.title, Meeting.on_date, Action.text, Question.text, Response.title, _answered())
        .outerjoin(Meeting, Meeting.id == Interaction.meeting_id)
        .outerjoin(Action, Action.id == Interaction.action_id)
        .outerjoin(Question, Question.id == Interaction.question_id)
        .outerjoin(Response, Response.id == Interaction.response_id)
        .where(Interaction.id.in_(keys))
        .execution_options(binned=True)
    )
    people, files = _participants(session, keys), attachments.of(session, "interaction", keys)
    found = {
        row.Interaction.id: _row(row, people.get(row.Interaction.id, []), files.get(row.Interaction.id, []))
        for row in session.execute(statement)
    }
    return [found[key] for key in keys if key in found]


def _row(row: Any, people: Sequence[ParticipantRow], files: Sequence[AttachmentRow]) -> InteractionRow:
    entry, meeting, on, action, question, response, answered = row
    return InteractionRow(
        id=entry.id,
        kind=KIND,
        interaction_kind=entry.kind,
        direction=entry.direction,
        on_date=entry.on_date,
        at_time=entry.at_time,
        subject=entry.subject,
        text=entry.text,
        reply_by=entry.reply_by,
        answers_id=entry.answers_id,
        settled_on=entry.answered_on or answered,
        follow_up_on=entry.follow_up_on,
        follow_up=entry.follow_up,
        followed_up_on=entry.followed_up_on,
        meeting_id=entry.meeting_id,
        meeting=f"{meeting}, {show_date(on)}" if meeting else "",
        action_id=entry.action_id,
        action=action or "",
        question_id=entry.question_id,
        question=question or "",
        response_id=entry.response_id,
        response=response or "",
        audience=entry.audience,
        binned=entry.binned_at is not None,
        participants=tuple(people),
        attachments=tuple(files),
    )


def _answered() -> Any:
    """The day of the first entry that answers another; None while there is none."""
    later = aliased(Interaction)
    first = select(func.min(later.on_date)).where(later.answers_id == Interaction.id, later.binned_at.is_(None))
    return first.correlate(Interaction).scalar_subquery()


def waits() -> ColumnElement[bool]:
    """Whether an answer is wanted that has neither come nor been given up."""
    return and_(Interaction.reply_by.is_not(None), Interaction.answered_on.is_(None), _answered().is_(None))


def _participants(session: Session, keys: Sequence[str]) -> dict[str, list[ParticipantRow]]:
    found: dict[str, list[ParticipantRow]] = {}
    parts = list(Part)
    taking = session.scalars(select(Participant).where(Participant.interaction_id.in_(keys)).order_by(Participant.id))
    for row in taking:
        found.setdefault(row.interaction_id, []).append(
            ParticipantRow(row.id, row.name, row.address, row.part, row.person_id, row.organization_id)
        )
    for several in found.values():
        several.sort(key=lambda row: parts.index(row.part))
    return found


def card(session: Session, interaction_id: str) -> InteractionRow:
    """One entry, in the bin or not. Refused when there is none."""
    found = rows(session, [interaction_id])
    if not found:
        raise Refused(_("That entry of the log is no longer here."))
    return found[0]


def title(row: InteractionRow) -> str:
    """What an entry is called: its subject, or how its text begins."""
    return row.subject or shorten(row.text, _TITLE)


def kind_words() -> dict[InteractionKind, str]:
    """What the sorts of contact are called."""
    return {
        InteractionKind.CALL: _("Call"),
        InteractionKind.EMAIL: _("E-mail"),
        InteractionKind.LETTER: _("Letter"),
        InteractionKind.MESSAGE: _("Message"),
        InteractionKind.VISIT: _("Visit"),
        InteractionKind.CHANCE: _("Chance meeting"),
    }


def direction_words() -> dict[Direction, str]:
    """What the directions are called."""
    return {Direction.IN: _("They to us"), Direction.OUT: _("We to them"), Direction.BOTH: _("Both ways")}


# writing


def add(work: Work, draft: InteractionDraft) -> str:
    """Enter what was said; the new key. Refused for a day to come, without anybody, or without a word."""
    found = Interaction(id=work.new_id(), kind=draft.kind, on_date=work.today)
    _write(work, found, draft)
    work.session.add(found)
    work.session.flush()
    set_participants(work, found.id, draft.participants)
    return found.id


def edit(work: Work, interaction_id: str, draft: InteractionDraft) -> None:
    """Keep what was typed about an entry. Refused as `add`, and when it would answer itself."""
    found = entry(work, interaction_id)
    _write(work, found, draft)
    set_participants(work, interaction_id, draft.participants)
    attachments.give_audience(work, "interaction", interaction_id, draft.audience)


def _write(work: Work, found: Interaction, draft: InteractionDraft) -> None:
    _check(work, found.id, draft)
    assert draft.on_date
    found.kind, found.direction = draft.kind, draft.direction
    found.on_date, found.at_time = draft.on_date, draft.at_time
    found.subject, found.text = one_line(draft.subject), draft.text.strip()
    if draft.reply_by != found.reply_by:
        found.answered_on = found.put_off_to = None
    if draft.follow_up_on != found.follow_up_on:
        found.followed_up_on = None
    found.reply_by, found.answers_id = draft.reply_by, draft.answers_id
    found.follow_up_on, found.follow_up = draft.follow_up_on, one_line(draft.follow_up)
    found.meeting_id, found.action_id = draft.meeting_id, draft.action_id
    found.question_id, found.response_id = draft.question_id, draft.response_id
    found.audience = draft.audience


def _check(work: Work, key: str, draft: InteractionDraft) -> None:
    if draft.on_date is None:
        raise Refused(_("When was it? A day is enough."), "on_date")
    if draft.on_date > work.today:
        raise Refused(_("That day is still to come. The log holds what has happened."), "on_date")
    if not draft.participants:
        raise Refused(_("Who was it with? A name is enough."), "participants")
    if not (one_line(draft.subject) or draft.text.strip()):
        raise Refused(_("Say in a word or two what it was about."), "text")
    if draft.reply_by and draft.reply_by < draft.on_date:
        raise Refused(_("An answer cannot be wanted before the day itself."), "reply_by")
    if one_line(draft.follow_up) and draft.follow_up_on is None:
        raise Refused(_("On which day should it be followed up?"), "follow_up_on")
    if draft.answers_id and key in _line_of(work.session, draft.answers_id):
        raise Refused(_("An entry cannot answer itself, or one that answers it."), "answers_id")


def _line_of(session: Session, key: str | None) -> set[str]:
    """An entry with those that it answers, one after the other."""
    seen: set[str] = set()
    while key and key not in seen:
        seen.add(key)
        key = session.scalar(select(Interaction.answers_id).where(Interaction.id == key))
    return seen


def set_participants(work: Work, interaction_id: str, drafts: Iterable[ParticipantDraft]) -> None:
    """Replace who took part; somebody who stays is the same row. A known one without a name gets their present one."""
    there = {_same(row): row for row in work.session.scalars(_taking_part(interaction_id))}
    for draft in {_same(draft): draft for draft in drafts}.values():
        row = there.pop(_same(draft), None) or Participant(id=work.new_id(), interaction_id=interaction_id)
        restriction.check(work.session, draft.person_id, row.person_id, "participants")
        row.person_id, row.organization_id = draft.person_id, draft.organization_id
        row.name, row.address = one_line(draft.name) or _name_of(work.session, draft), one_line(draft.address)
        row.part = draft.part
        if not (row.name or row.address):
            raise Refused(_("Who was it with? A name is enough."), "participants")
        work.session.add(row)
        work.session.flush()  # rows are shown in the order in which they were added
    for row in there.values():
        work.session.delete(row)


def _taking_part(interaction_id: str) -> Select[Participant]:
    return select(Participant).where(Participant.interaction_id == interaction_id)


def _same(one: Participant | ParticipantDraft) -> str:
    return one.person_id or one.organization_id or fold(f"{one.name} <{one.address}>")


def _name_of(session: Session, draft: ParticipantDraft) -> str:
    if draft.person_id:
        return session.scalar(select(Person.name).where(Person.id == draft.person_id)) or ""
    return session.scalar(select(Organization.name).where(Organization.id == draft.organization_id)) or ""


def know(work: Work, participant_id: str, person_id: str) -> None:
    """Say which person a participant is of whom the entry has only a name."""
    row = work.session.get(Participant, participant_id)
    if row is None:
        raise Refused(_("That entry of the log has changed. Look at it again."))
    row.person_id = restriction.open_person(work.session, person_id).id


def entry(work: Work, interaction_id: str) -> Interaction:
    """The row of an entry, to be changed. Refused when it is gone or in the bin."""
    found = work.session.get(Interaction, interaction_id)
    if found is None:
        raise Refused(_("That entry of the log is no longer here."))
    return found


def bin_entry(work: Work, interaction_id: str) -> None:
    """Put an entry in the bin."""
    entry(work, interaction_id).binned_at = work.now


def attach(work: Work, interaction_id: str, name: str, data: bytes, media_type: str = "") -> str:
    """Copy a file in and keep it with an entry; the document's key. Refused as `documents.add`."""
    audience = entry(work, interaction_id).audience
    return attachments.attach(work, "interaction", interaction_id, name, data, media_type=media_type, audience=audience)
