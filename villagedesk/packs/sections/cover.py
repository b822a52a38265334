"""The cover: whose meeting, when, where, for whom, and what is inside."""

from __future__ import annotations

from villagedesk.core.dates import show_date, show_day, show_time
from villagedesk.core.i18n import _
from villagedesk.packs.blocks import Badge, Block, Contents, Fact, Facts, Para, Span, Title, text
from villagedesk.records.packs import PackContent


def blocks(content: PackContent) -> list[Block]:
    """Title, facts, contents and the notes under them."""
    badge = Badge(_("DRAFT"), "amber") if content.draft else None
    made: list[Block] = [
        Title(content.group, content.title, badge),
        Facts(_facts(content)),
        Contents(_("In this pack")),
    ]
    soft = [_("Everything here is as at {date}.").format(date=show_date(content.as_at)), *content.notes]
    made += [Para(text(line, "soft")) for line in soft]
    if content.legal_line:
        made.append(Para(text(content.legal_line, "soft")))
    return made


def _facts(content: PackContent) -> tuple[Fact, ...]:
    when = [show_day(content.on_date)]
    if content.starts and content.ends:
        when.append(_("{start} to {end}").format(start=show_time(content.starts), end=show_time(content.ends)))
    elif content.starts:
        when.append(show_time(content.starts))
    facts = [Fact(_("When"), text(", ".join(when), "strong"))]
    if content.place:
        facts.append(Fact(_("Where"), text(content.place)))
    if content.link:
        facts.append(Fact(_("Online"), (Span(content.link, link=content.link),)))
    if content.met_with:
        facts.append(Fact(_("With"), text(content.met_with)))
    if content.for_whom:
        facts.append(Fact(_("Prepared for"), text(content.for_whom)))
    return tuple(facts)
