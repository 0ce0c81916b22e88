"""What ``sapere doctor`` says of the embedder: whether it answers, and how many passages have its vectors."""

from __future__ import annotations

import time

from sapere.cli.examination import Finding
from sapere.cli.house import House
from sapere.research.embedding import Coverage
from sapere.research.errors import AlreadyOpen, ModelError

BEHIND = "The worker gives the others theirs in the background; until then they are found by their words."

UNPRICED = "nobody knows what it costs, so no budget of a day can be held with it: search is by words"
PRICED = "Set its price in SAPERE_MODEL_PRICES: openai:NAME=0/0 where it costs nothing."


def embedder_of(house: House) -> Finding:
    """Asks for one vector. Whatever comes of it, search finds by words."""
    from sapere.topics.caps import caps
    from sapere.wiring import build_embedder, embedder_price

    embedder = build_embedder(house.settings)
    if embedder is None:
        return Finding("embedder", "ok", "none: search is by words")
    began = time.perf_counter()
    try:
        dimension = embedder.dimension
    except ModelError as error:
        return Finding("embedder", "warn", f"{error.what} Search is by words.", error.advice)
    finally:
        embedder.close()
    took = (time.perf_counter() - began) * 1000
    said = f"{embedder.name}, {dimension:,} numbers, answers in {took:,.0f} ms"
    if caps(house.settings) and embedder_price(house.settings, 1000) is None:
        return Finding("embedder", "warn", f"{said}; {UNPRICED}", PRICED)
    return embedder_with(said, embedder.name, dimension, _coverage(house))


def embedder_with(said: str, name: str, dimension: int, found: Coverage | None) -> Finding:
    """What is to be said of an embedder that answers, and of an index that is so far."""
    if found is None:
        return Finding("embedder", "ok", f"{said}; the process that has the index open has not counted yet")
    if not found.everything:
        return Finding("embedder", "ok", f"{said}; there is nothing to embed yet")
    if (found.embedder, found.dimension) != (name, dimension):
        before = (
            f"vectors of {found.embedder} ({found.dimension:,} numbers)" if found.embedder else "none yet"
        )
        return Finding("embedder", "warn", f"{said}; the index has {before}: search is by words", BEHIND)
    counted = f"{found.made:,} of {found.everything:,} passages have their vector"
    if not found.whole:
        return Finding("embedder", "warn", f"{said}; {counted}: search is by words until all have", BEHIND)
    return Finding("embedder", "ok", f"{said}; {counted}")


def _coverage(house: House) -> Coverage | None:
    """From the index itself, or as the process that has it open noted it last. The index's own faults are told by the
    check of the index."""
    from sapere.research.embedding import Embedding
    from sapere.wiring import build_index
    from sapere.work.embedding import read_coverage

    try:
        index = build_index(house.settings)
    except AlreadyOpen:
        return read_coverage(house.folder.path)
    try:
        return Embedding(index, house.store, told=lambda _: None).coverage()
    finally:
        index.close()
