"""Erasing somebody: what it would do is shown first, then it is done as one change that nothing takes back."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from villagedesk.core.dates import clamped, show_date
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.legalforms import LegalForm, legal_form
from villagedesk.core.mentions import Mention, Sort, Sought, replaced, without_sentences
from villagedesk.core.progress import Report, silent
from villagedesk.core.text import fold, one_line
from villagedesk.core.words import Role
from villagedesk.models import (
    Base,
    Document,
    Erasure,
    Group,
    Membership,
    MinuteBlock,
    Minutes,
    Person,
    Removal,
)
from villagedesk.records.consent import Choice, Erased, ErasurePlan, ErasurePreview, Fate, Stays
from villagedesk.services import documents, leaving, references, scrub, seals, tablewords, traces
from villagedesk.services.mentioned import Found, Looking, Rows, parts_of_minutes
from villagedesk.services.posts import own_body
from villagedesk.store.writer import Work

# An entry of somebody who left may go after: Companies Act 2006, section 121; S.S.I. 2011/44, regulation 3(5)
_REGISTER_YEARS = {LegalForm.COMPANY: 10, LegalForm.CIO: 10, LegalForm.SCIO: 6}
_WHOLE = ("saved_filter", "column_mapping")  # nothing is left of these when a part is cut


def preview(session: Session, person_id: str, today: date, report: Report = silent) -> ErasurePreview:
    """What erasing somebody would do. Reads every text and document, so it takes seconds; Cancelled when asked."""
    person = _person(session, person_id)
    stays = _stays(session, person_id, today)
    going = leaving.rows_with(session, person_id, today, keep_register=bool(stays))
    looking = Looking.for_person(session, person_id, traces.sought(session, person_id), going)
    mentions = [found.row for found in looking.in_rows()]
    inside = list(looking.in_documents(report))
    proposed = {row.row_id: Choice(row.fate, row.reason) for row in inside}
    mentions += inside
    mentions.sort(key=lambda row: (row.is_sure, not row.is_document, row.fate is Fate.KEEP))
    count = Counter(table for table, _key in going)
    goes = tuple(f"{tablewords.table_title(table)} ({n})" for table, n in sorted(count.items()) if table != "person")
    return ErasurePreview(
        person_id=person_id,
        name=person.name,
        goes=goes,
        stays=stays,
        mentions=tuple(mentions),
        documents={key: proposed.get(key) for key in _documents(session)},
        namesake=looking.namesake,
        words=_in_place(session, person_id),
    )


def erase(work: Work, person_id: str, plan: ErasurePlan) -> Erased:
    """Erase somebody as `plan` says, in a change of kind ERASE; a mention without a choice gets what is proposed.

    Refused for whoever sits at this desk, and when documents came since the preview: they were not looked through.
    """
    session = work.session
    if work.by == person_id:
        raise Refused(_("This is you. Say in Settings that somebody else uses this computer, then erase."))
    person = _person(session, person_id)
    sought = traces.sought(session, person_id)
    if plan.documents is not None and not _documents(session) <= plan.documents.keys():
        raise Refused(_("Documents were added since you looked. Look through what would be erased once more."))
    was = references.merged_away(session, "person", person_id)
    keep_register = plan.keep_register and bool(_stays(session, person_id, work.today))
    going = leaving.rows_with(session, person_id, work.today, keep_register=keep_register)
    looking = Looking.for_person(session, person_id, sought, going)
    doing = _Erasing(work, plan, sought, _Sealed(session))
    founds = list(looking.in_rows())
    gone = going | leaving.with_identifiers(session, _chosen_documents(looking, plan, doing))
    doing.mentions(founds)
    leaving.take_out(session, person, gone, keep_register=keep_register, work=work)
    doing.seals.close(work)
    session.add(
        Erasure(id=work.new_id(), person_id=person_id, at=work.now, kept=json.dumps(doing.kept, ensure_ascii=False))
    )
    session.add_all(Erasure(id=work.new_id(), person_id=key, at=work.now) for key in was)
    session.flush()
    documents.sweep(session)
    touched = gone | {(found.row.table, found.row.row_id) for found in founds}
    for key in (person_id, *was):
        scrub.trail(session, key, sought, touched, plan.words)
    scrub.drafts(session, person_id, sought)
    scrub.index(session)
    return Erased(
        keys=(person_id, *was),
        replaced=doing.count[Fate.REPLACE],
        kept=tuple(why for _key, why in doing.kept),
        deleted=doing.count[Fate.DELETE],
        is_restricted=keep_register,
    )


def plan_of(kept: str) -> ErasurePlan:
    """The plan that erases again what was erased before: what was kept then is kept now, with the same reason."""
    choices = {key: Choice(Fate.KEEP, reason) for key, reason in (json.loads(kept) if kept else [])}
    return ErasurePlan(choices=choices)


class _Erasing:
    """Carries out the choices, and counts."""

    def __init__(self, work: Work, plan: ErasurePlan, sought: Sought, sealed: _Sealed) -> None:
        self._work, self._plan, self._sought, self.seals = work, plan, sought, sealed
        self.count: Counter[Fate] = Counter()
        self.kept: list[tuple[str, str]] = []

    def choice(self, key: str, fate: Fate, reason: str, where: str) -> Fate:
        """What becomes of a mention; a reason is kept with it, and names nobody."""
        chosen = self._plan.choices.get(key) or Choice(fate, reason)
        self.count[chosen.fate] += 1
        if chosen.fate is Fate.KEEP:
            why = one_line(chosen.reason) or one_line(reason)
            if not why:
                raise Refused(_("Say why this is kept: {where}.").format(where=where), key)
            why = replaced(why, self._sought.find(why), self._plan.words, _removed())
            self.kept.append((key, why))
        return chosen.fate

    def mentions(self, founds: list[Found]) -> None:
        """Write every text anew that is not kept as it is."""
        texts: dict[tuple[str, str, str], tuple[Found, list[Mention], list[Mention]]] = {}
        for found in founds:
            fate = self.choice(found.row.id, found.row.fate, found.row.reason, found.row.where)
            place = (found.row.table, found.row.row_id, found.row.column)
            _first, put, cut = texts.setdefault(place, (found, [], []))
            if fate is not Fate.KEEP:
                (put if fate is Fate.REPLACE else cut).extend(found.mentions)
        for (table, key, column), (found, put, cut) in texts.items():
            if put or cut:
                self._write(table, key, column, found, put, cut)

    def _write(self, table: str, key: str, column: str, found: Found, put: list[Mention], cut: list[Mention]) -> None:
        here, run = Base.metadata.tables[table], self._work.session.connection().execute
        if table == "identifier" or (cut and table in _WHOLE):
            run(delete(here).where(here.c.id == key))
            return
        name, detail = self._plan.words, _removed()
        if (table, key) in self.seals.rows:
            name = detail = self.seals.placeholder(self._work.today)
            put, cut = [*put, *cut], []  # a sealed text says where something was taken out
            self.seals.note(table, key)
        if column == "sort_name":
            name = fold(name)
        stored: str = found.values[column]
        if found.text == stored:
            text = self._anew(stored, put, cut, name, detail)
        else:
            sorts = {mention.sort for mention in (*put, *cut)}

            def anew(part: str) -> str:
                return replaced(part, [one for one in self._sought.find(part) if one.sort in sorts], name, detail)

            text = traces.said_anew(table, column, stored, anew)
        run(update(here).where(here.c.id == key).values({column: text}))

    def _anew(self, text: str, put: list[Mention], cut: list[Mention], name: str, detail: str) -> str:
        if cut:
            text = without_sentences(text, cut)
            put = self._sought.find(text) if put else []
            put = [mention for mention in put if mention.sort < Sort.FORENAME]
        return replaced(text, sorted(put, key=lambda mention: mention.start), name, detail)


class _Sealed:
    """The sealed minutes: what they were before, so that each that changes gets a new seal and says so."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._minutes = session.scalars(select(Minutes).where(Minutes.sha256 != "")).all()
        self._whole = {minutes.id for minutes in self._minutes if seals.holds(session, minutes)}
        self._parts = {
            minutes.id: parts_of_minutes(session, minutes.id, minutes.meeting_id) for minutes in self._minutes
        }
        self.rows: Rows = {part for parts in self._parts.values() for part in parts}
        self._noted: Rows = set()

    def placeholder(self, today: date) -> str:
        """What stands where a name was."""
        return _("[name removed on {date}]").format(date=show_date(today))

    def note(self, table: str, key: str) -> None:
        """A row that sealed minutes show is written anew."""
        self._noted.add((table, key))

    def close(self, work: Work) -> None:
        """Give the minutes that were changed their new seals, and keep the old ones beside them."""
        session = self._session
        session.flush()
        session.expire_all()
        for minutes in self._minutes:
            noted = self._noted & self._parts[minutes.id]
            if not noted:
                continue
            before, after = minutes.sha256, seals.digest(session, minutes.id)
            if minutes.id in self._whole:
                minutes.sha256 = after
            for block_id in sorted({self._block(minutes.id, table, key) for table, key in noted}, key=str):
                session.add(
                    Removal(
                        id=work.new_id(), minutes_id=minutes.id, block_id=block_id, removed_on=work.today,
                        placeholder=self.placeholder(work.today), before=before, after=minutes.sha256,
                    )
                )  # fmt: skip

    def _block(self, minutes_id: str, table: str, key: str) -> str | None:
        """The block that shows a row; None for who was there, and what stands above the first block."""
        if table == "minute_block":
            return key
        column = getattr(MinuteBlock, f"{table}_id", None)
        if column is None:
            return None
        found: str | None = self._session.scalar(
            select(MinuteBlock.id).where(MinuteBlock.minutes_id == minutes_id, column == key).limit(1)
        )
        return found


def _chosen_documents(looking: Looking, plan: ErasurePlan, doing: _Erasing) -> Rows:
    """The documents that are to be deleted; read again only where nobody has looked through them."""
    if plan.documents is None:
        rows = [(row.id, row.row_id, row.fate, row.reason, row.where) for row in looking.in_documents()]
    else:
        names = dict(
            looking.session.execute(select(Document.id, Document.name), execution_options={"binned": True}).all()
        )
        rows = [
            (key, doc, choice.fate, choice.reason, _("Document, {name}").format(name=name))
            for doc, name in names.items()
            if (choice := plan.choices.get(key := f"content/{doc}") or plan.documents[doc])
            and ("document", doc) not in looking.going
        ]
    return {
        ("document", doc)
        for key, doc, fate, reason, where in rows
        if doing.choice(key, fate, reason, where) is not Fate.KEEP
    }


def _stays(session: Session, person_id: str, today: date) -> tuple[Stays, ...]:
    """What the law keeps of the person's own record: their place in the registers of a company, a CIO or a SCIO."""
    form = legal_form(session.scalars(select(Group.legal_form)).one())
    if form is LegalForm.OTHER:
        return ()
    since = clamped(today.year - _REGISTER_YEARS[form], today.month, today.day)
    held = session.scalar(
        select(Membership.id)
        .where(Membership.person_id == person_id, Membership.organization_id == own_body(session))
        .where(or_(Membership.end_on.is_(None), Membership.end_on >= since))
        .limit(1)
    )
    if held is None:
        return ()
    return (Stays(_("Their name and the dates of their membership and posts in the group"), _register_laws()[form]),)


def _register_laws() -> dict[LegalForm, str]:
    return {
        LegalForm.CIO: _(
            "Charitable Incorporated Organisations (General) Regulations 2012: registers of members and of trustees"
        ),
        LegalForm.SCIO: _(
            "Scottish Charitable Incorporated Organisations Regulations 2011: registers of members and of trustees"
        ),
        LegalForm.COMPANY: _("Companies Act 2006, sections 113 and 162: registers of members and of directors"),
    }


def _in_place(session: Session, person_id: str) -> str:
    """What may stand where the name was, by what they are or were."""
    roles = set(session.scalars(select(Membership.role).where(Membership.person_id == person_id)))
    if roles & {Role.COUNCILLOR, Role.PORTFOLIO}:
        return _("a councillor")
    if roles & {Role.OFFICER, Role.GRANT_OFFICER}:
        return _("an officer")
    return _("a resident")


def _documents(session: Session) -> frozenset[str]:
    return frozenset(session.scalars(select(Document.id), execution_options={"binned": True}))


def _removed() -> str:
    return _("[removed]")


def _person(session: Session, person_id: str) -> Person:
    found = session.get(Person, person_id, execution_options={"binned": True})
    if found is None:
        raise Refused(_("That person is no longer here."))
    if found.restricted_at is not None:
        raise Refused(_("This person was erased already: only what must stay is left."))
    return found
