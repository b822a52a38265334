"""What is pasted into the minutes is plain text with its lists."""

from villagedesk.services import pasted

WORD = """<html xmlns:o="urn:x"><head><style>p.MsoNormal{margin:0}</style></head><body lang=EN-GB>
<p class=MsoNormal>The chair <b>welcomed</b>
everybody.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>First point</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>Second
<script>alert(1)</script>point</p></body></html>"""


def test_words_own_lists_are_lists() -> None:
    assert pasted.from_html(WORD) == "The chair welcomed everybody.\n\n- First point\n1. Second point"


def test_two_megabytes_of_markup_leave_their_words() -> None:
    paragraph = f"<p class=MsoNormal style='{'x' * 250}'><span lang=EN-GB style='a:b'>Words that stay.</span></p>"
    text = pasted.from_html(WORD.replace("</body></html>", paragraph * 6_500))
    assert text.count("Words that stay.") == 6_500
    assert "<" not in text


def test_lists_tables_and_breaks_of_a_page() -> None:
    html = "<ul><li>One<li><p>Two</p></ul><ol><li>A</li><li>B<br>more</li></ol><table><tr><td>x</td><td>y</td></tr></table>"
    assert pasted.from_html(html) == "- One\n- Two\n1. A\n2. B\nmore\n\nx y"


def test_signs_of_plain_text_become_one() -> None:
    assert pasted.from_text("·\tFirst\r\n•  Second\r\n1.\tThird\r\nPlain - text") == (
        "- First\n- Second\n1. Third\nPlain - text"
    )
