"""Legal forms, as groups write them."""

import pytest

from villagedesk.core.legalforms import LegalForm, legal_form


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("CIO", LegalForm.CIO),
        ("C.I.O.", LegalForm.CIO),
        ("CIO (association)", LegalForm.CIO),
        ("Charitable incorporated organisation", LegalForm.CIO),
        ("charitable incorporated organization", LegalForm.CIO),
        ("Charitable Incorporated Organisation/Foundation", LegalForm.CIO),
        ("SCIO", LegalForm.SCIO),
        ("Scottish charitable incorporated organisation", LegalForm.SCIO),
        ("Company limited by guarantee", LegalForm.COMPANY),
        ("Limited by guarantee", LegalForm.COMPANY),
        ("Private Ltd", LegalForm.COMPANY),
        ("Elm Park Ltd.", LegalForm.COMPANY),
        ("CLG", LegalForm.COMPANY),
        ("Community Interest Company (CIC)", LegalForm.COMPANY),
        ("Unincorporated association", LegalForm.OTHER),
        ("Charity", LegalForm.OTHER),
        ("", LegalForm.OTHER),
    ],
)
def test_a_form_is_known_however_it_is_written(written: str, form: LegalForm) -> None:
    assert legal_form(written) is form
