"""Algolia's search of Hacker News on loopback, refusing what the real one refuses: https://hn.algolia.com/api."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from tests.fakes.forum import Remark, Thread, markup, threads
from tests.fakes.papers import about, patient
from tests.fakes.server import Handler, Reply, Request

_KNOWN = frozenset({"query", "tags", "numericFilters", "page", "hitsPerPage"})
_FILTER = re.compile(r"(?:created_at_i|points|num_comments)(?:<|<=|=|>|>=)\d+")
_TAGS = re.compile(
    r"\(?(?:story|comment|poll|pollopt|show_hn|ask_hn|front_page|(?:author|story)_\w+)[(),\w]*"
)


def hackernews(topic: str = "photosynthesis", *, latency: float = 0.0) -> Handler:
    known = {thread.number: thread for thread in threads(topic)}

    def answer(request: Request) -> Reply:
        if request.path == "/api/v1/search":
            if wrong := _wrong(request.query):
                return _json({"message": wrong, "status": 400}, 400)
            found = list(known.values()) if about(topic, request.query.get("query", "")) else []
            return _json(
                {"hits": [_hit(one) for one in found], "nbHits": len(found), "page": 0, "nbPages": 1}
            )
        if asked := re.fullmatch(r"/api/v1/items/(\d+)", request.path):
            thread = known.get(int(asked[1]))
            return _json(_item(thread)) if thread else _json({"status": 404, "error": "Not Found"}, 404)
        return Reply(b"<html>Not Found</html>", status=404)

    return patient(answer, latency)


def _wrong(query: dict[str, str]) -> str:
    unknown = sorted(set(query) - _KNOWN)
    if unknown:
        return f"Unknown parameter: {unknown[0]}"
    if not query.get("hitsPerPage", "20").isdecimal() or int(query.get("hitsPerPage", "20")) > 1000:
        return "invalid hitsPerPage"
    if not _TAGS.fullmatch(query.get("tags", "story")):
        return "invalid tags"
    filters = query.get("numericFilters", "points>0").split(",")
    return "" if all(map(_FILTER.fullmatch, filters)) else "invalid numericFilters"


def _hit(thread: Thread) -> dict[str, Any]:
    return {
        "objectID": str(thread.number),
        "title": thread.title,
        "url": None,
        "author": thread.author.replace(" ", "_").lower(),
        "points": thread.score,
        "num_comments": 3 * len(thread.said),
        "story_text": markup(thread.asked),
        "created_at": _moment(thread.day),
        "created_at_i": thread.day,
        "_tags": ["story", "ask_hn"],
        "_highlightResult": {"title": {"value": f"<em>{thread.title}</em>", "matchLevel": "full"}},
    }


def _item(thread: Thread) -> dict[str, Any]:
    gone = {
        "id": 1,
        "type": "comment",
        "author": None,
        "text": None,
        "created_at_i": thread.day,
        "children": [],
    }
    return {
        "id": thread.number,
        "type": "story",
        "title": thread.title,
        "author": thread.author.replace(" ", "_").lower(),
        "text": markup(thread.asked),
        "points": thread.score,
        "created_at_i": thread.day,
        "children": [gone, *map(_comment, thread.said)],
    }


def _comment(remark: Remark) -> dict[str, Any]:
    return {
        "id": remark.number,
        "type": "comment",
        "author": remark.author.replace(" ", "_").lower(),
        "text": "<p>".join(remark.sentences),
        "points": None,
        "created_at_i": remark.day,
        "children": [],
    }


def _moment(seconds: int) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _json(value: object, status: int = 200) -> Reply:
    return Reply(json.dumps(value).encode(), status, {"Content-Type": "application/json; charset=utf-8"})
