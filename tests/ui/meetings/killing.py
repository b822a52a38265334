"""Kills the real program while it is typed into, again and again, and counts the seconds of text that were lost."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from queue import Empty, Queue
from random import Random

ROOT = Path(__file__).resolve().parents[3]
SHORTEST, LONGEST = 0.2, 8.0  # seconds of typing before it is killed
_PATIENCE = 60  # seconds for the program to be there


@dataclass(frozen=True)
class Killed:
    """One time: how many words had been typed, how many of them were not there again, and how old the oldest was."""

    typed: int
    lost: int
    seconds: float


@dataclass
class Sitting:
    """The program while it is typed into: when each word was, and what it had shown at the start."""

    process: subprocess.Popen[str]
    reader: threading.Thread
    lines: Queue[str]
    seen: set[int]
    typed: dict[int, float]

    def read(self, wait: float) -> None:
        """Take in what the program says, for so many seconds."""
        until = time.monotonic() + wait
        while (left := until - time.monotonic()) > 0:
            try:
                self._take(self.lines.get(timeout=left))
            except Empty:
                return

    def _take(self, line: str) -> None:
        kind, _space, rest = line.strip().partition(" ")
        if kind == "seen":
            self.seen.update(int(word[1:]) for word in rest.split() if word[:1] in "wW" and word[1:].isdigit())
        elif kind == "typed":
            number, at = rest.split()
            self.typed[int(number)] = float(at)

    def kill(self) -> float:
        """End it at once; when that was."""
        at = time.monotonic()
        self.process.kill()
        self.process.wait()
        self.reader.join()
        while not self.lines.empty():
            self._take(self.lines.get())
        assert self.process.stdout
        self.process.stdout.close()
        return at


def start(path: Path, code: str, first: int, today: str) -> Sitting:
    """Start the program and wait until it says what it shows and the first word is typed."""
    environment = os.environ | {
        "QT_QPA_PLATFORM": "offscreen", "VILLAGEDESK_TODAY": today, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }  # fmt: skip
    script = [sys.executable, str(Path(__file__).with_name("typist.py")), str(path), code, str(first)]
    process = subprocess.Popen(script, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    lines: Queue[str] = Queue()
    assert process.stdout
    reader = threading.Thread(target=_pump, args=(process.stdout, lines), daemon=True)
    reader.start()
    sitting = Sitting(process, reader, lines, set(), {})
    until = time.monotonic() + _PATIENCE
    while not sitting.typed:
        assert process.poll() is None, "the program ended by itself"
        assert time.monotonic() < until, "the program does not begin to type"
        sitting.read(0.2)
    return sitting


def _pump(source: object, lines: Queue[str]) -> None:
    for line in source:  # type: ignore[attr-defined]
        lines.put(line)


def kill_often(path: Path, code: str, times: int, today: str, random: Random) -> list[Killed]:
    """Type, kill, start again, so many times; what each kill cost."""
    found: list[Killed] = []
    sitting, known = start(path, code, 1, today), dict[int, float]()
    for _time in range(times):
        sitting.read(random.uniform(SHORTEST, LONGEST))
        at = sitting.kill()
        known |= sitting.typed
        after = start(path, code, max(known) + 1, today)
        gone = sorted(set(known) - after.seen)
        found.append(Killed(len(sitting.typed), len(gone), at - known[gone[0]] if gone else 0.0))
        for number in gone:
            del known[number]
        known = {number: typed for number, typed in known.items() if number in after.seen}
        sitting = after
    sitting.kill()
    return found
