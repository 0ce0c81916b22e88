"""What Anthropic's Messages refuses: the checks of a request, and the bodies of its errors.

https://platform.claude.com/docs/en/api/messages and .../docs/en/api/errors
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tests.fakes.server import Request
from tests.fakes.talking import Fault, Json, Refusal

VERSIONS = ("2023-06-01", "2026-10-21")
NUMBER, TEXT, LIST, OBJECT, YES_NO = (int, float), str, list, dict, bool
KNOWN: Mapping[str, Any] = {
    "model": TEXT, "messages": LIST, "max_tokens": int, "system": (str, list), "stream": YES_NO,
    "temperature": NUMBER, "top_p": NUMBER, "top_k": int, "stop_sequences": LIST, "tools": LIST,
    "tool_choice": OBJECT, "thinking": OBJECT, "metadata": OBJECT, "service_tier": TEXT, "output_config": OBJECT,
}  # fmt: skip


def error(kind: str, message: str) -> Json:
    return {"type": "error", "error": {"type": kind, "message": message}, "request_id": "req_fake"}


FAULTS: Mapping[Fault, Refusal] = {
    Fault.KEY: Refusal(401, error("authentication_error", "invalid x-api-key")),
    Fault.MODEL: Refusal(404, error("not_found_error", "model: x")),
    Fault.REQUEST: Refusal(400, error("invalid_request_error", "messages.0: Input should be valid")),
    Fault.RATE: Refusal(
        429, error("rate_limit_error", "This request would exceed your limit."), {"Retry-After": "0"}
    ),
    Fault.QUOTA: Refusal(
        400, error("invalid_request_error", "Your credit balance is too low to access the Anthropic API.")
    ),
    Fault.TOO_LARGE: Refusal(413, error("request_too_large", "Request exceeds the maximum size")),
    Fault.BROKEN: Refusal(500, error("api_error", "Internal server error")),
    Fault.AWAY: Refusal(503, error("api_error", "Service unavailable")),
    Fault.OVERLOADED: Refusal(529, error("overloaded_error", "Overloaded")),
    Fault.TOO_LONG: Refusal(
        400, error("invalid_request_error", "prompt is too long: 210000 tokens > 200000 maximum")
    ),
}


def signed(request: Request, key: str) -> None:
    """Raises where the key is missing or not this one; either header may hold it."""
    given = request.headers.get("x-api-key") or request.headers.get("authorization", "").removeprefix(
        "Bearer "
    )
    if not given:
        raise Refusal(401, error("authentication_error", "x-api-key header is required"))
    if given != key:
        raise Refusal(401, error("authentication_error", "invalid x-api-key"))


def checked(request: Request, models: Iterable[str]) -> Json:
    """The body of a call, when it is one that Anthropic would take."""
    if "anthropic-version" not in request.headers:
        raise _wrong("anthropic-version: header is required")
    if request.headers["anthropic-version"] not in VERSIONS:
        raise _wrong(f'anthropic-version: "{request.headers["anthropic-version"]}" is not a valid version')
    body = _value(request)
    for name, value in body.items():
        if name not in KNOWN:
            raise _wrong(f"{name}: Extra inputs are not permitted")
        if not isinstance(value, KNOWN[name]) or (isinstance(value, bool) and KNOWN[name] is not bool):
            raise _wrong(f"{name}: Input should be a valid value")
    for name in ("model", "max_tokens", "messages"):
        if name not in body:
            raise _wrong(f"{name}: Field required")
    if body["model"] not in models:
        raise Refusal(404, error("not_found_error", f"model: {body['model']}"))
    if body["max_tokens"] < 1:
        raise _wrong("max_tokens: Input should be greater than or equal to 1")
    _check_messages(body["messages"])
    _check_blocks("system", body.get("system", []))
    _check_tools(body)
    _check_output(body.get("output_config", {}))
    return body


def _value(request: Request) -> Json:
    try:
        body = json.loads(request.body)
    except ValueError:
        raise _wrong("The request body is not valid JSON") from None
    if not isinstance(body, dict):
        raise _wrong("The request body is not an object")
    return body


def _check_messages(messages: list[Any]) -> None:
    if not messages:
        raise _wrong("messages: at least one message is required")
    for number, message in enumerate(messages):
        where = f"messages.{number}"
        if not isinstance(message, dict) or message.get("role") not in ("user", "assistant"):
            raise _wrong(f"{where}.role: Input should be 'user' or 'assistant'")
        if set(message) - {"role", "content"}:
            raise _wrong(f"{where}: Extra inputs are not permitted")
        content = message.get("content")
        if not isinstance(content, str | list) or not content:
            raise _wrong(f"{where}.content: Field required")
        _check_blocks(f"{where}.content", content)
    if messages[0]["role"] != "user":
        raise _wrong("messages: first message must use the user role")


def _check_blocks(where: str, content: Any) -> None:
    for block in content if isinstance(content, list) else []:
        if not isinstance(block, dict) or block.get("type") not in ("text", "tool_use", "tool_result"):
            raise _wrong(f"{where}: Input tag does not match any of the expected tags")
        if block["type"] == "text" and not str(block.get("text", "")).strip():
            raise _wrong(f"{where}: text content blocks must contain non-whitespace text")
        kept = block.get("cache_control")
        if kept is not None and (not isinstance(kept, dict) or kept.get("type") != "ephemeral"):
            raise _wrong(f"{where}.cache_control: Input should be 'ephemeral'")


def _check_tools(body: Json) -> None:
    tools = body.get("tools", [])
    for tool in tools:
        if (
            not isinstance(tool, dict)
            or not tool.get("name")
            or not isinstance(tool.get("input_schema"), dict)
        ):
            raise _wrong("tools.0.input_schema: Field required")
    choice = body.get("tool_choice", {})
    if choice.get("type") == "tool" and choice.get("name") not in [tool["name"] for tool in tools]:
        raise _wrong(f"tool_choice.tool.name: Tool '{choice.get('name')}' not found in provided tools")


def _check_output(wanted: Json) -> None:
    shape = wanted.get("format")
    if shape is None:
        return
    if (
        not isinstance(shape, dict)
        or shape.get("type") != "json_schema"
        or not isinstance(shape.get("schema"), dict)
    ):
        raise _wrong("output_config.format: Input should be a valid JSON schema")
    if shape["schema"].get("additionalProperties") is not False:
        raise _wrong(
            "output_config.format.schema: For 'object' type, 'additionalProperties' must be set to false"
        )


def _wrong(message: str) -> Refusal:
    return Refusal(400, error("invalid_request_error", message))
