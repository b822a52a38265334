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
        Para(text(_("For: {audience}").format(audience=register.for_whom), "soft")),
    ]
    if register.sum_up:
        made.append(Para(text(register.sum_up, "soft")))
    if not register.rows:
        return [*made, Para(text(_("There is no entry.")))]
    columns = tuple(Column(column.title, column.width) for column in register.columns if not column.under)
    return [*made, Table(columns, (RowGroup(tuple(_row(register, row) for row in register.rows)),))]


def _row(register: RegisterSheet, row: tuple[SheetValue, ...]) -> tuple[Cell, ...]:
    cells: list[tuple[str, list[str]]] = []
    for column, value in zip(register.columns, row, strict=True):
        if not column.under:
            cells.append((_said(value), []))
        elif said := _said(value):
            cells[-1][1].append(said)
    return tuple(Cell(text(first), second=tuple(text(line, "soft") for line in under)) for first, under in cells)


def _said(value: SheetValue) -> str:
    if isinstance(value, date):
        return show_date_short(value)
    return "" if value is None else str(value)
