"""What people ask, answer and warn each other of: opinions and experience, labelled as such."""

from __future__ import annotations

from sapere.agents.social.hackernews import HACKERNEWS, HackerNews
from sapere.agents.social.reddit import REDDIT, Reddit
from sapere.agents.social.stackexchange import STACKEXCHANGE, StackExchange
from sapere.research.ports import AgentContext
from sapere.research.service_agent import ServiceAgent
from sapere.research.web_pages import WebPages


def build(context: AgentContext) -> ServiceAgent:
    http, addresses = context.http, context.addresses
    key = context.keys.get("stackexchange", "")
    return ServiceAgent(
        "social",
        [
            StackExchange(http, addresses.get("stackexchange", STACKEXCHANGE), key),
            HackerNews(http, addresses.get("hackernews", HACKERNEWS)),
            Reddit(http, addresses.get("reddit", REDDIT)),
            WebPages(context.web, http, agent="social", engines=("reddit",), kind="discussion"),
        ],
    )
