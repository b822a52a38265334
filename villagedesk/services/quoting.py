"""Evidence as it is quoted: never a claim without its figure, its grounds and its cautions."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.records.evidence import EvidenceRow
from villagedesk.services import evidence


def facts(row: EvidenceRow) -> list[tuple[str, str]]:
    """What stands under a claim: each a label and what it says; what is not known is said to be so."""
    not_said = _("Not said")
    found = [
        (_("Figure"), row.figure),
        (_("How"), row.method or not_said),
        (_("Heard"), evidence.heard(row) or not_said),
        (_("When"), evidence.when(row) or not_said),
        (_("By"), evidence.by(row) or not_said),
        (_("Missed"), row.missed or not_said),
        (_("Take care"), " ".join(evidence.cautions(row))),
        (_("Source"), row.source),
    ]
    return [(label, words) for label, words in found if words]


def quotation(row: EvidenceRow) -> str:
    """All of it as plain text, to paste into a letter."""
    return "\n".join([row.claim, *(f"{label}: {words}" for label, words in facts(row))])
