"""The face of the group's responses: to consultations and notices, and what it puts to meetings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from villagedesk.core.i18n import _
from villagedesk.records.responses import ResponseDraft, ResponseFilter, ResponseRow, StepDraft
from villagedesk.services import responses
from villagedesk.services.desk import Session, Work
from villagedesk.services.responses import ResponseQuery
from villagedesk.ui.adding import Adding
from villagedesk.ui.asking import Asking
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.editors import DateLine, Text
from villagedesk.ui.face import Face
from villagedesk.ui.facelist import Kind
from villagedesk.ui.form import Field
from villagedesk.ui.partnership.columns import response_columns
from villagedesk.ui.partnership.fields import response_draft, response_form
from villagedesk.ui.partnership.responsedetail import STEPS, ResponseDetail
from villagedesk.ui.rowmodel import Sort


def response_commands() -> tuple[Command, ...]:
    """What can be done with a response."""
    return (
        Command("response_send", _("Note what was &sent..."), "check", "Ctrl+D", "edit", _("submit reply"), apart=True),
        Command("response_outcome", _("Note the &outcome..."), "check", "", "edit", _("result decided")),
        Command("response_leave", _("Do not res&pond"), "close", "", "edit", _("leave alone ignore")),
        Command("response_reopen", _("Take the last step &back"), "undo", "", "edit", _("open reopen")),
    )


class ResponsesFace(Face):
    """What closes when, what we say, what was sent and what came of it."""

    listed_from = ("response", "person", "organization", "decision")
    steps = STEPS
    main = "add_response"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands)
        self.setObjectName("responses")
        commands.add(*response_commands(), scope=self)
        self.put_together(self._make_kind())
        for name, slot in (
            ("response_send", self._send),
            ("response_outcome", self._outcome),
            ("response_leave", self._leave),
            ("response_reopen", self._reopen),
        ):
            commands.connect(name, slot)
        self.follow()

    def make_detail(self) -> Detail:
        return ResponseDetail(self.bus, self.commands)

    def make_adding(self) -> Adding:
        form = response_form(self.bus.today, ResponseDraft())
        return Adding(self.bus, "response", _("Add a response"), form, "title", responses.add)

    def begin_new(self, given: str = "") -> None:
        """Show the form that adds one, to a body when its id is given."""
        self.begin(ResponseDraft(organization_id=given or None))

    def _make_kind(self) -> Kind:
        def ids(session: Session, only: str, words: str, sort: Sort) -> Sequence[str]:
            return responses.ids(session, ResponseQuery(ResponseFilter(only), words, sort.key, sort.descending))

        def counts(session: Session) -> Mapping[ResponseFilter, int]:
            return responses.counts(session)

        return Kind(
            name="response",
            title=_("Responses"),
            icon="partnership",
            find=_("Filter by words or body"),
            filters={only.value: words for only, words in _filter_words().items()},
            first=ResponseFilter.TO_SEND,
            every=ResponseFilter.ALL,
            sort=Sort("closes"),
            columns=response_columns(self.bus.today),
            ids=ids,
            rows=responses.rows,
            counts=counts,
            read=responses.card,
            edit=_edit,
            bin=responses.bin_several,
            empty=_(
                "Consultations, planning and licensing notices, petitions and deputations stand here until they close."
            ),
            none_fits=_("No response fits this filter."),
            gone=_("That response is no longer here."),
        )

    def _strip(self, title: str, verb: str, words: str, shown: str) -> Asking:
        fields = [
            Field("text", words, partial(Text, lines=4)),
            Field("on", _("&On"), partial(DateLine, self.bus.today)),
        ]
        return Asking(title, verb, fields, StepDraft(shown, self.bus.today()))

    def _send(self) -> None:
        row: ResponseRow = self.detail.record
        strip = self._strip(
            _("What was sent"), _("Keep it"), _("&The words that were sent"), row.sent_text or row.stance
        )
        self.ask(strip, "send_response", _("Note what was sent"), responses.send, _("Noted as sent"))

    def _outcome(self) -> None:
        strip = self._strip(_("What came of it"), _("Keep it"), _("&The outcome"), "")
        self.ask(strip, "conclude_response", _("Note the outcome"), responses.conclude, _("Outcome noted"))

    def _leave(self) -> None:
        self.do(_("Do not respond"), responses.leave, _("Noted: not responding"))

    def _reopen(self) -> None:
        self.do(_("Take the last step back"), responses.reopen, _("Last step taken back"))


def _edit(work: Work, key: str, changes: Mapping[str, Any]) -> None:
    responses.edit(work, key, replace(response_draft(responses.card(work.session, key)), **changes))


def _filter_words() -> dict[ResponseFilter, str]:
    return {
        ResponseFilter.TO_SEND: _("To send"),
        ResponseFilter.SENT: _("Sent"),
        ResponseFilter.DECIDED: _("Outcome known"),
        ResponseFilter.LEFT: _("Not responding"),
        ResponseFilter.ALL: _("All"),
    }
