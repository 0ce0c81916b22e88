"""From what the model library raises to a reason for people, and whether asking again can help."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TypeVar

from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelAuthenticationError,
    ModelContextWindowExceededError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelQuotaExceededError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    ModelServerError,
    ModelUnavailableError,
)

from sapere.kit.http import AddressRefused, BadBody, HttpError, Unreached
from sapere.kit.http.hushing import hushed_text
from sapere.providers.models.access import Access
from sapere.research.errors import BadSaying, ModelAway, ModelBusy, ModelError, ModelRefuses, TooLong

E = TypeVar("E", bound=BaseException)

LONGEST_PAUSE = 10.0  # seconds; asked to wait longer, the next model is better asked at once
_LONGEST_WORD = 200  # characters of what a provider says about a request
_TOO_LARGE = ("request too large", "too many tokens", "tokens must be reduced")
_TOO_LONG = (
    "context window",
    "context length",
    "context size",
    "prompt is too long",
)  # as servers of one's own say it


@dataclass(frozen=True, slots=True)
class Trouble:
    """``again``: the same call may do in a moment, after ``pause`` seconds where that was asked for. ``lasting``: no
    call to this model will do for a while, or with ``everywhere`` to any of the provider's. ``form``: it may be the
    way in which a shape was asked for."""

    error: ModelError
    again: bool = False
    pause: float | None = None
    lasting: bool = False
    everywhere: bool = False
    form: bool = False

    def paid(self) -> Trouble:
        """The same of an answer that had begun: money is set aside for it once, so it is not asked for once more."""
        return replace(self, again=False, form=False)


def trouble(error: BaseException, access: Access, model: str) -> Trouble:
    """What a failed try means."""
    met = _cause(error, HttpError)
    if met is not None:
        return _at_the_door(met, access)
    if isinstance(error, ModelAPIError):
        return _told(error, access, model)
    said = f"{access.title} answered with something that is not what its protocol promises."
    return Trouble(BadSaying(said, advice="Look whether its address is the one of the models."))


def _at_the_door(error: HttpError, access: Access) -> Trouble:
    if isinstance(error, AddressRefused):
        return Trouble(ModelRefuses(str(error), advice="Look at its address in the settings."), lasting=True)
    if isinstance(error, BadBody):
        return Trouble(BadSaying(str(error)))
    advice = "Try again in a moment." if access.official else "Look whether it runs."
    gone = ModelAway(str(error), advice=advice)
    return Trouble(gone, again=isinstance(error, Unreached))


def _told(error: ModelAPIError, access: Access, model: str) -> Trouble:
    """What the provider itself said, by the category of the library; the most special first."""
    lasting = _lasting(error, access, model)
    if lasting is not None:
        return lasting
    if _is_too_long(error):
        return Trouble(TooLong(f"This is more than {model} reads at once."))
    if isinstance(error, ModelRateLimitError):
        return _busy(error, access)
    if isinstance(error, ModelUnavailableError | ModelServerError):
        fault = f"{access.title} is overloaded or has a fault of its own{_number(error)}."
        return Trouble(ModelAway(fault, advice="Try again in a moment."), again=True, pause=error.retry_after)
    if isinstance(error, ModelRequestRejectedError):
        refused = ModelRefuses(f"{access.title} does not take this request: {_word(error, access)}")
        return Trouble(refused, form=True)
    return Trouble(_garbled(error, access))


def _lasting(error: ModelAPIError, access: Access, model: str) -> Trouble | None:
    who = access.title
    if isinstance(error, ModelQuotaExceededError):
        advice = "Top it up there, or choose another model."
        return Trouble(
            ModelRefuses(f"{who} says that no money is left.", advice=advice), lasting=True, everywhere=True
        )
    if isinstance(error, ModelAuthenticationError):
        advice = "Check the key in .env.server."
        return Trouble(
            ModelRefuses(f"{who} does not accept the key.", advice=advice), lasting=True, everywhere=True
        )
    if isinstance(error, ModelNotFoundError):
        said = f"{who} has no model {model}, or not for this key."
        return Trouble(ModelRefuses(said, advice="Check its name."), lasting=True)
    return None


def _garbled(error: ModelAPIError, access: Access) -> ModelError:
    if error.in_stream:
        return ModelAway(f"{access.title} broke off in the middle of its answer.")
    return BadSaying(f"{access.title} answered with something that is not what its protocol promises.")


def _busy(error: ModelAPIError, access: Access) -> Trouble:
    asked = error.retry_after
    when = f" It asks to wait {asked:.0f} s." if asked else ""
    busy = ModelBusy(
        f"{access.title} is asked too much at once.{when}",
        retry_after=asked,
        advice="Lower SAPERE_CALLS_AT_ONCE, or raise the limit there.",
    )
    return Trouble(busy, again=asked is None or asked <= LONGEST_PAUSE, pause=asked)


def _is_too_long(error: ModelAPIError) -> bool:
    if isinstance(error, ModelContextWindowExceededError):
        return True
    if isinstance(error, ModelHTTPError) and error.status_code == 413:
        return True
    words = _TOO_LARGE if isinstance(error, ModelRateLimitError) else _TOO_LONG
    refused = isinstance(error, ModelRateLimitError | ModelRequestRejectedError)
    return refused and any(one in _said(error).lower() for one in words)


def _number(error: ModelAPIError) -> str:
    return f" ({error.status_code})" if isinstance(error, ModelHTTPError) else ""


def _word(error: ModelAPIError, access: Access) -> str:
    """The provider's own sentence, short and without our key."""
    said = " ".join(_said(error).split())
    if not said:
        return (
            f"it was answered with status {error.status_code}."
            if isinstance(error, ModelHTTPError)
            else "no reason."
        )
    keys = [access.key] if access.key else []
    said = hushed_text(said, keys)
    return said if len(said) <= _LONGEST_WORD else said[: _LONGEST_WORD - 1] + "…"


def _said(error: ModelAPIError) -> str:
    body = error.body
    inner = body.get("error", body) if isinstance(body, dict) else None
    message = inner.get("message") if isinstance(inner, dict) else None
    return message if isinstance(message, str) else ""


def _cause(error: BaseException | None, kind: type[E]) -> E | None:
    """The error of that kind behind this one."""
    while error is not None and not isinstance(error, kind):
        error = error.__cause__ or error.__context__
    return error
