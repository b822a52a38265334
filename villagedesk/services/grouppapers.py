"""The group's own papers: constitution, policies, insurance, bank mandate, leases, version by version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from villagedesk.core.dates import show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import GroupPaperKind
from villagedesk.models import AgendaItem, Decision, Document, GroupPaper, Meeting, Paper, PaperVersion
from villagedesk.records.grouppapers import (
    SOON_DAYS,
    GroupPaperCard,
    GroupPaperDraft,
    GroupPaperFilter,
    GroupPaperRow,
    PackPlace,
    VersionDraft,
    VersionRow,
)
from villagedesk.services import documents, meetings
from villagedesk.store.writer import Work

KIND = "group_paper"


@dataclass(frozen=True, slots=True)
class GroupPaperQuery:
    """What a list of papers asks for. Sort: title due."""

    only: GroupPaperFilter = GroupPaperFilter.ALL
    words: str = ""
    sort: str = "title"
    descending: bool = False


def ids(session: Session, query: GroupPaperQuery, today: date) -> list[str]:
    """The keys of the papers asked for, in order. A group has a few dozen: they are sorted here."""
    words = fold(query.words)
    found = [
        row
        for row in _all(session)
        if words in fold(f"{row.title} {row.held_by} {row.reference} {kind_words()[row.paper_kind]}")
        and (query.only is GroupPaperFilter.ALL or _is_due(row, today))
    ]
    found.sort(key=lambda row: (fold(row.title), row.id))
    if query.sort == "due":
        found.sort(key=lambda row: (row.version and row.version.due_on()) or date.max)
    return [row.id for row in (reversed(found) if query.descending else found)]


def counts(session: Session, today: date) -> dict[GroupPaperFilter, int]:
    """How many each filter shows."""
    found = _all(session)
    due = sum(_is_due(row, today) for row in found)
    return {GroupPaperFilter.ALL: len(found), GroupPaperFilter.DUE: due}


def due(session: Session, today: date) -> tuple[GroupPaperRow, ...]:
    """The papers that are to be looked at again, or run out, within 60 days or already; the first first."""
    found = [row for row in _all(session) if _is_due(row, today)]
    return tuple(sorted(found, key=lambda row: (row.version and row.version.due_on()) or date.max))


def _all(session: Session) -> list[GroupPaperRow]:
    return rows(session, session.scalars(select(GroupPaper.id)).all())


def _is_due(row: GroupPaperRow, today: date) -> bool:
    day = row.version.due_on() if row.version else None
    return day is not None and day <= today + timedelta(days=SOON_DAYS)


def rows(session: Session, keys: Sequence[str]) -> list[GroupPaperRow]:
    """The list's lines for these keys, in any order, those in the bin too."""
    versions = _versions(session, keys)
    found = session.scalars(select(GroupPaper).where(GroupPaper.id.in_(keys)).execution_options(binned=True))
    return [
        GroupPaperRow(
            id=row.id,
            kind=KIND,
            paper_kind=row.kind,
            title=row.title,
            held_by=row.held_by,
            reference=row.reference,
            version=next(iter(versions.get(row.id, ())), None),
            audience=row.audience,
            binned=row.binned_at is not None,
        )
        for row in found
    ]


def card(session: Session, paper_id: str) -> GroupPaperCard:
    """A paper whole, in the bin or not. Refused when there is none."""
    found = rows(session, [paper_id])
    if not found:
        raise Refused(_("That paper is no longer here."))
    return GroupPaperCard(found[0], tuple(_versions(session, [paper_id]).get(paper_id, ())))


def _versions(session: Session, keys: Sequence[str]) -> dict[str, list[VersionRow]]:
    """The versions of papers, the latest first: by the day of adoption, else in the order they were entered."""
    found: dict[str, list[VersionRow]] = {}
    known = session.execute(
        select(PaperVersion, Document.name, Decision.number, Decision.text)
        .outerjoin(Document, Document.id == PaperVersion.document_id)
        .outerjoin(Decision, Decision.id == PaperVersion.decision_id)
        .where(PaperVersion.group_paper_id.in_(keys))
        .order_by(PaperVersion.adopted_on.desc().nulls_last(), PaperVersion.id.desc())
    )
    for row, name, number, text in known:
        found.setdefault(row.group_paper_id, []).append(
            VersionRow(
                id=row.id,
                label=row.label,
                document_id=row.document_id if name else None,
                document=name or "",
                adopted_on=row.adopted_on,
                decision_id=row.decision_id,
                decision=f"{number}: {text}" if number else text or "",
                review_on=row.review_on,
                expires_on=row.expires_on,
                note=row.note,
            )
        )
    return found


def add(work: Work, draft: GroupPaperDraft) -> str:
    """Keep a paper, without any version yet; the new key. Refused without a title."""
    row = GroupPaper(id=work.new_id())
    _fill(row, draft)
    work.session.add(row)
    work.session.flush()
    return row.id


def edit(work: Work, paper_id: str, draft: GroupPaperDraft) -> None:
    """Keep what was typed about a paper; its files are for whom it is for."""
    row = _paper(work, paper_id)
    _fill(row, draft)
    kept = select(PaperVersion.document_id).where(PaperVersion.group_paper_id == paper_id)
    for document in work.session.scalars(select(Document).where(Document.id.in_(kept))):
        document.audience = draft.audience


def _fill(row: GroupPaper, draft: GroupPaperDraft) -> None:
    title = one_line(draft.title)
    if not title:
        raise Refused(_("Say what the paper is called."), "title")
    row.title, row.kind, row.audience = title, draft.kind, draft.audience
    row.held_by, row.reference = one_line(draft.held_by), one_line(draft.reference)


def add_version(work: Work, paper_id: str, draft: VersionDraft, file: tuple[str, bytes] | None = None) -> str:
    """Keep a version, with its file when (name, bytes) are given; its key. Refused as `edit_version`."""
    row = PaperVersion(id=work.new_id(), group_paper_id=_paper(work, paper_id).id)
    _fill_version(work, row, draft)
    work.session.add(row)
    work.session.flush()
    if file:
        put_file(work, row.id, *file)
    return row.id


def edit_version(work: Work, version_id: str, draft: VersionDraft) -> None:
    """Keep what was typed about a version. Refused when it runs out before it was adopted."""
    _fill_version(work, _version(work, version_id), draft)


def _fill_version(work: Work, row: PaperVersion, draft: VersionDraft) -> None:
    if draft.adopted_on and draft.adopted_on > work.today:
        raise Refused(_("That day is still ahead."), "adopted_on")
    for field, day in (("review_on", draft.review_on), ("expires_on", draft.expires_on)):
        if day and draft.adopted_on and day <= draft.adopted_on:
            raise Refused(
                _("That is before it was adopted, on {date}.").format(date=show_date(draft.adopted_on)), field
            )
    year = draft.adopted_on or work.today
    row.label = one_line(draft.label) or str(year.year)
    row.adopted_on, row.decision_id = draft.adopted_on, draft.decision_id
    row.review_on, row.expires_on, row.note = draft.review_on, draft.expires_on, draft.note.strip()


def put_file(work: Work, version_id: str, name: str, data: bytes) -> str:
    """Copy the file of a version in, in place of any before; the document's key. Refused as `documents.add`."""
    row = _version(work, version_id)
    paper = _paper(work, row.group_paper_id)
    before, row.document_id = row.document_id, documents.add(work, name, data, audience=paper.audience)
    if before:
        documents.bin_unused(work, before)
    work.session.flush()
    return row.document_id


def take_version_out(work: Work, version_id: str) -> None:
    """Take a version out; its file goes into the bin unless something else has it too."""
    row = _version(work, version_id)
    work.session.delete(row)
    if row.document_id:
        documents.bin_unused(work, row.document_id)


def bin_several(work: Work, keys: Sequence[str]) -> None:
    """Put papers in the bin."""
    for row in work.session.scalars(select(GroupPaper).where(GroupPaper.id.in_(keys))):
        row.binned_at = work.now


def pack_places(session: Session, today: date) -> tuple[str, list[PackPlace]]:
    """The next meeting by name, and its agenda items; "" and none where no meeting is planned."""
    key = meetings.next_id(session, today)
    if key is None:
        return "", []
    meeting = session.get_one(Meeting, key)
    items = session.scalars(select(AgendaItem).where(AgendaItem.meeting_id == key).order_by(AgendaItem.position))
    named = _("{meeting}, {date}").format(meeting=meeting.title, date=show_date(meeting.on_date))
    return named, [PackPlace(item.id, f"{item.number} {item.title}".strip()) for item in items]


def put_into_pack(work: Work, paper_id: str, item_id: str | None) -> None:
    """Make the version in force a paper of an agenda item. Refused when it has no file, or is there already."""
    row = card(work.session, paper_id).row
    if row.version is None or row.version.document_id is None:
        raise Refused(_("This version has no file yet: add it first."))
    item = work.session.get(AgendaItem, item_id) if item_id else None
    if item is None:
        raise Refused(_("Choose the agenda item that it belongs to."), "item_id")
    there = select(Paper.id).where(Paper.item_id == item.id, Paper.document_id == row.version.document_id)
    if work.session.scalar(there) is not None:
        raise Refused(_("It is with this item already."), "item_id")
    last = work.session.scalar(select(func.max(Paper.position)).where(Paper.item_id == item.id)) or 0
    title = _("{title}, {version}").format(title=row.title, version=row.version.label)
    work.session.add(
        Paper(
            id=work.new_id(),
            item_id=item.id,
            document_id=row.version.document_id,
            position=last + 1,
            title=title,
            audience=row.audience,
        )
    )


def kind_words() -> dict[GroupPaperKind, str]:
    """What sorts of papers there are."""
    return {
        GroupPaperKind.CONSTITUTION: _("Constitution"),
        GroupPaperKind.POLICY: _("Policy"),
        GroupPaperKind.INSURANCE: _("Insurance"),
        GroupPaperKind.BANK: _("Bank mandate"),
        GroupPaperKind.LEASE: _("Lease or licence"),
        GroupPaperKind.OTHER: _("Other paper"),
    }


def _paper(work: Work, paper_id: str) -> GroupPaper:
    found = work.session.get(GroupPaper, paper_id)
    if found is None:
        raise Refused(_("That paper is no longer here."))
    return found


def _version(work: Work, version_id: str) -> PaperVersion:
    found = work.session.get(PaperVersion, version_id)
    if found is None:
        raise Refused(_("That version is no longer here."))
    return found
