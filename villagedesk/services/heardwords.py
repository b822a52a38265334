"""Who is heard, in sentences and charts."""

from __future__ import annotations

from villagedesk.core.dates import show_date
from villagedesk.core.i18n import _, ngettext
from villagedesk.records.charts import Bar, Bars
from villagedesk.records.heard import Among, Heard, HeardCard, Place, Places, Stages
from villagedesk.services.heard import stage_words


def among_words() -> dict[Among, str]:
    """Which meetings are counted."""
    return {
        Among.ALL: _("All our meetings"),
        Among.OPEN: _("Open to everybody"),
        Among.LIAISON: _("With the council"),
        Among.COMMITTEE: _("Committee"),
    }


def span_words(year: Heard | Stages) -> str:
    """The twelve months, from day to day."""
    return _("{start} to {end}").format(start=show_date(year.start), end=show_date(year.end))


def sum_up(year: Heard) -> str:
    """Twelve months in a sentence or two."""
    if not year.people:
        return _("Nobody is entered as having come.")
    people = ngettext("{n} resident", "{n} residents", year.people).format(n=year.people)
    meetings = ngettext("{n} meeting", "{n} meetings", year.meetings).format(n=year.meetings)
    told = [_("{people} came to {meetings}.").format(people=people, meetings=meetings)]
    if year.new:
        new = ngettext("{n} of them had never come before.", "{n} of them had never come before.", year.new)
        told.append(new.format(n=year.new))
    elif year.new == 0:
        told.append(_("None of them came for the first time."))
    if year.share is not None:
        told.append(
            _("The three who came most made up {percent} of all attendance ({n} of {of}).").format(
                percent=f"{year.share:.0%}", n=year.top, of=year.times
            )
        )
    return " ".join(told)


def counted_words() -> str:
    """Who is counted."""
    return _("Councillors, officers and funders are not counted. Numbers only: nobody is named.")


def shares_chart(card: HeardCard) -> Bars | None:
    """The share of the three who came most, year by year; None where it says nothing in any of them."""
    bars = [
        Bar(
            span_words(year),
            year.share,
            _("{percent} ({n} of {of})").format(percent=f"{year.share:.0%}", n=year.top, of=year.times),
        )
        for year in card.years
        if year.share is not None
    ]
    return Bars(tuple(bars)) if bars else None


def stages_chart(stages: Stages) -> Bars | None:
    """At what stage residents were involved, of those decisions of which it is known."""
    if not stages.noted:
        return None
    words = stage_words()
    return Bars(
        tuple(
            Bar(words[stage], count / stages.noted, _("{n} of {of}").format(n=count, of=stages.noted))
            for stage, count in stages.counts.items()
        )
    )


def stages_sum_up(stages: Stages) -> str:
    """How many decisions there were, and of how many the stage is not noted."""
    count = stages.noted + stages.unsaid
    if not count:
        return _("No decision was agreed.")
    told = ngettext("{n} decision was agreed.", "{n} decisions were agreed.", count).format(n=count)
    if not stages.unsaid:
        return told
    unsaid = ngettext("Of {n} it is not noted.", "Of {n} it is not noted.", stages.unsaid).format(n=stages.unsaid)
    return f"{told} {unsaid}"


def said_chart(chart: Bars) -> str:
    """What a chart shows, in words."""
    return "; ".join(_("{label}: {said}").format(label=bar.label, said=bar.said) for bar in chart.bars)


def came_words(place: Place) -> str:
    """How many of a street or group came, not telling one to four."""
    if place.came is None:
        return _("Fewer than 5 of {n} came").format(n=place.known)
    if place.came == 0:
        return _("Nobody of {n} came").format(n=place.known)
    return _("{came} of {n} came").format(came=place.came, n=place.known)


def small_words(places: Places, *, are_streets: bool) -> str:
    """How many are too small to be told of; "" where none is."""
    n = places.small
    if not n:
        return ""
    if are_streets:
        words = ngettext(
            "{n} street where we know fewer than five people is left out.",
            "{n} streets where we know fewer than five people are left out.",
            n,
        )
    else:
        words = ngettext(
            "{n} group of fewer than five people is left out.",
            "{n} groups of fewer than five people are left out.",
            n,
        )
    return words.format(n=n)
