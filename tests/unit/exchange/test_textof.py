"""The words in documents."""

import io
import zipfile

import pytest

from villagedesk.exchange import cage
from villagedesk.exchange.textof import text_of, texts


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name.replace("__", "/"), content)
    return out.getvalue()


WORD = '<w:document xmlns:w="urn:w"><w:p><w:r><w:t>Jo </w:t></w:r><w:r><w:t>Smi</w:t></w:r><w:t>th</w:t></w:p><w:p><w:t>lives</w:t></w:p></w:document>'
SHEET = '<sst xmlns="urn:s"><si><t>Jo Smith</t></si><si><t>12 Mill Lane</t></si></sst>'
MESSAGE = b"""From: Jo Smith <jo@post.example>\r
To: us@elm.example\r
Subject: =?utf-8?q?The_h=C3=A2ll?=\r
MIME-Version: 1.0\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
<p>Jo&nbsp;Smi=\r
th wrote</p>\r
"""


def test_the_words_of_office_files() -> None:
    assert text_of("a.docx", packed(word__document="", **{"word/document.xml": WORD})) == "Jo Smith\nlives\n"
    assert "Jo Smith\n12 Mill Lane" in (text_of("a.xlsx", packed(**{"xl/sharedStrings.xml": SHEET})) or "")


def test_the_words_of_an_e_mail() -> None:
    text = text_of("mail.eml", MESSAGE) or ""
    assert "jo@post.example" in text
    assert "The hâll" in text
    assert "Smith wrote" in text


def test_the_words_of_a_pdf() -> None:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.drawString(72, 720, "Jo Smith of Mill Lane")
    canvas.save()
    assert "Jo Smith of Mill Lane" in (text_of("a.pdf", out.getvalue()) or "")


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\0\0\0", b"PK\x03\x04broken", b"%PDF-broken", b"\0\0\0\0"])
def test_what_has_no_words_says_so(data: bytes) -> None:
    assert text_of("x", data) is None


def test_documents_are_read_in_the_cage() -> None:
    assert cage.run(texts, [("a.txt", "Siân".encode()), ("b.png", b"\0\0")]) == ["Siân", None]
