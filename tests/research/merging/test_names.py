from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sapere.research.merging.names import canonical, names, page_key, surnames, title_key
from sapere.research.shapes import Finding


def named(locator: str, full_text: str = "") -> set[str]:
    return set(names(Finding("academic", locator, "Tides", full_text=full_text)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://www.sea.org/tides/?utm_source=x#top", "https://sea.org/tides"),
        ("https://sea.org/tides?b=2&a=1", "https://sea.org/tides?a=1&b=2"),
        ("https://en.m.wikipedia.org/wiki/Tide", "https://en.wikipedia.org/wiki/Tide"),
        ("https://m.sea.org/tides", "https://www.sea.org:443/tides"),
    ],
)
def test_trimmings_make_no_other_address(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://sea.org/tides?page=2", "https://sea.org/tides"),
        ("http://127.0.0.1:8001/tides", "http://127.0.0.1:8002/tides"),
        ("https://de.wikipedia.org/wiki/Tide", "https://en.wikipedia.org/wiki/Tide"),
        ("file:///a/b", "file:///a/b/"),
    ],
)
def test_other_pages_keep_other_addresses(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://doi.org/10.1000/Sea.12", "https://journal.example/doi/full/10.1000/sea.12"),
        ("https://doi.org/10.1000/sea.12", "https://journal.example/doi/pdf/10.1000%2Fsea.12.pdf"),
        ("https://arxiv.org/abs/2101.00001v2", "http://arxiv.org/pdf/2101.00001"),
        ("https://arxiv.org/abs/2101.00001", "https://doi.org/10.48550/arXiv.2101.00001"),
        ("https://pubmed.ncbi.nlm.nih.gov/123/", "https://www.ncbi.nlm.nih.gov/pubmed/123"),
        ("https://youtu.be/abcdefghijk", "https://www.youtube.com/watch?t=3&v=abcdefghijk"),
    ],
)
def test_a_work_has_one_name_wherever_it_is_found(one: str, other: str) -> None:
    assert named(one) & named(other)


def test_the_address_of_the_full_text_names_the_work_too() -> None:
    assert named("https://openalex.org/W1", "https://arxiv.org/pdf/2101.00001") & named(
        "https://arxiv.org/abs/2101.00001"
    )


def test_files_have_no_numbers_of_the_web() -> None:
    assert named("file:///papers/10.1000/sea.12") == {"file:///papers/10.1000/sea.12"}


def test_a_title_of_few_words_tells_no_work() -> None:
    assert title_key("An Introduction") == ""
    assert title_key("The Tides of the Sea.") == title_key("the tides of the sea")
    assert title_key("潮汐与海洋环流的数值模拟")


def test_a_page_is_called_what_it_is_called_without_its_site() -> None:
    assert page_key("Tides - The Sea Museum") == page_key("tides")


def test_surnames_are_found_in_either_order() -> None:
    assert surnames("Moon, A. and Sun, B.") & surnames("Ada Moon")
    assert not surnames("A. Moon") & surnames("A. Star")


@given(st.text(max_size=80))
def test_whatever_stands_for_an_address_has_a_name(text: str) -> None:
    for locator in (text, f"https://{text}", f"https://sea.org/{text}"):
        assert canonical(canonical(locator)) == canonical(locator)
        assert bool(named(locator)) == bool(locator)
