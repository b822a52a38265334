"""Runs a reader of foreign bytes in a child process, so that no file can take the program down with it.

What is capped: the size of the input, the memory on top of what a bare child uses (Linux only: macOS does not enforce
such a limit and Windows has none to set from Python, so there the time limit has to do), the size of the answer, and
the wall time. On POSIX the child may write no file either. It is a guard against broken and hostile data, not a
sandbox: the child may read what the person may read.
"""

from __future__ import annotations

import io
import math
import multiprocessing
import os
import pickle
import signal
import stat
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path
from typing import Any

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, language, use_language
from villagedesk.core.progress import Report, silent

_MEGABYTE = 1_000_000
_POLL = 0.1  # seconds between two looks at whether the job is done or was cancelled
_OUT_OF_MEMORY, _ANSWER_TOO_LARGE, _FAULT = 71, 72, 73  # how the child exits


@dataclass(frozen=True, slots=True)
class Limits:
    """What one job may use: bytes, and seconds of wall time including the child's start (about 0.1 s)."""

    input_bytes: int = 50 * _MEGABYTE
    memory_bytes: int = 256 * _MEGABYTE
    output_bytes: int = 64 * _MEGABYTE
    seconds: float = 10.0


def run(job: Callable[..., Any], *args: Any, limits: Limits = Limits(), report: Report = silent) -> Any:
    """What `job(*args)` returns, worked out in a child process. Blocks; `report` is called ten times a second.

    `job` is a function of a module; paths among `args` are checked first and made absolute. The answer holds built-in
    types, dates and the dataclasses and enums of `records` and `core`, nothing else. Raises Refused and Unavailable as
    the job does, and when a limit is passed or the child dies; Cancelled when `report` does, with the child gone.
    """
    safe = tuple(_admitted(arg, limits) if isinstance(arg, Path) else arg for arg in args)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    child = context.Process(target=_child, args=(theirs, limits, language(), job, safe), daemon=True)
    with ours:
        with theirs:
            try:
                _start(child)
            except OSError as error:
                raise Unavailable(
                    _("The file could not be read: {reason}.").format(reason=error.strerror), _again()
                ) from error
        try:
            payload = _answer(ours, limits, report)
            if payload is None:
                child.join(1)  # its exit code says why, unless it is killed first
        finally:
            child.kill()
            child.join()
        return _opened(payload, child, limits)


def _start(child: SpawnProcess) -> None:
    """Start it with Ctrl+C held back, so that it can't be hit before it has learnt to ignore it."""
    if sys.platform == "win32":
        child.start()
        return
    held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        child.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, held)


def _admitted(path: Path, limits: Limits) -> Path:
    """The path made absolute (the child may stand elsewhere), when it is a file that is not too large."""
    name = _shown(path)
    try:
        found = path.stat()
    except (OSError, ValueError) as error:
        raise Unavailable(
            _("There is no file “{name}”.").format(name=name), _("Check its name and folder. Nothing has been changed.")
        ) from error
    if not stat.S_ISREG(found.st_mode):
        raise Unavailable(
            _("“{name}” is not a file.").format(name=name), _("Choose the file itself. Nothing has been changed.")
        )
    if found.st_size > limits.input_bytes:
        raise Refused(
            _("“{name}” is {size} MB; files up to {limit} MB are read. Nothing has been changed.").format(
                name=name, size=math.ceil(found.st_size / _MEGABYTE), limit=limits.input_bytes // _MEGABYTE
            )
        )
    return path.absolute()


def content(path: Path, limits: Limits) -> bytes:
    """The file's bytes, for a job to call; one byte too many is Refused, a file that can't be opened is Unavailable."""
    try:
        with path.open("rb") as file:
            data = file.read(limits.input_bytes + 1)
    except OSError as error:
        raise Unavailable(
            _("“{name}” could not be opened: {reason}.").format(name=_shown(path), reason=error.strerror),
            _("Check that you may read it. Nothing has been changed."),
        ) from error
    if len(data) > limits.input_bytes:
        raise Refused(_("“{name}” grew while it was read. Nothing has been changed.").format(name=_shown(path)))
    return data


def _shown(path: Path) -> str:
    return path.name.encode("utf-8", "replace").decode() or str(path)


def _answer(ours: Connection, limits: Limits, report: Report) -> bytes | None:
    """What the child sent, None when it died without a word."""
    deadline = time.monotonic() + limits.seconds
    while not ours.poll(_POLL):
        report(0, 0, _("Reading the file"))
        if time.monotonic() > deadline:
            raise Unavailable(
                _("Reading the file took longer than {n} seconds, so it was stopped.").format(n=f"{limits.seconds:g}"),
                _again(),
            )
    try:
        return ours.recv_bytes(limits.output_bytes)
    except (EOFError, OSError):
        return None


def _opened(payload: bytes | None, child: SpawnProcess, limits: Limits) -> Any:
    """The job's result, or what it or the child's death means, raised."""
    if payload is None:
        if child.exitcode == _OUT_OF_MEMORY:
            limit = limits.memory_bytes // _MEGABYTE
            raise Unavailable(
                _("Reading the file took more than {n} MB of memory, so it was stopped.").format(n=limit), _again()
            )
        if child.exitcode == _ANSWER_TOO_LARGE:
            raise Refused(_("The file holds more than can be taken in at once. Nothing has been changed."))
        raise Unavailable(_("The file could not be read: the reader stopped without an answer."), _again())
    try:
        kind, *values = _Answer(io.BytesIO(payload)).load()
    except Exception as error:
        raise Unavailable(_("The file could not be read: its reader gave no usable answer."), _again()) from error
    if kind == "refused":
        raise Refused(*values)
    if kind == "unavailable":
        raise Unavailable(*values)
    if kind == "fault":
        raise Unavailable(
            _("The file could not be read: it holds something that VillageDesk did not expect."), _again()
        ) from RuntimeError(*values)
    return values[0]


def _again() -> str:
    return _("Nothing has been changed. Fetch the file again from where it came, and try once more.")


class _Answer(pickle.Unpickler):
    """Opens what a child sent, which might have been taken over: makes records and plain values, calls nothing."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(("villagedesk.records.", "villagedesk.core.", "datetime")) and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no record")


def _child(answer: Connection, limits: Limits, language: str, job: Callable[..., Any], args: tuple[Any, ...]) -> None:
    """The child's whole life. It never writes to the terminal and never returns into the interpreter's clean-up."""
    try:
        _confine(limits)
        use_language(language)
        try:
            reply: tuple[Any, ...] = ("done", job(*args))
        except Refused as no:
            reply = ("refused", no.message, no.field)
        except Unavailable as no:
            reply = ("unavailable", no.message, no.remedy)
        except MemoryError:
            raise
        except Exception:
            reply = ("fault", traceback.format_exc())
        payload = pickle.dumps(reply)
        if len(payload) > limits.output_bytes:
            os._exit(_ANSWER_TOO_LARGE)
        answer.send_bytes(payload)
        os._exit(0)
    except MemoryError:
        os._exit(_OUT_OF_MEMORY)
    finally:
        os._exit(_FAULT)


def _confine(limits: Limits) -> None:
    """Silence the child, let Ctrl+C be the parent's matter, and set what the system will enforce."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nothing, stream)
    sys.dont_write_bytecode = True
    if sys.platform == "win32":
        return
    import resource

    def cap(which: int, value: int) -> None:
        hard = resource.getrlimit(which)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(which, (value, value))

    cap(resource.RLIMIT_CORE, 0)
    cap(resource.RLIMIT_FSIZE, 0)
    cap(resource.RLIMIT_CPU, math.ceil(limits.seconds) + 1)  # an orphan doesn't run for ever
    if sys.platform == "linux":
        used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
        cap(resource.RLIMIT_AS, used + limits.memory_bytes)
