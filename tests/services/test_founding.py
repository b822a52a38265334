"""The first run: founder, recovery code, and taking it up again."""

from __future__ import annotations

import pytest

from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.words import Role
from villagedesk.services import founding, people
from villagedesk.services.desk import can_remember, open_desk
from villagedesk.services.founding import FoundingDraft


@pytest.fixture
def draft(tmp_path):
    return FoundingDraft("Cymdeithas: Canol y Dŵr", "Cllr Siân Wyn", Role.CHAIR, str(tmp_path))


@pytest.fixture
def founded(draft, keyring, clock):
    desk, code = founding.begin(draft, keyring, clock)
    yield desk, code
    desk.close()


def test_the_founder_sits_at_the_desk_and_has_a_vote_in_the_group(founded):
    desk, _code = founded
    me = desk.read(lambda session: people.person(session, desk.me, desk.clock.today()))
    assert (me.title, me.name) == ("Cllr", "Siân Wyn")
    assert [(held.role, held.votes) for held in me.memberships] == [(Role.CHAIR, True)]


def test_the_file_has_a_name_that_every_system_takes(founded, tmp_path):
    assert founded[0].path == tmp_path / "Cymdeithas Canol y Dŵr.vdesk"


def test_the_code_is_kept_in_the_file_until_it_is_on_paper(founded, keyring, clock):
    desk, code = founded
    desk.close()
    again = open_desk(desk.path, keyring, clock)
    try:
        assert again.read(founding.unfinished) == code
        again.note(founding.finish).result()
        assert again.read(founding.unfinished) == ""
    finally:
        again.close()


def test_nothing_is_made_without_the_founders_name(tmp_path, keyring, clock):
    with pytest.raises(Refused) as refused:
        founding.begin(FoundingDraft("Elm Park", " ", folder=str(tmp_path)), keyring, clock)
    assert refused.value.field == "person"
    assert list(tmp_path.glob("*.vdesk")) == []


def test_a_file_that_is_there_is_not_overwritten(founded, draft, keyring, clock):
    before = founded[0].path.read_bytes()
    with pytest.raises(Unavailable):
        founding.begin(draft, keyring, clock)
    assert founded[0].path.read_bytes() == before


@pytest.mark.parametrize("typed", ["0k1m", "OKIM", " ok-lm "])
def test_a_group_of_the_code_is_read_as_the_code_is(typed):
    assert founding.is_group(typed, "0K1M")


def test_whether_the_keyring_can_be_asked(founded, keyring):
    assert can_remember(founded[0].path, keyring)
