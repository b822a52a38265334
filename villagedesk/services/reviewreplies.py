"""Replies to a review round: read from a file or typed in, and what they propose taken or left one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from villagedesk.core import reviewline
from villagedesk.core.dates import parse_date, show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report, silent
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import ActionStatus, ProposalState, ReplyWay
from villagedesk.models import Action, Person, ProgressNote, Proposal, Reply, Review, Reviewer, ReviewItem, StateChange
from villagedesk.records.forms import Answers, FormKind
from villagedesk.records.reviews import Heard, ReplyDraft, Said
from villagedesk.services import actionsteps, reviewpaper, reviews
from villagedesk.store.writer import Work

_MOST_NAMED = 5


@dataclass(slots=True)
class _Saying:
    """What a reply says of one action, before it is kept."""

    item: ReviewItem
    seen: bool = False
    status: ActionStatus | None = None
    due_on: date | None = None
    comment: str = ""

    @property
    def says(self) -> tuple[str, ActionStatus | None, date | None, str]:
        return (self.item.id, self.status, self.due_on, self.comment)


def read(path: Path, report: Report = silent) -> Answers:
    """What a reply in a file says; see `exchange.replies.read`."""
    from villagedesk.exchange import replies

    return replies.read(path, report=report)


def receive(work: Work, answers: Answers, name: str = "", said_on: date | None = None) -> str:
    """Take in a reply that came as a file, as proposed changes; the reply's key. Nothing in the log is changed.

    What is odd about it stands in its note: late, changed since it was saved, to an older round, words that are not
    those that went out (what is said of these is left out). `name` and `said_on` stand in for what the form does not
    say. Refused for a reply to something else, for one that is here already, for an empty one, and without a name.
    """
    review = _round_of(work.session, answers)
    twin = work.session.scalar(select(Reply).where(Reply.sha256 == answers.sha256, Reply.sha256 != ""))
    if twin is not None:
        raise Refused(_here_already(twin))
    sayings, notes = _sayings(work, review, answers)
    if not sayings:
        raise Refused(
            " ".join([*notes, _("Nothing is filled in that can be read: nobody has replied with this file.")])
        )
    whom = one_line(name) or one_line(answers.head.get("name", ""))
    if not whom:
        raise Refused(_("Who is this reply from? The form does not say."), "name")
    on = _past_day(answers.head.get("on", ""), work.today) or said_on or work.today
    if on > work.today:
        notes.append(_("It is dated {date}, which is after today.").format(date=show_date(on)))
    return _keep(work, review, ReplyDraft(whom, answers.way, min(on, work.today)), sayings, notes, answers.sha256)


def _past_day(typed: str, today: date) -> date | None:
    """The day that was written on a reply: without a year it is the last such day, not the next."""
    found = _day(typed, today)
    has_year = found == _day(typed, today + timedelta(366))
    if found and found > today and not has_year and (found.month, found.day) != (2, 29):
        return found.replace(year=found.year - 1)
    return found


def _round_of(session: Session, answers: Answers) -> Review:
    if answers.kind != FormKind.REVIEW:
        raise Refused(_("This is a reply to a health check, not to a review of actions. Take it in there."))
    review = session.get(Review, answers.form_id, execution_options={"binned": True})
    if review is None:
        raise Refused(
            _("This replies to a review that is not in this file: another group's, or one made in another copy.")
        )
    if review.binned_at is not None:
        raise Refused(_("This replies to “{title}”, which is in the bin.").format(title=review.title))
    return review


def _here_already(reply: Reply) -> str:
    return _("This reply is here already: it came in from {name} on {date}. Nothing was taken in twice.").format(
        name=reply.name, date=show_date(reply.received_at.date())
    )


def _sayings(work: Work, review: Review, answers: Answers) -> tuple[list[_Saying], list[str]]:
    """What the file says of each action, and the sentences on what is odd in it."""
    items = {item.id: item for item in reviewpaper.items(work.session, review.id)}
    notes = [_("The file was changed after it was saved: ask before anything is taken.")] if answers.was_changed else []
    strange = [key for key in answers.answers if key not in items]
    if strange:
        notes.append(_("It answers for actions that are not in this review; that was left out."))
    sent = reviewpaper.entries(work.session, review)
    asked = [sent[key] for key in answers.answers if key in sent]
    if answers.way is ReplyWay.PDF:
        asked = [reviewpaper.as_printed(entry) for entry in asked]
    altered = {entry.id for entry in answers.not_printed(asked, reviewpaper.asked())}
    if altered:
        numbers = _some([items[entry.id].number for entry in asked if entry.id in altered])
        notes.append(
            _("The words of {numbers} in it are not those that went out, so what it says of them was left out.").format(
                numbers=numbers
            )
        )
    made = [_of_answers(items[entry.id], answers, work.today) for entry in asked if entry.id not in altered]
    return [saying for saying in made if saying.seen or any(saying.says[1:])], notes


def _some(numbers: Sequence[str]) -> str:
    shown = ", ".join(numbers[:_MOST_NAMED])
    return (
        _("{numbers} and {n} more").format(numbers=shown, n=len(numbers) - _MOST_NAMED)
        if numbers[_MOST_NAMED:]
        else shown
    )


def _of_answers(item: ReviewItem, answers: Answers, today: date) -> _Saying:
    """What cannot be understood as a state or a date goes into the comment as it was written."""
    fields = {field.name: field for field in reviewpaper.asked()}
    given = {name: fields[name].understood(value) for name, value in answers.answers[item.id].items() if name in fields}
    saying = _Saying(item, seen=bool(given.get("seen")), comment=given.get("comment", ""))
    if typed := given.get("status", ""):
        try:
            saying.status = _other_status(ActionStatus(typed), item)
        except ValueError:
            saying.comment = "\n".join(filter(None, (saying.comment, _("Status: {words}").format(words=typed))))
    if typed := given.get("due", ""):
        saying.due_on = _other_day(_day(typed, today), item)
        if _day(typed, today) is None:
            saying.comment = "\n".join(
                filter(None, (saying.comment, reviews.no_date_words().format(words=one_line(typed))))
            )
    return saying


def _other_status(status: ActionStatus | None, item: ReviewItem) -> ActionStatus | None:
    return None if status is item.status else status


def _other_day(day: date | None, item: ReviewItem) -> date | None:
    return None if day == item.due_on else day


def _day(typed: str, today: date) -> date | None:
    return parse_date(typed, today) if typed else None


def hear(session: Session, review_id: str, words: str, today: date) -> Heard:
    """What is understood of words such as "26/31 done; 26/28 move to 12 Jan", and what is not."""
    numbers = {item.number for item in reviewpaper.items(session, review_id)}
    said, unread = reviewline.read(words, numbers, today)
    return Heard(tuple(Said(one.number, one.status, one.due, one.comment) for one in said), unread)


def type_in(work: Work, review_id: str, draft: ReplyDraft) -> str:
    """Keep a reply that came by e-mail, by telephone, on paper or in a meeting; its key.

    Refused without a name, for a day to come, and when its words name no action of the round.
    """
    review = reviews.stored(work, review_id)
    if not one_line(draft.name):
        raise Refused(_("Who says so?"), "name")
    if draft.said_on and draft.said_on > work.today:
        raise Refused(_("That day is still ahead."), "said_on")
    items = {item.number: item for item in reviewpaper.items(work.session, review_id)}
    heard = hear(work.session, review_id, draft.words, draft.said_on or work.today)
    sayings = [
        _Saying(items[one.number], True, _other_status(one.status, items[one.number]),
                _other_day(one.due_on, items[one.number]), one.comment)
        for one in heard.said
    ]  # fmt: skip
    if not sayings:
        raise Refused(_("No action of this review is named. Write its number first, such as “{number} done”.").format(
            number=next(iter(items), "26/31")), "words")  # fmt: skip
    return _keep(work, review, draft, sayings, [])


def _keep(
    work: Work, review: Review, draft: ReplyDraft, sayings: Sequence[_Saying], notes: list[str], sha256: str = ""
) -> str:
    name, on = one_line(draft.name), draft.said_on or work.today
    reviewer = _reviewer(work.session, review.id, name)
    notes = [*_oddities(work, review, reviewer, name, on, sayings), *notes]
    reply = Reply(
        id=work.new_id(), review_id=review.id, reviewer_id=reviewer.id if reviewer else None,
        name=reviewer.name if reviewer else name, way=draft.way, said_on=on, received_at=work.now, sha256=sha256,
        note=" ".join(notes),
    )  # fmt: skip
    work.session.add(reply)
    work.session.flush()
    for saying in sayings:
        is_settled = not any(saying.says[1:])  # there is nothing to take: it was seen
        work.session.add(
            Proposal(
                id=work.new_id(),
                reply_id=reply.id,
                item_id=saying.item.id,
                seen=saying.seen,
                comment=saying.comment,
                status=saying.status,
                due_on=saying.due_on,
                settled_on=work.today if is_settled else None,
                state=ProposalState.TAKEN if is_settled else ProposalState.WAITING,
            )
        )
    work.session.flush()
    return reply.id


def _reviewer(session: Session, review_id: str, name: str) -> Reviewer | None:
    """Who of those asked goes by this name or address; by a first or last name when nobody else has it."""
    asked = reviews.of_round(session, review_id)
    wanted = fold(name)
    for one in asked:
        if wanted in (fold(one.name), fold(one.email)) and wanted:
            return one
    parts = [one for one in asked if wanted in fold(one.name).split()]
    return parts[0] if len(parts) == 1 else None


def _oddities(
    work: Work, review: Review, reviewer: Reviewer | None, name: str, on: date, sayings: Sequence[_Saying]
) -> list[str]:
    """Sentences on what is odd about a reply. Refused for one that says the same as one before."""
    notes = []
    for earlier in work.session.scalars(select(Reply).where(Reply.review_id == review.id).order_by(Reply.received_at)):
        same = earlier.reviewer_id == reviewer.id if reviewer else fold(earlier.name) == fold(name)
        if not same:
            continue
        known = work.session.scalars(select(Proposal).where(Proposal.reply_id == earlier.id))
        if {(one.item_id, one.status, one.due_on, one.comment) for one in known} == {one.says for one in sayings}:
            raise Refused(_here_already(earlier))
        notes = [_("{name} had replied before, on {date}.").format(name=earlier.name, date=show_date(earlier.said_on))]
    if reviewer is None:
        notes.append(_("{name} is not among those who were asked.").format(name=name))
    later = work.session.get(Review, reviews.latest_id(work.session, audience=review.audience) or "")
    if later is not None and later.id != review.id:
        notes.append(
            _("It replies to the review of {date}; there has been one since, on {other}.").format(
                date=show_date(review.made_on), other=show_date(later.made_on)
            )
        )
    if review.closed_on:
        notes.append(_("It came after the review was closed on {date}.").format(date=show_date(review.closed_on)))
    elif review.reply_by and on > review.reply_by:
        notes.append(_("It is late: replies were wanted by {date}.").format(date=show_date(review.reply_by)))
    return notes


def take(work: Work, proposal_id: str, due_on: date | None = None) -> None:
    """Bring into the log what is proposed: its trail says who proposed it and when; the comment becomes a note.

    `due_on` stands in for a new date that is none as it was written. What the log has already is left alone. Refused
    when the action is gone, when this was taken before, when all that is proposed is such a date, and for a date of
    what is done or dropped.
    """
    proposal, item, reply = _proposal(work, proposal_id)
    if proposal.state is ProposalState.TAKEN:
        raise Refused(_("It was taken already. Put {number} right in the log.").format(number=item.number))
    proposal.due_on = due_on or proposal.due_on
    wrong = reviews.no_date(proposal.comment)
    if wrong and not (proposal.due_on or proposal.status or "\n" in proposal.comment):
        raise Refused(_("“{words}” is not a date: type one, or leave it.").format(words=wrong), "due_on")
    action = work.session.get(Action, item.action_id or "")
    if action is None:
        raise Refused(_("{number} is no longer in the log, or in the bin.").format(number=item.number))
    if proposal.due_on and not proposal.status and action.status in (ActionStatus.DONE, ActionStatus.DROPPED):
        message = _("{number} is done or dropped, so it needs no other date. Leave this, or open it again in the log.")
        raise Refused(message.format(number=item.number))
    why = _("{name} in the review of {date}").format(name=reply.name, date=_review_day(work, reply))
    reason = f"{why}: {one_line(proposal.comment)}" if proposal.comment else why
    if proposal.due_on and proposal.due_on != action.due_on:
        actionsteps.move_due(work, action.id, proposal.due_on, reason)
    if proposal.status and proposal.status is not action.status:
        actionsteps.set_status(work, action.id, proposal.status, reason, _not_before(work, action, reply.said_on))
        if proposal.status is ActionStatus.DONE:
            action.done_on = max(reply.said_on, action.raised_on)
    if proposal.comment:
        who = work.session.get(Reviewer, reply.reviewer_id or "")
        author = work.session.get(Person, who.person_id) if who and who.person_id else None
        text = _("{name}, {date}: {comment}").format(
            name=reply.name, date=show_date(reply.said_on), comment=proposal.comment
        )
        work.session.add(
            ProgressNote(
                id=work.new_id(), action_id=action.id, at=work.now, by_id=author.id if author else None, text=text
            )
        )
    proposal.state, proposal.settled_on = ProposalState.TAKEN, work.today


def _not_before(work: Work, action: Action, said_on: date) -> date:
    """The day that was said, or that of the last state when this came after: a trail stays in order."""
    last = work.session.scalar(select(func.max(StateChange.set_on)).where(StateChange.of_id == action.id))
    return max(said_on, last or action.raised_on)


def leave(work: Work, proposal_id: str) -> None:
    """Leave the log as it is. Refused for one that was taken: the log has it."""
    proposal, item, _reply = _proposal(work, proposal_id)
    if proposal.state is ProposalState.TAKEN:
        raise Refused(_("It was taken. Put {number} right in the log.").format(number=item.number))
    proposal.state, proposal.settled_on = ProposalState.LEFT, work.today


def drop(work: Work, reply_id: str) -> None:
    """Take a reply out again, as one that was typed in by mistake. Refused once something of it was taken."""
    reply = work.session.get(Reply, reply_id)
    if reply is None:
        raise Refused(_("That reply is no longer here."))
    taken = select(Proposal.id).where(
        Proposal.reply_id == reply_id, Proposal.state == ProposalState.TAKEN, reviews.says_something()
    )
    if work.session.scalar(taken.limit(1)):
        raise Refused(_("Something of it was taken, so it stays: the log refers to it."))
    work.session.delete(reply)


def _proposal(work: Work, proposal_id: str) -> tuple[Proposal, ReviewItem, Reply]:
    proposal = work.session.get(Proposal, proposal_id)
    if proposal is None:
        raise Refused(_("That proposal is no longer here."))
    return (
        proposal,
        work.session.get_one(ReviewItem, proposal.item_id),
        work.session.get_one(Reply, proposal.reply_id),
    )


def _review_day(work: Work, reply: Reply) -> str:
    review = work.session.get(Review, reply.review_id, execution_options={"binned": True})
    assert review is not None
    return show_date(review.made_on)
