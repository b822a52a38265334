"""Briefings: one page on each of the people that somebody is about to meet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from villagedesk.core.dates import show_date, show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.packs.blocks import (
    Block,
    Bullets,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Para,
    RowGroup,
    Span,
    Spans,
    Table,
    text,
)
from villagedesk.packs.build import print_blocks
from villagedesk.packs.preview import Preview
from villagedesk.records.briefing import Briefing
from villagedesk.records.packs import Imprint, PackAction


def build_pdf(briefings: Sequence[Briefing], group: str, as_at: date) -> bytes:
    """A page for each, as a PDF; equal briefings give equal bytes."""
    title = briefings[0].name if len(briefings) == 1 else _("{n} people").format(n=len(briefings))
    imprint = Imprint(
        title=_("Briefing: {name}").format(name=title),
        group=group,
        as_at=as_at,
        foot=_("{group}, briefing").format(group=group),
        foot_end=", " + _("as at {date}").format(date=show_date(as_at)),
    )
    fitted = [_fitted(one, imprint) for one in briefings]
    return print_blocks([block for n, one in enumerate(fitted, 1) for block in blocks(one, n, as_at)], imprint)


def _fitted(briefing: Briefing, imprint: Imprint) -> Briefing:
    """The briefing, with less of what was said, then of what was promised and asked, until it takes one page."""
    for said, promised, asked in ((5, 6, 4), (3, 6, 4), (3, 4, 3), (2, 3, 2), (1, 2, 1), (0, 2, 1)):
        shorter = replace(
            briefing,
            said=briefing.said[:said],
            theirs=briefing.theirs[:promised],
            ours=briefing.ours[:promised],
            questions=briefing.questions[:asked],
        )
        with Preview(print_blocks(blocks(shorter, 1, imprint.as_at), imprint)) as pages:
            if pages.page_count == 1:
                break
    return shorter


def blocks(briefing: Briefing, number: int, as_at: date) -> list[Block]:
    """One briefing; `number` keeps its anchors apart from the others'."""
    made: list[Block] = [Heading(1, briefing.name, f"briefing-{number}")]
    if briefing.do_not_contact:
        made.append(Para(text(_("Asked not to be contacted."), "strong")))
    if facts := _facts(briefing):
        made.append(Facts(tuple(facts)))
    sections: tuple[tuple[str, Block | None], ...] = (
        (_("Promised and not yet done"), _promises(briefing, as_at)),
        (_("Questions not answered"), _questions(briefing)),
        (_("Last in touch"), _said(briefing)),
    )
    for n, (title, content) in enumerate(sections, 1):
        if content is not None:
            made += [Heading(2, title, f"briefing-{number}-{n}"), content]
    if all(content is None for _title, content in sections):
        made.append(Para(text(_("Nothing is open, and nothing has been written down yet."), "soft")))
    return made


def _facts(briefing: Briefing) -> list[Fact]:
    met = ""
    if briefing.last_met:
        times = ngettext("{n} time in a year", "{n} times in a year", briefing.met).format(n=briefing.met)
        met = _("{times}, last on {date}").format(times=times, date=show_date(briefing.last_met))
    told: list[tuple[str, Spans]] = [
        (_("Now"), _lines(briefing.holds)),
        (_("Before"), _lines(briefing.held)),
        (_("About"), text(briefing.about)),
        (_("Reach"), _reach(briefing)),
        (_("Pronouns"), text(briefing.pronouns)),
        (_("Languages"), text(briefing.languages)),
        (_("We met"), text(met)),
    ]
    return [Fact(label, spans) for label, spans in told if any(span.text for span in spans)]


def _lines(lines: tuple[str, ...]) -> Spans:
    return text("\n".join(lines))


def _reach(briefing: Briefing) -> Spans:
    spans: list[Span] = []
    for contact in briefing.contacts:
        spans.append(Span(f"\n{contact.value}" if spans else contact.value))
        if contact.label:
            spans.append(Span(f" ({contact.label})", "soft"))
    return tuple(spans)


def _promises(briefing: Briefing, as_at: date) -> Table | None:
    sides = (
        (_("What they said they would do"), briefing.theirs, briefing.theirs_count),
        (_("What we said we would do"), briefing.ours, briefing.ours_count),
    )
    groups = tuple(
        RowGroup(tuple(_action(action, as_at) for action in actions), _counted(title, len(actions), count))
        for title, actions, count in sides
        if actions
    )
    columns = (Column(_("No."), 4.5), Column(_("What")), Column(_("By"), 10))
    return Table(columns, groups) if groups else None


def _counted(title: str, shown: int, count: int) -> str:
    return _("{title} ({shown} of {count})").format(title=title, shown=shown, count=count) if shown < count else title


def _action(action: PackAction, as_at: date) -> tuple[Cell, ...]:
    if action.due is None:
        by = text(_("No date"), "soft")
    elif action.due < as_at:
        by = text(_("{date}, late").format(date=show_date_short(action.due)), "strong")
    else:
        by = text(show_date_short(action.due))
    return Cell(text(action.number)), Cell(text(action.text)), Cell(by)


def _questions(briefing: Briefing) -> Bullets | None:
    if not briefing.questions:
        return None
    return Bullets(
        tuple(
            (
                Span(question.text),
                Span(" "),
                Span(
                    ngettext("Asked on {date}, {n} day ago.", "Asked on {date}, {n} days ago.", question.days).format(
                        date=show_date(question.asked_on), n=question.days
                    ),
                    "soft",
                ),
            )
            for question in briefing.questions
        )
    )


def _said(briefing: Briefing) -> Table | None:
    if not briefing.said:
        return None
    rows = tuple(
        (Cell(text(show_date_short(said.on_date))), Cell((Span(f"{said.what}. ", "soft"), Span(said.text))))
        for said in briefing.said
    )
    return Table((Column(_("When"), 9), Column(_("What"))), (RowGroup(rows),))
