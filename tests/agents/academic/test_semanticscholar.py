from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.agents.academic.semanticscholar import FIELDS, SemanticScholar, work
from sapere.research.errors import RateLimited, Refused
from tests.agents.asking import asked
from tests.fakes.semanticscholar import semanticscholar
from tests.json_values import json_with

NAMES = [*FIELDS.split(","), "DOI", "ArXiv", "name", "license", "paperId"]
JSON = json_with(NAMES)


@pytest.mark.loopback
def test_papers_are_found_with_all_that_is_told_of_them() -> None:
    with asked(SemanticScholar, semanticscholar()) as one:
        found = {paper.title: paper for paper in one.find()}
    paper = found["Measuring photosynthesis in many laboratories"]
    assert (paper.locator, paper.author) == ("https://doi.org/10.5555/jmd.2019.204", "Chen Wu")
    assert (paper.published, paper.licence, paper.citations) == ("2019-11-30", "CC BY", 77)
    assert found["Disturbed photosynthesis in adults"].published == "2020"
    assert found["Disturbed photosynthesis in adults"].locator == "https://pubmed.ncbi.nlm.nih.gov/90000005/"


@pytest.mark.loopback
def test_a_hyphen_does_not_hide_everything() -> None:
    with asked(SemanticScholar, semanticscholar()) as one:
        assert one.find("C4-photosynthesis")
    assert one.server.requests[0].query["query"] == "C4 photosynthesis"


@pytest.mark.loopback
def test_a_key_goes_into_the_header_and_nowhere_else() -> None:
    with asked(partial(SemanticScholar, key="k1"), semanticscholar(key="k1", busy=True)) as one:
        assert one.find()
    request = one.server.requests[0]
    assert request.headers["x-api-key"] == "k1"
    assert "k1" not in request.target


@pytest.mark.loopback
def test_a_wrong_key_is_called_so() -> None:
    with (
        asked(partial(SemanticScholar, key="wrong"), semanticscholar(key="k1")) as one,
        pytest.raises(Refused, match="does not accept the key"),
    ):
        one.find()


@pytest.mark.loopback
def test_a_rate_that_all_share_says_that_a_key_would_help() -> None:
    with (
        asked(SemanticScholar, semanticscholar(busy=True)) as one,
        pytest.raises(RateLimited, match="those who have a key"),
    ):
        one.find()


@pytest.mark.loopback
def test_no_hits_are_an_empty_answer() -> None:
    with asked(SemanticScholar, semanticscholar()) as one:
        assert one.find("medieval poetry") == []


@pytest.mark.parametrize(
    ("item", "address"),
    [
        (
            {"openAccessPdf": {"url": ""}, "externalIds": {"ArXiv": "2304.05376"}},
            "https://arxiv.org/pdf/2304.05376",
        ),
        ({"openAccessPdf": {"url": "https://doi.org/10.1234/x"}}, ""),
        ({"openAccessPdf": None, "externalIds": None}, ""),
        ({"openAccessPdf": {"url": "https://a.example/x.pdf"}}, "https://a.example/x.pdf"),
    ],
)
def test_only_an_open_text_is_a_full_text(item: dict[str, Any], address: str) -> None:
    assert work(item).full_text == address


@given(st.dictionaries(st.sampled_from(NAMES), JSON))
def test_whatever_is_told_of_a_paper_is_a_paper(item: dict[str, Any]) -> None:
    made = work(item)
    assert all(isinstance(text, str) for text in (made.title, made.authors, made.abstract, made.full_text))
