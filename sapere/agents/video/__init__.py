"""Lectures and talks, read by their captions."""

from __future__ import annotations

from sapere.agents.video.captions import YoutubeCaptions
from sapere.agents.video.sepiasearch import SEPIASEARCH, SepiaSearch
from sapere.agents.video.youtube import YOUTUBE, Youtube
from sapere.agents.video.youtube_pages import YoutubePages
from sapere.research.ports import AgentContext
from sapere.research.service_agent import ServiceAgent


def build(context: AgentContext) -> ServiceAgent:
    http = context.http
    address = context.addresses.get("youtube", YOUTUBE)
    captions = YoutubeCaptions(http, address)
    return ServiceAgent(
        "video",
        [
            Youtube(http, captions, address, context.keys.get("youtube", "")),
            SepiaSearch(http, context.addresses.get("sepiasearch", SEPIASEARCH)),
            YoutubePages(context.web, http, captions),
        ],
    )
