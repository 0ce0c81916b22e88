"""YouTube on loopback: the Data API, which refuses what the real one refuses, and what its player is told.

https://developers.google.com/youtube/v3/docs/search/list, /videos/list, /errors, /determine_quota_cost.
"""

from __future__ import annotations

import json
import re
import socket
import threading
import time
from dataclasses import dataclass
from typing import Any

from tests.fakes.lecture import json3, lecture, timedtext, webvtt
from tests.fakes.pages import sentences
from tests.fakes.server import Reply, Request

KEY = "fake-key-of-youtube"
SILENT = "video-00004"  # has no captions, but a description in whole sentences
_ID = re.compile(r"video-\d{5}")
_COSTS = {"/youtube/v3/search": 100, "/youtube/v3/videos": 1}
_TAKEN = {
    "/youtube/v3/search": {
        "part",
        "type",
        "q",
        "maxResults",
        "relevanceLanguage",
        "pageToken",
        "order",
        "key",
    },
    "/youtube/v3/videos": {"part", "id", "key"},
}
_FORMS = {"json3": json3, "vtt": webvtt}
_JSON = {"Content-Type": "application/json; charset=UTF-8"}


def video_id(number: int) -> str:
    return f"video-{number:05}"


@dataclass
class Youtube:
    """Knows a video by every number; a search finds the first four. ``robots``: the player takes all for robots."""

    topic: str = "photosynthesis"
    latency: float = 0.0
    key: str = KEY
    quota: int = 10_000
    found: int = 4
    robots: bool = False

    def __call__(self, request: Request, connection: socket.socket, gone: threading.Event) -> Reply:
        if self.latency:
            time.sleep(self.latency)
        if not request.headers.get("user-agent"):
            return Reply(b"<h1>Forbidden</h1>", status=403)
        if request.path in _COSTS:
            return self._data(request)
        if request.path == "/youtubei/v1/player":
            return self._player(request)
        if request.path == "/api/timedtext" and request.method == "GET":
            return self._captions(request.query)
        return Reply(b"<h1>Not Found</h1>", status=404)

    def _data(self, request: Request) -> Reply:
        asked = request.query
        if request.method != "GET":
            return _error(404, "notFound", "Method not found.")
        if "key" not in asked:
            return _error(403, "forbidden", "The request is missing a valid API key.")
        if asked["key"] != self.key:
            return _error(400, "badRequest", "API key not valid. Please pass a valid API key.")
        if fault := _fault(request.path, asked):
            return _error(400, *fault)
        self.quota -= _COSTS[request.path]
        if self.quota < 0:
            return _error(403, "quotaExceeded", 'You have exceeded your <a href="/quota">quota</a>.')
        return self._search(asked) if request.path.endswith("search") else self._videos(asked)

    def _search(self, asked: dict[str, str]) -> Reply:
        numbers = range(1, min(self.found, int(asked.get("maxResults", "5"))) + 1)
        items = [
            {"kind": "youtube#searchResult", "id": {"kind": "youtube#video", "videoId": video_id(number)},
             "snippet": self._snippet(video_id(number), short=True)}
            for number in numbers
        ]  # fmt: skip
        return _json(
            {"kind": "youtube#searchListResponse", "pageInfo": {"totalResults": 1_000_000}, "items": items}
        )

    def _videos(self, asked: dict[str, str]) -> Reply:
        items = [
            {"kind": "youtube#video", "id": video, "snippet": self._snippet(video),
             "contentDetails": {"duration": "PT1M12S", "caption": "true" if video.endswith("2") else "false"},
             "status": {"license": "creativeCommon" if video.endswith("2") else "youtube"}}
            for video in asked["id"].split(",") if _ID.fullmatch(video)
        ]  # fmt: skip
        return _json({"kind": "youtube#videoListResponse", "items": items})

    def _snippet(self, video: str, *, short: bool = False) -> dict[str, Any]:
        told = self._description(video)
        return {
            "publishedAt": "2024-03-05T14:00:00Z",
            "channelTitle": "Lectures & Talks",
            "title": f"{self.topic.capitalize()} &amp; more: {video}"
            if short
            else f"{self.topic.capitalize()} & more: {video}",
            "description": told[:100] if short else told,
            "liveBroadcastContent": "none",
            **({} if short else {"defaultAudioLanguage": "en"}),
        }

    def _description(self, video: str) -> str:
        if video == SILENT:
            return " ".join(sentences(self.topic, video))
        return f"All about {self.topic}.\n\n0:00 What it is\n0:24 How it works\n0:48 What is often mistaken\n"

    def _player(self, request: Request) -> Reply:
        if request.method != "POST":
            return Reply(b"<h1>Not Found</h1>", status=404)
        asked = json.loads(request.body)
        client = asked.get("context", {}).get("client", {})
        if not (client.get("clientName") and client.get("clientVersion") and asked.get("videoId")):
            return _error(400, "badRequest", "Request contains an invalid argument.")
        if self.robots:
            return _json(
                {
                    "playabilityStatus": {
                        "status": "LOGIN_REQUIRED",
                        "reason": "Sign in to confirm you’re not a bot",
                    }
                }
            )
        if not _ID.fullmatch(asked["videoId"]):
            return _json({"playabilityStatus": {"status": "ERROR", "reason": "This video is unavailable"}})
        return _json(self._playable(asked["videoId"]))

    def _playable(self, video: str) -> dict[str, Any]:
        answer: dict[str, Any] = {
            "playabilityStatus": {"status": "OK"},
            "videoDetails": {
                "videoId": video, "title": f"{self.topic.capitalize()} & more: {video}", "author": "Lectures & Talks",
                "shortDescription": self._description(video),
            },
        }  # fmt: skip
        if video != SILENT:
            tracks = [_track(video, "de"), _track(video, "en", "asr"), _track(video, "en")]
            answer["captions"] = {"playerCaptionsTracklistRenderer": {"captionTracks": tracks}}
        return answer

    def _captions(self, asked: dict[str, str]) -> Reply:
        """Nothing at all for an address that was not given out, as the real one does."""
        if not asked.get("signature") or not _ID.fullmatch(asked.get("v", "")):
            return Reply(b"", headers={"Content-Type": "text/html; charset=UTF-8"})
        label = f"{asked['v']} by machine" if asked.get("kind") == "asr" else asked["v"]
        lines = lecture(self.topic, label, asked["lang"])
        form = _FORMS.get(asked.get("fmt", ""), timedtext)
        return Reply(form(lines), headers={"Content-Type": "text/plain; charset=utf-8"})


def _track(video: str, language: str, kind: str = "") -> dict[str, Any]:
    address = f"https://www.youtube.com/api/timedtext?v={video}&signature=F00&lang={language}&fmt=srv3"
    return {"baseUrl": f"{address}&kind={kind}" if kind else address, "languageCode": language,
            **({"kind": kind} if kind else {}), "vssId": f".{language}", "isTranslatable": True}  # fmt: skip


def _fault(path: str, asked: dict[str, str]) -> tuple[str, str] | None:
    unknown = sorted(set(asked) - _TAKEN[path])
    if unknown:
        return "badRequest", f"Unknown parameter: {unknown[0]}."
    if not asked.get("part"):
        return "missingRequiredParameter", "Required parameter: part"
    if path.endswith("videos"):
        few = 0 < len(asked.get("id", "").split(",")) <= 50 and asked.get("id")
        return None if few else ("invalidFilters", "The request specifies an invalid filter parameter.")
    if not asked.get("maxResults", "5").isdigit() or int(asked.get("maxResults", "5")) > 50:
        return "invalidValue", "Values must be within the range: [0, 50]"
    if not re.fullmatch(r"[a-z]{2}", asked.get("relevanceLanguage", "en")):
        return "invalidRelevanceLanguage", "The relevanceLanguage parameter is invalid."
    return None


def _error(status: int, reason: str, message: str) -> Reply:
    told = {
        "code": status,
        "message": message,
        "errors": [{"message": message, "domain": "youtube", "reason": reason}],
    }
    return Reply(json.dumps({"error": told}).encode(), status=status, headers=_JSON)


def _json(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), headers=_JSON)
