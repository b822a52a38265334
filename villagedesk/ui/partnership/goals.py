"""The face of shared goals: how far each is, who shares it, what serves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from villagedesk.core.i18n import _
from villagedesk.records.goals import EndDraft, GoalDraft, GoalFilter, LinkKind, MeasureDraft
from villagedesk.records.people import Choice as Named
from villagedesk.services import goals, people, serving
from villagedesk.services.desk import Session, Work
from villagedesk.services.goals import GoalQuery
from villagedesk.ui.adding import Adding
from villagedesk.ui.asking import Asking
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.editors import Choice, DateLine, Line
from villagedesk.ui.face import Face
from villagedesk.ui.facelist import Kind
from villagedesk.ui.form import Field
from villagedesk.ui.number import Number
from villagedesk.ui.partnership.goaldetail import STEPS, GoalDetail
from villagedesk.ui.partnership.goalfields import goal_columns, goal_draft, goal_form
from villagedesk.ui.pick import Pick
from villagedesk.ui.rowmodel import Sort


def goal_commands() -> tuple[Command, ...]:
    """What can be done with goals."""
    return (
        Command("add_goal", _("Add a &goal"), "add", "", "edit", _("new aim target shared"), apart=True),
        Command("goal_measure", _("Add a &measure..."), "add", "Ctrl+D", "edit", _("count progress figure")),
        Command("goal_serves", _("Add what &serves it..."), "link", "", "edit", _("link meeting action evidence")),
        Command("goal_share", _("Add who s&hares it..."), "people", "", "edit", _("partner body council")),
        Command("goal_reach", _("&Reached"), "check", "", "edit", _("done achieved")),
        Command("goal_end", _("Gi&ve it up..."), "close", "", "edit", _("end drop")),
        Command("goal_reopen", _("Follow it a&gain"), "undo", "", "edit", _("open reopen")),
    )


@dataclass(frozen=True, slots=True)
class _Sharing:
    organization_id: str | None = None
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Serving:
    serves: LinkKind = LinkKind.ACTION
    of_id: str | None = None


class GoalsFace(Face):
    """What both sides want to reach."""

    listed_from = (
        "goal", "goal_sharer", "measure", "goal_link", "person", "organization", "decision", "action", "meeting",
        "series", "deal", "question", "evidence",
    )  # fmt: skip
    steps = STEPS
    main = "add_goal"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands)
        self.setObjectName("goals")
        commands.add(*goal_commands(), scope=self)
        self.put_together(self._make_kind())
        for name, slot in (
            ("add_goal", self.begin_new),
            ("goal_measure", self._measure),
            ("goal_serves", self._serves),
            ("goal_share", self._share),
            ("goal_reach", self._reach),
            ("goal_end", self._end),
            ("goal_reopen", self._reopen),
        ):
            commands.connect(name, slot)
        self.follow()

    def make_detail(self) -> Detail:
        detail = GoalDetail(self.bus, self.commands)
        detail.went.connect(self.went)
        return detail

    def make_adding(self) -> Adding:
        form = goal_form(self.bus.today, GoalDraft(set_on=self.bus.today()))
        return Adding(self.bus, "goal", _("Add a goal"), form, "title", goals.add)

    def begin_new(self, given: str = "") -> None:  # noqa: ARG002 - a goal is of nobody in particular
        self.begin(GoalDraft(set_on=self.bus.today()))

    def _make_kind(self) -> Kind:
        def ids(session: Session, only: str, words: str, sort: Sort) -> Sequence[str]:
            return goals.ids(session, GoalQuery(GoalFilter(only), words, sort.key, sort.descending))

        return Kind(
            name="goal",
            title=_("Goals"),
            find=_("Filter by words"),
            filters={
                GoalFilter.OPEN: _("Under way"),
                GoalFilter.REACHED: _("Reached"),
                GoalFilter.ENDED: _("Given up"),
                GoalFilter.ALL: _("All"),
            },
            first=GoalFilter.OPEN,
            every=GoalFilter.ALL,
            sort=Sort("target"),
            columns=goal_columns(self.bus.today),
            ids=ids,
            rows=goals.rows,
            counts=goals.counts,
            read=goals.card,
            edit=_edit,
            bin=goals.bin_several,
            empty=_("What you and the council both want to reach stands here, with how far it is."),
            none_fits=_("No goal fits this filter."),
            gone=_("That goal is no longer here."),
            icon="partnership",
        )

    def _measure(self) -> None:
        shown = Pick(_("Type a part of what it shows"))
        fields = [
            Field("value", _("How &much it is now"), Number, half=True),
            Field("on", _("&On"), partial(DateLine, self.bus.today), half=True),
            Field("note", _("How it was &counted"), Line),
            Field("evidence_id", _("The e&vidence that says so"), lambda: shown),
        ]
        strip = Asking(_("A measure"), _("Keep the measure"), fields, MeasureDraft(on=self.bus.today()))
        self.bus.read(shown, partial(serving.choices, kind=LinkKind.EVIDENCE), shown.offer)
        self.ask(strip, "measure_goal", _("Add a measure"), goals.measure, _("Measure kept"))

    def _serves(self) -> None:
        kinds, thing = list(serving.kind_words().items()), Pick(_("Type some of its words"))
        kind = Choice(kinds)
        fields = [Field("serves", _("What &sort of thing"), lambda: kind), Field("of_id", _("&Which"), lambda: thing)]
        strip = Asking(_("What serves this goal"), _("Add it"), fields, _Serving())

        def offer(found: list[Named]) -> None:
            thing.offer(found)

        def chosen() -> None:
            thing.set_value(None)
            self.bus.read(thing, partial(serving.choices, kind=kind.value()), offer)

        kind.left.connect(chosen)
        chosen()
        self.ask(strip, "serve_goal", _("Add what serves a goal"), _link, _("Added to the goal"))

    def _share(self) -> None:
        body, person = Pick(_("A council, department or group")), Pick(_("Or one person"))
        fields = [
            Field("organization_id", _("Which &body"), lambda: body),
            Field("person_id", _("Or &who"), lambda: person),
        ]
        strip = Asking(_("Who shares this goal"), _("Add them"), fields, _Sharing())
        self.bus.read(body, people.organization_choices, body.offer)
        self.bus.read(person, people.choices, person.offer)
        self.ask(strip, "share_goal", _("Add who shares a goal"), _share, _("Added to the goal"))

    def _reach(self) -> None:
        self.do(_("Note a goal as reached"), goals.reach, _("Noted as reached"))

    def _end(self) -> None:
        fields = [Field("reason", _("&Why"), Line), Field("on", _("&On"), partial(DateLine, self.bus.today))]
        strip = Asking(_("Why it is given up"), _("Give it up"), fields, EndDraft(on=self.bus.today()))
        self.ask(strip, "end_goal", _("Give up a goal"), goals.end, _("Noted as given up"))

    def _reopen(self) -> None:
        self.do(_("Follow a goal again"), goals.reopen, _("Under way again"))


def _edit(work: Work, key: str, changes: Mapping[str, Any]) -> None:
    goals.edit(work, key, replace(goal_draft(goals.card(work.session, key).row), **changes))


def _link(work: Work, key: str, said: _Serving) -> None:
    serving.link(work, key, said.serves, said.of_id)


def _share(work: Work, key: str, said: _Sharing) -> None:
    goals.share(work, key, person_id=said.person_id, organization_id=said.organization_id)
