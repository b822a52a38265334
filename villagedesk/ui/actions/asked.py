"""The strips that ask before something is done with one action, or with several that are marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.core.text import fold
from villagedesk.records.people import Choice as Known
from villagedesk.services.owners import Owner
from villagedesk.ui.actions.fields import Options
from villagedesk.ui.asking import Asking
from villagedesk.ui.chooser import Chooser, Named
from villagedesk.ui.editors import Choice, DateLine, Line
from villagedesk.ui.form import Field


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
    fields = [Field("due_on", _("New &date"), partial(DateLine, today))]
    if ahead:
        offered = [(None, _("No, by that day")), *((one.id, one.name) for one in ahead)]
        fields.append(Field("by_meeting", _("Or &by the day of a meeting"), partial(Choice, offered)))
    if asks_why:
        fields.append(Field("reason", _("&Why it moves"), Line))
    strip = Asking(title, title, fields, Answer(None if asks_why else due, by_meeting=None if asks_why else meeting_id))
    if ahead:
        by = strip.form.editor("by_meeting")

        def follow() -> None:
            strip.form.hide_fields({"due_on"} if by.value() else ())

        by.left.connect(follow)
        follow()
    return strip


def dropping(note: str = "") -> Asking:
    """Why it is dropped."""
    return Asking(
        _("Drop this action"), _("Drop it"), [Field("reason", _("&Why it is dropped"), Line)], Answer(), note
    )  # fmt: skip


def waiting() -> Asking:
    """What it waits for, if that is to be said."""
    field = Field("reason", _("What is it &waiting for?"), partial(Line, _("The surveyor's report, or leave it empty")))
    return Asking(_("Mark as waiting"), _("Waiting"), [field], Answer())


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
