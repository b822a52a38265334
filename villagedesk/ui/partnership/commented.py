"""What went to the other side for comment: asking to whom and what came back, and a row for each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.records.deals import AnsweredDraft, SentDraft
from villagedesk.records.promises import CommentRow
from villagedesk.ui.asking import Asking
from villagedesk.ui.editors import DateLine, Line, Text
from villagedesk.ui.form import Field
from villagedesk.ui.rows import Act, Row


def sending(today: Callable[[], date], title: str) -> Asking:
    """To whom it went, when, and by when they were asked to reply."""
    fields = [
        Field("sent_to", _("To &whom"), partial(Line, _("A name or an address"))),
        Field("sent_on", _("Sent &on"), partial(DateLine, today), half=True),
        Field("reply_by", _("Asked to reply b&y"), partial(DateLine, today), half=True),
    ]
    return Asking(title, _("Note it"), fields, SentDraft(sent_on=today()))


def answering(today: Callable[[], date]) -> Asking:
    """What came back, and when."""
    fields = [
        Field("text", _("What they &said"), partial(Text, _("Empty when they had no comments"), lines=3)),
        Field("on", _("&On"), partial(DateLine, today)),
    ]
    return Asking(_("What came back"), _("Keep it"), fields, AnsweredDraft("", today()))


def waiting(sent: Sequence[CommentRow]) -> list[str]:
    """The keys of those to which nothing has come back, the first first."""
    return [one.id for one in sent if one.answered_on is None]


def sent_row(row: CommentRow) -> Row:
    """To whom and when it went, and what came back."""
    to = ", ".join(part for part in (row.sent_to, row.body) if part and (part != row.body or not row.sent_to))
    title = _("To {whom}").format(whom=to or row.body)
    if row.answered_on is None:
        by = _("Asked to reply by {date}. ").format(date=show_date(row.reply_by)) if row.reply_by else ""
        second = by + _("No comments received")
    elif row.answer:
        second = _("Comments received {date}: {words}").format(date=show_date(row.answered_on), words=row.answer)
    else:
        second = _("They had no comments, as they said on {date}").format(date=show_date(row.answered_on))
    return Row(
        row.id,
        title,
        second,
        aside=show_date(row.sent_on),
        acts=(Act("takeAway", _("Take away"), "close", Qt.Key.Key_Delete),),
    )
