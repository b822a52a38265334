"""What can be done with actions, one or several at a time: each a command, a change, and a way back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import ActionStatus
from villagedesk.records.actions import ActionCard
from villagedesk.services import actions
from villagedesk.services.desk import Work
from villagedesk.ui.actions.asking import Answer, Asking
from villagedesk.ui.actions.detail import ALL_COMMANDS, ActionDetail, commands_for
from villagedesk.ui.actions.fields import draft, typed
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command
from villagedesk.ui.keeper import Drafting, Keeper
from villagedesk.ui.page import Page


def action_commands() -> tuple[Command, ...]:
    """The commands of this place."""
    return (
        Command("action_done", _("&Done"), "check", "Ctrl+D", "edit", _("mark finished tick complete"), apart=True),
        Command("action_waiting", _("&Waiting"), "clock", "Ctrl+Shift+W", "edit", _("hold on for somebody")),
        Command("action_reopen", _("&Open again"), "undo", "Ctrl+Shift+O", "edit", _("not done")),
        Command("action_move", _("Move the &date..."), "calendar", "Ctrl+Shift+M", "edit", _("carry forward later")),
        Command("action_drop", _("D&rop..."), "close", "Ctrl+Shift+D", "edit", _("give up no longer")),
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked about the action `key`: its drafts are kept under `name`; the change's label and its toast."""

    name: str
    key: str
    label: str
    say: str


class Doing(QObject):
    """`marked` tells which actions are meant; what asks first does so in the detail, about its card."""

    def __init__(self, bus: Bus, page: Page, detail: ActionDetail, marked: Callable[[], Sequence[str]]) -> None:
        super().__init__(page)
        self._bus, self._commands, self._detail, self._marked = bus, page.commands, detail, marked
        self._asking: Asking | None = None
        for name, slot in (
            ("action_done", lambda: self._set(ActionStatus.DONE, _("Mark as done"), _("Marked as done"))),
            ("action_waiting", lambda: self._set(ActionStatus.WAITING, _("Mark as waiting"), _("Marked as waiting"))),
            ("action_reopen", lambda: self._set(ActionStatus.OPEN, _("Open again"), _("Opened again"))),
            ("action_move", self.ask_move),
            ("action_drop", self.ask_drop),
        ):
            self._commands.connect(name, slot)
        self.follow(None, 0)
        self._keeper = Keeper(bus, "action", detail.form)
        detail.came.connect(self._keeper.start)
        detail.left.connect(self.save)

    def follow(self, card: ActionCard | None, count: int) -> None:
        """Offer what can be done with the card that is shown, or with `count` actions that are marked."""
        can: tuple[str, ...] = commands_for(card.row.status) if card else ()
        if count > 1:
            can = ("action_done", "action_waiting", "action_reopen")
        for name in ALL_COMMANDS:
            self._commands.enable(name, name in can)

    def bin(self) -> None:
        """Put what is marked into the bin."""
        keys = tuple(self._marked())
        if keys:
            self._bus.do(
                self, _("Move to the bin"), lambda work: actions.bin_several(work, keys), say=_("Moved to the bin")
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
        why = _("&Why it moves") if is_agreed else ""
        title = _("Move the date") if card.row.due_on else _("Give it a date")
        strip = Asking(title, title, today=self._bus.today, why=why, shown=None if is_agreed else card.row.due_on)

        def job(answer: Answer) -> Callable[[Work], None]:
            if is_agreed:
                return lambda work: actions.move_due(work, key, answer.due_on, answer.reason)

            def give_date(work: Work) -> None:
                stored = actions.card(work.session, key)
                actions.edit(work, key, replace(draft(stored, typed(stored)), due_on=answer.due_on))

            return give_date

        self._ask(strip, _Question("move_action", key, _("Move the date"), _("Date moved")), job)

    def ask_drop(self) -> None:
        """Ask why it is dropped."""
        if (card := self._detail.card) is None:
            return
        key = card.row.id
        strip = Asking(_("Drop this action"), _("Drop it"), why=_("&Why it is dropped"))

        def job(answer: Answer) -> Callable[[Work], None]:
            return lambda work: actions.set_status(work, key, ActionStatus.DROPPED, answer.reason)

        self._ask(strip, _Question("drop_action", key, _("Drop action"), _("Action dropped")), job)

    def put_away(self) -> None:
        """Take the open question away."""
        strip, self._asking = self._asking, None
        if strip is None:
            return
        had_focus = strip.isAncestorOf(strip.window().focusWidget()) if strip.window().focusWidget() else False
        strip.hide()
        strip.deleteLater()
        if had_focus:
            self._detail.take_focus()

    def _is_agreed(self, card: ActionCard) -> bool:
        """Whether the date has stood for a day at least, so that moving it is something others will judge."""
        return card.row.due_on is not None and bool(card.dues) and card.dues[-1].set_on < self._bus.today()

    def _ask(self, strip: Asking, question: _Question, job: Callable[[Answer], Callable[[Work], None]]) -> None:
        self.put_away()
        self._asking = strip
        drafting = Drafting(self._bus, question.name, strip.form, strip.form)

        def answered(answer: Answer) -> None:
            drafting.do(question.label, job(answer), lambda _done: self.put_away(), strip.refuse, say=question.say)

        strip.answered.connect(answered)
        strip.put_away.connect(drafting.give_up)
        strip.put_away.connect(self.put_away)
        self._detail.ask_here(strip)
        strip.start()
        drafting.start(question.key)

    def _set(self, status: ActionStatus, label: str, say: str) -> None:
        keys = tuple(self._marked())
        if keys:
            self._bus.do(self, label, lambda work: actions.set_status_of(work, keys, status), say=say)
