"""The strips that ask before something is done with one action, or with several that are marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import fold, shorten
from villagedesk.records.people import Choice as Known
from villagedesk.services.owners import Owner
from villagedesk.ui.actions.fields import Options
from villagedesk.ui.asking import Asking
from villagedesk.ui.chooser import Chooser, Named
from villagedesk.ui.editors import Choice, DateLine, Editor, Line
from villagedesk.ui.form import Field

_LONGEST_TITLE = 60  # letters of what is to be done


@dataclass(frozen=True, slots=True)
class Answer:
    """What a step asks for: a date or a meeting, why, whom, for whose eyes."""

    due_on: date | None = None
    reason: str = ""
    by_meeting: str | None = None
    on: date | None = None
    owner_id: Owner | None = None
    audience: Audience = Audience.COMMITTEE


def moving(
    today: Callable[[], date], ahead: Sequence[Known], due: date | None, meeting_id: str | None, *, asks_why: bool
) -> Asking:
    """By which meeting or day, and with `asks_why` also the reason, for a date that others have relied on."""
    title = _("Move the date") if due else _("Give it a date")
    hint = _("It was set today, so this puts it right and leaves no trace.") if due and not asks_why else ""
    fields = [Field("due_on", _("On a &day") if ahead else _("New &date"), partial(DateLine, today), hint=hint)]
    if ahead:
        offered = [(None, _("No meeting")), *((one.id, one.name) for one in ahead)]
        fields.append(Field("by_meeting", _("Or &by a meeting"), partial(Choice, offered)))
    if asks_why:
        fields.append(Field("reason", _("&Why it moves"), Line))
    day = None if asks_why or meeting_id else due
    strip = Asking(title, title, fields, Answer(day, by_meeting=None if asks_why else meeting_id))
    if ahead:
        _one_or_the_other(strip.form.editor("due_on"), strip.form.editor("by_meeting"))
    return strip


def _one_or_the_other(day: Editor, meeting: Editor) -> None:
    """A day that is typed takes the meeting away, and a meeting that is chosen the day: the last one counts."""

    def day_typed() -> None:
        if day.typed().strip():
            meeting.set_value(None)

    def meeting_chosen() -> None:
        if meeting.value():
            day.set_value(None)

    day.edited.connect(day_typed)
    meeting.edited.connect(meeting_chosen)


def dropping(texts: Sequence[str], note: str = "") -> Asking:
    """Why what is to be done, in these words, is dropped."""
    title = _("Drop {which}").format(which=_which(texts))
    return Asking(title, _("Drop it"), [Field("reason", _("&Why it is dropped"), Line)], Answer(), note)


def waiting(texts: Sequence[str]) -> Asking:
    """What it waits for, if that is to be said."""
    field = Field("reason", _("What is it &waiting for?"), partial(Line, _("The surveyor's report, or leave it empty")))
    title = _("Mark {which} as waiting").format(which=_which(texts))
    return Asking(title, _("Waiting"), [field], Answer())


def _which(texts: Sequence[str]) -> str:
    """ "“Mend the hall roof”", "these 3 actions"."""
    if len(texts) == 1 and texts[0]:
        return _("“{text}”").format(text=shorten(texts[0], _LONGEST_TITLE))
    return ngettext("this action", "these {n} actions", len(texts)).format(n=len(texts))


def done_on(today: Callable[[], date], day: date | None) -> Asking:
    """On which day it was done."""
    field = Field("on", _("It was &done on"), partial(DateLine, today))
    return Asking(_("Say on which day it was done"), _("Done on that day"), [field], Answer(on=day))


def giving(options: Options) -> Asking:
    """Who is to have them."""
    strip = Asking(
        _("Give them to somebody"), _("Give them"),
        [Field("owner_id", _("W&ho"), partial(Chooser, _("A person or an organisation")))], Answer(),
    )  # fmt: skip
    owner = strip.form.editor("owner_id")
    assert isinstance(owner, Chooser)
    owner.set_options(options.owners)
    return strip


def showing(options: Options) -> Asking:
    """Who may see them."""
    field = Field("audience", _("Wh&o may see them"), partial(Choice, options.audiences))
    return Asking(_("Say who may see them"), _("Let them see"), [field], Answer())


def named(known: Sequence[Known]) -> list[tuple[str, Named]]:
    """What a chooser offers of these, each with its folded name."""
    found: list[tuple[str, Any]] = [(fold(one.name), one) for one in known]
    return found
