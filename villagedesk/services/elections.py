"""Elections in a meeting: who stood and who was elected, which opens and closes the dated memberships."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, and_, delete, func, or_, select
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import Role
from villagedesk.models import Candidate, Election, Meeting, Membership, Person, Post
from villagedesk.records.meetings import CandidateDraft, ElectionDraft
from villagedesk.records.people import PersonDraft
from villagedesk.services import attendance, ballotline, owners, people, posts, restriction, voting
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
    post = _post(work, draft.post, meeting)
    election = Election(
        id=work.new_id(), meeting_id=meeting_id, item_id=item_id, post_id=post.id, label=post.label, seats=draft.seats,
        held_on=meeting.on_date, how=draft.how or _how(draft), audience=audience,
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


def _post(work: Work, label: str, meeting: Meeting) -> Post:
    """The post of that name in the meeting's body, made where there is none."""
    body = meeting.organization_id or posts.own_body(work.session)
    if body is None:
        raise Refused(_("Say in the settings which organisation the group is: a post belongs to one."), "post")
    called = select(Post).where(Post.organization_id == body, func.fold(Post.label) == fold(label))
    found = work.session.scalar(called.limit(1))
    if found is None:
        roles = {fold(word): role for role, word in posts.role_words().items()}
        words = one_line(label)
        found = Post(
            id=work.new_id(), organization_id=body, label=words[:1].upper() + words[1:],
            role=roles.get(fold(label), Role.OTHER),
        )  # fmt: skip
        work.session.add(found)
        work.session.flush()
    return found


def _add_candidate(work: Work, election: Election, draft: CandidateDraft, *, is_elected: bool) -> Candidate:
    person_id = draft.person_id
    if is_elected and person_id is None:
        person_id = people.add_person(work, PersonDraft(draft.name))
    restriction.check(work.session, person_id, field="candidates")
    row = Candidate(
        id=work.new_id(), election_id=election.id, person_id=person_id, name=draft.name, votes=draft.votes,
        elected=is_elected, proposer_id=_person(work, draft.proposer, election),
        seconder_id=_person(work, draft.seconder, election),
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
    holders = list(work.session.scalars(select(Membership).where(_holds(post), posts.current(election.held_on))))
    winners = {one.person_id for one in stood if one.elected}
    losers = {one.person_id for one in stood if not one.elected}
    is_all_up = election.seats == 1 or len(holders) <= election.seats
    for held in holders:
        if held.person_id not in winners and (is_all_up or held.person_id in losers):
            held.end_on, held.end_reason = max(election.held_on, held.start_on or election.held_on), _("Election")
    kept = {held.person_id: held.id for held in holders}
    for one in stood:
        if one.elected and one.person_id:
            one.membership_id = kept.get(one.person_id) or _open(work, election, post, one.person_id)


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
    """An election was no election: what it opened is taken away, what it closed is open again."""
    election = work.session.get(Election, election_id)
    if election is None:
        return
    post = work.session.get(Post, election.post_id) if election.post_id else None
    stood = list(work.session.scalars(select(Candidate).where(Candidate.election_id == election_id)))
    opened = [one.membership_id for one in stood if one.membership_id]
    work.session.execute(delete(Candidate).where(Candidate.election_id == election_id))
    work.session.execute(
        delete(Membership).where(
            Membership.id.in_(opened), Membership.post_id == election.post_id, Membership.start_on == election.held_on
        )
    )
    if post:
        ended = select(Membership).where(
            _holds(post), Membership.end_on == election.held_on, Membership.end_reason == _("Election")
        )
        for held in work.session.scalars(ended):
            held.end_on, held.end_reason = None, ""
    work.session.delete(election)


def line(session: Session, election_id: str) -> str:
    """An election as the line that says it, to be put right."""
    election = session.get_one(Election, election_id)
    names = {row.id: row.name for row in session.execute(select(Person.id, Person.name))}
    stood = _stood(session, election_id)
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


def _stood(session: Session, election_id: str) -> Sequence[Candidate]:
    order = (Candidate.elected.desc(), Candidate.votes.desc(), Candidate.id)
    return session.scalars(select(Candidate).where(Candidate.election_id == election_id).order_by(*order)).all()


def words(session: Session, election: Election) -> tuple[str, str]:
    """What is minuted: "Jane Smith was elected, unopposed", and who else stood and by whom each was put forward."""
    stood = _stood(session, election.id)
    moved = {key for one in stood for key in (one.proposer_id, one.seconder_id) if key}
    names = {row.id: row.name for row in session.execute(select(Person.id, Person.name).where(Person.id.in_(moved)))}
    winners = [_counted(one) for one in stood if one.elected]
    text = ngettext("{names} was elected", "{names} were elected", len(winners)).format(names=_listed(winners))
    text = f"{text}, {election.how}" if election.how else text
    others = [_counted(one) for one in stood if not one.elected]
    said = [_("Also stood: {names}").format(names=_listed(others))] if others else []
    for one in stood:
        if by := _moved(names.get(one.proposer_id or "", ""), names.get(one.seconder_id or "", "")):
            said.append(f"{one.name}: {by}" if len(stood) > 1 else by[:1].upper() + by[1:])
    return text, ". ".join(said)


def _counted(one: Candidate) -> str:
    return one.name if one.votes is None else _("{name} ({n})").format(name=one.name, n=one.votes)


def _listed(names: Sequence[str]) -> str:
    return (
        _("{names} and {last}").format(names=", ".join(names[:-1]), last=names[-1])
        if len(names) > 1
        else "".join(names)
    )


def _moved(proposer: str, seconder: str) -> str:
    if proposer and seconder:
        return _("proposed by {proposer}, seconded by {seconder}").format(proposer=proposer, seconder=seconder)
    return _("proposed by {proposer}").format(proposer=proposer) if proposer else ""
