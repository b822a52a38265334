"""The form that begins a round."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.records.reviews import ReviewDraft
from villagedesk.services import reviews
from villagedesk.services.drafts import NEW
from villagedesk.ui.actions.reviews.fields import round_fields
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import button_row, primary, quiet
from villagedesk.ui.card import Card
from villagedesk.ui.form import Form
from villagedesk.ui.keeper import Drafting
from villagedesk.ui.labels import heading, soft


class NewReview(Card):
    """`added` carries the new round, `ended` that nobody wants one."""

    added = Signal(str)
    ended = Signal()

    def __init__(self, bus: Bus) -> None:
        super().__init__(scrolls=True)
        self.setObjectName("newReview")
        self.setAccessibleName(_("New review"))
        self._bus = bus
        self.form: Form[ReviewDraft] = Form(round_fields(bus.today), ReviewDraft())
        self._drafting = Drafting(bus, "new_review", self.form, self.form)
        keep, cancel = primary(_("Begin the review")), quiet(_("Cancel"))
        keep.setObjectName("keepNew")
        cancel.setObjectName("cancelNew")
        keep.clicked.connect(self._keep)
        cancel.clicked.connect(self._give_up)
        self.body.setSpacing(14)
        self.add(heading(_("New review")))
        self.add(
            soft(
                _(
                    "It keeps the log as it stands now: what is open, and what was done or dropped since the last "
                    "review. Then it can be sent out."
                )
            )
        )
        self.add(self.form)
        self.body.addLayout(button_row(keep, cancel))
        self.body.addStretch(1)

    def start(self) -> None:
        """Begin with what is usual, or with what was typed and left."""
        today = self._bus.today()
        self._bus.read(self, lambda session: reviews.start(session, today), self._begin)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._keep()
        elif event.key() == Qt.Key.Key_Escape:
            self._give_up()
        else:
            super().keyPressEvent(event)

    def _begin(self, draft: ReviewDraft) -> None:
        self.form.reset(draft)
        self.form.editor("title").setFocus(Qt.FocusReason.OtherFocusReason)
        self._drafting.start(NEW)

    def _keep(self) -> None:
        if self.form.show_problems():
            return
        typed = self.form.value()
        self._drafting.do(_("Begin a review"), lambda work: reviews.begin(work, typed), self.added.emit, self._refused)

    def _refused(self, error: Refused) -> None:
        self.form.show_error(error.field or "title", error.message)

    def _give_up(self) -> None:
        self._drafting.give_up()
        self.ended.emit()
