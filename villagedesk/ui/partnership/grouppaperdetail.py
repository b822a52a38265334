"""One of the group's papers whole: its versions, each with its file, its dates and what adopted it; its fields."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.grouppapers import GroupPaperCard, GroupPaperDraft, VersionRow
from villagedesk.services import grouppapers
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.files import Files, save_document
from villagedesk.ui.goalwords import paper_badge
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.partnership.grouppaperfields import paper_draft, paper_form
from villagedesk.ui.rows import Act, Row, Rows

STEPS = ("paper_version", "paper_file", "paper_pack")


class GroupPaperDetail(Detail):
    """A version is opened by saving a copy of its file."""

    first = "title"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, "groupPaperDetail", STEPS, paper_form(GroupPaperDraft()))
        self.setAccessibleName(_("Paper"))
        self._bus = bus
        self._title, self._badge = heading(), Badge()
        self._badge.setObjectName("paperState")
        self._none = soft(_("No version yet: add the one that is in force."))
        self._versions_head, self._versions = strong(_("Versions, the one in force first")), Rows()
        self._versions.setObjectName("versions")
        self.files = Files(bus, _("Add its file"))
        self.files.setParent(self)
        self.files.hide()
        self.files.chosen.connect(self._put_file)
        self._versions.activated.connect(self._save)
        self._versions.acted.connect(self._take_out)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        self.body.setSpacing(14)
        self.body.addLayout(head)
        self.add(self.buttons)
        self.body.addLayout(self.asking)
        for widget in (self._versions_head, self._none, self._versions, self.form):
            self.add(widget)
        self.body.addStretch(1)

    def key(self) -> str:
        return self.record.row.id if isinstance(self.record, GroupPaperCard) else ""

    def can_do(self) -> tuple[str, ...]:
        version = self.record.row.version
        if version is None:
            return ("paper_version",)
        return STEPS if version.document_id else ("paper_version", "paper_file")

    def show_record(self, record: Any) -> None:
        card: GroupPaperCard = record
        self.load(card, paper_draft(card.row))
        self._title.setText(card.row.title)
        badge = paper_badge(card.row, self._bus.today())
        self._badge.setVisible(badge is not None)
        if badge:
            self._badge.say(*badge)
        away = Act("away", _("Take the version out"), "close", Qt.Key.Key_Delete)
        self._versions.show_rows(
            [
                Row(one.id, one.label, _dates(one), aside=one.document, icon="document", acts=(away,))
                for one in card.versions
            ]
        )
        self._none.setVisible(not card.versions)
        self._versions.setVisible(bool(card.versions))
        self._versions_head.setVisible(bool(card.versions))

    def _put_file(self, name: str, data: bytes) -> None:
        version = self.record.row.version
        if version is not None:

            def put(work: Any) -> None:
                grouppapers.put_file(work, version.id, name, data)

            self._bus.do(self, _("Add the file of a paper"), put, say=_("Copied into VillageDesk"))

    def _save(self, key: str) -> None:
        one = next((one for one in self.record.versions if one.id == key), None)
        if one and one.document_id:
            save_document(self, self._bus, one.document_id, one.document)

    def _take_out(self, key: str, _act: str) -> None:
        label = _("Take a version out")
        self._bus.do(self, label, lambda work: grouppapers.take_version_out(work, key), say=_("Version taken out"))


def _dates(one: VersionRow) -> str:
    steps = (
        (_("Adopted {date}"), one.adopted_on),
        (_("to be looked at again {date}"), one.review_on),
        (_("runs out {date}"), one.expires_on),
    )
    told = ", ".join(words.format(date=show_date(day)) for words, day in steps if day)
    return ". ".join(filter(None, (told[:1].upper() + told[1:], one.decision, one.note)))
