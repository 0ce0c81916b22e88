"""How many lies the checker lets through, and how many true sentences it stops: ``python -m benchmarks.checking``.

The sentences are made from real texts (see :mod:`benchmarks.rewordings`, :mod:`benchmarks.lies`). Of a third of the texts no sentence was looked at while the
rules were written; its figures stand apart. Sentences written by hand, which are harder than made ones, stand at the end.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence

from benchmarks.lies import ALTERED, KINDS, Case, cases
from benchmarks.measuring import table
from benchmarks.plain_texts import texts
from sapere.research.checking.check import check
from sapere.research.shapes import Citation, Sentence, SentenceState
from tests.research.checking.more_prose import FRESH, LAST, MORE, UNSEEN
from tests.research.checking.prose import TOLD, Told

PROSE = {
    "before the rules, then mended": TOLD,
    "after them, then mended": (*MORE, *LAST, *FRESH),
    "last, nothing mended since": UNSEEN,
}
MOST = 60
"""Sentences of each kind, from either part of the texts."""


def main() -> None:
    found = texts()
    parts = {"tuned on": [t for at, t in enumerate(found) if at % 3], "held out": found[::3]}
    print(f"{len(found)} texts; {', '.join(f'{len(part)} {name}' for name, part in parts.items())}.")
    for name, part in parts.items():
        began = time.perf_counter()
        made = list(cases(part, MOST))
        checked = [(case, state(case)) for case in made]
        print(
            f"\n{name}: {len(made)} sentences, {1000 * (time.perf_counter() - began) / len(made):.2f} ms each, made and checked."
        )
        table(
            f"By kind, {name}",
            ("kind", "true", "sentences", "stopped", "share", "marked inferred"),
            list(_by_kind(checked)),
        )
        table(f"In all, {name}", ("what", "share"), _in_all(checked))
    heads = ("written", "true", "stopped", "share", "false", "stopped", "share")
    table("In a writer's own words, by hand", heads, [_by_hand(name, told) for name, told in PROSE.items()])


def _by_hand(name: str, told: Sequence[Told]) -> tuple[object, ...]:
    row: list[object] = [name]
    for true in (True, False):
        made = [
            Case(name, true, said, (one.quote or one.passage,), one.passage)
            for one in told
            for said in (one.true if true else one.false)
        ]
        stopped = sum(state(case) is None for case in made)
        row += [len(made), stopped, stopped / len(made)]
    return tuple(row)


def state(case: Case) -> SentenceState | None:
    """As what the sentence is shown, or None where it is not."""
    citations = tuple(Citation("source", quote, 0, 0) for quote in case.quotes)
    verdict = check(Sentence(case.text, SentenceState.UNSUPPORTED, citations), {"source": case.source}, "en")
    return None if verdict.sentence is None else verdict.sentence.state


def _by_kind(checked: Sequence[tuple[Case, SentenceState | None]]) -> Iterable[tuple[object, ...]]:
    counted = Counter(case.kind for case, _ in checked)
    stopped = Counter(case.kind for case, shown in checked if shown is None)
    inferred = Counter(case.kind for case, shown in checked if shown is SentenceState.INFERRED)
    for kind, count in counted.items():
        yield (
            kind,
            "yes" if KINDS[kind][0] else "no",
            count,
            stopped[kind],
            stopped[kind] / count,
            inferred[kind],
        )


def _in_all(checked: Sequence[tuple[Case, SentenceState | None]]) -> list[tuple[str, str]]:
    def share(chosen: Iterable[SentenceState | None]) -> str:
        states = list(chosen)
        return f"{sum(shown is None for shown in states) / len(states):.3f}"

    lies = [shown for case, shown in checked if not case.true]
    stopped = [case for case, shown in checked if shown is None]
    return [
        ("altered ones stopped (recall)", share(shown for case, shown in checked if case.kind in ALTERED)),
        ("all false ones stopped (recall)", share(lies)),
        ("true ones stopped (false alarms)", share(shown for case, shown in checked if case.true)),
        (
            "of those stopped, false (precision)",
            f"{sum(not case.true for case in stopped) / len(stopped):.3f}",
        ),
    ]


if __name__ == "__main__":
    main()
