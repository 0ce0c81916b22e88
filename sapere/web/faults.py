"""Errors as pages: what happened, what is safe, what to do, and a reference to quote."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from sapere.research.errors import BadRequest, NothingFound, SapereError, StorageError
from sapere.web.gate import BYTES_AT_ONCE, FILES_AT_ONCE
from sapere.web.templatetags.face import weight


@dataclass(frozen=True, slots=True)
class Fault:
    title: str
    what: str
    advice: str


def reference(request: HttpRequest) -> str:
    """The request's own reference; empty when it never came as far as the middleware."""
    return getattr(request, "reference", "")


def show(request: HttpRequest, status: int, fault: Fault) -> HttpResponse:
    """The error page, whole even when the database is down: it asks nothing of it."""
    context = {"fault": fault, "status": status, "reference": reference(request)}
    return TemplateResponse(request, "web/fault.html", context, status=status).render()


def explain(request: HttpRequest, error: SapereError) -> HttpResponse:
    """One of our own errors, in its own words."""
    return show(request, _status(error), Fault(_title(error), error.what, error.advice))


def _status(error: SapereError) -> int:
    if isinstance(error, BadRequest):
        return HTTPStatus.BAD_REQUEST
    if isinstance(error, NothingFound):
        return HTTPStatus.NOT_FOUND
    if isinstance(error, StorageError):
        return HTTPStatus.SERVICE_UNAVAILABLE
    return HTTPStatus.INTERNAL_SERVER_ERROR


def _title(error: SapereError) -> str:
    if isinstance(error, BadRequest):
        return _("That cannot be done as it was asked")
    if isinstance(error, NothingFound):
        return _("Nothing was found")
    if isinstance(error, StorageError):
        return _("Our own shelves cannot be reached")
    return _("Something went wrong")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return show(
        request,
        HTTPStatus.BAD_REQUEST,
        Fault(
            _("That request could not be understood"),
            _("Something in the address or the form is not as it should be. Nothing was changed."),
            _("Go back one page and try again."),
        ),
    )


def forbidden(
    request: HttpRequest,
    exception: Exception | None = None,  # noqa: ARG001
    reason: str = "",  # noqa: ARG001
) -> HttpResponse:
    """403. Also Django's CSRF_FAILURE_VIEW: a form without a fresh token comes here, with its ``reason``."""
    return show(
        request,
        HTTPStatus.FORBIDDEN,
        Fault(
            _("That is not allowed from here"),
            _("Either this is not yours to see, or the page was open so long that its form is stale. "
              "Nothing was changed."),
            _("Open the page again and repeat the last step."),
        ),
    )  # fmt: skip


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return show(
        request,
        HTTPStatus.NOT_FOUND,
        Fault(
            _("There is nothing at this address"),
            _("It may have been deleted, or the link was cut short. Your topics are where they were."),
            _("Start from your topics."),
        ),
    )


def too_large() -> Fault:
    return Fault(
        _("That is too much at once"),
        _("What was sent is larger than this page takes, so nothing of it was kept."),
        _("Send at most %(files)d files with %(size)s together, or a shorter text.")
        % {"files": FILES_AT_ONCE, "size": weight(BYTES_AT_ONCE)},
    )


def broken(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        HTTPStatus.INTERNAL_SERVER_ERROR,
        Fault(
            _("This page broke, and that is our fault"),
            _("What was saved is safe; research that was running goes on."),
            _("Try again in a moment. If it happens again, report the reference below."),
        ),
    )
