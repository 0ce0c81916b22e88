"""A topic as a file: which formats there are, and each of them to take away."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from sapere import settings, wiring
from sapere.exports.formats import FORMATS, file_name
from sapere.tabs.export.offers import SHELVES
from sapere.topics import queries
from sapere.topics.head import head
from sapere.topics.models import Topic
from sapere.topics.portrait import topic_json


@require_safe
def formats(request: HttpRequest, slug: str) -> HttpResponse:
    mine = _topic(request, slug)
    context = {"frame": head(mine, ""), "slug": mine.slug, "shelves": SHELVES}
    return render(request, "export/formats.html", context)


@require_safe
def download(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """The file as it would be written now; while research goes on, with what there is."""
    viewer: Any = request.user
    mine = _topic(request, slug)
    if name not in FORMATS:
        raise Http404
    form = FORMATS[name]
    told = topic_json(viewer, mine.slug, wiring.build_store(settings.current()), with_text=form.whole)
    answer = HttpResponse(form.of(told), content_type=form.media_type)
    answer["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=file_name(mine.slug, form)) or ""
    )
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _topic(request: HttpRequest, slug: str) -> Topic:
    viewer: Any = request.user
    try:
        return queries.topic(viewer, slug)
    except Topic.DoesNotExist:
        raise Http404 from None
