"""The way in: one file becomes a topic of whoever sent it, or one sentence says why not."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sapere import settings, wiring
from sapere.accounts.models import Person
from sapere.agents.library.files import LARGEST
from sapere.imports.arriving import ENDINGS, Arrived, arrived
from sapere.kit.clock import SystemClock, iso
from sapere.research.errors import BadImport
from sapere.topics.actions.bringing import import_file
from sapere.topics.actions.uploads import shown_name
from sapere.web.intake import Arrived as Sent


@require_http_methods(["GET", "HEAD", "POST"])
def door(request: HttpRequest) -> HttpResponse:
    """What can be brought, and the form for it. What came in is opened at once; what did not come along is said."""
    owner = _learner(request)
    if request.method != "POST":
        return _page(request)
    sent: Any = request.FILES.get("file")
    if sent is None:
        return _page(request, "", _("No file was chosen."))
    name = shown_name(sent.called)
    try:
        found = _checked(sent, name)
        topic = import_file(owner, found, wiring.build_store(settings.current()))
    except BadImport as error:
        return _page(request, name, f"{error.what} {error.advice}".strip(), too_large=_is_too_large(sent))
    finally:
        sent.close()
    if not found.notices:
        return redirect("explore:topic", topic.slug)
    messages.success(request, topic.title, extra_tags=topic.slug)
    for notice in found.notices:
        messages.info(request, notice)
    return redirect("bring:door")


def _checked(sent: Sent, name: str) -> Arrived:
    if _is_too_large(sent):
        most = _("It is too large: at most %(most)d MB are taken here. The command sapere import takes more.")
        raise BadImport(most % {"most": LARGEST // 1_000_000})
    body = sent.read()
    with wiring.build_readers(settings.current()) as readers:
        return arrived(body, name, readers.read, iso(SystemClock().now()))


def _is_too_large(sent: Sent) -> bool:
    return (sent.size or 0) > LARGEST


def _page(
    request: HttpRequest, name: str = "", problem: str = "", *, too_large: bool = False
) -> HttpResponse:
    context = {"name": name, "problem": problem, "endings": ",".join(ENDINGS), "largest": LARGEST}
    status = HTTPStatus.OK
    if problem:
        status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE if too_large else HTTPStatus.BAD_REQUEST
    return render(request, "bring/door.html", context, status=status)


def _learner(request: HttpRequest) -> Person:
    """Looked up at once: whoever may not bring anything in does not see the form either."""
    asker: Any = request.user
    return Person.objects.get(pk=asker.pk)
