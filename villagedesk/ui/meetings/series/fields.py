"""The fields of a series, for a new one and for one that is changed."""

from __future__ import annotations

from functools import partial

from villagedesk.core.i18n import _
from villagedesk.services import group, meetings
from villagedesk.ui.count import Count
from villagedesk.ui.editors import Choice, Line, TimeLine
from villagedesk.ui.form import Field
from villagedesk.ui.meetings.series.rule import RuleEditor
from villagedesk.ui.pick import Pick


def fields() -> list[Field]:
    """What a series says; the bodies that may be met are offered to `with_id`."""
    return [
        Field("name", _("&Name"), partial(Line, _("Monthly committee")), half=True),
        Field("kind", _("&Kind of meeting"), partial(Choice, list(meetings.kind_words().items())), half=True),
        Field("rule", _("How &often"), RuleEditor),
        Field("start_at", _("&Starts"), TimeLine, half=True),
        Field("duration", _("&Minutes it takes"), partial(Count, "120"), half=True),
        Field("place", _("&Place"), half=True),
        Field("link", _("&Online link"), half=True),
        Field("with_id", _("&With"), partial(Pick, _("An organisation, if any")), half=True),
        Field("audience", _("For &whom"), partial(Choice, list(group.audience_words().items())), half=True),
    ]
