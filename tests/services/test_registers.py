"""Registers: who is in them on a day, what they are kept under, and that both files say what the register says."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import pypdfium2
import pytest
import python_calamine
from pypdf import PdfReader

from villagedesk.core.words import ContactKind, Role
from villagedesk.models import Group, Organization
from villagedesk.records.people import ContactDraft, MembershipDraft, PersonDraft
from villagedesk.records.registers import RegisterKind
from villagedesk.services import notes, people, posts, registers

MAY = date(2027, 5, 14)


@pytest.fixture
def members(do: Any) -> dict[str, str]:
    """Four people of the group: a voting member, one without a vote, one who left, one who comes later."""

    def fill(work: Any) -> dict[str, str]:
        own = posts.own_body(work.session)
        assert own
        made: dict[str, str] = {}
        for name, draft in {
            "Ann Bell": MembershipDraft(own, votes=True, start_on=date(2020, 1, 2), member_class="Full"),
            "Bryn Owen": MembershipDraft(own, votes=False, start_on=date(2024, 3, 1), member_class="Associate"),
            "Cai Rees": MembershipDraft(
                own, votes=True, start_on=date(2019, 1, 1), end_on=date(2025, 6, 30), end_reason="=moved()"
            ),
            "Dai Late": MembershipDraft(own, votes=True, start_on=date(2027, 5, 15)),
        }.items():
            made[name] = people.add_person(work, PersonDraft(name))
            posts.add_membership(work, made[name], draft)
        people.set_contacts(
            work, "person", made["Ann Bell"], [ContactDraft(ContactKind.ADDRESS, "1 Mill Lane\nBrynafon")]
        )
        notes.add_name(work, "person", made["Ann Bell"], "Ann Price", "before she married")
        return made

    return do(fill)


def names(rows: Any) -> list[str]:
    return [row.name for row in rows]


def test_who_may_vote_on_a_day(members, desk) -> None:
    on_the_day = desk.read(lambda session: registers.register(session, RegisterKind.VOTERS, MAY))
    a_day_later = desk.read(lambda session: registers.register(session, RegisterKind.VOTERS, date(2027, 5, 15)))
    before = desk.read(lambda session: registers.register(session, RegisterKind.VOTERS, date(2025, 6, 30)))
    assert names(on_the_day.rows) == ["Ann Bell"]
    assert names(a_day_later.rows) == ["Ann Bell", "Dai Late"]
    assert names(before.rows) == ["Ann Bell", "Cai Rees"]  # the last day counts


def test_the_register_has_those_of_the_day_and_those_who_have_ceased(members, desk) -> None:
    found = desk.read(lambda session: registers.register(session, RegisterKind.MEMBERS, MAY))
    assert names(found.rows) == ["Ann Bell", "Bryn Owen"]
    assert [(row.name, row.end_on) for row in found.former] == [("Cai Rees", date(2025, 6, 30))]
    ann = found.rows[0]
    assert (ann.was, ann.address, ann.member_class, ann.votes) == ("Ann Price", "1 Mill Lane\nBrynafon", "Full", True)


def test_somebody_with_two_positions_has_one_entry_from_the_first(members, desk, do) -> None:
    def promote(work: Any) -> None:
        own = posts.own_body(work.session)
        assert own
        posts.add_membership(
            work, members["Ann Bell"], MembershipDraft(own, Role.CHAIR, votes=True, start_on=date(2025, 1, 1))
        )

    do(promote)
    found = desk.read(lambda session: registers.register(session, RegisterKind.MEMBERS, MAY))
    assert names(found.rows) == ["Ann Bell", "Bryn Owen"]
    assert found.rows[0].start_on == date(2020, 1, 2)
    trustees = desk.read(lambda session: registers.register(session, RegisterKind.TRUSTEES, MAY))
    assert [(row.name, row.office) for row in trustees.rows] == [("Ann Bell", "Chair")]


@pytest.mark.parametrize(
    ("form", "kind", "says"),
    [
        ("Charitable incorporated organisation", RegisterKind.MEMBERS, "paragraph 1 of Schedule 1"),
        ("CIO (association)", RegisterKind.TRUSTEES, "paragraph 4 of Schedule 1"),
        ("Company limited by guarantee", RegisterKind.MEMBERS, "section 113 of the Companies Act 2006"),
        ("Company limited by guarantee", RegisterKind.TRUSTEES, "constitution"),
        ("Charitable incorporated organization", RegisterKind.MEMBERS, "paragraph 1 of Schedule 1"),
        ("Private Ltd", RegisterKind.MEMBERS, "section 113 of the Companies Act 2006"),
        ("Scottish charitable incorporated organisation", RegisterKind.MEMBERS, "Regulations 2011"),
        ("Unincorporated association", RegisterKind.MEMBERS, "constitution"),
        ("", RegisterKind.MEMBERS, "constitution"),
        (None, RegisterKind.MEMBERS, "not their own register"),
    ],
)
def test_it_says_what_it_is_kept_under_and_invents_no_law(form: str | None, kind: RegisterKind, says: str) -> None:
    assert says in registers.source_of(kind, form)


def test_the_pdf_says_it_to_two_engines(members, desk, do) -> None:
    do(lambda work: setattr(work.session.query(Group).one(), "legal_form", "CIO"))
    found = desk.read(lambda session: registers.register(session, RegisterKind.MEMBERS, MAY))
    data = registers.pdf(found)
    assert data == registers.pdf(found)
    reader = PdfReader(io.BytesIO(data))
    document = pypdfium2.PdfDocument(data)
    texts = ("\n".join(page.extract_text() for page in reader.pages), document[0].get_textpage().get_text_range())
    document.close()
    for text in texts:
        flat = " ".join(text.split())
        for words in ("Register of members", "14 May 2027", "Ann Bell", "formerly Ann Price", "Bryn Owen", "Cai Rees"):
            assert words in flat
        assert "regulation 26" in flat
        assert "Dai Late" not in flat


def test_the_workbook_has_dates_and_no_formulas(members, desk) -> None:
    found = desk.read(lambda session: registers.register(session, RegisterKind.MEMBERS, MAY))
    data = registers.xlsx(found)
    assert data == registers.xlsx(found)
    (sheet,) = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names
    rows = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python()
    by_name = {row[0]: row for row in rows}
    assert by_name["Ann Bell"][6] == date(2020, 1, 2)
    assert by_name["Cai Rees"][7:9] == [date(2025, 6, 30), "=moved()"]
    assert "Dai Late" not in by_name


def test_another_body_and_one_that_is_not_there(members, desk, do) -> None:
    gone = desk.read(lambda session: session.query(Organization.id).count())
    assert gone
    with pytest.raises(Exception, match="Choose the organisation"):
        desk.read(lambda session: registers.register(session, RegisterKind.MEMBERS, MAY, "nothing"))
