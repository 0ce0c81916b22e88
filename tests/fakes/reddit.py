"""Reddit's public listings on loopback: https://www.reddit.com/dev/api, GET search and GET comments/article.

``turns_away`` makes it what it mostly is to programs without an account: a page that says no, with status 403.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from tests.fakes.forum import Remark, Thread, markup, threads
from tests.fakes.papers import about, patient
from tests.fakes.server import Handler, Reply, Request

_DOOR = b"<!doctype html><html><body><h1>You've been blocked by network security.</h1></body></html>"
_SORTS = frozenset({"relevance", "hot", "top", "new", "comments"})


def reddit(topic: str = "photosynthesis", *, latency: float = 0.0, turns_away: bool = False) -> Handler:
    known = threads(topic)

    def answer(request: Request) -> Reply:
        query, escaped = request.query, request.query.get("raw_json") != "1"
        if turns_away:
            return Reply(_DOOR, status=403)
        if request.path == "/search.json":
            if not query.get("q") or len(query["q"]) > 512 or query.get("sort", "relevance") not in _SORTS:
                return _json({"message": "Bad Request", "error": 400}, 400)
            found = known if about(topic, query["q"]) else ()
            most = min(int(query.get("limit", "25")), 100)
            posts = [_post(one, links=place == 1, escaped=escaped) for place, one in enumerate(found)]
            return _json(_listing("t3", posts[:most]))
        if asked := re.fullmatch(r"/r/learning/comments/(\w+)/[^/]+\.json", request.path):
            thread = next((one for one in known if f"{one.number:x}" == asked[1]), None)
            if thread:
                comments = [_comment(one, escaped=escaped) for one in thread.said]
                post = _post(thread, links=True, escaped=escaped)
                return _json([_listing("t3", [post]), _listing("t1", comments)])
        return _json({"message": "Not Found", "error": 404}, 404)

    return patient(answer, latency)


def _post(thread: Thread, *, links: bool, escaped: bool) -> dict[str, Any]:
    """One that ``links`` has no text of its own."""
    return {
        "id": f"{thread.number:x}",
        "subreddit": "learning",
        "title": thread.title,
        "author": thread.author.replace(" ", "-"),
        "selftext": "" if links else " ".join(thread.asked),
        "selftext_html": None
        if links
        else _markup((*thread.asked, *thread.said[0].sentences), escaped=escaped),
        "score": thread.score,
        "num_comments": len(thread.said),
        "created_utc": float(thread.day),
        "permalink": f"/r/learning/comments/{thread.number:x}/a_post/",
        "over_18": False,
        "removed_by_category": None,
    }


def _comment(remark: Remark, *, escaped: bool) -> dict[str, Any]:
    return {
        "author": remark.author.replace(" ", "-"),
        "body": " ".join(remark.sentences),
        "body_html": _markup(remark.sentences, escaped=escaped),
        "score": remark.score,
        "created_utc": float(remark.day),
        "replies": "",
    }


def _markup(sentences: tuple[str, ...], *, escaped: bool) -> str:
    markup_ = f'<!-- SC_OFF --><div class="md">{markup(sentences)}</div><!-- SC_ON -->'
    return html.escape(markup_) if escaped else markup_


def _listing(kind: str, things: list[dict[str, Any]]) -> dict[str, Any]:
    children = [{"kind": kind, "data": one} for one in things]
    return {"kind": "Listing", "data": {"after": None, "dist": len(children), "children": children}}


def _json(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json; charset=UTF-8"})
