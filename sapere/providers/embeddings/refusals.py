"""Why an embeddings endpoint gave nothing, as leaves of ``ModelError`` in sentences for the operator."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.parse import urlsplit

from sapere.kit.http import AddressRefused, BadBody, BadStatus, Busy, HttpError
from sapere.kit.plain import plain
from sapere.research.errors import (
    BadSaying,
    Declined,
    ModelAway,
    ModelBusy,
    ModelError,
    ModelRefuses,
    TooLong,
)

_TOO_MUCH = re.compile(r"length|too (?:long|large|many|big)|tokens|maximum|exceed|batch", re.IGNORECASE)
"""What servers say of too much text: each in words of its own, most with status 400."""


@contextmanager
def translated(url: str, model: str) -> Iterator[None]:
    """Inside, every failure is raised as a leaf of ``ModelError`` that names the endpoint."""
    host = urlsplit(url).netloc.rpartition("@")[2]
    try:
        yield
    except BadSaying as error:
        raise BadSaying(
            f"{host} answered with no vectors of use for {model}. {error.what}", advice="Look into its log."
        ) from error
    except BadStatus as error:
        raise _refusal(host, model, error) from error
    except HttpError as error:
        raise _leaf(host, error) from error


def _leaf(host: str, error: HttpError) -> ModelError:
    match error:
        case Busy():
            return ModelBusy(str(error), retry_after=error.retry_after)
        case AddressRefused():
            return ModelRefuses(str(error), advice="Check SAPERE_EMBEDDER_URL or OPENAI_BASE_URL.")
        case BadBody():
            return BadSaying(
                str(error), advice=f"Is {host} an endpoint for embeddings? Its address ends with /v1."
            )
    return ModelAway(str(error), advice="Start it, or look into its log; until then search is by words.")


def _refusal(host: str, model: str, error: BadStatus) -> ModelError:
    said = _said(error.body)
    why = f": {said}" if said else "."
    if error.status in (401, 403):
        return ModelRefuses(
            f"{host} refuses our key ({error.status}){why}",
            advice="Check SAPERE_EMBEDDER_KEY or OPENAI_API_KEY.",
        )
    if error.status == 404:
        return ModelRefuses(
            f"{host} has no model {model}, or no embeddings (404){why}",
            advice="Check SAPERE_EMBEDDER, and that the address ends with /v1.",
        )
    if error.status == 413 or (error.status in (400, 422) and _TOO_MUCH.search(said)):
        return TooLong(f"That was more than {host} takes at once ({error.status}){why}")
    if error.status in (408, 409, 425) or error.status > 504:
        return ModelAway(f"{host} could not answer ({error.status}){why}")
    if error.status in (400, 422):  # perhaps because of a single text
        return Declined(f"{host} would not embed this ({error.status}){why}", advice="Look into its log.")
    return ModelRefuses(f"{host} refuses to embed ({error.status}){why}", advice="Look into its log.")


def _said(body: bytes) -> str:
    """What the server says of it, if it says so as OpenAI does or nearly so."""
    try:
        told = json.loads(body)
    except ValueError:
        return ""
    for name in ("error", "message", "detail"):
        if isinstance(told, Mapping) and name in told:
            told = told[name]
    return plain(told)[:200] if isinstance(told, str) else ""
