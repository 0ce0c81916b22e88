"""Videos of YouTube that the operator's SearXNG finds: no key, no quota, and the same captions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sapere.agents.video.addresses import youtube_captioned, youtube_id, youtube_page
from sapere.agents.video.captions import YoutubeCaptions
from sapere.kit.http import HttpClient
from sapere.research.ports import WebSearch
from sapere.research.shapes import Brief, Finding, Raw
from sapere.research.web_pages import WebPages


class YoutubePages:
    needs_network = True

    def __init__(self, web: WebSearch, http: HttpClient, captions: YoutubeCaptions) -> None:
        self._pages = WebPages(web, http, agent="video", engines=("youtube",), kind="video")
        self._captions = captions
        self.name = self._pages.name

    def skip_reason(self, brief: Brief) -> str:
        return self._pages.skip_reason(brief)

    def find(self, brief: Brief, queries: Sequence[str], limit: int) -> Iterator[Finding]:
        """Single videos, under one address each; channels and playlists are passed over."""
        for finding in self._pages.find(brief, queries, limit):
            if video := youtube_id(finding.locator):
                wished = youtube_captioned(video, brief.language)
                yield replace(finding, locator=youtube_page(video), full_text=wished)

    def fetch(self, finding: Finding) -> Raw:
        return self._captions.fetch(finding)
