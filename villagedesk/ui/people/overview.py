"""The first face of a card: what is known of a person or an organisation, to be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _
from villagedesk.core.tiers import tier_words
from villagedesk.core.words import OrganizationKind
from villagedesk.records.actions import ActionFilter, ActionRow, Narrow
from villagedesk.records.meetings import AttendedRow
from villagedesk.records.people import (
    ContactCard,
    Follows,
    MembershipCard,
    NoteCard,
    OrganizationCard,
    PersonCard,
    PostCard,
)
from villagedesk.services import actions, attendance, notes, people, posts
from villagedesk.services.desk import Session
from villagedesk.ui.actionwords import state_badge
from villagedesk.ui.badge import Badge
from villagedesk.ui.buttons import quiet
from villagedesk.ui.flow import FlowLayout
from villagedesk.ui.labels import Label, soft
from villagedesk.ui.people.editing.known import interest_second, note_second
from villagedesk.ui.people.facts import Fact, Facts, rows_section, section
from villagedesk.ui.people.turnover.handing import HAND_ON
from villagedesk.ui.people.turnover.succeeding import SUCCEED
from villagedesk.ui.people.words import (
    action_second,
    contact_label,
    held_now,
    span,
    when,
)
from villagedesk.ui.rows import Row, Rows

_DONE_SHOWN, _MEETINGS_SHOWN, _ROWS_SHOWN, _NOTES_SHOWN = 5, 8, 24, 5


@dataclass(frozen=True, slots=True)
class Told:
    """All that a card tells: the record, the actions of theirs (open ones first), the meetings they were at."""

    card: PersonCard | OrganizationCard
    actions: tuple[ActionRow, ...]
    meetings: tuple[AttendedRow, ...]
    picture: bytes | None = None


def read(session: Session, key: str, today: date) -> Told | None:
    """What is told of a person or organisation; None when it is gone or in the bin."""
    found = people.rows(session, [key], today)
    if not found:
        return None
    open_ones = actions.ids(session, actions.ActionQuery(ActionFilter.OPEN, narrow=Narrow.OWNER, key=key), today)
    finished = actions.ActionQuery(ActionFilter.DONE, sort="done", descending=True, narrow=Narrow.OWNER, key=key)
    done = actions.ids(session, finished, today)
    keys = open_ones[: _ROWS_SHOWN - _DONE_SHOWN] + done[:_DONE_SHOWN]
    known = {row.id: row for row in actions.rows(session, keys)}
    theirs = tuple(known[action] for action in keys)
    if found[0].kind == "person":
        return Told(
            people.person(session, key, today),
            theirs,
            tuple(attendance.attended(session, key, _MEETINGS_SHOWN)),
            notes.picture(session, key),
        )
    return Told(people.organization(session, key, today), theirs, ())


class Overview(QWidget):
    """`went` asks for a place and a thing in it."""

    went = Signal(str, str)

    def __init__(self, told: Told, today: date) -> None:
        super().__init__()
        self._today = today
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(12)
        if isinstance(told.card, PersonCard):
            is_promising = any(action.done_on is None for action in told.actions)
            self._show_person(told.card, is_promising=is_promising)
        else:
            self._show_organization(told.card)
        self._show_notes(told.card.notes)
        self._show_actions(told.actions)
        self._show_meetings(told.meetings)
        self._column.addStretch(1)

    def _show_marks(self, words: tuple[str, ...], *, do_not_contact: bool = False) -> None:
        """What is told at a glance: the tags, and first that somebody asked not to be contacted."""
        marks = QWidget()
        marks.setObjectName("marks")
        flow = FlowLayout(marks, 6)
        if do_not_contact:
            flow.addWidget(Badge(_("Do not contact"), "late"))
        for word in words:
            flow.addWidget(Badge(word))
        if flow.count():
            self._column.addWidget(marks)

    def _show_notes(self, written: tuple[NoteCard, ...]) -> None:
        rows = [Row(note.id, note.text, note_second(note)) for note in written[:_NOTES_SHOWN]]
        if rows:
            self._column.addWidget(section(_("Notes"), Rows(rows, opens=False)))
        if (more := len(written) - _NOTES_SHOWN) > 0:
            self._column.addWidget(soft(_("and {n} more").format(n=more)))

    def _show_person(self, card: PersonCard, *, is_promising: bool) -> None:
        self._show_marks(card.tags, do_not_contact=card.do_not_contact)
        party = next((m.party for m in card.memberships if m.party and posts.holds(m, self._today)), "")
        self._facts(
            *map(_reached, card.contacts),
            Fact(_("Party"), party),
            Fact(_("Languages"), card.languages),
            Fact(_("Pronouns"), card.pronouns),
            Fact(_("Also known as"), ", ".join(card.other_names)),
        )
        if card.summary:
            self._column.addWidget(Label(card.summary, wrap=True))
        if card.access_needs:
            self._column.addWidget(section(_("Access needs"), Label(card.access_needs, wrap=True)))
        now = held_now(card, self._today)
        before = [m for m in card.memberships if not posts.holds(m, self._today)]
        if not now and before and is_promising:
            self._offer("offerHandOn", _("Hand on what they had promised"), HAND_ON + card.id)
        self._rows(_("Positions"), [_held(m) for m in now], "people")
        self._rows(_("Before and after"), [_held(m) for m in before], "people")
        declared = [Row(row.id, row.text, interest_second(row)) for row in card.interests]
        if declared:
            self._column.addWidget(section(_("Interests declared"), Rows(declared, opens=False)))

    def _show_organization(self, card: OrganizationCard) -> None:
        polled = show_date(card.elects_on) if card.elects_on else ""
        ended = show_date(card.dissolved_on) if card.dissolved_on else ""
        self._show_marks(card.tags)
        self._facts(
            *map(_reached, card.contacts),
            Fact(_("Welsh name"), card.name_cy),
            Fact(_("Tier"), tier_words().get(card.tier, card.tier)),
            Fact(_("Polling day"), polled),
            Fact(_("Ended"), ended),
            Fact(_("Also known as"), ", ".join(card.other_names)),
        )
        if card.summary:
            self._column.addWidget(Label(card.summary, wrap=True))
        holders = {m.post_id: m.person_id for m in card.members if m.post_id}
        self._rows(_("Posts"), [_post(post, holders.get(post.id, "")) for post in card.posts], "people")
        plain = [m for m in card.members if not m.post_id]
        self._rows(_("People"), [Row(m.person_id, m.person, m.words(), aside=when(m)) for m in plain], "people")
        self._rows(_("Follows"), [_follows(one) for one in card.predecessors], "people")
        self._rows(_("Followed by"), [_follows(one) for one in card.successors], "people")
        if card.organization_kind is OrganizationKind.COUNCIL and not card.dissolved_on:
            words = _("Change who follows it") if card.successors else _("This body is followed by...")
            self._offer("offerSuccession", words, SUCCEED + card.id)
        self._rows(_("Parts"), [Row(part.id, part.name) for part in card.parts], "people")

    def _offer(self, name: str, words: str, goes_to: str) -> None:
        button = quiet(words, "right")
        button.setObjectName(name)
        button.clicked.connect(lambda: self.went.emit("people", goes_to))
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _facts(self, *facts: Fact) -> None:
        if known := [fact for fact in facts if fact.value]:
            self._column.addWidget(Facts(known))

    def _rows(self, title: str, rows: list[Row], place: str) -> None:
        def open_row(row_id: str) -> None:
            if key := row_id.partition("#")[0]:
                self.went.emit(place, key)

        if rows:
            self._column.addWidget(rows_section(title, rows[:_ROWS_SHOWN], open_row))
        if (more := len(rows) - _ROWS_SHOWN) > 0:
            self._column.addWidget(soft(_("and {n} more").format(n=more)))

    def _show_actions(self, theirs: tuple[ActionRow, ...]) -> None:
        rows = []
        for action in theirs:
            badge = state_badge(action, self._today)
            on = action.done_on or (action.due_on if badge[1] == "neutral" else None)
            aside = show_date(on) if on else ""
            rows.append(Row(action.id, action.text, action_second(action), badge, aside))
        self._rows(_("Actions"), rows, "actions")

    def _show_meetings(self, meetings: tuple[AttendedRow, ...]) -> None:
        rows = [Row(met.id, met.title, met.role, aside=show_date(met.on_date)) for met in meetings]
        self._rows(_("Meetings"), rows, "meetings")


def _reached(contact: ContactCard) -> Fact:
    badge = None
    if contact.do_not_use:
        badge = (_("Do not use"), "late")
    elif contact.preferred:
        badge = (_("Preferred"), "kept")
    return Fact(contact_label(contact), contact.value, badge)  # type: ignore[arg-type]


def _follows(one: Follows) -> Row:
    return Row(one.organization_id, one.organization, aside=_("from {date}").format(date=show_date(one.on_date)))


def _held(membership: MembershipCard) -> Row:
    vote = _("has a vote") if membership.votes else ""
    why = membership.end_reason if membership.end_on else ""
    second = ", ".join(filter(None, (membership.organization, membership.member_class, vote, why)))
    lasted = span(membership.start_on, membership.end_on)
    return Row(f"{membership.organization_id}#{membership.id}", membership.words(), second, aside=lasted)


def _post(post: PostCard, person_id: str) -> Row:
    badge = None if post.holders else (_("Vacant"), "soon")
    return Row(f"{person_id}#{post.id}", post.label, ", ".join(post.holders), badge)  # type: ignore[arg-type]
