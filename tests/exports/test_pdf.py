from __future__ import annotations

import pypdfium2
import pytest

from sapere.exports.pdf import pdf
from sapere.research.errors import CannotExport
from tests.exports import readers
from tests.exports.material import concept, in_script, page, sentence, source, tides, topic

NOBODYS = "\U000e1234"
"""A letter that Unicode has not given to anybody."""


def formulas(*written: str) -> bytes:
    told = page(1, ("", [sentence(one, "formula") for one in written]))
    return pdf(topic("Formulas", [concept(1, "Formulas")], [told], [source("book", "A book")]))


def test_formulas_are_drawn_and_footnotes_stand_beneath() -> None:
    shown = readers.pdf(pdf(tides()))
    assert r"\frac" not in shown
    assert "Not finished yet: 2 of 3 pages are written." in shown
    assert "page 12, characters 90–113" in shown and "3:15, characters 40–64" in shown


def test_what_stands_in_the_sentence_is_not_quoted_again() -> None:
    shown = readers.pdf(pdf(tides()))
    assert shown.count("Twice a day the water comes back.") == 1
    assert shown.count("The moon pulls the sea.") == 1


@pytest.mark.parametrize(
    "tex",
    [r"\frac{", r"\notacommand{x}", '#read("/etc/passwd")', r"x $ #import \"a\" $",
     r"\href{http://evil.test}{x}", "{" * 300, "x" * 2000],
)  # fmt: skip
def test_a_formula_that_cannot_be_set_is_shown_as_it_is_written(tex: str) -> None:
    assert readers.words(tex)[:60] in readers.words(readers.pdf(formulas(tex, r"E = m c^{2}")))


def test_code_inside_of_a_formula_is_words() -> None:
    assert "#read(/etc/hostname)" in readers.words(readers.pdf(formulas(r"\text{#read(/etc/hostname)}")))


def test_a_letter_without_a_font_stands_as_its_code_and_the_first_page_says_so() -> None:
    told = in_script("en", "Signs", f"A sign {NOBODYS} stands among letters that every font has. " * 3)
    shown = readers.pdf(pdf(told))
    assert "[U+E1234]" in shown
    assert "Not shown for want of a font" in shown


def test_a_script_without_a_font_is_refused_by_name() -> None:
    with pytest.raises(CannotExport, match="No font on this machine has the letters") as refused:
        pdf(in_script("en", NOBODYS * 9, NOBODYS * 90))
    assert "Install" in refused.value.advice


def test_a_pdf_has_its_title_and_no_script() -> None:
    document = pypdfium2.PdfDocument(pdf(tides()))
    assert document.get_metadata_dict()["Title"] == "Tides"
