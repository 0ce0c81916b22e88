"""The budget of those who ask models, over the rows of usage: its caps hold whatever worker or process spends."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from sapere.accounts.models import Person
from sapere.research.calls import ANSWERED, Chore, Job, Usage
from sapere.research.errors import OverBudget
from sapere.research.models import Models
from sapere.settings import Settings
from sapere.topics import actions
from sapere.topics.actions.spending import Call
from sapere.topics.caps import Cap, Payer, caps
from sapere.topics.journal import patiently
from sapere.topics.models import Topic
from sapere.topics.storage import let_go
from sapere.wiring import build_models

PATIENCE = 90.0
"""Seconds that a call waits for others to end, when that is all that keeps it from being paid."""
SHORT_PATIENCE = 2.0
"""The same where somebody waits for the answer."""
_LOOK = 0.1


def models_of(
    person: Person,
    settings: Settings,
    topic: Topic | None = None,
    *,
    check: Callable[[], None] = lambda: None,
) -> Models:
    """For what somebody asks outside of any run, of a topic or of none: the caps of a day hold, their own and
    everybody's. Nothing is recorded: who asks twice pays twice. ``check`` as in :class:`RowBudget`."""
    payer = Payer(person.pk, topic_id=topic.pk if topic is not None else None)
    budget = RowBudget(payer, caps(settings), patience=SHORT_PATIENCE, check=check)
    return Models(build_models(settings), budget=budget)


class RowBudget:
    """Implements :class:`sapere.research.ports.Budget`. What a call can cost at most is set aside before it is
    made, so that only calls which cost more than their models said are spent beyond a cap.

    ``check`` is called while a call waits and after one that failed, and may raise to leave: what fails because the run
    is laid down is no failure of its model. ``settled`` is called after each call that has ended.
    """

    def __init__(
        self,
        payer: Payer,
        caps: Sequence[Cap],
        *,
        patience: float = PATIENCE,
        check: Callable[[], None] = lambda: None,
        settled: Callable[[], None] = lambda: None,
    ) -> None:
        self._payer = payer
        self._caps = tuple(caps)
        self._patience = patience
        self._check = check
        self._settled = settled

    def reserve(self, key: str, job: Job | Chore, model: str, most_usd: float | None) -> None:
        """Raises ``OverBudget`` with the cap that leaves no room, what of it is spent, and how it goes on."""
        call = Call(self._payer, key, job, model, most_usd)
        until = time.monotonic() + self._patience
        while shortage := patiently(lambda: actions.reserve(call, self._caps)):
            if not shortage.may_pass or time.monotonic() > until:
                raise OverBudget(shortage.what, advice=shortage.advice)
            self._check()
            let_go()
            time.sleep(_LOOK)
        let_go()

    def settle(self, key: str, usage: Usage) -> None:
        """Of an answer that a run's journal has recorded this is done already, in one transaction with it."""
        del key  # the usage has it
        patiently(lambda: actions.settle(self._payer, usage))
        self._settled()
        if usage.outcome not in ANSWERED:
            patiently(self._check)
        let_go()
