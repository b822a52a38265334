"""The sections of the data protection face: consents, requests, and how long somebody is kept."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date, show_due
from villagedesk.core.i18n import _
from villagedesk.core.words import RequestKind
from villagedesk.records.consent import ConsentCard, ConsentDraft, PrivacyCard, RequestCard, RequestDraft
from villagedesk.services import consent, requests, retention
from villagedesk.services.desk import Work
from villagedesk.ui.asking import Asking, AskingRoom, Step
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, quiet
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field
from villagedesk.ui.labels import Label, soft, text

_SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class _How:
    how: str = ""


@dataclass(frozen=True, slots=True)
class _Why:
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Reason:
    reason: str = ""


class Section(QWidget):
    """Lines, what a step asks below them, and maybe a button that adds one."""

    def __init__(self, bus: Bus, nothing: str, adds: str = "", name: str = "") -> None:
        super().__init__()
        self.bus, self.person_id, self._nothing = bus, "", nothing
        self._lines, self._room = QVBoxLayout(), AskingRoom(bus, self.setFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._lines.setSpacing(6)
        for part in (self._lines, self._room):
            column.addLayout(part)
        if adds:
            add = quiet(adds, "add")
            add.setObjectName(name)
            add.clicked.connect(self.add)
            column.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)

    def show_card(self, card: PrivacyCard) -> None:
        """Show what is known of somebody; a step that was begun for somebody else is given up."""
        if card.person_id != self.person_id:
            self._room.put_away()
        self.person_id = card.person_id
        _empty(self._lines)
        for line in self.lines(card) or [soft(self._nothing)]:
            self._lines.addWidget(line)

    def lines(self, card: PrivacyCard) -> list[QWidget]:
        """What there is to show."""
        raise NotImplementedError

    def add(self) -> None:
        """Ask for what a new one needs."""
        raise NotImplementedError

    def step(
        self, name: str, title: str, verb: str, fields: list[Field], draft: Any, do: Callable[[Work, Any], object]
    ) -> None:
        """Ask for what a step needs; one step at a time. What is typed is kept as a draft under `name`."""
        made = Step(name, self.person_id, title, "")
        self._room.ask(Asking(title, verb, fields, draft), made, lambda typed: lambda work: do(work, typed))


class Consents(Section):
    """What somebody agreed to."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(bus, _("No consent is noted, or needed."), _("Note a consent"), "giveConsent")

    def lines(self, card: PrivacyCard) -> list[QWidget]:
        return [self._line(one) for one in card.consents]

    def add(self) -> None:
        fields = [
            Field("purpose", _("What they &agreed to"), partial(Line, _("To be sent the newsletter"))),
            Field("given_on", _("&When"), partial(DateLine, self.bus.today), half=True),
            Field("given_how", _("&How"), partial(Line, _("On the form at the open day")), half=True),
        ]
        draft, key = ConsentDraft(given_on=self.bus.today()), self.person_id
        self.step(
            "consent", _("Note a consent"), _("Keep it"), fields, draft,
            lambda work, typed: consent.give(work, key, typed),
        )  # fmt: skip

    def _line(self, one: ConsentCard) -> QWidget:
        given = _when(_("Given {date}"), one.given_on, one.given_how)
        if one.withdrawn_on:
            gone = _when(_("Withdrawn {date}"), one.withdrawn_on, one.withdrawn_how)
            return _line(one.purpose, f"{given}. {gone}", (_("Withdrawn"), "neutral"))
        take_back = _button(_("Withdraw"), f"withdraw_{one.id}", partial(self._withdraw, one.id))
        return _line(one.purpose, given, (_("Stands"), "kept"), take_back)

    def _withdraw(self, key: str) -> None:
        fields = [Field("how", _("&How did they take it back?"), partial(Line, _("By e-mail")))]
        self.step(
            "withdrawal", _("Withdraw a consent"), _("Withdraw it"), fields, _How(),
            lambda work, typed: consent.withdraw(work, key, typed.how),
        )  # fmt: skip


class Requests(Section):
    """What somebody asks of the group under data protection law."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(bus, _("They have asked for nothing."), _("Note a request"), "addRequest")

    def lines(self, card: PrivacyCard) -> list[QWidget]:
        return [self._line(one) for one in card.requests]

    def add(self) -> None:
        kinds = list(requests.kind_words().items())
        fields = [
            Field("kind", _("What they &ask"), partial(Choice, kinds), half=True),
            Field("received_on", _("It came &on"), partial(DateLine, self.bus.today), half=True),
            Field("note", _("&Note"), partial(Text, lines=2)),
        ]
        draft, key = RequestDraft(RequestKind.ACCESS, self.bus.today()), self.person_id
        self.step(
            "request", _("Note a request"), _("Keep it"), fields, draft,
            lambda work, typed: requests.add(work, key, typed),
        )  # fmt: skip

    def _line(self, one: RequestCard) -> QWidget:
        title = requests.kind_words()[one.kind]
        asked = _("Asked {date}").format(date=show_date(one.received_on))
        if one.answered_on:
            answered = _("answered {date}").format(date=show_date(one.answered_on))
            return _line(title, f"{asked}, {answered}", (_("Answered"), "kept"))
        due = _("answer by {date}").format(date=show_date(one.due_on))
        why = _("Extended: {why}").format(why=one.extended_why) if one.extended_why else ""
        buttons = [_button(_("Answered"), f"answer_{one.id}", partial(self._answer, one.id))]
        if not why:
            buttons.append(_button(_("Needs longer"), f"extend_{one.id}", partial(self._extend, one.id)))
        words = ". ".join(filter(None, (f"{asked}, {due}", why, one.note)))
        return _line(title, words, _due_badge(one, self.bus.today()), *buttons)

    def _extend(self, key: str) -> None:
        hint = _("Two months more at most; they must be told the reason within the first month")
        fields = [Field("why", _("&Why does it need longer?"), Line, hint)]
        self.step(
            "extension", _("Extend a request"), _("Extend it"), fields, _Why(),
            lambda work, typed: requests.extend(work, key, typed.why),
        )  # fmt: skip

    def _answer(self, key: str) -> None:
        say = _("Noted as answered today")
        self.bus.do(self, _("Answer a request"), lambda work: requests.answer(work, key), say=say)


class Staying(Section):
    """How long somebody is kept, and why."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(bus, _("Nothing says that their time is over. Rules are set in Settings."))

    def lines(self, card: PrivacyCard) -> list[QWidget]:
        if card.kept_until and card.kept_until > self.bus.today():
            kept = _("Kept until {date}: {why}")
            return [text(kept.format(date=show_date(card.kept_until), why=card.kept_why))]
        if card.past_since is None:
            return []
        sort = retention.sort_words()[card.sort].casefold()
        past = _("Past the rule for {sort} since {date}.").format(sort=sort, date=show_date(card.past_since))
        row = QWidget()
        row.setLayout(button_row(_button(_("Keep for another year"), "keepLonger", self.add)))
        return [text(past), row]

    def add(self) -> None:
        key = self.person_id
        fields = [Field("reason", _("Keep for another year &because"), Line)]
        self.step(
            "keeping", _("Keep for another year"), _("Keep them"), fields, _Reason(),
            lambda work, typed: retention.keep(work, key, typed.reason),
        )  # fmt: skip


def _due_badge(one: RequestCard, today: date) -> tuple[str, Tone]:
    days = (one.due_on - today).days
    return show_due(one.due_on, today), "late" if days < 0 else "soon" if days <= _SOON_DAYS else "neutral"


def _when(words: str, day: date, how: str) -> str:
    return ", ".join(filter(None, (words.format(date=show_date(day)), how)))


def _button(words: str, name: str, do: Callable[[], object]) -> QPushButton:
    button = quiet(words)
    button.setObjectName(name)
    button.clicked.connect(lambda _on: do())
    return button


def _line(title: str, second: str, badge: tuple[str, Tone], *buttons: QPushButton) -> QWidget:
    made = QWidget()
    across = QHBoxLayout(made)
    across.setContentsMargins(0, 4, 0, 4)
    across.setSpacing(10)
    words = QVBoxLayout()
    words.setSpacing(2)
    words.addWidget(Label(title, wrap=True))
    words.addWidget(soft(second))
    if buttons:
        words.addLayout(button_row(*buttons))
    across.addLayout(words, 1)
    across.addWidget(Badge(*badge), 0, Qt.AlignmentFlag.AlignTop)
    return made


def _empty(column: QVBoxLayout) -> None:
    while item := column.takeAt(0):
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
