"""What the group's constitution says of each kind of meeting: its clauses, and what they mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.words import MeetingKind
from villagedesk.records.constitution import Rules
from villagedesk.services import constitution, rulewords
from villagedesk.services.desk import Session, Work
from villagedesk.services.meetings import kind_words
from villagedesk.services.rulewords import Meaning
from villagedesk.ui.bus import Bus
from villagedesk.ui.card import Card
from villagedesk.ui.chip import ChipRow
from villagedesk.ui.columns import Columns
from villagedesk.ui.form import Form
from villagedesk.ui.keeper import Keeper
from villagedesk.ui.labels import Label, soft, strong
from villagedesk.ui.settings.constitutionfields import Section, sections

_HALVES_FROM = 380  # pixels at 100%


@dataclass(frozen=True, slots=True)
class _Known:
    rules: Rules
    members: int
    next_on: date
    nation: str


class ConstitutionCard(Card):
    """A chip for each kind of meeting, and four parts below, of the kind that is chosen."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(_("As your constitution says"))
        self.setObjectName("constitution")
        self._bus, self._kind, self._shown = bus, MeetingKind.COMMITTEE, ""
        self.add(
            soft(
                _(
                    "For each kind of meeting, quoted clause by clause. Nothing here is the law, and nothing is "
                    "presumed: what your constitution does not say, leave empty."
                )
            )
        )
        self._chips = ChipRow()
        for kind, words in kind_words().items():
            self._chips.add(kind, words if kind is not MeetingKind.OTHER else _("Other meetings"))
        self._chips.changed.connect(lambda name: self.show_kind(MeetingKind(name) if name else self._kind))
        self.add(self._chips)
        columns = Columns((50, 50))
        self._parts = [_Part(bus, section) for section in sections()]
        for part, column in zip(self._parts, (columns.left, columns.left, columns.right, columns.right), strict=True):
            column.addWidget(part)
        for column in (columns.left, columns.right):
            column.addStretch(1)
        self.add(columns)
        self.show_kind(self._kind)

    def show_kind(self, kind: MeetingKind) -> None:
        """Show the rules of a kind of meeting."""
        self._kind = kind
        self._chips.turn_on([kind])
        self.read()

    def read(self) -> None:
        """Read the rules again, and whom they are about."""
        kind, today = self._kind, self._bus.today()

        def read(session: Session) -> _Known:
            rules = constitution.rules(session, kind)
            return _Known(
                rules, constitution.members(session, rules, today), constitution.next_on(session, kind, today),
                constitution.nation(session),
            )  # fmt: skip

        self._bus.read(self, read, self._show)

    def _show(self, known: _Known) -> None:
        if known.rules.meeting_kind is not self._kind:
            return
        is_other, self._shown = self._shown != self._kind, self._kind
        for part in self._parts:
            part.show_rules(known, is_other=is_other)


class _Part(QWidget):
    """A heading, a form, and a sentence on what stands in it."""

    def __init__(self, bus: Bus, section: Section) -> None:
        super().__init__()
        self._section = section
        self._form = Form(section.fields, Rules(MeetingKind.COMMITTEE), halves_from=_HALVES_FROM)
        self._keeper = Keeper(bus, f"constitution_{section.name}", self._form)
        self._form.edited.connect(self._say)
        self._form.left.connect(self._keep)
        self._known: _Known | None = None
        self._meaning = _Sentence()
        self._meaning.setObjectName(f"meaning_{section.name}")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 6)
        column.setSpacing(10)
        for widget in (strong(section.heading), self._form, self._meaning):
            column.addWidget(widget)

    def show_rules(self, known: _Known, *, is_other: bool) -> None:
        """Show rules; those of another kind of meeting take the place of what is typed, which is a draft."""
        self._known = known
        if is_other:
            self._form.reset(known.rules)
            self._keeper.start(known.rules.meeting_kind)
        else:
            self._form.set_value(known.rules)
        self._say()

    def _say(self) -> None:
        rules = self._form.value()
        self._form.hide_fields(self._section.idle(rules))
        if self._known is None:
            return
        self._meaning.say(_meanings()[self._section.name](rules, self._known))

    def _keep(self, field: str) -> None:
        kind = self._form.value().meeting_kind

        def edit(work: Work, changes: dict[str, Any]) -> None:
            constitution.edit(work, kind, replace(constitution.rules(work.session, kind), **changes))

        def refused(error: Refused) -> None:
            name = error.field or field
            self._form.show_error(name if name in self._form.changes() else field, error.message)

        self._keeper.send(_("Edit the constitution"), edit, refused)


class _Sentence(QFrame):
    """What stands in a form, in plain words; in another colour where somebody should look again."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "meaning")
        self._words = Label(wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addWidget(self._words)

    def say(self, meaning: Meaning) -> None:
        """Say it; it is hidden when there is nothing to say."""
        self._words.setText(meaning.text)
        self.setVisible(bool(meaning.text))
        for widget in (self, self._words):
            widget.setProperty("tone", "soon" if meaning.is_odd else "neutral")
            widget.style().polish(widget)


def _meanings() -> dict[str, Callable[[Rules, _Known], Meaning]]:
    return {
        "notice": lambda rules, known: rulewords.notice_meaning(rules, known.next_on, known.nation),
        "quorum": lambda rules, known: rulewords.quorum_meaning(rules, known.members),
        "voting": lambda rules, known: rulewords.voting_meaning(rules, known.members),
        "written": lambda rules, known: rulewords.written_meaning(rules),  # noqa: ARG005
    }
