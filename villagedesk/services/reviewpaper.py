"""A review round as it goes out: the PDF form, the page for a browser, the sheets to tick, the e-mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import file_stem
from villagedesk.core.words import ActionStatus
from villagedesk.models import Action, Group, Person, Reply, Review, ReviewItem
from villagedesk.records.forms import FieldKind, FormEntry, FormField, FormKind, FormPart, FormSection, ReplyForm
from villagedesk.records.mail import Mailbox, OutMail
from villagedesk.records.reviews import Finding, FrontPart, ReviewPaper
from villagedesk.services import consent, group, reviewfront, reviews
from villagedesk.services.redact import View
from villagedesk.services.reviewfront import Trail, state_words

_MOST_FINDINGS = 6  # of one sort: the first page is one page


def items(session: Session, review_id: str) -> list[ReviewItem]:
    """The actions of a round as they went out, in order."""
    wanted = select(ReviewItem).where(ReviewItem.review_id == review_id)
    return list(session.scalars(wanted.order_by(ReviewItem.position)))


def _seen(session: Session, review_id: str, view: View) -> list[ReviewItem]:
    """The items of a round without those whose action was kept from its readers since."""
    shown = items(session, review_id)
    wanted = select(Action.id, Action.audience).where(Action.id.in_([item.action_id for item in shown]))
    marks = {row.id: row.audience for row in session.execute(wanted.execution_options(binned=True))}
    return [item for item in shown if view.sees(marks.get(item.action_id or ""))]


def asked() -> tuple[FormField, ...]:
    """What a round asks of each action."""
    return (
        FormField("seen", _("Seen"), FieldKind.TICK),
        FormField(
            "status", _("I propose"), FieldKind.CHOICE,
            tuple((status.value, words) for status, words in reviews.status_words().items()),
        ),
        FormField("due", _("New date"), FieldKind.DATE),
        FormField("comment", _("Comment"), FieldKind.LINES),
    )  # fmt: skip


def paper(session: Session, review_id: str) -> ReviewPaper:
    """A round as it goes out, drawn up from what was known on its day. Refused when there is none."""
    review = session.get(Review, review_id, execution_options={"binned": True})
    if review is None:
        raise Refused(_("That review is no longer here."))
    own = session.scalars(select(Group)).one()
    view = View(review.audience, own.two_bodies)
    shown = _seen(session, review_id, view)
    known = reviewfront.trails(session, shown, review, view)
    front = tuple(map(_shortened, reviewfront.parts(session, review, shown, known, view)))
    asked_ones = reviews.of_round(session, review_id) if review.audience in reviewfront.INSIDE else []
    form = ReplyForm(
        kind=FormKind.REVIEW,
        id=review.id,
        title=review.title,
        group=own.name,
        as_at=review.made_on,
        language=own.language,
        intro=_intro(review),
        sections=tuple(_section(part) for part in front),
        how=_("Save the reply, then send the file back by e-mail."),
        head=(
            FormField("name", _("Your name"), FieldKind.LINE), FormField("on", _("Date"), FieldKind.DATE),
        ),
        asked=asked(),
        parts=_parts(shown, known, review.made_on),
        names=tuple(one.name for one in asked_ones),
    )  # fmt: skip
    audience = group.card(session).audience_names[review.audience]
    return ReviewPaper(form, front, _("For: {audience}").format(audience=audience), review.since_on)


def _intro(review: Review) -> tuple[str, ...]:
    lines = [
        _(
            "These are our actions as at {date}. Nothing changes before the secretary has taken what you propose."
        ).format(date=show_date(review.made_on))
    ]
    if review.reply_by:
        lines.append(_("Please reply by {date}. Only what you want to say needs an answer.").format(
            date=show_date(review.reply_by)
        ))  # fmt: skip
    return tuple(lines)


def _shortened(part: FrontPart) -> FrontPart:
    """What is to be decided whole, and of the rest as much as there is room for; what is left out by its number."""
    rest = [one for one in part.findings if not one.is_to_decide][_MOST_FINDINGS:]
    if not rest:
        return part
    numbers = ", ".join(one.number for one in rest)
    more = ngettext("And {n} more: {numbers}.", "And {n} more: {numbers}.", len(rest)).format(
        n=len(rest), numbers=numbers
    )
    shown = tuple(one for one in part.findings if one not in rest)
    return FrontPart(part.key, part.title, (*shown, Finding("", more)))


def _section(part: FrontPart) -> FormSection:
    return FormSection(part.title, tuple(f"{one.number} {one.text}{one.after}".strip() for one in part.findings))


def _parts(shown: Sequence[ReviewItem], known: dict[str, Trail], on: date) -> tuple[FormPart, ...]:
    titles = {
        "late": _("Late"), ActionStatus.OPEN: _("Open"), ActionStatus.WAITING: _("Waiting"),
        ActionStatus.DONE: _("Done"), ActionStatus.DROPPED: _("Dropped"),
    }  # fmt: skip
    groups: dict[str, list[FormEntry]] = {title: [] for title in titles.values()}
    for item in shown:
        is_late = item.status in (ActionStatus.OPEN, ActionStatus.WAITING) and item.due_on and item.due_on < on
        groups[titles["late"] if is_late else titles[item.status]].append(_entry(item, known.get(item.action_id or "")))
    return tuple(FormPart(title, tuple(entries)) for title, entries in groups.items() if entries)


def _entry(item: ReviewItem, trail: Trail | None) -> FormEntry:
    """An action with its owner, date and state, and the last word on it."""
    said = [item.owner or _("Nobody yet")]
    if item.status in (ActionStatus.OPEN, ActionStatus.WAITING):
        said.append(_("by {date}").format(date=show_date(item.due_on)) if item.due_on else _("no date"))
    if trail and trail.moved:
        said.append(_("date moved once") if trail.moved == 1 else _("date moved {n} times").format(n=trail.moved))
    said.append(state_words()[item.status].lower())
    notes = [", ".join(said)]
    if trail and trail.notes:
        last = trail.notes[-1]
        notes.append(_("{date}: {note}").format(date=show_date(last.at.date()), note=last.text))
    return FormEntry(item.id, item.text, item.number, tuple(notes))


def entries(session: Session, review: Review) -> dict[str, FormEntry]:
    """Each item as it went out, by its key, those that were kept from its readers since too."""
    shown = items(session, review.id)
    view = View(review.audience, session.scalars(select(Group.two_bodies)).one())
    known = reviewfront.trails(session, shown, review, view)
    return {item.id: _entry(item, known.get(item.action_id or "")) for item in shown}


def as_printed(entry: FormEntry) -> FormEntry:
    """An entry in the words that a PDF shows: signs that the font lacks are said in words."""
    from villagedesk.packs.markup import plain

    return replace(entry, number=plain(entry.number), text=plain(entry.text), notes=tuple(map(plain, entry.notes)))


def pdf(content: ReviewPaper, *, on_paper: bool = False) -> bytes:
    """The round as a PDF form, or as sheets to print, with boxes to tick; equal rounds give equal bytes."""
    from villagedesk.packs.review import build_pdf

    return build_pdf(content, on_paper=on_paper)


def html(content: ReviewPaper) -> bytes:
    """The round as one page for any browser, which saves a reply file."""
    from villagedesk.exchange.replyform import as_html

    return as_html(content.form)


def file_name(content: ReviewPaper, suffix: str) -> str:
    """What its file is offered to be called."""
    return f"{file_stem(f'{content.form.title}, {content.form.group}')}.{suffix}"


def mail(session: Session, review_id: str) -> OutMail:
    """The e-mail that sends the round, in both forms, to those who have not replied; nobody sees the others' addresses.

    It goes to nobody by itself: it is saved, opened in a mail program and sent there. Refused without an address.
    """
    content = paper(session, review_id)
    replied = set(session.scalars(select(Reply.reviewer_id).where(Reply.review_id == review_id)))
    to = []
    for one in reviews.of_round(session, review_id):
        person = session.get(Person, one.person_id) if one.person_id else None
        if one.id not in replied and one.email and (person is None or consent.may_contact(person)):
            to.append(Mailbox(one.name, one.email))
    if not to:
        raise Refused(_("Nobody with an e-mail address is left to ask."), "reviewers")
    own = session.scalars(select(Group)).one()
    lines = [
        _("Hello,"),
        *content.form.intro,
        _(
            "There are two forms of it; use the one you like. The PDF: fill it in, save it, and send it back. The web "
            "page: open it, fill it in, press “Save the reply”, and send back the file that it saves. Or simply "
            "answer this e-mail: “26/31 done; 26/28 move to 12 Jan”."
        ),
        own.name,
    ]
    return OutMail(
        sender=Mailbox(own.name, own.email) if own.email else None,
        blind=tuple(to),
        subject=f"{content.form.title}, {own.name}",
        text="\n\n".join(lines) + "\n",
        files=(
            (file_name(content, "pdf"), "application/pdf", pdf(content)),
            (file_name(content, "html"), "text/html", html(content)),
        ),
    )


def eml(message: OutMail) -> bytes:
    """The e-mail as a file that a mail program opens to be sent."""
    from villagedesk.exchange.eml_out import as_eml

    return as_eml(message)
