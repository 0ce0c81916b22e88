"""Where a link leads, as one address that can be compared with the locators of other documents."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import urldefrag, urljoin, urlsplit

_FOLLOWED = ("http", "https", "file")


@lru_cache(maxsize=4096)
def absolute(locator: str, href: str) -> str:
    """The address behind ``href`` on the document at ``locator``, without its fragment.

    Empty for a place on the same page and for what is no document (``mailto:``, ``javascript:``, ``data:``).
    Without a locator the reference is given back as it stands.
    """
    try:
        target = urldefrag(href.strip()).url
        scheme = urlsplit(target).scheme.lower()
        if not target or (scheme and scheme not in _FOLLOWED):
            return ""
        joined = _joined(locator, target) if locator and not scheme else target
    except ValueError:
        return ""
    return "" if len(joined) > 2000 or joined == urldefrag(locator).url else joined


def _joined(locator: str, target: str) -> str:
    scheme, colon, path = locator.partition(":")
    if not colon or scheme.lower() in _FOLLOWED:
        return urljoin(locator, target)
    # ``python:library/bisect.html`` and its like, which the standard library does not join.
    return f"{scheme}:{posixpath.normpath(posixpath.join(posixpath.dirname(path), target))}"
