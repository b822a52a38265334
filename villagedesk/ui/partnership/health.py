"""The face of the health check: rounds, what both sides scored, and the statements that they score."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from villagedesk.core import paths
from villagedesk.core.changes import Changed
from villagedesk.core.errors import Refused, Unavailable
from villagedesk.core.i18n import _
from villagedesk.core.words import Side
from villagedesk.records.forms import Answers, ReplyForm
from villagedesk.records.health import CheckCard, CheckDraft, ScorerDraft, StatementSetRow
from villagedesk.services import health, healthpaper, healthscores, statements
from villagedesk.services.desk import Session, Work
from villagedesk.ui.adding import Adding
from villagedesk.ui.asking import Asking
from villagedesk.ui.bus import Bus
from villagedesk.ui.buttons import CommandButton
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.editors import Choice, Line
from villagedesk.ui.face import Face
from villagedesk.ui.facelist import Kind
from villagedesk.ui.form import Field
from villagedesk.ui.partnership.healthdetail import STEPS, HealthDetail
from villagedesk.ui.partnership.healthfields import as_draft, as_typed, check_columns, check_form, scores_fields
from villagedesk.ui.partnership.statements import StatementsPanel
from villagedesk.ui.rowmodel import Sort
from villagedesk.ui.saving import save_as

OPEN, CLOSED, ALL = "open", "closed", "all"


@dataclass(frozen=True, slots=True)
class _Whose:
    name: str = ""
    side: Side = Side.THEIRS


@dataclass(frozen=True, slots=True)
class _Which:
    replaces: bool = False


def health_commands() -> tuple[Command, ...]:
    """What can be done with a health check."""
    return (
        Command("add_check", _("New health chec&k"), "add", "", "edit", _("round partnership score"), apart=True),
        Command("health_import", _("Take in s&cores..."), "import", "", "edit", _("reply pdf file")),
        Command("health_score", _("T&ype in scores..."), "edit", "", "edit", _("paper telephone")),
        Command("health_pdf", _("Save the PDF &form..."), "document", "", "edit", _("fill in health check")),
        Command("health_html", _("Save the web pa&ge..."), "export", "", "edit", _("html browser health check")),
        Command("health_paper", _("Save for pape&r..."), "document", "", "edit", _("print tick health check")),
        Command("health_result", _("Save the res&ult..."), "document", "", "edit", _("pdf gap both sides")),
        Command("health_close", _("Close the roun&d"), "check", "", "edit", _("finish health check")),
        Command("health_reopen", _("Open the round a&gain"), "undo", "", "edit", _("reopen health check")),
        Command("health_statements", _("State&ments to score..."), "edit", "", "edit", _("set questions edit")),
    )


class HealthFace(Face):
    """What each side thinks of how the two work together."""

    listed_from = (
        "health_check", "check_statement", "scorer", "score", "organization", "meeting", "community_group",
    )  # fmt: skip
    steps = STEPS
    main = "add_check"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands)
        self.setObjectName("health")
        commands.add(*health_commands(), scope=self)
        self.put_together(_kind(), CommandButton(commands.action("health_statements"), "secondary"))
        self.panel = StatementsPanel(bus)
        column = self.layout()
        assert column is not None
        column.addWidget(self.panel)
        self.panel.hide()
        self.panel.ended.connect(self._leave_statements)
        for name, slot in (
            ("add_check", self.begin_new),
            ("health_import", self._choose),
            ("health_score", self._score),
            ("health_pdf", lambda: self._save_form("pdf", healthpaper.form_pdf)),
            ("health_html", lambda: self._save_form("html", healthpaper.form_html)),
            ("health_paper", lambda: self._save_form("pdf", lambda form: healthpaper.form_pdf(form, on_paper=True))),
            ("health_result", self._save_result),
            ("health_close", lambda: self.do(_("Close the round"), health.close, _("Round closed"))),
            ("health_reopen", lambda: self.do(_("Open the round again"), health.reopen, _("Round open again"))),
            ("health_statements", self.show_statements),
        ):
            commands.connect(name, slot)
        self.follow()

    def make_detail(self) -> Detail:
        detail = HealthDetail(self.bus, self.commands)
        detail.changing.connect(self._change_scores)
        detail.dropping.connect(self._drop_scores)
        return detail

    def make_adding(self) -> Adding:
        form = check_form(self.bus.today, CheckDraft(), begins=True)
        return Adding(self.bus, "health_check", _("Begin a health check"), form, "title", health.begin)

    def refresh(self, changed: Changed) -> None:
        super().refresh(changed)
        if changed.touches("statement", "statement_set") and self.panel.isVisible():
            self.panel.read()

    def begin_new(self, given: str = "") -> None:  # noqa: ARG002 - a health check is of nobody in particular
        self._leave_statements()
        today = self.bus.today()

        def begin(found: tuple[CheckDraft, list[StatementSetRow]]) -> None:
            draft, rows = found
            sets = self.beside.adding.form.editor("set_id")
            assert isinstance(sets, Choice)
            sets.set_options([(row.id, row.name) for row in rows])
            self.begin(draft)

        self.bus.read(self, lambda session: (health.start(session, today), statements.sets(session)), begin)

    def look_for(self, row_id: str) -> None:
        self._leave_statements()
        super().look_for(row_id)

    def show_statements(self) -> None:
        """Show the sets of statements in the place of the list."""
        self._split.hide()
        self.panel.show()
        self.panel.read()
        self.panel.setFocus()

    def take_in(self, path: Path) -> None:
        """Read scores that came back in a file, and take them in."""
        self.bus.run(self, lambda report: healthscores.read(path, report), self._receive, self._no_reply)

    def _leave_statements(self) -> None:
        if not self.panel.isHidden():
            self.panel.hide()
            self._split.show()
            self.listing.table.setFocus()

    def _card(self) -> CheckCard:
        record = self.detail.record
        assert isinstance(record, CheckCard)
        return record

    def _score(self) -> None:
        self._ask_scores(ScorerDraft(said_on=self.bus.today()))

    def _change_scores(self, scorer_id: str) -> None:
        self.bus.read(self, lambda session: healthscores.draft_of(session, scorer_id), self._ask_scores)

    def _ask_scores(self, before: ScorerDraft) -> None:
        card = self._card()
        fields = scores_fields(card, self.bus.today)
        strip = Asking(_("Scores of one person"), _("Keep the scores"), fields, as_typed(card, before))

        def job(work: Work, key: str, typed: Any) -> None:
            healthscores.score(work, key, as_draft(card, typed, before))

        self._split.show_detail()
        self.ask(strip, "type_scores", _("Type in scores"), job, _("Scores kept"))

    def _drop_scores(self, scorer_id: str) -> None:
        self.bus.do(
            self, _("Take scores out"), lambda work: healthscores.drop(work, scorer_id), say=_("Scores taken out")
        )

    def _choose(self) -> None:
        dialog = QFileDialog(self.window(), _("Take in scores"), str(paths.documents_dir()))
        dialog.setObjectName("scoresDialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilters([_("Replies (*.pdf *.json)"), _("All files (*)")])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.take_in(Path(path)))
        dialog.open()

    def _receive(self, answers: Answers, whose: _Whose | None = None, *, replaces: bool = False) -> None:
        def refused(error: Refused) -> None:
            if error.field in ("name", "side") and whose is None:
                self._ask_first(_whose_strip(self._card(), answers), lambda given: self._receive(answers, given))
            elif error.field == "replaces":
                strip = _which_strip()
                self._ask_first(strip, replaced)
                strip.refuse(error)
            else:
                self._no_reply(error)

        def replaced(given: _Which) -> None:
            if given.replaces:
                self._receive(answers, whose, replaces=True)

        def job(work: Work) -> str:
            if whose is None:
                return healthscores.receive(work, answers, replaces=replaces)
            return healthscores.receive(work, answers, whose.name, whose.side, replaces=replaces)

        self.bus.do(
            self, _("Take in scores"), job, lambda _key: self.look_for(answers.form_id), refused,
            say=_("Scores taken in"),
        )  # fmt: skip

    def _ask_first(self, strip: Asking, then: Callable[[Any], None]) -> None:
        def answered(given: Any) -> None:
            if isinstance(given, _Whose) and not given.name.strip():
                return
            self.detail.asking.put_away()
            then(given)

        strip.answered.connect(answered)
        self.detail.asking.put(strip)

    def _no_reply(self, error: Refused | Unavailable) -> None:
        self.bus.said.emit(error.message if isinstance(error, Refused) else error.sentence(), None)

    def _save_form(self, suffix: str, make: Callable[[ReplyForm], bytes]) -> None:
        key = self.detail.key()

        def offer(form: ReplyForm) -> None:
            name = healthpaper.form_name(form, suffix)
            save_as(self, self.bus, _("Save the health check"), name, lambda: make(form))

        self.bus.read(self, lambda session: healthpaper.form(session, key), offer)

    def _save_result(self) -> None:
        """The result as both sides may see it: without names and without what was said beside the scores."""
        key = self.detail.key()

        def offer(card: CheckCard) -> None:
            paper = healthpaper.result(card)
            name = healthpaper.result_name(card)
            save_as(self, self.bus, _("Save the result"), name, lambda: healthpaper.result_pdf(paper))

        self.bus.read(self, lambda session: health.shared(session, key), offer)


def _whose_strip(card: CheckCard, answers: Answers) -> Asking:
    sides = list(healthpaper.side_words(card.group, card.their_name).items())
    fields = [Field("name", _("&Name"), Line), Field("side", _("&For"), lambda: Choice(sides))]
    known = _Whose(answers.head.get("name", ""))
    return Asking(_("Who are these scores from?"), _("Take them in"), fields, known)


def _which_strip() -> Asking:
    """Asks whose place is whose when a file has other scores of somebody whose scores are here."""
    which = [(False, _("Those that are here")), (True, _("Those in the file"))]
    field = Field("replaces", _("&Which scores stand"), lambda: Choice(which))
    return Asking(_("This person’s scores are here already"), _("Keep those"), [field], _Which())


def _kind() -> Kind:
    def ids(session: Session, only: str, words: str, sort: Sort) -> Sequence[str]:
        return health.ids(session, is_open=_is_open(only), words=words, descending=sort.descending)

    def counts(session: Session) -> Mapping[str, int]:
        return {only: len(health.ids(session, is_open=_is_open(only))) for only in (OPEN, CLOSED, ALL)}

    return Kind(
        name="health_check",
        icon="partnership",
        title=_("Health checks"),
        find=_("Filter by title"),
        filters={ALL: _("All"), OPEN: _("Open"), CLOSED: _("Closed")},
        first=ALL,
        every=ALL,
        sort=Sort("opened", descending=True),
        columns=check_columns(),
        ids=ids,
        rows=health.rows,
        counts=counts,
        read=health.card,
        edit=_edit,
        bin=health.bin_several,
        empty=_("Both sides score the same statements. Where they differ is where to talk."),
        none_fits=_("No health check fits this filter."),
        gone=_("That health check is no longer here."),
    )


def _is_open(only: str) -> bool | None:
    return {OPEN: True, CLOSED: False}.get(only)


def _edit(work: Work, key: str, changes: Mapping[str, Any]) -> None:
    row = health.card(work.session, key).row
    draft = health.draft_of(row)
    health.edit(work, key, replace(draft, **changes))
