"""The fields of a round and of a reply that is typed in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from villagedesk.core.i18n import _
from villagedesk.core.words import ReplyWay
from villagedesk.services import group, replyways
from villagedesk.ui.editors import Choice, DateLine, Line, Text
from villagedesk.ui.form import Field

Today = Callable[[], date]
_TYPED = (ReplyWay.EMAIL, ReplyWay.PHONE, ReplyWay.PAPER, ReplyWay.MEETING)


def round_fields(today: Today) -> list[Field]:
    """What a round is called, by when, and who is asked."""
    audiences = list(group.audience_words().items())
    asked = _("A name as in People, or a name and an e-mail address, on each line")
    return [
        Field("title", _("&Title"), Line),
        Field("reply_by", _("Replies wanted &by"), partial(DateLine, today), half=True),
        Field("audience", _("&For"), partial(Choice, audiences), half=True),
        Field("reviewers", _("&Who is asked"), partial(Text, asked, lines=5)),
    ]


def reply_fields(today: Today) -> list[Field]:
    """Who said it, how, when, and their words."""
    ways = [(way, words) for way, words in replyways.way_words().items() if way in _TYPED]
    return [
        Field("name", _("&Who says so"), Line, half=True),
        Field("way", _("&How"), partial(Choice, ways), half=True),
        Field("said_on", _("&On"), partial(DateLine, today), half=True),
        Field("words", _("What the&y say"), partial(Text, _("26/31 done; 26/28 move to 12 Jan"), lines=5)),
    ]
