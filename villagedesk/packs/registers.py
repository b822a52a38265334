"""A register on paper: what it is kept under, those of the day, and those who have ceased."""

from __future__ import annotations

from collections.abc import Sequence

from villagedesk.core.dates import show_date, show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.packs.blocks import Block, Cell, Column, Heading, Para, RowGroup, Table, text
from villagedesk.packs.build import print_blocks
from villagedesk.records.packs import Imprint
from villagedesk.records.registers import Register, RegisterKind, RegisterRow


def build_pdf(register: Register) -> bytes:
    """The register as a PDF; equal registers give equal bytes."""
    day = show_date(register.as_at)
    imprint = Imprint(
        title=f"{register.title}, {register.body}",
        group=register.group,
        as_at=register.as_at,
        foot=f"{register.body}, {register.title[:1].lower()}{register.title[1:]}",
        foot_end=", " + _("as at {date}").format(date=day),
    )
    return print_blocks(blocks(register), imprint)


def blocks(register: Register) -> list[Block]:
    """The register, in blocks."""
    about = ngettext("{n} entry as at {date}.", "{n} entries as at {date}.", len(register.rows))
    made: list[Block] = [
        Heading(1, f"{register.title}, {register.body}", "register"),
        Para(text(about.format(n=len(register.rows), date=show_date(register.as_at)), "strong")),
        Para(text(register.source, "soft")),
    ]
    if register.rows:
        made.append(_table(register, register.rows, gone=False))
    if register.former:
        made += [Heading(2, _("Those who have ceased"), "former"), _table(register, register.former, gone=True)]
    return made


def _table(register: Register, rows: Sequence[RegisterRow], *, gone: bool) -> Table:
    is_members = register.kind is RegisterKind.MEMBERS
    has_class = is_members and any(row.member_class for row in rows)
    columns = [Column(_("Name")), Column(_("Address"))]
    if register.kind is RegisterKind.VOTERS:
        columns = [Column(_("Name")), Column(_("Position"))]
    elif not is_members:
        columns.append(Column(_("Position"), 10))
    if has_class:
        columns.append(Column(_("Class"), 7))
    if is_members and not gone:
        columns.append(Column(_("Vote"), 4))
    columns.append(Column(_("Since"), 8))
    if gone:
        columns.append(Column(_("Ceased"), 10))
    return Table(tuple(columns), (RowGroup(tuple(_row(register, row, has_class, gone) for row in rows)),))


def _row(register: Register, row: RegisterRow, has_class: bool, gone: bool) -> tuple[Cell, ...]:
    is_members = register.kind is RegisterKind.MEMBERS
    was = (text(_("formerly {names}").format(names=row.was), "soft"),) if row.was else ()
    cells = [Cell(text(row.name), second=was)]
    if register.kind is not RegisterKind.VOTERS:
        cells.append(Cell(text(row.address) if row.address else text(_("not held"), "soft")))
    if not is_members:
        cells.append(Cell(text(row.office)))
    if has_class:
        cells.append(Cell(text(row.member_class)))
    if is_members and not gone:
        cells.append(Cell(text(_("yes") if row.votes else _("no"))))
    cells.append(Cell(text(show_date_short(row.start_on)) if row.start_on else text(_("not noted"), "soft")))
    if gone:
        why = (text(row.end_reason, "soft"),) if row.end_reason else ()
        cells.append(Cell(text(show_date_short(row.end_on)) if row.end_on else (), second=why))
    return tuple(cells)
