"""Lists of people by command: every format in, twice, and out again."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
import xlsxwriter

from tests.cli.conftest import Ran, Run, refused

VCARD = """BEGIN:VCARD
VERSION:4.0
UID:urn:uuid:0a000000-0000-4000-8000-000000000001
FN:Jo Smith
EMAIL;PREF=1:jo@village.example
TEL;TYPE=cell:07700 900123
ORG:Brynafon Council;Highways
TITLE:Tree officer
NOTE:Has a van
END:VCARD
"""
POPOLO = {
    "persons": [{"id": "people/jo-smith", "name": "Jo Smith", "email": "jo@village.example"}],
    "organizations": [{"id": "bodies/brynafon", "name": "Brynafon Council", "classification": "council"}],
    "memberships": [{"person_id": "people/jo-smith", "organization_id": "bodies/brynafon", "role": "Tree officer"}],
}
GOOGLE = """First Name,Last Name,Organization Name,Organization Title,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value
Jo,Smith,Brynafon Council,Tree officer,* Work,jo@village.example,Mobile,07700 900123
"""
OUTLOOK = """Title,First Name,Middle Name,Last Name,Suffix,Company,Department,Job Title,Business Phone,Mobile Phone,E-mail Address
,Jo,,Smith,,Brynafon Council,Highways,Tree officer,01632 960001,07700 900123,jo@village.example
"""
OPEN_COUNCIL = """Council,"Ward Name","Councillor Name","Next Election","Party Name","Electoral Commission Party Code"
Brynafon,"Ashgrove","Jo Smith",2027-05-06,"Labour Party",PP53
"""
TABLE = "Name;E-mail;Organisation;Job title\nJo Smith;jo@village.example;Brynafon Council;Tree officer\n"


def _workbook() -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, line in enumerate(TABLE.splitlines()):
            sheet.write_row(number, 0, line.split(";"))
    return out.getvalue()


SOURCES = {
    "jo.vcf": VCARD.encode(), "popolo.json": json.dumps(POPOLO).encode(), "google.csv": GOOGLE.encode("utf-8-sig"),
    "outlook.csv": OUTLOOK.encode("cp1252"), "open.csv": OPEN_COUNCIL.encode(), "table.csv": TABLE.encode("utf-16"),
    "table.xlsx": _workbook(),
}  # fmt: skip


def _ok(ran: Ran) -> str:
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stderr
    return ran.stdout


@pytest.mark.parametrize("name", SOURCES)
def test_every_format_is_taken_in_and_a_second_time_changes_nothing(
    run: Run, group: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes(SOURCES[name])
    dry = json.loads(_ok(run("import", group, name, "--dry-run", "--json")))
    assert dry == {"added": 1, "changed": 0, "unchanged": 0, "refused": []}
    assert json.loads(_ok(run("show", group, "people", "--json"))) == []
    assert json.loads(_ok(run("import", group, name, "--json"))) == dry
    again = json.loads(_ok(run("import", group, name, "--json")))
    assert again == {"added": 0, "changed": 0, "unchanged": 1, "refused": []}
    (jo,) = json.loads(_ok(run("show", group, "people", "--json")))
    assert jo["name"] == "Jo Smith"
    assert {row["organization"] for row in jo["memberships"]} <= {"Brynafon Council", "Brynafon", "Highways"}
    assert jo["memberships"]
    if name != "open.csv":
        assert "jo@village.example" in {contact["value"] for contact in jo["contacts"]}


def test_one_person_from_five_files_is_one_person(run: Run, group: Path, tmp_path: Path) -> None:
    for name, data in SOURCES.items():
        if name != "open.csv":
            (tmp_path / name).write_bytes(data)
            _ok(run("import", group, name))
    (jo,) = json.loads(_ok(run("show", group, "people", "--json")))
    assert {(c["kind"], c["value"]) for c in jo["contacts"]} >= {("email", "jo@village.example")}


def test_a_row_that_is_not_taken_is_told_with_its_number_and_reason(run: Run, group: Path, tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("Name,Email\nJo Smith,jo@village.example\n,nobody@village.example\n", "utf-8")
    counts = json.loads(_ok(run("import", group, "t.csv", "--json")))
    assert counts["refused"] == [{"row": 3, "reason": "It has neither a name nor an organisation."}]
    assert "Row 3, nobody@village.example, not taken: It has neither" in _ok(run("import", group, "t.csv", "--dry-run"))


@pytest.mark.parametrize(
    ("to", "more"),
    [("p.csv", ()), ("p.xlsx", ()), ("p.vcf", ()), ("p.vcf", ("--vcard", "3.0")), ("p.json", ("--format", "popolo"))],
)
def test_each_format_is_written_and_taken_in_by_another_group(
    run: Run, group: Path, tmp_path: Path, to: str, more: tuple[str, ...]
) -> None:
    (tmp_path / "jo.vcf").write_text(VCARD, "utf-8")
    _ok(run("import", group, "jo.vcf"))
    _ok(run("new", "other.vdesk", "--name", "Another"))
    said = _ok(run("export", group, "people", "--to", to, "--audience", "committee", *more))
    assert said == f"Wrote {to}.\n"
    if to == "p.vcf":
        version = b"VERSION:3.0" if more else b"VERSION:4.0"
        assert version in (tmp_path / to).read_bytes()
    counts = json.loads(_ok(run("import", "other.vdesk", to, "--json")))
    assert (counts["added"], counts["refused"]) == (1, [])
    same = json.loads(_ok(run("import", group, to, "--json")))
    assert same == {"added": 0, "changed": 0, "unchanged": 1, "refused": []}


def test_lists_leave_out_who_is_not_to_be_contacted_and_json_marks_them(run: Run, tmp_path: Path) -> None:
    made = json.loads(_ok(run("sample", "s.vdesk", "--json", code=None)))
    marked = [person for person in json.loads(_ok(run("show", "s.vdesk", "people", "--json", code=None)))
              if person["do_not_contact"]]  # fmt: skip
    said = _ok(run("export", "s.vdesk", "--to", "p.csv", code=None))
    written = (tmp_path / "p.csv").read_text("utf-8-sig")
    if marked:
        assert "who are not to be contacted" in said or "who is not to be contacted" in said
    assert not [person["name"] for person in marked if person["name"] in written]
    assert made["path"] == "s.vdesk"
    _ok(run("export", "s.vdesk", "people", "--to", "all.json", code=None))
    kept = json.loads((tmp_path / "all.json").read_bytes())["people"]
    assert [person["name"] for person in kept if person["do_not_contact"]] == [person["name"] for person in marked]


def test_what_is_no_list_is_written_as_json_only(run: Run, group: Path) -> None:
    refused(run("export", group, "meetings", "--to", "m.csv"), "Only people and organizations are written so")
    assert run("export", group, "--format", "vcard", "--vcard", "2.1", "--to", "p.vcf").returncode == 2


def test_people_are_shown_with_their_title_as_one_name(run: Run, group: Path, tmp_path: Path) -> None:
    (tmp_path / "p.csv").write_text("Title,Name,Suffix\nCllr Dr,Desmond Hale,MBE\n", "utf-8")
    _ok(run("import", group, "p.csv"))
    assert _ok(run("show", group, "people")) == "Cllr Dr Desmond Hale MBE\n"


@pytest.mark.parametrize("command", ["show", "export"])
def test_help_names_every_kind_that_there_is(run: Run, group: Path, command: str) -> None:
    told = " ".join(_ok(run(command, "--help")).split())
    kinds = run("show", group, "banana").stderr.partition("use one of ")[2].strip()
    assert f"KIND is one of {kinds}" in told
