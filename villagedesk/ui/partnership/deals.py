"""The face of the deals: sets of promises with who signed them, what was sent for comment, and their paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from villagedesk.core import paths
from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.records.deals import AnsweredDraft, DealDraft, DealFilter, EndDraft, SentDraft, SignatoryDraft
from villagedesk.records.people import Choice as Named
from villagedesk.services import attachments, dealpaper, deals, documents, group
from villagedesk.services.deals import DealQuery
from villagedesk.services.desk import Session, Work
from villagedesk.ui import begin
from villagedesk.ui.adding import Adding
from villagedesk.ui.asking import Asking
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.editors import Choice, DateLine, Line
from villagedesk.ui.face import Face
from villagedesk.ui.facelist import Kind
from villagedesk.ui.form import Field
from villagedesk.ui.partnership import commented
from villagedesk.ui.partnership.dealdetail import STEPS, DealDetail
from villagedesk.ui.partnership.promisefields import deal_columns, deal_draft, deal_form
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowmodel import Sort
from villagedesk.ui.saving import save_as


@dataclass(frozen=True, slots=True)
class _PutIn:
    promise_id: str | None = None


@dataclass(frozen=True, slots=True)
class _For:
    audience: Audience = Audience.COUNCIL


def deal_commands() -> tuple[Command, ...]:
    """What can be done with a deal."""
    return (
        Command("add_deal", _("Add a &deal"), "add", "", "edit", _("new agreement compact charter"), apart=True),
        Command("deal_promise", _("Add a &promise"), "add", "", "edit", _("commitment")),
        Command("deal_put_in", _("Put one in that was ma&de..."), "right", "", "edit", _("include")),
        Command("deal_sign", _("Note who &signed..."), "edit", "", "edit", _("signatory")),
        Command("deal_answer", _("Note their &comments..."), "check", "", "edit", _("reply answer")),
        Command("deal_send", _("Se&nt for comment..."), "right", "", "edit", _("council review")),
        Command("deal_pdf", _("Save as P&DF..."), "packs", "Ctrl+Shift+P", "edit", _("print page two column")),
        Command("deal_attach", _("Attach a &file..."), "add", "", "edit", _("letter e-mail scan")),
        Command("deal_end", _("&End it..."), "close", "", "edit", _("finish")),
        Command("deal_reopen", _("It runs o&n"), "undo", "", "edit", _("open reopen")),
    )


class DealsFace(Face):
    """What we and a body agreed to do as a whole, and how both have kept it."""

    listed_from = (
        "deal", "signatory", "comment_request", "action", "due_date", "state_change", "attachment", "organization",
        "person", "community_group",
    )  # fmt: skip
    steps = STEPS
    main = "add_deal"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands)
        self.setObjectName("deals")
        commands.add(*deal_commands(), scope=self)
        self.put_together(self._make_kind())
        for name, slot in (
            ("add_deal", self.begin_new),
            ("deal_promise", self._add_promise),
            ("deal_put_in", self._put_in),
            ("deal_sign", self._sign),
            ("deal_answer", self._answer),
            ("deal_send", self._send),
            ("deal_pdf", self._pdf),
            ("deal_attach", self._choose_file),
            ("deal_end", self._end),
            ("deal_reopen", self._reopen),
        ):
            commands.connect(name, slot)
        self.follow()

    def make_detail(self) -> Detail:
        detail = DealDetail(self.bus, self.commands)
        detail.opens.connect(lambda key: self.went.emit("partnership", key))
        detail.takes_away.connect(self._take_away)
        detail.saves.connect(self._save_file)
        return detail

    def make_adding(self) -> Adding:
        form = deal_form(self.bus.today, DealDraft())
        return Adding(self.bus, "deal", _("Add a deal"), form, "title", deals.add)

    def begin_new(self, given: str = "") -> None:
        """Show the form that adds one, with a body when its id is given."""
        self.begin(DealDraft(organization_id=given or None))

    def _make_kind(self) -> Kind:
        today = self.bus.today

        def ids(session: Session, only: str, words: str, sort: Sort) -> Sequence[str]:
            return deals.ids(session, DealQuery(DealFilter(only), words, sort.key, sort.descending), today())

        def edit(work: Work, key: str, changes: Mapping[str, Any]) -> None:
            row = deals.rows(work.session, [key], today())[0]
            deals.edit(work, key, replace(deal_draft(row), **changes))

        return Kind(
            name="deal",
            icon="partnership",
            title=_("Deals"),
            find=_("Filter by words or body"),
            filters={
                DealFilter.RUNNING.value: _("Running"),
                DealFilter.REVIEW.value: _("Review due"),
                DealFilter.ENDED.value: _("Ended"),
                DealFilter.ALL.value: _("All"),
            },
            first=DealFilter.RUNNING,
            every=DealFilter.ALL,
            sort=Sort("review"),
            columns=deal_columns(today),
            ids=ids,
            rows=lambda session, keys: deals.rows(session, keys, today()),
            counts=lambda session: deals.counts(session, today()),
            read=lambda session, key: deals.card(session, key, today()),
            edit=edit,
            bin=deals.bin_several,
            empty=_("What you and the council agreed as a whole stands here: who promised what, and who signed."),
            none_fits=_("No deal fits this filter."),
            gone=_("That deal is no longer here."),
        )

    # steps

    def _add_promise(self) -> None:
        self.went.emit("partnership", begin.promise(self.detail.key()))

    def _put_in(self) -> None:
        key = self.detail.key()
        self.bus.read(self, lambda session: deals.loose(session, key), self._ask_put_in)

    def _ask_put_in(self, found: list[Named]) -> None:
        fields = [Field("promise_id", _("&Which promise"), partial(Pick, _("Type a part of it"), found))]
        strip = Asking(_("Put in a promise"), _("Put it in"), fields, _PutIn())

        def job(work: Work, key: str, chosen: _PutIn) -> None:
            deals.put_in(work, key, chosen.promise_id or "")

        self.ask(strip, "put_in_deal", _("Put in a promise"), job, _("Put in"))

    def _sign(self) -> None:
        found = self.beside.options
        people = [choice for _name, choice in found.people] if found else []
        bodies = [choice for _name, choice in found.bodies] if found else []
        fields = [
            Field("person_id", _("&Who signed"), partial(Pick, _("Somebody you know"), people)),
            Field("name", _("or by &name"), Line),
            Field("organization_id", _("For which &body"), partial(Pick, _("Ours, the council"), bodies)),
            Field("role", _("&As"), partial(Line, _("Chair")), half=True),
            Field("signed_on", _("&On"), partial(DateLine, self.bus.today), half=True),
        ]
        draft = SignatoryDraft(signed_on=self.detail.record.row.agreed_on)
        strip = Asking(_("Who signed"), _("Keep it"), fields, draft)
        self.ask(strip, "sign_deal", _("Note who signed"), deals.sign, _("Noted"))

    def _send(self) -> None:
        def job(work: Work, key: str, draft: SentDraft) -> None:
            deals.send(work, draft, key)

        strip = commented.sending(self.bus.today, _("Sent for comment"))
        self.ask(strip, "send_deal", _("Note what was sent"), job, _("Noted as sent for comment"))

    def _answer(self) -> None:
        waiting = commented.waiting(self.detail.record.comments)

        def job(work: Work, _key: str, draft: AnsweredDraft) -> None:
            deals.answered(work, waiting[-1], draft)

        strip = commented.answering(self.bus.today)
        self.ask(strip, "answer_deal", _("Note their comments"), job, _("Comments noted"))

    def _end(self) -> None:
        fields = [Field("reason", _("&Because"), Line), Field("on", _("&On"), partial(DateLine, self.bus.today))]
        strip = Asking(_("The deal ends"), _("End it"), fields, EndDraft("", self.bus.today()))
        self.ask(strip, "end_deal", _("End a deal"), deals.end, _("Ended"))

    def _reopen(self) -> None:
        self.do(_("Let a deal run on"), deals.reopen, _("It runs on"))

    def _take_away(self, what: str, key: str) -> None:
        if what == "files":
            key = next(one.id for one in self.detail.record.attachments if one.document_id == key)
        jobs = {"signed": deals.unsign, "sent": deals.unsend, "files": attachments.detach}
        job = jobs.get(what, deals.take_out)
        self.bus.do(self, _("Take away from a deal"), lambda work: job(work, key), say=_("Taken away"))

    # paper and files

    def _pdf(self) -> None:
        audiences = self.beside.options.audiences if self.beside.options else list(group.audience_words().items())
        fields = [Field("audience", _("&Who it is for"), partial(Choice, audiences))]
        strip = Asking(_("The deal on paper"), _("Save as PDF..."), fields, _For())
        strip.answered.connect(lambda chosen: self._save_pdf(chosen.audience))
        self.detail.asking.put(strip)

    def _save_pdf(self, audience: Audience) -> None:
        self.detail.asking.put_away()
        desk, key, today = self.bus.desk, self.detail.key(), self.bus.today()

        def make() -> bytes:
            return dealpaper.pdf(desk.read(lambda session: dealpaper.of_deal(session, key, audience, today)))

        save_as(self, self.bus, _("Save the deal"), f"{self.detail.record.row.title}.pdf", make)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self.window(), _("Attach a file"), str(paths.documents_dir()))
        dialog.setObjectName("attachDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self._attach(Path(path)))
        dialog.open()

    def _attach(self, path: Path) -> None:
        key = self.detail.key()

        def write(data: bytes) -> None:
            self.bus.do(
                self,
                _("Attach a file"),
                lambda work: deals.attach(work, key, path.name, data),
                say=_("Copied into VillageDesk"),
            )

        self.bus.run(self, lambda _report: documents.read(path), write)

    def _save_file(self, document_id: str) -> None:
        desk = self.bus.desk
        name = next(one.name for one in self.detail.record.attachments if one.document_id == document_id)

        def make() -> bytes:
            return desk.read(lambda session: documents.content(session, document_id))

        save_as(self, self.bus, _("Save the file"), name, make)
