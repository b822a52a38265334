"""A subject access bundle as blocks: what is held about one person, kind by kind."""

from __future__ import annotations

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.packs.blocks import (
    Block,
    Bullets,
    Callout,
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
    Title,
    text,
)
from villagedesk.records.consent import BundlePart, BundleRow, SubjectBundle
from villagedesk.records.packs import Imprint

_LONG = 40  # letters of a value that stands on a line of its own


def imprint(bundle: SubjectBundle) -> Imprint:
    """What stands on each page."""
    return Imprint(
        title=_("What we hold about {name}").format(name=bundle.name),
        group=bundle.group,
        as_at=bundle.as_at,
        subject=_("Subject access bundle, as at {date}").format(date=show_date(bundle.as_at)),
        foot=_("{group}, what we hold about {name}").format(group=bundle.group, name=bundle.name),
        foot_end=f", {show_date(bundle.as_at)}",
        language=bundle.language,
        cover=True,
    )


def blocks(bundle: SubjectBundle) -> list[Block]:
    """The cover with the person's rights, then a table for each kind of record."""
    records = sum(len(part.rows) for part in bundle.parts)
    made: list[Block] = [
        Title(bundle.group, _("What we hold about {name}").format(name=bundle.name)),
        Facts(
            (
                Fact(_("As at"), text(show_date(bundle.as_at))),
                Fact(_("Records"), text(ngettext("{n} record", "{n} records", records).format(n=records))),
                Fact(_("Why we hold it"), text(bundle.basis)),
                *((Fact(_("From"), text(bundle.legal_line)),) if bundle.legal_line else ()),
            )
        ),
        Callout(_("Before it is sent"), text(bundle.warning), tone="amber"),
        Callout(_("Other people"), text(_others_words()), tone="blue"),
        Para(text(_("You may ask us:"), "strong")),
        Bullets(
            (
                text(_("to put right what is wrong (UK GDPR, article 16);")),
                text(_("to erase it, or to use it less (articles 17 and 18);")),
                text(_("to stop using it where we rely on legitimate interests (article 21).")),
            )
        ),
        Para(text(_("If you are not content, you can complain to the Information Commissioner: ico.org.uk."))),
        Heading(1, _("Everything we hold"), "held"),
    ]
    for number, part in enumerate(bundle.parts, 1):
        made += [Heading(2, part.title, f"part-{number}"), _table(part)]
    return made


def _table(part: BundlePart) -> Table:
    named = any(row.title for row in part.rows)
    columns = (Column(_("Record"), 13), Column(_("What is held"))) if named else (Column(_("What is held")),)
    return Table(columns, (RowGroup(tuple(_row(row, named=named) for row in part.rows)),))


def _row(row: BundleRow, *, named: bool) -> tuple[Cell, ...]:
    held = Cell(_held(row))
    return (Cell(text(row.title, "strong")), held) if named else (held,)


def _held(row: BundleRow) -> Spans:
    spans: list[Span] = []
    for field in row.fields:
        if field.value in (row.title, _("No")):
            continue  # said already, or nothing
        if spans:
            spans.append(Span("\n" if max(len(field.value), len(spans[-1].text)) > _LONG else ";  "))
        spans += [Span(f"{field.label}: ", "soft"), Span(field.value)]
    return tuple(spans) or text(_("Nothing more than that it is there."), "soft")


def _others_words() -> str:
    return _(
        "Where a record is also about somebody else, they are “another person” here, and how to reach them is left out."
    )
