"""What ``sapere eval ask`` prints: how well a set of questions was answered, and plain BM25 beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from sapere.kit.bm25 import PlainBm25
from sapere.kit.sentences import sentences

FOUND, HELD = "right document among the first five", "answer held by three sentences"
CHOSEN = "by the three that were chosen, said or not"
_DEEP = 10  # documents that are ranked
_SENTENCES = 3

Row = Mapping[str, Any]
"""Of the questions: ``answers`` and ``document`` (or a list of them), None for one that the folder does not answer."""


def answers_table(asked: Sequence[Row], told: Sequence[Row], texts: Mapping[str, str]) -> str:
    """``told`` is what was answered, in the same order; ``texts`` are the documents by their path."""
    there = [(row, said) for row, said in zip(asked, told, strict=True) if documents(row)]
    absent = [said["abstained"] for row, said in zip(asked, told, strict=True) if not documents(row)]
    held = [(row, said) for row, said in there if row.get("answers")]
    lines = [*_found(there, texts), *_held(held, texts)]
    lines.append(
        ("nothing said, though the document is there", share(s["abstained"] for _, s in there), None)
    )
    lines.append(("nothing said, where no document answers", share(absent), None))
    heads = f"{len(asked):,} questions, {len(texts):,} documents"
    shown = [(name, _shown(ours), _shown(theirs)) for name, ours, theirs in lines]
    wide = max(len(heads), *(len(name) for name, _, _ in shown))
    return "\n".join(f"{a:{wide}}  {b:>7}  {c:>10}" for a, b, c in [(heads, "Sapere", "plain BM25"), *shown])


def documents(row: Row) -> frozenset[str]:
    named = row.get("documents") or row.get("document") or ()
    return frozenset((named,) if isinstance(named, str) else named)


def share(held: Iterable[bool]) -> float | None:
    """None where there was nothing to count."""
    counted = list(held)
    return sum(counted) / len(counted) if counted else None


def holds(row: Row, said: Iterable[str]) -> bool:
    """Whether one of the right answers stands in what was said, whatever its spaces and signs."""
    text = _plain(" ".join(said))
    return any(_plain(answer) in text for answer in row["answers"] if _plain(answer))


_Line = tuple[str, float | None, float | None]


def _found(there: Sequence[tuple[Row, Row]], texts: Mapping[str, str]) -> list[_Line]:
    plain = PlainBm25(texts)
    ours = [_rank(row, [str(one["document"]) for one in said["passages"]]) for row, said in there]
    theirs = [_rank(row, plain.ranked(row["question"], _DEEP)) for row, _ in there]
    first = ((FOUND, lambda rank: 0 < rank <= 5), ("right document first", lambda rank: rank == 1))
    return [(name, *_both(ours, theirs, counts)) for name, counts in first]


def _both(
    ours: list[int], theirs: list[int], counts: Callable[[int], bool]
) -> tuple[float | None, float | None]:
    return share(map(counts, ours)), share(map(counts, theirs))


def _rank(row: Row, ranked: Iterable[str]) -> int:
    """Of the first right document, from 1; 0 where there is none."""
    right = documents(row)
    return next((at for at, name in enumerate(dict.fromkeys(ranked), 1) if name in right), 0)


def _held(held: Sequence[tuple[Row, Row]], texts: Mapping[str, str]) -> list[_Line]:
    every = {
        f"{name}:{start}": text[start:end] for name, text in texts.items() for start, end in sentences(text)
    }
    plain = PlainBm25(every)
    ours = [(row, [sentence["text"] for sentence in said["sentences"]]) for row, said in held]
    chosen = [(row, texts or said["unsaid"]) for (row, texts), (_, said) in zip(ours, held, strict=True)]
    theirs = [(row, [every[at] for at in plain.ranked(row["question"], _SENTENCES)]) for row, _ in held]
    counted = ((HELD, ours, _SENTENCES), (CHOSEN, chosen, _SENTENCES), ("by the first sentence", ours, 1))
    return [(name, _said(side, most), _said(theirs, most)) for name, side, most in counted]


def _said(side: Iterable[tuple[Row, list[str]]], most: int) -> float | None:
    return share(holds(row, said[:most]) for row, said in side)


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text.casefold())


def _shown(value: float | None) -> str:
    return "–" if value is None else f"{value:.2f}"
