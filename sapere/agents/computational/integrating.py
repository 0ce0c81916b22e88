"""An integral rule by rule, from SymPy's own record of how it would be done by hand. Runs in the calculating child only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import sympy as sp
from sympy.integrals import manualintegrate as by_hand

MOST_STEPS = 12

_RULES = {
    "AddRule": "The integral of a sum is the sum of the integrals of its terms.",
    "ConstantRule": "The integral of a constant is the constant times the variable.",
    "PowerRule": "The power rule: the exponent grows by one, and the power is divided by the new exponent.",
    "ReciprocalRule": "The integral of a reciprocal is the natural logarithm.",
    "ExpRule": "An exponential function is its own integral, divided by the logarithm of its base.",
    "SinRule": "The integral of sine is minus cosine.",
    "CosRule": "The integral of cosine is sine.",
    "ArctanRule": "This form integrates to an inverse tangent.",
    "CyclicPartsRule": "Integration by parts leads back to the same integral, so that it can be solved for.",
    "RewriteRule": "The function is written in another form that is easier to integrate.",
}


def lines(function: sp.Expr, variable: sp.Symbol) -> Iterator[tuple[str, str]]:
    """One sentence and one formula a step, from the whole to its parts; nothing where SymPy has no such record."""
    waiting: list[Any] = [by_hand.integral_steps(function, variable)]
    shown: set[str] = set()
    while waiting and len(shown) < MOST_STEPS:
        rule = waiting.pop(0)
        if isinstance(rule, by_hand.AlternativeRule):
            waiting.insert(0, rule.alternatives[0])
            continue
        if rule.contains_dont_know():
            return
        formula = _formula(rule)
        if formula not in shown:
            yield "text", f"{_sentence(rule).rstrip('.')}, which gives an equation:"
            yield "formula", formula
        shown.add(formula)
        waiting = [*_inner(rule), *waiting]


def _sentence(rule: Any) -> str:
    if isinstance(rule, by_hand.ConstantTimesRule):
        return rf"The constant factor \({sp.latex(rule.constant)}\) stays in front of the integral."
    if isinstance(rule, by_hand.URule):
        inner, letter = sp.latex(rule.u_func), sp.latex(rule.u_var)
        return rf"Substitution: \({inner}\) is called \({letter}\)."
    if isinstance(rule, by_hand.PartsRule):
        return rf"Integration by parts: \({sp.latex(rule.u)}\) is differentiated and \({sp.latex(rule.dv)}\) integrated."
    return _RULES.get(type(rule).__name__, "A standard integral.")


def _formula(rule: Any) -> str:
    before = sp.latex(sp.Integral(rule.integrand, rule.variable))
    return f"{before} = {sp.latex(rule.eval())}"


def _inner(rule: Any) -> list[Any]:
    """The integrals that are left to do after the rule."""
    if isinstance(rule, by_hand.AddRule):
        return list(rule.substeps)
    if isinstance(rule, by_hand.PartsRule):
        return [step for step in (rule.v_step, rule.second_step) if step is not None]
    step = getattr(rule, "substep", None)
    return [step] if step is not None else []
