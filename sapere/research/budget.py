"""What a run may cost. The caps of people and days lie with the rows (:mod:`sapere.topics`)."""

from __future__ import annotations

import threading

from sapere.research.calls import ANSWERED, Chore, Job, Usage
from sapere.research.errors import OverBudget


class NoBudget:
    """No cap, nothing counted."""

    def reserve(self, key: str, job: Job | Chore, model: str, most_usd: float | None) -> None:
        pass

    def settle(self, key: str, usage: Usage) -> None:
        pass


class RunBudget:
    """A cap in dollars for one run that lives in this process alone; 0 is none."""

    def __init__(self, usd: float = 0.0) -> None:
        self._cap = usd
        self._lock = threading.Lock()
        self._reserved: dict[str, float] = {}
        self._answered: dict[str, Usage] = {}
        self._failed: list[Usage] = []

    @property
    def spent(self) -> list[Usage]:
        """Every call, those that failed last."""
        return [*self._answered.values(), *self._failed]

    @property
    def usd(self) -> float:
        """What was really spent."""
        return sum(one.usd or 0.0 for one in self.spent)

    def reserve(self, key: str, job: Job | Chore, model: str, most_usd: float | None) -> None:
        del job, model
        with self._lock:
            held = self.usd + sum(self._reserved.values())
            if self._cap and held + (most_usd or 0.0) > self._cap:
                raise OverBudget(
                    f"The budget of ${self._cap:g} is used up.",
                    advice="Raise it and go on: nothing is paid twice.",
                )
            self._reserved[key] = most_usd or 0.0

    def settle(self, key: str, usage: Usage) -> None:
        with self._lock:
            self._reserved.pop(key, None)
            if usage.outcome in ANSWERED:  # told of once more each time it is read from a journal
                self._answered[key] = usage
            else:
                self._failed.append(usage)
