"""What a line typed into the minutes means, and how it is kept."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from villagedesk.core import motion, quickline
from villagedesk.core.errors import Refused
from villagedesk.core.i18n import _
from villagedesk.core.text import one_line
from villagedesk.core.words import BlockKind, Outcome
from villagedesk.records.agendas import MatterKind
from villagedesk.records.meetings import Block, DecisionDraft, ElectionDraft
from villagedesk.records.questions import QuestionDraft
from villagedesk.services import (
    actionline,
    decisions,
    elections,
    matters,
    meetings,
    minutes,
    owners,
    rulewords,
    voting,
)
from villagedesk.services.desk import Session, Work
from villagedesk.ui.meetings.minutes.interest import Interest
from villagedesk.ui.meetings.minutes.interest import read as said_interest
from villagedesk.ui.meetings.minutes.lines import split

PREFIXES = {
    "a:": BlockKind.ACTION, "d:": BlockKind.DECISION, "p:": BlockKind.COMMITMENT, "q:": BlockKind.QUESTION,
    "i:": BlockKind.DECLARATION, "e:": BlockKind.ELECTION,
}  # fmt: skip
_LONGEST_NAME = 5  # words
_PROMISING = re.compile(
    r"^(?:(?:will|would|has|have)\s+)?(?:(?:promise[sd]?|agree[sd]?|offer(?:s|ed)?)\s+)?(?:to\s+)?", re.I
)
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_]*(?:[ '’.-]+[^\W\d_a-z][^\W\d_]*){1,4}")


@dataclass(frozen=True, slots=True)
class Typed:
    """A line as it stands in the box: `refused` are the understandings that were taken back, as (kind, words).

    `chosen` are the people who were chosen of several, as (words, person's id); `bold` the bold parts, as "3-8";
    `about` is the number of the item that an interest was said to be in (0: in none), `matter` kind and key of what a
    paragraph says the outcome of.
    """

    text: str = ""
    kind: BlockKind = BlockKind.PARAGRAPH
    refused: tuple[tuple[str, str], ...] = ()
    outcome: Outcome | None = None
    stays: bool | None = None
    chosen: tuple[tuple[str, str], ...] = ()
    bold: str = ""
    about: int | None = None
    matter: str = ""

    def as_draft(self) -> dict[str, Any]:
        """As plain values, for a draft."""
        return asdict(self)


def from_draft(value: dict[str, Any]) -> Typed:
    """The line that `as_draft` was made of."""
    return Typed(
        text=value.get("text", ""),
        kind=BlockKind(value.get("kind", BlockKind.PARAGRAPH)),
        refused=tuple((kind, words) for kind, words in value.get("refused", ())),
        outcome=Outcome(value["outcome"]) if value.get("outcome") else None,
        stays=value.get("stays"),
        chosen=tuple((words, person_id) for words, person_id in value.get("chosen", ())),
        bold=value.get("bold", ""),
        about=value.get("about"),
        matter=value.get("matter", ""),
    )


@dataclass(frozen=True, slots=True)
class Moved:
    """A decision and how it was come to; `said` in words, `outcome` None until votes or words say it.

    `rule` says which majority it needs, `doubt` that the constitution says otherwise than the line.
    """

    draft: DecisionDraft
    said: tuple[str, ...] = ()
    outcome: Outcome | None = None
    rule: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Guess:
    """Somebody with whose name the line begins, and the line as it says that they are meant."""

    name: str
    line: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was understood. `unknown` is a name in the line that nobody here has, and that may be added to people.

    `asked` is who is asked or promises, `asks` what the line leaves open ("To whom?").
    """

    action: actionline.Understood | None = None
    interest: Interest | None = None
    moved: Moved | None = None
    election: ElectionDraft | None = None
    asked: owners.Owner | None = None
    unknown: str = ""
    asks: str = ""
    guess: Guess | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line is typed: the meeting, the item that is open, and the day that dates are counted from."""

    meeting_id: str = ""
    item_id: str | None = None
    day: date = date.min


def read(session: Session, typed: Typed, place: Place) -> Reading:
    """What the line means where it is typed."""
    day = place.day
    if typed.kind is BlockKind.ACTION:
        action = _action(session, typed, day)
        return Reading(action=action, unknown="" if action.owner or action.several else _name_in(action.named))
    if typed.kind is BlockKind.COMMITMENT:
        return _promised(session, typed, place)
    if typed.kind is BlockKind.DECLARATION:
        interest = said_interest(session, typed.text, day, place.item_id, typed.about, typed.stays)
        return Reading(interest=interest, unknown="" if interest.person_id else _name_in(interest.name))
    if typed.kind is BlockKind.DECISION:
        said = motion.read(typed.text)
        unknown = [name for name in (said.proposer, said.seconder) if name and not owners.find(session, name, day)]
        name = _name_in(unknown[0]) if unknown else ""
        asks = "" if name or not unknown else _nobody(unknown[0])
        return Reading(moved=_weighed(session, typed, place), unknown=name, asks=asks)
    if typed.kind is BlockKind.ELECTION:
        return Reading(election=elections.read(session, typed.text, place.meeting_id))
    if typed.kind is BlockKind.QUESTION:
        return _questioned(session, typed, place)
    return Reading()


def _promised(session: Session, typed: Typed, place: Place) -> Reading:
    action = _action(session, typed, place.day)
    if action.owner or action.several:
        return Reading(action=action)
    met, guess = voting.met_with(session, place.meeting_id), None
    if found := owners.leading(session, typed.text, place.day):
        guess = Guess(found[0].name, f"{found[0].name} {_('to')} {_PROMISING.sub('', found[1])}")
    name = _name_in(action.named)
    asks = "" if name else _nobody(action.named) if action.named else "" if met and not guess else _("Who promised it?")
    return Reading(action=action, asked=_body(met), unknown=name, asks=asks, guess=guess)


def _questioned(session: Session, typed: Typed, place: Place) -> Reading:
    owner = _asked(session, typed, place.day)[0]
    if owner:
        return Reading(asked=owner)
    name, separator, _question = one_line(typed.text).partition(":")
    met, guess = voting.met_with(session, place.meeting_id), None
    found = None if separator else owners.leading(session, typed.text, place.day)
    if found:
        guess = Guess(found[0].name, f"{found[0].name}: {found[1]}")
    asks = "" if met and not guess else _("To whom?")
    if separator and len(name.split()) <= _LONGEST_NAME:
        asks = _nobody(name)
    return Reading(asked=_body(met), asks=asks, guess=guess)


def _body(met: tuple[str, str] | None) -> owners.Owner | None:
    return owners.Owner(met[1], None, met[0]) if met else None


def _nobody(name: str) -> str:
    return _("Nobody here is called {name}.").format(name=name).rstrip(".")


def _name_in(words: str) -> str:
    """The words, when they look like somebody's whole name."""
    return words if _NAME.fullmatch(words) else ""


def _action(session: Session, typed: Typed, day: date) -> actionline.Understood:
    line = quickline.read(typed.text, day)
    if typed.kind is BlockKind.COMMITMENT and not line.owner and not typed.refused:
        line = _led_by_name(session, line, day)
    for part in line.parts:
        if (part.kind.value, part.words) in typed.refused:
            line = line.without(part)
    return actionline.understand(session, line, day, dict(typed.chosen))


def _led_by_name(session: Session, line: quickline.QuickLine, day: date) -> quickline.QuickLine:
    """A promise that begins with somebody's whole name, or a body's, as theirs: "Rob Tanner mends the bench"."""
    found = owners.leading(session, line.text, day)
    if found is None:
        return line
    text = one_line(line.text)
    words = text.removesuffix(found[1]).rstrip(" ,:")
    if found[0].person_id and " " not in words:
        return line  # "Mark the bays" may be no name
    return quickline.read(f"{words} {_('to')} {_PROMISING.sub('', found[1])}", day)


def _moved(session: Session, typed: Typed, day: date) -> Moved:
    said = motion.read(typed.text)
    outcome = typed.outcome or said.outcome
    proposer, seconder = (owners.find(session, name, day) for name in (said.proposer, said.seconder))
    draft = DecisionDraft(
        text=said.text, outcome=outcome or Outcome.AGREED, reason=said.reason,
        proposer_id=proposer.person_id if proposer else None, seconder_id=seconder.person_id if seconder else None,
        votes_for=said.votes_for, votes_against=said.votes_against, abstained=said.abstained, way=said.way,
        proxies=said.proxies, casting_for=said.casting_for, is_special=said.is_special,
    )  # fmt: skip
    more = decisions.moved(proposer.name if proposer else "", seconder.name if seconder else "", said.reason)
    return Moved(draft, tuple(filter(None, (decisions.how(draft), more))), outcome)


def _weighed(session: Session, typed: Typed, place: Place) -> Moved:
    """A decision with what its votes come to, and the rule that says so where it is a special one."""
    moved, said = _moved(session, typed, place.day), voting.rules_of(session, place.meeting_id)
    if moved.draft.is_special:
        rule, doubt = rulewords.special_words(said.special, motion.read(typed.text).majority)
        moved = replace(moved, rule=rule, doubt=doubt)
    if moved.outcome in (Outcome.DEFERRED, Outcome.WITHDRAWN):
        return moved
    here = voting.here_for(session, place.meeting_id, place.item_id)
    return replace(moved, outcome=voting.outcome(said, moved.draft, here))


def _asked(session: Session, typed: Typed, day: date) -> tuple[owners.Owner | None, str]:
    """Who was asked, and what: "Highways: when will it be done?"."""
    name, separator, question = one_line(typed.text).partition(":")
    owner = owners.find(session, name, day) if separator else None
    asked = one_line(question if owner else typed.text)
    return owner, asked[:1].upper() + asked[1:]


def keep(work: Work, minutes_id: str, item_id: str | None, typed: Typed, day: date) -> str:
    """Keep a line at the end of its item, which counts as come to; the new block. Refused as its service says."""
    if item_id:
        meetings.open_item(work, item_id)
    if keeper := _KEEPERS.get(typed.kind):
        return keeper(work, minutes_id, item_id, typed, day)
    keys = [
        minutes.add_block(work, minutes_id, item_id, line.text, kind=line.kind, bold=line.bold)
        for line in split(typed.text, typed.bold)
    ]
    if typed.matter:
        kind, _colon, matter_id = typed.matter.partition(":")
        for key in keys:
            matters.narrow(work, key, MatterKind(kind), matter_id)
    return keys[-1] if keys else ""


def keep_edited(work: Work, block: Block, text: str, bold: str) -> None:
    """Keep a paragraph or line of a list that was edited; what it has become several of follows it."""
    first, *others = split(text, bold)
    minutes.edit_block(work, block.id, first.text, bold=first.bold, kind=first.kind)
    page_id = minutes.of_block(work, block.id)
    after = block.id
    for line in others:
        after = minutes.add_block(
            work, page_id, block.item_id, line.text, kind=line.kind, bold=line.bold, after=after
        )  # fmt: skip


def _keep_action(work: Work, minutes_id: str, item_id: str | None, typed: Typed, day: date) -> str:
    return minutes.add_action(work, minutes_id, item_id, _action(work.session, typed, day).draft)[0]


def _keep_promise(work: Work, minutes_id: str, item_id: str | None, typed: Typed, day: date) -> str:
    return minutes.add_commitment(work, minutes_id, item_id, _action(work.session, typed, day).draft)[0]


def _keep_decision(work: Work, minutes_id: str, item_id: str | None, typed: Typed, day: date) -> str:
    said = motion.read(typed.text)
    for name in filter(None, (said.proposer, said.seconder)):
        if owners.find(work.session, name, day) is None:
            raise Refused(_("Nobody here is called {name}.").format(name=name), "text")
    return minutes.add_decision(work, minutes_id, item_id, _moved(work.session, typed, day).draft)[0]


def _keep_election(work: Work, minutes_id: str, item_id: str | None, typed: Typed, day: date) -> str:  # noqa: ARG001
    return minutes.add_election(work, minutes_id, item_id, typed.text)[0]


def _keep_question(work: Work, minutes_id: str, item_id: str | None, typed: Typed, day: date) -> str:
    owner, question = _asked(work.session, typed, day)
    draft = QuestionDraft(text=question)
    if owner:
        draft = replace(draft, person_id=owner.person_id, organization_id=owner.organization_id)
    return minutes.add_question(work, minutes_id, item_id, draft)[0]


def _keep_interest(work: Work, minutes_id: str, item_id: str | None, typed: Typed, day: date) -> str:
    said = said_interest(work.session, typed.text, day, item_id, typed.about, typed.stays)
    if not said.name:
        raise Refused(_("Say who it is, then a colon, then the interest."), "name")
    if said.is_open:
        raise Refused(_("In which item? Choose it below (Tab goes there), or type its title or number."), "about")
    return minutes.add_declaration(
        work, minutes_id, item_id, said.name, said.interest, person_id=said.person_id, stays=said.stays,
        about=said.item,
    )[0]  # fmt: skip


_KEEPERS: dict[BlockKind, Callable[[Work, str, str | None, Typed, date], str]] = {
    BlockKind.ACTION: _keep_action,
    BlockKind.COMMITMENT: _keep_promise,
    BlockKind.DECISION: _keep_decision,
    BlockKind.ELECTION: _keep_election,
    BlockKind.QUESTION: _keep_question,
    BlockKind.DECLARATION: _keep_interest,
}


def label(kind: BlockKind) -> str:
    """What keeping a line is called among the changes."""
    return {
        BlockKind.ACTION: _("Minute an action"),
        BlockKind.DECISION: _("Minute a decision"),
        BlockKind.COMMITMENT: _("Minute a promise"),
        BlockKind.QUESTION: _("Minute a question"),
        BlockKind.ELECTION: _("Minute an election"),
        BlockKind.DECLARATION: _("Minute a declaration of interest"),
    }.get(kind, _("Write minutes"))
