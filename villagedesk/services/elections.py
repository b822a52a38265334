"""Elections in a meeting: who stood and who was elected, which opens and closes the dated memberships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import Role
from villagedesk.models import Candidate, Election, ElectionEnd, Meeting, Membership, Person, Post
from villagedesk.records.meetings import CandidateDraft, ElectionDraft
from villagedesk.records.people import PersonDraft
from villagedesk.services import (
    attendance,
    ballotline,
    ballots,
    owners,
    people,
    posts,
    references,
    restriction,
    versions,
    voting,
)
from villagedesk.store.writer import Work

_OFFICES = (Role.CHAIR, Role.SECRETARY, Role.TREASURER, Role.TRUSTEE, Role.COMMITTEE)


def understand(session: Session, line: str, meeting: Meeting) -> ElectionDraft:
    """A typed line as an election, each candidate as the person that the name means."""
    draft = ballotline.read(line)
    return replace(draft, candidates=tuple(_known(session, one, meeting) for one in draft.candidates))


def read(session: Session, line: str, meeting_id: str) -> ElectionDraft:
    """As `understand`, for the meeting of that key."""
    return understand(session, line, session.get_one(Meeting, meeting_id))


def _known(session: Session, candidate: CandidateDraft, meeting: Meeting) -> CandidateDraft:
    found = owners.find(session, candidate.name, meeting.on_date)
    if found is None or found.person_id is None:
        return candidate
    return replace(candidate, name=found.name, person_id=found.person_id)


def elected(draft: ElectionDraft) -> tuple[CandidateDraft, ...]:
    """Who is elected: everybody where there are no more candidates than seats, else those with the most votes.

    Refused when votes are missing, and at a tie for the last seat unless a lot has decided it.
    """
    if not draft.candidates:
        raise Refused(_("Say who stood: the post, a colon, then the names."), "candidates")
    _check_once(draft)
    if len(draft.candidates) <= draft.seats:
        return draft.candidates
    if any(one.votes is None for one in draft.candidates):
        raise Refused(
            _("{stood} people stood for {seats}: type the votes behind each name.").format(
                stood=len(draft.candidates),
                seats=ngettext("{n} seat", "{n} seats", draft.seats).format(n=draft.seats),
            ),
            "candidates",
        )
    ranked = sorted(draft.candidates, key=lambda one: (-(one.votes or 0), not one.by_lot))
    last, first_out = ranked[draft.seats - 1], ranked[draft.seats]
    if last.votes == first_out.votes and (not last.by_lot or first_out.by_lot):
        tied = [one.name for one in ranked if one.votes == last.votes]
        raise Refused(
            _("{names} have {n} votes each: mark who won the lot with a * behind the votes.").format(
                names=_(" and ").join(tied), n=last.votes
            ),
            "candidates",
        )
    return tuple(ranked[: draft.seats])


def _check_once(draft: ElectionDraft) -> None:
    known = set[str]()
    for one in draft.candidates:
        who = one.person_id or fold(one.name)
        if who in known:
            raise Refused(
                _("{name} stands twice: give two people of one name something that tells them apart.").format(
                    name=one.name
                ),
                "candidates",
            )
        known.add(who)


def record(
    work: Work, draft: ElectionDraft, *, meeting_id: str, item_id: str | None, audience: Audience,
    again: tuple[str, int | None] | None = None,
) -> str:  # fmt: skip
    """Record an election; its key. Who is elected holds the post from the meeting's date, who held it no longer does.

    With `again` it is one put right: the key it has, and how many could vote when it was held, where that is known.
    Where a post has several seats, its holders stay unless they stood and lost, or all seats were up.
    Refused without a post, candidates or a quorum, when votes are missing or tied, and with more votes than voters.
    """
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."))
    if not draft.post:
        raise Refused(_("Say which post: “Chair: Jane Smith”."), "post")
    winners = elected(draft)
    key, voters = again or (work.new_id(), None)
    if voters is None:
        voters = voting.here_for(work.session, meeting_id, item_id)
    _check_votes(work.session, draft, meeting, voters)
    post, is_new = _post(work, draft.post, meeting)
    election = Election(
        id=key, meeting_id=meeting_id, item_id=item_id, post_id=post.id, label=post.label, seats=draft.seats,
        held_on=meeting.on_date, how=draft.how or _how(draft), voters=voters or None, audience=audience,
        made_post=is_new,
    )  # fmt: skip
    work.session.add(election)
    work.session.flush()
    stood = [_add_candidate(work, election, one, is_elected=one in winners) for one in draft.candidates]
    work.session.flush()
    after = _since(work.session, election)
    for later in reversed(after):
        _unseat(work.session, later)
    _seat(work, election, post, stood)
    _seat_again(work, after, post)
    return election.id


def _check_votes(session: Session, draft: ElectionDraft, meeting: Meeting, voters: int) -> None:
    """There must be a quorum, and a voter has as many votes as there are seats."""
    said = voting.rules(session, meeting)
    if any(map(voting.is_in_room, attendance.listed(session, meeting.id))):
        voting.check_quorum(said, voters, "candidates")
    cast = sum(one.votes or 0 for one in draft.candidates)
    voting.check_hands(-(-cast // max(1, draft.seats)), voters)


def _how(draft: ElectionDraft) -> str:
    return _("by a vote") if any(one.votes is not None for one in draft.candidates) else _("unopposed")


def _post(work: Work, label: str, meeting: Meeting) -> tuple[Post, bool]:
    """The post of that name in the meeting's body, and whether it had to be made."""
    body = meeting.organization_id or posts.own_body(work.session)
    if body is None:
        raise Refused(_("Say in the settings which organisation the group is: a post belongs to one."), "post")
    called = select(Post).where(Post.organization_id == body, func.fold(Post.label) == fold(label))
    if found := work.session.scalar(called.limit(1)):
        return found, False
    roles = {fold(word): role for role, word in posts.role_words().items()}
    words = one_line(label)
    made = Post(
        id=work.new_id(), organization_id=body, label=words[:1].upper() + words[1:],
        role=roles.get(fold(label), Role.OTHER),
    )  # fmt: skip
    work.session.add(made)
    work.session.flush()
    return made, True


def _add_candidate(work: Work, election: Election, draft: CandidateDraft, *, is_elected: bool) -> Candidate:
    person_id, is_new = draft.person_id, is_elected and draft.person_id is None
    if is_new:
        person_id = people.add_person(work, PersonDraft(draft.name))
    restriction.check(work.session, person_id, field="candidates")
    row = Candidate(
        id=work.new_id(), election_id=election.id, person_id=person_id, name=draft.name, votes=draft.votes,
        elected=is_elected, proposer_id=_person(work, draft.proposer, election),
        seconder_id=_person(work, draft.seconder, election), made_person=is_new,
    )  # fmt: skip
    work.session.add(row)
    return row


def _person(work: Work, words: str, election: Election) -> str | None:
    if not words:
        return None
    found = owners.find(work.session, words, election.held_on)
    if found is None or found.person_id is None:
        raise Refused(_("Nobody here is called {name}.").format(name=words), "candidates")
    return found.person_id


def hold_again(
    work: Work, election_id: str | None, line: str, meeting: Meeting, item_id: str | None, audience: Audience
) -> str:  # fmt: skip
    """Take an election back and hold it as its line says now, by who could vote then; its key. Refused as `record`."""
    before = work.session.get(Election, election_id) if election_id else None
    again = (before.id, before.voters) if before else None
    if again:
        remove(work, again[0])
        work.session.flush()
    draft = understand(work.session, line, meeting)
    return record(work, draft, meeting_id=meeting.id, item_id=item_id, audience=audience, again=again)


def _since(session: Session, election: Election) -> Sequence[Election]:
    """The later elections to the same post, the earliest first: what they opened and closed went by this one."""
    is_later = or_(
        Election.held_on > election.held_on, and_(Election.held_on == election.held_on, Election.id > election.id)
    )
    later = select(Election).where(Election.post_id == election.post_id, is_later, versions.stands(Election))
    return session.scalars(later.order_by(Election.held_on, Election.id)).all()


def _seat_again(work: Work, elections: Sequence[Election], post: Post) -> None:
    """Seat elections that were unseated, by what is before them now."""
    for election in elections:
        work.session.flush()
        _seat(work, election, post, ballots.stood(work.session, election.id))


def _seat(work: Work, election: Election, post: Post, stood: Sequence[Candidate]) -> None:
    """Close what an election ends and open what it begins, but what it has opened before."""
    goes_on = or_(Membership.end_on.is_(None), Membership.end_on > election.held_on)
    own = {one.person_id: one.membership_id for one in stood if one.made_membership and one.membership_id}
    after = [election.id, *(later.id for later in _since(work.session, election))]
    opened = select(Candidate.membership_id).where(Candidate.election_id.in_(after), Candidate.made_membership)
    is_before = Membership.id.not_in(opened.where(Candidate.membership_id.is_not(None)))
    holders = work.session.scalars(
        select(Membership).where(_holds(post), posts.current(election.held_on), goes_on, is_before)
    ).all()
    winners = {one.person_id for one in stood if one.elected}
    losers = {one.person_id for one in stood if not one.elected}
    is_all_up = election.seats == 1 or len(holders) <= election.seats
    for held in holders:
        if held.person_id not in winners and (is_all_up or held.person_id in losers):
            _close(work, election, held)
    kept = {held.person_id: held.id for held in holders}
    for one in stood:
        if one.elected and one.person_id:
            one.made_membership = one.person_id not in kept
            one.membership_id = (
                kept.get(one.person_id) or own.get(one.person_id) or _open(work, election, post, one.person_id)
            )
    spare = [key for person_id, key in own.items() if person_id in kept]
    work.session.execute(delete(Membership).where(Membership.id.in_(spare)))


def _close(work: Work, election: Election, held: Membership) -> None:
    work.session.add(
        ElectionEnd(
            id=work.new_id(), election_id=election.id, membership_id=held.id, end_on=held.end_on,
            end_reason=held.end_reason,
        )
    )  # fmt: skip
    held.end_on, held.end_reason = _last_day(election, held), _("Election")


def _unseat(session: Session, election: Election) -> None:
    """What an election closed is as it was before, unless its end was changed since."""
    for was in session.scalars(select(ElectionEnd).where(ElectionEnd.election_id == election.id)).all():
        held = session.get_one(Membership, was.membership_id)
        if held.end_on == _last_day(election, held):
            held.end_on, held.end_reason = was.end_on, was.end_reason
        session.delete(was)
    session.flush()


def _last_day(election: Election, held: Membership) -> date:
    """The last day of a membership that an election closes."""
    return max(election.held_on, held.start_on or election.held_on)


def _holds(post: Post) -> ColumnElement[bool]:
    """Whoever has the post, or the role that it is where their membership names no post."""
    by_role = and_(Membership.post_id.is_(None), Membership.role == post.role) if post.role in _OFFICES else None
    has_post = Membership.post_id == post.id
    held = has_post if by_role is None else or_(has_post, by_role)
    return and_(Membership.organization_id == post.organization_id, held)


def _open(work: Work, election: Election, post: Post, person_id: str) -> str:
    row = Membership(
        id=work.new_id(), person_id=person_id, organization_id=post.organization_id, post_id=post.id, role=post.role,
        votes=post.role in _OFFICES, start_on=election.held_on,
    )  # fmt: skip
    work.session.add(row)
    work.session.flush()
    return row.id


def remove(work: Work, election_id: str) -> None:
    """An election was no election: what it opened and made is taken away, what it closed is as it was before.

    Later elections to the post are seated as if it had not been. A membership whose end was changed since, and a
    person or post that something else refers to by now, stay.
    """
    election = work.session.get(Election, election_id)
    if election is None:
        return
    session, stood = work.session, ballots.stood(work.session, election_id)
    after, post = _since(session, election), session.get(Post, election.post_id) if election.post_id else None
    for each in (*reversed(after), election):
        _unseat(session, each)
    opened = [one.membership_id for one in stood if one.made_membership and one.membership_id]
    added = [one.person_id for one in stood if one.made_person and one.person_id]
    others = select(Election).where(Election.post_id == election.post_id, Election.id != election_id)
    heir = session.scalar(others.limit(1)) if election.made_post else None
    if heir:
        heir.made_post = True
    post_id = election.post_id if election.made_post else None
    session.flush()
    session.delete(election)  # candidates and ends go with it
    session.execute(delete(Membership).where(Membership.id.in_(opened)))
    session.expire_all()
    if post:
        _seat_again(work, after, post)
    session.flush()
    for person_id in added:
        _take_away(session, Person, person_id)
    if post_id:
        _take_away(session, Post, post_id)


def correct(work: Work, dropped: Sequence[str], added: Sequence[str]) -> None:
    """An approved correction took elections out and put others in: each post is held as if only the others had been.

    The elections stay, for the version before holds them.
    """
    session = work.session
    touched = [session.get_one(Election, key) for key in (*added, *dropped)]
    for post_id in dict.fromkeys(election.post_id for election in touched if election.post_id):
        here = sorted((each for each in touched if each.post_id == post_id), key=lambda each: (each.held_on, each.id))
        line = sorted({*here, *_since(session, here[0])}, key=lambda each: (each.held_on, each.id))
        for each in reversed(line):
            _unseat(session, each)
        for each in here:
            _forget(session, each)
        if post := session.get(Post, post_id):
            _seat_again(work, [each for each in line if each.id not in dropped], post)


def _forget(session: Session, election: Election) -> None:
    """Take away what an election opened."""
    stood = ballots.stood(session, election.id)
    opened = [one.membership_id for one in stood if one.made_membership and one.membership_id]
    for one in stood:
        one.membership_id, one.made_membership = None, False
    session.flush()
    session.execute(delete(Membership).where(Membership.id.in_(opened)))
    session.expire_all()


def _take_away(session: Session, model: type[Person | Post], key: str) -> None:
    """Delete what an election made, unless something else refers to it or was written about it since."""
    row = session.get(model, key)
    is_written_of = isinstance(row, Person) and bool(row.summary)
    if row is not None and not is_written_of and not references.counts(session, model.__tablename__, key):
        session.delete(row)


def line(session: Session, election_id: str) -> str:
    """An election as the line that says it, to be put right."""
    election = session.get_one(Election, election_id)
    names = {row.id: row.name for row in session.execute(select(Person.id, Person.name))}
    stood = ballots.stood(session, election_id)
    lost = {one.votes for one in stood if not one.elected}
    candidates = tuple(
        CandidateDraft(
            one.name, one.person_id, one.votes, names.get(one.proposer_id or "", ""),
            names.get(one.seconder_id or "", ""), one.elected and one.votes in lost,
        )
        for one in stood
    )  # fmt: skip
    how = election.how if ballotline.read(f"X {election.how}:").how else ""
    return ballotline.write(ElectionDraft(election.label, election.seats, how, candidates))
