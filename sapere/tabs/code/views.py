"""The code of a page, to be changed and run. All of it happens in the browser: nothing that is run comes here."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from csp.decorators import csp_exempt, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from sapere import settings
from sapere.tabs.code.runtime import KINDS, body, has
from sapere.topics import queries
from sapere.topics.head import head
from sapere.topics.models import Concept, Topic
from sapere.web.programs import PYTHON, as_typed, digest, runnable, told_language

SELF = ["'self'"]
MOST_BLOCKS = 30
DAY = 86_400  # seconds


@require_safe
@csp_update({"frame-src": SELF})  # type: ignore[arg-type]
def page(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    """Each block of the concept's page that a browser can run here."""
    mine, concept = _concept(request, slug, concept_id)
    written = queries.page(concept)
    code = [
        sentence.text
        for section in (queries.sections(written) if written else ())
        for sentence in section.sentences
        if sentence.kind == "code"
    ]
    context = {
        "frame": head(mine, ""),
        "slug": mine.slug,
        "concept": concept,
        "blocks": [_block(text) for text in dict.fromkeys(filter(runnable, code))][:MOST_BLOCKS],
        "python": settings.current().pyodide is None and any(told_language(one) == PYTHON for one in code),
    }
    return render(request, "code/page.html", context)


def _block(text: str) -> dict[str, Any]:
    """As the page shows it; of code in Python what was typed alone."""
    if runnable(text) == PYTHON:
        told = {"text": as_typed(text), "language": "Python", "frame": reverse("code:python_frame")}
    else:
        told = {"text": text, "language": "JavaScript", "frame": reverse("code:frame")}
    return {"name": digest(text), **told}


@require_safe
@xframe_options_sameorigin
@csp_exempt()
def frame(request: HttpRequest) -> HttpResponse:
    """The document that runs code. It has an origin of its own, so that it reaches nothing of ours, and may load
    nothing but its one script and what it makes itself."""
    return _shut_off(request)


@require_safe
@xframe_options_sameorigin
@csp_exempt()
def python_frame(request: HttpRequest) -> HttpResponse:
    """The same for code in Python: it may load the files of Pyodide as well, and carry them out."""
    if settings.current().pyodide is None:
        raise Http404
    return _shut_off(request, reverse("code:runtime", args=["-"]).removesuffix("-"))


def _shut_off(request: HttpRequest, at: str = "") -> HttpResponse:
    nonce = secrets.token_urlsafe(16)
    answer = render(request, "code/frame.html", {"nonce": nonce, "at": at})
    whole = request.build_absolute_uri(at) if at else ""
    allowed = f" {whole} 'wasm-unsafe-eval'; connect-src {whole}" if at else ""
    answer["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'nonce-{nonce}' blob:{allowed}; worker-src blob:; frame-ancestors 'self'; "
        "base-uri 'none'; form-action 'none'; sandbox allow-scripts"
    )
    return answer


@require_safe
def runtime(_: HttpRequest, name: str) -> HttpResponse:
    """A file of Pyodide. Anybody's page may have it: the frame that wants it is of no origin."""
    folder = settings.current().pyodide
    if folder is None or not has(folder, name):
        raise Http404
    answer = HttpResponse(body(folder, name), content_type=KINDS[name])
    answer["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(answer, public=True, max_age=DAY)
    return answer


def _concept(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> tuple[Topic, Concept]:
    viewer: Any = request.user
    try:
        mine = queries.topic(viewer, slug)
        return mine, queries.concept(mine, concept_id)
    except (Topic.DoesNotExist, Concept.DoesNotExist):
        raise Http404 from None
