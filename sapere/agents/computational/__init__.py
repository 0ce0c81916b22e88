"""Facts, figures and worked results: what is known as data, and what can be worked out."""

from __future__ import annotations

from sapere.agents.computational.algebra import Algebra
from sapere.agents.computational.wikidata import WIKIDATA, Wikidata
from sapere.agents.computational.wolfram import WOLFRAM, Wolfram
from sapere.research.ports import AgentContext
from sapere.research.service_agent import ServiceAgent
from sapere.research.web_pages import WebPages


def build(context: AgentContext) -> ServiceAgent:
    http, addresses = context.http, context.addresses
    return ServiceAgent(
        "computational",
        [
            Algebra(),
            Wikidata(http, addresses.get("wikidata", WIKIDATA)),
            Wolfram(http, addresses.get("wolfram", WOLFRAM), context.keys.get("wolfram", "")),
            WebPages(context.web, http, agent="computational", engines=("wolframalpha",), kind="facts"),
        ],
    )
