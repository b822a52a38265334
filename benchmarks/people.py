"""What 10,000 contacts cost on an encrypted file: taken in from CSV and vCards, and looked through for duplicates."""

from __future__ import annotations

import os
import sys
import tempfile
import time
import tomllib
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from random import Random
from typing import TypeVar

_HOME = tempfile.TemporaryDirectory()
os.environ["VILLAGEDESK_HOME"] = _HOME.name
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from villagedesk.core.changes import Changed, ChangeKind  # noqa: E402
from villagedesk.core.clock import FixedClock  # noqa: E402
from villagedesk.core.text import sort_name  # noqa: E402
from villagedesk.core.words import ContactKind  # noqa: E402
from villagedesk.exchange import read  # noqa: E402
from villagedesk.models import ContactDetail, Person  # noqa: E402
from villagedesk.records.imports import ImportOptions  # noqa: E402
from villagedesk.services import duplicates, imports, mappings  # noqa: E402
from villagedesk.services.desk import Desk, Keyring, Work, create  # noqa: E402

CONTACTS, TWICE = 10_000, 500
TODAY = date(2026, 11, 21)
T = TypeVar("T")


def timed(name: str, job: Callable[[], T]) -> T:
    """Run the job and print its seconds."""
    started = time.perf_counter()
    result = job()
    print(f"{name:<50} {time.perf_counter() - started:>8.2f} s")
    return result


def write_csv(path: Path) -> None:
    """A table of contacts with an e-mail address, a number, an organisation and a post each."""
    with path.open("w", encoding="utf-8", newline="\r\n") as file:
        file.write("Name,E-mail,Mobile,Organisation,Job title,Notes\n")
        for n in range(CONTACTS):
            file.write(f"{_name(n)},{n}@village.example,{_mobile(n)},Body {n % 500},Officer {n % 7},Met in {n % 40}\n")


def write_vcards(path: Path) -> None:
    """The same contacts as cards."""
    with path.open("w", encoding="utf-8", newline="\r\n") as file:
        for n in range(CONTACTS):
            file.write(
                f"BEGIN:VCARD\nVERSION:4.0\nUID:card-{n:08}\nFN:{_name(n)}\nEMAIL:{n}@village.example\n"
                f"TEL;TYPE=cell:{_mobile(n)}\nORG:Body {n % 500}\nTITLE:Officer {n % 7}\nNOTE:Met in {n % 40}\n"
                "END:VCARD\n"
            )


def _name(n: int) -> str:
    given, family = ("Ann", "Tomos", "Siân", "Grace", "Idris"), ("Bell", "Reed", "Okafor", "Llywelyn", "O'Hara")
    return f"{given[n % 5]} {family[n // 5 % 5]}{n // 25}"


def _mobile(n: int) -> str:
    return f"07700 {900000 + n % 1000:06}"


def take_in(desk: Desk, path: Path, name: str) -> None:
    """Read, look at, import, look at again, undo."""
    options = ImportOptions()
    found = timed(f"{name}: read in a process of its own", lambda: read(path))
    reading = timed(f"{name}: columns to people", lambda: desk.read(lambda s: mappings.as_people(s, found)))
    look = partial(desk.read, lambda session: imports.preview(session, reading, options, TODAY))
    timed(f"{name}: preview", look)
    heard: list[Changed] = []
    desk.listen(heard.append)
    label = "Import"
    done = timed(
        f"{name}: import",
        lambda: desk.do(label, lambda work: imports.apply(work, reading, options), ChangeKind.IMPORT).result(),
    )
    assert (done.added, done.refused) == (CONTACTS, 0), (done.added, done.changed, done.refused)
    again = timed(f"{name}: preview of the same again", look)
    assert again.unchanged == CONTACTS
    timed(f"{name}: undo", lambda: desk.undo(heard[0].number).result())


def fill(work: Work) -> None:
    """Invented people with an e-mail address and a telephone number each, 500 of them twice in another spelling."""
    names = tomllib.loads((Path(__file__).parents[1] / "resources/sample/names.toml").read_text("utf-8"))
    random = Random(1)
    people: list[tuple[str, str, str]] = []
    for number in range(CONTACTS - TWICE):
        first, last, more = random.choice(names["first"]), random.choice(names["last"]), random.choice(names["last"])
        name = f"{first} {last}-{more}" if number % 3 else f"{first} {more[:5].title()}{last.lower()}"
        email, phone = f"contact{number}@post.example", f"01632 9{number:05}"
        people.append((name, email, phone))
        if number < TWICE:
            people.append((f"{first[0]} {last}-{more}", email.upper() if number % 2 else "", phone.replace(" ", "")))
    keys = [work.new_id() for _person in people]
    work.session.add_all(
        Person(id=key, name=name, sort_name=sort_name(name))
        for key, (name, _email, _phone) in zip(keys, people, strict=True)
    )
    work.session.flush()
    for key, (_name, email, phone) in zip(keys, people, strict=True):
        for kind, value in ((ContactKind.EMAIL, email), (ContactKind.PHONE, phone)):
            if value:
                work.session.add(ContactDetail(id=work.new_id(), person_id=key, kind=kind, value=value))


def look_for_duplicates(desk: Desk) -> None:
    """Read everybody, and compare everybody with everybody."""
    known = timed("duplicates: read", lambda: desk.read(duplicates.gather))
    found = timed("duplicates: compare", lambda: duplicates.find(known))
    assert len(found) > TWICE * 0.9, len(found)


def main() -> int:
    """Print every figure; 0 when done."""
    folder = Path(_HOME.name)
    desk, _code = create(folder / "g.vdesk", "Elm Park", Keyring(), FixedClock(TODAY))
    try:
        for name, path, write in (("CSV", folder / "p.csv", write_csv), ("vCard", folder / "p.vcf", write_vcards)):
            write(path)
            take_in(desk, path, name)
        desk.do("Fill", fill).result()
        look_for_duplicates(desk)
    finally:
        desk.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
