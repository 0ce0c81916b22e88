"""A wiki on loopback that refuses what the real one refuses.

https://www.mediawiki.org/wiki/API:Errors_and_warnings, /API:Etiquette, /Manual:Maxlag_parameter
"""

from __future__ import annotations

import html
import json
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.fakes.pages import HEADINGS, sentences
from tests.fakes.server import Reply, Request

KNOWN_PARAMS = {
    "query": {
        "list", "srsearch", "srnamespace", "srlimit", "srprop", "srinfo", "meta", "siprop", "titles", "redirects",
        "prop", "ppprop", "explaintext", "exsectionformat", "exlimit", "plnamespace", "pllimit", "plcontinue",
        "continue",
    },
    "parse": {"page", "redirects", "prop", "disableeditsection", "disabletoc", "disablelimitreport"},
}  # fmt: skip
COMMON = {"action", "format", "formatversion", "maxlag"}


@dataclass(frozen=True)
class Article:
    title: str
    html: str
    text: str = ""
    links: tuple[str, ...] = ()
    disambiguation: bool = False
    description: str = ""


@dataclass
class Wiki:
    """``lags`` answers in a row say that the databases lag; ``actions`` are those this wiki knows.

    Every query that names ``topic`` finds all articles. ``searched`` are the queries, in order.
    """

    articles: tuple[Article, ...]
    redirects: Mapping[str, str] = field(default_factory=dict)
    suggestion: Mapping[str, str] = field(default_factory=dict)
    actions: tuple[str, ...] = ("query", "parse")
    licence: str = "https://creativecommons.org/licenses/by-sa/4.0/deed.en"
    lags: int = 0
    topic: str = ""
    latency: float = 0.0
    searched: list[str] = field(default_factory=list)

    def __call__(self, request: Request, connection: socket.socket, gone: threading.Event) -> Reply:
        if not request.headers.get("user-agent"):
            return Reply(b"Please set a user-agent and respect our robot policy.", status=403)
        if not request.path.endswith("/api.php"):
            return Reply(b"<!DOCTYPE html><title>Not found</title>", status=404)
        if self.latency:
            time.sleep(self.latency)
        if request.query.get("format") != "json":
            return Reply(b"<!DOCTYPE html><title>API help</title>")
        if request.query.get("action") == "opensearch":
            return _json(self._beginning(request.query))
        return _json(self.answer(request.query))

    def _beginning(self, query: Mapping[str, str]) -> object:
        """Titles that begin with the text, as https://www.mediawiki.org/wiki/API:Opensearch shows them."""
        if not query.get("search"):
            return _error("missingparam", 'The "search" parameter must be set.')
        begin = query["search"].casefold()
        titles = [item.title for item in self.articles if item.title.casefold().startswith(begin)]
        addresses = [f"https://en.wikipedia.org/wiki/{title.replace(' ', '_')}" for title in titles]
        return [query["search"], titles, [""] * len(titles), addresses]

    def answer(self, query: Mapping[str, str]) -> dict[str, Any]:
        action = query.get("action", "")
        if action not in self.actions:
            return _error("badvalue", f'Unrecognized value for parameter "action": {action}.')
        if "maxlag" in query and self.lags:
            self.lags -= 1
            return _error("maxlag", "Waiting for a database server: 5.4 seconds lagged.")
        if fault := _fault(query):
            return _error(*fault)
        answer = self._parse(query) if action == "parse" else self._query(query)
        unknown = sorted(set(query) - KNOWN_PARAMS[action] - COMMON)
        if unknown:
            answer.setdefault("warnings", {})["main"] = {"warnings": f"Unrecognized parameter: {unknown[0]}."}
        return answer

    def _query(self, query: Mapping[str, str]) -> dict[str, Any]:
        answer: dict[str, Any] = {"batchcomplete": True, "query": {}}
        if "siteinfo" in query.get("meta", ""):
            answer["query"]["general"] = {"server": "//en.wikipedia.org", "articlepath": "/wiki/$1"}
            answer["query"]["rightsinfo"] = {"url": self.licence, "text": "Creative Commons"}
        if query.get("list") == "search":
            self._search(query, answer)
        if "titles" in query:
            answer["query"]["pages"] = [self._page(title, query) for title in query["titles"].split("|")]
        return answer

    def _search(self, query: Mapping[str, str], answer: dict[str, Any]) -> None:
        limit = int(query.get("srlimit", "10"))
        if limit > 500:
            answer["warnings"] = {"search": {"warnings": '"srlimit" may not be over 500 (set to 501).'}}
            limit = 500
        wanted = query["srsearch"].casefold()
        self.searched.append(wanted)
        hits = [item for item in self.articles if self._is_hit(item, wanted)][:limit]
        answer["query"]["search"] = [
            {"ns": 0, "title": item.title}
            | (
                {"snippet": f'<span class="searchmatch">{html.escape(item.title)}</span> &amp; more'}
                if query.get("srprop", "snippet")
                else {}
            )
            for item in hits
        ]
        answer["query"]["searchinfo"] = (
            {"suggestion": self.suggestion[wanted]} if wanted in self.suggestion else {}
        )

    def _is_hit(self, item: Article, wanted: str) -> bool:
        """``intitle:"x"`` is in the title; other words are anywhere."""
        if wanted.startswith('intitle:"'):
            return wanted.removeprefix('intitle:"').rstrip('"') in item.title.casefold()
        about = bool(self.topic) and self.topic.casefold() in wanted
        return about or wanted in (item.title + item.html).casefold()

    def _page(self, title: str, query: Mapping[str, str]) -> dict[str, Any]:
        article = self._article(title)
        if article is None:
            return {"ns": 0, "title": title, "missing": True}
        item: dict[str, Any] = {"pageid": 7, "ns": 0, "title": article.title}
        if "extracts" in query.get("prop", ""):
            item["extract"] = article.text
        if "links" in query.get("prop", ""):
            item["links"] = [{"ns": 0, "title": title} for title in article.links]
        if "pageprops" in query.get("prop", "") and article.disambiguation:
            item["pageprops"] = {"disambiguation": ""}
        if "description" in query.get("prop", "") and article.description:
            item["description"] = article.description
        return item

    def _parse(self, query: Mapping[str, str]) -> dict[str, Any]:
        article = self._article(query["page"])
        if article is None:
            return _error("missingtitle", "The page you specified doesn't exist.")
        return {
            "parse": {
                "title": article.title,
                "text": article.html,
                "sections": [],
                "properties": {"disambiguation": ""} if article.disambiguation else {},
            }
        }

    def _article(self, title: str) -> Article | None:
        wanted = self.redirects.get(title, title).replace("_", " ")
        return next((item for item in self.articles if item.title == wanted), None)


def mediawiki(
    topic: str = "photosynthesis", *, latency: float = 0.0, meanings: Mapping[str, str] | None = None
) -> Wiki:
    """A wiki with three articles about a topic; with ``meanings`` (title -> gloss) its name is only a list of those."""
    title = topic[:1].upper() + topic[1:]
    written = tuple(
        Article(name, _article(topic, name), description=f"{name}, in short")
        for name in (title, f"History of {topic}", f"Uses of {topic}")
    )
    if meanings:
        shared = tuple(
            Article(name, _article(topic, name), description=told) for name, told in meanings.items()
        )
        listed = "".join(
            f'<li><a href="/wiki/X" title="{html.escape(name)}">{html.escape(name)}</a>, {html.escape(told)}</li>'
            for name, told in meanings.items()
        )
        names = Article(title, f"<p>{html.escape(title)} may be:</p><ul>{listed}</ul>", disambiguation=True)
        written = (names, *shared, *written[1:])
    return Wiki(written, topic=topic, latency=latency)


def _article(topic: str, title: str) -> str:
    told = sentences(topic, title)
    return "".join(
        f"<h2>{heading}</h2><p>{html.escape(' '.join(told[at * 3 : at * 3 + 3]))}</p>"
        for at, heading in enumerate(HEADINGS)
    )


def _fault(query: Mapping[str, str]) -> tuple[str, str] | None:
    """What the real wiki refuses: https://www.mediawiki.org/wiki/API:Errors_and_warnings and Help:CirrusSearch."""
    if query["action"] == "parse" and not query.get("page"):
        return "missingparam", 'The "page" parameter must be set.'
    if query.get("list") == "search" and not query.get("srsearch"):
        return "missingparam", 'The "srsearch" parameter must be set.'
    if len(query.get("srsearch", "")) > 300:
        return "cirrussearch-query-too-long", "Search request is longer than the maximum allowed length."
    if query.get("titles", "").count("|") >= 50:
        return "toomanyvalues", 'Too many values supplied for parameter "titles". The limit is 50.'
    return None


def _error(code: str, info: str) -> dict[str, Any]:
    return {"error": {"code": code, "info": info, "docref": "See /w/api.php for API usage."}}


def _json(value: object) -> Reply:
    return Reply(json.dumps(value).encode(), headers={"Content-Type": "application/json; charset=utf-8"})
