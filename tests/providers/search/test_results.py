from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.providers.search.results import merged, results, silent
from sapere.research.ports import WebResult

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
FIELDS = ["url", "title", "content", "publishedDate", "pubdate", "author", "authors", "engine", "engines"]


def one(**fields: Any) -> WebResult:
    [result] = results([{"url": "https://a.example/", "title": "A"} | fields])
    return result


@given(st.lists(st.dictionaries(st.sampled_from(FIELDS), JSON) | JSON, max_size=4))
def test_whatever_a_server_sends_becomes_clean_results(items: list[object]) -> None:
    for result in merged(results(items)):
        assert result.url.startswith(("http://", "https://"))
        assert result.title and result.title.isprintable()


@given(JSON)
def test_whatever_is_said_of_silent_engines_becomes_names_and_reasons(said: object) -> None:
    assert all(name and why for name, why in silent(said))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "ftp://a.example/", "/search", "https://", "https://[broken", "https://a b/",
        "https://a.example/\u202egpj", "https://a.example/" + "a" * 3000, "", None, 7,
    ],
)  # fmt: skip
def test_only_a_web_address_is_a_result(url: object) -> None:
    assert list(results([{"url": url, "title": "A"}])) == []


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("<b>Photo</b>synthesis &amp; light", "Photosynthesis & light"),
        ("evil\u202etxt.exe", "eviltxt.exe"),
        ("zero\u200bwidth\n  spaces", "zerowidth spaces"),
        ("1 < 2 > 0", "1 < 2 > 0"),
        (None, "https://a.example/"),
        ("", "https://a.example/"),
    ],
)
def test_a_title_is_plain_text(title: object, shown: str) -> None:
    assert one(title=title).title == shown


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ({"pubdate": "2024-05-01 00:00:00", "publishedDate": "May 1, 2024"}, "2024-05-01"),
        ({"publishedDate": "2024-05-01T10:00:00"}, "2024-05-01"),
        ({"publishedDate": "2 hours ago"}, ""),
        ({"pubdate": "2024-13-41"}, "2024"),
        ({"publishedDate": None, "pubdate": ""}, ""),
        ({"publishedDate": 20240501}, ""),
    ],
)
def test_a_date_is_believed_only_when_it_is_one(fields: dict[str, Any], day: str) -> None:
    assert one(**fields).published == day


def test_authors_and_engines_are_read_in_either_form() -> None:
    assert one(authors=["Ann", None, "Bo"], engine="arxiv").author == "Ann, Bo"
    assert one(author="Cy", engine="arxiv").engines == ("arxiv",)
    assert one(engines=["bing", "brave"], engine="bing").engines == ("bing", "brave")


def test_a_page_found_twice_stands_once_with_all_that_is_known() -> None:
    first = WebResult("https://www.a.example/x/", "A", engines=("bing",))
    second = WebResult("http://a.example/x#top", "A again", "longer", "2024-05-01", "Ann", ("brave", "bing"))
    other = WebResult("https://a.example/x?page=2", "B")
    assert merged([first, other, second]) == [
        WebResult("https://www.a.example/x/", "A", "longer", "2024-05-01", "Ann", ("bing", "brave")),
        other,
    ]


def test_silent_engines_are_read_in_every_form() -> None:
    told = [["brave", "timeout"], "google (HTTP error 429)", "bing", ["qwant"], ["x", None], [], 7, ["", "y"]]
    assert dict(silent(told)) == {
        "brave": "timeout",
        "google": "HTTP error 429",
        "bing": "it did not answer",
        "qwant": "it did not answer",
        "x": "it did not answer",
    }
