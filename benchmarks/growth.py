"""How time and memory grow with the library: ``python -m benchmarks.growth [MOST]``.

The documents are pages of the manuals on this machine; beyond these, pages put together of paragraphs of several
of them, so that no two are alike.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from lxml import html

from benchmarks.manuals import POSTGRESQL, PYTHON
from benchmarks.measuring import Sapere, table

SIZES = (50, 500, 1500, 5000)
TOPIC = "transactions"
PARAGRAPHS = 25  # of a page that is put together


def main(most: int = SIZES[-1]) -> None:
    manuals = [folder for folder in (POSTGRESQL, PYTHON) if folder.is_dir()]
    if not manuals:
        print("Not measured: neither python3-doc nor postgresql-doc-15 is installed.")
        return
    rows = [_measured(size, manuals) for size in SIZES if size <= most]
    heads = ("documents", "add s", "add peak MB", "first page s", "run s", "peak MB", "data MB")
    table(f"Growth (research on “{TOPIC}”)", heads, rows)


def _measured(size: int, manuals: list[Path]) -> tuple[object, ...]:
    with tempfile.TemporaryDirectory(prefix="sapere-bench-") as place:
        folder, sapere = Path(place) / "library", Sapere(Path(place) / "data")
        _lay_out(folder, size, manuals)
        sapere.run("library", "add", "python:")
        added = sapere.run("library", "add", str(folder))
        taken, portrait = sapere.research(TOPIC, "--library", str(folder))
        kept = sum(file.stat().st_blocks * 512 for file in sapere.data.rglob("*") if file.is_file())
    timings = portrait["timings"]
    reading = (size, added.seconds, round(added.peak_mb))
    return (*reading, timings["first_page_s"], timings["total_s"], round(taken.peak_mb), round(kept / 1e6))


def _lay_out(folder: Path, size: int, manuals: list[Path]) -> None:
    folder.mkdir(parents=True)
    pages = _pages(manuals)
    for number in range(size):
        (folder / f"{number:05d}.html").write_bytes(next(pages))


def _pages(manuals: list[Path]) -> Iterator[bytes]:
    """Endless: the real pages in a fixed random order, then pages put together."""
    chance = random.Random(1)  # noqa: S311  # the same library every time
    real = sorted(page for folder in manuals for page in folder.rglob("*.html"))
    chance.shuffle(real)
    paragraphs: list[str] = []
    for page in real:
        body = page.read_bytes()
        yield body
        tree = html.document_fromstring(body, parser=html.HTMLParser(encoding="utf-8"))
        paragraphs += [
            html.tostring(p, encoding="unicode") for p in tree.xpath("//p") if len(p.text_content()) > 80
        ]
    for number in count(1):
        chosen = "\n".join(chance.sample(paragraphs, PARAGRAPHS))
        yield f"<!DOCTYPE html><title>Page {number}</title><h1>Page {number}</h1>{chosen}".encode()


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
