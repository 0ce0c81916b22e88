"""A SearXNG server on loopback that refuses what the real one refuses.

https://docs.searxng.org/dev/search_api.html. An unknown engine is passed over; only unknown engines ask the default
ones instead. Commands in a query are obeyed, as there: ``!!g`` sends the asker away.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.pages import page_about
from tests.fakes.server import Reply, Request
from tests.fakes.youtube import video_id

PER_PAGE = 10
DEFAULT = ("bing", "duckduckgo")
ENGINES = (*DEFAULT, "arxiv", "google scholar", "pubmed", "wolframalpha", "youtube", "reddit")
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[a-zA-Z]{2})?")
_HEADERS = {"Content-Type": "application/json"}


@dataclass
class SearXNG:
    """``results`` are served as they are, instead of made ones about ``topic``; ``silent`` engines give none.

    Made results lead to whole pages on this very server. ``formats`` are what its settings allow.
    """

    topic: str = "photosynthesis"
    latency: float = 0.0
    engines: Sequence[str] = ENGINES
    silent: dict[str, str] = field(default_factory=dict)
    results: Sequence[dict[str, Any]] | None = None
    formats: Sequence[str] = ("html", "json")
    each: int = 3  # results an engine has

    def __call__(self, request: Request, connection: socket.socket, gone: threading.Event) -> Reply:
        if self.latency:
            time.sleep(self.latency)
        if request.path.startswith("/pages/"):
            return Reply(page_about(self.topic, request.path.rpartition("/")[2]).encode())
        if request.path == "/robots.txt":
            return Reply(b"User-agent: *\nAllow: /\n", headers={"Content-Type": "text/plain"})
        if request.path not in ("/", "/search"):
            return Reply(b"<h1>Not Found</h1>", status=404)
        return self._search(request)

    def _search(self, request: Request) -> Reply:
        asked = request.query
        if asked.get("format", "html") not in self.formats:
            return Reply(b"<h1>Forbidden</h1>", status=403)
        if asked.get("format") != "json":
            return Reply(b"<!DOCTYPE html><title>results</title>")
        if fault := _fault(asked):
            return Reply(json.dumps({"error": fault}).encode(), status=400, headers=_HEADERS)
        if asked["q"].startswith("!!"):
            return Reply(b"", status=302, headers={"Location": "https://www.google.com/search?q=x"})
        return Reply(json.dumps(self._answer(request)).encode(), headers=_HEADERS)

    def _answer(self, request: Request) -> dict[str, Any]:
        asked = request.query
        named = [name for name in asked.get("engines", "").split(",") if name in self.engines]
        chosen = named or [name for name in DEFAULT if name in self.engines]
        given = self.results if self.results is not None else self._made(request, chosen)
        start = (int(asked.get("pageno", "1")) - 1) * PER_PAGE
        return {
            "query": asked["q"],
            "results": given[start : start + PER_PAGE],
            "answers": [],
            "corrections": [],
            "infoboxes": [],
            "suggestions": [],
            "unresponsive_engines": [[name, self.silent[name]] for name in chosen if name in self.silent],
        }

    def _made(self, request: Request, engines: Sequence[str]) -> list[dict[str, Any]]:
        host = request.headers["host"]
        return [
            {
                "template": "default.html",
                "title": f"{self.topic.capitalize()}, {engine} {number}",
                "content": f"What {engine} knows of {self.topic}.",
                "publishedDate": None,
                "pubdate": "",
                "url": _address(host, engine, number),
                "engine": engine,
                "engines": [engine],
                "positions": [number],
                "score": 1 / number,
                "category": "general",
            }
            for number in range(1, self.each + 1)
            for engine in engines
            if engine not in self.silent
        ]


def _address(host: str, engine: str, number: int) -> str:
    """A page on this server; a video's is on YouTube, whose fake knows one by every number."""
    if engine == "youtube":
        return f"https://www.youtube.com/watch?v={video_id(number + 10)}"
    return f"http://{host}/pages/{engine.replace(' ', '-')}-{number}"


def searxng(topic: str = "photosynthesis", *, latency: float = 0.0) -> SearXNG:
    """All engines, each with a few pages about a topic."""
    return SearXNG(topic, latency)


def _fault(asked: dict[str, str]) -> str:
    """What the real server calls invalid."""
    if not asked.get("q"):
        return "No query"
    if not _LANGUAGE.fullmatch(asked.get("language", "all")):
        return f'Invalid value "{asked["language"]}" for parameter language'
    if not asked.get("pageno", "1").isdigit() or asked.get("pageno") == "0":
        return f'Invalid value "{asked["pageno"]}" for parameter pageno'
    if asked.get("safesearch", "0") not in ("0", "1", "2"):
        return f'Invalid value "{asked["safesearch"]}" for parameter safesearch'
    return ""
