"""The health check of the partnership as lists, cards, forms and papers see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from villagedesk.core.audience import Audience
from villagedesk.core.scores import Both, Mean
from villagedesk.core.words import ReplyWay, Side
from villagedesk.records.charts import Pairs


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One round. `statements` and `ours` and `theirs` count what is asked and who of each side has scored.

    `means` are those of all statements together.
    """

    id: str
    kind: str
    title: str
    opened_on: date
    reply_by: date | None
    closed_on: date | None
    organization_id: str | None
    body: str
    meeting_id: str | None
    meeting: str
    statements: int
    ours: int
    theirs: int
    means: Both
    audience: Audience
    binned: bool = False

    def is_overdue(self, today: date) -> bool:
        """Whether nobody of one side has scored in time."""
        is_past = self.reply_by is not None and self.reply_by < today
        return is_past and self.closed_on is None and not (self.ours and self.theirs)


@dataclass(frozen=True, slots=True)
class SaidRow:
    """What somebody said of a statement beside their score; `name` is empty for who may not know it."""

    side: Side
    name: str
    score: int | None
    comment: str
    evidence: str


@dataclass(frozen=True, slots=True)
class StatementResult:
    """A statement of a round with what both sides scored, now and in the round before (None when it was not asked)."""

    id: str
    component: str
    text: str
    now: Both
    before: Both | None = None
    said: tuple[SaidRow, ...] = ()


@dataclass(frozen=True, slots=True)
class ComponentResult:
    """Statements that stand together, and both sides over all of them."""

    name: str
    now: Both
    before: Both | None
    statements: tuple[StatementResult, ...]


@dataclass(frozen=True, slots=True)
class ScorerRow:
    """Somebody who has scored, and how many statements; `note` says what was odd about it."""

    id: str
    side: Side
    name: str
    way: ReplyWay
    said_on: date
    scored: int
    note: str


@dataclass(frozen=True, slots=True)
class RoundMeans:
    """An earlier round or this one: its day and both sides over all statements."""

    id: str
    title: str
    opened_on: date
    means: Both


@dataclass(frozen=True, slots=True)
class CheckCard:
    """A round whole. `rounds` are all with the same body up to this one, the first first."""

    row: CheckRow
    components: tuple[ComponentResult, ...]
    scorers: tuple[ScorerRow, ...]
    rounds: tuple[RoundMeans, ...]
    group: str

    @property
    def statements(self) -> tuple[StatementResult, ...]:
        """All of them, in order."""
        return tuple(one for component in self.components for one in component.statements)

    @property
    def their_name(self) -> str:
        """The other side, as it is to be called; "" when no body was named."""
        return self.row.body


@dataclass(frozen=True, slots=True)
class CheckDraft:
    """What is typed about a round; its statements are those of the set as it is when the round is begun."""

    title: str = ""
    set_id: str | None = None
    organization_id: str | None = None
    opened_on: date | None = None
    reply_by: date | None = None
    audience: Audience = Audience.COUNCIL


@dataclass(frozen=True, slots=True)
class StatementSetRow:
    """A set of statements: `is_ours` when the group has changed or made it, else it is as it comes with VillageDesk."""

    id: str
    name: str
    based_on: str
    text: str
    statements: int
    is_ours: bool = False


@dataclass(frozen=True, slots=True)
class StatementSetDraft:
    """A set as it is typed: a line that begins with "- " is a statement, any other names those that follow it."""

    name: str = ""
    based_on: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class ScoreDraft:
    """What somebody says of one statement; no value when they cannot say."""

    value: int | None = None
    comment: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ScorerDraft:
    """Who scored, for which side, how and when (today when None), and their scores by statement."""

    name: str = ""
    side: Side = Side.OURS
    way: ReplyWay = ReplyWay.PAPER
    said_on: date | None = None
    scores: Mapping[str, ScoreDraft] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class HealthPaper:
    """What came of a round, to be printed: the sides by name, the round in a sentence, and its chart with its words."""

    card: CheckCard
    ours: str
    theirs: str
    sum_up: str
    chart: Pairs | None
    chart_said: str


def show_mean(mean: Mean | None) -> str:
    """ "3.4"; "" while nobody has scored."""
    return "" if mean is None else f"{mean.shown:.1f}"
