"""Question sets with known answers, from the shared test data: passages, questions, and which passages answer them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sapere.research.ports import Entry

SETS = Path(__file__).resolve().parents[2] / "shared/data/qa"


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    answers: frozenset[str]  # ids of the passages that answer it


@dataclass(frozen=True, slots=True)
class QuestionSet:
    name: str
    language: str
    passages: Mapping[str, str]  # by id
    questions: tuple[Question, ...]

    def entries(self) -> list[Entry]:
        """The passages as they go into the index: without titles, as the plain figures were taken."""
        return [
            Entry(name, name, 0, len(text), "", (), text, self.language)
            for name, text in self.passages.items()
        ]


def question_sets() -> list[QuestionSet]:
    return [
        _cranfield(SETS / "cranfield"),
        _squad("ARCD", "ar", SETS / "arcd-arabic/arcd-train.json"),
        _squad("CMRC", "zh", SETS / "cmrc2018-chinese/cmrc2018_trial.json"),
    ]


def _cranfield(folder: Path) -> QuestionSet:
    """Codes 1 to 4 are relevant."""
    passages = {
        row["_id"]: row["text"].strip() for row in _lines(folder / "corpus.jsonl") if row["text"].strip()
    }
    relevant: dict[str, set[str]] = {}
    for line in (folder / "qrels.tsv").read_text(encoding="utf-8").splitlines()[1:]:
        query, passage, code = line.split("\t")
        if int(code) > 0:
            relevant.setdefault(query, set()).add(passage)
    questions = tuple(
        Question(row["text"], frozenset(relevant[row["_id"]]))
        for row in _lines(folder / "queries.jsonl")
        if row["_id"] in relevant
    )
    return QuestionSet("Cranfield", "en", passages, questions)


def _squad(name: str, language: str, place: Path) -> QuestionSet:
    passages: dict[str, str] = {}
    questions = []
    for article in json.loads(place.read_text(encoding="utf-8"))["data"]:
        for paragraph in article["paragraphs"]:
            number = f"p{len(passages)}"
            passages[number] = paragraph["context"].strip()
            questions += [Question(one["question"], frozenset({number})) for one in paragraph["qas"]]
    return QuestionSet(name, language, passages, tuple(questions))


def _lines(place: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, place.read_text(encoding="utf-8").splitlines())
