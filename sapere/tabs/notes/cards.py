"""Cards of a learner's own: a question in their words, and the words of a page that answer it."""

from __future__ import annotations

import uuid
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sapere.tabs.notes import seeing
from sapere.tabs.notes.carding import Carding, begun, carded
from sapere.topics import actions, notebook
from sapere.topics.head import head
from sapere.topics.marks import Card
from sapere.topics.models import Topic


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, slug: str) -> HttpResponse:
    """The form, about a ``concept`` and with ``words`` of its page, which another form may also post to ``begin``; a POST
    keeps the card."""
    mine = seeing.topic(request, slug)
    if request.method != "POST":
        if said := request.GET.get("concept"):
            seeing.concept(mine, said)
        return _form(request, mine, begun(mine, request.GET))
    if "begin" in request.POST:
        return _form(request, mine, begun(mine, request.POST))
    carding = carded(mine, request.POST)
    if carding.problem:
        return _form(request, mine, carding)
    return redirect(_place_of(mine, actions.keep_card(seeing.viewer(request), mine, carding.words)))


@require_POST
def delete(request: HttpRequest, slug: str, card_id: uuid.UUID) -> HttpResponse:
    mine = seeing.topic(request, slug)
    try:
        here = notebook.card(seeing.viewer(request), mine, card_id)
    except Card.DoesNotExist:
        raise Http404 from None
    actions.delete_card(seeing.viewer(request), here.pk)
    return redirect("notes:room", mine.slug)


def _form(request: HttpRequest, mine: Topic, carding: Carding) -> HttpResponse:
    about = carding.concept
    context = {
        "frame": head(mine, ""),
        "slug": mine.slug,
        "language": mine.language,
        "carding": carding,
        "back_url": seeing.page_of(mine.slug, about) if about else reverse("notes:room", args=[mine.slug]),
    }
    status = HTTPStatus.BAD_REQUEST if carding.problem else HTTPStatus.OK
    return render(request, "notes/card.html", context, status=status)


def _place_of(mine: Topic, kept: Card) -> str:
    """Back on the page that it is about, which says that it was kept; else where it stands among what was left."""
    if kept.concept is None:
        return reverse("notes:room", args=[mine.slug]) + f"#card-{kept.pk}"
    return f"{seeing.page_of(mine.slug, kept.concept)}?carded={kept.pk}"
