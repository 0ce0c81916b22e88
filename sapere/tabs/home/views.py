"""The first page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from sapere import settings, wiring
from sapere.research.shapes import Depth, Order
from sapere.tabs.home.forms import OrderForm
from sapere.topics import actions, estimating, queries
from sapere.topics.estimating import Estimate
from sapere.topics.models import Run, Topic

RECENT = 6
SUGGESTED = 50  # titles offered while one types
SHORT_DEPTHS = [(Depth.QUICK, _("quick")), (Depth.STANDARD, _("standard")), (Depth.DEEP, _("deep"))]


@require_http_methods(["GET", "HEAD", "POST"])
def home(request: HttpRequest) -> HttpResponse:
    """Shows what there is; a POST asks for a topic and leads to its run."""
    if request.method != "POST":
        return _page(request, OrderForm())
    form = OrderForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=400)
    viewer: Any = request.user
    known = queries.find_topic(viewer, form.order.topic)
    if known and not request.POST.get("update") and _finished(known):
        return _page(request, form, known=known, status=409)
    expected = _estimate(viewer, form.order)
    run = actions.open_topic(
        viewer, form.order, update="update" in request.POST, estimate=estimating.kept(expected)
    )
    return redirect("run:page", run.pk)


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics one has, newest first, and the examples."""
    return render(
        request, "home/topics.html", {"mine": list(_mine(request)), "examples": list(queries.examples())}
    )


def _mine(request: HttpRequest) -> QuerySet[Topic]:
    viewer: Any = request.user
    return queries.topics(viewer).exclude(visibility=Topic.Visibility.EXAMPLE)


def _finished(topic: Topic) -> bool:
    last = queries.latest_run(topic)
    return last is not None and last.state == Run.State.DONE


def _estimate(viewer: Any, order: Order) -> Estimate | None:
    chosen = settings.current()
    if not (chosen.model or chosen.model_for):
        return None
    return estimating.estimate(viewer, order, chosen, wiring.build_price(chosen))


def _estimates(viewer: Any) -> list[tuple[str, Estimate]]:
    """What a run of each depth will cost, by the depth's name; nothing where no model takes part."""
    found = [(str(name), _estimate(viewer, Order("", depth=depth))) for depth, name in SHORT_DEPTHS]
    return [(name, one) for name, one in found if one is not None]


def _page(
    request: HttpRequest, form: OrderForm, *, known: Topic | None = None, status: int = 200
) -> HttpResponse:
    mine = list(_mine(request)[:SUGGESTED])
    examples = list(queries.examples()[:3])
    context = {
        "form": form,
        "known": known,
        "mine": mine[:RECENT],
        "more": max(_mine(request).count() - RECENT, 0),
        "examples": examples,
        "estimates": _estimates(request.user),
        "titles": list(dict.fromkeys(topic.title for topic in [*mine, *examples])),
    }
    return render(request, "home/home.html", context, status=status)
