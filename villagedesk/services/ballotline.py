"""Understands a typed election: "Committee member, 2 seats: Jane Smith 5 (Tom Ellis, Siân Ŵyn), Ann Cole 3"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from villagedesk.core.text import one_line
from villagedesk.records.meetings import CandidateDraft, ElectionDraft

_SEATS = re.compile(r"[,(]?\s*\b(\d{1,3})\s+(?:seats?|places?)\b\)?", re.I)
_HOW = re.compile(
    r"[,(]?\s*\b(by\s+(?:a\s+)?(?:secret\s+)?ballot|by\s+(?:a\s+)?show\s+of\s+hands|unopposed)\b\)?", re.I
)
_CANDIDATE = re.compile(
    r"(?P<name>[^\d(*]+?)\s*(?:[:=]?\s*(?P<votes>\d{1,5})(?:\s+votes?)?)?\s*(?P<lot>\*)?\s*(?:\((?P<by>[^)]*)\))?\s*(?P<lot2>\*)?"
)
_BY = re.compile(r"(?:proposed|prop\.?|seconded|sec\.?)?\s*(?:by\s+)?(.+)", re.I)
"""Who proposes and seconds stands in brackets: "(Tom Ellis, Siân Ŵyn)" or "(proposed by Tom, seconded by Siân)"."""


def read(text: str) -> ElectionDraft:
    """What the line says; never raises. A "*" marks who won a tie by lot."""
    post, separator, stood = text.partition(":")
    seats, how = _SEATS.search(post), _HOW.search(text)
    post = one_line(_HOW.sub("", _SEATS.sub("", post))).strip(" ,;")
    stood = _HOW.sub("", stood) if separator else ""
    return ElectionDraft(
        post, int(seats[1]) if seats else 1, one_line(how[1]) if how else "", tuple(_candidates(stood))
    )


def write(draft: ElectionDraft) -> str:
    """The line that `read` understands as this."""
    seats = f", {draft.seats} seats" if draft.seats != 1 else ""
    how = f", {draft.how}" if draft.how else ""
    return f"{draft.post}{seats}{how}: {', '.join(map(_one, draft.candidates))}"


def _one(candidate: CandidateDraft) -> str:
    votes = f" {candidate.votes}" if candidate.votes is not None else ""
    by = ", ".join(filter(None, (candidate.proposer, candidate.seconder)))
    return f"{candidate.name}{votes}{' *' if candidate.by_lot else ''}{f' ({by})' if by else ''}"


def _candidates(text: str) -> Iterator[CandidateDraft]:
    for words in re.split(r"[,;\n](?![^(]*\))|\s+and\s+(?![^(]*\))", text):
        found = _CANDIDATE.fullmatch(words.strip(" ."))
        if found is None or not found["name"].strip():
            continue
        by = [one_line(_BY.fullmatch(part.strip())[1]) for part in (found["by"] or "").split(",") if part.strip()]  # type: ignore[index]
        yield CandidateDraft(
            one_line(found["name"]).strip(" :"), None, int(found["votes"]) if found["votes"] else None,
            by[0] if by else "", by[1] if len(by) > 1 else "", bool(found["lot"] or found["lot2"]),
        )  # fmt: skip
