"""What ``sapere doctor`` says of the models: each that was chosen is asked for one word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sapere.cli.examination import Finding
from sapere.research.errors import ModelError

if TYPE_CHECKING:
    from sapere.providers.models.remote import RemoteModel
    from sapere.settings import Settings


def try_models(settings: Settings) -> Iterator[Finding]:
    """A finding for each model, or the one that there is none. Raises ``BadRequest`` where a key is missing."""
    from sapere.wiring import every_model

    found = every_model(settings)
    if not found:
        yield Finding("model", "ok", "none chosen: pages are written by extraction")
    for model in found:
        yield _tried(model)


def _tried(model: RemoteModel) -> Finding:
    where = f"{model.name} at {model.address}"
    try:
        seconds = model.probe()
    except ModelError as error:
        return Finding("model", "fail", f"{where}: {error.what}", error.advice)
    return Finding("model", "ok", f"{where} answered in {1000 * seconds:,.0f} ms")
