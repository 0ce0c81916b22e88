from __future__ import annotations

import pytest

from sapere.agents.computational.tasks import task
from sapere.agents.computational.workings import page


def told(asked: str) -> str:
    found = task(asked)
    assert found is not None
    title, lines = page(found.plain())
    return "\n".join([title, *(text for _, text in lines)])


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("derivative of x^3", r"The derivative of \(x^{3}\) with respect to \(x\) is \(3 x^{2}\)."),
        ("second derivative of x^3", r"The second derivative of \(x^{3}\) with respect to \(x\) is \(6 x\)."),
        ("derivative of x sin x", "The product rule, which gives an equation:"),
        ("derivative of sin(x)/x", "The quotient rule, which gives an equation:"),
        ("derivative of sin(2x)", "the chain rule"),
        ("derivative of 2^x", "The rule for exponential functions, which gives an equation:"),
        ("derivative of x^x", "Logarithmic differentiation"),
        ("derivative of 7", r"is \(0\)."),
        ("integral of 2x", r"The indefinite integral of \(2 x\) with respect to \(x\) is \(x^{2}\) plus a constant."),
        ("integrate x e^x dx", r"Integration by parts: \(x\) is differentiated and \(e^{x}\) integrated, which gives"),
        ("integrate 2x cos(x^2)", "Substitution"),
        ("integral of x^x", "no closed form"),
        ("integral of sin x from 0 to pi", r"is \(2\)."),
        ("integral of 1/x from 0 to 1", "does not converge"),
        ("limit of sin(x)/x as x -> 0", "L'Hôpital's rule"),
        ("limit of 1/x as x -> 0", "the two sides differ"),
        ("limit of 1/x as x -> infinity", r"is \(0\)."),
        ("solve x^2-5x+6=0", r"has the solutions \(x = 2\) and \(x = 3\)."),
        ("solve x^2-5x+6=0", r"Its discriminant is \(b^{2} - 4 a c = 1\)."),
        ("solve x^2 = 2", "about 1.414213562"),
        ("x^3 - 1 = x^3", "has no solution"),
        ("sin(x) = 1/2", "are the set"),
        ("x^5 - x - 1 = 0", r"\approx 1.167303978"),
        ("solve e^x + x^x = 7", "no closed form"),
        ("abs(x)^2 = 4", r"\(x = -2\) and \(x = 2\)"),
        ("factor x^2-1", r"\left(x - 1\right) \left(x + 1\right)"),
        ("expand (x+1)^2", r"\(x^{2} + 2 x + 1\)"),
        ("calculate 1/3 + 1/6", r"The value of 1/3 + 1/6 is \(\frac{1}{2}\), about 0.5"),
        ("factor 360", r"\(2^{3} \cdot 3^{2} \cdot 5\)"),
        ("is 2 prime", "The number 2 is a prime number"),
        ("is 1 prime", "neither a prime number"),
        ("gcd of 12 and 18", "The greatest common divisor of 12 and 18 is 6."),
        ("x^2", "is even"),
        ("x^3", "is odd"),
        ("calculate 1/0", "it is not defined"),
        ("derivative of abs(x)", r"\operatorname{sign}{\left(x \right)}"),
        ("derivative of floor(x)", "knows no derivative"),
        ("2^x = 8", r"has the solution \(x = 3\)"),
        ("integral of e^(-x^2) from -infinity to infinity", "from -infinity to infinity"),
    ],
)  # fmt: skip
def test_the_page_says(asked: str, said: str) -> None:
    assert said in told(asked)
