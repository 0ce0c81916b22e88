"""The shapes of MediaWiki's answers, and what is taken from them. Both format versions are understood:

in version 1 text hides under ``"*"``, flags are empty strings and pages lie in a mapping by id; in version 2
text is plain, flags are booleans and pages lie in a list. https://www.mediawiki.org/wiki/API:Data_formats
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sapere.kit.dates import day_of
from sapere.kit.fields import text_in
from sapere.kit.plain import plain
from sapere.kit.web_address import web_address
from sapere.research.errors import BadAnswer

# Bounded everywhere, so that no page, however it is made, takes more than linear time.
_REFERENCE_MARK = re.compile(r"<sup\b[^<>]{0,200}\breference\b[^<>]{0,200}>(?:(?!<sup)[\s\S]){0,500}?</sup>")
_LONGEST_HEADING = 300
_WIKI_HEADING = re.compile(r"^(={2,6})\s*(.+?)\s*\1\s*$")


@dataclass(frozen=True, slots=True)
class Failure:
    """The wiki's own error, https://www.mediawiki.org/wiki/API:Errors_and_warnings."""

    code: str
    info: str


@dataclass(frozen=True, slots=True)
class Found:
    title: str
    address: str
    snippet: str
    licence: str
    changed: str  # ISO 8601, the day on which the article was last changed


@dataclass(frozen=True, slots=True)
class Section:
    level: int  # 1 stands below the title
    title: str


@dataclass(frozen=True, slots=True)
class WikiPage:
    """An article. ``html`` is what stands inside ``<body>``."""

    title: str
    html: str
    sections: tuple[Section, ...] = ()
    links: tuple[str, ...] = ()
    languages: Mapping[str, str] | None = None  # edition -> address of the same article there
    is_disambiguation: bool = False


def failure(answer: Mapping[str, Any]) -> Failure | None:
    """The error in an answer, if it is one; ``errors`` is the newer form. Warnings are no failures."""
    error = answer.get("error")
    errors = answer.get("errors")
    if error is None and isinstance(errors, list) and errors:
        error = errors[0]
    if error is None:
        return None
    if not isinstance(error, Mapping):
        return Failure("unknown", plain(str(error)))
    info = error.get("info") or error.get("text") or error.get("html") or error.get("*") or ""
    return Failure(str(error.get("code", "unknown")), plain(str(info))[:200])


def found(answer: Mapping[str, Any], *, base: str, licence: str) -> Iterator[Found]:
    """The hits of ``list=search`` in their order."""
    hits = _query(answer).get("search")
    if not isinstance(hits, list):
        raise BadAnswer("The wiki's answer to a search holds no list of hits.")
    for hit in hits:
        title = plain(text_in(hit, "title"))
        if not title:
            raise BadAnswer("The wiki's answer to a search holds a hit without a title.")
        yield Found(
            title,
            address(base, title),
            plain(text_in(hit, "snippet")),
            licence,
            day_of(text_in(hit, "timestamp")),
        )


def beginning(answer: object, licence: str) -> list[Found]:
    """The titles in an answer to ``action=opensearch``: the text asked for, titles, descriptions, addresses.

    https://www.mediawiki.org/wiki/API:Opensearch
    """
    if (
        not isinstance(answer, list)
        or len(answer) < 4
        or not all(isinstance(part, list) for part in answer[1:4])
    ):
        raise BadAnswer("The wiki's list of titles is not one.")
    titles, told, addresses = answer[1:4]
    if not len(titles) == len(told) == len(addresses) or not all(map(web_address, addresses)):
        raise BadAnswer("The wiki's list of titles is not one.")
    return [
        Found(plain(str(title)), where, plain(str(line)), licence, changed="")
        for title, line, where in zip(titles, told, addresses, strict=True)
    ]


def suggestion(answer: Mapping[str, Any]) -> str:
    info = _query(answer).get("searchinfo")
    return plain(text_in(info, "suggestion"))


def page(answer: Mapping[str, Any]) -> WikiPage:
    """The article in an answer to ``action=parse``. Raises BadAnswer when its text is missing."""
    parsed = answer.get("parse")
    text = _star(parsed, "text")
    if not isinstance(parsed, Mapping) or not text:
        raise BadAnswer("The wiki's answer holds no page.")
    return WikiPage(
        title=plain(text_in(parsed, "title")),
        html=_REFERENCE_MARK.sub("", text),
        sections=sections(answer),
        links=_titles(parsed.get("links")),
        languages=_languages(parsed.get("langlinks")),
        is_disambiguation="disambiguation" in _properties(parsed.get("properties")),
    )


def sections(answer: Mapping[str, Any]) -> tuple[Section, ...]:
    """The headings of an answer to ``action=parse``, markup taken out."""
    parsed = answer.get("parse")
    given = parsed.get("sections") if isinstance(parsed, Mapping) else None
    return tuple(
        Section(_level(item.get("toclevel")), plain(text_in(item, "line")))
        for item in (given if isinstance(given, list) else ())
        if isinstance(item, Mapping)
    )


def extract(answer: Mapping[str, Any]) -> WikiPage | None:
    """The article in an answer to ``prop=extracts``; none when the wiki has no such page."""
    for item in _pages(answer):
        text = text_in(item, "extract")
        if _is_missing(item) or not text:
            continue
        return WikiPage(
            title=plain(text_in(item, "title")),
            html=_marked_up(text),
            is_disambiguation="disambiguation" in _properties(item.get("pageprops")),
        )
    return None


def is_disambiguation(answer: Mapping[str, Any]) -> bool:
    """True when the page of an answer to ``prop=pageprops`` only lists what shares its name."""
    return any("disambiguation" in _properties(item.get("pageprops")) for item in _pages(answer))


def article_titles(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles of the pages in an answer that are there, as the wiki itself writes them."""
    return tuple(
        title for item in _pages(answer) if not _is_missing(item) and (title := plain(text_in(item, "title")))
    )


def descriptions(answer: Mapping[str, Any]) -> dict[str, str]:
    """A few words on each article in an answer to ``prop=description|pageprops``, by title; lists left out."""
    return {
        title: plain(text_in(item, "description"))
        for item in _pages(answer)
        if not _is_missing(item) and "disambiguation" not in _properties(item.get("pageprops"))
        if (title := plain(text_in(item, "title")))
    }


def links(answer: Mapping[str, Any]) -> tuple[str, ...]:
    """The titles in an answer to ``prop=links``."""
    return tuple(title for item in _pages(answer) for title in _titles(item.get("links")))


def languages(answer: Mapping[str, Any]) -> dict[str, str]:
    """The same article in other editions, from ``prop=langlinks``: edition -> address."""
    given: dict[str, str] = {}
    for item in _pages(answer):
        given.update(_languages(item.get("langlinks")))
    return given


def article_address(answer: Mapping[str, Any]) -> str:
    """What comes before a title in this wiki's page addresses, from ``meta=siteinfo``; empty when untold."""
    general = _query(answer).get("general")
    server, path = text_in(general, "server"), text_in(general, "articlepath")
    if server.startswith("//"):
        server = "https:" + server
    if not web_address(server) or not path.endswith("$1"):
        return ""
    return server.rstrip("/") + path.removesuffix("$1")


def rights(answer: Mapping[str, Any]) -> str:
    """The licence of this wiki's text in a few words; empty when it does not say."""
    told = _query(answer).get("rightsinfo")
    match = re.search(r"creativecommons\.org/licenses/([a-z-]+)/(\d\.\d)", text_in(told, "url"))
    if match:
        return f"CC {match[1].upper()} {match[2]}"
    return plain(text_in(told, "text"))[:100]


def address(base: str, title: str) -> str:
    """A page's canonical address: spaces as underscores, https://www.mediawiki.org/wiki/Manual:Page_title."""
    return base + quote(title.replace(" ", "_"), safe="/:@!$*(),;~'-._")


def _marked_up(text: str) -> str:
    """An extract with ``== headings ==`` as HTML, every other character of it as text."""
    lines: list[str] = []
    for line in text.splitlines():
        heading = _WIKI_HEADING.match(line) if len(line) <= _LONGEST_HEADING else None
        if heading:
            level = len(heading[1])
            lines.append(f"<h{level}>{html.escape(heading[2])}</h{level}>")
        elif line.strip():
            lines.append(f"<p>{html.escape(line)}</p>")
    return "\n".join(lines)


def _query(answer: Mapping[str, Any]) -> Mapping[str, Any]:
    query = answer.get("query")
    if not isinstance(query, Mapping):
        raise BadAnswer("The wiki's answer does not hold what was asked for.")
    return query


def _pages(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    given = _query(answer).get("pages")
    items = list(given.values()) if isinstance(given, Mapping) else given
    if not isinstance(items, list) or not all(isinstance(item, Mapping) for item in items):
        raise BadAnswer("The wiki's answer holds no pages.")
    return items


def _is_missing(item: Mapping[str, Any]) -> bool:
    return any(item.get(flag) not in (None, False) for flag in ("missing", "invalid"))


def _star(holder: object, key: str) -> str:
    value = holder.get(key) if isinstance(holder, Mapping) else None
    return text_in(value, "*") if isinstance(value, Mapping) else value if isinstance(value, str) else ""


def _titles(given: object) -> tuple[str, ...]:
    items = given if isinstance(given, list) else []
    return tuple(
        title
        for item in items
        if isinstance(item, Mapping) and item.get("ns", 0) == 0
        if (title := text_in(item, "title") or text_in(item, "*"))
    )


def _languages(given: object) -> dict[str, str]:
    items = given if isinstance(given, list) else []
    return {code: url for item in items if (code := text_in(item, "lang")) and (url := text_in(item, "url"))}


def _level(given: object) -> int:
    return given if isinstance(given, int) and given > 0 else 1


def _properties(given: object) -> set[str]:
    """Names of a page's properties: a mapping in version 2, a list of ``{"name": …}`` in version 1."""
    if isinstance(given, Mapping):
        return {str(name) for name in given}
    items = given if isinstance(given, list) else []
    return {text_in(item, "name") for item in items}
