"""An editor that finds one of many by its name and keeps its id."""

from __future__ import annotations

from collections.abc import Sequence

from villagedesk.core.text import fold
from villagedesk.records.people import Choice
from villagedesk.ui.chooser import Chooser
from villagedesk.ui.editors import Editor


class Pick(Editor):
    """A chooser whose value is an id, or None while the line is empty; `offer` says what there is."""

    def __init__(self, placeholder: str = "", choices: Sequence[Choice] = ()) -> None:
        self._chooser = Chooser(placeholder)
        super().__init__(self._chooser.line)
        self._chooser.setParent(self)
        self._chooser.hide()
        self._choices: dict[str, Choice] = {}
        self._shown: str | None = None
        self._chooser.edited.connect(self.edited)
        self._chooser.left.connect(self.left)
        self.offer(choices)

    def offer(self, choices: Sequence[Choice]) -> None:
        """What there is to choose from; the name of the value is shown as soon as it is known."""
        self.take(options(choices))

    def take(self, found: Sequence[tuple[str, Choice]]) -> None:
        """As `offer`, where `options` was asked before, away from the GUI thread: of thousands it takes a while."""
        value = self.value()
        self._choices = {choice.id: choice for _name, choice in found}
        self._chooser.set_options(found)
        if value == self._shown and not self.problem():
            self._chooser.set_value(self._choices.get(value or ""))

    def value(self) -> str | None:
        found = self._chooser.value()
        if isinstance(found, Choice):
            return found.id
        is_unknown = self._shown not in self._choices and not self._chooser.line.isModified()
        return self._shown if is_unknown else None

    def text_of(self, value: str | None) -> str | None:
        """Its name; None as long as it is not known."""
        if not value:
            return ""
        return self._choices[value].name if value in self._choices else None

    def set_value(self, value: str | None) -> None:
        self._shown = value
        self._chooser.set_value(self._choices.get(value or ""))

    def problem(self) -> str:
        return self._chooser.problem()


def options(choices: Sequence[Choice]) -> list[tuple[str, Choice]]:
    """Choices as a chooser wants them."""
    return [(fold(choice.name), choice) for choice in choices]
