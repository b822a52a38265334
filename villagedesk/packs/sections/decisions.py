"""What was decided since the last meeting."""

from __future__ import annotations

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.words import Outcome
from villagedesk.packs.blocks import Badge, Block, Cell, Column, Heading, Para, RowGroup, Table, Tone, text
from villagedesk.records.packs import PackContent, PackDecision

_TONES: dict[Outcome, Tone] = {
    Outcome.AGREED: "green",
    Outcome.NOT_AGREED: "red",
    Outcome.DEFERRED: "amber",
    Outcome.WITHDRAWN: "plain",
}


def blocks(content: PackContent) -> list[Block]:
    """A table, or a sentence when nothing was decided."""
    heading = Heading(1, _("Decisions"), "decisions")
    if not content.decisions:
        none = _("No decisions since {date}.").format(date=show_date(content.since)) if content.since else ""
        return [heading, Para(text(none or _("No decisions yet.")))]
    made: list[Block] = [heading]
    if content.since:
        made.append(Para(text(_("Since {date}.").format(date=show_date(content.since)), "soft")))
    columns = (Column(_("No."), 6.4), Column(_("What was decided")), Column(_("Outcome"), 8.6))
    rows = tuple(_row(decision) for decision in content.decisions)
    return [*made, Table(columns, (RowGroup(rows),))]


def _row(decision: PackDecision) -> tuple[Cell, ...]:
    source = [show_date(decision.on_date)]
    if decision.meeting:
        source.append(decision.meeting)
    if decision.item:
        source.append(_("item {number}").format(number=decision.item))
    under = [text(", ".join(source))]
    if decision.how:
        under.append(text(decision.how))
    badge = Badge(outcome_words(decision.outcome), _TONES[decision.outcome])
    return Cell(text(decision.number)), Cell(text(decision.text), second=tuple(under)), Cell(badges=(badge,))


def outcome_words(outcome: Outcome, how: str = "") -> str:
    """What became of it and how: "Carried: 7 for, 2 against", "Agreed: nobody against", "Agreed by consent"."""
    word, of_votes, *others = _called(outcome)
    if not how:
        return word
    if how.casefold().startswith(tuple(each.casefold() for each in (word, of_votes, *others))):
        return how
    return _("{outcome}: {how}").format(outcome=of_votes if how[0].isdigit() else word, how=_lower(how))


def _called(outcome: Outcome) -> tuple[str, ...]:
    """What an outcome is called, and after hands were counted; then how a group's own words may begin with it."""
    match outcome:
        case Outcome.AGREED:
            return _("Agreed"), _("Carried")
        case Outcome.NOT_AGREED:
            return _("Not agreed"), _("Not carried"), _("Lost"), _("Rejected")
        case Outcome.DEFERRED:
            return _("Put off"), _("Put off"), _("Deferred")
        case Outcome.WITHDRAWN:
            return _("Withdrawn"), _("Withdrawn")


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:] if words[1:2].islower() else words
