"""What bodies are called by how far they reach: words to choose from, not law."""

from __future__ import annotations

from villagedesk.core.i18n import _


def tier_words() -> dict[str, str]:
    """What is stored, and what it is called on screen, from the smallest to the largest."""
    return {
        "Parish": _("Parish"),
        "Town": _("Town"),
        "Community": _("Community"),
        "City": _("City"),
        "Borough": _("Borough"),
        "District": _("District"),
        "Unitary": _("Unitary"),
        "County": _("County"),
        "Combined authority": _("Combined authority"),
        "Police and crime commissioner": _("Police and crime commissioner"),
        "Fire authority": _("Fire authority"),
        "National park": _("National park authority"),
        "Health board": _("Health board"),
        "Parliament": _("Parliament"),
        "Government": _("Government"),
    }
