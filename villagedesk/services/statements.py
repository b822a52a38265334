"""Sets of statements to score: two that come with VillageDesk, changed as a group likes, and the group's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.ids import outside_id
from villagedesk.core.text import fold, one_line
from villagedesk.models import Statement, StatementSet
from villagedesk.records.health import StatementSetDraft, StatementSetRow
from villagedesk.store.writer import Work

_SCHEME = "villagedesk-statements"  # their keys are the same on every laptop
_MARK = "- "


@dataclass(frozen=True, slots=True)
class Wording:
    """A statement and the component that it stands under."""

    component: str
    text: str


def sets(session: Session) -> list[StatementSetRow]:
    """The sets there are, by name: the group's own, and those that come with VillageDesk and are not in the bin."""
    found = session.scalars(select(StatementSet).execution_options(binned=True)).all()
    known = {row.id for row in found}
    rows = [_row(session, row) for row in found if row.binned_at is None]
    rows += [row for row in presets() if row.id not in known]
    return sorted(rows, key=lambda row: fold(row.name))


def one(session: Session, set_id: str) -> StatementSetRow:
    """A set whole. Refused when it is gone."""
    stored = session.get(StatementSet, set_id)
    if stored is not None:
        return _row(session, stored)
    found = next((row for row in sets(session) if row.id == set_id), None)
    if found is None:
        raise Refused(_("That set of statements is no longer here."), "set_id")
    return found


def usual(session: Session) -> str | None:
    """The set to begin with: the first that comes with VillageDesk while it is there, else the first of all."""
    there = [row.id for row in sets(session)]
    return next((row.id for row in presets() if row.id in there), next(iter(there), None))


def _row(session: Session, row: StatementSet) -> StatementSetRow:
    kept = wordings(session, row.id)
    return StatementSetRow(row.id, row.name, row.based_on, as_text(kept), len(kept), is_ours=True)


def wordings(session: Session, set_id: str) -> list[Wording]:
    """The statements of a set, in order, stored or not."""
    stored = session.execute(
        select(Statement.component, Statement.text).where(Statement.set_id == set_id).order_by(Statement.position)
    )
    found = [Wording(component, text) for component, text in stored]
    preset = next((row for row in presets() if row.id == set_id), None)
    return found or (read(preset.text) if preset else [])


def read(text: str) -> list[Wording]:
    """What was typed: a line that begins with "- " is a statement, any other is the name of those that follow."""
    component, found = "", list[Wording]()
    for line in filter(None, map(str.strip, text.splitlines())):
        if line[0] in "-*•–":
            if words := one_line(line[1:]):
                found.append(Wording(component, words))
        else:
            component = one_line(line)
    return found


def as_text(kept: Sequence[Wording]) -> str:
    """Statements as they are typed."""
    lines, component = list[str](), ""
    for wording in kept:
        if wording.component != component:
            lines += ["", wording.component] if lines else [wording.component]
            component = wording.component
        lines.append(f"{_MARK}{wording.text}")
    return "\n".join(lines)


def add(work: Work, draft: StatementSetDraft) -> str:
    """Keep a new set; its key. Refused without a name or statements."""
    row = StatementSet(id=work.new_id(), name="")
    _fill(work, row, draft)
    return row.id


def edit(work: Work, set_id: str, draft: StatementSetDraft) -> None:
    """Keep what was typed of a set; one that comes with VillageDesk is the group's own from then on.

    Rounds that were begun keep the statements that they asked.
    """
    stored = work.session.get(StatementSet, set_id)
    if stored is None:
        one(work.session, set_id)
        stored = StatementSet(id=set_id, name="")
    _fill(work, stored, draft)


def edited(session: Session, set_id: str) -> StatementSetDraft:
    """A set as its form shows it."""
    row = one(session, set_id)
    return StatementSetDraft(row.name, row.based_on, row.text)


def _fill(work: Work, row: StatementSet, draft: StatementSetDraft) -> None:
    name = one_line(draft.name)
    if not name:
        raise Refused(_("Give the set a name."), "name")
    kept = read(draft.text)
    if not kept:
        raise Refused(_("Type at least one statement: a line that begins with “- ”."), "text")
    row.name, row.based_on = name, one_line(draft.based_on)
    work.session.add(row)
    work.session.flush()
    work.session.execute(delete(Statement).where(Statement.set_id == row.id))
    for position, wording in enumerate(kept, 1):
        work.session.add(
            Statement(
                id=work.new_id(), set_id=row.id, position=position, component=wording.component, text=wording.text
            )
        )
    work.session.flush()


def stored_id(work: Work, set_id: str) -> str:
    """The key of a set that a round can refer to: one that comes with VillageDesk is kept in the file first."""
    if work.session.get(StatementSet, set_id) is None:
        edit(work, set_id, edited(work.session, set_id))
    return set_id


def put_in_bin(work: Work, set_id: str) -> None:
    """Offer a set no longer. Refused for the last one."""
    if len(sets(work.session)) == 1:
        raise Refused(_("It is the last set: a health check needs one."))
    row = work.session.get_one(StatementSet, stored_id(work, set_id))
    row.binned_at = work.now


def presets() -> list[StatementSetRow]:
    """The two sets that come with VillageDesk, in its own words, in the language of the program."""
    made = [
        StatementSetRow(
            outside_id(_SCHEME, "five components"),
            _("Five parts of a good partnership"),
            _("Our own words, after published research on what makes councils and communities work well together"),
            _five(), 0,
        ),
        StatementSetRow(
            outside_id(_SCHEME, "four steps"),
            _("Four steps to involve residents"),
            _("Our own words, after published research on involving residents in what a council decides"),
            _four(), 0,
        ),
    ]  # fmt: skip
    return [replace(row, statements=len(read(row.text))) for row in made]


def _five() -> str:
    return _(
        "Recognising what each partner is trying to achieve\n"
        "- We know what the other side wants to achieve, and why.\n"
        "- We have agreed together what we want to reach first.\n"
        "- Each side says openly what it can and cannot do.\n"
        "\n"
        "Taking active steps to build trust\n"
        "- Both sides do what they said they would, or say in good time that they cannot.\n"
        "- Difficult things can be said without harm to how we work together.\n"
        "- People on both sides take time to get to know each other.\n"
        "\n"
        "Honest and regular communication\n"
        "- We hear of plans that matter to us before they are settled.\n"
        "- Questions get a full answer in reasonable time.\n"
        "- We know whom to turn to, and are told when that changes.\n"
        "\n"
        "Being flexible and adaptable\n"
        "- Plans are changed when something turns out not to work.\n"
        "- Meetings are held at times and in ways that suit both sides.\n"
        "- When people move on, what was agreed carries on.\n"
        "\n"
        "Sharing ownership and accountability\n"
        "- It is clear who decides what, and who answers for it.\n"
        "- What was promised is written down, and both sides can look it up.\n"
        "- Success and failure are owned by both sides."
    )


def _four() -> str:
    return _(
        "Involving residents early\n"
        "- Residents are asked before options are drawn up.\n"
        "- There is enough time to think before a decision is taken.\n"
        "- Residents are told what can still be changed, and what cannot.\n"
        "\n"
        "Being open-minded\n"
        "- What residents say can change a plan, and has done.\n"
        "- Reasons are given when a view is not followed.\n"
        "- People who disagree are listened to as carefully as people who agree.\n"
        "\n"
        "Committing the time\n"
        "- The same people stay with a piece of work from start to finish.\n"
        "- Those who decide come to meet residents themselves.\n"
        "- Work is paced so that volunteers can keep up.\n"
        "\n"
        "Building residents’ confidence and skills\n"
        "- Papers are in plain words, and come in good time.\n"
        "- Residents get the help that they need to take part.\n"
        "- New people find it easy to join in."
    )
