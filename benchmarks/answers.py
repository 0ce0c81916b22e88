"""Questions over folders of documents, asked through ``sapere eval ask``: whether the right document is found, whether
three sentences hold the answer, and whether it is said when the document is not there. Beside it plain BM25.
``python -m benchmarks.answers``."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import Any

from benchmarks.answer_sets import AnswerSet, Asked, answer_sets
from benchmarks.bm25 import PlainBm25
from benchmarks.measuring import Sapere, table

HEADS = ["set", "documents", "questions", "recall@5", "MRR@10", "BM25 recall@5", "BM25 MRR@10"]
ANSWER_HEADS = [
    "set",
    "held by 3 sentences",
    "by the first",
    "abstains though there",
    "abstains when not there",
]


def main() -> None:
    found, answered = [], []
    for one in answer_sets():
        whole = _eval(one)
        found.append(_found(one, whole))
        if any(asked.answers for asked in one.asked):
            answered.append(_answered(one, whole))
    table("The right document, found by question", HEADS, found)
    table("Answers of at most three sentences, without a model", ANSWER_HEADS, answered)


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
    row: list[object] = [one.name, len(one.texts), len(asked)]
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


def _answered(one: AnswerSet, whole: Mapping[str, Any]) -> list[object]:
    there = [question for question in one.asked if question.documents]
    held = [_holds(question, whole[question.id]["sentences"]) for question in there]
    first = [_holds(question, whole[question.id]["sentences"][:1]) for question in there]
    silent = [whole[question.id]["abstained"] for question in there]
    absent = [whole[question.id]["abstained"] for question in one.asked if not question.documents]
    return [one.name, _share(held), _share(first), _share(silent), _share(absent or _held_out(one))]


def _held_out(one: AnswerSet) -> list[bool]:
    """Asked twice, each time without one half of the groups: whether the questions on that half are not answered."""
    groups = sorted({text.group for text in one.texts})
    home = {text.name: text.group for text in one.texts}
    silent = []
    for half in (groups[::2], groups[1::2]):
        told = _eval(one, without=frozenset(half))
        out = (q for q in one.asked if q.documents and {home[name] for name in q.documents} <= set(half))
        silent += [bool(told[question.id]["abstained"]) for question in out]
    return silent


def _holds(question: Asked, sentences: Iterable[Mapping[str, Any]]) -> bool:
    said = _plain(" ".join(sentence["text"] for sentence in sentences))
    return any(_plain(answer) in said for answer in question.answers)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _share(held: Collection[bool]) -> float:
    return sum(held) / len(held) if held else 0.0


if __name__ == "__main__":
    main()
