"""What OpenAI's Chat Completions refuses: the checks of a request's body, and the bodies of its errors.

https://platform.openai.com/docs/api-reference/chat/create and .../docs/guides/error-codes
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from tests.fakes.server import Request
from tests.fakes.talking import Fault, Json, Refusal

NUMBER, TEXT, LIST, OBJECT, YES_NO = (int, float), str, list, dict, bool
KNOWN: Mapping[str, Any] = {
    "model": TEXT, "messages": LIST, "stream": YES_NO, "stream_options": OBJECT, "temperature": NUMBER,
    "top_p": NUMBER, "n": int, "stop": (str, list), "max_tokens": int, "max_completion_tokens": int,
    "presence_penalty": NUMBER, "frequency_penalty": NUMBER, "logit_bias": OBJECT, "user": TEXT, "seed": int,
    "tools": LIST, "tool_choice": (str, dict), "parallel_tool_calls": YES_NO, "response_format": OBJECT,
    "reasoning_effort": TEXT, "store": YES_NO, "metadata": OBJECT, "service_tier": TEXT, "verbosity": TEXT,
    "prompt_cache_key": TEXT, "safety_identifier": TEXT, "logprobs": YES_NO, "prompt_cache_retention": TEXT,
}  # fmt: skip
ROLES = ("system", "developer", "user", "assistant", "tool")


def error(message: str, kind: str, *, code: str | None = None, param: str | None = None) -> Json:
    return {"error": {"message": message, "type": kind, "param": param, "code": code}}


FAULTS: Mapping[Fault, Refusal] = {
    Fault.KEY: Refusal(
        401, error("Incorrect API key provided: sk-fake.", "invalid_request_error", code="invalid_api_key")
    ),
    Fault.MODEL: Refusal(
        404, error("The model `x` does not exist.", "invalid_request_error", code="model_not_found")
    ),
    Fault.REQUEST: Refusal(400, error("Invalid value.", "invalid_request_error", code="invalid_value")),
    Fault.RATE: Refusal(
        429,
        error("Rate limit reached for requests.", "requests", code="rate_limit_exceeded"),
        {"Retry-After": "0"},
    ),
    Fault.QUOTA: Refusal(
        429,
        error("You exceeded your current quota.", "insufficient_quota", code="insufficient_quota"),
    ),
    Fault.TOO_LARGE: Refusal(
        429,
        error(
            "Request too large for x on tokens per min (TPM): Limit 300, Requested 400.",
            "tokens",
            code="rate_limit_exceeded",
        ),
    ),
    Fault.BROKEN: Refusal(500, error("The server had an error.", "server_error")),
    Fault.AWAY: Refusal(503, error("The engine is currently overloaded.", "server_error")),
    Fault.OVERLOADED: Refusal(529, error("Overloaded.", "server_error")),
    Fault.TOO_LONG: Refusal(
        400,
        error(
            "This model's maximum context length is 4097 tokens. However, your messages resulted in 4294 tokens.",
            "invalid_request_error",
            code="context_length_exceeded",
            param="messages",
        ),
    ),
}


def signed(request: Request, key: str) -> None:
    """Raises where the key is missing or not this one."""
    given = request.headers.get("authorization", "")
    if not given.startswith("Bearer "):
        raise Refusal(401, error("You didn't provide an API key.", "invalid_request_error"))
    if given != f"Bearer {key}":
        shown = f"{given[7:11]}***"
        raise Refusal(
            401,
            error(f"Incorrect API key provided: {shown}.", "invalid_request_error", code="invalid_api_key"),
        )


def checked(request: Request, models: Iterable[str]) -> Json:
    """The body of a call, when it is one that OpenAI would take."""
    body = _value(request)
    for name, value in body.items():
        if name not in KNOWN:
            raise _wrong(f"Unrecognized request argument supplied: {name}")
        if value is not None and not _is(value, KNOWN[name]):
            raise _wrong(f"Invalid type for '{name}'.", code="invalid_type", param=name)
    for name in ("model", "messages"):
        if name not in body:
            raise _wrong(
                f"Missing required parameter: '{name}'.", code="missing_required_parameter", param=name
            )
    if body["model"] not in models:
        message = f"The model `{body['model']}` does not exist or you do not have access to it."
        raise Refusal(404, error(message, "invalid_request_error", code="model_not_found"))
    _check_messages(body["messages"])
    _check_options(body)
    _check_tools(body.get("tools") or [])
    _check_format(body.get("response_format") or {})
    return body


def _value(request: Request) -> Json:
    if not request.headers.get("content-type", "").startswith("application/json"):
        raise _wrong("Unsupported content type; this API takes application/json.")
    try:
        body = json.loads(request.body)
    except ValueError:
        raise _wrong("We could not parse the JSON body of your request.") from None
    if not isinstance(body, dict):
        raise _wrong("The body has to be an object.")
    return body


def _is(value: object, kinds: Any) -> bool:
    """JSON's true is no number."""
    return isinstance(value, kinds) and (kinds is bool or not isinstance(value, bool))


def _check_messages(messages: list[Any]) -> None:
    if not messages:
        raise _wrong("[] is too short - 'messages'", param="messages")
    for number, message in enumerate(messages):
        where = f"messages[{number}]"
        if not isinstance(message, dict) or message.get("role") not in ROLES:
            raise _wrong(f"Invalid value: '{where}.role'.", code="invalid_value", param=f"{where}.role")
        content = message.get("content")
        if content is None and (message["role"] != "assistant" or not message.get("tool_calls")):
            raise _wrong(f"Invalid type for '{where}.content': null.", param=f"{where}.content")
        if not isinstance(content, str | list | None):
            raise _wrong(f"Invalid type for '{where}.content'.", param=f"{where}.content")


def _check_options(body: Json) -> None:
    if body.get("stream_options") is not None and not body.get("stream"):
        raise _wrong("The 'stream_options' parameter is only allowed when 'stream' is enabled.")
    for name in ("max_tokens", "max_completion_tokens"):
        if body.get(name) is not None and body[name] < 1:
            raise _wrong(f"Invalid '{name}': it has to be at least 1.", param=name)
    if body.get("max_tokens") is not None and body.get("max_completion_tokens") is not None:
        raise _wrong("Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.")
    if body.get("temperature") is not None and not 0 <= body["temperature"] <= 2:
        raise _wrong("Invalid 'temperature'.", param="temperature")


def _check_tools(tools: list[Any]) -> None:
    for tool in tools:
        function = tool.get("function") if isinstance(tool, dict) else None
        if not isinstance(function, dict) or tool.get("type") != "function" or not function.get("name"):
            raise _wrong("Missing required parameter: 'tools[0].function.name'.", param="tools")
        if function.get("strict"):
            _check_strict(function.get("parameters") or {})


def _check_format(wanted: Json) -> None:
    if not wanted:
        return
    if wanted.get("type") not in ("text", "json_object", "json_schema"):
        raise _wrong("Invalid value: 'response_format.type'.", param="response_format.type")
    if wanted["type"] == "json_schema":
        schema = wanted.get("json_schema")
        if not isinstance(schema, dict) or not schema.get("name"):
            raise _wrong("Missing required parameter: 'response_format.json_schema'.")
        if not isinstance(schema.get("schema"), dict) or schema["schema"].get("type") != "object":
            raise _wrong("Invalid schema for response_format: schema must be of type 'object'.")
        if schema.get("strict"):
            _check_strict(schema["schema"])


def _check_strict(schema: Any) -> None:
    """Strict schemas close every object and require all of its fields."""
    if isinstance(schema, list):
        for one in schema:
            _check_strict(one)
    if not isinstance(schema, dict):
        return
    if schema.get("type") == "object":
        if schema.get("additionalProperties") is not False:
            raise _wrong("Invalid schema: 'additionalProperties' is required to be supplied and to be false.")
        if set(schema.get("required", ())) != set(schema.get("properties", {})):
            raise _wrong("Invalid schema: 'required' has to be an array including every key in properties.")
    for one in schema.values():
        _check_strict(one)


def _wrong(message: str, *, code: str | None = None, param: str | None = None) -> Refusal:
    return Refusal(400, error(message, "invalid_request_error", code=code, param=param))
