"""The faces of a card: what each is called, whose cards have it, and what builds it when it is first turned to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from villagedesk.core.i18n import _
from villagedesk.ui.bus import Bus
from villagedesk.ui.people.face import Face

OVERVIEW = "overview"
_BOTH = ("person", "organization")


@dataclass(frozen=True, slots=True)
class FaceKind:
    """A face: its name, what its chip says, what builds it, and on which kinds of cards it is."""

    name: str
    title: str
    build: Callable[[Bus], Face]
    on: tuple[str, ...] = _BOTH


def kinds() -> tuple[FaceKind, ...]:
    """The faces beside the overview, in order."""
    return (
        FaceKind("timeline", _("Timeline"), _timeline),
        FaceKind("log", _("Log"), _log),
        FaceKind("offers", _("Offers"), _offers),
        FaceKind("as_it_was", _("As it was"), _as_it_was),
        FaceKind("structure", _("Structure"), _structure, ("organization",)),
        FaceKind("privacy", _("Data protection"), _privacy, ("person",)),
    )


def title() -> str:
    """What the first face is called."""
    return _("Overview")


def _log(bus: Bus) -> Face:
    from villagedesk.ui.people.log.face import LogFace

    return LogFace(bus)


def _timeline(bus: Bus) -> Face:
    from villagedesk.ui.people.timeline import Timeline

    return Timeline(bus)


def _privacy(bus: Bus) -> Face:
    from villagedesk.ui.people.privacy.face import Privacy

    return Privacy(bus)


def _as_it_was(bus: Bus) -> Face:
    from villagedesk.ui.people.aswas import AsItWas

    return AsItWas(bus)


def _structure(bus: Bus) -> Face:
    from villagedesk.ui.people.structure import Structure

    return Structure(bus)


def _offers(bus: Bus) -> Face:
    from villagedesk.ui.people.offers.face import Offers

    return Offers(bus)
