"""What a page says of itself: its title, language, author, date and licence."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from lxml.etree import _Element

from sapere.kit.language import primary, script_language
from sapere.kit.text import normalise, squeeze
from sapere.readers.draft import Details
from sapere.readers.furniture import is_furniture, is_permalink

_NUMBER = re.compile(
    r"^(?:(?:chapter|part|section|appendix|kapitel|chapitre|capítulo|anhang)\s+(?:\d+|[ivxlc]+|[a-z])(?:\.\d+)*[.:]?\s+"
    r"|\d{1,3}(?:\.\d{1,3})*\.\s+|[A-Z](?:\.\d{1,3})+\.?\s+|\d{1,3}(?:\.\d{1,3})+\s+(?=[A-Z]))",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+(?:[—–|·»«:]|-|::)\s+")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_CREATIVE_COMMONS = re.compile(
    r"creativecommons\.org/(licenses|publicdomain)/([a-z+-]+)/(\d\.\d)", re.IGNORECASE
)
_AUTHORS = (
    "author",
    "article:author",
    "dc.creator",
    "dc.creator.personalname",
    "citation_author",
    "byl",
    "parsely-author",
)
_DATES = (
    "article:published_time", "citation_publication_date", "citation_date", "dc.date", "dc.date.issued",
    "dcterms.created", "datepublished", "date", "pubdate", "publish-date", "parsely-pub-date", "sailthru.date",
)  # fmt: skip
_LICENCES = ("dc.rights", "dcterms.license", "dcterms.rights", "license", "licence", "copyright", "rights")
_JSON = 500_000


def details_of(page: _Element, main: _Element) -> Details:
    """All of it, empty where the page is silent."""
    meta = _meta(page)
    data = _described(page)
    return Details(
        title=_title(page, main, meta),
        language=_language(page, main, meta),
        author=_first(meta, _AUTHORS, _is_name) or _author(data) or _byline(page),
        published=date_of(_first(meta, _DATES) or str(data.get("datePublished", "")) or _stamped(page)),
        licence=_licence(page) or _first(meta, _LICENCES) or licence_name(str(data.get("license", ""))),
    )


def _meta(page: _Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        name = (
            element.get("name")
            or element.get("property")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        content = element.get("content")
        if name and content and content.strip():
            found.setdefault(name.strip().lower(), content.strip())
    return found


def _first(meta: dict[str, str], names: tuple[str, ...], accept: Any = bool) -> str:
    return next((meta[name] for name in names if name in meta and accept(meta[name])), "")


def _is_name(value: str) -> bool:
    return "://" not in value and len(value) < 200


def _title(page: _Element, main: _Element, meta: dict[str, str]) -> str:
    """The page's own first heading without its number; else what its head says, without the site's name."""
    head = page.find(".//head/title")
    titled = squeeze(normalise(_text(head))) if head is not None else ""
    wished = squeeze(normalise(meta.get("og:title", "")))
    heading = _main_heading(page, main)
    if heading and (not titled or _overlap(heading, titled or wished)):
        return _plain(heading)
    return _plain(_without_site(titled, wished or heading) or wished or heading)


def _plain(title: str) -> str:
    return _NUMBER.sub("", title) or title


def _main_heading(page: _Element, main: _Element) -> str:
    for element in (*main.iter("h1"), *main.iterfind(".//*[@class='refentrytitle']"), *page.iter("h1")):
        if title := squeeze(normalise(_text(element))):
            return title
    return next((squeeze(normalise(_text(element))) for element in main.iter("h2")), "")


def _overlap(heading: str, title: str) -> bool:
    """Whether the heading is what the title says too, and not the name of the site or a word of welcome."""
    own, whole = set(heading.casefold().split()), set(title.casefold().split())
    return bool(own) and len(own & whole) >= len(own) * 0.5


def _without_site(title: str, known: str) -> str:
    """``Arrays — Handbook 3.1 documentation`` gives ``Arrays``; a dash inside the title itself stays."""
    parts = _SITE.split(title)
    if len(parts) < 2:
        return title
    if known and known in title and len(known) > 3:
        return known
    separators = _SITE.findall(title)
    # The site stands last as a rule, and is short; with several dashes only the last one sets it off.
    last = parts[-1]
    return (
        title[: -len(last) - len(separators[-1])] if len(last) <= max(len(title) - len(last), 30) else title
    )


def _text(element: _Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if not (is_furniture(child) or (child.tag == "a" and is_permalink(child))):
            parts.append(" " if child.tag == "br" else _text(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _language(page: _Element, main: _Element, meta: dict[str, str]) -> str:
    """As declared, unless the letters themselves say otherwise; empty when nothing is declared."""
    sample = squeeze("".join(main.itertext())[:20_000])
    by_script = script_language(sample)
    root = page.getroottree().getroot()
    declared = (
        root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
        or meta.get("content-language") or meta.get("dc.language") or meta.get("og:locale") or ""
    )  # fmt: skip
    body = page.find("body")
    own = main.get("lang") or (body.get("lang") if body is not None else "") or declared
    return by_script or primary(own.partition(",")[0])


def _described(page: _Element) -> dict[str, Any]:
    """The page's own description in JSON-LD: the first thing in it that has an author or a date."""
    for script in page.iter("script"):
        if "ld+json" in script.get("type", "") and len(script.text or "") < _JSON:
            for thing in _things(script.text or ""):
                if "datePublished" in thing or "author" in thing or "license" in thing:
                    return thing
    return {}


def _things(text: str) -> Iterator[dict[str, Any]]:
    try:
        found = json.loads(text.strip().rstrip(";"))
    except (ValueError, RecursionError):
        return  # pages often write it wrong; then it describes nothing
    for thing in found if isinstance(found, list) else [found]:
        if isinstance(thing, dict):
            yield thing
            graph = thing.get("@graph")
            yield from (one for one in graph if isinstance(one, dict)) if isinstance(graph, list) else ()


def _author(data: dict[str, Any]) -> str:
    author = data.get("author")
    people = author if isinstance(author, list) else [author]
    names = [str(one.get("name", "")) if isinstance(one, dict) else str(one or "") for one in people[:5]]
    return ", ".join(name for name in names if name and _is_name(name))


def _byline(page: _Element) -> str:
    for element in page.xpath("//*[@itemprop='author' or contains(@class, 'p-author')] | //a[@rel='author']"):
        name = squeeze(normalise("".join(element.itertext())))
        if name and len(name) < 80:
            return name.removeprefix("By ").removeprefix("by ")
    return ""


def _stamped(page: _Element) -> str:
    found = page.xpath(
        "//time[@pubdate or @itemprop='datePublished' or contains(@class, 'dt-published')]/@datetime"
    )
    return str(found[0]) if found else ""


def date_of(value: str) -> str:
    """The ISO date, or the part of one, at the beginning; empty when there is none or no calendar has it."""
    found = _DATE.match(value.strip().replace("/", "-"))
    if not found:
        return ""
    written = found.group()
    try:
        date.fromisoformat(written + "0000-01-01"[len(written) :])
    except ValueError:
        return ""
    return written if "1000" <= written[:4] <= "2999" else ""


def _licence(page: _Element) -> str:
    for element in page.iter("link", "a"):
        if "license" in element.get("rel", "").lower().split():
            named = licence_name(element.get("href", ""))
            return named or squeeze(normalise("".join(element.itertext()))) or element.get("href", "")
    return ""


def licence_name(address: str) -> str:
    """The short name of a Creative Commons licence, or the address as it is."""
    found = _CREATIVE_COMMONS.search(address)
    if not found:
        return address
    group, name, version = found.groups()
    return "CC0 1.0" if group.lower() == "publicdomain" and name == "zero" else f"CC {name.upper()} {version}"
