"""Minutes from draft to approved: out for comment, put to a meeting, sealed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience, may_see
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import BlockKind, ItemKind, MeetingStatus, MinutesState
from villagedesk.models import (
    AgendaItem,
    Draft,
    Group,
    Meeting,
    MinuteBlock,
    Minutes,
    MinutesComment,
    MinutesReader,
    Person,
)
from villagedesk.records.approval import CommentDraft, PutMinutes, ReaderDraft
from villagedesk.records.meetings import ItemDraft, MeetingDraft
from villagedesk.services import corrections as correcting
from villagedesk.services import meetings, readers, restriction, seals, series, usualitems, versions, voting
from villagedesk.store.writer import Work

TYPED = (BlockKind.PARAGRAPH, BlockKind.BULLET, BlockKind.NUMBERED)
"""The kinds of block whose words are their own, not those of a record."""


def send_out(work: Work, minutes_id: str, named: Sequence[ReaderDraft], by: date | None) -> list[str]:
    """Note that the draft goes to these people for factual comment by a day; the keys of those it had not gone to.

    Refused without a reader or a name, for a day that is past, for who asked not to be contacted, and once approved.
    """
    minutes = versions.open_minutes(work.session, minutes_id)
    if by is None or by < work.today:
        raise Refused(_("By which day are comments wanted? Today or later."), "by")
    wanted = [reader for reader in named if reader.person_id or one_line(reader.name)]
    if not wanted and not readers.of(work.session, minutes_id):
        raise Refused(_("To whom does it go?"), "readers")
    added = [key for reader in wanted if (key := _send_to(work, minutes_id, reader))]
    minutes.comments_by = by
    if minutes.state is MinutesState.DRAFT:
        minutes.state = MinutesState.COMMENT
    return added


def _send_to(work: Work, minutes_id: str, draft: ReaderDraft) -> str | None:
    """Note one reader; None when the draft has gone to them before."""
    person = work.session.get(Person, draft.person_id) if draft.person_id else None
    if person is not None:
        restriction.check(work.session, person.id, field="readers")
        if person.do_not_contact:
            raise Refused(_("{name} asked not to be contacted.").format(name=person.name), "readers")
    name, email = person.name if person else one_line(draft.name), one_line(draft.email)
    if person and not email:
        email = readers.email_of(work.session, person.id)
    for reader in readers.of(work.session, minutes_id):
        if (reader.person_id and reader.person_id == draft.person_id) or fold(reader.name) == fold(name):
            reader.email = email or reader.email
            return None
    reader = MinutesReader(
        id=work.new_id(), minutes_id=minutes_id, person_id=person.id if person else None, name=name, email=email,
        sent_on=work.today,
    )  # fmt: skip
    work.session.add(reader)
    work.session.flush()
    return reader.id


def remove_reader(work: Work, reader_id: str) -> None:
    """It did not go to them after all; what they said stays under their name."""
    reader = work.session.get(MinutesReader, reader_id)
    if reader is not None:
        versions.open_minutes(work.session, reader.minutes_id)
        work.session.delete(reader)


def comment(work: Work, minutes_id: str, draft: CommentDraft) -> str:
    """Note what somebody says of the draft; the key. Refused without a name or words, or when that part has gone."""
    minutes = versions.open_minutes(work.session, minutes_id)
    name = one_line(draft.name)
    if not name:
        raise Refused(_("Who says so?"), "name")
    if not draft.text.strip():
        raise Refused(_("What do they say?"), "text")
    item_id = draft.item_id
    if draft.block_id:
        block = work.session.get(MinuteBlock, draft.block_id)
        if block is None or block.minutes_id != minutes.id:
            raise Refused(_("That part of the minutes is no longer here. Choose another, or the whole."), "block_id")
        item_id = block.item_id
    reader = next((row for row in readers.of(work.session, minutes_id) if fold(row.name) == fold(name)), None)
    if reader and reader.answered_on is None:
        reader.answered_on = work.today
    said = MinutesComment(
        id=work.new_id(), minutes_id=minutes.id, block_id=draft.block_id, item_id=item_id, name=name,
        reader_id=reader.id if reader else None, text=draft.text.strip(), said_on=work.today,
    )  # fmt: skip
    work.session.add(said)
    work.session.flush()
    return said.id


def nothing_to_say(work: Work, reader_id: str) -> None:
    """A reader answered that all is right."""
    reader = work.session.get(MinutesReader, reader_id)
    if reader is None:
        raise Refused(_("That reader is no longer here."))
    versions.open_minutes(work.session, reader.minutes_id)
    reader.answered_on = work.today


def take(work: Work, comment_id: str, answer: str = "", words: str | None = None, was: str | None = None) -> None:
    """Take a comment; with `words` the block it is about says them, where it said `was`, and it is put right.

    Refused when that block is gone, says something else by now, or is a record's, and once the minutes are approved.
    """
    said = _comment(work, comment_id)
    said.is_put_right = False
    if words is not None:
        block = work.session.get(MinuteBlock, said.block_id) if said.block_id else None
        if block is None or block.kind not in TYPED:
            raise Refused(_("The part that this is about is no longer here: put the minutes right yourself."), "words")
        if not words.strip():
            raise Refused(_("What should the minutes say there?"), "words")
        if was is not None and was != block.text:
            raise Refused(_("The minutes say something else there by now: look at them, then take it again."), "words")
        if words.strip() != block.text:
            block.text, block.bold, said.is_put_right = words.strip(), "", True
    said.taken, said.answer = True, one_line(answer)


def put_right(work: Work, comment_id: str) -> None:
    """The minutes say what a comment that was taken asks for."""
    _comment(work, comment_id).is_put_right = True


def leave(work: Work, comment_id: str, answer: str) -> None:
    """Leave a comment, and say why. Refused without a reason."""
    said = _comment(work, comment_id)
    if not one_line(answer):
        raise Refused(_("Say why it is left: the answer goes with it."), "answer")
    said.taken, said.answer = False, one_line(answer)


def _comment(work: Work, comment_id: str) -> MinutesComment:
    found = work.session.get(MinutesComment, comment_id)
    if found is None:
        raise Refused(_("That comment is no longer here."))
    versions.open_minutes(work.session, found.minutes_id)
    return found


def put(work: Work, minutes_id: str, meeting_id: str | None) -> None:
    """Put the draft to a later meeting, whose agenda gets an item for it where it has none.

    Refused while comments are neither taken nor left, and for a meeting that is earlier, cancelled, or gone.
    """
    minutes = versions.open_minutes(work.session, minutes_id)
    to = _later(work.session, minutes, meeting_id)
    _check_answered(work.session, minutes_id)
    minutes.put_to_id, minutes.state = to.id, MinutesState.PUT
    if to.status is MeetingStatus.PLANNED and _item_of(work.session, to.id) is None:
        of = work.session.get_one(Meeting, minutes.meeting_id)
        title = _("Minutes of {date}").format(date=show_date(of.on_date))
        item = meetings.add_item(work, to.id, ItemDraft(title, ItemKind.DECISION, minutes=5))
        meetings.move_item(work, item, 3)  # after the welcome and the declarations


def put_to(session: Session, meeting_id: str, item_id: str) -> PutMinutes | None:
    """The earliest minutes that wait to be approved at a meeting, in the item of its agenda that is for it."""
    item = _item_of(session, meeting_id)
    if item is None or item.id != item_id:
        return None
    found = session.execute(
        select(Minutes.id, Meeting.id, Meeting.on_date, Meeting.title)
        .join(Meeting, Meeting.id == Minutes.meeting_id)
        .where(Minutes.put_to_id == meeting_id, Minutes.state == MinutesState.PUT)
        .order_by(Meeting.on_date, Minutes.id)
        .limit(1)
    ).first()
    return PutMinutes(*found) if found else None


def to_put(session: Session, meeting_id: str, item_id: str) -> PutMinutes | None:
    """The minutes of the meeting held last that are still a draft and put to none, in the item that is for them."""
    item = _item_of(session, meeting_id)
    last = meetings.before(session, meetings.card(session, meeting_id)) if item and item.id == item_id else None
    found = versions.latest(session, last) if last else None
    if found is None or found.finished_at is None or found.state not in (MinutesState.DRAFT, MinutesState.COMMENT):
        return None
    of = session.get_one(Meeting, found.meeting_id)
    return PutMinutes(found.id, of.id, of.on_date, of.title, is_put=False)


def plan_next(work: Work, minutes_id: str, on: date | None) -> str:
    """Plan the meeting after that of these minutes, alike or by its series, and put them to it; its key.

    Refused as `put`, and for a day before that meeting or that another of the series has.
    """
    minutes = versions.open_minutes(work.session, minutes_id)
    of = meetings.card(work.session, minutes.meeting_id)
    if on is None or on <= of.on_date or on < work.today:
        raise Refused(_("On which day is it? Today or later, and after this meeting."), "on_date")
    if of.series_id:
        (made,) = series.plan_ahead(work, of.series_id, [on])
    else:
        draft = MeetingDraft(
            of.title, of.meeting_kind, on, of.start_at, of.end_at, of.place, of.link, of.with_id, of.audience
        )
        made = meetings.plan(work, draft, usualitems.usual_items())
    put(work, minutes_id, made)
    return made


def take_back(work: Work, minutes_id: str) -> None:
    """The draft is worked on again: no longer put to a meeting, nor out for comment."""
    minutes = versions.open_minutes(work.session, minutes_id)
    minutes.put_to_id = None
    minutes.state = MinutesState.COMMENT if minutes.state is MinutesState.PUT and minutes.comments_by else (
        MinutesState.DRAFT
    )  # fmt: skip


def approve(work: Work, minutes_id: str, at_id: str | None, corrections: Sequence[str] = ()) -> str:
    """Record that a later meeting approved the minutes, as presented or with these corrections; their seal.

    It is written in both meetings. A change of kind APPROVE: nothing before it is undone. Refused when they are
    approved already or not finished, while they are open in the editor or a comment waits, for a meeting that is
    earlier or still to come, where nobody or too few are entered as here though a quorum is asked, and when the minutes
    of that meeting are approved themselves.
    """
    minutes, of, at = _approvable(work.session, minutes_id, at_id, work.today)
    put_right = correcting.read(work, minutes, corrections)
    correcting.keep(work, minutes_id, put_right)
    _write_in(work, at, minutes, of, put_right)
    minutes.state, minutes.approved_on, minutes.approved_at_id = MinutesState.APPROVED, at.on_date, at.id
    work.session.flush()
    if minutes.version > 1:
        correcting.correct_elections(work, minutes)
    return seals.seal(work.session, minutes, work.new_id)


def why_not(session: Session, minutes_id: str, at_id: str | None, today: date) -> Refused | None:
    """Why minutes can't be recorded as approved at a meeting, before anybody is asked to be sure; None when they can.

    Corrections that can't be read are told by `approve` alone.
    """
    try:
        _approvable(session, minutes_id, at_id, today)
    except Refused as error:
        return error
    return None


def _approvable(session: Session, minutes_id: str, at_id: str | None, today: date) -> tuple[Minutes, Meeting, Meeting]:
    """The minutes, the meeting that they are of, and the one that approves them."""
    minutes = versions.open_minutes(session, minutes_id)
    of = session.get_one(Meeting, minutes.meeting_id, execution_options={"binned": True})
    if minutes.finished_at is None and of.status is not MeetingStatus.HELD:
        raise Refused(_("These minutes are still being taken: finish them first."))
    at = _later(session, minutes, at_id)
    if at.on_date > today:
        raise Refused(
            _("That meeting is still to come, on {date}: record them as approved once it was held.").format(
                date=show_date(at.on_date)
            ), "at_id",
        )  # fmt: skip
    theirs = versions.latest(session, at.id)
    voting.check_met(session, at.id, "at_id", is_over=bool(theirs and theirs.finished_at))
    _check_answered(session, minutes_id)
    _check_closed(session, minutes)
    return minutes, of, at


def approval_words(of: Meeting, version: int, corrections: Sequence[str], *, has_apart: bool = False) -> str:
    """What stands in the minutes of the meeting that approves; `has_apart` when other corrections are kept apart."""
    told = {"meeting": of.title, "date": show_date(of.on_date), "n": version}
    if version > 1:
        said = _("Version {n} of the minutes of {date} ({meeting}) was approved").format(**told)
    else:
        said = _("The minutes of {date} ({meeting}) were approved").format(**told)
    numbered = " ".join(f"({n}) {text}" for n, text in enumerate(corrections, 1))
    if numbered:
        return _("{said} with these corrections: {corrections}").format(said=said, corrections=numbered)
    if has_apart:
        return _("{said} with corrections of a confidential part.").format(said=said)
    return _("{said} as presented.").format(said=said)


def _later(session: Session, minutes: Minutes, meeting_id: str | None) -> Meeting:
    found = session.get(Meeting, meeting_id) if meeting_id else None
    of = session.get_one(Meeting, minutes.meeting_id, execution_options={"binned": True})
    if found is None:
        raise Refused(_("Choose the meeting."), "at_id")
    if found.status is MeetingStatus.CANCELLED:
        raise Refused(_("That meeting was cancelled."), "at_id")
    is_earlier = found.on_date < of.on_date or (
        found.on_date == of.on_date and found.start_at and of.start_at and found.start_at < of.start_at
    )
    if found.id == of.id or is_earlier:
        raise Refused(_("Minutes are approved at a later meeting."), "at_id")
    return found


def _check_answered(session: Session, minutes_id: str) -> None:
    waiting = select(func.count(MinutesComment.id)).where(
        MinutesComment.minutes_id == minutes_id, MinutesComment.taken.is_(None)
    )
    if count := session.scalar(waiting) or 0:
        words = ngettext(
            "{n} comment waits: take it or leave it first.", "{n} comments wait: take or leave them first.", count
        )
        raise Refused(words.format(n=count))


def _check_closed(session: Session, minutes: Minutes) -> None:
    """Refused while something typed in the editor is not in the minutes yet."""
    blocks = select(MinuteBlock.id).where(MinuteBlock.minutes_id == minutes.id)
    typed = select(Draft.id).where(
        or_(
            (Draft.form == "minutes") & Draft.row.in_((minutes.meeting_id, minutes.id)),
            Draft.form.in_(("minute_block", "minute_record")) & Draft.row.in_(blocks),
        )
    )
    if session.scalar(typed.limit(1)):
        raise Refused(
            _("Something typed in these minutes is not kept yet. Open them, keep it or take it out, then approve them.")
        )


def _item_of(session: Session, meeting_id: str) -> AgendaItem | None:
    """The item of an agenda that earlier minutes are approved in: its title begins "Minutes of"."""
    words = fold(_("Minutes of"))
    items = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position, AgendaItem.id)
    return next((item for item in session.scalars(items) if fold(item.title).startswith(words)), None)


def _write_in(
    work: Work, at: Meeting, minutes: Minutes, of: Meeting, put_right: Sequence[correcting.Correction]
) -> None:  # fmt: skip
    """Write the approval in the minutes of the meeting that gave it, begun if they are not yet.

    What it put right in a confidential part stands in lines of their own, each for whom that part is.
    """
    item = _item_of(work.session, at.id)
    apart = {each.audience for each in put_right if each.audience}
    told = [each.text for each in put_right if each.audience is None]
    lines = [(of.audience, approval_words(of, minutes.version, told, has_apart=bool(apart)))]
    for audience in sorted(apart):
        texts = [each.text for each in put_right if each.audience is audience]
        lines.append((audience, approval_words(of, minutes.version, texts)))
    for audience, words in lines:
        write_in(
            work, at.id, item.id if item else None, words, audience, kind=BlockKind.APPROVAL, approves_id=minutes.id
        )


def write_in(
    work: Work, meeting_id: str, item_id: str | None, words: str, audience: Audience, **more: Any
) -> str:  # fmt: skip
    """Add a line to the minutes of a meeting, begun if they are not yet; its key. Refused once they are approved.

    It tells of what is for `audience`: where that is narrower than the meeting's, the line is kept for it.
    """
    theirs = versions.latest(work.session, meeting_id)
    if theirs is None:
        theirs = Minutes(id=work.new_id(), meeting_id=meeting_id, started_at=work.now)
        work.session.add(theirs)
        work.session.flush()
    if theirs.state is MinutesState.APPROVED:
        raise Refused(
            _("The minutes of that meeting are approved themselves, so nothing can be added to them."), "at_id"
        )
    at = work.session.get_one(Meeting, meeting_id, execution_options={"binned": True})
    two_bodies = work.session.scalars(select(Group.two_bodies)).one()
    narrower = None if may_see(at.audience, audience, two_bodies=two_bodies) else audience
    here = (MinuteBlock.minutes_id == theirs.id, MinuteBlock.item_id.is_not_distinct_from(item_id))
    last = work.session.scalar(select(func.max(MinuteBlock.position)).where(*here)) or 0
    block = MinuteBlock(
        id=work.new_id(), minutes_id=theirs.id, item_id=item_id, position=last + 1, text=words, audience=narrower,
        **more,
    )  # fmt: skip
    work.session.add(block)
    work.session.flush()
    return block.id
