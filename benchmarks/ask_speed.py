"""The room Ask: how long a question takes until its answer is whole, without a model, over many passages.

    python -m benchmarks.ask_speed

The whole way through the room's view: the question is kept, its passages are looked up in the embedded index, sentences
are chosen, the answer is kept. The target is 300 ms for the first sentence over 20,000 passages. What the clock says
grows where others work as well; what the process took does not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from benchmarks.measuring import table

SIZES = (2_000, 20_000)
QUESTIONS = 100
PARTS = ("look up", "choose", "keep", "whole way through the view")


def main() -> None:
    table(
        f"Ask: milliseconds of {QUESTIONS} questions, on the clock and of the processor",
        ("passages", "part", "clock p50", "clock p95", "clock max", "processor p50", "processor p95"),
        [row for size in SIZES for row in _asked(size)],
    )


def _asked(size: int) -> list[tuple[object, ...]]:
    """In a process and a data folder of their own."""
    with tempfile.TemporaryDirectory(prefix="sapere-ask-") as data:
        done = subprocess.run(
            [sys.executable, "-m", "benchmarks.ask_speed_pages", str(size), str(QUESTIONS)],
            env=os.environ | {"SAPERE_DATA": data, "DJANGO_SETTINGS_MODULE": "sapere.settings"},
            check=True,
            capture_output=True,
            text=True,
        )
    found = json.loads(done.stdout)
    return [
        (found["passages"], part, *_spread([row[at] for row in found["rows"]]))
        for at, part in enumerate(PARTS)
    ]


def _spread(taken: Sequence[tuple[float, float]]) -> tuple[float, ...]:
    clock, processor = (sorted(column) for column in zip(*taken, strict=True))
    return *(_at(clock, share) for share in (0.5, 0.95, 1)), *(_at(processor, share) for share in (0.5, 0.95))


def _at(ordered: Sequence[float], share: float) -> float:
    return round(ordered[int(share * (len(ordered) - 1))], 1)


if __name__ == "__main__":
    main()
