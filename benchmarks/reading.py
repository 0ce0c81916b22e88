"""A folder read, indexed and researched: ``python -m benchmarks.reading``. Needs Debian's python3-doc."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from benchmarks.manuals import PYTHON
from benchmarks.measuring import Sapere, table

TOPICS = ("asyncio", "regular expressions", "logging", "unittest")


def main() -> None:
    if not PYTHON.is_dir():
        print("Not measured: python3-doc is not installed.")
        return
    with tempfile.TemporaryDirectory(prefix="sapere-bench-") as data:
        sapere = Sapere(Path(data))
        sapere.run("library", "add", "python:")
        _reading(sapere)
        _research(sapere)


def _reading(sapere: Sapere) -> None:
    taken = sapere.run("library", "add", str(PYTHON))
    read = re.search(r": (\d+) documents", taken.output)
    documents = int(read.group(1)) if read else 0
    again = sapere.run("library", "add", str(PYTHON))
    table(
        "Reading and indexing Python's documentation",
        ("what", "documents", "seconds", "peak MB"),
        [
            ("new", documents, taken.seconds, round(taken.peak_mb)),
            ("unchanged", 0, again.seconds, round(again.peak_mb)),
        ],
    )


def _research(sapere: Sapere) -> None:
    rows = []
    for topic in TOPICS:
        taken, portrait = sapere.research(topic)
        timings = portrait["timings"]
        main_concepts = [c["title"] for c in portrait["concepts"] if c["depth"] == 1]
        row = (topic, timings["first_page_s"], timings["total_s"], taken.seconds, round(taken.peak_mb))
        rows.append((*row, len(portrait["concepts"]), "; ".join(main_concepts)))
    heads = ("topic", "first page s", "run s", "command s", "peak MB", "concepts", "main concepts")
    table("Research on it, in the library as it is", heads, rows)


if __name__ == "__main__":
    main()
