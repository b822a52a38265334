"""The form of a log entry: a new one is kept with a button, an old one field by field as each is left."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.interactions import InteractionDraft, LogChoices
from villagedesk.services import interactions
from villagedesk.services.desk import Work
from villagedesk.services.group import audience_words
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, primary, quiet
from villagedesk.ui.editors import Choice, DateLine, Line, Text, TimeLine
from villagedesk.ui.form import Field, Form
from villagedesk.ui.keeper import Drafting, Keeper
from villagedesk.ui.labels import heading
from villagedesk.ui.people.log.participants import Participants
from villagedesk.ui.people.log.sheet import Sheet
from villagedesk.ui.pick import Pick
from villagedesk.ui.scroll import bring_into_view

FORM = "interaction"
_LINKS = ("answers_id", "meeting_id", "action_id", "question_id", "response_id", "audience")


class _LogForm(Sheet):
    """The fields in two parts: what was said, and, behind a button, what it belongs to."""

    finished = Signal()

    def __init__(self, bus: Bus, title: str, draft: InteractionDraft, choices: LogChoices) -> None:
        super().__init__()
        self._bus = bus
        self._form: Form[InteractionDraft] = Form(_said_fields(bus, choices), draft)
        self._form.setObjectName("logForm")
        self._links: Form[InteractionDraft] = Form(_link_fields(choices), draft)
        self._links.setObjectName("logLinks")
        self._more = quiet(_("What it belongs to, and who may see it"), "down")
        self._more.setObjectName("moreFields")
        self._more.clicked.connect(self._show_links)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(14)
        self._column.addWidget(heading(title))
        self._column.addWidget(self._form)
        self._column.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(self._links)
        is_linked = any(getattr(draft, name) for name in _LINKS[:-1])
        self._links.setVisible(is_linked)
        self._more.setVisible(not is_linked)

    def start(self) -> None:
        """What is to be typed first has the focus."""
        nobody = not self._form.value().participants
        self._form.editor("participants" if nobody else "subject").setFocus()

    def value(self) -> InteractionDraft:
        """All that is typed and chosen."""
        links = self._links.value()
        return replace(self._form.value(), **{name: getattr(links, name) for name in _LINKS})

    def refused(self, error: Refused, field: str = "text") -> None:
        """Say why not, beside its field."""
        name = error.field or field
        if name in _LINKS:
            self._show_links()
            self._links.show_error(name, error.message)
        else:
            self._form.show_error(name, error.message)

    def _show_links(self) -> None:
        self._more.hide()
        self._links.show()
        self._links.editor(_LINKS[0]).setFocus()
        bring_into_view(self._links)


class NewEntry(_LogForm):
    """`added` carries the new key. What is typed is a draft under `row` until it is kept or given up."""

    added = Signal(str)

    def __init__(self, bus: Bus, draft: InteractionDraft, choices: LogChoices, row: str) -> None:
        title = _("Answer it") if draft.answers_id else _("New entry in the log")
        super().__init__(bus, title, draft, choices)
        keep, cancel = primary(_("Keep in the log")), quiet(_("Cancel"))
        keep.setObjectName("keepEntry")
        cancel.setObjectName("cancelEntry")
        keep.setToolTip(_("Ctrl+Enter"))
        keep.clicked.connect(self.keep)
        cancel.clicked.connect(self.give_up)
        self._column.addLayout(button_row(keep, cancel))
        self._column.addStretch(1)
        self._drafting = Drafting(bus, f"new_{FORM}", self._form, self._form)
        self._drafting.start(row)

    def keep(self) -> None:
        """Put it in the log, unless something cannot be understood."""
        if self._form.show_problems() or self._links.show_problems():
            return
        typed = self.value()

        def job(work: Work) -> str:
            return interactions.add(work, typed)

        self._drafting.do(_("Add to the log"), job, self.added.emit, self.refused, say=_("Kept in the log"))

    def give_up(self) -> None:
        """Throw away what was typed."""
        self._drafting.give_up()
        self.finished.emit()


class EntryEditor(_LogForm):
    """An entry that is there; `finished` when Done or Escape is pressed, everything being kept by then."""

    def __init__(self, bus: Bus, key: str, draft: InteractionDraft, choices: LogChoices) -> None:
        super().__init__(bus, _("Edit the entry"), draft, choices)
        self._key = key
        done = primary(_("Done"))
        done.setObjectName("doneEntry")
        done.clicked.connect(self.keep)
        self._column.addLayout(button_row(done))
        self._column.addStretch(1)
        self._keeper = Keeper(bus, FORM, self._form)
        self._form.left.connect(lambda field: self._keeper.send(_("Edit log entry"), self._write, self._no(field)))
        self._links.left.connect(self._keep_link)
        self._keeper.start(key)

    def show_draft(self, draft: InteractionDraft) -> None:
        """Show what is kept now, without touching what is being typed."""
        self._form.set_value(draft)
        self._links.set_value(draft)

    def _no(self, field: str) -> Callable[[Refused], None]:
        return lambda error: self.refused(error, field)

    def _write(self, work: Work, changes: dict[str, Any]) -> None:
        stored = interactions.card(work.session, self._key).draft()
        interactions.edit(work, self._key, replace(stored, **changes))

    def _keep_link(self, field: str) -> None:
        changes = {field: getattr(self._links.value(), field)}
        self._bus.do(
            self, _("Edit log entry"), lambda work: self._write(work, changes), refused=self._no(field)
        )  # fmt: skip

    def keep(self) -> None:
        """Everything is kept by now but what is being typed."""
        if focused := self.focusWidget():
            focused.clearFocus()  # which leaves the field, and so keeps it
        if not self._form.problems():
            self.finished.emit()

    def give_up(self) -> None:
        """As Done: there is nothing to be given up."""
        self.keep()


def _said_fields(bus: Bus, choices: LogChoices) -> list[Field]:
    day = partial(DateLine, bus.today)
    kinds, ways = interactions.kind_words(), interactions.direction_words()
    return [
        Field("kind", _("What it &was"), partial(Choice, list(kinds.items())), half=True),
        Field("direction", _("&Which way"), partial(Choice, list(ways.items())), half=True),
        Field("on_date", _("W&hen"), day, half=True),
        Field("at_time", _("A&t what time"), TimeLine, half=True),
        Field("participants", _("With w&hom"), partial(Participants, choices.people, choices.bodies, choices.silent)),
        Field("subject", _("A&bout"), partial(Line, _("The hall roof"))),
        Field("text", _("What was &said"), partial(Text, lines=5)),
        Field("reply_by", _("&Reply wanted by"), day, half=True),
        Field("follow_up_on", _("Come &back to it on"), day, half=True),
        Field("follow_up", _("To &do then"), partial(Line, _("Ring again about the survey"))),
    ]


def _link_fields(choices: LogChoices) -> list[Field]:
    words = _("Type a part of it")
    return [
        Field("answers_id", _("It &answers"), partial(Pick, words, choices.answerable)),
        Field("meeting_id", _("&Meeting"), partial(Pick, words, choices.meetings), half=True),
        Field("action_id", _("A&ction"), partial(Pick, words, choices.actions), half=True),
        Field("question_id", _("&Question"), partial(Pick, words, choices.questions), half=True),
        Field("response_id", _("Our res&ponse"), partial(Pick, words, choices.responses), half=True),
        Field(
            "audience", _("Who may s&ee this"), partial(Choice, list(audience_words().items())),
            _("The widest audience whose packs may show it"),
        ),
    ]  # fmt: skip
