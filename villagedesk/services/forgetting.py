"""An erasure from the button to the last copy: the change, the free pages, the list of keys, what remains where."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from villagedesk.core.changes import ChangeKind
from villagedesk.core.clock import Clock
from villagedesk.core.i18n import _
from villagedesk.core.ids import Ids
from villagedesk.core.progress import Report, silent
from villagedesk.models import Erasure, Person
from villagedesk.records.consent import Erased, ErasurePlan
from villagedesk.services import erasure
from villagedesk.services.desk import Desk, Session
from villagedesk.store import backup, files, keys, upgrade
from villagedesk.store.engine import CannotRead, DeskSession, open_engine
from villagedesk.store.writer import Writer

_LIST = "erased.txt"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What was done, and the copies on this computer in which the person still is, by their dates."""

    done: Erased
    older: tuple[datetime, ...]


def erase(desk: Desk, person_id: str, plan: ErasurePlan, report: Report = silent) -> Outcome:
    """Erase somebody for good, and leave nothing in unused parts of the file. Blocks; takes seconds.

    Refused as `erasure.erase`; Unavailable when the disk fails.
    """
    report(0, 3, _("Erasing"))
    label = _("Erase a person")
    done = desk.do(label, lambda work: erasure.erase(work, person_id, plan), ChangeKind.ERASE).result()
    report(1, 3, _("Clearing what is left in the file"))
    desk.rewrite().result()
    report(2, 3, _("Looking for older backups"))
    _remember(backup.folder_for(keys.read_salt(desk.path)), done.keys)
    older = tuple(copy.at for copy in backup.listed(desk.backup_folder()))
    report(3, 3)
    return Outcome(done, older)


def known(copy: Path, target: Path, key: bytes) -> dict[str, str]:
    """Whom the file at `target` says were erased, with what was kept then, and whom this computer remembers.

    `copy` is what is to take its place. A file that is not there, damaged or another group's says nothing.
    """
    found = dict.fromkeys(_remembered(backup.folder_for(keys.read_salt(copy))), "")
    try:
        engine = open_engine(target, key)
        with DeskSession(engine) as session:
            found |= {row.person_id: row.kept for row in session.scalars(select(Erasure).order_by(Erasure.id))}
        engine.dispose()
    except (CannotRead, DBAPIError):
        pass
    return found


def again(path: Path, key: bytes, clock: Clock, erased: dict[str, str]) -> int:
    """Erase in an older copy whom a newer one had erased; how many. Nobody may have the copy open."""
    if not erased:
        return 0
    there = _still_there(path, key, erased)
    if not there:
        return 0
    upgrade.upgrade_if_older(path, key)
    ids = Ids(clock)
    writer = Writer(path, key, clock, ids, ids.new(), None)
    try:
        for person_id in there:
            _erase_again(writer, person_id, erased[person_id])
        writer.rewrite().result()
    finally:
        writer.close()
    return len(there)


def _erase_again(writer: Writer, person_id: str, kept: str) -> None:
    plan = erasure.plan_of(kept)
    writer.do(_("Erase a person"), lambda work: erasure.erase(work, person_id, plan), ChangeKind.ERASE).result()


def _still_there(path: Path, key: bytes, erased: dict[str, str]) -> list[str]:
    engine = open_engine(path, key)
    try:
        with DeskSession(engine) as session:
            return _present(session, erased)
    finally:
        engine.dispose()


def _present(session: Session, erased: dict[str, str]) -> list[str]:
    there = set(
        session.scalars(select(Person.id).where(Person.restricted_at.is_(None)), execution_options={"binned": True})
    )
    return [person_id for person_id in erased if person_id in there]


def _remember(folder: Path, people: tuple[str, ...]) -> None:
    """Keep the keys, and nothing else, beside the backups."""
    folder.mkdir(parents=True, exist_ok=True)
    lines = dict.fromkeys([*_remembered(folder), *people])
    files.write(folder / _LIST, "".join(f"{line}\n" for line in lines).encode())


def _remembered(folder: Path) -> list[str]:
    try:
        return (folder / _LIST).read_text().split()
    except OSError:
        return []
