from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from sapere.agents.academic.markup import abstract_of, article_of, blocks

OURS = re.compile(
    r"</?(?:math|p|h[1-6]|ul|ol|li|dl|dt|dd|em|strong|sub|sup|code|blockquote|table|caption|t[rhd])>"
)
NAMES = st.sampled_from(
    "p sec title list list-item italic sup xref script iframe style math table-wrap table tr td a fig caption".split()
)
TREES = st.recursive(
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=8).map(
        lambda text: text.replace("&", "&amp;").replace("<", "&lt;")
    ),
    lambda inner: st.tuples(NAMES, st.lists(inner, max_size=3)).map(
        lambda pair: f"<{pair[0]} onclick='x()'>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=12,
)


def article(body: str, front: str = "") -> str:
    page = f'<article xmlns:xlink="http://www.w3.org/1999/xlink">{front}<body>{body}</body></article>'
    return article_of(etree.fromstring(page))


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [
        (
            "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>To see.</jats:p></jats:sec>",
            "<h2>Aim</h2>\n<p>To see.</p>",
        ),
        ("<p>Plain <i>and</i> clear.</p>", "<p>Plain <em>and</em> clear.</p>"),
        ("Only words.", "<p>Only words.</p>"),
        ("<jats:p>H<jats:sub>2</jats:sub>O &lt; 5</jats:p>", "<p>H<sub>2</sub>O &lt; 5</p>"),
        ("<jats:p>where p < 0.05 & more</jats:p>", "<p>where p &lt; 0.05 &amp; more</p>"),
        (
            "<jats:p>&lt;script&gt;alert(1)&lt;/script&gt;</jats:p>",
            "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        ),
        ('<p onclick="x()">Said<script>bad()</script></p>', "<p>Saidbad()</p>"),
        ("<jats:p>\u202eturned\u200b</jats:p>", "<p>turned</p>"),
        ("", ""),
        (None, ""),
        (["<p>x</p>"], ""),
    ],
)
def test_an_abstract_is_small_clean_html(fragment: object, shown: str) -> None:
    assert abstract_of(fragment) == shown


@pytest.mark.parametrize("name", ["p", "italic", "math", "sup"])
@pytest.mark.parametrize("depth", [90, 250, 5000])
def test_however_deep_it_is_nested_the_words_are_kept(name: str, depth: int) -> None:
    assert "words" in abstract_of(f"<{name}>" * depth + "words" + f"</{name}>" * depth)


def test_an_abstract_declares_no_entities() -> None:
    assert abstract_of("<!DOCTYPE x [<!ENTITY a 'b'>]><p>&a; said</p>").count("<") == 2


@given(TREES)
def test_whatever_an_abstract_holds_only_our_own_elements_come_out(fragment: str) -> None:
    assert "<" not in OURS.sub("", abstract_of(fragment))


@given(TREES)
def test_whatever_an_article_holds_is_html_without_attributes(body: str) -> None:
    assert "onclick" not in article(body)


def test_sections_lists_and_quotes_keep_their_shape() -> None:
    made = article(
        "<sec><title>One</title><p>First.</p><sec><title>Two</title><p>Deep.</p></sec></sec>"
        '<list list-type="order"><list-item><p>a</p></list-item></list><disp-quote><p>q</p></disp-quote>'
    )
    assert made.split("\n") == [
        "<h2>One</h2>", "<p>First.</p>", "<h3>Two</h3>", "<p>Deep.</p>", "<ol><li><p>a</p></li></ol>",
        "<blockquote><p>q</p></blockquote>",
    ]  # fmt: skip


def test_what_is_not_known_in_a_section_gives_its_words() -> None:
    made = article(
        "<sec><label>1</label><statement><p>All tea is hot.</p></statement><fn><p>No.</p></fn></sec>"
    )
    assert made == "<p>All tea is hot.</p>"


def test_numbers_of_references_go_and_names_stay() -> None:
    made = article(
        "<p>Shown before [<xref ref-type='bibr'>1</xref>, <xref ref-type='bibr'>2</xref>] "
        "by <xref ref-type='bibr'>Lind 2021</xref><sup><xref ref-type='bibr'>3</xref></sup>.</p>"
    )
    assert made == "<p>Shown before by Lind 2021.</p>"


def test_a_table_keeps_its_cells_and_its_words() -> None:
    made = article(
        "<table-wrap><label>Table 1</label><caption><p>Rates</p></caption><table><thead><tr><th>a</th></tr></thead>"
        "<tbody><tr><td>1<sup>2</sup></td></tr></tbody></table></table-wrap>"
    )
    assert made == (
        "<table><caption>Rates</caption><thead><tr><th>a</th></tr></thead>"
        "<tbody><tr><td>1<sup>2</sup></td></tr></tbody></table>"
    )


@pytest.mark.parametrize(
    ("formula", "shown"),
    [
        (
            '<math xmlns="http://www.w3.org/1998/Math/MathML" id="m"><mi>x</mi></math>',
            "<math><mi>x</mi></math>",
        ),
        (
            r"<tex-math>\documentclass{a}\begin{document}$$x^2$$\end{document}</tex-math>",
            r"\(x^2\)",
        ),
        ("E = mc", "E = mc"),
    ],
)
def test_formulas_are_kept(formula: str, shown: str) -> None:
    assert article(f"<disp-formula>{formula}</disp-formula>") == f"<p>{shown}</p>"


def test_pictures_give_their_captions_and_reference_lists_nothing() -> None:
    made = article(
        "<fig><graphic/><caption><title>Curve.</title><p>It rises.</p></caption></fig><ref-list>x</ref-list>"
    )
    assert made == "<h3>Curve.</h3>\n<p>It rises.</p>"


def test_an_open_licence_is_named_at_the_end() -> None:
    link = '<ext-link xlink:href="https://creativecommons.org/licenses/by/4.0/">x</ext-link>'
    made = article("<p>x</p>", f"<front><license>{link}</license></front>")
    assert made.endswith(
        '<a rel="license" href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></footer>'
    )


def test_an_article_without_a_body_gives_nothing() -> None:
    assert article_of(etree.fromstring("<article><front/></article>")) == ""


def test_loose_text_between_blocks_is_kept() -> None:
    assert blocks(etree.fromstring("<abstract>a<p>b</p>c</abstract>")) == "<p>a</p>\n<p>b</p>\n<p>c</p>"
