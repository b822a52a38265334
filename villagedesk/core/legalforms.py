"""What a group is in law, as far as registers go, from however its legal form was written."""

from __future__ import annotations

import re
from enum import StrEnum

from villagedesk.core.text import fold

_COMPANY = frozenset(("company", "limited", "ltd", "clg", "cic", "plc", "cyf", "cyfyngedig", "cwmni"))


class LegalForm(StrEnum):
    """The forms whose registers a statute asks for, and every other."""

    CIO = "cio"
    SCIO = "scio"
    COMPANY = "company"
    OTHER = "other"


def legal_form(written: str) -> LegalForm:
    """The form that is meant: "CIO (association)", "Limited by guarantee", "Private Ltd", "C.I.C.", "SCIO"."""
    words = set(re.findall(r"\w+", fold(written).replace(".", "")))
    is_incorporated = {"charitable", "incorporated"} <= words and bool({"organisation", "organization"} & words)
    if "scio" in words or (words & {"scottish", "scotland"} and (is_incorporated or "cio" in words)):
        return LegalForm.SCIO
    if "cio" in words or is_incorporated:
        return LegalForm.CIO
    if words & _COMPANY or {"community", "interest"} <= words:
        return LegalForm.COMPANY
    return LegalForm.OTHER
