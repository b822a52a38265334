"""The facts of a meeting as a form: what, when, where, with whom, for whom."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from villagedesk.core.i18n import _
from villagedesk.records.meetings import MeetingCard, MeetingDraft
from villagedesk.records.people import Choice as Body
from villagedesk.services import group, meetings
from villagedesk.ui.editors import Choice, DateLine, Line, TimeLine
from villagedesk.ui.form import Field, Form
from villagedesk.ui.pick import Pick


def fields(today: Callable[[], date]) -> list[Field]:
    """The form's fields; the body that is met is offered later by `offer_bodies`."""
    kinds = list(meetings.kind_words().items())
    return [
        Field("kind", _("&Kind of meeting"), partial(Choice, kinds), half=True),
        Field("with_id", _("&With"), partial(Pick, _("An organisation, if any")), half=True),
        Field("title", _("&Title"), partial(Line, _("As the kind, unless you say")), half=True),
        Field("on_date", _("&Date"), partial(DateLine, today), half=True),
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
