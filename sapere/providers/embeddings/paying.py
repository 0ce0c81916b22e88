"""What embeddings cost: the most is set aside before a call, what its requests used is counted after it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from math import ceil
from typing import Any
from uuid import uuid4

from sapere.kit.token_estimate import estimated_tokens
from sapere.research.budget import NoBudget
from sapere.research.calls import Chore, Usage
from sapere.research.ports import Budget, Purses, Scope

SHORT = 1.25
"""The estimate may be that many times short of a text's tokens; besides, models put two or three round each text."""
ROUND = 3
_BELIEVED = 10_000_000
"""More tokens than any endpoint takes in one request: a server that tells of more does not count."""


def nobody(_: Scope) -> Budget:
    return NoBudget()


class Bill:
    """``tokens`` are those of the requests that were answered."""

    def __init__(self) -> None:
        self.tokens = 0

    def answered(self, batch: Sequence[str], answer: Any) -> None:
        """As the endpoint tells it, or estimated where it tells nothing of use."""
        usage = answer.get("usage") if isinstance(answer, Mapping) else None
        told = usage.get("prompt_tokens") if isinstance(usage, Mapping) else None
        self.tokens += told if type(told) is int and 0 < told <= _BELIEVED else _estimated(batch)


class Till:
    """``price`` gives dollars for so many tokens, None where nobody knows it."""

    def __init__(
        self, purses: Purses = nobody, price: Callable[[int], float | None] = lambda _: None
    ) -> None:
        self._purses = purses
        self._price = price

    @contextmanager
    def paid(self, name: str, texts: Sequence[str], whose: Scope | None) -> Iterator[Bill]:
        """Inside, the requests for these texts are made. Raises ``OverBudget`` before the first where the money does not
        reach for all: nothing that was paid is lost. If one fails, what was used until then is counted."""
        bill = Bill()
        if whose is None:
            yield bill
            return
        budget, key, began = self._purses(whose), uuid4().hex, time.monotonic()
        most = ceil(SHORT * _estimated(texts)) + ROUND * len(texts)
        budget.reserve(key, Chore.EMBED, name, self._price(most))
        outcome = "ok"
        try:
            yield bill
        except BaseException as error:  # an interrupted call is paid for as well
            outcome = type(error).__name__
            raise
        finally:
            usd = self._price(bill.tokens) if bill.tokens else 0.0
            took = time.monotonic() - began
            usage = Usage(name, Chore.EMBED, bill.tokens, usd=usd, seconds=took, outcome=outcome, key=key)
            budget.settle(key, usage)


def _estimated(texts: Sequence[str]) -> int:
    return sum(map(estimated_tokens, texts))
