"""The learner's own library: what is in it, and the ways in and out."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from sapere import settings, wiring
from sapere.agents.library.addresses import checked
from sapere.agents.library.files import LARGEST
from sapere.agents.library.uploads import root_of
from sapere.research.errors import BadLibrary
from sapere.research.ports import Store
from sapere.tabs.library import shelf
from sapere.tabs.library.receiving import take_files, take_text
from sapere.topics import actions, libraries
from sapere.topics.actions.uploads import BYTES_IN_ALL
from sapere.topics.models import Run, Upload
from sapere.web.gate import BYTES_AT_ONCE, FILES_AT_ONCE
from sapere.web.templatetags.named import language_name

ON_A_PAGE = 100
"""Documents of a root listed at a time."""
_SANDBOX = "sandbox; default-src 'none'"


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """What is in it, with the ways to add to it."""
    return _page(request)


@require_POST
def files(request: HttpRequest) -> HttpResponse:
    """Keeps the files that were sent, and reads them. Nothing is kept of those that are refused."""
    sent: list[Any] = request.FILES.getlist("files")
    if not sent:
        return _page(request, "files", [("", _("No file was chosen."))])
    if len(sent) > FILES_AT_ONCE:
        said = _("These are %(n)d files; at most %(most)d are taken at once, and nothing was kept.")
        return _page(request, "files", [("", said % {"n": len(sent), "most": FILES_AT_ONCE})])
    kept, refused = take_files(_viewer(request), sent, _store())
    if not kept:
        return _page(request, "files", refused, too_large=any((file.size or 0) > LARGEST for file in sent))
    return _reads(request, [root_of(one.sha256) for one in kept], refused)


@require_POST
def address(request: HttpRequest) -> HttpResponse:
    """Reads one page of the web. What the outbound guard refuses is said at once where that can be."""
    try:
        found = checked(request.POST.get("address", ""), settings.current().fetch_allow)
    except BadLibrary as error:
        return _page(request, "address", [("", f"{error.what} {error.advice}".strip())])
    return _reads(request, [found])


@require_POST
def text(request: HttpRequest) -> HttpResponse:
    """Keeps a text that was pasted, and reads it."""
    try:
        upload = take_text(
            _viewer(request), request.POST.get("title", ""), request.POST.get("text", ""), _store()
        )
    except BadLibrary as error:
        return _page(request, "text", [("", f"{error.what} {error.advice}".strip())])
    return _reads(request, [root_of(upload.sha256)])


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """Takes a root out. Topics keep what they cite."""
    root = _root(request, request.POST.get("key", ""))
    actions.remove_root(_viewer(request), root.root)
    said = _("“%(name)s” is taken out of your library. Topics keep what they quote from it.")
    messages.success(request, said % {"name": root.name})
    return redirect("library:library")


@require_safe
def documents(request: HttpRequest, key: str) -> HttpResponse:
    """Every document of one root, what could not be read first."""
    root = _root(request, key)
    page = Paginator(libraries.documents(_viewer(request), root.root), ON_A_PAGE).get_page(
        request.GET.get("page")
    )
    rows = [
        {
            "item": item,
            "place": shelf.place(item),
            "language": language_name(item.snapshot.language) if item.snapshot else "",
        }
        for item in page
    ]
    return render(request, "library/documents.html", {"root": root, "rows": rows, "page": page})


@require_safe
def original(request: HttpRequest, upload_id: uuid.UUID) -> HttpResponse:
    """The bytes that its owner sent, to be saved and never to be shown: they may be anything."""
    try:
        upload = libraries.upload(_viewer(request), upload_id)
        body = _store().get(f"raw/{upload.sha256}")
    except (Upload.DoesNotExist, KeyError):
        raise Http404 from None
    answer = HttpResponse(body, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=upload.name)
    answer["Content-Security-Policy"] = _SANDBOX
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _viewer(request: HttpRequest) -> Any:
    return request.user


def _store() -> Store:
    return wiring.build_store(settings.current())


def _root(request: HttpRequest, key: str) -> shelf.Root:
    """One of the viewer's own."""
    for root in shelf.roots(_viewer(request)):
        if root.key == key:
            return root
    raise Http404


def _reads(
    request: HttpRequest, roots: list[str], refused: list[tuple[str, str]] | None = None
) -> HttpResponse:
    """To the run that reads these. Sent twice, they are not read by two at once."""
    viewer = _viewer(request)
    for run in libraries.library_runs(viewer):
        if run.order.get("roots") == roots and not refused:
            return _to_run(run)
    return _to_run(actions.open_library_run(viewer, roots, refused or ()))


def _to_run(run: Run) -> HttpResponse:
    return redirect("run:page", run.pk)


def _page(
    request: HttpRequest,
    form: str = "",
    problems: list[tuple[str, str]] | None = None,
    *,
    too_large: bool = False,
) -> HttpResponse:
    """The whole page; with ``problems`` (each a name, or none, and a sentence) beside the ``form`` they are of."""
    viewer = _viewer(request)
    used = libraries.uploaded_bytes(viewer)
    context = {
        "roots": shelf.roots(viewer),
        "problem_form": form,
        "problems": problems or [],
        "said": {name: request.POST.get(name, "") for name in ("address", "title", "text")},
        "limits": {
            "file": LARGEST,
            "files": FILES_AT_ONCE,
            "at_once": BYTES_AT_ONCE,
            "in_all": BYTES_IN_ALL,
            "used": used,
        },
    }
    status = 200 if not problems else 413 if too_large else 400
    return render(request, "library/library.html", context, status=status)
