"""The end of a topic: what goes is said first."""

from __future__ import annotations

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapere.research.errors import BadRequest
from sapere.tabs.sharing.views import own, viewer
from sapere.topics import actions
from sapere.topics.head import head
from sapere.topics.leaving import going
from sapere.topics.models import Topic


@require_http_methods(["GET", "HEAD", "POST"])
def delete(request: HttpRequest, slug: str) -> HttpResponse:
    """What goes with it; a POST that says ``sure`` deletes it."""
    mine = own(request, slug)
    if request.method != "POST":
        return _page(request, mine)
    if "sure" not in request.POST:
        return _page(request, mine, unsure=True)
    try:
        actions.delete_topic(viewer(request), mine)
    except BadRequest as error:
        return _page(request, mine, problem=f"{error.what} {error.advice}".strip())
    messages.success(request, _("“%(title)s” is deleted.") % {"title": mine.title})
    return redirect("home:topics")


def _page(request: HttpRequest, mine: Topic, *, problem: str = "", unsure: bool = False) -> HttpResponse:
    context = {
        "frame": head(mine, ""),
        "slug": mine.slug,
        "going": going(viewer(request), mine),
        "problem": problem,
        "unsure": unsure,
        "example": mine.visibility == Topic.Visibility.EXAMPLE,
    }
    status = HTTPStatus.BAD_REQUEST if problem or unsure else HTTPStatus.OK
    return render(request, "sharing/delete.html", context, status=status)
