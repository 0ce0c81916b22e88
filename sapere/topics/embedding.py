"""Who pays for vectors: the person whose passages or question they are of, under the caps of the day."""

from __future__ import annotations

from uuid import UUID

from sapere.accounts.models import Person
from sapere.research.budget import NoBudget
from sapere.research.calls import Chore, Job, Usage
from sapere.research.ports import Budget, Purses, Scope
from sapere.settings import Settings
from sapere.topics import actions
from sapere.topics.budget import RowBudget
from sapere.topics.caps import Payer, caps
from sapere.topics.journal import patiently
from sapere.topics.models import Topic
from sapere.topics.storage import let_go, saying_why


def purses(settings: Settings) -> Purses:
    """For an index whose scopes are of the people here. Who is gone meanwhile pays nothing: what is of them goes too."""

    def purse(scope: Scope) -> Budget:
        payer = patiently(lambda: _payer(scope))
        let_go()
        return NoBudget() if payer is None else VectorBudget(payer, caps(settings), patience=0.0)

    return purse


class VectorBudget(RowBudget):
    """Waits for nobody: passages come again later, and a search is by words meanwhile. A request that was not answered
    used nothing and leaves no row, for an endpoint that is away is asked again and again."""

    def reserve(self, key: str, job: Job | Chore, model: str, most_usd: float | None) -> None:
        try:
            super().reserve(key, job, model, most_usd)
        finally:
            let_go()

    def settle(self, key: str, usage: Usage) -> None:
        if usage.input_tokens:
            super().settle(key, usage)
            return
        patiently(lambda: actions.unreserve(self._payer, key))
        let_go()


def _payer(scope: Scope) -> Payer | None:
    with saying_why():
        owner = Person.objects.filter(key=UUID(scope.owner)).values_list("pk", flat=True).first()
        if owner is None:
            return None
        topic = Topic.objects.filter(owner=owner, pk=UUID(scope.topic)).first() if scope.topic else None
    return Payer(owner, topic_id=topic.pk if topic else None)
