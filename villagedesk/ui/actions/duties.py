"""The view of what comes back each year, and what the law asks of a group like this one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.records.duties import DutyDraft, DutyFilter, DutyOffer
from villagedesk.services import duties
from villagedesk.services.desk import Session, Work
from villagedesk.services.duties import DutyQuery
from villagedesk.ui.actions.dutydetail import STEPS, DutyDetail
from villagedesk.ui.actions.dutyfields import duty_columns, duty_draft, duty_form
from villagedesk.ui.actions.dutyoffers import OffersCard
from villagedesk.ui.adding import Adding
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.face import Face
from villagedesk.ui.facelist import Kind
from villagedesk.ui.rowmodel import Sort


def duty_commands() -> tuple[Command, ...]:
    """What can be done with duties."""
    return (
        Command("add_duty", _("Add a d&uty"), "add", "", "edit", _("new recurring yearly insurance AGM"), apart=True),
        Command("duty_pause", _("&Leave out for now"), "close", "", "edit", _("pause stop")),
        Command("duty_resume", _("&Take up again"), "redo", "", "edit", _("resume go on")),
    )


class DutiesFace(Face):
    """Insurance, the AGM's notice, accounts to the regulator."""

    listed_from = ("duty", "action", "person", "organization")
    steps = STEPS
    main = "add_duty"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands)
        self.setObjectName("duties")
        commands.add(*duty_commands(), scope=self)
        self.put_together(self._make_kind())
        self._offers = OffersCard()
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.setSpacing(14)
        layout.insertWidget(0, self._offers)
        self._offers.taken.connect(self._take_up)
        self._offers.left_out.connect(self._leave_out)
        for name, slot in (
            ("add_duty", self.begin_new), ("duty_pause", self._pause), ("duty_resume", self._resume),
        ):  # fmt: skip
            commands.connect(name, slot)
        self.follow()
        self._read_offers()

    def make_detail(self) -> Detail:
        detail = DutyDetail(self.bus, self.commands)
        detail.went.connect(self.went)
        return detail

    def make_adding(self) -> Adding:
        return Adding(self.bus, "duty", _("Add a duty"), duty_form(self.bus.today, DutyDraft()), "title", duties.add)

    def begin_new(self, given: str = "") -> None:  # noqa: ARG002 - a duty is of the group
        self.begin(DutyDraft())

    def refresh(self, changed: Changed) -> None:
        super().refresh(changed)
        if changed.touches("duty", "community_group"):
            self._read_offers()

    def _make_kind(self) -> Kind:
        today = self.bus.today

        def ids(session: Session, only: str, words: str, sort: Sort) -> Sequence[str]:
            return duties.ids(session, DutyQuery(DutyFilter(only), words, sort.key, sort.descending), today())

        return Kind(
            name="duty",
            title=_("Duties"),
            find=_("Filter by words or who sees to it"),
            filters={
                DutyFilter.ACTIVE: _("Coming"),
                DutyFilter.PAUSED: _("Left out"),
                DutyFilter.ALL: _("All"),
            },
            first=DutyFilter.ACTIVE,
            every=DutyFilter.ALL,
            sort=Sort("next"),
            columns=duty_columns(today),
            ids=ids,
            rows=lambda session, keys: duties.rows(session, keys, today()),
            counts=duties.counts,
            read=lambda session, key: duties.card(session, key, today()),
            edit=self._edit,
            bin=duties.bin_several,
            empty=_(
                "What comes back each year stands here: insurance, the AGM, accounts. Each time becomes an action."
            ),
            none_fits=_("No duty fits this filter."),
            gone=_("That duty is no longer here."),
            icon="actions",
        )

    def _edit(self, work: Work, key: str, changes: Mapping[str, Any]) -> None:
        row = duties.card(work.session, key, work.today).row
        duties.edit(work, key, replace(duty_draft(row), **changes))

    def _pause(self) -> None:
        self.do(_("Leave out a duty"), duties.pause, _("Left out for now"))

    def _resume(self) -> None:
        self.do(_("Take up a duty again"), duties.resume, _("Taken up again"))

    def _read_offers(self) -> None:
        today = self.bus.today()
        self.bus.read(self, lambda session: duties.offers(session, today), self._offers.show_offers)

    def _take_up(self, offer: DutyOffer) -> None:
        self.bus.do(
            self, _("Take up a duty"), lambda work: duties.take_up(work, offer), self.listing.show_new,
            say=_("Taken up; it becomes an action in time"),
        )  # fmt: skip

    def _leave_out(self, offer: DutyOffer) -> None:
        self.bus.do(self, _("Leave out a duty"), lambda work: duties.leave_out(work, offer), say=_("Left out"))
