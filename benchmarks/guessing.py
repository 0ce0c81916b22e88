"""Whether the choices of ``sapere eval items`` can be guessed by who has not read the sentence: three solvers that see
the options and the rest of the page. ``python -m benchmarks.guessing``."""

from __future__ import annotations

import json
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from lxml import html

from benchmarks.measuring import Sapere, table
from benchmarks.textbook import ASTRONOMY, astronomy

MOST = 0.40
_SAME = 0.8  # of a sentence's words, from which another is taken for the same
Solver = Callable[[str, Sequence[str], str], list[float]]
"""Stem, options and the rest of the page to a score for each option; the highest is taken, of equals one at random."""


def main() -> None:
    if not ASTRONOMY.is_dir():
        print("\nThe textbook whose items are guessed is not here.")
        return
    with tempfile.TemporaryDirectory(prefix="sapere-guessing-") as folder:
        items, pages = _items(Path(folder))
    choices = [one for one in items if one["kind"] == "choice"]
    rows = [[name, len(choices), _guessed(solver, choices, pages), MOST] for name, solver in SOLVERS.items()]
    table(
        "Choices guessed without the sentence, three options each",
        ["solver", "choices", "right", "at most"],
        rows,
    )
    kinds = Counter(one["kind"] for one in items)
    table("Items made", ["kind", "items"], [[kind, count] for kind, count in kinds.most_common()])


def _items(folder: Path) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """All items, and each page's text by its file's name."""
    library, out = folder / "library", folder / "items.json"
    library.mkdir()
    pages = {}
    for page in astronomy().pages:
        (library / page.file_name).write_bytes(page.body)
        pages[page.file_name] = " ".join(html.document_fromstring(page.body).text_content().split())
    Sapere(folder / "data").run("eval", "items", "--library", str(library), "--json", str(out))
    return json.loads(out.read_text(encoding="utf-8"))["items"], pages


def _guessed(solver: Solver, choices: Sequence[Mapping[str, Any]], pages: Mapping[str, str]) -> float:
    right = 0.0
    for one in choices:
        rest = _without(pages[one["source"]["document"]], one["explanation"])
        scores = solver(one["stem"], one["options"], rest)
        best = [option for option, score in zip(one["options"], scores, strict=True) if score == max(scores)]
        right += (one["key"] in best) / len(best)
    return right / len(choices) if choices else 0.0


def _without(page: str, sentence: str) -> str:
    """The page without the sentence, which may stand there with a note or a reference more."""
    own = set(re.findall(r"\w+", sentence.lower()))
    lines = re.split(r"(?<=[.?!]) ", page)
    return " ".join(
        line for line in lines if len(own & set(re.findall(r"\w+", line.lower()))) < _SAME * len(own)
    )


def _longest(_: str, options: Sequence[str], __: str) -> list[float]:
    return [float(len(option)) for option in options]


def _most_frequent(_: str, options: Sequence[str], rest: str) -> list[float]:
    return [float(rest.count(option)) for option in options]


def _overlap(stem: str, options: Sequence[str], rest: str) -> list[float]:
    """The most words that the stem shares with a sentence in which the option stands."""
    own = set(re.findall(r"\w{4,}", stem.lower()))
    lines = [(line, set(re.findall(r"\w{4,}", line.lower()))) for line in re.split(r"(?<=[.?!]) ", rest)]
    return [float(max((len(own & held) for line, held in lines if o in line), default=0)) for o in options]


SOLVERS: dict[str, Solver] = {
    "longest option": _longest,
    "most frequent option": _most_frequent,
    "lexical overlap": _overlap,
}

if __name__ == "__main__":
    main()
