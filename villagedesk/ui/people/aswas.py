"""The face that says who held what on any day: of a body its posts and members, of a person what they held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.people import MembershipCard, OrganizationCard, PersonCard
from villagedesk.services import people, posts
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.colours import Tone
from villagedesk.ui.editors import DateLine
from villagedesk.ui.form import Field, Form
from villagedesk.ui.labels import soft
from villagedesk.ui.people.face import Face
from villagedesk.ui.people.facts import rows_section
from villagedesk.ui.people.words import when
from villagedesk.ui.rows import Row

_MOST = 60
_TELL = ("membership", "post", "area", "organization", "person")


@dataclass(frozen=True, slots=True)
class Day:
    """The day that is asked about."""

    on: date | None = None


class AsItWas(Face):
    """A date, and under it what was so on that day."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._id, self._kind = bus, "", ""
        self._cancel: Callable[[], None] | None = None
        self._form: Form[Day] = Form(
            [Field("on", _("As it was &on"), lambda: DateLine(bus.today), half=True)], Day(bus.today())
        )
        self._form.setObjectName("asItWas")
        self._form.editor("on").edited.connect(self._read)
        self._told = soft()
        self._told.setObjectName("asItWasTold")
        self._rows = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._form)
        column.addWidget(self._told)
        column.addLayout(self._rows)
        column.addStretch(1)

    def show_card(self, card: PersonCard | OrganizationCard) -> None:
        if card.id != self._id:
            self._id, self._kind = card.id, card.kind
            self._read()

    def refresh(self, changed: Changed) -> None:
        if changed.touches(*_TELL):
            self._read()

    def _read(self) -> None:
        if self._cancel:
            self._cancel()
        on = self._form.value().on
        if on is None or self._form.problems():
            return
        key, read = self._id, _person if self._kind == "person" else _body
        self._cancel = self._bus.read(self, lambda session: read(session, key, on), lambda rows: self._show(rows, on))

    def _show(self, parts: list[tuple[str, list[Row]]], on: date) -> None:
        while item := self._rows.takeAt(0):
            if part := item.widget():
                part.hide()
                part.deleteLater()
        count = sum(len(rows) for _title, rows in parts)
        day = show_date(on)
        nothing = _("Nothing is noted for {date}.").format(date=day)
        said = ngettext("{n} position on {date}", "{n} positions on {date}", count).format(n=count, date=day)
        self._told.setText(said if count else nothing)
        for title, rows in parts:
            if rows:
                self._rows.addWidget(self._part(title, rows))

    def _part(self, title: str, rows: list[Row]) -> QWidget:
        def open_row(row_id: str) -> None:
            if key := row_id.partition("#")[0]:
                self.went.emit("people", key)

        section = rows_section(title, rows[:_MOST], open_row)
        if more := max(0, len(rows) - _MOST):
            layout = section.layout()
            assert layout is not None
            layout.addWidget(soft(_("and {n} more").format(n=more)))
        return section


def _person(session: Session, key: str, on: date) -> list[tuple[str, list[Row]]]:
    held = [card for card in people.person(session, key, on).memberships if posts.holds(card, on)]
    rows = [
        Row(f"{card.organization_id}#{card.id}", card.words(), _of_party(card, card.organization), aside=when(card))
        for card in held
    ]
    return [(_("Positions"), rows)]


def _body(session: Session, key: str, on: date) -> list[tuple[str, list[Row]]]:
    card = people.organization(session, key, on)
    holders: dict[str, list[MembershipCard]] = {}
    for member in card.members:
        holders.setdefault(member.post_id or "", []).append(member)
    rows = []
    for post in card.posts:
        for member in holders.get(post.id, ()):
            rows.append(
                Row(f"{member.person_id}#{member.id}", post.label, _of_party(member, member.person), aside=when(member))
            )
        if post.id not in holders:
            rows.append(Row(f"#{post.id}", post.label, "", (_("Nobody noted"), "neutral")))
    plain = [
        Row(f"{member.person_id}#{member.id}", member.person, member.words(), _vote(member), when(member))
        for member in holders.get("", ())
    ]
    return [(_("Posts"), rows), (_("People"), plain)]


def _of_party(card: MembershipCard, whose: str) -> str:
    return ", ".join(filter(None, (whose, card.party)))


def _vote(card: MembershipCard) -> tuple[str, Tone] | None:
    return (_("Has a vote"), "kept") if card.votes else None
