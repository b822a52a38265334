"""The two kinds of no that a person can do something about; anything else is a bug."""

from __future__ import annotations


class Refused(Exception):  # noqa: N818 - a plain answer, not an error of the program
    """A rule says no. `message` is shown beside `field`, or on its own when there is none."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class Unavailable(Exception):  # noqa: N818
    """The world says no: disk, lock, keyring, a damaged file. `remedy` says what to do next."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def sentence(self) -> str:
        """The whole answer in one line, for a terminal."""
        return f"{self.message} {self.remedy}".strip()


class NeedsCode(Unavailable):
    """The file opens only with its recovery code: the keyring has no key for it, or cannot be asked."""
