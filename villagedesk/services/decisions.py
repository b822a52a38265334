"""What was decided: recorded with its number, listed, put right."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import ColumnElement, Integer, and_, func, inspect, select
from sqlalchemy.orm import Session, aliased

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.quorum import MajorityRule
from villagedesk.core.text import lower_first, one_line
from villagedesk.core.words import MinutesState, Outcome, Way
from villagedesk.models import AgendaItem, Decision, Meeting, MinuteBlock, Minutes, Person
from villagedesk.records.meetings import DecisionDraft, DecisionRow
from villagedesk.services import attendance, restriction, rulewords, seals, versions, voting
from villagedesk.store.writer import Work


def of_meeting(session: Session, meeting_id: str) -> tuple[DecisionRow, ...]:
    """The decisions of a meeting, in order."""
    return _rows(session, Decision.meeting_id == meeting_id)


def ratified_at(session: Session, meeting_id: str) -> tuple[DecisionRow, ...]:
    """The decisions between meetings that a meeting ratified, or did not, in order."""
    return _rows(session, Decision.ratified_id == meeting_id)


def since(session: Session, start: date | None, until: date) -> tuple[DecisionRow, ...]:
    """The decisions made after `start` (all, when None) and before `until`."""
    where = [Decision.decided_on < until]
    return _rows(session, *where, *([] if start is None else [Decision.decided_on >= start]))


def _rows(session: Session, *where: ColumnElement[bool]) -> tuple[DecisionRow, ...]:
    proposer, seconder = aliased(Person), aliased(Person)
    found = session.execute(
        select(Decision, Meeting.title, AgendaItem.title, proposer.name, seconder.name)
        .outerjoin(Meeting, Meeting.id == Decision.meeting_id)
        .outerjoin(proposer, proposer.id == Decision.proposer_id)
        .outerjoin(seconder, seconder.id == Decision.seconder_id)
        .outerjoin(AgendaItem, AgendaItem.id == Decision.item_id)
        .where(*where, versions.stands())
        .order_by(Decision.decided_on, func.length(Decision.number), Decision.number, Decision.id)
    ).all()
    put_right = corrected(session, [row.id for row, *_names in found if row.corrects_id])
    return tuple(
        DecisionRow(
            id=row.id, kind="decision", number=row.number, text=row.text, outcome=row.outcome, how=row.how,
            decided_on=row.decided_on, meeting_id=row.meeting_id, meeting=meeting or "", item_id=row.item_id,
            item=item or "", audience=row.audience, way=row.way, reason=row.reason, proposer_id=row.proposer_id,
            proposer=proposed or "", seconder_id=row.seconder_id, seconder=seconded or "", votes_for=row.votes_for,
            votes_against=row.votes_against, abstained=row.abstained, proxies=row.proxies, voters=row.voters,
            casting_for=row.casting_for, is_special=row.is_special, ratified_id=row.ratified_id,
            ratified_on=row.ratified_on, corrected=put_right.get(row.id, ""),
        )
        for row, meeting, item, proposed, seconded in found
    )  # fmt: skip


def corrected(session: Session, keys: Sequence[str]) -> dict[str, str]:
    """Of those of these that correct another: when it was approved so, and what the other said."""
    was, block = aliased(Decision), aliased(MinuteBlock)
    found = session.execute(
        select(Decision.id, func.min(Minutes.approved_on), was.text, was.outcome, was.how)
        .join(was, was.id == Decision.corrects_id)
        .join(block, block.decision_id == Decision.id)
        .join(Minutes, and_(Minutes.id == block.minutes_id, Minutes.state == MinutesState.APPROVED))
        .where(Decision.id.in_(keys))
        .group_by(Decision.id),
        execution_options={"binned": True},
    )
    return {
        key: _("Corrected on {date}, was: {text} ({result})").format(
            date=show_date(on), text=said, result=result(outcome, how_)
        )
        for key, on, said, outcome, how_ in found
        if on
    }


def outcome_words() -> dict[Outcome, str]:
    """What outcomes are called."""
    return {
        Outcome.AGREED: _("Agreed"),
        Outcome.NOT_AGREED: _("Not agreed"),
        Outcome.DEFERRED: _("Deferred"),
        Outcome.WITHDRAWN: _("Withdrawn"),
    }


def way_words() -> dict[Way, str]:
    """How a motion can be decided in a meeting."""
    return {
        Way.AGREED: _("Agreed without a count"),
        Way.UNOPPOSED: _("Nobody against"),
        Way.VOTE: _("A vote with counts"),
        Way.BALLOT: _("A ballot"),
    }


def result(outcome: Outcome, said: str) -> str:
    """What became of a motion and how: "Agreed, nobody against", "Not agreed, 2 for", "Agreed by consent"."""
    words = outcome_words()[outcome]
    if said.startswith(f"{words} "):
        return said
    return _("{outcome}, {how}").format(outcome=words, how=lower_first(said)) if said else words


def moved(proposer: str, seconder: str, reason: str) -> str:
    """Who proposed and seconded a motion, and why it was decided, as one line; "" when nothing was said of it."""
    said = [
        _("Proposed by {name}").format(name=proposer) if proposer else "",
        (_("seconded by {name}") if proposer else _("Seconded by {name}")).format(name=seconder) if seconder else "",
    ]
    because = _("Because {reason}").format(reason=lower_first(reason)) if reason else ""
    return ". ".join(filter(None, (", ".join(filter(None, said)), because)))


def record(work: Work, draft: DecisionDraft, *, meeting_id: str, item_id: str | None, audience: Audience) -> str:
    """Record a decision under the next number of the meeting's month, "2026/07/3"; the key.

    Refused without a text, without a quorum, and with more hands than there are voters in the room.
    """
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."))
    decision = Decision(
        id=work.new_id(), meeting_id=meeting_id, item_id=item_id, number=next_number(work.session, meeting.on_date),
        decided_on=meeting.on_date, text="", audience=audience,
    )  # fmt: skip
    decision.voters, special = _weigh(work.session, decision, meeting, draft)
    write(work, decision, draft, special)
    work.session.add(decision)
    work.session.flush()
    return decision.id


def correct(work: Work, decision_id: str) -> str:
    """A decision that corrects this one, of approved minutes, under its number; its key. It says the same at first."""
    old = work.session.get_one(Decision, decision_id, execution_options={"binned": True})
    same = {column.key: getattr(old, column.key) for column in inspect(Decision).column_attrs}
    new = Decision(**(same | {"id": work.new_id(), "corrects_id": old.id, "binned_at": None}))
    work.session.add(new)
    work.session.flush()
    return new.id


def edit(work: Work, decision_id: str, draft: DecisionDraft) -> None:
    """Keep what was typed about a decision. Refused as in `record`; those who could vote are those of then."""
    decision = work.session.get(Decision, decision_id)
    if decision is None:
        raise Refused(_("That decision is no longer here."))
    was = seals.said_of(decision)
    meeting = work.session.get(Meeting, decision.meeting_id) if decision.meeting_id else None
    special = _weigh(work.session, decision, meeting, draft)[1] if meeting else None
    write(work, decision, draft, special)
    seals.check(work.session, decision, was)


def _weigh(
    session: Session, decision: Decision, meeting: Meeting, draft: DecisionDraft
) -> tuple[int, MajorityRule | None]:
    """Check a motion against who was in the room and set what became of it.

    How many could vote, and the majority that the constitution asks of special decisions.
    """
    there, said = attendance.listed(session, meeting.id), voting.rules(session, meeting)
    voters = decision.voters
    if voters is None:
        voters = voting.here_for(session, meeting.id, decision.item_id)
    voting.check(said, draft, voters, is_entered=any(map(voting.is_in_room, there)))
    decision.outcome = voting.outcome(said, draft, voters)
    return voters, said.special


def write(work: Work, decision: Decision, draft: DecisionDraft, special: MajorityRule | None = None) -> None:
    """Put what was typed into a decision; `special` is what a special one needs. Refused without a text."""
    text = one_line(draft.text)
    if not text:
        raise Refused(_("Say what was decided."), "text")
    if draft.proposer_id and draft.proposer_id == draft.seconder_id:
        raise Refused(_("Somebody else seconds what one proposes."), "seconder_id")
    restriction.check(work.session, draft.proposer_id, decision.proposer_id, "proposer_id")
    restriction.check(work.session, draft.seconder_id, decision.seconder_id, "seconder_id")
    decision.text, decision.way = text, draft.way
    if decision.meeting_id is None:
        decision.outcome = draft.outcome
    decision.reason = one_line(draft.reason)
    decision.proposer_id, decision.seconder_id = draft.proposer_id, draft.seconder_id
    decision.votes_for, decision.votes_against, decision.abstained = (
        draft.votes_for, draft.votes_against, draft.abstained,
    )  # fmt: skip
    decision.proxies, decision.casting_for, decision.is_special = draft.proxies, draft.casting_for, draft.is_special
    decision.how = how(draft, special)


def how(draft: DecisionDraft, special: MajorityRule | None = None) -> str:
    """In words: "5 for, 2 against, 1 abstained, by ballot". Where nothing was counted, the group's own words.

    Of a special decision also what it needed, where the constitution says so.
    """
    if draft.way is Way.UNOPPOSED:
        return _("Nobody against")
    if draft.way not in (Way.VOTE, Way.BALLOT):
        return one_line(draft.how)
    said = [
        _("{n} for").format(n=draft.votes_for or 0) if draft.votes_for is not None else "",
        _("{n} against").format(n=draft.votes_against or 0) if draft.votes_for is not None else "",
        _("{n} abstained").format(n=draft.abstained) if draft.abstained else "",
        ngettext("{n} by proxy", "{n} by proxy", draft.proxies).format(n=draft.proxies) if draft.proxies else "",
        _("by ballot") if draft.way is Way.BALLOT else "",
    ]
    if draft.casting_for is not None:
        said.append(_("the chair's casting vote for") if draft.casting_for else _("the chair's casting vote against"))
    if special and draft.is_special:
        said.append(_("needing {majority}").format(majority=lower_first(rulewords.majority_words(special))))
    return ", ".join(filter(None, said))


def next_number(session: Session, on: date) -> str:
    """The month's next human number, "2026/07/3"; those in the bin keep theirs."""
    month = f"{on.year}/{on.month:02}/"
    highest = select(func.max(func.cast(func.substr(Decision.number, 9), Integer))).where(
        Decision.number.startswith(month)
    )
    return f"{month}{(session.scalar(highest.execution_options(binned=True)) or 0) + 1}"
