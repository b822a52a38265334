"""A health check as it goes out to be scored, and what came of it on paper."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.scores import HIGHEST, LOWEST
from villagedesk.core.text import file_stem
from villagedesk.core.words import Side
from villagedesk.models import CheckStatement, Group, HealthCheck, Organization
from villagedesk.records.charts import Pair, Pairs
from villagedesk.records.forms import FieldKind, FormEntry, FormField, FormKind, FormPart, ReplyForm
from villagedesk.records.health import CheckCard, ComponentResult, HealthPaper, StatementResult, show_mean


def score_words() -> dict[int, str]:
    """What the scores mean."""
    return {
        1: _("1, not at all"),
        2: _("2, a little"),
        3: _("3, in part"),
        4: _("4, mostly"),
        5: _("5, wholly"),
    }


def side_words(group: str, body: str) -> dict[Side, str]:
    """How the two sides are called."""
    return {Side.OURS: group, Side.THEIRS: body or _("The other side")}


def asked() -> tuple[FormField, ...]:
    """What is asked of each statement."""
    choices = tuple((str(value), words) for value, words in score_words().items())
    return (
        FormField("score", _("How far is this so?"), FieldKind.CHOICE, choices),
        FormField("comment", _("Comment"), FieldKind.LINES),
        FormField("evidence", _("What shows it"), FieldKind.LINE),
    )


def form(session: Session, check_id: str) -> ReplyForm:
    """A round to be scored, the same for both sides. Refused when there is none."""
    check = session.get(HealthCheck, check_id, execution_options={"binned": True})
    if check is None:
        raise Refused(_("That health check is no longer here."))
    group = session.scalars(select(Group)).one()
    body = session.get(Organization, check.organization_id) if check.organization_id else None
    sides = side_words(group.name, body.name if body else "")
    intro = [
        _("How well do {group} and {body} work together? Each side scores the same statements; then both look at "
          "where they differ.").format(group=group.name, body=body.name if body else _("the other side")),
        _("Score each from {lowest} (not at all) to {highest} (wholly). Leave out what you cannot say.").format(
            lowest=LOWEST, highest=HIGHEST
        ),
    ]  # fmt: skip
    if check.reply_by:
        intro.append(_("Please reply by {date}.").format(date=show_date(check.reply_by)))
    return ReplyForm(
        kind=FormKind.HEALTH_CHECK,
        id=check.id,
        title=check.title,
        group=group.name,
        as_at=check.opened_on,
        language=group.language,
        intro=tuple(intro),
        how=_("Save the reply, then send the file back by e-mail."),
        head=(
            FormField("name", _("Your name"), FieldKind.LINE),
            FormField("side", _("You answer for"), FieldKind.CHOICE, tuple((s.value, w) for s, w in sides.items())),
            FormField("on", _("Date"), FieldKind.DATE),
        ),
        asked=asked(),
        parts=_parts(session, check_id),
    )


def _parts(session: Session, check_id: str) -> tuple[FormPart, ...]:
    rows = session.scalars(
        select(CheckStatement).where(CheckStatement.check_id == check_id).order_by(CheckStatement.position)
    )
    parts: dict[str, list[FormEntry]] = {}
    for number, row in enumerate(rows, 1):
        parts.setdefault(row.component, []).append(FormEntry(row.id, row.text, f"{number}."))
    return tuple(FormPart(title, tuple(entries)) for title, entries in parts.items())


def form_pdf(content: ReplyForm, *, on_paper: bool = False) -> bytes:
    """The form as a PDF to fill in, or as sheets to print, with boxes to tick."""
    from villagedesk.packs.health import build_form

    return build_form(content, on_paper=on_paper)


def form_html(content: ReplyForm) -> bytes:
    """The form as one page for any browser, which saves a reply file."""
    from villagedesk.exchange.replyform import as_html

    return as_html(content)


def form_name(content: ReplyForm, suffix: str) -> str:
    """What the form's file is offered to be called."""
    return f"{file_stem(f'{content.title}, {content.group}')}.{suffix}"


def result(card: CheckCard) -> HealthPaper:
    """What came of a round: both sides side by side, with what they said as far as the card has it."""
    sides, chart = side_words(card.group, card.their_name), components_chart(card)
    said = said_chart(chart) if chart else ""
    return HealthPaper(card, sides[Side.OURS], sides[Side.THEIRS], sum_up(card), chart, said)


def result_pdf(paper: HealthPaper) -> bytes:
    """The result as a PDF; equal results give equal bytes."""
    from villagedesk.packs.health import build_result

    return build_result(paper)


def result_name(card: CheckCard) -> str:
    """What the result's file is offered to be called."""
    return f"{file_stem(_('{title}, result').format(title=card.row.title))}.pdf"


def components_chart(card: CheckCard) -> Pairs | None:
    """Both sides over each component; None while nobody has scored, or where there are no components."""
    if not any(one.name for one in card.components):
        return None
    return _pairs(card, card.components)


def statements_chart(card: CheckCard, component: ComponentResult) -> Pairs | None:
    """Both sides over each statement of a component."""
    return _pairs(card, component.statements)


def _pairs(card: CheckCard, results: tuple[ComponentResult, ...] | tuple[StatementResult, ...]) -> Pairs | None:
    if not any(one.now.ours or one.now.theirs for one in results):
        return None
    sides = side_words(card.group, card.their_name)
    return Pairs(
        tuple(
            Pair(
                _label(one),
                one.now.ours.shown if one.now.ours else None,
                one.now.theirs.shown if one.now.theirs else None,
            )
            for one in results
        ),
        sides[Side.OURS],
        sides[Side.THEIRS],
        LOWEST,
        HIGHEST,
    )


def _label(one: ComponentResult | StatementResult) -> str:
    return one.text if isinstance(one, StatementResult) else one.name or _("Other statements")


def said_chart(chart: Pairs) -> str:
    """What a chart of both sides shows, in words."""
    told = _("{label}: {ours} {our_score}, {theirs} {their_score}")
    return "; ".join(
        told.format(
            label=pair.label,
            ours=chart.ours,
            theirs=chart.theirs,
            our_score=_score(pair.ours),
            their_score=_score(pair.theirs),
        )
        for pair in chart.pairs
    )


def _score(value: float | None) -> str:
    return _("not scored") if value is None else f"{value:.1f}"


def sum_up(card: CheckCard) -> str:
    """A round in a sentence or two: who has scored, both means, and where the two are furthest apart."""
    row, sides = card.row, side_words(card.group, card.their_name)
    told = [
        _("{side}: {mean} from {n} who scored.").format(side=sides[side], mean=show_mean(one), n=one.people)
        for side, one in ((Side.OURS, row.means.ours), (Side.THEIRS, row.means.theirs))
        if one
    ]
    if not told:
        return _("Nobody has scored yet.")
    gaps = [(one.now.gap, one.text) for one in card.statements if one.now.gap]
    if gaps:
        gap, text = max(gaps, key=lambda found: found[0])
        told.append(_("Furthest apart, by {gap}: {text}").format(gap=f"{gap:.1f}", text=text))
    return " ".join(told)
