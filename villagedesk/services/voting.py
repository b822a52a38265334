"""Who can vote in a meeting, how many must be there, and whether a motion is carried, as the constitution says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import time

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_time
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.quorum import MajorityRule, carried, needed
from villagedesk.core.words import Outcome, Presence, Way
from villagedesk.models import Meeting, Organization
from villagedesk.records.meetings import AttendanceCard, DecisionDraft, DeclarationRow
from villagedesk.services import attendance, constitution

_SIMPLE = MajorityRule()


@dataclass(frozen=True, slots=True)
class Rules:
    """What the constitution says of one meeting; `needed` is None where it asks for no quorum, `clause` its words."""

    members: int = 0
    needed: int | None = None
    clause: str = ""
    conflicted_leave: bool = False
    has_casting_vote: bool = False
    has_proxies: bool = False
    majority: MajorityRule = _SIMPLE
    special: MajorityRule | None = None


def rules(session: Session, meeting: Meeting) -> Rules:
    """The rules for a meeting; where nothing is said of its kind there are none but a simple majority."""
    said = constitution.rule_for(session, meeting.id)
    members = len(constitution.voters(session, meeting.id))
    return Rules(
        members,
        needed(said.quorum_rule(adjourned=meeting.adjourned_from_id is not None), members),
        said.quorum_clause,
        said.conflicted_leave,
        said.has_casting_vote,
        said.has_proxies,
        said.majority_rule(),
        said.majority_rule(special=True) if said.special_majority else None,
    )


def rules_of(session: Session, meeting_id: str) -> Rules:
    """As `rules`, for the meeting of that key."""
    return rules(session, session.get_one(Meeting, meeting_id, execution_options={"binned": True}))


def met_with(session: Session, meeting_id: str) -> tuple[str, str] | None:
    """Key and name of the body that a meeting is held with: whoever is asked or promises something, if nobody else."""
    found = session.execute(
        select(Organization.id, Organization.name)
        .join(Meeting, Meeting.with_id == Organization.id)
        .where(Meeting.id == meeting_id)
    ).first()
    return (found[0], found[1]) if found else None


def here(
    attendance: Iterable[AttendanceCard],
    declarations: Sequence[DeclarationRow] = (),
    item_id: str | None = None,
    *,
    conflicted_leave: bool = False,
) -> int:
    """How many with a vote are in the room for an item.

    Who declared an interest in the item and left does not count, and where the constitution says that the conflicted
    drop out, nor does who stayed.
    """
    out = {
        declared.person_id or declared.name
        for declared in declarations
        if item_id and declared.item_id == item_id and (conflicted_leave or not declared.stays)
    }
    return sum(
        card.votes and is_in_room(card) and not {card.person_id, card.name} & out for card in attendance
    )  # fmt: skip


def here_for(session: Session, meeting_id: str, item_id: str | None) -> int:
    """As `here`, of what is stored."""
    said = rules_of(session, meeting_id)
    return here(
        attendance.listed(session, meeting_id), attendance.declarations(session, meeting_id), item_id,
        conflicted_leave=said.conflicted_leave,
    )  # fmt: skip


def came(card: AttendanceCard) -> bool:
    """Whether somebody was at a meeting, however long."""
    return card.presence in (Presence.PRESENT, Presence.IN_ATTENDANCE)


def is_in_room(card: AttendanceCard) -> bool:
    """Whether somebody who came has not gone (again)."""
    return came(card) and card.left_at is None


def check(said: Rules, draft: DecisionDraft, voters: int, *, is_entered: bool) -> None:
    """Refuse a vote with more hands than there are voters, with the numbers, and a decision without a quorum.

    `is_entered` is whether anybody has been entered as here: until then nobody knows of a quorum.
    """
    if is_entered and draft.outcome in (Outcome.AGREED, Outcome.NOT_AGREED):
        check_quorum(said, voters, "text")
    if draft.proxies and not said.has_proxies:
        raise Refused(_("Your constitution, as it is entered in the settings, has no votes by proxy."), "proxies")
    if draft.casting_for is not None:
        _check_casting(said, draft)
    check_hands(
        sum(filter(None, (draft.votes_for, draft.votes_against, draft.abstained))), voters + (draft.proxies or 0)
    )


def check_quorum(said: Rules, voters: int, field: str) -> None:
    """Refuse what too few are there to decide, with the numbers."""
    if said.needed is not None and voters < said.needed:
        raise Refused(
            _("{here} of the {needed} voting members needed are here: nothing can be decided.").format(
                here=voters, needed=said.needed
            ),
            field,
        )


def check_met(session: Session, meeting_id: str, field: str, *, is_over: bool) -> None:
    """Refuse what a meeting cannot have decided: nobody is entered as here, or too few where a quorum is asked.

    Of one that `is_over`, who left before its end counts too: nobody knows any more who was there when.
    """
    said = rules_of(session, meeting_id)
    if said.needed is None:
        return
    there = [card for card in attendance.listed(session, meeting_id) if is_in_room(card) or (is_over and came(card))]
    if not there:
        raise Refused(_("Nobody is entered as here at that meeting: mark who is here first (F6)."), field)
    check_quorum(said, sum(card.votes for card in there), field)


def check_hands(hands: int, voters: int) -> None:
    """Refuse more hands than voters, with the numbers."""
    if hands <= voters:
        return
    counted = ngettext("{n} vote was counted", "{n} votes were counted", hands).format(n=hands)
    if not voters:
        raise Refused(
            _("{counted}, but nobody with a vote is entered as here (F6).").format(counted=counted), "votes_for"
        )
    there = ngettext("{n} person here can vote", "{n} people here can vote", voters).format(n=voters)
    raise Refused(_("{counted}, but {there}.").format(counted=counted, there=there), "votes_for")


def _check_casting(said: Rules, draft: DecisionDraft) -> None:
    if not said.has_casting_vote:
        raise Refused(
            _("Your constitution, as it is entered in the settings, gives the chair no casting vote."), "casting_for"
        )
    if (draft.votes_for or 0) != (draft.votes_against or 0):
        raise Refused(_("A casting vote is for a tie, and this is none."), "casting_for")


def outcome(said: Rules, draft: DecisionDraft, voters: int) -> Outcome:
    """What became of a motion: by the majority that applies where votes were counted, else as it is said."""
    is_counted = draft.way in (Way.VOTE, Way.BALLOT) and (draft.votes_for, draft.votes_against) != (None, None)
    if not is_counted or draft.outcome in (Outcome.DEFERRED, Outcome.WITHDRAWN):
        return draft.outcome
    rule = (said.special if draft.is_special else None) or said.majority
    is_carried = carried(
        rule, draft.votes_for or 0, draft.votes_against or 0, draft.abstained or 0, voters + (draft.proxies or 0),
        said.members, draft.casting_for,
    )  # fmt: skip
    return Outcome.AGREED if is_carried else Outcome.NOT_AGREED


def lost_words(here: int, needed: int, at: time, *, goes_on: bool) -> str:
    """How the minutes say that the quorum was lost and what was done."""
    there = ngettext("{n} voting member was", "{n} voting members were", here).format(n=here)
    said = _("{there} still here at {time}, {needed} needed: no quorum").format(
        there=there, time=show_time(at), needed=needed
    )
    end = _("The meeting went on as a discussion, without decisions.") if goes_on else _("The meeting was adjourned.")
    return f"{said}. {end}"
