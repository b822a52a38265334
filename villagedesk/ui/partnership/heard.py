"""The view of who is heard: numbers from attendance, and at what stage residents were involved in decisions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QVBoxLayout

from villagedesk.core.audience import Audience
from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.text import shorten
from villagedesk.core.words import Involvement
from villagedesk.records.heard import Among, DecisionStage, HeardCard, Place, Places
from villagedesk.records.partnership import OverviewPaper
from villagedesk.services import group, heard, heardwords, partnership, partnershipwords
from villagedesk.services.desk import Work
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.chart import ChartView
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.colours import Tone
from villagedesk.ui.columns import Columns
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.editors import Choice
from villagedesk.ui.form import Field
from villagedesk.ui.labels import soft, text
from villagedesk.ui.rows import Act, Row, Rows
from villagedesk.ui.saving import save_as
from villagedesk.ui.scroll import Scroller
from villagedesk.ui.view import View

_TELL = ("meeting", "attendance", "organization", "person", "contact_detail", "tag", "tagging", "membership",
         "decision", "agenda_item", "minutes")  # fmt: skip
_MOST_SHOWN = 30  # decisions one by one: the rest is counted
_LONGEST = 160  # characters of a decision on its line
_TONES: dict[Involvement, Tone] = {
    Involvement.BEFORE: "kept", Involvement.CHOOSING: "neutral", Involvement.AFTER: "soon",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Noting:
    stage: Involvement | None = None


@dataclass(frozen=True, slots=True)
class _For:
    audience: Audience = Audience.COUNCIL


def heard_commands() -> tuple[Command, ...]:
    """What can be done with who is heard."""
    return (Command("heard_pdf", _("Save who is &heard as PDF..."), "document", "", "edit", _("print attendance")),)


class HeardView(View):
    """Cards for the last twelve months; the chips say which meetings are counted."""

    main = "heard_pdf"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__()
        self._bus = bus
        commands.add(*heard_commands(), scope=self)
        commands.connect("heard_pdf", self._ask_audience)
        self._cancel: Callable[[], None] | None = None
        self._card: HeardCard | None = None
        self._chips = ChipRow()
        for among, words in heardwords.among_words().items():
            self._chips.add(among.value, words)
        self._chips.turn_on([Among.ALL.value])
        self._chips.changed.connect(self._press)
        self._came, self._streets, self._groups = self._coming_card(), _PlacesCard("streets"), _PlacesCard("groups")
        self._stages = self._stages_card()
        columns = Columns((1, 1))
        for card in (self._came, self._streets, self._groups):
            columns.left.addWidget(card)
        columns.right.addWidget(self._stages)
        for column in (columns.left, columns.right):
            column.addStretch(1)
        self._saving = AskingRoom(bus, self.setFocus)
        inside, outer = QVBoxLayout(), QVBoxLayout(self)
        inside.setSpacing(14)
        inside.addLayout(self._saving)
        inside.addWidget(columns, 1)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(14)
        outer.addWidget(self._chips)
        outer.addWidget(Scroller(inside, QMargins(0, 0, 18, 0)), 1)
        for card in (self._came, self._streets, self._groups, self._stages):
            card.hide()
        self.setFocusProxy(self._chips.chip(Among.ALL.value))

    def main_words(self) -> str:
        return _("Save as PDF")

    def follow(self) -> None:
        self._read()

    def refresh(self, changed: Changed) -> None:
        if self._card and changed.touches(*_TELL):
            self._read()

    def _coming_card(self) -> Card:
        card = Card(_("The last twelve months"))
        self._sum, self._share = text(), ChartView(self._bus)
        self._sum.setObjectName("heardSum")
        self._share_head, self._years = soft(_("Share of the three who came most")), Rows(opens=False)
        for widget in (self._sum, self._share_head, self._share, self._years, soft(heardwords.counted_words())):
            card.add(widget)
        return card

    def _stages_card(self) -> Card:
        card = Card(_("When residents were involved"))
        self._stage_sum, self._stage = text(), ChartView(self._bus)
        self._stage_sum.setObjectName("stageSum")
        self._asking = AskingRoom(self._bus, self.setFocus)
        self._decisions, self._more = Rows(), soft()
        self._decisions.setObjectName("stagedDecisions")
        self._decisions.activated.connect(self._open)
        self._decisions.acted.connect(lambda key, _name: self._note(key))
        card.add(self._stage_sum)
        card.add(self._stage)
        card.body.addLayout(self._asking)
        card.add(self._decisions)
        card.add(self._more)
        return card

    def _press(self, name: str) -> None:
        self._chips.turn_on([name or Among.ALL.value])
        self._read()

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        among, today = self._among(), self._bus.today()
        self._cancel = self._bus.read(self, lambda session: heard.card(session, today, among), self._show)

    def _show(self, found: HeardCard) -> None:
        self._cancel, self._card = None, found
        self._came.set_aside(heardwords.span_words(found.now))
        self._sum.setText(heardwords.sum_up(found.now))
        chart = heardwords.shares_chart(found)
        self._share_head.setVisible(chart is not None)
        self._share.show_chart(chart, heardwords.said_chart(chart) if chart else "")
        before = [year for year in found.years[1:] if year.people]
        self._years.show_rows(
            [Row(str(year.start), heardwords.span_words(year), heardwords.sum_up(year)) for year in before]
        )
        self._streets.show_places(found.streets)
        self._groups.show_places(found.groups)
        self._show_stages(found)
        self._came.show()
        self._stages.show()

    def _ask_audience(self) -> None:
        def ask(names: dict[Audience, str]) -> None:
            field = Field("audience", _("&Who is it for?"), partial(Choice, list(names.items())))
            strip = Asking(_("Who is heard, as a PDF"), _("Save as PDF"), [field], _For())
            strip.answered.connect(self._save)
            self._saving.put(strip)

        self._bus.read(self, lambda session: dict(group.card(session).audience_names), ask)

    def _save(self, wanted: _For) -> None:
        self._saving.put_away()
        today, among = self._bus.today(), self._among()

        def offer(paper: OverviewPaper) -> None:
            name = partnershipwords.paper_name(paper)
            save_as(self, self._bus, paper.title, name, lambda: partnership.paper_pdf(paper))

        self._bus.read(self, lambda session: partnership.heard_paper(session, today, among, wanted.audience), offer)

    def _among(self) -> Among:
        return Among(self._chips.on()[0])

    def _show_stages(self, found: HeardCard) -> None:
        latest = found.stages[0]
        chart = heardwords.stages_chart(latest)
        self._stage_sum.setText(heardwords.stages_sum_up(latest))
        self._stage.show_chart(chart, heardwords.said_chart(chart) if chart else "")
        self._decisions.show_rows([_decision(one) for one in found.decisions[:_MOST_SHOWN]])
        more = len(found.decisions) - _MOST_SHOWN
        self._more.setText(_("and {n} more").format(n=more))
        self._more.setVisible(more > 0)

    def _one(self, key: str) -> DecisionStage | None:
        return next((one for one in self._card.decisions if one.id == key), None) if self._card else None

    def _open(self, key: str) -> None:
        if (one := self._one(key)) and one.meeting_id:
            self.went.emit("meetings", one.meeting_id)

    def _note(self, key: str) -> None:
        """Ask at what stage residents were involved in a decision."""
        one = self._one(key)
        if one is None or one.item_id is None:
            return
        item_id = one.item_id
        stages = [(None, _("Not noted")), *heard.stage_words().items()]
        field = Field("stage", _("&Residents were involved"), partial(Choice, stages))
        title = f"{one.number}: {shorten(one.text, _LONGEST)}" if one.number else shorten(one.text, _LONGEST)
        strip = Asking(title, _("Note it"), [field], _Noting(one.stage))

        def job(noted: _Noting) -> Callable[[Work], None]:
            return lambda work: heard.note_stage(work, item_id, noted.stage)

        step = Step("note_stage", item_id, _("Note when residents were involved"), _("Noted"))
        self._asking.ask(strip, step, job)


def _decision(one: DecisionStage) -> Row:
    badge: tuple[str, Tone] = (
        (heard.stage_words()[one.stage], _TONES[one.stage]) if one.stage else (_("Not noted"), "")
    )  # fmt: skip
    acts = (Act("note", _("Note when residents were involved"), "edit", Qt.Key.Key_E),) if one.item_id else ()
    second = ", ".join(filter(None, (one.number, show_date(one.decided_on))))
    return Row(one.id, shorten(one.text, _LONGEST), second, badge, acts=acts)


class _PlacesCard(Card):
    """Streets or groups in numbers, those that nobody came from first; hidden while none is known."""

    def __init__(self, name: str) -> None:
        self._are_streets = name == "streets"
        super().__init__(_("Streets") if self._are_streets else _("Groups"))
        self.setObjectName(f"heard_{name}")
        self._rows, self._small = Rows(opens=False), soft()
        self.add(self._rows)
        self.add(self._small)

    def show_places(self, places: Places) -> None:
        """Show these."""
        self._rows.show_rows([_place(place) for place in places.told])
        self._rows.setVisible(bool(places.told))
        words = heardwords.small_words(places, are_streets=self._are_streets)
        self._small.setText(words)
        self._small.setVisible(bool(words))
        self.setVisible(bool(places.told or words))


def _place(place: Place) -> Row:
    badge: tuple[str, Tone] | None = (_("Not heard"), "soon") if place.came == 0 else None
    return Row(place.name, place.name, heardwords.came_words(place), badge)
