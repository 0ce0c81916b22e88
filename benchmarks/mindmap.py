"""The map: how long trees take to be laid out, and a page of it to be made.

    python -m benchmarks.mindmap

A room for 500 concepts is what one map has; of a larger tree the lower levels are closed. The target is 300 ms for 500.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from time import perf_counter, process_time

from benchmarks.measuring import table
from sapere.tabs.mindmap.layouts import Layout, lay_out
from sapere.tabs.mindmap.layouts.boxes import Box

TIMES = 7
SIZES = (40, 150, 500)
PAGES = (60, 500, 5000)


def main() -> None:
    rows = [(layout.value, size, *_laid_out(layout, size)) for layout in Layout for size in SIZES]
    table("Map: laid out (median)", ("layout", "concepts", "ms", "ms of processor time"), rows)
    table(
        "Map: a page in milliseconds (median), first and from the cache, and what it weighs",
        ("concepts in the tree", "asked for", "first", "again", "kB"),
        [row for size in PAGES for row in _pages(size)],
    )


def _laid_out(layout: Layout, size: int) -> tuple[float, float]:
    """On the clock, and of the processor: the first grows where others work as well."""
    boxes = tree(size)
    clock, processor = [], []
    for _ in range(TIMES):
        began = perf_counter(), process_time()
        lay_out(layout, boxes)
        clock.append((perf_counter() - began[0]) * 1000)
        processor.append((process_time() - began[1]) * 1000)
    return statistics.median(clock), statistics.median(processor)


def tree(size: int) -> list[Box]:
    """Three levels, each concept with about a quarter more of them below it than the level above has."""
    wide = max(2, round(size ** (1 / 3)))
    boxes = [Box("r", "", 0, 144, 56)]
    for one in range(wide):
        boxes.append(Box(f"{one}", "r", 1, 130, 58))
        for two in range(wide):
            boxes.append(Box(f"{one}.{two}", f"{one}", 2, 100 + 7 * (two % 6), 58))
            boxes += [
                Box(f"{one}.{two}.{three}", f"{one}.{two}", 3, 96 + 9 * (three % 5), 52)
                for three in range(wide)
            ]
    return boxes[:size]


def _pages(size: int) -> list[tuple[object, ...]]:
    """In a process and a data folder of their own."""
    with tempfile.TemporaryDirectory(prefix="sapere-map-") as data:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.mindmap_pages", str(size)],
            env=os.environ | {"SAPERE_DATA": data, "DJANGO_SETTINGS_MODULE": "sapere.settings"},
            check=True,
            capture_output=True,
            text=True,
        )
    return [(size, *row) for row in json.loads(done.stdout)]


if __name__ == "__main__":
    main()
