"""The names under which one work may be met: its address without trimmings, its DOI, its number in an archive."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import unquote, urlsplit, urlunsplit

from sapere.kit.language import is_unspaced, script_language
from sapere.research.shapes import Finding

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|yclid|igshid|mc_[ce]id|_ga|ref_src|cmpid|ocid|spm)(?:=|$)",
    re.IGNORECASE,
)
_USUAL_PORTS = {"http": 80, "https": 443}
_SAME_SITE = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")
_MOBILE_WIKI = re.compile(r"\.m(?=\.wik\w+\.org$)")

# https://www.doi.org/doi-handbook/HTML/doi-name-syntax.html: "10.", a registrant of four or more digits, a slash.
_DOI = re.compile(r"\b10\.\d{4,9}/[^\s?#\"<>]+", re.IGNORECASE)
_AFTER_DOI = re.compile(
    r"(?:/(?:full|abstract|pdf|epdf|html|summary|meta|fulltext)|\.pdf|\.full|\.abstract)+$"
)
# https://info.arxiv.org/help/arxiv_identifier.html: 2101.00001v2, and math.GT/0309136 before 2007.
_ARXIV = re.compile(
    r"arxiv\.org/(?:abs|pdf|html|ps|format)/((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?/\d{7}))", re.IGNORECASE
)
_ARXIV_DOI = re.compile(r"^10\.48550/arxiv\.", re.IGNORECASE)
_PUBMED = re.compile(r"(?:pubmed\.ncbi\.nlm\.nih\.gov|ncbi\.nlm\.nih\.gov/pubmed)/(\d+)")
_CENTRAL = re.compile(r"/(?:articles|pmc)/(PMC\d+)", re.IGNORECASE)
_VIDEO = re.compile(r"(?:youtube\.com/(?:watch\?(?:.*&)?v=|embed/|shorts/)|youtu\.be/)([\w-]{11})\b")

_SITE = re.compile(r"\s+[|–—-]\s+[^|–—-]{2,40}$")
FEWEST_TITLE_WORDS = 4
"""Words from which two works seldom have the same title by chance; half a dozen letters of Chinese say as much."""
_FEWEST_LETTERS = 8


def canonical(url: str) -> str:
    """The address without what does not change the page: fragment, slash at the end, ``www.``, tracking, the order
    of a query. What is no web address, or cannot be taken apart, is given back as it is."""
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").lower(), parts.port
    except ValueError:
        return url
    if parts.scheme not in _USUAL_PORTS:
        return url
    host = _MOBILE_WIKI.sub("", _SAME_SITE.sub("", host))
    if port and port != _USUAL_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    query = "&".join(sorted(p for p in parts.query.split("&") if p and not _TRACKING.match(p)))
    return urlunsplit(("https", host, parts.path.rstrip("/"), query, ""))


def names(finding: Finding) -> tuple[str, ...]:
    """All that names the work behind a finding: two findings with a name in common are of one work."""
    addresses = [address for address in (finding.locator, finding.full_text) if address]
    found = [canonical(address) for address in addresses]
    for address in addresses:
        found += _numbers(address)
    return tuple(dict.fromkeys(found))


def _numbers(address: str) -> Iterator[str]:
    if not address.startswith(("http://", "https://")):
        return
    if archived := _ARXIV.search(address):
        yield f"arxiv:{archived[1].lower()}"
    if doi := _DOI.search(unquote(address)):
        name = _AFTER_DOI.sub("", doi[0].lower().rstrip(".,;)/"))
        yield f"arxiv:{_ARXIV_DOI.sub('', name)}" if _ARXIV_DOI.match(name) else f"doi:{name}"
    for kind, pattern in (("pmid", _PUBMED), ("pmc", _CENTRAL), ("youtube", _VIDEO)):
        if number := pattern.search(address):
            yield f"{kind}:{number[1]}"


@lru_cache(maxsize=4096)
def title_key(title: str) -> str:
    """Equal for titles that differ in case and marks only; empty for one too short to tell a work by."""
    words = re.findall(r"\w+", title.casefold())
    if len(words) >= FEWEST_TITLE_WORDS:
        return " ".join(words)
    unspaced = is_unspaced(script_language(title)) and sum(map(len, words)) >= _FEWEST_LETTERS
    return "".join(words) if unspaced else ""


@lru_cache(maxsize=4096)
def page_key(title: str) -> str:
    """Equal for titles that differ in case, marks and the site's name behind them; of any length."""
    return " ".join(re.findall(r"\w+", without_site(title).casefold()))


def without_site(title: str) -> str:
    """``Tides - The Sea Museum`` is the page "Tides"."""
    return _SITE.sub("", title)


def surnames(author: str) -> frozenset[str]:
    """The words of the authors' names that are no initials, in either order of first name and last."""
    return frozenset(word for word in re.findall(r"[^\W\d_]+", author.casefold()) if len(word) > 2) - {
        "and",
        "und",
        "the",
    }
