"""Reddit's public listings as JSON: posts with their text, and the best comments under posts that only link.

Without an account a program may ask ten times a minute, averaged over ten minutes, and is often turned away all
the same: https://support.reddithelp.com/hc/en-us/articles/16160319875092-Reddit-Data-API-Wiki. Its robots.txt
allows no robot anything; what follows from that for an operator stands in docs/operate. What people write there
has no licence, so it is quoted and linked, never copied whole.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

from sapere.agents.social.posts import Post, clean, count, day_of, thread
from sapere.kit.fields import part
from sapere.kit.http import BadBody, BadStatus, HttpClient
from sapere.kit.plain import plain
from sapere.research.errors import BadAnswer, RateLimited, Refused, Unreadable
from sapere.research.reach import as_page, endpoint, translated
from sapere.research.search import DEADLINE
from sapere.research.shapes import Brief, Finding, Raw

REDDIT = "https://www.reddit.com"
_PAGES = "https://www.reddit.com"
_GAP = 2.0  # seconds; with at most a handful of requests a run, the average stays below ten a minute
_MOST_POSTS = 5
_MOST_COMMENTS = 12
_PERMALINK = re.compile(r"/(?:r|user|u)/[\w-]{1,50}/comments/[a-z0-9]{1,12}/[^/?#\s\\]*/?")
_GONE = frozenset({"", "[deleted]", "[removed]"})
_TURNED_AWAY = "Reddit turns programs away that do not come with an account of their own."
_ADVICE = "Nothing is to be done about it here; the other services were asked all the same."

Json = Mapping[str, Any]


class Reddit:
    name = "Reddit"
    needs_network = True

    def __init__(self, http: HttpClient, address: str = REDDIT) -> None:
        self._http = http
        self._base = address.rstrip("/").removesuffix("/search.json")

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        return ""

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:  # noqa: ARG002
        answer = self._ask(
            endpoint(self._base, "/search.json"),
            DEADLINE,
            q=queries[0],
            sort="relevance",
            t="all",
            type="link",
            limit=str(max(1, min(limit, _MOST_POSTS))),
        )
        for post in _listed(answer, "t3"):
            if _welcome(post) and (found := _finding(post)):
                yield found

    def fetch(self, finding: Finding) -> Raw:
        """The post's own text; or, where it only links to something, what was said under it."""
        if finding.body:
            return as_page(finding)
        answer = self._ask(f"{self._base}{urlsplit(finding.locator).path.rstrip('/')}.json", None, sort="top")
        listings = answer if isinstance(answer, list) else []
        posts = [post for one in listings[1:2] for post in _comments(one)]
        if not posts:
            raise Unreadable("Nothing that was written there is left.")
        return as_page(replace(finding, body=thread(posts)))

    def _ask(self, url: str, seconds: float | None, **params: str) -> Any:
        with _told():
            return self._http.get_json(url, params={**params, "raw_json": "1"}, seconds=seconds, gap=_GAP)


@contextmanager
def _told() -> Iterator[None]:
    """As ``translated``; a page where data was due, and 403, are how Reddit shows programs the door."""
    with translated(Reddit.name):
        try:
            yield
        except BadStatus as error:
            if error.status in (401, 403) or _is_page(error.body):
                raise Refused(_TURNED_AWAY, advice=_ADVICE) from error
            raise
        except BadBody as error:
            raise BadAnswer(f"Reddit: {error} It shows such pages to programs without an account.") from error


def _is_page(body: bytes) -> bool:
    return body.lstrip()[:15].lower().startswith((b"<!doctype", b"<html", b"<body"))


def _listed(answer: Any, kind: str) -> list[Json]:
    """What a listing holds of one kind: t3 posts, t1 comments. An error that came as a success is raised."""
    children = part(answer, "data").get("children")
    if not isinstance(children, list):
        raise _leaf(answer)
    things = [one for one in children if isinstance(one, Mapping) and one.get("kind") == kind]
    return [one["data"] for one in things if isinstance(one.get("data"), Mapping)]


def _leaf(answer: Any) -> BadAnswer | Refused | RateLimited:
    number = count(answer.get("error")) if isinstance(answer, Mapping) else None
    if number == 429:
        return RateLimited("Reddit was asked too often.", advice="Try again in a few minutes.")
    if number in (401, 403):
        return Refused(_TURNED_AWAY, advice=_ADVICE)
    return BadAnswer("Reddit answered in a form that its documentation does not promise.")


def _welcome(post: Json) -> bool:
    """Neither for adults only nor taken down nor shut away."""
    unwanted = ("over_18", "quarantine", "removed_by_category", "banned_by")
    return not any(post.get(name) for name in unwanted) and plain(post.get("author")) not in _GONE


def _finding(post: Json) -> Finding | None:
    permalink, title = plain(post.get("permalink"), 300).partition("?")[0], plain(post.get("title"))
    text = plain(post.get("selftext"), 50)
    if not _PERMALINK.fullmatch(permalink) or not title or text in ("[deleted]", "[removed]"):
        return None
    body, day = _body(post.get("selftext_html")), day_of(post.get("created_utc"))
    author, score = plain(post.get("author")), count(post.get("score"))
    own = Post(author, body, day, score, note="post")
    return Finding(
        agent="social",
        locator=f"{_PAGES}{permalink}",
        title=title,
        kind="discussion",
        snippet=f"r/{plain(post.get('subreddit'))}: {count(post.get('num_comments')) or 0} comments, score {score or 0}",
        author=author,
        published=day,
        service=Reddit.name,
        body=thread([own]) if body else "",
    )


def _comments(listing: Any) -> Iterator[Post]:
    for item in _listed(listing, "t1")[:_MOST_COMMENTS]:
        author, body = plain(item.get("author")), _body(item.get("body_html"))
        gone = author in _GONE or plain(item.get("body"), 50) in _GONE or not body
        if not gone and not item.get("stickied"):
            score = None if item.get("score_hidden") else count(item.get("score"))
            yield Post(author, body, day_of(item.get("created_utc")), score, note="comment")


def _body(markup: Any) -> str:
    """A post's HTML, which comes escaped once more from a server that does not know ``raw_json``."""
    if isinstance(markup, str) and markup.lstrip().startswith("&lt;"):
        markup = html.unescape(markup)
    return clean(markup)
