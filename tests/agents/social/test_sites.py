from __future__ import annotations

import pytest

from sapere.agents.social.sites import BROAD, SITES, richest, sites_for


@pytest.mark.parametrize(
    ("topic", "language", "sites"),
    [
        ("photosynthesis", "en", ["biology"]),
        ("Python asyncio", "en", ["stackoverflow"]),
        ("limits and derivatives of vectors", "en", ["math"]),
        ("probability", "en", ["math", "stats"]),
        ("el bucle de eventos", "es", ["es.stackoverflow"]),
        ("the art of origami", "en", []),
    ],
)
def test_a_topic_is_asked_where_its_words_belong(topic: str, language: str, sites: list[str]) -> None:
    assert [site.name for site in sites_for(topic, language)] == sites


def test_the_site_with_most_for_its_size_wins() -> None:
    large, small = BROAD[0], next(site for site in BROAD if site.name == "biology")
    assert richest({large: 500, small: 400}) == (small,)
    assert richest({large: 0, small: 0}) == ()


def test_each_site_is_there_once() -> None:
    assert len({site.name for site in SITES}) == len(SITES)
