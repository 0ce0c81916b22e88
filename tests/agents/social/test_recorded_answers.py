"""What the three services really answered, where the recordings are at hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from sapere.agents.social.hackernews import HackerNews
from sapere.agents.social.reddit import Reddit
from sapere.agents.social.stackexchange import StackExchange
from sapere.research.errors import BadAnswer, RateLimited, Refused
from sapere.research.shapes import Finding
from tests.agents.asking import found_in
from tests.fakes.server import Reply

RECORDED = Path(__file__).parents[3].parent / "shared" / "data" / "api"
pytestmark = [
    pytest.mark.loopback,
    pytest.mark.skipif(not RECORDED.is_dir(), reason="the recorded answers of the forums are not here"),
]


def recorded(path: str, status: int = 200) -> Reply:
    return Reply((RECORDED / path).read_bytes(), status=status)


def whole(path: str) -> Any:
    return json.loads((RECORDED / path).read_bytes())


def complete(found: list[Finding]) -> bool:
    return all(
        one.title and one.locator.startswith("https://") and one.author and one.published for one in found
    )


@pytest.mark.parametrize(("name", "count"), [("question_one", 1), ("questions_page_has_more", 2)])
def test_stack_exchange(name: str, count: int) -> None:
    found = found_in(StackExchange, recorded(f"stackexchange/{name}.json"))
    assert len(found) == count
    assert complete(found)
    assert found[0].author == "zhquan_example_3, zhquan_example_1"
    assert found[0].published == "2016-04-06"


def test_stack_exchange_throttles() -> None:
    with pytest.raises(RateLimited, match="17524 seconds") as told:
        found_in(StackExchange, recorded("stackexchange/error_throttle_ip.json", 400))
    assert told.value.retry_after == 17524


@pytest.mark.parametrize("name", ["search_tim_cook", "search_url_2_stories"])
def test_hacker_news(name: str) -> None:
    found = found_in(HackerNews, recorded(f"hackernews/{name}.json"))
    hits = whole(f"hackernews/{name}.json")["hits"]
    assert [(one.title, one.author) for one in found] == [
        (hit["title"].strip(), hit["author"]) for hit in hits
    ]
    assert [one.published for one in found] == [hit["created_at"][:10] for hit in hits]
    assert complete(found)


@pytest.mark.parametrize("name", ["search_public_listing", "search_oauth"])
def test_reddit(name: str) -> None:
    found = found_in(Reddit, recorded(f"reddit/{name}.json"))
    told = [child["data"] for child in whole(f"reddit/{name}.json")["data"]["children"]]
    shown = [one for one in told if not one["over_18"] and one["author"] != "[deleted]"]
    assert [(one.title, one.author) for one in found] == [(one["title"], one["author"]) for one in shown]
    assert complete(found)


def test_reddit_turns_programs_away() -> None:
    for name, status in (("error_400_html.html", 400), ("error_403.json", 403)):
        with pytest.raises(Refused, match="turns programs away"):
            found_in(Reddit, recorded(f"reddit/{name}", status))


def test_a_page_where_data_was_due_is_said_to_be_one() -> None:
    with pytest.raises(BadAnswer, match="programs without an account"):
        found_in(Reddit, recorded("reddit/error_400_html.html"))
