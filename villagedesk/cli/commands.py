"""Every command: reads its arguments, calls one service, prints one answer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from villagedesk import __version__
from villagedesk.cli.opening import check_free, clock, code, day_of, reading, say, writing
from villagedesk.cli.reviews import review
from villagedesk.core.audience import Audience
from villagedesk.core.changes import ChangeKind
from villagedesk.core.i18n import _, ngettext
from villagedesk.exchange.json_out import as_json
from villagedesk.records.imports import ImportPreview, Verdict
from villagedesk.services import desk as desks
from villagedesk.services.desk import Desk, Keyring

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, rich_markup_mode=None,
    help="VillageDesk without its window. Without a command, `villagedesk [FILE]` opens the window.",
)  # fmt: skip
app.add_typer(review, name="review")

File = Annotated[Path, typer.Argument(metavar="FILE", help="The group's file, *.vdesk.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
For = Annotated[
    Audience, typer.Option("--audience", help="Who it is for: committee, trustees, members, council or public.")
]
Replace = Annotated[bool, typer.Option("--replace", help="Overwrite what is there.")]


class ExportFormat(StrEnum):
    """The formats that can be written."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    VCARD = "vcard"
    POPOLO = "popolo"
    ICAL = "ical"
    ICS = "ics"
    DOCX = "docx"


class VcardVersion(StrEnum):
    """The versions of vCard that can be written."""

    NEW = "4.0"
    OLD = "3.0"


@app.callback(invoke_without_command=True)
def _start(version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False) -> None:
    if version:
        say(f"VillageDesk {__version__}")
        raise typer.Exit


@app.command()
def new(file: File, name: Annotated[str, typer.Option(help="The group's name.")], as_json_: AsJson = False) -> None:
    """Create a group; prints its recovery code, once."""
    desk, made = desks.create(file, name, Keyring(), clock(), code())
    _say_made(file, made, as_json_, _("Made {file}.").format(file=file))
    desk.close()  # backs up, which may fail: the code, which is kept nowhere, has been told by then


@app.command()
def sample(
    file: File,
    scale: Annotated[int, typer.Option(min=1, max=1000, help="How many times as much of everything.")] = 1,
    seed: Annotated[int, typer.Option(help="Another seed, another group.")] = 1,
    today: Annotated[str, typer.Option(metavar="DATE", help="The day it is made for, YYYY-MM-DD.")] = "",
    as_json_: AsJson = False,
) -> None:
    """Create the example group; everything in it is invented."""
    from villagedesk.services import sample as samples

    on = day_of(today) if today else clock().today()
    desk, made = samples.create(file, Keyring(), seed=seed, scale=scale, today=on, code=code())
    _say_made(file, made, as_json_, _("Made the example group {file}.").format(file=file))
    desk.close()


class _OfAKind(TyperCommand):
    """A command whose help ends with the kinds there are; they are known late, so that others start fast."""

    def format_epilog(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - as click calls it
        from villagedesk.services import exports

        formatter.write_paragraph()
        formatter.write_text(_("KIND is one of {kinds}.").format(kinds=", ".join(exports.kinds())))


@app.command(cls=_OfAKind)
def show(
    file: File,
    kind: Annotated[str, typer.Argument(metavar="KIND")],
    audience: Annotated[
        Audience | None, typer.Option("--audience", help="As this audience may see them; everything when left out.")
    ] = None,
    as_json_: AsJson = False,
) -> None:
    """List the records of a kind, one in each line."""
    from villagedesk.services import exports

    with reading(file) as desk:
        found = desk.read_long(
            lambda session: [as_json(r) for r in exports.listed(session, kind, audience, desk.clock.today())]
        )
    if as_json_:
        say(json.dumps(found, ensure_ascii=False, indent=2))
        return
    for record in found:
        say(_line(record))


@app.command("import")
def import_(
    file: File,
    source: Annotated[Path, typer.Argument(metavar="SOURCE", help="The file to take in.")],
    format: Annotated[str, typer.Option(help="Its format; recognised from the content when left out.")] = "",
    council: Annotated[
        str, typer.Option(help="The council that a list or a meeting is of; whose a calendar's meetings are.")
    ] = "",
    body: Annotated[str, typer.Option(help="The organisation of rows of a table that name none.")] = "",
    homes: Annotated[bool, typer.Option("--home-addresses", help="Take home details of councillors too.")] = False,
    add_people: Annotated[bool, typer.Option("--add-people", help="Add those whom meetings ask to come.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would change.")] = False,
    as_json_: AsJson = False,
) -> None:
    """Take in a list or meetings, as one change; the same file again changes nothing."""
    from villagedesk.exchange import read
    from villagedesk.records.imports import ImportOptions
    from villagedesk.services import imports, mappings

    options = ImportOptions(council, homes, add_people)
    with reading(file) if dry_run else writing(file) as desk:
        found = desk.read(partial(mappings.as_people, reading=read(source, format or None), body=body))
        seen = desk.read(lambda session: imports.preview(session, found, options, desk.clock.today()))
        if not dry_run and seen.writes:
            desk.back_up()
            label = _("Import {format}").format(format=found.format)
            desk.do(label, lambda work: imports.apply(work, found, options), ChangeKind.IMPORT).result()
    if as_json_:
        refused = [{"row": row.row, "reason": row.reason} for row in seen.refusals]
        counts = {"added": seen.added, "changed": seen.changed, "unchanged": seen.unchanged, "refused": refused}
        counts |= {"cancelled": seen.cancelled} if seen.cancelled else {}
        say(json.dumps(counts, ensure_ascii=False, indent=2))
        return
    _tell_import(seen, dry_run)


def _tell_import(seen: ImportPreview, dry_run: bool) -> None:
    for note in seen.notes:
        say(note)
    for row in seen.rows:
        if row.verdict is Verdict.REFUSED:
            say(_("Row {row}, {name}, not taken: {reason}").format(row=row.row, name=row.name, reason=row.reason))
        elif row.details:
            details = "; ".join(row.details)
            say(_("Row {row}, {name}: {details}").format(row=row.row, name=row.name, details=details))
    for gone in seen.departed:
        if not gone.has_moved:
            say(_("No longer on the list: {name}, {post}").format(name=gone.name, post=gone.post))
    if seen.cancelled:
        say(
            ngettext("{n} meeting is called off.", "{n} meetings are called off.", seen.cancelled).format(
                n=seen.cancelled
            )
        )
    words = _("{added} added, {changed} changed, {unchanged} left alone, {refused} not taken.").format(
        added=seen.added, changed=seen.changed, unchanged=seen.unchanged, refused=seen.refused
    )
    say(_("Nothing was written: {words}").format(words=words) if dry_run else words)


@app.command(cls=_OfAKind)
def export(
    file: File,
    to: Annotated[Path, typer.Option("--to", "-o", help="The file to write.")],
    kind: Annotated[
        str,
        typer.Argument(metavar="[KIND]", help="Only this kind. Of ical: meetings, actions; of docx: agenda, minutes."),
    ] = "",
    format: Annotated[
        ExportFormat | None,
        typer.Option(help="json, csv, xlsx, vcard, popolo, ical (or ics) or docx; else what the file's name says."),
    ] = None,
    meeting: Annotated[
        str, typer.Option(help="Of ical and docx: next, last, or a meeting's id. A calendar has all when left out.")
    ] = "",
    series: Annotated[str, typer.Option(help="Of ical: only the meetings of this series.")] = "",
    vcard: Annotated[VcardVersion, typer.Option(help="The version of vCard.")] = VcardVersion.NEW,
    audience: For = Audience.COMMITTEE,
    replace: Replace = False,
) -> None:
    """Write records to a file, as an audience may see them. Lists of people leave out who is not to be contacted."""
    from villagedesk.cli import meetings
    from villagedesk.services import exports

    check_free(to, replace)
    told: Iterable[str] = ()
    chosen = format or _ENDINGS.get(to.suffix.lower(), ExportFormat.JSON)
    with reading(file) as desk:
        if chosen in (ExportFormat.ICAL, ExportFormat.ICS):
            told = meetings.save_calendar(desk, to, kind, audience, meeting, series)
        elif chosen is ExportFormat.DOCX:
            told = meetings.save_word(desk, to, kind, audience, meeting or "next")
        elif chosen is ExportFormat.JSON:
            today, kinds = desk.clock.today(), [kind] if kind else ()
            desk.read_long(lambda session: exports.save(to, kinds, session, audience, today))
        else:
            written = "vcard3" if (chosen, vcard) == (ExportFormat.VCARD, VcardVersion.OLD) else chosen.value
            told = _save_list(desk, to, kind, audience, written)
    for sentence in told:
        say(sentence)
    say(_("Wrote {path}.").format(path=to))


def _save_list(desk: Desk, to: Path, kind: str, audience: Audience, written: str) -> Iterable[str]:
    """Write people and bodies as a list; the sentences on who was left out."""
    from villagedesk.services import addressbook

    book = desk.read_long(lambda session: addressbook.of_kind(session, audience, kind))
    addressbook.save(to, book, written)
    return book.left_out()


_ENDINGS = {
    ".csv": ExportFormat.CSV, ".xlsx": ExportFormat.XLSX, ".vcf": ExportFormat.VCARD, ".ics": ExportFormat.ICAL,
    ".docx": ExportFormat.DOCX,
}  # fmt: skip


@app.command()
def pack(
    file: File,
    out: Annotated[Path, typer.Option("--out", "-o", help="The PDF to write.")],
    meeting: Annotated[str, typer.Option(help="next, last, or a meeting's id.")] = "next",
    audience: For = Audience.COUNCIL,
    replace: Replace = False,
) -> None:
    """Write the PDF pack of a meeting for an audience."""
    from villagedesk.services import packs, saving

    check_free(out, replace)
    with reading(file) as desk:
        today = desk.clock.today()
        gathered = desk.read(
            lambda session: packs.gather(session, packs.meeting_for(session, meeting, today), audience, today)
        )
    saving.save(out, packs.build(gathered.content))
    for left in gathered.left_out:
        say(_("Left out: {what} ({count}). {why}").format(what=left.what, count=left.count, why=left.why))
    say(_("Wrote {path}.").format(path=out))


@app.command()
def check(file: File, as_json_: AsJson = False) -> None:
    """Check every page and reference of a group's file."""
    from villagedesk.services import backups

    counts = backups.check(file, Keyring(), code())
    if as_json_:
        say(json.dumps(counts, indent=2))
    else:
        say(_("{file} is sound: {rows} rows in {tables} tables.").format(
            file=file.name, rows=sum(counts.values()), tables=len(counts)
        ))  # fmt: skip


@app.command()
def backup(file: File, to: Annotated[Path, typer.Option("--to", help="The folder for the copy.")]) -> None:
    """Make a checked copy of a group's file."""
    with reading(file) as desk:
        say(_("Made and checked {path}.").format(path=desk.back_up(to).path))


@app.command()
def restore(
    backup: Annotated[Path, typer.Argument(metavar="BACKUP", help="The copy.")],
    to: Annotated[Path, typer.Option("--to", help="Where the group's file is to be.")],
    replace: Replace = False,
) -> None:
    """Put a checked copy in the place of a group's file; what was there is kept beside it."""
    from villagedesk.services import backups

    kept = backups.restore(backup, to, Keyring(), clock(), code(), replace=replace)
    if kept:
        say(_("What was there before is kept as {path}.").format(path=kept))
    say(_("Restored {path}.").format(path=to))


def _say_made(file: Path, code: str, as_json_: bool, sentence: str) -> None:
    if as_json_:
        say(json.dumps({"path": str(file), "recovery_code": code}))
    else:
        say(sentence)
        say(_("Recovery code, shown only once: {code}").format(code=code))


def _line(record: dict[str, Any]) -> str:
    """A record in one line: what it is called, and what tells it from others."""
    row = next((inner for name in ("meeting", "row") if isinstance(inner := record.get(name), dict)), record)
    called = " ".join(str(row[name]) for name in ("title", "name", "honours") if row.get(name))
    shown = row | {"title": called}
    names = ("number", "on_date", "decided_on", "title", "claim", "text", "owner", "status")
    parts = [str(shown[name]) for name in names if shown.get(name)]
    return "  ".join(parts) or str(record.get("id"))
