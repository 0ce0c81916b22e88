from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as parsed

from sapere.kit.markdown import html
from tests.doubles.poisoned import ALL, PAYLOADS

TAGS = set(
    "p br strong em s code pre blockquote ul ol li h3 h4 h5 h6 hr a table thead tbody tr th td".split()
)


def elements(made: str) -> list[parsed.HtmlElement]:
    return list(parsed.fragment_fromstring(made, create_parent="div").iterdescendants())


def harmless(made: str) -> bool:
    found = elements(made)
    named = {one.tag for one in found} <= TAGS
    attributes = {name for one in found for name in one.attrib} <= {"href", "rel", "title", "start"}
    led = [one.get("href", "") for one in found if one.tag == "a"]
    return named and attributes and all(re.match(r"(https?|mailto):|[^:]*$", one) for one in led)


def test_what_is_written_in_markdown_is_shown_so() -> None:
    assert html("**a** *b* `c`") == "<p><strong>a</strong> <em>b</em> <code>c</code></p>\n"
    assert "<li>one</li>" in html("- one\n- two")
    assert html("# Head") == "<h3>Head</h3>\n"


def test_a_link_leads_out_without_a_trace() -> None:
    assert html("[y](https://x.org)") == (
        '<p><a href="https://x.org" rel="noopener noreferrer nofollow external">y</a></p>\n'
    )


@pytest.mark.parametrize("payload", [*PAYLOADS, ALL])
def test_hostile_words_stay_words(payload: str) -> None:
    made = html(payload)
    assert harmless(made)
    assert "<img" not in made


@given(
    st.text(alphabet=st.sampled_from("<>[]()!&\"'`*_#-|:/\\\n\t ajavscriptonerr=x\x00\u202e"), max_size=80)
)
def test_any_text_is_harmless(text: str) -> None:
    assert harmless(html(text))


def test_lone_surrogates_and_what_steers_a_screen_are_gone() -> None:
    assert html("a\x00b\ud800c\u202ed") == "<p>abcd</p>\n"


def test_deep_nesting_ends() -> None:
    assert harmless(html(">" * 5_000 + " x"))
    assert harmless(html("[" * 5_000))


def test_more_brackets_or_bars_than_anybody_writes_are_signs() -> None:
    assert html("[a](b) " * 501).count("<a") == 0
    assert html("[a](b) " * 500).count("<a") == 500
    assert "[a](b) [a](b)" in html("[a](b) " * 501)
    assert "<table" not in html("a|b\n-|-\n" + "|\n" * 2_000)
    assert "<table" in html("a|b\n-|-\n" + "|\n" * 20)


def test_what_was_made_is_kept() -> None:
    assert html("Kept *once*.") is html("Kept *once*.")
