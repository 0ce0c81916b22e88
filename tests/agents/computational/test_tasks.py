from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.computational.tasks import task


@pytest.mark.parametrize(
    ("asked", "kind", "variable"),
    [
        ("derivative of x^2 sin x", "derivative", "x"),
        ("The second derivative of t^3 with respect to t?", "derivative", "t"),
        ("d/dy y^3", "derivative", "y"),
        ("differentiate a x^2 by a", "derivative", "a"),
        ("integrate x^2 e^x dx", "integral", "x"),
        ("∫ 1/t dt", "integral", "t"),
        ("integral of sin x from 0 to pi", "integral", "x"),
        ("limit of sin(x)/x as x approaches 0", "limit", "x"),
        ("lim x->0 sin(x)/x", "limit", "x"),
        ("lim (n → ∞) (1+1/n)^n", "limit", "n"),
        ("solve x^2-5x+6=0", "solve", "x"),
        ("solve x^2 + y = 3 for y", "solve", "y"),
        ("roots of x^2 - 2", "solve", "x"),
        ("2x + 3 = 7", "solve", "x"),
        ("factor x^2-1", "factor", "x"),
        ("factor 360", "primes", "x"),
        ("Is 97 a prime number?", "primes", "x"),
        ("gcd of 12 and 18", "gcd", "x"),
        ("least common multiple of 4, 6", "lcm", "x"),
        ("expand (x+1)^3", "expand", "x"),
        ("calculate 7/3", "value", "x"),
        ("2 + 2", "value", "x"),
        ("x^2+3x+2", "study", "x"),
        ("sin(x)", "study", "x"),
    ],
)
def test_what_is_asked_is_understood(asked: str, kind: str, variable: str) -> None:
    found = task(asked)
    assert found is not None
    assert (found.kind, found.variable) == (kind, variable)


@pytest.mark.parametrize(
    "topic",
    "photosynthesis|24/7|9/11|F-16|3D|4K|C++|C#|TCP/IP|R&B|k-means|a/b testing|1984|2.0|e|pi|x|E = mc^2|T=0|B-2|50/50"
    "|1914-1918|2024-05-01|p vs np|derivative|integral of photosynthesis|solve the crime|limit|factor analysis|1+1=2"
    "|derivative of x = 3|solve|is water prime|sin|Sin City|log|abs| . |?".split("|"),
)
def test_a_topic_about_something_else_is_no_task(topic: str) -> None:
    assert task(topic) is None


@given(
    st.text(max_size=80) | st.text("derivative of solve integral from to limit as x^2+1=-()0 ", max_size=80)
)
def test_any_text_is_a_task_that_json_can_hold_or_none(topic: str) -> None:
    found = task(topic)
    assert found is None or json.loads(json.dumps(found.plain()))["kind"] == found.kind
