"""What each step of a promise asks: a few fields in a strip of the detail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.core.words import Side
from villagedesk.records.actions import ActionDraft
from villagedesk.records.people import Choice as Named
from villagedesk.records.promises import LetGoDraft, RemarkDraft, SaidDraft, TermDraft
from villagedesk.ui.asking import Asking
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field
from villagedesk.ui.partnership.promisefields import Today, side_words
from villagedesk.ui.pick import Pick


@dataclass(frozen=True, slots=True)
class PaperOf:
    """With which body, and who it is for."""

    organization_id: str | None = None
    audience: Audience = Audience.COUNCIL


def paper(bodies: Sequence[Named], audiences: Sequence[tuple[Audience, str]], body_id: str | None) -> Asking:
    """Of which body's promises the paper is, and who it is for."""
    fields = [
        Field("organization_id", _("Promises &with"), partial(Pick, _("A council or a department"), bodies)),
        Field("audience", _("Who it is &for"), partial(Choice, audiences)),
    ]
    return Asking(_("What both promised, on paper"), _("Save as PDF..."), fields, PaperOf(body_id))


def said(today: Today, title: str) -> Asking:
    """Who said that it is done, and when."""
    fields = [Field("by", _("&Who said so"), Line), Field("on", _("&On"), partial(DateLine, today))]
    return Asking(title, _("Note it"), fields, SaidDraft("", today()))


def another_date(today: Today) -> Asking:
    """The new date, why, and when each side agreed to it."""
    day = partial(DateLine, today)
    fields = [
        Field("due", _("&New date"), day),
        Field("reason", _("&Because"), Line),
        Field("we_agreed_on", _("&We agreed on"), day, half=True),
        Field("they_agreed_on", _("The other side a&greed on"), day, half=True),
    ]
    return Asking(_("Another date"), _("Keep it"), fields, TermDraft(we_agreed_on=today()))


def consent(today: Today, missing: Sequence[Side]) -> Asking:
    """Which of the sides that have not agreed does now, and when."""
    sides = {Side.OURS: _("Us"), Side.THEIRS: _("The other side")}
    fields = [
        Field("side", _("Who a&grees"), partial(Choice, [(side, sides[side]) for side in missing])),
        Field("on", _("&On"), partial(DateLine, today)),
    ]
    return Asking(_("A side agrees to the new date"), _("Note it"), fields, RemarkDraft(side=missing[0]))


def remark(today: Today) -> Asking:
    """Which side says what, by whom and when."""
    fields = [
        Field("side", _("&Which side"), partial(Choice, list(side_words().items()))),
        Field("text", _("What it &says, in its own words"), partial(Text, lines=3)),
        Field("by", _("W&ho said so"), Line, half=True),
        Field("on", _("&On"), partial(DateLine, today), half=True),
    ]
    return Asking(_("What a side says of it"), _("Keep it"), fields, RemarkDraft(on=today()))


def because(today: Today) -> Asking:
    """What is to be done because of it, and by when."""
    fields = [
        Field("text", _("What is to be &done"), partial(Text, lines=2)),
        Field("due_on", _("B&y"), partial(DateLine, today)),
    ]
    return Asking(_("An action because of this promise"), _("Add it"), fields, ActionDraft())


def let_go(today: Today) -> Asking:
    """Why it will not be done, and whether the other side released it."""
    hint = _("Leave it empty when it did not: the promise then counts as not done.")
    fields = [
        Field("reason", _("&Because"), Line),
        Field("released_on", _("The other side &released it on"), partial(DateLine, today), hint),
    ]
    return Asking(_("It will not be done"), _("Give it up"), fields, LetGoDraft())
