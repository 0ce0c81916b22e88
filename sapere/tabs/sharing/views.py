"""The links to a topic: made, seen in use, revoked. For its owner alone."""

from __future__ import annotations

import uuid
from http import HTTPStatus
from typing import Any

from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from sapere import settings
from sapere.research.errors import BadRequest
from sapere.topics import actions, shared
from sapere.topics.actions.sharing import DAYS, LONGEST_LABEL, USUAL
from sapere.topics.head import head
from sapere.topics.models import Topic

MADE = "sapere-link"
"""The cookie that carries a new link's token from the making to the one showing of it; no other page is sent it."""
_MOMENT = 120  # seconds
SPANS = {1: _("1 day"), 7: _("7 days"), 30: _("30 days"), 365: _("a year")}


@require_http_methods(["GET", "HEAD", "POST"])
def share(request: HttpRequest, slug: str) -> HttpResponse:
    """All links; a POST makes one."""
    mine = own(request, slug)
    if request.method != "POST":
        return _page(request, mine)
    try:
        made = actions.share_topic(viewer(request), mine, _terms(request))
    except BadRequest as error:
        return _page(request, mine, f"{error.what} {error.advice}".strip())
    answer = redirect("sharing:share", mine.slug)
    answer.set_signed_cookie(
        MADE,
        f"{made.share.pk} {made.token}",
        max_age=_MOMENT,
        path=request.path,
        httponly=True,
        samesite="Strict",
        secure=request.is_secure(),
    )
    return answer


@require_POST
def revoke(request: HttpRequest, slug: str, share_id: uuid.UUID) -> HttpResponse:
    mine = own(request, slug)
    if not mine.shares.filter(pk=share_id).exists():
        raise Http404
    actions.revoke(viewer(request), share_id)
    return redirect("sharing:share", mine.slug)


@require_POST
def revoke_all(request: HttpRequest, slug: str) -> HttpResponse:
    mine = own(request, slug)
    actions.revoke_all(viewer(request), mine)
    return redirect("sharing:share", mine.slug)


def own(request: HttpRequest, slug: str) -> Topic:
    """The viewer's own topic of that slug, and nobody else's."""
    try:
        return shared.own_topic(viewer(request), slug)
    except Topic.DoesNotExist:
        raise Http404 from None


def viewer(request: HttpRequest) -> Any:
    return request.user


def _terms(request: HttpRequest) -> actions.Terms:
    days = request.POST.get("days", str(USUAL))
    return actions.Terms(
        label=request.POST.get("label", ""),
        days=int(days) if days.isascii() and days.isdigit() and len(days) < 5 else 0,
        whole="whole" in request.POST,
    )


def _page(request: HttpRequest, mine: Topic, problem: str = "") -> HttpResponse:
    said = {name: request.POST.get(name, "") for name in ("label", "days", "whole")} if problem else {}
    new_id, token = _made(request)
    context = {
        "frame": head(mine, ""),
        "slug": mine.slug,
        "example": mine.visibility == Topic.Visibility.EXAMPLE,
        "shelf": shared.shares(viewer(request), mine),
        "own_documents": shared.own_documents(mine).count(),
        "spans": [(str(days), SPANS[days], str(days) == said.get("days", str(USUAL))) for days in DAYS],
        "longest": LONGEST_LABEL,
        "problem": problem,
        "said": said,
        "new_id": new_id,
        "new_link": _whole(request, reverse("shared:topic", args=[token])) if token else "",
    }
    status = HTTPStatus.BAD_REQUEST if problem else HTTPStatus.OK
    answer = render(request, "sharing/share.html", context, status=status)
    if token:
        answer.delete_cookie(MADE, path=request.path, samesite="Strict")
    return answer


def _whole(request: HttpRequest, path: str) -> str:
    """As it is sent to others: by the address that the house is known under, else the one it was asked by."""
    known = settings.current().public_url
    return f"{known.rstrip('/')}{path}" if known else request.build_absolute_uri(path)


def _made(request: HttpRequest) -> tuple[str, str]:
    """Id and token of the link that was made a moment ago, if it has not been shown yet."""
    try:
        said = request.get_signed_cookie(MADE, default="", max_age=_MOMENT)
    except BadSignature:
        return "", ""
    share_id, _space, token = str(said).partition(" ")
    return share_id, token
