"""What goes across the pages of a topic: all its sources, all that they disagree about, and two concepts compared."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sapere.tabs.explore.holdings import shelf, wanted
from sapere.tabs.explore.quarrels import quarrels
from sapere.tabs.explore.versus import versus
from sapere.topics import queries
from sapere.topics.head import head
from sapere.topics.models import Topic
from sapere.topics.plan import Place, Plan, plan


@require_safe
def sources(request: HttpRequest, slug: str) -> HttpResponse:
    """All sources of the topic; ``?from=`` is the line one wants to see."""
    mine = _topic(request, slug)
    want = wanted(request.GET)
    said = request.GET.get("from", "")
    begin = int(said) if said.isascii() and said.isdigit() and len(said) < 8 else 0
    context = {"frame": head(mine, ""), "slug": mine.slug, "want": want, "shelf": shelf(mine, want, begin)}
    return render(request, "explore/holdings.html", context)


@require_safe
def disagreements(request: HttpRequest, slug: str) -> HttpResponse:
    mine = _topic(request, slug)
    there = plan(mine)
    context = {"frame": head(mine, "", tree=there), "slug": mine.slug, "quarrels": quarrels(mine, there)}
    return render(request, "explore/quarrels.html", context)


@require_safe
def compare(request: HttpRequest, slug: str) -> HttpResponse:
    """The concepts ``?a=`` and ``?b=`` beside each other; what of them is missing is asked for."""
    mine = _topic(request, slug)
    there = plan(mine)
    one, other = _place(there, request.GET.get("a", "")), _place(there, request.GET.get("b", ""))
    problem = _("That is the same concept twice. Choose another on one side.") if one and one is other else ""
    context = {
        "frame": head(mine, "", tree=there),
        "slug": mine.slug,
        "places": there.places,
        "one": one,
        "other": other,
        "problem": problem,
        "versus": versus(mine, there, one, other) if one and other and not problem else None,
        "language": mine.language,
    }
    status = HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK
    return render(request, "explore/compare.html", context, status=status)


def _place(there: Plan, said: str) -> Place | None:
    """None where nothing is asked for; what is not of this topic is not there."""
    if not said:
        return None
    try:
        found = there.find(uuid.UUID(said))
    except ValueError:
        found = None
    if found is None:
        raise Http404
    return found


def _topic(request: HttpRequest, slug: str) -> Topic:
    viewer: Any = request.user
    try:
        return queries.topic(viewer, slug)
    except Topic.DoesNotExist:
        raise Http404 from None
