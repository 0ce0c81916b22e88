"""Around every request: a reference, private caching, and one page for everything that goes wrong."""

from __future__ import annotations

import secrets
from collections.abc import Awaitable, Callable

import structlog
from asgiref.sync import iscoroutinefunction, markcoroutinefunction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from sapere.research.errors import SapereError
from sapere.web import faults
from sapere.web.addresses import COPYING, SHARED

log = structlog.get_logger(__name__)

Answer = HttpResponseBase
Next = Callable[[HttpRequest], Answer | Awaitable[Answer]]


class Face:
    """Gives each request a reference that its answer, its error page and its log lines share; keeps pages
    out of shared caches; turns a :class:`SapereError` into a page with what happened and what to do."""

    sync_capable = True
    async_capable = True

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        if iscoroutinefunction(get_response):
            markcoroutinefunction(self)

    def __call__(self, request: HttpRequest) -> Answer | Awaitable[Answer]:
        request.reference = secrets.token_hex(4)  # type: ignore[attr-defined]
        answer = self.get_response(request)
        if isinstance(answer, HttpResponseBase):
            return _finish(request, answer)
        return _finish_later(request, answer)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """An answer for errors of ours; None leaves a programming error to Django and its 500 page."""
        if not isinstance(error, SapereError):
            return None
        log.warning(
            "request refused", reference=faults.reference(request), what=error.what, path=request.path
        )
        return faults.explain(request, error)


def _keep_secret(answer: Answer, path: str) -> None:
    """Whoever has the address can read what is there: it is told to no other site, and found by no search.

    The page that copies has a form. With ``no-referrer`` a browser sends it with ``Origin: null``, and it would be taken
    for a forged one; ``same-origin`` tells other sites as little, and the address goes nowhere but here.
    """
    answer["Referrer-Policy"] = "same-origin" if path.startswith(COPYING) else "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    answer["Cache-Control"] = "private, no-store"


async def _finish_later(request: HttpRequest, answer: Awaitable[Answer]) -> Answer:
    return _finish(request, await answer)


def _finish(request: HttpRequest, answer: Answer) -> Answer:
    if request.path.startswith((SHARED, COPYING)):
        _keep_secret(answer, request.path)
    if not answer.has_header("Cache-Control"):
        answer["Cache-Control"] = "private, no-store"
    answer["X-Request-ID"] = faults.reference(request)
    return answer
