from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers.formulas import bare, is_formula, raised
from tests.readers.test_html import blocks, read

FRACTION = "<mfrac><mi>a</mi><mi>b</mi></mfrac>"
NOTED = '<semantics><mi>E</mi><annotation encoding="application/x-tex">{\\displaystyle E}</annotation></semantics>'


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        (f"<math>{FRACTION}</math>", r"\frac{a}{b}"),
        (f"<math>{NOTED}</math><img class='mwe-math-fallback-image-inline' alt='{{\\displaystyle E}}'>", "E"),
        ("<img class='tex' alt='$x_1$'>", "x_1"),
        (r"<span class='math notranslate'>\(x^2\)</span>", "x^2"),
        (r"<span class='math inline'>x<sup>2</sup></span>", "x²"),
        ("<script type='math/tex'>y</script>", "y"),
    ],
)
def test_formulas_in_a_sentence_are_tex(markup: str, text: str) -> None:
    assert read(f"<p>Here {markup} stands.</p>").text == f"Here {text} stands."


@pytest.mark.parametrize(
    "markup",
    [
        f"<math display='block'>{FRACTION}</math>",
        r"<div class='math notranslate'>\[\frac{a}{b}\]</div>",
        r"<p><span class='math display'>\[\frac{a}{b}\]</span></p>",
        r"<p>$$ \frac{a}{b} $$</p>",
        f"<dl><dd><span><span style='display: none'><math>{FRACTION}</math></span><img alt='a'></span></dd></dl>",
        f"<p> <span><math>{FRACTION}</math></span> </p>",
        r"<script type='math/tex; mode=display'>\frac{a}{b}</script>",
    ],
)
def test_formulas_of_their_own_are_blocks(markup: str) -> None:
    assert blocks(read(f"<p>Some words.</p>{markup}")) == [("formula", r"\frac{a}{b}")]


def test_a_formula_beside_words_is_no_block() -> None:
    assert (
        blocks(
            read(f"<p>It is <span><math>{FRACTION}</math></span></p><p><math>{FRACTION}</math> it is.</p>")
        )
        == []
    )


def test_a_table_keeps_its_header_rows_and_formulas() -> None:
    head = "<thead><tr><th>Law</th><th>Form</th></tr></thead>"
    rows = r"<tr><td>first</td><td><span class='math'>\(F=0\)</span></td></tr><tr><td>size</td><td>10<sup>-6</sup></td></tr>"
    assert blocks(read(f"<table><caption>Laws</caption>{head}<tbody>{rows}</tbody></table>")) == [
        ("table", "Law | Form\nfirst | F=0\nsize | 10⁻⁶")
    ]


@given(st.text())
def test_any_text_is_a_formula_or_not(text: str) -> None:
    assert bare(bare(text)) is not None
    assert is_formula(f"\\[{text}\\]") or not text or "\\" in text
    assert len(raised(text)) == len(text)
