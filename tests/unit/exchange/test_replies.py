"""Forms filled in without the program, and what they say when they come back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.replying import fill_in_page, fill_in_pdf
from villagedesk.core.errors import Refused
from villagedesk.core.words import ReplyWay
from villagedesk.exchange import replies
from villagedesk.exchange.replyform import as_html
from villagedesk.packs.blocks import Asks, Heading
from villagedesk.packs.build import print_blocks
from villagedesk.records.forms import FieldKind, FormEntry, FormField, FormKind, FormPart, FormSection, ReplyForm
from villagedesk.records.packs import Imprint

SCORES = tuple((str(n), f"{n} of 5") for n in range(1, 6))
FORM = ReplyForm(
    kind=FormKind.HEALTH_CHECK,
    id="0192-aa",
    title="Health check, “Tŷ’r Eglwys” & <friends>",
    group="Elm Park Neighbourhood Group",
    as_at=date(2026, 11, 21),
    intro=("Please score each statement.",),
    sections=(FormSection("Last time", ("Trust </script> went up.",)),),
    head=(FormField("name", "Your name", FieldKind.LINE), FormField("on", "Date", FieldKind.DATE)),
    asked=(
        FormField("seen", "Seen", FieldKind.TICK),
        FormField("value", "Score", FieldKind.CHOICE, SCORES),
        FormField("comment", "Comment", FieldKind.LINES),
        FormField("evidence", "Evidence", FieldKind.LINES),
    ),
    parts=(
        FormPart("Trust", tuple(FormEntry(f"e{n}", f"We say what we mean, statement {n}, " * 3, f"{n}") for n in range(12))),
        FormPart("Time", (FormEntry("t", "Commit the time: tŷ & <b>", notes=("Asked in March",)),)),
    ),
    names=("Siân \"Sue\" O'Neill",),
)  # fmt: skip
SCRIPT = """
for (const [name, value] of [[":name", "Siân Ŵyn"], ["e1:value", "4"], ["e1:comment", "Better\\nthan before “ŷ” 😀"],
                             ["t:evidence", "Minutes of May"]]) {
  const box = document.getElementById(name);
  box.value = value;
  box.dispatchEvent(new Event("input", {bubbles: true}));
}
document.getElementById("e2:seen").click();
"""


def pdf(form: ReplyForm = FORM, *, on_paper: bool = False) -> bytes:
    imprint = Imprint(title=form.title, group=form.group, as_at=form.as_at)
    return print_blocks([Heading(1, form.title, "form"), Asks(form, on_paper)], imprint)


@pytest.mark.expects_log  # of pypdf, whose own font has no ŵ
def test_a_pdf_filled_in_by_a_library_is_read() -> None:
    filled = fill_in_pdf(
        pdf(),
        {":name": "Siân Ŵyn", "e1:value": "4 of 5", "e1:comment": "Better\nthan before “ŷ”", "e2:seen": "/Yes",
         "t:evidence": "Minutes of May"},
    )  # fmt: skip
    found = replies.parse(filled)
    assert (found.kind, found.form_id, found.way) == ("health_check", "0192-aa", ReplyWay.PDF)
    assert found.head == {"name": "Siân Ŵyn"}
    assert found.answers == {
        "e1": {"value": "4 of 5", "comment": "Better\nthan before “ŷ”"},
        "e2": {"seen": "yes"},
        "t": {"evidence": "Minutes of May"},
    }
    assert FORM.asked[1].understood(found.answers["e1"]["value"]) == "4"
    assert found.not_printed(FORM.entries, FORM.asked) == ()


def test_a_pdf_is_the_same_each_time_and_has_no_fields_on_paper() -> None:
    assert pdf() == pdf()
    with pytest.raises(Refused, match="printed or scanned"):
        replies.parse(pdf(on_paper=True))


def test_words_that_were_changed_in_a_pdf_are_noticed() -> None:
    other = replies.parse(fill_in_pdf(pdf(), {"e1:value": "4 of 5"}))
    was = FormEntry("t", "Commit no time")
    assert other.not_printed([was, *FORM.entries], FORM.asked) == (was,)


@pytest.mark.parametrize("words", ["Commit the time: tŷ & <b> not before May", "Do not commit the time: tŷ & <b>"])
def test_words_that_were_added_in_a_pdf_are_noticed(words: str) -> None:
    note = FORM.parts[1].entries[0].notes
    added = replace(FORM, parts=(FormPart("", (FormEntry("e", words, "1.", note), FormEntry("f", words, "2."))),))
    found = replies.parse(fill_in_pdf(pdf(added), {"e:value": "4 of 5"}))
    was = [FormEntry("e", "Commit the time: tŷ & <b>", "1.", note), FormEntry("f", "Commit the time: tŷ & <b>", "2.")]
    assert found.not_printed(was, FORM.asked) == tuple(was)
    assert found.not_printed(added.entries, FORM.asked) == ()


def test_a_page_filled_in_in_a_browser_saves_a_reply(tmp_path: Path) -> None:
    page = tmp_path / "form.html"
    page.write_bytes(as_html(FORM))
    saved = fill_in_page(page, SCRIPT, tmp_path)
    assert saved.name == "Reply, Health check, “Tŷ’r Eglwys” & friends, Siân Ŵyn.json"
    found = replies.read(saved)
    assert (found.kind, found.form_id, found.way) == ("health_check", "0192-aa", ReplyWay.HTML)
    assert found.head == {"name": "Siân Ŵyn"}
    assert found.answers == {
        "e1": {"value": "4", "comment": "Better\nthan before “ŷ” 😀"},
        "e2": {"seen": "yes"},
        "t": {"evidence": "Minutes of May"},
    }
    assert not found.was_changed
    assert found.not_printed(FORM.entries, FORM.asked) == ()

    told = json.loads(saved.read_text("utf-8"))
    told["entries"][1]["answers"]["value"] = "1"
    assert replies.parse(json.dumps(told).encode()).was_changed


def test_the_page_asks_for_nothing_from_outside() -> None:
    page = as_html(FORM).decode()
    assert "http" not in page.replace('http-equiv="Content-Security-Policy"', "")
    assert "default-src 'none'" in page
    assert "&lt;friends&gt;" in page and "Trust &lt;/script&gt; went up." in page


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"   \n", "is empty"),
        (as_html(FORM), "This is the form, not the reply"),
        (b"<!doctype html><p>Hello", "web page"),
        (b"%PDF-1.7 and then nothing", "damaged or locked"),
        (b"{", "damaged"),
        (b"[" * 50, "not a reply"),
        (b'{"a": 1}', "not saved by a form"),
        (b'{"villagedesk": "reply", "kind": "review"}', "damaged"),
        (b'{"villagedesk": "reply", "kind": "review", "form": 7, "head": {}, "entries": []}', "damaged"),
        (b'{"villagedesk": "reply", "kind": "review", "form": "7", "head": {}, "entries": [3]}', "damaged"),
        (b"PK\x03\x04", "not a reply"),
        (b"26/31 done", "not a reply"),
    ],
)  # fmt: skip
def test_what_is_no_reply_gets_a_plain_answer(data: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        replies.parse(data)
