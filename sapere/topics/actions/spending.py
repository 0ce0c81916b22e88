"""Money: set aside before a call, counted after it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from sapere.kit.money import dollars
from sapere.research import calls
from sapere.research.calls import Chore, Job
from sapere.research.errors import TakenOver
from sapere.topics.caps import Cap, Payer, counted, held
from sapere.topics.models import Usage
from sapere.topics.storage import one_at_a_time, saying_why, writes

UNDER_WAY = timedelta(minutes=5)
"""So long after it was reserved a call may still come to its end."""
_LONGEST_KEY, _LONGEST_MODEL, _LONGEST_OUTCOME = 160, 100, 40


@dataclass(frozen=True, slots=True)
class Call:
    """``key`` names it within its run. ``most_usd`` None: nobody knows what it costs."""

    payer: Payer
    key: str
    job: Job | Chore
    model: str
    most_usd: float | None


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why a call cannot be paid, and what to do. ``may_pass``: there is enough once the calls under way have
    ended and have cost what calls usually cost, less than was set aside for them."""

    what: str
    advice: str
    may_pass: bool = False


@writes
def reserve(call: Call, caps: Sequence[Cap]) -> Shortage | None:
    """Sets aside what the call can cost at most: None when all caps leave room for it.

    What was set aside for the same call of the run before a restart is taken up again. Raises ``TakenOver`` where another
    worker has the answer by now: it is in the journal.
    """
    one_at_a_time("spending")
    now = timezone.now()
    known = _known(call)
    if known is not None and known.outcome == Usage.OK:
        raise TakenOver("Another worker has had this answer meanwhile.")
    for cap in caps:
        if shortage := _shortage(cap, call, known, now):
            return shortage
    aside = _exact(call.most_usd or 0.0)
    if known is not None:
        Usage.objects.filter(pk=known.pk).update(reserved_usd=aside, at=now)
        return None
    payer = call.payer
    Usage.objects.create(
        owner_id=payer.owner_id,
        run_id=payer.run_id,
        topic_id=payer.topic_id,
        key=call.key[-_LONGEST_KEY:],
        job=str(call.job),
        model=call.model[:_LONGEST_MODEL],
        reserved_usd=aside,
    )
    return None


def settle(payer: Payer, usage: calls.Usage) -> None:
    """What the call used takes the place of what was set aside for it. Once: to settle it again changes nothing,
    and does not even write."""
    mine = Usage.objects.filter(owner_id=payer.owner_id, run=payer.run_id, outcome=Usage.RESERVED)
    with saying_why():
        row = mine.filter(key=usage.key[-_LONGEST_KEY:]).order_by("pk").first()
    if row is not None:
        _settle(row, usage)


@writes
def unreserve(payer: Payer, key: str) -> None:
    """What was set aside for a call that came to nothing: no row is left of it."""
    mine = Usage.objects.filter(owner_id=payer.owner_id, run=payer.run_id, outcome=Usage.RESERVED)
    mine.filter(key=key[-_LONGEST_KEY:]).delete()


@writes
def _settle(row: Usage, usage: calls.Usage) -> None:
    Usage.objects.filter(pk=row.pk, outcome=Usage.RESERVED).update(
        outcome=usage.outcome[:_LONGEST_OUTCOME],
        reserved_usd=0,
        usd=None if usage.usd is None else _exact(usage.usd),
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cached_tokens=usage.cached_tokens,
        seconds=usage.seconds,
    )


def _known(call: Call) -> Usage | None:
    """The row that this call has already. A call of no run is nobody's to take up."""
    if call.payer.run_id is None:
        return None
    living = Usage.objects.filter(run_id=call.payer.run_id, outcome__in=[Usage.RESERVED, Usage.OK])
    return living.filter(key=call.key[-_LONGEST_KEY:]).first()


def _shortage(cap: Cap, call: Call, known: Usage | None, now: datetime) -> Shortage | None:
    if call.most_usd is None:
        return Shortage(
            f"Nobody knows what {call.model} costs, so {cap.name[0].lower()}{cap.name[1:]} cannot be held.",
            "Set its price in SAPERE_MODEL_PRICES, or take the budget away.",
        )
    rows = counted(cap, call.payer, now)
    others = held(rows.exclude(pk=known.pk) if known is not None else rows, now - UNDER_WAY)
    if others.spent + others.reserved + call.most_usd <= cap.usd + 1e-9:
        return None
    kept_back = f", {dollars(others.reserved)} is set aside" if others.reserved else ""
    return Shortage(
        f"{cap.name} is used up: {dollars(others.spent)} of it is spent{kept_back}, and the next call may cost"
        f" {dollars(call.most_usd)}.",
        cap.way_on,
        may_pass=bool(others.under_way)
        and others.spent + others.reserved - others.under_way + call.most_usd <= cap.usd,
    )


def _exact(usd: float) -> Decimal:
    return Decimal(f"{usd:.8f}")
