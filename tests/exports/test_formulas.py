from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.exports.formulas import typst_formulas


def test_formulas_are_written_anew() -> None:
    found = typst_formulas([r"\frac{a}{b}", r"\sqrt[3]{x}", '\\text{a "#b"}'])
    assert found[r"\frac{a}{b}"] == "a / b"
    assert found[r"\sqrt[3]{x}"] == "root(3, x)"


@pytest.mark.parametrize(
    "tex", [r"\frac{", r"\boxed{x}", "#read(1)", "x $ y", "", " ", "x" * 700, "a\n\nb\n\n\\frac{"]
)
def test_what_would_be_code_or_is_not_understood_is_left_out(tex: str) -> None:
    assert typst_formulas([tex]) == {}


@settings(max_examples=20, deadline=None)
@given(st.text(st.sampled_from(list("\\{}$#\"'()[]/*_^&; abfracetx\n")), max_size=60))
def test_no_code_comes_through(tex: str) -> None:
    for found in typst_formulas([tex, "x"]).values():
        assert "#" not in found.replace("\\#", "") or '"' in found
