"""How well a tree finds a work's own chapters again: ``python -m benchmarks.chapters [WORK…]``.

For each work: its loose pages go into a folder, a tree is grown from the folder, and two pages of one chapter
should stand under one level-1 concept (pairwise F1). k-means and spectral clustering over TF-IDF, which are told
the number of chapters, stand in the same table.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clustering import k_means, pairwise_f1, spectral
from benchmarks.manuals import (
    POSTGRESQL,
    PYTHON,
    postgresql_chapters,
    postgresql_parts,
    python_library,
    python_volumes,
)
from benchmarks.measuring import Sapere, table
from benchmarks.textbook import ASTRONOMY, astronomy
from benchmarks.works import Work


def works() -> Iterator[Work]:
    """Every work that this machine has, the parts of about fifty pages first."""
    if PYTHON.is_dir():
        library = python_library()
        yield library.part("Python, 8 chapters", "Text Processing Services", "Data Compression and Archiving")
    if POSTGRESQL.is_dir():
        manual = postgresql_chapters()
        yield manual.part(
            "PostgreSQL, 8 chapters", "21. Client Authentication", "28. Monitoring Database Activity"
        )
        yield manual.part("PostgreSQL, SQL", "4. SQL Syntax", "15. Parallel Query")
    if ASTRONOMY.is_dir():
        yield astronomy()
    if PYTHON.is_dir():
        yield library
        yield python_volumes()
    if POSTGRESQL.is_dir():
        yield postgresql_parts()


def grown(work: Work) -> tuple[float, list[str]]:
    """Pairwise F1 of Sapere's tree, and the titles of its level-1 concepts."""
    with tempfile.TemporaryDirectory(prefix="sapere-bench-") as place:
        work.lay_out(Path(place) / "library")
        out = Path(place) / "out.json"
        sapere = Sapere(Path(place) / "data")
        sapere.run("eval", "tree", "--library", f"{place}/library", "--topic", work.topic, "--json", str(out))
        tree = json.loads(out.read_text(encoding="utf-8"))
    groups = {document["path"]: document["concept"] for document in tree["documents"]}
    return pairwise_f1(work.truth, groups), [c["title"] for c in tree["concepts"] if c["depth"] == 1]


def main(*names: str) -> None:
    rows, trees = [], []
    for work in works():
        if names and work.name not in names:
            continue
        for dress, pages in (("as printed", work), ("text alone", work.bare())):
            ours, titles = grown(pages)
            means, cut = pairwise_f1(pages.truth, k_means(pages)), pairwise_f1(pages.truth, spectral(pages))
            rows.append((work.name, dress, len(pages.pages), len(work.chapters), ours, means, cut))
            trees.append(f"{work.name}, {dress}: " + "; ".join(titles))
    heads = ("work", "pages as", "pages", "chapters", "tree F1", "k-means F1", "spectral F1")
    table(
        "Loose pages put back into their chapters (k-means and spectral clustering are told how many)",
        heads,
        rows,
    )
    print("\nLevel-1 concepts\n\n" + "\n".join(f"- {tree}" for tree in trees))


if __name__ == "__main__":
    main(*sys.argv[1:])
