"""A tree of about fifty pages with a model of fixed pace, over real HTTP: ``python -m benchmarks.pace``.

The model answers after 0.3 s and then 80 tokens a second; six agents search 0.5 s each, and each page takes 0.2 s to
come. The bound is what no order of the same calls can beat: the longest chain of calls that need each other, or what
has to come before the pages, and then the time of all other calls over the slots.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.fake_model import Call, fake_model
from benchmarks.measuring import table

SLOTS = {8: 24.0, 16: 13.0}
"""Calls at once, and the seconds that the tree may take at most."""
FIRST = 3.0
PROMPT = 2_500
"""Tokens that a page's prompts have at most."""
SEARCH, PAGE = 0.5, 0.2
"""Seconds of an agent's search, and until one of its pages has come: as in ``benchmarks/paced.py``."""


@dataclass(frozen=True)
class Pace:
    slots: int
    told: dict[str, Any]
    calls: Sequence[Call]

    @property
    def wall(self) -> float:
        return self.first("end")

    def first(self, kind: str) -> float:
        """Seconds until such an event; infinite without one."""
        return min((at for at, one, _ in self.told["events"] if one == kind), default=float("inf"))

    @property
    def pages(self) -> int:
        """In a model's words."""
        last = {told["concept"]: told for _, kind, told in self.told["events"] if kind == "page"}
        return sum(1 for told in last.values() if told["writer"] != "extractive")

    def of(self, *jobs: str) -> list[Call]:
        return [call for call in self.calls if call.job in jobs]

    @property
    def before(self) -> float:
        """What every page but the topic's has to wait for."""
        return sum(call.seconds for call in self.of("define", "grow")) + SEARCH + PAGE

    @property
    def chain(self) -> float:
        """With the longest page, were all others written beside it; which page a mending belongs to is not known, so
        that it is taken to follow the shortest."""
        written = [call.seconds for call in self.of("write")]
        mended = [min(written) + call.seconds for call in self.of("mend")]
        return self.before + max([*written, *mended])

    @property
    def shared(self) -> float:
        return self.before + sum(call.seconds for call in self.of("write", "mend")) / self.slots

    @property
    def bound(self) -> float:
        return max(self.chain, self.shared)


TIME = (
    "calls at once", "pages", "calls", "of these mending", "wall s", "at most", "chain s", "shared s", "wall/bound",
)  # fmt: skip
TEXT = ("calls at once", "first cited text s", "at most", "first sentence of the model s")
TOKENS = (
    "calls at once", "prompt tokens a page", "largest", "at most", "written tokens a page", "all in", "all out",
)  # fmt: skip


def main() -> None:
    paces = [measured(slots) for slots in SLOTS]
    table("A model of fixed pace: time", TIME, [_time(pace) for pace in paces])
    table("The first cited text", TEXT, [_first(pace) for pace in paces])
    table("Tokens", TOKENS, [_tokens(pace) for pace in paces])


def measured(slots: int) -> Pace:
    """One whole run in a place of its own."""
    with tempfile.TemporaryDirectory(prefix="sapere-pace-") as folder, fake_model() as model:
        own = {"SAPERE_DATA": folder, "SAPERE_CALLS_AT_ONCE": str(slots), "DATABASE_URL": ""}
        command = [sys.executable, "-m", "benchmarks.paced"]
        environment = os.environ | own | model.environment
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, env=environment, check=True)
        told = json.loads(done.stdout)
    if told["state"] != "done":
        raise RuntimeError(f"the run ended as {told['state']}: {told['reason']}")
    return Pace(slots, told, [call for call in model.calls if call.began > told["ordered"]])


def _time(pace: Pace) -> tuple[object, ...]:
    counts = (pace.slots, pace.pages, len(pace.calls), len(pace.of("mend")))
    return (*counts, pace.wall, SLOTS[pace.slots], pace.chain, pace.shared, pace.wall / pace.bound)


def _first(pace: Pace) -> tuple[object, ...]:
    return pace.slots, pace.first("page"), FIRST, pace.first("sentence")


def _tokens(pace: Pace) -> tuple[object, ...]:
    prompts = [call.prompt for call in pace.of("write")]
    written = [call.completion for call in pace.of("write")]
    mean, out = round(sum(prompts) / len(prompts)), round(sum(written) / len(written))
    return pace.slots, mean, max(prompts), PROMPT, out, *_used(pace)


def _used(pace: Pace) -> Iterator[int]:
    """All tokens as Sapere counted them."""
    yield sum(one["input_tokens"] for one in pace.told["usage"])
    yield sum(one["output_tokens"] for one in pace.told["usage"])


if __name__ == "__main__":
    main()
