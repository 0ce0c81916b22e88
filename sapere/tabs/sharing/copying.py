"""A topic that one may read becomes one's own, once: asked for again, it leads to the copy."""

from __future__ import annotations

from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sapere import settings, wiring
from sapere.tabs.sharing.views import viewer
from sapere.topics import actions, queries, shared
from sapere.topics.models import Topic


@require_http_methods(["GET", "HEAD", "POST"])
def shared_topic(request: HttpRequest, token: str) -> HttpResponse:
    """Behind a link: says what the copy will have; a POST makes it. For whoever is signed in."""
    whoever = viewer(request)
    link = shared.find(token)
    if link is None:
        return render(request, "web/gone.html", status=HTTPStatus.NOT_FOUND)
    if whoever.pk == link.owner_id or not shared.may_copy(link):
        raise Http404
    return _copied(request, link.topic, reverse("shared:topic", args=[token]))


@require_http_methods(["GET", "HEAD", "POST"])
def example(request: HttpRequest, slug: str) -> HttpResponse:
    """Of an example of somebody else's."""
    try:
        found = queries.topic(viewer(request), slug)
    except Topic.DoesNotExist:
        raise Http404 from None
    if found.owner == request.user:
        if queries.hides_example(found):
            return redirect("explore:topic", found.slug)
        raise Http404
    return _copied(request, found, reverse("explore:topic", args=[slug]))


def _copied(request: HttpRequest, original: Topic, back: str) -> HttpResponse:
    if before := queries.copied(viewer(request), original):
        return redirect("explore:topic", before.slug)
    if request.method == "POST":
        made = actions.copy_topic(viewer(request), original, wiring.build_store(settings.current()))
        return redirect("explore:topic", made.slug)
    counts = {"concepts": original.concepts.count(), "sources": original.sources.count()}
    return render(request, "sharing/copy.html", {"topic": original, "back": back, **counts})
