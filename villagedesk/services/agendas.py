"""What an agenda starts from and what it puts off: standing agendas, items of them, and the parking list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, time
from typing import Any

from sqlalchemy import ScalarSelect, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.clock import minutes_between, on_the_wall
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.models import (
    AgendaItem,
    AgendaTemplate,
    Meeting,
    MinuteBlock,
    Minutes,
    Paper,
    ParkedItem,
    Person,
    Series,
    TemplateItem,
)
from villagedesk.records.agendas import ParkedRow, TemplateRow
from villagedesk.records.meetings import ItemCard, ItemDraft, MeetingCard, MeetingDraft
from villagedesk.services import meetings, papers, restriction, seals
from villagedesk.store.writer import Work


def change_item(work: Work, item_id: str, changes: Mapping[str, Any]) -> None:
    """Keep some fields of an agenda item as ItemDraft names them. Refused as `meetings.edit_item`."""
    item = work.session.get(AgendaItem, item_id)
    if item is None:
        raise Refused(_("That agenda item is no longer here."))
    stored = ItemDraft(
        item.title, item.kind, item.presenter_id, item.minutes, item.note, item.audience, item.involvement
    )
    meetings.edit_item(work, item_id, replace(stored, **changes))


def expected_end(meeting: MeetingCard) -> time | None:
    """When the agenda will be through, by its minutes; None without a start."""
    if meeting.start_at is None:
        return None
    return on_the_wall(meeting.on_date, meeting.start_at, meeting.planned_minutes).time()


def minutes_over(meeting: MeetingCard) -> int:
    """By how many minutes the agenda is longer than the meeting; 0 where nobody can say."""
    if meeting.start_at is None or meeting.end_at is None:
        return 0
    room = minutes_between(meeting.on_date, meeting.start_at, meeting.end_at)
    return max(0, meeting.planned_minutes - room)


# agendas to start from


def templates(session: Session) -> list[TemplateRow]:
    """The agendas to start from, by name."""
    found = session.execute(
        select(AgendaTemplate.id, AgendaTemplate.name, func.count(TemplateItem.id))
        .outerjoin(TemplateItem, TemplateItem.template_id == AgendaTemplate.id)
        .group_by(AgendaTemplate.id)
        .order_by(func.lower(AgendaTemplate.name), AgendaTemplate.id)
    )
    return [TemplateRow(*row) for row in found]


def drafts(session: Session, template_id: str) -> list[ItemDraft]:
    """The items of an agenda to start from, as they go onto a meeting's."""
    return [_draft(item) for item in _of_template(session, template_id)]


def cards(session: Session, template_id: str, audience: Audience) -> tuple[ItemCard, ...]:
    """The items of an agenda to start from; one that does not say for whom it is shows `audience`."""
    found = _of_template(session, template_id)
    asked = select(Person.id, Person.name).where(Person.id.in_([item.presenter_id for item in found]))
    names = {row.id: row.name for row in session.execute(asked)}
    return tuple(
        ItemCard(
            id=item.id, number=number, title=item.title, kind=item.kind, presenter_id=item.presenter_id,
            presenter=names.get(item.presenter_id or "", ""), minutes=item.minutes, starts=None, note=item.note,
            audience=item.audience or audience, papers=(),
        )
        for number, item in enumerate(found, 1)
    )  # fmt: skip


def keep(work: Work, name: str, items: Sequence[ItemDraft]) -> str:
    """Keep an agenda to start from; the new key. One of that name is taken over. Refused without a name."""
    title = one_line(name)
    if not title:
        raise Refused(_("Give the agenda a name."), "name")
    same = [row.id for row in templates(work.session) if fold(row.name) == fold(title)]
    if same:
        for item in _of_template(work.session, same[0]):
            work.session.delete(item)
        template_id = same[0]
    else:
        template_id = work.new_id()
        work.session.add(AgendaTemplate(id=template_id, name=title))
    work.session.flush()
    for draft in items:
        add_to_template(work, template_id, draft)
    return template_id


def keep_of_meeting(work: Work, meeting_id: str, name: str) -> str:
    """Keep the agenda of a meeting as one to start from, without what is of that day only.

    An item that is for others than the meeting stays for them; the others will be for whom the next meeting is for.
    """
    card = meetings.card(work.session, meeting_id)
    kept = []
    for item in card.items:
        audience = item.audience if item.audience is not card.audience else None
        kept.append(ItemDraft(item.title, item.kind, item.presenter_id, item.minutes, audience=audience))
    return keep(work, name, kept)


def bin_template(work: Work, template_id: str) -> None:
    """Put an agenda to start from in the bin."""
    _template(work, template_id).binned_at = work.now


def start_from(work: Work, meeting_id: str, template_id: str) -> int:
    """Put the items of an agenda to start from onto a meeting's, but those it has; how many were added."""
    there = {fold(item.title) for item in meetings.card(work.session, meeting_id).items}
    wanted = [draft for draft in drafts(work.session, template_id) if fold(draft.title) not in there]
    for draft in wanted:
        meetings.add_item(work, meeting_id, draft, before_usual_end=True)
    return len(wanted)


def add_to_template(work: Work, template_id: str, draft: ItemDraft) -> str:
    """Add an item at the end of an agenda to start from; the new key. Refused as `meetings.add_item`."""
    _template(work, template_id)
    last = select(func.max(TemplateItem.position)).where(TemplateItem.template_id == template_id)
    item = TemplateItem(
        id=work.new_id(), template_id=template_id, title="", position=(work.session.scalar(last) or 0) + 1
    )  # fmt: skip
    _fill(work, item, draft)
    work.session.add(item)
    work.session.flush()
    return item.id


def add_standing(work: Work, series_id: str, draft: ItemDraft) -> str:
    """Add an item to the standing agenda of a series, which is begun with it; the new key."""
    series = work.session.get(Series, series_id)
    if series is None:
        raise Refused(_("That series is no longer here."))
    if series.template_id is None or work.session.get(AgendaTemplate, series.template_id) is None:
        series.template_id = keep(work, series.name, ())
    return add_to_template(work, series.template_id, draft)


def change_standing(work: Work, item_id: str, changes: Mapping[str, Any]) -> None:
    """Keep some fields of an item of an agenda to start from."""
    item = _standing(work, item_id)
    _fill(work, item, replace(_draft(item), **changes))


def move_standing(work: Work, item_id: str, to: int) -> None:
    """Move an item to place `to` of its agenda, counted from 1."""
    item = _standing(work, item_id)
    meetings.put_in_order(_of_template(work.session, item.template_id), item, to)


def remove_standing(work: Work, item_id: str) -> None:
    """Take an item off an agenda to start from."""
    work.session.delete(_standing(work, item_id))


def _of_template(session: Session, template_id: str) -> list[TemplateItem]:
    found = select(TemplateItem).where(TemplateItem.template_id == template_id)
    return list(session.scalars(found.order_by(TemplateItem.position, TemplateItem.id)))


def _draft(item: TemplateItem) -> ItemDraft:
    return ItemDraft(item.title, item.kind, item.presenter_id, item.minutes, item.note, item.audience)


def _fill(work: Work, item: TemplateItem, draft: ItemDraft) -> None:
    meetings.check_item(work, draft, item.presenter_id)
    item.title, item.kind, item.presenter_id = one_line(draft.title), draft.kind, draft.presenter_id
    item.minutes, item.note, item.audience = draft.minutes, draft.note.strip(), draft.audience


def _template(work: Work, template_id: str) -> AgendaTemplate:
    found = work.session.get(AgendaTemplate, template_id)
    if found is None:
        raise Refused(_("That agenda is no longer here."))
    return found


def _standing(work: Work, item_id: str) -> TemplateItem:
    found = work.session.get(TemplateItem, item_id)
    if found is None:
        raise Refused(_("That agenda item is no longer here."))
    return found


# the parking list


def parked(session: Session, series_id: str | None) -> tuple[ParkedRow, ...]:
    """What is put off until a meeting of a series, or until any; the oldest first."""
    found = session.execute(
        select(ParkedItem, Person.name, Meeting.title, Meeting.on_date, _papers_of())
        .outerjoin(Person, Person.id == ParkedItem.presenter_id)
        .outerjoin(Meeting, Meeting.id == ParkedItem.from_id)
        .where(ParkedItem.taken_id.is_(None), or_(ParkedItem.series_id == series_id, ParkedItem.series_id.is_(None)))
        .order_by(ParkedItem.parked_on, ParkedItem.id)
    )
    return tuple(
        ParkedRow(row.id, row.title, row.kind, name or "", row.minutes, row.parked_on, meeting or "", on, count)
        for row, name, meeting, on, count in found
    )


def _papers_of() -> ScalarSelect[int]:
    return select(func.count(Paper.id)).where(Paper.parked_id == ParkedItem.id).scalar_subquery()


def park(work: Work, item_id: str) -> str:
    """Put an item off: it leaves its agenda and waits for a later one of the series; the parked item's key.

    Its papers wait with it. Refused when it has been minuted.
    """
    item = work.session.get(AgendaItem, item_id)
    if item is None:
        raise Refused(_("That agenda item is no longer here."))
    seals.check_meeting(work.session, item.meeting_id)
    meeting = work.session.get(Meeting, item.meeting_id)
    if work.session.scalar(select(MinuteBlock.id).where(MinuteBlock.item_id == item_id).limit(1)):
        raise Refused(_("This item has minutes: defer it there by a decision."))
    row = ParkedItem(
        id=work.new_id(), series_id=meeting.series_id if meeting else None, from_id=item.meeting_id, title=item.title,
        kind=item.kind, presenter_id=item.presenter_id, minutes=item.minutes, note=item.note, parked_on=work.today,
        audience=item.audience,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    papers.park(work, item_id, row.id)
    work.session.delete(item)
    work.session.flush()
    return row.id


def take_up(work: Work, parked_id: str, meeting_id: str) -> str:
    """Put a parked item onto an agenda; the item's key. When the item is taken off again, it is parked as before."""
    row = _parked(work, parked_id)
    presenter = row.presenter_id if _may_present(work.session, row.presenter_id) else None
    draft = ItemDraft(row.title, row.kind, presenter, row.minutes, row.note, row.audience)
    row.taken_id = meetings.add_item(work, meeting_id, draft, before_usual_end=True)
    papers.take_up(work, parked_id, row.taken_id)
    return row.taken_id


def drop(work: Work, parked_id: str) -> None:
    """Take an item off the parking list for good, with its papers."""
    row = _parked(work, parked_id)
    papers.drop(work, parked_id)
    work.session.delete(row)


def _may_present(session: Session, person_id: str | None) -> bool:
    try:
        restriction.check(session, person_id)
    except Refused:
        return False
    return True


def _parked(work: Work, parked_id: str) -> ParkedItem:
    found = work.session.get(ParkedItem, parked_id)
    if found is None:
        raise Refused(_("That item is no longer parked."))
    return found


def plan_rest(work: Work, meeting_id: str, broken_off: str | None, on: date) -> str:
    """Plan when an adjourned meeting goes on, with the item it broke off at and those not come to; the new key.

    The items have their papers there too.
    """
    whole = meetings.card(work.session, meeting_id)
    draft = MeetingDraft(
        _("{meeting}, adjourned").format(meeting=whole.title), whole.meeting_kind, on, whole.start_at, whole.end_at,
        whole.place, whole.link, whole.with_id, audience=whole.audience,
    )  # fmt: skip
    ours = select(Minutes.id).where(Minutes.meeting_id == meeting_id)
    taken = select(MinuteBlock.item_id).where(MinuteBlock.minutes_id.in_(ours))
    done = set(work.session.scalars(taken)) - {broken_off}
    key = meetings.plan(work, draft, series_id=whole.series_id)
    for item in whole.items:
        if item.id not in done:
            rest = ItemDraft(
                item.title, item.kind, item.presenter_id, item.minutes, item.note, item.audience, item.involvement
            )
            papers.carry(work, item.id, meetings.add_item(work, key, rest))
    work.session.get_one(Meeting, key).adjourned_from_id = meeting_id
    return key
