"""One deal whole: how it was kept, what each side promised, who signed, what was sent for comment, its files."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.text import show_size
from villagedesk.core.words import Side
from villagedesk.records.deals import DealCard, DealDraft, DealState, SignatoryRow
from villagedesk.records.promises import PromiseRow, Record
from villagedesk.ui.badge import Badge
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.labels import heading, soft, strong
from villagedesk.ui.partnership.commented import sent_row
from villagedesk.ui.partnership.kept import KeptSides
from villagedesk.ui.partnership.promisefields import deal_badge, deal_draft, deal_form, standing_badge
from villagedesk.ui.rows import Act, Row, Rows

STEPS = (
    "deal_promise", "deal_put_in", "deal_sign", "deal_send", "deal_answer", "deal_pdf", "deal_attach", "deal_end",
    "deal_reopen",
)  # fmt: skip


def steps_for(card: DealCard, today: date) -> tuple[str, ...]:
    """What can be done with a deal as it is, the likeliest first."""
    if card.row.state(today) is DealState.ENDED:
        return ("deal_pdf", "deal_reopen")
    send = ("deal_send",) if card.row.organization_id else ()
    answer = ("deal_answer",) if any(one.answered_on is None for one in card.comments) else ()
    return ("deal_promise", "deal_put_in", "deal_sign", *answer, *send, "deal_pdf", "deal_attach", "deal_end")


class DealDetail(Detail):
    """`opens` carries a promise's key; `takes_away` what ("promises", "signed", "sent", "files") and its key.

    `saves` carries the key of a file.
    """

    opens = Signal(str)
    takes_away = Signal(str, str)
    saves = Signal(str)
    first = "title"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands, "dealDetail", STEPS, deal_form(bus.today, DealDraft()))
        self.setAccessibleName(_("Deal"))
        self._today = bus.today
        self._title, self._badge, self._about, self._kept = heading(), Badge(), soft(), KeptSides()
        self._title.setObjectName("dealTitle")
        self._badge.setObjectName("dealState")
        self.put_head(self._title, self._badge, self._about)
        self.add(self._kept)
        self._parts: dict[str, tuple[QWidget, Rows]] = {}
        for name, words in (
            ("theirs", _("What the council promised")),
            ("ours", _("What we promised")),
            ("joint", _("What both promised together")),
        ):
            self._part(name, words, opens=True).activated.connect(self.opens)
        self._part("signed", _("Signed by"))
        self._part("sent", _("Sent for comment"))
        self._part("files", _("Files"), opens=True).activated.connect(self.saves)
        self.add(self.form)
        self.body.addStretch(1)

    def key(self) -> str:
        return self.record.row.id if isinstance(self.record, DealCard) else ""

    def can_do(self) -> tuple[str, ...]:
        return steps_for(self.record, self._today())

    def show_record(self, record: Any) -> None:
        card: DealCard = record
        row = card.row
        self.load(card, deal_draft(row))
        self._title.setText(row.title)
        self._badge.say(*deal_badge(row, self._today()))
        ended = _("Ended {date}: {reason}.").format(date=show_date(row.ended_on), reason=row.end_reason.rstrip(".")) \
            if row.ended_on else ""  # fmt: skip
        self._about.setText(ended)
        self._about.setVisible(bool(ended))
        self._kept.show_record(Record(row.ours, row.theirs, row.joint))
        self._kept.setVisible(self._kept.has_any)
        for side in Side:
            self._show(side.value, [_promise(one) for one in card.promises if one.side is side])
        self._show("signed", [_signed(one) for one in card.signatories])
        self._show("sent", [sent_row(one) for one in card.comments])
        self._show(
            "files",
            [
                Row(one.document_id, one.name, aside=show_size(one.size), acts=(_away(_("Remove")),))
                for one in card.attachments
            ],
        )  # fmt: skip

    def _part(self, name: str, head: str, *, opens: bool = False) -> Rows:
        label, rows = strong(head), Rows(opens=opens)
        rows.setObjectName(name)
        rows.setAccessibleName(head)
        rows.acted.connect(lambda key, _name: self.takes_away.emit(name, key))
        self.add(label)
        self.add(rows)
        self._parts[name] = label, rows
        return rows

    def _show(self, name: str, rows: Sequence[Row]) -> None:
        label, widget = self._parts[name]
        widget.show_rows(rows)
        label.setVisible(bool(rows))
        widget.setVisible(bool(rows))


def _away(words: str) -> Act:
    return Act("takeAway", words, "close", Qt.Key.Key_Delete)


def _promise(row: PromiseRow) -> Row:
    about = ". ".join(part for part in (row.number, row.maker) if part)
    return Row(row.id, row.text, about, standing_badge(row), acts=(_away(_("Take out of the deal")),))


def _signed(row: SignatoryRow) -> Row:
    on = show_date(row.signed_on) if row.signed_on else ""
    return Row(row.id, row.name, row.role, aside=on, acts=(_away(_("Take away")),))
