"""A deal on paper: what each side promised, in two columns, how it stands, and what each says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import zip_longest

from villagedesk.core.dates import show_date, show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.promises import Kept, PromiseState, Rate
from villagedesk.core.words import Side
from villagedesk.packs.blocks import (
    Badge,
    Blanks,
    Block,
    Callout,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Para,
    RowGroup,
    Spans,
    Table,
    Tone,
    text,
)
from villagedesk.packs.build import print_blocks
from villagedesk.records.deals import DealPaper, PaperAnswer, PaperPromise
from villagedesk.records.packs import Imprint
from villagedesk.records.promises import standing_words

_TONES: dict[PromiseState, Tone] = {
    PromiseState.DONE: "green",
    PromiseState.RENEGOTIATED: "green",
    PromiseState.DONE_LATE: "amber",
    PromiseState.NOT_DONE: "amber",
}


_UNEVEN = 2
"""How many times as many promises as the other a side may have, to stand beside them."""


def build_pdf(paper: DealPaper) -> bytes:
    """The paper as a PDF; equal papers give equal bytes."""
    imprint = Imprint(
        title=paper.title,
        group=paper.group,
        as_at=paper.as_at,
        foot=f"{paper.group}, {paper.title}",
        foot_end=", " + _("as at {date}").format(date=show_date(paper.as_at)),
    )
    return print_blocks(blocks(paper), imprint)


def blocks(paper: DealPaper) -> list[Block]:
    """The deal in a few facts, its promises in two columns, how they were kept, who signed, who recorded it."""
    made: list[Block] = [
        Heading(1, paper.title, "deal"),
        *([Para(text(paper.purpose))] if paper.purpose else []),
        *_facts(paper),
        *_promises(paper),
        *_kept(paper),
        *_to_sign(paper),
        Callout(_("Whose record this is"), text(paper.recorded), tone="plain"),
        *(
            Callout(_("What {body} said").format(body=paper.body), _answer(answer), tone="blue")
            for answer in paper.answers
        ),
    ]
    if paper.legal_line:
        made.append(Para(text(paper.legal_line, "small")))
    return made


def _answer(answer: PaperAnswer) -> Spans:
    """What was said, of which record, and what is another since."""
    on = show_date(answer.of)
    told = _("This is of the record as it stood on {date}.").format(date=on)
    if answer.changed:
        told = _("This is of the record as it stood on {date}; changed since: {numbers}.").format(
            date=on, numbers=", ".join(answer.changed)
        )
    return (*text(answer.text), *text(f" {told}", "soft"))


def _facts(paper: DealPaper) -> list[Block]:
    facts = [
        Fact(_("Between"), text(_("{group} and {body}").format(group=paper.group, body=paper.body))),
        *([Fact(_("Agreed"), text(show_date(paper.agreed_on)))] if paper.agreed_on else []),
        *([Fact(_("Decided as"), text(paper.decision))] if paper.decision else []),
        *([Fact(_("Review on"), text(show_date(paper.review_on)))] if paper.review_on else []),
    ]
    facts += _signed(paper)
    if paper.ended_on:
        ended = _("{date}: {reason}").format(date=show_date(paper.ended_on), reason=paper.end_reason)
        facts.append(Fact(_("Ended"), text(ended)))
    return [Facts(tuple(facts))]


def _promises(paper: DealPaper) -> list[Block]:
    ours, theirs, joint = ([one for one in paper.promises if one.side is side] for side in Side)
    made: list[Block] = []
    if not paper.promises:
        made.append(Para(text(_("There are no promises to show."))))
    if ours or theirs:
        made += _by_side(paper, ours, theirs)
    if joint:
        together = tuple((_cell(one, paper),) for one in joint)
        made.append(Table((Column(_("Both promised together")),), (RowGroup(together),)))
    return made


def _by_side(paper: DealPaper, ours: Sequence[PaperPromise], theirs: Sequence[PaperPromise]) -> list[Block]:
    """Side by side; below each other where one column would be mostly empty."""
    columns = tuple(Column(_("{name} promised").format(name=name)) for name in (paper.group, paper.body))
    if max(len(ours), len(theirs)) <= _UNEVEN * min(len(ours), len(theirs)):
        rows = tuple((_cell(one, paper), _cell(other, paper)) for one, other in zip_longest(ours, theirs))
        return [Table(columns, (RowGroup(rows),))]
    return [
        Table((column,), (RowGroup(tuple((_cell(one, paper),) for one in some)),))
        for column, some in zip(columns, (ours, theirs), strict=True)
        if some
    ]


def _cell(promise: PaperPromise | None, paper: DealPaper) -> Cell:
    if promise is None:
        return Cell()
    words = standing_words(promise.state, promise.counts_on, promise.done_on, promise.released_on)
    badge = Badge(words, _TONES.get(promise.state, "plain"))
    number = f"{promise.number}. " if promise.number else ""
    return Cell(text(number + promise.text), (badge,), tuple(_lines(promise, paper)))


def _lines(promise: PaperPromise, paper: DealPaper) -> Iterator[Spans]:
    """Who promised it where, what became of its date, who says that it is done, what each side says of it."""
    who = ", ".join(part for part in (promise.maker, promise.source) if part)
    if who:
        yield text(who, "soft")
    if promise.first_due and promise.first_due != promise.counts_on:
        words = _("First due {date}, renegotiated by both sides").format(date=show_date_short(promise.first_due))
        yield text(f"{words}: {promise.moved}" if promise.moved else words, "soft")
    if promise.closed_on:
        closed = _("Closed by {group} on {date}").format(group=paper.group, date=show_date_short(promise.closed_on))
        reason = _("{closed}, reason: {reason}").format(closed=closed, reason=promise.reason)
        yield text(reason if promise.reason else closed, "soft")
    if said := said_words(promise):
        yield text(said, "soft")
    for one in promise.remarks:
        side = paper.group if one.side is Side.OURS else paper.body if one.side is Side.THEIRS else _("Both together")
        about = f"{one.said_by}, {show_date_short(one.said_on)}" if one.said_by else show_date_short(one.said_on)
        yield text(_("{side} says: “{words}” ({about})").format(side=side, words=one.text, about=about), "text")


def said_words(promise: PaperPromise) -> str:
    """ "Reported done 4 Mar 2026 by Ann Bell; confirmed 9 Mar 2026"; "" while nobody has said so."""
    reported = _by(_("Reported done {date}"), promise.reported_on, promise.reported_by)
    confirmed = _by(_("confirmed {date}"), promise.confirmed_on, promise.confirmed_by)
    if reported and not confirmed:
        confirmed = _("not confirmed by the other side")
    told = "; ".join(part for part in (reported, confirmed) if part)
    return told[:1].upper() + told[1:]


def _by(words: str, on: date | None, by: str) -> str:
    if on is None:
        return ""
    told = words.format(date=show_date_short(on))
    return _("{told} by {name}").format(told=told, name=by) if by else told


def _kept(paper: DealPaper) -> list[Block]:
    """How each side kept its promises, each rate with the numbers behind it."""
    sides = ((paper.group, paper.ours), (paper.body, paper.theirs), (_("Both together"), paper.joint))
    rows = tuple(_kept_row(name, kept) for name, kept in sides if kept.total)
    if not rows:
        return []
    columns = (
        Column(_("Promised by"), 9),
        Column(_("Done"), 6.1, "right"),
        Column(_("By a new date"), 6.1, "right"),
        Column(_("Late"), 6.1, "right"),
        Column(_("Not done"), 6.1, "right"),
        Column(_("Open"), 3.9, "right"),
        Column(_("Released"), 5.3, "right"),
    )
    note = _(
        "Each promise is counted once; by a new date are those that were done by a renegotiated one. "
        "Rates are of those that are settled: neither open nor released; none is given "
        "of fewer than five. A date counts as renegotiated only when both sides agreed to it."
    )
    table = Table(columns, (RowGroup(rows),), is_whole=True)
    return [Heading(2, _("How they were kept"), "kept"), table, Para(text(note, "small"))]


def _kept_row(name: str, kept: Kept) -> tuple[Cell, ...]:
    states = (PromiseState.DONE, PromiseState.RENEGOTIATED, PromiseState.DONE_LATE, PromiseState.NOT_DONE)
    settled = ngettext("{n} settled", "{n} settled", kept.settled).format(n=kept.settled)
    return (
        Cell(text(name), second=(text(settled, "soft"),)),
        *(_rate_cell(kept.rate(state)) for state in states),
        Cell(text(str(kept.open))),
        Cell(text(str(kept.released))),
    )


def _rate_cell(rate: Rate) -> Cell:
    of = _("{percent}% of {n}").format(percent=rate.percent, n=rate.of).replace(" ", "\N{NO-BREAK SPACE}")
    return Cell(text(str(rate.count)), second=() if rate.percent is None else (text(of, "soft"),))


def _signed(paper: DealPaper) -> Iterator[Fact]:
    for n, one in enumerate(paper.signatories):
        on = show_date(one.signed_on) if one.signed_on else ""
        yield Fact("" if n else _("Signed by"), text(", ".join(part for part in (one.name, one.role, on) if part)))


def _to_sign(paper: DealPaper) -> Sequence[Block]:
    """Lines for the signatures of a deal that is not agreed yet."""
    if paper.signatories or paper.agreed_on or not paper.is_deal:
        return []
    return [Blanks((_("For {name}").format(name=paper.group), _("For {name}").format(name=paper.body), _("Date")))]
