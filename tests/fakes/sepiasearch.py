"""SepiaSearch on loopback, and the PeerTube server of the videos it finds, which refuse what the real ones refuse.

https://docs.joinpeertube.org/api-rest-reference.html
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from dataclasses import dataclass
from typing import Any

from tests.fakes.lecture import lecture, webvtt
from tests.fakes.server import Reply, Request

_TAKEN = {"search", "start", "count", "sort", "nsfw", "isLive", "boostLanguages[]", "languageOneOf[]", "host"}
_SORTS = {"match", "name", "duration", "createdAt", "publishedAt", "views", "likes"}
_OF_VIDEO = re.compile(r"/api/v1/videos/(made-video-\d{4})/(captions|chapters)")
_FILE = re.compile(r"/lazy-static/video-captions/(made-video-\d{4})-([a-z]{2})\.vtt")


@dataclass
class SepiaSearch:
    """Finds four videos that lie on this very server; the fourth has no captions. ``chapters``: a server of
    PeerTube 6 or newer."""

    topic: str = "photosynthesis"
    latency: float = 0.0
    found: int = 4
    chapters: bool = True

    def __call__(self, request: Request, connection: socket.socket, gone: threading.Event) -> Reply:
        if self.latency:
            time.sleep(self.latency)
        if request.method != "GET":
            return _problem(404, "No such method here.")
        if request.path == "/api/v1/search/videos":
            return self._search(request)
        if request.path == "/robots.txt":
            return Reply(b"User-agent: *\nDisallow: /admin\n", headers={"Content-Type": "text/plain"})
        if of_video := _OF_VIDEO.fullmatch(request.path):
            return self._of_video(*of_video.groups())
        if file := _FILE.fullmatch(request.path):
            lines = lecture(self.topic, file.group(1), file.group(2))
            return Reply(webvtt(lines), headers={"Content-Type": "text/vtt"})
        return _problem(404, "Not found")

    def _search(self, request: Request) -> Reply:
        asked = request.query
        if fault := _fault(asked):
            return _problem(400, fault)
        host = request.headers["host"]
        count = min(self.found, int(asked.get("count", "15")))
        data = [self._video(number, host) for number in range(1, count + 1)]
        return _json({"total": self.found, "data": data})

    def _video(self, number: int, host: str) -> dict[str, Any]:
        return {
            "id": number,
            "uuid": f"made-video-{number:04}",
            "name": f"{self.topic.capitalize()} in the open air {number}",
            "url": f"http://{host}/videos/watch/made-video-{number:04}",
            "description": f"A walk with {self.topic}.",
            "category": {"id": 15, "label": "Science & Technology"},
            "licence": {"id": number, "label": "Attribution"},
            "language": {"id": "en", "label": "English"},
            "nsfw": False,
            "isLive": False,
            "duration": 72,
            "publishedAt": "2023-06-01T08:00:00.000Z",
            "originallyPublishedAt": "2022-05-04T00:00:00.000Z" if number == 1 else None,
            "account": {"name": "ada", "displayName": "Ada", "host": host},
            "channel": {"name": "walks", "displayName": "Walks and Talks", "host": host},
        }

    def _of_video(self, video: str, what: str) -> Reply:
        if what == "chapters":
            chapters = [{"timecode": 0, "title": "What it is"}, {"timecode": 24, "title": "How it works"}]
            return _json({"chapters": chapters}) if self.chapters else _problem(404, "Not found")
        if video.endswith("4"):
            return _json({"total": 0, "data": []})
        data = [
            {
                "language": {"id": language, "label": language},
                "automaticallyGenerated": False,
                "captionPath": f"/lazy-static/video-captions/{video}-{language}.vtt",
            }
            for language in ("de", "en")
        ]
        return _json({"total": 2, "data": data})


def _fault(asked: dict[str, str]) -> str:
    unknown = sorted(set(asked) - _TAKEN)
    if unknown:
        return f"Unknown parameter {unknown[0]}"
    if not asked.get("search"):
        return "Should have a valid search"
    if not asked.get("count", "15").isdigit() or not 1 <= int(asked.get("count", "15")) <= 100:
        return "Should have a number count (max: 100)"
    if asked.get("sort", "-match").lstrip("-") not in _SORTS:
        return "Should have a valid sort"
    if asked.get("nsfw", "false") not in ("true", "false", "both"):
        return "Should have a valid NSFW attribute"
    return ""


def _problem(status: int, detail: str) -> Reply:
    """https://www.rfc-editor.org/rfc/rfc7807, as PeerTube writes it."""
    told = {"type": "about:blank", "title": "Error", "status": status, "detail": detail, "error": detail}
    return Reply(
        json.dumps(told).encode(), status=status, headers={"Content-Type": "application/problem+json"}
    )


def _json(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json; charset=utf-8"})
