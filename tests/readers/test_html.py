from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers import html
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document

SPHINX = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<meta name="generator" content="Docutils 0.19"><title>bits — Counting bits &#8212; Handbook 3.1 documentation</title>
<link rel="next" title="Bytes" href="bytes.html"><link rel="index" href="../genindex.html"></head><body>
<div class="related" role="navigation"><h3>Navigation</h3><ul><li class="nav-item nav-item-0"><a href="../index.html">Home</a>
</li><li class="nav-item nav-item-1"><a href="index.html" accesskey="U">Library</a></li>
<li class="nav-item nav-item-this"><a href="">bits</a></li></ul></div>
<div role="main"><section id="bits"><h1>4.2. Counting <code>bits</code><a class="headerlink" href="#bits">¶</a></h1>
<p>A bit is the smallest
   unit. See <a class="reference internal" href="bytes.html#b"><code>bytes</code></a> too.</p>
<div class="toctree-wrapper"><ul><li><a href="more.html">More</a></li></ul></div>
<div class="highlight"><pre><span>def</span> f(x):
    return x &lt; 1
</pre></div>
<dl class="py function"><dt class="sig sig-object py" id="f"><span>bits.</span><span>count</span>(<em>x</em>)
<a class="viewcode-link" href="s.html">[source]</a><a class="headerlink" href="#f">¶</a></dt>
<dd><p>Return the number of bits in <em>x</em>.</p><div class="admonition note"><p class="admonition-title">Note</p>
<p>It is slow.</p></div></dd></dl>
<ul><li><p>First item.</p></li><li><p>Second item.</p><ul><li>Inner one.</li></ul></li></ul>
<section id="limits"><h2>4.2.1. Limits<a class="headerlink" href="#limits">¶</a></h2>
<table><tr><th>Name</th><th>Size</th></tr><tr><td>small</td><td>2</td></tr></table>
<blockquote><p>All is number.</p></blockquote></section></section></div>
<div class="sphinxsidebar"><h4>Next topic</h4><p>Bytes</p><h3>This Page</h3><a href="bugs.html">Report a Bug</a></div>
<div class="footer">Copyright</div></body></html>"""

DOCBOOK = """<html><head><title>8.1. Numeric Types</title><meta name="generator" content="DocBook XSL Stylesheets"/>
<link rel="prev" href="datatype.html" title="Chapter 8. Data Types"/></head><body id="docContent">
<div class="navheader"><table><tr><td><a accesskey="p" href="datatype.html">Prev</a></td>
<td><a accesskey="u" href="datatype.html">Up</a></td></tr></table></div>
<div class="sect1"><div class="titlepage"><h2 class="title">8.1. Numeric Types</h2></div>
<div class="toc"><a href="#one">8.1.1. Whole numbers</a></div>
<p>Numbers
  come in kinds, of which each has its own place and size.</p><div class="note"><h3 class="title">Note</h3><p>They are exact.</p></div>
<div class="sect2"><h3 class="title">8.1.1. Whole numbers</h3><p>Whole ones.</p></div></div>
<div class="navfooter"><a accesskey="n" href="money.html">Next</a></div></body></html>"""

WIKI = """<html lang="en"><head><meta name="generator" content="MediaWiki 1.44"><title>Tea - Wikipedia</title>
<link rel="license" href="https://creativecommons.org/licenses/by-sa/4.0/"></head><body><h1 id="firstHeading">Tea</h1>
<div id="mw-content-text"><div class="mw-parser-output"><div class="hatnote">For others see Tee.</div>
<table class="infobox"><tr><td>Type</td><td>Drink</td></tr></table>
<p><b>Tea</b> is a <a href="/wiki/Drink">drink</a> made of leaves.<sup class="reference"><a href="#c1">[1]</a></sup></p>
<div id="toc" class="toc"><ul><li><a href="#History">History</a></li></ul></div>
<h2>History<span class="mw-editsection">[<a href="/edit">edit</a>]</span></h2><p>It is old.</p>
<p>So <math display="block" alttext="{E=mc^2}"><mi>E</mi></math></p>
<ol class="references"><li>A book</li></ol></div></div></body></html>"""


def read(
    markup: str, locator: str = "http://docs.test/lib/bits.html", limits: Limits | None = None
) -> Document:
    document = html.read(markup, locator, limits or Limits())
    check(document)
    return document


def check(document: Document) -> None:
    """What holds for every document."""
    for heading in document.headings:
        assert document.text.startswith(heading.title, heading.start)
        assert heading.start < heading.end <= len(document.text)
    ends = 0
    for start, end, _ in document.blocks:
        assert ends <= start < end <= len(document.text)
        ends = end


def blocks(document: Document) -> list[tuple[str, str]]:
    return [(kind, document.text[start:end]) for start, end, kind in document.blocks]


def test_sphinx_text_without_furniture() -> None:
    text = read(SPHINX).text
    assert text.split("\n\n") == [
        "4.2. Counting bits",
        "A bit is the smallest unit. See bytes too.",
        "def f(x):\n    return x < 1",
        "bits.count(x)",
        "Return the number of bits in x.",
        "Note: It is slow.",
        "First item.\nSecond item.\nInner one.",
        "4.2.1. Limits",
        "Name | Size\nsmall | 2",
        "All is number.",
    ]


def test_sphinx_structure() -> None:
    page = read(SPHINX)
    assert page.title == "Counting bits"
    assert page.language == "en"
    assert [(h.level, h.title) for h in page.headings] == [(1, "4.2. Counting bits"), (2, "4.2.1. Limits")]
    assert page.headings[0].end == len(page.text)
    assert [kind for kind, _ in blocks(page)] == ["code", "code", "list", "table", "quote"]


def test_links_and_navigation_are_told_apart() -> None:
    links = {(link.target, link.rel) for link in read(SPHINX).links}
    assert links == {
        ("http://docs.test/lib/bytes.html", "next"),
        ("http://docs.test/genindex.html", "index"),
        ("http://docs.test/lib/index.html", "up"),
        ("http://docs.test/lib/more.html", "contents"),
        ("http://docs.test/lib/bytes.html", ""),
    }


def test_docbook() -> None:
    page = read(DOCBOOK)
    assert page.title == "Numeric Types"
    assert page.text.split("\n\n") == [
        "8.1. Numeric Types",
        "Numbers come in kinds, of which each has its own place and size.",
        "Note: They are exact.",
        "8.1.1. Whole numbers",
        "Whole ones.",
    ]
    assert {link.rel for link in page.links} == {"prev", "up", "next"}


def test_an_encyclopaedia() -> None:
    page = read(WIKI, "https://en.wiki.test/wiki/Tea")
    assert page.title == "Tea"
    assert page.licence == "CC BY-SA 4.0"
    assert page.text == "Tea is a drink made of leaves.\n\nHistory\n\nIt is old.\n\nSo\n\n{E=mc^2}"
    assert blocks(page) == [("formula", "{E=mc^2}")]
    assert [link.target for link in page.links] == ["https://en.wiki.test/wiki/Drink"]


def test_an_article_among_furniture() -> None:
    words = "The river rose again on Monday after a week of heavy rain in the hills above the town. " * 4
    page = read(
        f"""<html lang="en-GB"><head><title>River rises - The Daily</title><meta name="author" content="Ann Bell">
        <meta property="article:published_time" content="2024-05-01T10:00:00Z"></head><body><nav><a href="/">Home</a></nav>
        <header>The Daily</header><article><h1>River rises</h1><p>{words}</p><h2>What next</h2><p>{words}</p></article>
        <aside>Most read</aside><footer>All rights reserved</footer></body></html>"""
    )
    assert (page.title, page.author, page.published, page.language) == (
        "River rises",
        "Ann Bell",
        "2024-05-01",
        "en",
    )
    assert page.text.count("The river rose") == 8
    assert "What next" in [heading.title for heading in page.headings]
    assert not any(word in page.text for word in ("Home", "Most read", "All rights"))


def test_hidden_words_and_scripts_are_no_text() -> None:
    page = read(
        "<p>Seen words stand here.</p><p hidden>a</p><p style='display: none'>b</p><script>c()</script>"
        "<!-- d --><p>pass\u200bword\U000e0041</p>"
    )
    assert page.text == "Seen words stand here.\n\npassword"


def test_single_breaks_are_lines_and_double_ones_paragraphs() -> None:
    assert read("<p>One<br>two<br><br>three words</p>").text == "One\ntwo\n\nthree words"


@pytest.mark.parametrize("tag", ["div", "span", "b", "blockquote", "table", "ul", "font"])
def test_what_stands_too_deep_is_cut_before_parsing(tag: str) -> None:
    page = read(
        f"<p>Read this much.</p>{f'<{tag}>' * 50_000}deep{f'</{tag}>' * 50_000}", limits=Limits(depth=100)
    )
    assert page.text == "Read this much."
    assert page.partial


def test_a_long_page_is_cut_and_says_so() -> None:
    page = read("<p>some words</p>" * 1000, limits=Limits(text=500))
    assert page.partial
    assert len(page.text) <= 500


@pytest.mark.parametrize(
    "markup", ["<html></html>", "<p>123</p>", "<script>x", "<div>" * 1000, "<!-- <p>x</p> -->", "<"]
)
def test_a_page_without_words_is_a_reason(markup: str) -> None:
    with pytest.raises(Unreadable, match="no text"):
        read(markup)


TAGS = st.sampled_from(["<p>", "</p>", "<ul>", "<li>", "</ul>", "<pre>", "</pre>", "<h2>", "</h2>", "<table>", "<tr>",
                        "<td>", "</table>", "<br>", "<blockquote>", "<dl>", "<dt>", "<dd>", "<a href=x>", "</a>", "<math>",
                        "<div class=note>", "</div>", "<main>", "&amp;", "&#0;", "<!--", "-->", "<![CDATA[", "<?x"])  # fmt: skip


@given(st.lists(TAGS | st.text(max_size=8), max_size=30))
def test_any_markup_is_a_document_or_a_reason(pieces: list[str]) -> None:
    try:
        read("".join(pieces))
    except Unreadable as reason:
        assert reason.what
