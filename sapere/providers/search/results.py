"""What stands in a SearXNG answer. All of it was written by web pages and is checked before it is believed.

Fields come and go between versions and engines: ``null``, absent and empty are the same. Dates are found in
``pubdate`` (``2024-05-01 00:00:00``) or in ``publishedDate``, which some versions write for people ("2 hours ago").
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from sapere.kit.text import normalise, squeeze
from sapere.research.ports import WebResult

LONGEST_TITLE = 300
LONGEST_SNIPPET = 600
LONGEST_ADDRESS = 2000
_TAG = re.compile(r"</?[a-zA-Z!][^<>]*>")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TOLD = re.compile(r"(?P<name>[^()]{1,100}?)\s*\((?P<why>.{1,300})\)", re.DOTALL)


def results(items: Iterable[object]) -> Iterator[WebResult]:
    """The hits that have a web address, in their order."""
    for item in items:
        if isinstance(item, Mapping) and (address := _address(item.get("url"))):
            yield WebResult(
                url=address,
                title=_plain(item.get("title"))[:LONGEST_TITLE] or address,
                snippet=_plain(item.get("content"))[:LONGEST_SNIPPET],
                published=_day(item.get("pubdate")) or _day(item.get("publishedDate")),
                author=_plain(item.get("author")) or ", ".join(_names(item.get("authors"))),
                engines=tuple(_names(item.get("engines")) or _names([item.get("engine")])),
            )


def merged(given: Iterable[WebResult]) -> list[WebResult]:
    """Each page once, where it first stood, with all the engines that gave it."""
    kept: dict[str, WebResult] = {}
    for result in given:
        page = _page(result.url)
        known = kept.get(page)
        if known is None:
            kept[page] = result
        else:
            engines = tuple(dict.fromkeys([*known.engines, *result.engines]))
            kept[page] = replace(
                known,
                snippet=max(known.snippet, result.snippet, key=len),
                published=known.published or result.published,
                author=known.author or result.author,
                engines=engines,
            )
    return list(kept.values())


def silent(given: object) -> tuple[tuple[str, str], ...]:
    """``unresponsive_engines``: pairs of a name and a reason, or one string ``name (reason)``."""
    told = [_silence(item) for item in (given if isinstance(given, list) else [])]
    return tuple(sorted({name: why for name, why in told if name}.items()))


def _silence(item: object) -> tuple[str, str]:
    if isinstance(item, str):
        found = _TOLD.fullmatch(item.strip())
        name, why = (found["name"], found["why"]) if found else (item, "")
    elif isinstance(item, list) and item:
        name, why = item[0], item[1] if len(item) > 1 else ""
    else:
        return "", ""
    return _plain(name)[:100], _plain(why)[:300] or "it did not answer"


def _address(given: object) -> str:
    """An http(s) address that names a host; empty for all others."""
    if not isinstance(given, str) or len(given) > LONGEST_ADDRESS or not given.isprintable() or " " in given:
        return ""
    try:
        parts = urlsplit(given)
    except ValueError:
        return ""
    return given if parts.scheme in ("http", "https") and parts.hostname else ""


def _page(address: str) -> str:
    """What makes two addresses the same page: neither scheme, ``www.``, fragment nor a slash at the end count."""
    parts = urlsplit(address)
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def _day(given: object) -> str:
    found = _DAY.match(given) if isinstance(given, str) else None
    if found is None:
        return ""
    try:
        return date.fromisoformat(found.group()).isoformat()
    except ValueError:
        return ""


def _names(given: object) -> list[str]:
    return [name for item in (given if isinstance(given, list) else []) if (name := _plain(item)[:100])]


def _plain(given: object) -> str:
    """Text as it may be shown, without markup; empty for what is no text."""
    return squeeze(normalise(html.unescape(_TAG.sub("", given)))) if isinstance(given, str) else ""
