"""What was spent: by run, topic, person, model, job. Read-only; whose figures somebody may see the caller decides."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from sapere.accounts.models import Person
from sapere.research.calls import ANSWERED
from sapere.topics.caps import Cap, Payer, counted
from sapere.topics.models import Run, Topic, Usage

ENDED = ~Q(outcome=Usage.RESERVED)


@dataclass(frozen=True, slots=True)
class Cost:
    """``calls`` are those that ended, ``failed`` of them gave nothing; ``unpriced`` are in ``calls`` and not in
    ``usd``. ``reserved`` dollars are set aside for calls whose end was not seen yet."""

    usd: float = 0.0
    calls: int = 0
    failed: int = 0
    unpriced: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    reserved: float = 0.0


_SUMS: dict[str, Any] = {
    "usd": Sum("usd"),
    "calls": Count("pk", filter=ENDED),
    "failed": Count("pk", filter=ENDED & ~Q(outcome__in=ANSWERED)),
    "unpriced": Count("pk", filter=ENDED & Q(usd__isnull=True)),
    "input_tokens": Sum("input_tokens"),
    "output_tokens": Sum("output_tokens"),
    "cached_tokens": Sum("cached_tokens"),
    "reserved": Sum("reserved_usd"),
}


def of_run(run: Run) -> QuerySet[Usage]:
    return Usage.objects.filter(run=run)


def of_topic(topic: Topic) -> QuerySet[Usage]:
    return Usage.objects.filter(topic=topic)


def of_person(person: Person) -> QuerySet[Usage]:
    return Usage.objects.filter(owner=person)


def of_everybody() -> QuerySet[Usage]:
    """For the operator alone."""
    return Usage.objects.all()


def total(rows: QuerySet[Usage]) -> Cost:
    return _cost(rows.aggregate(**{f"sum_{name}": one for name, one in _SUMS.items()}))


def by(rows: QuerySet[Usage], *names: str) -> list[tuple[tuple[Any, ...], Cost]]:
    """The costs of each value of these fields (``model``, ``topic__title``), the dearest first."""
    sums = {f"sum_{name}": one for name, one in _SUMS.items()}
    found = rows.order_by().values(*names).annotate(**sums)
    rows_ = [(tuple(row[name] for name in names), _cost(row)) for row in found]
    return sorted(rows_, key=lambda row: (-row[1].usd, -row[1].calls, str(row[0])))


def by_run(runs: Sequence[Run]) -> dict[uuid.UUID, Cost]:
    """Those of them that cost anything, by their ids."""
    return {run: cost for (run,), cost in by(Usage.objects.filter(run__in=runs), "run")}


def against(cap: Cap, payer: Payer) -> float:
    """Dollars spent of a cap so far."""
    return total(counted(cap, payer, timezone.now())).usd


def since(rows: QuerySet[Usage], moment: datetime) -> QuerySet[Usage]:
    return rows.filter(at__gte=moment)


def ended(rows: QuerySet[Usage]) -> Iterable[Usage]:
    """One by one, the newest first."""
    return rows.filter(ENDED).select_related("topic", "owner").order_by("-at", "-pk").iterator(1000)


def _cost(row: dict[str, Any]) -> Cost:
    found: dict[str, Any] = {name: row[f"sum_{name}"] or 0 for name in _SUMS}
    money = {name: round(float(found[name]), 8) for name in ("usd", "reserved")}
    return Cost(**{**found, **money})
