"""What an agenda is made from: matters arising, items parked, papers, agendas to start from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from villagedesk.core.words import ItemKind


class MatterKind(StrEnum):
    """What arises: the words are the tables that the matters are in, but for the commitments."""

    COMMITMENT = "commitment"
    ACTION = "action"
    QUESTION = "question"
    DECISION = "decision"
    PARKED = "parked_item"

    @property
    def table(self) -> str:
        """The table that the matter is a row of."""
        return "action" if self is MatterKind.COMMITMENT else self.value


class Comeback(StrEnum):
    """What became of a matter when it was spoken of."""

    DONE = "done"
    CARRIED = "carried"
    NOTED = "noted"


@dataclass(frozen=True, slots=True)
class Matter:
    """Something that arises from before. `why` says why it is proposed, `note` that without names.

    `left_out` for this meeting.
    """

    id: str
    kind: MatterKind
    text: str
    number: str
    why: str
    note: str = ""
    is_late: bool = False
    left_out: bool = False


@dataclass(frozen=True, slots=True)
class Matters:
    """What arises for a meeting, how many more there are than are listed, and the item that they come up under."""

    listed: tuple[Matter, ...]
    more: int = 0
    item_id: str | None = None


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """An item that is put off; `meeting` and `on_date` say from where, `papers` how many wait with it."""

    id: str
    title: str
    kind: ItemKind
    presenter: str
    minutes: int | None
    parked_on: date
    meeting: str
    meeting_on: date | None
    papers: int = 0


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper of an item; `size` in bytes."""

    id: str
    document_id: str
    title: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class TemplateRow:
    """An agenda to start from."""

    id: str
    name: str
    items: int
