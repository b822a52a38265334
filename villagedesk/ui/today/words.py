"""The rows of the first page: each says one thing that wants doing, and knows where it leads."""

from __future__ import annotations

from datetime import date

from villagedesk.core.dates import show_ago, show_date, show_day, show_duration, show_time
from villagedesk.core.i18n import _, ngettext
from villagedesk.core.text import shorten
from villagedesk.core.words import MinutesState
from villagedesk.records.actions import ActionRow
from villagedesk.records.grouppapers import GroupPaperRow
from villagedesk.records.meetings import DecisionRow, MeetingRow
from villagedesk.records.questions import QuestionRow
from villagedesk.records.responses import ResponseRow
from villagedesk.records.today import NextMeeting, OldDraft, Tally, TodayContent
from villagedesk.services.grouppapers import kind_words
from villagedesk.ui import questionwords, responsewords
from villagedesk.ui.actionwords import due_badge, second_line
from villagedesk.ui.colours import Tone
from villagedesk.ui.goalwords import paper_badge
from villagedesk.ui.localtime import local
from villagedesk.ui.rows import Row
from villagedesk.ui.today.privacy import privacy_rows
from villagedesk.ui.today.rounds import round_tasks
from villagedesk.ui.today.task import Task
from villagedesk.ui.today.turnover import turnover_tasks

_COMMAND_OF = {
    "person": "add_person", "organization": "add_organization", "meeting": "plan_meeting", "action": "add_action",
    "question": "ask_question", "response": "add_response", "interaction": "log_call",
    "goal": "add_goal", "evidence": "add_evidence", "group_paper": "add_group_paper", "duty": "add_duty",
}  # fmt: skip
PLACE_OF = {
    "person": "people", "organization": "people", "meeting": "meetings", "minutes": "meetings",
    "action": "actions", "question": "partnership", "response": "partnership", "interaction": "people",
    "goal": "partnership", "evidence": "partnership", "group_paper": "partnership", "duty": "actions",
}  # fmt: skip
_INSIDE = {"interaction": "log:", "minutes": "minutes:"}
"""How a thing is gone into, rather than looked at."""
_VIEW_OF = {"goal": "goals", "evidence": "evidence", "group_paper": "papers", "duty": "duties"}
"""The view in which something new of a kind is added."""
_MOST_OF_A_QUESTION = 100  # characters


def when_and_where(meeting: NextMeeting) -> str:
    """ "Thursday 26 November 2026, 6:30pm, Town Hall, room 2"."""
    at = show_time(meeting.start_at) if meeting.start_at else ""
    return ", ".join(filter(None, (show_day(meeting.on_date), at, meeting.place)))


def meeting_tasks(meeting: NextMeeting) -> list[Task]:
    """What the next meeting has, and what it still lacks."""
    rows = [_agenda(meeting), *_gaps(meeting)]
    if meeting.papers:
        papers = ngettext("{n} paper attached", "{n} papers attached", meeting.papers).format(n=meeting.papers)
        rows.append(Row("papers", papers))
    if meeting.apologies:
        sent = ngettext("Apologies from {n} person", "Apologies from {n} people", meeting.apologies)
        rows.append(Row("apologies", sent.format(n=meeting.apologies)))
    tasks = [Task(row, "meetings", meeting.id) for row in rows]
    if meeting.before:
        before = meeting.before
        title = _("Minutes of {date}").format(date=show_date(before.on_date))
        tasks.append(Task(Row("minutes_before", title, badge=minutes_badge(before)), "meetings", before.id))
    tasks.append(Task(Row("pack", _("Pack for this meeting"), aside=_("Build and look")), "packs", meeting.id))
    return tasks


def _agenda(meeting: NextMeeting) -> Row:
    if not meeting.items:
        return Row("agenda", _("Agenda"), badge=(_("Nothing on it yet"), "soon"))
    items = ngettext("{n} item", "{n} items", meeting.items).format(n=meeting.items)
    length = show_duration(meeting.planned_minutes) if meeting.planned_minutes else ""
    title = _("Agenda: {what}").format(what=", ".join(filter(None, (items, length))))
    badge: tuple[str, Tone] | None = None
    if not meeting.planned_minutes:
        badge = (_("No timings yet"), "neutral")
    elif meeting.over:
        badge = (_("{time} over").format(time=show_duration(meeting.over)), "soon")
    elif meeting.over == 0:
        badge = (_("Fits the time"), "kept")
    return Row("agenda", title, badge=badge)


def _gaps(meeting: NextMeeting) -> list[Row]:
    rows = []
    if meeting.start_at is None:
        rows.append(Row("time", _("When it starts"), badge=(_("Not set yet"), "soon")))
    if not meeting.place and not meeting.link:
        rows.append(Row("place", _("Where it is held"), badge=(_("Not set yet"), "soon")))
    return rows


def minutes_badge(meeting: MeetingRow) -> tuple[str, Tone]:
    """How far the minutes of a meeting are."""
    said: dict[MinutesState | None, tuple[str, Tone]] = {
        None: (_("Not written yet"), "late"),
        MinutesState.DRAFT: (_("Draft"), "soon"),
        MinutesState.COMMENT: (_("Out for comment"), "neutral"),
        MinutesState.PUT: (_("Put to the next meeting"), "neutral"),
        MinutesState.APPROVED: (_("Approved"), "kept"),
    }
    return said[meeting.minutes_state]


def needs(content: TodayContent, today: date) -> list[Task]:
    """What wants somebody: what was typed and not kept first, then what is late or due, then the papers."""
    tasks = [_draft(draft, today) for draft in content.drafts]
    tasks += [Task(*told) for told in privacy_rows(content.privacy, today)]
    tasks += [_action(row, today) for row in content.due]
    tasks += [_response(row, today) for row in content.responses]
    tasks += [_meeting(row, _("No minutes of {date} yet"), _("Held, not minuted"), "late") for row in content.unminuted]
    tasks += [_paper(row, today) for row in content.group_papers]
    tasks += round_tasks(content, today)
    tasks += turnover_tasks(content.turnover, today)
    said = content.next.before.id if content.next and content.next.before else ""  # stands with the next meeting
    for row in (row for row in content.unfinished if row.id != said):
        badge = minutes_badge(row)
        tasks.append(_meeting(row, _finish_words(row), badge[0], badge[1]))
    if not content.has_key_holder and not content.is_new:
        lost = _("Without it a lost laptop means lost records. Name somebody who keeps a sealed copy")
        row_ = Row("key_holder", _("Nobody else holds the recovery code"), lost, (_("Safety"), "neutral"))
        tasks.append(Task(row_, "settings"))
    return tasks


def _finish_words(meeting: MeetingRow) -> str:
    if meeting.minutes_state is MinutesState.DRAFT:
        return _("Minutes of {date}: finish the draft")
    return _("Minutes of {date}: not yet approved")


def _action(row: ActionRow, today: date) -> Task:
    who = row.owner or _("Nobody yet")
    second = ". ".join(filter(None, (_("Action {number}, {who}").format(number=row.number, who=who), second_line(row))))
    return Task(Row(row.id, row.text, second, due_badge(row, today)), "actions", row.id)


def _response(row: ResponseRow, today: date) -> Task:
    badge = responsewords.state_badge(row, today)
    return Task(Row(row.id, row.title, responsewords.second_line(row), badge), "partnership", row.id)


def _paper(row: GroupPaperRow, today: date) -> Task:
    version = row.version.label if row.version else ""
    second = ", ".join(filter(None, (kind_words()[row.paper_kind], version)))
    return Task(Row(row.id, row.title, second, paper_badge(row, today)), "partnership", row.id)


def question_tasks(rows: tuple[QuestionRow, ...], today: date) -> list[Task]:
    """The questions that are not answered, with how long each has waited."""
    return [
        Task(
            Row(row.id, shorten(row.text, _MOST_OF_A_QUESTION), _asked(row), questionwords.age_badge(row, today)),
            "partnership",
            row.id,
        )
        for row in rows
    ]


def _asked(row: QuestionRow) -> str:
    return ". ".join(filter(None, (row.number, questionwords.second_line(row))))


def _meeting(meeting: MeetingRow, words: str, badge: str, tone: Tone) -> Task:
    title = words.format(date=show_date(meeting.on_date))
    return Task(Row(f"minutes_{meeting.id}", title, meeting.title, (badge, tone)), "meetings", meeting.id)


def _draft(draft: OldDraft, today: date) -> Task:
    when = show_ago(local(draft.at).date(), today)
    row = Row(
        f"draft_{draft.kind}_{draft.row}",
        _("Typed and not kept: {title}").format(title=draft.title),
        _("Typed {when}. It is offered back to you there.").format(when=when),
        (_("Not kept"), "soon"),
    )
    inside = _INSIDE.get(draft.kind, "")
    about = f"{inside}{draft.row}" if draft.row else ""
    about = about or _VIEW_OF.get(draft.kind, "")
    return Task(row, PLACE_OF[draft.kind], about or None, "" if draft.row else _COMMAND_OF[draft.kind])


def first_steps() -> list[Task]:
    """What to do in a group that has just been made."""
    councillors = _("From the council's own list, or typed")
    meeting = _("A date, a place and what is to be talked about")
    safety = _("So that the records outlive one laptop")
    steps = (
        ("people", "first_people", "people", _("Bring in your councillors"), councillors),
        ("meetings", "first_meeting", "meetings", _("Plan a meeting"), meeting),
        ("actions", "first_action", "actions", _("Note the first action"), _("Who does what by when")),
        ("settings", "first_safety", "lock", _("Say who else keeps the recovery code"), safety),
    )
    return [Task(Row(name, title, second, icon=icon), place) for place, name, icon, title, second in steps]


def decision_tasks(decisions: tuple[DecisionRow, ...]) -> list[Task]:
    """The last decisions, each leading to its meeting."""
    return [
        Task(
            Row(row.id, row.text, ". ".join(filter(None, (row.number, row.meeting))), aside=show_date(row.decided_on)),
            "meetings",
            row.meeting_id,
        )
        for row in decisions
    ]


def tally_parts(tally: Tally) -> list[tuple[int, str, str]]:
    """A side's actions as the parts of a bar."""
    return [(tally.done, _("done"), "kept"), (tally.open, _("open"), "neutral"), (tally.late, _("late"), "late")]
