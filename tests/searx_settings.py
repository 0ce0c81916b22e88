"""What a real searx of the tests' own is told: engines by the names that agents ask for, over a small local corpus.

Most are searx's own offline engine for SQLite; ``startpage`` is one of those, broken on purpose. ``arxiv`` is searx's own
engine of that name and ``qwant`` its engine for any JSON service: both ask a site on loopback.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

NAMES = ("duckduckgo", "google scholar", "pubmed", "wolframalpha", "youtube", "reddit")
BROKEN = "startpage"
_DEFAULT = "duckduckgo"
_PACKAGE = "/usr/share/python3-searx"
# Any word of the query that is long enough to mean something, anywhere in the page.
_ASKED = """
    select url, title, content from pages where engine = '{name}' and exists (
        select 1 from json_each('["' || replace(replace(:query, '"', ''), ' ', '","') || '"]') as word
        where length(word.value) > 4 and instr(lower(title || ' ' || content), lower(word.value)) > 0)
"""


@dataclass(frozen=True)
class Entry:
    """A page that one engine knows."""

    engine: str
    url: str
    title: str
    content: str


def write(folder: Path, port: int, entries: Sequence[Entry], site: str) -> Path:
    """The settings file, with the corpus beside it. ``site`` answers in JSON at ``/json`` and as arXiv at ``/atom``."""
    corpus = folder / "corpus.sqlite3"
    with sqlite3.connect(corpus) as rows:
        rows.execute("create table pages (engine, url, title, content)")
        found = [(entry.engine, entry.url, entry.title, entry.content) for entry in entries]
        rows.executemany("insert into pages values (?, ?, ?, ?)", found)
    rows.close()
    engines = [_offline(name, corpus) for name in NAMES]
    broken = _offline(BROKEN, corpus) | {
        "query_str": "select url from a_table_that_is_not_there where :query"
    }
    settings = folder / "settings.yml"
    settings.write_text(
        json.dumps(_settings(port, [*engines, broken, _json(site), _arxiv(site)]))
    )  # JSON is YAML
    return settings


def _offline(name: str, corpus: Path) -> dict[str, object]:
    return {
        "name": name,
        "engine": "sqlite",
        "shortcut": name[:3] + name[-1],
        "categories": "general" if name in (_DEFAULT, BROKEN) else "special",
        "database": str(corpus),
        "query_str": " ".join(_ASKED.format(name=name).split()),
        "timeout": 10.0,
    }


def _json(site: str) -> dict[str, object]:
    return {
        "name": "qwant",
        "engine": "json_engine",
        "shortcut": "qw",
        "categories": "general",
        "search_url": site + "/json?q={query}",
        "results_query": "results",
        "url_query": "url",
        "title_query": "title",
        "content_query": "content",
        "enable_http": True,
        "timeout": 10.0,
    }


def _arxiv(site: str) -> dict[str, object]:
    return {
        "name": "arxiv",
        "engine": "arxiv",
        "shortcut": "arx",
        "categories": "special",
        "base_url": site + "/atom?search_query=all:{query}&start={offset}&max_results={number_of_results}",
        "enable_http": True,
        "timeout": 10.0,
    }


def _settings(port: int, engines: list[dict[str, object]]) -> dict[str, object]:
    addresses = (
        "git_url",
        "git_branch",
        "issue_url",
        "docs_url",
        "public_instances",
        "wiki_url",
        "twitter_url",
    )
    return {
        "general": {"debug": False, "instance_name": "tests", "contact_url": False, "enable_stats": False},
        "brand": dict.fromkeys(addresses, ""),
        "search": {
            "safe_search": 0,
            "autocomplete": "",
            "default_lang": "",
            "ban_time_on_fail": 0,
            "max_ban_time_on_fail": 0,
            "formats": ["html", "json"],
        },
        "server": {
            "port": port,
            "bind_address": "127.0.0.1",
            "secret_key": "of these tests alone",
            "base_url": False,
            "image_proxy": False,
            "http_protocol_version": "1.1",
            "method": "GET",
            "default_http_headers": {},
            "limiter": False,
        },
        "ui": {
            "static_path": f"{_PACKAGE}/static",
            "templates_path": f"{_PACKAGE}/templates",
            "default_theme": "oscar",
            "default_locale": "",
            "theme_args": {"oscar_style": "logicodev"},
        },
        "outgoing": {
            "request_timeout": 10.0,
            "useragent_suffix": "",
            "pool_connections": 10,
            "pool_maxsize": 10,
        },
        "locales": {"en": "English"},
        "doi_resolvers": {"doi.org": "https://doi.org/"},
        "default_doi_resolver": "doi.org",
        "engines": engines,
    }
