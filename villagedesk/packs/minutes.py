"""Minutes on paper: DRAFT on every page until a meeting has approved them, then a line for the chair's signature."""

from __future__ import annotations

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import MinutesState
from villagedesk.packs.blocks import Blanks, Block, Heading, Para, text
from villagedesk.packs.build import print_blocks
from villagedesk.packs.sections.minutes import body
from villagedesk.records.minutespaper import MinutesPaper, seal_letters
from villagedesk.records.packs import Imprint


def build_pdf(paper: MinutesPaper) -> bytes:
    """The minutes as a PDF; equal minutes give equal bytes."""
    day = show_date(paper.minutes.on_date)
    imprint = Imprint(
        title=_title(paper),
        group=paper.group,
        as_at=paper.as_at,
        subject=paper.minutes.title,
        foot=f"{paper.group}, {paper.minutes.title}",
        foot_end=f", {day}",
        language=paper.language,
        draft=not _is_approved(paper),
    )
    return print_blocks(blocks(paper), imprint)


def blocks(paper: MinutesPaper) -> list[Block]:
    """Heading, how far they have come, who was there and what was said, corrections, signature, seal."""
    made: list[Block] = [
        Heading(1, _title(paper), "minutes", mark=_mark(paper)),
        Para(text(f"{paper.group}. {paper.minutes.title}", "strong")),
        Para(text(_state(paper), "soft")),
    ]
    made += body(paper.minutes, paper.group)
    if paper.apart and not paper.for_whom:
        said = ngettext(
            "A part of these minutes is confidential and is kept apart.",
            "{n} parts of these minutes are confidential and are kept apart.", paper.apart,
        ).format(n=paper.apart)  # fmt: skip
        made.append(Para(text(said, "soft")))
    if _is_approved(paper):
        made += _signed(paper)
    return made


def _signed(paper: MinutesPaper) -> list[Block]:
    made: list[Block] = []
    over = _("Signed as a true record of the meeting.")
    if paper.minutes.corrections:
        over = _("Signed as a true record of the meeting, with the corrections above.")
    made.append(Blanks((_("Chair"), _("Date")), text(over)))
    if paper.sha256:
        made.append(Para(text(seal_words(paper.sha256), "small")))
    if paper.legal_line:
        made.append(Para(text(paper.legal_line, "small")))
    return made


def seal_words(sha256: str) -> str:
    """The seal as it is printed: what it is, and its 64 letters in groups of eight."""
    return _("Seal (SHA-256): {letters}").format(letters=seal_letters(sha256))


def _title(paper: MinutesPaper) -> str:
    day = show_date(paper.minutes.on_date)
    if paper.for_whom:
        return _("Minutes of {date}, confidential part").format(date=day)
    return _("Minutes of {date}").format(date=day)


def _mark(paper: MinutesPaper) -> str:
    words = [] if _is_approved(paper) else [_("DRAFT")]
    if paper.for_whom:
        words.append(_("CONFIDENTIAL: {audience}").format(audience=paper.for_whom))
    return ", ".join(words)


def _state(paper: MinutesPaper) -> str:
    minutes = paper.minutes
    if not _is_approved(paper):
        return _("A draft until a meeting approves it.")
    if minutes.approved_on is None:
        return _("Approved.")
    day = show_date(minutes.approved_on)
    if paper.minutes.corrections:
        said = _("Approved on {date} with corrections ({meeting}).")
    elif paper.is_as_presented:
        said = _("Approved on {date} as presented ({meeting}).")
    else:
        said = _("Approved on {date} ({meeting}), with corrections of another part.")
    if not paper.approved_at:
        return _("Approved on {date}.").format(date=day)
    return said.format(date=day, meeting=paper.approved_at)


def _is_approved(paper: MinutesPaper) -> bool:
    return paper.minutes.state is MinutesState.APPROVED
