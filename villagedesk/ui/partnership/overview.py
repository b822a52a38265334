"""The first view of the place: how the partnership stands, in cards that lead on, and as a PDF for anybody."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QMargins
from PySide6.QtWidgets import QVBoxLayout

from villagedesk.core.audience import Audience
from villagedesk.core.changes import Changed
from villagedesk.core.i18n import _
from villagedesk.records.partnership import Overview
from villagedesk.services import group, partnership, partnershipwords, questions
from villagedesk.services.desk import Session
from villagedesk.services.questions import QuestionQuery
from villagedesk.ui.asking import Asking, AskingRoom
from villagedesk.ui.bus import Bus
from villagedesk.ui.columns import Columns
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.editors import Choice
from villagedesk.ui.form import Field
from villagedesk.ui.partnership.overviewcards import (
    GoalsCard,
    HealthCard,
    HeardCard,
    MeetingsCard,
    OverviewCard,
    PromisesCard,
    QuestionsCard,
)
from villagedesk.ui.saving import save_as
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.view import View


@dataclass(frozen=True, slots=True)
class _For:
    audience: Audience = Audience.COUNCIL


def overview_commands() -> tuple[Command, ...]:
    """What can be done with the page."""
    return (
        Command("partnership_pdf", _("Save the &overview as PDF..."), "document", "", "edit", _("print partnership")),
    )


class OverviewView(View):
    """Six cards; each is about what another view has whole."""

    main = "partnership_pdf"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self._bus = bus
        self._cancel: Callable[[], None] | None = None
        commands.add(*overview_commands(), scope=self)
        commands.connect("partnership_pdf", lambda: self._ask_audience())
        self._asking = AskingRoom(bus, self.setFocus)
        self._questions, self._goals, self._meetings = QuestionsCard(), GoalsCard(), MeetingsCard()
        self._promises, self._heard, self._health = PromisesCard(bus), HeardCard(bus), HealthCard(bus)
        self._cards: tuple[OverviewCard, ...] = (
            self._promises, self._heard, self._goals, self._questions, self._meetings, self._health,
        )  # fmt: skip
        self._lay_out()
        self._promises.opened.connect(lambda _body: self.went.emit("partnership", "promises"))
        self._heard.opened.connect(lambda _title: self.went.emit("partnership", "heard"))
        self._goals.opened.connect(lambda key: self.went.emit("partnership", key))
        self._health.opened.connect(lambda key: self.went.emit("partnership", key))
        self._meetings.opened.connect(lambda key: self.went.emit("meetings", key))
        self._questions.opened.connect(self._open_questions)

    def main_words(self) -> str:
        return _("Save as PDF")

    def follow(self) -> None:
        self._read()

    def refresh(self, changed: Changed) -> None:  # noqa: ARG002 - nearly everything shows here
        if self.isVisible():
            self._read()

    def _lay_out(self) -> None:
        columns = Columns((1, 1))
        left = (self._promises, self._heard)
        for card in self._cards:
            (columns.left if card in left else columns.right).addWidget(card)
        for column in (columns.left, columns.right):
            column.addStretch(1)
        inside, outer = QVBoxLayout(), QVBoxLayout(self)
        inside.setSpacing(14)
        inside.addLayout(self._asking)
        inside.addWidget(columns, 1)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(Scroller(inside, QMargins(0, 0, 18, 0)))
        for card in self._cards:
            card.hide()

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        today = self._bus.today()
        self._cancel = self._bus.read(self, lambda session: partnership.overview(session, today), self._show)

    def _show(self, found: Overview) -> None:
        self._cancel = None
        for card in self._cards:
            card.show_overview(found)
            card.show()

    def _open_questions(self, body_id: str) -> None:
        """Go to the question of a body that has waited longest."""
        today = self._bus.today()

        def job(session: Session) -> list[str]:
            return questions.ids(session, QuestionQuery(body_id=body_id), today)

        self._bus.read(self, job, lambda keys: self.went.emit("partnership", keys[0]) if keys else None)

    def _ask_audience(self, said: _For | None = None, note: str = "") -> None:
        """Ask whom it is for; `note` tells what is left out of the one that was `said`."""

        def ask(names: dict[Audience, str]) -> None:
            field = Field("audience", _("&Who is it for?"), partial(Choice, list(names.items())))
            verb = _("Save it like this") if note else _("Save as PDF")
            strip = Asking(_("The overview as a PDF"), verb, [field], said or _For(), note)
            strip.answered.connect(lambda wanted: self._save(wanted, is_told=bool(note) and wanted == said))
            self._asking.put(strip)

        self._bus.read(self, lambda session: dict(group.card(session).audience_names), ask)

    def _save(self, wanted: _For, *, is_told: bool) -> None:
        self._asking.put_away()
        today = self._bus.today()

        def read(session: Session) -> tuple[Overview, Overview]:
            return partnership.overview(session, today, wanted.audience), partnership.overview(session, today)

        def offer(found: tuple[Overview, Overview]) -> None:
            if not is_told and (note := partnershipwords.left_out(*found)):
                self._ask_audience(wanted, note)
                return
            name = partnershipwords.file_name(found[0])
            save_as(self, self._bus, _("Save the overview"), name, lambda: partnership.pdf(*found))

        self._bus.read(self, read, offer)
