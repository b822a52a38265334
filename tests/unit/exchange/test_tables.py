"""Tables from text, spreadsheets and pages."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from villagedesk import exchange
from villagedesk.core.errors import Refused
from villagedesk.exchange import delimited, workbook
from villagedesk.exchange.columns import people
from villagedesk.exchange.pasting import pasted
from villagedesk.records.imports import PeopleList, Table


def read(data: bytes) -> Table:
    found = delimited.parse(data)
    assert isinstance(found, Table)
    return found


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_any_delimiter_encoding_and_line_end(delimiter: str, encoding: str, end: str) -> None:
    lines = [["Name", "Notes"], ["Siân", '"a, b; c'.replace(delimiter, " ") + f'{end}two ""quoted"""'], ["Müller", ""]]
    found = read(end.join(delimiter.join(line) for line in lines).encode(encoding))
    note = "a, b; c".replace(delimiter, " ") + '\ntwo "quoted"'
    assert (found.headers, found.rows) == (("Name", "Notes"), (("Siân", note), ("Müller", "")))
    assert found.guess == {0: "name", 1: "summary"}


def test_the_header_need_not_come_first_and_rows_may_be_ragged() -> None:
    found = read(b"Elm Park contacts,,\n\nName,Phone,,Phone\nJo,1\nAl,2,3,4,5\n,,\n\n")
    assert found.headers == ("Name", "Phone", "Column 3", "Phone (4)", "Column 5")
    assert found.first_row == 4
    assert found.rows == (("Jo", "1", "", "", ""), ("Al", "2", "3", "4", "5"))


def test_a_table_without_a_header_loses_no_row() -> None:
    found = read(b"Jo Bloggs,jo@example.org\nAl Day,al@example.org\n")
    assert (found.headers, found.first_row, len(found.rows)) == (("Column 1", "Column 2"), 1, 2)
    assert found.guess == {1: "email"}


def test_oddities_of_exports() -> None:
    assert read(b"sep=;\r\nName;Town, city\r\nJo;X\r\n").headers == ("Name", "Town, city")
    nul = read(b"Name,Phone\nJ\0o,1\n")
    assert (nul.rows, nul.notes) == ((("Jo", "1"),), ("The file holds null characters, which were left out.",))
    unclosed = read(b'Name,Phone\n"Jo,1\nAl,2\n')
    assert unclosed.rows == (('"Jo', "1"), ("Al", "2"))
    assert unclosed.notes == ("A quotation mark is never closed, so quotation marks were taken as letters.",)
    assert read(b"Name,Phone\n'=1+1,'+44 20 7946 0001\n").rows == (("=1+1", "+44 20 7946 0001"),)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (",".join(["Name"] * 50_000).encode() + b"\n" + b"x," * 50_000, "The table has 50,000 columns"),
        (b",,\n,,\n", "The table is empty"),
        (b"just some words\nand more\n", "This text is no table"),
        (b"Name,Phone\n" + b"Jo,1\n" * 100_001, "The table has more than 100,000 rows"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, says: str) -> None:
    with pytest.raises(Refused, match=says) as no:
        delimited.parse(data)
    assert no.value.message.endswith("Nothing has been changed.")


@pytest.mark.parametrize(
    ("text", "first", "guess"),
    [
        ("Name\nJo Smith\nSiân O'Hara\n", "Jo Smith", "name"),
        ("Jo Smith\nSiân O'Hara\n", "Jo Smith", "name"),
        ("Our members\nJo Smith\nSiân O'Hara\n", "Jo Smith", "name"),
        ("jo@village.example\nal@village.example\n", "jo@village.example", "email"),
        ("12 Mill Lane\n14a Mill Lane\n", "12 Mill Lane", "address"),
    ],
)
def test_a_bare_column_of_names_or_addresses_is_a_table(tmp_path: Path, text: str, first: str, guess: str) -> None:
    path = tmp_path / "members.csv"
    path.write_text(text, encoding="utf-8")
    reading = exchange.read(path)
    assert isinstance(reading.content, Table)
    assert (reading.format, len(reading.content.rows), reading.content.guess) == ("csv", 2, {0: guess})
    assert reading.content.rows[0] == (first,)


def test_a_letter_is_no_table(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear Ms Bowen\n\nI write to you about the gate.\nIt is still broken.\n", encoding="utf-8")
    with pytest.raises(Refused, match="This text is no table"):
        exchange.read(path)


def test_a_row_with_far_too_many_cells_is_refused_alone() -> None:
    found = read(b"Name,Phone\nJo,1\n" + b"x," * 50_000 + b"\nAl,2\n")
    assert [(one.row, one.reason) for one in found.refused] == [(3, "It has more cells than a table can have.")]
    assert [row[0] for row in found.rows] == ["Jo", "", "Al"]


def sheet(rows: list[list[object]], *more: list[list[object]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "remove_timezone": True}) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for one in (rows, *more):
            page = book.add_worksheet()
            for place, row in enumerate(one):
                for column, cell in enumerate(row):
                    page.write(place, column, cell, *([day] if isinstance(cell, date) else []))
    return out.getvalue()


def test_a_spreadsheet_is_a_table_with_its_own_row_numbers(tmp_path: Path) -> None:
    path = tmp_path / "contacts.xlsx"
    path.write_bytes(
        sheet(
            [
                [],
                ["Name", "Mobile", "Date joined", "Voting"],
                ["Siân", 447700900001, date(2019, 4, 1), True],
                [],
                ["Al", 1.5],
            ],
            [["Other"]],
        )
    )
    reading = exchange.read(path)
    table = reading.content
    assert isinstance(table, Table) and reading.format == "xlsx"
    assert table.first_row == 3
    assert table.rows == (
        ("Siân", "447700900001", "2019-04-01", "yes"), ("", "", "", ""), ("Al", "1.5", "", ""),
    )  # fmt: skip
    assert table.notes == ("Only the sheet “Sheet1” was read; these were left out: Sheet2.",)
    assert [one.row for one in people(table, table.guess).people] == [3, 5]


def test_broken_and_swollen_spreadsheets_are_refused() -> None:
    good = sheet([["Name"], ["Jo"]])
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"\0" * 201_000_000)
    for data, says in (
        (good[:200], "damaged"), (good[:-80], "damaged"), (b"PK\x03\x04", "damaged"), (bomb.getvalue(), "larger inside"),
        (sheet([]), "empty"), (sheet([["Name"] * 600]), "600 columns"), (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "damaged"),
    ):  # fmt: skip
        with pytest.raises(Refused, match=says):
            workbook.parse(data)


def test_an_opendocument_sheet_is_read(tmp_path: Path) -> None:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{cell}</text:p></table:table-cell>' for cell in row
        )
        + "</table:table-row>"
        for row in (("Name", "E-mail"), ("Siân", "sian@example.org"))
    )
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    path = tmp_path / "contacts.ods"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
        archive.writestr(
            "content.xml",
            f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {names}><office:body><office:spreadsheet>'
            f'<table:table table:name="Contacts">{cells}</table:table></office:spreadsheet></office:body></office:document-content>',
        )
    table = exchange.read(path).content
    assert isinstance(table, Table)
    assert (table.headers, table.rows) == (("Name", "E-mail"), (("Siân", "sian@example.org"),))


def test_a_table_copied_from_a_page_is_read() -> None:
    table = pasted(
        "<html><body><table><tr><td>Menu</td></tr></table><table border=1><thead><tr><th>Councillor</th><th>Ward"
        "<th>Contact</tr></thead><tr><td><b>Cllr Jo</b>&nbsp;Bloggs<td rowspan=2>Ashgrove</td><td>"
        "<a href='mailto:jo@example.org?subject=x'>E-mail Jo</a></td></tr><tr><td>Al<br>Day</td>"
        "<td><a href='mailto:al@example.org'>al@example.org</a><script>x()</script></td></tr></table>"
    )
    assert table.headers == ("Councillor", "Ward", "Contact")
    assert table.rows == (
        ("Cllr Jo Bloggs", "Ashgrove", "E-mail Jo jo@example.org"), ("Al\nDay", "Ashgrove", "al@example.org"),
    )  # fmt: skip
    assert table.guess[0] == "name" and table.guess[1] == "ward"


def test_text_with_tabs_is_a_table_too() -> None:
    table = pasted("Name\tPhone\r\nJo Bloggs\t020 7946 0001\r\n")
    assert table.rows == (("Jo Bloggs", "020 7946 0001"),)


@pytest.mark.parametrize(
    "text", ["", "hello there", "<table></table>", "<table><tr><td>", "x" * 5_000_001,
             "<table><tr>" + "<td rowspan=999 colspan=999>x" * 200]
)  # fmt: skip
def test_what_is_pasted_without_a_table_is_refused(text: str) -> None:
    with pytest.raises(Refused):
        pasted(text)


def test_our_own_sheets_are_people_at_once() -> None:
    from villagedesk.exchange import sheets_out
    from villagedesk.records.imports import PersonEntry

    content = PeopleList(people=(PersonEntry(1, "p1", "Jo"),))
    assert isinstance(delimited.parse(sheets_out.as_csv(content)), PeopleList)
    assert isinstance(workbook.parse(sheets_out.as_xlsx(content)), PeopleList)
