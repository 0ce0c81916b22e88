"""What a page says of itself: its title, language, author, date and licence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from lxml.etree import _Element

from sapere.kit.language import primary, script_language
from sapere.kit.text import normalise, squeeze
from sapere.readers.dates import date_of
from sapere.readers.draft import Details
from sapere.readers.furniture import is_furniture, is_permalink
from sapere.readers.licences import known_licence, licence_name
from sapere.readers.linked_data import Described, described

_NUMBER = re.compile(
    r"^(?:(?:chapter|part|section|appendix|kapitel|chapitre|capítulo|anhang)\s+(?:\d+|[ivxlc]+|[a-z])(?:\.\d+)*[.:]?\s+"
    r"|\d{1,3}(?:\.\d{1,3})*\.\s+|[A-Z](?:\.\d{1,3})+\.?\s+|\d{1,3}(?:\.\d{1,3})+\s+(?=[A-Z]))",
    re.IGNORECASE,
)
_SITE = re.compile(r"\s+(?:[—–|·»«:]|-|::)\s+")
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_LICENSED = re.compile(r"licen[cs]|lizenz|licenza", re.IGNORECASE)
_MARKUP = re.compile(r"<[^<>]*>")
_BY = re.compile(r"(?:(?:written|posted|published)\s+)?(?:by|von|par|por|di)[\s:]+", re.IGNORECASE)
_NOBODY = frozenset(
    ("", "admin", "administrator", "editor", "guest", "staff", "unknown", "anonymous", "root")
)
_MOST_AUTHORS = 20
_AUTHORS = (
    "citation_author", "dc.creator", "dc.creator.personalname", "dcterms.creator", "author", "article:author",
    "book:author", "byl", "parsely-author", "sailthru.author",
)  # fmt: skip
_DATES = (
    "article:published_time", "og:article:published_time", "citation_publication_date", "citation_date",
    "citation_online_date", "dc.date.issued", "dcterms.issued", "dc.date", "dcterms.date", "dcterms.created",
    "dc.date.created", "datepublished", "date", "pubdate", "publish-date", "publish_date", "publication_date",
    "parsely-pub-date", "sailthru.date", "book:release_date", "video:release_date",
)  # fmt: skip
_LICENCES = (
    "dcterms.license", "dc.rights.license", "dc.rights", "dcterms.rights", "license", "licence", "citation_license",
    "rights",
)  # fmt: skip
_LANGUAGES = ("content-language", "dc.language", "dcterms.language", "citation_language", "og:locale")


def details_of(page: _Element, main: _Element) -> Details:
    """All of it, empty where the page is silent."""
    meta = _meta(page)
    data = described(page)
    written = _first(meta, _DATES), data.published, *_stamped(page)
    return Details(
        title=_title(page, main, meta),
        language=_language(page, main, meta, data),
        author=", ".join(_authors(page, meta, data)),
        published=next(filter(None, map(date_of, written)), ""),
        licence=_licence(page, meta, data),
    )


def _meta(page: _Element) -> dict[str, list[str]]:
    """What its head says, by name; names with a dot may have a colon (``DC:creator``)."""
    found: dict[str, list[str]] = {}
    for element in page.iter("meta"):
        name = (
            element.get("name")
            or element.get("property")
            or element.get("itemprop")
            or element.get("http-equiv")
        )
        content = squeeze(normalise(element.get("content", "")))
        if name and content:
            found.setdefault(_spelled(name.strip().lower()), []).append(content)
    return found


def _spelled(name: str) -> str:
    return name.replace(":", ".", 1) if name.startswith(("dc:", "dcterms:")) else name


def _first(meta: dict[str, list[str]], names: Iterable[str]) -> str:
    return next((meta[name][0] for name in names if name in meta), "")


def _authors(page: _Element, meta: dict[str, list[str]], data: Described) -> list[str]:
    """The names of the first of its kinds of statement that has any, each once."""
    for said in (*(meta.get(name, []) for name in _AUTHORS), data.authors, _byline(page)):
        names = [name for name in map(_name, said[:_MOST_AUTHORS]) if name.lower() not in _NOBODY]
        if names:
            return list(dict.fromkeys(names))
    return []


def _name(written: str) -> str:
    """A name without markup and *By*; empty for an address and for what is too long to be one."""
    name = _BY.sub("", squeeze(normalise(_MARKUP.sub(" ", unescape(written)))), count=1)
    return "" if "://" in name or len(name) >= 200 else name


def _title(page: _Element, main: _Element, meta: dict[str, list[str]]) -> str:
    """The page's own first heading without its number; else what its head says, without the site's name."""
    head = page.find(".//head/title")
    titled = squeeze(normalise(_text(head))) if head is not None else ""
    wished = squeeze(normalise(_first(meta, ("og:title",))))
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


def _language(page: _Element, main: _Element, meta: dict[str, list[str]], data: Described) -> str:
    """As declared, nearest to the text first, unless the letters themselves say otherwise; else empty."""
    sample = squeeze("".join(main.itertext())[:20_000])
    body, root = page.find("body"), page.getroottree().getroot()
    elements = (main, body, root, page.find(".//html"))
    declared = (
        one.get("lang") or one.get(_XML_LANG) or one.get("xml:lang") for one in elements if one is not None
    )
    said = next(filter(None, declared), "") or _first(meta, _LANGUAGES) or data.language
    return script_language(sample) or primary(said.partition(",")[0])


def _byline(page: _Element) -> list[str]:
    """Of microdata and microformats, where a page names its author beside its title."""
    found = page.xpath("//*[contains(@class, 'p-author')] | //a[contains(@rel, 'author')]")
    for author in page.xpath("//@itemprop[. = 'author']/.."):
        found += author.xpath(".//*[@itemprop='name']") or [author]
    names = ["".join(element.itertext()) or element.get("content", "") for element in found[:_MOST_AUTHORS]]
    return [name for name in names if len(squeeze(name)) < 80]


def _stamped(page: _Element) -> list[str]:
    if next(page.iter("time"), None) is None and not page.xpath("//@itemprop"):
        return []
    found = page.xpath(
        "//time[@pubdate or @itemprop='datePublished' or contains(@class, 'dt-published')]/@datetime"
        " | //*[@itemprop='datePublished']/@content | //article//header//time/@datetime"
        " | //time[contains(@class, 'publish') or contains(@class, 'entry-date')]/@datetime"
    )
    return [str(one) for one in found[:5]]


def _licence(page: _Element, meta: dict[str, list[str]], data: Described) -> str:
    """As marked, as said in the head, or the one known licence that the page links to."""
    for element in page.iter("link", "a"):
        if "license" in element.get("rel", "").lower().split():
            words = squeeze(normalise("".join(element.itertext())))
            return known_licence(element.get("href", "")) or words or element.get("href", "")
    if said := _first(meta, _LICENCES) or data.licence:
        return licence_name(said)
    linked = {known_licence(link.get("href", "")) for link in page.iter("a") if _is_under(link)} - {""}
    return linked.pop() if len(linked) == 1 else ""


def _is_under(link: _Element) -> bool:
    """Whether the words around the link say that something is under a licence."""
    href = link.get("href", "")
    named = ("licen" in href or "publicdomain" in href) and known_licence(href)
    parent = link.getparent() if named else None
    return parent is not None and _LICENSED.search("".join(parent.itertext())[:1000]) is not None
