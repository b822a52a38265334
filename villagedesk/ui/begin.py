"""What a place is asked to begin, as the id of `bus.goto`: `goto.emit("partnership", begin.question(person_id))`."""

from __future__ import annotations

from pathlib import Path

_QUESTION, _RESPONSE, _PROMISE, _FILE, _ACTION = "question:", "response:", "promise:", "file:", "action:"


def question(asked_of: str = "") -> str:
    """A new question, of the person or organisation with this id when one is given."""
    return _QUESTION + asked_of


def response(body_id: str = "") -> str:
    """A new response, to the organisation with this id when one is given."""
    return _RESPONSE + body_id


def promise(given: str = "") -> str:
    """A new promise, of the body or as part of the deal with this id when one is given."""
    return _PROMISE + given


def promise_given(row_id: str) -> str | None:
    """What a new promise is to begin with ("" nothing yet); None when it is something else."""
    return row_id.removeprefix(_PROMISE) if row_id.startswith(_PROMISE) else None


def action() -> str:
    """A new action, typed into the line of the log."""
    return _ACTION


def is_action(row_id: str) -> bool:
    """Whether a new action is to be begun."""
    return row_id == _ACTION


def question_of(row_id: str) -> str | None:
    """Of whom a new question is to be begun ("" of nobody yet); None when it is something else."""
    return row_id.removeprefix(_QUESTION) if row_id.startswith(_QUESTION) else None


def response_to(row_id: str) -> str | None:
    """To whom a new response is to be begun ("" to nobody yet); None when it is something else."""
    return row_id.removeprefix(_RESPONSE) if row_id.startswith(_RESPONSE) else None


def file(path: Path) -> str:
    """Taking in this file."""
    return f"{_FILE}{path}"


def file_of(row_id: str) -> Path | None:
    """The file that is to be taken in; None when it is something else."""
    return Path(row_id.removeprefix(_FILE)) if row_id.startswith(_FILE) else None
