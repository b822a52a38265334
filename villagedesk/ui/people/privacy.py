"""The data protection face: why somebody's data is held, what they agreed to, what they ask, and how long it stays."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date, show_due
from villagedesk.core.i18n import _
from villagedesk.core.words import LawfulBasis, RequestKind
from villagedesk.records.consent import (
    BasisDraft,
    ConsentCard,
    ConsentDraft,
    PrivacyCard,
    RequestCard,
    RequestDraft,
)
from villagedesk.records.people import OrganizationCard, PersonCard
from villagedesk.services import bundle, consent, requests, retention
from villagedesk.services.desk import Work
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, danger, quiet, secondary
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import Choice, DateLine, Line, Text, Tick
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import Label, soft, text
from villagedesk.ui.people.asking import Asking
from villagedesk.ui.people.faces import Face
from villagedesk.ui.people.facts import section
from villagedesk.ui.saving import save_as

_TABLES = (
    "person", "consent", "subject_request", "retention_rule", "retention_review", "membership", "interaction",
    "community_group",
)  # fmt: skip
_SOON_DAYS = 7


@dataclass(frozen=True, slots=True)
class _How:
    """What is typed to take a consent back, or to keep somebody for longer."""

    how: str = ""


class Privacy(Face):
    """Sections under one another; what is asked for a step stands where its button was pressed."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._id = bus, ""
        self._shown: PrivacyCard | None = None
        self._cancel: Callable[[], None] | None = None
        self._form = Form(self._basis_fields(LawfulBasis.LEGITIMATE_INTERESTS), BasisDraft())
        self._form.setObjectName("basis")
        self._form.left.connect(self._keep_basis)
        self._why = soft()
        self._why.setObjectName("basisWhy")
        self._notice = Badge("", "late")
        self._consents, self._requests, self._staying = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for column in (self._consents, self._requests, self._staying):
            column.setSpacing(6)
        self._lay_out()

    def show_card(self, card: PersonCard | OrganizationCard) -> None:
        if card.id != self._id:
            self._id, self._shown = card.id, None
            self._read()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TABLES):
            self._read()

    def _lay_out(self) -> None:
        self._access = Label(wrap=True)
        self._access.setObjectName("accessNeedsNote")
        give, ask = quiet(_("Note a consent"), "add"), quiet(_("Note a request"), "add")
        give.setObjectName("giveConsent")
        ask.setObjectName("addRequest")
        give.clicked.connect(self._give)
        ask.clicked.connect(self._ask)
        self._below_consents, self._below_requests = QVBoxLayout(), QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self._notice, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._why)
        column.addWidget(self._form)
        column.addWidget(self._access)
        column.addWidget(section(_("What they agreed to"), _stacked(self._consents, self._below_consents, give)))
        column.addWidget(section(_("What they ask of us"), _stacked(self._requests, self._below_requests, ask)))
        column.addWidget(section(_("How long"), _stacked(self._staying)))
        column.addWidget(section(_("A copy, or an end"), self._endings()))
        column.addStretch(1)

    def _endings(self) -> QWidget:
        self._pdf, self._json = secondary(_("Save a subject access bundle")), quiet(_("As JSON"))
        self._erase = danger(_("Erase"))
        for name, button, do in (
            ("saveBundle", self._pdf, lambda: self._save("pdf", bundle.as_pdf)),
            ("saveBundleJson", self._json, lambda: self._save("json", bundle.as_json)),
            ("erase", self._erase, lambda: self.went.emit("people", f"erase:{self._id}")),
        ):
            button.setObjectName(name)
            button.clicked.connect(do)
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(
            soft(_("The bundle holds everything that is here about them; what is about other people is left out."))
        )
        column.addLayout(button_row(self._pdf, self._json, self._erase))
        return made

    def _basis_fields(self, preset: LawfulBasis) -> list[Field]:
        words = consent.basis_words()
        follows = _("{basis} (follows from what they are)").format(basis=words[preset])
        choices: list[tuple[LawfulBasis | None, str]] = [(None, follows)]
        choices += [(basis, name) for basis, name in words.items() if basis is not preset]
        return [
            Field("basis", _("&Why we may hold their data"), partial(Choice, choices)),
            Field("note", _("In what &words"), partial(Text, lines=2)),
            Field(
                "do_not_contact",
                _("Do not &contact"),
                partial(Tick, _("Do not contact")),
                _("They are left out of every list of addresses, letter and export of contacts"),
            ),
        ]

    # reading and showing

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        key, today = self._id, self._bus.today()
        self._cancel = self._bus.read(self, lambda session: consent.card(session, key, today), self._show)

    def _show(self, card: PrivacyCard) -> None:
        if card == self._shown:
            return
        is_same = self._shown is not None and self._shown.person_id == card.person_id
        self._shown = card
        draft = BasisDraft(card.basis, card.note, card.do_not_contact)
        (self._form.set_value if is_same else self._form.reset)(draft)
        self._why.setText(_("{what}.").format(what=card.preset_why))
        self._access.setText(
            _("Their access needs are sensitive: they are shown to the committee only, and are in no pack.")
        )
        self._access.setVisible(card.has_access_needs)
        restricted = _("Erased: only what must stay is here") if card.restricted_at else ""
        self._notice.say(restricted, "late")
        self._erase.setText(_("Erase {name}").format(name=card.name))
        self._erase.setEnabled(card.restricted_at is None)
        self._fill(self._consents, [self._consent(one) for one in card.consents], _("No consent is noted, or needed."))
        self._fill(self._requests, [self._request(one) for one in card.requests], _("They have asked for nothing."))
        self._fill(self._staying, self._stays(card), "")
        if not is_same:
            for below in (self._below_consents, self._below_requests):
                _empty(below)

    def _fill(self, column: QVBoxLayout, rows: list[QWidget], nothing: str) -> None:
        _empty(column)
        for row in rows or ([soft(nothing)] if nothing else []):
            column.addWidget(row)

    def _consent(self, one: ConsentCard) -> QWidget:
        second = _when(_("Given {date}"), one.given_on, one.given_how)
        if one.withdrawn_on:
            gone = _when(_("Withdrawn {date}"), one.withdrawn_on, one.withdrawn_how)
            return _line(one.purpose, f"{second}. {gone}", (_("Withdrawn"), "neutral"))
        take_back = quiet(_("Withdraw"))
        take_back.setObjectName(f"withdraw_{one.id}")
        take_back.clicked.connect(partial(self._withdraw, one))
        return _line(one.purpose, second, (_("Stands"), "kept"), take_back)

    def _request(self, one: RequestCard) -> QWidget:
        title = requests.kind_words()[one.kind]
        second = _("Asked {date}").format(date=show_date(one.received_on))
        if one.answered_on:
            answered = _("answered {date}").format(date=show_date(one.answered_on))
            return _line(title, f"{second}, {answered}", (_("Answered"), "kept"))
        due = _("answer by {date}").format(date=show_date(one.due_on))
        why = _("Extended: {why}").format(why=one.extended_why) if one.extended_why else ""
        done, longer = quiet(_("Answered")), quiet(_("Needs longer"))
        done.setObjectName(f"answer_{one.id}")
        longer.setObjectName(f"extend_{one.id}")
        done.clicked.connect(partial(self._answer, one))
        longer.clicked.connect(partial(self._extend, one))
        buttons = (done,) if one.extended_why else (done, longer)
        words = ". ".join(filter(None, (f"{second}, {due}", why, one.note)))
        return _line(title, words, due_badge(one, self._bus.today()), *buttons)

    def _stays(self, card: PrivacyCard) -> list[QWidget]:
        sort = retention.sort_words()[card.sort]
        rows: list[QWidget] = []
        if card.kept_until and card.kept_until > self._bus.today():
            kept = _("Kept until {date}: {why}").format(date=show_date(card.kept_until), why=card.kept_why)
            rows.append(text(kept))
        elif card.past_since:
            past = _("Past the rule for {sort} since {date}.").format(
                sort=sort.casefold(), date=show_date(card.past_since)
            )
            rows.append(text(past))
            keep = quiet(_("Keep for another year"))
            keep.setObjectName("keepLonger")
            keep.clicked.connect(self._keep_longer)
            rows.append(_left(keep))
        else:
            rows.append(soft(_("Nothing says that their time is over. Rules are set in Settings.")))
        return rows

    # changing

    def _keep_basis(self, field: str) -> None:
        key, typed = self._id, self._form.value()
        self._bus.do(
            self,
            _("Edit data protection"),
            lambda work: consent.set_basis(work, key, typed),
            lambda _none: self._form.set_value(typed),
            lambda error: self._form.show_error(error.field or field, error.message),
        )

    def _give(self) -> None:
        fields = [
            Field("purpose", _("What they &agreed to"), partial(Line, _("To be sent the newsletter"))),
            Field("given_on", _("&When"), partial(DateLine, self._bus.today), half=True),
            Field("given_how", _("&How"), partial(Line, _("On the form at the open day")), half=True),
        ]
        draft = ConsentDraft(given_on=self._bus.today())
        key = self._id
        self._step(
            self._below_consents,
            fields,
            draft,
            _("Note the consent"),
            lambda work, typed: consent.give(work, key, typed),
        )

    def _withdraw(self, one: ConsentCard) -> None:
        fields = [Field("how", _("&How did they take it back?"), partial(Line, _("By e-mail")))]
        self._step(
            self._below_consents,
            fields,
            _How(),
            _("Withdraw the consent"),
            lambda work, typed: consent.withdraw(work, one.id, typed.how),
        )

    def _ask(self) -> None:
        kinds = list(requests.kind_words().items())
        fields = [
            Field("kind", _("What they &ask"), partial(Choice, kinds), half=True),
            Field("received_on", _("It came &on"), partial(DateLine, self._bus.today), half=True),
            Field("note", _("&Note"), partial(Text, lines=2)),
        ]
        draft, key = RequestDraft(RequestKind.ACCESS, self._bus.today()), self._id
        self._step(
            self._below_requests,
            fields,
            draft,
            _("Note the request"),
            lambda work, typed: requests.add(work, key, typed),
        )

    def _extend(self, one: RequestCard) -> None:
        hint = _("Two months more at most; they must be told the reason within the first month")
        fields = [Field("why", _("&Why does it need longer?"), Line, hint)]
        self._step(
            self._below_requests,
            fields,
            _Why(),
            _("Extend the request"),
            lambda work, typed: requests.extend(work, one.id, typed.why),
        )

    def _answer(self, one: RequestCard) -> None:
        self._bus.do(
            self, _("Answer a request"), lambda work: requests.answer(work, one.id), say=_("Noted as answered today")
        )

    def _keep_longer(self) -> None:
        key = self._id
        fields = [Field("how", _("Keep for another year &because"), Line)]
        self._step(
            self._staying,
            fields,
            _How(),
            _("Keep for another year"),
            lambda work, typed: retention.keep(work, key, typed.how),
            {"reason": "how"},
        )

    def _step(
        self,
        below: QVBoxLayout,
        fields: list[Field],
        draft: Any,
        verb: str,
        do: Callable[[Work, Any], object],
        named: dict[str, str] | None = None,
    ) -> None:
        """Ask for what a step needs, under its list."""
        if below is not self._staying:
            _empty(below)
        asking = Asking(self._bus, verb, Form(fields, draft), do, named or {})
        asking.ended.connect(partial(_take_out, asking))
        below.addWidget(asking)
        asking.start()

    def _save(self, suffix: str, make: Callable[[Any], bytes]) -> None:
        if self._shown is None:
            return
        desk, key, today = self._bus.desk, self._id, self._bus.today()
        name = _("What we hold about {name}, {date}").format(name=self._shown.name, date=show_date(today))
        name = "".join(char for char in name if char not in '\\/:*?"<>|')

        def made() -> bytes:
            return make(desk.read_long(lambda session: bundle.gather(session, key, today)))

        save_as(self, self._bus, _("Save a subject access bundle"), f"{name}.{suffix}", made)


@dataclass(frozen=True, slots=True)
class _Why:
    """What is typed to give a request more time."""

    why: str = ""


def due_badge(one: RequestCard, today: date) -> tuple[str, Tone]:
    """How near the answer to a request is."""
    days = (one.due_on - today).days
    tone: Tone = "late" if days < 0 else "soon" if days <= _SOON_DAYS else "neutral"
    return show_due(one.due_on, today), tone


def _when(words: str, day: date, how: str) -> str:
    return ", ".join(filter(None, (words.format(date=show_date(day)), how)))


def _stacked(*parts: QVBoxLayout | QPushButton) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for part in parts:
        if isinstance(part, QVBoxLayout):
            column.addLayout(part)
        else:
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignLeft)
    return made


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
        row = button_row(*buttons)
        row.setContentsMargins(0, 2, 0, 0)
        words.addLayout(row)
    across.addLayout(words, 1)
    across.addWidget(Badge(*badge), 0, Qt.AlignmentFlag.AlignTop)
    return made


def _left(button: QPushButton) -> QWidget:
    made = QWidget()
    made.setLayout(button_row(button))
    return made


def _empty(column: QVBoxLayout) -> None:
    while item := column.takeAt(0):
        if widget := item.widget():
            _take_out(widget)


def _take_out(widget: QWidget) -> None:
    widget.hide()
    widget.deleteLater()
