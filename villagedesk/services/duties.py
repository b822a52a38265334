"""What comes back each year: each time becomes an action, some days before it is due."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from villagedesk.core import duties as rules
from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import ActionStatus, Side
from villagedesk.models import Action, Duty, Group, Organization, Person
from villagedesk.records.actions import ActionDraft
from villagedesk.records.duties import DutyCard, DutyDraft, DutyFilter, DutyOffer, DutyRow, DutyTime
from villagedesk.services import actions, actionsteps, restriction
from villagedesk.store.writer import Work

KIND = "duty"
_MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class DutyQuery:
    """What a list of duties asks for. Sort: title next."""

    only: DutyFilter = DutyFilter.ACTIVE
    words: str = ""
    sort: str = "next"
    descending: bool = False


def ids(session: Session, query: DutyQuery, today: date) -> list[str]:
    """The keys of the duties asked for, in order. A group has a few dozen: they are sorted here."""
    keys = session.scalars(select(Duty.id).where(*_where(query.only))).all()
    words = fold(query.words)
    found = [row for row in rows(session, keys, today) if words in fold(f"{row.title} {row.owner} {row.source}")]
    found.sort(key=lambda row: (fold(row.title), row.id))
    if query.sort == "next":
        found.sort(key=lambda row: row.next_on or date.max)
    return [row.id for row in (reversed(found) if query.descending else found)]


def counts(session: Session) -> dict[DutyFilter, int]:
    """How many each filter shows."""
    count = select(func.count(Duty.id))
    return {only: session.scalar(count.where(*_where(only))) or 0 for only in DutyFilter}


def _where(only: DutyFilter) -> list[ColumnElement[bool]]:
    where: dict[DutyFilter, list[ColumnElement[bool]]] = {
        DutyFilter.ACTIVE: [Duty.paused_on.is_(None)],
        DutyFilter.PAUSED: [Duty.paused_on.is_not(None)],
        DutyFilter.ALL: [],
    }
    return where[only]


def rows(session: Session, keys: Sequence[str], today: date) -> list[DutyRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    found = session.execute(
        select(Duty, Person.name, Organization.name)
        .outerjoin(Person, Person.id == Duty.owner_id)
        .outerjoin(Organization, Organization.id == Duty.organization_id)
        .where(Duty.id.in_(keys))
        .execution_options(binned=True)
    )
    return [
        DutyRow(
            id=duty.id,
            kind=KIND,
            title=duty.title,
            rule=duty.rule,
            every=rules.every_of(duty.rule),
            first_on=duty.first_on,
            next_on=_next(session, duty, today),
            days_before=duty.days_before,
            raised_to=duty.raised_to,
            owner_id=duty.owner_id,
            organization_id=duty.organization_id,
            owner=person or body or "",
            source=duty.source,
            offered=duty.offered,
            paused_on=duty.paused_on,
            audience=duty.audience,
            binned=duty.binned_at is not None,
        )
        for duty, person, body in found
    ]


def is_one(session: Session, key: str) -> bool:
    """Whether a duty has this key, in the bin or not."""
    return session.get(Duty, key, execution_options={"binned": True}) is not None


def _next(session: Session, duty: Duty, today: date) -> date | None:
    """The time that is still to be done, else the one that comes."""
    waiting = session.scalar(
        select(func.min(Action.due_on)).where(Action.duty_id == duty.id, Action.status.in_(actionsteps.OPEN))
    )
    return waiting or rules.next_on(duty.rule, duty.first_on, duty.raised_to, today)


def card(session: Session, duty_id: str, today: date) -> DutyCard:
    """A duty whole, in the bin or not. Refused when there is none."""
    found = rows(session, [duty_id], today)
    if not found:
        raise Refused(_("That duty is no longer here."))
    raised = session.scalars(
        select(Action).where(Action.duty_id == duty_id).order_by(Action.due_on.desc(), Action.id.desc())
    )
    return DutyCard(
        found[0],
        tuple(DutyTime(one.id, one.number, one.due_on, _stands(one), one.status in actionsteps.OPEN) for one in raised),
    )


def _stands(action: Action) -> str:
    if action.status is ActionStatus.DONE and action.done_on:
        return _("Done {date}").format(date=show_date(action.done_on))
    return _("Dropped") if action.status is ActionStatus.DROPPED else _("Open")


def add(work: Work, draft: DutyDraft, offered: str = "") -> str:
    """Keep a duty, and raise what is due of it already; the new key. Refused without a title or a date."""
    row = Duty(id=work.new_id(), offered=offered)
    _fill(work, row, draft)
    work.session.add(row)
    work.session.flush()
    _raise(work, row)
    return row.id


def edit(work: Work, duty_id: str, draft: DutyDraft) -> None:
    """Keep what was typed about a duty. What was raised last moves with its day while it is open; the rest stays."""
    row = _duty(work, duty_id)
    before = (row.rule, row.first_on)
    _fill(work, row, draft)
    if (row.rule, row.first_on) != before and row.raised_to:
        row.raised_to = _moved(work, row, row.raised_to)
    _raise(work, row)


def _moved(work: Work, row: Duty, last: date) -> date | None:
    """Move the action that was raised last, if it is open, to the time next to it; up to when it is raised now."""
    half = timedelta(days=15 * rules.every_of(row.rule))
    near = rules.times(row.rule, row.first_on, last - half, last + half)
    raised = work.session.scalar(select(Action).where(Action.duty_id == row.id).order_by(Action.id.desc()).limit(1))
    if raised is None or raised.status not in actionsteps.OPEN or not near:
        return last if last >= row.first_on else None
    day = min(near, key=lambda one: abs(one - last))
    if day != raised.due_on:
        actionsteps.move_due(work, raised.id, day, _("The duty has another day."))
    return day


def _fill(work: Work, row: Duty, draft: DutyDraft) -> None:
    title = one_line(draft.title)
    if not title:
        raise Refused(_("Say what is to be done."), "title")
    if draft.first_on is None:
        raise Refused(_("Say when it is due next."), "first_on")
    days = draft.days_before or 0
    if days < 0 or days > _MOST_DAYS or days != int(days):
        raise Refused(_("That is not a number of days up to {n}.").format(n=_MOST_DAYS), "days_before")
    restriction.check(work.session, draft.owner_id, row.owner_id, "owner_id")
    row.title, row.first_on, row.days_before = title, draft.first_on, int(days)
    row.rule = rules.rule_for(draft.every, draft.first_on)
    row.owner_id, row.organization_id = draft.owner_id, draft.organization_id
    row.source, row.audience = one_line(draft.source), draft.audience


def pause(work: Work, duty_id: str) -> None:
    """Raise a duty no more for now."""
    _duty(work, duty_id).paused_on = work.today


def resume(work: Work, duty_id: str) -> None:
    """Raise a duty again; the times that went by meanwhile are not made up for."""
    row = _duty(work, duty_id)
    gone = [day for day in rules.times(row.rule, row.first_on, row.raised_to, work.today) if day < work.today]
    row.paused_on, row.raised_to = None, gone[-1] if gone else row.raised_to
    _raise(work, row)


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put duties in the bin; the actions that they raised stay."""
    for row in work.session.scalars(select(Duty).where(Duty.id.in_(keys))):
        row.binned_at = work.now


def is_any_due(session: Session, today: date) -> bool:
    """Whether a duty has come so near that it is to become an action."""
    return any(_times(row, today) for row in session.scalars(select(Duty).where(Duty.paused_on.is_(None))))


def raise_due(work: Work) -> int:
    """Make actions of all duties that have come near; how many."""
    return sum(_raise(work, row) for row in work.session.scalars(select(Duty).where(Duty.paused_on.is_(None))).all())


def _raise(work: Work, duty: Duty) -> int:
    days = [] if duty.paused_on else _times(duty, work.today)
    for day in days:
        draft = ActionDraft(
            text=duty.title,
            owner_id=duty.owner_id,
            organization_id=duty.organization_id,
            due_on=day,
            side=Side.OURS,
            audience=duty.audience,
        )
        key = actions.add(work, draft)
        work.session.get_one(Action, key).duty_id = duty.id
        duty.raised_to = day
    work.session.flush()
    return len(days)


def _times(duty: Duty, today: date) -> list[date]:
    """The times that are near and not raised yet; of several that went by unseen, only the last."""
    near = rules.times(duty.rule, duty.first_on, duty.raised_to, today + timedelta(days=duty.days_before))
    gone = [day for day in near if day < today]
    return gone[-1:] + near[len(gone) :]


def offers(session: Session, today: date) -> list[DutyOffer]:
    """What the law asks of a group of this nation, form and register, but for what was taken up or left out."""
    group = session.scalars(select(Group)).one()
    known = set(session.scalars(select(Duty.offered)))
    register = rules.Register(group.regulator) if group.regulator in set(rules.Register) else rules.Register.NONE
    found = rules.offers(group.legal_form, register, (group.year_end_day, group.year_end_month), today)
    return [
        DutyOffer(one.key, one.title, one.first_on, one.every, one.days_before, one.source, one.needs_date)
        for one in found
        if one.key not in known
    ]


def take_up(work: Work, offer: DutyOffer) -> str:
    """Make a duty of an offer; its key."""
    return add(work, _offered(offer), offer.key)


def leave_out(work: Work, offer: DutyOffer) -> str:
    """Keep an offer as a duty that is paused, so that it is not offered again; its key."""
    row = Duty(id=work.new_id(), offered=offer.key, paused_on=work.today)
    _fill(work, row, _offered(offer))
    work.session.add(row)
    work.session.flush()
    return row.id


def _offered(offer: DutyOffer) -> DutyDraft:
    return DutyDraft(
        offer.title, offer.every, offer.first_on, offer.days_before, source=offer.source, audience=Audience.COMMITTEE
    )


def _duty(work: Work, duty_id: str) -> Duty:
    found = work.session.get(Duty, duty_id)
    if found is None:
        raise Refused(_("That duty is no longer here."))
    return found
