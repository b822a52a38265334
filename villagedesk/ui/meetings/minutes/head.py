"""The strip over the minutes: which meeting, whether it runs late, that all is saved, and the ways out."""

from __future__ import annotations

from datetime import time

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from villagedesk.core.i18n import _, ngettext
from villagedesk.records.meetings import MeetingCard
from villagedesk.ui.badge import Badge
from villagedesk.ui.buttons import CommandButton, icon_button
from villagedesk.ui.commands import Commands
from villagedesk.ui.labels import Lead, breakable, key_hint, soft, title
from villagedesk.ui.meetings.words import when


class Head(QWidget):
    """Its buttons are those of the screen's commands."""

    def __init__(self, commands: Commands) -> None:
        super().__init__()
        self._title, self._when = title(_("Take minutes")), Lead(role="soft")
        self._over, self._saved = Badge(), soft(wrap=False)
        self._over.setObjectName("meetingOver")
        self._saved.setObjectName("minutesSaved")
        self._arrives = CommandButton(commands.action("minute_present"), "secondary")
        self._arrives_key = key_hint("F6")
        self._arrives_icon = icon_button("people", _("Someone arrives or leaves"))
        self._arrives_icon.clicked.connect(commands.action("minute_present").trigger)
        second = QHBoxLayout()
        second.setSpacing(12)
        for label in (self._when, self._over, self._saved):
            second.addWidget(label)
        second.addStretch(1)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._title)
        names.addLayout(second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addLayout(names, 1)
        row.addWidget(CommandButton(commands.action("minute_leave"), "quiet"))
        for widget in (self._arrives, self._arrives_icon, self._arrives_key):
            row.addWidget(widget)
        row.addWidget(CommandButton(commands.action("minute_finish")))
        self._finish_key = key_hint(_("Ctrl+Enter"))
        row.addWidget(self._finish_key)

    def show_meeting(self, meeting: MeetingCard) -> None:
        """Which meeting is minuted."""
        self._title.setText(breakable(meeting.title))
        self._when.setText(when(meeting.on_date, meeting.start_at, meeting.end_at))

    def say_over(self, over: int) -> None:
        """By how many minutes it will be late; nothing when it won't."""
        said = ngettext("{n} minute over", "{n} minutes over", over).format(n=over)
        self._over.say(said if over > 0 else "", "soon")

    def say_saved(self, at: time | None) -> None:
        """When the last was saved."""
        self._saved.setText(_("Saved {time}").format(time=at.strftime("%H:%M")) if at else "")

    def fit(self, *, roomy: bool, wide: bool) -> None:
        """An icon instead of words where there is no room, and keys only where there is plenty."""
        self._arrives.setVisible(roomy)
        self._arrives_icon.setVisible(not roomy)
        self._when.setVisible(roomy)
        self._arrives_key.setVisible(wide)
        self._finish_key.setVisible(wide)
