"""What every page is told beside its own values."""

from __future__ import annotations

from functools import cache
from importlib import metadata

from django.http import HttpRequest

from sapere.research.calls import Job
from sapere.settings import Settings, current
from sapere.web.addresses import SHARED
from sapere.web.views import CHOICES


def face(request: HttpRequest) -> dict[str, object]:
    """The theme and keys chosen by cookie (see :func:`sapere.web.views.appearance`), the version, and the model that
    is asked first to write pages, empty without one. ``guest``: whoever reads has a link, and nothing else here."""
    theme = request.COOKIES.get("theme", "")
    return {
        "theme": theme if theme in CHOICES["theme"] else "system",
        "keys": request.COOKIES.get("keys") != "off",
        "guest": request.path.startswith(SHARED),
        "version": version(),
        "model": writing_model(current()),
    }


def writing_model(chosen: Settings) -> str:
    models = dict(chosen.model_for).get(str(Job.WRITE), chosen.model)
    return models[0] if models else ""


@cache
def version() -> str:
    """The version as installed; empty in a checkout that is not."""
    try:
        return metadata.version("sapere")
    except metadata.PackageNotFoundError:
        return ""
