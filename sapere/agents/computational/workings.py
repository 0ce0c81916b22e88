"""What a task comes to, step by step, worked out with SymPy. Runs in the calculating child only.

A page is a list of lines: ``heading``, ``text`` (formulas in it between ``\\(`` and ``\\)``) and ``formula`` (TeX).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

import sympy as sp

from sapere.agents.computational import differentiating, integrating

Line = tuple[str, str]
Page = tuple[str, Iterator[Line]]
"""A title, and the lines below it."""

_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "sin": sp.sin, "cos": sp.cos, "tan": sp.tan, "sec": sp.sec, "csc": sp.csc, "cot": sp.cot, "asin": sp.asin,
    "acos": sp.acos, "atan": sp.atan, "sinh": sp.sinh, "cosh": sp.cosh, "tanh": sp.tanh, "exp": sp.exp,
    "log": sp.log, "ln": sp.log, "sqrt": sp.sqrt, "cbrt": sp.cbrt, "abs": sp.Abs, "gcd": sp.gcd, "lcm": sp.lcm,
    "mod": sp.Mod, "floor": sp.floor, "ceil": sp.ceiling,
}  # fmt: skip
_CONSTANTS = {"pi": sp.pi, "e": sp.E, "i": sp.I, "infinity": sp.oo}
_OPERATIONS: dict[str, Callable[..., Any]] = {
    "add": lambda a, b: a + b,
    "subtract": lambda a, b: a - b,
    "multiply": lambda a, b: a * b,
    "divide": lambda a, b: a / b,
    "power": lambda a, b: a**b,
    "negate": lambda a: -a,
    "factorial": sp.factorial,
}
_NAMES = {"E": "e", "I": "i", "oo": "infinity"}
_LONGEST_LIST = 300  # characters of solutions that are read as one line
_ORDERS = {1: "derivative", 2: "second derivative", 3: "third derivative", 4: "fourth derivative"}


@dataclass(frozen=True)
class Given:
    """A task in SymPy's terms."""

    f: Any
    x: sp.Symbol
    right: Any
    lower: Any
    upper: Any
    order: int
    said: str


def page(task: dict[str, Any]) -> Page:
    """The worked result of a task as :meth:`~sapere.agents.computational.tasks.Task.plain` gives it.

    The lines are worked out one after the other, as they are taken.
    """
    f, right, lower, upper = (_built(task[name]) for name in ("expression", "right", "lower", "upper"))
    x = sp.Symbol(task["variable"])
    if task["kind"] != "solve" and f.has(sp.Abs):  # of complex numbers it has no derivative
        x = sp.Symbol(task["variable"], real=True)
        f = f.subs(sp.Symbol(task["variable"]), x)
    return _PAGES[task["kind"]](Given(f, x, right, lower, upper, task["order"], task["said"]))


def _built(node: Any) -> Any:
    """A formula's tree as SymPy's: only the names in the tables above can come of it."""
    if node is None:
        return None
    kind, name, parts = node
    if kind == "number":
        return sp.Rational(name)
    if kind == "symbol":
        return sp.Symbol(name)
    if kind == "constant":
        return _CONSTANTS[name]
    make = _FUNCTIONS[name] if kind == "call" else _OPERATIONS[kind]
    return make(*map(_built, parts))


def _derivative(given: Given) -> Page:
    return f"Derivative of {_plain(given.f)}", _derivative_lines(given.f, given.x, given.order)


def _derivative_lines(f: Any, x: sp.Symbol, order: int = 1) -> Iterator[Line]:
    result = sp.diff(f, x, order)
    if result.has(sp.Derivative, sp.Subs):
        yield "text", f"SymPy knows no derivative of {_tex(f)} with respect to {_tex(x)}."
        return
    yield (
        "text",
        f"The {_ORDERS[order]} of {_tex(f)} with respect to {_tex(x)} is {_tex(result)}.",
    )
    shorter = sp.simplify(result)
    if shorter != result:
        yield "text", f"In another form, that derivative is {_tex(shorter)}."
    yield "text", f"Differentiation with respect to {x} gives:"
    yield "formula", f"{sp.latex(sp.Derivative(f, (x, order)))} = {sp.latex(result)}"
    for number in range(order):
        before = sp.diff(f, x, number)
        steps = list(differentiating.sentences(before, x))
        if steps:
            yield "heading", "Steps" if order == 1 else f"Steps of the {_ORDERS[number + 1]}"
            yield from steps


def _integral(given: Given) -> Page:
    f, x = given.f, given.x
    if given.lower is None:
        return f"Integral of {_plain(f)}", _antiderivative(f, x)
    span = f"from {_plain(given.lower)} to {_plain(given.upper)}"
    return f"Integral of {_plain(f)} {span}", _definite(given)


def _antiderivative(f: Any, x: sp.Symbol) -> Iterator[Line]:
    result = sp.integrate(f, x)
    if result.has(sp.Integral):
        yield "text", f"SymPy finds no closed form for the integral of {_tex(f)} with respect to {_tex(x)}."
        return
    yield (
        "text",
        f"The indefinite integral of {_tex(f)} with respect to {_tex(x)} is {_tex(result)} plus a constant.",
    )
    yield "text", f"Integration with respect to {x} gives, but for a constant:"
    yield "formula", f"{sp.latex(sp.Integral(f, x))} = {sp.latex(result)}"
    if sp.simplify(sp.diff(result, x) - f) == 0:
        yield "text", f"As a check, the derivative of {_tex(result)} is again {_tex(f)}."
    steps = list(integrating.lines(f, x))
    if steps:
        yield "heading", "Steps"
        yield from steps


def _definite(given: Given) -> Iterator[Line]:
    f, x, lower, upper = given.f, given.x, given.lower, given.upper
    result = sp.integrate(f, (x, lower, upper))
    what = f"The integral of {_tex(f)} from {_tex(lower)} to {_tex(upper)}"
    if result.has(sp.Integral):
        yield "text", f"{what} has no closed form that SymPy finds; its value is about {_decimal(result)}."
        return
    if not result.is_finite and result.is_number:
        yield "text", f"{what} has no finite value: it does not converge."
        return
    yield "text", f"{what} is {_tex(result)}{_about(result)}."
    yield "heading", "The indefinite integral"
    yield from _antiderivative(f, x)


def _limit(given: Given) -> Page:
    return f"Limit of {_plain(given.f)} as {given.x} approaches {_plain(given.upper)}", _limit_lines(given)


def _limit_lines(given: Given) -> Iterator[Line]:
    f, x, at = given.f, given.x, given.upper
    where = f"of {_tex(f)} as {_tex(x)} approaches {_tex(at)}"
    if at.is_infinite:
        yield "text", f"The limit {where} is {_tex(sp.limit(f, x, at))}."
        return
    left, right = sp.limit(f, x, at, "-"), sp.limit(f, x, at, "+")
    if left != right:
        yield "text", f"The limit {where} does not exist, because the two sides differ."
        yield "text", f"From below it is {_tex(left)}, and from above it is {_tex(right)}."
        return
    yield "text", f"The limit {where} is {_tex(right)}{_about(right)}."
    yield from _hospital(f, x, at)


def _hospital(f: Any, x: sp.Symbol, at: Any) -> Iterator[Line]:
    """L'Hôpital's rule where both parts of a fraction vanish, at most three times."""
    above, below = f.as_numer_denom()
    for _ in range(3):
        if above.subs(x, at) != 0 or below.subs(x, at) != 0:
            return
        both = f"both {_tex(above)} and {_tex(below)} are 0"
        rule = "L'Hôpital's rule: the limit is that of the quotient of their derivatives"
        yield "text", f"At {_tex(at)} {both}, which allows {rule}:"
        above, below = sp.diff(above, x), sp.diff(below, x)
        yield "formula", rf"\lim_{{{sp.latex(x)} \to {sp.latex(at)}}} {sp.latex(above / below)}"


def _solve(given: Given) -> Page:
    right = given.right if given.right is not None else sp.Integer(0)
    return f"Solutions of {_plain(given.f)} = {_plain(right)}", _solution_lines(given.f, right, given.x)


def _solution_lines(left: Any, right: Any, x: sp.Symbol) -> Iterator[Line]:
    equation = rf"\({sp.latex(left)} = {sp.latex(right)}\)"
    whole = sp.expand(left - right)
    found = _solutions(whole, x)
    if found is sp.S.EmptySet:
        yield "text", f"The equation {equation} has no solution."
    elif isinstance(found, sp.FiniteSet):
        yield from _listed(equation, whole, x, sorted(found, key=sp.default_sort_key))
    elif isinstance(found, sp.ConditionSet):
        yield "text", f"SymPy finds no closed form for the solutions of {equation}."
    else:
        yield "text", f"The solutions of the equation {equation} for {_tex(x)} are the set {_tex(found)}."
    if whole.is_polynomial(x):
        yield from _polynomial_steps(whole, x)


def _solutions(whole: Any, x: sp.Symbol) -> Any:
    """All of them; where absolute values make that impossible, the real ones; where nothing can, a ConditionSet."""
    domains = [sp.S.Reals] if whole.has(sp.Abs, sp.floor, sp.ceiling) else [sp.S.Complexes, sp.S.Reals]
    for domain in domains:
        try:
            found = sp.solveset(whole, x, domain)
        except NotImplementedError:
            continue
        if not found.has(sp.ConditionSet):
            return found
    return sp.ConditionSet(x, sp.Eq(whole, 0), domains[-1])


def _listed(equation: str, whole: Any, x: sp.Symbol, found: list[Any]) -> Iterator[Line]:
    several = "solution" if len(found) == 1 else "solutions"
    named = " and ".join(_solution(x, one) for one in found)
    yield "text", f"The equation {equation} has the {several} {named}."
    if len(named) <= _LONGEST_LIST:
        yield "text", f"Solving the equation for {x} gives:"
        yield "formula", r", \quad ".join(f"{sp.latex(x)} = {sp.latex(one)}" for one in found)
    if all(sp.simplify(whole.subs(x, one)) == 0 for one in found):
        yield "text", "As a check, each solution was put back into the equation, and both sides were equal."


def _solution(x: sp.Symbol, value: Any) -> str:
    if value.has(sp.CRootOf):  # a name for it that says nothing to a learner
        return rf"\({sp.latex(x)} \approx {_decimal(value)}\)"
    return rf"\({sp.latex(x)} = {sp.latex(value)}\){_about(value)}"


def _polynomial_steps(whole: Any, x: sp.Symbol) -> Iterator[Line]:
    polynomial = sp.Poly(whole, x)
    if polynomial.degree() != 2:
        factored = sp.factor(whole)
        if factored.is_Mul or factored.is_Pow:
            yield "heading", "Steps"
            yield "text", "The left side, with everything brought to it, can be written as a product:"
            yield "formula", f"{sp.latex(factored)} = 0"
        return
    a, b, c = polynomial.all_coeffs()
    inside = sp.expand(b**2 - 4 * a * c)
    yield "heading", "Steps"
    yield "text", rf"Brought to one side it is \({sp.latex(whole)} = 0\), a quadratic equation."
    yield "text", f"Its coefficients are a = {_tex(a)}, b = {_tex(b)} and c = {_tex(c)}."
    yield "text", rf"Its discriminant is \(b^{{2}} - 4 a c = {sp.latex(inside)}\)."
    yield "text", "The quadratic formula gives the solutions of the equation:"
    yield "formula", rf"{sp.latex(x)} = \frac{{-b \pm \sqrt{{b^{{2}} - 4 a c}}}}{{2 a}}"


def _rewritten(name: str, change: Callable[[Any], Any]) -> Callable[[Given], Page]:
    def made(given: Given) -> Page:
        result = change(given.f)
        same = " The formula has that form already." if result == given.f else ""
        sentence = f"The {name} form of {_tex(given.f)} is {_tex(result)}.{same}"
        return f"{name.capitalize()} form of {_plain(given.f)}", iter([("text", sentence)])

    return made


def _value(given: Given) -> Page:
    exact = sp.simplify(given.f)
    sentence = f"The value of {given.said} is {_tex(exact)}{_about(exact)}."
    if exact.has(sp.nan, sp.zoo):
        sentence = f"The expression {given.said} has no value: it is not defined."
    lines: list[Line] = [("text", sentence)]
    if not exact.has(sp.nan, sp.zoo):
        lines.append(("text", "Working out the value of the expression gives:"))
        lines.append(("formula", f"{given.said} = {sp.latex(exact)}"))
    return f"Value of {given.said}", iter(lines)


def _primes(given: Given) -> Page:
    return f"Prime factors of {given.f}", _prime_lines(int(given.f))


def _prime_lines(number: int) -> Iterator[Line]:
    if number < 2:
        yield "text", f"The number {number} is neither a prime number nor a product of prime numbers."
        return
    factors = sp.factorint(number)
    if factors == {number: 1}:
        yield "text", f"The number {number} is a prime number: only 1 and {number} divide it."
    else:
        product = r" \cdot ".join(f"{p}^{{{k}}}" if k > 1 else str(p) for p, k in factors.items())
        yield (
            "text",
            rf"The number {number} is not a prime number: it is the product \({product}\) of prime numbers.",
        )
        yield "text", f"The number {number} has {sp.divisor_count(number)} divisors."
    before, after = sp.prevprime(number) if number > 2 else None, sp.nextprime(number)
    if before is not None:
        yield "text", f"The nearest prime numbers below and above {number} are {before} and {after}."


def _common(given: Given) -> Page:
    a, b = int(given.f), int(given.right)
    lines: list[Line] = [
        ("text", f"The greatest common divisor of {a} and {b} is {sp.igcd(a, b)}."),
        ("text", f"The least common multiple of {a} and {b} is {sp.ilcm(a, b)}."),
        ("heading", "Euclid's algorithm"),
    ]
    while b:
        lines.append(("formula", rf"{a} = {a // b} \cdot {b} + {a % b}"))
        a, b = b, a % b
    return f"Common divisors and multiples of {given.f} and {given.right}", iter(lines)


def _study(given: Given) -> Page:
    """What is worth knowing of a formula that stands by itself."""
    return f"The function {_plain(given.f)}", chain(
        _forms(given.f),
        _symmetry(given.f, given.x),
        [("heading", "Derivative")],
        _derivative_lines(given.f, given.x),
        [("heading", "Integral")],
        _antiderivative(given.f, given.x),
        [("heading", "Zeros")],
        _solution_lines(given.f, sp.Integer(0), given.x),
    )


def _forms(f: Any) -> Iterator[Line]:
    forms = {"factored": sp.factor(f), "expanded": sp.expand(f), "simplified": sp.simplify(f)}
    seen = {f}
    for name, form in forms.items():
        if form not in seen:
            seen.add(form)
            yield "text", f"The {name} form of {_tex(f)} is {_tex(form)}."


def _symmetry(f: Any, x: sp.Symbol) -> Iterator[Line]:
    mirrored = f.subs(x, -x)
    if sp.simplify(mirrored - f) == 0:
        yield "text", f"The function {_tex(f)} is even: its graph is symmetric about the vertical axis."
    elif sp.simplify(mirrored + f) == 0:
        yield "text", f"The function {_tex(f)} is odd: its graph is symmetric about the origin."


def _tex(value: Any) -> str:
    return rf"\({sp.latex(value)}\)"


def _plain(value: Any) -> str:
    text = str(value).replace("**", "^").replace("*", " ")
    return re.sub(r"\b(?:E|I|oo)\b", lambda found: _NAMES[found.group()], text)


def _about(value: Any) -> str:
    """A decimal beside an exact number that is not easily read as one."""
    return (
        "" if value.is_Integer or not value.is_number or not value.is_finite else f", about {_decimal(value)}"
    )


def _decimal(value: Any) -> str:
    return str(sp.N(value, 10)).replace("*I", " i")


_PAGES: dict[str, Callable[[Given], Page]] = {
    "derivative": _derivative,
    "integral": _integral,
    "limit": _limit,
    "solve": _solve,
    "factor": _rewritten("factored", sp.factor),
    "expand": _rewritten("expanded", sp.expand),
    "simplify": _rewritten("simplified", sp.simplify),
    "value": _value,
    "primes": _primes,
    "gcd": _common,
    "lcm": _common,
    "study": _study,
}
