"""A register of meetings on paper."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date, show_date_short
from villagedesk.core.i18n import _
from villagedesk.packs.blocks import Block, Cell, Column, Heading, Para, RowGroup, Table, text
from villagedesk.packs.build import print_blocks
from villagedesk.records.meetingregisters import RegisterSheet, SheetValue
from villagedesk.records.packs import Imprint


def build_pdf(register: RegisterSheet) -> bytes:
    """The register as a PDF; equal registers give equal bytes."""
    imprint = Imprint(
        title=f"{register.title}, {register.group}",
        group=register.group,
        as_at=register.as_at,
        foot=f"{register.group}, {register.title[:1].lower()}{register.title[1:]}",
        foot_end=", " + _("as at {date}").format(date=show_date(register.as_at)),
    )
    return print_blocks(blocks(register), imprint)


def blocks(register: RegisterSheet) -> list[Block]:
    """The register, in blocks."""
    made: list[Block] = [
        Heading(1, f"{register.title}, {register.group}", "register"),
        Para(text(register.about, "strong")),
    ]
    if register.sum_up:
        made.append(Para(text(register.sum_up, "soft")))
    if not register.rows:
        return [*made, Para(text(_("There is no entry.")))]
    columns = tuple(Column(column.title, column.width) for column in register.columns)
    rows = tuple(tuple(_cell(value) for value in row) for row in register.rows)
    return [*made, Table(columns, (RowGroup(rows),))]


def _cell(value: SheetValue) -> Cell:
    """What is in a cell; the lines of a text after its first are softer."""
    if isinstance(value, date):
        return Cell(text(show_date_short(value)))
    first, *rest = ("" if value is None else str(value)).split("\n")
    return Cell(text(first), second=tuple(text(line, "soft") for line in rest))
