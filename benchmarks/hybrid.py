"""Words alone against words and meaning, on questions with known answers: ``python -m benchmarks.hybrid``.

All passages of a set are put into the embedded index, which is asked every question as a search would. Meaning comes
from :mod:`benchmarks.lsa`; where ``SAPERE_EMBEDDER`` is set, from that embedder as well (its vectors are kept in
``SAPERE_DATA``). What words count is chosen on one half of the questions; figures are of the other.
"""

from __future__ import annotations

import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks import lsa
from benchmarks.measuring import table
from benchmarks.question_sets import SETS, QuestionSet, question_sets
from benchmarks.retrieval import (
    DEEP,
    WEIGHTS,
    Answers,
    Compared,
    Measured,
    compare,
    mean,
    ndcg,
    percentile,
    recall,
    reciprocal,
)
from sapere.kit.bm25 import PlainBm25
from sapere.kit.http import HttpClient
from sapere.providers.embeddings.openai import OpenAIEmbedder
from sapere.providers.vectors.fusion import WORDS
from sapere.research.ports import Embedder
from sapere.settings import current
from sapere.wiring import build_embedder

CHOOSING, TELLING = 0, 1
"""The halves: the first, third, fifth question and so on, and the others."""


def main() -> None:
    if not SETS.exists():
        print("Not measured: the shared test data is not here.")
        return
    quality: list[tuple[object, ...]] = []
    costs: list[tuple[object, ...]] = []
    weights: dict[str, list[tuple[QuestionSet, Compared]]] = {}
    for one in question_sets():
        bm25 = PlainBm25(one.passages)
        plain = [bm25.ranked(question.text, DEEP) for question in one.questions]
        quality.append(_quality(one, "plain BM25", plain))
        for name, found in _compared(one):
            if not any(row[:2] == (one.name, "words alone") for row in quality):
                quality.append(_quality(one, "words alone", found.words.answers))
                costs.append(_cost(one, "words alone", found.words))
            quality.append(_quality(one, f"meaning alone, {name}", found.meaning))
            quality.append(_quality(one, f"both, {name}", found.both.answers))
            costs.append(_cost(one, f"both, {name}", found.both))
            costs.append(_cost(one, "both, the query's vector at hand", found.index_alone))
            weights.setdefault(name, []).append((one, found))
    table("Words and meaning", ("set", "search", "nDCG@10", "R@1", "R@5", "R@10", "MRR@10"), quality)
    _tell_weights(weights)
    table("What it takes", ("set", "search", "p50 ms", "p95 ms", "index MB"), costs)


def _compared(one: QuestionSet) -> Iterator[tuple[str, Compared]]:
    with tempfile.TemporaryDirectory() as folder, _lsa(one) as embedder:
        yield lsa.NAME, compare(one, embedder, Path(folder))
    chosen = build_embedder(current())
    if chosen is not None:
        with tempfile.TemporaryDirectory() as folder:
            yield chosen.name, compare(one, chosen, Path(folder))
        chosen.close()


@contextmanager
def _lsa(one: QuestionSet) -> Iterator[Embedder]:
    with lsa.endpoint(lsa.Lsa(list(one.passages.values()))) as server:
        http = HttpClient(allow=(server.pair,), own=(server.pair,), gap=0.0)
        embedder = OpenAIEmbedder(http, "lsa", address=f"{server.url}/v1")
        yield embedder
        embedder.close()


def _quality(one: QuestionSet, search: str, answers: Answers) -> tuple[object, ...]:
    measures = (ndcg, recall(1), recall(5), recall(10), reciprocal)
    return (one.name, search, *(f"{mean(measure, one, answers, TELLING):.3f}" for measure in measures))


def _cost(one: QuestionSet, search: str, found: Measured) -> tuple[object, ...]:
    taken = found.milliseconds
    return one.name, search, percentile(taken, 50), percentile(taken, 95), found.megabytes


def _tell_weights(weights: dict[str, list[tuple[QuestionSet, Compared]]]) -> None:
    """nDCG@10 by what words count, a mean over the sets: on the half it is chosen by, and on the other."""
    rows = []
    for name, found in weights.items():
        for half, title in ((CHOOSING, "chosen by"), (TELLING, "told")):
            scores = [
                statistics.fmean(mean(ndcg, one, compared.weighed[weight], half) for one, compared in found)
                for weight in WEIGHTS
            ]
            rows.append((name, title, *(f"{score:.3f}" for score in scores)))
    table(f"nDCG@10 by what words count (Sapere: {WORDS:g})", ("embedder", "half", *map(str, WEIGHTS)), rows)


if __name__ == "__main__":
    main()
