"""What we can show: each claim with its figure and all that a reader needs to weigh it."""

from __future__ import annotations

from villagedesk.core.i18n import _
from villagedesk.packs.blocks import Block, Fact, Facts, Heading, Para, text
from villagedesk.records.packs import PackContent


def blocks(content: PackContent) -> list[Block]:
    """Each claim, then what it stands on; nothing where there is none."""
    if not content.evidence:
        return []
    made: list[Block] = [Heading(1, _("What we can show"), "evidence")]
    for one in content.evidence:
        facts = tuple(Fact(label, text(words)) for label, words in one.facts)
        made += [Para(text(one.claim, "strong")), Facts(facts)]
    return made
