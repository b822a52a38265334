"""The two kinds of no, and the language they are said in."""

from datetime import UTC, datetime

from villagedesk.core.changes import Changed, ChangeKind
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _, language, ngettext, use_language


def test_what_the_world_refuses_is_said_with_its_remedy() -> None:
    assert Unavailable("The disk is full.", "Make room and try again.").sentence() == (
        "The disk is full. Make room and try again."
    )
    assert Unavailable("The disk is full.").sentence() == "The disk is full."


def test_a_rule_names_its_field() -> None:
    assert (Refused("Too long.", "name").field, str(Refused("Too long."))) == ("name", "Too long.")


def test_a_language_without_a_catalogue_is_english() -> None:
    before = language()
    use_language("cy")
    assert (language(), _("March"), ngettext("{n} day", "{n} days", 2)) == ("cy", "March", "{n} days")
    use_language(before)


def test_a_change_knows_the_tables_it_touched() -> None:
    changed = Changed(1, ChangeKind.DO, "Rename", datetime(2026, 3, 12, tzinfo=UTC), {"person": frozenset({"a"})})
    assert changed.touches("meeting", "person")
    assert not changed.touches("meeting")
