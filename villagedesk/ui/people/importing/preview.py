"""What an import would change, row by row, before anything is written; afterwards the report on it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication

from villagedesk.core.i18n import _, ngettext
from villagedesk.records.imports import CouncillorList, ImportOptions, ImportPreview, PeopleList, Verdict
from villagedesk.ui.announce import announce
from villagedesk.ui.buttons import quiet, secondary
from villagedesk.ui.editors import Line, Tick
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.form import Field, Form
from villagedesk.ui.importing import Previewing
from villagedesk.ui.people.importing.words import TONES, report, verdict_words
from villagedesk.ui.people.turnover.departed import DepartedCard
from villagedesk.ui.tasks import Tasks


class Preview(Previewing):
    """The rows, what can be chosen about the list, and Import."""

    back = Signal()

    def __init__(self, tasks: Tasks) -> None:
        told = {verdict: (words, TONES[verdict]) for verdict, words in verdict_words().items()}
        nothing = EmptyState("import", _("Nothing of this kind is in the list."))
        super().__init__(tasks, "import", told, nothing, _("What the list holds"))
        self._preview: ImportPreview | None = None
        self.form = Form(
            [
                Field("council", _("C&ouncil"), Line, _("Whose councillors these are"), half=True),
                Field("home_addresses", _("Take &home addresses too"), Tick, half=True),
            ],
            ImportOptions(),
        )
        self._whose = self.form.editor("council").parentWidget()  # with its label
        self.form.left.connect(lambda _name: self.changed.emit())
        self._back, self._copy = secondary(_("&Columns")), quiet(_("Copy &report"))
        self._back.setObjectName("importColumns")
        self._back.clicked.connect(self.back)
        self._copy.setObjectName("importReport")
        self._copy.clicked.connect(self._copy_report)
        self.departed = DepartedCard()
        self.departed.edited.connect(self.make_ready)
        self._lay_out(self.form, [self.cancel, self._copy, self._other, self._back, self.ok], self.departed)
        self.clear()

    # what is shown

    def clear(self) -> None:
        super().clear()
        self._preview = None
        self.cancel.setText(_("Cancel"))
        self._copy.setText(_("Copy &report"))
        self.departed.clear()
        for widget in (self.form, self._back, self._copy):
            widget.hide()

    def show_preview(
        self, preview: ImportPreview, options: ImportOptions, content: CouncillorList | PeopleList, *, of_table: bool
    ) -> None:
        """Show what would be written, and what can be chosen about it."""
        self.form.set_value(options)
        self.form.setVisible(isinstance(content, CouncillorList) or has_homes(content))
        if self._whose:
            self._whose.setVisible(isinstance(content, CouncillorList))
        self._copy.show()
        self._back.setVisible(of_table)
        self._preview = preview
        self._show_rows(preview, abouts(content))
        self.make_ready()
        if self.ok.isEnabled() and self.cancel.hasFocus():
            self.ok.setFocus()

    def make_ready(self) -> None:
        """Say on the button what it does, and let it be pressed."""
        preview, writes, ends = self._preview, self.writes(), self.departed.count()
        if preview is None:
            return
        words = _("Import {n}").format(n=writes) if writes else _("Import")
        if not preview.writes:
            words = ngettext("End {n} place", "End {n} places", ends).format(n=ends) if ends else _("Nothing to import")
        self.ok.setText(words)
        self.ok.setEnabled(preview.writes or ends > 0)

    def writes(self) -> int:
        """How many rows would be written."""
        return self._preview.added + self._preview.changed if self._preview else 0

    def show_done(self, title: str) -> None:
        """It has been imported: what was not taken stays to be read and copied."""
        self._title.setText(title)
        for widget in (self.form, self.ok, self._back, self.departed):
            widget.hide()
        self.cancel.setText(_("Done"))
        self.cancel.setFocus()
        self._filter(Verdict.REFUSED)

    def _copy_report(self) -> None:
        if self._preview:
            QGuiApplication.clipboard().setText(report(self._preview))
            announce(self, _("The report was copied."))
            self._copy.setText(_("Copied"))


def has_homes(content: CouncillorList | PeopleList) -> bool:
    """Whether a list of people has home details of anybody in public office, which are taken only when asked for."""
    if isinstance(content, CouncillorList):
        return True
    public = {row.person for row in content.memberships if row.role in ("councillor", "portfolio")}
    return any(one.label == "home" for entry in content.people if entry.key in public for one in entry.contacts)


def abouts(content: CouncillorList | PeopleList) -> Mapping[tuple[int, str], str]:
    """What tells a row from others, by its number and name: ward and party, or position and body."""
    if isinstance(content, CouncillorList):
        return {
            (entry.row, entry.name): ", ".join(filter(None, (entry.ward, entry.party)))
            for entry in content.entries
            if entry.name
        }
    bodies = {entry.key: entry.name for entry in content.organizations}
    posts = {entry.key: entry.label for entry in content.posts}
    held: dict[str, str] = {}
    for row in content.memberships:
        words = (row.label or posts.get(row.post, ""), bodies.get(row.organization, ""))
        held.setdefault(row.person, ", ".join(filter(None, words)))
    return {(entry.row, entry.name): held.get(entry.key, "") for entry in content.people}
