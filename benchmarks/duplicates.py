"""Which copies are found to be one text, and what is wrongly taken for one: ``python -m benchmarks.duplicates``.

The texts are chapters of Python's documentation (``python3-doc``; without it what the interpreter's ``help()``
shows). Of each a copy is made in every way in which the web copies; chapters of one manual on one subject, in the
frame of one site, are what must stay apart.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from pydoc_data.topics import topics

from benchmarks.measuring import table
from sapere.kit.ids import content_hash
from sapere.research.merging.duplicates import copies
from sapere.research.merging.sketches import overlap, sketch
from sapere.research.read import Reading
from sapere.research.shapes import Finding

SOURCES = Path("/usr/share/doc/python3-doc/html/_sources")
MOST, SHORTEST = 150, 400  # texts; words of one
THRESHOLDS = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
_SENTENCE_END = re.compile(r"(?<=[.!?:])\s+")

Change = Callable[[list[str], random.Random], list[str]]
"""Of a text's sentences."""


@dataclass(frozen=True, slots=True)
class Text:
    name: str
    title: str
    body: str


def main() -> None:
    texts = _texts()
    print(f"{len(texts)} texts of {sum(len(t.body.split()) for t in texts):,} words.")
    rows = [_judged(name, change, texts) for name, change in CHANGES.items()]
    rows.append(_judged("an abstract and its paper", _abstract, texts, papers=True))
    heads = ("the copy", "recall, other title", "recall, same title", "precision")
    table("Copies found to be one text", heads, rows)
    table("Resemblance alone", ("at least", "recall", "precision"), list(_thresholds(texts)))


def _texts() -> list[Text]:
    if SOURCES.is_dir():
        files = sorted(SOURCES.rglob("*.rst.txt"))
        found = [_text(_name(path), path.read_text(encoding="utf-8")) for path in files]
    else:
        found = [_text(name, str(body)) for name, body in sorted(topics.items())]
    return [text for text in found if len(text.body.split()) >= SHORTEST][:MOST]


def _name(path: Path) -> str:
    return str(path.relative_to(SOURCES)).removesuffix(".rst.txt").replace("/", "-")


def _text(name: str, body: str) -> Text:
    plain = [re.sub(r"[`*:|]+", "", line) for line in body.splitlines() if not line.startswith("..")]
    return Text(name, f"{name}: a chapter of a manual", "\n".join(plain))


def _as_it_is(sentences: list[str], _: random.Random) -> list[str]:
    return sentences


def _framed(share: float) -> Change:
    """In another site's frame: menus before, comments and links behind, the same on all of its pages."""

    def change(sentences: list[str], _: random.Random) -> list[str]:
        size = int(share * sum(len(s.split()) for s in sentences) / 2)
        words = random.Random(7).choices(  # noqa: S311
            "home news about search login more share topics menu".split(), k=size
        )
        return [" ".join(words[: size // 2]), *sentences, " ".join(words[size // 2 :]), *_others(size)]

    return change


def _others(size: int) -> list[str]:
    chosen = random.Random(11)  # noqa: S311
    return [f"Comment {n}: {chosen.randrange(10**6)} readers liked it." for n in range(size // 6)]


def _dropped(share: float) -> Change:
    return lambda sentences, chance: [s for s in sentences if chance.random() >= share]


def _shuffled(sentences: list[str], chance: random.Random) -> list[str]:
    return chance.sample(sentences, len(sentences))


def _words_changed(share: float) -> Change:
    def change(sentences: list[str], chance: random.Random) -> list[str]:
        return [
            " ".join(f"other{chance.randrange(999)}" if chance.random() < share else w for w in s.split())
            for s in sentences
        ]

    return change


def _rewritten(share: float) -> Change:
    """So many of its sentences said in other words, the others left as they were."""

    def change(sentences: list[str], chance: random.Random) -> list[str]:
        return [
            " ".join(chance.sample(s.split(), len(s.split()))) if chance.random() < share else s
            for s in sentences
        ]

    return change


def _other_marks(sentences: list[str], _: random.Random) -> list[str]:
    table_ = str.maketrans({'"': "”", "'": "’", "-": "—", ",": "，", ".": "。", "(": "（", ")": "）"})
    return [
        s.translate(table_).upper() if at % 5 == 0 else s.translate(table_) for at, s in enumerate(sentences)
    ]


def _abstract(sentences: list[str], _: random.Random) -> list[str]:
    return sentences[: max(5, len(sentences) // 15)]


CHANGES: Mapping[str, Change] = {
    "as it is": _as_it_is,
    "other quotation marks, dashes, capitals": _other_marks,
    "a frame of 20 %": _framed(0.2),
    "a frame of 60 %": _framed(0.6),
    "a frame of 120 %": _framed(1.2),
    "10 % of the sentences dropped": _dropped(0.1),
    "30 % of the sentences dropped": _dropped(0.3),
    "sentences in another order": _shuffled,
    "10 % of the sentences rewritten": _rewritten(0.1),
    "20 % of the sentences rewritten": _rewritten(0.2),
    "40 % of the sentences rewritten": _rewritten(0.4),
    "2 % of the words changed": _words_changed(0.02),
    "10 % of the words changed": _words_changed(0.1),
    "20 % of the words changed": _words_changed(0.2),
    "40 % of the words changed": _words_changed(0.4),
}


def _judged(name: str, change: Change, texts: Sequence[Text], *, papers: bool = False) -> tuple[object, ...]:
    recalls, right, wrong = [], 0, 0
    for same_title in (False, True):
        found = copies(*_readings(texts, change, same_title=same_title, papers=papers))
        pairs = [_pair(one, other) for group in found for one, other in combinations(group, 2)]
        right += sum(pairs)
        wrong += len(pairs) - sum(pairs)
        recalls.append(sum(pairs) / len(texts))
    precision = right / (right + wrong) if right + wrong else 1.0
    return name, *(f"{recall:.3f}" for recall in recalls), f"{precision:.3f}"


def _pair(one: Reading, other: Reading) -> bool:
    """Whether they are truly of one text: their addresses end alike."""
    return one.finding.locator.rpartition("/")[2] == other.finding.locator.rpartition("/")[2]


def _readings(
    texts: Sequence[Text], change: Change, *, same_title: bool, papers: bool
) -> tuple[list[Reading], dict[str, str]]:
    bodies: dict[str, str] = {}
    readings: list[Reading] = []
    for agent, site, changed in (("general", "one.example", False), ("academic", "other.example", True)):
        for text in texts:
            body = _changed(text, change) if changed else text.body
            title = text.title if same_title or not changed else f"{text.name}, found elsewhere"
            sha = content_hash(body)
            bodies[sha] = body
            finding = Finding(agent, f"https://{site}/{text.name}", title, "paper" if papers else "page")
            readings.append(Reading(finding, sha, title=title, language="en", partial=papers and changed))
    return readings, bodies


def _changed(text: Text, change: Change) -> str:
    return "\n".join(change(_SENTENCE_END.split(text.body), random.Random(text.name)))  # noqa: S311


def _thresholds(texts: Sequence[Text]) -> Iterator[tuple[object, ...]]:
    """Over all copies that keep more than half of what was written, and all pairs of different chapters."""
    originals = [sketch(text.body) for text in texts]
    kept = {name: change for name, change in CHANGES.items() if "40 %" not in name and "120 %" not in name}
    alike = [
        overlap(original, sketch(_changed(text, change))).resemblance
        for change in kept.values()
        for text, original in zip(texts, originals, strict=True)
    ]
    framed = [sketch(_changed(text, _framed(0.6))) for text in texts]
    unlike = [overlap(one, other).resemblance for one, other in combinations(framed, 2)]
    for least in THRESHOLDS:
        right, wrong = (sum(value >= least for value in values) for values in (alike, unlike))
        yield (
            f"{least:.1f}",
            f"{right / len(alike):.3f}",
            f"{right / (right + wrong):.3f}" if right + wrong else "–",
        )


if __name__ == "__main__":
    main()
