"""Which party is meant."""

import tomllib

import pytest

from villagedesk.core import paths
from villagedesk.core.parties import Party, match_party

LABOUR, JOINT = Party("PP53", "Labour Party"), Party("joint-party:53-119", "Labour and Co-operative Party")


@pytest.mark.parametrize(
    ("written", "party"),
    [
        *[
            (name, LABOUR)
            for name in ("Labour", "LABOUR", "Labour Party", "The Labour Party", "Welsh Labour", "Llafur ")
        ],
        *[(name, JOINT) for name in ("Labour and Co-operative", "Labour & Co-operative Party", "LABOUR CO-OP")],
        ("Conservatives", Party("PP52", "Conservative and Unionist Party")),
        ("The Conservative Party", Party("PP52", "Conservative and Unionist Party")),
        ("Liberal Democrat Group", Party("PP90", "Liberal Democrats")),
        ("Plaid Cymru", Party("PP77", "Plaid Cymru - The Party of Wales")),
        ("Sinn Fein", Party("PP39", "Sinn Féin")),
        ("The Liberal Party", Party("PP54", "The Liberal Party")),
        ("Independent", Party("ynmp-party:2", "Independent")),
        ("Elm Park  Residents First", Party("", "Elm Park Residents First")),
        ("Party", Party("", "Party")),
        ("", Party("", "")),
    ],
)
def test_a_party_is_known_by_any_of_its_names(written: str, party: Party) -> None:
    assert match_party(written) == party


def test_the_code_decides_over_the_name() -> None:
    assert match_party("Local Labour Team", "PP53") == LABOUR
    assert match_party("", "party:53") == match_party("Conservative", "53") == LABOUR
    assert match_party("Labour and Co-operative Party", "PP53") == JOINT


def test_an_unknown_code_is_kept() -> None:
    assert match_party("Elm Park First", "PP99999") == Party("PP99999", "Elm Park First")


def test_no_two_parties_share_a_code_or_a_name() -> None:
    rows = tomllib.loads(paths.resource("parties.toml").read_text("utf-8"))["party"]
    assert len({row["code"] for row in rows}) == len(rows)
    for row in rows:
        for name in (row["name"], *row.get("also", [])):
            assert match_party(name).code == row["code"], name
