"""What can be done with actions, one or several at a time: each a command, a change, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus
from villagedesk.records.actions import ActionCard
from villagedesk.services import actions, actionsteps, turning
from villagedesk.services.desk import Work
from villagedesk.ui.actions import asked
from villagedesk.ui.actions.asked import Answer
from villagedesk.ui.actions.bulk import BULK_COMMANDS, BulkCard
from villagedesk.ui.actions.detail import ALL_COMMANDS, ActionDetail, commands_for
from villagedesk.ui.actions.fields import Options, draft, typed
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.keeper import Keeper

_MANY = "several"  # what drafts of strips about several actions are kept under


def action_commands() -> tuple[Command, ...]:
    """The commands of this place."""
    return (
        Command("action_done", _("&Done"), "check", "Ctrl+D", "edit", _("mark finished tick complete"), apart=True),
        Command("action_done_on", _("Done on another da&y..."), "calendar", "", "edit", _("finished earlier date")),
        Command("action_waiting", _("&Waiting..."), "clock", "Ctrl+Shift+W", "edit", _("hold on for somebody")),
        Command("action_reopen", _("&Open again"), "undo", "Ctrl+Shift+O", "edit", _("not done")),
        Command("action_move", _("Mo&ve the date..."), "calendar", "Ctrl+Shift+M", "edit", _("by meeting later")),
        Command("action_drop", _("Dro&p..."), "close", "Ctrl+Shift+D", "edit", _("give up no longer")),
        Command("action_chase", _("&Remind them..."), "mail", "Ctrl+Shift+L", "edit", _("chase letter e-mail write")),
        Command("action_give", _("&Give to..."), "person", "", "edit", _("owner hand on somebody else")),
        Command("action_audience", _("Who may &see..."), "lock", "", "edit", _("audience public committee")),
        Command("action_to_question", _("Make it a &question"), "partnership", "", "edit", _("turn convert ask")),
        Command("action_export", _("Save as &tasks (.ics)..."), "export", "", "group", _("vtodo calendar to-do")),
    )


class Doing(QObject):
    """`marked` tells which actions are meant; what asks first does so in the detail, about its card, or among `bulk`.

    `take_in` comes before any action is shown. `chases` carries the action whose owner is to be reminded.
    """

    chases = Signal(str)
    _detail: ActionDetail

    def __init__(
        self, parent: QObject, bus: Bus, commands: Commands, marked: Callable[[], Sequence[str]], bulk: BulkCard
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._bus, self._commands, self._marked, self._bulk = bus, commands, marked, bulk
        self.options: Options | None = None
        for name, slot in (
            ("action_done", lambda: self._set(ActionStatus.DONE, _("Mark as done"), _("Marked as done"))),
            ("action_done_on", self.ask_done_on),
            ("action_waiting", self.ask_waiting),
            ("action_reopen", lambda: self._set(ActionStatus.OPEN, _("Open again"), _("Opened again"))),
            ("action_move", self.ask_move),
            ("action_drop", self.ask_drop),
            ("action_chase", self._chase),
            ("action_give", self.ask_give),
            ("action_audience", self.ask_audience),
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
            can = BULK_COMMANDS
        for name in (*ALL_COMMANDS, *BULK_COMMANDS):
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
        """Ask for the new date or meeting and why; where there was no date, or it was set today, not why."""
        if keys := self._several():
            ahead = self.options.choices.ahead if self.options else ()
            strip = asked.moving(self._bus.today, ahead, None, None, asks_why=True)
            self._ask(strip, "move_action", _("Move the dates"), _("Dates moved"),
                      lambda work, said: actionsteps.move_due_of(
                          work, keys, said.due_on, said.reason, by_meeting=said.by_meeting
                      ))  # fmt: skip
            return
        if (card := self._card()) is None:
            return
        key, row, is_agreed = card.row.id, card.row, self._is_agreed(card)
        ahead = self._detail.ahead
        strip = asked.moving(self._bus.today, ahead, row.due_on, row.due_meeting_id, asks_why=is_agreed)

        def move(work: Work, said: Answer) -> None:
            if is_agreed:
                actionsteps.move_due(work, key, said.due_on, said.reason, by_meeting=said.by_meeting)
            else:
                stored = actions.card(work.session, key)
                given = replace(draft(stored, typed(stored)), due_on=said.due_on, due_meeting_id=said.by_meeting)
                actions.edit(work, key, given)

        corrects = row.due_on is not None and not is_agreed
        say = _("Date corrected, as it was set today") if corrects else _("Date moved")
        self._ask(strip, "move_action", _("Move the date"), say, move)

    def ask_drop(self) -> None:
        """Ask why it is dropped; of a promise say that it is one, and lead to where the other side can release it."""
        card = None if self._several() else self._card()

        def ask(texts: Sequence[str]) -> Asking:
            if card is None or not card.row.is_promise:
                return asked.dropping(texts)
            key = card.row.id
            note = _("It is a promise: dropped here, it counts as not done. Did the other side release it?")
            strip = asked.dropping(texts, note)
            strip.offer(_("Give up or release"), lambda: self._bus.goto.emit("partnership", key))
            return strip

        self._ask_state(ask, "drop_action", ActionStatus.DROPPED, _("Drop action"), _("Action dropped"))

    def ask_waiting(self) -> None:
        """Ask what it waits for."""
        self._ask_state(
            asked.waiting, "wait_action", ActionStatus.WAITING, _("Mark as waiting"), _("Marked as waiting")
        )  # fmt: skip

    def ask_done_on(self) -> None:
        """Ask on which day it was done."""
        if (card := self._card()) is None:
            return
        key = card.row.id
        strip = asked.done_on(self._bus.today, card.row.done_on)
        self._ask(strip, "done_action", _("Mark as done"), _("Marked as done"),
                  lambda work, said: actionsteps.set_done_on(work, key, said.on))  # fmt: skip

    def ask_give(self) -> None:
        """Ask who is to lead all that is marked."""
        keys = self._several()
        if keys and self.options:

            def give(work: Work, said: Answer) -> None:
                owner = said.owner_id
                if owner is None:
                    raise Refused(_("Say who is to have them."), "owner_id")
                actionsteps.give_to(work, keys, owner.person_id, owner.organization_id)

            self._ask(asked.giving(self.options), "give_actions", _("Give actions to somebody"), _("Given"), give)

    def ask_audience(self) -> None:
        """Ask who may see all that is marked."""
        keys = self._several()
        if keys and self.options:
            self._ask(asked.showing(self.options), "show_actions", _("Change who may see"), _("Changed who may see"),
                      lambda work, said: actionsteps.set_audience_of(work, keys, said.audience))  # fmt: skip

    def to_question(self) -> None:
        """Make a question of the action that is shown, and go to it."""
        if (card := self._card()) is None:
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

    def _card(self) -> ActionCard | None:
        return self._detail.card if hasattr(self, "_detail") else None

    def _several(self) -> tuple[str, ...]:
        keys = tuple(self._marked())
        return keys if len(keys) > 1 else ()

    def _chase(self) -> None:
        if card := self._card():
            self.chases.emit(card.row.id)

    def _ask_state(
        self, ask: Callable[[Sequence[str]], Asking], name: str, status: ActionStatus, label: str, say: str
    ) -> None:  # fmt: skip
        card = self._card()
        keys = several = self._several()
        if card and not several:
            keys = (card.row.id,)
        if keys:
            self._ask(ask(several or (card.row.text,) if card else several), name, label, say,
                      lambda work, said: actionsteps.set_status_of(work, keys, status, said.reason))  # fmt: skip

    def _ask(
        self, strip: Asking, name: str, label: str, say: str, job: Callable[[Work, Answer], object]
    ) -> None:  # fmt: skip
        several, card = self._several(), self._card()
        room: AskingRoom = self._bulk.asking if several or card is None else self._detail.asking
        key = _MANY if several or card is None else card.row.id

        def made(answer: Answer) -> Callable[[Work], object]:
            return lambda work: job(work, answer)

        room.ask(strip, Step(name, key, label, say), made)

    def _is_agreed(self, card: ActionCard) -> bool:
        """Whether the date has stood for a day at least, so that moving it is something others will judge."""
        return card.row.due_on is not None and bool(card.dues) and card.dues[-1].set_on < self._bus.today()

    def _set(self, status: ActionStatus, label: str, say: str) -> None:
        keys = tuple(self._marked())
        if keys:
            self._bus.do(self, label, lambda work: actionsteps.set_status_of(work, keys, status), say=say)
