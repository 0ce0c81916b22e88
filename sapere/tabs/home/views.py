"""The first page."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from sapere.tabs.home.forms import OrderForm
from sapere.topics import actions, queries
from sapere.topics.models import Run, Topic

RECENT = 6
SUGGESTED = 50  # titles offered while one types


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
    run = actions.open_topic(viewer, form.order, update="update" in request.POST)
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
        "titles": list(dict.fromkeys(topic.title for topic in [*mine, *examples])),
    }
    return render(request, "home/home.html", context, status=status)
