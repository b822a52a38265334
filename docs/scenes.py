"""What there is to see in the window: each scene goes somewhere and yields the names of the pictures to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QDeadlineTimer, QEventLoop, QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTableView,
    QWidget,
)

from villagedesk.core.i18n import _
from villagedesk.records.deals import DealFilter
from villagedesk.records.people import PeopleFilter
from villagedesk.records.promises import PromiseFilter
from villagedesk.records.questions import QuestionFilter
from villagedesk.services import deals, meetings, people, promising, questions, responses
from villagedesk.services.desk import Session
from villagedesk.ui import begin
from villagedesk.ui.crash import CrashWatch
from villagedesk.ui.desk import DeskWindow
from villagedesk.ui.dialogs import Message, confirm
from villagedesk.ui.people.listing.list import Listing
from villagedesk.ui.people.page import PeoplePage
from villagedesk.ui.scroll import bring_into_view
from villagedesk.ui.split import Split
from villagedesk.ui.welcome.window import WelcomeWindow

Scene = Callable[[DeskWindow], Iterator[str]]

MEMBERS = Path(__file__).with_name("members.csv")
PASTED = """\
From: Nia Bowen <nia.bowen@brynafon.example>
Sent: 3 October 2026 10:14
To: hello@elmpark.example; Angharad Rhiannon Featherstonehaugh <angharad@post.example>
Subject: RE: Survey of the hall roof and what the insurers want to know about it

Dear all,

The survey is booked for 12 October. Could somebody let the surveyor in?

Nia"""
COUNCILLORS = Path(__file__).with_name("councillors.xml")
CALENDAR, MEETING = Path(__file__).with_name("calendar.ics"), Path(__file__).with_name("meeting.xml")


def settle(window: QWidget, milliseconds: int = 60) -> None:
    """Let what was asked for arrive and be drawn."""
    deadline = QDeadlineTimer(20_000)
    QTest.qWait(milliseconds)
    while not deadline.hasExpired():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
        if not isinstance(window, DeskWindow) or window.bus.is_idle():
            break
    QTest.qWait(milliseconds)


def seen(window: QWidget, name: str) -> QWidget:
    """The widget of that name that is on screen."""
    on_screen = [widget for widget in window.findChildren(QWidget, name) if widget.isVisible()]
    assert on_screen, f"{name} is not on screen"
    return on_screen[0]


def focused(window: QWidget) -> QWidget:
    """What has the focus, or will have it as soon as the window is the active one again."""
    return QApplication.focusWidget() or window.focusWidget() or window


def wait_for(window: QWidget, name: str) -> None:
    """Until that widget is there."""
    deadline = QDeadlineTimer(30_000)
    while not window.findChildren(QWidget, name) and not deadline.hasExpired():
        settle(window)
    settle(window)


def press(window: QWidget, name: str) -> None:
    """Press the button of that name."""
    button = seen(window, name)
    assert isinstance(button, QAbstractButton)
    button.setFocus()
    button.click()
    settle(window)


def write(window: QWidget, name: str, text: str) -> None:
    """Type into the field of that name."""
    seen(window, name).setFocus()
    QTest.keyClicks(seen(window, name), text)
    settle(window)


def do(window: DeskWindow, name: str) -> None:
    """Give the command of that name."""
    window.commands.action(name).trigger()
    settle(window)


def go(window: DeskWindow, place: str, row: str | None = None) -> None:
    """Go to a place, and in it to a row."""
    window.go(place, row)
    settle(window, 700 if place == "packs" else 60)


def show(window: QWidget, name: str) -> None:
    """Scroll to the widget of that name."""
    bring_into_view(seen(window, name))
    settle(window)


def filter_by(window: DeskWindow, words: str) -> None:
    """Ctrl+F, and type."""
    do(window, "find")
    QTest.keyClicks(focused(window), words)
    settle(window, 200)


def first(window: DeskWindow, words: str, only: PeopleFilter = PeopleFilter.ALL) -> str:
    """The first in People that `words` find."""
    today = window.bus.today()

    def job(session: Session) -> str:
        return people.ids(session, people.PeopleQuery(only, words), today)[0]

    return window.desk.read(job)


def coming(window: DeskWindow) -> str | None:
    """The next meeting, if there is one."""
    today = window.bus.today()
    return window.desk.read(lambda session: meetings.next_id(session, today))


def today(window: DeskWindow) -> Iterator[str]:
    go(window, "today")
    yield "today"


def places(window: DeskWindow) -> Iterator[str]:
    """Every place as it is come upon; in an empty group, what it says of itself."""
    for place in ("today", "people", "meetings", "actions", "partnership", "packs", "settings"):
        go(window, place)
        yield place


def of_people(window: DeskWindow) -> Iterator[str]:
    go(window, "people", first(window, "councillor"))
    yield "people"
    do(window, "edit_card")
    yield "people-edit"
    press(window, "addMembership")
    yield "people-membership"
    press(window, "addContact")
    yield "people-contact"
    press(window, "doneEditing")
    go(window, "people", first(window, "Treasurer"))
    yield "people-officer"
    go(window, "people", first(window, "Idris"))
    press(window, "chip_timeline")
    window.page().findChild(Listing).view.setFocus()  # type: ignore[union-attr]
    settle(window, 200)
    yield "people-timeline"
    press(window, "chip_overview")
    go(window, "people", first(window, "Brynafon Council", PeopleFilter.ORGANIZATIONS))
    yield "people-organisation"
    do(window, "edit_card")
    yield "people-organisation-edit"
    press(window, "doneEditing")
    do(window, "add_person")
    press(window, "keepNew")
    yield "people-add-refused"
    press(window, "cancelNew")
    do(window, "add_organization")
    yield "people-add-organisation"
    press(window, "cancelNew")
    for face in ("as_it_was", "structure"):
        press(window, f"chip_{face}")
        settle(window, 200)
        yield f"people-{face.replace('_', '-')}"
    press(window, "chip_overview")
    window.page().findChild(Split).show_list()  # type: ignore[union-attr]
    do(window, "people_narrow")
    yield "people-narrow"
    press(window, "askingCancel")
    press(window, "saved_Leaflet round")
    settle(window, 200)
    window.page().findChild(Listing).view.selectAll()  # type: ignore[union-attr]
    do(window, "people_end")
    yield "people-several"
    press(window, "askingCancel")
    do(window, "people_table")
    settle(window, 300)
    yield "people-table"
    do(window, "people_table")
    press(window, "chip_all")
    for command, picture in (("people_registers", "people-register"), ("people_vote", "people-vote")):
        do(window, command)
        settle(window, 200)
        yield picture
        press(window, "closeRegister")
    filter_by(window, "nobody at all")
    yield "people-nobody"
    press(window, "clearFind")
    settle(window, 200)


def of_log(window: DeskWindow) -> Iterator[str]:
    who = first(window, "Angharad") if has(window, "Angharad") else first(window, "traffic")
    go(window, "people", who)
    press(window, "chip_log")
    yield "log"
    press(window, "changeRhythm")
    yield "log-rhythm"
    press(window, "cancelRhythm")
    do(window, "log_call")
    press(window, "keepEntry")
    yield "log-refused"
    press(window, "moreFields")
    yield "log-links"
    press(window, "cancelEntry")
    do(window, "file_email")
    box = seen(window, "pasted")
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText(PASTED)
    settle(window)
    yield "log-paste"
    press(window, "fileIt")
    wait_for(window, "entryTitle")
    yield "log-entry"
    press(window, "editEntry")
    yield "log-edit"
    press(window, "doneEntry")
    do(window, "write_letter")
    wait_for(window, "letterForm")
    write(window, "subject", "The crossing by the school")
    letter = seen(window, "text")
    assert isinstance(letter, QPlainTextEdit)
    letter.setPlainText("Thank you for coming on Thursday.\n\nWhen will the crossing be built?")
    yield "letter"
    press(window, "lookAtLetter")
    wait_for(window, "letterPage1")
    yield "letter-page"
    press(window, "cancelLetter")
    do(window, "show_log")
    yield "log-whole"
    press(window, "backToPeople")


def has(window: DeskWindow, words: str) -> bool:
    """Whether anybody in People goes by these words."""
    day = window.bus.today()
    return bool(window.desk.read(lambda session: people.ids(session, people.PeopleQuery(words=words), day)))


def of_privacy(window: DeskWindow) -> Iterator[str]:
    """Data protection: on a card, what an erasure would do, who is past their time, the group's rules."""
    member = first(window, "member")
    go(window, "people", member)
    press(window, "chip_privacy")
    yield "privacy"
    press(window, "giveConsent")
    yield "privacy-consent"
    press(window, "askingCancel")
    go(window, "people", f"erase:{member}")
    settle(window, 400)
    yield "erasing"
    press(window, "eraseNow")
    yield "erasing-sure"
    press(window, "cancelErasing")
    go(window, "people", "review")
    yield "review"
    press(window, "leaveReview")
    go(window, "people", member)
    press(window, "chip_overview")
    go(window, "settings")
    months = seen(window, "months_contacts")
    area = next(area for area in window.page().findChildren(QScrollArea) if area.isAncestorOf(months))
    area.ensureWidgetVisible(months, 0, 120)
    settle(window)
    yield "settings-retention"


def of_offers(window: DeskWindow) -> Iterator[str]:
    """What somebody offers, who can help, and who is here twice."""
    go(window, "people", first(window, "Kwame"))
    press(window, "chip_offers")
    yield "people-offers"
    press(window, "addOffer")
    press(window, "keepOffer")
    yield "people-offer-refused"
    press(window, "cancelOffer")
    go(window, "people", first(window, "Peggy"))
    yield "people-offers-none"
    press(window, "chip_overview")
    do(window, "find_help")
    yield "people-help"
    write(window, "askForHelp", "who has a van and is free on Saturdays")
    settle(window, 300)
    yield "people-help-asked"
    press(window, "leaveHelp")
    do(window, "find_duplicates")
    settle(window, 500)
    yield "people-duplicates"
    QTest.keyClick(focused(window), Qt.Key.Key_Return)
    settle(window)
    yield "people-duplicates-pair"
    press(window, "leavePairs")


def of_import(window: DeskWindow) -> Iterator[str]:
    page = window.go("people")
    assert isinstance(page, PeoplePage)
    page.take_in(COUNCILLORS)
    settle(window, 400)
    yield "people-import"
    press(window, "importCancel")
    window.commands.action("import").trigger()
    yield "people-import-start"
    page.take_in(MEMBERS)
    wait_for(window, "column_0")
    yield "people-import-columns"
    press(window, "columnsGoOn")
    settle(window, 200)
    yield "people-import-rows"
    press(window, "importCancel")
    window.commands.action("export_people").trigger()
    wait_for(window, "exportPeople")
    yield "people-export"


def of_calendar(window: DeskWindow) -> Iterator[str]:
    """Meetings taken in from a calendar and from a council, and handed out."""
    go(window, "meetings")
    do(window, "import_meetings")
    settle(window, 200)
    yield "meetings-calendar"
    for name, path in (("calendar", CALENDAR), ("council", MEETING)):
        window.go("meetings", begin.file(path))
        wait_for(window, "takeNow")
        settle(window, 300)
        yield f"meetings-import-{name}"
    press(window, "takeNow")
    settle(window, 400)
    theirs = "Highways and Transport Committee"
    found = meetings.MeetingQuery(words=theirs)
    go(window, "meetings", window.desk.read(lambda session: meetings.ids(session, found, window.bus.today()))[0])
    settle(window, 200)
    yield "meetings-theirs"
    press(window, "chip_give")
    settle(window, 200)
    yield "meetings-give"
    do(window, "undo")
    window.toast.hide()


def of_turnover(window: DeskWindow) -> Iterator[str]:
    """Who left, what they had promised, and a council that another follows."""
    gone = first(window, "Thackeray")
    go(window, "people", gone)
    yield "people-departed"
    do(window, "hand_on")
    settle(window, 200)
    yield "people-hand-on"
    press(window, "cancelHandOn")
    council = first(window, "Brynafon Council", PeopleFilter.ORGANIZATIONS)
    go(window, "people", council)
    do(window, "succeed")
    settle(window, 300)
    yield "people-succession-planned"
    line = seen(window, "on")
    assert isinstance(line, QLineEdit)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "today")
    QTest.keyClick(line, Qt.Key.Key_Tab)
    settle(window, 400)
    yield "people-succession"
    press(window, "cancelSuccession")


def of_meetings(window: DeskWindow) -> Iterator[str]:
    meeting = coming(window)
    assert meeting is not None
    go(window, "meetings", meeting)
    yield "meetings"
    press(window, "editFacts")
    yield "meetings-change"
    press(window, "editFacts")
    press(window, "callOff")
    yield "meetings-cancel"
    press(window, "keepMeeting")
    items = seen(window, "items")
    items.setFocus()
    QTest.keyClick(items, Qt.Key.Key_Down)
    QTest.keyClick(items, Qt.Key.Key_Return)
    settle(window)
    yield "meetings-item"
    press(window, "itemDone")
    show(window, "parked")
    yield "meetings-parked"
    show(window, "matters")
    yield "meetings-arising"
    do(window, "start_from")
    yield "meetings-start-from"
    press(window, "askingCancel")
    do(window, "plan_meeting")
    yield "meetings-plan"
    combo = seen(window, "series_id")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    settle(window)
    yield "meetings-plan-series"
    press(window, "cancelPlan")
    before = window.desk.read(lambda session: meetings.before(session, meetings.card(session, meeting)))
    go(window, "meetings", before)
    yield "meetings-held"
    press(window, "chip_approve")
    yield "meetings-approve"
    press(window, "approveMinutes" if not window.findChildren(QAbstractButton, "correctMinutes") else "correctMinutes")
    yield "meetings-approving"
    press(window, "askingCancel")


def of_series(window: DeskWindow) -> Iterator[str]:
    go(window, "meetings")
    press(window, "chip_series")
    yield "series"
    rows = seen(window, "view_series").findChildren(QTableView)[0]
    rows.setFocus()
    QTest.keyClick(rows, Qt.Key.Key_Return)
    settle(window)
    press(window, "editSeries")
    yield "series-change"
    press(window, "editSeries")
    show(window, "usual")
    yield "series-people"
    do(window, "new_series")
    yield "series-new"
    press(window, "cancelSeries")


def of_agm(window: DeskWindow) -> Iterator[str]:
    """The annual general meeting planned back from its date, and the last one with its elections."""
    go(window, "meetings")
    held = meetings.MeetingQuery(words="annual")
    last = window.desk.read(lambda session: meetings.ids(session, held, window.bus.today()))[0]
    go(window, "meetings", last)
    press(window, "chip_overview")
    show(window, "minutesPart")
    yield "agm-held"
    do(window, "plan_meeting")
    combo = seen(window, "series_id")
    combo.setFocus()
    QTest.keyClick(combo, Qt.Key.Key_Down)
    settle(window)
    press(window, "planMeeting")
    settle(window, 300)
    show(window, "agmPlanning")
    yield "agm-plan"
    do(window, "undo")
    window.toast.hide()


def of_registers(window: DeskWindow) -> Iterator[str]:
    """The registers that fill themselves, what is found in all minutes, and a topic's whole story."""
    go(window, "meetings")
    for name in ("decisions", "declarations", "attendance", "rhythm"):
        press(window, f"chip_{name}")
        settle(window, 300)
        yield f"register-{name}"
    press(window, "chip_find")
    settle(window, 200)
    yield "find-empty"
    do(window, "find")
    QTest.keyClicks(focused(window), "crossing c")
    settle(window, 300)
    yield "find"
    press(window, "wholeStory")
    settle(window, 300)
    yield "find-story"
    press(window, "endStory")
    press(window, "chip_meetings")


def of_minutes(window: DeskWindow) -> Iterator[str]:
    meeting = coming(window)
    assert meeting is not None
    before = window.desk.read(lambda session: meetings.before(session, meetings.card(session, meeting)))
    go(window, "meetings", before)
    do(window, "take_minutes")
    settle(window, 200)
    yield "minutes-begun"
    for _item in range(5):
        QTest.keyClick(focused(window), Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    settle(window)
    for name, line in (
        ("minutes", "a: Treasurer to ask Highways for the survey date by fri"),
        ("minutes-decision", "d: To ask the council for a zebra crossing on Mill Lane"),
        ("minutes-interest", "i: Sunil lives at number 22"),
    ):
        box = seen(window, "minutesBox")
        box.setFocus()
        QTest.keyClicks(box, line)
        settle(window, 400)
        yield name
        QTest.keyClick(box, Qt.Key.Key_Escape)
        settle(window)
    do(window, "minute_present")
    settle(window)
    yield "minutes-room"
    window.uncover()
    settle(window)


def of_actions(window: DeskWindow) -> Iterator[str]:
    go(window, "actions")
    write(window, "quickAdd", "Chase treasurer re hall roof fri")
    settle(window, 300)
    yield "actions"
    line = seen(window, "quickAdd")
    assert isinstance(line, QLineEdit)
    line.clear()
    table = seen(window, "actionList").findChild(QTableView)
    assert isinstance(table, QTableView)
    table.setFocus()
    table.selectRow(2)
    settle(window)
    QTest.keyClick(table, Qt.Key.Key_Return)
    do(window, "action_move")
    yield "actions-move"
    do(window, "action_drop")
    yield "actions-drop"
    press(window, "askingCancel")
    for row in (3, 4, 5):
        index = table.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
        table.selectionModel().select(index, flags)
    settle(window)
    yield "actions-several"
    table.selectRow(2)
    do(window, "find")  # back to the list, where there is room for one
    press(window, "chip_all")
    yield "actions-all"
    filter_by(window, "no such thing")
    yield "actions-none"
    press(window, "clearFind")
    settle(window, 200)
    of_the_council = seen(window, "actionList").findChild(QTableView)
    assert isinstance(of_the_council, QTableView)
    press(window, "chip_theirs")
    settle(window, 200)
    of_the_council.setFocus()
    of_the_council.selectRow(0)
    settle(window, 200)
    yield "actions-theirs"
    do(window, "action_chase")
    settle(window, 200)
    yield "actions-chase"
    press(window, "chaseCancel")
    do(window, "find")
    write(window, "quickAdd", "Jane to ask about the crossing by the next liaison meeting")
    settle(window, 300)
    yield "actions-by-meeting"
    line.clear()
    press(window, "chip_board")
    settle(window, 300)
    seen(window, "lane_open").setFocus()
    yield "actions-board"
    press(window, "chip_log")
    press(window, "chip_open")
    settle(window, 200)


def of_reviews(window: DeskWindow) -> Iterator[str]:
    go(window, "actions")
    press(window, "chip_reviews")
    settle(window, 300)
    yield "reviews"
    if window.commands.action("review_type").isEnabled():
        do(window, "review_type")
        yield "reviews-type"
        press(window, "askingCancel")
    do(window, "review_new")
    settle(window, 200)
    yield "reviews-new"
    press(window, "cancelNew")
    press(window, "chip_log")


def of_goals(window: DeskWindow) -> Iterator[str]:
    for place, view in (
        ("partnership", "goals"),
        ("partnership", "evidence"),
        ("partnership", "papers"),
        ("actions", "duties"),
    ):
        go(window, place, view)
        table = next(table for table in window.findChildren(QTableView) if table.isVisible())
        table.selectRow(1 if view == "goals" else 0)
        settle(window, 300)
        yield view
        add = {"goals": "add_goal", "evidence": "add_evidence", "papers": "add_group_paper", "duties": "add_duty"}[view]
        do(window, add)
        yield f"{view}-add"
        press(window, "cancelNew")
    go(window, "partnership", "goals")
    for command in ("goal_measure", "goal_serves"):
        do(window, command)
        yield command.replace("_", "-")
        press(window, "askingCancel")


def of_partnership(window: DeskWindow) -> Iterator[str]:
    go(window, "partnership", "questions")
    yield "partnership"
    today, asked = window.bus.today(), questions.QuestionQuery(QuestionFilter.FOI)
    go(window, "partnership", window.desk.read(lambda session: questions.ids(session, asked, today))[1])
    yield "partnership-late"
    do(window, "question_answer")
    yield "partnership-answer"
    do(window, "ask_question")
    yield "partnership-ask"
    notices = responses.ResponseQuery()
    go(window, "partnership", window.desk.read(lambda session: responses.ids(session, notices))[0])
    yield "partnership-responses"
    turn(window, "overview")
    yield "partnership-overview"
    turn(window, "heard")
    yield "partnership-heard"
    turn(window, "health")
    yield "partnership-health"
    do(window, "health_score")
    yield "partnership-scores"
    press(window, "askingCancel")
    do(window, "add_check")
    yield "partnership-check"
    press(window, "cancelNew")
    do(window, "health_statements")
    yield "partnership-statements"
    press(window, "statementsBack")


def of_promises(window: DeskWindow) -> Iterator[str]:
    day, not_done = window.bus.today(), promising.PromiseQuery(PromiseFilter.NOT_DONE, "benches")
    go(window, "partnership", window.desk.read(lambda session: promising.ids(session, not_done, day))[0])
    yield "promises"
    do(window, "promise_renegotiate")
    yield "promises-renegotiate"
    do(window, "add_promise")
    yield "promises-add"
    running = deals.DealQuery(DealFilter.RUNNING)
    go(window, "partnership", window.desk.read(lambda session: deals.ids(session, running, day))[0])
    yield "deals"
    show(window, "sent")
    yield "deals-sent"
    do(window, "deal_sign")
    yield "deals-sign"


def turn(window: DeskWindow, view: str) -> None:
    """Turn to a view of the place, and wait for what it draws beside the window."""
    press(window, f"chip_{view}")
    settle(window, 300)


def of_packs(window: DeskWindow) -> Iterator[str]:
    window.go("packs", coming(window))
    QTest.qWait(30)
    yield "packs-building"
    settle(window, 700)
    yield "packs"
    for _zoom in range(2):
        press(window, "zoomIn")
    yield "packs-larger"


def of_settings(window: DeskWindow) -> Iterator[str]:
    go(window, "settings")
    yield "settings"
    for kind in ("committee", "agm"):
        go(window, "settings", kind)
        settle(window, 200)
        yield f"settings-{kind}"


def of_palette(window: DeskWindow) -> Iterator[str]:
    """What lies over a place: the palette, the toast, what asks before it does harm, what says that we went wrong."""
    go(window, "today")
    window.palette_.popup()
    settle(window, 200)
    yield "palette-empty"
    QTest.keyClicks(window.palette_.line, "crossing")
    settle(window, 300)
    yield "palette"
    QTest.keyClicks(window.palette_.line, "zzz")
    settle(window, 300)
    yield "palette-nothing"
    QTest.keyClick(window.palette_.line, Qt.Key.Key_Escape)
    go(window, "actions")
    do(window, "find")
    press(window, "chip_open")
    seen(window, "actionList").setFocus()
    settle(window)
    do(window, "action_done")
    settle(window, 400)
    yield "toast"
    window.toast.hide()
    do(window, "undo")


def dialogs(window: DeskWindow) -> Iterator[str]:
    """Those of the house; they are windows of their own, so it is they who are drawn."""
    go(window, "today")
    confirm(window, _("Restore this backup?"), _("Restore it"), lambda: None, _("What came since is lost."), harms=True)
    yield "dialog-confirm"
    watch = CrashWatch(lambda: window)
    try:
        raise RuntimeError("the paper is jammed")
    except RuntimeError as error:
        watch._caught(type(error), error, error.__traceback__)
    settle(window)
    press(window.findChildren(Message)[-1], "showDetails")
    yield "dialog-crash"


def welcome(window: WelcomeWindow, folder: Path) -> Iterator[str]:
    """The first run: every step of it."""
    yield "welcome"
    window.new()
    settle(window)
    write(window, "name", "Elm Park Neighbourhood Group")
    write(window, "person", "Nia Ellis")
    folder_line = seen(window, "folder")
    assert isinstance(folder_line, QLineEdit)
    folder_line.setText(str(folder))
    yield "welcome-name"
    press(window, "makeGroup")
    wait_for(window, "recoveryCode")
    yield "welcome-code"
    code = seen(window, "recoveryCode").accessibleName().split("-")
    press(window, "written")
    write(window, "keyHolders", "Dilwyn Prosser")
    yield "welcome-code-asked"
    for number, group in enumerate(code, 1):
        if window.findChildren(QWidget, f"codeGroup{number}"):
            write(window, f"codeGroup{number}", group)
    press(window, "goOn")
    wait_for(window, "row_import")
    yield "welcome-begin"


EMPTY: tuple[Scene, ...] = (places,)
EVERY: tuple[Scene, ...] = (
    today, of_people, of_log, of_offers, of_privacy, of_import, of_turnover, of_meetings, of_series, of_agm, of_calendar,
    of_registers, of_minutes, of_actions, of_reviews,
    of_promises, of_partnership, of_goals, of_packs, of_settings,
    of_palette,
)  # fmt: skip
MANY: tuple[Scene, ...] = (places, of_palette)
DIALOGS: Scene = dialogs
