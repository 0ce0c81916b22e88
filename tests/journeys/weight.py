"""What a first visit to a page brings over the wire: the page and all that it loads, compressed as a server does it."""

from __future__ import annotations

import gzip
import urllib.error
import urllib.request
from collections import Counter

from playwright.sync_api import Page

MOST_SCRIPT = 30_000
MOST_IN_ALL = 100_000  # bytes


def weight(page: Page) -> Counter[str]:
    """Compressed bytes by the kind of what came, ``text/html`` and so on."""
    came = page.evaluate(
        "() => [location.href.split('#')[0], ...performance.getEntriesByType('resource')"
        ".filter((one) => !one.name.endsWith('/events')).map((one) => one.name)]"
    )
    found: Counter[str] = Counter()
    for address in dict.fromkeys(came):
        kind, body = _fetched(address)
        found[kind] += len(gzip.compress(body))
    return found


def too_heavy(page: Page) -> list[str]:
    """What of it is more than a page may weigh."""
    found = weight(page)
    scripts = sum(size for kind, size in found.items() if "javascript" in kind)
    said = []
    if scripts > MOST_SCRIPT:
        said.append(f"{scripts} bytes of script")
    if found.total() > MOST_IN_ALL:
        said.append(f"{found.total()} bytes in all: {dict(found)}")
    return said


def _fetched(address: str) -> tuple[str, bytes]:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return answer.headers.get_content_type(), answer.read()
    except urllib.error.HTTPError as refused:  # a page that says no is a page
        with refused:
            return refused.headers.get_content_type(), refused.read()
