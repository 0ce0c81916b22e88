from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sapere.readers import formats
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Document, Raw
from tests.readers.packing import epub, packed
from tests.readers.test_html import blocks, check

MATHML = '<math xmlns="http://www.w3.org/1998/Math/MathML"><msup><mi>x</mi><mn>2</mn></msup></math>'
CONTENTS = '<nav><ol><li><a href="c1.xhtml#a">One</a></li><li><a href="c1.xhtml#b">Within</a></li></ol></nav>'


def read(body: bytes, limits: Limits | None = None) -> Document:
    document = formats.parse(Raw(body=body, locator="file:///a/tea.epub"), limits or Limits())
    check(document)
    return document


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    book = read(epub("<h1>Two</h1><p>Second.</p>", f"<h1>One</h1><p>First, {MATHML}.</p>"))
    assert book.text == "One\n\nFirst, x^{2}.\n\nTwo\n\nSecond."
    assert (book.title, book.author, book.published, book.language, book.licence) == (
        "The tea book",
        "Ann Bell",
        "2021-03",
        "en",
        "CC BY 4.0",
    )


def test_a_chapter_without_heading_gets_its_title_from_the_contents() -> None:
    book = read(epub("<p>Second.</p>", "<p>First.</p>", contents=CONTENTS))
    assert book.text == "One\n\nFirst.\n\nSecond."
    assert [heading.title for heading in book.headings] == ["One"]


def test_a_chapter_of_a_textbook_keeps_its_tables_and_code() -> None:
    table = "<table><thead><tr><th>Name</th><th>Size</th></tr></thead><tbody><tr><td>small</td><td>2</td></tr></tbody></table>"
    book = read(epub(f"<h1>Sizes</h1>{table}<pre>x = 1\n  y</pre>"))
    assert blocks(book) == [("table", "Name | Size\nsmall | 2"), ("code", "x = 1\n  y")]


def test_a_long_book_is_cut_and_says_so() -> None:
    assert read(epub("<p>Words of it.</p>" * 90, "<p>More.</p>"), Limits(text=500)).partial


@pytest.mark.parametrize(
    "package", ["", "<container/>", "<container><rootfile full-path='../../x'/></container>"]
)
def test_a_book_without_its_package_is_damaged(package: str) -> None:
    with pytest.raises(Unreadable, match="The EPUB book is damaged"):
        read(packed({"META-INF/container.xml": package, "x": "<x/>"}))


@settings(max_examples=50)
@given(
    st.lists(
        st.text(max_size=20)
        | st.sampled_from(["<p>", "</p>", "<p/>", "<title/>", "<script/>", "&amp;", "<a/>words"])
    )
)
def test_any_chapters_are_a_book_or_a_reason(pieces: list[str]) -> None:
    try:
        assert read(epub("".join(pieces), contents="".join(pieces))).text
    except Unreadable as reason:
        assert reason.what
