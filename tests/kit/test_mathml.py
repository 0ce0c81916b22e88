from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sapere.kit.mathml import LONGEST, mathml

DRAWN = [r"E = mc^2", r"\frac{1}{2}\sum_{i=0}^n x_i", r"a < b", r"\sqrt[3]{x}", r"\int_0^\infty e^{-x}\,dx"]
NOT_DRAWN = [
    r"\href{javascript:alert(1)}{x}",
    r"\text{<script>alert(1)</script>}",
    r"\text{<img src=x onerror=alert(1)>}",
    r"\style{background:url(//evil.example)}{y}",
    r"\class{bar}{x}",
    r"\color{red} x",
    r"\notacommand{x}",
    r"\frac{",
    "{" * 200,
    "x" * (LONGEST + 1),
    "x & y",
    "",
]


@pytest.mark.parametrize("tex", DRAWN)
def test_a_formula_is_drawn_and_keeps_its_source(tex: str) -> None:
    drawn = etree.fromstring(mathml(tex))
    assert drawn.get("alttext") == tex
    assert drawn.get("display") == "block"
    assert len(drawn)


@pytest.mark.parametrize("tex", NOT_DRAWN)
def test_what_is_hostile_or_not_understood_stays_tex(tex: str) -> None:
    assert mathml(tex) == ""


@given(st.text(alphabet=st.sampled_from(list("\\{}^_<>&\"'=/ abcxyz0123()[]\u202e\u200b")), max_size=80))
def test_whatever_a_source_writes_no_element_but_mathml_comes_out(tex: str) -> None:
    drawn = mathml(tex)
    names = {etree.QName(one).localname for one in etree.fromstring(drawn).iter()} if drawn else set()
    assert all(name.startswith("m") or name == "none" for name in names)
    assert "script" not in names
