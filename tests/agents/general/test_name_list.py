from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.general.name_list import LONGEST_GLOSS, Line, lines

PAGE = """
<div class="hatnote"><ul><li><a title="Elsewhere">Elsewhere</a></li></ul></div>
<p><b>Iris</b> may be:</p>
<ul><li><a href="/wiki/Iris_(plant)" title="Iris (plant)">Iris (plant)</a>, a genus of flowers
<ul><li><a title="Iris oil">Iris oil</a>, pressed from its roots</li></ul></li></ul>
<div class="toc"><h2>Contents</h2><ul><li><a title="Toc">1</a></li></ul></div>
<ul><li>Iris, the coloured part of an <a title="Eye">eye</a></li></ul>
<h2>Other</h2>
<ul><li><a title="Iris (band)" class="new">Iris (band)</a>, nobody wrote of it yet</li>
<li><a title="Iris (ship)">Iris (ship)</a> – launched <sup>[1]</sup>in <i>1777</i></li>
<li><a title="Special:Prefix">All pages</a></li><li><a title="wikt:iris">iris</a></li><li>No link</li>
<li><a title="2001: Iris">2001: Iris</a></li><li><a title="Iris (plant)">again</a></li></ul>
"""


def test_each_line_gives_its_article_and_what_is_said_of_it() -> None:
    assert lines(PAGE, "Iris") == (
        Line("Iris (plant)", "a genus of flowers", foremost=True),
        Line("Iris oil", "pressed from its roots", foremost=True),
        Line("Eye", "the coloured part of an eye", foremost=True),
        Line("Iris (ship)", "launched [1]in 1777", foremost=False),
        Line("2001: Iris", "", foremost=False),
    )


def test_a_long_gloss_is_cut_at_a_word_and_says_so() -> None:
    [line] = lines(f'<ul><li><a title="A">A</a>, {"word " * 60}</li></ul>', "A")
    assert len(line.gloss) <= LONGEST_GLOSS + 1
    assert line.gloss.endswith("word…")


def test_names_and_glosses_lose_what_nobody_sees() -> None:
    [line] = lines('<ul><li><a title="Ir\u202eis\u200b">x</a>, a <b>b</b>ee\u202e</li></ul>', "Iris")
    assert line == Line("Iris", "a bee", foremost=True)


@given(st.text(max_size=80) | st.text("<>/ultia=\"' &;x", max_size=80))
def test_whatever_a_page_holds_ends_in_lines(page: str) -> None:
    assert all(line.title for line in lines(page, "x"))


@pytest.mark.parametrize("page", ["", " ", "\0", "<!-- -->", "<ul>" * 500 + "<li><a title=A>A</a>"])
def test_no_page_is_too_odd(page: str) -> None:
    assert len(lines(page, "A")) <= 1
