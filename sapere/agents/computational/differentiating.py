"""A derivative rule by rule, as it is taught. Runs in the calculating child only."""

from __future__ import annotations

from collections.abc import Iterator

import sympy as sp

MOST_STEPS = 12

Step = tuple[str, str]
"""A sentence that names the rule, and the formula that it gives, in TeX."""


def steps(function: sp.Expr, variable: sp.Symbol) -> list[Step]:
    """From the whole to its parts; at most ``MOST_STEPS``."""
    found: list[Step] = []
    waiting = [function]
    while waiting and len(found) < MOST_STEPS:
        part = waiting.pop(0)
        if part == variable or not part.has(variable):
            continue
        sentence, formula, inner = _rule(part, variable)
        found.append((sentence, _equation(part, variable, formula)))
        waiting = [*inner, *waiting]
    return found


def _rule(part: sp.Expr, x: sp.Symbol) -> tuple[str, str, list[sp.Expr]]:
    """The rule's sentence, the right side it gives, and the parts whose derivatives are still to be found."""
    if part.is_Add:
        inside = " + ".join(_derivative(term, x) for term in part.args)
        return "The sum rule: each term is differentiated by itself.", inside, list(part.args)
    if part.is_Mul:
        return _product(part, x)
    if part.is_Pow:
        return _power(part, x)
    return _function(part, x)


def _product(part: sp.Expr, x: sp.Symbol) -> tuple[str, str, list[sp.Expr]]:
    constant, rest = part.as_independent(x, as_Add=False)
    if constant != 1:
        formula = rf"{sp.latex(constant)} \cdot {_derivative(rest, x)}"
        return "A constant factor stays in front of the derivative.", formula, [rest]
    above, below = part.as_numer_denom()
    if below.has(x):
        top = rf"{_bracketed(below)} {_derivative(above, x)} - {_bracketed(above)} {_derivative(below, x)}"
        return "The quotient rule.", rf"\frac{{{top}}}{{{_bracketed(below)}^{{2}}}}", [above, below]
    first, *others = part.args
    second = sp.Mul(*others)
    formula = rf"{_derivative(first, x)} \cdot {_bracketed(second)} + {_bracketed(first)} \cdot {_derivative(second, x)}"
    return "The product rule.", formula, [first, second]


def _power(part: sp.Expr, x: sp.Symbol) -> tuple[str, str, list[sp.Expr]]:
    base, exponent = part.as_base_exp()
    if not exponent.has(x):
        outer = sp.latex(exponent * base ** (exponent - 1))
        return _chained("The power rule", outer, base, x)
    if not base.has(x):
        outer = sp.latex(part * sp.log(base))
        return _chained("The rule for exponential functions", outer, exponent, x)
    whole = sp.latex(sp.diff(part, x))
    return "Logarithmic differentiation, as the letter is in the base and in the exponent.", whole, []


def _function(part: sp.Expr, x: sp.Symbol) -> tuple[str, str, list[sp.Expr]]:
    inner = part.args[0]
    place = sp.Dummy("u")
    outer = sp.latex(sp.diff(part.func(place), place).subs(place, inner))
    return _chained("A known derivative", outer, inner, x)


def _chained(rule: str, outer: str, inner: sp.Expr, x: sp.Symbol) -> tuple[str, str, list[sp.Expr]]:
    if inner == x:
        return f"{rule}.", outer, []
    sentence = f"{rule}, and the chain rule: times the derivative of the inner function."
    return sentence, rf"{outer} \cdot {_derivative(inner, x)}", [inner]


def _derivative(part: sp.Expr, x: sp.Symbol) -> str:
    return rf"\frac{{d}}{{d {sp.latex(x)}}} {_bracketed(part)}"


def _bracketed(part: sp.Expr) -> str:
    return rf"\left({sp.latex(part)}\right)"


def _equation(part: sp.Expr, x: sp.Symbol, formula: str) -> str:
    return f"{_derivative(part, x)} = {formula}"


def sentences(function: sp.Expr, variable: sp.Symbol) -> Iterator[tuple[str, str]]:
    """The steps as lines of a page. Each sentence leads over to its formula, so that the two are quoted together."""
    for sentence, formula in steps(function, variable):
        yield "text", f"{sentence.rstrip('.')}, which gives an equation:"
        yield "formula", formula
