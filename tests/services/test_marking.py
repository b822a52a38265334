"""An item that is made confidential after it was minuted takes along all that came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

from villagedesk.core.audience import Audience
from villagedesk.core.words import MeetingKind
from villagedesk.records.actions import ActionDraft
from villagedesk.records.meetings import DecisionDraft, ItemDraft, MeetingDraft
from villagedesk.records.people import OrganizationDraft
from villagedesk.records.questions import QuestionDraft
from villagedesk.services import agendas, attachments, exports, meetings, minutes, papers, people, topics
from villagedesk.services.desk import Desk, Work
from villagedesk.services.gathering import Gathering


def test_what_came_of_an_item_is_as_confidential_as_the_item(desk: Desk, do: Any, today: date) -> None:
    def add(work: Work) -> tuple[str, str]:
        council = people.add_organization(work, OrganizationDraft("Brynafon Council"))
        draft = MeetingDraft("Liaison", MeetingKind.LIAISON, today, with_id=council, audience=Audience.COUNCIL)
        titles = ("Declarations of interest", "Staff", "Crossing")
        key = meetings.plan(work, draft, [ItemDraft(title) for title in titles])
        begun = minutes.start(work, key)
        first, *items = (item.id for item in meetings.card(work.session, key).items)
        for item, word in zip(items, ("zebra", "crossing"), strict=True):
            minutes.add_declaration(work, begun, item, "Jo", f"{word} interest")
            minutes.add_declaration(work, begun, first, "Jo", f"{word} uncle", about=2 if word == "zebra" else 3)
            _block, action = minutes.add_action(work, begun, item, ActionDraft(f"{word} action"))
            attachments.attach(
                work, "action", action, f"{word} file", b"-", media_type="text/plain", audience=Audience.COUNCIL
            )
            minutes.add_decision(work, begun, item, DecisionDraft(f"{word} decision"))
            minutes.add_question(work, begun, item, QuestionDraft(text=f"{word} question?"))
            minutes.add_election(work, begun, item, f"{word.capitalize()} warden: Zora Quill")
            papers.attach(work, item, f"{word} paper.txt", f"{word} text".encode())
        agendas.change_item(work, items[0], {"audience": Audience.COMMITTEE})
        return key, items[0]

    def told(audience: Audience) -> str:
        def read(session: Any) -> str:
            whole = [str(list(exports.for_audience(session, kind, audience, today))) for kind in exports.kinds()]
            whole.append(str(Gathering(session, key, audience, today).gathered(("actions", "decisions", "minutes"))))
            whole += [str(topics.story(session, word, today, audience).entries) for word in ("zebra", "crossing")]
            return " ".join(whole).lower()

        return desk.read(read)

    key, item = do(add)
    assert "zebra" not in told(Audience.COUNCIL)
    for what in ("action", "decision", "question", "warden", "interest", "uncle"):
        assert f"crossing {what}" in told(Audience.COUNCIL)
        assert f"zebra {what}" in told(Audience.COMMITTEE)
    do(lambda work: agendas.change_item(work, item, {"audience": Audience.COUNCIL}))
    assert "zebra action" not in told(Audience.COUNCIL)  # what was for fewer stays so
