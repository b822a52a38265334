"""How a reply to a review or a health check came, in words."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.core.words import ReplyWay


def way_words() -> dict[ReplyWay, str]:
    """How a reply came."""
    return {
        ReplyWay.EMAIL: _("By e-mail"),
        ReplyWay.PHONE: _("By telephone"),
        ReplyWay.PAPER: _("On paper"),
        ReplyWay.MEETING: _("In a meeting"),
        ReplyWay.PDF: _("In the PDF form"),
        ReplyWay.HTML: _("In the web page"),
    }
