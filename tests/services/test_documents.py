"""Files are copied in once, read back whole, and their bytes go when nothing refers to them any more."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, func, select, update

from villagedesk.core.errors import Refused
from villagedesk.models import Content, Document
from villagedesk.services import documents
from villagedesk.services.desk import Desk


def contents(desk: Desk) -> int:
    return desk.read(lambda session: session.scalar(select(func.count()).select_from(Content))) or 0


def test_a_file_comes_back_as_it_was(desk: Desk, do: Any) -> None:
    key = do(lambda work: documents.add(work, "photo.png", b"\x89PNG\0"))
    assert desk.read(lambda session: documents.content(session, key)) == b"\x89PNG\0"
    assert desk.read(lambda session: session.get_one(Document, key).media_type) == "image/png"


def test_equal_bytes_are_stored_once(desk: Desk, do: Any) -> None:
    do(lambda work: [documents.add(work, name, b"same") for name in ("a.txt", "b.txt")])
    assert contents(desk) == 1


@pytest.mark.parametrize(("data", "said"), [(b"", "empty"), (b"x" * (documents.MOST_BYTES + 1), "larger than 50 MB")])
def test_what_cannot_be_kept_is_refused(do: Any, data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        do(lambda work: documents.add(work, "it.bin", data))


def test_sweeping_takes_only_what_nothing_refers_to(desk: Desk, do: Any) -> None:
    kept, gone = do(lambda work: [documents.add(work, name, name.encode()) for name in ("kept", "gone")])
    do(lambda work: work.session.execute(update(Document).where(Document.id == kept).values(binned_at=work.now)))
    do(lambda work: work.session.execute(delete(Document).where(Document.id == gone)))
    do(lambda work: documents.sweep(work.session))
    assert contents(desk) == 1
