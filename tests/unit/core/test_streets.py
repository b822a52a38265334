"""The street in an address."""

from __future__ import annotations

import pytest

from villagedesk.core.streets import street_of


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ("12 Mill Lane, Brynafon", "Mill Lane"),
        ("Flat 2, 14a mill ln, Brynafon", "Mill Lane"),
        ("c/o St Teilo's Church Hall\n2 Church Walk, Brynafon", "Church Walk"),
        ("Rose Cottage, Church Walk, Brynafon", "Church Walk"),
        ("3-5 Heol y Bont\nBrynafon", "Heol Y Bont"),
        ("Tŷ Gwyn, Heol y Bont", "Heol Y Bont"),
        ("Town Hall, Brynafon", ""),
        ("LL57 1AB", ""),
        ("", ""),
    ],
)
def test_the_street_is_found_however_it_is_typed(address: str, street: str) -> None:
    assert street_of(address) == street
