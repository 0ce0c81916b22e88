"""A topic behind a link: the same pages, for whoever has it. Nothing here asks who that is."""

from __future__ import annotations

import logging
import uuid
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from sapere.research.errors import StorageError
from sapere.tabs.explore import page, reading, sourced
from sapere.topics import actions, queries, shared
from sapere.topics.head import head_behind
from sapere.topics.models import Source
from sapere.topics.plan import Place, Plan, plan
from sapere.topics.shares import Share

log = logging.getLogger(__name__)


@require_safe
def topic(request: HttpRequest, token: str) -> HttpResponse:
    """The topic's own page. Only opening this one is counted."""
    link = shared.find(token)
    if link is None:
        return gone(request)
    if request.method == "GET":
        _note_opening(link)
    there = plan(link.topic)
    return _read(request, link, there, there.root)


@require_safe
def concept(request: HttpRequest, token: str, concept_id: uuid.UUID) -> HttpResponse:
    link = shared.find(token)
    if link is None:
        return gone(request)
    there = plan(link.topic)
    here = there.find(concept_id)
    if here is None:
        raise Http404
    return _read(request, link, there, here)


@require_safe
def sources(request: HttpRequest, token: str) -> HttpResponse:
    """All sources of the topic, by number."""
    link = shared.find(token)
    if link is None:
        return gone(request)
    rows = queries.sources(link.topic)
    known = [reading.reference(link.topic.slug, row) for row in rows]
    return _show(request, link, "explore/shelf.html", {"sources": known})


@require_safe
def source(request: HttpRequest, token: str, source_id: uuid.UUID) -> HttpResponse:
    """The kept text; of a document of the sharer's own only what is quoted, unless they said otherwise."""
    link = shared.find(token)
    if link is None:
        return gone(request)
    row = _source(link, source_id)
    context = sourced.whole(link.topic, row, _offset(request, "at"), quoted_only=_kept_back(link, row))
    return _show(request, link, "explore/source.html", context)


@require_safe
def quote(request: HttpRequest, token: str, source_id: uuid.UUID) -> HttpResponse:
    """The card of a citation. Of a document that is kept back no stretch is shown that no page quotes."""
    link = shared.find(token)
    if link is None:
        return gone(request)
    row = _source(link, source_id)
    start, end = _offset(request, "start"), _offset(request, "end")
    if _kept_back(link, row) and not sourced.is_cited(link.topic, row, start, end):
        raise Http404
    try:
        context = sourced.card(link.topic, row, start, end)
    except ValueError:
        raise Http404 from None
    return render(request, "explore/card.html", {**context, "state": request.GET.get("state", "")})


def gone(request: HttpRequest) -> HttpResponse:
    """What wrong, ended and revoked links lead to, in the same words."""
    return render(request, "web/gone.html", status=HTTPStatus.NOT_FOUND)


def _read(request: HttpRequest, link: Share, there: Plan, here: Place | None) -> HttpResponse:
    context = page.behind_a_link(link.topic, there, here)
    frame = head_behind(link.topic, definition=context["definition"], tree=there)
    return _show(request, link, "explore/topic.html", {"frame": frame, **context})


def _show(request: HttpRequest, link: Share, template: str, context: dict[str, Any]) -> HttpResponse:
    frame = context.get("frame") or head_behind(link.topic)
    told = {"frame": frame, "share": link, "copy_url": _copy_url(request, link)}
    return render(request, template, {**context, **told})


def _copy_url(request: HttpRequest, link: Share) -> str:
    """Where whoever reads makes the topic their own: offered to those who are signed in and may have it."""
    try:
        mine = request.user.pk == link.owner_id
    except PermissionDenied:  # nobody has signed in
        return ""
    may = not mine and shared.may_copy(link)
    return reverse("sharing:copy", args=[link.topic.slug]) if may else ""


def _kept_back(link: Share, row: Source) -> bool:
    return not link.whole and shared.is_own(row)


def _note_opening(link: Share) -> None:
    """A topic can be read where nothing can be written; the opening is then not counted."""
    try:
        actions.note_opening(link)
    except StorageError as error:
        log.warning("an opening could not be counted: %s", error.what)


def _source(link: Share, source_id: uuid.UUID) -> Source:
    try:
        return queries.source(link.topic, source_id)
    except Source.DoesNotExist:
        raise Http404 from None


def _offset(request: HttpRequest, name: str) -> int:
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else -1
