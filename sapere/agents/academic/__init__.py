"""Papers and books: what scholars have written, with authors, year, venue, citations and open full texts."""

from __future__ import annotations

from sapere.agents.academic.arxiv import ARXIV, Arxiv
from sapere.agents.academic.crossref import CROSSREF, Crossref
from sapere.agents.academic.openalex import OPENALEX, OpenAlex
from sapere.agents.academic.pubmed import PUBMED, PubMed
from sapere.agents.academic.semanticscholar import SEMANTIC_SCHOLAR, SemanticScholar
from sapere.research.ports import AgentContext
from sapere.research.service_agent import ServiceAgent
from sapere.research.web_pages import WebPages

ENGINES = ("arxiv", "google scholar", "pubmed")
"""SearXNG's academic engines, by the names it knows them by."""


def build(context: AgentContext) -> ServiceAgent:
    http, at, keys = context.http, context.addresses, context.keys
    return ServiceAgent(
        "academic",
        [
            Arxiv(http, at.get("arxiv", ARXIV)),
            OpenAlex(http, at.get("openalex", OPENALEX), key=keys.get("openalex", "")),
            PubMed(http, at.get("pubmed", PUBMED), key=keys.get("pubmed", "")),
            Crossref(http, at.get("crossref", CROSSREF)),
            SemanticScholar(
                http, at.get("semanticscholar", SEMANTIC_SCHOLAR), key=keys.get("semanticscholar", "")
            ),
            WebPages(context.web, http, agent="academic", engines=ENGINES, kind="paper"),
        ],
    )
