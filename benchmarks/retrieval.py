"""A question set asked of the embedded index in every way of searching, and how well each way answers."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from benchmarks.question_sets import Question, QuestionSet
from sapere.providers.vectors.edge import EdgeIndex
from sapere.providers.vectors.fusion import DEEPEST, fused
from sapere.research.ports import Embedder, Hit, Scope

OWNER = Scope("benchmark")
WEIGHTS = tuple(step / 10 for step in range(11))
DEEP = 10

Answers = Sequence[Sequence[str]]
"""For each question names of passages, best first."""


@dataclass(frozen=True, slots=True)
class Measured:
    """``milliseconds`` are of each query, ``megabytes`` of the index's folder."""

    answers: Answers
    milliseconds: Sequence[float]
    megabytes: float


@dataclass(frozen=True, slots=True)
class Compared:
    words: Measured
    both: Measured
    index_alone: Measured  # as both, with the queries' vectors at hand
    meaning: Answers
    weighed: Mapping[float, Answers]  # by what words count


def compare(one: QuestionSet, embedder: Embedder, folder: Path) -> Compared:
    """Words are measured before the index has vectors, both after."""
    embedder = _Remembering(embedder)
    index = EdgeIndex(folder / "index", embedder=embedder)
    index.upsert(OWNER, one.entries())
    index.optimize()
    by_words, words = _asked(index, one, folder, DEEPEST)
    _, words = _asked(index, one, folder, DEEP)
    embed(index, one, embedder)
    _, both = _asked(index, one, folder, DEEP)
    _, index_alone = _asked(index, one, folder, DEEP)
    index.close()
    if len(embedder.queries) < len(set(filter(None, (question.text for question in one.questions)))):
        raise RuntimeError(f"{embedder.name} did not answer every question in time: nothing was measured.")
    by_meaning = _neighbours(one, embedder)
    weighed = {
        weight: [
            [hit.id for hit in fused(first, second, DEEP, words=weight)]
            for first, second in zip(by_words, by_meaning, strict=True)
        ]
        for weight in WEIGHTS
    }
    return Compared(
        words, both, index_alone, [[hit.id for hit in hits[:DEEP]] for hits in by_meaning], weighed
    )


class _Remembering:
    """An embedder that is asked each query once: the first time, which is measured."""

    def __init__(self, embedder: Embedder) -> None:
        self.name, self.dimension = embedder.name, embedder.dimension
        self.texts, self.close = embedder.texts, embedder.close
        self._ask = embedder.query
        self.queries: dict[str, list[float]] = {}

    def query(self, text: str, whose: Scope | None = None) -> list[float]:
        if text not in self.queries:
            self.queries[text] = self._ask(text, whose)
        return self.queries[text]


def embed(index: EdgeIndex, one: QuestionSet, embedder: Embedder) -> None:
    """As :mod:`sapere.research.embedding` does it, with the texts at hand."""
    index.begin_vectors(embedder.name, embedder.dimension)
    for batch in index.unembedded():
        made = embedder.texts([one.passages[passage.document] for passage in batch])
        index.put_vectors(list(zip(batch, made, strict=True)))
    index.end_vectors()
    index.optimize()


def _asked(index: EdgeIndex, one: QuestionSet, folder: Path, limit: int) -> tuple[list[list[Hit]], Measured]:
    answers, taken = [], []
    for question in one.questions:
        began = time.perf_counter()
        answers.append(index.search(OWNER, question.text, language=one.language, limit=limit))
        taken.append((time.perf_counter() - began) * 1000)
    size = sum(file.stat().st_blocks * 512 for file in folder.rglob("*") if file.is_file())
    return answers, Measured([[hit.id for hit in hits] for hits in answers], taken, size / 1e6)


def _neighbours(one: QuestionSet, embedder: Embedder) -> list[list[Hit]]:
    """The nearest passages of each question, all compared."""
    names = list(one.passages)
    passages = np.asarray(embedder.texts(list(one.passages.values())))
    blank = [0.0] * embedder.dimension  # two questions of CMRC have no text: no embedder is asked that
    queries = np.asarray([embedder.query(asked.text) if asked.text else blank for asked in one.questions])
    nearness = queries @ passages.T
    return [
        [Hit(names[at], names[at], 0, 0, "", (), float(row[at])) for at in np.argsort(-row)[:DEEPEST]]
        for row in nearness
    ]


# ── how well ─────────────────────────────────────────────────────────────────


def ndcg(question: Question, ranked: Sequence[str]) -> float:
    """At ten, an answer worth 1 or nothing."""
    gained = sum(
        1 / math.log2(place + 2) for place, name in enumerate(ranked[:DEEP]) if name in question.answers
    )
    return gained / sum(1 / math.log2(place + 2) for place in range(min(DEEP, len(question.answers))))


def recall(depth: int) -> Callable[[Question, Sequence[str]], float]:
    return lambda question, ranked: len(question.answers & set(ranked[:depth])) / len(question.answers)


def reciprocal(question: Question, ranked: Sequence[str]) -> float:
    """One over the place of the first answer among ten; 0 when there is none."""
    return next((1 / place for place, name in enumerate(ranked[:DEEP], 1) if name in question.answers), 0.0)


def mean(
    measure: Callable[[Question, Sequence[str]], float], one: QuestionSet, answers: Answers, half: int
) -> float:
    """Over every second question, from the first (0) or the second (1) on."""
    pairs = list(zip(one.questions, answers, strict=True))[half::2]
    return statistics.fmean(measure(question, ranked) for question, ranked in pairs)


def percentile(values: Sequence[float], share: int) -> float:
    return statistics.quantiles(values, n=100)[share - 1]
