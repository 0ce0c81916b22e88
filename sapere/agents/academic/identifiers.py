"""By what a work is known everywhere, so that the same work found by several services is seen to be one.

DOIs: https://www.doi.org/doi-handbook/HTML/index.html (they do not tell capitals from small letters); arXiv's
own ids: https://info.arxiv.org/help/arxiv_identifier.html.
"""

from __future__ import annotations

import re
from urllib.parse import quote, unquote, urlsplit

from sapere.kit.text import normalise
from sapere.kit.web_address import web_address

_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]{1,9}){0,4}/\S{1,300}")
_BEFORE_DOI = re.compile(r"\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?", re.IGNORECASE)
_ARXIV = re.compile(
    r"(?:[0-9]{4}\.[0-9]{4,5}|[a-z-]{2,20}(?:\.[a-z]{2})?/[0-9]{7})(?=v[0-9]{1,3}(?:\.pdf)?$|\.pdf$|$)",
    re.IGNORECASE,
)
_BEFORE_ARXIV = re.compile(
    r"\s*(?:https?://(?:[a-z]{2,10}\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:)?", re.IGNORECASE
)
_OF_ARXIV = "10.48550/arxiv."
"""Before the id in the DOIs that arXiv itself gives: https://info.arxiv.org/help/doi.html."""
_PMC = re.compile(r"(?:PMC)?([0-9]{1,12})", re.IGNORECASE)
_PUBMED = "https://pubmed.ncbi.nlm.nih.gov/"
_PMID = re.compile(r"[1-9][0-9]{0,9}")
_NO_TEXT_FOR_PROGRAMS = frozenset({"doi.org", "dx.doi.org", "pmc.ncbi.nlm.nih.gov", "www.ncbi.nlm.nih.gov"})
"""Hosts of landing pages, and of a reading room whose robots.txt and riddles keep programs out."""


def doi_of(value: object) -> str:
    """The bare DOI in lower case (``10.1063/1.4944470``), whether it came as an address or not; else ""."""
    if not isinstance(value, str):
        return ""
    text = _BEFORE_DOI.sub("", normalise(value), count=1).strip()
    text = unquote(text) if "%2f" in text[:20].lower() else text
    return text.lower() if _DOI.fullmatch(text) else ""


def arxiv_of(value: object) -> str:
    """The bare id without its version (``2304.05376``, ``hep-ex/0307015``), also out of an address; else ""."""
    if not isinstance(value, str):
        return ""
    found = _ARXIV.match(_BEFORE_ARXIV.sub("", value, count=1).strip())
    return found.group().lower() if found else ""


def pmc_of(value: object) -> str:
    """The number of an article in PubMed Central, of ``PMC11116106`` or of its page's address; else ""."""
    text = str(value).strip().rstrip("/").rpartition("/")[2]
    found = _PMC.fullmatch(text)
    return found[1] if found else ""


def pmid_of(value: object) -> str:
    """The number of a record in PubMed, also out of its page's address; else ""."""
    text = str(value).strip().rstrip("/").removeprefix(_PUBMED) if isinstance(value, (str, int)) else ""
    return text if _PMID.fullmatch(text) else ""


def landing(doi: str, arxiv: str = "", pmid: str = "") -> str:
    """The one address of a work: its DOI's, else its page at arXiv, else its page in PubMed.

    A DOI that arXiv itself gave counts as arXiv's id.
    """
    own = arxiv_of(doi.removeprefix(_OF_ARXIV)) if doi.startswith(_OF_ARXIV) else ""
    if doi and not own:
        return "https://doi.org/" + quote(doi, safe="/:;().,-_~!$&'*+=@")
    if own or arxiv:
        return f"https://arxiv.org/abs/{own or arxiv}"
    return f"{_PUBMED}{pmid}/" if pmid else ""


def open_text(value: object) -> str:
    """An address at which a program may expect the whole text, or "": a page that only leads there is none."""
    address = web_address(value)
    if not address:
        return ""
    if number := arxiv_of(address):
        return f"https://arxiv.org/pdf/{number}"
    return "" if (urlsplit(address).hostname or "") in _NO_TEXT_FOR_PROGRAMS else address
