"""Whatever a group holds and wherever somebody is named in it: once they are erased, nothing of them is left."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import CODE, TODAY, MemoryKeyring
from tests.services import secrets
from tests.services.filling import Filling
from villagedesk.core.clock import FixedClock
from villagedesk.core.words import ContactKind
from villagedesk.models import ContactDetail
from villagedesk.records.consent import Choice, ErasurePlan, Fate
from villagedesk.records.people import PersonDraft
from villagedesk.services import documents, drafts, erasure, forgetting, people, traces
from villagedesk.services.desk import Keyring, Work, open_desk

NAME = "Zebedee Quill-Feather"
DETAILS = (
    (ContactKind.EMAIL, "zeb@quill.example"), (ContactKind.MOBILE, "07700 900987"),
    (ContactKind.ADDRESS, "88 Zephyr Row\nBrynafon"),
)  # fmt: skip
WRITTEN = (
    NAME, NAME.upper(), "Quill-Feather, Zebedee", "ask Mr Quill-Feather", "Z. Quill-Feather", "ZEB@QUILL.example",
    "+44 (0)7700 900 987", "at 88 Zephyr Row, Brynafon", "zebedee quill-feather.pdf",
)  # fmt: skip
LEFT = ("Zebedee", "Quill", "900987", "900 987", "Zephyr")
COLUMNS = [
    (table.name, column.name)
    for table, columns in traces.text_columns()
    for column in columns
    if not (table.name in ("person", "other_name") and column.name in ("name", "sort_name"))
    and table.name not in ("erasure", "community_group")
]

places = st.lists(st.sampled_from(COLUMNS), min_size=1, max_size=12)
words = st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=3).map(". The hall was cold. ".join)
linked = st.lists(st.sampled_from(traces.references()), max_size=8)


@settings(max_examples=settings.default.max_examples // 2)
@given(texts=st.lists(st.tuples(places, words), min_size=1, max_size=4), refs=linked, sentence=words, cut=st.booleans())
def test_nothing_of_somebody_is_left_in_the_file(
    templates: Path, texts: list[tuple[list[tuple[str, str]], str]], refs: list[Any], sentence: str, cut: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(shutil.copyfile(templates / "empty.vdesk", Path(folder) / "group.vdesk"))
        desk = open_desk(path, Keyring(MemoryKeyring()), FixedClock(TODAY), CODE)
        try:
            key = desk.do("Fill", lambda work: _fill(work, texts, refs, sentence)).result(30)
            desk.do("Rename", lambda work: people.edit_person(work, key, PersonDraft(f"{NAME} MBE"))).result(30)
            desk.note(lambda work: drafts.keep(work, "note", "x", {}, {"text": sentence})).result(30)
            shown = desk.read_long(lambda session: erasure.preview(session, key, TODAY))
            fate = Fate.DELETE if cut else Fate.REPLACE
            choices = {row.id: Choice(Fate.DELETE if row.is_document else fate) for row in shown.mentions}
            forgetting.erase(desk, key, ErasurePlan(choices, documents=shown.documents))
            desk.check()
            raw = secrets.raw_pages(path, CODE)
            for left in LEFT:
                assert not secrets.holds(raw, left), left
                assert not any(secrets.holds(data, left) for data in secrets.contents(path, CODE)), left
        finally:
            desk.close()


def _fill(work: Work, texts: list[tuple[list[tuple[str, str]], str]], refs: list[Any], sentence: str) -> str:
    filling = Filling(work)
    key = people.add_person(work, PersonDraft(NAME, summary=sentence))
    for kind, value in DETAILS:
        work.session.add(ContactDetail(id=work.new_id(), person_id=key, kind=kind, value=value))
    work.session.flush()
    for columns, text in texts:
        for table, column in columns:
            filling.row(table, **{column: text})
    for reference in refs:
        filling.row(reference.table, **{reference.column: key})
    documents.add(work, "letter.txt", sentence.encode())
    return key
