"""The annual general meeting, planned back from its date as actions, and its papers."""

from __future__ import annotations

from dataclasses import fields
from datetime import date, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date, show_day, show_time
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import Delivery, MeetingKind, Role, Side
from villagedesk.models import Action, Group, Meeting, Membership, Person, Post
from villagedesk.records.actions import ActionDraft
from villagedesk.records.agm import AgmDraft, AgmPlan, AgmStep
from villagedesk.records.minutespaper import GeneralMeeting
from villagedesk.services import actions, actionsteps, constitution, filenames, posts
from villagedesk.store.writer import Work

KINDS = (MeetingKind.AGM, MeetingKind.GENERAL)
_OFFICES = (Role.CHAIR, Role.SECRETARY, Role.TREASURER, Role.TRUSTEE, Role.COMMITTEE)
_MOST_DAYS = 400


def plan(session: Session, meeting_id: str, today: date, draft: AgmDraft) -> AgmPlan:
    """The steps to a general meeting, worked back from its date.

    The notice goes by the day that the constitution asks for; where it asks for nothing, so many days before as the
    draft says. Refused when the meeting is gone or is no general meeting, and for days that are no number.
    """
    meeting = _meeting(session, meeting_id)
    state = constitution.notice(session, meeting_id)
    latest = state.send_by[Delivery.EMAIL] if state else None
    wanted: list[tuple[str, date, str]] = []
    for field in fields(AgmDraft):
        days = getattr(draft, field.name)
        if field.name == "notice_days" and latest is not None:
            wanted.append((field.name, latest, _("As your constitution says, when it goes by e-mail")))
        elif days is not None:
            if not 0 <= days <= _MOST_DAYS:
                raise Refused(_("Days are a number from 0 to {most}.").format(most=_MOST_DAYS), field.name)
            why = ngettext("{n} day before", "{n} days before", days).format(n=days)
            wanted.append((field.name, meeting.on_date - timedelta(days=days), why))
    known = _known(session, meeting_id)
    titles = step_words()
    steps = [_step(name, titles[name], due, why, known.get(titles[name]), today) for name, due, why in wanted]
    return AgmPlan(
        meeting_id=meeting_id,
        on_date=meeting.on_date,
        steps=tuple(sorted(steps, key=lambda step: step.due)),
        clause=state.clause if state else "",
        voters=len(constitution.voters(session, meeting_id)),
        posts=_posts(session, meeting),
    )


def step_words() -> dict[str, str]:
    """What the steps are called in the action log."""
    return {
        "open_days": _("Open nominations for the annual general meeting"),
        "close_days": _("Close nominations for the annual general meeting"),
        "accounts_days": _("Have the accounts examined for the annual general meeting"),
        "reports_days": _("Gather the reports for the annual general meeting"),
        "notice_days": _("Send the notice of the annual general meeting"),
        "papers_days": _("Send the papers for the annual general meeting"),
    }


def _step(name: str, text: str, due: date, why: str, action: Action | None, today: date) -> AgmStep:
    done = action is not None and action.status not in actionsteps.OPEN
    return AgmStep(
        name=name,
        text=text,
        due=due,
        why=why,
        action_id=action.id if action else None,
        is_done=done,
        is_planned=action is not None and action.status in actionsteps.OPEN and action.due_on == due,
        is_past=due < today and not done,
    )


def _known(session: Session, meeting_id: str) -> dict[str, Action]:
    rows = session.scalars(
        select(Action).where(Action.meeting_id == meeting_id, Action.text.in_(step_words().values()))
    )
    return {row.text: row for row in rows}


def write(work: Work, meeting_id: str, draft: AgmDraft) -> int:
    """Put the steps into the action log, or move those that are there to their new days; how many changed.

    What is done stays; so does whose each action is.
    """
    shown = plan(work.session, meeting_id, work.today, draft)
    meeting = _meeting(work.session, meeting_id)
    changed = 0
    for step in shown.steps:
        if step.is_done or step.is_planned:
            continue
        changed += 1
        if step.action_id is None:
            drafted = ActionDraft(step.text, due_on=step.due, side=Side.OURS, audience=meeting.audience)
            actions.add(work, drafted, meeting_id=meeting_id)
        else:
            why = _("The meeting is on {date}").format(date=show_date(meeting.on_date))
            actionsteps.move_due(work, step.action_id, step.due, why, meeting_id)
    return changed


def papers(session: Session, meeting_id: str, today: date, closes_on: date | None = None) -> GeneralMeeting:
    """What the voting roll, the sign-in sheet and the nomination form say. Refused as `plan`."""
    meeting = _meeting(session, meeting_id)
    group = session.scalars(select(Group)).one()
    when = show_day(meeting.on_date)
    if meeting.start_at:
        when = _("{day}, {time}").format(day=when, time=show_time(meeting.start_at))
    if closes_on is None:
        known = _known(session, meeting_id).get(step_words()["close_days"])
        closes_on = known.due_on if known else None
    people = constitution.voters(session, meeting_id)
    held = posts.held_by(session, [person.id for person in people], meeting.on_date)
    body = meeting.organization_id or posts.own_body(session)
    offices = {
        key: ", ".join(dict.fromkeys(card.words() for card in cards if card.organization_id == body))
        for key, cards in held.items()
    }
    return GeneralMeeting(
        group=group.name,
        legal_line=group.legal_line,
        language=group.language,
        as_at=today,
        title=meeting.title,
        when=when,
        place=meeting.place,
        on_date=meeting.on_date,
        voters=tuple((person.name, offices.get(person.id, "")) for person in people),
        posts=_posts(session, meeting),
        closes_on=closes_on,
        reach=tuple(filter(None, (", ".join(group.address.split("\n")), group.email))),
    )


def _posts(session: Session, meeting: Meeting) -> tuple[str, ...]:
    """The posts that the body's officers and committee hold on the day, and those that stand empty."""
    body = meeting.organization_id or posts.own_body(session)
    labels = session.scalars(
        select(Post.label).where(Post.organization_id == body, Post.role.in_(_OFFICES)).order_by(Post.role, Post.label)
    )
    held = session.scalars(
        select(Membership)
        .join(Person, Person.id == Membership.person_id)
        .where(Membership.organization_id == body, Membership.role.in_(_OFFICES), posts.current(meeting.on_date))
    )
    words = posts.role_words()
    found = dict.fromkeys(labels)
    for row in held:
        if row.post_id is None:
            found.setdefault(row.label or words[row.role])
    return tuple(label for label in found if label)


def _meeting(session: Session, meeting_id: str) -> Meeting:
    found = session.get(Meeting, meeting_id)
    if found is None:
        raise Refused(_("That meeting is no longer here."))
    if found.kind not in KINDS:
        raise Refused(_("Only a general meeting is planned like this."))
    return found


def roll_pdf(meeting: GeneralMeeting) -> bytes:
    """The voting roll on paper."""
    from villagedesk.packs import agm

    return agm.roll_pdf(meeting)


def sign_in_pdf(meeting: GeneralMeeting) -> bytes:
    """The sign-in sheet on paper."""
    from villagedesk.packs import agm

    return agm.sign_in_pdf(meeting)


def nomination_pdf(meeting: GeneralMeeting) -> bytes:
    """The nomination form on paper."""
    from villagedesk.packs import agm

    return agm.nomination_pdf(meeting)


def paper_name(words: str, meeting: GeneralMeeting) -> str:
    """What the file of a paper is offered to be called."""
    return filenames.of_meeting(words, meeting.title, meeting.on_date) + ".pdf"
