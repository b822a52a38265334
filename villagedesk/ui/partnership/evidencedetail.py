"""One piece of evidence whole: its claim and cautions, its survey as charts, its sources, its fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.i18n import _
from villagedesk.records.evidence import EvidenceCard, EvidenceDraft
from villagedesk.services import attachments, evidence, surveys
from villagedesk.services.desk import Work
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.chart import ChartView
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.files import Files
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.partnership.evidencefields import evidence_draft, evidence_form, gaps_badge
from villagedesk.ui.partnership.said import Said
from villagedesk.ui.rows import Row, Rows

STEPS = ("evidence_survey", "evidence_copy", "evidence_no_survey")


class EvidenceDetail(Detail):
    """`went` carries a place and the id of something there."""

    went = Signal(str, str)
    first = "claim"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, "evidenceDetail", STEPS, evidence_form(bus.today, EvidenceDraft()))
        self.setAccessibleName(_("Evidence"))
        self._bus = bus
        self._claim, self._badge, self._figure = heading(), Badge(), soft()
        self._badge.setObjectName("evidenceState")
        self._figure.setObjectName("evidenceFigure")
        self._cautions = Said("cautions", _("Said beside it"))
        self._survey = QWidget()
        self._charts = QVBoxLayout(self._survey)
        self._charts.setContentsMargins(0, 0, 0, 0)
        self._charts.setSpacing(8)
        self._shown: object = None
        self._files_head, self._files = strong(_("Source documents")), Files(bus, _("Add the source document"))
        self._goals_head, self._goals = strong(_("Goals it serves")), Rows()
        self._goals.setObjectName("evidenceGoals")
        self._files.chosen.connect(self._attach)
        self._files.removed.connect(self._detach)
        self._goals.activated.connect(lambda key: self.went.emit("partnership", key))
        self._lay_out()

    def _lay_out(self) -> None:
        self.put_head(self._claim, self._badge, self._figure)
        for widget in (
            self._cautions, self._survey, self.form, self._files_head, self._files, self._goals_head, self._goals,
        ):  # fmt: skip
            self.add(widget)
        self.body.addStretch(1)

    def key(self) -> str:
        return self.record.row.id if isinstance(self.record, EvidenceCard) else ""

    def can_do(self) -> tuple[str, ...]:
        return STEPS if self.record.survey else STEPS[:2]

    def show_record(self, record: Any) -> None:
        card: EvidenceCard = record
        self.load(card, evidence_draft(card.row))
        self._claim.setText(card.row.claim)
        self._badge.say(*gaps_badge(card.row))
        about = (card.row.figure, evidence.heard(card.row), evidence.when(card.row))
        self._figure.setText(". ".join(filter(None, about)))
        self._figure.setVisible(bool(self._figure.text()))
        self._cautions.say("", "\n".join(evidence.cautions(card.row)))
        self._files.show_files(card.attachments)
        self._goals.show_rows([Row(goal.id, goal.name, icon="star") for goal in card.goals])
        for widget in (self._goals_head, self._goals):
            widget.setVisible(bool(card.goals))
        self._show_survey(card)

    def _show_survey(self, card: EvidenceCard) -> None:
        if self._shown == card.survey:
            return
        self._shown = card.survey
        while item := self._charts.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for question in card.survey:
            view = ChartView(self._bus)
            self._charts.addWidget(strong(question.text))
            self._charts.addWidget(soft(surveys.base_words(question)))
            self._charts.addWidget(view)
            words = surveys.chart_words(question, careful=False)
            view.show_chart(surveys.chart(question, careful=False), words)
        self._survey.setVisible(bool(card.survey))

    def _attach(self, name: str, data: bytes) -> None:
        key = self.key()

        def attach(work: Work) -> None:
            evidence.attach(work, key, name, data)

        self._bus.do(self, _("Add a source document"), attach, say=_("Copied into VillageDesk"))

    def _detach(self, attachment_id: str) -> None:
        label = _("Take a file away")
        self._bus.do(self, label, lambda work: attachments.detach(work, attachment_id), say=_("File taken away"))
