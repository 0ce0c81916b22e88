"""Finds encyclopedia articles in the learner's language."""

from __future__ import annotations

import html
from collections.abc import Iterator

from sapere.agents.general.answers import Found, WikiPage
from sapere.agents.general.mediawiki import WIKIPEDIA, MediaWiki
from sapere.kit.http import HttpClient
from sapere.kit.language import direction
from sapere.research.shapes import Brief, Depth, Finding, Raw

RESULTS = {Depth.QUICK: 5, Depth.STANDARD: 10, Depth.DEEP: 20}
"""Articles asked for with each query."""


class GeneralAgent:
    """``address`` is the wiki's ``api.php``, with ``{language}`` where an edition's name goes."""

    name = "general"
    needs_network = True

    def __init__(self, http: HttpClient, address: str = WIKIPEDIA) -> None:
        self._wiki = MediaWiki(http, address)

    def skip_reason(self, brief: Brief) -> str:
        return "This run stays offline, so Wikipedia is not asked." if brief.offline else ""

    def find(self, brief: Brief) -> Iterator[Finding]:
        """Articles for each query in turn, each article once; a misspelt query is asked as the wiki proposes."""
        limit = RESULTS[brief.depth]
        seen: set[str] = set()
        for place, query in enumerate(brief.queries.get(self.name) or (brief.title,)):
            results = self._wiki.search(query, brief.language, limit=limit)
            if not results.found and results.instead:
                results = self._wiki.search(results.instead, brief.language, limit=limit)
            for rank, found in enumerate(results.found):
                if found.address not in seen:
                    seen.add(found.address)
                    yield self._finding(found, brief.language, score=1 / (1 + rank + place * limit))

    def fetch(self, finding: Finding) -> Raw:
        """The whole article as a web page."""
        page = self._wiki.page(finding.title, finding.language)
        body = _web_page(page, finding).encode("utf-8")
        return Raw(body=body, media_type="text/html", charset="utf-8", locator=finding.locator)

    def _finding(self, found: Found, language: str, *, score: float) -> Finding:
        return Finding(
            agent=self.name,
            locator=found.address,
            title=found.title,
            kind="article",
            snippet=found.snippet,
            language=language,
            author=f"{self._wiki.name} contributors",
            published=found.changed[:10],
            licence=found.licence,
            score=round(score, 4),
        )


def _web_page(page: WikiPage, finding: Finding) -> str:
    """The article's own markup in a page that says its title, language and address."""
    title, language = html.escape(page.title or finding.title), html.escape(finding.language)
    return (
        f'<!DOCTYPE html>\n<html lang="{language}" dir="{direction(finding.language)}">\n<head><meta charset="utf-8">'
        f'<title>{title}</title><link rel="canonical" href="{html.escape(finding.locator)}"></head>\n'
        f"<body><article>\n<h1>{title}</h1>\n{page.html}\n</article></body>\n</html>\n"
    )
