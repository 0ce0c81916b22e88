"""What a run will cost, before it begins: from the owner's earlier runs with the model, else from the usual size of a tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from statistics import median
from typing import Any

from sapere.accounts.models import Person
from sapere.kit.money import dollars
from sapere.research.calls import ANSWERED, Job
from sapere.research.shapes import Depth, Order
from sapere.settings import Settings
from sapere.topics import costs
from sapere.topics.models import Run, Usage
from sapere.wiring import chosen_models

Price = Callable[[str, int, int], float | None]
"""From a model's name, tokens in and tokens out to dollars; None where nobody knows the price."""

PAGES: Mapping[Depth, int] = {Depth.QUICK: 30, Depth.STANDARD: 50, Depth.DEEP: 80}
"""Of a usual tree. Trees differ by half as much again, and so does what they cost."""
DEEPER_PAGES = 12
"""Of what is usually found where a run goes deeper at one concept."""
SPREAD = (0.6, 1.5)
TOKENS: Mapping[Job, tuple[int, int]] = {
    Job.DEFINE: (400, 120),
    Job.GROW: (2_000, 250),
    Job.WRITE: (2_200, 320),
    Job.MEND: (1_500, 120),
}
"""In and out, of one call."""
MENDED = 0.25
"""So many pages have sentences that are sent back."""
CALL_SECONDS = (2.0, 10.0)  # of one call, at fast and at slow models
OTHER_SECONDS = (8.0, 60.0)  # to search, read and grow
ENOUGH = 3  # earlier runs to go by
LAST = 5  # estimates whose error is told


@dataclass(frozen=True, slots=True)
class Spread:
    low: float
    likely: float
    high: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """``usd`` is None where nobody knows a price. ``runs`` are the earlier ones it was made from. ``error`` is the
    greatest of the last few estimates, as a share of what was really spent; None while there were too few."""

    model: str
    calls: int
    input_tokens: int
    output_tokens: int
    usd: Spread | None
    minutes: Spread
    runs: int = 0
    error: float | None = None
    compared: int = 0

    @property
    def within(self) -> int:
        """The error in per cent, in steps of five upwards."""
        return int(-(-(self.error or 0.0) * 100 // 5) * 5)


def estimate(owner: Person, order: Order, settings: Settings, price: Price) -> Estimate | None:
    """None for a run without a model, which costs nothing."""
    names = first_choices(order, settings)
    writer = names.get(Job.WRITE, "")
    if not names:
        return None
    past = _past(owner, order, writer)
    found = _from_past(past, writer) if len(past) >= ENOUGH else _usual(order, settings, names, price)
    compared = _errors(owner)
    error = max(compared) if len(compared) >= ENOUGH else None
    return replace(found, error=error, compared=len(compared))


def first_choices(order: Order, settings: Settings) -> dict[Job, str]:
    """The model that each job of a run asks first; jobs without one are left out. Raises ``BadRequest`` for a name
    that is none."""
    chosen = chosen_models(settings, model=order.model, offline=order.offline)
    return {job: chosen[job][0] for job in TOKENS if job in chosen}


def kept(found: Estimate | None) -> dict[str, Any] | None:
    """As it stays with the run."""
    return asdict(found) if found is not None else None


def said(found: Estimate | None, budget: float = 0.0) -> str:
    """One line for the terminal. ``budget`` is the run's cap in dollars, 0 without one."""
    if found is None:
        return "It costs nothing: pages are quoted from their sources."
    tokens = f"{found.input_tokens:,} tokens in and {found.output_tokens:,} out"
    words = [
        f"About {found.calls} calls to {found.model}, {tokens}, {_minutes(found.minutes)}: {_money(found.usd)}."
    ]
    if found.error is not None:
        near = f"within {found.within} %" if found.within <= 100 else "far off"
        words.append(f"The last {found.compared} estimates were {near}.")
    if budget and found.usd is not None and found.usd.likely > budget:
        words.append(f"The budget of {dollars(budget)} will hardly be enough for all pages.")
    return " ".join(words)


def _minutes(spread: Spread) -> str:
    low, high = max(1, round(spread.low)), max(1, round(spread.high))
    if high == 1:
        return "about a minute"
    return f"{low} to {high} minutes" if low < high else f"about {low} minutes"


def _money(usd: Spread | None) -> str:
    if usd is None:
        return "nobody knows the price (SAPERE_MODEL_PRICES can say it)"
    return f"{dollars(usd.low)} to {dollars(usd.high)}"


def _usual(order: Order, settings: Settings, names: Mapping[Job, str], price: Price) -> Estimate:
    pages = DEEPER_PAGES if order.under else PAGES[order.depth]
    counts = {Job.DEFINE: 1, Job.GROW: 1, Job.WRITE: pages, Job.MEND: round(pages * MENDED)}
    asked = {job: count for job, count in counts.items() if job in names}
    calls = sum(asked.values())
    into, out = (sum(count * TOKENS[job][at] for job, count in asked.items()) for at in (0, 1))
    each = [price(names[job], TOKENS[job][0] * count, TOKENS[job][1] * count) for job, count in asked.items()]
    known = [usd for usd in each if usd is not None]
    likely = sum(known)
    usd = Spread(likely * SPREAD[0], likely, likely * SPREAD[1]) if len(known) == len(each) else None
    return Estimate(
        names.get(Job.WRITE) or next(iter(names.values())),
        calls,
        into,
        out,
        usd,
        _usual_time(calls, settings),
    )


def _usual_time(calls: int, settings: Settings) -> Spread:
    rounds = calls / settings.calls_at_once
    low, high = ((rounds * CALL_SECONDS[at] + OTHER_SECONDS[at]) / 60 for at in (0, 1))
    return Spread(low, (low + high) / 2, high)


@dataclass(frozen=True, slots=True)
class _Past:
    """A finished run: what it cost, the minutes that it took."""

    cost: costs.Cost
    minutes: float


def _past(owner: Person, order: Order, model: str) -> list[_Past]:
    """The owner's last finished runs of that kind and depth whose pages the model wrote."""
    wrote = Usage.objects.filter(model=model, job=str(Job.WRITE), outcome__in=ANSWERED).values("run")
    kind = Run.Kind.DEEPER if order.under else Run.Kind.RESEARCH
    alike = Run.objects.filter(owner=owner, state=Run.State.DONE, kind=kind, order__depth=str(order.depth))
    runs = alike.filter(pk__in=wrote)
    last = list(runs.order_by("-created_at")[: 2 * LAST])
    spent = costs.by_run(last)
    return [
        _Past(spent[one.pk], (one.ended_at - one.started_at).total_seconds() / 60)
        for one in last
        if one.ended_at and one.started_at
    ]


def _from_past(past: Sequence[_Past], model: str) -> Estimate:
    priced = all(not one.cost.unpriced for one in past)
    return Estimate(
        model,
        calls=round(median(one.cost.calls for one in past)),
        input_tokens=round(median(one.cost.input_tokens for one in past)),
        output_tokens=round(median(one.cost.output_tokens for one in past)),
        usd=_spread([one.cost.usd for one in past]) if priced else None,
        minutes=_spread([one.minutes for one in past]),
        runs=len(past),
    )


def _spread(values: Sequence[float]) -> Spread:
    return Spread(min(values), median(values), max(values))


def _errors(owner: Person) -> list[float]:
    """How far the last estimates were from what was spent, as shares of it."""
    runs = Run.objects.filter(owner=owner, state=Run.State.DONE, order__estimate__usd__likely__gt=0)
    last = list(runs.order_by("-created_at")[:LAST])
    spent = costs.by_run(last)
    pairs = [
        (float(one.order["estimate"]["usd"]["likely"]), spent[one.pk].usd) for one in last if one.pk in spent
    ]
    return [abs(likely - usd) / usd for likely, usd in pairs if usd]
