from __future__ import annotations

import pytest

from sapere.research.answer import answer
from sapere.research.answering.leading import leads_over
from tests.research.shelf import excerpt


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("Traceback (most recent call last):", True),
        ('>>> f() Traceback (most recent call last): File "<stdin>", line 1', True),
        ("Calls can be written in these ways:", True),
        ("调用有以下几种：", True),
        ("A ratio of 3:1 is usual.", False),
        ("A traceback names the calls that led to an error.", False),
    ],
)
def test_lines_that_lead_over_are_told(text: str, leads: bool) -> None:
    assert leads_over(text) is leads


def test_the_direct_sentence_never_leads_over() -> None:
    text = "Traceback (most recent call last):\n\nThese are calls:\n\nCalls evaluate the arguments before the body runs."
    found = answer("Explain: Calls", [excerpt(text, title="Calls", path=("Calls",))], language="en")
    assert [one.text for one in found.sentences] == ["Calls evaluate the arguments before the body runs."]
