"""What can be done with actions, one or several at a time: each a command, a change, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus
from villagedesk.records.actions import ActionCard
from villagedesk.services import actions, actionsteps, turning
from villagedesk.services.desk import Work
from villagedesk.ui.actions.detail import ALL_COMMANDS, ActionDetail, commands_for
from villagedesk.ui.actions.fields import draft, typed
from villagedesk.ui.asking import Asking, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.editors import DateLine, Line
from villagedesk.ui.form import Field
from villagedesk.ui.keeper import Keeper


@dataclass(frozen=True, slots=True)
class Answer:
    """What a step asks for: a date where one is wanted, and why."""

    due_on: date | None = None
    reason: str = ""


def action_commands() -> tuple[Command, ...]:
    """The commands of this place."""
    return (
        Command("action_done", _("&Done"), "check", "Ctrl+D", "edit", _("mark finished tick complete"), apart=True),
        Command("action_waiting", _("&Waiting"), "clock", "Ctrl+Shift+W", "edit", _("hold on for somebody")),
        Command("action_reopen", _("&Open again"), "undo", "Ctrl+Shift+O", "edit", _("not done")),
        Command("action_move", _("Mo&ve the date..."), "calendar", "Ctrl+Shift+M", "edit", _("carry forward later")),
        Command("action_drop", _("Dro&p..."), "close", "Ctrl+Shift+D", "edit", _("give up no longer")),
        Command("action_to_question", _("Make it a &question"), "partnership", "", "edit", _("turn convert ask")),
    )


class Doing(QObject):
    """`marked` tells which actions are meant; what asks first does so in the detail, about its card: `take_in` comes
    before any action is shown, and what needs one is offered only then.
    """

    _detail: ActionDetail

    def __init__(self, parent: QObject, bus: Bus, commands: Commands, marked: Callable[[], Sequence[str]]) -> None:
        super().__init__(parent)
        self._bus, self._commands, self._marked = bus, commands, marked
        for name, slot in (
            ("action_done", lambda: self._set(ActionStatus.DONE, _("Mark as done"), _("Marked as done"))),
            ("action_waiting", lambda: self._set(ActionStatus.WAITING, _("Mark as waiting"), _("Marked as waiting"))),
            ("action_reopen", lambda: self._set(ActionStatus.OPEN, _("Open again"), _("Opened again"))),
            ("action_move", self.ask_move),
            ("action_drop", self.ask_drop),
            ("action_to_question", self.to_question),
        ):
            self._commands.connect(name, slot)
        self.follow(None, 0)

    def take_in(self, detail: ActionDetail) -> None:
        """The detail is there: keep what is typed into it."""
        self._detail = detail
        self._keeper = Keeper(self._bus, "action", detail.form)
        detail.came.connect(self._keeper.start)
        detail.left.connect(self.save)

    def follow(self, card: ActionCard | None, count: int) -> None:
        """Offer what can be done with the card that is shown, or with `count` actions that are marked."""
        can: tuple[str, ...] = commands_for(card.row.status) if card else ()
        if count > 1:
            can = ("action_done", "action_waiting", "action_reopen")
        for name in ALL_COMMANDS:
            self._commands.enable(name, name in can)
        self._commands.enable("action_to_question", card is not None and count == 1)

    def bin(self) -> None:
        """Put what is marked into the bin."""
        keys = tuple(self._marked())
        if keys:
            self._bus.do(
                self, _("Move to the bin"), lambda work: actionsteps.bin_several(work, keys), say=_("Moved to the bin")
            )

    def save(self) -> None:
        """Keep what was typed in the detail."""
        card = self._detail.card
        if card is None:
            return
        key = card.row.id

        def edit(work: Work, changes: dict[str, Any]) -> None:
            stored = actions.card(work.session, key)
            actions.edit(work, key, draft(stored, replace(typed(stored), **changes)))

        def refused(error: Refused) -> None:
            if self._detail.card and self._detail.card.row.id == key:
                self._detail.show_refused(error)
            else:
                self._bus.said.emit(error.message, None)

        self._keeper.send(_("Change action"), edit, refused)

    def ask_move(self) -> None:
        """Ask for the new date and why; where there was no date, or it was set today, only for the date."""
        if (card := self._detail.card) is None:
            return
        key, is_agreed = card.row.id, self._is_agreed(card)
        title = _("Move the date") if card.row.due_on else _("Give it a date")
        fields = [Field("due_on", _("New &date"), partial(DateLine, self._bus.today))]
        if is_agreed:
            fields.append(Field("reason", _("&Why it moves"), Line))
        strip = Asking(title, title, fields, Answer(None if is_agreed else card.row.due_on))

        def job(answer: Answer) -> Callable[[Work], None]:
            if is_agreed:
                return lambda work: actionsteps.move_due(work, key, answer.due_on, answer.reason)

            def give_date(work: Work) -> None:
                stored = actions.card(work.session, key)
                actions.edit(work, key, replace(draft(stored, typed(stored)), due_on=answer.due_on))

            return give_date

        self._detail.asking.ask(strip, Step("move_action", key, _("Move the date"), _("Date moved")), job)

    def ask_drop(self) -> None:
        """Ask why it is dropped."""
        if (card := self._detail.card) is None:
            return
        key = card.row.id
        why = Field("reason", _("&Why it is dropped"), Line)
        strip = Asking(_("Drop this action"), _("Drop it"), [why], Answer())

        def job(answer: Answer) -> Callable[[Work], None]:
            return lambda work: actionsteps.set_status(work, key, ActionStatus.DROPPED, answer.reason)

        self._detail.asking.ask(strip, Step("drop_action", key, _("Drop action"), _("Action dropped")), job)

    def to_question(self) -> None:
        """Make a question of the action that is shown, and go to it."""
        if (card := self._detail.card) is None:
            return
        key = card.row.id
        self._bus.do(
            self,
            _("Make the action a question"),
            lambda work: turning.from_action(work, key),
            lambda made: self._bus.goto.emit("partnership", made),
            self._detail.show_refused,
            say=_("Made a question"),
        )

    def put_away(self) -> None:
        """Take the open question away."""
        self._detail.asking.put_away()

    def _is_agreed(self, card: ActionCard) -> bool:
        """Whether the date has stood for a day at least, so that moving it is something others will judge."""
        return card.row.due_on is not None and bool(card.dues) and card.dues[-1].set_on < self._bus.today()

    def _set(self, status: ActionStatus, label: str, say: str) -> None:
        keys = tuple(self._marked())
        if keys:
            self._bus.do(self, label, lambda work: actionsteps.set_status_of(work, keys, status), say=say)
