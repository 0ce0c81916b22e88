"""Questions over folders of documents, asked through ``sapere eval ask``: whether the right document is found, whether
three sentences hold the answer, and whether it is said when the document is not there. Beside it plain BM25.
``python -m benchmarks.answers [SQUAD.json …]``; files of the shape of SQuAD are asked together, as one set more."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.answer_sets import AnswerSet, Asked, answer_sets, skipped
from benchmarks.measuring import Sapere, table
from sapere.kit.bm25 import PlainBm25
from sapere.kit.sentences import sentences

HALVES = ("tuned", "held out")
HEADS = ["set", "half", "documents", "questions", "recall@5", "MRR@10", "BM25 recall@5", "BM25 MRR@10"]
ANSWER_HEADS = [
    "set",
    "half",
    "held by 3 chosen",
    "by 3 said",
    "by the first",
    "BM25: 3 sentences",
    "the first",
    "abstains though there",
    "abstains when not there",
    "BM25: though there",
    "when not there",
]
LOST = 0.1
"""Share of the questions of the first half that a threshold on BM25's best score may refuse though the answer is there."""


def main() -> None:
    for reason in skipped():
        print(f"Skipped {reason}")
    found, answered = [], []
    for one in answer_sets(map(Path, sys.argv[1:])):
        whole = _eval(one)
        halves = [
            (half, replace(one, asked=tuple(q for q in one.asked if _half(q) == half))) for half in HALVES
        ]
        found += [[one.name, half, *_found(asked, whole)] for half, asked in halves]
        if any(q.answers for q in one.asked):
            away, scores = _held_out(one), best_scores(one)
            answered += [
                [one.name, half, *_answered(asked, whole, away), *_refused(asked, scores)]
                for half, asked in halves
            ]
    table("The right document, found by question", HEADS, found)
    table("Answers of at most three sentences, without a model", ANSWER_HEADS, answered)


def _half(question: Asked) -> str:
    """By lot, once and for all: the weights of signs were fitted to the first half and never saw the second."""
    return HALVES[int(hashlib.sha1(question.id.encode(), usedforsecurity=False).hexdigest(), 16) % 2]


def _eval(one: AnswerSet, without: Collection[str] = ()) -> dict[str, dict[str, Any]]:
    """What comes of every question, by its id, over the texts of all groups but these."""
    with tempfile.TemporaryDirectory(prefix="sapere-answers-") as folder:
        place = Path(folder)
        library = place / "library"
        library.mkdir()
        for text in one.texts:
            if text.group not in without:
                (library / text.name).write_text(text.body, encoding="utf-8")
        questions, out = place / "questions.jsonl", place / "out.json"
        rows = ({"id": asked.id, "question": asked.text} for asked in one.asked)
        questions.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
        Sapere(place / "data").run(
            "eval", "ask", "--library", str(library), "--questions", str(questions), "--json", str(out)
        )
        told = json.loads(out.read_text(encoding="utf-8"))["questions"]
    return {row["id"]: row for row in told}


def _found(one: AnswerSet, whole: Mapping[str, Any]) -> list[object]:
    plain = PlainBm25({text.name: text.body for text in one.texts})
    asked = [question for question in one.asked if question.documents]
    ours = [_ranks(q, (passage["document"] for passage in whole[q.id]["passages"])) for q in asked]
    theirs = [_ranks(q, plain.ranked(q.text, 10)) for q in asked]
    row: list[object] = [len(one.texts), len(asked)]
    return [*row, *_figures(ours), *_figures(theirs)]


def _ranks(question: Asked, documents: Iterable[str]) -> int:
    """The rank of the first right one, from 1; 0 where there is none."""
    ranked = list(dict.fromkeys(documents))
    return next((at for at, name in enumerate(ranked[:10], 1) if name in question.documents), 0)


def _figures(ranks: list[int]) -> tuple[float, float]:
    return (
        sum(0 < rank <= 5 for rank in ranks) / len(ranks),
        sum(1 / rank for rank in ranks if rank) / len(ranks),
    )


def _answered(one: AnswerSet, whole: Mapping[str, Any], held_out: Mapping[str, bool]) -> list[object]:
    there = [question for question in one.asked if question.documents]
    said = [(question, [s["text"] for s in whole[question.id]["sentences"]]) for question in there]
    chosen = [holds(question, texts or whole[question.id]["unsaid"]) for question, texts in said]
    every = {f"{text.name}:{at}": text.body[at:end] for text in one.texts for at, end in sentences(text.body)}
    plain = PlainBm25(every)
    naive = [(question, [every[at] for at in plain.ranked(question.text, 3)]) for question in there]
    silent = [whole[question.id]["abstained"] for question in there]
    absent = [whole[question.id]["abstained"] for question in one.asked if not question.documents]
    absent = absent or [held_out[question.id] for question in there]
    held = (
        _share([holds(q, texts[:most]) for q, texts in side]) for side in (said, naive) for most in (3, 1)
    )
    return [_share(chosen), *held, _share(silent), _share(absent)]


def _held_out(one: AnswerSet) -> dict[str, bool]:
    """Asked twice, each time without one half of the groups: whether the questions on that half are not answered."""
    if any(not question.documents for question in one.asked):
        return {}
    groups = sorted({text.group for text in one.texts})
    home = {text.name: text.group for text in one.texts}
    silent: dict[str, bool] = {}
    for half in (groups[::2], groups[1::2]):
        told = _eval(one, without=frozenset(half))
        out = (q for q in one.asked if q.documents and {home[name] for name in q.documents} <= set(half))
        silent |= {question.id: bool(told[question.id]["abstained"]) for question in out}
    return silent


class Scores(NamedTuple):
    """BM25's best score for each question, by its id: over the documents that there are, and over those left when the
    ones that answer it are taken away, with one half of all groups. ``enough`` is the threshold."""

    there: Mapping[str, float]
    away: Mapping[str, float]
    enough: float


def best_scores(one: AnswerSet) -> Scores:
    """With the threshold at which the first half loses no more than ``LOST``."""
    plain, home = (
        PlainBm25({text.name: text.body for text in one.texts}),
        {t.name: t.group for t in one.texts},
    )
    there = {q.id: plain.best(q.text) for q in one.asked if q.documents}
    away = {q.id: plain.best(q.text) for q in one.asked if not q.documents}
    groups = sorted(set(home.values()))
    for half in () if away else (groups[::2], groups[1::2]):
        left = PlainBm25({text.name: text.body for text in one.texts if text.group not in half})
        out = (q for q in one.asked if {home[name] for name in q.documents} <= set(half))
        away |= {question.id: left.best(question.text) for question in out}
    fitted = sorted(there[q.id] for q in one.asked if q.documents and _half(q) == HALVES[0])
    return Scores(there, away, fitted[int(LOST * len(fitted))])


def _refused(one: AnswerSet, scores: Scores) -> list[object]:
    """By the threshold alone: though there, and when not there."""
    ids = [question.id for question in one.asked]
    return [
        _share([side[name] < scores.enough for name in ids if name in side])
        for side in (scores.there, scores.away)
    ]


def holds(question: Asked, texts: Iterable[str]) -> bool:
    """Whether one of the answers stands in the texts. Of letters and digits the rest does not matter; an answer that has
    none ("...") must stand there sign for sign."""
    text = " ".join(texts)
    said = letters(text)
    return any(
        (written in said) if (written := letters(answer)) else answer in text for answer in question.answers
    )


def letters(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _share(held: Collection[bool]) -> float:
    return sum(held) / len(held) if held else 0.0


if __name__ == "__main__":
    main()
