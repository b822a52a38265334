"""The desk: one open group file, read from anywhere and written by one thread."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from datetime import datetime
from pathlib import Path
from random import Random
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from villagedesk import settings as settings_
from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.core.clock import Clock
from villagedesk.core.errors import Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.ids import Ids
from villagedesk.models import Change, Identifier, Person
from villagedesk.services import group, references
from villagedesk.settings import FileSettings
from villagedesk.store import aside, backup, files, keys, opening, upgrade
from villagedesk.store.engine import DeskSession, explain, open_engine
from villagedesk.store.keys import Keyring
from villagedesk.store.lock import CannotLock, FileLock
from villagedesk.store.writer import Work, Writer

_KEPT = 2  # connections that stay open between reads

T = TypeVar("T")

__all__ = ["Desk", "Keyring", "Session", "Work", "can_remember", "create", "open_desk", "open_to_read"]


class Desk:
    """An open group. `do` and `undo` write and answer later; `read` answers at once, on the calling thread.

    Made by `open_desk`, `open_to_read` or `create`; a desk that is `read_only` refuses to write.
    """

    def __init__(
        self, path: Path, key: bytes, clock: Clock, known: FileSettings, lock: FileLock | None, ids: Ids
    ) -> None:
        self.path = path
        self.clock = clock
        self._sits = known.me or None
        self.read_only = lock is None
        self._key, self._lock, self._ids = key, lock, ids
        self._engine = open_engine(path, key, keep=_KEPT)
        self.me = self._who_sits()
        self._writer = None if lock is None else Writer(path, key, clock, ids, known.copy, self.me)
        self._listeners: list[Callable[[Changed], None]] = []
        self._has_changed = False
        if self._writer:
            self._writer.on_change = self._tell

    def read(self, job: Callable[[Session], T]) -> T:
        """Run `job` in one short read; its result must need no session. Unavailable when the disk does not answer."""
        try:
            with DeskSession(self._engine) as session:
                return job(session)
        except Exception as error:
            if told := explain(error, self.path):
                self._engine.dispose()  # the next read begins with connections that know nothing of the trouble
                raise told from error
            raise

    def read_long(self, job: Callable[[Session], T]) -> T:
        """Run a job that takes seconds, on an encrypted copy of this moment, so that no change has to wait for it."""
        with aside.copied(self.path, self._key) as copy:
            engine = open_engine(copy, self._key)
            try:
                with DeskSession(engine) as session:
                    return job(session)
            finally:
                engine.dispose()

    def do(self, label: str, job: Callable[[Work], T], kind: ChangeKind = ChangeKind.DO) -> Future[T]:
        """Run `job` as one change, with `label` for undo and the audit trail."""
        return self._writing().do(label, job, kind)

    def undo(self, number: int) -> Future[Changed]:
        """Undo change `number`."""
        return self._writing().undo(number, ChangeKind.UNDO)

    def redo(self, number: int) -> Future[Changed]:
        """Undo the undoing: `number` is the undo's."""
        return self._writing().undo(number, ChangeKind.REDO)

    def note(self, job: Callable[[Work], T]) -> Future[T]:
        """Write what is no change of the group's records: a draft, the contents of a document."""
        return self._writing().note(job)

    def rewrite(self) -> Future[None]:
        """Write every page of the file anew, so that nothing that was deleted is left in unused parts of it."""
        return self._writing().rewrite()

    def listen(self, listener: Callable[[Changed], None]) -> None:
        """Call `listener`, on the writer's thread, after each change."""
        self._listeners.append(listener)

    def sit(self, person_id: str) -> None:
        """From now on `person_id` is who makes the changes at this computer."""
        self._sits = self.me = person_id
        if self._writer:
            self._writer.by = person_id
        kept = settings_.load()
        salt = keys.read_salt(self.path)
        known = kept.files.get(salt.hex()) or FileSettings(self._ids.new())
        settings_.save(kept.with_file(salt, FileSettings(known.copy, person_id)))

    def back_up(self, folder: Path | None = None) -> backup.Backup:
        """Make a checked copy now, in `folder` or where this computer keeps them."""
        return backup.make(self.path, self._key, self.clock.now(), folder)

    def last_backup(self) -> datetime | None:
        """When this computer's newest checked copy was made."""
        newest = backup.latest(self.path)
        return newest.at if newest else None

    def backup_folder(self) -> Path:
        """Where this computer keeps its copies of the group."""
        return backup.folder_for(keys.read_salt(self.path))

    def check(self) -> backup.Counts:
        """Check every page and reference; how many rows each table has. Unavailable when something is damaged."""
        return backup.verify(self.path, self._key)

    def close(self) -> None:
        """Finish writing, back up what changed, and let go of the file. Closing twice does nothing."""
        writer, self._writer = self._writer, None
        if writer:
            writer.close()
        try:
            if writer and (self._has_changed or self._is_ahead_of_backups()):
                self.back_up()
        finally:
            self._engine.dispose()
            if self._lock:
                self._lock.close()
                self._lock = None

    def _is_ahead_of_backups(self) -> bool:
        """Whether something was changed that no copy has: a program that was killed has made none."""
        last, newest = self.last_backup(), select(Change.at).order_by(Change.number.desc()).limit(1)
        changed = self.read(lambda session: session.scalar(newest))
        return changed is not None and (last is None or changed.replace(microsecond=0) > last)  # copies say seconds

    def _writing(self) -> Writer:
        if self._writer is None:
            raise Unavailable(
                _("{name} can only be read here.").format(name=self.path.name),
                _("Copy it to a folder that you may write to, and open it there."),
            )
        return self._writer

    def _who_sits(self) -> str | None:
        """Who makes the changes here, under the key that they have now if they were merged into another."""
        key = self._sits
        return key and self.read(lambda session: references.now(session, Person.__tablename__, key))

    def _tell(self, changed: Changed) -> None:
        if changed.touches(Identifier.__tablename__):
            self.me = self._who_sits()
            if self._writer:
                self._writer.by = self.me
        self._has_changed = True
        for listener in self._listeners:
            listener(changed)


def open_desk(path: Path, keyring: Keyring, clock: Clock, code: str | None = None) -> Desk:
    """Open a group to work in it; read-only where the file or its folder cannot be written.

    With `code` the key is made from it and given to the keyring. Raises NeedsCode, Refused or Unavailable, each with
    what to say; nothing is then changed. An older file is backed up and brought up to date first.
    """
    aside.sweep()
    path = path.resolve()  # the lock is by name, so one file has one name
    key = opening.find_key(path, keyring, code)
    version = opening.check_version(path, key)
    lock: FileLock | None = None
    try:
        with path.open("r+b"):
            lock = FileLock(path)
    except (CannotLock, OSError):
        if version < upgrade.SCHEMA:
            raise Unavailable(
                _("{name} is from an older VillageDesk and cannot be brought up to date here.").format(name=path.name),
                _("Nothing was changed. Copy it to a folder that you may write to, and open it there."),
            ) from None
    try:
        if version < upgrade.SCHEMA:
            backup.make(path, key, clock.now())
            upgrade.upgrade(path, key)
        salt = keys.read_salt(path)
        if code is not None:
            keyring.put(salt, key)
        return Desk(path, key, clock, _known(salt, Ids(clock)), lock, Ids(clock))
    except BaseException:
        if lock:
            lock.close()
        raise


def open_to_read(path: Path, keyring: Keyring, clock: Clock, code: str | None = None) -> Desk:
    """Open a group only to read it, also while the window has it open. Raises as `open_desk` does."""
    key = opening.find_key(path, keyring, code)
    if opening.check_version(path, key) < upgrade.SCHEMA:
        open_desk(path, keyring, clock, code).close()
    return Desk(path, key, clock, FileSettings(""), None, Ids(clock))


def create(
    path: Path, name: str, keyring: Keyring, clock: Clock, code: str | None = None, random: Random | None = None
) -> tuple[Desk, str]:
    """Make a new group's file and open it; also its recovery code, which is kept nowhere.

    Refused for an empty name or a `code` that is none, Unavailable when `path` is taken or cannot be written.
    """
    name = group.checked_name(name)
    code = keys.read_code(code) if code else keys.new_code()
    salt = keys.new_salt()
    key = keys.make_key(code, salt)
    path = path.resolve()
    upgrade.create(path, key, salt)
    keyring.put(salt, key)
    ids = Ids(clock, random)
    try:
        lock = FileLock(path)
    except (CannotLock, Unavailable) as error:
        path.unlink()  # made a moment ago, and nothing is in it
        raise error if isinstance(error, Unavailable) else files.cannot_write(path, PermissionError()) from error
    desk = Desk(path, key, clock, FileSettings(ids.new()) if random else _known(salt, ids), lock, ids)
    try:
        desk.do(_("Create the group"), lambda work: group.found(work, name)).result()
    except BaseException:
        desk.close()
        path.unlink()
        raise
    return desk, code


def can_remember(path: Path, keyring: Keyring) -> bool:
    """Whether this computer's keyring can be asked for the group's key. It may ask the person, so it may take long."""
    return not isinstance(keyring.get(keys.read_salt(path)), keys.KeyringUnavailable)


def _known(salt: bytes, ids: Ids) -> FileSettings:
    """What this computer knows of the file; its copy gets an id when it is first opened here."""
    kept = settings_.load()
    known = kept.files.get(salt.hex())
    if known is None:
        known = FileSettings(ids.new())
        try:
            settings_.save(kept.with_file(salt, known))
        except Unavailable:  # a home that cannot be written is no reason not to open the group
            pass
    return known
