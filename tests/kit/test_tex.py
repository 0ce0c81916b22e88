from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.kit.tex import inline_formulas, without_formulas


def found(text: str) -> list[str]:
    return [formula.tex for formula in inline_formulas(text)]


@pytest.mark.parametrize(
    ("text", "formulas"),
    [
        (
            r"Then it becomes a^{3} = M_{1} \times P^{2}, and we solve for M^{1}:",
            [r"a^{3} = M_{1} \times P^{2}", "M^{1}"],
        ),
        (r"It falls by a \frac{1}{3} of it.", [r"\frac{1}{3}"]),
        (r"It is x^{2} \cos{\left(x \right)} + 2 x.", [r"x^{2} \cos{\left(x \right)} + 2 x"]),
        (r"The masses (M_{1} and M_{2}) count.", ["M_{1}", "M_{2}"]),
        (r"The speed is v = \sqrt{\frac{2 G M}{r}} there.", [r"v = \sqrt{\frac{2 G M}{r}}"]),
        ("Energy is E = mc^2 at rest.", ["E = mc^2"]),
        (r"The derivative of \(x^{2}\) with respect to \(x\) is 2 x.", ["x^{2}", "x"]),
        (r"Each $n$ with $\alpha < 1$ costs $5 or $10, as x^{2} does.", ["n", r"\alpha < 1", "x^{2}"]),
    ],
)
def test_a_formula_inside_a_sentence(text: str, formulas: list[str]) -> None:
    assert found(text) == formulas


@pytest.mark.parametrize(
    "text",
    [
        r"The pattern \d+ matches figures and [^a-z] what is no small letter.",
        r"The file is at C:\Users\text\new and \n ends a line.",
        "The name __init__ and the sign ^ in a ^ b are Python's.",
        "A cat, a dog and I = 3 animals.",
        r"The pattern \(foo\) matches a word in round brackets.",
        "It costs $5 and $10, $HOME is $PATH$ and $$ ends it.",
    ],
)
def test_what_is_no_formula(text: str) -> None:
    assert found(text) == []


def test_what_is_left_is_prose() -> None:
    text = r"E^{2} is the square of E, which is \frac{1}{2} m v^{2}."
    assert without_formulas(text) == "Xxxxx is the square of E, which is xxxxxxxxxx."


@given(st.text(st.sampled_from(r"ab 1{}\^_().,=+") | st.characters(codec="utf-8"), max_size=60))
def test_formulas_lie_in_any_text_in_order(text: str) -> None:
    formulas = inline_formulas(text)
    edges = [edge for formula in formulas for edge in formula[:2]]
    assert edges == sorted(edges) and all(formula.start < formula.end for formula in formulas)
    assert all(one.tex in text[one.start : one.end] and one.tex == one.tex.strip() for one in formulas)
