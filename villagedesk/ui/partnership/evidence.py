"""The face of evidence: what the group can show, and how it came to know it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication

from villagedesk.core.i18n import _
from villagedesk.records.evidence import EvidenceDraft, EvidenceFilter, Survey
from villagedesk.services import evidence, quoting, surveys
from villagedesk.services.desk import Session, Work
from villagedesk.services.evidence import EvidenceQuery
from villagedesk.ui.adding import Adding
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.face import Face
from villagedesk.ui.facelist import Kind
from villagedesk.ui.files import choose_file
from villagedesk.ui.partnership.evidencedetail import STEPS, EvidenceDetail
from villagedesk.ui.partnership.evidencefields import evidence_columns, evidence_draft, evidence_form
from villagedesk.ui.partnership.surveystrip import survey_strip
from villagedesk.ui.rowmodel import Sort


def evidence_commands() -> tuple[Command, ...]:
    """What can be done with evidence."""
    return (
        Command("add_evidence", _("Add e&vidence"), "add", "", "edit", _("new claim figure survey"), apart=True),
        Command("evidence_survey", _("Take in a sur&vey..."), "import", "", "edit", _("csv results answers")),
        Command("evidence_no_survey", _("Take the survey o&ut"), "close", "", "edit", _("remove results")),
        Command("evidence_copy", _("&Copy as a quotation"), "document", "", "edit", _("quote cite clipboard")),
    )


class EvidenceFace(Face):
    """Claims, each with its figure and its grounds."""

    listed_from = (
        "evidence", "survey_question", "survey_answer", "attachment", "document", "goal_link", "goal", "person",
        "organization",
    )  # fmt: skip
    steps = STEPS
    main = "add_evidence"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands)
        self.setObjectName("evidence")
        commands.add(*evidence_commands(), scope=self)
        self.put_together(self._make_kind())
        for name, slot in (
            ("add_evidence", self.begin_new),
            ("evidence_survey", self._survey),
            ("evidence_no_survey", self._no_survey),
            ("evidence_copy", self._copy),
        ):
            commands.connect(name, slot)
        self.follow()

    def make_detail(self) -> Detail:
        detail = EvidenceDetail(self.bus, self.commands)
        detail.went.connect(self.went)
        return detail

    def make_adding(self) -> Adding:
        form = evidence_form(self.bus.today, EvidenceDraft())
        return Adding(self.bus, "evidence", _("Add evidence"), form, "claim", evidence.add)

    def begin_new(self, given: str = "") -> None:  # noqa: ARG002 - evidence is of nobody in particular
        self.begin(EvidenceDraft())

    def _make_kind(self) -> Kind:
        def ids(session: Session, only: str, words: str, sort: Sort) -> Sequence[str]:
            return evidence.ids(session, EvidenceQuery(EvidenceFilter(only), words, sort.key, sort.descending))

        return Kind(
            name="evidence",
            title=_("Evidence"),
            find=_("Filter by words"),
            filters={
                EvidenceFilter.ALL: _("All"),
                EvidenceFilter.SURVEYS: _("Surveys"),
                EvidenceFilter.THIN: _("With gaps"),
            },
            first=EvidenceFilter.ALL,
            every=EvidenceFilter.ALL,
            sort=Sort("when", True),
            columns=evidence_columns(),
            ids=ids,
            rows=evidence.rows,
            counts=evidence.counts,
            read=evidence.card,
            edit=_edit,
            bin=evidence.bin_several,
            empty=_("What you can show stands here: a claim, its figure, how it was gathered and who was missed."),
            none_fits=_("No evidence fits this filter."),
            gone=_("That evidence is no longer here."),
            icon="partnership",
        )

    def _survey(self) -> None:
        choose_file(self, _("Take in a survey"), self.take_survey, _("Tables (*.csv *.tsv *.txt *.xlsx *.ods)"))

    def take_survey(self, path: Path) -> None:
        """Read a survey's answers, then ask which questions to keep."""
        key = self.detail.key()

        def read(survey: Survey) -> None:
            if self.detail.key() == key:
                self._ask_questions(survey)

        self.bus.run(self, lambda report: surveys.read(path, report), read)

    def _ask_questions(self, survey: Survey) -> None:
        key, strip = self.detail.key(), survey_strip(survey, self.detail.record.row.claim)

        def take(chosen: Any) -> None:
            columns = [column for n, column in enumerate(survey.columns) if getattr(chosen, f"question_{n}")]
            self.bus.do(
                self,
                _("Take in a survey"),
                lambda work: surveys.take(work, key, survey.people, columns),
                lambda _done: self.detail.asking.put_away(),
                strip.refuse,
                say=_("Survey taken in"),
            )

        strip.answered.connect(take)
        self.detail.asking.put(strip)

    def _no_survey(self) -> None:
        self.do(_("Take a survey out"), surveys.take_out, _("Survey taken out"))

    def _copy(self) -> None:
        QApplication.clipboard().setText(quoting.quotation(self.detail.record.row))
        self.bus.said.emit(_("Copied, with how it was gathered"), None)


def _edit(work: Work, key: str, changes: Mapping[str, Any]) -> None:
    evidence.edit(work, key, replace(evidence_draft(evidence.card(work.session, key).row), **changes))
