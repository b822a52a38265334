"""One decision out of the minutes, printed to be certified: for a bank, a funder, a landlord."""

from __future__ import annotations

from villagedesk.core.dates import show_date, show_day
from villagedesk.core.i18n import _
from villagedesk.packs.blocks import Blanks, Block, Bullets, Callout, Fact, Facts, Heading, Para, text
from villagedesk.packs.build import print_blocks
from villagedesk.packs.minutes import seal_words
from villagedesk.packs.sections.decisions import outcome_words
from villagedesk.records.minutespaper import Extract
from villagedesk.records.packs import Imprint


def build_pdf(extract: Extract) -> bytes:
    """The extract as a PDF; equal extracts give equal bytes."""
    imprint = Imprint(
        title=_("Extract from the minutes of {date}").format(date=show_date(extract.on_date)),
        group=extract.group,
        as_at=extract.as_at,
        foot=f"{extract.group}, {_labelled(extract)}",
        foot_end=", " + show_date(extract.on_date),
        language=extract.language,
        draft=not extract.is_approved,
    )
    return print_blocks(blocks(extract), imprint)


def blocks(extract: Extract) -> list[Block]:
    """Who we are, which meeting, the decision, how far its minutes have come, and the lines to certify it on."""
    facts = [
        Fact(_("Meeting"), text(extract.meeting)),
        Fact(_("Held on"), text(show_day(extract.on_date))),
        *([Fact(_("Moved"), text(extract.moved))] if extract.moved else []),
        *([Fact(_("Because"), text(extract.reason))] if extract.reason else []),
    ]
    made: list[Block] = [
        Heading(1, _("Extract from the minutes"), "extract"),
        Para(text(extract.group, "strong")),
        *([Para(text("\n".join(extract.letterhead), "soft"))] if extract.letterhead else []),
        Facts(tuple(facts)),
        Callout(_labelled(extract), text(extract.text), text(outcome_words(extract.outcome, extract.how)), "green"),
        Para(text(extract.minutes)),
        *_corrections(extract),
        Blanks(
            (_("Name and office"), _("Signature"), _("Date")),
            text(_("I certify that this is a true extract from the minutes of the meeting named above.")),
        ),
    ]
    if extract.sha256:
        made.append(Para(text(seal_words(extract.sha256), "small")))
    if extract.legal_line:
        made.append(Para(text(extract.legal_line, "small")))
    return made


def _corrections(extract: Extract) -> list[Block]:
    if not extract.corrections:
        return []
    return [
        Para(text(_("They were approved with these corrections of the item that this was decided in:"))),
        Bullets(tuple(text(line) for line in extract.corrections)),
    ]


def _labelled(extract: Extract) -> str:
    return _("Decision {number}").format(number=extract.number) if extract.number else _("Decision")
