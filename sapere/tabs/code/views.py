"""The code of a page, to be changed and run. All of it happens in the browser: nothing that is run comes here."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from csp.decorators import csp_exempt, csp_update
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_safe

from sapere.topics import queries
from sapere.topics.head import head
from sapere.topics.models import Concept, Topic
from sapere.web.programs import PYTHON, digest, runnable, told_language

SELF = ["'self'"]
MOST_BLOCKS = 30


@require_safe
@csp_update({"frame-src": SELF})  # type: ignore[arg-type]
def page(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> HttpResponse:
    """Each block of JavaScript of the concept's page."""
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
        "blocks": [(digest(text), text) for text in dict.fromkeys(filter(runnable, code))][:MOST_BLOCKS],
        "python": any(told_language(text) == PYTHON for text in code),
    }
    return render(request, "code/page.html", context)


@require_safe
@xframe_options_sameorigin
@csp_exempt()
def frame(request: HttpRequest) -> HttpResponse:
    """The document that runs code. It has an origin of its own, so that it reaches nothing of ours, and may load
    nothing but its one script and what it makes itself."""
    nonce = secrets.token_urlsafe(16)
    answer = render(request, "code/frame.html", {"nonce": nonce})
    answer["Content-Security-Policy"] = (
        f"default-src 'none'; script-src 'nonce-{nonce}' blob:; worker-src blob:; frame-ancestors 'self'; "
        "base-uri 'none'; form-action 'none'; sandbox allow-scripts"
    )
    return answer


def _concept(request: HttpRequest, slug: str, concept_id: uuid.UUID) -> tuple[Topic, Concept]:
    viewer: Any = request.user
    try:
        mine = queries.topic(viewer, slug)
        return mine, queries.concept(mine, concept_id)
    except (Topic.DoesNotExist, Concept.DoesNotExist):
        raise Http404 from None
