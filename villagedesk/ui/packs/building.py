"""One pack from the choices to pages that can be looked at; runs in a task."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from villagedesk.core.audience import Audience
from villagedesk.core.i18n import _
from villagedesk.core.progress import Report
from villagedesk.services import packs
from villagedesk.services.desk import Desk
from villagedesk.services.packs import Gathered

if TYPE_CHECKING:
    from villagedesk.packs.preview import Preview

_COLLECTS_AFTER = gc.get_threshold()  # allocations, young collections, middle collections
_NEVER = 1_000_000


@dataclass(frozen=True, slots=True)
class Choices:
    """What a pack is made from."""

    meeting_id: str
    audience: Audience
    sections: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Built:
    """A finished pack: what went in, the bytes, and the pages held open for looking at (sizes in points)."""

    choices: Choices
    gathered: Gathered
    data: bytes
    preview: Preview
    sizes: tuple[tuple[float, float], ...]
    outline: tuple[tuple[int, str, int], ...]


@contextmanager
def _short_pauses() -> Iterator[None]:
    """Leave old objects to Python's cycle collector until a pack is built.

    It stops every thread (typing too) for 0.1 to 0.4 s when it goes through them, and for 2 ms with the young ones.
    """
    young, middle, _old = _COLLECTS_AFTER
    gc.set_threshold(young, middle, _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*_COLLECTS_AFTER)


def build(desk: Desk, choices: Choices, report: Report) -> Built:
    """Gather in one read, build with no connection open. Refused when the meeting is not for the audience."""
    from villagedesk.packs.preview import Preview

    report(0, 0, _("Gathering what the pack holds"))
    today = desk.clock.today()
    with _short_pauses():
        gathered = desk.read(
            lambda session: packs.gather(session, choices.meeting_id, choices.audience, today, choices.sections)
        )
        data = packs.build(gathered.content, report)
    preview = Preview(data)
    sizes = tuple(preview.size(page) for page in range(preview.page_count))
    return Built(choices, gathered, data, preview, sizes, tuple(preview.outline()))
