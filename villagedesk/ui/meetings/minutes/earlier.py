"""Under the item that earlier minutes are approved in: those that were put to this meeting, and their approval."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QFrame, QVBoxLayout

from villagedesk.core.changes import ChangeKind
from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.records.approval import PutMinutes
from villagedesk.services import approval
from villagedesk.services.desk import Session
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, secondary
from villagedesk.ui.dialogs import confirm
from villagedesk.ui.editors import Text
from villagedesk.ui.labels import soft, strong


class EarlierMinutes(QFrame):
    """Records that they were approved here: the same change as on their own meeting's approving face."""

    def __init__(self, bus: Bus) -> None:
        super().__init__()
        self._bus, self._place = bus, ("", "")
        self._put: PutMinutes | None = None
        self._cancel: Callable[[], None] | None = None
        self.setObjectName("earlierMinutes")
        self.setProperty("role", "asking")
        self._words, self._why = strong(), soft()
        self._lines = Text(_("Corrections, one on each line, or none"), 1)
        self._lines.setObjectName("earlierCorrections")
        self._lines.setAccessibleName(_("Corrections"))
        approve = self._approving = secondary(_("Record as approved"), "check")
        approve.setObjectName("approveEarlier")
        approve.clicked.connect(self._ask)
        put = self._putting = secondary(_("Put them to this meeting"))
        put.setObjectName("putEarlier")
        put.clicked.connect(self._put_here)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 12, 14, 12)
        column.setSpacing(8)
        column.addWidget(self._words)
        column.addWidget(self._lines)
        column.addWidget(self._why)
        column.addLayout(button_row(approve, put))
        self.hide()

    def show_item(self, meeting_id: str, item_id: str) -> None:
        """Look for minutes put to this meeting that are approved in this item; out of sight where there are none."""
        if (meeting_id, item_id) != self._place:
            self._place = (meeting_id, item_id)
            self._lines.set_value("")
            self._why.hide()
            self.hide()
        if self._cancel:
            self._cancel()
        self._cancel = self._bus.look(self, lambda session: _earlier(session, meeting_id, item_id), self._show)

    def _show(self, put: PutMinutes | None) -> None:
        self._cancel = None
        self._put = put
        self.setVisible(put is not None)
        if put:
            words = _("The minutes of {date} ({meeting}) are put to this meeting.")
            if not put.is_put:
                words = _("The minutes of {date} ({meeting}) are still a draft: put them to this meeting.")
            words = words.format(date=show_date(put.on_date), meeting=put.title)
            self._approving.setVisible(put.is_put)
            self._putting.setVisible(not put.is_put)
            self._lines.setVisible(put.is_put)
            self._words.setText(words)
            self.setAccessibleName(words)

    def _put_here(self) -> None:
        if self._put is None:
            return
        key, at_id = self._put.minutes_id, self._place[0]
        self._bus.do(
            self, _("Put minutes to a meeting"), lambda work: approval.put(work, key, at_id), refused=self._refused
        )  # fmt: skip

    def _refused(self, error: Refused) -> None:
        self._why.setText(error.message)
        self._why.show()

    def _ask(self) -> None:
        lines = [line for line in map(one_line, self._lines.value().splitlines()) if line]
        question = _("Record these minutes as approved as presented?")
        if lines:
            question = _("Record these minutes as approved with these corrections?")
        detail = _("They are sealed: nothing in them is changed after this. A later correction is a new version.")
        confirm(self, question, _("Record as approved"), partial(self._approve, lines), detail)

    def _approve(self, lines: list[str]) -> None:
        if self._put is None:
            return
        key, at_id = self._put.minutes_id, self._place[0]

        def done(_seal: str) -> None:
            self._lines.set_value("")
            self._why.hide()
            self._bus.said.emit(_("Recorded as approved, and sealed"), None)

        self._bus.do(
            self, _("Record minutes as approved"), lambda work: approval.approve(work, key, at_id, lines), done,
            self._refused, kind=ChangeKind.APPROVE,
        )  # fmt: skip


def _earlier(session: Session, meeting_id: str, item_id: str) -> PutMinutes | None:
    """What is to be approved in an item, else what might be put to its meeting."""
    return approval.put_to(session, meeting_id, item_id) or approval.to_put(session, meeting_id, item_id)
