"""Pages that belong to no topic: who writes here, the look one chose, and whether the process lives."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from sapere.web import faults

YEAR = 365 * 24 * 3600
CHOICES = {"theme": ("system", "light", "dark"), "keys": ("on", "off")}


@require_safe
def livez(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Whether this process answers at all; it asks nobody else."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


@require_safe
def modes(request: HttpRequest) -> HttpResponse:
    """What changes when a model writes, and what does not."""
    return render(request, "web/modes.html")


@require_safe
def too_large(request: HttpRequest) -> HttpResponse:
    """What a request that is larger than its address takes is answered with; see :mod:`sapere.web.gate`."""
    return faults.show(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, faults.too_large())


@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keeps the chosen theme and whether single keys act, and goes back to where one was."""
    answer = HttpResponseRedirect(_back(request))
    chosen = {"theme": request.POST.get("theme", ""), "keys": "on" if request.POST.get("keys") else "off"}
    for name, value in chosen.items():
        if value in CHOICES[name]:
            answer.set_cookie(
                name, value, max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure()
            )
    return answer


def _back(request: HttpRequest) -> str:
    """The page asked from, if it is one of ours; else the first page."""
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, allowed_hosts=None) and target.startswith("/")
    return target if ours else "/"
