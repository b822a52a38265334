"""The partnership on one page names nobody to those who may not know of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.conftest import TODAY
from villagedesk.core.audience import Audience
from villagedesk.core.words import MeetingKind, OrganizationKind
from villagedesk.models import Meeting, Series
from villagedesk.records.goals import GoalDraft
from villagedesk.records.people import OrganizationDraft, PersonDraft
from villagedesk.records.promises import PromiseDraft
from villagedesk.records.questions import QuestionDraft
from villagedesk.services import goals, partnership, partnershipwords, people, promisesteps, questions
from villagedesk.services.desk import Desk, Work

Do = Callable[..., Any]


def told(desk: Desk, audience: Audience | None) -> str:
    overview = desk.read(lambda session: partnership.overview(session, TODAY, audience))
    return repr(partnershipwords.paper(overview)) + repr(overview.rhythms)


def test_the_public_page_names_nobody_who_is_kept_from_it(desk: Desk, do: Do) -> None:
    def fill(work: Work) -> None:
        kind = OrganizationKind.COUNCIL
        hidden = people.add_organization(work, OrganizationDraft("Secret Unit", kind=kind))
        known = people.add_organization(
            work, OrganizationDraft("Elm Park Council", kind=kind, audience=Audience.PUBLIC)
        )
        goal = goals.add(work, GoalDraft("Safer street", audience=Audience.PUBLIC))
        goals.share(work, goal, person_id=people.add_person(work, PersonDraft("Nia Hidden")))
        goals.share(work, goal, organization_id=known)
        for body in (hidden, known):
            promisesteps.promise(work, PromiseDraft("Path", organization_id=body, audience=Audience.PUBLIC))
            questions.ask(work, QuestionDraft(text="When?", organization_id=body, audience=Audience.PUBLIC))
        series = Series(id=work.new_id(), name="Liaison", kind=MeetingKind.LIAISON, with_id=hidden)
        series.audience = Audience.PUBLIC
        work.session.add(series)
        work.session.flush()
        meeting = Meeting(id=work.new_id(), title="Liaison", kind=MeetingKind.LIAISON, series_id=series.id)
        meeting.on_date, meeting.audience = TODAY, Audience.PUBLIC
        work.session.add(meeting)

    do(fill)
    public, ours = told(desk, Audience.PUBLIC), told(desk, None)
    for name in ("Secret Unit", "Nia Hidden"):
        assert name in ours and name not in public
    assert public.count("Elm Park Council") == ours.count("Elm Park Council") == 3
    assert public.count("Body not known") == 2 and public.count("1 waiting") == 2
