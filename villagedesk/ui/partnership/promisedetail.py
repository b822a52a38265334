"""One promise whole: how it stands, its steps, what both sides say, its dates, what it is the reason for."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.promises import PromiseState
from villagedesk.core.words import ActionStatus, Side
from villagedesk.records.promises import PromiseCard, PromiseDraft, TermRow
from villagedesk.ui.actionwords import status_words
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.partnership.commented import sent_row, waiting
from villagedesk.ui.partnership.promisefields import promise_draft, promise_form, side_words, standing_badge
from villagedesk.ui.rows import Act, Row, Rows

STEPS = (
    "promise_report", "promise_confirm", "promise_renegotiate", "promise_agree", "promise_remark", "promise_because",
    "promise_release", "promise_reopen", "promises_send", "promises_answer", "promises_pdf",
)  # fmt: skip
_OF_BODY = ("promises_pdf", "promises_send", "promises_answer")
"""What is done with all that a body and we promised each other: it stands at the end, not among the promise's own."""


def steps_for(card: PromiseCard) -> tuple[str, ...]:
    """What can be done with a promise as it stands, the likeliest first, then with all of its body."""
    if not card.row.body_id:
        return _own_steps(card)
    answer = ("promises_answer",) if waiting(card.sent) else ()
    return (*_own_steps(card), "promises_pdf", "promises_send", *answer)


def _own_steps(card: PromiseCard) -> tuple[str, ...]:
    row = card.row
    if row.status is ActionStatus.DROPPED:
        return ("promise_reopen", "promise_remark")
    if row.status is ActionStatus.DONE:
        confirm = () if row.confirmed_on else ("promise_confirm",)
        return (*confirm, "promise_remark", "promise_reopen")
    dated = ("promise_renegotiate",) if card.terms else ()
    agree = ("promise_agree",) if card.not_agreed else ()
    return ("promise_report", *dated, *agree, "promise_remark", "promise_because", "promise_release")


class PromiseDetail(Detail):
    """`opens` carries a place and a key in it, `drops` what is taken back ("said", "sent") and its key."""

    opens = Signal(str, str)
    drops = Signal(str, str)
    first = "text"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, "promiseDetail", STEPS, promise_form(bus.today, PromiseDraft()))
        self.setAccessibleName(_("Promise"))
        self._number, self._badge, self._about = heading(), Badge(), soft()
        self._number.setObjectName("promiseNumber")
        self._badge.setObjectName("promiseState")
        self._about.setObjectName("promiseAbout")
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._number)
        head.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addStretch(1)
        self.body.setSpacing(14)
        self.body.addLayout(head)
        self.add(self._about)
        self.add(self.buttons)
        self.body.addLayout(self.asking)
        self._parts: dict[str, tuple[QWidget, Rows]] = {}
        self._part("said", _("What each side says"), Rows(opens=False))
        self._part("trail", _("What became of it"), Rows(opens=False))
        self.add(self.form)
        self._part("because", _("Done because of it"), Rows())
        self._part("from", _("Where it comes from"), Rows())
        self._whole, of_body = strong(""), QWidget()
        self._whole.setObjectName("wholeOfBody")
        flow = FlowLayout(of_body)
        for step in _OF_BODY:
            flow.addWidget(self.steps[step])
        self.add(self._whole)
        self.add(of_body)
        self._part("sent", _("Sent for comment"), Rows(opens=False))
        self._rows("said").acted.connect(lambda key, _name: self.drops.emit("said", key))
        self._rows("sent").acted.connect(lambda key, _name: self.drops.emit("sent", key))
        self._rows("because").activated.connect(lambda key: self.opens.emit("actions", key))
        self._rows("from").activated.connect(self._open_source)
        self.body.addStretch(1)

    def key(self) -> str:
        return self.record.row.id if isinstance(self.record, PromiseCard) else ""

    def can_do(self) -> tuple[str, ...]:
        return steps_for(self.record)

    def show_record(self, record: Any) -> None:
        card: PromiseCard = record
        self.load(card, promise_draft(card.row))
        self._number.setText(card.row.number)
        self._badge.say(*standing_badge(card.row))
        self._about.setText(about(card))
        self._about.setVisible(bool(self._about.text()))
        take_back = (Act("takeBack", _("Take back"), "close", Qt.Key.Key_Delete),)
        self._show(
            "said",
            [
                Row(one.id, one.text, ", ".join(filter(None, (side_words()[one.side], one.said_by))),
                    aside=show_date(one.said_on), acts=take_back)
                for one in card.remarks
            ],
        )  # fmt: skip
        self._show("trail", trail(card))
        self._show(
            "because",
            [
                Row(one.id, f"{one.number}: {one.text}" if one.number else one.text,
                    ", ".join(filter(None, (status_words()[one.status], one.owner))), icon="actions")
                for one in card.because
            ],
        )  # fmt: skip
        self._show("from", _sources(card))
        self._whole.setText(_("Everything that {body} and we promised").format(body=card.row.body))
        self._whole.setVisible(card.row.body_id is not None)
        self._show("sent", [sent_row(one) for one in card.sent])

    def _part(self, name: str, head: str, rows: Rows) -> None:
        label = strong(head)
        rows.setObjectName(name)
        rows.setAccessibleName(head)
        self.add(label)
        self.add(rows)
        self._parts[name] = label, rows

    def _rows(self, name: str) -> Rows:
        return self._parts[name][1]

    def _show(self, name: str, rows: Sequence[Row]) -> None:
        label, widget = self._parts[name]
        widget.show_rows(rows)
        label.setVisible(bool(rows))
        widget.setVisible(bool(rows))

    def _open_source(self, key: str) -> None:
        if key == "log":
            self.opens.emit("actions", self.key())
        elif key in {talk.interaction_id for talk in self.record.talks}:
            self.opens.emit("people", f"log:{key}")
        else:
            self.opens.emit("partnership" if key == self.record.row.deal_id else "meetings", key)


def about(card: PromiseCard) -> str:
    """Who promised whom, and why the date that counts is not the one that was set last."""
    row = card.row
    told = []
    if row.side is Side.OURS:
        told.append(_("We promised {body}.").format(body=row.body) if row.body else _("We promised it."))
    elif row.side is Side.JOINT:
        told.append(_("{body} and we promised it together.").format(body=row.body) if row.body else "")
    elif row.body:
        told.append(_("{body} promised us.").format(body=row.body))
    is_to_do = row.standing in (PromiseState.OPEN, PromiseState.NOT_DONE)
    if is_to_do and row.counts_on and row.due_on != row.counts_on:
        words = _("{date} still counts: both sides have not agreed to the date that was set after it.")
        told.append(words.format(date=show_date(row.counts_on)))
    if card.reason:
        told.append(_("Given up: {reason}.").format(reason=card.reason.rstrip(".")))
    return " ".join(filter(None, told))


def trail(card: PromiseCard) -> list[Row]:
    """Each date with why and who agreed, who said that it is done, whose hands it went through; oldest first."""
    row = card.row
    steps: list[tuple[date, str, str]] = []
    for number, term in enumerate(card.terms):
        steps.append((term.set_on, _term_title(term, number), _term_second(term, number)))
    for hand in card.handovers:
        title = _("Handed on from {old} to {new}").format(old=hand.from_name, new=hand.to_name)
        steps.append((hand.on_date, title, hand.reason))
    if row.reported_on:
        steps.append((row.reported_on, _("Reported done"), row.reported_by))
    elif row.done_on:
        steps.append((row.done_on, _("Done"), ""))
    if row.confirmed_on:
        steps.append((row.confirmed_on, _("Confirmed by the other side"), row.confirmed_by))
    if row.released_on:
        steps.append((row.released_on, _("Released by the other side"), card.reason))
    steps.sort(key=lambda step: step[0])
    rows = [Row("promised", _("Promised"), row.maker, aside=show_date(row.raised_on))]
    rows += [Row(f"step_{n}", title, second, aside=show_date(on)) for n, (on, title, second) in enumerate(steps)]
    return rows


def _term_title(term: TermRow, number: int) -> str:
    if term.due is None:
        return _("Date taken away")
    day = show_date(term.due)
    return (_("Moved to {date}") if number else _("Due by {date}")).format(date=day)


def _term_second(term: TermRow, number: int) -> str:
    if not number:
        return ""
    agreed = (term.we_agreed_on is not None, term.they_agreed_on is not None)
    consent = {
        (True, True): _("Both sides agreed"),
        (True, False): _("We agreed; the other side has not"),
        (False, True): _("The other side agreed; we have not"),
        (False, False): _("Neither side's consent is noted"),
    }[agreed]
    return f"{consent}. {_('Because {reason}').format(reason=term.reason)}" if term.reason else consent


def _sources(card: PromiseCard) -> list[Row]:
    row = card.row
    rows = [Row("log", _("In the action log"), row.number, icon="actions")]
    if row.meeting_id:
        minute = _("Decision {number}").format(number=card.decision) if card.decision else ""
        item = _("Item: {title}").format(title=card.item) if card.item else ""
        rows.append(Row(row.meeting_id, row.source, ". ".join(filter(None, (minute, item))), icon="meetings"))
    if row.deal_id:
        rows.append(Row(row.deal_id, row.deal, _("The deal that it is part of"), icon="partnership"))
    for talk in card.talks:
        when = show_date(talk.on_date)
        rows.append(Row(talk.interaction_id, talk.title, _("Log of contacts"), aside=when, icon="mail"))
    return rows
