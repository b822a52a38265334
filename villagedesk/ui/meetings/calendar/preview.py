"""What taking in meetings would change, one line each, before anything is written."""

from __future__ import annotations

from villagedesk.core.i18n import _, ngettext
from villagedesk.records.imports import ImportOptions, ImportPreview
from villagedesk.ui.editors import Line, Tick
from villagedesk.ui.empty import EmptyState
from villagedesk.ui.form import Field, Form
from villagedesk.ui.importing import Previewing
from villagedesk.ui.meetings.calendar.words import TONES, verdict_words
from villagedesk.ui.tasks import Tasks


class Preview(Previewing):
    """The rows, whose meetings they are, whether those they ask to come are added, and Import."""

    def __init__(self, tasks: Tasks) -> None:
        told = {verdict: (words, TONES[verdict]) for verdict, words in verdict_words().items()}
        nothing = EmptyState("meetings", _("Nothing of this kind is in the file."))
        super().__init__(tasks, "take", told, nothing, _("What the file holds"))
        self.form: Form[ImportOptions] = Form(
            [
                Field("council", _("&Whose meetings"), Line, _("Empty: our own. Else the body's name"), half=True),
                Field("add_people", _("&Add those who are not in your people"), Tick),
            ],
            ImportOptions(),
        )
        self.form.left.connect(lambda _name: self.changed.emit())
        self._adding = self.form.editor("add_people").parentWidget()  # with its label
        self._lay_out(self.form, [self.cancel, self._other, self.ok])
        self.clear()

    def clear(self) -> None:
        super().clear()
        self.form.hide()

    def ask_whose(self, options: ImportOptions, problem: str = "") -> None:
        """Offer to say whose meetings they are; `problem` when that has to be said first."""
        self.form.set_value(options)
        self.form.show()
        if problem:
            self.form.show_error("council", problem)

    def show_preview(self, preview: ImportPreview) -> None:
        """Show what would be written."""
        if self._adding:
            self._adding.setVisible(bool(preview.strangers) or self.form.value().add_people)
        self._show_rows(preview)
        self.make_ready(preview)

    def make_ready(self, preview: ImportPreview) -> None:
        """Say on the button what it does, and let it be pressed."""
        n = preview.added + preview.changed + preview.cancelled
        self.ok.setText(ngettext("Import {n} change", "Import {n} changes", n).format(n=n) if n else _("Nothing new"))
        self.ok.setEnabled(preview.writes)
