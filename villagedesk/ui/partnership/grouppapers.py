"""The face of the group's own papers, with the versions that are in force and what runs out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from villagedesk.core.i18n import _
from villagedesk.records.grouppapers import GroupPaperDraft, GroupPaperFilter, PackPlace, VersionDraft
from villagedesk.services import grouppapers, responses
from villagedesk.services.desk import Session, Work
from villagedesk.services.grouppapers import GroupPaperQuery
from villagedesk.ui.adding import Adding
from villagedesk.ui.asking import Asking
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.editors import Choice, DateLine, Line
from villagedesk.ui.face import Face
from villagedesk.ui.facelist import Kind
from villagedesk.ui.files import choose_file
from villagedesk.ui.form import Field
from villagedesk.ui.partnership.grouppaperdetail import STEPS, GroupPaperDetail
from villagedesk.ui.partnership.grouppaperfields import paper_columns, paper_draft, paper_form
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowmodel import Sort


def paper_commands() -> tuple[Command, ...]:
    """What can be done with the group's papers."""
    return (
        Command("add_group_paper", _("Add a &paper"), "add", "", "edit", _("new policy insurance lease"), apart=True),
        Command("paper_version", _("Add a &version..."), "add", "", "edit", _("renew adopt new edition")),
        Command("paper_file", _("Add its &file..."), "document", "", "edit", _("attach pdf scan")),
        Command("paper_pack", _("Put it into a pac&k..."), "packs", "", "edit", _("agenda meeting paper")),
    )


@dataclass(frozen=True, slots=True)
class _Packing:
    item_id: str | None = None


class GroupPapersFace(Face):
    """Constitution, policies, insurance, bank mandate, leases."""

    listed_from = ("group_paper", "paper_version", "document", "decision")
    steps = STEPS
    main = "add_group_paper"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands)
        self.setObjectName("papers")
        commands.add(*paper_commands(), scope=self)
        self.put_together(self._make_kind())
        for name, slot in (
            ("add_group_paper", self.begin_new),
            ("paper_version", self._version),
            ("paper_file", self._file),
            ("paper_pack", self._pack),
        ):
            commands.connect(name, slot)
        self.follow()

    def make_detail(self) -> Detail:
        return GroupPaperDetail(self.bus, self.commands)

    def make_adding(self) -> Adding:
        form = paper_form(GroupPaperDraft())
        return Adding(self.bus, "group_paper", _("Add a paper"), form, "title", grouppapers.add)

    def begin_new(self, given: str = "") -> None:  # noqa: ARG002 - a paper is of the group
        self.begin(GroupPaperDraft())

    def _make_kind(self) -> Kind:
        today = self.bus.today

        def ids(session: Session, only: str, words: str, sort: Sort) -> Sequence[str]:
            query = GroupPaperQuery(GroupPaperFilter(only), words, sort.key, sort.descending)
            return grouppapers.ids(session, query, today())

        return Kind(
            name="group_paper",
            title=_("Papers"),
            find=_("Filter by words"),
            filters={GroupPaperFilter.ALL: _("All"), GroupPaperFilter.DUE: _("To look at")},
            first=GroupPaperFilter.ALL,
            every=GroupPaperFilter.ALL,
            sort=Sort("due"),
            columns=paper_columns(today),
            ids=ids,
            rows=grouppapers.rows,
            counts=lambda session: grouppapers.counts(session, today()),
            read=grouppapers.card,
            edit=_edit,
            bin=grouppapers.bin_several,
            empty=_(
                "Your constitution, policies, insurance, bank mandate and leases stand here, with when they run out."
            ),
            none_fits=_("No paper fits this filter."),
            gone=_("That paper is no longer here."),
            icon="partnership",
        )

    def _version(self) -> None:
        day, decision = partial(DateLine, self.bus.today), Pick(_("A decision of ours"))
        fields = [
            Field("label", _("&What it is called"), partial(Line, _("2026, or version 3"))),
            Field("adopted_on", _("&Adopted on"), day, half=True),
            Field("review_on", _("Look at it &again on"), day, half=True),
            Field("expires_on", _("&Runs out on"), day, half=True),
            Field("decision_id", _("Adopted &by"), lambda: decision),
            Field("note", _("&Note"), Line),
        ]
        strip = Asking(_("A version"), _("Keep the version"), fields, VersionDraft())
        self.bus.read(decision, responses.decision_choices, decision.offer)
        self.ask(strip, "add_version", _("Add a version"), grouppapers.add_version, _("Version kept"))

    def _file(self) -> None:
        detail = self.detail
        assert isinstance(detail, GroupPaperDetail)
        choose_file(self, _("The file of this version"), detail.files.take)

    def _pack(self) -> None:
        key, today = self.detail.key(), self.bus.today()

        def ask(found: tuple[str, list[PackPlace]]) -> None:
            meeting, places = found
            if not places:
                self.bus.said.emit(_("No meeting with an agenda is planned: plan one first."), None)
            elif self.detail.key() == key:
                self._ask_place(meeting, places)

        self.bus.read(self, lambda session: grouppapers.pack_places(session, today), ask)

    def _ask_place(self, meeting: str, places: list[PackPlace]) -> None:
        fields = [Field("item_id", _("With which &item"), partial(Choice, [(one.item_id, one.name) for one in places]))]
        title = _("Into the pack of {meeting}").format(meeting=meeting)
        strip = Asking(title, _("Put it in"), fields, _Packing(places[0].item_id))
        self.ask(strip, "pack_paper", _("Put a paper into a pack"), _put, _("It is in the pack now"))


def _put(work: Work, key: str, said: _Packing) -> None:
    grouppapers.put_into_pack(work, key, said.item_id)


def _edit(work: Work, key: str, changes: Mapping[str, Any]) -> None:
    grouppapers.edit(work, key, replace(paper_draft(grouppapers.card(work.session, key).row), **changes))
