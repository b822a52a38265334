"""The action log: what each side said it would do, and how it stands on the pack's date."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_date, show_date_short
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.words import ActionStatus, Side
from villagedesk.packs.blocks import Badge, Block, Cell, Column, Heading, Para, RowGroup, Table, text
from villagedesk.records.packs import PackAction, PackContent

_CLOSED = (ActionStatus.DONE, ActionStatus.DROPPED)


def blocks(content: PackContent) -> list[Block]:
    """A sentence of counts, then a table for each side that has any."""
    made: list[Block] = [Heading(1, _("Actions and promises"), "actions")]
    if not content.actions:
        return [*made, Para(text(_("There are no actions to report.")))]
    made.append(Para(text(_counts(content), "soft")))
    for side, title in _sides(content):
        actions = sorted((a for a in content.actions if a.side is side), key=lambda a: _order(a, content.as_at))
        if actions:
            made += [Heading(2, title, f"actions-{side}"), _table(actions, content.as_at)]
    return made


def is_late(action: PackAction, as_at: date) -> bool:
    """Past its date and neither done nor dropped."""
    return action.status not in _CLOSED and action.due is not None and action.due < as_at


def _order(action: PackAction, as_at: date) -> tuple[bool, bool, date]:
    """Late first, then open by date, then what is done."""
    return action.status in _CLOSED, not is_late(action, as_at), action.done_on or action.due or date.max


def _counts(content: PackContent) -> str:
    still = [action for action in content.actions if action.status not in _CLOSED]
    late = sum(is_late(action, content.as_at) for action in still)
    parts = [ngettext("{n} open", "{n} open", len(still)).format(n=len(still))]
    if late:
        parts.append(ngettext("{n} of them late", "{n} of them late", late).format(n=late))
    if done := sum(action.status is ActionStatus.DONE for action in content.actions):
        parts.append(ngettext("{n} done", "{n} done", done).format(n=done))
    if dropped := sum(action.status is ActionStatus.DROPPED for action in content.actions):
        parts.append(ngettext("{n} dropped", "{n} dropped", dropped).format(n=dropped))
    words = _("As at {date}: {counts}.").format(date=show_date(content.as_at), counts=", ".join(parts))
    if content.since and any(action.is_new or action.is_changed for action in content.actions):
        words += " " + _("New and changed are since {date}.").format(date=show_date(content.since))
    return words


def _sides(content: PackContent) -> tuple[tuple[Side, str], ...]:
    body = content.met_with or _("the council")
    return (
        (Side.THEIRS, _("What {body} promised").format(body=body)),
        (Side.OURS, _("What {group} said it would do").format(group=content.group)),
        (Side.JOINT, _("What both said they would do")),
    )


def _table(actions: list[PackAction], as_at: date) -> Table:
    columns = (
        Column(_("No."), 4.6), Column(_("What")), Column(_("Who"), 8.6), Column(_("By"), 6.9), Column(_("State"), 5.8),
    )  # fmt: skip
    return Table(columns, (RowGroup(tuple(_row(action, as_at) for action in actions)),))


def _row(action: PackAction, as_at: date) -> tuple[Cell, ...]:
    under = [text(line) for line in (_source(action), _moves(action), _reason(action)) if line]
    by = text(show_date_short(action.due)) if action.due else text(_("No date"), "soft")
    done = (text(show_date_short(action.done_on)),) if action.status is ActionStatus.DONE and action.done_on else ()
    state = Cell(badges=tuple(_badges(action, as_at)), second=done)
    who = text(action.owner) if action.owner else text(_("Nobody yet"), "soft")
    return Cell(text(action.number)), Cell(text(action.text), second=tuple(under)), Cell(who), Cell(by), state


def _source(action: PackAction) -> str:
    """The item and its day, which stays on one line."""
    day = show_date_short(action.raised_on).replace(" ", "\N{NO-BREAK SPACE}") if action.raised_on else ""
    if not day:
        return action.item
    return _("{item}, {date}").format(item=action.item, date=day) if action.item else _("From {date}").format(date=day)


def _moves(action: PackAction) -> str:
    if not action.moved:
        return ""
    if action.moved == 2:
        words = _("Date moved twice")
    else:
        words = ngettext("Date moved once", "Date moved {n} times", action.moved).format(n=action.moved)
    return f"{words}: {action.moved_reason}" if action.moved_reason else words


def _reason(action: PackAction) -> str:
    """Why it was dropped, or what it waits for."""
    told = action.status in (ActionStatus.DROPPED, ActionStatus.WAITING) and action.state_reason
    return _("Reason: {reason}").format(reason=action.state_reason) if told else ""


def _badges(action: PackAction, as_at: date) -> list[Badge]:
    badges = [_state(action, as_at)]
    if action.is_new:
        badges.append(Badge(_("New"), "blue"))
    elif action.is_changed:
        badges.append(Badge(_("Changed"), "amber"))
    return badges


def _state(action: PackAction, as_at: date) -> Badge:
    if is_late(action, as_at):
        return Badge(_("Late"), "red")
    match action.status:
        case ActionStatus.OPEN:
            return Badge(_("Open"), "plain")
        case ActionStatus.WAITING:
            return Badge(_("Waiting"), "plain")
        case ActionStatus.DONE:
            return Badge(_("Done"), "green")
        case ActionStatus.DROPPED:
            return Badge(_("Dropped"), "plain")
