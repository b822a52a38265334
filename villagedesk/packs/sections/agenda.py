"""The agenda with its timings and papers."""

from __future__ import annotations

from villagedesk.core.dates import show_duration, show_time
from villagedesk.core.i18n import _
from villagedesk.core.words import ItemKind
from villagedesk.packs.blocks import Block, Cell, Column, Heading, Para, RowGroup, Spans, Table, text
from villagedesk.records.packs import PackAgendaItem, PackContent


def blocks(content: PackContent) -> list[Block]:
    """A table of items."""
    heading = Heading(1, _("Agenda"), "agenda")
    if not content.agenda:
        return [heading, Para(text(_("There is no agenda for this meeting yet.")))]
    columns = [Column(_("No."), 2.8), Column(_("Item")), Column(_("For"), 7.4)]
    timed = any(item.starts or item.minutes for item in content.agenda)
    if timed:
        columns.append(Column(_("Time"), 6, "right"))
    rows = tuple(_row(item, timed=timed) for item in content.agenda)
    return [heading, Table(tuple(columns), (RowGroup(rows),))]


def _row(item: PackAgendaItem, *, timed: bool) -> tuple[Cell, ...]:
    under: list[Spans] = []
    if item.presenter:
        under.append(text(_("Presented by {name}").format(name=item.presenter)))
    if item.note:
        under.append(text(item.note))
    under += [text(matter) for matter in item.arising]
    under += [text(_("Paper {number}: {title}").format(number=p.number, title=p.title)) for p in item.papers]
    cells = [
        Cell(text(item.number)),
        Cell(text(item.title, "strong"), second=tuple(under)),
        Cell(text(_kind(item.kind))),
    ]
    if timed:
        starts = text(show_time(item.starts)) if item.starts else ()
        lasts = (text(show_duration(item.minutes)),) if item.minutes else ()
        cells.append(Cell(starts, second=lasts))
    return tuple(cells)


def _kind(kind: ItemKind) -> str:
    match kind:
        case ItemKind.INFORMATION:
            return _("Information")
        case ItemKind.DISCUSSION:
            return _("Discussion")
        case ItemKind.DECISION:
            return _("Decision")
