"""Forms that are filled in without the program, and what comes back: the same few questions about each of many entries.

A review round asks of each action whether it was seen, a comment, another status and another date; a health check asks
of each statement a score, a comment and the evidence. To use them for something else:

1. describe it as a `ReplyForm`: `head` is asked once (name the fields "name" and "on" for who replies and when),
   `asked` of every `FormEntry`; an entry's `id` comes back with its answers;
2. `exchange.replyform.as_html(form)` is the one-file web page; for the PDF put `packs.blocks.Asks(form)` where the
   questions are to stand among the blocks that `packs.build.print_blocks` prints (`on_paper=True` draws boxes to tick);
3. `exchange.replies.read(path)` gives the `Answers` of either, and refuses what is no reply; compare `Answers.kind` and
   `Answers.form_id` with what is in the file, and `was_changed` and `not_printed` tell what was tampered with.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from villagedesk.core.text import fold, one_line
from villagedesk.core.words import ReplyWay


class FormKind(StrEnum):
    """What a form is about."""

    REVIEW = "review"
    HEALTH_CHECK = "health_check"


class FieldKind(StrEnum):
    """How a question is answered: a tick, one of a few, a date as it is typed, a line, several lines."""

    TICK = "tick"
    CHOICE = "choice"
    DATE = "date"
    LINE = "line"
    LINES = "lines"


TICKED = "yes"


@dataclass(frozen=True, slots=True)
class FormField:
    """A question. `choices` are (what comes back, what is shown); answering none of them is always possible."""

    name: str
    label: str
    kind: FieldKind
    choices: tuple[tuple[str, str], ...] = ()

    def understood(self, given: str) -> str:
        """What was answered, however a program put it: "" for nothing; a choice that is none of ours is as given."""
        given = given.strip()
        if self.kind is FieldKind.TICK:
            return "" if fold(given) in ("", "off", "no", "false", "0") else TICKED
        if self.kind is FieldKind.CHOICE:
            known = (key for key, words in self.choices if fold(given) in (fold(key), fold(words)))
            return next(known, given)
        return given if self.kind is FieldKind.LINES else one_line(given)


@dataclass(frozen=True, slots=True)
class FormEntry:
    """What is asked about: its number, its words, and softer lines that say how it stands."""

    id: str
    text: str
    number: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FormPart:
    """Entries that stand together under a title; "" for none."""

    title: str
    entries: tuple[FormEntry, ...]


@dataclass(frozen=True, slots=True)
class FormSection:
    """Something to read before the questions: a title and a line for each thing."""

    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyForm:
    """A form whole. `id` is the key of the round that it belongs to, `names` are those who are asked.

    `how` says what to do with it when it is filled in.
    """

    kind: FormKind
    id: str
    title: str
    group: str
    as_at: date
    head: tuple[FormField, ...]
    asked: tuple[FormField, ...]
    parts: tuple[FormPart, ...]
    intro: tuple[str, ...] = ()
    sections: tuple[FormSection, ...] = ()
    how: str = ""
    names: tuple[str, ...] = ()
    language: str = "en-GB"

    @property
    def entries(self) -> tuple[FormEntry, ...]:
        """All entries, in order."""
        return tuple(entry for part in self.parts for entry in part.entries)


@dataclass(frozen=True, slots=True)
class Answers:
    """What a reply says, as it stands in the file: `head` by field, `answers` by entry and field, empty ones left out.

    `words` are those that the file shows for the entries, without white space: by entry in a reply file, all of them
    under "" in a PDF. `was_changed` when a reply file is not as the form saved it. `sha256` is that of the file.
    """

    kind: str
    form_id: str
    way: ReplyWay
    head: Mapping[str, str]
    answers: Mapping[str, Mapping[str, str]]
    words: Mapping[str, str] = field(default_factory=dict)
    was_changed: bool = False
    sha256: str = ""

    def not_printed(self, entries: Sequence[FormEntry], asked: Sequence[FormField]) -> tuple[FormEntry, ...]:
        """The entries whose words in the file are not these, so that whoever replied may have read something else.

        In a PDF they stand between the entry's number and its first note, or the first that is `asked` of it.
        """
        return tuple(entry for entry in entries if not self._shows(entry, asked[0].label))

    def _shows(self, entry: FormEntry, label: str) -> bool:
        if self.way is ReplyWay.PDF:
            after = entry.notes[0] if entry.notes else label
            return bare(entry.number + entry.text + after) in self.words.get("", "")
        return self.words.get(entry.id) == bare(entry.text)


def bare(text: str) -> str:
    """The text without white space and soft hyphens, to compare what is printed with what was sent."""
    return "".join(text.split()).replace("\N{SOFT HYPHEN}", "")
