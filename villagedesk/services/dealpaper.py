"""What a paper of promises holds for an audience: one deal, or all that we and a body promised each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.promises import tally
from villagedesk.core.text import fold
from villagedesk.core.words import ActionStatus, Side
from villagedesk.models import (
    Action,
    CommentRequest,
    Deal,
    Decision,
    DueDate,
    Group,
    Interaction,
    Meeting,
    Organization,
    Person,
    Remark,
    StateChange,
)
from villagedesk.records.deals import DealPaper, PaperAnswer, PaperPromise, PaperRemark, recorded_words
from villagedesk.records.promises import CommentRow, PromiseFilter, PromiseRow
from villagedesk.services import deals, interactions, promising
from villagedesk.services.actionsteps import KIND
from villagedesk.services.redact import Shown, View


def of_deal(session: Session, deal_id: str, audience: Audience, today: date) -> DealPaper:
    """A deal on paper. Refused when it is not for that audience, or no longer here."""
    paper = _Paper(session, audience, today)
    row = session.get(Deal, deal_id)
    if row is None:
        raise Refused(_("That deal is no longer here."))
    shown = paper.view.shown(row)
    if shown is None:
        raise Refused(_("{title} is not for this audience.").format(title=row.title), "audience")
    decision = paper.view.shown(session.get(Decision, row.decision_id) if row.decision_id else None)
    return paper.made(
        shown.title,
        row.organization_id,
        session.scalars(select(Action.id).where(Action.deal_id == deal_id, Action.is_promise)).all(),
        CommentRequest.deal_id == deal_id,
        is_deal=True,
        purpose=shown.purpose,
        agreed_on=shown.agreed_on,
        review_on=shown.review_on,
        ended_on=shown.ended_on,
        end_reason=shown.end_reason,
        decision=f"{decision.number}: {decision.text}" if decision else "",
        signatories=tuple(
            one
            for one in deals.signatories(session, deal_id)
            if one.person_id is None or paper.sees(Person, one.person_id)
        ),
    )


def of_body(session: Session, body_id: str, audience: Audience, today: date) -> DealPaper:
    """All that we and a body promised each other, on paper. Refused when the body is no longer here."""
    paper = _Paper(session, audience, today)
    body = session.get(Organization, body_id)
    if body is None:
        raise Refused(_("That organisation is no longer here."), "organization_id")
    name = body.name if paper.view.shown(body) else _("the council")
    query = promising.PromiseQuery(PromiseFilter.ALL, body_id=body_id)
    return paper.made(
        _("What we and {body} promised each other").format(body=name),
        body_id,
        promising.ids(session, query, today),
        (CommentRequest.organization_id == body_id) & CommentRequest.deal_id.is_(None),
    )


def pdf(paper: DealPaper) -> bytes:
    """The paper as a PDF; takes a moment."""
    from villagedesk.packs.deal import build_pdf

    return build_pdf(paper)


class _Paper:
    """One paper being made: what its reader sees of each promise."""

    def __init__(self, session: Session, audience: Audience, today: date) -> None:
        self._session, self._today = session, today
        self._group = session.scalars(select(Group)).one()
        self.view = View(audience, self._group.two_bodies)
        self._hidden = self._names_kept_back()

    def sees(self, model: Any, key: str | None) -> bool:
        """Whether the reader may know the row of that key."""
        return key is not None and self.view.shown(self._session.get(model, key)) is not None

    def _names_kept_back(self) -> set[str]:
        """The names of people and bodies that the reader may not know, as words; not those that somebody known has."""
        known, hidden = {_words(self._group.name), ""}, set[str]()
        models: tuple[Any, ...] = (Person, Organization)
        for model in models:
            for row in self._session.scalars(select(model).execution_options(binned=True)):
                (known if self.view.shown(row) else hidden).add(_words(row.name))
        return hidden - known

    def _said_by(self, typed: str) -> str:
        """A name as it was typed; nothing where it names somebody whom the reader may not know."""
        words = f" {_words(typed)} "
        return "" if any(f" {name} " in words for name in self._hidden) else typed

    def made(self, title: str, body_id: str | None, keys: Any, where: Any, **more: Any) -> DealPaper:
        """The paper of the promises with these keys that the reader may see."""
        session = self._session
        rows = [row for row in promising.rows(session, keys, self._today) if self.view.sees(row.audience)]
        rows.sort(key=lambda row: (row.counts_on or date.max, row.raised_on, row.id))
        body = session.get(Organization, body_id) if body_id and self.sees(Organization, body_id) else None
        sent = deals.comments(session, where)
        name = body.name if body else _("the council")
        blank: dict[str, Any] = {
            "purpose": "", "agreed_on": None, "review_on": None, "ended_on": None, "end_reason": "", "decision": "",
            "signatories": (), "is_deal": False,
        }  # fmt: skip
        by_side = {side: tally(row.standing for row in rows if row.side is side) for side in Side}
        return DealPaper(
            title=title,
            group=self._group.name,
            body=name,
            as_at=self._today,
            promises=tuple(self._promise(row) for row in rows),
            ours=by_side[Side.OURS],
            theirs=by_side[Side.THEIRS],
            joint=by_side[Side.JOINT],
            recorded=recorded_words(self._group.name, name, sent, self._today),
            answers=tuple(self._answer(one, rows) for one in sent if one.answer),
            legal_line=self._group.legal_line,
            **blank | more,
        )

    def _answer(self, one: CommentRow, rows: Sequence[PromiseRow]) -> PaperAnswer:
        changed = tuple(row.number or row.text for row in rows if self._last_change(row) > one.sent_on)
        return PaperAnswer(one.answer, one.sent_on, changed)

    def _last_change(self, row: PromiseRow) -> date:
        """The last day on which the promise became another: made, another date, another state, said to be done."""
        steps: list[date] = [step.set_on for model in (DueDate, StateChange) for step in self._trail(model, row.id)]
        return max(day for day in (row.raised_on, *steps, row.reported_on, row.confirmed_on) if day)

    def _promise(self, row: PromiseRow) -> PaperPromise:
        terms = self._trail(DueDate, row.id)
        agreed = [term for term in terms[1:] if term.we_agreed_on and term.they_agreed_on]
        states = [one for one in self._trail(StateChange, row.id) if one.state == ActionStatus.DROPPED]
        remarks = self._session.scalars(
            select(Remark).where(Remark.action_id == row.id).order_by(Remark.said_on, Remark.id)
        )
        is_dropped = row.status is ActionStatus.DROPPED and bool(states)
        return PaperPromise(
            number=row.number,
            text=row.text,
            side=row.side,
            maker=self._maker(row),
            state=row.standing,
            counts_on=row.counts_on,
            done_on=row.done_on,
            released_on=row.released_on,
            first_due=next((term.due for term in terms if term.due), None) if row.renegotiated else None,
            moved=agreed[-1].reason if row.renegotiated and agreed else "",
            reported_on=row.reported_on,
            reported_by=self._said_by(row.reported_by),
            confirmed_on=row.confirmed_on,
            confirmed_by=self._said_by(row.confirmed_by),
            source=self._source(row),
            closed_on=states[-1].set_on if is_dropped else None,
            reason=states[-1].reason if is_dropped else "",
            remarks=tuple(
                PaperRemark(one.side, one.text, one.said_on, self._said_by(one.said_by))
                for one in remarks
                if self.view.sees(one.audience)
            ),
        )

    def _maker(self, row: PromiseRow) -> str:
        if self.sees(Person, row.owner_id) or (row.owner_id is None and self.sees(Organization, row.organization_id)):
            return row.maker
        if row.side is Side.OURS:
            return self._group.name
        return row.body if self.sees(Organization, row.body_id) else _("The council")

    def _source(self, row: PromiseRow) -> str:
        """The meeting that it was promised at, with the number of the minute that says so; else the letter or call."""
        meeting = self.view.shown(self._session.get(Meeting, row.meeting_id) if row.meeting_id else None)
        if meeting is None:
            return self._letter(row)
        action = self._session.get(Action, row.id)
        decision = action.decision_id if action else None
        minute = self.view.shown(self._session.get(Decision, decision) if decision else None)
        at = f"{meeting.title}, {show_date(meeting.on_date)}"
        return _("{meeting}, decision {number}").format(meeting=at, number=minute.number) if minute else at

    def _letter(self, row: PromiseRow) -> str:
        """The letter, e-mail or call that it was made in, the last that it can have been."""
        about = select(Interaction).where(Interaction.action_id == row.id, Interaction.on_date <= row.raised_on)
        for found in self._session.scalars(about.order_by(Interaction.on_date.desc(), Interaction.id.desc())):
            if letter := self.view.shown(found):
                return f"{interactions.kind_words()[letter.kind]}, {show_date(letter.on_date)}"
        return ""

    def _trail(self, model: Any, key: str) -> list[Shown]:
        found = self._session.scalars(
            select(model).where(model.of_kind == KIND, model.of_id == key).order_by(model.set_on, model.id)
        )
        return [Shown(row, self.view) for row in found]


def _words(name: str) -> str:
    return " ".join(re.findall(r"\w+", fold(name)))
