"""Takes in a meeting that a council published: agenda, papers, minutes and who attended, as one change."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from villagedesk.core.audience import Audience
from villagedesk.core.dates import show_date, show_time
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.ids import is_outside, outside_id
from villagedesk.core.text import fold, shorten
from villagedesk.core.words import BlockKind, ItemKind, MeetingKind, MeetingStatus, MinutesState, OrganizationKind
from villagedesk.models import AgendaItem, Attendance, ItemLink, Meeting, MinuteBlock, Minutes, Organization
from villagedesk.records.calendar import CouncilMeeting, PublishedAttendee, PublishedItem, TextBlock
from villagedesk.records.imports import ImportOptions, ImportPreview, ImportRow, Reading, Verdict
from villagedesk.services import meetings
from villagedesk.services.bodies import body_named
from villagedesk.services.known import KnownPeople
from villagedesk.services.posts import running
from villagedesk.services.typed import Typed
from villagedesk.store.writer import Work

_SCHEME = "moderngov-meeting"
_PARTS = (Attendance, ItemLink, MinuteBlock)
"""What stays away once it has been taken out here by hand."""
_ORDER: tuple[Any, ...] = (Organization, Meeting, AgendaItem, ItemLink, Attendance, Minutes, MinuteBlock)
"""Parents before children."""
_LONGEST = 80  # letters of a value that is told


def preview(session: Session, reading: Reading, content: CouncilMeeting, options: ImportOptions) -> ImportPreview:
    """What taking the meeting in would change, item by item; `options.council` is whose meeting it is.

    Refused when that is not said and there is not exactly one council here.
    """
    return _Taking(session, reading, content, options).preview()


def apply(work: Work, reading: Reading, content: CouncilMeeting, options: ImportOptions) -> ImportPreview:
    """Write what `preview` shows; published again, the meeting is brought up to date."""
    taking = _Taking(work.session, reading, content, options)
    seen = taking.preview()
    for model in reversed(_ORDER):
        if taking.gone[model]:
            work.session.execute(delete(model).where(model.id.in_(taking.gone[model])))
    for model in _ORDER:
        if rows := taking.inserts[model]:
            work.session.execute(insert(model), rows)
        for key, values in taking.updates[model].items():
            if model is Meeting:
                meetings.take_over(work, key, values)
            else:
                work.session.execute(update(model).where(model.id == key).values(values))
    work.session.flush()
    work.session.expire_all()
    return seen


def body_guess(session: Session, content: CouncilMeeting) -> str:
    """The council whose meeting it most likely is: as it was taken in before, else the only one here, else ""."""
    if known := _known_meeting(session, content, None):
        body = session.get(Organization, known.organization_id) if known.organization_id else None
        return body.name if body else ""
    councils = session.scalars(
        select(Organization.name)
        .where(Organization.kind == OrganizationKind.COUNCIL, Organization.parent_id.is_(None), running())
        .limit(2)
    ).all()
    return councils[0] if len(councils) == 1 else ""


def _site(content: CouncilMeeting) -> str:
    """The council's website, as the addresses of the papers tell it."""
    links = (paper.url for item in content.items for paper in item.papers if paper.url)
    return next((host for url in links if (host := urlsplit(url).hostname)), "")


def _known_meeting(session: Session, content: CouncilMeeting, body_id: str | None) -> Meeting | None:
    """The meeting as it was taken in before: by the council's number and its website, else its body."""
    if not content.key:
        return None
    site = _site(content)
    same = select(Meeting).where(Meeting.is_theirs, Meeting.uid.endswith(f":{content.key}", autoescape=True))
    found = session.scalars(same.order_by(Meeting.id).execution_options(binned=True)).all()
    return next(
        (m for m in found if (site and m.uid == f"moderngov:{site}:{content.key}") or m.organization_id == body_id),
        None,
    )


@dataclass(slots=True)
class _Difference:
    """How what is asked for in one line of the preview differs from what is here."""

    new: int = 0
    other: list[str] = field(default_factory=list)  # told
    changed: int = 0


class _Taking:
    """One published meeting, compared with what is here; what differs is collected to be written."""

    def __init__(self, session: Session, reading: Reading, content: CouncilMeeting, options: ImportOptions) -> None:
        self._session, self._reading, self._content = session, reading, content
        self.inserts: dict[Any, list[dict[str, Any]]] = {model: [] for model in _ORDER}
        self.updates: dict[Any, dict[str, dict[str, Any]]] = {model: {} for model in _ORDER}
        self.gone: dict[Any, list[str]] = {model: [] for model in _ORDER}
        name = options.council or body_guess(session, content)
        body, body_id = body_named(session, name)
        if body_id is None:
            raise Refused(_("Say which council's meeting this is."), "council")
        self._body_id, self._body = body_id, name
        if body:
            self.inserts[Organization].append(body)
        self._known = _known_meeting(session, content, body_id)
        uid = f"moderngov:{_site(content) or fold(name)}:{content.key or content.on_date}"
        self._uid = self._known.uid if self._known else uid
        self._id = self._known.id if self._known else outside_id(_SCHEME, uid)
        self._typed = Typed(session)
        self._here: dict[Any, dict[str, Any]] = {}
        self._load()

    def _load(self) -> None:
        of_meeting = select(AgendaItem.id).where(AgendaItem.meeting_id == self._id)
        self._minutes_id = outside_id("moderngov-minutes", self._id)
        scopes: dict[Any, Any] = {
            Organization: Organization.id == self._body_id,
            Meeting: Meeting.id == self._id,
            AgendaItem: AgendaItem.meeting_id == self._id,
            ItemLink: ItemLink.item_id.in_(of_meeting),
            Attendance: Attendance.meeting_id == self._id,
            Minutes: Minutes.id == self._minutes_id,
            MinuteBlock: MinuteBlock.minutes_id == self._minutes_id,
        }
        for model, scope in scopes.items():
            rows = self._session.scalars(select(model).where(scope).execution_options(binned=True))
            self._here[model] = {row.id: row for row in rows}

    def preview(self) -> ImportPreview:
        """What becomes of the meeting, of each of its items and of who attended."""
        rows = list(self._rows())
        return ImportPreview(
            self._reading.format, self._reading.source, tuple(rows), self._content.notes, meeting_id=self._id
        )  # fmt: skip

    def _rows(self) -> Iterable[ImportRow]:
        meeting = self._here[Meeting].get(self._id)
        title = _("{title}, {date}").format(title=self._title(), date=show_date(self._content.on_date))
        if meeting is not None and meeting.binned_at is not None:
            yield ImportRow(0, title, Verdict.REFUSED, _("Is in the bin here, so is not taken in again."))
            return
        yield self._meeting_row(title, meeting)
        for place, item in enumerate(self._content.items, 1):
            yield self._item_row(place, item)
        yield from self._left_rows()
        if self._content.attendees:
            yield self._attendance_row(len(self._content.items) + 1)

    def _title(self) -> str:
        return self._content.title or _("Meeting of {body}").format(body=self._body)

    # -- the meeting

    def _meeting_row(self, title: str, here: Meeting | None) -> ImportRow:
        content = self._content
        has_minutes = any(item.minutes for item in content.items)
        if content.is_cancelled:
            status = MeetingStatus.CANCELLED
        elif has_minutes or any(a.presence for a in content.attendees):
            status = MeetingStatus.HELD
        else:
            status = MeetingStatus.PLANNED
        values = {
            "title": self._title(), "on_date": content.on_date, "start_at": content.starts, "place": content.place,
            "status": status,
        }  # fmt: skip
        first = {
            "organization_id": self._body_id, "is_theirs": True, "kind": MeetingKind.PUBLIC, "uid": self._uid,
            "audience": Audience.PUBLIC,
        }  # fmt: skip
        found = _Difference()
        self._ask(Meeting, self._id, values, first, found)
        after = self.updates[Meeting].get(self._id, {})
        if here is not None and {"on_date", "start_at", "place", "status"} & after.keys():
            after["sequence"] = here.sequence + 1
        if has_minutes:
            of = {"meeting_id": self._id, "state": MinutesState.PUBLISHED}
            self._ask(Minutes, self._minutes_id, of, {}, found)
        if found.new and here is None:
            when = show_time(content.starts) if content.starts else ""
            about = ", ".join(filter(None, (self._body, when, content.place)))
            return ImportRow(0, title, Verdict.ADDED, about)
        if content.is_cancelled and here is not None and here.status is not MeetingStatus.CANCELLED:
            return ImportRow(0, title, Verdict.CANCELLED, _("Called off"))
        return _told(0, title, found)

    # -- its items

    def _item_row(self, place: int, item: PublishedItem) -> ImportRow:
        key = self._item_id(item)
        narrow = item.is_restricted
        here = self._here[AgendaItem].get(key)
        audience = Audience.COMMITTEE if narrow else Audience.PUBLIC
        if here is not None and not narrow:
            audience = here.audience  # what was narrowed once is not widened by a file
        values = {
            "position": place, "number": item.number, "title": item.title, "note": _as_note(item.about),
            "kind": ItemKind.DECISION if item.is_decision else ItemKind.DISCUSSION, "audience": audience,
        }  # fmt: skip
        found = _Difference()
        self._ask(AgendaItem, key, values, {"meeting_id": self._id}, found)
        is_new = found.new > 0
        self._papers(key, item, found)
        self._minuted(key, item, found)
        name = f"{item.number}. {item.title}" if item.number else item.title
        if is_new:
            return ImportRow(place, name, Verdict.ADDED, _about(item), (_for_committee(),) if narrow else ())
        return _told(place, name, found)

    def _item_id(self, item: PublishedItem) -> str:
        return outside_id("moderngov-item", f"{self._id}/{item.key}")

    def _papers(self, item_id: str, item: PublishedItem, found: _Difference) -> None:
        asked = set()
        for position, paper in enumerate(item.papers, 1):
            key = outside_id("moderngov-paper", f"{item_id}/{paper.key}")
            if key in asked:
                key = outside_id("moderngov-paper", f"{item_id}/{paper.key}/{position}")
            asked.add(key)
            values = {
                "position": position, "title": paper.title, "url": paper.url,
                "is_restricted": paper.is_restricted or item.is_restricted, "published_on": paper.published_on,
            }  # fmt: skip
            self._ask(ItemLink, key, values, {"item_id": item_id}, found)
        self._drop(ItemLink, (row for row in self._here[ItemLink].values() if row.item_id == item_id), asked, found)

    def _minuted(self, item_id: str, item: PublishedItem, found: _Difference) -> None:
        asked = set()
        for position, block in enumerate(item.minutes, 1):
            key = outside_id("moderngov-block", f"{item_id}/{position}")
            asked.add(key)
            values = {
                "position": position, "kind": block.kind, "text": block.text, "bold": block.bold, "item_id": item_id,
                "audience": Audience.COMMITTEE if item.is_restricted else None,
            }  # fmt: skip
            self._ask(MinuteBlock, key, values, {"minutes_id": self._minutes_id}, found)
        mine = (row for row in self._here[MinuteBlock].values() if row.item_id == item_id)
        self._drop(MinuteBlock, mine, asked, found)

    def _left_rows(self) -> Iterable[ImportRow]:
        """Items that the council has taken off since."""
        asked = {self._item_id(item) for item in self._content.items}
        place = len(self._content.items)
        for key, row in self._here[AgendaItem].items():
            if key not in asked and is_outside(key):
                place += 1
                found = _Difference()
                self._drop(ItemLink, (r for r in self._here[ItemLink].values() if r.item_id == key), set(), found)
                self._drop(MinuteBlock, (r for r in self._here[MinuteBlock].values() if r.item_id == key), set(), found)
                self.gone[AgendaItem].append(key)
                yield ImportRow(place, row.title, Verdict.CHANGED, _("No longer on the agenda: it is taken out."))

    # -- who attended

    def _attendance_row(self, place: int) -> ImportRow:
        people = KnownPeople(self._session)
        found, asked, known = _Difference(), set[str](), 0
        for one in self._content.attendees:
            key = outside_id("moderngov-attendee", f"{self._id}/{fold(one.name)}/{one.presence}")
            asked.add(key)
            person_id = people.by_place(one.name, self._body_id)
            if person_id in people.closed:
                person_id = ""
            known += bool(person_id)
            values = {"name": one.name, "role": _role(one), "presence": one.presence, "person_id": person_id or None}
            self._ask(Attendance, key, values, {"meeting_id": self._id}, found)
        self._drop(Attendance, self._here[Attendance].values(), asked, found)
        n = len(self._content.attendees)
        about = ngettext("{n} person, {known} known here", "{n} people, {known} known here", n).format(n=n, known=known)
        name = _("Who attended")
        if found.new == n:
            return ImportRow(place, name, Verdict.ADDED, about)
        row = _told(place, name, found)
        return ImportRow(place, name, row.verdict, f"{row.reason}. {about}", row.details)

    # -- comparing

    def _ask(
        self, model: Any, key: str, values: dict[str, Any], first: dict[str, Any], found: _Difference
    ) -> None:  # fmt: skip
        here = self._here[model].get(key)
        if here is None and model in _PARTS and self._typed.was_removed(key):
            return
        if here is None:
            self.inserts[model].append({"id": key, **first, **values})
            found.new += 1
            return
        after = {name: value for name, value in values.items() if value != getattr(here, name)}
        after = {name: value for name, value in after.items() if not self._typed.has(key, name, getattr(here, name))}
        if after:
            found.changed += 1
            found.other += [_difference(model, name, getattr(here, name), value) for name, value in after.items()]
            self.updates[model][key] = after

    def _drop(self, model: Any, rows: Iterable[Any], asked: set[str], found: _Difference) -> None:
        """What came with an earlier publication and is in this no more; what was added here by hand stays."""
        keys = [row.id for row in rows if row.id not in asked and is_outside(row.id)]
        self.gone[model] += keys
        found.changed += len(keys)


def _told(place: int, name: str, found: _Difference) -> ImportRow:
    if not (found.new or found.changed):
        return ImportRow(place, name, Verdict.UNCHANGED, _("Here already, the same"))
    details = list(dict.fromkeys(filter(None, found.other)))
    return ImportRow(place, name, Verdict.CHANGED, _("Differs from what is here"), tuple(details))


def _about(item: PublishedItem) -> str:
    parts = []
    if n := len(item.papers):
        parts.append(ngettext("{n} paper", "{n} papers", n).format(n=n))
    if item.minutes:
        parts.append(_("minuted"))
    if item.is_decision:
        parts.append(_("for decision"))
    return ", ".join(parts) or _("Not here yet")


def _for_committee() -> str:
    return _("Restricted: for the committee only")


def _role(one: PublishedAttendee) -> str:
    """ "Chair, Labour, Ashgrove"."""
    role = one.role or one.title
    return ", ".join(dict.fromkeys(filter(None, (role, one.party, one.ward))))


def _as_note(blocks: Sequence[TextBlock]) -> str:
    """Blocks as plain lines, with a dot or a number before the entries of lists."""
    lines, number = [], 0
    for block in blocks:
        number = number + 1 if block.kind is BlockKind.NUMBERED else 0
        mark = {BlockKind.BULLET: "\u2022 ", BlockKind.NUMBERED: f"{number}. "}.get(block.kind, "")
        lines.append(mark + block.text)
    return "\n".join(lines)


def _difference(model: Any, name: str, before: Any, after: Any) -> str:
    """How a field differs, in words; "" where the row's own line says enough."""
    words = {
        (Meeting, "title"): _("Title"), (Meeting, "on_date"): _("Date"), (Meeting, "start_at"): _("Starts"),
        (Meeting, "place"): _("Place"), (AgendaItem, "title"): _("Title"), (AgendaItem, "number"): _("Number"),
        (AgendaItem, "note"): _("About"), (ItemLink, "title"): _("Paper"), (MinuteBlock, "text"): _("Minutes"),
        (Attendance, "presence"): _("Attendance"), (Attendance, "role"): _("Role"),
    }  # fmt: skip
    label = words.get((model, name))
    if label is None:
        return _for_committee() if name == "audience" else ""
    return _("{field}: {before} -> {after}").format(field=label, before=_shown(before), after=_shown(after))


def _shown(value: Any) -> str:
    if value is None or value == "":
        return _("none")
    if hasattr(value, "hour") and not hasattr(value, "year"):
        return show_time(value)
    return show_date(value) if hasattr(value, "isoformat") else shorten(str(value), _LONGEST)
