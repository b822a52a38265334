"""The words of importing: what becomes of a row, where lists are found, and the report that can be copied."""

from __future__ import annotations

from villagedesk.core.i18n import _, ngettext
from villagedesk.records.imports import ImportPreview, ImportRow, Verdict
from villagedesk.ui.colours import Tone

TONES: dict[Verdict, Tone] = {
    Verdict.ADDED: "kept",
    Verdict.CHANGED: "neutral",
    Verdict.UNCHANGED: "",
    Verdict.REFUSED: "late",
}


def verdict_words() -> dict[Verdict, str]:
    """What each verdict is called."""
    return {
        Verdict.ADDED: _("To add"),
        Verdict.CHANGED: _("To change"),
        Verdict.UNCHANGED: _("As it is"),
        Verdict.REFUSED: _("Not taken"),
    }


def counts(preview: ImportPreview) -> dict[Verdict, int]:
    """How many rows have each verdict."""
    return {
        Verdict.ADDED: preview.added,
        Verdict.CHANGED: preview.changed,
        Verdict.UNCHANGED: preview.unchanged,
        Verdict.REFUSED: preview.refused,
    }


def report(preview: ImportPreview) -> str:
    """The whole preview as text: the counts, what is to be known, then every row with its reason and details."""
    words = verdict_words()
    lines = [
        preview.source,
        "; ".join(f"{words[verdict]}: {count}" for verdict, count in counts(preview).items()),
        *preview.notes,
        *gone(preview, len(preview.departed)),
        "",
    ]
    order = (Verdict.REFUSED, Verdict.CHANGED, Verdict.ADDED, Verdict.UNCHANGED)
    for verdict in order:
        lines += [_reported(row, words[verdict]) for row in preview.rows if row.verdict is verdict]
    return "\n".join(lines).strip() + "\n"


def _reported(row: ImportRow, verdict: str) -> str:
    about = ". ".join(part.rstrip(".") for part in (row.reason, *row.details) if part)
    return _("{verdict}: row {n}, {name}. {about}").format(verdict=verdict, n=row.row, name=row.name, about=about)


def gone(preview: ImportPreview, most: int = 4) -> list[str]:
    """A sentence on who is here and no longer on the list; at most so many of them by name."""
    names = [f"{row.name} ({row.post})" for row in preview.departed if not row.has_moved]
    if not names:
        return []
    told = ", ".join(names[:most])
    if (more := len(names) - most) > 0:
        told = ngettext("{names} and {n} more", "{names} and {n} more", more).format(names=told, n=more)
    return [_("No longer on the list: {names}.").format(names=told)]


def where_from() -> tuple[tuple[str, str], ...]:
    """(what, where it is found) of each sort of list."""
    return (*_from_councils(), *_from_programs())


def _from_councils() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Councillors"),
            _(
                "Most councils' websites have a page called “Find your councillor”. Behind many of them is ModernGov: "
                "open https://COUNCIL/mgWebService.asmx/GetCouncillorsByWard in a browser, with the address of the "
                "council's democracy pages (often democracy.NAME.gov.uk) in the place of COUNCIL, save the page and "
                "choose the file. Without it: Open Council Data UK (opencouncildata.co.uk) has a CSV file of each "
                "council's councillors, and Democracy Club (democracyclub.org.uk) lists who was elected. Or copy "
                "the table from the council's page and paste it here."
            ),
        ),
        (
            _("Officers"),
            _(
                "Chief officers and their departments are in the council's constitution (“management structure”); the "
                "officers of a committee are on its agendas. Copy the names into a spreadsheet, or paste the table."
            ),
        ),
    )


def _from_programs() -> tuple[tuple[str, str], ...]:
    return (
        (
            _("Google Contacts"),
            _("At contacts.google.com choose Export, then “Google CSV” or “vCard”."),
        ),
        (
            _("Outlook"),
            _(
                "In Outlook choose File, Open & Export, Import/Export, “Export to a file”, “Comma Separated Values”, "
                "Contacts. On the web: People, Manage contacts, Export."
            ),
        ),
        (
            _("A telephone"),
            _(
                "Android: Contacts, Fix & manage, Export to file. iPhone: Contacts, Lists, hold a list down, Export; "
                "or at icloud.com: Contacts, select all, Export vCard. Send the file to this computer."
            ),
        ),
        (
            _("Members and others"),
            _(
                "Any spreadsheet with a row for each person: CSV or XLSX. What its columns mean is guessed, shown, "
                "and remembered for the next time."
            ),
        ),
    )
