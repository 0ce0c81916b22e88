"""What the models cost, as a page and as a file. The operator sees everybody's, anyone else their own."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from sapere import settings
from sapere.accounts.actions import is_operator
from sapere.kit.spreadsheet import text
from sapere.tabs.costs.sheet import SPANS, rows, sheet, span
from sapere.tabs.costs.spreadsheet import table
from sapere.topics.costs import ended


@require_safe
def costs(request: HttpRequest) -> HttpResponse:
    viewer: Any = request.user
    everybody = is_operator(viewer)
    days = span(request.GET.get("days"))
    now = timezone.now()
    shown = sheet(viewer, days, now, settings.current(), everybody=everybody)
    today = shown if days == 1 else sheet(viewer, 1, now, settings.current(), everybody=everybody)
    context = {"sheet": shown, "today": today.total, "spans": SPANS, "everybody": everybody}
    return render(request, "costs/costs.html", context)


@require_safe
def download(request: HttpRequest) -> HttpResponse:
    """Every call of the span, as CSV."""
    viewer: Any = request.user
    days = span(request.GET.get("days"))
    found = rows(viewer, days, timezone.now(), everybody=is_operator(viewer))
    answer = HttpResponse(text(table(ended(found))), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="sapere-costs-{days}-days.csv"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
