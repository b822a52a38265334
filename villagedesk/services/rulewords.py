"""What the rules of a constitution are called, and in plain sentences what they mean."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from villagedesk.core.dates import show_day
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.notice import send_by
from villagedesk.core.quorum import MajorityRule, Quorum, needed, votes_needed
from villagedesk.core.text import lower_first
from villagedesk.core.words import DayCount, Delivery, Majority, MajorityOf, QuorumKind, Written
from villagedesk.records.constitution import NoticeState, Rules
from villagedesk.services.constitution import quorum_is_too_large


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sentence on what rules mean; `is_odd` where somebody should look again."""

    text: str
    is_odd: bool = False


def quorum_kinds() -> dict[QuorumKind, str]:
    """What the sorts of quorum are called."""
    return {
        QuorumKind.NONE: _("None is asked"),
        QuorumKind.NUMBER: _("A number"),
        QuorumKind.FRACTION: _("A fraction of the voting members"),
        QuorumKind.GREATER: _("A number or a fraction, whichever is greater"),
    }


def day_counts() -> dict[DayCount, str]:
    """How days are counted."""
    return {
        DayCount.CLEAR: _("Clear days"),
        DayCount.CALENDAR: _("Calendar days"),
        DayCount.WORKING: _("Working days"),
    }


def deliveries() -> dict[Delivery, str]:
    """How a notice goes."""
    return {Delivery.EMAIL: _("by e-mail"), Delivery.POST: _("by post"), Delivery.HAND: _("by hand")}


def majorities() -> dict[Majority, str]:
    """What the sizes of majority are called."""
    return {
        Majority.SIMPLE: _("More than half"),
        Majority.TWO_THIRDS: _("At least two thirds"),
        Majority.THREE_QUARTERS: _("At least three quarters"),
    }


def majority_bases() -> dict[MajorityOf, str]:
    """What a majority is of."""
    return {
        MajorityOf.CAST: _("of the votes cast"),
        MajorityOf.PRESENT: _("of the voting members present"),
        MajorityOf.MEMBERS: _("of all voting members"),
    }


def majority_words(rule: MajorityRule) -> str:
    """ "At least two thirds of the votes cast"."""
    return f"{majorities()[rule.size]} {majority_bases()[rule.of]}"


def special_words(rule: MajorityRule | None, named: Majority | None) -> tuple[str, str]:
    """What a special decision needs, as the constitution has it, and what of the line does not agree with that.

    `named` is the majority that was typed, None where it was only called special.
    """
    if rule is None:
        return "", _("Your constitution, as it is entered in the settings, asks for no larger majority")
    said = _("{majority}, as your constitution says").format(majority=majority_words(rule))
    if named in (None, rule.size):
        return said, ""
    return said, _("Not “{typed}”").format(typed=lower_first(majorities()[named]))


def written_words() -> dict[Written, str]:
    """Whether decisions between meetings stand."""
    return {
        Written.NO: _("Not provided for"),
        Written.BINDS: _("They bind at once"),
        Written.RATIFIED: _("The next meeting must ratify them"),
    }


def _by(state: NoticeState) -> str:
    ways: dict[date, list[str]] = {}
    for way, day in state.send_by.items():
        if day is not None:
            ways.setdefault(day, []).append(deliveries()[way])
    or_by = _(", or by ")
    return or_by.join(
        f"{show_day(day)} {_(' or ').join(how)}" for day, how in sorted(ways.items(), reverse=True)
    )  # fmt: skip


def notice_meaning(rules: Rules, on_date: date, nation: str) -> Meaning:
    """ "A meeting on Tuesday 10 March 2026 needs notice by Tuesday 3 March 2026 by e-mail"."""
    rule = rules.notice_rule()
    if rule is None:
        return Meaning(_("Nothing is said about notice: no meeting is ever called late."))
    latest = {by: send_by(rule, on_date, by, nation) for by in Delivery}
    state = NoticeState(rule, on_date, latest, nation)
    if state.latest is None:
        return Meaning(_("The bank holidays of that year are not known yet."), is_odd=True)
    said = _("A meeting on {day} needs notice by {by}.").format(day=show_day(on_date), by=_by(state))
    return _quoting(rules.notice_clause, said)


def quorum_meaning(rules: Rules, members: int) -> Meaning:
    """ "With 12 voting members, 5 must be there."."""
    rule, again = rules.quorum_rule(), rules.quorum_rule(adjourned=True)
    if rule.kind is QuorumKind.NONE:
        if not rules.quorum_clause:
            return Meaning(_("Nothing is said about a quorum: no meeting is ever called short of people."))
        return Meaning(_("No quorum is asked: however few are there, they can decide."))
    if _is_half_said(rule) or _is_half_said(again):
        return Meaning(_("Until the number or the fraction is filled in, no quorum is asked."), is_odd=True)
    if not members:
        return Meaning(_("Nobody in People is noted as having a vote here, so there is nobody to count."), is_odd=True)
    count = ngettext("With {n} voting member", "With {n} voting members", members).format(n=members)
    must = needed(rule, members)
    if quorum_is_too_large(rule, members):
        said = _("{count}, {must} must be there: that is more than there are.").format(count=count, must=must)
        return Meaning(said, is_odd=True)
    said = _("{count}, {must} must be there.").format(count=count, must=must)
    if again != rule:
        fewer = needed(again, members)
        after = _("After an adjournment, {must}.") if fewer else _("After an adjournment any number will do.")
        said = f"{said} {after.format(must=fewer)}"
    return _quoting(rules.quorum_clause, said)


def _quoting(clause: str, said: str) -> Meaning:
    """The sentence, and that nobody can check it where no clause is quoted."""
    return Meaning(said if clause else _("{said} No clause is quoted for it yet.").format(said=said))


def _is_half_said(rule: Quorum) -> bool:
    wants_number = rule.kind in (QuorumKind.NUMBER, QuorumKind.GREATER)
    wants_part = rule.kind in (QuorumKind.FRACTION, QuorumKind.GREATER)
    return (wants_number and rule.number is None) or (wants_part and rule.fraction is None)


def voting_meaning(rules: Rules, members: int) -> Meaning:
    """What the majority means where nine are there, or all where they are fewer, and two of them abstain."""
    there = min(members, 9)
    abstain = min(2, max(0, there - 1))
    parts = []
    if not rules.voting_clause:
        parts.append(_("Until a clause is quoted this is only how votes are reckoned here, not what you agreed."))
    for special in (False, True) if rules.special_majority and there else (False,) if there else ():
        rule = rules.majority_rule(special=special)
        votes = votes_needed(rule, cast=there - abstain, present=there, members=members)
        said = _("With {there} there, of whom {abstain} abstain, {votes} must be in favour.")
        if special:
            said = _("For a special decision: {votes}.")
        parts.append(said.format(there=there, abstain=abstain, votes=votes))
    return Meaning(" ".join(parts))


def written_meaning(rules: Rules) -> Meaning:
    """What becomes of a decision that is made by e-mail."""
    said = {
        Written.NO: _("Decisions made by e-mail do not count: only a meeting decides."),
        Written.BINDS: _("A decision made by e-mail stands from the day it is made."),
        Written.RATIFIED: _("A decision made by e-mail waits until the next meeting has ratified it."),
    }[rules.written]
    if rules.written is Written.NO and not rules.written_clause:
        return Meaning(_("Nothing is said about decisions made by e-mail."))
    return _quoting(rules.written_clause, said)
