"""Names and text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from villagedesk.core import text


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("Councillor Rhian Pryce-Jones", ("Councillor", "Rhian Pryce-Jones", "")),
        ("Councillor T. W. O'Hara MBE", ("Councillor", "T. W. O'Hara", "MBE")),
        ("Y Cynghorydd Siân Llŷr Ŵyn", ("Y Cynghorydd", "Siân Llŷr Ŵyn", "")),
        ("Y Cyng. Siân Ŵyn", ("Y Cyng.", "Siân Ŵyn", "")),
        ("Cllr. Dr Grace Adeyemi MBE, JP", ("Cllr. Dr", "Grace Adeyemi", "MBE, JP")),
        ("County Councillor Jo Bloggs", ("County Councillor", "Jo Bloggs", "")),
        ("Alderman  Sir Bob Down", ("Alderman Sir", "Bob Down", "")),
        ("Councillor Jo Müller <jo>", ("Councillor", "Jo Müller <jo>", "")),
        ("Drew Missen", ("", "Drew Missen", "")),
        ("Lordly Maples", ("", "Lordly Maples", "")),
        ("Dr", ("", "Dr", "")),
        ("", ("", "", "")),
    ],
)
def test_titles_and_honours_are_told_from_the_name(printed: str, parts: tuple[str, str, str]) -> None:
    assert text.split_title(printed) == parts


@given(st.text())
def test_splitting_a_name_loses_no_word(printed: str) -> None:
    title, name, honours = text.split_title(printed)
    kept = " ".join((title, name, honours)).replace(",", " ").split()
    assert kept == text.one_line(printed).replace(",", " ").split()


def test_folding_makes_accents_case_and_spaces_equal() -> None:
    assert text.fold("  Dŵr ") == text.fold("dwr") == "dwr"
    assert text.fold("STRASSE") == text.fold("Straße")


@given(st.text())
def test_folding_twice_is_folding_once(typed: str) -> None:
    assert text.fold(text.fold(typed)) == text.fold(typed)


@pytest.mark.parametrize(
    ("name", "sorted_as"),
    [
        ("Rhian Pryce-Jones", "pryce-jones rhian"),
        ("Ludwig van Beethoven", "van beethoven ludwig"),
        ("Dafydd ap Gwilym", "ap gwilym dafydd"),
        ("Jo Müller <jo>", "muller jo"),
        ("Van Morrison", "morrison van"),
        ("Madonna", "madonna"),
        ("", ""),
    ],
)
def test_people_sort_by_family_name(name: str, sorted_as: str) -> None:
    assert text.sort_name(name) == sorted_as


def test_initials() -> None:
    assert text.initials("Siân Llŷr Ŵyn") == "SŴ"
    assert text.initials("Rhian Pryce-Jones") == "RJ"
    assert text.initials("madonna") == "M"
    assert text.initials("<>") == ""


@given(st.text())
def test_initials_are_two_letters_at_most(name: str) -> None:
    assert len(text.initials(name)) <= 2


@given(st.text(), st.integers(0, 40))
def test_a_shortened_text_fits(typed: str, limit: int) -> None:
    short = text.shorten(typed, limit)
    assert len(short) <= limit
    assert "\n" not in short


def test_a_text_is_cut_at_a_word() -> None:
    assert text.shorten("Ask Highways about the crossing", 20) == "Ask Highways..."
    assert text.shorten("Ask\nHighways", 20) == "Ask Highways"


@pytest.mark.parametrize(
    ("words", "stem"),
    [
        ("Briefing, Siân Llŷr", "Briefing, Siân Llŷr"),
        ('a/b\\c:d*e?"f<g>h|i\nj', "a b c d e f g h i j"),
        ("ends in a dot. ", "ends in a dot"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("***", "_"),
    ],
)
def test_a_file_is_named_so_that_every_system_takes_it(words: str, stem: str) -> None:
    assert text.file_stem(words) == stem


@pytest.mark.parametrize(("words", "lower"), [("More than half", "more than half"), ("A lamp", "a lamp"), ("A4", "A4")])
def test_a_small_first_letter_where_it_is_no_abbreviation(words: str, lower: str) -> None:
    assert text.lower_first(words) == lower
