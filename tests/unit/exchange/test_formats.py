"""The one door for files from outside."""

import os
import zipfile
from pathlib import Path

import pytest

from villagedesk import exchange
from villagedesk.core.errors import Refused, Unavailable

XML = (
    '<?xml version="1.0"?><councillorsbyward><ward><wardtitle>Canol y Dŵr</wardtitle>'
    "<councillor><councillorid>7</councillorid><fullusername>Jo</fullusername></councillor></ward></councillorsbyward>"
)


def test_a_file_is_recognised_from_its_content_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "councillors.csv"
    path.write_text(XML, encoding="utf-16")
    reading = exchange.read(path)
    assert (reading.format, reading.source) == ("moderngov", "councillors.csv")
    assert [(entry.name, entry.ward) for entry in reading.content.entries] == [("Jo", "Canol y Dŵr")]
    assert exchange.read(path, "moderngov") == reading


def test_a_path_counts_from_where_the_person_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "list.xml").write_text(XML, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert exchange.read(Path("list.xml")).source == "list.xml"


def test_an_unknown_format_is_refused_with_those_that_are_known(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"There is no format called “docx”. These can be read: moderngov") as no:
        exchange.read(tmp_path / "x", "docx")
    assert no.value.field == "format"


def test_a_word_document_and_a_pdf_are_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "list.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    with pytest.raises(Refused, match=r"This is a Word document, not a list\. Copy its table and paste it, or save"):
        exchange.read(path)
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600) + "WordDocument".encode("utf-16-le"))
    with pytest.raises(Refused, match="This is a Word document"):
        exchange.read(path)
    path.write_bytes(b"%PDF-1.7\n1 0 obj\n")
    with pytest.raises(Refused, match=r"This is a PDF, not a list\."):
        exchange.read(path)


def test_a_web_page_is_said_to_be_one(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text("<html><head><title>Object moved</title></head><body>here</body></html>")
    with pytest.raises(Refused, match="This is a web page"):
        exchange.read(path)


@pytest.mark.parametrize("name", ["missing.xml", "folder", "no\0name", "\udcff.xml"])
def test_what_is_no_file_is_unavailable(tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(Unavailable) as no:
        exchange.read(tmp_path / name)
    assert no.value.remedy.endswith("Nothing has been changed.")
    no.value.sentence().encode()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="POSIX only")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unavailable, match="is not a file"):
        exchange.read(tmp_path / "pipe")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "list.xml"
    path.write_text(XML, encoding="utf-8")
    path.chmod(0)
    with pytest.raises(Unavailable, match=r"“list.xml” could not be opened: Permission denied"):
        exchange.read(path)


def test_each_format_has_a_name_for_the_screen() -> None:
    assert [name for name, title in exchange.accepted()] == [known.name for known in exchange.FORMATS]
