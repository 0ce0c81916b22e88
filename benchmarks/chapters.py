"""How well a tree finds a work's own chapters again: ``python -m benchmarks.chapters``.

For each work: its loose pages go into a folder, a tree is grown from the folder, and two pages of one chapter
should stand under one level-1 concept (pairwise F1). k-means and spectral clustering over TF-IDF, which are told
the number of chapters, stand in the same table.
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.clustering import k_means, pairwise_f1, spectral
from benchmarks.manuals import (
    POSTGRESQL,
    PYTHON,
    postgresql_chapters,
    postgresql_parts,
    python_library,
    python_volumes,
)
from benchmarks.textbook import ASTRONOMY, astronomy
from benchmarks.works import Work


def works() -> Iterator[Work]:
    """Every work that this machine has, the parts of about fifty pages first."""
    if PYTHON.is_dir():
        library = python_library()
        yield library.part("Python, 8 chapters", "Text Processing Services", "Data Compression and Archiving")
    if POSTGRESQL.is_dir():
        manual = postgresql_chapters()
        yield manual.part("PostgreSQL, 8 chapters", "21. Client Authentication", "28. Monitoring Database Activity")
        yield manual.part("PostgreSQL, SQL", "4. SQL Syntax", "15. Parallel Query")
    if ASTRONOMY.is_dir():
        yield astronomy()
    if PYTHON.is_dir():
        yield library
        yield python_volumes()
    if POSTGRESQL.is_dir():
        yield postgresql_parts()


def baselines(work: Work) -> tuple[float, float]:
    """Pairwise F1 of k-means and of spectral clustering, both told the number of chapters."""
    return pairwise_f1(work.truth, k_means(work)), pairwise_f1(work.truth, spectral(work))


def main() -> None:
    for work in works():
        for dress, pages in (("as printed", work), ("text alone", work.bare())):
            means, cut = baselines(pages)
            size = f"{len(work.pages):5} pages {len(work.chapters):3} chapters"
            print(f"{work.name:24} {dress} {size}  k-means {means:.2f}  spectral {cut:.2f}")


if __name__ == "__main__":
    main()
