"""The fields of a promise and of a deal as they are typed, and how their rows are told in lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from villagedesk.core.dates import show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.promises import PromiseState
from villagedesk.core.words import Side
from villagedesk.records.deals import DealDraft, DealRow, DealState
from villagedesk.records.promises import PromiseDraft, PromiseRow, standing_words
from villagedesk.services import group
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field, Form
from villagedesk.ui.partnership.kept import TONES
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowmodel import Column

Today = Callable[[], date]
_HALVES_FROM = 340


def side_words() -> dict[Side, str]:
    """Which side, in a word."""
    return {Side.OURS: _("Us"), Side.THEIRS: _("The council"), Side.JOINT: _("Both together")}


def promise_form(today: Today, draft: PromiseDraft) -> Form[PromiseDraft]:
    """The form of a promise."""
    sides: list[tuple[Side | None, str]] = [(None, _("As whoever promised")), *side_words().items()]
    return Form(
        [
            Field("text", _("&What was promised"), partial(Text, lines=2)),
            Field("organization_id", _("Which &body promised"), partial(Pick, _("A council, a department, or us"))),
            Field("owner_id", _("&Who promised"), partial(Pick, _("A person, if it was one"))),
            Field("promised_to_id", _("Promised &to"), partial(Pick, _("A body, when it was us who promised"))),
            Field("side", _("W&hose promise it is"), partial(Choice, sides)),
            Field("raised_on", _("Promised &on"), partial(DateLine, today), half=True),
            Field("due_on", _("B&y"), partial(DateLine, today), half=True),
            Field("deal_id", _("Part of the d&eal"), partial(Pick, _("None"))),
            Field("audience", _("Who may &see it"), partial(Choice, list(group.audience_words().items()))),
        ],
        draft,
        halves_from=_HALVES_FROM,
    )


def promise_draft(row: PromiseRow) -> PromiseDraft:
    """A promise as the form shows it."""
    return PromiseDraft(
        text=row.text,
        owner_id=row.owner_id,
        organization_id=row.organization_id,
        promised_to_id=row.promised_to_id,
        side=row.side,
        raised_on=row.raised_on,
        due_on=row.due_on,
        deal_id=row.deal_id,
        audience=row.audience,
    )


def deal_form(today: Today, draft: DealDraft) -> Form[DealDraft]:
    """The form of a deal."""
    return Form(
        [
            Field("title", _("T&itle"), partial(Text, lines=1)),
            Field("title_cy", _("Title in &Welsh"), Line),
            Field("organization_id", _("&With which body"), partial(Pick, _("A council or a department"))),
            Field("purpose", _("What it is &for"), partial(Text, lines=2)),
            Field("agreed_on", _("Agreed &on"), partial(DateLine, today), half=True),
            Field("review_on", _("Re&view on"), partial(DateLine, today), half=True),
            Field("decision_id", _("&Decided as"), partial(Pick, _("A decision of ours"))),
            Field("audience", _("Who may s&ee it"), partial(Choice, list(group.audience_words().items()))),
        ],
        draft,
        halves_from=_HALVES_FROM,
    )


def deal_draft(row: DealRow) -> DealDraft:
    """A deal as the form shows it."""
    return DealDraft(
        title=row.title,
        title_cy=row.title_cy,
        purpose=row.purpose,
        organization_id=row.organization_id,
        agreed_on=row.agreed_on,
        review_on=row.review_on,
        decision_id=row.decision_id,
        audience=row.audience,
    )


def standing_badge(row: PromiseRow) -> tuple[str, Tone]:
    """How a promise stands, with its day; "Not done by 18 December 2026"."""
    return standing_words(row.standing, row.counts_on, row.done_on, row.released_on), TONES[row.standing]


def promise_columns() -> tuple[Column[PromiseRow], ...]:
    """What was promised and by whom, how it stands."""
    return (
        Column(_("Promise"), lambda row: row.text, sort="text", second=_who),
        Column(
            _("By"),
            lambda row: show_date_short(row.counts_on) if row.counts_on else _("No date"),
            sort="due",
            width=19,
            second=lambda row: _short(row)[0],
            badge=_short,
        ),
    )


def _who(row: PromiseRow) -> str:
    """ "26/31. Rob Tanner, Parks and open spaces" ."""
    of = row.body if row.side is not Side.OURS and row.body != row.maker else ""
    by = ", ".join(part for part in (row.maker or side_words()[row.side], of) if part)
    to = _("{maker} to {body}").format(maker=by, body=row.body) if row.side is Side.OURS and row.body else by
    return f"{row.number}. {to}" if row.number else to


def _short(row: PromiseRow) -> tuple[str, Tone]:
    words = {
        PromiseState.OPEN: _("Renegotiated, open") if row.renegotiated else _("Open"),
        PromiseState.DONE: _("Done"),
        PromiseState.RENEGOTIATED: _("Done, renegotiated"),
        PromiseState.DONE_LATE: _("Done late"),
        PromiseState.NOT_DONE: _("Not done"),
        PromiseState.RELEASED: _("Released"),
    }
    return words[row.standing], TONES[row.standing]


def deal_badge(row: DealRow, today: date) -> tuple[str, Tone]:
    """How far a deal has come."""
    match row.state(today):
        case DealState.ENDED:
            return _("Ended"), ""
        case DealState.REVIEW:
            return _("Review due"), "soon"
        case DealState.DRAFTED:
            return _("Not agreed yet"), "neutral"
        case DealState.RUNNING:
            return _("Running"), "kept"


def deal_columns(today: Today) -> tuple[Column[DealRow], ...]:
    """The deal and with whom, how its promises stand, when it is looked at again."""
    return (
        Column(_("Deal"), lambda row: row.title, sort="title", second=_with_whom),
        Column(
            _("Review"),
            lambda row: show_date_short(row.review_on) if row.review_on else _("Not set"),
            sort="review",
            width=19,
            second=lambda row: deal_badge(row, today())[0],
            badge=lambda row: deal_badge(row, today()),
        ),
    )


def _with_whom(row: DealRow) -> str:
    total = row.ours.total + row.theirs.total + row.joint.total
    count = ngettext("{n} promise", "{n} promises", total).format(n=total)
    return ", ".join(part for part in (row.body, count) if part)
