"""The MindMap room: the whole tree on one sheet, as a drawing made of links and as a list."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import get_language_bidi
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from sapere.kit.language import direction
from sapere.tabs.mindmap.layouts import Layout
from sapere.tabs.mindmap.sheet import Sheet, sheet
from sapere.topics import queries
from sapere.topics.head import head
from sapere.topics.models import Run, Topic

LAYOUTS = {
    Layout.HIERARCHICAL: (_("Levels"), "network"),
    Layout.RADIAL: (_("Rings"), "orbit"),
    Layout.FORCE: (_("Free"), "waypoints"),
}


@require_safe
def mindmap(request: HttpRequest, slug: str) -> HttpResponse:
    mine = _topic(request, slug)
    return render(request, "mindmap/map.html", _context(request, mine))


@require_safe
def picture(request: HttpRequest, slug: str) -> HttpResponse:
    """The drawing alone, as a file that needs nothing else."""
    mine = _topic(request, slug)
    context = _context(request, mine)
    if context["sheet"] is None:
        raise Http404
    answer = render(request, "mindmap/picture.html", context, content_type="image/svg+xml")
    answer["Content-Disposition"] = str(content_disposition_header(True, f"{mine.slug}-map.svg"))
    return answer


def _context(request: HttpRequest, mine: Topic) -> dict[str, Any]:
    run = queries.latest_run(mine)
    working = run is not None and run.state not in Run.FINAL
    viewer: Any = request.user
    shown = sheet(viewer, mine, request.GET, working=working)
    return {
        "slug": mine.slug,
        "frame": head(mine, "mindmap:map"),
        "sheet": shown,
        "layouts": _layouts(shown) if shown else [],
        "working": working,
        "language": mine.language,
        "direction": direction(mine.language),
        "rtl": get_language_bidi(),
    }


def _layouts(shown: Sheet) -> list[tuple[str, str, str, bool]]:
    """Name, icon, address and whether it is the one on show."""
    return [
        (str(name), icon, shown.chosen.address(layout=one), shown.chosen.layout is one)
        for one, (name, icon) in LAYOUTS.items()
    ]


def _topic(request: HttpRequest, slug: str) -> Topic:
    viewer: Any = request.user
    try:
        return queries.topic(viewer, slug)
    except Topic.DoesNotExist:
        raise Http404 from None
