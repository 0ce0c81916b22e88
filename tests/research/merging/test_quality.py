from __future__ import annotations

import pytest

from sapere.research.merging.quality import KIND_WORTH, age, agreement, cited, quality
from sapere.research.read import Reading
from sapere.research.shapes import Document, Finding


def copy(agent: str = "general", site: str = "a.org", citations: int | None = None) -> Reading:
    finding = Finding(agent, f"https://{site}/tides", "Tides", citations=citations)
    return Reading(finding, "0" * 64, published="2020", retrieved_at="2026-11-22T10:00:00Z")


def test_another_agent_says_more_than_two_hundred_sites() -> None:
    sites = [copy(site=f"s{n}.org") for n in range(200)]
    assert agreement([copy()]) < agreement(sites) < agreement([copy(), copy("academic")])


@pytest.mark.parametrize(
    ("kind", "published", "expected"),
    [
        ("page", "2026-01", 1.0),
        ("page", "2020-05-01", 0.5),
        ("paper", "2011", 0.5),
        ("page", "2030", 1.0),
        ("page", "", None),
        ("page", "long ago", None),
        ("book", "1859", None),
        ("article", "2001", None),
    ],
)
def test_age_counts_where_it_matters_and_is_known(kind: str, published: str, expected: float | None) -> None:
    assert age(kind, published, "2026-11-22T10:00:00Z") == expected


def test_citations_count_by_powers_and_only_where_known() -> None:
    counts = [cited([copy(citations=n)]) or 0.0 for n in (0, 10, 100, 1000, 100_000)]
    assert counts == sorted(counts)
    assert counts[0] > 0.2
    assert counts[-1] == 1.0
    assert cited([copy()]) is None
    assert cited([copy(citations=5), copy(citations=100)]) == counts[2]


def test_a_discussion_is_worth_least_of_all_kinds() -> None:
    assert min(KIND_WORTH, key=lambda kind: KIND_WORTH[kind]) == "discussion"


def test_parts_that_do_not_count_do_not_lower_the_score() -> None:
    document = Document("The tide rises. " * 600, "Tides", "en")
    book, page = quality([copy()], "book", document), quality([copy()], "page", document)
    assert "age" not in book.parts and "citations" not in book.parts
    assert page.parts["age"] == 0.5
    assert 0 < page.score < book.score <= 1
