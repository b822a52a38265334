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
from villagedesk.services import attendance, ballotline, ballots, owners, people, posts, references, restriction, voting
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


def record(work: Work, draft: ElectionDraft, *, meeting_id: str, item_id: str | None, audience: Audience) -> str:
    """Record an election; its key. Who is elected holds the post from the meeting's date, who held it no longer does.

    Where a post has several seats, its holders stay unless they stood and lost, or all seats were up.
    Refused without a post, candidates or a quorum, when votes are missing or tied, and with more votes than voters.
    """
    meeting = work.session.get(Meeting, meeting_id)
    if meeting is None:
        raise Refused(_("That meeting is no longer here."))
    if not draft.post:
        raise Refused(_("Say which post: “Chair: Jane Smith”."), "post")
    winners = [one.name for one in elected(draft)]
    _check_votes(work.session, draft, meeting, item_id)
    post, is_new = _post(work, draft.post, meeting)
    election = Election(
        id=work.new_id(), meeting_id=meeting_id, item_id=item_id, post_id=post.id, label=post.label, seats=draft.seats,
        held_on=meeting.on_date, how=draft.how or _how(draft), audience=audience, made_post=is_new,
    )  # fmt: skip
    work.session.add(election)
    work.session.flush()
    stood = [_add_candidate(work, election, one, is_elected=one.name in winners) for one in draft.candidates]
    work.session.flush()
    _seat(work, election, post, stood)
    return election.id


def _check_votes(session: Session, draft: ElectionDraft, meeting: Meeting, item_id: str | None) -> None:
    """There must be a quorum, and a voter has as many votes as there are seats."""
    said = voting.rules(session, meeting)
    there, voters = attendance.listed(session, meeting.id), voting.here_for(session, meeting.id, item_id)
    if any(map(voting.is_in_room, there)):
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


def _seat(work: Work, election: Election, post: Post, stood: Sequence[Candidate]) -> None:
    goes_on = or_(Membership.end_on.is_(None), Membership.end_on > election.held_on)
    held_now = select(Membership).where(_holds(post), posts.current(election.held_on), goes_on)
    holders = list(work.session.scalars(held_now))
    winners = {one.person_id for one in stood if one.elected}
    losers = {one.person_id for one in stood if not one.elected}
    is_all_up = election.seats == 1 or len(holders) <= election.seats
    for held in holders:
        if held.person_id not in winners and (is_all_up or held.person_id in losers):
            work.session.add(
                ElectionEnd(
                    id=work.new_id(), election_id=election.id, membership_id=held.id, end_on=held.end_on,
                    end_reason=held.end_reason,
                )
            )  # fmt: skip
            held.end_on, held.end_reason = _last_day(election, held), _("Election")
    kept = {held.person_id: held.id for held in holders}
    for one in stood:
        if one.elected and one.person_id:
            one.made_membership = one.person_id not in kept
            one.membership_id = kept.get(one.person_id) or _open(work, election, post, one.person_id)


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

    A membership whose end was changed since, and a person or post that something else refers to by now, stay.
    """
    election = work.session.get(Election, election_id)
    if election is None:
        return
    session, stood = work.session, ballots.stood(work.session, election_id)
    opened = _open_again(session, election, stood)
    added = [one.person_id for one in stood if one.made_person and one.person_id]
    post_id = election.post_id if election.made_post else None
    session.flush()
    session.delete(election)  # candidates and ends go with it
    session.execute(delete(Membership).where(Membership.id.in_(opened)))
    session.flush()
    for person_id in added:
        _take_away(session, Person, person_id)
    if post_id:
        _take_away(session, Post, post_id)


def _open_again(session: Session, election: Election, stood: Sequence[Candidate]) -> list[str]:
    """What an election closed is as it was before; the memberships that it opened."""
    for was in session.scalars(select(ElectionEnd).where(ElectionEnd.election_id == election.id)):
        held = session.get_one(Membership, was.membership_id)
        if held.end_on == _last_day(election, held):
            held.end_on, held.end_reason = was.end_on, was.end_reason
    return [one.membership_id for one in stood if one.made_membership and one.membership_id]


def correct(work: Work, dropped: Sequence[str], added: Sequence[str]) -> None:
    """An approved correction took elections out and put others in: nobody holds a post by those, and by these anew.

    The elections stay, for the version before holds them.
    """
    session = work.session
    for key in (*added, *dropped):
        election, stood = session.get_one(Election, key), ballots.stood(session, key)
        opened = _open_again(session, election, stood)
        for one in stood:
            one.membership_id, one.made_membership = None, False
        session.flush()
        session.execute(delete(ElectionEnd).where(ElectionEnd.election_id == key))
        session.execute(delete(Membership).where(Membership.id.in_(opened)))
        session.expire_all()
    for key in added:
        election = session.get_one(Election, key)
        if election.post_id and (post := session.get(Post, election.post_id)):
            _seat(work, election, post, ballots.stood(session, key))
            session.flush()


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
