"""What a reader's child process may not do to the program; the jobs are functions that any child has."""

import functools
import multiprocessing
import operator
import os
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.progress import Cancelled
from villagedesk.exchange import cage
from villagedesk.exchange.cage import Limits, run
from villagedesk.exchange.formats import parse


def test_the_answer_comes_back() -> None:
    assert run(divmod, 7, 2) == (3, 1)


def test_records_come_back_whole() -> None:
    xml = (
        "<councillorsbyward><ward><wardtitle>Tŷ</wardtitle><councillor><fullusername>Siân</fullusername>"
        "<termofoffice><startdate>04/05/2023</startdate></termofoffice></councillor></ward></councillorsbyward>"
    ).encode()
    assert run(parse, xml) == parse(xml)


def test_a_refusal_in_the_child_arrives_as_one() -> None:
    with pytest.raises(Refused, match="The file is empty"):
        run(parse, b"")
    with pytest.raises(Refused) as no:
        run(cage.content, Path(__file__), Limits(input_bytes=10))
    assert no.value.field is None


@pytest.mark.parametrize(
    ("job", "args", "limits", "said"),
    [
        (time.sleep, (60,), Limits(seconds=0.5), "took longer than 0.5 seconds"),
        (os.abort, (), Limits(), "stopped without an answer"),
        (os._exit, (0,), Limits(), "stopped without an answer"),
        (sys.exit, (1,), Limits(), "stopped without an answer"),
        (operator.truediv, (1, 0), Limits(), "did not expect"),
        (functools.partial, (print,), Limits(), "no usable answer"),
    ],
)
def test_a_child_that_fails_is_one_plain_sentence(
    job: Callable[..., Any], args: tuple[Any, ...], limits: Limits, said: str, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(Unavailable, match=said) as no:
        run(job, *args, limits=limits)
    assert no.value.remedy.startswith("Nothing has been changed.")
    assert capfd.readouterr() == ("", "")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux enforces a limit of memory")
def test_a_memory_bomb_is_stopped() -> None:
    with pytest.raises(Unavailable, match="more than 64 MB of memory"):
        run(operator.mul, b"x", 200_000_000, limits=Limits(memory_bytes=64_000_000))


def test_an_answer_that_is_too_large_is_refused() -> None:
    with pytest.raises(Refused, match="more than can be taken in"):
        run(bytes, 2_000_000, limits=Limits(output_bytes=1_000_000))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX enforces it")
def test_a_reader_may_write_no_file(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        run(Path.write_text, tmp_path / "new", "text")  # the path is refused: it is no file yet
    target = tmp_path / "old"
    target.write_text("old")
    with pytest.raises(Unavailable):
        run(os.truncate, str(target), 1_000_000)
    assert target.read_text() == "old"


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    huge = tmp_path / "huge.xml"
    with huge.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(Refused, match=r"“huge.xml” is 2000 MB; files up to 50 MB are read"):
        run(cage.content, huge, Limits())


def test_cancelling_stops_the_child_within_a_second() -> None:
    def stop(done: int, total: int, text: str = "") -> None:
        raise Cancelled

    started = time.monotonic()
    with pytest.raises(Cancelled):
        run(time.sleep, 60, report=stop)
    assert time.monotonic() - started < 1
    assert multiprocessing.active_children() == []


def test_nothing_stays_behind(tmp_path: Path) -> None:
    threads = threading.enumerate()
    for job, *args in ((len, b"abc"), (time.sleep, 60), (os.abort,)):
        try:
            run(job, *args, limits=Limits(seconds=0.3))
        except Unavailable:
            pass
    assert multiprocessing.active_children() == []
    assert threading.enumerate() == threads


def test_it_works_from_a_thread() -> None:
    answers: list[object] = []
    thread = threading.Thread(target=lambda: answers.append(run(len, b"abc")))
    thread.start()
    thread.join()
    assert answers == [3]


def test_the_child_starts_without_the_program_around_it() -> None:
    heavy = {"PySide6", "sqlalchemy", "alembic", "reportlab", "typer", "keyring"}
    assert not heavy & set(run(eval, "sorted({name.partition('.')[0] for name in __import__('sys').modules})"))
