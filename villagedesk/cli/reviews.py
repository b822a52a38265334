"""Review rounds without the window: sent out as files, and replies taken in as proposed changes."""

from __future__ import annotations

import json
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from villagedesk.cli.opening import check_free, day_of, reading, say, writing
from villagedesk.core.audience import Audience
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.services.desk import Desk

review = typer.Typer(no_args_is_help=True, help="Send the action log out for review, and take replies in.")

File = Annotated[Path, typer.Argument(metavar="FILE", help="The group's file, *.vdesk.")]


class ReviewFormat(StrEnum):
    """What a round can be written as."""

    PDF = "pdf"
    HTML = "html"
    PAPER = "paper"
    EML = "eml"


_ENDINGS = {".html": ReviewFormat.HTML, ".htm": ReviewFormat.HTML, ".eml": ReviewFormat.EML}


@review.command("export")
def export(
    file: File,
    to: Annotated[Path, typer.Option("--to", "-o", help="The file to write.")],
    format: Annotated[
        ReviewFormat | None,
        typer.Option(
            help="pdf (a form), html (a page that saves a reply), paper (a PDF to tick) or eml; else by name."
        ),
    ] = None,
    new: Annotated[
        bool, typer.Option("--new", help="Begin a round first; else the last one is written again.")
    ] = False,
    title: Annotated[str, typer.Option(help="Of a new round: its title.")] = "",
    reply_by: Annotated[str, typer.Option(metavar="DATE", help="Of a new round: by when, YYYY-MM-DD.")] = "",
    audience: Annotated[
        Audience | None,
        typer.Option(help="Who it is for; else the trustees where --new begins one, and anybody where not."),
    ] = None,
    replace_: Annotated[bool, typer.Option("--replace", help="Overwrite what is there.")] = False,
) -> None:
    """Write a review round to send out; --new begins one with the log as it stands, asking the trustees of today."""
    from villagedesk.services import reviewpaper, reviews, saving

    check_free(to, replace_)
    chosen = format or _ENDINGS.get(to.suffix.lower(), ReviewFormat.PDF)
    with writing(file) if new else reading(file) as desk:
        key = _begun(desk, title, reply_by, audience) if new else _latest(desk, audience)
        saving.save(to, _written(desk, key, chosen))
        row = desk.read(lambda session: reviewpaper.paper(session, key)).form
        kept = desk.read(lambda session: reviews.left_out(session, reviews.card(session, key).row.audience))
    count = len(row.entries)
    about = ngettext("{n} action", "{n} actions", count).format(n=count)
    say(_("{title}: {about}. Wrote {path}.").format(title=row.title, about=about, path=to))
    if kept:
        say(reviews.left_out_words(kept))


def _written(desk: Desk, key: str, chosen: ReviewFormat) -> bytes:
    from villagedesk.services import reviewpaper

    if chosen is ReviewFormat.EML:
        return reviewpaper.eml(desk.read(lambda session: reviewpaper.mail(session, key)))
    paper = desk.read(lambda session: reviewpaper.paper(session, key))
    if chosen is ReviewFormat.HTML:
        return reviewpaper.html(paper)
    return reviewpaper.pdf(paper, on_paper=chosen is ReviewFormat.PAPER)


def _begun(desk: Desk, title: str, reply_by: str, audience: Audience | None) -> str:
    from villagedesk.services import reviews

    draft = desk.read(lambda session: reviews.start(session, desk.clock.today()))
    if audience:
        draft = replace(draft, audience=audience)
    if title:
        draft = replace(draft, title=title)
    if reply_by:
        draft = replace(draft, reply_by=day_of(reply_by))
    return desk.do(_("Begin a review"), lambda work: reviews.begin(work, draft)).result()


def _latest(desk: Desk, audience: Audience | None) -> str:
    from villagedesk.services import reviews

    key = desk.read(lambda session: reviews.latest_id(session, audience=audience))
    if key is None:
        raise Refused(_("There is no review yet: say --new to begin one."))
    return key


@review.command("import")
def import_(
    file: File,
    source: Annotated[Path, typer.Argument(metavar="REPLY", help="The filled-in PDF, or the file the page saved.")],
    name: Annotated[str, typer.Option("--from", help="Who replies, where the form does not say.")] = "",
    on: Annotated[str, typer.Option(metavar="DATE", help="When they said it, where the form does not say.")] = "",
    as_json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Take in a reply as proposed changes; nothing in the log is changed before they are taken in the window."""
    from villagedesk.services import reviewreplies, reviews

    answers = reviewreplies.read(source)
    with writing(file) as desk:
        key = desk.do(
            _("Take in a reply"),
            lambda work: reviewreplies.receive(work, answers, name, day_of(on) if on else None),
        ).result()
        card = desk.read(lambda session: reviews.card(session, answers.form_id))
    reply = next(one for one in card.replies if one.id == key)
    if as_json_:
        told = {"review": card.row.title, "from": reply.name, "said_on": reply.said_on.isoformat(), "seen": reply.seen,
                "proposed": reply.waiting, "note": reply.note}  # fmt: skip
        say(json.dumps(told, ensure_ascii=False, indent=2))
        return
    count = ngettext("{n} proposal", "{n} proposals", reply.waiting).format(n=reply.waiting)
    say(_("{title}: {name} replied, {count}.").format(title=card.row.title, name=reply.name, count=count))
    if reply.note:
        say(reply.note)
