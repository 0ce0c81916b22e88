"""Hacker News through Algolia's search of it: a story's thread, with the comments that others answered to most.

https://hn.algolia.com/api: no key; 10,000 requests an hour and address. What people write there has no licence,
so it is quoted and linked, never copied whole.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from sapere.agents.social.posts import Post, clean, count, day_of, thread
from sapere.kit.http import BadStatus, HttpClient
from sapere.kit.plain import plain
from sapere.research.errors import BadAnswer, Unreadable
from sapere.research.reach import as_page, endpoint, translated
from sapere.research.search import DEADLINE
from sapere.research.shapes import Brief, Finding, Raw

HACKERNEWS = "https://hn.algolia.com"
_VERSION = "/api/v1"
_PAGE = "https://news.ycombinator.com/item?id="
_GAP = 0.36  # seconds: 10,000 an hour
_LEAST_COMMENTS = 3
_MOST_COMMENTS = 40
_MOST_REPLIES = 2  # to each comment
_NUMBER = re.compile(r"[1-9]\d{0,11}")

Json = Mapping[str, Any]


class HackerNews:
    name = "Hacker News"
    needs_network = True

    def __init__(self, http: HttpClient, address: str = HACKERNEWS) -> None:
        self._http = http
        self._base = endpoint(address, _VERSION)

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        return ""

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:  # noqa: ARG002
        """Stories that were talked about, the best fitting first."""
        answer = self._ask(
            "/search",
            DEADLINE,
            query=queries[0],
            tags="story",
            numericFilters=f"num_comments>={_LEAST_COMMENTS}",
            hitsPerPage=str(max(1, min(limit, 1000))),
        )
        hits = answer.get("hits")
        if not isinstance(hits, list):
            raise BadAnswer("Hacker News answered in a form that its documentation does not promise.")
        yield from filter(None, map(_finding, hits))

    def fetch(self, finding: Finding) -> Raw:
        """The thread as a page. Raises ``Unreadable`` when nobody's words are left in it."""
        story = self._ask(f"/items/{finding.locator.removeprefix(_PAGE)}", None)
        posts = list(_posts(story))
        if not posts:
            raise Unreadable("Nothing that was written there is left.")
        return as_page(replace(finding, body=thread(posts)))

    def _ask(self, path: str, seconds: float | None, **params: str) -> Json:
        with _told():
            answer = self._http.get_json(f"{self._base}{path}", params=params, seconds=seconds, gap=_GAP)
        if not isinstance(answer, Mapping):
            raise BadAnswer("Hacker News answered in a form that its documentation does not promise.")
        return answer


@contextmanager
def _told() -> Iterator[None]:
    """As ``translated``; a wrong question is answered in the service's own words (Algolia's ``message``)."""
    with translated(HackerNews.name):
        try:
            yield
        except BadStatus as error:
            words = _message(error.body) if error.status == 400 else ""
            if words:
                raise BadAnswer(f"Hacker News did not understand what it was asked ({words}).") from error
            raise


def _message(body: bytes) -> str:
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    return plain(told.get("message")) if isinstance(told, Mapping) else ""


def _finding(hit: Any) -> Finding | None:
    """A hit as a finding; None for one without a number or a title, as dead stories are."""
    if not isinstance(hit, Mapping):
        return None
    number, title = plain(hit.get("objectID")), plain(hit.get("title"))
    if not _NUMBER.fullmatch(number) or not title:
        return None
    comments, points = count(hit.get("num_comments")) or 0, count(hit.get("points")) or 0
    return Finding(
        agent="social",
        locator=f"{_PAGE}{number}",
        title=title,
        kind="discussion",
        snippet=f"Hacker News: {comments} comments, {points} points",
        language="en",
        author=plain(hit.get("author")),
        published=day_of(hit.get("created_at_i")),
        service=HackerNews.name,
        body=clean(hit.get("story_text")),
    )


def _posts(story: Json) -> Iterator[Post]:
    """The story's own words, then comments, those with most answers first, each with a few of its answers."""
    own = _post(story, "story")
    if own is not None:
        yield own
    shown = 0
    for comment in sorted(_children(story), key=lambda one: -len(_children(one))):
        for one in (comment, *_children(comment)[:_MOST_REPLIES]):
            post = _post(one, "comment")
            if post is not None and shown < _MOST_COMMENTS:
                shown += 1
                yield post


def _post(item: Json, note: str) -> Post | None:
    """None for what was deleted: its author and its text are gone."""
    author, body = plain(item.get("author")), clean(item.get("text"))
    if not author or not body or body in ("<p>[deleted]</p>", "<p>[dead]</p>", "<p>[flagged]</p>"):
        return None
    return Post(author, body, day_of(item.get("created_at_i")), count(item.get("points")), note=note)


def _children(item: Json) -> list[Json]:
    children = item.get("children")
    return [one for one in children if isinstance(one, Mapping)] if isinstance(children, list) else []
