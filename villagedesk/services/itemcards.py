"""The items of an agenda as cards: each with its number, its clock, its papers and what another body published."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.clock import on_the_wall
from villagedesk.models import AgendaItem, Document, ItemLink, Meeting, Paper, Person
from villagedesk.records.meetings import ItemCard, LinkCard


def of_meeting(session: Session, meeting: Meeting) -> tuple[ItemCard, ...]:
    """The items of a meeting, in order; the clock runs by the minutes of those before."""
    papers, links = _papers(session, meeting.id), _links(session, meeting.id)
    cards, minutes = list[ItemCard](), 0
    at = meeting.start_at
    found = session.execute(
        select(AgendaItem, Person.name)
        .outerjoin(Person, Person.id == AgendaItem.presenter_id)
        .where(AgendaItem.meeting_id == meeting.id)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    for number, (item, presenter) in enumerate(found, 1):
        starts = on_the_wall(meeting.on_date, at, minutes, meeting.zone).time() if at else None
        cards.append(
            ItemCard(
                id=item.id, number=number, title=item.title, kind=item.kind, presenter_id=item.presenter_id,
                presenter=presenter or "", minutes=item.minutes, starts=starts, note=item.note, audience=item.audience,
                papers=tuple(papers.get(item.id, ())), opened_at=item.opened_at, given_number=item.number,
                involvement=item.involvement, links=tuple(links.get(item.id, ())),
            )
        )  # fmt: skip
        minutes += item.minutes or 0
    return tuple(cards)


def beside(session: Session, item_id: str) -> tuple[tuple[int, str, str], ...]:
    """Number, key and title of each item of the agenda that an item is on."""
    meeting = select(AgendaItem.meeting_id).where(AgendaItem.id == item_id).scalar_subquery()
    found = session.execute(
        select(AgendaItem.id, AgendaItem.title)
        .where(AgendaItem.meeting_id == meeting)
        .order_by(AgendaItem.position, AgendaItem.id)
    )
    return tuple((number, key, title) for number, (key, title) in enumerate(found, 1))


def _papers(session: Session, meeting_id: str) -> dict[str, list[str]]:
    """What the papers of each item are called."""
    papers: dict[str, list[str]] = {}
    for item_id, title, name in session.execute(
        select(AgendaItem.id, Paper.title, Document.name)
        .join(Document, Document.id == Paper.document_id)
        .join(AgendaItem, AgendaItem.id == Paper.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(Paper.position, Paper.id)
    ):
        papers.setdefault(item_id, []).append(title or name)
    return papers


def _links(session: Session, meeting_id: str) -> dict[str, list[LinkCard]]:
    """The papers of each item that another body published; those it keeps back are for the committee."""
    rows = session.execute(
        select(ItemLink, AgendaItem.audience)
        .join(AgendaItem, AgendaItem.id == ItemLink.item_id)
        .where(AgendaItem.meeting_id == meeting_id)
        .order_by(ItemLink.position, ItemLink.id)
    )
    found: dict[str, list[LinkCard]] = {}
    for link, audience in rows:
        seen_by = Audience.COMMITTEE if link.is_restricted else audience
        card = LinkCard(link.id, link.title, link.url, link.is_restricted, link.published_on, seen_by)
        found.setdefault(link.item_id, []).append(card)
    return found
