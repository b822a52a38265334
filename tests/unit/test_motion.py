"""How a typed decision was come to."""

import pytest

from villagedesk.core import motion
from villagedesk.core.words import Outcome, Way


@pytest.mark.parametrize(
    ("line", "text", "said"),
    [
        ("To ask for a zebra crossing", "To ask for a zebra crossing", {}),
        ("To pay the bill, 4 for, 2 against, 1 abstained", "To pay the bill",
         {"way": Way.VOTE, "votes_for": 4, "votes_against": 2, "abstained": 1}),
        ("To pay the bill (4 for 2 against)", "To pay the bill",
         {"way": Way.VOTE, "votes_for": 4, "votes_against": 2}),
        ("To spend £1,250.50 on St. Mary's hall, nobody against", "To spend £1,250.50 on St. Mary's hall",
         {"way": Way.UNOPPOSED}),
        ("To sell; by secret ballot; 3 for and 3 against; the chair's casting vote against", "To sell",
         {"way": Way.BALLOT, "votes_for": 3, "votes_against": 3, "casting_for": False}),
        ("To sell, proposed by Jane Smith and seconded by Siân Ŵyn, because nobody uses it", "To sell",
         {"proposer": "Jane Smith", "seconder": "Siân Ŵyn", "reason": "nobody uses it"}),
        ("To buy tea, coffee and milk, deferred", "To buy tea, coffee and milk", {"outcome": Outcome.DEFERRED}),
        ("To pay the bill, for 9, against 1", "To pay the bill", {"way": Way.VOTE, "votes_for": 9, "votes_against": 1}),
        ("To close, because for 5 years nobody came", "To close", {"reason": "for 5 years nobody came"}),
        ("We voted 5 for the crossing", "We voted 5 for the crossing", {}),
        ("", "", {}),
    ],
)  # fmt: skip
def test_what_a_line_says(line: str, text: str, said: dict[str, object]) -> None:
    found = motion.read(line)
    assert found.text == text
    assert {name: getattr(found, name) for name in said} == said
    plain = motion.Motion(text)
    others = set(motion.Motion.__dataclass_fields__) - set(said) - {"text"}
    assert {name for name in others if getattr(found, name) != getattr(plain, name)} == set()
