"""The minutes of the meeting before: who was there, and each item as it was written down."""

from __future__ import annotations

from itertools import groupby

from villagedesk.core.bold import runs
from villagedesk.core.dates import show_date, show_day, show_time
from villagedesk.core.i18n import _
from villagedesk.core.words import MinutesState, Presence
from villagedesk.packs.blocks import Block, Bullets, Callout, Fact, Facts, Heading, Para, Span, Spans, text
from villagedesk.packs.sections.decisions import outcome_words
from villagedesk.records.packs import (
    MinuteAction,
    MinuteBlock,
    MinuteBullet,
    MinuteDecision,
    MinuteDeclaration,
    MinuteElection,
    MinutePara,
    MinuteQuestion,
    PackAttendance,
    PackContent,
    PackMinutes,
    PackMinutesItem,
)


def blocks(content: PackContent) -> list[Block]:
    """Heading, state, facts with the attendance, then the items."""
    minutes = content.minutes
    if minutes is None:
        return [
            Heading(1, _("Minutes of the last meeting"), "minutes"),
            Para(text(_("This is the first meeting, so there are no minutes yet."))),
        ]
    return [_heading(minutes), Para(text(_state(minutes), "soft")), *body(minutes, content.group)]


def body(minutes: PackMinutes, group: str) -> list[Block]:
    """Why there is this version, when, where, who was there, the items as they were minuted, and the corrections."""
    made: list[Block] = []
    if minutes.reason:
        made.append(Para(text(_("Version {n}: {reason}").format(n=minutes.version, reason=minutes.reason))))
    made.append(Facts(_facts(minutes, group)))
    for n, item in enumerate(minutes.items, 1):
        made += _item(item, n)
    if minutes.corrections:
        made.append(Heading(2, _("Corrections they were approved with"), "corrections"))
        made.append(Bullets(tuple(text(line) for line in minutes.corrections)))
    return made


def _heading(minutes: PackMinutes) -> Heading:
    title = _("Minutes of {date}").format(date=show_date(minutes.on_date))
    if minutes.state in (MinutesState.APPROVED, MinutesState.PUBLISHED):
        return Heading(1, title, "minutes")
    return Heading(1, title, "minutes", mark=_("DRAFT MINUTES"))


def _state(minutes: PackMinutes) -> str:
    if minutes.state is MinutesState.PUBLISHED:
        return _("{meeting}. As the body whose meeting it was has published them.").format(meeting=minutes.title)
    if minutes.state is not MinutesState.APPROVED:
        return _("{meeting}. These minutes are a draft until the meeting approves them.").format(meeting=minutes.title)
    if minutes.approved_on:
        return _("{meeting}. Approved on {date}.").format(meeting=minutes.title, date=show_date(minutes.approved_on))
    return _("{meeting}. Approved.").format(meeting=minutes.title)


def _facts(minutes: PackMinutes, group: str) -> tuple[Fact, ...]:
    when = show_day(minutes.on_date)
    if minutes.starts and minutes.ends:
        when = _("{day}, {start} to {end}").format(
            day=when, start=show_time(minutes.starts), end=show_time(minutes.ends)
        )
    elif minutes.starts:
        when = _("{day}, {time}").format(day=when, time=show_time(minutes.starts))
    facts = [Fact(_("When"), text(when))]
    if minutes.place:
        facts.append(Fact(_("Where"), text(minutes.place)))
    for presence, label in _presences():
        there = [_attended(a, group) for a in minutes.attendance if a.presence is presence]
        if there:
            facts.append(Fact(label, text("\n".join(there))))
    return tuple(facts)


def _presences() -> tuple[tuple[Presence, str], ...]:
    return (
        (Presence.PRESENT, _("Present")),
        (Presence.IN_ATTENDANCE, _("In attendance")),
        (Presence.APOLOGIES, _("Apologies")),
        (Presence.ABSENT, _("Absent")),
    )


def _attended(who: PackAttendance, group: str) -> str:
    """Name and role; that it is a role in the `group` itself goes without saying in its own minutes."""
    line = ", ".join(filter(None, (who.name, who.role.removesuffix(f", {group}"))))
    if who.arrived and who.left:
        return _("{who} (from {start} to {end})").format(
            who=line, start=show_time(who.arrived), end=show_time(who.left)
        )
    if who.arrived:
        return _("{who} (from {time})").format(who=line, time=show_time(who.arrived))
    if who.left:
        return _("{who} (until {time})").format(who=line, time=show_time(who.left))
    return line


def _item(item: PackMinutesItem, n: int) -> list[Block]:
    made: list[Block] = []
    if title := " ".join(filter(None, (item.number and f"{item.number}.", item.title))):
        made.append(Heading(2, title, f"minutes-{n}"))
    if not item.blocks:
        made.append(Para(text(_("No discussion was minuted."), "soft")))
    for numbered, run in groupby(
        item.blocks, lambda block: block.numbered if isinstance(block, MinuteBullet) else None
    ):
        if numbered is None:
            made += [_block(block) for block in run]
        else:
            made.append(Bullets(tuple(_said(block) for block in run if isinstance(block, MinuteBullet)), numbered))
    return made


def _said(block: MinutePara | MinuteBullet) -> Spans:
    return tuple(Span(piece, "strong" if bold else "text") for piece, bold in runs(block.text, block.bold))


def _block(block: MinuteBlock) -> Block:
    match block:
        case MinutePara() | MinuteBullet():
            return Para(_said(block))
        case MinuteDecision():
            label = _labelled(_("Decision"), block.number)
            said = ". ".join(filter(None, (outcome_words(block.outcome, block.how), block.moved)))
            return Callout(label, text(block.text), text(said), "green")
        case MinuteAction():
            return Callout(_labelled(_("Action"), block.number), text(block.text), _who_by_when(block), "blue")
        case MinuteQuestion():
            label = _("Question to {body}").format(body=block.asked_of) if block.asked_of else _("Question")
            return Callout(label, text(block.text), tone="amber")
        case MinuteDeclaration():
            stays = _("Stayed for the item.") if block.stays else _("Left for the item.")
            said = _("{name}: {interest}").format(name=block.name, interest=block.interest)
            return Callout(_("Declaration of interest"), text(said), text(stays), "plain")
        case MinuteElection():
            return Callout(_("Election: {post}").format(post=block.post), text(block.text), text(block.more), "green")


def _labelled(word: str, number: str) -> str:
    return f"{word} {number}" if number else word


def _who_by_when(action: MinuteAction) -> Spans:
    if action.owner and action.due:
        return text(_("{owner}, by {date}").format(owner=action.owner, date=show_date(action.due)))
    if action.due:
        return text(_("By {date}").format(date=show_date(action.due)))
    return text(action.owner) if action.owner else ()
