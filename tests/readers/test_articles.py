from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from lxml.html import document_fromstring

from sapere.readers.articles import article
from tests.readers.test_html import TAGS, blocks, read

RIVER = "The river rose again on Monday after a week of heavy rain in the hills above the town. "
FIELD = "Farmers in the valley had moved their sheep to higher ground on Sunday, before the bridge closed. "


def page(inside: str) -> str:
    return f"<html lang=en><body><nav><a href=/>Home</a></nav><article>{inside}</article><footer>All rights</footer></body></html>"


def test_an_article_that_advertisements_part_is_whole() -> None:
    first = f"<div class='body part'><p>{RIVER * 3}</p><p>{RIVER * 2}</p></div>"
    second = f"<div class='body part'><p>{FIELD * 3}</p><p>{FIELD * 2}</p></div>"
    text = read(page(f"<div>{first}</div><div class=ad>Buy now</div><div>{second}</div>")).text
    assert text.count("Farmers in the valley") == 5
    assert text.index("The river") < text.index("Farmers")


def test_comments_of_the_same_class_stay_out() -> None:
    said = f"<div class=content><p>{FIELD}</p><p>{FIELD * 2}</p></div>"
    text = read(page(f"<div class=content><p>{RIVER * 3}</p></div><div class=comments>{said}</div>")).text
    assert "Farmers" not in text


def test_double_line_breaks_part_paragraphs_and_links_do_not() -> None:
    link = "on <a href='/m'>Monday</a>"
    inside = f"<div class=content>{RIVER.replace('on Monday', link)}<br><br>{FIELD}<br/> <br/>{RIVER}</div>"
    assert read(page(inside)).text.split("\n\n") == [RIVER.strip(), FIELD.strip(), RIVER.strip()]


def test_paragraphs_that_only_lead_away_are_left_out() -> None:
    away = "<p><a href=/x>READ ALSO: TEN BEST UMBRELLAS OF THE YEAR</a></p>"
    where = "<p>[ <a href=/p>The Post</a> ]</p>"
    text = read(page(f"<p>{RIVER * 3}</p>{away}<p>{FIELD * 3}</p>{where}<p>{RIVER * 2}</p>")).text
    assert "UMBRELLAS" not in text
    assert "The Post" in text


def test_formulas_of_an_article_are_kept() -> None:
    shown = "<mjx-container class=MathJax><math display=block alttext='\\frac{a}{b}'></math></mjx-container>"
    drawn = "<span class=katex><span class=katex-mathml><math alttext='x^2'></math></span><span class=katex-html>x2</span></span>"
    document = read(page(f"<p>{RIVER * 3}</p>{shown}<p>Here {drawn} is small. {FIELD * 2}</p>"))
    assert blocks(document) == [("formula", r"\frac{a}{b}")]
    assert "Here x^2 is small." in document.text


def test_an_article_without_spaces_between_its_words_is_found() -> None:
    words = "星期一，连续一周的大雨之后，河水再次上涨，淹没了山谷里的田地和道路，桥梁也因此关闭了整整三天。"
    text = read(page(f"<p>{words * 3}</p>")).text
    assert "Home" not in text and words in text


@given(
    st.lists(
        TAGS | st.sampled_from(["<br>", "words of it ", "<div class=c>", "<span class=math>", "\\[x\\]"])
    )
)
def test_any_page_is_an_article_or_none(pieces: list[str]) -> None:
    found = article(document_fromstring(f"<html><body>x{''.join(pieces)}</body></html>"))
    assert found is None or etree.tostring(found)
