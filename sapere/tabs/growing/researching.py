"""Research that goes on: the whole topic anew, or deeper at one concept. Each says first what it will cost and keep."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from sapere import settings, wiring
from sapere.research.define import LONGEST_TOPIC
from sapere.research.growing.placing import DEEPEST
from sapere.research.shapes import Order
from sapere.tabs.growing.editing import owned
from sapere.topics import actions, estimating, queries
from sapere.topics.actions.opening import order_below, order_of
from sapere.topics.estimating import Estimate
from sapere.topics.head import head
from sapere.topics.models import Concept, Run, Topic


@require_http_methods(["GET", "HEAD", "POST"])
def update(request: HttpRequest, slug: str) -> HttpResponse:
    """What an update does, keeps and costs; a POST begins it."""
    mine = owned(request, slug)
    order = order_of(mine)
    expected = _estimate(mine, order)
    if request.method == "POST":
        run = actions.update_topic(mine.owner, mine.slug, estimate=estimating.kept(expected))
        return redirect("run:page", run.pk)
    context = {**_shared(mine), "estimate": expected, "order": order, "edits": mine.edits.count()}
    return render(request, "growing/update.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def deeper(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    """What going deeper at a concept does and costs; a POST begins it. At the third level there is another way."""
    mine = owned(request, slug)
    here = _concept(mine, concept_id)
    order = order_below(mine, here)
    expected = _estimate(mine, order)
    if request.method == "POST":
        run = actions.go_deeper(mine.owner, mine.slug, here.pk, estimate=estimating.kept(expected))
        return redirect("run:page", run.pk)
    context = {
        **_shared(mine),
        "estimate": expected,
        "here": here,
        "levels": DEEPEST - here.depth,
        "order": order,
        "alone": here.title[:LONGEST_TOPIC],
    }
    return render(request, "growing/deeper.html", context)


def _concept(mine: Topic, concept_id: uuid.UUID) -> Concept:
    try:
        here = queries.concept(mine, concept_id)
    except Concept.DoesNotExist:
        raise Http404 from None
    if not here.depth:  # the whole topic is updated, not deepened
        raise Http404
    return here


def _estimate(mine: Topic, order: Order) -> Estimate | None:
    chosen = settings.current()
    return estimating.estimate(mine.owner, order, chosen, wiring.build_price(chosen))


def _shared(mine: Topic) -> dict[str, Any]:
    run = queries.latest_run(mine)
    going = run if run is not None and run.state not in Run.FINAL else None
    return {"frame": head(mine, ""), "slug": mine.slug, "going": going}
