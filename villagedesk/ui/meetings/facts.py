"""The facts of a meeting as a form: what, when, where, with whom, for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from villagedesk.core.i18n import _, ngettext
from villagedesk.records.meetings import MeetingCard, MeetingDraft
from villagedesk.records.people import Choice as Body
from villagedesk.services import group, meetings
from villagedesk.ui.editors import Choice, DateLine, Line, TimeLine
from villagedesk.ui.form import Field, Form
from villagedesk.ui.pick import Pick


class _AheadLine(DateLine):
    """A day to come; one that has gone by is taken, and said to have."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__(today)
        self._since = today

    def said(self, day: date) -> str:
        return ". ".join(filter(None, (super().said(day), _gone(day, self._since()))))


def _gone(day: date, today: date) -> str:
    """ "That was 6 years ago"; "" for today and after."""
    days = (today - day).days
    if days <= 0:
        return ""
    if years := int(days / 365.25):
        return ngettext("That was {n} year ago", "That was {n} years ago", years).format(n=years)
    return ngettext("That was {n} day ago", "That was {n} days ago", days).format(n=days)


def fields(today: Callable[[], date], *, is_new: bool = False) -> list[Field]:
    """The form's fields; the body met is offered later by `offer_bodies`. With `is_new` a day gone by is said to be."""
    day = partial(_AheadLine if is_new else DateLine, today)
    kinds = list(meetings.kind_words().items())
    return [
        Field("kind", _("&Kind of meeting"), partial(Choice, kinds), half=True),
        Field("with_id", _("&With"), partial(Pick, _("An organisation, if any")), half=True),
        Field("title", _("&Title"), partial(Line, _("As the kind, unless you say")), half=True),
        Field("on_date", _("&Date"), day, half=True),
        Field("start_at", _("&Starts"), TimeLine, half=True),
        Field("end_at", _("E&nds"), TimeLine, half=True),
        Field("place", _("&Place"), half=True),
        Field("link", _("&Online link"), half=True),
        Field("audience", _("For &whom"), partial(Choice, list(group.audience_words().items())), half=True),
    ]


def offer_bodies(form: Form[Any], bodies: Sequence[Body]) -> None:
    """Say which organisations there are."""
    pick = form.editor("with_id")
    assert isinstance(pick, Pick)
    pick.offer(bodies)


def draft_of(meeting: MeetingCard) -> MeetingDraft:
    """What the form shows of a meeting."""
    return MeetingDraft(
        title=meeting.title,
        kind=meeting.meeting_kind,
        on_date=meeting.on_date,
        start_at=meeting.start_at,
        end_at=meeting.end_at,
        place=meeting.place,
        link=meeting.link,
        with_id=meeting.with_id,
        audience=meeting.audience,
    )
