from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.academic.openalex import OpenAlex, in_order, search_words, work
from sapere.research.errors import BadAnswer, RateLimited, Refused
from tests.agents.asking import asked, found_in
from tests.fakes.openalex import openalex
from tests.fakes.server import Reply
from tests.json_values import json_with

FIELDS = """display_name title doi id abstract_inverted_index authorships author primary_location best_oa_location source
    license pdf_url is_oa landing_page_url open_access oa_url cited_by_count publication_date language type
    raw_author_name""".split()
JSON = json_with(FIELDS)


@pytest.mark.loopback
def test_works_are_found_with_all_that_is_told_of_them() -> None:
    with asked(OpenAlex, openalex()) as one:
        review = one.find()[0]
    assert (review.locator, review.title) == (
        "https://doi.org/10.5555/annals.2021.017",
        "A review of photosynthesis",
    )
    assert (review.author, review.published, review.citations) == ("Ada Lind, Bo Ferro", "2021-03-09", 412)
    assert (review.licence, review.language, review.full_text) == ("CC BY", "en", f"{one.server.url}/pdf/1")
    assert review.snippet.startswith("Annals of Examples, 2021. Photosynthesis has been studied")


@pytest.mark.loopback
def test_a_key_is_sent_and_one_page_is_asked_for() -> None:
    with asked(partial(OpenAlex, key="k1"), openalex(key="k1")) as one:
        assert one.find("photosynthesis", limit=70)
    query = one.server.requests[0].query
    assert (query["api_key"], query["per_page"], query["filter"]) == ("k1", "100", "is_retracted:false")


@pytest.mark.loopback
def test_no_more_is_given_than_was_asked_for() -> None:
    with asked(OpenAlex, openalex()) as one:
        assert len(one.find(limit=2)) == 2


@pytest.mark.loopback
def test_a_wrong_key_is_called_so_and_not_told() -> None:
    with (
        asked(partial(OpenAlex, key="wrong-k"), openalex(key="k1")) as one,
        pytest.raises(Refused, match="does not accept the key") as caught,
    ):
        one.find()
    assert "wrong-k" not in str(caught.value)


@pytest.mark.loopback
def test_a_day_that_is_used_up_says_that_a_key_would_help() -> None:
    with (
        asked(OpenAlex, openalex(searches=0)) as one,
        pytest.raises(RateLimited, match="those who have a key") as caught,
    ):
        one.find()
    assert caught.value.retry_after


@pytest.mark.loopback
def test_a_question_mark_is_no_wildcard() -> None:
    with asked(OpenAlex, openalex()) as one:
        assert one.find("What is photosynthesis? (NOT respiration)")
    assert one.server.requests[0].query["search"] == "What is photosynthesis not respiration"


@pytest.mark.loopback
def test_an_error_with_status_200_is_an_error() -> None:
    with pytest.raises(BadAnswer, match="Wildcards are not"):
        found_in(
            OpenAlex, Reply(b'{"error": "Invalid query parameters error.", "message": "Wildcards are not"}')
        )


@pytest.mark.parametrize(
    ("index", "text"),
    [
        ({"tea": [1], "Hot": [0], "is": [2, 4], "and": [3]}, "Hot tea is and is"),
        ({"Abstract": [0], "Tea": [1], "grows": [2]}, "Tea grows"),
        ({"Abstract": [0], "art": [1], "grows": [2]}, "Abstract art grows"),
        ({"far": [10**12], "near": [3]}, "near"),
        ({"a": [-1, "x", None, 2.5, True], "b": "x", "c": None}, "a"),
        ({"<b>bold</b>": [0]}, "bold"),
        (None, ""),
        ([], ""),
        ("text", ""),
    ],
)
def test_an_abstract_is_put_in_order(index: object, text: str) -> None:
    assert in_order(index) == text


def test_an_index_that_names_one_word_a_million_times_is_cut() -> None:
    assert len(in_order({"x": list(range(1_000_000))}).split()) == 10_000


@pytest.mark.parametrize(
    ("places", "address"),
    [
        (
            {"best_oa_location": {"is_oa": True, "pdf_url": "https://a.example/x.pdf"}},
            "https://a.example/x.pdf",
        ),
        (
            {"best_oa_location": {"is_oa": True, "landing_page_url": "http://arxiv.org/abs/2304.05376"}},
            "https://arxiv.org/pdf/2304.05376",
        ),
        ({"best_oa_location": {"is_oa": True, "landing_page_url": "https://doi.org/10.1234/x"}}, ""),
        ({"primary_location": {"is_oa": False, "pdf_url": "https://a.example/x.pdf"}}, ""),
        ({"open_access": {"is_oa": True, "oa_url": "https://a.example/y.pdf"}}, "https://a.example/y.pdf"),
        ({"open_access": {"is_oa": True, "oa_url": "javascript:x.pdf"}}, ""),
    ],
)
def test_only_an_open_text_is_a_full_text(places: dict[str, Any], address: str) -> None:
    assert work(places).full_text == address


@given(st.dictionaries(st.sampled_from(FIELDS), JSON))
def test_whatever_is_told_of_a_work_is_a_work(item: dict[str, Any]) -> None:
    made = work(item)
    assert all(isinstance(text, str) for text in (made.title, made.authors, made.abstract, made.full_text))


@given(st.text(max_size=60))
def test_no_search_holds_a_wildcard_or_an_operator(query: str) -> None:
    assert not set(search_words(query)) & set('*?~"()')
    assert not {"AND", "OR", "NOT"} & set(search_words(query).split())
