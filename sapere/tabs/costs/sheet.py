"""Costs as they are shown: sums of a span of days, what they are made of, and what the caps leave."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from django.db.models import QuerySet
from django.db.models.functions import TruncDate
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sapere.accounts.models import Person
from sapere.settings import Settings
from sapere.topics import costs
from sapere.topics.caps import Cap, Payer, Whose, caps, counted, held, today
from sapere.topics.costs import Cost
from sapere.topics.models import Usage

SPANS = {1: gettext_lazy("Today"), 7: gettext_lazy("7 days"), 30: gettext_lazy("30 days")}
JOBS = {
    "define": gettext_lazy("understand the topic"),
    "grow": gettext_lazy("grow the tree"),
    "write": gettext_lazy("write pages"),
    "mend": gettext_lazy("mend sentences"),
    "explain": gettext_lazy("explain terms"),
    "relevel": gettext_lazy("write for another level"),
    "answer": gettext_lazy("answer questions"),
    "tutor": gettext_lazy("tutor"),
    "items": gettext_lazy("make questions"),
    "disagree": gettext_lazy("sum up disagreements"),
    "embed": gettext_lazy("vectors of passages and questions"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """``url`` leads to what the row is about, where there is such a page; ``beside`` says more of its name."""

    name: str
    cost: Cost
    beside: str = ""
    url: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A table: what the costs are of, by ``of``."""

    key: str
    title: str
    of: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class CapView:
    """``spent`` is None for the cap of a run: each has its own."""

    title: str
    usd: float
    setting: str
    spent: float | None = None
    reserved: float = 0.0

    @property
    def left(self) -> float:
        return max(0.0, self.usd - (self.spent or 0.0) - self.reserved)


@dataclass(frozen=True, slots=True)
class Sheet:
    days: int
    total: Cost
    parts: tuple[Part, ...]
    caps: tuple[CapView, ...]


def span(asked: str | None) -> int:
    """One of :data:`SPANS`."""
    return int(asked) if asked and asked.isascii() and asked.isdigit() and int(asked) in SPANS else 30


def rows(viewer: Person, days: int, now: datetime, *, everybody: bool) -> QuerySet[Usage]:
    """The calls of so many days (UTC), today among them: everybody's or the viewer's own."""
    mine = costs.of_everybody() if everybody else costs.of_person(viewer)
    return costs.since(mine, today(now) - timedelta(days=days - 1))


def sheet(viewer: Person, days: int, now: datetime, settings: Settings, *, everybody: bool) -> Sheet:
    found = rows(viewer, days, now, everybody=everybody)
    kinds: list[tuple[str, str, str, Callable[[QuerySet[Usage]], Iterable[Row]]]] = [
        ("topic", _("By topic"), _("Topic"), lambda one: _topics(one, viewer)),
        ("model", _("By model and job"), _("Model"), _models),
        ("day", _("By day"), _("Date"), _days),
    ]
    if everybody:
        kinds.insert(1, ("person", _("By person"), _("Person"), _people))
    parts = tuple(Part(key, title, of, tuple(give(found))) for key, title, of, give in kinds)
    return Sheet(days, costs.total(found), parts, _caps(viewer, now, settings, everybody))


def _topics(found: QuerySet[Usage], viewer: Person) -> Iterable[Row]:
    fields = ("topic__title", "topic__slug", "topic__language", "topic__owner")
    for (title, slug, language, owner), cost in costs.by(found, *fields):
        url = reverse("explore:topic", args=[slug]) if owner == viewer.pk else ""
        yield Row(title or _("No topic, or one that is gone"), cost, url=url, language=language or "")


def _people(found: QuerySet[Usage]) -> Iterable[Row]:
    for (name,), cost in costs.by(found, "owner__username"):
        yield Row(name, cost)


def _models(found: QuerySet[Usage]) -> Iterable[Row]:
    for (model, job), cost in costs.by(found, "model", "job"):
        yield Row(model, cost, beside=str(JOBS.get(job, job)))


def _days(found: QuerySet[Usage]) -> Iterable[Row]:
    by_day = found.annotate(day=TruncDate("at", tzinfo=UTC))
    newest_first = sorted(costs.by(by_day, "day"), key=lambda row: row[0], reverse=True)
    for (day,), cost in newest_first:
        yield Row(_day(day), cost)


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _caps(viewer: Person, now: datetime, settings: Settings, everybody: bool) -> tuple[CapView, ...]:
    shown: dict[Whose, tuple[str, str]] = {
        Whose.RUN: (_("Each research, unless it was given another"), "SAPERE_BUDGET_RUN"),
        Whose.PERSON: (_("You, today"), "SAPERE_BUDGET_PERSON"),
        Whose.EVERYBODY: (_("Everybody, today"), "SAPERE_BUDGET_DAY"),
    }
    of_run = [Cap(Whose.RUN, settings.budget_run)] if settings.budget_run else []
    found = [*of_run, *caps(settings)]
    return tuple(
        _cap(cap, shown[cap.whose], viewer, now)
        for cap in found
        if everybody or cap.whose is not Whose.EVERYBODY
    )


def _cap(cap: Cap, named: tuple[str, str], viewer: Person, now: datetime) -> CapView:
    if cap.whose is Whose.RUN:
        return CapView(named[0], cap.usd, named[1])
    now_held = held(counted(cap, Payer(viewer.pk), now), now)
    return CapView(named[0], cap.usd, named[1], now_held.spent, now_held.reserved)
