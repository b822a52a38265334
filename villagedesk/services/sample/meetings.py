"""The example group's meetings: series, agendas, who came, what was said and agreed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from random import Random
from zoneinfo import ZoneInfo

from villagedesk.core.audience import Audience
from villagedesk.core.clock import ZONE
from villagedesk.core.dates import show_date
from villagedesk.core.words import (
    BlockKind,
    ItemKind,
    MeetingKind,
    MeetingStatus,
    MinutesState,
    Outcome,
    Presence,
    Way,
)
from villagedesk.models import AgendaItem, Attendance, Decision, Declaration, Meeting, MinuteBlock, Minutes, Series
from villagedesk.services import seals
from villagedesk.services.meetings import usual_audience
from villagedesk.services.sample import actions
from villagedesk.services.sample.calendar import Calendar
from villagedesk.services.sample.cast import Cast, Somebody, phrase_at
from villagedesk.services.sample.sheet import Row, Sheet
from villagedesk.services.sample.words import Table, Words, cells
from villagedesk.store.writer import Work

_KEYS = {MeetingKind.COMMITTEE: "c", MeetingKind.LIAISON: "l", MeetingKind.AGM: "agm"}
_STARTS = {MeetingKind.COMMITTEE: time(19), MeetingKind.LIAISON: time(18, 30), MeetingKind.AGM: time(19)}
_ENDS = {MeetingKind.COMMITTEE: time(21), MeetingKind.LIAISON: time(20, 30), MeetingKind.AGM: time(20, 30)}
_AHEAD = -1
_UNTOLD = {  # how long before the first meeting told of there was one that is not
    MeetingKind.COMMITTEE: timedelta(days=28),
    MeetingKind.LIAISON: timedelta(days=91),
    MeetingKind.AGM: timedelta(days=364),
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


class Told(dict[str, str]):
    """What a text may name: places, dates, and people by key or post, who were then there."""

    def __init__(self, cast: Cast, on: date, **known: str) -> None:
        super().__init__(cast.places, **known)
        self._cast, self._on = cast, on
        self.there: dict[str, Somebody] = {}

    def __missing__(self, key: str) -> str:
        somebody = self._cast.find(key, self._on)
        self.there[somebody.id] = somebody
        return somebody.name


@dataclass(slots=True)
class Sitting:
    """A meeting that was held, as far as its minutes hang on what came before it."""

    meeting: Row
    minutes: Row
    told: Told
    arising_id: str | None = None
    actions: list[Row] = field(default_factory=list)
    approval: Row | None = None


class Neighbourhood:
    """One neighbourhood's meetings; `is_past` when its last two years ended long ago and all was done since."""

    def __init__(
        self, sheet: Sheet, text: Words, cast: Cast, random: Random, calendar: Calendar, *, is_first: bool,
        is_past: bool,
    ) -> None:  # fmt: skip
        self.sheet, self.text, self.cast, self.random, self.calendar = sheet, text, cast, random, calendar
        self.is_first, self.is_past = is_first, is_past
        self.sittings: dict[MeetingKind, list[Sitting]] = {kind: [] for kind in _KEYS}
        self.series = {MeetingKind.COMMITTEE: self._begin(MeetingKind.COMMITTEE, calendar.committee_rule, 120)}
        self.series[MeetingKind.LIAISON] = self._begin(MeetingKind.LIAISON, calendar.liaison_rule, 120)
        self.series[MeetingKind.AGM] = self._begin(MeetingKind.AGM, calendar.general_rule, 90)
        self._unsaid: dict[str, list[str]] = {}
        self._beats: dict[tuple[str, int], list[Table]] = {}
        for story in text.stories:
            for beat in story["beat"]:
                for key in ("c", "l", "agm"):
                    if key in beat:
                        self._beats.setdefault((key, beat[key]), []).append(story | beat)

    def meet(self) -> None:
        """Every meeting of the two years, the oldest first, and those ahead."""
        for back, on in reversed(list(enumerate(self.calendar.committee))):
            self._meeting(MeetingKind.COMMITTEE, back, on)
        for back, on in reversed(list(enumerate(self.calendar.liaison))):
            self._meeting(MeetingKind.LIAISON, back, on)
        for back, on in reversed(list(enumerate(self.calendar.general))):
            self._meeting(MeetingKind.AGM, back, on)
        for sittings in self.sittings.values():
            self._approve(sittings)
        if self.is_first:
            self._meeting(MeetingKind.LIAISON, _AHEAD, self.calendar.liaison_ahead)
            for n, on in enumerate(self.calendar.committee_ahead, 1):
                self._meeting(MeetingKind.COMMITTEE, -n, on)
        for line in self.text.routine["loose"]:
            actions.raise_loose(self, line)

    def seal(self, work: Work) -> None:
        """Seal the minutes that were approved; those of other neighbourhoods are as old files have them."""
        for sitting in (sitting for sittings in self.sittings.values() for sitting in sittings):
            if sitting.minutes.get("state") is MinutesState.APPROVED:
                seals.seal(work.session, work.session.get_one(Minutes, sitting.minutes["id"]), work.new_id)
        work.session.flush()

    def pick(self, choices: Sequence[str]) -> str:
        """One of the choices, none twice before each has been had."""
        unsaid = self._unsaid.setdefault(choices[0], [])
        if not unsaid:
            unsaid += self.random.sample(choices, len(choices))
        return unsaid.pop()

    def _begin(self, kind: MeetingKind, rule: str, duration: int) -> Row:
        words = self.text.routine[kind.value]
        return self.sheet.add(
            Series, name=words["series"].format_map(self.cast.places), kind=kind, rule=rule, start_at=_STARTS[kind],
            duration=duration, place=words["place"].format_map(self.cast.places), audience=usual_audience(kind),
            organization_id=self.cast.bodies["group"]["id"], with_id=self._met_with(kind),
        )  # fmt: skip

    def _met_with(self, kind: MeetingKind) -> str | None:
        return self.cast.bodies["council"]["id"] if kind is MeetingKind.LIAISON else None

    def _meeting(self, kind: MeetingKind, back: int, on: date) -> None:
        """One meeting: `back` counts from 0, the last one held; below nought it is still ahead."""
        words = self.text.routine[kind.value]
        series = self.series[kind]
        meeting = self.sheet.add(
            Meeting, series_id=series["id"], title=series["name"], kind=kind,
            status=MeetingStatus.PLANNED if back < 0 else MeetingStatus.HELD, on_date=on, start_at=_STARTS[kind],
            organization_id=self.cast.bodies["group"]["id"], with_id=self._met_with(kind), end_at=_ENDS[kind],
            place=words["place"].format_map(self.cast.places), audience=usual_audience(kind),
        )  # fmt: skip
        called_off = words.get("cancelled", {}).get(str(back))
        if called_off:
            by, reason = cells(called_off, 2)
            meeting |= {"status": MeetingStatus.CANCELLED, "cancelled_by": by, "cancel_reason": reason}
        elif back < 0:
            self._agenda(meeting, back)
        else:
            self._hold(meeting, back)

    def _agenda(self, meeting: Row, back: int) -> list[tuple[Row, Table]]:
        """The items of an agenda with what there is to tell of each."""
        kind, on = meeting["kind"], meeting["on_date"]
        found = list(self.text.routine[kind.value]["item"])
        place = next((n for n, item in enumerate(found) if item.get("last")), len(found))
        found[place:place] = [*self._beats.get((_KEYS[kind], back), ()), *self._seasonal(kind, on, back)]
        starts = datetime.combine(on, meeting["start_at"], ZoneInfo(ZONE))
        items = []
        for position, beat in enumerate(found, 1):
            length = beat.get("mins", 10)
            items.append((
                self.sheet.add(
                    AgendaItem, meeting_id=meeting["id"], position=position, minutes=length,
                    title=_capital(beat["title"].format_map(self.cast.places)),
                    kind=ItemKind(beat.get("for", "discussion")),
                    presenter_id=self.cast.find(beat["by"], on).id if "by" in beat else None,
                    note=beat.get("note", "").format_map(self.cast.places),
                    audience=Audience(beat.get("audience", meeting["audience"])),
                    opened_at=starts.astimezone(UTC) if back >= 0 else None,
                ),
                beat,
            ))  # fmt: skip
            starts += timedelta(minutes=length + self.random.choice((-2, 0, 0, 1, 3)))
        return items

    def _seasonal(self, kind: MeetingKind, on: date, back: int) -> list[Table]:
        """What comes at its time of year, in the older year and in the newer."""
        if kind is not MeetingKind.COMMITTEE:
            return []
        year = 0 if back >= 12 else 1
        return [
            story | beat for story in self.text.stories for beat in story["beat"]
            if beat.get("month") == on.month and beat.get("year", year) == year
        ]  # fmt: skip

    def _hold(self, meeting: Row, back: int) -> None:
        kind, on = meeting["kind"], meeting["on_date"]
        before = self.sittings[kind][-1] if self.sittings[kind] else None
        told = Told(
            self.cast, on, last=show_date(before.meeting["on_date"] if before else on - _UNTOLD[kind]),
            next=show_date(self._after(kind, back)), balance=f"£{self.random.randrange(1850, 4900):,}",
            spent=f"£{self.random.randrange(24, 190)}.{self.random.choice(('00', '40', '50', '75', '99'))}",
        )  # fmt: skip
        local = datetime.combine(on, meeting["start_at"], ZoneInfo(ZONE))
        minutes = self.sheet.add(
            Minutes, meeting_id=meeting["id"], started_at=local.astimezone(UTC),
            finished_at=(local + timedelta(minutes=self.random.randrange(95, 130))).astimezone(UTC),
        )  # fmt: skip
        sitting = Sitting(meeting, minutes, told)
        agenda = self._agenda(meeting, back)
        is_declared = any("declare" in beat for _item, beat in agenda)
        for item, beat in agenda:
            if beat.get("arising"):
                sitting.arising_id = item["id"]
            elif is_declared and "declared" in beat:
                self._tell(sitting, item, beat | {"choose": beat["declared"]})
            else:
                self._tell(sitting, item, beat)
        self._attend(sitting)
        self.sittings[kind].append(sitting)

    def _after(self, kind: MeetingKind, back: int) -> date:
        days, ahead = {
            MeetingKind.COMMITTEE: (self.calendar.committee, self.calendar.committee_ahead[0]),
            MeetingKind.LIAISON: (self.calendar.liaison, self.calendar.liaison_ahead),
        }.get(kind, (self.calendar.general, self.calendar.liaison_ahead))
        return days[back - 1] if back else ahead

    def _tell(self, sitting: Sitting, item: Row, beat: Table) -> None:
        """The minutes of one item: paragraphs, declarations, what was agreed, who does what."""
        choices = beat.get("choose")
        texts = [self.pick(choices)] if choices else beat.get("text", [])
        said = [text.format_map(sitting.told) for text in texts]
        blocks: list[Row] = [
            {"kind": BlockKind.BULLET, "text": text[2:]} if text.startswith("- ") else {"text": text} for text in said
        ]
        blocks += [
            {"kind": BlockKind.DECLARATION, "declaration_id": self._declare(sitting, item, line)}
            for line in beat.get("declare", ())
        ]
        decided = [self._decide(sitting, item, line) for line in beat.get("decide", ())]
        blocks += [{"kind": BlockKind.DECISION, "decision_id": key} for key in decided]
        for line in beat.get("act", ()):
            row = actions.raise_at(self, sitting.meeting, item, line, decided[-1] if decided else None)
            sitting.actions.append(row)
            blocks.append({"kind": BlockKind.ACTION, "action_id": row["id"]})
        for position, block in enumerate(blocks, 1):
            row = self.sheet.add(
                MinuteBlock, minutes_id=sitting.minutes["id"], item_id=item["id"], position=position, **block
            )
            if position == 1 and beat.get("approves"):
                sitting.approval = row

    def _declare(self, sitting: Sitting, item: Row, line: str) -> str:
        """One line: "who | interest | leaves"."""
        who, interest, how = cells(line, 3)
        name = sitting.told[who]
        somebody = self.cast.find(who, sitting.meeting["on_date"])
        row = self.sheet.add(
            Declaration, meeting_id=sitting.meeting["id"], item_id=item["id"], person_id=somebody.id, name=name,
            interest=interest.format_map(sitting.told), stays=how != "leaves",
            audience=item["audience"],
        )  # fmt: skip
        return str(row["id"])

    def _decide(self, sitting: Sitting, item: Row, line: str) -> str:
        """One line: "what | how | reason | for-against-abstained | outcome | casting, where the chair had to"."""
        what, how, reason, votes, outcome, casting = cells(line, 6)
        on, kind = sitting.meeting["on_date"], sitting.meeting["kind"]
        by_consent = kind is MeetingKind.LIAISON
        counted = [int(n) for n in votes.split("-")] if votes else [None] * 3
        voters = self.cast.members(on, votes=True)
        movers = self.random.sample(voters, max(2, min(len(voters), sum(n or 0 for n in counted))))
        for mover in () if by_consent else movers:
            sitting.told.there[mover.id] = mover
        row = self.sheet.add(
            Decision, meeting_id=sitting.meeting["id"], item_id=item["id"], decided_on=on,
            text=what.format_map(sitting.told), how=how or ("Agreed by consent" if by_consent else "Nobody against"),
            reason=reason.format_map(sitting.told), outcome=Outcome(outcome or "agreed"), audience=item["audience"],
            proposer_id=None if by_consent else movers[0].id, seconder_id=None if by_consent else movers[1].id,
            votes_for=counted[0], votes_against=counted[1], abstained=counted[2],
            way=Way.VOTE if votes else Way.AGREED if by_consent or how else Way.UNOPPOSED,
            voters=sum(n or 0 for n in counted) or None, casting_for=True if casting else None,
        )  # fmt: skip
        return str(row["id"])

    def _attend(self, sitting: Sitting) -> None:
        """Whoever the minutes name was there; of the others most, or a few, by the dice."""
        on, kind, random = sitting.meeting["on_date"], sitting.meeting["kind"], self.random
        likely = self.text.routine[kind.value]["likely"]
        there = sitting.told.there
        for key in ("chair", "secretary"):
            sitting.told[key]
        voters = self.cast.members(on, votes=True)
        maybe = [(somebody, likely["voters"]) for somebody in voters]
        maybe += [(somebody, likely["members"]) for somebody in self.cast.members(on, votes=False)]
        maybe += [(self.cast.find(key, on), likely["council"]) for key in likely["guests"]]
        named = [(somebody, 1.0) for somebody in there.values()]
        asked = {somebody.id: (somebody, chance) for somebody, chance in maybe + named}
        own = self.cast.bodies["group"]["id"]
        for somebody, chance in asked.values():
            role, body, votes = phrase_at(somebody, own, on)
            came, is_expected = random.random() < chance, votes or chance > 0.5
            if not came and not is_expected:
                continue
            votes = votes or (kind is MeetingKind.AGM and body == own)  # every member's, as the constitution says
            presence = Presence.PRESENT if votes else Presence.IN_ATTENDANCE
            if not came:
                presence = Presence.APOLOGIES if random.random() < 0.85 else Presence.ABSENT
            self.sheet.add(
                Attendance, meeting_id=sitting.meeting["id"], person_id=somebody.id, name=somebody.name, role=role,
                organization_id=body, presence=presence, votes=votes,
                arrived_at=time(19, 10) if came and random.random() < 0.04 else None,
                left_at=time(20, random.choice((0, 5, 15))) if came and random.random() < 0.05 else None,
            )  # fmt: skip

    def _approve(self, sittings: list[Sitting]) -> None:
        """The minutes of each meeting were agreed at the next of its kind; the last are a draft still."""
        for sitting, following in pairwise(sittings):
            sitting.minutes["state"] = MinutesState.APPROVED
            sitting.minutes["approved_on"] = following.meeting["on_date"]
            sitting.minutes["approved_at_id"] = sitting.minutes["put_to_id"] = following.meeting["id"]
            if following.approval:
                following.approval |= {"kind": BlockKind.APPROVAL, "approves_id": sitting.minutes["id"]}
