"""How the partnership stands, in sentences and charts, part by part."""

from __future__ import annotations

from dataclasses import replace

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.promises import FEWEST, Kept, PromiseState
from villagedesk.core.text import file_stem
from villagedesk.records.charts import Bar, Bars, Chart, Pairs
from villagedesk.records.goals import GoalRow
from villagedesk.records.heard import Among, HeardCard
from villagedesk.records.partnership import Overview, OverviewLine, OverviewPaper, OverviewPart, Rhythm
from villagedesk.records.promises import BodyKept, state_words
from villagedesk.records.questions import Unanswered
from villagedesk.services import goalcharts, healthpaper, heard, heardwords

MOST_UNHEARD = 6
"""How many streets and groups that nobody came from are named on the page."""
_RATED = (PromiseState.DONE, PromiseState.RENEGOTIATED, PromiseState.DONE_LATE, PromiseState.NOT_DONE)


def paper(found: Overview, whole: Overview | None = None) -> OverviewPaper:
    """The page to be printed: its parts in order, those without anything saying so.

    Beside the `whole` that the group itself sees, a part of which its readers may know nothing is left out: to say that
    there is nothing would not be true.
    """
    made = _parts(found)
    if whole:
        kept = {part.key for part in _kept_from(made, _parts(whole))}
        made = tuple(replace(part, note=_note(part, found, whole)) for part in made if part.key not in kept)
    return OverviewPaper(
        title=_("Our partnership"),
        group=found.group,
        audience=found.audience,
        language=found.language,
        as_at=found.as_at,
        parts=made,
    )


def _parts(found: Overview) -> tuple[OverviewPart, ...]:
    return (_goals(found), _promises(found), _questions(found), _meetings(found), _heard(found), _health(found))


def _kept_from(made: tuple[OverviewPart, ...], whole: tuple[OverviewPart, ...]) -> list[OverviewPart]:
    return [part for part, all_of_it in zip(made, whole, strict=True) if part.is_empty and not all_of_it.is_empty]


def _note(part: OverviewPart, found: Overview, whole: Overview) -> str:
    counted = counted_from(found.heard, whole.heard) if part.key == "heard" else ""
    return " ".join(filter(None, (counted, part.note)))


def counted_from(card: HeardCard, whole: HeardCard) -> str:
    """Of which meetings who is heard is counted, where those are not all of them."""
    if card.now.meetings == whole.now.meetings:
        return ""
    words = ngettext(
        "Counted from the {n} meeting that those it is for may know of.",
        "Counted from the {n} meetings that those it is for may know of.",
        card.now.meetings,
    )
    return words.format(n=card.now.meetings)


def left_out(found: Overview, whole: Overview) -> str:
    """What a paper for an audience does not hold of what the screen shows, to be said before it is saved."""
    told = []
    if parts := _kept_from(_parts(found), _parts(whole)):
        names = ", ".join(part.title for part in parts)
        told.append(_("Left out, as nothing of it is for them: {names}.").format(names=names))
    counts = (
        (_("goals"), len(found.goals), len(whole.goals)),
        (_("promises"), found.promised.total, whole.promised.total),
        (_("questions"), sum(row.count for row in found.unanswered), sum(row.count for row in whole.unanswered)),
        (_("meetings at which somebody was heard"), found.heard.now.meetings, whole.heard.now.meetings),
    )
    fewer = [_("{n} of {of} {things}").format(n=n, of=of, things=things) for things, n, of in counts if 0 < n < of]
    if fewer:
        told.append(_("Its numbers are others than on the screen, of {counts}.").format(counts=", ".join(fewer)))
    return " ".join(told)


def file_name(found: Overview) -> str:
    """What its file is offered to be called."""
    return paper_name(paper(found))


def paper_name(paper: OverviewPaper) -> str:
    """What the file of a paper is offered to be called."""
    return f"{file_stem(f'{paper.title}, {show_date(paper.as_at)}')}.pdf"


def heard_parts(card: HeardCard, among: Among) -> tuple[OverviewPart, ...]:
    """Who is heard whole: twelve months and those before, streets and groups, decision by decision."""
    share, stage = heardwords.shares_chart(card), heardwords.stages_chart(card.stages[0])
    before = tuple(OverviewLine(heardwords.span_words(year), heardwords.sum_up(year)) for year in card.years[1:])
    words = heard.stage_words()
    decided = tuple(
        OverviewLine(one.number or show_date(one.decided_on), f"{one.text}. {words[one.stage]}")
        for one in card.decisions
        if one.stage
    )
    return (
        OverviewPart(
            "came", heardwords.among_words()[among], sum_up=heardwords.sum_up(card.now), lines=before,
            charts=((_("Share of the three who came most"), share, said_chart(share)),) if share else (),
            note=heardwords.counted_words(),
        ),
        *_place_parts(card),
        OverviewPart(
            "stages", _("When residents were involved"), sum_up=heardwords.stages_sum_up(card.stages[0]),
            charts=((_("In the last twelve months"), stage, said_chart(stage)),) if stage else (), lines=decided,
        ),
    )  # fmt: skip


def _place_parts(card: HeardCard) -> list[OverviewPart]:
    parts = []
    for title, places, are_streets in (
        (_("Streets"), card.streets, True), (_("Groups"), card.groups, False),
    ):  # fmt: skip
        if places.told or places.small:
            lines = tuple(OverviewLine(place.name, heardwords.came_words(place)) for place in places.told)
            small = heardwords.small_words(places, are_streets=are_streets)
            parts.append(OverviewPart("streets" if are_streets else "groups", title, sum_up=small, lines=lines))
    return parts


def _goals(found: Overview) -> OverviewPart:
    lines = tuple(OverviewLine(goal.title, goal_line(goal, found)) for goal in found.goals)
    return OverviewPart("goals", _("Goals"), lines=lines, nothing=_("No shared goal is open."))


def goal_line(goal: GoalRow, found: Overview) -> str:
    """How far a goal is, its target, and who shares it."""
    shared = _("Shared with {names}").format(names=", ".join(goal.shared_with)) if goal.shared_with else ""
    told = (goalcharts.stands(goal, found.as_at), goalcharts.target_words(goal), shared)
    return ". ".join(filter(None, told))


def _promises(found: Overview) -> OverviewPart:
    charts, lines = [], []
    for side, kept in sides(found):
        lines.append(OverviewLine(side, kept_words(kept)))
        if chart := kept_chart(kept):
            charts.append((side, chart))
    lines += [OverviewLine(body_name(body), body_words(body)) for body in found.promised.bodies]
    nothing = _("Nothing has been promised yet.")
    return OverviewPart(
        "promises", _("Promises"), lines=tuple(lines) if found.promised.total else (), nothing=nothing,
        charts=tuple((side, chart, heardwords.said_chart(chart)) for side, chart in charts),
        note=_("A rate is told from {n} promises on that are settled.").format(n=FEWEST),
    )  # fmt: skip


def sides(found: Overview) -> list[tuple[str, Kept]]:
    """Each side by name, with how its promises stand; both together only where there are any."""
    told = [(_("What we promised"), found.promised.ours), (_("What was promised to us"), found.promised.theirs)]
    if found.promised.joint.total:
        told.append((_("What both promised together"), found.promised.joint))
    return told


def body_name(body: BodyKept) -> str:
    """The body, or that none is known."""
    return body.body or _("Body not known")


def body_words(body: BodyKept) -> str:
    """What a body promised and what we promised it, in a sentence each."""
    told = []
    if body.theirs.total:
        told.append(_("They promised {n}: {words}").format(n=body.theirs.total, words=kept_words(body.theirs)))
    if body.ours.total:
        told.append(_("We promised {n}: {words}").format(n=body.ours.total, words=kept_words(body.ours)))
    if body.joint.total:
        told.append(_("Together {n}: {words}").format(n=body.joint.total, words=kept_words(body.joint)))
    return ". ".join(told)


def kept_words(kept: Kept) -> str:
    """ "12 open, 9 done, 2 done late, 1 not done"; how promises stand, each with its number."""
    words = state_words() | {PromiseState.RENEGOTIATED: _("done by a renegotiated date")}
    told = [
        _("{n} {state}").format(n=count, state=words[state].lower())
        for state in PromiseState
        if (count := getattr(kept, state.value))
    ]
    return ", ".join(told) or _("none")


def kept_chart(kept: Kept) -> Bars | None:
    """The rates of a side, each with the number behind it; None of fewer settled promises than make a rate."""
    if kept.settled < FEWEST:
        return None
    words = state_words()
    bars = []
    for state in _RATED:
        rate = kept.rate(state)
        said = _("{percent}% ({n} of {of})").format(percent=rate.percent, n=rate.count, of=rate.of)
        bars.append(Bar(words[state], rate.count / rate.of, said))
    return Bars(tuple(bars))


def _questions(found: Overview) -> OverviewPart:
    lines = tuple(OverviewLine(row.name or _("Body not known"), waiting(row)) for row in found.unanswered)
    return OverviewPart(
        "questions", _("Questions without an answer"), lines=lines, nothing=_("Every question has been answered.")
    )


def waiting(row: Unanswered) -> str:
    """ "3 waiting, the oldest since 12 March 2026"."""
    count = ngettext("{n} waiting", "{n} waiting", row.count).format(n=row.count)
    return _("{count}, the oldest since {date}").format(count=count, date=show_date(row.oldest))


def _meetings(found: Overview) -> OverviewPart:
    lines = tuple(OverviewLine(one.name, rhythm_words(one)) for one in found.rhythms)
    return OverviewPart(
        "meetings", _("Meetings together"), lines=lines, nothing=_("No series of meetings with another body is kept.")
    )


def rhythm_words(one: Rhythm) -> str:
    """Twelve months of a series in a few sentences."""
    told = [
        _("{held} in twelve months{cancelled}").format(
            held=ngettext("{n} held", "{n} held", one.held).format(n=one.held),
            cancelled=_(", {n} cancelled").format(n=one.cancelled) if one.cancelled else "",
        )
    ]
    if one.longest:
        told.append(_("The longest time between two was {n} days").format(n=one.longest))
    if one.last_on:
        told.append(_("Last met on {date}").format(date=show_date(one.last_on)))
    told.append(
        _("Next on {date}").format(date=show_date(one.next_on)) if one.next_on else _("No next meeting is planned")
    )
    return ". ".join(told)


def _heard(found: Overview) -> OverviewPart:
    card, told = found.heard, heardwords.sum_up(found.heard.now)
    chart, stages = heardwords.shares_chart(card), heardwords.stages_chart(card.stages[0])
    charts = [(_("Share of the three who came most"), chart)] if chart else []
    charts += [(_("When residents were involved in what was decided"), stages)] if stages else []
    lines = tuple(OverviewLine(title, words) for title, words in unheard(found))
    return OverviewPart(
        "heard", _("Who is heard"), sum_up=told if card.now.people else "", nothing=told, lines=lines,
        charts=tuple((title, one, heardwords.said_chart(one)) for title, one in charts),
        note=heardwords.counted_words(),
    )  # fmt: skip


def unheard(found: Overview) -> list[tuple[str, str]]:
    """Streets and groups that nobody came from in the last twelve months, and how many are too small to tell of."""
    told = []
    for title, places, are_streets in (
        (_("Streets that nobody came from"), found.heard.streets, True),
        (_("Groups that nobody came from"), found.heard.groups, False),
    ):
        names = [
            _("{name} ({n} we know)").format(name=place.name, n=place.known) for place in places.unheard[:MOST_UNHEARD]
        ]
        if (more := len(places.unheard) - MOST_UNHEARD) > 0:
            names.append(_("{n} more").format(n=more))
        if places.told or places.small:
            words = ", ".join(names) or (_("None") if places.told else "")
            small = heardwords.small_words(places, are_streets=are_streets)
            told.append((title, ". ".join(filter(None, (words, small)))))
    return told


def said_chart(chart: Chart) -> str:
    """What a chart of the page shows, in words."""
    if isinstance(chart, Pairs):
        return healthpaper.said_chart(chart)
    return heardwords.said_chart(chart) if isinstance(chart, Bars) else ""


def _health(found: Overview) -> OverviewPart:
    title, card = _("The last health check"), found.check
    if card is None:
        return OverviewPart("health", title, nothing=_("No health check has been scored yet."))
    chart = healthpaper.components_chart(card)
    charts = ((card.row.title, chart, healthpaper.said_chart(chart)),) if chart else ()
    return OverviewPart("health", title, sum_up=healthpaper.sum_up(card), charts=charts)
