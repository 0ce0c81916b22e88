"""Files that are made beside: asked for, watched, stopped, taken and forgotten, each by whoever asked for it."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from sapere import settings, wiring
from sapere.exports.formats import FORMATS
from sapere.tabs.export.making import going_on, makings
from sapere.tabs.export.views import as_file, topic_of
from sapere.topics import actions, taking
from sapere.topics.actions.exporting import forget_export, open_export
from sapere.topics.models import ExportFile, Run


@require_POST
def make(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Has the file made, once however often it is asked for."""
    mine = topic_of(request, slug)
    if name not in FORMATS:
        raise Http404
    with_mine = name == "archive" and bool(request.POST.get("mine"))
    open_export(_viewer(request), mine, name, with_mine=with_mine)
    return redirect(_files(mine.slug))


@require_safe
def progress(request: HttpRequest, slug: str) -> HttpResponse:
    """The list of files alone, for whoever watches it."""
    mine = topic_of(request, slug)
    shown = makings(_viewer(request), mine)
    return render(
        request, "export/files.html", {"slug": mine.slug, "files": shown, "going_on": going_on(shown)}
    )


@require_safe
def file(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """What was made, as long as it is kept."""
    try:
        made = taking.export_file(_viewer(request), export_id)
        body = wiring.build_store(settings.current()).get(f"raw/{made.sha256}")
    except (ExportFile.DoesNotExist, KeyError):
        raise Http404 from None
    return as_file(body, made.name, made.media_type)


@require_POST
def stop(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    run = _run(request, export_id)
    actions.request_stop(_viewer(request), run.pk)
    return _back(run)


@require_POST
def forget(request: HttpRequest, export_id: uuid.UUID) -> HttpResponse:
    """Takes one off the list, with its file; what is still being made is stopped first."""
    run = _run(request, export_id)
    if run.state in Run.FINAL:
        forget_export(_viewer(request), run.pk)
    else:
        actions.request_stop(_viewer(request), run.pk)
    return _back(run)


def _run(request: HttpRequest, export_id: uuid.UUID) -> Run:
    try:
        return taking.export(_viewer(request), export_id)
    except Run.DoesNotExist:
        raise Http404 from None


def _back(run: Run) -> HttpResponse:
    return redirect(_files(run.topic.slug) if run.topic is not None else "home:topics")


def _files(slug: str) -> str:
    return reverse("export:formats", args=[slug]) + "#files"


def _viewer(request: HttpRequest) -> Any:
    return request.user
