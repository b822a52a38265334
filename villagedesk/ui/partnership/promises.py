"""The face of the promises: what each side promised the other, and how it was kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QResizeEvent

from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.core.words import Side
from villagedesk.records.deals import AnsweredDraft, DealPaper, SentDraft
from villagedesk.records.promises import PromiseCard, PromiseDraft, PromiseFilter, Record, RemarkDraft
from villagedesk.services import actionsteps, dealpaper, deals, promisesteps, promising
from villagedesk.services.desk import Session, Work
from villagedesk.services.promising import PromiseQuery
from villagedesk.ui.adding import Adding
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.editors import Choice
from villagedesk.ui.face import Face
from villagedesk.ui.facelist import Kind
from villagedesk.ui.partnership import commented
from villagedesk.ui.partnership import promiseasks as asks
from villagedesk.ui.partnership.kept import KeptSides
from villagedesk.ui.partnership.promisedetail import STEPS, PromiseDetail
from villagedesk.ui.partnership.promisefields import Today, promise_columns, promise_draft, promise_form
from villagedesk.ui.rowmodel import Sort
from villagedesk.ui.saving import save_as
from villagedesk.ui.theme import current

_ROOM_FOR_RATES = 480  # pixels at 100%: in a lower window the list comes first


def promise_commands() -> tuple[Command, ...]:
    """What can be done with a promise."""
    return (
        Command("add_promise", _("Add a &promise"), "add", "", "edit", _("new commitment council"), apart=True),
        Command("promise_report", _("Reported &done..."), "check", "Ctrl+D", "edit", _("finished kept")),
        Command("promise_confirm", _("Con&firmed by the other side..."), "check", "", "edit", _("agreed done")),
        Command("promise_renegotiate", _("Rene&gotiate the date..."), "redo", "", "edit", _("move late consent")),
        Command("promise_agree", _("A side a&grees to the date..."), "check", "", "edit", _("consent")),
        Command("promise_remark", _("Note what a side &says..."), "edit", "", "edit", _("comment remark reply")),
        Command("promise_because", _("Add an action &because of it..."), "actions", "", "edit", _("reason follow")),
        Command("promise_release", _("Gi&ve up or release..."), "close", "", "edit", _("drop let go")),
        Command(
            "promises_pdf", _("Save what both promised as P&DF..."), "packs", "Ctrl+Shift+P", "edit", _("print paper")
        ),
        Command("promises_send", _("All sent for co&mment..."), "right", "", "edit", _("council body review")),
        Command("promises_answer", _("Note their c&omments..."), "check", "", "edit", _("reply answer")),
        Command("promise_reopen", _("&Open again"), "undo", "", "edit", _("reopen not done")),
    )


class PromisesFace(Face):
    """What was promised by whom to whom, until when, and whether it happened."""

    listed_from = (
        "action", "due_date", "state_change", "remark", "deal", "person", "organization", "meeting", "membership",
        "community_group", "comment_request",
    )  # fmt: skip
    steps = STEPS
    main = "add_promise"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands)
        self.setObjectName("promises")
        commands.add(*promise_commands(), scope=self)
        self._by_body = Choice([(None, _("All bodies"))])
        self._by_body.box.setObjectName("promisesWith")
        self._by_body.box.setAccessibleName(_("Promises with"))
        self._by_body.set_value(None)
        self._kept = KeptSides()
        self.put_together(promise_kind(bus.today, self._by_body.value), self._by_body)
        self._by_body.left.connect(self._body_chosen)
        column = self.layout()
        assert column is not None
        column.setSpacing(12)
        column.insertWidget(0, self._kept)  # type: ignore[attr-defined]
        for name, slot in (
            ("add_promise", self.begin_new),
            ("promise_report", self._report),
            ("promise_confirm", self._confirm),
            ("promise_renegotiate", self._renegotiate),
            ("promise_agree", self._agree),
            ("promise_remark", self._remark),
            ("promise_because", self._because),
            ("promise_release", self._release),
            ("promise_reopen", self._reopen),
            ("promises_pdf", self._pdf),
            ("promises_send", self._send),
            ("promises_answer", self._answer),
        ):
            commands.connect(name, slot)
        self.follow()
        self._read_record()

    def make_detail(self) -> Detail:
        detail = PromiseDetail(self.bus, self.commands)
        detail.opens.connect(self.went)
        detail.drops.connect(self._take_back)
        return detail

    def make_adding(self) -> Adding:
        form = promise_form(self.bus.today, PromiseDraft(raised_on=self.bus.today()))
        return Adding(self.bus, "promise", _("Add a promise"), form, "text", promisesteps.promise)

    def refresh(self, changed: Changed) -> None:
        super().refresh(changed)
        if changed.touches(*self.listed_from):
            self._read_record()

    def begin_new(self, given: str = "") -> None:
        """Show the form that adds one, of the body or in the deal whose id is given."""
        is_deal = bool(given) and given in dict(self._deals())
        self.begin(
            PromiseDraft(
                raised_on=self.bus.today(),
                deal_id=given if is_deal else None,
                organization_id=given if given and not is_deal else self._by_body.value(),
            )
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_kept()

    # how they were kept

    def _read_record(self) -> None:
        today, body = self.bus.today(), self._by_body.value()

        def job(session: Session) -> tuple[Record, Record]:
            whole = promising.record(session, today)
            return whole, promising.record(session, today, body) if body else whole

        self.bus.read(self, job, lambda found: self._show_record(*found))

    def _show_record(self, whole: Record, shown: Record) -> None:
        self._kept.show_record(shown)
        self._show_kept()
        chosen = self._by_body.value()
        words = _("{body}: {n}")
        options: list[tuple[str | None, str]] = [(None, _("All bodies"))]
        options += [
            (one.body_id, words.format(body=one.body, n=one.ours.total + one.theirs.total + one.joint.total))
            for one in whole.bodies
            if one.body_id
        ]
        self._by_body.set_options(options)
        if self._by_body.value() is None and chosen is not None:
            self._by_body.set_value(None)
            self._body_chosen()

    def _show_kept(self) -> None:
        self._kept.setVisible(self._kept.has_any and self.height() >= current().px(_ROOM_FOR_RATES))

    def _body_chosen(self) -> None:
        self.listing.ask()
        self.listing.count()
        self._read_record()

    def _deals(self) -> list[tuple[str, str]]:
        return [(choice.id, name) for name, choice in self.beside.options.deals] if self.beside.options else []

    # steps

    def _report(self) -> None:
        strip = asks.said(self.bus.today, _("Who promised says that it is done"))
        self.ask(strip, "report_promise", _("Report promise done"), promisesteps.report, _("Noted as done"))

    def _confirm(self) -> None:
        strip = asks.said(self.bus.today, _("The other side says that it is done"))
        self.ask(strip, "confirm_promise", _("Confirm promise"), promisesteps.confirm, _("Noted as confirmed"))

    def _renegotiate(self) -> None:
        strip = asks.another_date(self.bus.today)
        self.ask(strip, "renegotiate_promise", _("Renegotiate"), promisesteps.renegotiate, _("New date noted"))

    def _agree(self) -> None:
        def job(work: Work, key: str, said: RemarkDraft) -> None:
            promisesteps.agree(work, key, said.side, said.on)

        strip = asks.consent(self.bus.today, self.detail.record.not_agreed)
        self.ask(strip, "agree_promise", _("Agree to a date"), job, _("Consent noted"))

    def _remark(self) -> None:
        strip = asks.remark(self.bus.today)
        self.ask(strip, "remark_promise", _("Note a comment"), promisesteps.remark, _("Comment noted"))

    def _because(self) -> None:
        strip = asks.because(self.bus.today)
        self.ask(strip, "because_promise", _("Add an action"), promisesteps.add_because, _("Action added"))

    def _release(self) -> None:
        strip = asks.let_go(self.bus.today)
        self.ask(strip, "release_promise", _("Give up a promise"), promisesteps.let_go, _("Given up"))

    def _reopen(self) -> None:
        self.do(_("Open a promise again"), promisesteps.reopen, _("Open again"))

    def _pdf(self) -> None:
        found, row = self.beside.options, self.detail.record.row if self.beside.has() else None
        if found is None or row is None:
            return
        bodies = [choice for _name, choice in found.bodies]
        strip = asks.paper(bodies, found.audiences, self._by_body.value() or row.body_id)
        strip.answered.connect(self._save_pdf)
        self.detail.asking.put(strip)

    def _save_pdf(self, chosen: asks.PaperOf) -> None:
        self.detail.asking.put_away()
        desk, today = self.bus.desk, self.bus.today()

        def make() -> bytes:
            def read(session: Session) -> DealPaper:
                return dealpaper.of_body(session, chosen.organization_id or "", chosen.audience, today)

            return dealpaper.pdf(desk.read(read))

        save_as(self, self.bus, _("Save what both promised"), _("What both promised") + ".pdf", make)

    def _send(self) -> None:
        row = self.detail.record.row

        def job(work: Work, _key: str, draft: SentDraft) -> None:
            deals.send(work, replace(draft, organization_id=row.body_id))

        title = _("Everything sent to {body} for comment").format(body=row.body)
        strip = commented.sending(self.bus.today, title)
        self.ask(strip, "send_promises", _("Note what was sent"), job, _("Noted as sent for comment"))

    def _answer(self) -> None:
        waiting = commented.waiting(self.detail.record.sent)

        def job(work: Work, _key: str, draft: AnsweredDraft) -> None:
            deals.answered(work, waiting[-1], draft)

        strip = commented.answering(self.bus.today)
        self.ask(strip, "answer_promises", _("Note their comments"), job, _("Comments noted"))

    def _take_back(self, what: str, key: str) -> None:
        job: Callable[[Work, str], None] = deals.unsend if what == "sent" else promisesteps.take_away_remark
        self.bus.do(self, _("Take back a comment"), lambda work: job(work, key), say=_("Taken back"))


def promise_kind(today: Today, body: Callable[[], str | None]) -> Kind:
    """The list of promises; `today` and `body`, with whom they are, are asked each time that it is read."""

    def ids(session: Session, only: str, words: str, sort: Sort) -> Sequence[str]:
        query = PromiseQuery(PromiseFilter(only), words, sort.key, sort.descending, body())
        return promising.ids(session, query, today())

    def counts(session: Session) -> Mapping[PromiseFilter, int]:
        return promising.counts(session, body(), today())

    def read(session: Session, key: str) -> PromiseCard:
        card = promising.card(session, key, today())
        return replace(card, sent=deals.sent_whole(session, card.row.body_id))

    def edit(work: Work, key: str, changes: Mapping[str, Any]) -> None:
        draft = replace(promise_draft(promising.card(work.session, key, today()).row), **changes)
        if changes.keys() & {"owner_id", "organization_id"} and "side" not in changes and draft.side != Side.JOINT:
            draft = replace(draft, side=None)
        promisesteps.edit(work, key, draft)

    return Kind(
        name="promise",
        icon="partnership",
        title=_("Promises"),
        find=_("Filter by words or who promised"),
        filters={only.value: words for only, words in _filter_words().items()},
        first=PromiseFilter.OPEN,
        every=PromiseFilter.ALL,
        sort=Sort("due"),
        columns=promise_columns(),
        ids=ids,
        rows=lambda session, keys: promising.rows(session, keys, today()),
        counts=counts,
        read=read,
        edit=edit,
        bin=actionsteps.bin_several,
        empty=_("What the council and you promise each other stands here, each once, until it is done."),
        none_fits=_("No promise fits this filter."),
        gone=_("That promise is no longer here."),
    )


def _filter_words() -> dict[PromiseFilter, str]:
    return {
        PromiseFilter.OPEN: _("To do"),
        PromiseFilter.NOT_DONE: _("Not done"),
        PromiseFilter.TO_CONFIRM: _("To confirm"),
        PromiseFilter.THEIRS: _("The council's"),
        PromiseFilter.OURS: _("Ours"),
        PromiseFilter.JOINT: _("Both together"),
        PromiseFilter.DONE: _("Done"),
        PromiseFilter.ALL: _("All"),
    }
