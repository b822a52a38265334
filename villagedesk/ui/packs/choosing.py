"""What a pack is made from: the meeting, whom it is for, which sections."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Signal

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date_short
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.packs.sections import SECTIONS
from villagedesk.records.meetings import MeetingFilter
from villagedesk.records.packs import SECTION_NAMES
from villagedesk.services import group, meetings
from villagedesk.services.desk import Session
from villagedesk.services.meetings import MeetingQuery
from villagedesk.ui.buttons import plain
from villagedesk.ui.card import Card
from villagedesk.ui.editors import Choice, Editor
from villagedesk.ui.labels import Label, strong
from villagedesk.ui.packs.building import Choices
from villagedesk.ui.tickbox import TickBox

_MOST_COMING = 12
_MOST_PAST = 24


@dataclass(frozen=True, slots=True)
class Offered:
    """What can be chosen: meetings with their names, audiences in the group's words; what to begin with."""

    meetings: tuple[tuple[str, str], ...]
    audiences: tuple[tuple[Audience, str], ...]
    first_meeting: str
    first_audience: Audience


def offered(session: Session, wanted: str | None, today: date) -> Offered:
    """The coming meetings, the next one first, then those gone by, the last one first, and `wanted` in any case."""
    coming = meetings.ids(session, MeetingQuery(MeetingFilter.COMING, descending=False), today)
    past = meetings.ids(session, MeetingQuery(MeetingFilter.PAST), today)
    keys = [*coming[:_MOST_COMING], *past[:_MOST_PAST]]
    if wanted and wanted not in keys and wanted in (*coming, *past):
        keys.append(wanted)
    known = {row.id: row for row in meetings.rows(session, keys)}
    first = wanted if wanted in known else next(iter(keys), "")
    card = group.card(session)
    names = {kind: words for kind, words in card.audience_names.items() if _is_apart(kind, card.two_bodies)}
    return Offered(
        tuple((key, f"{show_date_short(known[key].on_date)}, {known[key].title}") for key in keys),
        tuple(names.items()),
        first,
        _audience_for(session, first, tuple(names)),
    )


def _is_apart(audience: Audience, two_bodies: bool) -> bool:
    """Committee and trustees are offered apart only where the group says that they are two bodies."""
    return two_bodies or audience is not Audience.TRUSTEES


def _audience_for(session: Session, meeting_id: str, audiences: Sequence[Audience]) -> Audience:
    """Whom the meeting itself is for."""
    if not meeting_id:
        return Audience.COMMITTEE
    try:
        audience = meetings.card(session, meeting_id).audience
    except Refused:
        return Audience.COMMITTEE
    return audience if audience in audiences else Audience.COMMITTEE


class Choosing(Card):
    """`changed` when something was chosen; `met` when it was another meeting."""

    changed = Signal()
    met = Signal(str)

    def __init__(self) -> None:
        super().__init__(scrolls=True)
        self.setAccessibleName(_("What goes into the pack"))
        self._meeting, self._audience = Choice(()), Choice(())
        self._ticks = {name: TickBox(SECTIONS[name].name()) for name in SECTION_NAMES}
        self._add(_("&Meeting"), self._meeting, "packMeeting")
        self._add(_("&For"), self._audience, "packAudience")
        self.body.addSpacing(6)
        self.add(strong(_("Sections")))
        for name, tick in self._ticks.items():
            tick.setObjectName(f"section_{name}")
            tick.setAccessibleName(SECTIONS[name].name())
            tick.setChecked(True)
            tick.clicked.connect(lambda _on: self.changed.emit())
            self.add(tick)
        self.body.addStretch(1)
        self._meeting.left.connect(lambda: self.met.emit(self._meeting.value() or ""))
        self._audience.left.connect(self.changed)
        self.setFocusProxy(self._meeting.box)

    def show_offered(self, found: Offered, audience: Audience | None) -> None:
        """Offer these; `audience` stays where it was chosen, else the meeting's own is taken."""
        self._meeting.set_options(found.meetings)
        self._audience.set_options(found.audiences)
        self._meeting.set_value(found.first_meeting)
        self._audience.set_value(audience or found.first_audience)

    def choices(self) -> Choices | None:
        """What is chosen; None without a meeting or without any section."""
        meeting, audience = self._meeting.value(), self._audience.value()
        sections = tuple(name for name, tick in self._ticks.items() if tick.isChecked())
        if not meeting or audience is None or not sections:
            return None
        return Choices(meeting, audience, sections)

    def _add(self, words: str, editor: Editor, name: str) -> None:
        label = Label(words, "soft")
        label.setBuddy(editor.box)
        editor.box.setObjectName(name)
        editor.box.setAccessibleName(plain(words))
        self.add(label)
        self.add(editor)
