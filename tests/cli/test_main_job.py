"""The main job without a window: an example, the council's list, the pack."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from tests.cli.conftest import Run, refused
from tests.moderngov import LIST, NAMES, WARDS


@pytest.fixture
def council_xml(tmp_path: Path) -> Path:
    path = tmp_path / "councillors.xml"
    path.write_bytes(LIST)
    return path


def _ok(ran: Any) -> str:
    assert (ran.returncode, ran.stderr) == (0, ""), ran.stderr
    return str(ran.stdout)


def test_sample_import_and_pack(process: Run, run: Run, council_xml: Path, tmp_path: Path) -> None:
    made = json.loads(_ok(process("sample", "g.vdesk", "--json", code=None)))
    assert set(made) == {"path", "recovery_code"}
    counts = json.loads(_ok(process("import", "g.vdesk", council_xml, "--json", code=made["recovery_code"])))
    assert counts == {"added": 7, "changed": 0, "unchanged": 0, "refused": []}
    again = json.loads(_ok(run("import", "g.vdesk", council_xml, "--json", code=None)))
    assert again == {"added": 0, "changed": 0, "unchanged": 7, "refused": []}
    for name in ("one.pdf", "two.pdf"):
        _ok(process("pack", "g.vdesk", "--meeting", "next", "--audience", "council", "-o", name, code=None))
    data = (tmp_path / "one.pdf").read_bytes()
    assert data == (tmp_path / "two.pdf").read_bytes(), "two runs are byte-identical"
    for words in (_by_pypdf(data), _by_pdfium(data)):
        for expected in (*WARDS, *NAMES):
            assert expected.replace(" ", "") in words, expected
    assert all(font["embedded"] for font in _fonts(data))
    refused(run("pack", "g.vdesk", "-o", "one.pdf", code=None), "one.pdf is there already. Nothing was changed.")
    assert (tmp_path / "one.pdf").read_bytes() == data
    _ok(run("pack", "g.vdesk", "-o", "one.pdf", "--replace", "--audience", "committee", code=None))
    assert (tmp_path / "one.pdf").read_bytes() != data


def _by_pypdf(data: bytes) -> str:
    return "".join("".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def _by_pdfium(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    words = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    return "".join(words.split())


def _fonts(data: bytes) -> list[dict[str, Any]]:
    found = []
    for page in PdfReader(io.BytesIO(data)).pages:
        for font in page["/Resources"].get("/Font", {}).values():  # type: ignore[union-attr]
            whole = font.get_object()
            inner = whole["/DescendantFonts"][0].get_object() if "/DescendantFonts" in whole else whole
            described = inner.get("/FontDescriptor", {})
            embedded = any(key in described.get_object() for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            found.append({"name": whole["/BaseFont"], "embedded": embedded})
    assert found
    return found


def test_new_show_and_export(run: Run, tmp_path: Path, council_xml: Path) -> None:
    made = json.loads(_ok(run("new", "g.vdesk", "--name", "Friends of Elm Park", "--json", code=None)))
    code = made["recovery_code"]
    assert made["path"] == "g.vdesk"
    dry = json.loads(_ok(run("import", "g.vdesk", council_xml, "--dry-run", "--json", code=code)))
    assert dry["added"] == 7
    assert json.loads(_ok(run("show", "g.vdesk", "people", "--json", code=code))) == []
    _ok(run("import", "g.vdesk", council_xml, code=code))
    people = json.loads(_ok(run("show", "g.vdesk", "people", "--json", code=code)))
    assert {person["name"] for person in people} == set(NAMES)
    rhian = next(person for person in people if person["name"] == "Rhian Pryce-Jones")
    assert (rhian["kind"], rhian["title"], rhian["audience"], len(rhian["id"])) == (
        "person", "Councillor", "public", 36,
    )  # fmt: skip
    assert rhian["memberships"][0]["start_on"] == "2023-05-04"
    assert "Mill Lane" not in json.dumps(people)
    assert "Jo Müller <jo>" in _ok(run("show", "g.vdesk", "people", code=code))
    _ok(run("export", "g.vdesk", "--to", "all.json", code=code))
    everything = json.loads((tmp_path / "all.json").read_bytes())
    assert everything["group"][0]["name"] == "Friends of Elm Park"
    assert everything["people"] == people
    refused(run("export", "g.vdesk", "--to", "all.json", code=code), "all.json is there already")
    _ok(run("export", "g.vdesk", "people", "--format", "json", "--audience", "public", "--to", "p.json", code=code))
    public = json.loads((tmp_path / "p.json").read_bytes())
    assert (set(public), public["audience"]) == ({"group", "audience", "as_at", "people"}, "public")


def test_home_addresses_only_when_asked(run: Run, group: Path, council_xml: Path) -> None:
    _ok(run("import", group, council_xml, "--home-addresses", "--council", "Brynafon Council"))
    assert "12 Mill Lane" in _ok(run("show", group, "people", "--json"))
    assert "Brynafon Council" in _ok(run("show", group, "organizations"))


def test_check_backup_and_restore(run: Run, group: Path, tmp_path: Path) -> None:
    assert json.loads(_ok(run("check", group, "--json")))["community_group"] == 1
    assert "g.vdesk is sound" in _ok(run("check", group))
    said = _ok(run("backup", group, "--to", "stick"))
    (copy,) = (tmp_path / "stick").iterdir()
    assert copy.name in said
    refused(run("restore", copy, "--to", group), "g.vdesk is there already")
    assert "is kept as" in _ok(run("restore", copy, "--to", group, "--replace"))
    _ok(run("restore", copy, "--to", "other.vdesk"))
    assert len(list(tmp_path.glob("*.vdesk"))) == 3


def test_nothing_is_made_over_what_is_there(run: Run, group: Path) -> None:
    before = group.read_bytes()
    refused(run("new", group, "--name", "Another"), "is there already. Nothing was changed.")
    refused(run("sample", group), "is there already. Nothing was changed.")
    assert group.read_bytes() == before


def test_today_may_be_fixed(run: Run, group: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    refused(run("sample", "s.vdesk", "--today", "soon"), "soon is not a date")
    monkeypatch.setenv("VILLAGEDESK_TODAY", "2031-01-01")
    refused(run("pack", group, "-o", "p.pdf"), "No meeting is planned from 1 January 2031 on.")
    monkeypatch.setenv("VILLAGEDESK_TODAY", "soon")
    refused(run("show", group, "people"), "VILLAGEDESK_TODAY is not a date")


def test_wrong_use_is_exit_2(run: Run, group: Path) -> None:
    for arguments in (("show",), ("show", group, "people", "--nonsense"), ("export", group, "--format", "doc"),
                      ("pack", group, "--audience", "everybody", "-o", "x.pdf"), ("sample", "s.vdesk", "--scale", "0"),
                      ("new", "n.vdesk")):  # fmt: skip
        ran = run(*arguments)
        assert (ran.returncode, ran.stdout) == (2, ""), arguments
        assert "Usage: villagedesk" in ran.stderr
    refused(run("show", group, "cats"), "There is no kind cats: use one of group, people")


def test_help_and_version(run: Run) -> None:
    words = _ok(run("--help"))
    for name in ("new", "sample", "show", "import", "export", "pack", "check", "backup", "restore"):
        assert name in words
    assert _ok(run("--version")).startswith("VillageDesk ")


def test_a_file_called_like_a_command_is_opened_as_a_file(process: Run) -> None:
    ran = process("./new")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("There is no screen here.")
    assert ran.stderr.count("\n") == 1


def test_two_runs_of_the_example_are_one(run: Run) -> None:
    for name in ("a.vdesk", "b.vdesk"):
        _ok(run("sample", name, code=None))
    one, two = (_ok(run("show", name, "actions", "--json", code=None)) for name in ("a.vdesk", "b.vdesk"))
    assert one == two
    assert json.loads(one)


def test_questions_and_responses_are_shown(run: Run) -> None:
    _ok(run("sample", "a.vdesk", code=None))
    asked, said = (
        json.loads(_ok(run("show", "a.vdesk", kind, "--json", code=None))) for kind in ("questions", "responses")
    )
    assert [row["number"] for row in asked] == [f"26/Q{n}" for n in range(1, 13)]
    assert sorted(row["question_kind"] for row in asked).count("foi") == 3
    late = next(row for row in asked if row["reference"] == "FOI-3318")
    assert (late["asked_on"], late["law_due_on"], late["body_name"]) == ("2026-10-05", "2026-11-02", "Highways")
    assert len(said) == 6
    assert {"title", "closes_on", "closes_at", "notice_says", "sent_on", "outcome"} <= set(said[0])


def test_a_body_says_what_it_follows_and_what_follows_it(run: Run) -> None:
    _ok(run("sample", "a.vdesk", code=None))
    bodies = {row["name"]: row for row in json.loads(_ok(run("show", "a.vdesk", "organizations", "--json", code=None)))}
    (after,) = bodies["Brynafon Council"]["successors"]
    assert (after["organization"], after["on_date"]) == ("Afon Valley Council", "2028-04-01")
    (before,) = bodies["Afon Valley Council"]["predecessors"]
    assert before["organization_id"] == bodies["Brynafon Council"]["id"]
    assert bodies["Brynafon Council"]["elects_on"] == "2027-05-06"


def test_every_meeting_as_json(process: Run, tmp_path: Path) -> None:
    _ok(process("sample", "g.vdesk", code=None))
    found = json.loads(_ok(process("show", "g.vdesk", "meetings", "--json", code=None)))
    held = [meeting for meeting in found if meeting["status"] == "held"]
    assert {meeting["status"] for meeting in found} == {"planned", "held", "cancelled"}
    assert all(meeting["agenda"] and meeting["attendance"] for meeting in held)
    assert any(meeting["decisions"] and meeting["actions"] and meeting["declarations"] for meeting in held)
    decision = next(row for meeting in held for row in meeting["decisions"])
    assert {"number", "text", "outcome", "how", "item"} <= set(decision)
    assert all(item["number"] == place for item, place in zip(held[0]["agenda"], range(1, 99), strict=False))
    coming = next(meeting for meeting in found if meeting["status"] == "planned")
    assert (coming["attendance"], coming["decisions"], coming["actions"]) == ([], [], [])
