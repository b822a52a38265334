"""Deals: sets of promises with who signed them, when they are looked at again, and what the other side said."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.promises import Kept, tally
from villagedesk.core.text import fold, one_line, shorten
from villagedesk.core.words import Side
from villagedesk.models import Action, CommentRequest, Deal, Decision, Meeting, Organization, Person, Signatory
from villagedesk.records.deals import (
    AnsweredDraft,
    DealCard,
    DealDraft,
    DealFilter,
    DealRow,
    EndDraft,
    SentDraft,
    SignatoryDraft,
    SignatoryRow,
)
from villagedesk.records.people import Choice
from villagedesk.records.promises import CommentRow
from villagedesk.services import actionsteps, attachments, promising, restriction
from villagedesk.store.writer import Work

KIND = "deal"
_MOST_LOOSE = 500
_SOON_DAYS = 30  # before its day, in which Today speaks of a deal


@dataclass(frozen=True, slots=True)
class DealQuery:
    """What a list of deals asks for. Sort: title body agreed review."""

    only: DealFilter = DealFilter.RUNNING
    words: str = ""
    sort: str = "review"
    descending: bool = False


def ids(session: Session, query: DealQuery, today: date) -> list[str]:
    """The keys of the deals asked for, in order; with no date last."""
    statement = (
        select(Deal.id)
        .outerjoin(Organization, Organization.id == Deal.organization_id)
        .where(*_where(query.only, today))
    )
    if query.words.strip():
        typed = fold(query.words)
        said = func.fold(Deal.title + " " + Deal.title_cy + " " + Deal.purpose)
        by_body = func.instr(" " + Organization.sort_name, " " + typed) > 0
        statement = statement.where(or_(func.instr(" " + said, " " + typed) > 0, by_body))
    columns: dict[str, Any] = {
        "title": func.fold(Deal.title),
        "body": Organization.sort_name,
        "agreed": Deal.agreed_on,
        "review": Deal.review_on,
    }
    column = columns[query.sort]
    order = (column.desc() if query.descending else column).nulls_last()
    return list(session.scalars(statement.order_by(order, Deal.id)))


def counts(session: Session, today: date) -> dict[DealFilter, int]:
    """How many each filter shows."""
    count = select(func.count(Deal.id))
    return {only: session.scalar(count.where(*_where(only, today))) or 0 for only in DealFilter}


def due(session: Session, today: date) -> tuple[DealRow, ...]:
    """The running deals that are to be looked at again within a month or already; the first first."""
    near = select(Deal.id).where(Deal.ended_on.is_(None), Deal.review_on <= today + timedelta(days=_SOON_DAYS))
    keys = list(session.scalars(near.order_by(Deal.review_on, Deal.id)))
    known = {row.id: row for row in rows(session, keys, today)}
    return tuple(known[key] for key in keys)


def _where(only: DealFilter, today: date) -> list[ColumnElement[bool]]:
    where: dict[DealFilter, list[ColumnElement[bool]]] = {
        DealFilter.RUNNING: [Deal.ended_on.is_(None)],
        DealFilter.REVIEW: [Deal.ended_on.is_(None), Deal.review_on <= today],
        DealFilter.ENDED: [Deal.ended_on.is_not(None)],
        DealFilter.ALL: [],
    }
    return where[only]


def rows(session: Session, keys: Sequence[str], today: date) -> list[DealRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    kept = _kept(session, keys, today)
    found = session.execute(
        select(Deal, Organization.name, Meeting.title, Meeting.on_date, Decision.number, Decision.text)
        .outerjoin(Organization, Organization.id == Deal.organization_id)
        .outerjoin(Meeting, Meeting.id == Deal.meeting_id)
        .outerjoin(Decision, Decision.id == Deal.decision_id)
        .where(Deal.id.in_(keys))
        .execution_options(binned=True)
    )
    return [
        DealRow(
            id=row.id,
            kind=KIND,
            title=row.title,
            title_cy=row.title_cy,
            purpose=row.purpose,
            organization_id=row.organization_id,
            body=body or "",
            agreed_on=row.agreed_on,
            review_on=row.review_on,
            ended_on=row.ended_on,
            end_reason=row.end_reason,
            meeting_id=row.meeting_id,
            source=f"{meeting}, {show_date(on)}" if meeting else "",
            decision_id=row.decision_id,
            decision=f"{number}: {text}" if number else text or "",
            ours=kept[row.id, Side.OURS],
            theirs=kept[row.id, Side.THEIRS],
            joint=kept[row.id, Side.JOINT],
            audience=row.audience,
            binned=row.binned_at is not None,
        )
        for row, body, meeting, on, number, text in found
    ]


def _kept(session: Session, keys: Sequence[str], today: date) -> dict[tuple[str, Side], Kept]:
    found = promising.standings(session, today, Action.deal_id.in_(keys)).rows
    deal_of = {
        row.id: row.deal_id
        for row in session.execute(select(Action.id, Action.deal_id).where(Action.deal_id.in_(keys)))
    }
    return {
        (key, side): tally(st.state for row, _body, st in found if row.side is side and deal_of[row.id] == key)
        for key in keys
        for side in Side
    }


def has(session: Session, key: str) -> bool:
    """Whether there is a deal of that key, in the bin or not."""
    return session.scalar(select(Deal.id).where(Deal.id == key).execution_options(binned=True)) is not None


def loose(session: Session, deal_id: str) -> list[Choice]:
    """The promises that are part of no deal, those with the deal's body first, to be put in."""
    found = session.execute(
        select(Action.id, Action.number, Action.text, Action.organization_id)
        .where(Action.is_promise, Action.deal_id.is_(None))
        .order_by(Action.raised_on.desc(), Action.id)
        .limit(_MOST_LOOSE)
    ).all()
    body = session.scalar(select(Deal.organization_id).where(Deal.id == deal_id))
    return [
        Choice(row.id, shorten(f"{row.number}: {row.text}", 90))
        for row in sorted(found, key=lambda row: row.organization_id != body)
    ]


def card(session: Session, deal_id: str, today: date) -> DealCard:
    """A deal whole, in the bin or not, its promises by date. Refused when there is none."""
    found = rows(session, [deal_id], today)
    if not found:
        raise Refused(_("That deal is no longer here."))
    keys = session.scalars(select(Action.id).where(Action.deal_id == deal_id, Action.is_promise)).all()
    promises = promising.rows(session, keys, today)
    return DealCard(
        row=found[0],
        promises=tuple(sorted(promises, key=lambda row: (row.counts_on or date.max, row.raised_on, row.id))),
        signatories=signatories(session, deal_id),
        comments=comments(session, CommentRequest.deal_id == deal_id),
        attachments=tuple(attachments.of(session, KIND, [deal_id]).get(deal_id, ())),
    )


def signatories(session: Session, deal_id: str) -> tuple[SignatoryRow, ...]:
    """Who signed, in order."""
    found = session.scalars(
        select(Signatory).where(Signatory.deal_id == deal_id).order_by(Signatory.position, Signatory.id)
    )
    return tuple(
        SignatoryRow(row.id, row.person_id, row.organization_id, row.name, row.role, row.signed_on) for row in found
    )


def comments(session: Session, *where: ColumnElement[bool]) -> tuple[CommentRow, ...]:
    """What was sent for comment, the first first."""
    found = session.execute(
        select(CommentRequest, Organization.name)
        .join(Organization, Organization.id == CommentRequest.organization_id)
        .where(*where)
        .order_by(CommentRequest.sent_on, CommentRequest.id)
    )
    return tuple(
        CommentRow(
            id=row.id, organization_id=row.organization_id, body=body, sent_on=row.sent_on, sent_to=row.sent_to,
            reply_by=row.reply_by, answered_on=row.answered_on, answer=row.answer,
        )
        for row, body in found
    )  # fmt: skip


def sent_whole(session: Session, body_id: str | None) -> tuple[CommentRow, ...]:
    """When all that both sides promised went to a body for comment, the first first."""
    return comments(session, CommentRequest.organization_id == body_id, CommentRequest.deal_id.is_(None))


def choices(session: Session) -> list[Choice]:
    """The deals that run, to choose the one that a promise is part of."""
    found = session.execute(
        select(Deal.id, Deal.title).order_by(Deal.ended_on.is_not(None), func.fold(Deal.title), Deal.id)
    )
    return [Choice(row.id, shorten(row.title, 90)) for row in found]


def add(work: Work, draft: DealDraft) -> str:
    """Keep a deal; the new key. Refused without a title."""
    row = Deal(id=work.new_id())
    _fill(row, draft)
    work.session.add(row)
    work.session.flush()
    return row.id


def edit(work: Work, deal_id: str, draft: DealDraft) -> None:
    """Keep what was typed about a deal; its files are seen by whom it is seen by."""
    row = _deal(work, deal_id)
    _fill(row, draft)
    attachments.give_audience(work, KIND, deal_id, draft.audience)


def _fill(row: Deal, draft: DealDraft) -> None:
    title = one_line(draft.title)
    if not title:
        raise Refused(_("Give it a title, as both sides would say it."), "title")
    if draft.agreed_on and draft.review_on and draft.review_on < draft.agreed_on:
        raise Refused(
            _("It was agreed on {date}, after that day.").format(date=show_date(draft.agreed_on)), "review_on"
        )
    row.title, row.title_cy, row.purpose = title, one_line(draft.title_cy), draft.purpose.strip()
    row.organization_id, row.agreed_on, row.review_on = draft.organization_id, draft.agreed_on, draft.review_on
    row.decision_id, row.audience = draft.decision_id, draft.audience


def put_in(work: Work, deal_id: str, promise_id: str) -> None:
    """Make a promise part of a deal. Refused when none was chosen."""
    if not promise_id:
        raise Refused(_("Choose the promise that is to be in it."), "promise_id")
    actionsteps.stored(work, promise_id).deal_id = _deal(work, deal_id).id


def take_out(work: Work, promise_id: str) -> None:
    """A promise is part of no deal; it stays a promise."""
    actionsteps.stored(work, promise_id).deal_id = None


def sign(work: Work, deal_id: str, draft: SignatoryDraft) -> str:
    """Note who signed; the new key. Refused without a name, or twice for the same person."""
    _deal(work, deal_id)
    restriction.check(work.session, draft.person_id, field="person_id")
    person = work.session.get(Person, draft.person_id) if draft.person_id else None
    name = person.name if person else one_line(draft.name)
    if not name:
        raise Refused(_("Say who signed: choose somebody, or type a name."), "person_id")
    there = signatories(work.session, deal_id)
    if any(row.name == name for row in there):
        raise Refused(_("{name} is among those who signed.").format(name=name), "person_id")
    row = Signatory(
        id=work.new_id(), deal_id=deal_id, position=len(there), person_id=person.id if person else None,
        organization_id=draft.organization_id, name=name, role=one_line(draft.role),
        signed_on=_past(work, draft.signed_on, "signed_on"),
    )  # fmt: skip
    work.session.add(row)
    return row.id


def unsign(work: Work, signatory_id: str) -> None:
    """Take somebody from those who signed."""
    row = work.session.get(Signatory, signatory_id)
    if row is None:
        raise Refused(_("That signature is no longer here."))
    work.session.delete(row)


def send(work: Work, draft: SentDraft, deal_id: str | None = None) -> str:
    """Note that a deal, or all that both sides promised, went to a body for comment; the new key."""
    body = draft.organization_id or (_deal(work, deal_id).organization_id if deal_id else None)
    if body is None:
        raise Refused(_("Say which body it went to."), "organization_id")
    sent = _past(work, draft.sent_on or work.today, "sent_on") or work.today
    if draft.reply_by and draft.reply_by < sent:
        raise Refused(_("It was sent on {date}, after that day.").format(date=show_date(sent)), "reply_by")
    row = CommentRequest(
        id=work.new_id(), organization_id=body, deal_id=deal_id, sent_on=sent, sent_to=one_line(draft.sent_to),
        reply_by=draft.reply_by,
    )  # fmt: skip
    work.session.add(row)
    return row.id


def answered(work: Work, request_id: str, said: AnsweredDraft) -> None:
    """Keep what came back, and the day (today when None)."""
    row = work.session.get(CommentRequest, request_id)
    if row is None:
        raise Refused(_("That request is no longer here."))
    on = _past(work, said.on or work.today, "on") or work.today
    if on < row.sent_on:
        raise Refused(_("It was sent on {date}, after that day.").format(date=show_date(row.sent_on)), "on")
    row.answered_on, row.answer = on, said.text.strip()


def unsend(work: Work, request_id: str) -> None:
    """Take back that something was sent for comment."""
    row = work.session.get(CommentRequest, request_id)
    if row is None:
        raise Refused(_("That request is no longer here."))
    work.session.delete(row)


def end(work: Work, deal_id: str, draft: EndDraft) -> None:
    """A deal ends; its promises stay as they stand. Refused without a reason."""
    row = _deal(work, deal_id)
    reason = one_line(draft.reason)
    if not reason:
        raise Refused(_("Say why it ended: both sides will read it."), "reason")
    row.ended_on, row.end_reason = _past(work, draft.on or work.today, "on"), reason


def reopen(work: Work, deal_id: str) -> None:
    """It runs on after all."""
    row = _deal(work, deal_id)
    row.ended_on, row.end_reason = None, ""


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put several deals in the bin; their promises stay in the log."""
    for start in range(0, len(keys), 500):
        for row in work.session.scalars(select(Deal).where(Deal.id.in_(keys[start : start + 500]))):
            row.binned_at = work.now


def attach(work: Work, deal_id: str, name: str, data: bytes, media_type: str = "") -> str:
    """Copy a file in and keep it with a deal; the document's key. Refused as `documents.add`."""
    audience = _deal(work, deal_id).audience
    return attachments.attach(work, KIND, deal_id, name, data, media_type=media_type, audience=audience)


def _past(work: Work, on: date | None, field: str) -> date | None:
    if on and on > work.today:
        raise Refused(_("That day is still ahead."), field)
    return on


def _deal(work: Work, deal_id: str) -> Deal:
    found = work.session.get(Deal, deal_id)
    if found is None:
        raise Refused(_("That deal is no longer here."))
    return found
