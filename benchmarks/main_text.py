"""How much of an article is read, and how little else: ``python -m benchmarks.main_text [--pages]``.

Against the text of 45 articles typed by hand, beside plain trafilatura and readability on the same pages. Needs the
shared test data.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import trafilatura
from lxml.html import fromstring
from readability import Document as Readability

from benchmarks.measuring import table
from benchmarks.shingles import Overlap, averaged, overlap
from sapere.readers.formats import parse
from sapere.readers.limits import Limits
from sapere.research.errors import Unreadable
from sapere.research.shapes import Raw

ARTICLES = Path(__file__).resolve().parents[2] / "shared/data/nasty/html-article-extraction"
Extract = Callable[[bytes, str], str]


def sapere(page: bytes, address: str) -> str:
    try:
        return parse(Raw(body=page, media_type="text/html", locator=address), Limits()).text
    except Unreadable:
        return ""


def plain_trafilatura(page: bytes, address: str) -> str:
    return trafilatura.extract(page, url=address) or ""


def readability(page: bytes, address: str) -> str:
    markup = page.decode("utf-8", "replace")
    return str(fromstring(Readability(markup, url=address).summary()).text_content())


EXTRACTORS: dict[str, Extract] = {
    "Sapere": sapere,
    "trafilatura": plain_trafilatura,
    "readability": readability,
}


def main() -> None:
    if not ARTICLES.is_dir():
        print("Not measured: the shared test data is not here.")
        return
    truth = json.loads((ARTICLES / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {name: gzip.decompress((ARTICLES / f"html/{name}.html.gz").read_bytes()) for name in truth}
    rows, found = [], {}
    for who, extract in EXTRACTORS.items():
        began = time.monotonic()
        texts = {name: extract(page, truth[name]["url"]) for name, page in pages.items()}
        seconds = time.monotonic() - began
        found[who] = {name: overlap(text, truth[name]["articleBody"]) for name, text in texts.items()}
        rows.append((who, *(f"{figure:.3f}" for figure in averaged(found[who].values())), f"{seconds:.1f}"))
    heads = ("read by", "precision", "recall", "F1", "seconds")
    table(f"The main text of {len(pages)} articles, against what was typed by hand", heads, rows)
    if "--pages" in sys.argv[1:]:
        _by_page(found)


def _by_page(found: dict[str, dict[str, Overlap]]) -> None:
    worst = sorted(found["Sapere"], key=lambda name: found["Sapere"][name].f1)
    rows = [(name[:12], *(f"{found[who][name].f1:.3f}" for who in found)) for name in worst]
    table("F1 by page, the worst first", ("page", *found), rows)


if __name__ == "__main__":
    main()
