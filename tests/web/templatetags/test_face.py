from __future__ import annotations

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from sapere.web.templatetags.face import agent, dollars, drawn, table, thousands


def test_a_formula_inside_a_sentence_is_drawn() -> None:
    shown = drawn(r"If a < b, the area \(\pi r^{2}\) & M_{1} grow.")
    assert shown.startswith("If a &lt; b, the area <math ") and shown.endswith(" grow.")
    assert shown.count("</math>") == 2 and " &amp; " in shown


def test_a_drawn_formula_knows_how_it_is_written() -> None:
    """What is selected on a page is looked for in the sentence as it was kept."""
    found = html.fragment_fromstring(drawn(r"Here \(r < x^{2}\) and M_{1} stand."), create_parent="p")
    said = [one.get("data-as") or one.get("alttext") for one in found.iter("math")]
    assert said == [r"\(r < x^{2}\)", "M_{1}"]


@given(
    st.text(
        st.sampled_from("<>&\"'\\(){}^_$* abx1/=") | st.characters(codec="utf-8", exclude_categories=["C"]),
        max_size=60,
    )
)
def test_no_element_of_a_source_comes_through(text: str) -> None:
    found = html.fragment_fromstring(drawn(text), create_parent="p")
    names = {str(one.tag) for one in found.iter() if isinstance(one.tag, str)}
    assert all(name.startswith("m") or name in ("p", "none", "em") for name in names)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("If *exc* is *not given*, it ends.", "If <em>exc</em> is <em>not given</em>, it ends."),
        ("(*object*)", "(<em>object</em>)"),
        ("f(*args, **kwargs) and 2*3*4", "f(*args, **kwargs) and 2*3*4"),
        ("char *a, *b; a * b * c; **strong**", "char *a, *b; a * b * c; **strong**"),
        ("*<b>*", "<em>&lt;b&gt;</em>"),
    ],
)
def test_emphasis_is_drawn_and_asterisks_stay(said: str, shown: str) -> None:
    assert drawn(said) == shown


def test_a_table_has_a_name_a_head_and_rows() -> None:
    assert table("Bodies\n\nBody | Pull\nEarth | 9.8") == ("Bodies", ["Body", "Pull"], [["Earth", "9.8"]])
    assert table("Only words") == ("Only words", [], [])


def test_sums_and_counts_are_said_as_one_reads_them() -> None:
    assert (dollars(0.0042), dollars(1204.3), dollars(None)) == ("$0.0042", "$1,204.30", "an unknown sum")
    assert thousands(35_514) == "35,514"


def test_an_agent_is_called_by_a_name_for_people() -> None:
    assert agent("library") == "the library agent"
    assert agent("of another house") == "of another house"
    with override("ar"):
        assert agent("library") == "وكيل المكتبة"
