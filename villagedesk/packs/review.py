"""A review round on paper and as a PDF form: what a trustee looks for first, then each action with its questions."""

from __future__ import annotations

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.packs.blocks import Asks, Block, Bullets, Heading, Para, Span, Spans, text
from villagedesk.packs.build import print_blocks
from villagedesk.records.packs import Imprint
from villagedesk.records.reviews import Finding, ReviewPaper


def build_pdf(paper: ReviewPaper, *, on_paper: bool = False) -> bytes:
    """The round as a form to fill in, or with boxes to tick; equal rounds give equal bytes."""
    form = paper.form
    imprint = Imprint(
        title=form.title,
        group=form.group,
        as_at=form.as_at,
        subject=_("Actions for review, as at {date}").format(date=show_date(form.as_at)),
        foot=f"{form.group}, {form.title}",
        foot_end=f". {paper.foot}",
        language=form.language,
    )
    return print_blocks(blocks(paper, on_paper=on_paper), imprint)


def blocks(paper: ReviewPaper, *, on_paper: bool = False) -> list[Block]:
    """The first page's findings, then the questions."""
    form = paper.form
    count = len(form.entries)
    about = ngettext("{n} action", "{n} actions", count).format(n=count)
    made: list[Block] = [
        Heading(1, form.title, "front"),
        Para(text(f"{form.group}. {about}.", "strong")),
        *(Para(text(line, "soft")) for line in form.intro),
    ]
    for part in paper.front:
        made += [Heading(2, part.title, f"front-{part.key}"), Bullets(tuple(map(_finding, part.findings)))]
    if not paper.front:
        made.append(Para(text(_("Nothing is long overdue, and nothing waits for a decision."))))
    return [*made, Heading(1, _("Each action"), "actions"), Asks(form, on_paper)]


def _finding(found: Finding) -> Spans:
    number = (Span(f"{found.number} ", "strong"),) if found.number else ()
    about = (Span(found.after, "soft"),) if found.about else ()
    return (*number, Span(found.text), *about)
