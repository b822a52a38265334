"""Progress and cancellation, free of Qt so that services can use them."""

from __future__ import annotations

from typing import Protocol


class Cancelled(Exception):  # noqa: N818
    """The person asked the running job to stop."""


class Report(Protocol):
    """Tell how far a job has come. Raises Cancelled when it was asked to stop."""

    def __call__(self, done: int, total: int, text: str = "") -> None: ...


def silent(done: int, total: int, text: str = "") -> None:
    """A Report for whoever does not look."""
