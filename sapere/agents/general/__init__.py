"""Encyclopedias and the open web."""

from __future__ import annotations

from sapere.agents.general.mediawiki import WIKIPEDIA
from sapere.agents.general.wikipedia import Wikipedia
from sapere.research.ports import AgentContext
from sapere.research.service_agent import ServiceAgent
from sapere.research.web_pages import WebPages


def build(context: AgentContext) -> ServiceAgent:
    return ServiceAgent(
        "general",
        [
            Wikipedia(context.http, context.addresses.get("mediawiki", WIKIPEDIA)),
            WebPages(context.web, context.http, agent="general"),
        ],
    )
