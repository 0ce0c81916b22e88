from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.computational.pods import markup, result
from sapere.research.errors import BadAnswer, Refused, SourceError, Unreachable

LAUGHS = b"""<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><queryresult><pod title="&b;"/></queryresult>"""
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><queryresult><pod title="x">&a;</pod></queryresult>'


def answer(inside: str = "", **attributes: str) -> bytes:
    given = "".join(f' {name}="{value}"' for name, value in attributes.items())
    return f"<queryresult{given}>{inside}</queryresult>".encode()


def pod(title: str, text: str, key: str = "X") -> str:
    return f'<pod title="{title}" id="{key}"><subpod title=""><plaintext>{text}</plaintext></subpod></pod>'


def test_pods_become_headings_with_quotable_lines_and_tables() -> None:
    found = result(
        answer(pod("Input", "stone", "Input") + pod("Mass", "2 kg") + pod("Table", "a | b\n1 | 2&lt;"))
    )
    made = markup(found, found.reading)
    assert "<h2>Mass</h2>\n<p>stone — mass: 2 kg.</p>" in made
    assert "<table><tr><td>a</td><td>b</td></tr><tr><td>1</td><td>2&lt;</td></tr></table>" in made
    assert "Input" not in made


@pytest.mark.parametrize(
    ("body", "leaf"),
    [
        (answer("<error><code>1</code><msg>Invalid appid</msg></error>", error="true"), Refused),
        (answer("<error><code>2</code><msg>Appid missing</msg></error>", error="true"), Refused),
        (
            answer("<error><code>1000</code><msg>Missing parameter: input</msg></error>", error="true"),
            BadAnswer,
        ),
        (answer(error="true"), BadAnswer),
        (answer('<languagemsg english="Wolfram|Alpha does not yet support Slovak."/>'), Refused),
        (answer(timedout="Data"), Unreachable),
        (answer(parsetimedout="true"), Unreachable),
        (LAUGHS, BadAnswer),
        (OUTSIDE, BadAnswer),
        (b"<html><body>Sign in</body></html>", BadAnswer),
        (b"", BadAnswer),
        (b"<queryresult><pod", BadAnswer),
        (b'{"queryresult": {}}', BadAnswer),
    ],
)
def test_each_failure_has_its_reason(body: bytes, leaf: type[SourceError]) -> None:
    with pytest.raises(leaf, match=r"Wolfram\|Alpha"):
        result(body)


def test_what_ran_out_of_time_after_some_pods_is_kept() -> None:
    assert result(answer(pod("Mass", "2 kg"), timedout="Data")).worth


@pytest.mark.parametrize(("level", "meant"), [("high", "stone"), ("low", "")])
def test_a_better_wording_is_taken_when_it_is_likely(level: str, meant: str) -> None:
    inside = (
        f'<didyoumeans count="1"><didyoumean score="0.4" level="{level}">stone</didyoumean></didyoumeans>'
    )
    assert result(answer(inside, success="false")).meant == meant


def test_pods_that_failed_or_are_empty_are_left_out() -> None:
    broken = pod("A", "x").replace("<pod", '<pod error="true"')
    assert result(answer(broken + pod("B", " \n ") + "<pod/>" + pod("C", "\u200b"))).pods == ()


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_markup_of_theirs_comes_through(title: str, text: str) -> None:
    from lxml import etree

    root = etree.Element("queryresult")
    one = etree.SubElement(root, "pod", title="x", id="y")
    spot = etree.SubElement(etree.SubElement(one, "subpod", title="z"), "plaintext")
    try:
        one.set("title", title)
        spot.text = text
    except ValueError:
        return
    made = markup(result(etree.tostring(root)), "stone")
    assert "<script" not in made
    assert "<img" not in made
