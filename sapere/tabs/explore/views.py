"""The Explore room: a topic's tree, its pages, and the sources as they were kept."""

from __future__ import annotations

import logging
import uuid
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe
from django_htmx.http import retarget

from sapere.accounts.models import Person
from sapere.research.errors import StorageError
from sapere.tabs.explore import page, sourced, tree
from sapere.tabs.explore.gone import gone
from sapere.tabs.explore.own import NONE, WHOLE
from sapere.topics import actions, queries
from sapere.topics.head import head
from sapere.topics.models import Source, Topic
from sapere.topics.plan import Place, Plan, plan

log = logging.getLogger(__name__)
LONGEST_SEARCH = 200
AGAIN = timedelta(minutes=1)
"""Looked at again within this time, a page counts as looked at once."""


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """The topic's own page: what it is, and the tree."""
    mine = _topic(request, slug)
    there = plan(mine)
    return _read(request, mine, there, there.root)


@require_safe
def concept(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    mine = _topic(request, slug)
    there = plan(mine)
    here = there.find(concept_id)
    return _read(request, mine, there, here) if here else gone(request, mine, concept_id)


@require_safe
def writing(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    """What a model has written of the page since the event ``?seen=``: nothing yet, sentences, or the page.

    Asked again and again by the page itself; whoever comes here otherwise is led to it.
    """
    mine = _topic(request, slug)
    there = plan(mine)
    here = _place(there, concept_id)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(tree.address(mine.slug, here))
    context = page.context(_viewer(request), mine, there, here)
    anew = context["anew"]
    if anew.going and context["working"]:
        if anew.number <= _number(request, "seen", default=0):
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
        return render(request, "explore/writing.html", context)
    if context["byline"] and context["byline"].model:
        return render(request, "explore/whole.html", context)
    return retarget(render(request, "explore/page.html", {**context, "ended": True}), "#page")


@require_safe
def source(request: HttpRequest, slug: str, source_id: uuid.UUID) -> HttpResponse:
    """The kept text of a source with all our quotes from it; ``?at=`` is the offset one came for."""
    mine = _topic(request, slug)
    row = _source(mine, source_id)
    context = sourced.whole(mine, row, _number(request, "at", default=-1))
    return render(request, "explore/source.html", {"frame": head(mine, ""), **context})


@require_safe
def quote(request: HttpRequest, slug: str, source_id: uuid.UUID) -> HttpResponse:
    """The card of one citation: its quote in the passage, and whose it is."""
    mine = _topic(request, slug)
    row = _source(mine, source_id)
    start, end = _number(request, "start"), _number(request, "end")
    try:
        context = sourced.card(mine, row, start, end)
    except ValueError:
        raise Http404 from None
    return render(request, "explore/card.html", {**context, "state": request.GET.get("state", "")})


def _read(request: HttpRequest, mine: Topic, there: Plan, here: Place | None) -> HttpResponse:
    """One concept's page in the topic's frame; without a concept, what is known until there is one."""
    asked = page.Asked(request.GET.get("in", "")[:LONGEST_SEARCH], _note(request))
    context = page.context(_viewer(request), mine, there, here, asked)
    answer = render(request, "explore/topic.html", context)
    if here and context["written"] and _is_reading(request, context["visited"]):
        _remember(_viewer(request), here)
    return answer


def _note(request: HttpRequest) -> int:
    return WHOLE if request.GET.get("note") == "page" else _number(request, "note", default=NONE)


def _is_reading(request: HttpRequest, before: datetime | None) -> bool:
    """Whether somebody looks at the page, for the first time in a while: no browser that fetches it in advance, and
    not after it was just said to be unread."""
    ahead = any("prefetch" in request.headers.get(name, "") for name in ("Sec-Purpose", "Purpose", "X-Moz"))
    looks = request.method == "GET" and not ahead and "unread" not in request.GET
    return looks and (before is None or timezone.now() - before > AGAIN)


def _remember(viewer: Person, here: Place) -> None:
    """That it was read. A page can be read where nothing can be written; it is then not marked as read."""
    try:
        actions.visit(viewer, here.pk)
    except StorageError as error:
        log.warning("a reading could not be kept: %s", error.what)


def _number(request: HttpRequest, name: str, default: int | None = None) -> int:
    said = request.GET.get(name, "")
    if said.isascii() and said.isdigit() and len(said) < 10:
        return int(said)
    if default is None:
        raise Http404
    return default


def _viewer(request: HttpRequest) -> Any:
    return request.user


def _topic(request: HttpRequest, slug: str) -> Topic:
    try:
        return queries.topic(_viewer(request), slug)
    except Topic.DoesNotExist:
        raise Http404 from None


def _place(there: Plan, concept_id: uuid.UUID) -> Place:
    found = there.find(concept_id)
    if found is None:
        raise Http404
    return found


def _source(mine: Topic, source_id: uuid.UUID) -> Source:
    try:
        return queries.source(mine, source_id)
    except Source.DoesNotExist:
        raise Http404 from None
