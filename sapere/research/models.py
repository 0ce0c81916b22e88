"""The models of a run: for each job those that are tried in turn. Every call is reserved, recorded and settled here.

A job's function asks through :class:`Models` and catches :class:`~sapere.research.errors.NoModel`: then extraction does
the job, and says why. ``OverBudget`` goes further up, to whoever can stop the run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from sapere.research.budget import NoBudget
from sapere.research.calls import Job, Prompt, Said, Usage
from sapere.research.errors import ModelError, NoModel
from sapere.research.ports import Budget, Journal, Model

T = TypeVar("T")


class Unrecorded:
    """A journal that keeps nothing: for calls that belong to no run."""

    def step(self, name: str, inputs: Any, shape: type[T], run: Callable[[], T]) -> T:
        del name, inputs, shape
        return run()


@dataclass(frozen=True, slots=True)
class _Call(Generic[T]):
    made: Callable[[Model], Said[T]]
    most_usd: Callable[[Model], float | None]


@dataclass(frozen=True, slots=True)
class Models:
    """``chains`` holds for each job its models, the first to be tried first; a job that is not in it is done by
    extraction."""

    chains: Mapping[Job, tuple[Model, ...]] = field(default_factory=dict)
    journal: Journal = field(default_factory=Unrecorded)
    budget: Budget = field(default_factory=NoBudget)

    def can(self, job: Job) -> bool:
        """Whether there is a model for it."""
        return bool(self.chains.get(job))

    def after(self, job: Job, name: str) -> Models:
        """Those that come after the model of that name, for when what it said was of no use."""
        chain = self.chains.get(job, ())
        rest = next((chain[at + 1 :] for at, model in enumerate(chain) if model.name == name), ())
        return replace(self, chains={**self.chains, job: rest})

    def ask(self, prompt: Prompt, shape: type[T]) -> Said[T]:
        """The first answer of that shape. Raises ``NoModel`` with every model's reason, or ``OverBudget``."""
        return self._first(
            prompt,
            Said[shape],  # type: ignore[valid-type]
            _Call(lambda model: model.ask(prompt, shape), lambda model: model.most_usd(prompt, shape)),
        )

    def stream(self, prompt: Prompt, hear: Callable[[str, str], None]) -> Said[str]:
        """As :meth:`ask`, for text. ``hear`` is given the model's name and each piece as it comes; a name that was
        not heard before begins anew. Nothing is heard of an answer that was recorded earlier."""
        return self._first(
            prompt,
            Said[str],
            _Call(
                lambda model: model.stream(prompt, lambda piece: hear(model.name, piece)),
                lambda model: model.most_usd(prompt),
            ),
        )

    def _first(self, prompt: Prompt, shape: type[Said[T]], call: _Call[T]) -> Said[T]:
        reasons = []
        for model in self.chains.get(prompt.job, ()):
            try:
                return self._recorded(model, prompt, shape, call)
            except ModelError as error:
                reasons.append(f"{model.name}: {error.what}")
        raise NoModel(" ".join(reasons) or f"There is no model to {prompt.job} with.")

    def _recorded(self, model: Model, prompt: Prompt, shape: type[Said[T]], call: _Call[T]) -> Said[T]:
        """The answer, from the journal where it was given before. A journal that keeps rows settles the call in the
        same transaction; to settle it again changes nothing."""
        key = f"{model.name}:{prompt.key}"

        def paid() -> Said[T]:
            self.budget.reserve(key, prompt.job, model.name, call.most_usd(model))
            try:
                said = call.made(model)
            except ModelError as error:
                failed = error.usage or Usage(model.name, prompt.job, outcome=type(error).__name__)
                self.budget.settle(key, replace(failed, key=key))
                raise
            return replace(said, usage=replace(said.usage, key=key))

        said = self.journal.step(f"ask:{prompt.job}", key, shape, paid)
        self.budget.settle(key, said.usage)
        return said


NONE = Models()
