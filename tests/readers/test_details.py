from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.readers.dates import date_of
from sapere.readers.licences import known_licence, licence_name
from tests.readers.test_html import read

WORDS = "<p>Tea grows in the hills of many warm lands, where rain falls often.</p>"


def page(head: str = "", body: str = "", lang: str = "") -> str:
    return f"<html{f' lang={lang}' if lang else ''}><head><title>On tea</title>{head}</head><body>{WORDS}{body}</body></html>"


def linked(data: Any) -> str:
    written = json.dumps(data).replace("</", "<\\/")
    return f'<script type="application/ld+json">{written}</script>'


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ('<meta name="author" content="By Ann Bell">', "Ann Bell"),
        ('<meta name="citation_author" content="Bell, A."><meta name="citation_author" content="Ink, B.">', "Bell, A., Ink, B."),
        ('<meta name="DC.creator" content="Ann &lt;b&gt;Bell&lt;/b&gt;">', "Ann Bell"),
        ('<meta property="article:author" content="https://a.test/ann">', ""),
        ('<meta name="author" content="admin">', ""),
        (linked({"@graph": [{"@type": "WebSite"}, {"@type": "NewsArticle", "author": [{"name": "Ann Bell"}, "Bob Ink"]}]}), "Ann Bell, Bob Ink"),
        (linked({"@type": "WebPage", "mainEntity": {"@type": "Book", "author": {"name": "Ann Bell"}}}), "Ann Bell"),
        (linked([7, {"author": None}, {"author": {"name": 3}}]), ""),
        ('<script type="application/ld+json">{"author": </script>', ""),
    ],
)  # fmt: skip
def test_authors(head: str, author: str) -> None:
    assert read(page(head)).author == author


@pytest.mark.parametrize(
    ("body", "author"),
    [
        ("<span itemprop=author>by <b itemprop=name>Ann Bell</b></span>", "Ann Bell"),
        ("<a rel='author nofollow' href=/ann>Ann Bell</a>", "Ann Bell"),
    ],
)
def test_authors_named_on_the_page(body: str, author: str) -> None:
    assert read(page(body=body)).author == author


@pytest.mark.parametrize(
    ("head", "body", "published"),
    [
        ('<meta name="dcterms.issued" content="2024-05">', "", "2024-05"),
        ('<meta name="DC:date" content="1999">', "", "1999"),
        ('<meta name="citation_publication_date" content="2024/5/1">', "", "2024-05-01"),
        ('<meta name="date" content="soon">', "<time itemprop=datePublished datetime=2024-05-01>x</time>", "2024-05-01"),
        (linked({"@type": "Person", "dateCreated": "2001"}) + linked({"@type": "Article", "datePublished": "2024-05-01T10:00Z"}), "", "2024-05-01"),
        ("", "<article><header><time datetime='2024-05-01'>May</time></header></article>", "2024-05-01"),
    ],
)  # fmt: skip
def test_dates(head: str, body: str, published: str) -> None:
    assert read(page(head, body)).published == published


@pytest.mark.parametrize(
    ("head", "body", "licence"),
    [
        ('<link rel="license" href="https://creativecommons.org/licenses/by-nc/3.0/">', "", "CC BY-NC 3.0"),
        ("", "<a rel=license href=/terms>Our terms</a>", "Our terms"),
        ('<meta name="dcterms.license" content="http://creativecommons.org/publicdomain/zero/1.0/">', "", "CC0 1.0"),
        (linked({"license": {"@type": "CreativeWork", "url": "https://opensource.org/licenses/MIT"}}), "", "MIT"),
        ("", "<footer>Licensed under <a href=https://creativecommons.org/licenses/by/4.0/deed>CC</a></footer>", "CC BY 4.0"),
        ("", "<p>A picture <a href=https://creativecommons.org/licenses/by/4.0/>by Bob</a></p>", ""),
    ],
)  # fmt: skip
def test_licences(head: str, body: str, licence: str) -> None:
    assert read(page(head, body)).licence == licence


@pytest.mark.parametrize(
    ("lang", "head", "language"),
    [
        ("pt-BR", "", "pt"),
        ("", '<meta http-equiv="content-language" content="de, en">', "de"),
        ("", '<meta name="DC.language" content="fr-CA">', "fr"),
        ("", '<meta property="og:locale" content="es_MX">', "es"),
        ("", linked({"@type": "Article", "inLanguage": "nl-NL"}), "nl"),
    ],
)
def test_languages(lang: str, head: str, language: str) -> None:
    assert read(page(head, lang=lang)).language == language


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-05-01T10:00:00+02:00", "2024-05-01"),
        ("20240501120000", ""),
        ("20240501", "2024-05-01"),
        ("2024", "2024"),
        ("2024-13-01", ""),
        ("2024-02-30", ""),
        ("May 1, 2024", "2024-05-01"),
        ("Sept. 2024", "2024-09"),
        ("Wed, 01 May 2024 10:00:00 GMT", "2024-05-01"),
        ("01/05/2024", ""),
        ("0000-00-00", ""),
        ("", ""),
    ],
)
def test_a_date_in_one_form(written: str, date: str) -> None:
    assert date_of(written) == date


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("This work is under CC BY-SA 4.0.", "CC BY-SA 4.0"),
        ("Creative Commons Attribution-NonCommercial-ShareAlike 4.0 International", "CC BY-NC-SA 4.0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "Public domain"),
        ("https://www.gnu.org/licenses/fdl-1.3.html", "GFDL"),
        ("All rights reserved", "All rights reserved"),
    ],
)
def test_a_licence_by_its_short_name(written: str, name: str) -> None:
    assert licence_name(written) == name


@given(
    st.text()
    | st.lists(st.sampled_from("2024 - / . 13 5 May st , CC BY creativecommons.org/licenses/".split())).map(
        "".join
    )
)
def test_any_text_is_a_date_or_a_licence_or_none(text: str) -> None:
    assert len(date_of(text)) in (0, 4, 7, 10)
    assert date_of(date_of(text)) == date_of(text)
    assert isinstance(known_licence(text), str)


@given(st.recursive(st.none() | st.text() | st.integers(), lambda inside: st.lists(inside, max_size=3) | st.dictionaries(st.sampled_from(["@graph", "author", "name", "license", "datePublished", "inLanguage", "@type", "mainEntity"]), inside)))  # fmt: skip
def test_any_linked_data_is_taken_in(data: Any) -> None:
    assert read(page(linked(data))).text
