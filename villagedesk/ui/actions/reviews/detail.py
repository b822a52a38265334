"""One round whole: its steps, who was asked and has replied, and what they propose."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.reviews import ReplyCard, ReviewCard, ReviewerCard, ReviewRow
from villagedesk.services import replyways
from villagedesk.ui.actions.reviews.proposals import Proposals
from villagedesk.ui.asking import AskingRoom
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.card import Card
from villagedesk.ui.colours import Tone
from villagedesk.ui.commands import Commands
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.rows import Act, Row, Rows

SEND = ("review_pdf", "review_html", "review_mail", "review_paper", "review_sent")
STEPS = ("review_import", "review_type", "review_edit", "review_close", "review_reopen")


class ReviewDetail(Card):
    """Shows a round; its buttons are commands. `drops` carries the key of a reply that is to be taken out again."""

    drops = Signal(str)

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("reviewDetail")
        self.setAccessibleName(_("Review"))
        self._bus = bus
        self.record: ReviewCard | None = None
        self._title, self._badge, self._about = heading(), Badge(), soft()
        self._badge.setObjectName("reviewState")
        self._about.setObjectName("reviewAbout")
        self.asking = AskingRoom(bus, self.setFocus)
        self.buttons = {
            name: CommandButton(commands.action(name), "primary" if name == "review_import" else "secondary")
            for name in (*STEPS, *SEND)
        }
        self.proposals, self._people, self._replies = Proposals(), Rows(opens=False), Rows(opens=False)
        self._replies.setObjectName("replies")
        self._replies.acted.connect(lambda key, _act: self.drops.emit(key))
        self._nothing = soft(_("Nothing is proposed so far."))
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._title, 1)
        head.addWidget(self._badge)
        self.body.setSpacing(12)
        self.body.addLayout(head)
        self.add(self._about)
        self.add(_flow([self.buttons[name] for name in STEPS]))
        self.body.addLayout(self.asking)
        self._proposals_part = self._part(_("What they propose"), self.proposals, self._nothing)
        self._people_part = self._part(_("Who is asked"), self._people)
        self._replies_part = self._part(_("Replies"), self._replies)
        self._send_part = self._part(_("Send it out"), _flow([self.buttons[name] for name in SEND]))
        self._send_part.show()
        self.body.addStretch(1)

    def show_review(self, found: ReviewCard) -> None:
        """Show this round."""
        if self.record and self.record.row.id != found.row.id:
            self.asking.put_away()
            self.scroll_to_top()
        self.record, row, today = found, found.row, self._bus.today()
        self._title.setText(row.title)
        self._badge.say(*state_badge(row, today))
        self._about.setText(about(row))
        self.proposals.show_proposals(found.proposals)
        self._nothing.setVisible(not found.proposals)
        self._proposals_part.setVisible(bool(found.proposals or found.replies))
        self._people.show_rows([_person_row(one, row, today) for one in found.reviewers])
        self._people_part.setVisible(bool(found.reviewers))
        self._replies.show_rows([_reply_row(one) for one in found.replies])
        self._replies_part.setVisible(bool(found.replies))
        self.buttons["review_sent"].setVisible(row.is_to_be_sent)
        self._place_sending(row)

    def _place_sending(self, row: ReviewRow) -> None:
        """Sending it out stands first while that is what is to be done, then last."""
        other = self._proposals_part if row.is_to_be_sent else self._replies_part
        self.body.removeWidget(self._send_part)
        self.body.insertWidget(self.body.indexOf(other) + (not row.is_to_be_sent), self._send_part)

    def _part(self, title: str, *content: QWidget) -> QWidget:
        holder = QWidget()
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 6, 0, 0)
        inside.setSpacing(6)
        for widget in (strong(title), *content):
            inside.addWidget(widget)
        self.add(holder)
        holder.hide()
        return holder


def _flow(buttons: Sequence[QWidget]) -> QWidget:
    holder = QWidget()
    flow = FlowLayout(holder)
    for button in buttons:
        flow.addWidget(button)
    return holder


def state_badge(row: ReviewRow, today: date) -> tuple[str, Tone]:
    """How a round stands: what waits to be decided first, then who has not replied."""
    if row.waiting:
        return ngettext("{n} to decide", "{n} to decide", row.waiting).format(n=row.waiting), "soon"
    if row.closed_on:
        return _("Closed"), "neutral"
    if row.asked and row.replied >= row.asked:
        return _("All have replied"), "kept"
    if row.is_to_be_sent:
        return _("To be sent"), "soon"
    if row.reply_by and row.reply_by < today:
        return _("Replies are due"), "late"
    return _("Out for review"), "neutral"


def about(row: ReviewRow) -> str:
    """The round in a sentence or two."""
    count = ngettext("{n} action", "{n} actions", row.actions).format(n=row.actions)
    told = [_("{count} as at {date}.").format(count=count, date=show_date(row.made_on))]
    if row.is_to_be_sent:
        told.append(_("It has not been sent out yet."))
    elif row.sent_on:
        told.append(_("Sent out on {date}.").format(date=show_date(row.sent_on)))
    if row.reply_by:
        told.append(_("Replies are wanted by {date}.").format(date=show_date(row.reply_by)))
    if row.asked:
        told.append(_("{n} of {total} have replied.").format(n=row.replied, total=row.asked))
    if row.closed_on:
        told.append(_("Closed on {date}.").format(date=show_date(row.closed_on)))
    return " ".join(told)


def _person_row(one: ReviewerCard, row: ReviewRow, today: date) -> Row:
    badge: tuple[str, Tone]
    if one.replied_on:
        badge = (_("Replied {date}").format(date=show_date(one.replied_on)), "kept")
    else:
        is_late = row.reply_by is not None and row.reply_by < today and not row.closed_on
        badge = (_("No reply yet"), "late" if is_late else "neutral")
    return Row(one.id, one.name, one.email, badge)


def _reply_row(one: ReplyCard) -> Row:
    how = f"{replyways.way_words()[one.way]}, {show_date(one.said_on)}."
    seen = ngettext("{n} action seen.", "{n} actions seen.", one.seen).format(n=one.seen) if one.seen else ""
    badge: tuple[str, Tone] | None = (_("Look at this"), "soon") if one.note else None
    return Row(
        one.id, one.name, " ".join(filter(None, (how, seen, one.note))), badge,
        acts=(Act("dropReply", _("Take this reply out"), "close", Qt.Key.Key_Delete),),
    )  # fmt: skip
