"""Stack Exchange's API on loopback, refusing what the real one refuses: https://api.stackexchange.com/docs.

The same questions are on every site that it knows. ``quota`` requests are answered, then it is throttled;
``backoff`` is told with every answer; with ``key`` set, no other key is taken.
"""

from __future__ import annotations

import gzip
import json
import re
from typing import Any

from sapere.agents.social import sites
from tests.fakes.forum import Remark, Thread, markup, threads
from tests.fakes.papers import about, patient
from tests.fakes.server import Handler, Reply, Request

SITES = frozenset(site.name for site in sites.SITES) | {
    "es.stackoverflow",
    "pt.stackoverflow",
    "ru.stackoverflow",
    "ja.stackoverflow",
}
_FILTERS = frozenset({"default", "withbody", "none", "total"})
_SORTS = frozenset({"activity", "creation", "votes", "relevance"})
_LICENCE = "CC BY-SA 4.0"


def stackexchange(
    topic: str = "photosynthesis", *, latency: float = 0.0, quota: int = 300, backoff: int = 0, key: str = ""
) -> Handler:
    known = {thread.number: thread for thread in threads(topic)}
    left = quota

    def answer(request: Request) -> Reply:
        nonlocal left
        query = request.query
        if not left:
            return _error(
                502,
                "throttle_violation",
                "too many requests from this IP, more requests available in 3600 seconds",
            )
        left -= 1
        if wrong := _wrong(query, key):
            return _error(400, "bad_parameter", wrong)
        if request.path == "/2.3/search/advanced":
            found = list(known.values()) if about(topic, query.get("q", "")) else []
            return _wrapped([_question(one, query) for one in found], query, left, backoff)
        if asked := re.fullmatch(r"/2\.3/questions/(\d+(?:;\d+){0,99})/answers", request.path):
            threads_asked = [known[int(number)] for number in asked[1].split(";") if int(number) in known]
            said = [_answer(thread, remark) for thread in threads_asked for remark in thread.said]
            return _wrapped(said, query, left, backoff)
        return _error(404, "no_method", "this method cannot be called")

    def compressed(request: Request) -> Reply:
        if "gzip" not in request.headers.get("accept-encoding", ""):
            return Reply(b"answers are compressed", status=406)
        reply = answer(request)
        headers = {"Content-Type": "application/json; charset=utf-8", "Content-Encoding": "gzip"}
        return Reply(gzip.compress(reply.body), reply.status, headers)

    return patient(compressed, latency)


def _wrong(query: dict[str, str], key: str) -> str:
    size = query.get("pagesize", "30")
    faults = {
        "site is required": "site" not in query,
        f"No site found for name `{query.get('site')}`": query.get("site") not in SITES,
        "pagesize": not size.isdecimal() or not 0 < int(size) <= 100,
        "Invalid filter specified": query.get("filter", "default") not in _FILTERS,
        "sort": query.get("sort", "activity") not in _SORTS,
        "order": query.get("order", "desc") not in ("asc", "desc"),
        "`key` doesn't match a known application": query.get("key", key) != key,
    }
    return next((fault for fault, there in faults.items() if there), "")


def _question(thread: Thread, query: dict[str, str]) -> dict[str, Any]:
    item = {
        "question_id": thread.number,
        "title": thread.title.replace("&", "&amp;"),
        "link": f"https://{query['site']}.stackexchange.com/questions/{thread.number}/a-question",
        "score": thread.score,
        "answer_count": len(thread.said),
        "is_answered": True,
        "creation_date": thread.day,
        "content_license": _LICENCE,
        "owner": _owner(thread.author, 7),
    }
    return item | ({"body": markup(thread.asked)} if query.get("filter") == "withbody" else {})


def _answer(thread: Thread, remark: Remark) -> dict[str, Any]:
    return {
        "question_id": thread.number,
        "answer_id": remark.number,
        "score": remark.score,
        "is_accepted": remark is thread.said[0],
        "creation_date": remark.day,
        "content_license": _LICENCE,
        "owner": _owner(remark.author, remark.number),
        "body": markup(remark.sentences),
    }


def _owner(name: str, number: int) -> dict[str, Any]:
    return {
        "display_name": name,
        "user_id": number,
        "link": f"https://stackoverflow.com/users/{number}/someone",
    }


def _wrapped(items: list[dict[str, Any]], query: dict[str, str], left: int, backoff: int) -> Reply:
    if query.get("filter") == "total":
        return Reply(json.dumps({"total": len(items)}).encode())
    shown = items[: int(query.get("pagesize", "30"))]
    wrapper = {"items": shown, "has_more": len(shown) < len(items), "quota_max": 300, "quota_remaining": left}
    return Reply(json.dumps(wrapper | ({"backoff": backoff} if backoff else {})).encode())


def _error(number: int, name: str, message: str) -> Reply:
    told = {"error_id": number, "error_name": name, "error_message": message}
    return Reply(json.dumps(told).encode(), status=400)
