"""The one thread that writes: each job is one transaction, one change and one step of undo."""

from __future__ import annotations

import json
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from villagedesk.core.changes import Changed, ChangeKind, RowChange
from villagedesk.core.clock import Clock
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.ids import Ids
from villagedesk.models import Change, ChangeRow
from villagedesk.store import journal
from villagedesk.store.engine import DeskSession, explain, open_engine
from villagedesk.store.upgrade import SCHEMA

T = TypeVar("T")
_FOR_GOOD = (ChangeKind.ERASE, ChangeKind.MIGRATE, ChangeKind.APPROVE)


@dataclass(frozen=True, slots=True)
class Work:
    """What a job is given: a session inside its transaction, the time, new keys, and who is at the desk."""

    session: Session
    clock: Clock
    ids: Ids
    by: str | None

    @property
    def today(self) -> date:
        return self.clock.today()

    @property
    def now(self) -> datetime:
        return self.clock.now()

    def new_id(self) -> str:
        return self.ids.new()


class _Line:
    """The writer's one connection: made for the first job, and again after anything but a plain no."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._connection: Connection | None = None

    def connected(self) -> Connection:
        """The connection, with its journal."""
        if self._connection is None:
            fresh = self._engine.connect()
            journal.watch(_raw(fresh))
            self._connection = fresh
        return self._connection

    def drop(self) -> None:
        """Let go of the connection, and of a transaction that a COMMIT could not end: readers wait for it."""
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.invalidate()
            connection.close()


class Writer:
    """Runs jobs one after the other on a thread and a connection of its own."""

    def __init__(self, path: Path, key: bytes, clock: Clock, ids: Ids, copy: str, by: str | None) -> None:
        self.by = by
        self.on_change: Callable[[Changed], None] = lambda _changed: None
        self._path, self._key, self._clock, self._ids, self._copy = path, key, clock, ids, copy
        self._jobs: queue.SimpleQueue[Callable[[_Line], None] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="villagedesk-writer", daemon=True)
        self._thread.start()

    def do(self, label: str, job: Callable[[Work], T], kind: ChangeKind = ChangeKind.DO) -> Future[T]:
        """Run `job` as one change. Its result, or Refused, Unavailable or a bug, comes back through the future."""
        return self._submit(lambda connection: self._change(connection, label, job, kind)[0])

    def undo(self, number: int, kind: ChangeKind) -> Future[Changed]:
        """Undo change `number`, as a change of its own. Refused when its rows have moved on."""
        return self._submit(lambda connection: self._undo(connection, number, kind))

    def note(self, job: Callable[[Work], T]) -> Future[T]:
        """Run `job` in a transaction that is no change: for drafts and contents, which are not journalled."""
        return self._submit(lambda connection: self._transaction(connection, job))

    def rewrite(self) -> Future[None]:
        """Write every page anew, so that nothing that was deleted is left in unused parts of the file."""
        return self._submit(_rewrite)

    def close(self) -> None:
        """Finish what is queued and stop."""
        self._jobs.put(None)
        self._thread.join()

    def _submit(self, task: Callable[[Connection], T]) -> Future[T]:
        future: Future[T] = Future()

        def run(line: _Line) -> None:
            if not future.set_running_or_notify_cancel():
                return
            try:
                result = task(line.connected())
            except BaseException as error:
                if not isinstance(error, Refused):
                    line.drop()
                future.set_exception(_lost_reference(error) or explain(error, self._path) or error)
            else:
                future.set_result(result)

        self._jobs.put(run)
        return future

    def _run(self) -> None:
        line = _Line(open_engine(self._path, self._key, write=True))
        while (job := self._jobs.get()) is not None:
            job(line)
        line.drop()

    def _work(self, connection: Connection) -> Work:
        return Work(DeskSession(connection, autoflush=True), self._clock, self._ids, self.by)

    def _transaction(self, connection: Connection, job: Callable[[Work], T]) -> T:
        with connection.begin():
            work = self._work(connection)
            with work.session:
                result = job(work)
                work.session.flush()
            journal.take(_raw(connection))
        return result

    def _change(
        self, connection: Connection, label: str, job: Callable[[Work], T], kind: ChangeKind, undoes: int | None = None
    ) -> tuple[T, Changed | None]:
        with connection.begin():
            work = self._work(connection)
            with work.session:
                result = job(work)
                work.session.flush()
            rows = journal.take(_raw(connection))
            changed = self._record(connection, label, kind, rows, undoes) if rows else None
        if changed:
            self.on_change(changed)
        return result, changed

    def _record(
        self, connection: Connection, label: str, kind: ChangeKind, rows: tuple[RowChange, ...], undoes: int | None
    ) -> Changed:
        at = self._clock.now()
        change = {
            "id": self._ids.new(), "at": at, "by": self.by, "copy": self._copy, "kind": kind, "schema": SCHEMA,
            "label": label, "undoes": undoes,
        }  # fmt: skip
        number = connection.execute(insert(Change).returning(Change.number), change).scalar_one()
        connection.execute(
            insert(ChangeRow),
            [
                {
                    "change": number, "table": row.table, "key": row.key, "fields": _fields(row),
                    "before": _dump(row.before, kind), "after": _dump(row.after, kind),
                }
                for row in rows
            ],
        )  # fmt: skip
        keys: dict[str, set[str]] = {}
        for row in rows:
            keys.setdefault(row.table, set()).add(row.key)
        return Changed(number, kind, label, at, {table: frozenset(found) for table, found in keys.items()}, undoes)

    def _undo(self, connection: Connection, number: int, kind: ChangeKind) -> Changed:
        def job(work: Work) -> None:
            change = work.session.get(Change, number)
            if change is None or change.schema != SCHEMA or change.kind in _FOR_GOOD:
                raise Refused(_("This can't be undone."))
            for since, words in _not_crossed().items():
                crossed = select(Change.number).where(Change.kind == since, Change.number > number)
                if work.session.scalar(crossed.limit(1)) is not None:
                    raise Refused(words)
            rows = _rows_of(work.session, number)
            db = _raw(connection)
            journal.apply_inverse(db, rows)
            moved = {(table, key) for table, key in db.execute("SELECT DISTINCT tbl, key FROM noted")}
            if moved - {(row.table, row.key) for row in rows}:
                raise journal.moved_on()  # a row that came later hung on one of these

        label = connection.execute(select(Change.label).where(Change.number == number)).scalar_one_or_none()
        connection.rollback()
        _result, changed = self._change(connection, label or "", job, kind, undoes=number)
        if changed is None:
            raise Refused(_("There is nothing to undo."))
        return changed


def _not_crossed() -> dict[ChangeKind, str]:
    """The changes that nothing before them is undone after, and what is said then."""
    return {
        ChangeKind.ERASE: _("This can't be undone: somebody was erased since."),
        ChangeKind.APPROVE: _("This can't be undone: minutes were approved since."),
    }


def _lost_reference(error: BaseException) -> Refused | None:
    """The answer when a job refers to a row that somebody has taken away meanwhile."""
    if isinstance(error, IntegrityError) and "FOREIGN KEY" in str(error.orig):
        return Refused(_("Something that this refers to is no longer here. Nothing was changed: choose again."))
    return None


def _rows_of(session: Session, number: int) -> list[RowChange]:
    found = session.execute(
        select(ChangeRow.table, ChangeRow.key, ChangeRow.before, ChangeRow.after)
        .where(ChangeRow.change == number)
        .order_by(ChangeRow.id)
    ).all()
    if any(before is None and after is None for _table, _key, before, after in found):
        raise Refused(_("This was too long ago to be undone."))
    return [RowChange(table, key, _load(before), _load(after)) for table, key, before, after in found]


def _raw(connection: Connection) -> Any:
    return connection.connection.dbapi_connection


def _fields(row: RowChange) -> str:
    if row.before is None or row.after is None:
        return ""
    return " ".join(name for name in row.after if row.before.get(name) != row.after[name])


def _dump(row: dict[str, Any] | None, kind: ChangeKind) -> str | None:
    """A row as the trail keeps it; an erasure keeps none, or it would hold what it erased."""
    return None if row is None or kind is ChangeKind.ERASE else json.dumps(row, ensure_ascii=False)


def _rewrite(connection: Connection) -> None:
    connection.rollback()  # VACUUM stands outside any transaction
    _raw(connection).execute("VACUUM")


def _load(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)
