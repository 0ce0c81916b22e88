"""What goes to a model and what comes back: prompts, answers and what they cost. Frozen, and fit for a journal."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from sapere.kit.ids import content_hash

T = TypeVar("T")


class Job(StrEnum):
    """What a model is asked to do. Each has an extractive twin, and a text file in ``prompts/``."""

    DEFINE = "define"
    GROW = "grow"
    WRITE = "write"
    MEND = "mend"  # sentences of a page that did not pass the check, sent back once with the reason
    EXPLAIN = "explain"
    RELEVEL = "relevel"
    ANSWER = "answer"
    TUTOR = "tutor"
    ITEMS = "items"
    DISAGREE = "disagree"


class Chore(StrEnum):
    """What is paid for and is no job of a model's: nothing is said in it."""

    EMBED = "embed"


@dataclass(frozen=True, slots=True)
class Prompt:
    """``instructions`` are the same for all calls of a job in a run, so that a provider can keep them ready;
    ``material`` is what this call is about, strangers' words fenced in it as data. Neither holds a secret.

    ``version`` names the wording of the instructions. ``most`` are the answer's tokens at most; ``within`` the
    seconds after which the answer is of no use any more, 0 where only silence ends the wait.
    """

    job: Job
    version: str
    instructions: str
    material: str
    most: int
    within: float = 0.0

    @property
    def key(self) -> str:
        """The same for the same call, before and after a restart."""
        return content_hash(f"{self.job}\x1f{self.instructions}\x1f{self.material}\x1f{self.most}")[:32]


ANSWERED = frozenset({"ok", "cut"})
"""The outcomes of calls that gave an answer."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one call used. ``usd`` is None where nobody knows the model's price. ``input_tokens`` count the
    ``cached_tokens`` in. ``outcome`` is ``ok``, ``cut`` (a text that used its tokens up), or the name of the error
    that ended it. ``key`` names the call: model and prompt."""

    model: str
    job: Job | Chore
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    usd: float | None = 0.0
    seconds: float = 0.0
    outcome: str = "ok"
    key: str = ""


@dataclass(frozen=True, slots=True)
class Said(Generic[T]):
    """A model's answer: text, or a value of the shape that was asked for."""

    value: T
    usage: Usage
