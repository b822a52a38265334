"""People to get back to: what was to be followed up, answers that are owed or awaited, rhythms that are due."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.i18n import _
from villagedesk.core.words import Direction, Part
from villagedesk.models import Interaction
from villagedesk.records.actions import SOON_DAYS
from villagedesk.records.interactions import GetBack, GetBackKind, InteractionRow, ParticipantRow
from villagedesk.records.turnover import PromiseKind
from villagedesk.services import handovers, homes, interactions, rhythms
from villagedesk.store.writer import Work

PUT_OFF_DAYS = 7


def due(session: Session, today: date) -> list[GetBack]:
    """Everybody to get back to, the longest due first.

    Follow-ups and rhythms from their day on; an answer of ours from a week before it is wanted; one of theirs from the
    day after.
    """
    is_open = and_(
        interactions.waits(), or_(Interaction.put_off_to.is_(None), Interaction.put_off_to <= today)
    )  # fmt: skip
    soon = today + timedelta(days=SOON_DAYS)
    found = [
        *_entries(session, GetBackKind.FOLLOW_UP, _to_follow_up(today)),
        *_entries(
            session, GetBackKind.OWED, is_open, Interaction.direction != Direction.OUT, Interaction.reply_by <= soon
        ),
        *_entries(
            session, GetBackKind.AWAITED, is_open, Interaction.direction == Direction.OUT, Interaction.reply_by < today
        ),
        *(
            GetBack(card.id, GetBackKind.RHYTHM, card.owner_id, card.name, rhythms.words(card.every, card.unit),
                    card.due_on, card.last_on)
            for card in rhythms.listed(session, today) if card.due_on <= today
        ),
    ]  # fmt: skip
    return sorted(found, key=lambda one: (one.on, one.kind, one.id))


def _to_follow_up(today: date) -> ColumnElement[bool]:
    return and_(Interaction.follow_up_on <= today, Interaction.followed_up_on.is_(None))


def _entries(session: Session, kind: GetBackKind, *where: ColumnElement[bool]) -> list[GetBack]:
    keys: Sequence[str] = session.scalars(select(Interaction.id).where(*where).order_by(Interaction.id)).all()
    handed = handovers.now_with(session, PromiseKind.FOLLOW_UP, keys) if kind is GetBackKind.FOLLOW_UP else {}
    at_home, made = homes.of_each(session, keys), []
    for row in interactions.rows(session, keys):
        on = row.follow_up_on if kind is GetBackKind.FOLLOW_UP else row.reply_by
        assert on
        words = (row.follow_up if kind is GetBackKind.FOLLOW_UP else "") or interactions.title(row)
        made.append(GetBack(row.id, kind, at_home[row.id], handed.get(row.id) or with_whom(row), words, on))
    return made


def with_whom(row: InteractionRow) -> str:
    """The others in an entry, as one phrase: who wrote, or who was written to; of three or more "X and 2 others"."""
    far = {Direction.IN: Part.FROM, Direction.OUT: Part.TO}.get(row.direction)
    others = (
        [who for who in row.participants if who.part is far]
        or [who for who in row.participants if who.part is Part.PRESENT]
        or list(row.participants)
    )
    names = list(dict.fromkeys(map(called, others)))
    if len(names) > 2:
        return _("{name} and {n} others").format(name=names[0], n=len(names) - 1)
    return _(" and ").join(names)


def called(who: ParticipantRow) -> str:
    """The name, or the address of somebody of whom there is no name."""
    return who.name or who.address


def done(work: Work, kind: GetBackKind, key: str) -> None:
    """It was done, today. An answer that was given or came in another way counts as such."""
    if kind is GetBackKind.RHYTHM:
        rhythms.done(work, key)
    elif kind is GetBackKind.FOLLOW_UP:
        interactions.entry(work, key).followed_up_on = work.today
    else:
        interactions.entry(work, key).answered_on = work.today


def put_off(work: Work, kind: GetBackKind, key: str, to: date | None = None) -> None:
    """Not before a day, a week from today when none is given. The day on which an answer is wanted stays as it is."""
    to = to or work.today + timedelta(days=PUT_OFF_DAYS)
    if kind is GetBackKind.RHYTHM:
        rhythms.put_off(work, key, to)
    elif kind is GetBackKind.FOLLOW_UP:
        interactions.entry(work, key).follow_up_on = to
    else:
        interactions.entry(work, key).put_off_to = to
