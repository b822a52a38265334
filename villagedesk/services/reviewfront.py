"""What a trustee looks for first in a review: gathered from the trail of its actions, as it was when it was made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select, tuple_
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import ActionStatus, ItemKind, MeetingStatus, ProposalState
from villagedesk.models import (
    Action,
    AgendaItem,
    Attachment,
    Base,
    ChangeRow,
    Decision,
    Document,
    DueDate,
    Meeting,
    Person,
    ProgressNote,
    Proposal,
    Reply,
    Review,
    ReviewItem,
    StateChange,
)
from villagedesk.records.reviews import Finding, FrontPart
from villagedesk.services.redact import Shown, View, hidden_names

LATE_DAYS = 30
QUIET_DAYS = 60
MOVED_TIMES = 2
INSIDE = (Audience.COMMITTEE, Audience.TRUSTEES)
"""Those who may know who is asked, and who proposed what."""
_OPEN = (ActionStatus.OPEN, ActionStatus.WAITING)


def state_words() -> dict[ActionStatus, str]:
    """How an action stands."""
    return {
        ActionStatus.OPEN: _("Open"), ActionStatus.WAITING: _("Waiting"), ActionStatus.DONE: _("Done"),
        ActionStatus.DROPPED: _("Dropped"),
    }  # fmt: skip


@dataclass(slots=True)
class Trail:
    """What its readers may know of one action of a round when it was begun, oldest first.

    `last_progress` is the last day on which something came of it; moving its date is no progress.
    """

    action: Action
    last_progress: date
    dues: list[Shown] = field(default_factory=list)
    states: list[Shown] = field(default_factory=list)
    notes: list[Shown] = field(default_factory=list)
    proofs: list[str] = field(default_factory=list)

    @property
    def moved(self) -> int:
        """How often its date moved."""
        return max(0, sum(step.due is not None for step in self.dues) - 1)

    @property
    def told_progress(self) -> date:
        """The last progress of which the readers may know."""
        days: list[date] = [*(step.set_on for step in self.states), *(note.at.date() for note in self.notes)]
        return max([self.action.raised_on, *days])


def trails(session: Session, items: Iterable[ReviewItem], review: Review, view: View) -> dict[str, Trail]:
    """The trail of each item that has its action still, by the action's key: what came later is not in it."""
    late = _made_since(session, review, DueDate, StateChange, ProgressNote, Attachment)
    keys = [item.action_id for item in items if item.action_id]
    rows = session.scalars(select(Action).where(Action.id.in_(keys)).execution_options(binned=True))
    found = {row.id: Trail(row, row.raised_on) for row in rows}
    models: tuple[tuple[type[Any], str], ...] = ((DueDate, "dues"), (StateChange, "states"))
    for model, into in models:
        wanted = select(model).where(model.of_kind == "action", model.of_id.in_(keys), model.id.not_in(late))
        for step in session.scalars(wanted.where(model.set_on <= review.made_on).order_by(model.set_on, model.id)):
            if (trail := found.get(step.of_id)) is not None:
                getattr(trail, into).append(Shown(step, view))
                if model is StateChange:
                    trail.last_progress = max(trail.last_progress, step.set_on)
    noted = select(ProgressNote).where(ProgressNote.action_id.in_(keys), ProgressNote.id.not_in(late))
    for note in session.scalars(noted.order_by(ProgressNote.at)):
        if (trail := found.get(note.action_id)) is not None and note.at.date() <= review.made_on:
            trail.last_progress = max(trail.last_progress, note.at.date())
            if view.sees_field("progress_note", "text"):
                trail.notes.append(Shown(note, view))
    kept = select(Attachment.action_id, Document).join(Document, Document.id == Attachment.document_id)
    kept = kept.where(Attachment.action_id.in_(keys), Attachment.id.not_in(late))
    for key, document in session.execute(kept.order_by(Document.added_at)):
        if key in found and (shown := view.shown(document)):
            found[key].proofs.append(shown.name)
    return found


def _made_since(session: Session, review: Review, *models: type[Base]) -> set[str]:
    """The keys of what was made after the round was begun.

    The trail has no fields for a row that was put in or taken out: one that is there and was not then was so an odd
    number of times, one that was taken out and put back an even number.
    """
    tables = [model.__tablename__ for model in models]
    moved = select(ChangeRow.key).where(ChangeRow.change > review.change_number, ChangeRow.fields == "")
    moved = moved.where(ChangeRow.table.in_(tables)).group_by(ChangeRow.table, ChangeRow.key)
    return set(session.scalars(moved.having(func.count() % 2 == 1)))


def parts(
    session: Session, review: Review, items: Sequence[ReviewItem], known: dict[str, Trail], view: View
) -> tuple[FrontPart, ...]:
    """The parts of the first page that have anything in them, in order."""
    pairs = [(item, known[item.action_id]) for item in items if item.action_id in known]
    still = [(item, trail) for item, trail in pairs if item.status in _OPEN]
    since = review.since_on
    made = (
        FrontPart("decide", _("Needs your decision"), _to_decide(session, review, still, view)),
        FrontPart(
            "late",
            _("Late by more than {n} days").format(n=LATE_DAYS),
            _each(still, lambda item, _trail: _late(item, review.made_on)),
        ),
        FrontPart(
            "quiet",
            _("No progress for {n} days").format(n=QUIET_DAYS),
            _each(still, lambda item, trail: _quiet(item, trail, review.made_on)),
        ),
        FrontPart("moved", _("Date moved twice or more"), _each(still, lambda _item, trail: _moved(trail))),
        FrontPart("dropped", _("Dropped, and by whose authority"), _dropped(session, pairs, view)),
        FrontPart("done", _("Done, with proof"), _done(session, pairs, review, view)),
        FrontPart(
            "changed",
            _("Changed since the review of {date}").format(date=show_date(since)) if since else "",
            _changed(session, review, items) if since else (),
        ),
    )
    return tuple(part for part in made if part.findings)


def _each(pairs: Sequence[tuple[ReviewItem, Trail]], tell: Any) -> tuple[Finding, ...]:
    return tuple(
        Finding(item.number, item.text, about) for item, trail in pairs if (about := tell(item, trail)) is not None
    )


def _late(item: ReviewItem, on: date) -> str | None:
    if item.due_on is None or (on - item.due_on).days <= LATE_DAYS:
        return None
    days = ngettext("{n} day", "{n} days", (on - item.due_on).days).format(n=(on - item.due_on).days)
    return _("{owner}, due {date}, {days} late").format(
        owner=item.owner or _("nobody"), date=show_date(item.due_on), days=days
    )


def _quiet(item: ReviewItem, trail: Trail, on: date) -> str | None:
    if (on - trail.last_progress).days <= QUIET_DAYS:
        return None
    owner = item.owner or _("nobody")
    if trail.told_progress < trail.last_progress:
        return _("{owner}, nothing for more than {n} days").format(owner=owner, n=QUIET_DAYS)
    return _("{owner}, nothing since {date}").format(owner=owner, date=show_date(trail.last_progress))


def _moved(trail: Trail) -> str | None:
    if trail.moved < MOVED_TIMES:
        return None
    times = _("Twice") if trail.moved == MOVED_TIMES else _("{n} times").format(n=trail.moved)
    why = "; ".join(dict.fromkeys(step.reason for step in trail.dues[1:] if step.reason))
    return f"{times}: {why}" if why else times


def _to_decide(
    session: Session, review: Review, still: Sequence[tuple[ReviewItem, Trail]], view: View
) -> tuple[Finding, ...]:
    """What a meeting is to decide; actions that nobody has, that have no date, of which a proposal is still open."""
    proposed = _open_proposals(session, review, view)
    made = []
    for item, _trail in still:
        why = []
        if not item.owner:
            why.append(_("nobody has it"))
        if item.due_on is None:
            why.append(_("it has no date"))
        if names := proposed.get(item.action_id or ""):
            why.append(_("a change was proposed by {names}").format(names=", ".join(names)))
        if why:
            about = "; ".join(why)
            made.append(Finding(item.number, item.text, about[:1].upper() + about[1:], bool(names)))
    return (*_on_agendas(session, review, view), *made)


def _open_proposals(session: Session, review: Review, view: View) -> dict[str, list[str]]:
    """By action, who had proposed a change in an earlier round that was neither taken nor left, for the group only."""
    found: dict[str, list[str]] = defaultdict(list)
    if review.audience not in INSIDE:
        return found
    earlier = (
        select(ReviewItem.action_id, Reply.name, Review.audience)
        .join(Proposal, Proposal.item_id == ReviewItem.id)
        .join(Reply, Reply.id == Proposal.reply_id)
        .join(Review, Review.id == ReviewItem.review_id)
        .where(Proposal.id.not_in(_made_since(session, review, Proposal)), Review.id != review.id)
        .where(or_(Proposal.state == ProposalState.WAITING, Proposal.settled_on > review.made_on))
    )
    for key, name, audience in session.execute(earlier):
        if key and name not in found[key] and view.sees(audience):
            found[key].append(name)
    return found


def _on_agendas(session: Session, review: Review, view: View) -> list[Finding]:
    """What is for decision on the agenda of the next meeting."""
    meeting = session.scalar(
        select(Meeting)
        .where(Meeting.status == MeetingStatus.PLANNED, Meeting.on_date >= review.made_on, Meeting.is_theirs.is_(False))
        .order_by(Meeting.on_date, Meeting.start_at)
        .limit(1)
    )
    if meeting is None or not view.sees(meeting.audience):
        return []
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id, AgendaItem.kind == ItemKind.DECISION)
    about = _("For decision at {meeting}, {date}").format(meeting=meeting.title, date=show_date(meeting.on_date))
    items = session.scalars(wanted.order_by(AgendaItem.position))
    return [Finding("", item.title, about, is_to_decide=True) for item in items if view.sees(item.audience)]


def _dropped(session: Session, pairs: Sequence[tuple[ReviewItem, Trail]], view: View) -> tuple[Finding, ...]:
    made = []
    for item, trail in pairs:
        last = trail.states[-1] if trail.states else None
        if item.status is not ActionStatus.DROPPED or last is None:
            continue
        meeting = view.shown(session.get(Meeting, last.meeting_id)) if last.meeting_id else None
        who = view.shown(session.get(Person, last.set_by)) if last.set_by else None
        decision = view.shown(session.get(Decision, trail.action.decision_id)) if trail.action.decision_id else None
        by = meeting.title if meeting else _("recorded by {name}").format(name=who.name) if who else ""
        under = _("decision {number}").format(number=decision.number) if decision and decision.number else ""
        about = ", ".join(filter(None, (by, under, show_date(last.set_on))))
        made.append(Finding(item.number, item.text, ". ".join(filter(None, (last.reason.rstrip("."), about)))))
    return tuple(made)


def _done(
    session: Session, pairs: Sequence[tuple[ReviewItem, Trail]], review: Review, view: View
) -> tuple[Finding, ...]:
    made, hidden = [], hidden_names(session, view)
    for item, trail in pairs:
        if item.status is not ActionStatus.DONE:
            continue
        action = trail.action
        day = _("Done {date}").format(date=show_date(action.done_on)) if action.done_on else _("Done")
        proof = list(trail.proofs)
        if action.confirmed_on and action.confirmed_on <= review.made_on:
            name = "" if action.confirmed_by in hidden else action.confirmed_by
            proof.append(_("confirmed by {name}").format(name=name or _("the other side")))
        if not proof and trail.notes:
            proof.append(trail.notes[-1].text)
        made.append(Finding(item.number, item.text, f"{day}: {'; '.join(proof) or _('nothing is kept that shows it')}"))
    return tuple(made)


def _changed(session: Session, review: Review, items: Sequence[ReviewItem]) -> tuple[Finding, ...]:
    """What differs from the round before for the same audience.

    New ones, and those whose owner, date, words or state are others now.
    """
    before = session.scalar(
        select(Review)
        .where(tuple_(Review.made_on, Review.id) < (review.made_on, review.id), Review.audience == review.audience)
        .order_by(Review.made_on.desc(), Review.id.desc())
        .limit(1)
    )
    if before is None:
        return ()
    old = {one.action_id: one for one in session.scalars(select(ReviewItem).where(ReviewItem.review_id == before.id))}
    made = []
    for item in items:
        was = old.get(item.action_id)
        if was is None:
            made.append(Finding(item.number, item.text, _("New")))
        elif said := _differs(was, item):
            made.append(Finding(item.number, item.text, said))
    return tuple(made)


def _differs(was: ReviewItem, now: ReviewItem) -> str:
    said = []
    if was.status is not now.status:
        words = state_words()
        said.append(_("{before}, now {after}").format(before=words[was.status], after=words[now.status].lower()))
    if was.due_on != now.due_on:
        days = [show_date(day) if day else _("no date") for day in (was.due_on, now.due_on)]
        said.append(_("due {before}, now {after}").format(before=days[0], after=days[1]))
    if was.owner != now.owner:
        names = [name or _("nobody") for name in (was.owner, now.owner)]
        said.append(_("{before}, now {after}").format(before=names[0], after=names[1]))
    if was.text != now.text:
        said.append(_("other words: it was “{text}”").format(text=was.text))
    joined = "; ".join(said)
    return joined[:1].upper() + joined[1:]
