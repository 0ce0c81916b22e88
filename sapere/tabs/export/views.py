"""A topic as a file: which formats there are, and each of them to take away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sapere import settings, wiring
from sapere.exports.formats import FORMATS, file_name
from sapere.tabs.export.making import going_on, makings
from sapere.tabs.export.offers import SHELVES
from sapere.tabs.export.pace import beside
from sapere.topics import queries, threads
from sapere.topics.belongings import belongings
from sapere.topics.head import head
from sapere.topics.models import Topic
from sapere.topics.portrait import topic_json


@require_safe
def formats(request: HttpRequest, slug: str) -> HttpResponse:
    mine, viewer = topic_of(request, slug), _viewer(request)
    shown = makings(viewer, mine)
    context = {
        "frame": head(mine, ""),
        "slug": mine.slug,
        "shelves": SHELVES,
        "beside": beside(mine),
        "files": shown,
        "going_on": going_on(shown),
        "threads": threads.threads(viewer, mine).count(),
    }
    return render(request, "export/formats.html", context)


@require_safe
def download(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The file as it would be written now; while research goes on, with what there is. What takes long is offered to be
    made beside."""
    mine, viewer = topic_of(request, slug), _viewer(request)
    if name not in FORMATS:
        raise Http404
    if name in beside(mine):
        return redirect("export:formats", mine.slug)
    form = FORMATS[name]
    told = topic_json(viewer, mine.slug, wiring.build_store(settings.current()), with_text=form.whole)
    if name == "archive" and "mine" in request.GET:
        told["mine"] = belongings(viewer, mine)
    return as_file(form.of(told), file_name(mine.slug, form), form.media_type)


def as_file(body: bytes, name: str, media_type: str) -> HttpResponse:
    """To be saved, and never to be shown here: what stands in it came from elsewhere."""
    answer = HttpResponse(body, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def topic_of(request: HttpRequest, slug: str) -> Topic:
    try:
        return queries.topic(_viewer(request), slug)
    except Topic.DoesNotExist:
        raise Http404 from None


def _viewer(request: HttpRequest) -> Any:
    return request.user
