"""An agenda and minutes by themselves, to be written as a document that officers can work in."""

from __future__ import annotations

from dataclasses import replace

from villagedesk.core.dates import show_day, show_duration, show_time
from villagedesk.core.i18n import _
from villagedesk.core.words import ItemKind, MinutesState
from villagedesk.packs.blocks import Block, Bullets, Fact, Facts, Heading, Para, Title, text
from villagedesk.packs.build import print_blocks
from villagedesk.packs.sections import minutes as minutes_section
from villagedesk.packs.word import build_docx
from villagedesk.records.packs import Imprint, PackAgendaItem, PackContent


def agenda_docx(content: PackContent) -> bytes:
    """The agenda: when and where, then a heading for each item with what it is for, who presents it and its papers."""
    return build_docx(_imprint(content, _("Agenda")), _agenda(content))


def agenda_pdf(content: PackContent) -> bytes:
    """The same agenda on paper."""
    return print_blocks(_agenda(content), _imprint(content, _("Agenda")))


def _agenda(content: PackContent) -> list[Block]:
    made: list[Block] = [Title(content.group, _("Agenda: {meeting}").format(meeting=content.title))]
    made += [Facts(tuple(_facts(content))), Heading(1, _("Agenda"), "agenda")]
    if not content.agenda:
        made.append(Para(text(_("There is no agenda for this meeting yet."))))
    for item in content.agenda:
        made += _item(item)
    return made


def minutes_docx(content: PackContent) -> bytes:
    """The minutes, DRAFT on each page until they are approved; then with a line for the chair's signature."""
    is_settled, made = _minutes(content)
    draft = "" if is_settled else _("DRAFT MINUTES: not approved yet")
    return build_docx(_imprint(content, _("Minutes")), made, draft=draft)


def minutes_pdf(content: PackContent) -> bytes:
    """The same minutes on paper."""
    is_settled, made = _minutes(content)
    return print_blocks(made, replace(_imprint(content, _("Minutes")), draft=not is_settled))


def _minutes(content: PackContent) -> tuple[bool, list[Block]]:
    """Whether they are settled, and what they are made of."""
    minutes = content.minutes
    assert minutes is not None
    settled = minutes.state in (MinutesState.APPROVED, MinutesState.PUBLISHED)
    made: list[Block] = [Title(content.group, minutes.title), *minutes_section.blocks(content)]
    if minutes.state is MinutesState.APPROVED:
        made.append(Para(text(_("Signed by the chair as a true record:"), "strong")))
        made.append(Para(text("_" * 40 + "   " + _("Date:") + " " + "_" * 16)))
    return settled, made


def _imprint(content: PackContent, what: str) -> Imprint:
    title = f"{what}, {content.title}, {show_day(content.on_date)}"
    return Imprint(
        title=title,
        group=content.group,
        as_at=content.as_at,
        subject=what,
        foot=f"{content.title}, {show_day(content.on_date)}",
        language=content.language,
    )


def _facts(content: PackContent) -> list[Fact]:
    when = show_day(content.on_date)
    if content.starts and content.ends:
        when = _("{day}, {start} to {end}").format(
            day=when, start=show_time(content.starts), end=show_time(content.ends)
        )
    elif content.starts:
        when = _("{day}, {time}").format(day=when, time=show_time(content.starts))
    said = (
        (_("When"), when),
        (_("Where"), content.place),
        (_("Online"), content.link),
        (_("With"), content.met_with),
    )
    return [Fact(label, text(words)) for label, words in said if words]


def _item(item: PackAgendaItem) -> list[Block]:
    made: list[Block] = [Heading(2, f"{item.number}. {item.title}", f"agenda-{item.number}")]
    about = [_for(item.kind)]
    if item.presenter:
        about.append(_("presented by {name}").format(name=item.presenter))
    if item.starts:
        about.append(_("at {time}").format(time=show_time(item.starts)))
    if item.minutes:
        about.append(show_duration(item.minutes))
    made.append(Para(text(", ".join(about), "soft")))
    made += [Para(text(line)) for line in item.note.splitlines() if line.strip()]
    if item.arising:
        made.append(Bullets(tuple(text(matter) for matter in item.arising)))
    if item.papers:
        papers = (_("Paper {number}: {title}").format(number=p.number, title=p.title) for p in item.papers)
        made.append(Bullets(tuple(text(words) for words in papers)))
    return made


def _for(kind: ItemKind) -> str:
    match kind:
        case ItemKind.INFORMATION:
            return _("For information")
        case ItemKind.DISCUSSION:
            return _("For discussion")
        case ItemKind.DECISION:
            return _("For decision")
