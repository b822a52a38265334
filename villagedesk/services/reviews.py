"""Review rounds: the action log as it goes to the trustees, who is asked, and what they have said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import ActionStatus, ProposalState
from villagedesk.models import (
    Action,
    Change,
    Group,
    Organization,
    Person,
    Proposal,
    Reply,
    Review,
    Reviewer,
    ReviewItem,
    StateChange,
)
from villagedesk.records.registers import RegisterKind
from villagedesk.records.reviews import ProposalCard, ReplyCard, ReviewCard, ReviewDraft, ReviewerCard, ReviewRow
from villagedesk.services import readers, registers, restriction
from villagedesk.services.redact import View
from villagedesk.store.writer import Work

KIND = "review"
_USUAL_DAYS = 14
_FIRST_LOOK_BACK = 92  # days of what was done and dropped that the first round shows
_OPEN = (ActionStatus.OPEN, ActionStatus.WAITING)


def ids(session: Session, sort: str = "made", *, descending: bool = True) -> list[str]:
    """The keys of the rounds, the latest first. Sort: made, title, reply."""
    columns: dict[str, Any] = {"made": Review.made_on, "title": func.fold(Review.title), "reply": Review.reply_by}
    column = columns[sort].desc() if descending else columns[sort]
    return list(session.scalars(select(Review.id).order_by(column.nulls_last(), Review.id.desc())))


def rows(session: Session, keys: Sequence[str]) -> list[ReviewRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    found = session.scalars(select(Review).where(Review.id.in_(keys)).execution_options(binned=True)).all()
    actions, asked = _counts(session, ReviewItem, keys), _counts(session, Reviewer, keys)
    answered = select(Reply.review_id, func.count(func.distinct(Reply.reviewer_id)))
    replied = _told(session, answered.where(Reply.review_id.in_(keys)).group_by(Reply.review_id))
    waits = (
        select(Reply.review_id, func.count(Proposal.id))
        .join(Proposal, Proposal.reply_id == Reply.id)
        .where(Reply.review_id.in_(keys), Proposal.state == ProposalState.WAITING)
        .group_by(Reply.review_id)
    )
    waiting = _told(session, waits)
    return [
        ReviewRow(
            row.id, KIND, row.title, row.made_on, row.since_on, row.reply_by, row.sent_on, row.closed_on,
            actions[row.id], asked[row.id], replied[row.id], waiting[row.id], row.audience, row.binned_at is not None,
        )
        for row in found
    ]  # fmt: skip


def _counts(session: Session, model: Any, keys: Sequence[str]) -> Counter[str]:
    return _told(
        session,
        select(model.review_id, func.count(model.id)).where(model.review_id.in_(keys)).group_by(model.review_id),
    )


def _told(session: Session, statement: Any) -> Counter[str]:
    """What a statement of (key, count) finds."""
    return Counter(dict(session.execute(statement).all()))


def card(session: Session, review_id: str) -> ReviewCard:
    """A round whole, in the bin or not. Refused when there is none."""
    found = rows(session, [review_id])
    if not found:
        raise Refused(_("That review is no longer here."))
    replies = session.scalars(select(Reply).where(Reply.review_id == review_id).order_by(Reply.received_at)).all()
    last = {reply.reviewer_id: reply.said_on for reply in sorted(replies, key=lambda reply: reply.said_on)}
    reviewers = session.scalars(select(Reviewer).where(Reviewer.review_id == review_id).order_by(Reviewer.id))
    return ReviewCard(
        row=found[0],
        reviewers=tuple(ReviewerCard(one.id, one.name, one.email, last.get(one.id)) for one in reviewers),
        replies=_replies(session, replies),
        proposals=_proposals(session, review_id),
        is_latest=latest_id(session) == review_id,
    )


def due(session: Session, today: date) -> tuple[ReviewRow, ...]:
    """The rounds with proposals to decide on, and those open whose replies are overdue; the latest first."""
    keys = ids(session)
    known = {row.id: row for row in rows(session, keys)}
    return tuple(known[key] for key in keys if known[key].waiting or known[key].is_overdue(today))


def found(session: Session, review_id: str) -> ReviewCard | None:
    """`card`, or None when the round is no longer here."""
    return card(session, review_id) if rows(session, [review_id]) else None


def latest_id(session: Session, *, is_open: bool = False, audience: Audience | None = None) -> str | None:
    """The round that was begun last, for an audience when given; with `is_open` the last that is not closed."""
    wanted = select(Review.id).order_by(Review.made_on.desc(), Review.id.desc()).limit(1)
    if audience:
        wanted = wanted.where(Review.audience == audience)
    return session.scalar(wanted.where(Review.closed_on.is_(None)) if is_open else wanted)


def _replies(session: Session, replies: Sequence[Reply]) -> tuple[ReplyCard, ...]:
    found = (
        select(Proposal.reply_id, Proposal.state, func.count(Proposal.id))
        .where(Proposal.reply_id.in_([reply.id for reply in replies]))
        .group_by(Proposal.reply_id, Proposal.state)
    )
    states: dict[str, Counter[ProposalState]] = {reply.id: Counter() for reply in replies}
    for key, state, count in session.execute(found):
        states[key][state] = count
    seen = _counts_of_seen(session, replies)
    return tuple(
        ReplyCard(
            row.id, row.name, row.way, row.said_on, row.received_at, row.note, seen[row.id],
            states[row.id][ProposalState.WAITING],
            states[row.id][ProposalState.TAKEN] + states[row.id][ProposalState.LEFT],
        )
        for row in replies
    )  # fmt: skip


def _counts_of_seen(session: Session, replies: Sequence[Reply]) -> Counter[str]:
    keys = [reply.id for reply in replies]
    found = select(Proposal.reply_id, func.count(Proposal.id)).where(Proposal.reply_id.in_(keys), Proposal.seen)
    return _told(session, found.group_by(Proposal.reply_id))


def says_something() -> ColumnElement[bool]:
    """Whether a Proposal says more than that the action was seen."""
    return or_(Proposal.status.is_not(None), Proposal.due_on.is_not(None), Proposal.comment != "")


def _proposals(session: Session, review_id: str) -> tuple[ProposalCard, ...]:
    found = session.execute(
        select(Proposal, ReviewItem, Reply, Action)
        .join(Reply, Reply.id == Proposal.reply_id)
        .join(ReviewItem, ReviewItem.id == Proposal.item_id)
        .outerjoin(Action, Action.id == ReviewItem.action_id)
        .where(ReviewItem.review_id == review_id, says_something())
        .order_by(ReviewItem.position, Reply.said_on, Reply.id)
    ).all()
    by_one: dict[tuple[str, str], list[Reply]] = {}
    for _row, item, reply, _action in found:
        by_one.setdefault((item.id, reply.reviewer_id or fold(reply.name)), []).append(reply)
    newer = {
        (item_id, max(replies, key=lambda reply: (reply.received_at, reply.id)).id)
        for (item_id, _who), replies in by_one.items()
        if len(replies) > 1
    }
    return tuple(
        ProposalCard(
            id=row.id, action_id=action.id if action else None, number=item.number, text=item.text, name=reply.name,
            said_on=reply.said_on, way=reply.way, comment=row.comment, status=row.status, due_on=row.due_on,
            state=row.state, sent_status=item.status, sent_due=item.due_on,
            now_status=action.status if action else None, now_due=action.due_on if action else None,
            no_date="" if row.due_on else no_date(row.comment), note=reply.note, is_newer=(item.id, reply.id) in newer,
        )
        for row, item, reply, action in found
    )  # fmt: skip


def no_date_words() -> str:
    """How a comment says what was written where a new date belongs, when it is none."""
    return _("New date: {words}")


def no_date(comment: str) -> str:
    """What a comment says was written instead of a new date, "" when it says no such thing."""
    before = no_date_words().partition("{words}")[0]
    last = comment.splitlines()[-1] if comment else ""
    return last.removeprefix(before) if last.startswith(before) else ""


def start(session: Session, today: date) -> ReviewDraft:
    """A round to begin, as it is usually wanted: in two weeks, from the trustees of today."""
    known = registers.register(session, RegisterKind.TRUSTEES, today).rows
    people = select(Person.name).where(Person.id.in_([row.person_id for row in known])).order_by(Person.sort_name)
    return ReviewDraft(
        title=_("Review of {date}").format(date=show_date(today)),
        reply_by=today + timedelta(days=_USUAL_DAYS),
        reviewers="\n".join(session.scalars(people)),
    )


def draft_of(found: ReviewCard) -> ReviewDraft:
    """A round as its form shows it."""
    lines = [f"{one.name} <{one.email}>" if one.email else one.name for one in found.reviewers]
    return ReviewDraft(found.row.title, found.row.reply_by, "\n".join(lines), found.row.audience)


def begin(work: Work, draft: ReviewDraft) -> str:
    """Keep the log as it stands now, to be sent out; the new key.

    It has what is open, and what was done or dropped since the round before for the same audience (or was still open
    in it), as far as that may see it.
    Refused without a title, without an action, for a day that is past, or for a name that nobody can be told by.
    """
    before = work.session.get(Review, latest_id(work.session, audience=draft.audience) or "")
    review = Review(
        id=work.new_id(), title="", made_on=work.today, since_on=before.made_on if before else None,
        change_number=work.session.scalar(select(func.max(Change.number))) or 0, audience=draft.audience,
    )  # fmt: skip
    if draft.reply_by and draft.reply_by < work.today:
        raise Refused(_("By which day are replies wanted? Today or later."), "reply_by")
    _fill(review, draft)
    work.session.add(review)
    work.session.flush()
    _set_reviewers(work, review, draft.reviewers)
    since = review.since_on or work.today - timedelta(days=_FIRST_LOOK_BACK)
    if not _add_items(work, review, since, before.id if before else ""):
        message = _("There is no action to review: nothing is open, and nothing was done or dropped since.")
        if kept := left_out(work.session, review.audience):
            message = f"{message} {left_out_words(kept)}"
        raise Refused(message, "audience" if kept else "title")
    work.session.flush()
    return review.id


def left_out(session: Session, audience: Audience) -> int:
    """How many open actions are not for this audience, so that no review for it has them."""
    view = View(audience, session.scalars(select(Group.two_bodies)).one())
    marks = [mark for mark in Audience if view.sees(mark)]
    wanted = select(func.count(Action.id)).where(Action.status.in_(_OPEN), Action.audience.not_in(marks))
    return session.scalar(wanted) or 0


def left_out_words(count: int) -> str:
    """The same in a sentence."""
    return ngettext(
        "{n} open action is not for this audience.", "{n} open actions are not for this audience.", count
    ).format(n=count)


def _fill(review: Review, draft: ReviewDraft) -> None:
    review.title = one_line(draft.title)
    if not review.title:
        raise Refused(_("Give the review a title, such as its date."), "title")
    review.reply_by, review.audience = draft.reply_by, draft.audience


def _add_items(work: Work, review: Review, since: date, before_id: str) -> int:
    view = View(review.audience, work.session.scalars(select(Group.two_bodies)).one())
    was_open = select(ReviewItem.action_id).where(ReviewItem.review_id == before_id, ReviewItem.status.in_(_OPEN))
    shows = or_(Action.status.in_(_OPEN), Action.id.in_(_settled_since(since)), Action.id.in_(was_open))
    found = _with_leads(work.session, shows)
    place = 0
    for action, person, body in sorted(found, key=lambda row: _order(row[0], work.today)):
        if not view.sees(action.audience):
            continue
        lead = next((one for one in (person, body) if one is not None), None)
        owner = "" if lead is None else lead.name if view.sees(lead.audience) else _("Not named")
        place += 1
        work.session.add(
            ReviewItem(
                id=work.new_id(),
                review_id=review.id,
                action_id=action.id,
                position=place,
                number=action.number,
                text=action.text,
                owner=owner,
                status=action.status,
                due_on=action.due_on,
            )
        )
    return place


def _with_leads(session: Session, where: ColumnElement[bool]) -> Sequence[Any]:
    """(Action, the person or the organisation that has it) of these."""
    return session.execute(
        select(Action, Person, Organization)
        .outerjoin(Person, Person.id == Action.owner_id)
        .outerjoin(Organization, Organization.id == Action.organization_id)
        .where(where)
    ).all()


def _settled_since(since: date) -> Any:
    return select(StateChange.of_id).where(StateChange.of_kind == "action", StateChange.set_on >= since)


def _order(action: Action, today: date) -> tuple[int, date, int]:
    """Late, open, waiting, done, dropped; by date, then by number."""
    groups = (ActionStatus.OPEN, ActionStatus.WAITING, ActionStatus.DONE, ActionStatus.DROPPED)
    is_late = action.status in _OPEN and action.due_on is not None and action.due_on < today
    year, _slash, number = action.number.partition("/")
    order = int(f"{year}{number:0>6}") if year.isdigit() and number.isdigit() else 0
    return (0 if is_late else 1 + groups.index(action.status), action.due_on or date.max, order)


def edit(work: Work, review_id: str, draft: ReviewDraft) -> None:
    """Keep what was typed about a round; its actions stay as they went out."""
    review = stored(work, review_id)
    if review.audience is not draft.audience:
        raise Refused(_("It was drawn up for another audience: begin a new review for this one."), "audience")
    _fill(review, draft)
    _set_reviewers(work, review, draft.reviewers)


def _set_reviewers(work: Work, review: Review, lines: str) -> None:
    """Those who are asked now; one who has replied stays."""
    known = {fold(one.name): one for one in of_round(work.session, review.id)}
    wanted: set[str] = set()
    try:
        named = readers.read(work.session, lines)
    except Refused as error:
        raise Refused(error.message, "reviewers") from error
    for reader in named:
        person = work.session.get(Person, reader.person_id) if reader.person_id else None
        if person is not None:
            restriction.check(work.session, person.id, field="reviewers")
        name = person.name if person else one_line(reader.name)
        if fold(name) in wanted:
            continue
        wanted.add(fold(name))
        email = one_line(reader.email) or (readers.email_of(work.session, person.id) if person else "")
        one = known.get(fold(name)) or Reviewer(id=work.new_id(), review_id=review.id, name=name)
        one.person_id, one.email = person.id if person else None, email
        work.session.add(one)
    replied = set(work.session.scalars(select(Reply.reviewer_id).where(Reply.review_id == review.id)))
    for name, one in known.items():
        if name not in wanted and one.id not in replied:
            work.session.delete(one)
    work.session.flush()


def of_round(session: Session, review_id: str) -> list[Reviewer]:
    """Those who are asked in a round."""
    return list(session.scalars(select(Reviewer).where(Reviewer.review_id == review_id).order_by(Reviewer.id)))


def note_sent(work: Work, review_id: str) -> None:
    """It went out today; the day on which it first did stays."""
    review = stored(work, review_id)
    review.sent_on = review.sent_on or work.today


def close(work: Work, review_id: str) -> None:
    """The round is over; a reply that still comes is said to be late."""
    stored(work, review_id).closed_on = work.today


def reopen(work: Work, review_id: str) -> None:
    """The round goes on."""
    stored(work, review_id).closed_on = None


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put several rounds in the bin."""
    for review in work.session.scalars(select(Review).where(Review.id.in_(keys))):
        review.binned_at = work.now


def stored(work: Work, review_id: str) -> Review:
    """The round, to be changed. Refused when it is gone or in the bin."""
    found = work.session.get(Review, review_id)
    if found is None or found.binned_at is not None:
        raise Refused(_("That review is no longer here."))
    return found


def status_words() -> dict[ActionStatus, str]:
    """What can be proposed of an action."""
    return {
        ActionStatus.OPEN: _("Still open"),
        ActionStatus.WAITING: _("Waiting"),
        ActionStatus.DONE: _("Done"),
        ActionStatus.DROPPED: _("Drop it"),
    }
