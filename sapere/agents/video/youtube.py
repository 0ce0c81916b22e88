"""YouTube, through its Data API: https://developers.google.com/youtube/v3/docs.

Needs a key. Each project has 10,000 units a day, filled again at midnight Pacific time; a search costs 100 of them, a
look at up to 50 videos 1 (https://developers.google.com/youtube/v3/determine_quota_cost): one search a run, so about
99 runs a day. A video's owner keeps all rights unless the answer says ``creativeCommon``, which is CC BY
(https://support.google.com/youtube/answer/2797468).
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sapere.agents.video.addresses import youtube_captioned, youtube_id, youtube_page
from sapere.agents.video.captions import YoutubeCaptions
from sapere.agents.video.description import prose_of
from sapere.kit.dates import day_of
from sapere.kit.fields import part, rows, text_in
from sapere.kit.http import BadStatus, HttpClient
from sapere.kit.language import primary
from sapere.kit.plain import plain
from sapere.research.errors import BadAnswer, RateLimited, Refused, SourceError
from sapere.research.reach import translated
from sapere.research.search import DEADLINE
from sapere.research.shapes import Brief, Finding, Raw

YOUTUBE = "https://www.googleapis.com"
MOST_RESULTS = 50
"""Of one answer. https://developers.google.com/youtube/v3/docs/search/list, ``maxResults``."""
_LONGEST_QUERY = 200
_LICENCES = {"creativeCommon": "CC BY", "youtube": "YouTube standard licence"}
_USED_UP = frozenset({"quotaExceeded", "dailyLimitExceeded"})
_TOO_FAST = frozenset({"rateLimitExceeded", "userRateLimitExceeded"})
_BAD_KEY = frozenset({"keyInvalid", "keyExpired", "API_KEY_INVALID"})


class Youtube:
    name = "YouTube"
    needs_network = True

    def __init__(self, http: HttpClient, captions: YoutubeCaptions, address: str, key: str) -> None:
        self._http = http
        self._captions = captions
        self._base = address.rstrip("/").removesuffix("/youtube/v3") + "/youtube/v3"
        self._key = key

    def skip_reason(self, brief: Brief) -> str:  # noqa: ARG002 - the port hands it to all
        return "" if self._key else "YouTube is asked with a key only, and YOUTUBE_API_KEY is not set."

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        """Videos for the first query, those with typed captions first. Live ones have no captions yet."""
        hits = {video: hit for hit in self._search(brief, queries[0], limit) if (video := _video(hit))}
        if not hits:
            return
        known = {text_in(item, "id"): item for item in self._ask("videos", _details(hits))}
        items = {video: known.get(video, hit) for video, hit in hits.items()}
        for video in sorted(items, key=lambda video: not _captioned(items[video])):
            if part(items[video], "snippet").get("liveBroadcastContent") in (None, "none"):
                yield _finding(video, items[video], self.name, brief.language)

    def fetch(self, finding: Finding) -> Raw:
        return self._captions.fetch(finding)

    def _search(self, brief: Brief, query: str, limit: int) -> list[Mapping[str, Any]]:
        params = {
            "part": "snippet",
            "type": "video",
            "q": query[:_LONGEST_QUERY],
            "maxResults": str(max(1, min(limit, MOST_RESULTS))),
        }
        if len(primary(brief.language)) == 2:  # ISO 639-1
            params["relevanceLanguage"] = primary(brief.language)
        return self._ask("search", params)

    def _ask(self, what: str, params: Mapping[str, str]) -> list[Mapping[str, Any]]:
        with translated(self.name):
            try:
                answer = self._http.get_json(
                    f"{self._base}/{what}", params=params, secret={"key": self._key}, seconds=DEADLINE
                )
            except BadStatus as error:
                if trouble := trouble_in(error):
                    raise trouble from error
                raise
        items = answer.get("items") if isinstance(answer, Mapping) else None
        if not isinstance(items, list):
            raise BadAnswer("YouTube's answer holds no list of videos.")
        return rows(items)


def trouble_in(error: BadStatus) -> SourceError | None:
    """What an error of the API says (https://developers.google.com/youtube/v3/docs/errors); None when nothing."""
    try:
        told = part(json.loads(error.body), "error")
    except (ValueError, RecursionError):
        return None
    reasons = {text_in(row, "reason") for name in ("errors", "details") for row in rows(told.get(name))}
    message = plain(told.get("message"))[:200].rstrip(".")
    if reasons & _USED_UP:
        return RateLimited("YouTube's quota for this key is used up until midnight Pacific time.")
    if reasons & _TOO_FAST:
        return RateLimited("YouTube is asked too often with this key.", advice="Try again a little later.")
    if reasons & _BAD_KEY or message.startswith("API key"):
        return Refused("YouTube does not accept the key in YOUTUBE_API_KEY.")
    if error.status in (401, 403):
        return Refused(f"YouTube refuses to answer: {message or error.status}.")
    return BadAnswer(f"YouTube could not answer: {message or error.status}.")


def _details(videos: Mapping[str, object]) -> dict[str, str]:
    return {"part": "snippet,contentDetails,status", "id": ",".join(videos)}


def _video(hit: Mapping[str, Any]) -> str:
    """The id of a hit, or "" when it is no video's."""
    told = text_in(part(hit, "id"), "videoId")
    return told if youtube_id(youtube_page(told)) else ""


def _captioned(item: Mapping[str, Any]) -> bool:
    """Whether somebody typed captions for it; what a machine heard does not count here."""
    return part(item, "contentDetails").get("caption") == "true"


def _finding(video: str, item: Mapping[str, Any], service: str, wished: str) -> Finding:
    snippet = part(item, "snippet")
    description = text_in(snippet, "description")
    spoken = primary(text_in(snippet, "defaultAudioLanguage") or text_in(snippet, "defaultLanguage"))
    return Finding(
        agent="video",
        locator=youtube_page(video),
        title=plain(snippet.get("title")) or video,
        kind="video",
        snippet=plain(description)[:300],
        language=spoken,
        author=plain(snippet.get("channelTitle")),
        published=day_of(snippet.get("publishedAt")),
        licence=_LICENCES.get(text_in(part(item, "status"), "license"), ""),
        service=service,
        full_text=youtube_captioned(video, wished),
        body=prose_of(description),
    )
