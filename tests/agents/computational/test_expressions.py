from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.computational.expressions import Node, NotAFormula, is_number, parse

FORMULAS = st.text("0123456789.xyzei+-*/^!(), sincoqrtlgabπ√²∞=_'\"[]", max_size=60)


def text(node: Node) -> str:
    """Every operation in brackets."""
    if not node.parts:
        return node.name
    return f"({node.name or node.kind} {' '.join(map(text, node.parts))})"


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1 + 2 * 3", "(add 1 (multiply 2 3))"),
        ("1-2-3", "(subtract (subtract 1 2) 3)"),
        ("-x^2", "(negate (power x 2))"),
        ("2^3^2", "(power 2 (power 3 2))"),
        ("x**-1", "(power x (negate 1))"),
        ("2x(x+1)", "(multiply (multiply 2 x) (add x 1))"),
        ("x^2 sin x", "(multiply (power x 2) (sin x))"),
        ("sin 2x cos x", "(multiply (sin (multiply 2 x)) (cos x))"),
        ("sin^2 x", "(power (sin x) 2)"),
        ("√2", "(sqrt 2)"),
        ("x²", "(power x 2)"),
        ("3 × 4 ÷ 2", "(divide (multiply 3 4) 2)"),
        ("2πx", "(multiply (multiply 2 pi) x)"),
        ("ax^2", "(multiply a (power x 2))"),
        ("gcd(12, 18)", "(gcd 12 18)"),
        ("5!", "(factorial 5)"),
    ],
)
def test_a_formula_is_read_as_it_is_meant(typed: str, read: str) -> None:
    assert text(parse(typed)) == read


@pytest.mark.parametrize(
    "typed",
    [
        "", "photosynthesis", "x +", "(x", "x)", "2 3", "sin", "gcd(1)", "mod(x, 2)", "sin(1, 2)", "x.y", "x[0]", "x;y", "lambda: 0",
        "__import__('os').system('true')", "exec", "().__class__", "9^9^9", "9^101", "(9^99)^99", "9^99*" * 25 + "9",
        "1000000!", "3!!!!!!", "9" * 41, "exp(9999)", "(" * 60 + "x" + ")" * 60, "-" * 60 + "x", "x+" * 100 + "x", "x" * 201,
        "sin " * 50 + "x", "2^(1/0)",
    ],
)  # fmt: skip
def test_whatever_else_is_refused(typed: str) -> None:
    with pytest.raises(NotAFormula):
        parse(typed)


@given(FORMULAS | st.text(max_size=40))
def test_any_text_is_a_formula_or_refused(typed: str) -> None:
    try:
        node = parse(typed)
    except NotAFormula:
        return
    assert node.plain()
    assert is_number(node) == (not node.symbols())
