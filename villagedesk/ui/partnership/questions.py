"""The face of the questions that were asked of bodies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from villagedesk.core.changes import Changed
from villagedesk.core.dates import show_ago
from villagedesk.core.i18n import _
from villagedesk.records.questions import AnswerDraft, QuestionDraft, QuestionFilter, Unanswered
from villagedesk.services import people, questions, turning
from villagedesk.services.desk import Session, Work
from villagedesk.services.questions import QuestionQuery
from villagedesk.ui.adding import Adding
from villagedesk.ui.asking import Asking
from villagedesk.ui.bus import Bus
from villagedesk.ui.commands import Command, Commands
from villagedesk.ui.detail import Detail
from villagedesk.ui.editors import Choice, DateLine, Text
from villagedesk.ui.face import Face
from villagedesk.ui.facelist import Kind
from villagedesk.ui.form import Field
from villagedesk.ui.partnership.columns import question_columns
from villagedesk.ui.partnership.fields import question_draft, question_form
from villagedesk.ui.partnership.questiondetail import STEPS, QuestionDetail
from villagedesk.ui.rowmodel import Sort


def question_commands() -> tuple[Command, ...]:
    """What can be done with a question."""
    return (
        Command("question_answer", _("Note the &answer..."), "check", "Ctrl+D", "edit", _("reply replied"), apart=True),
        Command("question_review", _("As&k for a review..."), "redo", "", "edit", _("internal review appeal")),
        Command("question_reviewed", _("Note what the re&view said..."), "check", "", "edit", _("review answer")),
        Command("question_withdraw", _("&Withdraw"), "close", "", "edit", _("give up no longer wait")),
        Command("question_reopen", _("Wait for an answer a&gain"), "undo", "", "edit", _("open reopen")),
        Command("question_to_action", _("Make it an a&ction"), "actions", "", "edit", _("turn convert")),
    )


class QuestionsFace(Face):
    """Who was asked what, since when nobody has answered, and what the law says of it."""

    listed_from = ("question", "person", "organization", "meeting", "agenda_item", "community_group")
    steps = STEPS
    main = "ask_question"

    def __init__(self, bus: Bus, commands: Commands) -> None:
        super().__init__(bus, commands)
        self.setObjectName("questions")
        commands.add(*question_commands(), scope=self)
        self._by_body = Choice([(None, _("All bodies"))])
        self._by_body.box.setObjectName("byBody")
        self._by_body.box.setAccessibleName(_("Asked of"))
        self._by_body.set_value(None)
        self.put_together(self._make_kind(), self._by_body)
        self._by_body.left.connect(self._body_chosen)
        for name, slot in (
            ("question_answer", self._answer),
            ("question_review", self._ask_review),
            ("question_reviewed", self._reviewed),
            ("question_withdraw", self._withdraw),
            ("question_reopen", self._reopen),
            ("question_to_action", self._to_action),
        ):
            commands.connect(name, slot)
        self.follow()
        self._read_bodies()

    def make_detail(self) -> Detail:
        detail = QuestionDetail(self.bus, self.commands)
        detail.opens_meeting.connect(lambda key: self.bus.goto.emit("meetings", key))
        return detail

    def make_adding(self) -> Adding:
        form = question_form(self.bus.today, QuestionDraft(asked_on=self.bus.today()))
        return Adding(self.bus, "question", _("Ask a question"), form, "text", questions.ask)

    def refresh(self, changed: Changed) -> None:
        super().refresh(changed)
        if changed.touches(*self.listed_from):
            self._read_bodies()

    def begin_new(self, given: str = "") -> None:
        """Show the form that asks, of a person or body when its id is given."""

        def job(session: Session) -> QuestionDraft:
            is_body = any(choice.id == given for choice in people.organization_choices(session)) if given else False
            today = self.bus.today()
            return QuestionDraft(
                asked_on=today,
                organization_id=given if is_body else None,
                person_id=given if given and not is_body else None,
            )

        self.bus.read(self, job, self.begin)

    def _make_kind(self) -> Kind:
        today = self.bus.today  # asked each time: the list may be open past midnight

        def ids(session: Session, only: str, words: str, sort: Sort) -> Sequence[str]:
            query = QuestionQuery(QuestionFilter(only), words, sort.key, sort.descending, self._by_body.value())
            return questions.ids(session, query, today())

        def counts(session: Session) -> Mapping[QuestionFilter, int]:
            return questions.counts(session, self._by_body.value(), today())

        return Kind(
            name="question",
            title=_("Questions"),
            icon="partnership",
            find=_("Filter by words or who was asked"),
            filters={only.value: words for only, words in _filter_words().items()},
            first=QuestionFilter.OPEN,
            every=QuestionFilter.ALL,
            sort=Sort("asked"),
            columns=question_columns(today),
            ids=ids,
            rows=questions.rows,
            counts=counts,
            read=questions.card,
            edit=_edit,
            bin=questions.bin_several,
            empty=_("What you ask of the council stands here until it is answered."),
            none_fits=_("No question fits this filter."),
            gone=_("That question is no longer here."),
        )

    def _read_bodies(self) -> None:
        def job(session: Session) -> list[Unanswered]:
            return questions.unanswered(session)

        self.bus.read(self, job, self._show_bodies)

    def _show_bodies(self, found: list[Unanswered]) -> None:
        today = self.bus.today()
        words = _("{body}: {n}, the oldest {ago}")
        options: list[tuple[str | None, str]] = [(None, _("All bodies"))]
        options += [
            (row.organization_id, words.format(body=row.name, n=row.count, ago=show_ago(row.oldest, today)))
            for row in found
            if row.organization_id
        ]
        chosen = self._by_body.value()
        self._by_body.set_options(options)
        if self._by_body.value() is None and chosen is not None:  # all of that body's have been answered
            self._by_body.set_value(None)
            self._body_chosen()

    def _body_chosen(self) -> None:
        self.listing.ask()
        self.listing.count()

    def _strip(self, title: str, verb: str, words: str = "", shown: str = "") -> Asking:
        """Asks for a day, and for words when `words` says how to ask for them."""
        fields = [Field("text", words, partial(Text, lines=3))] if words else []
        fields.append(Field("on", _("&On"), partial(DateLine, self.bus.today)))
        return Asking(title, verb, fields, AnswerDraft(shown, self.bus.today()))

    def _answer(self) -> None:
        strip = self._strip(
            _("What was answered"), _("Keep the answer"), _("&The answer"), self.detail.record.row.answer
        )
        self.ask(strip, "answer_question", _("Note the answer"), questions.answer, _("Answer noted"))

    def _ask_review(self) -> None:
        strip = self._strip(_("A review was asked for"), _("Note it"))

        def job(work: Work, key: str, said: AnswerDraft) -> None:
            questions.ask_review(work, key, said.on)

        self.ask(strip, "ask_review", _("Ask for a review"), job, _("Review noted"))

    def _reviewed(self) -> None:
        strip = self._strip(_("What the review said"), _("Keep it"), _("What it &said"))
        self.ask(strip, "answer_review", _("Note the review"), questions.answer_review, _("Review noted"))

    def _withdraw(self) -> None:
        self.do(_("Withdraw question"), questions.withdraw, _("Question withdrawn"))

    def _reopen(self) -> None:
        self.do(_("Open question again"), questions.reopen, _("Waiting for an answer again"))

    def _to_action(self) -> None:
        key = self.detail.key()
        self.bus.do(
            self,
            _("Make the question an action"),
            lambda work: turning.to_action(work, key),
            lambda made: self.bus.goto.emit("actions", made),
            say=_("Made an action"),
        )


def _edit(work: Work, key: str, changes: Mapping[str, Any]) -> None:
    questions.edit(work, key, replace(question_draft(questions.card(work.session, key)), **changes))


def _filter_words() -> dict[QuestionFilter, str]:
    return {
        QuestionFilter.OPEN: _("Not answered"),
        QuestionFilter.OVERDUE: _("Overdue"),
        QuestionFilter.FOI: _("Freedom of information"),
        QuestionFilter.ANSWERED: _("Answered"),
        QuestionFilter.ALL: _("All"),
    }
