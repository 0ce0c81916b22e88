"""What runs, people and everybody together may spend, and what of it is spent or set aside."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from django.db.models import Q, QuerySet, Sum

from sapere.kit.money import dollars
from sapere.research.shapes import Order
from sapere.settings import Settings
from sapere.topics.models import Run, Usage


class Whose(StrEnum):
    """A run's cap holds for the whole run, however often it is resumed; the others for a day (UTC)."""

    RUN = "run"
    PERSON = "person"
    EVERYBODY = "everybody"


@dataclass(frozen=True, slots=True)
class Cap:
    whose: Whose
    usd: float

    @property
    def name(self) -> str:
        return {
            Whose.RUN: f"The run's budget of {dollars(self.usd)}",
            Whose.PERSON: f"Your budget of {dollars(self.usd)} a day",
            Whose.EVERYBODY: f"The budget of {dollars(self.usd)} a day for everybody here",
        }[self.whose]

    @property
    def way_on(self) -> str:
        """How or when it goes on when this is used up."""
        if self.whose is Whose.RUN:
            return "Raise it and go on: nothing that was paid is asked again."
        return "It begins anew at 00:00 UTC; go on then: nothing that was paid is asked again."


@dataclass(frozen=True, slots=True)
class Payer:
    """For whom a call is made: a person, and within a run where it belongs to one."""

    owner_id: int
    run_id: uuid.UUID | None = None
    topic_id: uuid.UUID | None = None

    @classmethod
    def of(cls, run: Run) -> Payer:
        return cls(run.owner_id, run.pk, run.topic_id)


def caps(settings: Settings, order: Order | None = None) -> tuple[Cap, ...]:
    """Those that are set. An order's own budget stands in place of the usual one of a run; without an order
    there is no run."""
    of_run = (order.budget or settings.budget_run) if order is not None else 0.0
    found = (
        Cap(Whose.RUN, of_run),
        Cap(Whose.PERSON, settings.budget_person),
        Cap(Whose.EVERYBODY, settings.budget_day),
    )
    return tuple(cap for cap in found if cap.usd)


def today(now: datetime) -> datetime:
    """When the day began for which caps hold."""
    return now.astimezone(UTC).replace(hour=0, minute=0, second=0, microsecond=0)


def counted(cap: Cap, payer: Payer, now: datetime) -> QuerySet[Usage]:
    """The calls that count against it."""
    if cap.whose is Whose.RUN:
        return Usage.objects.filter(run=payer.run_id)
    of_today = Usage.objects.filter(at__gte=today(now))
    return of_today.filter(owner_id=payer.owner_id) if cap.whose is Whose.PERSON else of_today


@dataclass(frozen=True, slots=True)
class Held:
    """Dollars of some calls: spent, set aside, and of that what is set aside for calls under way."""

    spent: float
    reserved: float
    under_way: float


def held(rows: QuerySet[Usage], since: datetime) -> Held:
    """What was reserved since then counts as under way; before, its end was seen by nobody."""
    fresh = Q(outcome=Usage.RESERVED, at__gte=since)
    found = rows.aggregate(s=Sum("usd"), r=Sum("reserved_usd"), f=Sum("reserved_usd", filter=fresh))
    return Held(*(round(float(found[one] or 0), 8) for one in ("s", "r", "f")))
